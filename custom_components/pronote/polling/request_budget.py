"""Request budget: count requests and logins, limit them, and store the counts.

The counts survive a restart.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import SystemRandom
from typing import Final, TypedDict
from zoneinfo import ZoneInfo

import aiohttp
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_URL
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey
from yarl import URL

from ..client import IdleLimit
from ..const import DOMAIN
from ..storage import async_load_store
from .timer import is_recent
from .update_intervals import cooldown_length

MAX_REQUESTS_PER_DAY: Final = 900
MAX_REQUESTS_PER_HOUR: Final = 300
MAX_LOGINS_PER_DAY: Final = 90
MAX_LOGINS_PER_HOUR: Final = 30
ACTION_SHARE: Final = 0.5
"""Largest share of the hourly requests for actions and other requests of users."""
USER_RESERVE: Final = 0.2
"""Share of the limits that scheduled updates leave to users: their writes, and the logins for these."""

MIN_REFRESH_INTERVAL: Final = timedelta(minutes=5)
"""Shortest time between two refreshes of a page by users."""
CLOCK_WRONG: Final = "clock_wrong"
"""The reason of a pause that ends as soon as the clock is corrected."""
ADDRESS_SUSPENDED: Final = "address_suspended"
"""The reason of a pause during which the school blocks the IP address."""
_RANDOM: Final = SystemRandom()
_SAVE_DELAY: Final = 30
_MAX_COUNT: Final = 1_000_000
_MAX_PAUSE: Final = timedelta(days=31)
"""Limits of plausible values: more requests or longer pauses mean that the store is damaged."""

_FOR_ACTION = ContextVar("_FOR_ACTION", default=False)
"""Whether the requests of this task are those of an action."""


@contextmanager
def counted_as_action() -> Iterator[None]:
    """Count the requests of this task as those of an action."""
    token = _FOR_ACTION.set(True)
    try:
        yield
    finally:
        _FOR_ACTION.reset(token)


class _StoredBudget(TypedDict):
    day: str
    requests: int
    logins: int
    suspended_at: str | None
    cooldown_until: str | None
    cooldown_since: str | None
    cooldown_reason: str
    last_success: str | None
    redirected_since: str | None
    survived: float
    died: float | None


@dataclass(frozen=True, slots=True)
class Cooldown:
    """A time during which no requests are sent."""

    since: datetime
    until: datetime
    reason: str
    """Translation key of the reason."""
    imposed_by_school: bool = True
    """Whether the school imposed the pause: no requests are sent, not even those of users."""


class RequestBudget:
    """Requests, failures and measured session timeouts of one account."""

    def __init__(self, hass: HomeAssistant, entry_id: str, timezone: ZoneInfo) -> None:
        """Initialize the store of an account."""
        self._store = _store(hass, entry_id)
        self.timezone = timezone
        """The time zone of the school. Daily counts restart at its midnight."""
        self._day = self._today()
        self._requests = self._logins = 0
        self._recent_requests: list[datetime] = []
        self._recent_logins: list[datetime] = []
        self._recent_actions: list[datetime] = []
        """The recent requests that actions sent."""
        self._failures = 0
        self._last_success = dt_util.utcnow()
        self._last_refresh: dict[str, datetime] = {}
        """When a user last refreshed each page."""
        self._cooldown: Cooldown | None = None
        self._redirected_since: datetime | None = None
        self.suspended_at: datetime | None = None
        """When the school last refused this address."""
        self.idle_limit = IdleLimit()
        self._listeners: list[Callable[[], None]] = []

    # --- kept over restarts

    async def async_load(self) -> None:
        """Load the stored counts."""
        await async_load_store(self._store, self._read)

    @callback
    def _read(self, stored: _StoredBudget) -> None:
        suspended_at = _parse_datetime(stored["suspended_at"])
        until = _parse_datetime(stored["cooldown_until"])
        since = _parse_datetime(stored.get("cooldown_since")) or dt_util.utcnow()
        survived = timedelta(seconds=stored["survived"])
        died = stored["died"]
        expired = None if died is None else timedelta(seconds=died)
        requests = _read_count(stored["requests"])
        logins = _read_count(stored["logins"])
        reason = str(stored["cooldown_reason"])
        last_success = _parse_datetime(stored.get("last_success"))
        redirected_since = _parse_datetime(stored.get("redirected_since"))
        if until is not None and until - since > _MAX_PAUSE:
            raise ValueError(until)
        # Nothing is taken over from a store of which something cannot be read.
        if stored["day"] == self._day.isoformat():
            self._requests, self._logins = requests, logins
        self._redirected_since = redirected_since
        if last_success is not None:
            self._last_success = min(last_success, self._last_success)
        self.suspended_at = suspended_at
        if until is not None:
            self._cooldown = Cooldown(since, until, reason)
        self.idle_limit.longest_survived = survived
        self.idle_limit.shortest_expired = expired

    async def async_save(self) -> None:
        """Save now."""
        await self._store.async_save(self._data())

    @callback
    def _data(self) -> _StoredBudget:
        cooldown = (
            self._cooldown
            if self._cooldown and self._cooldown.imposed_by_school
            else None
        )
        died = self.idle_limit.shortest_expired
        return {
            "day": self._day.isoformat(),
            "requests": self._requests,
            "logins": self._logins,
            "suspended_at": self.suspended_at.isoformat()
            if self.suspended_at
            else None,
            "cooldown_until": cooldown.until.isoformat() if cooldown else None,
            "cooldown_since": cooldown.since.isoformat() if cooldown else None,
            "cooldown_reason": cooldown.reason if cooldown else "",
            "last_success": self._last_success.isoformat(),
            "redirected_since": self._redirected_since.isoformat()
            if self._redirected_since
            else None,
            "survived": self.idle_limit.longest_survived.total_seconds(),
            "died": None if died is None else died.total_seconds(),
        }

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call a listener after each cycle; return a function that removes it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @callback
    def async_notify_listeners(self) -> None:
        """Notify the listeners after a cycle."""
        self._store.async_delay_save(self._data, _SAVE_DELAY)
        for listener in list(self._listeners):
            listener()

    # --- counting

    @property
    def requests_today(self) -> int:
        """Requests since midnight in the time zone of the school, of all kinds."""
        self._start_new_day()
        return self._requests

    @property
    def logins_today(self) -> int:
        """Logins since midnight in the time zone of the school."""
        self._start_new_day()
        return self._logins

    @property
    def day_start(self) -> datetime:
        """Midnight at the school, at which the counts were reset."""
        self._start_new_day()
        return self._midnight(self._day)

    @property
    def day_end(self) -> datetime:
        """The next midnight at the school, at which the counts are reset."""
        self._start_new_day()
        return self._midnight(self._day + timedelta(days=1))

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, datetime.min.time(), self.timezone)

    @callback
    def trace_config(self) -> aiohttp.TraceConfig:
        """Return a trace config that counts the requests of an HTTP session."""

        async def note(*_: object) -> None:
            self.note_request()

        trace = aiohttp.TraceConfig()
        trace.on_request_start.append(note)
        return trace

    @callback
    def note_request(self) -> None:
        """Count a request."""
        self._start_new_day()
        self._requests += 1
        now = dt_util.utcnow()
        self._recent_requests.append(now)
        if _FOR_ACTION.get():
            self._recent_actions.append(now)

    @callback
    def note_logins(self, count: int) -> None:
        """Count logins."""
        self._start_new_day()
        self._logins += count
        self._recent_logins += [dt_util.utcnow()] * count

    def exhausted_until(self, *, background: bool) -> datetime | None:
        """Return until when the request limit is reached, or None.

        Background requests leave a reserve for those of users.
        """
        self._start_new_day()
        now = dt_util.utcnow()
        share = 1 - USER_RESERVE if background else 1.0
        if (
            self._requests >= MAX_REQUESTS_PER_DAY * share
            or self._logins >= MAX_LOGINS_PER_DAY * share
        ):
            return self.day_end
        return _hour_full_until(
            self._recent_requests, MAX_REQUESTS_PER_HOUR * share, now
        ) or _hour_full_until(self._recent_logins, MAX_LOGINS_PER_HOUR * share, now)

    def actions_exhausted_until(self) -> datetime | None:
        """Return until when actions have used their share of an hour's requests, or None."""
        share = MAX_REQUESTS_PER_HOUR * ACTION_SHARE
        return _hour_full_until(self._recent_actions, share, dt_util.utcnow())

    @callback
    def start_refresh(self, pages: Collection[str]) -> tuple[frozenset[str], datetime]:
        """Count a manual refresh of pages.

        Return those that were not refreshed so less than MIN_REFRESH_INTERVAL ago, and from when
        all of them are allowed if there is none.
        """
        now = dt_util.utcnow()
        recent = {
            page: last + MIN_REFRESH_INTERVAL
            for page in pages
            if (last := self._last_refresh.get(page)) is not None
            and is_recent(last, MIN_REFRESH_INTERVAL, now)
        }
        allowed = frozenset(pages) - recent.keys()
        self._last_refresh |= dict.fromkeys(allowed, now)
        return allowed, max(recent.values(), default=now)

    def _start_new_day(self) -> None:
        """Reset the counts at midnight."""
        if (today := self._today()) != self._day:
            self._day = today
            self._requests = self._logins = 0

    def _today(self) -> date:
        return dt_util.utcnow().astimezone(self.timezone).date()

    # --- pausing

    @property
    def cooldown(self) -> Cooldown | None:
        """The active cooldown. It starts again when the clock is set back."""
        now, cooldown = dt_util.utcnow(), self._cooldown
        if cooldown is not None and now < cooldown.since:
            length = cooldown.until - cooldown.since
            cooldown = replace(cooldown, since=now, until=now + length)
            if cooldown.reason == CLOCK_WRONG:
                cooldown = None
        if cooldown is not None and cooldown.until <= now:
            cooldown = None
        self._cooldown = cooldown
        return cooldown

    @callback
    def note_failure(
        self,
        reason: str,
        until: datetime | None,
        *,
        imposed_by_school: bool = False,
        latest: datetime | None = None,
    ) -> Cooldown:
        """Start a cooldown after a failure: as long as the error says, and longer each time in a row.

        It ends at `latest` at the latest.
        """
        now = dt_util.utcnow()
        self._failures += 1
        outage = now - self._last_success
        wait = cooldown_length(self._failures, outage, _RANDOM.random())
        at = now + wait if until is None else max(until, now + wait)
        return self.start_cooldown(
            Cooldown(
                now,
                at if latest is None else min(at, latest),
                reason,
                imposed_by_school or until is not None,
            )
        )

    @callback
    def start_cooldown(self, cooldown: Cooldown) -> Cooldown:
        """Start a cooldown."""
        self._cooldown = cooldown
        self._store.async_delay_save(self._data, 1)
        return cooldown

    @callback
    def note_suspension(self, cooldown: Cooldown) -> None:
        """Note that the school blocks the IP address, whatever the account."""
        self.suspended_at = dt_util.utcnow()
        self.start_cooldown(cooldown)

    @callback
    def note_success(self) -> None:
        """Note a successful request."""
        was_failing, self._failures = self._failures > 0, 0
        self._redirected_since = None
        self._last_success = dt_util.utcnow()
        self._cooldown = None
        if was_failing:
            self.async_notify_listeners()

    @callback
    def note_redirect(self) -> timedelta:
        """Note that the school redirects elsewhere; return for how long it has done so."""
        now = dt_util.utcnow()
        since = self._redirected_since
        if since is None or since > now:
            since = self._redirected_since = now
        return now - since

    @callback
    def async_clock_moved_back(self) -> None:
        """Replace times in the future by now, after the clock was set back."""
        self._last_success = min(self._last_success, dt_util.utcnow())

    @property
    def last_success(self) -> datetime:
        """The time of the last successful request."""
        return self._last_success

    @property
    def failing_since(self) -> datetime | None:
        """The time of the last successful request, while requests fail."""
        return self._last_success if self._failures else None


