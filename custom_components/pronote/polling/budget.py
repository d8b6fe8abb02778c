"""What is asked of a school is counted, kept to a measure, and remembered over restarts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from secrets import randbelow
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
from .policy import back_off

MOST_A_DAY: Final = 900
MOST_AN_HOUR: Final = 300
MOST_LOGINS_A_DAY: Final = 90
MOST_LOGINS_AN_HOUR: Final = 30
RESERVE: Final = 0.2
"""What is asked by the clock leaves so much to people: their writes, and the logins these need."""

FIRST_PAUSE: Final = timedelta(minutes=5)
LONGEST_PAUSE: Final = timedelta(hours=4)
REFRESH_REST: Final = timedelta(minutes=5)
"""How long a school is left alone after somebody asked for everything."""
CLOCK_WRONG: Final = "clock_wrong"
"""The reason of a pause that is over as soon as the clock is put right."""
_JITTER_PERCENT: Final = 20
_SAVE_AFTER: Final = 30


class _Stored(TypedDict):
    day: str
    requests: int
    logins: int
    suspended: str | None
    pause: str | None
    since: str | None
    reason: str
    survived: float
    died: float | None


@dataclass(frozen=True, slots=True)
class Pause:
    """The school is left alone for a while."""

    since: datetime
    until: datetime
    reason: str
    """Key of the sentence that says why."""
    strict: bool = True
    """The school said so: nothing at all is asked, not even by hand."""


class Ledger:
    """How much one account asked, when it was refused, and what it learnt of its sessions."""

    def __init__(self, hass: HomeAssistant, entry_id: str, timezone: ZoneInfo) -> None:
        """Prepare the store of one account."""
        self._store = _store(hass, entry_id)
        self.timezone = timezone
        """The school's: its midnight begins a new page."""
        self._day = self._today()
        self._requests = self._logins = 0
        self._hour: list[datetime] = []
        self._login_hour: list[datetime] = []
        self._failures = 0
        self._answered = dt_util.utcnow()
        self._refreshed: datetime | None = None
        self.pause: Pause | None = None
        self.suspended: datetime | None = None
        """When the school last refused this address."""
        self.idle_limit = IdleLimit()
        self._listeners: list[Callable[[], None]] = []

    # --- kept over restarts

    async def async_load(self) -> None:
        """Read what was counted before."""
        if (stored := await self._store.async_load()) is None:
            return
        if stored["day"] == self._day.isoformat():
            self._requests, self._logins = stored["requests"], stored["logins"]
        self.suspended = _instant(stored["suspended"])
        if (until := _instant(stored["pause"])) is not None:
            since = _instant(stored.get("since")) or dt_util.utcnow()
            self.pause = Pause(since, until, stored["reason"])
        died = stored["died"]
        self.idle_limit.longest_survived = timedelta(seconds=stored["survived"])
        self.idle_limit.shortest_expired = (
            None if died is None else timedelta(seconds=died)
        )

    async def async_save(self) -> None:
        """Write everything now."""
        await self._store.async_save(self._data())

    @callback
    def _data(self) -> _Stored:
        pause = self.pause if self.pause and self.pause.strict else None
        died = self.idle_limit.shortest_expired
        return {
            "day": self._day.isoformat(),
            "requests": self._requests,
            "logins": self._logins,
            "suspended": self.suspended.isoformat() if self.suspended else None,
            "pause": pause.until.isoformat() if pause else None,
            "since": pause.since.isoformat() if pause else None,
            "reason": pause.reason if pause else "",
            "survived": self.idle_limit.longest_survived.total_seconds(),
            "died": None if died is None else died.total_seconds(),
        }

    @callback
    def async_listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Tell somebody after each round of questions; return how to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @callback
    def async_told(self) -> None:
        """A round of questions is over."""
        self._store.async_delay_save(self._data, _SAVE_AFTER)
        for listener in list(self._listeners):
            listener()

    # --- counting

    @property
    def requests_today(self) -> int:
        """Requests since midnight at the school, of all kinds."""
        self._turn()
        return self._requests

    @property
    def logins_today(self) -> int:
        """Logins since midnight at the school."""
        self._turn()
        return self._logins

    @callback
    def trace(self) -> aiohttp.TraceConfig:
        """Return what counts the requests of an HTTP session."""

        async def note(*_: object) -> None:
            self.note_request()

        trace = aiohttp.TraceConfig()
        trace.on_request_start.append(note)
        return trace

    @callback
    def note_request(self) -> None:
        """Count a request."""
        self._turn()
        self._requests += 1
        self._hour.append(dt_util.utcnow())

    @callback
    def note_logins(self, count: int) -> None:
        """Count logins."""
        self._turn()
        self._logins += count
        self._login_hour += [dt_util.utcnow()] * count

    def spent_until(self, *, planned: bool) -> datetime | None:
        """Return until when the measure is full, None when there is room.

        What the clock plans leaves a reserve to what people ask.
        """
        self._turn()
        now = dt_util.utcnow()
        share = 1 - RESERVE if planned else 1.0
        if (
            self._requests >= MOST_A_DAY * share
            or self._logins >= MOST_LOGINS_A_DAY * share
        ):
            return datetime.combine(
                self._day + timedelta(days=1), datetime.min.time(), self.timezone
            )
        hour = timedelta(hours=1)
        for instants, most in (
            (self._hour, MOST_AN_HOUR),
            (self._login_hour, MOST_LOGINS_AN_HOUR),
        ):
            recent = [instant for instant in instants if now - hour < instant <= now]
            instants[:] = recent
            if len(recent) >= most * share:
                return recent[-int(most * share)] + hour
        return None

    @callback
    def start_refresh(self) -> datetime | None:
        """Note that everything is asked for, or return from when it may be."""
        now = dt_util.utcnow()
        if self._refreshed and self._refreshed <= now < self._refreshed + REFRESH_REST:
            return self._refreshed + REFRESH_REST
        self._refreshed = now
        return None

    def _turn(self) -> None:
        """Begin a new page at midnight."""
        if (today := self._today()) != self._day:
            self._day = today
            self._requests = self._logins = 0

    def _today(self) -> date:
        return dt_util.utcnow().astimezone(self.timezone).date()

    # --- pausing

    @property
    def paused(self) -> Pause | None:
        """The pause in force. When the clock is put back, it begins anew."""
        now, pause = dt_util.utcnow(), self.pause
        if pause is not None and now < pause.since:
            length = pause.until - pause.since
            pause = replace(pause, since=now, until=now + length)
            if pause.reason == CLOCK_WRONG:
                pause = None
        if pause is not None and pause.until <= now:
            pause = None
        self.pause = pause
        return pause

    @callback
    def note_failure(
        self, reason: str, until: datetime | None, *, strict: bool = False
    ) -> Pause:
        """Leave the school alone: as long as it says, and longer each time in a row."""
        now = dt_util.utcnow()
        self._failures += 1
        pause = back_off(FIRST_PAUSE, LONGEST_PAUSE, self._failures)
        pause *= 1 + randbelow(_JITTER_PERCENT + 1) / 100
        at = now + pause if until is None else max(until, now + pause)
        return self.note_pause(Pause(now, at, reason, strict or until is not None))

    @callback
    def note_pause(self, pause: Pause) -> Pause:
        """Leave the school alone."""
        self.pause = pause
        self._store.async_delay_save(self._data, 1)
        return pause

    @callback
    def note_suspension(self, pause: Pause) -> None:
        """The school refuses the address of this home, whatever the account."""
        self.suspended = dt_util.utcnow()
        self.note_pause(pause)

    @callback
    def note_success(self) -> None:
        """The school answers."""
        was_silent, self._failures = self._failures > 0, 0
        self._answered = dt_util.utcnow()
        self.pause = None
        if was_silent:
            self.async_told()

    @callback
    def async_clock_put_back(self) -> None:
        """Take what is dated later than now for what was just so."""
        self._answered = min(self._answered, dt_util.utcnow())

    @property
    def silent_since(self) -> datetime | None:
        """The last answer, while the school gives no other."""
        return self._answered if self._failures else None


