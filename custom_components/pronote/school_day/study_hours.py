"""Study hours: whether they count as lessons in the day of a child, chosen in the options."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from ..client import Lesson
from ..const import CONF_CHILDREN, CONF_STUDY_HOURS


class StudyHours(StrEnum):
    """When study hours count for wake-up, departure, next lesson and end of the day."""

    ALWAYS = "always"
    BETWEEN_LESSONS = "between_lessons"
    NEVER = "never"


DEFAULT = StudyHours.BETWEEN_LESSONS


def study_hours(options: Mapping[str, Any], pupil_key: str) -> StudyHours:
    """Return the choice for a child from the options of its account."""
    chosen = options.get(CONF_CHILDREN, {}).get(pupil_key, {}).get(CONF_STUDY_HOURS)
    return StudyHours(chosen) if chosen in set(StudyHours) else DEFAULT


def counted(lessons: Iterable[Lesson], choice: StudyHours) -> list[Lesson]:
    """Return the lessons of one day that count. Study hours are attended ones."""
    attended = [lesson for lesson in lessons if lesson.attended]
    real = [lesson for lesson in attended if not lesson.study_hour]
    if choice is StudyHours.ALWAYS:
        return attended
    if choice is StudyHours.NEVER or not real:
        return real
    first = min(lesson.start for lesson in real)
    last = max(lesson.end for lesson in real)
    return [
        lesson
        for lesson in attended
        if not lesson.study_hour or (first < lesson.start and lesson.end < last)
    ]
