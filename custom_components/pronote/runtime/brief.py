"""Gather what a brief needs from the data of a loaded account, without requests."""

from typing import Any

from ..client import Pupil
from ..coordinator.base import PronoteCoordinator
from ..coordinator.school_life import whole_life
from ..models import PronoteConfigEntry
from ..school_day.brief import Brief, BriefSources, Moment, create_brief
from ..school_day.morning import margins


def child_brief(
    entry: PronoteConfigEntry, pupil: Pupil, moment: Moment
) -> Brief | None:
    """Return the brief of a child; None if the timetable is not available."""
    data = entry.runtime_data
    if _known(data.timetable, pupil) is None:
        return None
    menus = _known(data.menus, pupil)
    life = _known(data.school_life, pupil)
    return create_brief(
        data.timetable.school_days(pupil.key),
        BriefSources(
            homework=_known(data.homework, pupil) or (),
            menus=tuple(menu for week in (menus or {}).values() for menu in week),
            life=None if life is None else whole_life(life),
            margins=margins(entry.options, pupil.key),
            silent_since=data.connection.budget.failing_since,
        ),
        moment,
    )


def _known[_DataT](
    coordinator: PronoteCoordinator[_DataT], pupil: Pupil
) -> _DataT | None:
    """Return the data of a page; None if there are none, or they are too old."""
    data: dict[str, Any] = coordinator.data if coordinator.usable else {}
    return data.get(pupil.key)
