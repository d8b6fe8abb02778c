"""The coordinator of the report cards."""

from datetime import timedelta
from typing import override

from ..changes.event_data import SerializedPage, serialize_report_cards
from ..client import Period, PronoteClient, Pupil, ReportCard
from ..client.errors import PageNotAllowedError
from ..polling.policy import Resource
from .base import ChildrenCoordinator

MAX_PUBLICATION_DELAY = timedelta(days=60)
"""How long after the end of a period its report card may come."""


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
            for period in pupil.periods
            if period.start is not None
            and period.end is not None
            and period.start <= today <= period.end + MAX_PUBLICATION_DELAY
        ]
        return expected or [None]

    @override
    def _serialize(self, pupil: Pupil, data: tuple[ReportCard, ...]) -> SerializedPage:
        return serialize_report_cards(data, pupil.periods)
