"""What the automations written for hass-pronote find in `pronote_event`, under its names."""

from datetime import date, datetime
from typing import Any, Final

from homeassistant.helpers.device_registry import DeviceEntry

from ..changes.diff import Change, ChangeType
from ..changes.event_data import Facts, Json
from ..client import GradeCode, Pupil
from .names import child_slug

CODES: Final = {
    GradeCode.ABSENT: "Absent",
    GradeCode.EXEMPTED: "Dispense",
    GradeCode.NOT_GRADED: "NonNote",
    GradeCode.UNFIT: "Inapte",
    GradeCode.NOT_HANDED_IN: "NonRendu",
    GradeCode.ABSENT_ZERO: "AbsentZero",
    GradeCode.NOT_HANDED_IN_ZERO: "NonRenduZero",
    GradeCode.CONGRATULATIONS: "Felicitations",
}


def add_legacy_payload(
    told: dict[str, Any],
    pupil: Pupil | None,
    device: DeviceEntry | None,
    change: Change,
) -> None:
    """Add the child's names and the data of a change, as hass-pronote wrote them, to an event."""
    told |= legacy_child(pupil, device)
    told["data"] |= legacy_data(change)


def legacy_child(pupil: Pupil | None, device: DeviceEntry | None) -> dict[str, Any]:
    """Return how hass-pronote named the child; what is of the account names none."""
    return {
        "child_name": pupil and pupil.name,
        "child_nickname": device and device.name_by_user,
        "child_slug": pupil and child_slug(pupil.name),
    }


def legacy_data(change: Change) -> dict[str, Any]:
    """Return the data of a change under the names of hass-pronote, and of its types.

    They stand beside our own; where a name is the same, its type prevails.
    """
    facts = change.facts
    match change.type:
        case ChangeType.NEW_GRADE:
            return _grade(facts)
        case ChangeType.NEW_EVALUATION:
            return {
                "date": _day(facts["date"]),
                "description": facts["description"] or "",
                "paliers": facts["cycles"],
            }
        case ChangeType.NEW_ABSENCE:
            return {
                "from": _moment(facts["start"]),
                "to": _moment(facts["end"]),
                "hours": hours(facts["hours"]),
                "days": facts["half_days"],
                "reason": facts["reason"] or "",
            }
        case ChangeType.NEW_DELAY:
            return {
                "date": _moment(facts["start"]),
                "reasons": facts["reason"] or "",
            }
    return {}


def _grade(facts: Facts) -> dict[str, Any]:
    code = facts["code"]
    grade = CODES[GradeCode(str(code))] if code else figure(facts["value"])
    out_of = figure(facts["out_of"])
    return {
        "date": _day(facts["date"]),
        "comment": facts["title"] or "",
        "grade": grade,
        "out_of": out_of,
        "default_out_of": figure(facts["default_out_of"]),
        "grade_out_of": f"{grade}/{out_of}",
        "coefficient": figure(facts["coefficient"]),
        "class_average": figure(facts["class_average"]),
        "max": figure(facts["highest"]),
        "min": figure(facts["lowest"]),
        "is_bonus": facts["bonus"],
        "is_optionnal": facts["optional"],
        "is_out_of_20": facts["scaled_to_20"],
    }


def figure(value: Json) -> str:
    """Return a figure with a comma; nothing for what the school hides."""
    return f"{value:g}".replace(".", ",") if isinstance(value, int | float) else ""


def hours(value: Json) -> str | None:
    """Return a length such as "1h30"."""
    if not isinstance(value, int | float):
        return None
    hours, minutes = divmod(round(value * 60), 60)
    return f"{hours}h{minutes:02}"


def _day(text: Json) -> date:
    return date.fromisoformat(str(text))


def _moment(text: Json) -> datetime | None:
    return None if text is None else datetime.fromisoformat(str(text))
