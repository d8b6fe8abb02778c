"""The coordinator of the report cards."""

from typing import override

from ..changes.event_data import SerializedPage, serialize_report_cards
from ..client import Period, PeriodPage, PronoteClient, Pupil, ReportCard
from ..client.errors import PageNotAllowedError
from ..polling.update_intervals import Resource
from .base import ChildrenCoordinator
from .periods import is_awaited


class ReportCardsCoordinator(ChildrenCoordinator[tuple[ReportCard, ...]]):
    """Report cards of the current periods and of those that ended recently, published or not."""

    page = "report_cards"
    resource = Resource.REPORT_CARDS

    @override
    async def _fetch(
        self, client: PronoteClient, pupil: Pupil
    ) -> tuple[ReportCard, ...]:
        cards: list[ReportCard] = []
        closed: PageNotAllowedError | None = None
        for period in self._expected_periods(pupil):
            try:
                cards.append(await client.report_cards.get(pupil, period))
            except PageNotAllowedError as err:
                closed = err
        if closed is not None and not cards:
            raise closed
        return tuple(cards)

    def _expected_periods(self, pupil: Pupil) -> list[Period | None]:
        today = self.now.date()
        expected: list[Period | None] = [
            period
            for period in pupil.periods_of(PeriodPage.REPORT_CARD)
            if is_awaited(period, today)
        ]
        return expected or [None]

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
