"""PagePresence: absences, delays, punishments and observations between two days.

One list contains all kinds. The field `G` of a row identifies its kind.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import IntEnum

from tests.school.model.conduct import hours, missed_minutes
from tests.school.model.people import Pupil, Role
from tests.school.model.school_life import (
    ANNOUNCEMENT_DAYS,
    Absence,
    BoardingDelay,
    Commission,
    Delay,
    Exemption,
    Incident,
    InfirmaryVisit,
    Measure,
    MissedMeal,
    NightAway,
    Observation,
    Punishment,
    Sanction,
)
from tests.school.model.types import Lesson, Subject
from tests.school.wire import values
from tests.school.wire.values import Json

from .attachments import attachment_list
from .periods import asks_for_year
from .registry import RequestContext, page

STAFF = 34
MINUTES_PER_HALF_DAY = 180


class Kind(IntEnum):
    """Kinds of rows, as numbered in 2025."""

    ABSENCE = 13
    DELAY = 14
    INFIRMARY = 21
    MISSED_MEAL = 22
    EXEMPTION = 40
    PUNISHMENT = 41
    SANCTION = 42
    NIGHT_AWAY = 44
    OBSERVATION = 46
    MEASURE = 71
    INCIDENT = 73
    COMMISSION = 105
    BOARDING_DELAY = 121


@page("PagePresence", 19)
def school_life(context: RequestContext) -> Json:
    first, last = _asked_days(context)
    pupil = context.pupil
    absences = _between(pupil.absences, first, last)
    rows = [
        row
        for day, row in sorted(presence_rows(context, pupil), key=lambda one: one[0])
        if first <= day <= last and _told(context, row)
    ]
    return {
        "listeAbsences": values.element(rows),
        "autorisations": _rights(context),
        "Matieres": values.element(_missed_subjects(context, absences)),
        "listeRecapitulatifs": values.element(_summary(pupil, absences, first, last)),
        "listeSanctionUtilisateur": values.element([]),
        "nbMaxJoursDeclarationAbsence": ANNOUNCEMENT_DAYS,
        "commentaireAbsenceObligatoire": True,
        "commentaireRetardObligatoire": False,
    }


def _asked_days(context: RequestContext) -> tuple[date, date]:
    """Return the requested dates. Their period must exist at the school."""
    if not (context.school.options.irregular and asks_for_year(context)):
        context.session.ids.resolve(
            values.field(context.required("periode"), "N"), "period"
        )
    first = values.read_day(context.required("DateDebut"))
    return first, values.read_day(context.required("DateFin"))


def _told(context: RequestContext, row: Json) -> bool:
    """Return whether the request lists a row.

    An irregular school lists punishments and sanctions only for the whole year.
    """
    options = context.school.options
    filed = row["G"] in (Kind.PUNISHMENT, Kind.SANCTION)
    by_year = options.irregular and options.year_punishments
    return not (filed and by_year) or asks_for_year(context)


def _between(absences: list[Absence], first: date, last: date) -> list[Absence]:
    return [
        one for one in absences if one.took_place and first <= one.start.date() <= last
    ]


def presence_rows(context: RequestContext, pupil: Pupil) -> Iterable[tuple[date, Json]]:
    """Yield every row of the year with its day."""

    def made[T](
        things: list[T],
        day: Callable[[T], date],
        row: Callable[[RequestContext, T], Json],
    ) -> Iterable[tuple[date, Json]]:
        return ((day(one), row(context, one)) for one in things)

    yield from made(pupil.absences, lambda one: one.start.date(), _absence)
    yield from made(pupil.delays, lambda one: one.moment.date(), _delay)
    yield from made(pupil.infirmary, lambda one: one.start.date(), _infirmary)
    yield from made(pupil.missed_meals, lambda one: one.day, _missed_meal)
    yield from made(pupil.exemptions, lambda one: one.first, _exemption)
    yield from made(pupil.punishments, lambda one: one.moment.date(), _punishment)
    yield from made(pupil.sanctions, lambda one: one.asked, _sanction)
    yield from made(pupil.observations, lambda one: one.moment.date(), _observation)
    yield from made(pupil.measures, lambda one: one.asked, _measure)
    yield from made(pupil.incidents, lambda one: one.moment.date(), _incident)
    yield from made(pupil.nights_away, lambda one: one.start.date(), _night_away)
    if context.session.version.lists_boarding_delays:
        returns = pupil.boarding_delays
        yield from made(returns, lambda one: one.moment.date(), _late_return)
    yield from made(pupil.commissions, lambda one: one.start.date(), _commission)


def _row(context: RequestContext, kind: Kind, uid: str) -> Json:
    number = context.session.version.resource(kind)
    return {"N": context.id(kind.name.lower(), uid), "G": number}


def _reasons(context: RequestContext, *reasons: str | None) -> Json:
    known = [reason for reason in reasons if reason]
    return values.element([context.named("reason", one, one) for one in known])


def _subject(context: RequestContext, subject: Subject | None) -> Json:
    if subject is None:
        return values.element({"N": "0"})
    return values.element(context.named("subject", subject.uid, subject.name))


def _person(context: RequestContext, name: str, role: str = "") -> Json:
    person = {**context.named("staff", name, name), "G": STAFF}
    return values.element({**person, "fonction": role} if role else person)


def _from_parents(context: RequestContext, one: Absence | Delay) -> Json:
    """Return the justification of the parents, and what they may still change."""
    parent = context.account.role is Role.PARENT
    row: Json = {
        "justifie": one.justified,
        "reglee": one.settled,
        "justification": one.justification,
        "listeMotifs": _reasons(context, one.reason),
        "aJustifierParParents": one.to_justify,
        "estMotifNonEncoreConnu": one.reason is None,
        "avecSaisie": parent and not one.settled,
    }
    if one.parent_reason:
        named = context.named("reason", one.parent_reason, one.parent_reason)
        row["motifParent"] = values.element(named)
    return row


def _absence(context: RequestContext, absence: Absence) -> Json:
    row = {
        **_row(context, Kind.ABSENCE, absence.uid),
        "dateDebut": values.moment(absence.start),
        "dateFin": values.moment(absence.end),
        "ouverte": absence.ongoing,
        "NbrHeures": absence.hours,
        "NbrJours": absence.half_days,
        "estMatin": absence.start.hour < 12,
        "confirmee": absence.confirmed,
        "documents": attachment_list(context, absence.documents),
        **_from_parents(context, absence),
    }
    if absence.announced_by is not None:
        row |= {
            "estUneCreationParent": True,
            "enAttente": absence.waiting,
            "refusee": absence.refused,
            "auteur": values.element({"L": absence.announced_by}),
            "message": absence.message,
        }
    if absence.decided is not None:
        row["dateAccepte"] = values.day(absence.decided)
    return row


def _delay(context: RequestContext, delay: Delay) -> Json:
    return {
        **_row(context, Kind.DELAY, delay.uid),
        "date": values.moment(delay.moment),
        "duree": delay.minutes,
        **_from_parents(context, delay),
    }


def _infirmary(context: RequestContext, stay: InfirmaryVisit) -> Json:
    return {
        **_row(context, Kind.INFIRMARY, stay.uid),
        "dateDebut": values.moment(stay.start),
        "dateFin": values.moment(stay.end),
        "commentaire": stay.comment,
        "symptomesMedicaux": values.element([{"L": one} for one in stay.symptoms]),
        "actesMedicaux": values.element([{"L": one} for one in stay.care]),
    }


def _missed_meal(context: RequestContext, meal: MissedMeal) -> Json:
    return {
        **_row(context, Kind.MISSED_MEAL, meal.uid),
        "date": values.day(meal.day),
        "genreRepas": int(meal.meal),
    }


def _exemption(context: RequestContext, exemption: Exemption) -> Json:
    announced = exemption.announced_by is not None
    row: Json = {
        **_row(context, Kind.EXEMPTION, exemption.uid),
        "dateDebut": values.day(exemption.first),
        "dateFin": values.day(exemption.last),
        "matiere": _subject(context, exemption.subject),
        "strGenreDispense": (
            "Dispense avec présence obligatoire"
            if exemption.must_be_present
            else "Dispense"
        ),
        "estUneCreationParent": announced,
        "enAttente": exemption.waiting,
        "reglee": not exemption.waiting,
        "refusee": exemption.refused,
        "justification": exemption.comment,
        "message": exemption.message,
        "documents": attachment_list(context, exemption.documents),
        "avecSaisie": announced and exemption.waiting,
    }
    if announced:
        row["auteur"] = values.element({"L": exemption.announced_by})
    if exemption.lesson is not None:
        lesson = {"N": context.id("lesson", exemption.lesson.uid)}
        row["cours"] = values.element(lesson)
    return row


def _night_away(context: RequestContext, night: NightAway) -> Json:
    return {
        **_row(context, Kind.NIGHT_AWAY, night.uid),
        "dateDebut": values.moment(night.start),
        "dateFin": values.moment(night.end),
    }


def _late_return(context: RequestContext, delay: BoardingDelay) -> Json:
    return {
        **_row(context, Kind.BOARDING_DELAY, delay.uid),
        "date": values.moment(delay.moment),
        "duree": delay.minutes,
    }


def _commission(context: RequestContext, one: Commission) -> Json:
    return {
        **_row(context, Kind.COMMISSION, one.uid),
        "nature": values.element(context.named("nature", one.label, one.label)),
        "dateDebut": values.moment(one.start),
        "listeReponsesEducatives": values.element(
            [
                {
                    **context.named("response", response, response),
                    "listeSuivisReponseEducative": values.element([]),
                }
                for response in one.responses
            ]
        ),
    }


def _punishment(context: RequestContext, one: Punishment) -> Json:
    nature: Json = {
        **context.named("nature", one.label, one.label),
        "G": int(one.nature),
        "estProgrammable": one.schedulable,
    }
    if one.to_acknowledge:
        nature["estAvecARParent"] = True
    row: Json = {
        **_row(context, Kind.PUNISHMENT, one.uid),
        "nature": values.element(nature),
        "dateDemande": values.day(one.moment.date()),
        "horsCours": one.slot is None,
        "estUneExclusion": nature["G"] == 0,
        "estLieAUnIncident": one.incident,
        "circonstances": one.circumstances,
        "documentsCirconstances": attachment_list(context, one.circumstance_documents),
        "travailAFaire": one.homework,
        "documentsTAF": attachment_list(context, one.homework_documents),
        "listeMotifs": _reasons(context, one.reason),
        "matiere": _subject(context, one.subject),
        "demandeur": _person(context, one.giver),
        "estProgrammable": one.schedulable,
        "publierTafApresDebutRetenue": False,
        "parentAAccuseDeReception": one.acknowledged,
    }
    if one.slot is not None:
        row["placeDemande"] = one.slot
    if one.minutes is not None:
        row["duree"] = one.minutes
    if one.schedulable:
        row["programmation"] = values.element(
            [
                {
                    "N": context.id("sitting", sitting.uid),
                    "date": values.day(sitting.start.date()),
                    "placeExecution": sitting.slot,
                    "duree": sitting.minutes,
                }
                for sitting in one.schedule
            ]
        )
    return row


def _sanction(context: RequestContext, one: Sanction) -> Json:
    nature = {**context.named("nature", one.label, one.label), "G": int(one.nature)}
    if one.to_acknowledge:
        nature["estAvecARParent"] = True
    row: Json = {
        **_row(context, Kind.SANCTION, one.uid),
        "dateDemande": values.day(one.asked),
        "nature": values.element(nature),
        "parentAAccuseDeReception": one.acknowledged,
        "listeMotifs": _reasons(context, one.reason),
        "decideur": _person(context, one.decider, "Direction"),
        "demandeur": _person(context, one.decider),
        "circonstances": one.circumstances,
    }
    if one.first and one.last:
        row |= {"dateDebut": values.day(one.first), "dateFin": values.day(one.last)}
    if one.length is not None:
        row["duree"] = one.length
    if one.suspended:
        row["avecSursis"] = True
        if one.suspended_until:
            row["dateFinSursis"] = values.day(one.suspended_until)
    return row


def _measure(context: RequestContext, one: Measure) -> Json:
    return {
        **_row(context, Kind.MEASURE, one.uid),
        "dateDemande": values.day(one.asked),
        "dateDebut": values.day(one.first),
        "dateFin": values.day(one.last),
        "nature": values.element(context.named("nature", one.label, one.label)),
        "decideur": _person(context, one.decider, one.decider_role),
        "demandeur": _person(context, one.decider),
        "interditAcces": values.number_set(int(place) for place in one.forbidden),
        "estUneExclusion": True,
        "listeMotifs": _reasons(context, None),
        "circonstances": one.circumstances,
        "documentsCirconstances": values.element([]),
        "commentaire": one.comment,
        "duree": (one.last - one.first).days + 1,
    }


def _incident(context: RequestContext, one: Incident) -> Json:
    return {
        **_row(context, Kind.INCIDENT, one.uid),
        "date": values.moment(one.moment),
        "listeMotifs": _reasons(context, one.reason),
        "demandeur": _person(context, one.reporter),
        "gravite": one.severity,
        "circonstances": one.circumstances,
        "mesure": values.element(
            {
                "L": one.measure,
                "nature": values.element({"L": one.measure}),
                "N": context.id("punishment", one.measure_uid)
                if one.measure_uid
                else context.id("nature", one.measure),
                "G": context.session.version.resource(one.measure_kind),
                "publication": True,
            }
        ),
        "estAvecARParent": one.to_acknowledge,
        "parentAAccuseDeReception": one.acknowledged,
    }


HEADINGS = ("Défaut de carnet", "Observation", "Encouragement", "Autre")


def _observation(context: RequestContext, one: Observation) -> Json:
    heading = HEADINGS[one.kind]
    return {
        **_row(context, Kind.OBSERVATION, one.uid),
        "L": heading,
        "rubrique": values.element(
            {**context.named("heading", heading, heading), "G": int(one.kind)}
        ),
        "genreObservation": int(one.kind),
        "date": values.moment(one.moment),
        "demandeur": _person(context, one.giver),
        "matiere": _subject(context, one.subject),
        "commentaire": one.text,
        "estLue": one.read,
        "avecARObservation": one.to_acknowledge,
    }


def _rights(context: RequestContext) -> Json:
    parent = context.account.role is Role.PARENT
    shown = (
        "absence",
        "retard",
        "punition",
        "exclusion",
        "sanction",
        "mesureConservatoire",
        "infirmerie",
        "absenceRepas",
        "observation",
        "incident",
        "dispense",
        "totalHeuresManquees",
    )
    return {
        **dict.fromkeys(shown, True),
        "commission": True,
        "absenceInternat": bool(context.pupil.nights_away),
        "retardInternat": bool(context.pupil.boarding_delays),
        "saisieMotifAbsence": parent,
        "saisieMotifRetard": parent,
    }


def _missed_subjects(context: RequestContext, absences: list[Absence]) -> list[Json]:
    """Return the missed and the total seconds of each subject."""
    if not absences:
        return []
    lessons: dict[Subject, list[Lesson]] = {}
    for lesson in context.pupil.lessons:
        if lesson.subject:
            lessons.setdefault(lesson.subject, []).append(lesson)
    missed = {
        subject: minutes
        for subject, taught in lessons.items()
        if (
            minutes := sum(
                missed_minutes(taught, one.start, one.end) for one in absences
            )
        )
    }
    return [
        {
            **context.named("subject", subject.uid, subject.name),
            "P": rank,
            "regroupement": 0,
            "dansRegroupement": 0,
            "suivi": 60 * _followed(context, lessons[subject]),
            "absence": 60 * missed[subject],
            "excluCours": 0,
            "excluEtab": 0,
            "infirmerie": 0,
        }
        for rank, subject in enumerate(sorted(missed, key=lambda one: one.name), 1)
    ]


def _followed(context: RequestContext, lessons: list[Lesson]) -> int:
    now = context.school.clock()
    year = context.school.model.year
    return missed_minutes(lessons, datetime.combine(year.first_day, now.timetz()), now)


def _summary(
    pupil: Pupil, absences: list[Absence], first: date, last: date
) -> list[Json]:
    delays = [one for one in pupil.delays if first <= one.moment.date() <= last]
    return [
        {
            "G": int(Kind.ABSENCE),
            "NombreTotal": sum(one.half_days for one in absences),
            "NbrHeures": hours(sum(_minutes(one.hours) for one in absences)),
            "NombreNonJustifie": sum(not one.justified for one in absences),
        },
        {
            "G": int(Kind.DELAY),
            "NombreTotal": len(delays),
            "NbrHeures": hours(sum(one.minutes for one in delays)),
            "NombreNonJustifie": sum(not one.justified for one in delays),
        },
    ]


def _minutes(text: str) -> int:
    whole, _, rest = text.partition("h")
    return int(whole) * 60 + int(rest or 0)
