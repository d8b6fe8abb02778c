"""Scheduler: request what is due for one account, with as few sessions as possible."""

from collections.abc import Awaitable, Callable, Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final, Protocol

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..client import PronoteClient, SchoolCalendar
from ..const import LOGGER
from .keep_alive import NextAction, SessionState, next_action, next_wake
from .request_budget import RequestBudget
from .request_estimate import requests_per_day
from .timer import async_call_at
from .update_intervals import (
    STALE_AFTER,
    Part,
    PollItem,
    Resource,
    Window,
    back_off,
    start_offset,
    upcoming_windows,
)

MIN_RETRY_DELAY: Final = timedelta(minutes=10)
MAX_RETRY_DELAY: Final = timedelta(hours=1)
MAX_SLEEP: Final = timedelta(hours=6)
"""Maximum time between two cycles when nothing is due. The school year may change."""

MIN_CYCLE_GAP: Final = timedelta(seconds=1)
"""Delay before the first cycle and between two cycles. Entities register with their page first."""


class Pollable(Protocol):
    """A page that is requested part by part."""

    last_requested: dict[Part, datetime]
    last_changed: dict[str, datetime]
    last_update_success: bool

    @property
    def usable(self) -> bool:
        """Whether the last successful answer is recent enough to show."""

    def parts(self) -> Iterable[Part]:
        """Return the parts of the page that can be requested."""

    def resource_of(self, part: Part) -> Resource:
        """Return the resource of a part."""

    def is_followed(self, part: Part) -> bool:
        """Return whether an entity uses a part, or would if the page were open."""

    def async_contexts(self) -> Iterator[Any]:
        """Return the keys of the children whose entities use the page."""

    async def async_request(
        self, due: Iterable[Part], changed: Iterable[Part] = ()
    ) -> None:
        """Request some parts, of which another answer shows a change of those given."""

    def async_update_listeners(self) -> None:
        """Update the entities."""

    def async_discard_future_requests(self) -> bool:
        """Drop request times that are in the future; return whether there were any."""


class Connection(Protocol):
    """Connection to the school."""

    budget: RequestBudget
    client: PronoteClient
    closed: bool

    async def call[_T](
        self,
        request: Callable[[PronoteClient], Awaitable[_T]],
        *,
        background: bool = False,
    ) -> _T:
        """Call the client."""


class ChangeDetector[_PollableT](Protocol):
    """Detects which parts changed, from the answers of other pages."""

    @property
    def home_is_known(self) -> bool:
        """Whether a home page was fetched since the start."""

    def covers(self, pollable: _PollableT, part: Part) -> bool:
        """Return whether another answer would show a change of a part."""

    def has_changed(self, pollable: _PollableT, part: Part) -> bool:
        """Return whether another answer shows a change of a part."""

    def mark_requested(self, pollable: _PollableT, part: Part) -> None:
        """Note that a part was just requested."""

    def forget_all_but(self, present: Container[tuple[_PollableT, Part]]) -> None:
        """Drop parts that do not exist any more."""


class SchoolHours(Protocol):
    """Current time and calendar of the school."""

    @property
    def now(self) -> datetime:
        """The current time at the school."""

    @property
    def calendar(self) -> SchoolCalendar:
        """The school calendar."""

    def school_on(self) -> Callable[[date], bool]:
        """Return a function that returns whether a child of the account has lessons on a day."""

    def first_check(self) -> datetime | None:
        """Return from when a school that did not answer is asked again in the morning."""


@dataclass(slots=True)
class _Failure:
    count: int
    not_before: datetime


