"""Punishments by the staff and sanctions by the principal."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from math import ceil

from ...common import Attachment, KeyGenerator, Reference
from ...school_year import SchoolCalendar
from ...wire import Record, read_attachments
from . import kinds


class PunishmentKind(StrEnum):
    """Kind of a punishment."""

    EXCLUSION_FROM_LESSON = "exclusion_from_lesson"
    DETENTION = "detention"
    EXTRA_WORK = "extra_work"
    OTHER = "other"
    SANCTION = "sanction"


class SanctionKind(StrEnum):
    """Kind of a sanction."""

    WARNING = "warning"
    REPRIMAND = "reprimand"
    TEMPORARY_EXCLUSION = "temporary_exclusion"
    EXCLUSION_FROM_CLASS = "exclusion_from_class"
    FINAL_EXCLUSION = "final_exclusion"
    OTHER_EXCLUSION = "other_exclusion"
    EXCLUSION_FROM_BOARDING = "exclusion_from_boarding"
    EXCLUSION_FROM_CANTEEN = "exclusion_from_canteen"
    OTHER = "other"
    EDUCATIONAL_MEASURE = "educational_measure"
    """A task outside of lessons ("mesure de responsabilisation")."""
    PRECAUTIONARY_MEASURE = "precautionary_measure"


class LengthUnit(StrEnum):
    """Unit of the length of a sanction."""

    DAYS = "days"
    NIGHTS = "nights"
    HOURS = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionLength:
    """How long a sanction lasts."""

    value: Decimal
    unit: LengthUnit


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
    sanction: SanctionKind | None = None
    """Kind of a sanction, None for a punishment."""
    name: str | None = None
    """The school's own wording ("Retenue", "Devoir supplémentaire"…)."""
    given: datetime
    given_by: str | None = None
    decided_by: str | None = None
    subject: str | None = None
    outside_lessons: bool = False
    exclusion: bool = False
    duration: timedelta | None = None
    """Duration of a punishment, or of a sanction that is counted in hours."""
    length: SanctionLength | None = None
    """Length of a sanction, in its own unit."""
    start: date | None = None
    """First day of a sanction."""
    end: date | None = None
    """Last day of a sanction."""
    suspended: bool = False
    """Whether a sanction is served only after another fault ("avec sursis")."""
    suspended_days: Decimal | None = None
    """How much of it is suspended, None for all."""
    suspended_until: date | None = None
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

    @property
    def served_on(self) -> tuple[date, date] | None:
        """First and last day of a sanction that is served, at least in part."""
        if self.start is None or self.end is None:
            return None
        served = not self.suspended or (
            self.length is not None
            and self.suspended_days is not None
            and self.suspended_days < self.length.value
        )
        return (self.start, self.end) if served else None


_PUNISHMENTS = {
    0: PunishmentKind.EXCLUSION_FROM_LESSON,
    1: PunishmentKind.DETENTION,
    2: PunishmentKind.EXTRA_WORK,
}
_SANCTIONS = dict(enumerate(SanctionKind))
_UNITS = {
    SanctionKind.EXCLUSION_FROM_BOARDING: LengthUnit.NIGHTS,
    SanctionKind.EDUCATIONAL_MEASURE: LengthUnit.HOURS,
}
_MOST_DAYS = 400


def read_punishment(
    item: Record, keys: KeyGenerator, calendar: SchoolCalendar
) -> Punishment | None:
    """Read a punishment. Return None without a date."""
    given = item.moment("dateDemande") or item.moment("dateDebut")
    if given is None:
        item.log_unreadable("dateDemande")
        return None
    outside = item.flag("horsCours")
    if not outside:
        given = _at_slot(calendar, given, item.number("placeDemande"))
    nature = item.record("nature")
    name, giver = item.label("nature"), item.label("demandeur")
    key = keys("punishment", given, name, giver)
    duration = item.minutes("duree")
    acknowledged = item.flag("parentAAccuseDeReception")
    return Punishment(
        key=key,
        kind=_PUNISHMENTS.get(
            -1 if nature.kind is None else nature.kind, PunishmentKind.OTHER
        ),
        name=name,
        given=given,
        given_by=giver,
        subject=item.label("matiere"),
        outside_lessons=outside,
        exclusion=item.flag("estUneExclusion"),
        duration=duration,
        reasons=item.labels("listeMotifs"),
        circumstances=item.rich_text("circonstances"),
        work=item.rich_text("travailAFaire"),
        schedule=_schedule(item, calendar, duration),
        acknowledged=acknowledged,
        to_acknowledge=nature.flag("estAvecARParent") and not acknowledged,
        attachments=_attachments(item, key),
        ref=item.reference,
    )


