"""Payload of `pronote_event` for automations written for hass-pronote."""

from collections.abc import Callable, Iterable
from typing import Any

from homeassistant.helpers.device_registry import DeviceEntry

from ..changes.change_types import ChangeType
from ..changes.snapshot import Change
from ..client import Absence, Delay, Evaluation, Grade, Pupil
from ..coordinator.grades import followed_books
from ..coordinator.school_life import whole_life
from ..models import PronoteConfigEntry
from . import attributes as legacy_attributes
from .names import child_slug

type _Item = Grade | Evaluation | Absence | Delay


def add_legacy_payload(
    entry: PronoteConfigEntry,
    payload: dict[str, Any],
    pupil: Pupil | None,
    device: DeviceEntry | None,
    change: Change,
) -> None:
    """Add the names of the child and the legacy data of a change to the data of an event."""
    payload |= legacy_child(pupil, device)
    if pupil is not None:
        payload["data"] |= legacy_data(entry, pupil, change)


def legacy_child(pupil: Pupil | None, device: DeviceEntry | None) -> dict[str, Any]:
    """Return the names of the child as hass-pronote wrote them; events of the account have none."""
    return {
        "child_name": pupil and pupil.name,
        "child_nickname": device and device.name_by_user,
        "child_slug": pupil and child_slug(pupil.name),
    }


def legacy_data(
    entry: PronoteConfigEntry, pupil: Pupil, change: Change
) -> dict[str, Any]:
    """Return the data of a change with the names and types of hass-pronote.

    It is merged with the event data; where a name is the same, its type prevails.
    """
    data = entry.runtime_data
    match change.type:
        case ChangeType.NEW_GRADE:
            books = followed_books(data.grades.data[pupil.key])
            grades = (item for book in books for item in book.grades)
            return _element(grades, change, legacy_attributes.grade)
        case ChangeType.NEW_EVALUATION:
            evaluations = data.evaluations.followed(pupil)
            return _element(evaluations, change, legacy_attributes.evaluation)
        case ChangeType.NEW_ABSENCE:
            absences = whole_life(data.school_life.data[pupil.key]).absences
            return _element(absences, change, legacy_attributes.absence)
        case ChangeType.NEW_DELAY:
            delays = whole_life(data.school_life.data[pupil.key]).delays
            return _element(delays, change, legacy_attributes.delay)
    return {}


def _element[_ItemT: _Item](
    items: Iterable[_ItemT],
    change: Change,
    serialize: Callable[[_ItemT], legacy_attributes.Element],
) -> legacy_attributes.Element:
    """Serialize the item that a change is about."""
    item = next((item for item in items if item.key == change.key), None)
    return {} if item is None else serialize(item)
