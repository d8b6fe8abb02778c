"""The coordinator of school life."""

from dataclasses import dataclass, fields
from typing import override

from ..changes.event_data import SerializedPage, serialize_school_life
from ..client import PronoteClient, Pupil, SchoolLife
from ..polling.update_intervals import Resource
from .base import ChildrenCoordinator


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedSchoolLife(SchoolLife):
    """What happened in the current period, with all that the page tells."""

    whole: SchoolLife
    """The longest period that the page offers: schools file punishments under the year."""


def whole_life(life: SchoolLife) -> SchoolLife:
    """Return all that the page tells, also of what happened before the current period."""
    return life.whole if isinstance(life, FollowedSchoolLife) else life


class SchoolLifeCoordinator(ChildrenCoordinator[SchoolLife]):
    """Absences, delays, punishments and observations, cut by date to the current period."""

    page = "school_life"
    resource = Resource.SCHOOL_LIFE

    @override
    async def _fetch(self, client: PronoteClient, pupil: Pupil) -> SchoolLife:
        whole = await client.school_life.get(pupil)
        current = (client.account.pupil(pupil.key) or pupil).current_period
        life = whole
        if current is not None and current.start and current.end:
            if current.name != whole.period:
                life = whole.during(current.name, current.start, current.end)
        return FollowedSchoolLife(
            **{item.name: getattr(life, item.name) for item in fields(SchoolLife)},
            whole=whole,
        )

    @override
    def _serialize(self, pupil: Pupil, data: SchoolLife) -> SerializedPage:
        return serialize_school_life(whole_life(data))
