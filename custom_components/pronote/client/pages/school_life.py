"""School life: absences, delays, punishments, observations (PRONOTE page 19, "Vie scolaire")."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import partial
from operator import attrgetter
from typing import Any

from ..common import Attachment, KeyGenerator, Reference
from ..school_year import SchoolCalendar
from ..wire import Json, Record, datetime_value, parse_duration, read_attachments


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """An absence."""

    key: str
    start: datetime
    end: datetime
    ongoing: bool = False
    """Whether the absence is ongoing."""
    justified: bool = False
    settled: bool = False
    """Whether the school closed the case ("réglée")."""
    to_justify: bool = False
    """Whether a parent has to justify it."""
    reasons: tuple[str, ...] = ()
    justification: str | None = None
    """Justification by the parents."""
    hours: timedelta | None = None
    """Lessons missed."""
    half_days: Decimal | None = None
    ref: Reference | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """A late arrival."""

    key: str
    occurred_at: datetime
    duration: timedelta | None = None
    justified: bool = False
    settled: bool = False
    to_justify: bool = False
    reasons: tuple[str, ...] = ()
    justification: str | None = None
    ref: Reference | None = field(default=None, repr=False, compare=False)


class PunishmentKind(StrEnum):
    """Kind of a punishment."""

    EXCLUSION_FROM_LESSON = "exclusion_from_lesson"
    DETENTION = "detention"
    EXTRA_WORK = "extra_work"
    OTHER = "other"
    SANCTION = "sanction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Detention:
    """Time at which a punishment is served."""

    start: datetime
    duration: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Punishment:
    """A punishment, or a sanction by the principal."""

    key: str
    kind: PunishmentKind
    name: str | None = None
    """The school's own wording ("Retenue", "Devoir supplémentaire"…)."""
    given: datetime
    given_by: str | None = None
    subject: str | None = None
    outside_lessons: bool = False
    exclusion: bool = False
    duration: timedelta | None = None
    reasons: tuple[str, ...] = ()
    circumstances: str = ""
    work: str = ""
    """Work to do for it."""
    schedule: tuple[Detention, ...] = ()
    acknowledged: bool = False
    """Whether a parent acknowledged it."""
    to_acknowledge: bool = False
    """Whether a parent has to acknowledge it."""
    attachments: tuple[Attachment, ...] = ()
    ref: Reference | None = field(default=None, repr=False, compare=False)


class ObservationKind(StrEnum):
    """Kind of an observation."""

    MISSING_NOTEBOOK = "missing_notebook"
    OBSERVATION = "observation"
    ENCOURAGEMENT = "encouragement"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """An observation by a teacher."""

    key: str
    kind: ObservationKind
    heading: str | None = None
    occurred_at: datetime
    author: str | None = None
    subject: str | None = None
    text: str = ""
    read: bool = False
    ref: Reference | None = field(default=None, repr=False, compare=False)


