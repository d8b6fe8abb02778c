"""PageEmploiDuTemps: lessons of a week, of some days or of a set of weeks."""

from datetime import date, timedelta

from tests.school.model.calendar import BREAKS, LUNCH_HOUR, SLOTS, SLOTS_PER_HOUR
from tests.school.model.people import Pupil
from tests.school.model.types import Exclusion, Lesson
from tests.school.wire import values
from tests.school.wire.errors import access_denied, impossible_page
from tests.school.wire.values import Json

from .registry import RequestContext, page
from .user import timetable_weeks

TIMETABLE = 16
PUPIL, SUBJECT, TEACHER, ROOM, GROUP, STAFF = 4, 16, 3, 17, 2, 34
SUNDAY = timedelta(days=6)
CLASS_TEST = 3
EXEMPTED_BUT_PRESENT = 3
SUBSTITUTE = 3
"""Mark of the content that names a substitute."""


@page("PageEmploiDuTemps", TIMETABLE)
def timetable(context: RequestContext) -> Json:
    pupil = asked_pupil(context)
    year = context.school.model.year
    allowed = timetable_weeks(context)
    lessons = [
        lesson
        for first, last in _asked_days(context)
        for lesson in pupil.lessons_between(first, last)
        if year.week(lesson.day) in allowed
    ]
    return grid(context, pupil, lessons)


def grid(context: RequestContext, pupil: Pupil, lessons: list[Lesson]) -> Json:
    """Return lessons of a pupil, the slots of the day, exclusions and placements."""
    today = context.school.model.year.clamp(context.school.clock().date())
    lunch = today.weekday() * len(SLOTS) + LUNCH_HOUR * SLOTS_PER_HOUR
    return {
        "ListeCours": [lesson_row(context, lesson) for lesson in lessons],
        "avecCoursAnnule": True,
        "prefsGrille": {"genreRessource": PUPIL},
        "premierePlaceHebdoDuJour": today.weekday() * len(SLOTS),
        "debutDemiPensionHebdo": lunch,
        "finDemiPensionHebdo": lunch + 1,
        "absences": {
            "listeAbsences": values.element([]),
            "listeRetards": values.element([]),
            "listePunitions": values.element([]),
            "listeInfirmeries": values.element([]),
            "joursCycle": values.element(
                [_excluded_day(context, one) for one in pupil.exclusions]
            ),
        },
        **_placements(context, pupil),
        "recreations": values.element(
            [{"L": name, "place": place} for name, place in BREAKS]
        ),
    }


def _excluded_day(context: RequestContext, exclusion: Exclusion) -> Json:
    """Return an exclusion as slots of the week."""
    monday = exclusion.day.weekday() * len(SLOTS)
    places: Json = {
        "placeDebut": monday + exclusion.first,
        "placeFin": monday + exclusion.last,
    }
    if exclusion.from_school:
        places["MC"] = exclusion.precautionary
    return {
        "jourCycle": exclusion.day.weekday(),
        "numeroSemaine": context.school.model.year.week(exclusion.day),
        "exclusionsEtab" if exclusion.from_school else "exclusionsClasse": places,
    }


def _placements(context: RequestContext, pupil: Pupil) -> Json:
    """Return the half-days on placement by the number of the day in the year."""
    if not pupil.placements:
        return {}
    first = context.school.model.year.first_monday
    mornings, afternoons = (
        values.number_set(
            (one.day - first).days + 1 for one in pupil.placements if getattr(one, half)
        )
        for half in ("morning", "afternoon")
    )
    return {"joursStage": {"am": mornings, "pm": afternoons}}


def asked_pupil(context: RequestContext) -> Pupil:
    """Return the requested pupil, who must belong to the account."""
    resource = context.data.get("ressource") or context.data.get("Ressource")
    if not isinstance(resource, dict):
        raise impossible_page()
    if resource.get("G", PUPIL) != PUPIL:
        raise access_denied()
    uid = context.session.ids.resolve(resource.get("N"), "pupil")
    for pupil in context.account.pupils:
        if pupil.uid == uid:
            return pupil
    raise access_denied()


def _asked_days(context: RequestContext) -> list[tuple[date, date]]:
    """Return the requested ranges of days, which must be in the school year."""
    data, year = context.data, context.school.model.year
    if first := data.get("dateDebut") or data.get("DateDebut"):
        begin = values.read_day(first)
        if fault := context.school.faults.take("weeks_apart", "PageEmploiDuTemps"):
            if fault.options.get("day"):
                return [(begin, begin)]
            week = year.week(context.school.clock().date())
            return [(year.monday(week), year.monday(week) + SUNDAY)]
        last = data.get("dateFin") or data.get("DateFin")
        end = values.read_day(last) if last else begin
        if begin < year.first_monday or end > year.last_day or end < begin:
            raise impossible_page()
        return [(begin, end)]
    if domain := data.get("domaine") or data.get("Domaine"):
        weeks = values.read_numbers(domain)
    else:
        week = data.get("numeroSemaine") or context.required("NumeroSemaine")
        weeks = frozenset({values.read_integer(week)})
    if not weeks or min(weeks) < 1 or max(weeks) > year.last_week:
        raise impossible_page()
    return [(year.monday(week), year.monday(week) + SUNDAY) for week in sorted(weeks)]


