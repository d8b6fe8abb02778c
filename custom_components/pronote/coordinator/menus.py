"""The coordinator of the menus."""

from datetime import date
from typing import override

from ..changes.event_data import SerializedPage, serialize_menus
from ..client import Menu, PronoteClient, Pupil
from ..polling.update_intervals import Resource
from ..school_day.days import DAY, WEEK
from .weekly import WeeklyCoordinator, Weeks


class MenusCoordinator(WeeklyCoordinator[Menu]):
    """Canteen menus."""

    page = "menus"
    resource = Resource.MENUS

    @override
    async def _fetch_weeks(
        self, client: PronoteClient, pupil: Pupil, mondays: list[date]
    ) -> Weeks[Menu]:
        return {
            monday: await client.menus.get(pupil, monday, monday + WEEK - DAY)
            for monday in mondays
        }

    @override
    def _serialize(self, pupil: Pupil, data: Weeks[Menu]) -> SerializedPage:
        return serialize_menus(data)
