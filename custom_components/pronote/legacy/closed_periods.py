"""Closed periods, whose sensors existing cards show in a tab each."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..changes.event_data import SerializedPage
from ..client import Evaluation, GradeBook, Period, PronoteClient, Pupil, SchoolLife
from ..connection.session import SchoolConnection
from ..coordinator.base import UNREADABLE_ERRORS, ChildrenCoordinator
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
    """The closed periods of the children, in three requests a day each.

    It has a timer of its own: only the legacy sensors need it.
    """

    page = "closed_periods"
    resource = Resource.GRADES

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, connection: SchoolConnection
    ) -> None:
        """Initialize the coordinator without sending a request."""
        super().__init__(hass, entry, connection)
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
                school_life=await _available(client.school_life.get(pupil, period)),
            )
            for period in closed_periods(pupil)
        }

    @override
    def _serialize(self, pupil: Pupil, data: ClosedPeriods) -> SerializedPage:
        return {}


async def _available[_T](request: Awaitable[_T]) -> _T | None:
    try:
        return await request
    except UNREADABLE_ERRORS:
        return None