class ForbiddenPlace(StrEnum):
    """Place that a precautionary measure forbids."""

    BOARDING = "boarding"
    SCHOOL = "school"
    CANTEEN = "canteen"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecautionaryMeasure:
    """A precautionary measure ("mesure conservatoire")."""

    key: str
    name: str | None = None
    start: date
    end: date | None = None
    given_by: str | None = None
    decided_by: str | None = None
    reasons: tuple[str, ...] = ()
    circumstances: str = ""
    comment: str = ""
    forbidden: frozenset[ForbiddenPlace] = frozenset()
    attachments: tuple[Attachment, ...] = ()
    ref: Reference | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class InfirmaryVisit:
    """A visit to the school's nurse."""

    key: str
    start: datetime
    end: datetime | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedHours:
    """Missed time in one subject."""

    subject: str
    part_of: str | None = None
    """The subject this one is a part of."""
    absent: timedelta = timedelta()
    excluded: timedelta = timedelta()
    """Time excluded from lessons or from school."""
    taught: timedelta = timedelta()
    """Time of all lessons."""

    @property
    def missed(self) -> timedelta:
        """Total missed time."""
        return self.absent + self.excluded


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolLife:
    """Events of school life of a pupil in a period, newest first."""

    period: str
    absences: tuple[Absence, ...] = ()
    delays: tuple[Delay, ...] = ()
    punishments: tuple[Punishment, ...] = ()
    observations: tuple[Observation, ...] = ()
    measures: tuple[PrecautionaryMeasure, ...] = ()
    infirmary_visits: tuple[InfirmaryVisit, ...] = ()
    missed_hours: tuple[MissedHours, ...] = ()
    """By subject, in the school's order."""

    @property
    def absences_and_delays(self) -> tuple[Absence | Delay, ...]:
        """Absences and delays."""
        return (*self.absences, *self.delays)

    @property
    def files(self) -> tuple[Attachment, ...]:
        """All attachments of punishments and measures."""
        events: tuple[Punishment | PrecautionaryMeasure, ...] = (
            *self.punishments,
            *self.measures,
        )
        return tuple(file for event in events for file in event.attachments)

    def with_events_of(self, other: SchoolLife) -> SchoolLife:
        """Return this page with the events that only another one of the same days has."""
        merged: dict[str, Any] = {}
        for name, moment in _MOMENTS.items():
            known = {event.key: event for event in getattr(self, name)}
            more = {event.key: event for event in getattr(other, name)}
            merged[name] = _newest((more | known).values(), moment)
        return replace(self, **merged)

    def during(self, period: str, start: date, end: date) -> SchoolLife:
        """Return what happened from one day to another, under the name of their period.

        The missed hours are left out: they have no dates.
        """
        kept: dict[str, Any] = {
            name: tuple(
                event
                for event in getattr(self, name)
                if start <= _day(getattr(event, moment)) <= end
            )
            for name, moment in _MOMENTS.items()
        }
        return SchoolLife(period=period, **kept)

    @property
    def to_justify(self) -> tuple[Absence | Delay, ...]:
        """Absences and delays that a parent has to justify."""
        return tuple(event for event in self.absences_and_delays if event.to_justify)


_MOMENTS = {
    "absences": "start",
    "delays": "occurred_at",
    "punishments": "given",
    "observations": "occurred_at",
    "measures": "start",
    "infirmary_visits": "start",
}
"""The lists of events, and what each is dated by."""


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


TAB = 19
FUNCTION = "PagePresence"
WRITE = "SaisieVieScolaire"

_ABSENCE = 13
_DELAY = 14
_INFIRMARY = 21
_PUNISHMENT = 41
_SANCTION = 42
_OBSERVATION = 46
_MEASURES = frozenset({71, 72})
_GROUP = "regroupement"

_PUNISHMENTS = {
    0: PunishmentKind.EXCLUSION_FROM_LESSON,
    1: PunishmentKind.DETENTION,
    2: PunishmentKind.EXTRA_WORK,
}
_OBSERVATIONS = {
    0: ObservationKind.MISSING_NOTEBOOK,
    1: ObservationKind.OBSERVATION,
    2: ObservationKind.ENCOURAGEMENT,
}
_FORBIDDEN = {
    0: ForbiddenPlace.BOARDING,
    1: ForbiddenPlace.SCHOOL,
    2: ForbiddenPlace.CANTEEN,
}


def request(period: Json, start: date, end: date) -> Json:
    """Return the data of the request for a period."""
    return {
        "periode": period,
        "DateDebut": datetime_value(start, time.min),
        "DateFin": datetime_value(end, time(23, 59, 59)),
    }


def justify_request(event: Reference, *, delay: bool, text: str) -> Json:
    """Return the data of the request that justifies an absence or a delay."""
    return {
        "listeAbsences": [
            {
                "N": event.id,
                "G": _DELAY if delay else _ABSENCE,
                "E": 2,
                "justification": text,
            }
        ]
    }


def acknowledge_request(punishment: Reference) -> Json:
    """Return the data of the request that acknowledges a punishment."""
    return {
        "listeAbsences": [
            {
                "N": punishment.id,
                "G": _PUNISHMENT,
                "E": 2,
                "parentAAccuseDeReception": True,
            }
        ]
    }


