"""The coordinator of the report cards."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..changes.event_data import SerializedPage, serialize_report_cards
from ..client import Period, PeriodPage, PronoteClient, Pupil, ReportCard
from ..client.errors import PageNotAllowedError
from ..connection.school_connection import SchoolConnection
from ..polling.update_intervals import Resource
from .base import ChildrenCoordinator
from .periods import is_awaited

_CURRENT_AGAIN: Final = timedelta(days=7)
"""How rarely the current period is requested while the card of an earlier one may still come."""


class ReportCardsCoordinator(ChildrenCoordinator[tuple[ReportCard, ...]]):
    """Report cards of the current periods and of those that ended recently, published or not.

    All of them are requested once, then one at each update.
    """

    page = "report_cards"
    resource = Resource.REPORT_CARDS

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, connection: SchoolConnection
    ) -> None:
        """Initialize the coordinator without sending a request."""
        super().__init__(hass, entry, connection)
        self._read_at: dict[tuple[str, str], datetime] = {}
        """When the card of a child and period was last requested."""

    @override
    async def _fetch(
        self, client: PronoteClient, pupil: Pupil
    ) -> tuple[ReportCard, ...]:
        cards = {card.period: card for card in self.data.get(pupil.key, ())}
        expected = self._expected_periods(pupil)
        closed: PageNotAllowedError | None = None
        for period in self._due_periods(pupil, expected, cards.keys()):
            self._read_at[pupil.key, period.name] = self.now
            try:
                cards[period.name] = await client.report_cards.get(pupil, period)
            except PageNotAllowedError as err:
                cards.pop(period.name, None)
                closed = err
        shown = tuple(cards[item.name] for item in expected if item.name in cards)
        if closed is not None and not shown:
            raise closed
        return shown

    def _expected_periods(self, pupil: Pupil) -> list[Period]:
        today = self.now.date()
        listed = pupil.periods_of(PeriodPage.REPORT_CARD)
        expected = [period for period in listed if is_awaited(period, today)]
        return expected or [pupil.find_period(PeriodPage.REPORT_CARD, None)]

    def _due_periods(
        self, pupil: Pupil, expected: list[Period], known: Collection[str]
    ) -> list[Period]:
        """Return the periods to request: all for a person, the unknown ones, or one in turn."""
        if not self._is_scheduled:
            return expected
        if unknown := [
            period
            for period in expected
            if period.name not in known
            and (pupil.key, period.name) not in self._read_at
        ]:
            return unknown
        now = self.now

        def read_at(period: Period) -> datetime:
            # The time of a restored card is unknown.
            return self._read_at.setdefault((pupil.key, period.name), now)

        oldest = min(expected, key=read_at)
        ended = [item for item in expected if item.end and item.end < now.date()]
        if ended and now - read_at(oldest) < _CURRENT_AGAIN:
            oldest = min(ended, key=read_at)
        return [oldest]

    async def async_get_report_card(
        self, pupil: Pupil, period: Period | None
    ) -> ReportCard:
        """Return the report card of a period, by default the current one.

        Report cards that are still expected come from the cache. Raises HomeAssistantError.
        """
        wanted = period or pupil.find_period(PeriodPage.REPORT_CARD, None)
        for card in self.cached(pupil) or ():
            if card.period == wanted.name:
                return card
        return await self.connection.call_for_action(
            lambda client: client.report_cards.get(pupil, period)
        )

    @override
    def _serialize(self, pupil: Pupil, data: tuple[ReportCard, ...]) -> SerializedPage:
        return serialize_report_cards(data, pupil.periods_of(PeriodPage.REPORT_CARD))
