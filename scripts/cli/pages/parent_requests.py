"""Commands for exemptions that parents request, and meetings with teachers."""

from argparse import ArgumentParser
from datetime import time
from pathlib import Path

from rich.console import RenderableType

from aiopronote import Meeting, MeetingSession, PossibleMeeting, SubjectExemption, Wish

from ..commands import AccountCommand
from ..context import Context
from ..i18n import Text, UsageError
from ..output import Column, Result, table
from ..selection import find_by_key, short_key
from ..uploads import read_upload

_KEY = Text("Key", "Clé")
_SUBJECT = Text("Subject", "Matière")
_FROM, _TO = Text("From", "Du"), Text("To", "Au")
_PEOPLE = Text("With", "Avec")

_EXEMPTIONS: tuple[Column[SubjectExemption], ...] = (
    Column(_KEY, short_key),
    Column(_FROM, lambda item: item.start),
    Column(_TO, lambda item: item.end),
    Column(_SUBJECT, lambda item: item.subject),
    Column(Text("Status", "État"), lambda item: item.status),
    Column(Text("Answer", "Réponse"), lambda item: item.message),
)
_POSSIBLE: tuple[Column[PossibleMeeting], ...] = (
    Column(_KEY, short_key),
    Column(_PEOPLE, lambda item: item.people),
    Column(_SUBJECT, lambda item: item.subject),
    Column(Text("Wish", "Souhait"), lambda item: item.wish),
)
_MEETINGS: tuple[Column[Meeting], ...] = (
    Column(Text("Start", "Début"), lambda item: item.start),
    Column(_PEOPLE, lambda item: item.people),
    Column(_SUBJECT, lambda item: item.subject),
    Column(Text("Room", "Salle"), lambda item: item.room),
)

_ONE_KIND = Text(
    "Give either --subject or --lesson.", "Donnez soit --subject, soit --lesson."
)
_NO_TEXT = Text(
    "The school requires a reason: --text.", "L’école exige un motif : --text."
)
_NO_SESSION = Text(
    "Name the evening by its key: --session.",
    "Nommez la soirée par sa clé : --session.",
)
_NOT_HOURS = Text(
    "“{wanted}” does not have the form 17:00-17:30.",
    "« {wanted} » n’est pas de la forme 17:00-17:30.",
)


async def exemptions(context: Context) -> Result:
    """List exemptions, request some, or withdraw a request."""
    pupil, given = context.pupil(), context.arguments
    endpoint = context.client.exemptions
    if given.subject or given.lesson:
        if given.subject and given.lesson:
            raise UsageError(_ONE_KIND)
        if not given.text:
            raise UsageError(_NO_TEXT)
        file = None if given.file is None else read_upload(given.file)
        first, last = context.days(0, 0)
        if given.lesson:
            found = await context.client.timetable.get(pupil, first, last)
            lesson = find_by_key(given.lesson, found.lessons)
            made = [await endpoint.request_for_lesson(pupil, lesson, given.text, file)]
        else:
            made = [
                *await endpoint.request_for_subjects(
                    pupil, given.subject, first, last, given.text, file
                )
            ]
        return Result(made, (table(made, _EXEMPTIONS),))
    if given.withdraw:
        known = (await context.client.school_life.get(pupil)).exemptions
        await endpoint.withdraw(pupil, find_by_key(given.withdraw, known))
    found_now = (await context.client.school_life.get(pupil)).exemptions
    return Result(found_now, (table(found_now, _EXEMPTIONS),))


async def meetings(context: Context) -> Result:
    """List the evenings of meetings, send a wish, or the times when the parents are not available."""
    pupil, given = context.pupil(), context.arguments
    endpoint = context.client.meetings
    sessions = await endpoint.get(pupil)
    if given.wish is not None or given.unavailable is not None:
        if given.session is None and len(sessions) != 1:
            raise UsageError(_NO_SESSION)
        session = (
            sessions[0]
            if given.session is None
            else find_by_key(given.session, sessions)
        )
        if given.wish is not None:
            key, name = given.wish
            meeting = find_by_key(key, session.possible)
            wish = None if name == _UNDECIDED else Wish(name)
            session = await endpoint.set_wish(pupil, session, meeting, wish)
        if given.unavailable is not None:
            ranges = [_hours(wanted) for wanted in given.unavailable]
            session = await endpoint.set_unavailability(pupil, session, ranges)
        sessions = (session,)
    views = [view for session in sessions for view in _views(session)]
    return Result(sessions, tuple(views))


_UNDECIDED = "undecided"
_WISHES = (*(wish.value for wish in Wish), _UNDECIDED)


def _views(session: MeetingSession) -> list[RenderableType]:
    """Return the planned meetings of an evening, and those that are possible."""
    title = f"{session.name} ({short_key(session)})"
    words = Text(title, title)
    shown: list[RenderableType] = [table(session.meetings, _MEETINGS, words)]
    if session.possible:
        shown.append(table(session.possible, _POSSIBLE, words))
    return shown


def _hours(wanted: str) -> tuple[time, time]:
    """Read `17:00-17:30`. Raises UsageError."""
    first, _, last = wanted.partition("-")
    try:
        start, end = time.fromisoformat(first), time.fromisoformat(last)
    except ValueError as error:
        raise UsageError(_NOT_HOURS, wanted=wanted) from error
    return start, end


def _exemption_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--subject",
        action="append",
        metavar="NAME",
        help=str(Text("request one from this subject", "en demander une de ce cours")),
    )
    parser.add_argument(
        "--lesson",
        metavar="KEY",
        help=str(Text("from this lesson of the days", "de cette séance des jours")),
    )
    parser.add_argument("--text", help=str(Text("why", "le motif")))
    parser.add_argument(
        "--file",
        type=Path,
        metavar="PATH",
        help=str(Text("a certificate", "un certificat")),
    )
    parser.add_argument(
        "--withdraw",
        metavar="KEY",
        help=str(Text("withdraw a request", "retirer une demande")),
    )


def _meeting_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--session", metavar="KEY", help=str(Text("the evening", "la soirée"))
    )
    parser.add_argument(
        "--wish",
        nargs=2,
        metavar=("KEY", "WISH"),
        help=f"{Text('send a wish', 'envoyer un souhait')}: {', '.join(_WISHES)}",
    )
    parser.add_argument(
        "--unavailable",
        nargs="*",
        metavar="17:00-17:30",
        help=str(
            Text(
                "when you are not available; empty if you always are",
                "vos indisponibilités ; vide si vous êtes toujours disponible",
            ),
        ),
    )


COMMANDS = (
    AccountCommand(
        name="exemptions",
        help=Text("exemptions, and requests for some", "les dispenses et leur demande"),
        run=exemptions,
        arguments=_exemption_arguments,
        days=True,
    ),
    AccountCommand(
        name="meetings",
        help=Text("meetings with teachers", "les rencontres avec les professeurs"),
        run=meetings,
        arguments=_meeting_arguments,
    ),
)
