"""What is told of each thing of the school: flat facts, ready for JSON.

Facts are what changes are found in, what is remembered, and what automations are given.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from ..client import (
    Absence,
    Delay,
    Discussion,
    Evaluation,
    Grade,
    GradeBook,
    Homework,
    Lesson,
    LessonStatus,
    Menu,
    Message,
    News,
    Observation,
    Period,
    Punishment,
    ReportCard,
    SchoolLife,
    to_json,
)

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None
type Facts = dict[str, Json]
type Shelves = dict[str, dict[str, Facts]]
"""Facts by key, on shelves that become known one by one: weeks, periods, or one for all."""

ALL = ""
"""The shelf of what has no shelves."""

LONGEST_TEXT = 2000


class Topic(StrEnum):
    """What changes at school."""

    GRADE = "grade"
    EVALUATION = "evaluation"
    HOMEWORK = "homework"
    LESSON = "lesson"
    ABSENCE = "absence"
    DELAY = "delay"
    PUNISHMENT = "punishment"
    OBSERVATION = "observation"
    NEWS = "news"
    SURVEY = "survey"
    MESSAGE = "message"
    REPORT_CARD = "report_card"
    MENU = "menu"
    PERIOD = "period"


type Told = dict[Topic, Shelves]


def tell_lessons(weeks: Mapping[date, tuple[Lesson, ...]]) -> Told:
    """Return what the timetable tells. Study hours and councils are no lessons of a child."""
    return {
        Topic.LESSON: {
            monday.isoformat(): {
                lesson.key: _lesson(lesson)
                for lesson in lessons
                if not lesson.study_hour
                and lesson.status is not LessonStatus.CLASS_COUNCIL
            }
            for monday, lessons in weeks.items()
        }
    }


def tell_homework(homework: Iterable[Homework]) -> Told:
    """Return what the homework page tells; ticks are the child's, not the school's."""
    return {Topic.HOMEWORK: {ALL: {work.key: _homework(work) for work in homework}}}


def tell_grades(book: GradeBook, periods: Iterable[Period]) -> Told:
    """Return what the grades of a period tell."""
    grades = {grade.key: _grade(grade, book.period) for grade in book.grades}
    period = next((item for item in periods if item.name == book.period), None)
    told = {
        "period": book.period,
        "start": to_json(period and period.start),
        "end": to_json(period and period.end),
    }
    return {
        Topic.GRADE: {book.period: grades},
        Topic.PERIOD: {ALL: {book.period: told}},
    }


def tell_evaluations(
    evaluations: Iterable[Evaluation], period: Period | None = None
) -> Told:
    """Return what the evaluations of a period tell."""
    found = {item.key: _evaluation(item) for item in evaluations}
    return {Topic.EVALUATION: {period.name if period else ALL: found}}


def tell_school_life(life: SchoolLife) -> Told:
    """Return what the school's office noted in a period."""
    shelf = life.period
    return {
        Topic.ABSENCE: {shelf: {item.key: _absence(item) for item in life.absences}},
        Topic.DELAY: {shelf: {item.key: _delay(item) for item in life.delays}},
        Topic.PUNISHMENT: {
            shelf: {item.key: _punishment(item) for item in life.punishments}
        },
        Topic.OBSERVATION: {
            shelf: {item.key: _observation(item) for item in life.observations}
        },
    }


def tell_news(news: Iterable[News]) -> Told:
    """Return what the news and the surveys tell."""
    told: Told = {Topic.NEWS: {ALL: {}}, Topic.SURVEY: {ALL: {}}}
    for item in news:
        topic = Topic.SURVEY if item.survey else Topic.NEWS
        told[topic][ALL][item.key] = _news(item)
    return told


def tell_discussions(
    discussions: Iterable[Discussion], opened: Mapping[str, Message]
) -> Told:
    """Return what the mailbox tells, with the last messages of discussions just opened."""
    return {
        Topic.MESSAGE: {
            ALL: {
                item.key: _discussion(item, opened.get(item.key))
                for item in discussions
            }
        }
    }


def tell_report_cards(cards: Iterable[ReportCard], periods: Iterable[Period]) -> Told:
    """Return what the report cards tell; one that is kept back leaves its shelf empty."""
    ends = {period.name: period.end for period in periods}
    return {
        Topic.REPORT_CARD: {
            card.period: {card.period: _report_card(card, ends.get(card.period))}
            if card.published
            else {}
            for card in cards
        }
    }


def tell_menus(weeks: Mapping[date, tuple[Menu, ...]]) -> Told:
    """Return what the canteen tells."""
    return {
        Topic.MENU: {
            monday.isoformat(): {
                f"{menu.date}-{menu.meal}": _menu(menu) for menu in menus if menu.dishes
            }
            for monday, menus in weeks.items()
        }
    }


def _lesson(lesson: Lesson) -> Facts:
    return {
        "subject": lesson.subject,
        "start": to_json(lesson.start),
        "end": to_json(lesson.end),
        "room": _joined(lesson.rooms),
        "teacher": _joined(lesson.teachers),
        "group": _joined(lesson.groups),
        "status": lesson.status.value,
        "status_text": lesson.status_text,
        "held": lesson.held,
        "test": lesson.test,
        "memo": _text(lesson.memo),
    }


