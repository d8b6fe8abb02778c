"""Coordinators: one per PRONOTE page, each at its own rhythm, all through one gate."""

from abc import abstractmethod
import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_track_point_in_utc_time
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util import dt as dt_util

from .client import (
    Account,
    GradeBook,
    Homework,
    Lesson,
    Menu,
    PronoteClient,
    Pupil,
    SchoolCalendar,
    Space,
)
from .client.errors import PageNotAllowedError, StaleObjectError
from .const import LOGGER
from .facts import Told, tell_grades, tell_homework, tell_lessons, tell_menus
from .gate import Gate
from .memory import ChildNumbers, PrivateTicks
from .school_day import WEEK, SchoolDays, next_bell, open_weeks, weeks_to_watch
from .seen import Seen

if TYPE_CHECKING:
    from .communication import DiscussionsCoordinator, NewsCoordinator
    from .results import (
        EvaluationsCoordinator,
        ReportCardsCoordinator,
        SchoolLifeCoordinator,
    )

KEPT_FOR = timedelta(hours=12)
"""How long the last good answer stays worth showing: schools close their site at night."""

BEHIND, AHEAD = timedelta(days=14), timedelta(days=30)
"""The homework that is shown."""

UPCOMING_KEPT, PAST_KEPT = timedelta(hours=1), timedelta(hours=12)
"""How long a week that a calendar asked for is remembered."""