BUDGETS: HassKey[dict[str, RequestBudget]] = HassKey(f"{DOMAIN}_budgets")


async def async_get_budget(
    hass: HomeAssistant, entry: ConfigEntry, timezone: ZoneInfo
) -> RequestBudget:
    """Return the budget of an account; it survives a reload of the entry."""
    budgets = hass.data.setdefault(BUDGETS, {})
    if (budget := budgets.get(entry.entry_id)) is None:
        budget = RequestBudget(hass, entry.entry_id, timezone)
        await budget.async_load()
        budgets[entry.entry_id] = budget
    budget.timezone = timezone
    return budget


@callback
def async_suspend_host(
    hass: HomeAssistant, entry: ConfigEntry, cooldown: Cooldown
) -> None:
    """Start a cooldown of all accounts of a school that blocks the IP address."""
    host = URL(entry.data.get(CONF_URL, "")).host
    for other in hass.config_entries.async_entries(DOMAIN):
        budget = hass.data[BUDGETS].get(other.entry_id)
        if budget is not None and URL(other.data.get(CONF_URL, "")).host == host:
            budget.note_suspension(cooldown)


@callback
def async_end_cooldown(hass: HomeAssistant, entry_id: str) -> None:
    """End the cooldown of an account after a successful login."""
    if (budget := hass.data.get(BUDGETS, {}).get(entry_id)) is not None:
        budget.note_success()


