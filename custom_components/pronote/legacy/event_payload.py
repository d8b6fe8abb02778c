"""Payload of `pronote_event` for automations written for hass-pronote."""

from datetime import date, datetime
from typing import Any, Final

from homeassistant.helpers.device_registry import DeviceEntry

from ..changes.diff import Change, ChangeType
from ..changes.event_data import EventData, Json
from ..client import GradeCode, Pupil
from .names import child_slug

GRADE_CODES: Final = {
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
    payload: dict[str, Any],
    pupil: Pupil | None,
    device: DeviceEntry | None,
    change: Change,
) -> None:
    """Add the names of the child and the legacy data of a change to the data of an event."""
    payload |= legacy_child(pupil, device)
    payload["data"] |= legacy_data(change)


def legacy_child(pupil: Pupil | None, device: DeviceEntry | None) -> dict[str, Any]:
    """Return the names of the child as hass-pronote wrote them; events of the account have none."""
    return {
        "child_name": pupil and pupil.name,
        "child_nickname": device and device.name_by_user,
        "child_slug": pupil and child_slug(pupil.name),
    }


def legacy_data(change: Change) -> dict[str, Any]:
    """Return the data of a change with the names and types of hass-pronote.

    It is merged with the event data; where a name is the same, its type prevails.
    """
    event_data = change.event_data
    match change.type:
        case ChangeType.NEW_GRADE:
            return _grade(event_data)
        case ChangeType.NEW_EVALUATION:
            return {
                "date": _parse_date(event_data["date"]),
                "description": event_data["description"] or "",
                "paliers": event_data["cycles"],
            }
        case ChangeType.NEW_ABSENCE:
            return {
                "from": _parse_datetime(event_data["start"]),
                "to": _parse_datetime(event_data["end"]),
                "hours": format_hours(event_data["hours"]),
                "days": event_data["half_days"],
                "reason": event_data["reason"] or "",
            }
        case ChangeType.NEW_DELAY:
            return {
                "date": _parse_datetime(event_data["start"]),
                "reasons": event_data["reason"] or "",
            }
    return {}


def _grade(event_data: EventData) -> dict[str, Any]:
    code = event_data["code"]
    grade = (
        GRADE_CODES[GradeCode(str(code))]
        if code
        else format_number(event_data["value"])
    )
    out_of = format_number(event_data["out_of"])
    return {
        "date": _parse_date(event_data["date"]),
        "comment": event_data["title"] or "",
        "grade": grade,
        "out_of": out_of,
        "default_out_of": format_number(event_data["default_out_of"]),
        "grade_out_of": f"{grade}/{out_of}",
        "coefficient": format_number(event_data["coefficient"]),
        "class_average": format_number(event_data["class_average"]),
        "max": format_number(event_data["highest"]),
        "min": format_number(event_data["lowest"]),
        "is_bonus": event_data["bonus"],
        "is_optionnal": event_data["optional"],
        "is_out_of_20": event_data["scaled_to_20"],
    }


def format_number(value: Json) -> str:
    """Return a number with a decimal comma; None if it is hidden."""
    return f"{value:g}".replace(".", ",") if isinstance(value, int | float) else ""


def format_hours(value: Json) -> str | None:
    """Return a duration such as "1h30"."""
    if not isinstance(value, int | float):
        return None
    hours, minutes = divmod(round(value * 60), 60)
    return f"{hours}h{minutes:02}"


def _parse_date(text: Json) -> date:
    return date.fromisoformat(str(text))


def _parse_datetime(text: Json) -> datetime | None:
    return None if text is None else datetime.fromisoformat(str(text))
