"""Test the references of files that PRONOTE prints."""

from datetime import date
from itertools import product

import pytest

from custom_components.pronote.client import (
    TEXT_SIZES,
    ReportLayout,
    TimetableColors,
    TimetableLayout,
)
from custom_components.pronote.client.errors import StaleObjectError
from custom_components.pronote.files.printed import PrintedReport, PrintedTimetable

NO_YES = (False, True)


@pytest.mark.parametrize("monday", [date(2026, 11, 23), None])
@pytest.mark.parametrize("landscape", NO_YES)
@pytest.mark.parametrize("colors", TimetableColors)
def test_timetable(
    monday: date | None, landscape: bool, colors: TimetableColors
) -> None:
    layout = TimetableLayout(landscape=landscape, colors=colors)
    printed = PrintedTimetable(monday, layout)
    assert PrintedTimetable.parse(str(printed)) == printed


@pytest.mark.parametrize("period", ["1A2B", "1A-2B"])
def test_report(period: str) -> None:
    for landscape, fit_comments, skill_codes, size in product(
        NO_YES, NO_YES, NO_YES, TEXT_SIZES
    ):
        layout = ReportLayout(
            landscape=landscape,
            text_size=size,
            fit_comments=fit_comments,
            skill_codes=skill_codes,
        )
        printed = PrintedReport(period, layout)
        assert PrintedReport.parse(str(printed)) == printed


@pytest.mark.parametrize(
    "ref", ["", "soon", "2026-11-23-", "2026-11-23-13", "2026-02-30", "1"]
)
def test_no_timetable(ref: str) -> None:
    with pytest.raises(StaleObjectError):
        PrintedTimetable.parse(ref)


@pytest.mark.parametrize("ref", ["", "1A2B\n", "1A2B-000999", "1A2B-000000"])
def test_no_report(ref: str) -> None:
    with pytest.raises(StaleObjectError):
        PrintedReport.parse(ref)