type Weeks[_ItemT] = Mapping[date, tuple[_ItemT, ...]]
"""What a page tells of whole weeks, by Monday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PronoteData:
    """What the platforms find in the config entry."""

    gate: Gate
    numbers: ChildNumbers
    seen: Seen
    timetable: TimetableCoordinator
    homework: HomeworkCoordinator
    grades: GradesCoordinator
    menus: MenusCoordinator
    evaluations: EvaluationsCoordinator
    school_life: SchoolLifeCoordinator
    news: NewsCoordinator
    discussions: DiscussionsCoordinator
    report_cards: ReportCardsCoordinator

    @property
    def client(self) -> PronoteClient:
        """The client of the account."""
        return self.gate.client

    @property
    def account(self) -> Account:
        """The account, as its last login told it."""
        return self.gate.client.account

    @property
    def coordinators(self) -> tuple[PronoteCoordinator[Any], ...]:
        """Every page, in the order in which they are asked."""
        return (
            self.timetable,
            self.homework,
            self.grades,
            self.menus,
            self.evaluations,
            self.school_life,
            self.news,
            self.discussions,
            self.report_cards,
        )


type PronoteConfigEntry = ConfigEntry[PronoteData]


class PronoteCoordinator[_PageT](DataUpdateCoordinator[dict[str, _PageT]]):
    """One PRONOTE page, by the key of whom it is about. Whose page is closed is absent."""

    config_entry: PronoteConfigEntry
    page: ClassVar[str]
    rhythm: ClassVar[timedelta]

    def __init__(
        self, hass: HomeAssistant, entry: PronoteConfigEntry, gate: Gate
    ) -> None:
        """Prepare the page; nothing is asked yet."""
        super().__init__(
            hass,
            LOGGER,
            config_entry=entry,
            name=self.page,
            update_interval=self.rhythm,
            always_update=False,
        )
        self.gate = gate
        self.data = {}
        self._answered = dt_util.utcnow()
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
        return self.last_update_success or dt_util.utcnow() < self._answered + KEPT_FOR

    @abstractmethod
    async def _read_all(self, client: PronoteClient) -> dict[str, _PageT]:
        """Ask the page."""

    @abstractmethod
    def told(self) -> dict[str, Told]:
        """Return what the page tells, ready to be compared."""

    @override
    async def _async_update_data(self) -> dict[str, _PageT]:
        self.update_interval = self._next_beat()
        try:
            return await self.gate.ask(self._read_all)
        except HomeAssistantError:
            if self.gate.left:
                # The entry was unloaded meanwhile: that is no failure of the school.
                return self.data
            raise

    def _next_beat(self) -> timedelta:
        """Return the time to the next common beat: pages asked together share a session."""
        rhythm = self.rhythm.total_seconds()
        rest = rhythm - (self.hass.loop.time() - self.gate.opened) % rhythm
        return timedelta(seconds=rest if rest > rhythm / 2 else rest + rhythm)

    @callback
    @override
    def _async_refresh_finished(self) -> None:
        """Tell the entities when the last good answer grows too old."""
        if not self.last_update_success or self._shutdown_requested:
            return
        self._answered = dt_util.utcnow()
        self._async_cancel_expiry()
        self._cancel_expiry = async_track_point_in_utc_time(
            self.hass, self._async_expired, self._answered + KEPT_FOR
        )

    @callback
    def _async_expired(self, _: datetime) -> None:
        self._cancel_expiry = None
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
    async def _read_all(self, client: PronoteClient) -> dict[str, _PageT]:
        """Ask the page of each child, also of one that a login on the way brought."""
        pages: dict[str, _PageT | None] = {}
        while pupil := next(
            (pupil for pupil in client.account.pupils if pupil.key not in pages), None
        ):
            pages[pupil.key] = None
            try:
                pages[pupil.key] = await self._read(client, pupil)
            except PageNotAllowedError:
                LOGGER.debug("The page %s is closed", self.page)
            except StaleObjectError:
                if client.account.pupil(pupil.key) is not None:
                    raise
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


class WeeklyCoordinator[_ItemT](ChildrenCoordinator[Weeks[_ItemT]]):
    """A page that is asked week by week, and of which calendars may want any week."""

    def __init__(
        self, hass: HomeAssistant, entry: PronoteConfigEntry, gate: Gate
    ) -> None:
        """Start with no week visited."""
        super().__init__(hass, entry, gate)
        self._visited: dict[tuple[str, date], tuple[datetime, tuple[_ItemT, ...]]] = {}
        self._visiting = asyncio.Lock()

    @abstractmethod
    async def _read_week(
        self, client: PronoteClient, pupil: Pupil, monday: date, sunday: date
    ) -> tuple[_ItemT, ...]:
        """Ask one week of one child."""

    @override
    async def _read(self, client: PronoteClient, pupil: Pupil) -> Weeks[_ItemT]:
        return {
            monday: await self._read_whole_week(client, pupil, monday)
            for monday in weeks_to_watch(client.account.calendar, self.now.date())
        }

    async def _read_whole_week(
        self, client: PronoteClient, pupil: Pupil, monday: date
    ) -> tuple[_ItemT, ...]:
        return await self._read_week(
            client, pupil, monday, monday + WEEK - timedelta(days=1)
        )

    async def async_visit(self, pupil: Pupil, first: date, last: date) -> list[_ItemT]:
        """Return what whole weeks hold, from memory where it is there.

        Raises HomeAssistantError. Weeks without school cost nothing.
        """
        mondays = open_weeks(self.calendar, first, last)
        async with self._visiting:
            if missing := [day for day in mondays if self._known(pupil, day) is None]:
                await self.gate.ask(
                    lambda client: self._async_fetch(client, pupil, missing)
                )
        return [item for day in mondays for item in self._known(pupil, day) or ()]

    async def _async_fetch(
        self, client: PronoteClient, pupil: Pupil, mondays: list[date]
    ) -> None:
        for monday in mondays:
            items = await self._read_whole_week(client, pupil, monday)
            now = self.now
            kept = PAST_KEPT if monday + WEEK <= now.date() else UPCOMING_KEPT
            self._visited[pupil.key, monday] = (now + kept, items)

    def _known(self, pupil: Pupil, monday: date) -> tuple[_ItemT, ...] | None:
        if (items := self.data.get(pupil.key, {}).get(monday)) is not None:
            return items
        if (visit := self._visited.get((pupil.key, monday))) is None:
            return None
        until, items = visit
        return items if self.now < until else None


class TimetableCoordinator(WeeklyCoordinator[Lesson]):
    """The lessons. It also rings the bell: what depends on the clock listens here."""

    page = "timetable"
    rhythm = timedelta(minutes=30)

    _cancel_bell: CALLBACK_TYPE | None = None

    @override
    async def _read_week(
        self, client: PronoteClient, pupil: Pupil, monday: date, sunday: date
    ) -> tuple[Lesson, ...]:
        return (await client.timetable(pupil, monday, sunday)).lessons

    @override
    def _tell(self, pupil: Pupil, page: Weeks[Lesson]) -> Told:
        return tell_lessons(page)

    def school_days(self, pupil_key: str) -> SchoolDays:
        """Return a child's lessons as they are seen now."""
        return SchoolDays(
            now=self.now,
            calendar=self.calendar,
            weeks=self.data.get(pupil_key, {}),
        )

    @callback
    @override
    def _async_refresh_finished(self) -> None:
        super()._async_refresh_finished()
        self._async_wind_bell()

    @callback
    def _async_wind_bell(self) -> None:
        """Ring at the next instant at which a lesson starts or ends, or a day begins."""
        self._async_stop_bell()
        if self._shutdown_requested:
            return
        lessons = [
            lesson
            for weeks in self.data.values()
            for week in weeks.values()
            for lesson in week
        ]
        self._cancel_bell = async_track_point_in_utc_time(
            self.hass, self._async_ring, next_bell(lessons, self.now)
        )

    @callback
    def _async_ring(self, _: datetime) -> None:
        self._async_wind_bell()
        self.async_update_listeners()

    @callback
    def _async_stop_bell(self) -> None:
        if self._cancel_bell is not None:
            self._cancel_bell()
            self._cancel_bell = None

    @override
    async def async_shutdown(self) -> None:
        self._async_stop_bell()
        await super().async_shutdown()