class PollingScheduler[_PollableT: Pollable]:
    """Runs a cycle when something is due for one account: requests it, and schedules the next cycle."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        *,
        connection: Connection,
        home: _PollableT,
        pollables: Sequence[_PollableT],
        changes: ChangeDetector[_PollableT],
        hours: SchoolHours,
    ) -> None:
        """Initialize with the pages of an account, without sending a request."""
        self._hass = hass
        self._entry = entry
        self._connection = connection
        self._home = home
        self._pollables = pollables
        self._changes = changes
        self._hours = hours
        self._offset = start_offset(str(entry.unique_id))
        self._failures: dict[tuple[_PollableT, Part], _Failure] = {}
        self._cancel: CALLBACK_TYPE | None = None
        self._availability: tuple[bool, ...] = ()
        self._limit_reached = False

    @callback
    def async_start(self) -> None:
        """Start; the entry stops the scheduler when it is unloaded."""
        if self._entry.pref_disable_polling:
            return
        self._entry.async_on_unload(self._async_stop)
        budget = self._connection.budget
        self._entry.async_on_unload(
            budget.async_add_listener(self._async_update_availability)
        )
        self._async_wake_at(dt_util.utcnow() + MIN_CYCLE_GAP)

    @callback
    def _async_stop(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    @callback
    def _async_update_availability(self) -> None:
        """Update the entities when requests start to fail, fail for too long, or succeed again."""
        in_cooldown = self._connection.budget.cooldown is not None
        availability = (
            in_cooldown,
            *(pollable.usable for pollable in self._all_pollables),
        )
        if availability != self._availability:
            self._availability = availability
            for pollable in self._all_pollables:
                pollable.async_update_listeners()

    @callback
    def _async_wake_at(self, instant: datetime) -> None:
        self._async_stop()
        self._cancel = async_call_at(self._hass, instant, self._async_wake)

    @callback
    def _async_wake(self, _: datetime) -> None:
        # Set first: another cycle comes, whatever becomes of this one.
        self._async_wake_at(self._hours.now + MAX_RETRY_DELAY)
        self._async_check_clock()
        self._entry.async_create_background_task(
            self._hass, self._cycle(), f"pronote cycle {self._entry.entry_id}"
        )

    @callback
    def _async_check_clock(self) -> None:
        """Drop request times that are in the future: the clock was set back."""
        if sum(
            pollable.async_discard_future_requests() for pollable in self._all_pollables
        ):
            self._failures.clear()
            self._connection.budget.async_clock_moved_back()

    async def _cycle(self) -> None:
        """Request what is due, and what the answers show to be due; then schedule the next cycle."""
        while not self._is_blocked and (action := self._next_action()).items:
            await self._request(action.items)
        if not self._is_blocked and self._next_action().ping:
            with suppress(HomeAssistantError):
                await self._connection.call(_keep_alive, background=True)
        if self._connection.closed:
            return
        self._forget_past_parts()
        self._connection.budget.async_notify_listeners()
        self._async_log_limit()
        self._async_wake_at(self._next_wake())

    @property
    def _all_pollables(self) -> tuple[_PollableT, ...]:
        return (self._home, *self._pollables)

    @property
    def _is_blocked(self) -> bool:
        return self._connection.closed or self._blocked_until is not None

    @property
    def _blocked_until(self) -> datetime | None:
        """Return until when nothing is requested, because of a cooldown or the request limit."""
        budget = self._connection.budget
        if (cooldown := budget.cooldown) is not None:
            return cooldown.until
        return budget.exhausted_until(background=True)

    @callback
    def _async_log_limit(self) -> None:
        """Log once when the request limit is reached, and once when it is over."""
        budget = self._connection.budget
        until = budget.exhausted_until(background=True)
        if self._limit_reached is (until is not None):
            return
        self._limit_reached = until is not None
        if until is None:
            LOGGER.info("Requests are within the limit again")
        else:
            LOGGER.warning(
                "Request limit reached (%s requests and %s logins today); "
                "no scheduled requests until %s",
                budget.requests_today,
                budget.logins_today,
                dt_util.as_local(until).isoformat(timespec="minutes"),
            )

    # --- what is due

    def _next_action(self) -> NextAction[tuple[_PollableT, Part]]:
        return next_action(
            list(self._poll_items()),
            self._windows(),
            self._hours.now,
            self._session_state,
        )

    @property
    def _session_state(self) -> SessionState:
        client = self._connection.client
        expired = not client.connected or client.idle_limit.is_expired(client.idle_time)
        last_used = None if expired else self._hours.now - client.idle_time
        return SessionState(last_used, client.idle_limit.timeout)

    def _next_wake(self) -> datetime:
        now, budget = self._hours.now, self._connection.budget
        if (cooldown := budget.cooldown) is not None:
            expiry = (budget.failing_since or now) + STALE_AFTER
            return min(cooldown.until, expiry) if expiry > now else cooldown.until
        if (until := self._blocked_until) is not None:
            return until
        at = next_wake(
            list(self._poll_items()), self._windows(), now, self._session_state
        )
        if at is None:
            return now + MAX_SLEEP
        return max(min(at, now + MAX_SLEEP), now + MIN_CYCLE_GAP)

    async def async_requests_per_day(self) -> int:
        """Return the number of requests of a school day with the current settings."""
        # A home page that was not read yet is expected to cover the others.
        home_unknown = not self._changes.home_is_known
        followed = [
            replace(item, covered=item.covered or home_unknown)
            for item in self._poll_items()
        ]
        return await self._hass.async_add_executor_job(
            requests_per_day,
            followed,
            self._hours.calendar,
            self._offset,
            self._connection.client.idle_limit.timeout,
        )

    def _windows(self) -> list[Window]:
        hours = self._hours
        return list(
            upcoming_windows(
                hours.calendar,
                hours.school_on(),
                hours.now,
                self._offset,
                first_check=hours.first_check(),
            )
        )

    def _poll_items(self) -> Iterator[PollItem[tuple[_PollableT, Part]]]:
        """Yield the poll items of all parts that entities use."""
        followed: set[object] = set(self._home.async_contexts())
        for pollable in self._pollables:
            followed |= set(pollable.async_contexts())
            yield from (
                self._poll_item(pollable, part)
                for part in pollable.parts()
                if pollable.is_followed(part)
            )
        yield from (
            self._poll_item(self._home, part)
            for part in self._home.parts()
            if part[0] in followed
        )

    def _poll_item(
        self, pollable: _PollableT, part: Part
    ) -> PollItem[tuple[_PollableT, Part]]:
        failure = self._failures.get((pollable, part))
        return PollItem(
            resource=pollable.resource_of(part),
            key=(pollable, part),
            last_requested=pollable.last_requested.get(part),
            covered=self._changes.covers(pollable, part),
            changed=self._changes.has_changed(pollable, part),
            last_changed=pollable.last_changed.get(part[0]),
            not_before=failure.not_before if failure else None,
        )

    # --- requesting

    async def _request(
        self, items: tuple[PollItem[tuple[_PollableT, Part]], ...]
    ) -> None:
        """Request the due parts of each page, the home page first."""
        due: dict[_PollableT, list[Part]] = {}
        for item in items:
            pollable, part = item.key
            due.setdefault(pollable, []).append(part)
        for pollable, parts in due.items():
            if self._is_blocked:
                return
            await pollable.async_request(
                parts, filter(partial(self._changes.has_changed, pollable), parts)
            )
            self._note_result(pollable, parts)

    def _note_result(self, pollable: _PollableT, parts: list[Part]) -> None:
        for part in parts:
            if pollable.last_update_success:
                pollable.last_requested[part] = dt_util.utcnow()
                self._failures.pop((pollable, part), None)
                self._changes.mark_requested(pollable, part)
            elif not self._is_blocked:
                self._note_failure(pollable, part)

    def _forget_past_parts(self) -> None:
        """Drop past weeks and children who left."""
        present = {
            (pollable, part)
            for pollable in self._all_pollables
            for part in pollable.parts()
        }
        self._changes.forget_all_but(present)
        for item in self._failures.keys() - present:
            del self._failures[item]

    def _note_failure(self, pollable: _PollableT, part: Part) -> None:
        """Delay the next cycle, longer after each failure in a row."""
        known = self._failures.get((pollable, part))
        count = known.count + 1 if known else 1
        wait = back_off(MIN_RETRY_DELAY, MAX_RETRY_DELAY, count)
        self._failures[pollable, part] = _Failure(count, dt_util.utcnow() + wait)


async def _keep_alive(client: PronoteClient) -> None:
    await client.keep_alive()
