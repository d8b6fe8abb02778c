"""Calendars: the lessons and the menus, of whichever days are looked at."""

from abc import abstractmethod
from datetime import datetime
from typing import ClassVar, override

from homeassistant.components.calendar import (
    CalendarEntity,
    CalendarEntityDescription,
    CalendarEvent,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.translation import async_translate_state_attr

from .client import Lesson, LessonStatus, Meal, Menu, Pupil
from .const import CONF_CANCELLED_LESSONS, DOMAIN
from .coordinator import PronoteConfigEntry, WeeklyCoordinator, Weeks
from .entity import PronoteEntity, async_add_children
from .school_day import DAY
from .titles import lesson_title, main_dishes

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the calendars of each child."""
    data = entry.runtime_data
    async_add_children(
        data.timetable,
        async_add_entities,
        lambda pupil: [LessonsCalendar(data.timetable, pupil)],
    )
    async_add_children(
        data.menus,
        async_add_entities,
        lambda pupil: [MenusCalendar(data.menus, pupil)],
    )


class PronoteCalendar[_ItemT](PronoteEntity[Weeks[_ItemT]], CalendarEntity):
    """A calendar of a child."""

    coordinator: WeeklyCoordinator[_ItemT]
    key: ClassVar[str]

    def __init__(self, coordinator: WeeklyCoordinator[_ItemT], pupil: Pupil) -> None:
        """Name the calendar."""
        super().__init__(
            coordinator,
            pupil,
            Platform.CALENDAR,
            CalendarEntityDescription(key=self.key, translation_key=self.key),
        )

    @abstractmethod
    def _event(self, item: _ItemT) -> CalendarEvent | None:
        """Return how the calendar shows something, if it does."""

    @abstractmethod
    def _current_or_next(self) -> CalendarEvent | None:
        """Return what the state of the calendar tells."""

    @property
    @override
    def event(self) -> CalendarEvent | None:
        return self._current_or_next() if self.available else None

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        timezone = self.coordinator.calendar.timezone
        items = await self.coordinator.async_visit(
            self._pupil,
            start_date.astimezone(timezone).date(),
            end_date.astimezone(timezone).date(),
        )
        return [
            event
            for item in items
            if (event := self._event(item)) is not None
            and event.start_datetime_local < end_date
            and event.end_datetime_local > start_date
        ]

    def _label(self, sensor: str, attribute: str, value: str) -> str:
        """Return the name of a value in Home Assistant's language, as a sensor has it."""
        return async_translate_state_attr(
            self.hass, value, Platform.SENSOR, DOMAIN, sensor, None, attribute
        )


class LessonsCalendar(PronoteCalendar[Lesson]):
    """The lessons of a child; those that are not attended say why."""

    key = "lessons"

    @property
    def _shows_cancelled(self) -> bool:
        options = self.coordinator.config_entry.options
        return bool(options.get(CONF_CANCELLED_LESSONS, True))

    @override
    def _current_or_next(self) -> CalendarEvent | None:
        days = self.school_days
        lesson = days.current or days.next
        return None if lesson is None else self._event(lesson)

    @override
    def _event(self, item: Lesson) -> CalendarEvent | None:
        if item.superseded or not (item.attended or self._shows_cancelled):
            return None
        told = item.status_text if item.status is not LessonStatus.NORMAL else None
        lines = (", ".join(item.teachers), told, item.memo)
        return CalendarEvent(
            start=item.start,
            end=item.end,
            summary=self._summary(item),
            description="\n".join(line for line in lines if line) or None,
            location=", ".join(item.rooms) or None,
            uid=item.key,
        )

    def _summary(self, lesson: Lesson) -> str:
        title = lesson_title(lesson)
        if title is not None and lesson.attended:
            return title
        exempted = lesson.held and lesson.exempted
        status = LessonStatus.EXEMPTED if exempted else lesson.status
        label = self._label("next_lesson", "status", status)
        return label if title is None else f"{label} – {title}"


class MenusCalendar(PronoteCalendar[Menu]):
    """The menus of the canteen."""

    key = "menus"

    @override
    def _current_or_next(self) -> CalendarEvent | None:
        today = self.school_days.today
        return next(
            (
                event
                for monday in sorted(self.page)
                for menu in self.page[monday]
                if menu.date >= today and (event := self._event(menu)) is not None
            ),
            None,
        )

    @override
    def _event(self, item: Menu) -> CalendarEvent | None:
        if not item.dishes:
            return None
        summary = main_dishes(item)
        if item.meal is not Meal.LUNCH:
            summary = f"{self._label('menu_today', 'meal', item.meal)} – {summary}"
        return CalendarEvent(
            start=item.date,
            end=item.date + DAY,
            summary=summary,
            description="\n".join(dish.name for dish in item.dishes),
            uid=f"{item.date}-{item.meal}",
        )
