"""Serialize PRONOTE objects to event data: flat dictionaries that are valid JSON.

Event data is used to detect changes, is stored in snapshots, and is the payload of events.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from ..client import (
    Absence,
    Delay,
    Discussion,
    Document,
    DocumentKind,
    Documents,
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
    RequestedPaper,
    SchoolLife,
    SignatureRequest,
    SubjectExemption,
    folded,
    to_json,
)

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None
type EventData = dict[str, Json]
type Partitions = dict[str, dict[str, EventData]]
"""Event data by key, in partitions that are fetched separately: weeks, periods, or one for all."""

SINGLE_PARTITION = ""
"""Name of the only partition of a topic that has no others."""

MAX_TEXT_LENGTH = 2000

TO_SIGN = "to_sign"
TO_HAND_IN = "to_hand_in"
"""Kinds of documents that the family has something to do with."""


class Topic(StrEnum):
    """Topics of changes."""

    GRADE = "grade"
    EVALUATION = "evaluation"
    HOMEWORK = "homework"
    LESSON = "lesson"
    DAY = "day"
    ABSENCE = "absence"
    DELAY = "delay"
    PUNISHMENT = "punishment"
    OBSERVATION = "observation"
    ANNOUNCEMENT = "announcement"
    EXEMPTION = "exemption"
    WALLET = "wallet"
    NEWS = "news"
    SURVEY = "survey"
    MESSAGE = "message"
    REPORT_CARD = "report_card"
    DOCUMENT = "document"
    MENU = "menu"
    PERIOD = "period"


type SerializedPage = dict[Topic, Partitions]


def serialize_lessons(weeks: Mapping[date, tuple[Lesson, ...]]) -> SerializedPage:
    """Serialize the lessons of a timetable, without study periods and class councils."""
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


def serialize_homework(homework: Iterable[Homework]) -> SerializedPage:
    """Serialize homework, without its done status: that is set by the child, not by the school."""
    return {
        Topic.HOMEWORK: {
            SINGLE_PARTITION: {work.key: _homework(work) for work in homework}
        }
    }


def serialize_grades(
    book: GradeBook, periods: Iterable[Period], beside: Iterable[GradeBook] = ()
) -> SerializedPage:
    """Serialize the grades of the current period and of others, oldest first."""
    period = next((item for item in periods if item.name == book.period), None)
    current = {
        "period": book.period,
        "start": to_json(period and period.start),
        "end": to_json(period and period.end),
    }
    return {
        Topic.GRADE: {
            one.period: {
                grade.key: _grade(grade, one) for grade in reversed(one.grades)
            }
            for one in (*beside, book)
        },
        Topic.PERIOD: {SINGLE_PARTITION: {book.period: current}},
    }


def serialize_evaluations(
    evaluations: Iterable[Evaluation],
    period: Period | None = None,
    earlier: Mapping[Period, Iterable[Evaluation]] | None = None,
) -> SerializedPage:
    """Serialize the evaluations of the current period and of earlier ones."""
    by_period = {
        **{term.name: found for term, found in (earlier or {}).items()},
        period.name if period else SINGLE_PARTITION: evaluations,
    }
    return {
        Topic.EVALUATION: {
            name: {item.key: _evaluation(item) for item in found}
            for name, found in by_period.items()
        }
    }


def serialize_school_life(life: SchoolLife) -> SerializedPage:
    """Serialize the school life events of a period."""
    partition = life.period
    return {
        Topic.ABSENCE: {
            partition: {item.key: _absence(item) for item in life.absences}
        },
        Topic.DELAY: {partition: {item.key: _delay(item) for item in life.delays}},
        Topic.PUNISHMENT: {
            partition: {item.key: _punishment(item) for item in life.punishments}
        },
        Topic.OBSERVATION: {
            partition: {item.key: _observation(item) for item in life.observations}
        },
        Topic.ANNOUNCEMENT: {
            partition: {item.key: _announcement(item) for item in life.announced}
        },
        Topic.EXEMPTION: {
            partition: {
                item.key: _exemption(item) for item in life.exemptions if item.announced
            }
        },
    }


def serialize_news(news: Iterable[News]) -> SerializedPage:
    """Serialize news and surveys."""
    serialized: SerializedPage = {
        Topic.NEWS: {SINGLE_PARTITION: {}},
        Topic.SURVEY: {SINGLE_PARTITION: {}},
    }
    for item in news:
        topic = Topic.SURVEY if item.survey else Topic.NEWS
        serialized[topic][SINGLE_PARTITION][item.key] = _news(item)
    return serialized


def serialize_discussions(
    discussions: Iterable[Discussion], last_messages: Mapping[str, Message]
) -> SerializedPage:
    """Serialize discussions, with the last messages of those just opened."""
    return {
        Topic.MESSAGE: {
            SINGLE_PARTITION: {
                item.key: _discussion(item, last_messages.get(item.key))
                for item in discussions
            }
        }
    }


def serialize_report_cards(
    cards: Iterable[ReportCard], periods: Iterable[Period]
) -> SerializedPage:
    """Serialize report cards; the partition of an unpublished one is empty."""
    ends = {period.name: period.end for period in periods}
    return {
        Topic.REPORT_CARD: {
            card.period: {card.period: _report_card(card, ends.get(card.period))}
            if card.published
            else {}
            for card in cards
        }
    }


def serialize_documents(page: Documents) -> SerializedPage:
    """Serialize documents, without report cards, which are a topic of their own."""
    serialized = {
        document.key: _document(document)
        for document in page.documents
        if document.kind is not DocumentKind.REPORT_CARD
    }
    serialized |= {item.key: _to_sign(item) for item in page.to_sign if item.waits}
    serialized |= {
        paper.key: _to_hand_in(paper)
        for paper in page.papers
        if paper.may_hand_in and paper.handed_in is None
    }
    return {Topic.DOCUMENT: {SINGLE_PARTITION: serialized}}


def serialize_menus(weeks: Mapping[date, tuple[Menu, ...]]) -> SerializedPage:
    """Serialize menus."""
    return {
        Topic.MENU: {
            monday.isoformat(): {
                f"{menu.date}-{menu.meal}": _menu(menu) for menu in menus if menu.dishes
            }
            for monday, menus in weeks.items()
        }
    }


def _lesson(lesson: Lesson) -> EventData:
    return {
        "subject": lesson.subject,
        "start": to_json(lesson.start),
        "end": to_json(lesson.end),
        "room": _comma_separated(lesson.rooms),
        "teacher": _comma_separated(lesson.teachers),
        "group": _comma_separated(lesson.groups),
        "status": lesson.status.value,
        "status_text": lesson.status_text,
        "held": lesson.held,
        "test": lesson.test,
        "memo": _shortened(lesson.memo),
    }


def _homework(work: Homework) -> EventData:
    return {
        "subject": work.subject,
        "due": to_json(work.due),
        "given": to_json(work.given),
        "text": _shortened(work.text),
        "difficulty": to_json(work.difficulty),
        "minutes": _minutes(work.duration),
        "hand_in_method": to_json(work.hand_in_method),
        "files": len(work.attachments),
    }


def _grade(grade: Grade, book: GradeBook) -> EventData:
    """Serialize a grade, with the average of its subject, to compare later."""
    subject = folded(grade.subject or "")
    average = next((x for x in book.subjects if folded(x.subject) == subject), None)
    return {
        "subject": grade.subject,
        "date": to_json(grade.date),
        "title": grade.title,
        "value": to_json(grade.value),
        "code": to_json(grade.code),
        "out_of": to_json(grade.out_of),
        "value_out_of_20": to_json(grade.value_out_of_20),
        "default_out_of": to_json(grade.default_out_of),
        "coefficient": to_json(grade.coefficient),
        "class_average": to_json(grade.class_average),
        "lowest": to_json(grade.lowest),
        "highest": to_json(grade.highest),
        "remark": _shortened(grade.comment),
        "optional": grade.optional,
        "bonus": grade.bonus,
        "scaled_to_20": grade.scaled_to_20,
        "period": book.period,
        "subject_average": to_json(average and average.average),
        "subject_out_of": to_json(average and average.out_of),
    }


def _evaluation(evaluation: Evaluation) -> EventData:
    return {
        "subject": evaluation.subject,
        "date": to_json(evaluation.date),
        "name": evaluation.name,
        "teacher": evaluation.teacher,
        "domain": evaluation.domain,
        "description": _shortened(evaluation.description),
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


def _absence(absence: Absence) -> EventData:
    return {
        "start": to_json(absence.start),
        "end": to_json(absence.end),
        "ongoing": absence.ongoing,
        "hours": None
        if absence.missed is None
        else absence.missed / timedelta(hours=1),
        "half_days": to_json(absence.half_days),
        "justified": absence.justified,
        "settled": absence.settled,
        "to_justify": absence.to_justify,
        "reason": _comma_separated(absence.reasons),
        "justification": _shortened(absence.justification),
    }


def _announcement(absence: Absence) -> EventData:
    return {
        "start": to_json(absence.start),
        "end": to_json(absence.end),
        "status": absence.status.value,
        "reason": absence.parent_reason,
        "text": _shortened(absence.justification),
        "message": _shortened(absence.message),
        "decided_on": to_json(absence.decided_on),
    }


def _exemption(exemption: SubjectExemption) -> EventData:
    return {
        "start": to_json(exemption.start),
        "end": to_json(exemption.end),
        "subject": exemption.subject,
        "status": exemption.status.value,
        "text": _shortened(exemption.comment),
        "message": _shortened(exemption.message),
    }


def _delay(delay: Delay) -> EventData:
    return {
        "start": to_json(delay.occurred_at),
        "minutes": _minutes(delay.duration),
        "justified": delay.justified,
        "settled": delay.settled,
        "to_justify": delay.to_justify,
        "reason": _comma_separated(delay.reasons),
        "justification": _shortened(delay.justification),
    }


def _punishment(punishment: Punishment) -> EventData:
    first = next(iter(punishment.schedule), None)
    return {
        "date": to_json(punishment.given),
        "kind": punishment.kind.value,
        "name": punishment.name,
        "given_by": punishment.given_by,
        "subject": punishment.subject,
        "exclusion": punishment.exclusion,
        "minutes": _minutes(punishment.duration),
        "sanction": to_json(punishment.sanction),
        "length": to_json(punishment.length and punishment.length.value),
        "length_unit": to_json(punishment.length and punishment.length.unit),
        "first_day": to_json(punishment.start),
        "last_day": to_json(punishment.end),
        "reason": _comma_separated(punishment.reasons),
        "circumstances": _shortened(punishment.circumstances),
        "work": _shortened(punishment.work),
        "detention_start": to_json(first and first.start),
        "detentions": len(punishment.schedule),
        "to_acknowledge": punishment.to_acknowledge,
    }


def _observation(observation: Observation) -> EventData:
    return {
        "date": to_json(observation.occurred_at),
        "kind": observation.kind.value,
        "heading": observation.heading,
        "author": observation.author,
        "subject": observation.subject,
        "text": _shortened(observation.text),
        "to_acknowledge": observation.to_acknowledge,
    }


def _news(news: News) -> EventData:
    return {
        "title": news.title,
        "author": news.author,
        "category": news.category,
        "date": to_json(news.published),
        "until": to_json(news.end),
        "text": _shortened(news.text),
        "anonymous": news.anonymous,
    }


def _discussion(discussion: Discussion, last: Message | None) -> EventData:
    return {
        "subject": discussion.subject,
        "author": discussion.creator if last is None else last.author,
        "text": None if last is None else _shortened(last.text),
        "date": to_json(discussion.last_activity),
        "messages": discussion.messages,
        "unread": discussion.unread,
    }


def _report_card(card: ReportCard, end: date | None) -> EventData:
    return {
        "period": card.period,
        "date": to_json(end),
        "average": to_json(card.average),
        "class_average": to_json(card.class_average),
        "lowest": to_json(card.lowest),
        "highest": to_json(card.highest),
        "out_of": to_json(card.out_of),
        "distinctions": _comma_separated(card.distinctions),
    }


def _document(document: Document) -> EventData:
    return {
        "kind": document.kind.value,
        "name": document.name,
        "category": document.category,
        "date": to_json(document.published),
        "until": to_json(document.until),
        "author": document.author,
        "text": _shortened(document.comment),
    }


def _to_sign(item: SignatureRequest) -> EventData:
    return {
        "kind": TO_SIGN,
        "name": item.name,
        "category": None,
        "date": to_json(item.sent_on),
        "until": None,
        "author": item.requested_by,
        "text": None,
    }


def _to_hand_in(paper: RequestedPaper) -> EventData:
    return {
        "kind": TO_HAND_IN,
        "name": paper.name,
        "category": None,
        "date": None,
        "until": to_json(paper.due),
        "author": None,
        "text": _shortened(paper.message),
    }


def _menu(menu: Menu) -> EventData:
    return {
        "date": to_json(menu.date),
        "meal": menu.meal.value,
        "name": menu.name,
        "dishes": [dish.name for dish in menu.dishes],
    }


def _comma_separated(words: Iterable[str]) -> str | None:
    return ", ".join(words) or None


def _minutes(length: timedelta | None) -> int | None:
    return None if length is None else round(length / timedelta(minutes=1))


def _shortened(text: str | None) -> str | None:
    """Shorten a text to fit in state attributes."""
    if text and len(text) > MAX_TEXT_LENGTH:
        return f"{text[: MAX_TEXT_LENGTH - 1]}…"
    return text or None