def lesson_row(context: RequestContext, lesson: Lesson) -> Json:
    odd = lesson.irregular
    row: Json = {
        "N": context.id("lesson", lesson.uid),
        "G": int(lesson.kind if odd.kind is None else odd.kind),
        "P": lesson.priority,
        "DateDuCours": values.moment(lesson.start)
        if odd.hour
        else values.day(lesson.day),
    }
    if lesson.slot is not None:
        row["place"] = lesson.day.weekday() * len(SLOTS) + lesson.slot
        row["duree"] = lesson.slots
    if lesson.slot is None or lesson.detention or lesson.outing:
        row["DateDuCoursFin"] = (
            values.moment(lesson.end) if odd.hour else values.day(lesson.end.date())
        )
    if lesson.outing:
        return row | _outing(context, lesson)
    if lesson.subject:
        row["CouleurFond"] = lesson.subject.color
    if odd.contents:
        row["ListeContenus"] = values.element(_contents(context, lesson))
    return row | _circumstances(context, lesson)


def _outing(context: RequestContext, lesson: Lesson) -> Json:
    """Return the fields of an outing, which has no contents of a lesson."""
    assert lesson.outing is not None
    year = context.school.model.year
    form = "%d/%m/%Y %Hh%M" if lesson.irregular.hour else "%d/%m/%Y"
    return {
        "estSortiePedagogique": True,
        "motif": lesson.outing.title,
        "accompagnateurs": list(lesson.outing.companions),
        "strDateDebut": f"{lesson.start:{form}}",
        "strDateFin": f"{lesson.end:{form}}",
        "numeroSemaine": year.week(lesson.day),
        "memo": lesson.memo or "",
    }


def _contents(context: RequestContext, lesson: Lesson) -> list[Json]:
    contents: list[Json] = []
    if lesson.detention:
        hours = f"de {lesson.start:%Hh%M} à {lesson.end:%Hh%M}"
        contents.append({"L": hours, "estHoraire": True})
    if lesson.subject:
        named = context.named("subject", lesson.subject.uid, lesson.subject.name)
        contents.append(
            {**named, "G": SUBJECT, "estServiceGroupe": bool(lesson.groups)}
        )
    guide = STAFF if lesson.detention or lesson.study else TEACHER
    contents += [{"L": name, "G": guide} for name in lesson.teachers]
    if lesson.irregular.substitute:
        contents.append({"L": lesson.irregular.substitute, "marqueur": SUBSTITUTE})
    contents += [
        {"L": f"[{group}]", "N": context.id("group", group), "G": GROUP}
        for group in lesson.groups
    ]
    contents += [
        {**context.named("room", room, room), "G": ROOM} for room in lesson.rooms
    ]
    return contents


def _circumstances(context: RequestContext, lesson: Lesson) -> Json:
    """Return the optional fields of a lesson that apply."""
    told: Json = {}
    odd = lesson.irregular
    if lesson.status:
        told["Statut"] = lesson.status
    if lesson.canceled:
        told["estAnnule"] = True
    if lesson.study and odd.study_flag:
        told["estPermanence"] = True
    if lesson.detention:
        told |= {"estRetenue": "eleve", "hintRealise": "Programmée"}
    if lesson.exempted is True:
        told["dispenseEleve"] = True
    elif lesson.exempted or odd.at_home or odd.exemption_kind is not None:
        exemption: Json = {
            "L": lesson.exempted or "",
            "maison": odd.at_home,
            "obligatoire": odd.exemption_kind == EXEMPTED_BUT_PRESENT
            or "présence" in str(lesson.exempted or ""),
        }
        if odd.exemption_kind is not None:
            exemption["G"] = odd.exemption_kind
        told["dispenseEleve"] = values.element(exemption)
    if odd.nobody:
        told["aucunEleve"] = True
    if lesson.memo:
        told["memo"] = lesson.memo
    if lesson.virtual_classes:
        told["listeVisios"] = values.element(
            [
                {"url": one.url, "libelleLien": one.label, "commentaire": one.comment}
                for one in lesson.virtual_classes
            ]
        )
    if lesson.test or lesson.content:
        log: Json = {"N": context.id("log", lesson.uid)}
        if lesson.test:
            planned = (
                values.element([{"G": CLASS_TEST, "L": "Devoir surveillé"}])
                if context.school.version.plans_are_elements
                else values.number_set((CLASS_TEST,))
            )
            log |= {"estDevoir": True, "originesCategorie": planned}
        told["cahierDeTextes"] = values.element(log)
        told["AvecCdT"] = lesson.content is not None
    if _has_homework(context, lesson):
        told["AvecTafPublie"] = True
    return told


def _has_homework(context: RequestContext, lesson: Lesson) -> bool:
    return any(
        work.lesson_uid == lesson.uid
        for pupil in context.account.pupils
        for work in pupil.homework
    )
