"""The coordinator of the homework."""

from dataclasses import replace
from datetime import date
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..changes.event_data import Told, tell_homework
from ..client import Homework, PronoteClient, Pupil, Space
from ..connection.session import Gate
from ..polling.policy import Kind
from ..storage import PrivateTicks
from .base import AHEAD, BEHIND, ChildrenCoordinator


class HomeworkCoordinator(ChildrenCoordinator[tuple[Homework, ...]]):
    """The homework of the last days and the next weeks, with its ticks."""

    page = "homework"
    kind = Kind.HOMEWORK

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        gate: Gate,
        ticks: PrivateTicks,
    ) -> None:
        """Take the ticks that the school cannot keep."""
        super().__init__(hass, entry, gate)
        self._ticks = ticks

    @property
    def ticks_at_school(self) -> bool:
        """Tell whether a tick goes to PRONOTE, which only takes those of pupils."""
        return self.gate.client.account.space is Space.PUPIL

    @override
    async def _read(self, client: PronoteClient, pupil: Pupil) -> tuple[Homework, ...]:
        today = self.now.date()
        homework = await client.homework.get(pupil, today - BEHIND, today + AHEAD)
        if not self.ticks_at_school:
            await self._ticks.async_prune(pupil.key, homework)
        return self._ticked(pupil, homework)

    def _ticked(
        self, pupil: Pupil, homework: tuple[Homework, ...]
    ) -> tuple[Homework, ...]:
        if self.ticks_at_school:
            return homework
        return tuple(self._ticks.apply(pupil.key, work) for work in homework)

    async def async_due(
        self, pupil: Pupil, first: date, last: date
    ) -> tuple[Homework, ...]:
        """Return the work due in any range of days: from memory, or in one request.

        Raises HomeAssistantError.
        """
        today = self.now.date()
        known = self.at_hand(pupil)
        if known is not None and today - BEHIND <= first and last <= today + AHEAD:
            return tuple(work for work in known if first <= work.due <= last)
        return self._ticked(
            pupil,
            await self.gate.ask(lambda client: client.homework.get(pupil, first, last)),
        )

    @override
    def _tell(self, pupil: Pupil, page: tuple[Homework, ...]) -> Told:
        return tell_homework(page)

    async def async_tick(self, pupil: Pupil, work: Homework, done: bool) -> None:
        """Mark a piece of work done or not, where this account may.

        Raises HomeAssistantError.
        """
        if self.ticks_at_school:
            work = await self.gate.ask(
                lambda client: client.homework.set_done(pupil, work, done)
            )
        else:
            await self._ticks.async_set(pupil.key, work.key, done)
            work = replace(work, done=done)
        homework = tuple(
            work if other.key == work.key else other for other in self.data[pupil.key]
        )
        self.async_set_updated_data({**self.data, pupil.key: homework})