def read(answer: Record, period: str, calendar: SchoolCalendar) -> SchoolLife:
    """Read all events. Rows of unknown kinds are skipped."""
    rows: dict[int | None, list[Record]] = {}
    for item in answer.each("listeAbsences"):
        kind = item.kind
        if kind in _MEASURES:
            kind = min(_MEASURES)
        rows.setdefault(kind, []).append(item)
    keys = KeyGenerator()

    def found[T](one: Callable[[Record], T | None], *kinds: int) -> Iterator[T]:
        for kind in kinds:
            for row in rows.get(kind, ()):
                if (event := one(row)) is not None:
                    yield event

    return SchoolLife(
        period=period,
        absences=_newest(found(partial(_absence, keys=keys), _ABSENCE), "start"),
        delays=_newest(found(partial(_delay, keys=keys), _DELAY), "occurred_at"),
        punishments=_newest(
            found(
                partial(_punishment, keys=keys, calendar=calendar),
                _PUNISHMENT,
                _SANCTION,
            ),
            "given",
        ),
        observations=_newest(
            found(partial(_observation, keys=keys), _OBSERVATION), "occurred_at"
        ),
        measures=_newest(found(partial(_measure, keys=keys), min(_MEASURES)), "start"),
        infirmary_visits=_newest(
            found(partial(_visit, keys=keys), _INFIRMARY), "start"
        ),
        missed_hours=_missed_hours(answer),
    )


def _missed_hours(answer: Record) -> tuple[MissedHours, ...]:
    """Read the missed time, given in seconds. A subject with parts is represented by its parts."""
    rows = list(answer.each("Matieres"))
    wholes = {number: row.text("L") for row in rows if (number := row.number(_GROUP))}
    return tuple(
        MissedHours(
            subject=subject,
            part_of=wholes.get(row.number("dansRegroupement") or 0),
            absent=row.seconds("absence"),
            excluded=row.seconds("excluCours") + row.seconds("excluEtab"),
            taught=row.seconds("suivi"),
        )
        for row in rows
        if not row.number(_GROUP) and (subject := row.text("L"))
    )


def _newest[T](events: Iterable[T], moment: str) -> tuple[T, ...]:
    return tuple(sorted(events, key=attrgetter(moment), reverse=True))


def _absence(item: Record, keys: KeyGenerator) -> Absence | None:
    if (start := item.moment("dateDebut")) is None:
        item.log_unreadable("dateDebut")
        return None
    return Absence(
        key=keys("absence", start),
        start=start,
        end=item.moment("dateFin") or start,
        ongoing=item.flag("ouverte"),
        justified=item.flag("justifie"),
        settled=item.flag("reglee"),
        to_justify=_needs_justification(item),
        reasons=item.labels("listeMotifs"),
        justification=item.text("justification"),
        hours=parse_duration(item.text("NbrHeures") or ""),
        half_days=item.decimal("NbrJours"),
        ref=item.reference,
    )


def _needs_justification(item: Record) -> bool:
    """Return whether a justification is missing, by the same rules as PRONOTE's page."""
    confirmed = item.flag("confirmee")
    if not item.flag("aJustifierParParents"):
        return False
    if item.flag("reglee") and not confirmed:
        return False
    if item.record("motifParent") and not confirmed:
        return False
    return item.text("justification") is None and not any(item.each("documents"))


def _delay(item: Record, keys: KeyGenerator) -> Delay | None:
    if (at := item.moment("date")) is None:
        item.log_unreadable("date")
        return None
    return Delay(
        key=keys("delay", at),
        occurred_at=at,
        duration=item.minutes("duree"),
        justified=item.flag("justifie"),
        settled=item.flag("reglee"),
        to_justify=_needs_justification(item),
        reasons=item.labels("listeMotifs"),
        justification=item.text("justification"),
        ref=item.reference,
    )


