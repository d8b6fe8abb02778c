"""The coordinator of the evaluations."""

from typing import override

from ..changes.event_data import Told, tell_evaluations
from ..client import Evaluation, PronoteClient, Pupil
from ..polling.policy import Kind
from .base import ChildrenCoordinator


class EvaluationsCoordinator(ChildrenCoordinator[tuple[Evaluation, ...]]):
    """The skills assessed in the current period."""

    page = "evaluations"
    kind = Kind.EVALUATIONS

    @override
    async def _read(
        self, client: PronoteClient, pupil: Pupil
    ) -> tuple[Evaluation, ...]:
        return await client.evaluations.get(pupil)

    @override
    def _tell(self, pupil: Pupil, page: tuple[Evaluation, ...]) -> Told:
        return tell_evaluations(page, pupil.current_period)
