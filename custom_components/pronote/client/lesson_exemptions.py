"""Why a pupil is not in a lesson of its class, or is there without taking part.

PRONOTE gives it with the lesson, by kind or by label, or beside the lessons: exclusions by their
places of the week, placements by half-days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
import re

from .common import folded
from .school_year import SchoolCalendar
from .wire import Record


class Exemption(StrEnum):
    """Reason why a pupil does not follow a lesson as the class does."""

    CONFINED = "confined"
    PLACEMENT = "placement"
    EXEMPTED = "exempted"
    PRESENT = "present"
    """Exempted, but the pupil has to be present."""
    AT_HOME = "at_home"
    """The pupil follows the lesson at home."""
    EXCLUDED_FROM_CLASS = "excluded_from_class"
    EXCLUDED_FROM_SCHOOL = "excluded_from_school"
    PRECAUTIONARY_MEASURE = "precautionary_measure"
    ABSENT = "absent"
    DETACHED = "detached"
    COUNCIL = "council"
    OUTING = "outing"
    ACCOMPANIED = "accompanied"


AT_SCHOOL = frozenset({Exemption.PRESENT, Exemption.COUNCIL, Exemption.ACCOMPANIED})
"""The pupil has to be at school during the lesson."""
TAKES_PART = frozenset({Exemption.AT_HOME, Exemption.ACCOMPANIED})
"""The pupil is exempted from nothing."""

_KINDS = {
    0: Exemption.CONFINED,
    1: Exemption.PLACEMENT,
    2: Exemption.EXEMPTED,
    3: Exemption.PRESENT,
    4: Exemption.AT_HOME,
    5: Exemption.AT_HOME,
    6: Exemption.AT_HOME,
    7: Exemption.EXCLUDED_FROM_CLASS,
    8: Exemption.EXCLUDED_FROM_SCHOOL,
    9: Exemption.PRECAUTIONARY_MEASURE,
    10: Exemption.ABSENT,
    11: Exemption.DETACHED,
    12: Exemption.COUNCIL,
    13: Exemption.OUTING,
    14: Exemption.OUTING,
    15: Exemption.ACCOMPANIED,
}

_NOT_PRESENT = re.compile(
    r"(sans|non|pas de|aucune) presen|dispense\W*e?\W* de (toute )?presen"
    r"|presen\w+ (non|facultati|pas)|\bn.assiste pas|(sans|pas|d.)\W*assister"
)
_LABELS = (
    (
        r"\bpresen(ce|te?)s?\b|\bassiste|\breste en\b|dispens.*accompagn",
        Exemption.PRESENT,
    ),
    (r"accompagn", Exemption.ACCOMPANIED),
    (r"maison|domicile|a distance", Exemption.AT_HOME),
    (r"conservatoire", Exemption.PRECAUTIONARY_MEASURE),
    (r"exclu.*(classe|cours)", Exemption.EXCLUDED_FROM_CLASS),
    (r"exclu", Exemption.EXCLUDED_FROM_SCHOOL),
    (r"confine", Exemption.CONFINED),
    (r"\b(en stage|stage en|pfmp|periode de formation)", Exemption.PLACEMENT),
    (r"\babsent", Exemption.ABSENT),
    (r"detache", Exemption.DETACHED),
    (r"conseil de (classe|discipline|vie)", Exemption.COUNCIL),
    (r"\bsortie (scolaire|pedagogique)|\bvoyage", Exemption.OUTING),
)
_EXEMPTED_WORDS = re.compile(r"\W*(eleve\W+)?dispens")


def is_exemption(words: str) -> bool:
    """Return whether a status text means an exemption ("Dispensé"), and not who gives the lesson."""
    return _EXEMPTED_WORDS.match(folded(words)) is not None


def read_exemption(item: Record) -> Exemption | None:
    """Read the exemption of a lesson: its kind, whether it is followed at home, its label."""
    status = item.text("Statut") or ""
    value = item.raw("dispenseEleve")
    if isinstance(value, list) and item.record("dispenseEleve"):
        value = {}
    if not isinstance(value, dict) and not item.flag("dispenseEleve"):
        excused = item.raw("dispenseEleve") is None and is_exemption(status)
        return _labeled(status, home=True) if excused else None
    if not isinstance(value, dict):
        label = value if isinstance(value, str) else status
        return _labeled(label, home=True)
    details = item.record("dispenseEleve")
    kind = details.kind
    known = None if kind is None else _KINDS.get(kind)
    at_home = details.flag("maison")
    if known is not None and not (at_home and known is Exemption.EXEMPTED):
        return known
    if at_home:
        return Exemption.AT_HOME
    if details.flag("obligatoire"):
        return Exemption.PRESENT
    found = _labeled(details.text("L") or status, home="maison" not in details)
    # The flag, where the school sends it, decides whether the pupil has to be present.
    denied = found is Exemption.PRESENT and "obligatoire" in details
    return Exemption.EXEMPTED if denied else found


def _labeled(label: str, *, home: bool) -> Exemption:
    """Return what a label means; at home only if no flag of the lesson denies it."""
    words = folded(label)
    for pattern, exemption in _LABELS:
        if not re.search(pattern, words):
            continue
        if exemption is Exemption.PRESENT and _NOT_PRESENT.search(words):
            continue
        if exemption is Exemption.AT_HOME and not home:
            continue
        return exemption
    return Exemption.EXEMPTED


@dataclass(frozen=True, slots=True)
class _Exclusion:
    """Places of a week from which a pupil is excluded, first and last included."""

    week: int | None
    """None for each week of the answer."""
    first: int
    last: int
    exemption: Exemption


@dataclass(frozen=True, slots=True)
class Absences:
    """Exclusions and placements of a pupil, given beside the lessons."""

    calendar: SchoolCalendar
    exclusions: tuple[_Exclusion, ...]
    mornings: frozenset[int]
    """Days of the school year, from 1, whose morning is spent on placement."""
    afternoons: frozenset[int]

    def exemption(
        self, start: datetime, end: datetime, place: int | None, week: int | None
    ) -> Exemption | None:
        """Return why the pupil is away from a lesson, None if it is not."""
        if self.exclusions:
            place = self.calendar.place_of(start) if place is None else place
            week = self.calendar.week(start.date()) if week is None else week
        for exclusion in self.exclusions:
            if place is not None and exclusion.first <= place <= exclusion.last:
                if exclusion.week in (None, week):
                    return exclusion.exemption
        return Exemption.PLACEMENT if self._on_placement(start, end) else None

    def _on_placement(self, start: datetime, end: datetime) -> bool:
        """Return whether a lesson is in a half-day on placement; at noon, in both."""
        if not self.mornings and not self.afternoons:
            return False
        first = self.calendar.first_cycle_day or self.calendar.first_monday
        day = (start.date() - first).days + 1
        lunch_start, lunch_end = self.calendar.lunch or (_NOON, _NOON)
        if start.time() <= lunch_start:
            return day in self.mornings
        if end.time() >= lunch_end:
            return day in self.afternoons
        return day in self.mornings and day in self.afternoons


_NOON = time(12)

# From school first: it also keeps the pupil away from the class.
_EXCLUSIONS = (
    ("exclusionsEtab", Exemption.EXCLUDED_FROM_SCHOOL),
    ("exclusionsClasse", Exemption.EXCLUDED_FROM_CLASS),
)


def read_absences(answer: Record, calendar: SchoolCalendar) -> Absences:
    """Read the exclusions and placements beside the lessons of an answer."""
    placements = answer.record("joursStage")
    return Absences(
        calendar=calendar,
        exclusions=tuple(_exclusions(answer.record("absences"), calendar)),
        mornings=placements.numbers("am"),
        afternoons=placements.numbers("pm"),
    )


def _exclusions(absences: Record, calendar: SchoolCalendar) -> Iterator[_Exclusion]:
    for day in absences.each("joursCycle"):
        for name, exemption in _EXCLUSIONS:
            excluded = day.record(name)
            first, last = excluded.number("placeDebut"), excluded.number("placeFin")
            if first is None or last is None or not 0 <= first <= last or last == 0:
                continue
            number, slots = day.number("jourCycle") or 0, calendar.slots_per_day
            if last < slots:
                # Counted in its day instead of in the week.
                first, last = first + number * slots, last + number * slots
            yield _Exclusion(
                week=day.number("numeroSemaine") or None,
                first=first,
                last=last,
                exemption=Exemption.PRECAUTIONARY_MEASURE
                if excluded.flag("MC")
                else exemption,
            )
