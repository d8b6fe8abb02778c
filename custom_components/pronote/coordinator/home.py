"""The coordinator of the home page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..changes.event_data import SerializedPage
from ..changes.wallets import serialize_wallets
from ..client import HomePage, PronoteClient, Pupil, UpcomingTest, Wallet
from ..connection.school_connection import SchoolConnection
from ..last_data.store import StoredPage
from ..polling.update_intervals import Resource
from ..school_day.wallets import threshold
from .base import ChildrenCoordinator
from .timetable import TimetableCoordinator


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredHome:
    """The stored part of a home page. Everything else is on other pages too."""

    wallets: tuple[Wallet, ...] = ()
    tests: tuple[UpcomingTest, ...] = ()


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

    @callback
    def _note_tests(self, pupil_key: str, data: HomePage) -> None:
        """Pass the announced tests to the timetable coordinator."""
        tests = data.tests or ()
        before = self._timetable.announced_tests.get(pupil_key, ())
        self._timetable.announced_tests[pupil_key] = tests
        if before != tests:
            self._timetable.async_update_listeners()

    @override
    async def _fetch(self, client: PronoteClient, pupil: Pupil) -> HomePage:
        days = self._timetable.school_days(pupil.key)
        day = days.home_page_day
        data = await client.home.get(pupil, day)
        self.day[pupil.key] = day
        self._note_tests(pupil.key, data)
        if data.lessons is not None:
            self._timetable.shown_at_home[pupil.key] = dt_util.utcnow()
        return data

    @override
    def _serialize(self, pupil: Pupil, data: HomePage) -> SerializedPage:
        return serialize_wallets(data.wallets, threshold(self.config_entry.options))

    @property
    @override
    def stored_page(self) -> StoredPage | None:
        if (page := super().stored_page) is None:
            return None
        stored = {
            key: StoredHome(wallets=home.wallets or (), tests=home.tests or ())
            for key, home in self.data.items()
        }
        return StoredPage(
            data={key: home for key, home in stored.items() if home != StoredHome()},
            updated_at=page.updated_at,
            confirmed={},
        )

    @callback
    @override
    def async_restore(self, page: StoredPage) -> None:
        stored: Mapping[str, StoredHome] = page.data
        homes = {
            key: HomePage(wallets=home.wallets or None, tests=home.tests or None)
            for key, home in stored.items()
        }
        super().async_restore(
            StoredPage(data=homes, updated_at=page.updated_at, confirmed={})
        )
        for key, home in homes.items():
            self._note_tests(key, home)

    @callback
    @override
    def async_discard(self) -> None:
        super().async_discard()
        self._timetable.announced_tests.clear()
