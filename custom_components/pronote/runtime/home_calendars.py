"""Follow the calendars of the days on which the children are at this home.

They belong to other integrations. Home Assistant reports each state that they write, and returns
their events by its action.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.components.calendar.const import SERVICE_GET_EVENTS
from homeassistant.const import ATTR_ENTITY_ID, STATE_UNAVAILABLE, Platform
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.debounce import Debouncer
from homeassistant.helpers.event import (
    async_track_state_change_event,
    async_track_state_report_event,
    async_track_time_interval,
)
from homeassistant.util import dt as dt_util

from ..const import LOGGER
from ..models import PronoteConfigEntry
from ..school_day.home_days import HomeDays, Span, home_calendar

AHEAD: Final = timedelta(days=60)
"""How far ahead stays are read: longer than holidays last, except in summer."""
INTERVAL: Final = timedelta(hours=1)
"""How often a calendar is read that does not write its state."""
COOLDOWN: Final = 10.0
"""Seconds between two reads of a calendar that writes its state often."""


@callback
def async_setup_home_calendars(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    """Follow the calendar of each child that has one."""
    for pupil in entry.runtime_data.account.pupils:
        calendar = home_calendar(entry.options, pupil.key)
        if calendar is not None:
            _HomeCalendar(hass, entry, pupil.key, calendar).async_start()


class _HomeCalendar:
    def __init__(
        self,
        hass: HomeAssistant,
        entry: PronoteConfigEntry,
        pupil_key: str,
        entity_id: str,
    ) -> None:
        self._hass = hass
        self._entry = entry
        self._pupil_key = pupil_key
        self._entity_id = entity_id
        self._debouncer = Debouncer(
            hass,
            LOGGER,
            cooldown=COOLDOWN,
            immediate=True,
            background=True,
            function=self._async_read,
        )

    @callback
    def async_start(self) -> None:
        """Read the calendar, now and each time it may have changed."""
        hass, calendars = self._hass, [self._entity_id]
        for stop in (
            async_track_state_change_event(hass, calendars, self._async_changed),
            async_track_state_report_event(hass, calendars, self._async_changed),
            async_track_time_interval(hass, self._async_changed, INTERVAL),
            self._debouncer.async_shutdown,
        ):
            self._entry.async_on_unload(stop)
        self._debouncer.async_schedule_call()

    @callback
    def _async_changed(self, _: Event[Any] | datetime) -> None:
        self._debouncer.async_schedule_call()

    async def _async_read(self) -> None:
        """Read the stays; a calendar that cannot be read means that the child is at home."""
        days = await self._async_home_days()
        timetable = self._entry.runtime_data.timetable
        before = timetable.home_days.get(self._pupil_key)
        if days is None:
            timetable.home_days.pop(self._pupil_key, None)
        else:
            timetable.home_days[self._pupil_key] = days
        if _stays(before) != _stays(days):
            timetable.async_update_listeners()

    async def _async_home_days(self) -> HomeDays | None:
        state = self._hass.states.get(self._entity_id)
        if state is None or state.state == STATE_UNAVAILABLE:
            return None
        start = dt_util.start_of_local_day()
        until = start + AHEAD
        try:
            answer: Any = await self._hass.services.async_call(
                Platform.CALENDAR,
                SERVICE_GET_EVENTS,
                {
                    ATTR_ENTITY_ID: self._entity_id,
                    "start_date_time": start,
                    "end_date_time": until,
                },
                blocking=True,
                return_response=True,
            )
        except HomeAssistantError as err:
            LOGGER.debug(
                "A calendar of days at home cannot be read (%s)", type(err).__name__
            )
            return None
        found = answer.get(self._entity_id)
        if found is None:
            return None
        return HomeDays(stays=tuple(map(_stay, found["events"])), until=until)


def _stays(days: HomeDays | None) -> tuple[Span, ...] | None:
    return None if days is None else days.stays


def _stay(event: dict[str, str]) -> Span:
    return _instant(event["start"]), _instant(event["end"])


def _instant(text: str) -> datetime:
    """Return the instant of a time, or the start of a day."""
    if (day := dt_util.parse_date(text)) is not None:
        return dt_util.start_of_local_day(day)
    return dt_util.as_local(datetime.fromisoformat(text))