LEDGERS: HassKey[dict[str, Ledger]] = HassKey(f"{DOMAIN}_ledgers")


async def async_ledger(
    hass: HomeAssistant, entry: ConfigEntry, timezone: ZoneInfo
) -> Ledger:
    """Return the ledger of an account, the same one when its entry is set up again."""
    ledgers = hass.data.setdefault(LEDGERS, {})
    if (ledger := ledgers.get(entry.entry_id)) is None:
        ledger = Ledger(hass, entry.entry_id, timezone)
        await ledger.async_load()
        ledgers[entry.entry_id] = ledger
    ledger.timezone = timezone
    return ledger


@callback
def async_suspend(hass: HomeAssistant, entry: ConfigEntry, pause: Pause) -> None:
    """Leave a school alone with all accounts: it refuses the address of this home."""
    host = URL(entry.data[CONF_URL]).host
    for other in hass.config_entries.async_entries(DOMAIN):
        ledger = hass.data[LEDGERS].get(other.entry_id)
        if ledger is not None and URL(other.data[CONF_URL]).host == host:
            ledger.note_suspension(pause)


@callback
def async_forgive(hass: HomeAssistant, entry_id: str) -> None:
    """End the pause of an account: somebody has just been let in."""
    if (ledger := hass.data.get(LEDGERS, {}).get(entry_id)) is not None:
        ledger.note_success()


async def async_remove_ledger(hass: HomeAssistant, entry_id: str) -> None:
    """Forget an account."""
    hass.data.get(LEDGERS, {}).pop(entry_id, None)
    await _store(hass, entry_id).async_remove()


def _store(hass: HomeAssistant, entry_id: str) -> Store[_Stored]:
    return Store(
        hass, 1, f"{DOMAIN}.{entry_id}.ledger", private=True, atomic_writes=True
    )


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
