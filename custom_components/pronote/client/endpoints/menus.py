"""The menus of the canteen (page 10)."""

from datetime import date

from ..caller import Caller
from ..pages import menus
from ..pages.account import Pupil
from ..pages.menus import Meal, Menu


class MenusEndpoint:
    """Reads menus."""

    def __init__(self, caller: Caller) -> None:
        """Send requests through `caller`."""
        self._caller = caller

    async def get(self, pupil: Pupil, start: date, end: date) -> tuple[Menu, ...]:
        """Return the meals from `start` to `end`, both included, in one request a week.

        Raises PageNotAllowedError.
        """
        calendar = await self._caller.connection.calendar()
        found: list[Menu] = []
        for week in calendar.weeks(start, end):
            request = menus.request(calendar.monday(week))
            found += menus.read(
                await self._caller.read(menus.FUNCTION, menus.TAB, pupil, request)
            )
        unique = dict.fromkeys(menu for menu in found if start <= menu.date <= end)
        return tuple(
            sorted(unique, key=lambda menu: (menu.date, menu.meal is Meal.DINNER))
        )
