"""Test the pure functions on lessons, the school calendar and the time."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from custom_components.pronote.client import (
    Holiday,
    Lesson,
    LessonStatus,
    SchoolCalendar,
)
from custom_components.pronote.school_day.days import (
    DAY,
    START_GRACE,
    WEEK,
    SchoolDays,
    followed_weeks,
    monday_of,
    next_transition,
    school_weeks,
)
from custom_components.pronote.school_day.known_lessons import KnownLessons

PARIS = ZoneInfo("Europe/Paris")
MONDAY = date(2026, 11, 23)
CALENDAR = SchoolCalendar(
    timezone=PARIS,
    first_monday=date(2026, 8, 31),
    first_day=date(2026, 9, 1),
    last_day=date(2027, 7, 3),
    holidays=(
        Holiday(name="Toussaint", start=date(2026, 10, 17), end=date(2026, 11, 1)),
        Holiday(name="Noël", start=date(2026, 12, 19), end=date(2027, 1, 3)),
    ),
)


def at(hour: float, day: date = MONDAY) -> datetime:
    midnight = datetime.combine(day, datetime.min.time(), PARIS)
    return midnight + timedelta(hours=hour)


def lesson(
    start: float,
    end: float,
    *,
    day: date = MONDAY,
    status: LessonStatus = LessonStatus.NORMAL,
    exempted: bool = False,
    superseded: bool = False,
) -> Lesson:
    return Lesson(
        key=f"{day} {start}",
        start=at(start, day),
        end=at(end, day),
        subject=f"{start}",
        status=status,
        exempted=exempted,
        superseded=superseded,
    )


def seen(now: datetime, *lessons: Lesson) -> SchoolDays:
    weeks = {MONDAY: tuple(lessons)}
    return SchoolDays(now=now, calendar=CALENDAR, lessons=KnownLessons(weeks))


def test_lesson_lasts_to_the_second() -> None:
    one, two = lesson(8, 9), lesson(9, 10)
    assert seen(at(7.99), one, two).current is None
    assert seen(at(8), one, two).current is one
    assert seen(at(8) + START_GRACE, one, two).next is two
    assert seen(at(9), one, two).current is two
    assert seen(at(9) + START_GRACE, one, two).next is None
    assert seen(at(10), one, two).current is None


def test_of_two_lessons_the_last_to_start_is_the_current_one() -> None:
    outing, inside = lesson(8, 17), lesson(10, 11)
    assert seen(at(10), outing, inside).current is inside
    assert seen(at(11), outing, inside).current is outing


@pytest.mark.parametrize(
    "absent",
    [
        lesson(8, 9, status=LessonStatus.CANCELED),
        lesson(8, 9, status=LessonStatus.TEACHER_ABSENT),
        lesson(8, 9, superseded=True),
        lesson(8, 9, exempted=True),
    ],
)
def test_what_is_not_attended_does_not_count(absent: Lesson) -> None:
    days = seen(at(8), absent)
    assert (days.current, days.next, days.end_of_day) == (None, None, None)
    assert not days.has_school(MONDAY)


def test_end_of_day_is_the_latest_end() -> None:
    assert seen(at(20), lesson(8, 17), lesson(10, 11)).end_of_day == at(17)


@pytest.mark.parametrize(
    ("status", "changed"),
    [
        (LessonStatus.NORMAL, False),
        (LessonStatus.TEST, False),
        (LessonStatus.EXEMPTED, False),
        (LessonStatus.DETENTION, False),
        (LessonStatus.CANCELED, True),
        (LessonStatus.ROOM_CHANGED, True),
        (LessonStatus.MOVED, True),
        (LessonStatus.EXCEPTIONAL, True),
    ],
)
def test_changes_of_today(status: LessonStatus, changed: bool) -> None:
    assert seen(at(7), lesson(8, 9, status=status)).changed_on(MONDAY) is changed
    assert not seen(at(7), lesson(8, 9, status=status)).changed_on(MONDAY + DAY)


def test_next_school_day_skips_days_without_lessons() -> None:
    tuesday, thursday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=3)
    canceled = lesson(8, 9, day=tuesday, status=LessonStatus.CANCELED)
    held = lesson(10, 11, day=thursday)
    days = seen(at(7), canceled, held)
    assert days.next_school_day == thursday
    assert days.first_lesson_next_school_day is held


def test_week_without_lessons_is_reported_by_the_calendar() -> None:
    """It was not asked, or the school does not show it yet: nobody must oversleep."""
    days = seen(at(7), lesson(8, 9))
    following = MONDAY + timedelta(days=7)
    assert days.next_school_day == following
    assert days.first_lesson_next_school_day is None
    assert not days.has_school(date(2026, 12, 21))

    hidden = SchoolDays(
        now=at(20, MONDAY + timedelta(days=6)),
        calendar=CALENDAR,
        lessons=KnownLessons({following: ()}),
    )
    assert hidden.has_school(following)
    assert not hidden.has_school(following + timedelta(days=5))


def test_last_day_of_the_year_has_no_next() -> None:
    days = SchoolDays(
        now=at(12, date(2027, 7, 3)), calendar=CALENDAR, lessons=KnownLessons({})
    )
    assert days.next_school_day is None
    assert days.first_lesson_next_school_day is None


@pytest.mark.parametrize(
    ("today", "watched"),
    [
        # An ordinary week, and a Sunday.
        (date(2026, 11, 24), [date(2026, 11, 23), date(2026, 11, 30)]),
        (date(2026, 11, 29), [date(2026, 11, 23), date(2026, 11, 30)]),
        # The week before the holidays, the holidays, and their end.
        (date(2026, 10, 15), [date(2026, 10, 12)]),
        (date(2026, 10, 16), [date(2026, 10, 12), date(2026, 11, 2)]),
        (date(2026, 10, 20), [date(2026, 11, 2)]),
        (date(2026, 10, 31), [date(2026, 11, 2)]),
        # Before, and after the school year.
        (date(2026, 8, 1), [date(2026, 8, 31)]),
        (date(2027, 7, 20), []),
    ],
)
def test_weeks_to_watch(today: date, watched: list[date]) -> None:
    assert followed_weeks(CALENDAR, today) == watched


def test_open_weeks() -> None:
    assert school_weeks(CALENDAR, date(2026, 10, 14), date(2026, 11, 3)) == [
        date(2026, 10, 12),
        date(2026, 11, 2),
    ]
    assert school_weeks(CALENDAR, date(2020, 1, 1), date(2020, 12, 31)) == []


def test_day_ahead_is_today_until_its_first_lesson_starts() -> None:
    today, tomorrow = lesson(8, 9), lesson(9, 10, day=MONDAY + DAY)
    assert seen(at(0), today, tomorrow).first_lesson_ahead is today
    assert seen(at(7.99), today, tomorrow).day_ahead == MONDAY
    begun = at(8) + START_GRACE
    assert seen(begun, today, tomorrow).first_lesson_ahead is tomorrow
    assert seen(begun, today, tomorrow).day_ahead == MONDAY + DAY


def test_what_starts_now_is_still_ahead() -> None:
    """Who waits for this very instant is told of it before the next one is."""
    one, two = replace(lesson(8, 9), test=True), lesson(9, 10)
    at_the_bell = seen(at(8), one, two)
    assert at_the_bell.next is at_the_bell.next_test is one
    assert at_the_bell.first_lesson_ahead is at_the_bell.current is one


def test_no_lesson_ahead_where_they_are_not_known() -> None:
    """The calendar says there is school; nobody knows from when."""
    days = seen(at(20, MONDAY + 6 * DAY), lesson(8, 9))
    assert days.day_ahead == MONDAY + WEEK
    assert days.first_lesson_ahead is None


def test_last_lesson_is_the_last_to_end() -> None:
    outing, inside = lesson(8, 17), lesson(10, 11)
    assert seen(at(7), outing, inside).last_lesson is outing
    assert seen(at(7, MONDAY + DAY), outing).last_lesson is None


def test_morning_off() -> None:
    assert seen(at(0), lesson(12, 13)).morning_off(MONDAY)
    assert not seen(at(0), lesson(11, 12), lesson(14, 15)).morning_off(MONDAY)
    assert not seen(at(0), lesson(14, 15)).morning_off(MONDAY + DAY)


@pytest.mark.parametrize(
    ("last", "early"),
    [
        (lesson(16, 17, status=LessonStatus.CANCELED), True),
        (lesson(16, 17, status=LessonStatus.TEACHER_ABSENT), True),
        (lesson(16, 17, superseded=True), True),
        (lesson(16, 17, exempted=True), True),
        (lesson(16, 17), False),
        (lesson(16, 17, status=LessonStatus.DETENTION), False),
        (lesson(16, 17, status=LessonStatus.CLASS_COUNCIL), False),
    ],
)
def test_finishes_early(last: Lesson, early: bool) -> None:
    assert seen(at(0), lesson(8, 9), last).finishes_early(MONDAY) is early


def test_day_without_school_does_not_finish_early() -> None:
    canceled = lesson(8, 9, status=LessonStatus.CANCELED)
    assert not seen(at(0), canceled).finishes_early(MONDAY)
    assert not seen(at(0), canceled).finishes_early(MONDAY + DAY)


@pytest.mark.parametrize(
    ("labels", "cycle", "early"),
    [
        ({}, None, True),
        ({12: "A", 13: "A"}, None, True),
        ({12: "Semaine A", 13: "Semaine B"}, None, False),
        ({}, 6, False),
    ],
)
def test_other_weeks_tell_what_is_usual(
    labels: dict[int, str], cycle: int | None, early: bool
) -> None:
    """Some schools take canceled lessons out of sight; only weeks alike compare."""
    following = MONDAY + WEEK
    calendar = replace(CALENDAR, week_labels=labels, days_per_cycle=cycle)
    days = SchoolDays(
        now=at(0),
        calendar=replace(calendar, first_monday=date(2026, 9, 7)),
        lessons=KnownLessons(
            {
                MONDAY: (lesson(8, 9),),
                following: (
                    lesson(8, 9, day=following),
                    lesson(16, 17, day=following),
                    lesson(17, 18, day=following, status=LessonStatus.EXCEPTIONAL),
                    lesson(15, 19, day=following + DAY),
                ),
            }
        ),
    )
    assert days.calendar.week(MONDAY) == 12
    assert days.finishes_early(MONDAY) is early
    assert not days.finishes_early(following)


def test_study_hour_is_no_usual_end() -> None:
    held, study = lesson(8, 9), replace(lesson(16, 17), study_hour=True)
    assert seen(at(0), held, study).usual_end(MONDAY) == time(9)
    assert not seen(at(0), held, study).finishes_early(MONDAY)


def test_bell_rings_at_each_change() -> None:
    lessons = [lesson(8, 9), lesson(9, 10)]
    assert next_transition(lessons, at(7)) == at(8)
    assert next_transition(lessons, at(8)) == at(8) + START_GRACE
    assert next_transition(lessons, at(8) + START_GRACE) == at(9)
    assert next_transition(lessons, at(9.5)) == at(10)
    assert next_transition(lessons, at(10)) == at(0, MONDAY + timedelta(days=1))
    assert next_transition([], at(0)) == at(0, MONDAY + timedelta(days=1))


def test_monday_of() -> None:
    assert {monday_of(MONDAY + timedelta(days=n)) for n in range(7)} == {MONDAY}


def test_next_canceled_lesson() -> None:
    replaced = lesson(8, 9, status=LessonStatus.CANCELED, superseded=True)
    study = replace(lesson(9, 10, status=LessonStatus.CANCELED), study_hour=True)
    absent = lesson(10, 11, status=LessonStatus.TEACHER_ABSENT)
    canceled = lesson(11, 12, status=LessonStatus.CANCELED)
    day = (lesson(7, 8), replaced, study, absent, canceled)
    assert seen(at(7), *day).next_canceled is absent
    assert seen(at(10) + START_GRACE, *day).next_canceled is canceled
    assert seen(at(12), *day).next_canceled is None


def test_tests_of_the_week() -> None:
    test = replace(lesson(8, 9), test=True)
    canceled = replace(lesson(9, 10, status=LessonStatus.CANCELED), test=True)
    friday = replace(lesson(8, 9, day=MONDAY + 4 * DAY), test=True)
    assert seen(at(20), test, canceled, lesson(10, 11), friday).tests_this_week == 2
    assert seen(at(20), lesson(10, 11)).tests_this_week == 0
    assert seen(at(20, MONDAY + WEEK), test).tests_this_week is None


def test_end_of_next_school_day() -> None:
    tuesday = MONDAY + DAY
    last = lesson(16, 17, day=tuesday, status=LessonStatus.CANCELED)
    days = seen(at(20), lesson(8, 18), lesson(14, 16, day=tuesday), last)
    assert days.end_of_next_school_day == at(16, tuesday)
    assert seen(at(20, MONDAY + 6 * DAY), lesson(8, 9)).end_of_next_school_day is None
