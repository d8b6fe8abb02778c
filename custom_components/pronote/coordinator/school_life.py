"""The coordinator of school life."""

from typing import override

from ..changes.event_data import SerializedPage, serialize_school_life
from ..client import PronoteClient, Pupil, SchoolLife
from ..polling.policy import Resource
from .base import ChildrenCoordinator


class SchoolLifeCoordinator(ChildrenCoordinator[SchoolLife]):
    """Absences, delays, punishments and observations of the current period."""

    page = "school_life"
    resource = Resource.SCHOOL_LIFE

    @override
    async def _fetch(self, client: PronoteClient, pupil: Pupil) -> SchoolLife:
        return await client.school_life.get(pupil)

    @override
    def _serialize(self, pupil: Pupil, data: SchoolLife) -> SerializedPage:
        return serialize_school_life(data)
