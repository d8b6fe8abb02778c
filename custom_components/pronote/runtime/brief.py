"""Gather what a brief needs from the data of a loaded account, without requests."""

from typing import Any

from ..client import Pupil
from ..coordinator.base import PronoteCoordinator
from ..coordinator.discussions import MAILBOX
from ..coordinator.school_life import whole_life
from ..models import PronoteConfigEntry, PronoteData
from ..school_day.brief import Brief, BriefSources, Moment, create_brief
from ..school_day.morning import margins


def child_brief(
    entry: PronoteConfigEntry, pupil: Pupil, moment: Moment
) -> Brief | None:
    """Return the brief of a child; None if its timetable is not available at the moment.

    At a school that shows no timetable, the brief is about the next day on which it is open.
    """
    data = entry.runtime_data
    has_timetable = _known(data.timetable, pupil) is not None
    if not has_timetable and not _closed(data.timetable):
        return None
    menus = _known(data.menus, pupil)
    life = _known(data.school_life, pupil)
    return create_brief(
        data.timetable.school_days(pupil.key),
        BriefSources(
            homework=_known(data.homework, pupil) or (),
            menus=tuple(menu for week in (menus or {}).values() for menu in week),
            life=None if life is None else whole_life(life),
            has_timetable=has_timetable,
            to_read=_unread(data, pupil),
            margins=margins(entry.options, pupil.key),
            silent_since=data.connection.budget.failing_since,
        ),
        moment,
    )


def _closed(coordinator: PronoteCoordinator[Any]) -> bool:
    """Return whether the school has answered, and shows this page for no child."""
    answered = coordinator.update_count and coordinator.last_update_success
    return bool(answered) and not coordinator.data


def _unread(data: PronoteData, pupil: Pupil) -> int:
    """Return how many news items of a child and messages of the account are unread."""
    mail = data.discussions.data if data.discussions.usable else {}
    return sum(not item.read for item in _known(data.news, pupil) or ()) + sum(
        item.unread for item in mail.get(MAILBOX, ())
    )


def _known[_DataT](
    coordinator: PronoteCoordinator[_DataT], pupil: Pupil
) -> _DataT | None:
    """Return the data of a page; None if there are none, or they are too old."""
    data: dict[str, Any] = coordinator.data if coordinator.usable else {}
    return data.get(pupil.key)
