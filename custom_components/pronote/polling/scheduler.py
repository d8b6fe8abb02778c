"""Requests what the policy finds due for one account, on as few sessions as it can."""

from collections.abc import Awaitable, Callable, Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, Protocol

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..client import PronoteClient, SchoolCalendar
from ..const import LOGGER
from .budget import Ledger
from .estimate import requests_a_day
from .keep_alive import Standing, Step, next_step, next_wake
from .policy import KEPT_FOR, Kind, Part, Question, Window, back_off, phase_of, windows
from .timer import async_at

FIRST_RETRY: Final = timedelta(minutes=10)
LAST_RETRY: Final = timedelta(hours=1)
LOOK_AGAIN: Final = timedelta(hours=6)
"""Nothing is due: the school year may change meanwhile."""

BREATH: Final = timedelta(seconds=1)
"""Between two cycles, and before the first: the entities must say first what they follow."""


class Pollable(Protocol):
    """A page that is requested part by part."""

    asked: dict[Part, datetime]
    last_update_success: bool

    @property
    def usable(self) -> bool:
        """Whether the last good answer is still worth showing."""

    def parts(self) -> Iterable[Part]:
        """Return what of the page may be requested these days."""

    def kind_of(self, part: Part) -> Kind:
        """Return what a part is to the policy."""

    def is_followed(self, part: Part) -> bool:
        """Return whether an entity shows a part, or might if the page opened."""

    def async_contexts(self) -> Iterator[Any]:
        """Return the keys of the children whose entities follow the page."""

    async def async_ask(self, due: Iterable[Part]) -> None:
        """Request some parts."""

    def async_update_listeners(self) -> None:
        """Let the entities write their states."""

    def async_forget_future(self) -> bool:
        """Forget requests that are dated later than now; return whether there were any."""


class Connection(Protocol):
    """The one way to the school."""

    ledger: Ledger
    client: PronoteClient
    left: bool

    async def ask[_T](
        self,
        question: Callable[[PronoteClient], Awaitable[_T]],
        *,
        planned: bool = False,
    ) -> _T:
        """Call the client."""


class ChangeDetector[_PageT](Protocol):
    """Knows which parts changed, from what other answers show of them."""

    @property
    def home_is_known(self) -> bool:
        """Whether a home page was read since the start."""

    def covers(self, page: _PageT, part: Part) -> bool:
        """Return whether another answer would show a change of a part."""

    def has_changed(self, page: _PageT, part: Part) -> bool:
        """Return whether another answer shows a change of a part."""

    def note(self, page: _PageT, part: Part) -> None:
        """Note that a part was just requested."""

    def forget_all_but(self, present: Container[tuple[_PageT, Part]]) -> None:
        """Forget parts that are no more."""


class SchoolHours(Protocol):
    """The school's clock and calendar."""

    @property
    def now(self) -> datetime:
        """The time at the school."""

    @property
    def calendar(self) -> SchoolCalendar:
        """The school year."""

    def school_on(self) -> Callable[[date], bool]:
        """Return what tells whether a child of the account has school on a day."""


@dataclass(slots=True)
class _Failure:
    count: int
    not_before: datetime


