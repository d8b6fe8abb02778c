"""The coordinator of the grades."""

from typing import override

from ..changes.event_data import Told, tell_grades
from ..client import GradeBook, Period, PronoteClient, Pupil
from ..polling.policy import Kind
from .base import ChildrenCoordinator


class GradesCoordinator(ChildrenCoordinator[GradeBook]):
    """The grades and averages of the current period."""

    page = "grades"
    kind = Kind.GRADES

    @override
    async def _read(self, client: PronoteClient, pupil: Pupil) -> GradeBook:
        return await client.grades.get(pupil)

    async def async_book(self, pupil: Pupil, period: Period | None) -> GradeBook:
        """Return the grades of a period: those of the current one from memory.

        Raises HomeAssistantError.
        """
        known = self.at_hand(pupil)
        if known is not None and (period is None or period.name == known.period):
            return known
        return await self.gate.ask(lambda client: client.grades.get(pupil, period))

    @override
    def _tell(self, pupil: Pupil, page: GradeBook) -> Told:
        return tell_grades(page, pupil.periods)
