"""Test that every action that takes a key refuses one that does not exist as a wrong input."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.pronote.const import DOMAIN
from tests.actions.test_actions import descriptions
from tests.helpers.home import NewEntry, SetUp
from tests.school import School

KEYS = {
    "absence",
    "announcement",
    "discussion",
    "document",
    "event",
    "file",
    "homework",
    "items",
    "lesson",
    "link",
    "meeting",
    "news",
    "punishment",
    "pupil",
    "school_class",
    "session",
}
"""Fields that hold the key of something that an action returned."""
OTHER_FIELDS: dict[str, dict[str, Any]] = {
    "answer_news": {"answers": {"?": "?"}},
    "hand_in_homework": {"path": "devoir.pdf"},
    "justify_absence": {"text": "Grippe"},
    "rename_discussion": {"subject": "?"},
    "reply": {"text": "?"},
    "request_exemption": {"text": "?"},
    "save_draft": {"text": "?"},
    "set_meeting_unavailability": {"unavailable": []},
    "set_meeting_wish": {"wish": "wished"},
    "upload_document": {"path": "devoir.pdf"},
    "move_discussion": {"move": "archive"},
}


async def test_unknown_keys(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    subtests: pytest.Subtests,
) -> None:
    """Nothing is written, and Home Assistant logs no stack trace."""
    school.trigger_event("meetings")
    assert await set_up(new_entry())
    tried = 0
    for action, described in descriptions().items():
        wanted = KEYS & described.get("fields", {}).keys()
        if not wanted:
            continue
        tried += 1
        data = {key: ["?"] if key == "items" else "?" for key in wanted}
        with subtests.test(str(action)), pytest.raises(ServiceValidationError):
            await hass.services.async_call(
                *(DOMAIN, action),
                {**data, **OTHER_FIELDS.get(action, {})},
                target={"entity_id": "todo.pronote_1_homework"},
                blocking=True,
                return_response=hass.services.supports_response(DOMAIN, action).value
                != "none",
            )
    assert tried > 25
