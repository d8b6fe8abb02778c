"""Coordinators of what the school thinks of a child: skills, school life, report cards."""

from datetime import timedelta
from typing import override

from .client import Evaluation, Period, PronoteClient, Pupil, ReportCard, SchoolLife
from .client.errors import PageNotAllowedError
from .coordinator import ChildrenCoordinator
from .facts import Told, tell_evaluations, tell_report_cards, tell_school_life
from .schedule import Kind

COUNCILS = timedelta(days=60)
"""How long after the end of a period its report card may come."""


class EvaluationsCoordinator(ChildrenCoordinator[tuple[Evaluation, ...]]):
    """The skills assessed in the current period."""

    page = "evaluations"
    kind = Kind.EVALUATIONS

    @override
    async def _read(
        self, client: PronoteClient, pupil: Pupil
    ) -> tuple[Evaluation, ...]:
        return await client.evaluations(pupil)

    @override
    def _tell(self, pupil: Pupil, page: tuple[Evaluation, ...]) -> Told:
        return tell_evaluations(page, pupil.current_period)


class SchoolLifeCoordinator(ChildrenCoordinator[SchoolLife]):
    """Absences, delays, punishments, observations of the current period."""

    page = "school_life"
    kind = Kind.SCHOOL_LIFE

    @override
    async def _read(self, client: PronoteClient, pupil: Pupil) -> SchoolLife:
        return await client.school_life(pupil)

    @override
    def _tell(self, pupil: Pupil, page: SchoolLife) -> Told:
        return tell_school_life(page)


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
                cards.append(await client.report_card(pupil, period))
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
