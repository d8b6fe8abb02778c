"""Conducts the questions to a school: asks what the clock finds due, on as few sessions as it can."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..client import HomePage, PronoteClient
from ..const import LOGGER
from ..coordinator.base import KEPT_FOR, Part, PronoteCoordinator
from ..models import PronoteConfigEntry
from .estimate import requests_a_day
from .keep_alive import Standing, Step, next_step, next_wake
from .policy import Kind, Question, Window, back_off, phase_of, windows
from .timer import async_at

FRESH: Final = timedelta(minutes=5)
"""A page and the home page asked within so much of each other tell of the same state."""
FIRST_RETRY: Final = timedelta(minutes=10)
LAST_RETRY: Final = timedelta(hours=1)
LOOK_AGAIN: Final = timedelta(hours=6)
"""Nothing is due: the school year may change meanwhile."""

BREATH: Final = timedelta(seconds=1)
"""Between two rounds, and before the first: the entities must say first what they follow."""


@dataclass(slots=True)
class _Failure:
    count: int
    not_before: datetime


@dataclass(frozen=True, slots=True)
class _Vouched:
    """What another answer showed when a page was asked, and the day it was about."""

    day: date | None
    value: object


type _Item = tuple[PronoteCoordinator[Any], Part]
type _Question = Question[_Item]


class Conductor:
    """Wakes when something is due for one account, asks it, and sleeps again."""

    def __init__(self, hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
        """Take the pages of an account; nothing is asked yet."""
        self._hass = hass
        self._entry = entry
        self._data = entry.runtime_data
        self._phase = phase_of(str(entry.unique_id))
        self._baseline: dict[_Item, _Vouched] = {}
        self._failures: dict[_Item, _Failure] = {}
        self._cancel: CALLBACK_TYPE | None = None
        self._shown: tuple[bool, ...] = ()
        self._full = False

    @callback
    def async_start(self) -> None:
        """Begin; the entry ends it."""
        if self._entry.pref_disable_polling:
            return
        self._entry.async_on_unload(self._async_stop)
        ledger = self._data.gate.ledger
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
        paused = self._data.gate.ledger.paused is not None
        shown = (paused, *(page.usable for page in self._data.coordinators))
        if shown != self._shown:
            self._shown = shown
            for page in self._data.coordinators:
                page.async_update_listeners()

    @callback
    def _async_wake_at(self, instant: datetime) -> None:
        self._async_stop()
        self._cancel = async_at(self._hass, instant, self._async_wake)

    @callback
    def _async_wake(self, _: datetime) -> None:
        # Set first: another round comes, whatever becomes of this one.
        self._async_wake_at(self._now + LAST_RETRY)
        self._async_heed_clock()
        self._entry.async_create_background_task(
            self._hass, self._round(), f"pronote round {self._entry.entry_id}"
        )

    @callback
    def _async_heed_clock(self) -> None:
        """Ask anew what was asked later than it is now: the clock was put back."""
        pages = (self._data.home, *self._data.coordinators)
        if sum(page.async_forget_future() for page in pages):
            self._failures.clear()
            self._data.gate.ledger.async_clock_put_back()

    async def _round(self) -> None:
        """Ask what is due, and what the answers show to be due; then sleep."""
        while not self._gate_closed and (step := self._next_step()).ask:
            await self._ask(step.ask)
        if not self._gate_closed and self._next_step().touch:
            with suppress(HomeAssistantError):
                await self._data.gate.ask(_keep_alive, planned=True)
        if self._data.gate.left:
            return
        self._forget_past_parts()
        self._data.gate.ledger.async_told()
        self._async_tell_measure()
        self._async_wake_at(self._next_wake())

    @property
    def _gate_closed(self) -> bool:
        gate = self._data.gate
        return gate.left or self._closed_until is not None

    @property
    def _closed_until(self) -> datetime | None:
        """Return until when the school is left alone: it wants that, or was asked enough."""
        ledger = self._data.gate.ledger
        if (pause := ledger.paused) is not None:
            return pause.until
        return ledger.spent_until(planned=True)

    @callback
    def _async_tell_measure(self) -> None:
        """Say once when enough was asked, and once when the clock goes on."""
        ledger = self._data.gate.ledger
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

    def _next_step(self) -> Step[_Item]:
        return next_step(
            list(self._questions()), self._windows(), self._now, self._standing
        )

    @property
    def _standing(self) -> Standing:
        client = self._data.client
        over = not client.connected or client.idle.is_over(client.rested)
        return Standing(None if over else self._now - client.rested, client.idle.rest)

    def _next_wake(self) -> datetime:
        now, ledger = self._now, self._data.gate.ledger
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
        # A home page that was not seen yet is expected to vouch for the others.
        unseen = not self._data.home.data
        followed = [
            replace(question, watched=question.watched or unseen)
            for question in self._questions()
        ]
        return await self._hass.async_add_executor_job(
            requests_a_day,
            followed,
            self._data.timetable.calendar,
            self._phase,
            self._data.client.idle.rest,
        )

    @property
    def _now(self) -> datetime:
        return self._data.timetable.now

    def _windows(self) -> list[Window]:
        timetable = self._data.timetable
        days = [timetable.school_days(pupil.key) for pupil in self._data.account.pupils]

        def has_school(day: date) -> bool:
            if not days:
                return timetable.calendar.working(day)
            return any(
                child.has_school(day) and not child.seems_off(day) for child in days
            )

        return list(windows(timetable.calendar, has_school, self._now, self._phase))

    def _questions(self) -> Iterator[_Question]:
        """Yield all that somebody looks at."""
        followed: set[object] = set()
        for page in self._data.coordinators:
            followed |= set(page.async_contexts())
            yield from (
                self._question(page, part)
                for part in page.parts()
                if page.is_followed(part)
            )
        home = self._data.home
        yield from (
            self._question(home, part) for part in home.parts() if part[0] in followed
        )

    def _question(self, page: PronoteCoordinator[Any], part: Part) -> _Question:
        kind = page.kind_of(part)
        failure = self._failures.get((page, part))
        value = self._witness(kind, part)
        return Question(
            kind=kind,
            about=(page, part),
            asked=page.asked.get(part),
            watched=value is not None,
            changed=value is not None and self._differs(page, kind, part, value),
            not_before=failure.not_before if failure else None,
        )

    # --- what vouches for what

    def _witness(self, kind: Kind, part: Part) -> object:
        """Return what another answer shows of a page, None when nothing does."""
        client: PronoteClient = self._data.client
        if kind is Kind.NEWS:
            return client.unread.news
        if kind is Kind.DISCUSSIONS:
            return client.unread.discussions
        home: HomePage | None = self._data.home.data.get(part[0])
        if home is None or not self._data.home.last_update_success:
            return None
        match kind:
            case Kind.WEEKS:
                return home.lessons
            case Kind.HOMEWORK:
                return home.homework
            case Kind.GRADES:
                return home.grades
            case Kind.EVALUATIONS:
                return home.evaluations
            case Kind.SCHOOL_LIFE:
                return home.school_life
            case _:
                return None

    def _differs(
        self, page: PronoteCoordinator[Any], kind: Kind, part: Part, value: object
    ) -> bool:
        """Tell whether a witness changed since its page was asked."""
        day = self._day_of(kind, part)
        if day is not None and self._data.home.day.get(part[0]) != day:
            # It is about another day yet, and soon asked about this one.
            return False
        if day is None or not self._agrees(part[0], day):
            known = self._baseline.get((page, part))
            if known is None or known.day != day:
                # Seen for the first time: it vouches for a page that is as fresh.
                asked = page.asked.get(part)
                seen = self._data.home.asked.get((part[0], None), asked)
                if asked is None or seen is None or seen - asked > FRESH:
                    return asked is not None
            elif known.value != value:
                return True
        # Also in place of its like: what an older answer holds may go.
        self._baseline[page, part] = _Vouched(day, value)
        return False

    def _agrees(self, pupil_key: str, day: date) -> bool:
        """Tell whether the home page and the timetable show the same lessons of a day."""
        shown = self._data.home.data[pupil_key].lessons or ()
        announced = self._data.timetable.school_days(pupil_key).announced_on(day)
        return [x for x in shown if x.start.date() == day] == announced

    def _day_of(self, kind: Kind, part: Part) -> date | None:
        """Return the day that a witness is about, None if it is about all of the page."""
        if kind is Kind.WEEKS:
            return self._data.timetable.school_days(part[0]).focus
        return None

    # --- asking

    async def _ask(self, questions: tuple[_Question, ...]) -> None:
        """Ask each page for its parts, the home page first."""
        rounds: dict[PronoteCoordinator[Any], list[tuple[Kind, Part]]] = {}
        for question in questions:
            page, part = question.about
            rounds.setdefault(page, []).append((question.kind, part))
        for page, parts in rounds.items():
            if self._gate_closed:
                return
            await page.async_ask(part for _, part in parts)
            self._note(page, parts)

    def _note(
        self, page: PronoteCoordinator[Any], parts: list[tuple[Kind, Part]]
    ) -> None:
        for kind, part in parts:
            if page.last_update_success:
                page.asked[part] = dt_util.utcnow()
                self._failures.pop((page, part), None)
                if (value := self._witness(kind, part)) is not None:
                    vouched = _Vouched(self._day_of(kind, part), value)
                    self._baseline[page, part] = vouched
            elif not self._gate_closed:
                self._note_failure(page, part)

    def _forget_past_parts(self) -> None:
        """Forget what was noted of weeks that are over, and of children who left."""
        pages = (self._data.home, *self._data.coordinators)
        present = {(page, part) for page in pages for part in page.parts()}
        for noted in (self._baseline, self._failures):
            for item in noted.keys() - present:
                del noted[item]

    def _note_failure(self, page: PronoteCoordinator[Any], part: Part) -> None:
        """Come back later, and later still each time in a row."""
        known = self._failures.get((page, part))
        count = known.count + 1 if known else 1
        wait = back_off(FIRST_RETRY, LAST_RETRY, count)
        self._failures[page, part] = _Failure(count, dt_util.utcnow() + wait)


async def _keep_alive(client: PronoteClient) -> None:
    await client.keep_alive()
