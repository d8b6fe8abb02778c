"""The coordinator of school life."""

from typing import override

from ..changes.event_data import Told, tell_school_life
from ..client import PronoteClient, Pupil, SchoolLife
from ..polling.policy import Kind
from .base import ChildrenCoordinator


class SchoolLifeCoordinator(ChildrenCoordinator[SchoolLife]):
    """Absences, delays, punishments, observations of the current period."""

    page = "school_life"
    kind = Kind.SCHOOL_LIFE

    @override
    async def _read(self, client: PronoteClient, pupil: Pupil) -> SchoolLife:
        return await client.school_life.get(pupil)

    @override
    def _tell(self, pupil: Pupil, page: SchoolLife) -> Told:
        return tell_school_life(page)