class MenusCoordinator(WeeklyCoordinator[Menu]):
    """The menus of the canteen."""

    page = "menus"
    rhythm = timedelta(hours=6)

    @override
    async def _read_week(
        self, client: PronoteClient, pupil: Pupil, monday: date, sunday: date
    ) -> tuple[Menu, ...]:
        return await client.menus(pupil, monday, sunday)

    @override
    def _tell(self, pupil: Pupil, page: Weeks[Menu]) -> Told:
        return tell_menus(page)


class GradesCoordinator(ChildrenCoordinator[GradeBook]):
    """The grades and averages of the current period."""

    page = "grades"
    rhythm = timedelta(hours=1)

    @override
    async def _read(self, client: PronoteClient, pupil: Pupil) -> GradeBook:
        return await client.grades(pupil)

    @override
    def _tell(self, pupil: Pupil, page: GradeBook) -> Told:
        return tell_grades(page, pupil.periods)


class HomeworkCoordinator(ChildrenCoordinator[tuple[Homework, ...]]):
    """The homework of the last days and the next weeks, with its ticks."""

    page = "homework"
    rhythm = timedelta(minutes=30)

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PronoteConfigEntry,
        gate: Gate,
        ticks: PrivateTicks,
    ) -> None:
        """Take the ticks that the school cannot keep."""
        super().__init__(hass, entry, gate)
        self._ticks = ticks

    @property
    def ticks_at_school(self) -> bool:
        """Tell whether a tick goes to PRONOTE, which only takes those of pupils."""
        return self.gate.client.account.space is Space.PUPIL

    @override
    async def _read(self, client: PronoteClient, pupil: Pupil) -> tuple[Homework, ...]:
        today = self.now.date()
        homework = await client.homework(pupil, today - BEHIND, today + AHEAD)
        if not self.ticks_at_school:
            self._ticks.prune(pupil.key, homework)
        return self._ticked(pupil, homework)

    def _ticked(
        self, pupil: Pupil, homework: tuple[Homework, ...]
    ) -> tuple[Homework, ...]:
        if self.ticks_at_school:
            return homework
        return tuple(self._ticks.apply(pupil.key, work) for work in homework)

    async def async_due(
        self, pupil: Pupil, first: date, last: date
    ) -> tuple[Homework, ...]:
        """Return the work due in any range of days, in one request.

        Raises HomeAssistantError.
        """
        return self._ticked(
            pupil,
            await self.gate.ask(lambda client: client.homework(pupil, first, last)),
        )

    @override
    def _tell(self, pupil: Pupil, page: tuple[Homework, ...]) -> Told:
        return tell_homework(page)

    async def async_tick(self, pupil: Pupil, work: Homework, done: bool) -> None:
        """Mark a piece of work done or not, where this account may.

        Raises HomeAssistantError.
        """
        if self.ticks_at_school:
            work = await self.gate.ask(
                lambda client: client.set_homework_done(pupil, work, done)
            )
        else:
            await self._ticks.async_set(pupil.key, work.key, done)
            work = replace(work, done=done)
        homework = tuple(
            work if other.key == work.key else other for other in self.data[pupil.key]
        )
        self.async_set_updated_data({**self.data, pupil.key: homework})
