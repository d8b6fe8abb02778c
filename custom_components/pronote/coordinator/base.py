"""Base classes of the coordinators: one per PRONOTE page, all with the same connection."""

from abc import abstractmethod
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util import dt as dt_util

from ..changes.event_data import SerializedPage
from ..client import PronoteClient, Pupil, SchoolCalendar
from ..client.errors import (
    PageNotAllowedError,
    ProtocolError,
    RequestRefusedError,
    StaleObjectError,
)
from ..connection.school_connection import SchoolConnection
from ..const import LOGGER
from ..last_data.store import StoredPage
from ..polling.request_budget import counted_as_action
from ..polling.timer import async_call_at, is_recent
from ..polling.update_intervals import AFTER_CHANGE, STALE_AFTER, Part, Resource

OLD_AFTER: Final = timedelta(hours=4)
"""Data of this age are older than regular updates leave them at daytime."""

LONGEST_KEPT: Final = timedelta(days=1)
"""Age up to which data that no entity follows answer an action that accepts cached data."""

LONGEST_SHOWN: Final = timedelta(days=30)
"""Dated data that describe more than these days are not shown longer: too much has changed."""


@dataclass(frozen=True, slots=True)
class _Refresh:
    """What a refresh requests."""

    parts: frozenset[Part]
    scheduled: bool = False
    """Whether the scheduler requests it, and no person."""
    changed: frozenset[Part] = frozenset()
    """Parts of which another answer shows a change."""


_REFRESH: ContextVar[_Refresh | None] = ContextVar("pronote_refresh", default=None)
"""The current refresh; None for the whole page, on behalf of a person."""


