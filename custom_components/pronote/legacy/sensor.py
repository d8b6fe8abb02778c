"""Sensors of hass-pronote, for existing cards and templates. They are enabled by an option.

Their lists are in attributes, which are not recorded. States are computed on each update, without
additional requests: they contain only what the pages already returned. The "fortnight" ends with
the last known week. The sensors of closed periods are an exception. The secret URL of the iCal calendar is not a state any more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
)
from homeassistant.const import MATCH_ALL, EntityCategory, Platform
from homeassistant.helpers.typing import StateType
from homeassistant.util import slugify

from ..client import (
    Attachment,
    AttachmentKind,
    Evaluation,
    GradeBook,
    Homework,
    Lesson,
    Menu,
    News,
    Period,
    Pupil,
    SchoolLife,
)
from ..const import DOMAIN
from ..coordinator.base import PronoteCoordinator
from ..coordinator.weekly import Weeks
from ..entity import PronoteEntity
from ..files.location import FileCollection, FileSource, async_sign_url
from ..school_day.days import DAY, SchoolDays
from ..school_day.morning import margins
from ..targets import AccountTarget
from . import attributes as legacy_attributes
from .children import lunch_break
from .common import closed_periods, common_attributes, period_attributes
from .names import LegacySuffix, legacy_key

FORTNIGHT: Final = timedelta(days=15)
WEEK: Final = timedelta(days=7)
MAX_GRADES, MAX_EVALUATIONS = 10, 14

_STATUS: Final = {
    "connection_failed": "unreachable",
    "busy": "maintenance",
    "site_closed": "maintenance",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorContext:
    """What a sensor can use besides the data of its page."""

    pupil: Pupil
    days: SchoolDays
    noon: time
    wake_up: timedelta
    url: legacy_attributes.FileUrl

    @property
    def current(self) -> Period | None:
        """The current period."""
        return self.pupil.current_period

    @property
    def dated(self) -> list[Period]:
        """The periods with a start and an end; hass-pronote knew no other."""
        return [item for item in self.pupil.periods if item.start and item.end]

    @property
    def previous(self) -> list[Period]:
        """The closed periods of the same kind as the current one."""
        return closed_periods(self.pupil)

    @property
    def active(self) -> list[Period]:
        """The closed periods and the current one, each of which has sensors."""
        return [*self.previous, *([self.current] if self.current else [])]

    @property
    def next_alarm(self) -> datetime | None:
        """When the child wakes up, before the first lesson ahead."""
        first = self.days.first_lesson_ahead
        return None if first is None else first.start - self.wake_up

    def periods(self, items: list[Period]) -> legacy_attributes.Element:
        """Return periods as an attribute."""
        return {
            "periods": [legacy_attributes.period(item, self.current) for item in items]
        }


@dataclass(frozen=True, kw_only=True)
class LegacyDescription[_DataT](SensorEntityDescription):
    """Description of a legacy sensor."""

    suffix: str
    value_fn: Callable[[_DataT, SensorContext], StateType | datetime]
    attributes_fn: Callable[[_DataT, SensorContext], legacy_attributes.Element]
    by_period: bool = False


def _description[_DataT](
    suffix: LegacySuffix,
    value: Callable[[_DataT, SensorContext], StateType | datetime],
    attributes: Callable[[_DataT, SensorContext], legacy_attributes.Element],
    *,
    by_period: bool = False,
    options: list[str] | None = None,
    device_class: SensorDeviceClass | None = None,
) -> LegacyDescription[_DataT]:
    return LegacyDescription(
        key=legacy_key(suffix),
        translation_key=legacy_key(suffix),
        suffix=suffix,
        value_fn=value,
        attributes_fn=attributes,
        by_period=by_period,
        device_class=SensorDeviceClass.ENUM if options else device_class,
        options=options,
    )


def _day(
    suffix: LegacySuffix, day: Callable[[SchoolDays], date | None]
) -> LegacyDescription[Weeks[Lesson]]:
    """Describe the lessons of one day."""

    def lessons(context: SensorContext) -> tuple[Lesson, ...]:
        chosen = day(context.days)
        return () if chosen is None else context.days.announced_on(chosen)

    return _description(
        suffix,
        lambda _, context: sum(not item.superseded for item in lessons(context)),
        lambda _, context: legacy_attributes.timetable(
            lessons(context),
            context.noon,
            context.days.calendar.lunch,
            one_day=True,
        ),
    )


def _fortnight(context: SensorContext) -> list[Lesson]:
    today = context.days.today
    return [
        item
        for n in range(FORTNIGHT.days + 1)
        for item in context.days.announced_on(today + n * DAY)
    ]


def _upcoming_homework(
    homework: tuple[Homework, ...], context: SensorContext, last: timedelta | None
) -> list[Homework]:
    today = context.days.today
    return sorted(
        (
            work
            for work in homework
            if today <= work.due and (last is None or work.due <= today + last)
        ),
        key=lambda work: work.due,
    )


def _homework(
    suffix: LegacySuffix, last: timedelta | None
) -> LegacyDescription[tuple[Homework, ...]]:
    return _description(
        suffix,
        lambda data, context: len(_upcoming_homework(data, context, last)),
        lambda data, context: {
            "homework": [
                legacy_attributes.homework(work, context.url)
                for work in _upcoming_homework(data, context, last)
            ],
            "todo_counter": sum(
                not work.done for work in _upcoming_homework(data, context, last)
            ),
        },
    )


def _upcoming_meals(data: Weeks[Menu], context: SensorContext) -> list[Menu]:
    first = context.days.today
    return [
        menu
        for monday in sorted(data)
        for menu in data[monday]
        if first <= menu.date <= first + WEEK
    ]


def _recent_news(data: tuple[News, ...], context: SensorContext) -> list[News]:
    since = context.days.now - WEEK
    recent = [item for item in data if item.created is None or item.created >= since]
    return sorted(recent, key=lambda item: item.created or since, reverse=True)


TIMETABLE: Final[tuple[LegacyDescription[Weeks[Lesson]], ...]] = (
    _day(LegacySuffix.TODAY, lambda days: days.today),
    _day(LegacySuffix.TOMORROW, lambda days: days.today + DAY),
    _day(LegacySuffix.NEXT_DAY, lambda days: days.next_school_day),
    _description(
        LegacySuffix.FORTNIGHT,
        lambda _, context: sum(not item.superseded for item in _fortnight(context)),
        lambda _, context: legacy_attributes.timetable(
            _fortnight(context),
            context.noon,
            context.days.calendar.lunch,
            one_day=False,
        ),
    ),
    _description(
        LegacySuffix.CURRENT_PERIOD,
        lambda _, context: None if context.current is None else context.current.name,
        lambda _, context: (
            legacy_attributes.period(context.current, context.current)
            if context.current
            else {}
        ),
    ),
    _description(
        LegacySuffix.PERIODS,
        lambda _, context: len(context.dated),
        lambda _, context: context.periods(context.dated),
    ),
    _description(
        LegacySuffix.PREVIOUS_PERIODS,
        lambda _, context: len(context.previous),
        lambda _, context: context.periods(context.previous),
    ),
    _description(
        LegacySuffix.ACTIVE_PERIODS,
        lambda _, context: len(context.active),
        lambda _, context: context.periods(context.active),
    ),
)
HOMEWORK: Final = (
    _homework(LegacySuffix.HOMEWORK, None),
    _homework(LegacySuffix.FORTNIGHT_HOMEWORK, FORTNIGHT),
)
GRADES: Final[tuple[LegacyDescription[GradeBook], ...]] = (
    _description(
        LegacySuffix.GRADES,
        lambda book, _: len(book.grades),
        lambda book, _: {
            "grades": [
                legacy_attributes.grade(item) for item in book.grades[:MAX_GRADES]
            ]
        },
        by_period=True,
    ),
    _description(
        LegacySuffix.AVERAGES,
        lambda book, _: len(book.subjects),
        lambda book, _: {
            "averages": sorted(
                (legacy_attributes.average(item) for item in book.subjects),
                key=lambda item: str(item["subject"]),
            )
        },
        by_period=True,
    ),
)
EVALUATIONS: Final[tuple[LegacyDescription[tuple[Evaluation, ...]], ...]] = (
    _description(
        LegacySuffix.EVALUATIONS,
        lambda data, _: len(data),
        lambda data, _: {
            "evaluations": [
                legacy_attributes.evaluation(item)
                for item in sorted(
                    sorted(data, key=lambda item: item.name or ""),
                    key=lambda item: item.date,
                    reverse=True,
                )[:MAX_EVALUATIONS]
            ]
        },
        by_period=True,
    ),
)
SCHOOL_LIFE: Final[tuple[LegacyDescription[SchoolLife], ...]] = (
    _description(
        LegacySuffix.ABSENCES,
        lambda life, _: len(life.absences),
        lambda life, _: {
            "absences": [legacy_attributes.absence(item) for item in life.absences]
        },
        by_period=True,
    ),
    _description(
        LegacySuffix.DELAYS,
        lambda life, _: len(life.delays),
        lambda life, _: {
            "delays": [legacy_attributes.delay(item) for item in life.delays]
        },
        by_period=True,
    ),
    _description(
        LegacySuffix.PUNISHMENTS,
        lambda life, _: len(life.punishments),
        lambda life, context: {
            "punishments": [
                legacy_attributes.punishment(item, context.url)
                for item in life.punishments
            ]
        },
        by_period=True,
    ),
)
MENUS: Final[tuple[LegacyDescription[Weeks[Menu]], ...]] = (
    _description(
        LegacySuffix.MENUS,
        lambda data, context: len(_upcoming_meals(data, context)),
        lambda data, context: {
            "menus": [
                legacy_attributes.menu(item) for item in _upcoming_meals(data, context)
            ]
        },
    ),
)
NEWS: Final[tuple[LegacyDescription[tuple[News, ...]], ...]] = (
    _description(
        LegacySuffix.NEWS,
        lambda data, context: len(_recent_news(data, context)),
        lambda data, context: {
            "unread_count": sum(not item.read for item in _recent_news(data, context)),
            "information_and_surveys": [
                legacy_attributes.news(item, context.url)
                for item in _recent_news(data, context)
            ],
        },
    ),
)
CLASS: Final[LegacyDescription[Weeks[Lesson]]] = _description(
    LegacySuffix.CLASS, lambda _, context: context.pupil.school_class, lambda _, __: {}
)
OVERALL_AVERAGE: Final[LegacyDescription[GradeBook]] = _description(
    LegacySuffix.OVERALL_AVERAGE,
    lambda book, _: legacy_attributes.format_decimal(book.overall_average) or None,
    lambda _, __: {},
    by_period=True,
)
NEXT_ALARM: Final[LegacyDescription[Weeks[Lesson]]] = _description(
    LegacySuffix.NEXT_ALARM,
    lambda _, context: context.next_alarm,
    lambda _, __: {},
    device_class=SensorDeviceClass.TIMESTAMP,
)
SERVER_STATUS: Final[LegacyDescription[Weeks[Lesson]]] = _description(
    LegacySuffix.SERVER_STATUS,
    lambda _, __: None,
    lambda _, __: {},
    options=["operational", "maintenance", "error", "unreachable"],
)


class LegacySensor[_DataT](PronoteEntity[_DataT], SensorEntity):
    """A legacy sensor."""

    _unrecorded_attributes = frozenset({MATCH_ALL})
    entity_description: LegacyDescription[_DataT]

    def __init__(
        self,
        coordinator: PronoteCoordinator[_DataT],
        pupil: Pupil,
        description: LegacyDescription[_DataT],
    ) -> None:
        """Initialize the sensor. Cards derive other entity IDs from its entity ID."""
        super().__init__(coordinator, pupil, Platform.SENSOR, description)
        object_id = slugify(f"{DOMAIN} {pupil.name} {description.suffix}")
        self.entity_id = f"{Platform.SENSOR}.{object_id}"
        self._urls: dict[str, str] = {}
        self._signed_on: date | None = None

    @property
    def _sensor_context(self) -> SensorContext:
        account = self.coordinator.connection.account
        options = self.coordinator.config_entry.options
        return SensorContext(
            pupil=account.pupil(self._pupil.key) or self._pupil,
            days=self.school_days,
            noon=lunch_break(options, self._pupil.key),
            wake_up=margins(options, self._pupil.key).wake_up,
            url=self._file_url,
        )

    def _file_url(self, source: FileSource, ref: str, file: Attachment) -> str | None:
        """Return the signed URL of a file, or the address of a link.

        URLs are signed for a day. At midnight, when every state is written, they are renewed.
        """
        if file.kind is AttachmentKind.LINK:
            return file.url
        if self._signed_on != (today := self.school_days.today):
            self._urls.clear()
            self._signed_on = today
        target = AccountTarget(self.coordinator.config_entry, self._pupil)
        collection = FileCollection.of(target, source, ref)
        path = collection.locate(file.key, file.name).path
        if path not in self._urls:
            self._urls[path] = async_sign_url(self.hass, path, for_everybody=True)
        return self._urls[path]

    @property
    @override
    def native_value(self) -> StateType | datetime:
        return self.entity_description.value_fn(self.data, self._sensor_context)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        return (
            self._common
            | self._about_period
            | self.entity_description.attributes_fn(self.data, self._sensor_context)
        )

    @property
    def _common(self) -> dict[str, Any]:
        return common_attributes(self.coordinator, self._pupil, self.device_entry)

    @property
    def _about_period(self) -> dict[str, Any]:
        if not self.entity_description.by_period:
            return {}
        current = self._sensor_context.current
        return period_attributes(current, current)


class LegacyClass(LegacySensor[Weeks[Lesson]]):
    """Class of a child."""

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        return self._common | {
            "class_name": self._sensor_context.pupil.school_class,
            "establishment": self.coordinator.connection.client.account.school.name,
        }


class LegacyServerStatus(LegacySensor[Weeks[Lesson]]):
    """Status of the PRONOTE server, from the result of the last request."""

    _attr_entity_category = EntityCategory.DIAGNOSTIC

    @property
    @override
    def available(self) -> bool:
        return True

    @property
    @override
    def native_value(self) -> str:
        if (cooldown := self.coordinator.connection.budget.cooldown) is not None:
            return _STATUS.get(cooldown.reason, "error")
        return "operational" if self.coordinator.last_update_success else "error"

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        last: datetime = self.coordinator.last_successful_update
        return {
            "http_status": 200 if self.native_value == "operational" else None,
            "last_checked": last.isoformat(),
            "probed_url": f"{self.coordinator.connection.client.account.school.url}/",
        }
