"""SessionRencontres and RencontresParentsProfs: evenings of meetings, with parents' wishes."""

from tests.school.model.meetings import MEETINGS, Meeting, MeetingEvening, Wish
from tests.school.model.people import Role
from tests.school.wire import values
from tests.school.wire.errors import access_denied, impossible_page
from tests.school.wire.session import Answer
from tests.school.wire.values import Json

from .registry import RequestContext, page
from .writes import MODIFICATION, Change, WriteRefusedError, write

STEP = 5
PLACED, TO_PLACE = 2, 3


@page("SessionRencontres", MEETINGS)
def sessions(context: RequestContext) -> Json:
    rows = [
        {**_named(context, one), "date": values.day(one.day)}
        for one in context.school.model.meetings
    ]
    return {"listeSessions": values.element(rows)}


def _named(context: RequestContext, evening: MeetingEvening) -> Json:
    return context.named("evening", evening.uid, evening.name)


def _asked(context: RequestContext, name: str) -> MeetingEvening:
    number = values.field(context.required(name), "N")
    uid = context.session.ids.resolve(number, "evening")
    for evening in context.school.model.meetings:
        if evening.uid == uid:
            return evening
    raise impossible_page()


def _may_answer(context: RequestContext) -> bool:
    return context.account.role is Role.PARENT and context.account.may_wish


@page("RencontresParentsProfs", MEETINGS)
def evening(context: RequestContext) -> Json:
    one = _asked(context, "sessionRencontre")
    listed = one.meetings.get(context.pupil.uid, [])
    may = _may_answer(context)
    bounds = {
        "dateDebutSaisie": values.day(one.answers_from),
        "dateFinSaisie": values.day(one.answers_until),
    }
    rights: Json = {
        "saisieDesiderata": may,
        "saisieDisponibilite": may,
        "saisieDuree": False,
        "listeVoeux": values.element(
            [{"G": wish, "limiteNbSaisies": one.limits.get(wish, 0)} for wish in Wish]
        ),
    }
    return {
        **bounds,
        "autorisations": rights,
        "information": "<b>Rendez-vous</b> dans le hall.",
        "indisponibilites": {
            "avecSaisie": may,
            "placeDebutSession": one.start.hour * 60 + one.start.minute,
            "dureeSession": one.minutes,
            "placesIndisponibilitesPersonnelles": values.number_set(
                sorted(one.unavailable.get(context.account.key, set()))
            ),
        },
        "desiderata": {
            **bounds,
            "avecSaisie": may and one.wishes_open,
            "autorisations": rights,
            "listeRencontres": values.element(
                [_row(context, meeting) for meeting in listed]
            ),
        },
        "planning": _planning(context, one, listed),
    }


def _planning(
    context: RequestContext, one: MeetingEvening, listed: list[Meeting]
) -> Json:
    if not one.published:
        return {"messageNonPublie": "Le planning n'est pas encore publié."}
    return {
        "listeRencontres": values.element(
            [_row(context, meeting) | _slot(context, meeting) for meeting in listed]
        )
    }


def _row(context: RequestContext, meeting: Meeting) -> Json:
    return {
        "N": context.id("meeting", meeting.uid),
        "eleve": values.element(
            context.named("pupil", context.pupil.uid, context.pupil.name)
        ),
        "professeurs": values.element(
            [context.named("teacher", meeting.teacher, meeting.teacher)]
        ),
        "personnels": values.element([]),
        "strMatiereFonction": meeting.subject,
        "duree": meeting.minutes,
        "voeu": meeting.wish,
        "validationvoeu": meeting.answered,
    }


def _slot(context: RequestContext, meeting: Meeting) -> Json:
    if meeting.start is None:
        return {"etat": TO_PLACE}
    row: Json = {
        "etat": PLACED,
        "place": meeting.start.hour * 60 + meeting.start.minute,
        "strDebutRencontre": f"{meeting.start:%Hh%M}",
    }
    if meeting.room:
        row["salle"] = values.element(context.named("room", meeting.room, meeting.room))
    if meeting.video_url:
        row["visio"] = values.element({"url": meeting.video_url, "libelleLien": "Lien"})
    return row


def _check(context: RequestContext, one: MeetingEvening) -> None:
    if not _may_answer(context):
        raise access_denied()
    today = context.school.clock().date()
    if not one.answers_from <= today <= one.answers_until:
        raise WriteRefusedError("La saisie est close.")


@page("SaisieRencontreDesiderata", MEETINGS)
def wishes(context: RequestContext) -> Answer:
    one = _asked(context, "session")
    rows = values.plain(context.required("listeRencontres"))

    def prepare() -> list[Change]:
        _check(context, one)
        return [_wish(context, one, row) for row in rows]

    return write(prepare)


def _wish(context: RequestContext, one: MeetingEvening, row: Json) -> Change:
    uid = context.session.ids.resolve(values.field(row, "N"), "meeting")
    listed = one.meetings.get(context.pupil.uid, [])
    meeting = next((x for x in listed if x.uid == uid), None)
    if meeting is None or values.field(row, "E") != MODIFICATION:
        raise impossible_page()
    if values.field(row, "duree") != meeting.minutes:
        raise WriteRefusedError("La durée ne peut pas être modifiée.")
    wish, answered = (
        Wish(values.field(row, "voeu")),
        values.field(row, "validationvoeu"),
    )
    if not isinstance(answered, bool):
        raise impossible_page()

    def change() -> None:
        meeting.wish, meeting.answered = wish, answered

    return change


@page("SaisieRencontreIndisponibilites", MEETINGS)
def unavailability(context: RequestContext) -> Answer:
    one = _asked(context, "session")
    places = set(values.read_numbers(context.required("indisponibilites")))

    def prepare() -> list[Change]:
        _check(context, one)
        first = one.start.minute // STEP
        if not places <= set(range(first, first + one.minutes // STEP)):
            raise impossible_page()

        def change() -> None:
            one.unavailable[context.account.key] = places

        return [change]

    return write(prepare)
