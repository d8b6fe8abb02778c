"""Tests that the home page announces, and the lessons in which they take place."""

from collections.abc import Iterable
from dataclasses import replace

from ..client import Lesson, LessonStatus, UpcomingTest


def with_announced_tests(
    lessons: tuple[Lesson, ...], tests: Iterable[UpcomingTest]
) -> tuple[Lesson, ...]:
    """Return the lessons, with a test in those for which one is announced."""
    for test in tests:
        if (lesson := _lesson_of(test, lessons)) is not None and not lesson.test:
            lessons = tuple(_with_test(x) if x is lesson else x for x in lessons)
    return lessons


def _lesson_of(test: UpcomingTest, lessons: tuple[Lesson, ...]) -> Lesson | None:
    """Return the lesson of a test: of its subject and hour, without an hour the first of its day."""
    return next(
        (
            lesson
            for lesson in lessons
            if lesson.start.date() == test.day
            and lesson.attended
            and test.subject is not None
            and lesson.subject == test.subject
            and (test.start is None or lesson.start <= test.start < lesson.end)
        ),
        None,
    )


def _with_test(lesson: Lesson) -> Lesson:
    normal = lesson.status is LessonStatus.NORMAL
    return replace(
        lesson, test=True, status=LessonStatus.TEST if normal else lesson.status
    )
