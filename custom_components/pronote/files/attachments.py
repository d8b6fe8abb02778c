"""Files that are attached to the items of a page: to which item, and of which day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..client import (
    AgendaEvent,
    Attachment,
    GradeBook,
    Homework,
    LessonContents,
    SchoolLife,
    Thread,
)


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file, with the title and the date of the item that it is attached to."""

    attached_to: str | None
    day: date | None
    file: Attachment


def homework_files(homework: Iterable[Homework]) -> list[AttachedFile]:
    """Return the files of homework."""
    return [
        AttachedFile(work.subject, work.due, file)
        for work in homework
        for file in work.files
    ]


def contents_files(lessons: Iterable[LessonContents]) -> list[AttachedFile]:
    """Return the files of the contents of lessons."""
    return [
        AttachedFile(lesson.subject, lesson.start.date(), file)
        for lesson in lessons
        for part in lesson.contents
        for file in part.attachments
    ]


def agenda_files(events: Iterable[AgendaEvent]) -> list[AttachedFile]:
    """Return the files of agenda events."""
    return [
        AttachedFile(event.name, event.start.date(), file)
        for event in events
        for file in event.attachments
    ]


def grade_files(book: GradeBook) -> list[AttachedFile]:
    """Return the files of the tests of a period."""
    return [
        AttachedFile(grade.subject, grade.date, file)
        for grade in book.grades
        for file in grade.attachments
    ]


def school_life_files(life: SchoolLife) -> list[AttachedFile]:
    """Return the files of the punishments of a period."""
    return [
        AttachedFile(event.name, event.given.date(), file)
        for event in life.punishments
        for file in event.attachments
    ]


def thread_files(thread: Thread) -> list[AttachedFile]:
    """Return the files of a discussion."""
    return [
        AttachedFile(
            thread.discussion.subject, message.sent_at and message.sent_at.date(), file
        )
        for message in thread.messages
        for file in message.attachments
    ]
