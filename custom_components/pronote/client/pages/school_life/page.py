"""The page: what happened to a pupil in a period, of all kinds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from operator import attrgetter
from typing import Any

from ...common import Attachment, KeyGenerator
from ...school_year import SchoolCalendar
from ...wire import Json, Record, datetime_value
from . import kinds
from .attendance import (
    ONLY_ANNOUNCED,
    Absence,
    BoardingDelay,
    Delay,
    MissedHours,
    MissedMeal,
    NightAway,
    add_missed_hours,
    read_absence,
    read_boarding_delay,
    read_delay,
    read_missed_hours,
    read_missed_meal,
    read_night_away,
)
from .conduct import (
    Commission,
    Incident,
    Observation,
    PrecautionaryMeasure,
    is_listed_by_measure,
    read_commission,
    read_incident,
    read_measure,
    read_observation,
)
from .health import InfirmaryVisit, SubjectExemption, read_exemption, read_visit
from .punishments import Punishment, read_punishment, read_sanction

type Acknowledgeable = Punishment | Observation | Incident
"""What a parent may have to acknowledge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolLife:
    """Events of school life of a pupil in a period, newest first."""

    period: str
    absences: tuple[Absence, ...] = ()
    """Without those that parents announced and that the office has not accepted."""
    announcements: tuple[Absence, ...] = ()
    """Absences that parents announced: not answered yet, or refused."""
    delays: tuple[Delay, ...] = ()
    punishments: tuple[Punishment, ...] = ()
    observations: tuple[Observation, ...] = ()
    incidents: tuple[Incident, ...] = ()
    measures: tuple[PrecautionaryMeasure, ...] = ()
    commissions: tuple[Commission, ...] = ()
    exemptions: tuple[SubjectExemption, ...] = ()
    infirmary_visits: tuple[InfirmaryVisit, ...] = ()
    missed_meals: tuple[MissedMeal, ...] = ()
    nights_away: tuple[NightAway, ...] = ()
    boarding_delays: tuple[BoardingDelay, ...] = ()
    missed_hours: tuple[MissedHours, ...] = ()
    """By subject, in the school's order."""
    absence_text_required: bool = False
    """Whether parents have to write a text when they announce or justify an absence."""

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

    def with_term(self, other: SchoolLife) -> SchoolLife:
        """Return this page with the events of another term, and the missed hours of both."""
        return replace(
            self.with_events_of(other),
            missed_hours=add_missed_hours(self.missed_hours, other.missed_hours),
        )

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
        return replace(self, period=period, missed_hours=(), **kept)

    @property
    def to_justify(self) -> tuple[Absence | Delay, ...]:
        """Absences and delays that a parent has to justify."""
        return tuple(event for event in self.absences_and_delays if event.to_justify)

    @property
    def announced(self) -> tuple[Absence, ...]:
        """Absences that parents announced, whatever the office answered."""
        accepted = (absence for absence in self.absences if absence.announced)
        return (*self.announcements, *accepted)

    @property
    def acknowledgeable(self) -> tuple[Acknowledgeable, ...]:
        """Punishments, observations and incidents."""
        return (*self.punishments, *self.observations, *self.incidents)

    @property
    def to_acknowledge(self) -> tuple[Acknowledgeable, ...]:
        """Punishments, observations and incidents that a parent has to acknowledge."""
        return tuple(event for event in self.acknowledgeable if event.to_acknowledge)


_MOMENTS = {
    "absences": "start",
    "announcements": "start",
    "delays": "occurred_at",
    "punishments": "given",
    "observations": "occurred_at",
    "incidents": "occurred_at",
    "measures": "start",
    "commissions": "start",
    "exemptions": "start",
    "infirmary_visits": "start",
    "missed_meals": "day",
    "nights_away": "start",
    "boarding_delays": "occurred_at",
}
"""The lists of events, and what each is dated by."""


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


TAB = 19
FUNCTION = "PagePresence"


def request(period: Json, start: date, end: date) -> Json:
    """Return the data of the request for a period."""
    return {
        "periode": period,
        "DateDebut": datetime_value(start, time.min),
        "DateFin": datetime_value(end, time(23, 59, 59)),
    }


def read(
    answer: Record,
    period: str,
    calendar: SchoolCalendar,
    *,
    on_home_page: bool = False,
) -> SchoolLife:
    """Read all events. Rows of unknown kinds are logged and skipped.

    The home page shows an incident only if the measure that followed is not listed itself.
    """
    rows: dict[int | None, list[Record]] = {}
    items = list(answer.each("listeAbsences"))
    listed = {item.reference for item in items}
    for item in items:
        if on_home_page and is_listed_by_measure(item, listed):
            continue
        rows.setdefault(kinds.canonical(item.kind), []).append(item)
    keys = KeyGenerator()

    def found[T](kind: int, one: Callable[..., T | None], *details: object) -> list[T]:
        return [
            event
            for row in rows.pop(kind, ())
            if (event := one(row, keys, *details)) is not None
        ]

    absences = found(
        kinds.ABSENCE, read_absence, answer.flag("commentaireAbsenceObligatoire")
    )
    life = SchoolLife(
        period=period,
        absences=_newest(
            (event for event in absences if event.status not in ONLY_ANNOUNCED), "start"
        ),
        announcements=_newest(
            (event for event in absences if event.status in ONLY_ANNOUNCED), "start"
        ),
        delays=_newest(
            found(kinds.DELAY, read_delay, answer.flag("commentaireRetardObligatoire")),
            "occurred_at",
        ),
        punishments=_newest(
            (
                *found(kinds.PUNISHMENT, read_punishment, calendar),
                *found(kinds.SANCTION, read_sanction, calendar),
            ),
            "given",
        ),
        observations=_newest(found(kinds.OBSERVATION, read_observation), "occurred_at"),
        incidents=_newest(found(kinds.INCIDENT, read_incident), "occurred_at"),
        measures=_newest(found(kinds.MEASURE, read_measure), "start"),
        commissions=_newest(found(kinds.COMMISSION, read_commission), "start"),
        exemptions=_newest(found(kinds.EXEMPTION, read_exemption), "start"),
        infirmary_visits=_newest(found(kinds.INFIRMARY, read_visit), "start"),
        missed_meals=_newest(found(kinds.MISSED_MEAL, read_missed_meal), "day"),
        nights_away=_newest(found(kinds.NIGHT_AWAY, read_night_away), "start"),
        boarding_delays=_newest(
            found(kinds.BOARDING_DELAY, read_boarding_delay), "occurred_at"
        ),
        missed_hours=tuple(read_missed_hours(answer)),
        absence_text_required=answer.flag("commentaireAbsenceObligatoire"),
    )
    for kind in rows:
        answer.log_unreadable(f"listeAbsences with G {kind}")
    return life


def _newest[T](events: Iterable[T], moment: str) -> tuple[T, ...]:
    return tuple(sorted(events, key=attrgetter(moment), reverse=True))