class PronoteCoordinator[_DataT](DataUpdateCoordinator[dict[str, _DataT]]):
    """One PRONOTE page, with the data of each child or of the account by key.

    `data` has no entry for a child whose page is closed. There is no update interval: the polling
    scheduler requests the parts that are due.
    """

    config_entry: ConfigEntry[Any]
    page: ClassVar[str]
    resource: ClassVar[Resource]

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, connection: SchoolConnection
    ) -> None:
        """Initialize the coordinator without sending a request."""
        super().__init__(
            hass, LOGGER, config_entry=entry, name=self.page, always_update=False
        )
        self.connection = connection
        self.data = {}
        self.last_requested: dict[Part, datetime] = {}
        """When each part was last answered."""
        self.last_changed: dict[str, datetime] = {}
        """When the page of each child last contained a change."""
        self._last_successful_update = dt_util.utcnow()
        self.update_count = 0
        """Number of updates. A caller that noted it can detect a new one."""
        self.restored = False
        """Whether the data are those of before the start, and the school has not answered yet."""
        self._cancel_expiry: CALLBACK_TYPE | None = None

    @property
    def calendar(self) -> SchoolCalendar:
        """The school calendar."""
        return self.connection.client.account.calendar

    @property
    def now(self) -> datetime:
        """The current time at the school."""
        return dt_util.utcnow().astimezone(self.calendar.timezone)

    @property
    def last_successful_update(self) -> datetime:
        """When the last successful update finished."""
        return self._last_successful_update

    @property
    def described_until(self) -> datetime | None:
        """The end of the days that the data describe; None if they describe the present."""
        return None

    def _expiry(self, confirmed_at: datetime) -> datetime:
        """Return when data that were confirmed at a time become too old to show.

        Dated data last to the end of the days that they describe, up to LONGEST_SHOWN, others half
        a day.
        """
        expiry = confirmed_at + STALE_AFTER
        dated = min(self.described_until or expiry, confirmed_at + LONGEST_SHOWN)
        return max(expiry, dated)

    @property
    def usable(self) -> bool:
        """Return whether the data are recent enough to show."""
        now, budget = dt_util.utcnow(), self.connection.budget
        failing_since = budget.failing_since
        if failing_since is not None and now >= self._expiry(failing_since):
            return False
        if self.restored and self.last_update_success:
            confirmed_at = max(self._last_successful_update, budget.last_success)
            return now < self._expiry(confirmed_at)
        return self.last_update_success or now < self._expiry(
            self._last_successful_update
        )

    @property
    def stored_page(self) -> StoredPage | None:
        """What to keep over a restart; None before the first answer."""
        if not self.restored and not self.update_count:
            return None
        return StoredPage(
            data=self.data,
            updated_at=self._last_successful_update,
            confirmed={**self.last_requested},
        )

    @callback
    def async_restore(self, page: StoredPage) -> None:
        """Show the data of before a start, until the school answers."""
        self.data = {**page.data}
        self.last_requested = {**page.confirmed}
        self._last_successful_update = page.updated_at
        self.restored = True
        self._async_schedule_expiry()

    @callback
    def async_discard(self) -> None:
        """Drop restored data that are too old to show."""
        self.data = {}
        self.last_requested = {}
        self.restored = False
        self._async_cancel_expiry()

    @abstractmethod
    def parts(self) -> Iterable[Part]:
        """Return the parts of the page that can be requested."""

    def resource_of(self, part: Part) -> Resource:
        """Return the resource of a part."""
        return self.resource

    def is_followed(self, part: Part) -> bool:
        """Return whether an entity uses a part, or would if the page were open."""
        return part[0] not in self.data or part[0] in set(self.async_contexts())

    async def async_request(
        self, due: Iterable[Part], changed: Iterable[Part] = ()
    ) -> None:
        """Request some parts of the page, and those that were never requested."""
        refresh = _Refresh(frozenset(due), scheduled=True, changed=frozenset(changed))
        with _REFRESH.set(refresh):
            await self.async_refresh()

    async def async_refresh_followed(self) -> None:
        """Request the parts of the page that entities use, for a person."""
        if followed := frozenset(filter(self.is_followed, self.parts())):
            with _REFRESH.set(_Refresh(followed)):
                await self.async_refresh()

    async def async_ensure_cached(self, part: Part) -> None:
        """Request a part for a person, unless its data are kept up to date or at most a day old.

        Raises HomeAssistantError.
        """
        at = self.last_requested.get(part)
        if (
            at is not None
            and self.usable
            and (self.is_followed(part) or dt_util.utcnow() - at < LONGEST_KEPT)
        ):
            return
        with counted_as_action(), _REFRESH.set(_Refresh(frozenset({part}))):
            await self.async_refresh()
        if not self.last_update_success and self.last_exception is not None:
            raise self.last_exception

    def _is_due(self, part: Part) -> bool:
        refresh = _REFRESH.get()
        return (
            refresh is None or part in refresh.parts or part not in self.last_requested
        )

    @property
    def _is_scheduled(self) -> bool:
        """Whether the scheduler requests the page in the current refresh, and no person."""
        refresh = _REFRESH.get()
        return refresh is not None and refresh.scheduled

    def _is_changed(self, part: Part) -> bool:
        """Return whether another answer shows a change of a part, or it changed lately."""
        refresh, at = _REFRESH.get(), self.last_changed.get(part[0])
        return (refresh is not None and part in refresh.changed) or (
            at is not None and is_recent(at, 2 * AFTER_CHANGE, self.now)
        )

    def _note_requested(self, part: Part) -> None:
        self.last_requested[part] = dt_util.utcnow()

    @callback
    def async_discard_future_requests(self) -> bool:
        """Drop request times that are in the future; return whether there were any."""
        now = dt_util.utcnow()
        last_requested = {
            part: at for part, at in self.last_requested.items() if at <= now
        }
        found = len(last_requested) < len(self.last_requested)
        self.last_requested = last_requested
        return found

    @abstractmethod
    async def _fetch_all(self, client: PronoteClient) -> dict[str, _DataT]:
        """Fetch the page, at least its parts that are due."""

    @abstractmethod
    def snapshot(self) -> dict[str, SerializedPage]:
        """Return a snapshot of the page."""

    @override
    async def _async_update_data(self) -> dict[str, _DataT]:
        last_requested = {**self.last_requested}
        try:
            data = await self.connection.call(
                self._fetch_all, background=self._is_scheduled
            )
        except HomeAssistantError:
            # Answers before the failure are not kept either.
            self.last_requested = last_requested
            if not self.connection.closed:
                raise
        else:
            if not self.connection.closed:
                return data
        # The entry was unloaded meanwhile, which is no failure. The changes in this answer are
        # dispatched after the next start, when entities exist again.
        return self.data

    @callback
    @override
    def _async_refresh_finished(self) -> None:
        """Update the entities when the last successful answer becomes too old."""
        if not self.last_update_success or self._shutdown_requested:
            return
        # Drop the former exception: its frames keep former answers in memory.
        self.last_exception = None
        present = set(self.parts())
        self.last_requested = {
            part: at for part, at in self.last_requested.items() if part in present
        }
        now = dt_util.utcnow()
        was_old = self.restored or now - self._last_successful_update > OLD_AFTER
        self._last_successful_update = now
        self.update_count += 1
        self.restored = False
        self._async_cancel_expiry()
        self._async_schedule_expiry()
        if was_old:
            # Entities show the age of their data, so they are written even if the data are the same.
            self.async_update_listeners()

    @callback
    def _async_schedule_expiry(self) -> None:
        self._cancel_expiry = async_call_at(
            self.hass,
            self._expiry(self._last_successful_update),
            self._async_expired,
        )

    @callback
    def _async_expired(self, now: datetime) -> None:
        self._cancel_expiry = None
        if now < self._last_successful_update:
            # The clock was set back, so the age is unknown.
            self._last_successful_update = now
            self._async_schedule_expiry()
        self.async_update_listeners()

    @callback
    def _async_cancel_expiry(self) -> None:
        if self._cancel_expiry is not None:
            self._cancel_expiry()
            self._cancel_expiry = None

    @override
    async def async_shutdown(self) -> None:
        self._async_cancel_expiry()
        await super().async_shutdown()


