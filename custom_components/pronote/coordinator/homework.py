"""The coordinator of the homework."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..changes.event_data import SerializedPage, serialize_homework
from ..client import Homework, PronoteClient, Pupil, Space
from ..connection.school_connection import SchoolConnection
from ..last_data.store import StoredPage
from ..polling.update_intervals import Resource
from ..school_day.days import DAY
from ..storage import HomeworkTicks
from .base import ChildrenCoordinator

HOMEWORK_BEHIND: Final = timedelta(days=14)
"""How long homework stays after it was due."""


class HomeworkCoordinator(ChildrenCoordinator[tuple[Homework, ...]]):
    """Homework from the last days to the end of the school year, with its done status."""

    page = "homework"
    resource = Resource.HOMEWORK

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        connection: SchoolConnection,
        ticks: HomeworkTicks,
    ) -> None:
        """Initialize the coordinator with the locally stored done status."""
        super().__init__(hass, entry, connection)
        self._ticks = ticks

    @property
    @override
    def described_until(self) -> datetime | None:
        """The end of the last day for which something is due."""
        days = (work.due for homework in self.data.values() for work in homework)
        if (last := max(days, default=None)) is None:
            return None
        return datetime.combine(last + DAY, time.min, self.calendar.timezone)

    @callback
    @override
    def async_restore(self, page: StoredPage) -> None:
        super().async_restore(page)
        for pupil in self.connection.account.pupils:
            if (homework := self.data.get(pupil.key)) is not None:
                self.data[pupil.key] = self._with_ticks(pupil, homework)

    @property
    def ticks_in_pronote(self) -> bool:
        """Return whether the done status is sent to PRONOTE, which accepts only that of pupils."""
        return self.connection.client.account.space is Space.PUPIL

    @property
    def days(self) -> tuple[date, date]:
        """The first and last day on which homework that is kept up to date is due."""
        today = self.now.date()
        return today - HOMEWORK_BEHIND, max(today, self.calendar.last_day)

    @override
    async def _fetch(self, client: PronoteClient, pupil: Pupil) -> tuple[Homework, ...]:
        homework = await client.homework.get(pupil, *self.days)
        if not self.ticks_in_pronote:
            await self._ticks.async_prune(pupil.key, homework)
        return self._with_ticks(pupil, homework)

    def _with_ticks(
        self, pupil: Pupil, homework: tuple[Homework, ...]
    ) -> tuple[Homework, ...]:
        if self.ticks_in_pronote:
            return homework
        return tuple(self._ticks.apply(pupil.key, work) for work in homework)

    async def async_get_homework(
        self, pupil: Pupil, first: date, last: date
    ) -> tuple[Homework, ...]:
        """Return the homework due in any date range: from the cache, or with one request.

        Raises HomeAssistantError.
        """
        known = self.cached(pupil)
        if known is not None and self.days[0] <= first:
            return tuple(work for work in known if first <= work.due <= last)
        return self._with_ticks(
            pupil,
            await self.connection.call_for_action(
                lambda client: client.homework.get(pupil, first, last)
            ),
        )

    @override
    def _serialize(self, pupil: Pupil, data: tuple[Homework, ...]) -> SerializedPage:
        return serialize_homework(data)

    async def async_set_done(self, pupil: Pupil, work: Homework, done: bool) -> None:
        """Mark a homework item as done or not done, in PRONOTE or locally.

        Raises HomeAssistantError.
        """
        if self.ticks_in_pronote:
            work = await self.connection.call_for_action(
                lambda client: client.homework.set_done(pupil, work, done)
            )
        else:
            await self._ticks.async_set(pupil.key, work.key, done)
            work = replace(work, done=done)
        homework = tuple(
            work if other.key == work.key else other for other in self.data[pupil.key]
        )
        self.async_set_updated_data({**self.data, pupil.key: homework})
