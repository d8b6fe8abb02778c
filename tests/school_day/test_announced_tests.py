"""Test which lessons have the tests that the home page announces."""

from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.pronote.client import Lesson, LessonStatus, UpcomingTest
from custom_components.pronote.school_day.announced_tests import with_announced_tests
from custom_components.pronote.school_day.days import DAY

from .test_days import MONDAY, at, lesson

MATHS = replace(lesson(8, 9), subject="MATHÉMATIQUES")
ENGLISH = replace(lesson(9, 10), subject="ANGLAIS LV1")
MATHS_AGAIN = replace(lesson(14, 15), subject="MATHÉMATIQUES")
LESSONS = (MATHS, ENGLISH, MATHS_AGAIN)
TEST = UpcomingTest(key="test", subject="MATHÉMATIQUES", day=MONDAY, start=at(14))


def with_test(*tests: UpcomingTest) -> list[Lesson]:
    return [x for x in with_announced_tests(LESSONS, tests) if x.test]


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (TEST, MATHS_AGAIN),
        (replace(TEST, start=at(14.5)), MATHS_AGAIN),
        (replace(TEST, start=None), MATHS),
        (replace(TEST, start=at(10)), None),
        (replace(TEST, day=MONDAY + DAY, start=at(14) + timedelta(days=1)), None),
        (replace(TEST, subject="LATIN"), None),
        (replace(TEST, subject=None), None),
    ],
)
def test_lesson_of_a_test(test: UpcomingTest, expected: Lesson | None) -> None:
    found = with_test(test)
    assert [x.key for x in found] == ([] if expected is None else [expected.key])
    assert all(x.status is LessonStatus.TEST for x in found)


def test_announced_by_both_pages() -> None:
    """A lesson that already has a test stays as it is."""
    known = replace(MATHS_AGAIN, test=True, status=LessonStatus.ROOM_CHANGED)
    assert with_announced_tests((known,), (TEST, TEST)) == (known,)


def test_other_status_stays() -> None:
    moved = replace(MATHS_AGAIN, status=LessonStatus.MOVED)
    (found,) = with_announced_tests((moved,), (TEST,))
    assert (found.test, found.status) == (True, LessonStatus.MOVED)


def test_canceled_lesson_has_no_test() -> None:
    canceled = replace(MATHS_AGAIN, status=LessonStatus.CANCELED)
    assert with_announced_tests((canceled,), (TEST,)) == (canceled,)
