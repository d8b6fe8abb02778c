"""The coordinator of the report cards."""

from datetime import timedelta
from typing import override

from ..changes.event_data import Told, tell_report_cards
from ..client import Period, PronoteClient, Pupil, ReportCard
from ..client.errors import PageNotAllowedError
from ..polling.policy import Kind
from .base import ChildrenCoordinator

COUNCILS = timedelta(days=60)
"""How long after the end of a period its report card may come."""


class ReportCardsCoordinator(ChildrenCoordinator[tuple[ReportCard, ...]]):
    """The report cards that may come out these days, published or not."""

    page = "report_cards"
    kind = Kind.REPORT_CARDS

    @override
    async def _read(
        self, client: PronoteClient, pupil: Pupil
    ) -> tuple[ReportCard, ...]:
        cards: list[ReportCard] = []
        closed: PageNotAllowedError | None = None
        for period in self._awaited(pupil):
            try:
                cards.append(await client.report_cards.get(pupil, period))
            except PageNotAllowedError as err:
                closed = err
        if closed is not None and not cards:
            raise closed
        return tuple(cards)

    def _awaited(self, pupil: Pupil) -> list[Period | None]:
        today = self.now.date()
        begun: list[Period | None] = [
            period
            for period in pupil.periods
            if period.start is not None
            and period.end is not None
            and period.start <= today <= period.end + COUNCILS
        ]
        return begun or [None]

    @override
    def _tell(self, pupil: Pupil, page: tuple[ReportCard, ...]) -> Told:
        return tell_report_cards(page, pupil.periods)
