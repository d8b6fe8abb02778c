"""The coordinator of the evaluations."""

from collections.abc import Iterator
from datetime import time
from itertools import chain
from typing import Final, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..changes.event_data import SerializedPage, serialize_evaluations
from ..client import Evaluation, Period, PeriodPage, PronoteClient, Pupil
from ..connection.school_connection import SchoolConnection
from ..polling.update_intervals import Resource
from .base import ChildrenCoordinator
from .periods import PeriodsBeside, is_term, periods_beside

_EVENING: Final = time(18)
"""From when an update reads an earlier term instead of the current one, once a day."""


class EvaluationsCoordinator(ChildrenCoordinator[tuple[Evaluation, ...]]):
    """Evaluations of the current period.

    Those of the terms that ended recently are read for their events only: once a day and child, in
    the evening, in place of the current period if nothing there has changed.
    """

    page = "evaluations"
    resource = Resource.EVALUATIONS

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, connection: SchoolConnection
    ) -> None:
        """Initialize the coordinator without sending a request."""
        super().__init__(hass, entry, connection)
        self._beside = PeriodsBeside[tuple[Evaluation, ...]]()
        self._earlier_changed = False
        """Whether an earlier term changed, which is no part of the data, in this update."""

    @callback
    @override
    def _async_refresh_finished(self) -> None:
        super()._async_refresh_finished()
        if self._earlier_changed:
            self._earlier_changed = False
            self.async_update_listeners()

    @override
    async def _fetch(
        self, client: PronoteClient, pupil: Pupil
    ) -> tuple[Evaluation, ...]:
        today = self.now.date()
        listed = pupil.periods_of(PeriodPage.EVALUATIONS)
        current = pupil.find_period(PeriodPage.EVALUATIONS, None)
        wanted = list(filter(is_term, periods_beside(listed, current, today)))
        known = self.data.get(pupil.key)
        if (
            known is not None
            and self._is_spare(pupil)
            and self.now.time() >= _EVENING
            and self._beside.is_due(pupil, wanted, today)
        ):
            before = self._earlier(pupil)
            await self._beside.request(
                pupil,
                wanted,
                today,
                lambda period: client.evaluations.get(pupil, period),
            )
            self._earlier_changed |= before != self._earlier(pupil)
            return known
        found = await client.evaluations.get(pupil)
        self._beside.note_current(pupil, current, found, wanted)
        return found

    def _is_spare(self, pupil: Pupil) -> bool:
        """Return whether the data of a child can do without the present update."""
        return (
            self._is_scheduled
            and self.last_update_success
            and not self.restored
            and not self._is_changed((pupil.key, None))
        )

    def followed(self, pupil: Pupil) -> Iterator[Evaluation]:
        """Return the evaluations of all periods that are still read."""
        earlier = self._earlier(pupil).values()
        return chain(self.data.get(pupil.key, ()), *earlier)

    def _earlier(self, pupil: Pupil) -> dict[Period, tuple[Evaluation, ...]]:
        known = self._beside.known.get(pupil.key, {})
        return {period: found for period, found in known.items() if found is not None}

    async def async_get_evaluations(
        self, pupil: Pupil, period: Period | None
    ) -> tuple[Evaluation, ...]:
        """Return the evaluations of a period, by default the current one.

        Those of the current period, and of the terms that are still read, come from the cache.
        Raises HomeAssistantError.
        """
        known = self.cached(pupil)
        if known is not None:
            current = pupil.find_period(PeriodPage.EVALUATIONS, None)
            shown = {item.name: found for item, found in self._earlier(pupil).items()}
            shown[current.name] = known
            name = current.name if period is None else period.name
            if (found := shown.get(name)) is not None:
                return found
        return await self.connection.call_for_action(
            lambda client: client.evaluations.get(pupil, period)
        )

    @override
    def _serialize(self, pupil: Pupil, data: tuple[Evaluation, ...]) -> SerializedPage:
        current = pupil.find_period(PeriodPage.EVALUATIONS, None)
        return serialize_evaluations(data, current, self._earlier(pupil))
