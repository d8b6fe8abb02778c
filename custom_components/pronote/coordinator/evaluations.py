"""The coordinator of the evaluations."""

from collections.abc import Iterator
from itertools import chain
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..changes.event_data import SerializedPage, serialize_evaluations
from ..client import Evaluation, Period, PeriodPage, PronoteClient, Pupil
from ..connection.school_connection import SchoolConnection
from ..polling.update_intervals import Resource
from .base import ChildrenCoordinator
from .periods import EarlierPeriodDays, PeriodsBeside, is_term, periods_beside


class EvaluationsCoordinator(ChildrenCoordinator[tuple[Evaluation, ...]]):
    """Evaluations of the current period.

    Those of the terms that ended recently are read for their events only, a term on some days.
    """

    page = "evaluations"
    resource = Resource.EVALUATIONS

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        connection: SchoolConnection,
        days: EarlierPeriodDays,
    ) -> None:
        """Initialize the coordinator without sending a request."""
        super().__init__(hass, entry, connection)
        self._beside = PeriodsBeside[tuple[Evaluation, ...]](
            self.resource, days, at_once=False
        )

    @override
    async def _fetch(
        self, client: PronoteClient, pupil: Pupil
    ) -> tuple[Evaluation, ...]:
        return await client.evaluations.get(pupil)

    @override
    async def _fetch_all(
        self, client: PronoteClient
    ) -> dict[str, tuple[Evaluation, ...]]:
        """Fetch the current period of each child, then one of its terms that ended recently."""
        data = await super()._fetch_all(client)
        for pupil in self.connection.account.pupils:
            if pupil.key not in data:
                continue

            async def request(
                period: Period, pupil: Pupil = pupil
            ) -> tuple[Evaluation, ...]:
                return await client.evaluations.get(pupil, period)

            today = self.now.date()
            listed = pupil.periods_of(PeriodPage.EVALUATIONS)
            current = pupil.find_period(PeriodPage.EVALUATIONS, None)
            await self._beside.fetch(
                pupil,
                (current, data[pupil.key]),
                list(filter(is_term, periods_beside(listed, current, today))),
                today,
                request,
            )
        return data

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
