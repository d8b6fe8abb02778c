"""Making things happen in the world, as a school's staff would."""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from secrets import token_hex
from typing import Any

from tests.school.model.build import SchoolModel
from tests.school.model.people import Pupil
from tests.school.model.timetable_grids import SUBJECTS
from tests.school.model.types import Lesson, Subject

type EventResult = dict[str, Any]
type EventHandler = Callable[[EventContext], EventResult]

EVENTS: dict[str, EventHandler] = {}


class UnknownEventError(ValueError):
    """Nothing of this name can happen."""


class ImpossibleEventError(ValueError):
    """It cannot happen now: there is no lesson, pupil or subject for it."""


@dataclass(frozen=True, slots=True)
class EventContext:
    """What a happening is given: the world, the moment and the wished details."""

    model: SchoolModel
    now: datetime
    details: dict[str, Any]

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def school_day(self) -> date:
        """Today, or the next day of school."""
        return self.model.year.next_school_day(self.today)

    @property
    def pupil(self) -> Pupil:
        """The pupil of `pupil` (a first name is enough), else the first one."""
        name = self.details.get("pupil")
        return self.model.pupil(str(name)) if name else self.model.pupils[0]

    @property
    def subject(self) -> Subject:
        """The subject of `subject` (its code or name), else mathematics."""
        return self.requested_subject or SUBJECTS["MATH"]

    @property
    def requested_subject(self) -> Subject | None:
        wanted = str(self.details.get("subject") or "")
        for code, subject in SUBJECTS.items():
            if wanted and wanted.upper() in (code, subject.name):
                return subject
        if wanted:
            raise ImpossibleEventError(f"no subject {wanted}")
        return None

    def text(self, name: str, default: str) -> str:
        return str(self.details.get(name, default))

    def number(self, name: str, default: str) -> Decimal:
        return Decimal(str(self.details.get(name, default)).replace(",", "."))

    def day(self, name: str, default: date) -> date:
        value = self.details.get(name)
        return date.fromisoformat(str(value)) if value else default

    def next_lesson(self, wanted: Callable[[Lesson], bool] | None = None) -> Lesson:
        """The next lesson which is not over, of a day or a subject if asked."""
        day, subject = self.details.get("date"), self.requested_subject
        for lesson in self.pupil.lessons_between(self.today, self.model.year.last_day):
            if lesson.end <= self.now or lesson.subject is None:
                continue
            if day and lesson.day != date.fromisoformat(str(day)):
                continue
            if subject and lesson.subject != subject:
                continue
            if wanted(lesson) if wanted else not lesson.canceled:
                return lesson
        raise ImpossibleEventError("no such lesson ahead")

    def uid(self, kind: str) -> str:
        return f"{kind}-{token_hex(6)}"


def school_event(name: str) -> Callable[[EventHandler], EventHandler]:
    """Declare something which may happen."""

    def declare(make: EventHandler) -> EventHandler:
        EVENTS[name] = make
        return make

    return declare


def trigger_event(
    model: SchoolModel, now: datetime, what: str, details: dict[str, Any]
) -> EventResult:
    """Make something happen; the description is ready for JSON."""
    make = EVENTS.get(what)
    if make is None:
        raise UnknownEventError(what)
    try:
        result = make(EventContext(model, now.replace(microsecond=0), details))
    except KeyError as error:
        raise ImpossibleEventError(f"there is no {error.args[0]}") from error
    return {"what": what, **{key: plain(value) for key, value in result.items()}}


def plain(value: Any) -> Any:
    """A value of the world, ready for JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Pupil):
            return value.name
        if isinstance(value, Subject):
            return value.name
        told = {one.name: getattr(value, one.name) for one in fields(value)}
        return {key: plain(one) for key, one in told.items() if one is not None}
    match value:
        case Enum():
            return value.name.lower()
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case bytes():
            return len(value)
        case list() | tuple() | frozenset():
            return [plain(one) for one in value]
        case _:
            return value
