"""Absences, delays, missed meals, nights away from the boarding school, missed hours."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from ...common import KeyGenerator, Reference, folded
from ...values import parse_duration
from ...wire import Record


class AbsenceStatus(StrEnum):
    """State of an absence or an exemption between the parents and the office."""

    RECORDED = "recorded"
    """Entered by the school."""
    ANNOUNCED = "announced"
    """Announced by the parents; the office has not answered."""
    WAITING = "waiting"
    """Took place; the office has not yet accepted the justification of the parents."""
    ACCEPTED = "accepted"
    """Announced by the parents and accepted by the office."""
    REFUSED = "refused"
    """Announced by the parents and refused by the office: there is no absence."""


UNANSWERED = frozenset({AbsenceStatus.ANNOUNCED, AbsenceStatus.WAITING})
"""Statuses that the office has still to answer."""

ONLY_ANNOUNCED = frozenset({AbsenceStatus.ANNOUNCED, AbsenceStatus.REFUSED})
"""What parents announced and what has not become an absence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Justifiable:
    """What an absence and a delay have in common."""

    key: str
    justified: bool = False
    settled: bool = False
    """Whether the school closed the case ("réglée")."""
    to_justify: bool = False
    """Whether a parent has to justify it."""
    may_justify: bool = False
    """Whether this account may justify it."""
    reasons: tuple[str, ...] = ()
    reason_given: bool = False
    """Whether the school expects only a text of the parents, since it knows the reason."""
    text_required: bool = False
    """Whether a justification needs a text."""
    details_required: bool = False
    """Whether the reason that the school entered needs a text or a file."""
    parent_reason: str | None = None
    """Reason that the parents chose from the school's list."""
    justification: str | None = None
    """Justification by the parents."""
    parent_reason_ref: Reference | None = field(default=None, repr=False, compare=False)
    ref: Reference | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence(Justifiable):
    """An absence, or one that parents announced."""

    start: datetime
    end: datetime
    status: AbsenceStatus = AbsenceStatus.RECORDED
    ongoing: bool = False
    """Whether the absence is ongoing."""
    missed: timedelta | None = None
    """Time of the lessons missed."""
    half_days: Decimal | None = None
    documents: tuple[str, ...] = ()
    """Names of the files that the parents sent."""
    announced: bool = False
    """Whether the parents announced it."""
    announced_by: str | None = None
    message: str = ""
    """Answer of the office to an announcement."""
    decided_on: date | None = None
    """Day on which the office answered an announcement."""

    @property
    def unjustified(self) -> bool:
        """Whether it is an absence without a reason that the school accepts or examines."""
        examined = self.status is AbsenceStatus.WAITING
        return not (self.justified or examined or self.status in ONLY_ANNOUNCED)

    @property
    def may_withdraw(self) -> bool:
        """Whether the parents may withdraw their announcement: the office has not answered."""
        return self.announced and self.status in UNANSWERED


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay(Justifiable):
    """A late arrival."""

    occurred_at: datetime
    duration: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedMeal:
    """A meal at the canteen without the pupil."""

    key: str
    day: date
    evening: bool = False
    """Whether it was the evening meal, not the one at noon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NightAway:
    """A night, or several, away from the boarding school."""

    key: str
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardingDelay:
    """A late return to the boarding school."""

    key: str
    occurred_at: datetime
    duration: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedHours:
    """Missed time in one subject."""

    subject: str
    part_of: str | None = None
    """The subject this one is a part of."""
    absent: timedelta = timedelta()
    excluded: timedelta = timedelta()
    """Time excluded from lessons or from school."""
    infirmary: timedelta = timedelta()
    """Time at the infirmary, which does not count as missed."""
    taught: timedelta = timedelta()
    """Time of all lessons."""

    @property
    def missed(self) -> timedelta:
        """Total missed time."""
        return self.absent + self.excluded


def read_status(item: Record) -> AbsenceStatus:
    """Read who entered an absence or an exemption, and what the office answered."""
    announced = item.flag("estUneCreationParent")
    if announced and item.flag("refusee"):
        return AbsenceStatus.REFUSED
    if item.flag("enAttente"):
        if announced and not item.flag("confirmee"):
            return AbsenceStatus.ANNOUNCED
        return AbsenceStatus.WAITING
    return AbsenceStatus.ACCEPTED if announced else AbsenceStatus.RECORDED


def read_absence(
    item: Record, keys: KeyGenerator, text_required: bool
) -> Absence | None:
    """Read an absence. Return None without its start."""
    if (start := item.moment("dateDebut", "date")) is None:
        item.log_unreadable("dateDebut")
        return None
    status = read_status(item)
    # What is only announced does not number the absences of the same time.
    kind = "announcement" if status in ONLY_ANNOUNCED else "absence"
    parent_reason = item.record("motifParent")
    return Absence(
        key=keys(kind, start),
        start=start,
        end=max(item.moment("dateFin") or start, start),
        status=status,
        ongoing=item.flag("ouverte"),
        justified=item.flag("justifie"),
        settled=item.flag("reglee"),
        to_justify=needs_justification(item),
        may_justify=item.flag("avecSaisie"),
        reasons=item.labels("listeMotifs"),
        reason_given=_reason_given(item),
        text_required=text_required,
        details_required=_details_required(item),
        parent_reason=item.label("motifParent"),
        justification=item.text("justification"),
        missed=_missed_lessons(item),
        half_days=item.decimal("NbrJours"),
        documents=item.labels("documents"),
        announced=item.flag("estUneCreationParent"),
        announced_by=item.label("auteur"),
        message=item.rich_text("message"),
        decided_on=item.day("dateAccepte"),
        parent_reason_ref=parent_reason.reference,
        ref=item.reference,
    )


def _missed_lessons(item: Record) -> timedelta | None:
    """Return the length of the lessons missed, sent under one of two names."""
    lengths = map(
        parse_duration, (item.text("NbrHeures") or "", item.text("duree") or "")
    )
    return next((length for length in lengths if length is not None), None)


def read_delay(item: Record, keys: KeyGenerator, text_required: bool) -> Delay | None:
    """Read a delay. Return None without its time."""
    if (at := item.moment("date", "dateDebut")) is None:
        item.log_unreadable("date")
        return None
    parent_reason = item.record("motifParent")
    return Delay(
        key=keys("delay", at),
        occurred_at=at,
        duration=item.minutes("duree"),
        justified=item.flag("justifie"),
        settled=item.flag("reglee"),
        to_justify=needs_justification(item),
        may_justify=item.flag("avecSaisie"),
        reasons=item.labels("listeMotifs"),
        reason_given=_reason_given(item),
        text_required=text_required,
        details_required=_details_required(item),
        parent_reason=item.label("motifParent"),
        justification=item.text("justification"),
        parent_reason_ref=parent_reason.reference,
        ref=item.reference,
    )


def needs_justification(item: Record) -> bool:
    """Return whether a parent has to justify an event, as PRONOTE's page decides it.

    Where the school asks parents for a justification, a text or a file is needed; elsewhere a
    reason of the school's list is.
    """
    if not item.flag("avecSaisie"):
        return False
    asked = item.flag("aJustifierParParents")
    confirmed = item.flag("confirmee")
    if asked and item.flag("reglee") and not confirmed:
        return False
    has_reason = bool(item.raw("motifParent"))
    if asked and (confirmed or not has_reason):
        return item.text("justification") is None and not any(item.each("documents"))
    return not has_reason


def _reason_given(item: Record) -> bool:
    """Return whether a parent may justify without a reason, because the school already has one."""
    return item.flag("aJustifierParParents") and item.is_denied(
        "estMotifNonEncoreConnu"
    )


def _details_required(item: Record) -> bool:
    return any(
        reason.flag("justificationObligatoire") for reason in item.each("listeMotifs")
    )


def read_missed_meal(item: Record, keys: KeyGenerator) -> MissedMeal | None:
    """Read a missed meal. Return None without its day."""
    if (day := item.day("date", "dateDebut")) is None:
        item.log_unreadable("date")
        return None
    evening = item.number("genreRepas") == _EVENING
    return MissedMeal(key=keys("missed_meal", day, evening), day=day, evening=evening)


_EVENING = 1


def read_night_away(item: Record, keys: KeyGenerator) -> NightAway | None:
    """Read an absence at the boarding school. Return None without its start."""
    if (start := item.moment("dateDebut", "date")) is None:
        item.log_unreadable("dateDebut")
        return None
    end = item.moment("dateFin")
    return NightAway(
        key=keys("night_away", start),
        start=start,
        end=None if end is None else max(end, start),
    )


def read_boarding_delay(item: Record, keys: KeyGenerator) -> BoardingDelay | None:
    """Read a delay at the boarding school. Return None without its time."""
    if (at := item.moment("date", "dateDebut")) is None:
        item.log_unreadable("date")
        return None
    return BoardingDelay(
        key=keys("boarding_delay", at), occurred_at=at, duration=item.minutes("duree")
    )


_GROUP = "regroupement"


def read_missed_hours(answer: Record) -> Iterator[MissedHours]:
    """Read the missed time, given in seconds. A subject with parts is represented by its parts."""
    rows = list(answer.each("Matieres"))
    wholes = {number: row.text("L") for row in rows if (number := row.number(_GROUP))}
    for row in rows:
        if row.number(_GROUP) or not (subject := row.text("L")):
            continue
        yield MissedHours(
            subject=subject,
            part_of=wholes.get(row.number("dansRegroupement") or 0),
            absent=row.seconds("absence"),
            excluded=row.seconds("excluCours") + row.seconds("excluEtab"),
            infirmary=row.seconds("infirmerie"),
            taught=row.seconds("suivi"),
        )


def add_missed_hours(
    first: tuple[MissedHours, ...], second: tuple[MissedHours, ...]
) -> tuple[MissedHours, ...]:
    """Return the missed time of two terms together, by subject."""
    total: dict[tuple[str, str], MissedHours] = {}
    for row in (*first, *second):
        key = folded(row.subject), folded(row.part_of or "")
        if (known := total.get(key)) is None:
            total[key] = row
            continue
        total[key] = replace(
            known,
            absent=known.absent + row.absent,
            excluded=known.excluded + row.excluded,
            infirmary=known.infirmary + row.infirmary,
            taught=known.taught + row.taught,
        )
    return tuple(total.values())
