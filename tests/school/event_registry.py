"""Registry of the events that change the school data."""

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
    """Error for an event name that is not registered."""


class ImpossibleEventError(ValueError):
    """Error for an event whose lesson, pupil or subject does not exist."""


@dataclass(frozen=True, slots=True)
class EventContext:
    """Input of an event: the school data, the current time and the requested details."""

    model: SchoolModel
    now: datetime
    details: dict[str, Any]

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def school_day(self) -> date:
        """Return today, or the next school day."""
        return self.model.year.next_school_day(self.today)

    @property
    def pupil(self) -> Pupil:
        """Return the pupil named by `pupil` (full or first name), or the first pupil."""
        name = self.details.get("pupil")
        return self.model.pupil(str(name)) if name else self.model.pupils[0]

    @property
    def subject(self) -> Subject:
        """Return the subject given by `subject` (code or name), or mathematics."""
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
        """Return the next lesson that is not over, of the requested day or subject."""
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
    """Register a function as the handler of an event."""

    def declare(make: EventHandler) -> EventHandler:
        EVENTS[name] = make
        return make

    return declare


def trigger_event(
    model: SchoolModel, now: datetime, what: str, details: dict[str, Any]
) -> EventResult:
    """Apply an event and return its description, ready for JSON."""
    make = EVENTS.get(what)
    if make is None:
        raise UnknownEventError(what)
    try:
        result = make(EventContext(model, now.replace(microsecond=0), details))
    except KeyError as error:
        raise ImpossibleEventError(f"there is no {error.args[0]}") from error
    return {"what": what, **{key: plain(value) for key, value in result.items()}}


def plain(value: Any) -> Any:
    """Return a model value in a form ready for JSON."""
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
