"""Attributes of the hass-pronote sensors, with the names and types of hass-pronote.

Numbers are strings as PRONOTE writes them, durations are strings, dates are dates, and datetimes
have the school's time without a time zone. The URLs of files are signed ones of this Home
Assistant; those of hass-pronote expired with its session. Content that takes one request per item (the text of a news item) is
included only if it was already fetched.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from homeassistant.util import slugify

from ..client import (
    Absence,
    Attachment,
    AttachmentKind,
    Course,
    Delay,
    Dish,
    Evaluation,
    Grade,
    GradeCode,
    Homework,
    Lesson,
    LessonStatus,
    Meal,
    Menu,
    News,
    Period,
    Punishment,
    SubjectAverage,
    to_json,
)
from ..files.location import CURRENT, FileSource
from ..school_day.lunch import find_lunch

type Element = dict[str, Any]

type FileUrl = Callable[[FileSource, str, Attachment], str | None]
"""Return the URL of a file, from what it is attached to."""

SHORT_DESCRIPTION_LENGTH = 125

GRADE_CODES: Final = {
    GradeCode.ABSENT: "Absent",
    GradeCode.EXEMPTED: "Dispense",
    GradeCode.NOT_GRADED: "NonNote",
    GradeCode.UNFIT: "Inapte",
    GradeCode.NOT_HANDED_IN: "NonRendu",
    GradeCode.ABSENT_ZERO: "AbsentZero",
    GradeCode.NOT_HANDED_IN_ZERO: "NonRenduZero",
    GradeCode.CONGRATULATIONS: "Felicitations",
}


def lesson(item: Lesson, noon: time) -> Element:
    """Return a lesson."""
    detention = item.status is LessonStatus.DETENTION
    return {
        "start_at": naive(item.start),
        "end_at": naive(item.end),
        "start_time": f"{item.start:%H:%M}",
        "end_time": f"{item.end:%H:%M}",
        "lesson": "RETENUE" if detention else item.subject or "autre",
        "classroom": _comma_separated(item.rooms),
        "canceled": not item.held,
        "status": item.status_text,
        "background_color": item.color,
        "teacher_name": _comma_separated(item.teachers),
        "teacher_names": [*item.teachers],
        "classrooms": [*item.rooms],
        "outing": item.status is LessonStatus.OUTING,
        "memo": item.memo,
        "group_name": _comma_separated(item.groups),
        "group_names": [*item.groups],
        "exempted": item.exempted,
        "virtual_classrooms": [link.url for link in item.links],
        "num": item.priority,
        "detention": detention,
        "test": item.test,
        "is_morning": item.start.time() < noon,
        "is_afternoon": item.start.time() >= noon,
    }


def timetable(
    lessons: Iterable[Lesson],
    noon: time,
    canteen: tuple[time, time] | None,
    *,
    one_day: bool,
) -> Element:
    """Serialize lessons, with a summary of the day."""
    listed = [item for item in lessons if not item.superseded]
    held = [item for item in listed if item.held]
    timetable_data: Element = {
        "lessons": [lesson(item, noon) for item in listed],
        "canceled_lessons_counter": len(listed) - len(held),
        "day_start_at": naive(held[0].start) if held else None,
        "day_end_at": naive(held[-1].end) if held and one_day else None,
    }
    if one_day:
        start, end = _lunch_break(held, noon, canteen)
        timetable_data["lunch_break_start_at"] = naive(start)
        timetable_data["lunch_break_end_at"] = naive(end)
    return timetable_data


def _lunch_break(
    held: list[Lesson], noon: time, canteen: tuple[time, time] | None
) -> tuple[datetime | None, datetime | None]:
    """Return the start and the end of lunch; one of them in a half-day.

    Without hours of the canteen, `noon` cuts the day in two, as in hass-pronote.
    """
    if canteen is None:
        ends = [item.end for item in held if item.end.time() < noon]
        starts = [item.start for item in held if item.start.time() >= noon]
        return ends[-1] if ends else None, starts[0] if starts else None
    lessons = [item for item in held if not item.lunch_break]
    in_class = [item for item in lessons if not item.study_hour]
    # A study hour at noon is the time to eat, if there is no other.
    if lunch := find_lunch(lessons, canteen) or find_lunch(in_class, canteen):
        return lunch.start, lunch.end
    if not lessons:
        return None, None
    first, last = lessons[0].start, max(item.end for item in lessons)
    return (
        last if last.time() <= canteen[1] else None,
        first if first.time() >= canteen[0] else None,
    )


def homework(item: Homework, url: FileUrl) -> Element:
    """Serialize a homework item."""
    return {
        "date": item.due,
        "subject": item.subject,
        "short_description": item.text[:SHORT_DESCRIPTION_LENGTH],
        "description": item.text,
        "done": item.done,
        "background_color": item.color,
        "files": _files(
            item.attachments, FileSource.HOMEWORK, item.due.isoformat(), url
        ),
    }


def grade(item: Grade) -> Element:
    """Return a grade."""
    value = GRADE_CODES[item.code] if item.code else format_decimal(item.value)
    out_of = format_decimal(item.out_of)
    return {
        "date": item.date,
        "subject": item.subject,
        "comment": item.title or "",
        "grade": value,
        "out_of": out_of,
        "default_out_of": format_decimal(item.default_out_of),
        "grade_out_of": f"{value}/{out_of}",
        "coefficient": format_decimal(item.coefficient),
        "class_average": format_decimal(item.class_average),
        "max": format_decimal(item.highest),
        "min": format_decimal(item.lowest),
        "is_bonus": item.bonus,
        "is_optionnal": item.optional,
        "is_out_of_20": item.scaled_to_20,
    }


def average(item: SubjectAverage) -> Element:
    """Return the averages of a subject."""
    return {
        "average": format_decimal(item.average),
        "class": format_decimal(item.class_average),
        "max": format_decimal(item.highest),
        "min": format_decimal(item.lowest),
        "out_of": format_decimal(item.out_of),
        "default_out_of": format_decimal(item.out_of),
        "subject": item.subject,
        "background_color": item.color,
    }


def absence(item: Absence) -> Element:
    """Return an absence."""
    return {
        "from": naive(item.start),
        "to": naive(item.end),
        "justified": item.justified,
        "hours": _hours(item.missed),
        "days": to_json(item.half_days),
        "reason": _comma_separated(item.reasons) or "",
    }


def delay(item: Delay) -> Element:
    """Return a delay."""
    return {
        "date": naive(item.occurred_at),
        "minutes": _minutes(item.duration),
        "justified": item.justified,
        "justification": item.justification or "",
        "reasons": _comma_separated(item.reasons) or "",
    }


def evaluation(item: Evaluation) -> Element:
    """Return an assessment of skills."""
    return {
        "name": item.name,
        "domain": item.domain,
        "date": item.date,
        "subject": item.subject,
        "description": item.description,
        "coefficient": to_json(item.coefficient),
        "paliers": [*item.cycles],
        "teacher": item.teacher,
        "acquisitions": [
            {
                "order": order,
                "name": skill.skill,
                "abbreviation": skill.abbreviation,
                "level": skill.level,
                "domain": skill.domain,
                "coefficient": to_json(skill.coefficient),
                "pillar": skill.pillar,
                "pillar_prefix": skill.pillar_prefix,
            }
            for order, skill in enumerate(item.acquisitions, 1)
        ],
    }


def punishment(item: Punishment, url: FileUrl) -> Element:
    """Return a punishment."""
    return {
        "date": f"{item.given:%Y-%m-%d}",
        "subject": not item.outside_lessons,
        "reasons": [*item.reasons],
        "circumstances": item.circumstances,
        "nature": item.name,
        "duration": str(item.duration),
        "homework": item.work,
        "exclusion": item.exclusion,
        "during_lesson": not item.outside_lessons,
        "homework_documents": _files(
            item.attachments, FileSource.SCHOOL_LIFE, CURRENT, url
        ),
        "circumstance_documents": [],
        "giver": item.given_by,
        "schedule": [
            {"start": naive(slot.start), "duration": str(slot.duration)}
            for slot in item.schedule
        ],
        "schedulable": bool(item.schedule),
    }


def menu(item: Menu) -> Element:
    """Return a meal of the canteen."""
    courses = {
        "first_meal": Course.STARTER,
        "main_meal": Course.MAIN,
        "side_meal": Course.SIDE,
        "other_meal": Course.DRINK,
        "cheese": Course.CHEESE,
        "dessert": Course.DESSERT,
    }
    return {
        "name": item.name,
        "date": f"{item.date:%Y-%m-%d}",
        "is_lunch": item.meal is Meal.LUNCH,
        "is_dinner": item.meal is Meal.DINNER,
    } | {name: _dishes(item.course(course)) for name, course in courses.items()}


def _dishes(dishes: Iterable[Dish]) -> list[Element]:
    return [
        {
            "name": dish.name,
            "labels": [
                {"name": label.name, "color": label.color} for label in dish.labels
            ],
        }
        for dish in dishes
    ]


def news(item: News, url: FileUrl) -> Element:
    """Serialize a news item or a survey."""
    return {
        "author": item.author,
        "title": item.title,
        "read": item.read,
        "creation_date": naive(item.created),
        "start_date": naive(item.start),
        "end_date": naive(item.end),
        "category": item.category,
        "survey": item.survey,
        "anonymous_response": item.anonymous,
        "attachments": _files(item.attachments, FileSource.NEWS, item.key, url),
        "template": False,
        "shared_template": False,
        "content": item.text,
    }


def period(item: Period, current: Period | None) -> Element:
    """Return a period of the school year."""
    return {
        "id": slugify(item.name),
        "name": item.name,
        "start": _midnight(item.start),
        "end": _midnight(item.end),
        "is_current_period": current is not None and item.key == current.key,
    }


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.min)


def naive[_MomentT: date | None](moment: _MomentT) -> _MomentT | datetime:
    """Return a datetime without its time zone, and anything else as it is."""
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment


def _files(
    attachments: Iterable[Attachment], source: FileSource, ref: str, url: FileUrl
) -> list[Element]:
    return [
        {
            "name": item.name,
            "url": url(source, ref, item),
            "type": 0 if item.kind is AttachmentKind.LINK else 1,
        }
        for item in attachments
    ]


def format_decimal(value: Decimal | None) -> str:
    """Return a number as PRONOTE writes it: "12,00", but "20" out of how much it is."""
    return "" if value is None else f"{value:f}".replace(".", ",")


def _hours(length: timedelta | None) -> str | None:
    """Return a duration such as "1h30"."""
    if length is None:
        return None
    hours, minutes = divmod(_minutes(length), 60)
    return f"{hours}h{minutes:02}"


def _comma_separated(words: Iterable[str]) -> str | None:
    return ", ".join(words) or None


def _minutes(length: timedelta | None) -> int:
    return 0 if length is None else round(length / timedelta(minutes=1))