def _homework(work: Homework) -> Facts:
    return {
        "subject": work.subject,
        "due": to_json(work.due),
        "given": to_json(work.given),
        "text": _text(work.text),
        "difficulty": to_json(work.difficulty),
        "minutes": _minutes(work.duration),
        "returned_as": to_json(work.hand_in_method),
        "files": len(work.attachments),
    }


def _grade(grade: Grade, period: str) -> Facts:
    return {
        "subject": grade.subject,
        "date": to_json(grade.date),
        "title": grade.title,
        "value": to_json(grade.value),
        "code": to_json(grade.code),
        "out_of": to_json(grade.out_of),
        "default_out_of": to_json(grade.default_out_of),
        "coefficient": to_json(grade.coefficient),
        "class_average": to_json(grade.class_average),
        "lowest": to_json(grade.lowest),
        "highest": to_json(grade.highest),
        "remark": _text(grade.comment),
        "optional": grade.optional,
        "bonus": grade.bonus,
        "scaled_to_20": grade.scaled_to_20,
        "period": period,
    }


def _evaluation(evaluation: Evaluation) -> Facts:
    return {
        "subject": evaluation.subject,
        "date": to_json(evaluation.date),
        "name": evaluation.name,
        "teacher": evaluation.teacher,
        "domain": evaluation.domain,
        "description": _text(evaluation.description),
        "coefficient": to_json(evaluation.coefficient),
        "cycles": list(evaluation.cycles),
        "acquisitions": [
            {
                "order": order,
                "name": skill.skill,
                "level": skill.level,
                "abbreviation": skill.abbreviation,
                "domain": skill.domain,
                "coefficient": to_json(skill.coefficient),
                "pillar": skill.pillar,
                "pillar_prefix": skill.pillar_prefix,
            }
            for order, skill in enumerate(evaluation.acquisitions, start=1)
        ],
    }


def _absence(absence: Absence) -> Facts:
    return {
        "start": to_json(absence.start),
        "end": to_json(absence.end),
        "ongoing": absence.ongoing,
        "hours": None if absence.hours is None else absence.hours / timedelta(hours=1),
        "half_days": to_json(absence.half_days),
        "justified": absence.justified,
        "settled": absence.settled,
        "to_justify": absence.to_justify,
        "reason": _joined(absence.reasons),
        "justification": _text(absence.justification),
    }


def _delay(delay: Delay) -> Facts:
    return {
        "start": to_json(delay.occurred_at),
        "minutes": _minutes(delay.duration),
        "justified": delay.justified,
        "settled": delay.settled,
        "to_justify": delay.to_justify,
        "reason": _joined(delay.reasons),
        "justification": _text(delay.justification),
    }


def _punishment(punishment: Punishment) -> Facts:
    first = next(iter(punishment.schedule), None)
    return {
        "date": to_json(punishment.given),
        "kind": punishment.kind.value,
        "name": punishment.name,
        "giver": punishment.given_by,
        "subject": punishment.subject,
        "exclusion": punishment.exclusion,
        "minutes": _minutes(punishment.duration),
        "reason": _joined(punishment.reasons),
        "circumstances": _text(punishment.circumstances),
        "work": _text(punishment.work),
        "detention_start": to_json(first and first.start),
        "detentions": len(punishment.schedule),
    }


def _observation(observation: Observation) -> Facts:
    return {
        "date": to_json(observation.occurred_at),
        "kind": observation.kind.value,
        "heading": observation.heading,
        "author": observation.author,
        "subject": observation.subject,
        "text": _text(observation.text),
    }


def _news(news: News) -> Facts:
    return {
        "title": news.title,
        "author": news.author,
        "category": news.category,
        "date": to_json(news.created or news.start),
        "until": to_json(news.end),
        "text": _text(news.text),
        "anonymous": news.anonymous,
    }


def _discussion(discussion: Discussion, last: Message | None) -> Facts:
    return {
        "subject": discussion.subject,
        "author": discussion.creator if last is None else last.author,
        "text": None if last is None else _text(last.text),
        "date": to_json(discussion.last_activity),
        "messages": discussion.messages,
        "unread": discussion.unread,
    }


def _report_card(card: ReportCard, end: date | None) -> Facts:
    return {
        "period": card.period,
        "date": to_json(end),
        "average": to_json(card.average),
        "class_average": to_json(card.class_average),
        "lowest": to_json(card.lowest),
        "highest": to_json(card.highest),
        "out_of": to_json(card.out_of),
        "mention": _joined(card.distinctions),
    }


def _menu(menu: Menu) -> Facts:
    return {
        "date": to_json(menu.date),
        "meal": menu.meal.value,
        "name": menu.name,
        "dishes": [dish.name for dish in menu.dishes],
    }


def _joined(words: Iterable[str]) -> str | None:
    return ", ".join(words) or None


def _minutes(length: timedelta | None) -> int | None:
    return None if length is None else round(length / timedelta(minutes=1))


def _text(text: str | None) -> str | None:
    """Shorten what would not fit in a state's attributes."""
    if text and len(text) > LONGEST_TEXT:
        return f"{text[: LONGEST_TEXT - 1]}…"
    return text or None
