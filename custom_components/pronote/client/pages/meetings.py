"""Meetings of parents and teachers (PRONOTE page 90, "Rencontres parents/professeurs")."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from ..common import KeyGenerator, Reference
from ..rich_text import completed_address
from ..values import parse_hour
from ..wire import Json, Record, set_value


class Wish(StrEnum):
    """How important a meeting is to the parents."""

    OPTIONAL = "optional"
    WISHED = "wished"
    ESSENTIAL = "essential"
    NONE = "none"
    """No meeting is wished."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleMeeting:
    """A person whom the parents can ask to meet."""

    key: str
    people: tuple[str, ...] = ()
    subject: str | None = None
    """The subject, or the function of somebody who does not teach."""
    duration: timedelta | None = None
    wish: Wish | None = None
    """None if the parents did not answer."""
    wire_kind: int | None = field(default=None, repr=False)
    """The wish as PRONOTE numbers it, answered or not."""
    ref: Reference | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting with its time."""

    key: str
    start: datetime
    end: datetime
    people: tuple[str, ...] = ()
    subject: str | None = None
    room: str | None = None
    video_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSession:
    """An evening of meetings."""

    key: str
    name: str
    day: date
    message: str | None = None
    """Why the school shows nothing, in its words."""
    information: str = ""
    answers_from: datetime | None = None
    answers_until: datetime | None = None
    may_wish: bool = False
    may_tell_unavailability: bool = False
    limits: Mapping[Wish, int] = field(default_factory=dict)
    """How many meetings may have a wish, where that is limited."""
    possible: tuple[PossibleMeeting, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    start: time | None = None
    end: time | None = None
    unavailable: tuple[tuple[time, time], ...] = ()
    """Times at which the parents are not available."""
    ref: Reference | None = field(default=None, repr=False, compare=False)


TAB = 90
SESSIONS = "SessionRencontres"
FUNCTION = "RencontresParentsProfs"
WISHES = "SaisieRencontreDesiderata"
UNAVAILABILITY = "SaisieRencontreIndisponibilites"

_WISHES = {0: Wish.OPTIONAL, 1: Wish.WISHED, 2: Wish.ESSENTIAL, 3: Wish.NONE}
NUMBERS = {wish: number for number, wish in _WISHES.items()}
_PLACED = (1, 2)
"""Imposed by the school, or placed; a meeting of another state has no time."""
_CHANGED = 2
STEP = 5
"""Minutes of a place of a session."""


def _session(session: MeetingSession) -> Json:
    return {"N": "0" if session.ref is None else session.ref.id, "L": session.name}


def request(session: MeetingSession) -> Json:
    """Return the data of the request for a session."""
    return {"sessionRencontre": _session(session)}


def wish_request(
    session: MeetingSession, meeting: PossibleMeeting, wish: Wish | None
) -> Json:
    """Return the data of the request that sends a wish; None withdraws it."""
    number = meeting.wire_kind if wish is None else NUMBERS[wish]
    minutes = None
    if meeting.duration is not None:
        minutes = meeting.duration // timedelta(minutes=1)
    row = {
        "N": "0" if meeting.ref is None else meeting.ref.id,
        "E": _CHANGED,
        "duree": minutes,
        "voeu": number,
        "validationvoeu": wish is not None,
    }
    return {"session": _session(session), "listeRencontres": [row]}


def unavailability_request(
    session: MeetingSession, unavailable: Iterable[tuple[time, time]]
) -> Json:
    """Return the data of the request that sends when the parents are not available."""
    return {
        "session": _session(session),
        "indisponibilites": set_value(sorted(places(session, unavailable))),
    }


def places(
    session: MeetingSession, unavailable: Iterable[tuple[time, time]]
) -> set[int]:
    """Return the places that ranges touch, counted from the full hour before the session."""
    if session.start is None or session.end is None:
        return set()
    first, last = _minutes(session.start), _minutes(session.end)
    hour = first // 60 * 60
    return {
        (minute - hour) // STEP
        for start, end in unavailable
        for minute in range(first, last, STEP)
        if _minutes(start) < minute + STEP and minute < _minutes(end)
    }


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def read_sessions(answer: Record) -> list[MeetingSession]:
    """Read the evenings, in order of time."""
    keys = KeyGenerator()
    found = []
    for row in answer.each("listeSessions"):
        name, day = row.text("L"), row.day("date")
        if name is None or day is None:
            row.log_unreadable("L" if name is None else "date")
            continue
        found.append(
            MeetingSession(key=keys(name, day), name=name, day=day, ref=row.reference)
        )
    return sorted(found, key=lambda session: (session.day, session.name))


def read(answer: Record, session: MeetingSession) -> MeetingSession:
    """Read a session."""
    wishes, planning = answer.record("desiderata"), answer.record("planning")
    slots, rights = answer.record("indisponibilites"), answer.record("autorisations")
    first, length = slots.number("placeDebutSession"), slots.number("dureeSession")
    start = end = None
    if first is not None and length is not None and first + length < 24 * 60:
        start, end = _clock(first), _clock(first + length)
    allowed = rights.flag("saisieDesiderata") and (
        "avecSaisie" not in wishes or wishes.flag("avecSaisie")
    )
    return MeetingSession(
        key=session.key,
        name=session.name,
        day=session.day,
        message=answer.text("Message") or planning.text("messageNonPublie"),
        information=answer.rich_text("information"),
        answers_from=_bound(wishes, answer, "dateDebutSaisie"),
        answers_until=_bound(wishes, answer, "dateFinSaisie"),
        may_wish=bool(wishes) and allowed,
        may_tell_unavailability=slots.flag("avecSaisie"),
        limits={
            _WISHES[row.kind]: limit
            for row in (wishes.record("autorisations") or rights).each("listeVoeux")
            if row.kind in _WISHES and (limit := row.number("limiteNbSaisies"))
        },
        possible=tuple(_possible(wishes)),
        meetings=tuple(sorted(_meetings(planning, session), key=lambda x: x.start)),
        start=start,
        end=end,
        unavailable=tuple(
            _ranges(slots.numbers("placesIndisponibilitesPersonnelles"), first)
        ),
        ref=session.ref,
    )


def _bound(wishes: Record, answer: Record, name: str) -> datetime | None:
    return wishes.moment(name) or answer.moment(name)


def _people(row: Record) -> tuple[str, ...]:
    return row.labels("professeurs") + row.labels("personnels")


def _possible(wishes: Record) -> Iterator[PossibleMeeting]:
    keys = KeyGenerator()
    for row in wishes.each("listeRencontres"):
        if row.reference is None:
            row.log_unreadable("N")
            continue
        people, subject = _people(row), row.text("strMatiereFonction")
        number = row.number("voeu")
        answered = row.flag("validationvoeu")
        yield PossibleMeeting(
            key=keys(subject, *people),
            people=people,
            subject=subject,
            duration=row.minutes("duree"),
            wish=_WISHES.get(-1 if number is None else number) if answered else None,
            wire_kind=number,
            ref=row.reference,
        )


def _meetings(planning: Record, session: MeetingSession) -> Iterator[Meeting]:
    keys = KeyGenerator()
    for row in planning.each("listeRencontres"):
        if row.number("etat") not in _PLACED:
            continue
        clock = parse_hour(row.text("strDebutRencontre") or "")
        if clock is None:
            row.log_unreadable("strDebutRencontre")
            continue
        start = datetime.combine(session.day, clock, row.timezone)
        video = row.record("visio")
        yield Meeting(
            key=keys(session.key, *_people(row), row.text("strMatiereFonction")),
            start=start,
            end=start + (row.minutes("duree") or timedelta(minutes=STEP)),
            people=_people(row),
            subject=row.text("strMatiereFonction"),
            room=row.label("salle"),
            video_url=completed_address(video.text("url")),
        )


def _ranges(numbers: frozenset[int], first: int | None) -> Iterator[tuple[time, time]]:
    """Yield the ranges of neighboring places."""
    if first is None:
        return
    hour = first // 60 * 60
    begun: int | None = None
    for number in sorted(number for number in numbers if 0 <= number < 24 * 12):
        begun = number if begun is None else begun
        if number + 1 not in numbers:
            yield _clock(hour + begun * STEP), _clock(hour + (number + 1) * STEP)
            begun = None
