"""The coordinator of the home page."""

from datetime import date
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..changes.event_data import SerializedPage
from ..client import HomePage, PronoteClient, Pupil
from ..connection.session import SchoolConnection
from ..polling.update_intervals import Resource
from .base import ChildrenCoordinator
from .timetable import TimetableCoordinator


class HomeCoordinator(ChildrenCoordinator[HomePage]):
    """The home page: one request that shows which other pages changed."""

    page = "home"
    resource = Resource.HOME

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        connection: SchoolConnection,
        timetable: TimetableCoordinator,
    ) -> None:
        """Initialize the coordinator. The timetable determines which day to request."""
        super().__init__(hass, entry, connection)
        self._timetable = timetable
        self.day: dict[str, date] = {}
        """The day that the home page of each child is about."""

    @override
    async def _fetch(self, client: PronoteClient, pupil: Pupil) -> HomePage:
        days = self._timetable.school_days(pupil.key)
        day = days.home_page_day
        data = await client.home.get(pupil, day)
        self.day[pupil.key] = day
        if data.lessons is not None:
            self._timetable.shown_at_home[pupil.key] = dt_util.utcnow()
        return data

    @override
    def _serialize(self, pupil: Pupil, data: HomePage) -> SerializedPage:
        return {}
