"""The coordinator of the grades."""

from typing import override

from ..changes.event_data import SerializedPage, serialize_grades
from ..client import GradeBook, Period, PronoteClient, Pupil
from ..polling.policy import Resource
from .base import ChildrenCoordinator


class GradesCoordinator(ChildrenCoordinator[GradeBook]):
    """The grades and averages of the current period."""

    page = "grades"
    resource = Resource.GRADES

    @override
    async def _fetch(self, client: PronoteClient, pupil: Pupil) -> GradeBook:
        return await client.grades.get(pupil)

    async def async_get_grades(self, pupil: Pupil, period: Period | None) -> GradeBook:
        """Return the grades of a period; those of the current period from the cache.

        Raises HomeAssistantError.
        """
        known = self.cached(pupil)
        if known is not None and (period is None or period.name == known.period):
            return known
        return await self.connection.call(
            lambda client: client.grades.get(pupil, period)
        )

    @override
    def _serialize(self, pupil: Pupil, data: GradeBook) -> SerializedPage:
        return serialize_grades(data, pupil.periods)