def read_sanction(
    item: Record, keys: KeyGenerator, calendar: SchoolCalendar
) -> Punishment | None:
    """Read a sanction, whose length is in days, nights or hours. Return None without a date."""
    start = item.moment("dateDebut")
    given = item.moment("dateDemande") or start
    if given is None:
        item.log_unreadable("dateDemande")
        return None
    nature = item.record("nature")
    kind = SanctionKind.OTHER
    if nature.kind is not None:
        kind = _SANCTIONS.get(nature.kind, SanctionKind.OTHER)
    name, giver = item.label("nature"), item.label("demandeur")
    key = keys("punishment", given, name, giver)
    length = _length(item, kind)
    duration: timedelta | None = None
    if length is not None and length.unit is LengthUnit.HOURS:
        duration = timedelta(hours=float(length.value))
    acknowledged = item.flag("parentAAccuseDeReception")
    return Punishment(
        key=key,
        kind=PunishmentKind.SANCTION,
        sanction=kind,
        name=name,
        given=given,
        given_by=giver,
        decided_by=item.label("decideur"),
        subject=item.label("matiere"),
        outside_lessons=item.flag("horsCours"),
        exclusion=item.flag("estUneExclusion"),
        duration=duration,
        length=length,
        start=start and start.date(),
        end=start and _last_day(item, calendar, start.date(), length),
        suspended=item.flag("avecSursis"),
        suspended_days=_suspended_days(item),
        suspended_until=item.day("dateFinSursis"),
        reasons=item.labels("listeMotifs"),
        circumstances=item.rich_text("circonstances"),
        work=item.rich_text("travailAFaire"),
        schedule=_schedule(item, calendar, duration),
        acknowledged=acknowledged,
        to_acknowledge=nature.flag("estAvecARParent") and not acknowledged,
        attachments=_attachments(item, key),
        ref=item.reference,
    )


def _suspended_days(item: Record) -> Decimal | None:
    """Return how much of a sanction is suspended. Without a number, or with 0, all of it is."""
    days = item.decimal("dureeSursis")
    return days if days is not None and days > 0 else None


def _length(item: Record, kind: SanctionKind) -> SanctionLength | None:
    value = item.decimal("duree")
    if value is None or not 0 < value <= _MOST_DAYS:
        return None
    return SanctionLength(value=value, unit=_UNITS.get(kind, LengthUnit.DAYS))


def _last_day(
    item: Record, calendar: SchoolCalendar, start: date, length: SanctionLength | None
) -> date:
    """Return the last day; without it, the one that the length gives in days of school."""
    if (end := item.day("dateFin")) is not None:
        return max(end, start)
    if length is None or length.unit is LengthUnit.HOURS:
        return start
    last = start
    left = ceil(length.value) - calendar.is_working_day(start)
    while left > 0 and (following := calendar.next_working_day(last)) is not None:
        last, left = following, left - 1
    return last


def _attachments(item: Record, key: str) -> tuple[Attachment, ...]:
    return (
        *read_attachments(item, "documentsTAF", key, kinds.PUPIL_FILE),
        *read_attachments(item, "documentsCirconstances", key, kinds.PUPIL_FILE),
    )


def _schedule(
    item: Record, calendar: SchoolCalendar, duration: timedelta | None
) -> tuple[Detention, ...]:
    return tuple(
        Detention(
            start=_at_slot(calendar, when, row.number("placeExecution", "place")),
            duration=row.minutes("duree") or duration,
        )
        for row in item.each("programmation")
        if (when := row.moment("date")) is not None
    )


def _at_slot(calendar: SchoolCalendar, when: datetime, place: int | None) -> datetime:
    """Return the start of a slot of a day. Return `when` itself if it has a time."""
    if place is None or when.timetz().replace(tzinfo=None) != time.min:
        return when
    if calendar.slots_per_day:
        place %= calendar.slots_per_day
    clock = calendar.slot_starts.get(place)
    return when if clock is None else calendar.at(when.date(), clock)
