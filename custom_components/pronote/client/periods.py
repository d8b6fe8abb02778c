"""Periods of the school year, and which of them each page offers."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum
from operator import itemgetter

from .common import KeyGenerator, Reference, folded, stable_key
from .school_year import SchoolCalendar
from .wire import Json, Record


class PeriodPage(IntEnum):
    """Pages that are requested by period, by the number of their tab."""

    GRADE_RECORD = 12
    REPORT_CARD = 13
    SCHOOL_LIFE = 19
    GRADES = 198
    EVALUATIONS = 201


GRADING_KIND = 2
_YEAR_KIND = 1
_OTHER_KIND = 4

_COMPUTED = "0"
"""Id of the periods that the school computes."""

_YEAR_SPAN = timedelta(days=240)
"""A period that is longer than that is the school year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period of a page: a term, a mock exam, the whole year, or what is outside of all terms."""

    key: str
    name: str
    start: date | None = None
    end: date | None = None
    wire_kind: int = field(default=GRADING_KIND, repr=False, compare=False)
    """PRONOTE's number of the kind, sent back in requests."""
    ref: Reference | None = field(default=None, repr=False, compare=False)

    @property
    def reference(self) -> Reference:
        """Reference of the period; id "0" for computed periods."""
        return self.ref or Reference(_COMPUTED, 0)

    @property
    def request(self) -> Json:
        """Data by which requests identify the period."""
        named = {"L": self.name} if self.name else {}
        return {"N": self.reference.id, **named, "G": self.wire_kind}

    @property
    def computed(self) -> bool:
        """Whether the school computes it ("Année continue", or the year without an id)."""
        return self.reference.id == _COMPUTED

    @property
    def outside(self) -> bool:
        """Whether it contains everything outside of the terms ("Hors période")."""
        if folded(self.name).startswith("hors periode"):
            return True
        other = self.wire_kind == _OTHER_KIND and not self._named_year
        return other and (self.start is None or self.end is None or self._spans_year)

    @property
    def whole_year(self) -> bool:
        """Whether it is the school year."""
        if self.outside:
            return False
        if self.computed or self._named_year or self.wire_kind == _YEAR_KIND:
            return True
        return self._spans_year

    @property
    def graded(self) -> bool:
        """Whether it is a term or a mock exam, with grades and a report card of its own."""
        return not (self.computed or self.whole_year or self.outside)

    @property
    def _named_year(self) -> bool:
        return folded(self.name).startswith("annee")

    @property
    def _spans_year(self) -> bool:
        return (
            self.start is not None
            and self.end is not None
            and self.end - self.start > _YEAR_SPAN
        )

    def contains(self, day: date) -> bool:
        """Return whether a day is in the period. A period without dates contains no day."""
        return (
            self.start is not None
            and self.end is not None
            and self.start <= day <= self.end
        )

    def bounds(self, calendar: SchoolCalendar) -> tuple[date, date] | None:
        """Return the first and the last day, None if they are unknown."""
        if self.start is not None and self.end is not None:
            return self.start, self.end
        if self.whole_year:
            return calendar.first_day, calendar.last_day
        return None


UNNAMED_YEAR = Period(key=stable_key("year"), name="")
"""The period of a page that lists no periods."""


def read_calendar_periods(calendar: dict[str | None, Record]) -> tuple[Period, ...]:
    """Read the periods of the school year. Their kind has other numbers than on the pages."""
    keys = KeyGenerator()
    return tuple(_period(item, item, keys) for item in calendar.values())


def read_periods(
    tab: Record, calendar: dict[str | None, Record], today: date | None
) -> tuple[tuple[Period, ...], Period | None]:
    """Return the periods of a page and its default one."""
    keys = KeyGenerator()
    periods = tuple(
        _period(item, calendar.get(item.text("L")), keys, item.kind)
        for item in tab.each("listePeriodes")
    )
    wanted = tab.record("periodeParDefaut")
    ref, name = wanted.reference, wanted.text("L")
    found = [period for period in periods if ref is not None and period.ref == ref]
    found = found or [period for period in periods if name and period.name == name]
    default = next((period for period in found if period.name == name), None) or next(
        iter(found), None
    )
    if default is None or (default.computed and default.wire_kind != GRADING_KIND):
        default = presumed_default(periods, today)
    return periods, default


def presumed_default(periods: tuple[Period, ...], today: date | None) -> Period | None:
    """Return the period to request where the school names none, or the year without an id.

    The term of the day, any term, any period with an id, any period.
    """
    terms = [period for period in periods if period.graded]
    named = (period for period in periods if not period.computed)
    return (
        (None if today is None else _term_of(terms, today))
        or next(iter(terms), None)
        or next(named, None)
        or next(iter(periods), None)
    )


def _term_of(terms: list[Period], today: date) -> Period | None:
    """Return the term of a day: of those that have begun, the last one.

    On a day between two terms it is the one before. A part of a term, such as a mock exam, counts
    if there is nothing else. Either date of a term may be missing.
    """
    whole = [term for term in terms if not _is_part(term, terms)]
    begun = [(term.start, term) for term in whole if term.start and term.start <= today]
    ends = [(term.end, term) for term in whole if term.end and term.end >= today]
    running = [
        (start, term) for start, term in begun if not term.end or term.end >= today
    ]
    for latest in (running, [] if any(not term.start for _, term in ends) else begun):
        if latest:
            return max(latest, key=itemgetter(0))[1]
    if ends:
        return min(ends, key=itemgetter(0))[1]
    return next((term for term in terms if term.contains(today)), None)


_SHORTEST_TERM = timedelta(days=21)


def _is_part(period: Period, terms: list[Period]) -> bool:
    """Return whether a period is too short for a term, or lies within another one."""
    if period.start is None or period.end is None or period.end < period.start:
        return False
    length = period.end - period.start
    return length < _SHORTEST_TERM or any(
        other.contains(period.start)
        and other.contains(period.end)
        and other.start is not None
        and other.end is not None
        and other.end - other.start > length
        for other in terms
    )


def _period(
    item: Record, known: Record | None, keys: KeyGenerator, kind: int | None = None
) -> Period:
    name = item.text("L") or ""
    start = item.day("dateDebut") or (known.day("dateDebut") if known else None)
    end = item.day("dateFin") or (known.day("dateFin") if known else None)
    if start is not None and end is not None and end < start:
        start, end = end, start
    return Period(
        key=keys(name),
        name=name,
        start=start,
        end=end,
        wire_kind=GRADING_KIND if kind is None else kind,
        ref=item.reference,
    )
