"""What the automations written for hass-pronote find in `pronote_event`, under its names."""

from .changes import Change, ChangeType
from .facts import Facts, Json


def legacy_data(change: Change) -> Facts:
    """Return the data of a change under the names of hass-pronote, beside our own."""
    facts = change.facts
    match change.type:
        case ChangeType.NEW_GRADE:
            grade = _figure(facts["value"]) or facts["code"]
            return {
                "comment": facts["title"],
                "grade": grade,
                "grade_out_of": f"{grade}/{_figure(facts['out_of'])}",
                "max": facts["highest"],
                "min": facts["lowest"],
                "is_bonus": facts["bonus"],
                "is_optionnal": facts["optional"],
                "is_out_of_20": facts["scaled_to_20"],
            }
        case ChangeType.NEW_ABSENCE:
            return {
                "from": facts["start"],
                "to": facts["end"],
                "days": facts["half_days"],
            }
        case ChangeType.NEW_DELAY:
            return {"date": facts["start"], "reasons": facts["reason"]}
    return {}


def _figure(value: Json) -> str | None:
    """Return a figure as hass-pronote wrote it."""
    return None if value is None else str(value).replace(".", ",")
