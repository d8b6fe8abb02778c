"""Closed periods, whose sensors existing cards show in a tab each."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..client import (
    Evaluation,
    GradeBook,
    Period,
    PeriodPage,
    PronoteClient,
    Pupil,
    SchoolLife,
)
from ..connection.school_connection import SchoolConnection
from ..coordinator.base import UNREADABLE_ERRORS, ChildrenCoordinator
from ..coordinator.school_life import SchoolLifeCoordinator, whole_life
from ..polling.update_intervals import Resource
from .common import closed_periods

UPDATE_INTERVAL: Final = timedelta(days=1)
RETRY_INTERVAL: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedPeriod:
    """The pages of a closed period; None for a page that is not available."""

    period: Period
    grades: GradeBook | None
    evaluations: tuple[Evaluation, ...] | None
    school_life: SchoolLife | None


type ClosedPeriods = Mapping[str, ClosedPeriod]
"""Closed periods of a child by key."""


class ClosedPeriodsCoordinator(ChildrenCoordinator[ClosedPeriods]):
    """The closed periods of the children, in two requests a day each.

    Their school life is cut out of the page of the whole year. They have a timer of
    their own, since only the legacy sensors need them.
    """

    page = "closed_periods"
    resource = Resource.GRADES

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        connection: SchoolConnection,
        school_life: SchoolLifeCoordinator,
    ) -> None:
        """Initialize the coordinator without sending a request."""
        super().__init__(hass, entry, connection)
        self._school_life = school_life
        self.update_interval = UPDATE_INTERVAL

    @override
    async def _async_update_data(self) -> dict[str, ClosedPeriods]:
        self.update_interval = RETRY_INTERVAL
        data = await super()._async_update_data()
        self.update_interval = UPDATE_INTERVAL
        return data

    @override
    async def _fetch(self, client: PronoteClient, pupil: Pupil) -> ClosedPeriods:
        return {
            period.key: ClosedPeriod(
                period=period,
                grades=await _available(client.grades.get(pupil, period)),
                evaluations=await _available(client.evaluations.get(pupil, period)),
                school_life=await self._fetch_school_life(client, pupil, period),
            )
            for period in closed_periods(pupil)
        }

    async def _fetch_school_life(
        self, client: PronoteClient, pupil: Pupil, period: Period
    ) -> SchoolLife | None:
        known = self._school_life.data.get(pupil.key)
        listed = pupil.longest_period(PeriodPage.SCHOOL_LIFE, self.calendar)
        longest, own = listed.bounds(self.calendar), period.bounds(self.calendar)
        if known and longest and own and longest[0] <= own[0] and own[1] <= longest[1]:
            return whole_life(known).during(period.name, *own)
        return await _available(client.school_life.get(pupil, period))

    def requests_per_day(self) -> int:
        """Return how many requests a day the pages take, 0 without entities."""
        if not any(self.async_contexts()):
            return 0
        return sum(
            (closed.grades is not None) + (closed.evaluations is not None)
            for periods in self.data.values()
            for closed in periods.values()
        )


async def _available[_T](request: Awaitable[_T]) -> _T | None:
    try:
        return await request
    except UNREADABLE_ERRORS:
        return None
