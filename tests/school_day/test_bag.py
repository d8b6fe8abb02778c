"""Test the pure functions of the bag."""

from dataclasses import replace
from datetime import date

from custom_components.pronote.client import Lesson, LessonStatus
from custom_components.pronote.school_day.bag import Bag, bag_ahead
from custom_components.pronote.school_day.days import DAY, WEEK, SchoolDays
from custom_components.pronote.school_day.known_lessons import KnownLessons

from .test_days import CALENDAR, MONDAY, at, lesson


def about(subject: str | None, day: date, hour: int = 8) -> Lesson:
    return replace(lesson(hour, hour + 1, day=day), subject=subject)


def packed(*lessons: Lesson, at_hour: float = 18) -> Bag | None:
    weeks = {MONDAY: tuple(lessons)}
    return bag_ahead(
        SchoolDays(now=at(at_hour), calendar=CALENDAR, lessons=KnownLessons(weeks))
    )


def test_what_stays_what_goes() -> None:
    tuesday = MONDAY + DAY
    bag = packed(
        about("Maths", MONDAY),
        about("Latin", MONDAY, 9),
        about("Art", tuesday),
        about("Maths", tuesday, 9),
        about("Art", tuesday, 10),
        about(None, tuesday, 11),
    )
    assert bag == Bag(
        day=tuesday,
        subjects=("Art", "Maths"),
        put_in=("Art",),
        take_out=("Latin",),
    )


def test_some_lessons_need_no_books() -> None:
    monday, tuesday = about("Maths", MONDAY), about("Art", MONDAY + DAY)
    bag = packed(
        monday,
        replace(about("Étude", MONDAY, 9), study_hour=True),
        tuesday,
        replace(about("Musée", MONDAY + DAY, 9), status=LessonStatus.OUTING),
        replace(about("Colle", MONDAY + DAY, 10), status=LessonStatus.DETENTION),
        replace(about("Grec", MONDAY + DAY, 11), status=LessonStatus.CANCELED),
    )
    assert bag is not None
    assert (bag.put_in, bag.take_out) == (("Art",), ("Maths",))


def test_on_the_first_day_everything_goes_in() -> None:
    bag = packed(about("Maths", MONDAY), at_hour=7)
    assert bag is not None
    assert (bag.day, bag.put_in, bag.take_out) == (MONDAY, ("Maths",), ())


def test_after_holidays_it_is_packed_again() -> None:
    later = MONDAY + 2 * WEEK
    days = SchoolDays(
        now=at(12, later - DAY),
        calendar=CALENDAR,
        lessons=KnownLessons(
            {MONDAY: (about("Maths", MONDAY),), later: (about("Maths", later),)}
        ),
    )
    bag = bag_ahead(days)
    assert bag is not None
    assert bag.put_in == ("Maths",)


def test_nothing_is_packed_for_an_unknown_day() -> None:
    assert packed(about("Maths", MONDAY)) is None
