"""What all coordinators share: one per PRONOTE page, asked part by part, all through one gate."""

from abc import abstractmethod
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any, ClassVar, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util import dt as dt_util

from ..changes.event_data import Told
from ..client import PronoteClient, Pupil, SchoolCalendar
from ..client.errors import (
    PageNotAllowedError,
    ProtocolError,
    RequestRefusedError,
    StaleObjectError,
)
from ..connection.session import Gate
from ..const import LOGGER
from ..polling.policy import KEPT_FOR, Kind, Part
from ..polling.timer import async_at

BEHIND, AHEAD = timedelta(days=14), timedelta(days=30)
"""The homework that is shown."""


_DUE: ContextVar[frozenset[Part] | None] = ContextVar("pronote_due", default=None)
"""What the clock asks a page for; None when somebody else asks, who wants all of it."""


class PronoteCoordinator[_PageT](DataUpdateCoordinator[dict[str, _PageT]]):
    """One PRONOTE page, by the key of whom it is about. Whose page is closed is absent.

    It has no rhythm of its own: the conductor knows which parts of it are due.
    """

    config_entry: ConfigEntry[Any]
    page: ClassVar[str]
    kind: ClassVar[Kind]

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, gate: Gate) -> None:
        """Prepare the page; nothing is asked yet."""
        super().__init__(
            hass, LOGGER, config_entry=entry, name=self.page, always_update=False
        )
        self.gate = gate
        self.data = {}
        self.asked: dict[Part, datetime] = {}
        """When each part was last answered."""
        self._answered = dt_util.utcnow()
        self.answers = 0
        """How many there were: who noted the number knows a new one."""
        self._cancel_expiry: CALLBACK_TYPE | None = None

    @property
    def calendar(self) -> SchoolCalendar:
        """The school's own year."""
        return self.gate.client.account.calendar

    @property
    def now(self) -> datetime:
        """The time at the school."""
        return dt_util.utcnow().astimezone(self.calendar.timezone)

    @property
    def answered(self) -> datetime:
        """When the school last answered."""
        return self._answered

    @property
    def usable(self) -> bool:
        """Tell whether the last good answer is still worth showing."""
        now, silent_since = dt_util.utcnow(), self.gate.ledger.silent_since
        if silent_since is not None and now >= silent_since + KEPT_FOR:
            return False
        return self.last_update_success or now < self._answered + KEPT_FOR

    @abstractmethod
    def parts(self) -> Iterable[Part]:
        """Return what of the page may be asked these days."""

    def kind_of(self, part: Part) -> Kind:
        """Return what a part is to the clock."""
        return self.kind

    def is_followed(self, part: Part) -> bool:
        """Tell whether an entity wants a part, or might if the page opened."""
        return part[0] not in self.data or part[0] in set(self.async_contexts())

    async def async_ask(self, due: Iterable[Part]) -> None:
        """Ask some parts of the page, and those that were never asked."""
        with _DUE.set(frozenset(due)):
            await self.async_refresh()

    def _is_due(self, part: Part) -> bool:
        due = _DUE.get()
        return due is None or part in due or part not in self.asked

    def _note_asked(self, part: Part) -> None:
        self.asked[part] = dt_util.utcnow()

    @callback
    def async_forget_future(self) -> bool:
        """Forget when parts were asked, if it is not that late yet; tell whether there were any."""
        now = dt_util.utcnow()
        asked = {part: at for part, at in self.asked.items() if at <= now}
        found = len(asked) < len(self.asked)
        self.asked = asked
        return found

    @abstractmethod
    async def _read_all(self, client: PronoteClient) -> dict[str, _PageT]:
        """Ask the page, at least what is due of it."""

    @abstractmethod
    def told(self) -> dict[str, Told]:
        """Return what the page tells, ready to be compared."""

    @override
    async def _async_update_data(self) -> dict[str, _PageT]:
        asked = {**self.asked}
        try:
            answer = await self.gate.ask(self._read_all, planned=_DUE.get() is not None)
        except HomeAssistantError:
            # What was answered before the failure is not kept either.
            self.asked = asked
            if not self.gate.left:
                raise
        else:
            if not self.gate.left:
                return answer
        # The entry was unloaded meanwhile. That is no failure of the school; and what it
        # answered is told at the next start, as there is nobody to tell.
        return self.data

    @callback
    @override
    def _async_refresh_finished(self) -> None:
        """Tell the entities when the last good answer grows too old."""
        if not self.last_update_success or self._shutdown_requested:
            return
        # What went wrong before is over; its frames hold the answers of then.
        self.last_exception = None
        present = set(self.parts())
        self.asked = {part: at for part, at in self.asked.items() if part in present}
        self._answered = dt_util.utcnow()
        self.answers += 1
        self._async_cancel_expiry()
        self._async_wind_expiry()

    @callback
    def _async_wind_expiry(self) -> None:
        self._cancel_expiry = async_at(
            self.hass, self._answered + KEPT_FOR, self._async_expired
        )

    @callback
    def _async_expired(self, now: datetime) -> None:
        self._cancel_expiry = None
        if now < self._answered:
            # The clock was put back: nobody knows how old it is.
            self._answered = now
            self._async_wind_expiry()
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


class ChildrenCoordinator[_PageT](PronoteCoordinator[_PageT]):
    """One PRONOTE page of every child."""

    @abstractmethod
    async def _read(self, client: PronoteClient, pupil: Pupil) -> _PageT:
        """Ask the page of one child."""

    @abstractmethod
    def _tell(self, pupil: Pupil, page: _PageT) -> Told:
        """Return what the page of one child tells."""

    @override
    def parts(self) -> Iterable[Part]:
        return [(pupil.key, None) for pupil in self.gate.client.account.pupils]

    def at_hand(self, pupil: Pupil) -> _PageT | None:
        """Return the page of a child that is kept as fresh as its entities need it."""
        followed = pupil.key in set(self.async_contexts())
        return self.data.get(pupil.key) if followed and self.usable else None

    def _parts_of(self, pupil: Pupil) -> list[Part]:
        return [part for part in self.parts() if part[0] == pupil.key]

    @override
    async def _read_all(self, client: PronoteClient) -> dict[str, _PageT]:
        """Ask the page of each child, also of one that a login on the way brought."""
        pages: dict[str, _PageT | None] = {}
        while pupil := next(
            (pupil for pupil in client.account.pupils if pupil.key not in pages), None
        ):
            if pupil.key in self.data and not any(
                self._is_due(part) for part in self._parts_of(pupil)
            ):
                pages[pupil.key] = self.data[pupil.key]
                continue
            pages[pupil.key] = None
            try:
                pages[pupil.key] = await self._read(client, pupil)
            except PageNotAllowedError:
                LOGGER.debug("The page %s is closed", self.page)
            except StaleObjectError:
                if client.account.pupil(pupil.key) is not None:
                    raise
            for part in self._parts_of(pupil):
                if self._is_due(part):
                    self._note_asked(part)
        return {
            pupil.key: page
            for pupil in client.account.pupils
            if (page := pages[pupil.key]) is not None
        }

    @override
    def told(self) -> dict[str, Told]:
        return {
            pupil.key: self._tell(pupil, self.data[pupil.key])
            for pupil in self.gate.client.account.pupils
            if pupil.key in self.data
        }


EVERYBODY: Part = ("account", None)
"""One question serves the whole account."""


_UNREADABLE = (
    PageNotAllowedError,
    ProtocolError,
    RequestRefusedError,
    StaleObjectError,
)
