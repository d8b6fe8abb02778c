"""The coordinator of school life."""

from dataclasses import dataclass, fields
from typing import override

from ..changes.event_data import SerializedPage, serialize_school_life
from ..client import Period, PronoteClient, Pupil, SchoolLife
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

    async def async_get_school_life(
        self, pupil: Pupil, period: Period | None, *, whole_year: bool = False
    ) -> SchoolLife:
        """Return the events of a period, by default the current one, or of the longest period.

        The longest period comes from the cache. A shorter one is requested: what the cache has of
        it lacks the missed hours, which have no dates. Raises HomeAssistantError.
        """
        wanted = None if whole_year else period or pupil.current_period
        if (known := self.cached(pupil)) is not None:
            whole = whole_life(known)
            if wanted is None or wanted.name == whole.period:
                return whole
        return await self.connection.call_for_action(
            lambda client: client.school_life.get(pupil, wanted)
        )

    @override
    def _serialize(self, pupil: Pupil, data: SchoolLife) -> SerializedPage:
        return serialize_school_life(whole_life(data))