class PollingScheduler[_PageT: Pollable]:
    """Wakes when something is due for one account, requests it, and sleeps again."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        *,
        connection: Connection,
        home: _PageT,
        pages: Sequence[_PageT],
        changes: ChangeDetector[_PageT],
        hours: SchoolHours,
    ) -> None:
        """Take the pages of an account; nothing is requested yet."""
        self._hass = hass
        self._entry = entry
        self._gate = connection
        self._home = home
        self._pages = pages
        self._changes = changes
        self._hours = hours
        self._phase = phase_of(str(entry.unique_id))
        self._failures: dict[tuple[_PageT, Part], _Failure] = {}
        self._cancel: CALLBACK_TYPE | None = None
        self._shown: tuple[bool, ...] = ()
        self._full = False

    @callback
    def async_start(self) -> None:
        """Begin; the entry ends it."""
        if self._entry.pref_disable_polling:
            return
        self._entry.async_on_unload(self._async_stop)
        ledger = self._gate.ledger
        self._entry.async_on_unload(ledger.async_listen(self._async_look_at_pages))
        self._async_wake_at(dt_util.utcnow() + BREATH)

    @callback
    def _async_stop(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    @callback
    def _async_look_at_pages(self) -> None:
        """Let the entities know when the school falls silent, is silent for too long, or is back."""
        paused = self._gate.ledger.paused is not None
        shown = (paused, *(page.usable for page in self._pages))
        if shown != self._shown:
            self._shown = shown
            for page in self._pages:
                page.async_update_listeners()

    @callback
    def _async_wake_at(self, instant: datetime) -> None:
        self._async_stop()
        self._cancel = async_at(self._hass, instant, self._async_wake)

    @callback
    def _async_wake(self, _: datetime) -> None:
        # Set first: another cycle comes, whatever becomes of this one.
        self._async_wake_at(self._hours.now + LAST_RETRY)
        self._async_heed_clock()
        self._entry.async_create_background_task(
            self._hass, self._cycle(), f"pronote cycle {self._entry.entry_id}"
        )

    @callback
    def _async_heed_clock(self) -> None:
        """Request anew what was requested later than it is now: the clock was put back."""
        if sum(page.async_forget_future() for page in self._all_pages):
            self._failures.clear()
            self._gate.ledger.async_clock_put_back()

    async def _cycle(self) -> None:
        """Request what is due, and what the answers show to be due; then sleep."""
        while not self._gate_closed and (step := self._next_step()).ask:
            await self._request(step.ask)
        if not self._gate_closed and self._next_step().touch:
            with suppress(HomeAssistantError):
                await self._gate.ask(_keep_alive, planned=True)
        if self._gate.left:
            return
        self._forget_past_parts()
        self._gate.ledger.async_told()
        self._async_log_limit()
        self._async_wake_at(self._next_wake())

    @property
    def _all_pages(self) -> tuple[_PageT, ...]:
        return (self._home, *self._pages)

    @property
    def _gate_closed(self) -> bool:
        return self._gate.left or self._closed_until is not None

    @property
    def _closed_until(self) -> datetime | None:
        """Return until when nothing is requested: the school wants that, or a limit is reached."""
        ledger = self._gate.ledger
        if (pause := ledger.paused) is not None:
            return pause.until
        return ledger.spent_until(planned=True)

    @callback
    def _async_log_limit(self) -> None:
        """Log once when the limit of requests is reached, and once when it is over."""
        ledger = self._gate.ledger
        until = ledger.spent_until(planned=True)
        if self._full is (until is not None):
            return
        self._full = until is not None
        if until is None:
            LOGGER.info("The school may be asked again")
        else:
            LOGGER.warning(
                "Enough was asked of the school (%s requests and %s logins today): "
                "nothing more by the clock until %s",
                ledger.requests_today,
                ledger.logins_today,
                dt_util.as_local(until).isoformat(timespec="minutes"),
            )

    # --- what is due

    def _next_step(self) -> Step[tuple[_PageT, Part]]:
        return next_step(
            list(self._questions()),
            self._windows(),
            self._hours.now,
            self._standing,
        )

    @property
    def _standing(self) -> Standing:
        client = self._gate.client
        over = not client.connected or client.idle_limit.is_expired(client.idle_time)
        used = None if over else self._hours.now - client.idle_time
        return Standing(used, client.idle_limit.timeout)

    def _next_wake(self) -> datetime:
        now, ledger = self._hours.now, self._gate.ledger
        if (pause := ledger.paused) is not None:
            expiry = (ledger.silent_since or now) + KEPT_FOR
            return min(pause.until, expiry) if expiry > now else pause.until
        if (until := self._closed_until) is not None:
            return until
        at = next_wake(list(self._questions()), self._windows(), now, self._standing)
        if at is None:
            return now + LOOK_AGAIN
        return max(min(at, now + LOOK_AGAIN), now + BREATH)

    async def async_requests_a_day(self) -> int:
        """Return how many requests a school day takes, as things are."""
        # A home page that was not read yet is expected to cover the others.
        unseen = not self._changes.home_is_known
        followed = [
            replace(question, watched=question.watched or unseen)
            for question in self._questions()
        ]
        return await self._hass.async_add_executor_job(
            requests_a_day,
            followed,
            self._hours.calendar,
            self._phase,
            self._gate.client.idle_limit.timeout,
        )

    def _windows(self) -> list[Window]:
        hours = self._hours
        return list(windows(hours.calendar, hours.school_on(), hours.now, self._phase))

    def _questions(self) -> Iterator[Question[tuple[_PageT, Part]]]:
        """Yield all that an entity follows."""
        followed: set[object] = set()
        for page in self._pages:
            followed |= set(page.async_contexts())
            yield from (
                self._question(page, part)
                for part in page.parts()
                if page.is_followed(part)
            )
        yield from (
            self._question(self._home, part)
            for part in self._home.parts()
            if part[0] in followed
        )

    def _question(self, page: _PageT, part: Part) -> Question[tuple[_PageT, Part]]:
        failure = self._failures.get((page, part))
        return Question(
            kind=page.kind_of(part),
            about=(page, part),
            asked=page.asked.get(part),
            watched=self._changes.covers(page, part),
            changed=self._changes.has_changed(page, part),
            not_before=failure.not_before if failure else None,
        )

    # --- requesting

    async def _request(
        self, questions: tuple[Question[tuple[_PageT, Part]], ...]
    ) -> None:
        """Request each page for its parts, the home page first."""
        due: dict[_PageT, list[Part]] = {}
        for question in questions:
            page, part = question.about
            due.setdefault(page, []).append(part)
        for page, parts in due.items():
            if self._gate_closed:
                return
            await page.async_ask(parts)
            self._note(page, parts)

    def _note(self, page: _PageT, parts: list[Part]) -> None:
        for part in parts:
            if page.last_update_success:
                page.asked[part] = dt_util.utcnow()
                self._failures.pop((page, part), None)
                self._changes.note(page, part)
            elif not self._gate_closed:
                self._note_failure(page, part)

    def _forget_past_parts(self) -> None:
        """Forget what was noted of weeks that are over, and of children who left."""
        present = {(page, part) for page in self._all_pages for part in page.parts()}
        self._changes.forget_all_but(present)
        for item in self._failures.keys() - present:
            del self._failures[item]

    def _note_failure(self, page: _PageT, part: Part) -> None:
        """Come back later, and later still each time in a row."""
        known = self._failures.get((page, part))
        count = known.count + 1 if known else 1
        wait = back_off(FIRST_RETRY, LAST_RETRY, count)
        self._failures[page, part] = _Failure(count, dt_util.utcnow() + wait)


async def _keep_alive(client: PronoteClient) -> None:
    await client.keep_alive()
