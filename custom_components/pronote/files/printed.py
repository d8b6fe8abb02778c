"""References of files that PRONOTE prints, with their layouts."""

from dataclasses import dataclass
from datetime import date
import re
from typing import Final, override

from ..client import TEXT_SIZES, ReportLayout, TimetableColors, TimetableLayout
from ..client.errors import StaleObjectError

_DEFAULT_TIMETABLE: Final = TimetableLayout()
_DEFAULT_REPORT: Final = ReportLayout()
WHOLE_YEAR: Final = "0"
"""In the place of the day of a timetable."""
_TIMETABLE_REF = re.compile(r"(0|\d{4}-\d\d-\d\d)(?:-([01])([0-2]))?", re.ASCII)
_REPORT_REF = re.compile(r"(.+?)(?:-([01])([01])([01])(\d{3}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PrintedTimetable:
    """A timetable as PRONOTE prints it, of a week or of the whole year."""

    monday: date | None
    """None for the whole year."""
    layout: TimetableLayout = _DEFAULT_TIMETABLE

    @override
    def __str__(self) -> str:
        """Return the reference of the file: its day, then digits unless its layout is the default."""
        day = WHOLE_YEAR if self.monday is None else self.monday.isoformat()
        if self.layout == _DEFAULT_TIMETABLE:
            return day
        colors = list(TimetableColors).index(self.layout.colors)
        return f"{day}-{int(self.layout.landscape)}{colors}"

    @staticmethod
    def parse(ref: str) -> PrintedTimetable:
        """Parse a reference. Raises StaleObjectError."""
        if (match := _TIMETABLE_REF.fullmatch(ref)) is None:
            raise StaleObjectError("No such timetable")
        day, landscape, colors = match.groups()
        layout = _DEFAULT_TIMETABLE
        if landscape is not None:
            layout = TimetableLayout(
                landscape=landscape == "1", colors=list(TimetableColors)[int(colors)]
            )
        return PrintedTimetable(None if day == WHOLE_YEAR else parse_day(day), layout)


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """A report card or a grade record as PRONOTE prints it."""

    period: str
    """The reference of its period."""
    layout: ReportLayout = _DEFAULT_REPORT

    @override
    def __str__(self) -> str:
        """Return the reference of the file: its period, then digits unless its layout is the default."""
        layout = self.layout
        if layout == _DEFAULT_REPORT:
            return self.period
        chosen = (layout.landscape, layout.fit_comments, layout.skill_codes)
        digits = "".join(str(int(one)) for one in chosen)
        return f"{self.period}-{digits}{round(layout.text_size * 10):03}"

    @staticmethod
    def parse(ref: str) -> PrintedReport:
        """Parse a reference. Raises StaleObjectError."""
        if (match := _REPORT_REF.fullmatch(ref)) is None:
            raise StaleObjectError("No such report")
        period, landscape, fit_comments, skill_codes, size = match.groups()
        if size is None:
            return PrintedReport(period)
        layout = ReportLayout(
            landscape=landscape == "1",
            text_size=int(size) / 10,
            fit_comments=fit_comments == "1",
            skill_codes=skill_codes == "1",
        )
        if layout.text_size not in TEXT_SIZES:
            raise StaleObjectError("No such size of text")
        return PrintedReport(period, layout)


def parse_day(ref: str) -> date:
    """Parse the day of a reference. Raises StaleObjectError."""
    try:
        return date.fromisoformat(ref)
    except ValueError as error:
        raise StaleObjectError("Date is not valid") from error
