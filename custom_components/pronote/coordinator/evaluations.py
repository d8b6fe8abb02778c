"""The coordinator of the evaluations."""

from typing import override

from ..changes.event_data import SerializedPage, serialize_evaluations
from ..client import Evaluation, PeriodPage, PronoteClient, Pupil
from ..polling.update_intervals import Resource
from .base import ChildrenCoordinator


class EvaluationsCoordinator(ChildrenCoordinator[tuple[Evaluation, ...]]):
    """Evaluations of the current period."""

    page = "evaluations"
    resource = Resource.EVALUATIONS

    @override
    async def _fetch(
        self, client: PronoteClient, pupil: Pupil
    ) -> tuple[Evaluation, ...]:
        return await client.evaluations.get(pupil)

    @override
    def _serialize(self, pupil: Pupil, data: tuple[Evaluation, ...]) -> SerializedPage:
        return serialize_evaluations(
            data, pupil.find_period(PeriodPage.EVALUATIONS, None)
        )