async def async_remove_budget(hass: HomeAssistant, entry_id: str) -> None:
    """Remove the budget of an account."""
    hass.data.get(BUDGETS, {}).pop(entry_id, None)
    await _store(hass, entry_id).async_remove()


def _hour_full_until(
    instants: list[datetime], limit: float, now: datetime
) -> datetime | None:
    """Forget what is older than an hour; return until when the rest reaches a limit, or None."""
    hour = timedelta(hours=1)
    instants[:] = [instant for instant in instants if is_recent(instant, hour, now)]
    return instants[-int(limit)] + hour if len(instants) >= limit else None


def _store(hass: HomeAssistant, entry_id: str) -> Store[_StoredBudget]:
    return Store(
        hass, 1, f"{DOMAIN}.{entry_id}.budget", private=True, atomic_writes=True
    )


def _parse_datetime(text: str | None) -> datetime | None:
    """Return a stored time. Raises TypeError, ValueError."""
    if text is None:
        return None
    if (instant := datetime.fromisoformat(text)).tzinfo is None:
        raise ValueError(text)
    return instant


def _read_count(count: int) -> int:
    """Return a stored count of a day. Raises TypeError, ValueError."""
    if not 0 <= count < _MAX_COUNT:
        raise ValueError(count)
    return int(count)
