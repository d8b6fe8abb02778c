"""Test where lunch is in a day."""

from dataclasses import replace
from datetime import datetime, time

import pytest

from custom_components.pronote.client import Lesson, LessonStatus
from custom_components.pronote.legacy.attributes import timetable
from custom_components.pronote.school_day.lunch import (
    USUAL_HOURS,
    find_lunch,
    lesson_after_lunch,
)

from .test_days import at, lesson

CANTEEN = (time(11, 30), time(13, 30))
NOON = time(13)


@pytest.mark.parametrize(
    ("lessons", "lunch"),
    [
        ([(8, 12), (13, 17)], (12, 13)),
        ([(8, 9), (10, 12), (13, 17)], (12, 13)),
        # Of two gaps the one with most of the canteen.
        ([(8, 11.5), (12, 12.5), (14, 17)], (12.5, 14)),
        ([(8, 11), (12.5, 13), (14, 17)], (11, 12.5)),
        # The day that goes on, the gaps too short or elsewhere, the half-days.
        ([(8, 12), (12, 17)], None),
        ([(8, 12), (12.25, 17)], None),
        ([(8, 9), (11, 17)], None),
        ([(8, 12)], None),
        ([], None),
        # What starts under a longer lesson makes no gap.
        ([(8, 13), (9, 10), (13, 15)], None),
    ],
)
def test_lunch(
    lessons: list[tuple[float, float]], lunch: tuple[float, float] | None
) -> None:
    found = find_lunch([lesson(*hours) for hours in lessons], CANTEEN)
    assert (found and (found.start, found.end)) == (
        lunch and (at(lunch[0]), at(lunch[1]))
    )


def test_usual_hours_where_the_school_gives_none() -> None:
    day = [lesson(8, 12), lesson(13, 17)]
    assert find_lunch(day, None) == find_lunch(day, USUAL_HOURS)


def test_hours_of_the_canteen_decide() -> None:
    day = [lesson(8, 11), lesson(12, 13), lesson(14.5, 17)]
    early, late = (time(11), time(12)), (time(13), time(14))
    assert lesson_after_lunch(day, early) is day[1]
    assert lesson_after_lunch(day, late) is day[2]


def test_rows_that_do_not_matter_for_lunch() -> None:
    council = replace(lesson(12, 13), status=LessonStatus.CLASS_COUNCIL)
    day = [lesson(8, 12), council, lesson(13, 17)]
    assert lesson_after_lunch(day, CANTEEN) is day[2]
    entered = replace(lesson(12, 12.5), study_hour=True, lunch_break=True)
    assert lesson_after_lunch([day[0], entered, day[2]], CANTEEN) is None


def naive(moment: datetime) -> datetime:
    """The times of hass-pronote have no time zone."""
    return moment.replace(tzinfo=None)


def told(*lessons: Lesson, canteen: tuple[time, time] | None = CANTEEN) -> object:
    day = timetable(lessons, NOON, canteen, one_day=True)
    return day["lunch_break_start_at"], day["lunch_break_end_at"]


def test_legacy_lunch() -> None:
    morning, afternoon = lesson(8, 12), lesson(13.25, 17)
    assert told(morning, afternoon) == (naive(at(12)), naive(at(13.25)))
    assert told(morning) == (naive(at(12)), None)
    assert told(afternoon) == (None, naive(at(13.25)))
    assert told() == (None, None)
    assert told(lesson(8, 17)) == (None, None)
    study = replace(lesson(12, 13.25), study_hour=True)
    assert told(morning, study, afternoon) == (naive(at(12)), naive(at(13.25)))
    # Without hours of the canteen, the former way.
    assert told(morning, afternoon, canteen=None) == (naive(at(12)), naive(at(13.25)))