def _punishment(
    item: Record, keys: KeyGenerator, calendar: SchoolCalendar
) -> Punishment | None:
    given = item.moment("dateDemande") or item.moment("dateDebut")
    if given is None:
        item.log_unreadable("dateDemande")
        return None
    outside = item.flag("horsCours")
    if not outside:
        given = _at_slot(calendar, given, item.number("placeDemande"))
    nature = item.record("nature")
    kind = _PUNISHMENTS.get(
        -1 if nature.kind is None else nature.kind, PunishmentKind.OTHER
    )
    if item.kind == _SANCTION:
        kind = PunishmentKind.SANCTION
    name = nature.text("L")
    key = keys("punishment", given, name, item.record("demandeur").text("L"))
    duration = item.minutes("duree")
    acknowledged = item.flag("parentAAccuseDeReception")
    return Punishment(
        key=key,
        kind=kind,
        name=name,
        given=given,
        given_by=item.record("demandeur").text("L"),
        subject=item.record("matiere").text("L"),
        outside_lessons=outside,
        exclusion=item.flag("estUneExclusion"),
        duration=duration,
        reasons=item.labels("listeMotifs"),
        circumstances=item.rich_text("circonstances"),
        work=item.rich_text("travailAFaire"),
        schedule=tuple(
            Detention(
                start=_at_slot(calendar, when, row.number("placeExecution", "place")),
                duration=row.minutes("duree") or duration,
            )
            for row in item.each("programmation")
            if (when := row.moment("date")) is not None
        ),
        acknowledged=acknowledged,
        to_acknowledge=nature.flag("estAvecARParent") and not acknowledged,
        attachments=(
            *read_attachments(item, "documentsTAF", key),
            *read_attachments(item, "documentsCirconstances", key),
        ),
        ref=item.reference,
    )


def _at_slot(calendar: SchoolCalendar, when: datetime, place: int | None) -> datetime:
    """Return the start of a slot of a day. Return `when` itself if it has a time."""
    if place is None or when.timetz().replace(tzinfo=None) != time.min:
        return when
    if calendar.slots_per_day:
        place %= calendar.slots_per_day
    clock = calendar.slot_starts.get(place)
    return when if clock is None else calendar.at(when.date(), clock)


def _observation(item: Record, keys: KeyGenerator) -> Observation | None:
    if (at := item.moment("date")) is None:
        item.log_unreadable("date")
        return None
    text = item.rich_text("commentaire")
    number = item.number("genreObservation")
    if number is None:
        number = item.record("rubrique").number("genreObservation")
    author = item.record("demandeur").text("L")
    return Observation(
        key=keys("observation", at, author, text),
        kind=_OBSERVATIONS.get(-1 if number is None else number, ObservationKind.OTHER),
        heading=item.record("rubrique").text("L") or item.text("L"),
        occurred_at=at,
        author=author,
        subject=item.record("matiere").text("L"),
        text=text,
        read=item.flag("estLue"),
        ref=item.reference,
    )


def _measure(item: Record, keys: KeyGenerator) -> PrecautionaryMeasure | None:
    start = item.day("dateDebut") or item.day("dateDemande")
    if start is None or "interditAcces" not in item:
        item.log_unreadable("dateDebut")
        return None
    name = item.record("nature").text("L")
    key = keys("measure", start, name)
    return PrecautionaryMeasure(
        key=key,
        name=name,
        start=start,
        end=item.day("dateFin"),
        given_by=item.record("demandeur").text("L"),
        decided_by=item.record("decideur").text("L"),
        reasons=item.labels("listeMotifs"),
        circumstances=item.rich_text("circonstances"),
        comment=item.rich_text("commentaire"),
        attachments=read_attachments(item, "documentsCirconstances", key),
        forbidden=frozenset(
            _FORBIDDEN[number]
            for number in item.numbers("interditAcces")
            if number in _FORBIDDEN
        ),
        ref=item.reference,
    )


def _visit(item: Record, keys: KeyGenerator) -> InfirmaryVisit | None:
    if (start := item.moment("dateDebut")) is None:
        item.log_unreadable("dateDebut")
        return None
    return InfirmaryVisit(
        key=keys("infirmary", start),
        start=start,
        end=item.moment("dateFin"),
        comment=item.text("commentaire"),
    )
