"""Test which study hours count in a day."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, strategies as st
import pytest

from custom_components.pronote.client import Exemption, Lesson, LessonStatus
from custom_components.pronote.school_day.bag import bag_ahead
from custom_components.pronote.school_day.days import DAY, SchoolDays
from custom_components.pronote.school_day.known_lessons import KnownLessons
from custom_components.pronote.school_day.study_hours import (
    StudyHours,
    counted,
    study_hours,
)

from .test_days import CALENDAR, MONDAY, at, lesson


def study(start: float, end: float) -> Lesson:
    return replace(lesson(start, end), study_hour=True)


EDGES = (study(8, 9), lesson(9, 10), study(10, 11), lesson(11, 12), study(13, 14))


def days(choice: StudyHours, *lessons: Lesson, hour: float = 7) -> SchoolDays:
    return SchoolDays(
        now=at(hour), calendar=CALENDAR, lessons=KnownLessons({MONDAY: lessons}, choice)
    )


@pytest.mark.parametrize(
    ("choice", "first", "after", "end", "count"),
    [
        (StudyHours.ALWAYS, 8, 10, 14, 5),
        (StudyHours.BETWEEN_LESSONS, 9, 10, 12, 3),
        (StudyHours.NEVER, 9, 11, 12, 2),
    ],
)
def test_the_choice_of_a_family(
    choice: StudyHours, first: float, after: float, end: float, count: int
) -> None:
    day = days(choice, *EDGES)
    assert day.first_lesson_ahead is not None
    assert day.next is not None
    assert day.first_lesson_ahead.start == day.next.start == at(first)
    assert day.end_of_day == at(end)
    assert len(day.attended_on(MONDAY)) == len(day.attended) == count
    later = days(choice, *EDGES, hour=9.5)
    assert later.next is not None and later.next.start == at(after)
    assert (days(choice, *EDGES, hour=8.5).current is None) is (first == 9)


def test_by_default_they_count_between_lessons() -> None:
    day = SchoolDays(
        now=at(7), calendar=CALENDAR, lessons=KnownLessons({MONDAY: EDGES})
    )
    assert day.study_hours is StudyHours.BETWEEN_LESSONS


@pytest.mark.parametrize(
    ("choice", "school"), [(StudyHours.ALWAYS, True), (StudyHours.NEVER, False)]
)
def test_a_day_of_study_alone(choice: StudyHours, school: bool) -> None:
    assert days(choice, study(8, 9), study(9, 10)).has_school(MONDAY) is school


def test_a_canceled_lesson_holds_no_study_hour() -> None:
    gone = lesson(8, 9, status=LessonStatus.CANCELED)
    day = days(StudyHours.BETWEEN_LESSONS, gone, study(9, 10), lesson(10, 11))
    assert day.first_lesson_ahead is not None
    assert day.first_lesson_ahead.start == at(10)


@pytest.mark.parametrize("choice", StudyHours)
def test_no_study_hour_is_packed_for(choice: StudyHours) -> None:
    bag = bag_ahead(days(choice, *EDGES))
    assert bag is not None
    assert bag.subjects == ("9", "11")


@pytest.mark.parametrize(
    ("stored", "choice"),
    [
        ({"study_hours": "never"}, StudyHours.NEVER),
        ({"study_hours": "always", "wake_up": 5}, StudyHours.ALWAYS),
        ({"wake_up": 5}, StudyHours.BETWEEN_LESSONS),
        ({"study_hours": "sometimes"}, StudyHours.BETWEEN_LESSONS),
    ],
)
def test_the_option_of_a_child(stored: dict[str, object], choice: StudyHours) -> None:
    options = {"children": {"lina": stored}}
    assert study_hours(options, "lina") is choice
    assert study_hours(options, "hugo") is StudyHours.BETWEEN_LESSONS
    assert study_hours({}, "lina") is StudyHours.BETWEEN_LESSONS


DAY_OF_LESSONS = st.lists(
    st.builds(
        lambda make, start, length: make(start, start + length),
        st.sampled_from([study, lesson]),
        st.integers(8, 16),
        st.integers(1, 2),
    ),
    max_size=8,
).map(lambda lessons: sorted(lessons, key=lambda one: one.start))


@given(DAY_OF_LESSONS)
def test_each_choice_counts_what_the_stricter_one_does(lessons: list[Lesson]) -> None:
    def chosen(choice: StudyHours) -> list[Lesson]:
        return counted(lessons, choice)

    never, between = chosen(StudyHours.NEVER), chosen(StudyHours.BETWEEN_LESSONS)
    assert [one for one in between if not one.study_hour] == never
    assert all(one in between for one in never)
    assert all(one in chosen(StudyHours.ALWAYS) for one in between)
    if between:
        first, last = between[0], max(between, key=lambda one: one.end)
        assert not first.study_hour or not never
        assert not last.study_hour or not never


@pytest.mark.parametrize(
    ("change", "there"),
    [
        (lambda one: replace(one, exempted=True), False),
        (
            lambda one: replace(one, exempted=True, exemption=Exemption.PRESENT),
            True,
        ),
        (lambda one: replace(one, exemption=Exemption.AT_HOME), False),
        (
            lambda one: replace(one, exempted=True, exemption=Exemption.PLACEMENT),
            False,
        ),
        (lambda one: replace(one, no_pupils=True), False),
    ],
)
def test_who_has_to_be_present_gets_up(
    change: Callable[[Lesson], Lesson], there: bool
) -> None:
    day = days(StudyHours.ALWAYS, change(lesson(8, 9)), lesson(10, 11))
    assert day.first_lesson_ahead is not None
    assert day.first_lesson_ahead.start == at(8 if there else 10)


def test_the_last_day_of_an_outing_ends_with_it() -> None:
    outing = replace(
        lesson(8, 9), end=at(16, MONDAY + 2 * DAY), status=LessonStatus.OUTING
    )
    for later, end in ((1, None), (2, at(16, MONDAY + 2 * DAY)), (3, None)):
        day = SchoolDays(
            now=at(12, MONDAY + later * DAY),
            calendar=CALENDAR,
            lessons=KnownLessons({MONDAY: (outing,)}),
        )
        assert day.end_of_day == end
        assert day.has_school(MONDAY + later * DAY) is (later < 3)
        assert (day.current is outing) is (later < 3)
