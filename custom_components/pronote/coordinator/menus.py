"""The coordinator of the menus."""

from datetime import date
from typing import override

from ..changes.event_data import Told, tell_menus
from ..client import Menu, PronoteClient, Pupil
from ..polling.policy import Kind
from ..school_day.days import DAY, WEEK
from .weekly import WeeklyCoordinator, Weeks


class MenusCoordinator(WeeklyCoordinator[Menu]):
    """The menus of the canteen."""

    page = "menus"
    kind = Kind.MENUS

    @override
    async def _read_weeks(
        self, client: PronoteClient, pupil: Pupil, mondays: list[date]
    ) -> Weeks[Menu]:
        return {
            monday: await client.menus.get(pupil, monday, monday + WEEK - DAY)
            for monday in mondays
        }

    @override
    def _tell(self, pupil: Pupil, page: Weeks[Menu]) -> Told:
        return tell_menus(page)
