"""The coordinator of the home page."""

from datetime import date
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..changes.event_data import Told
from ..client import HomePage, PronoteClient, Pupil
from ..connection.session import Gate
from ..polling.policy import Kind
from .base import ChildrenCoordinator
from .timetable import TimetableCoordinator


class HomeCoordinator(ChildrenCoordinator[HomePage]):
    """The home page: one question that tells whether others are worth asking."""

    page = "home"
    kind = Kind.HOME

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        gate: Gate,
        timetable: TimetableCoordinator,
    ) -> None:
        """Start with no home page seen; the timetable tells about which day to ask."""
        super().__init__(hass, entry, gate)
        self._timetable = timetable
        self.day: dict[str, date] = {}
        """The day that the home page of each child is about."""

    @override
    async def _read(self, client: PronoteClient, pupil: Pupil) -> HomePage:
        days = self._timetable.school_days(pupil.key)
        day = days.focus
        page = await client.home.get(pupil, day)
        self.day[pupil.key] = day
        return page

    @override
    def _tell(self, pupil: Pupil, page: HomePage) -> Told:
        return {}