class ChildrenCoordinator[_DataT](PronoteCoordinator[_DataT]):
    """One PRONOTE page, requested for each child."""

    @abstractmethod
    async def _fetch(self, client: PronoteClient, pupil: Pupil) -> _DataT:
        """Fetch the page of one child."""

    def _serialize(self, pupil: Pupil, data: _DataT) -> SerializedPage:
        """Serialize the page of one child; empty for a page without events."""
        return {}

    @override
    def parts(self) -> Iterable[Part]:
        return [(pupil.key, None) for pupil in self.connection.account.pupils]

    def cached(self, pupil: Pupil) -> _DataT | None:
        """Return the data of a child if entities keep it up to date."""
        followed = pupil.key in set(self.async_contexts())
        return self.data.get(pupil.key) if followed and self.usable else None

    def _parts_of(self, pupil: Pupil) -> list[Part]:
        return [part for part in self.parts() if part[0] == pupil.key]

    @override
    async def _fetch_all(self, client: PronoteClient) -> dict[str, _DataT]:
        """Fetch the page of each child, including children added by a login during the update."""
        data_by_pupil: dict[str, _DataT | None] = {}
        while pupil := next(
            (
                pupil
                for pupil in self.connection.account.pupils
                if pupil.key not in data_by_pupil
            ),
            None,
        ):
            if pupil.key in self.data and not any(
                self._is_due(part) for part in self._parts_of(pupil)
            ):
                data_by_pupil[pupil.key] = self.data[pupil.key]
                continue
            data_by_pupil[pupil.key] = None
            try:
                data_by_pupil[pupil.key] = await self._fetch(client, pupil)
            except PageNotAllowedError:
                LOGGER.debug("Page %s is closed", self.page)
            except StaleObjectError:
                if self.connection.account.pupil(pupil.key) is not None:
                    raise
            for part in self._parts_of(pupil):
                if self._is_due(part):
                    self._note_requested(part)
        return {
            pupil.key: data
            for pupil in self.connection.account.pupils
            if (data := data_by_pupil[pupil.key]) is not None
        }

    @override
    def snapshot(self) -> dict[str, SerializedPage]:
        return {
            pupil.key: self._serialize(pupil, self.data[pupil.key])
            for pupil in self.connection.account.pupils
            if pupil.key in self.data
        }


WHOLE_ACCOUNT: Part = ("account", None)
"""One question serves the whole account."""


UNREADABLE_ERRORS = (
    PageNotAllowedError,
    ProtocolError,
    RequestRefusedError,
    StaleObjectError,
)
