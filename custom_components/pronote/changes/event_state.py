"""What an event entity says of the last change, read from its state."""

from typing import Any

from homeassistant.components.event import ATTR_EVENT_TYPE, ATTR_EVENT_TYPES
from homeassistant.const import ATTR_ENTITY_PICTURE, ATTR_FRIENDLY_NAME, ATTR_ICON
from homeassistant.core import State

_NOT_OF_THE_CHANGE = {
    ATTR_ENTITY_PICTURE,
    ATTR_EVENT_TYPE,
    ATTR_EVENT_TYPES,
    ATTR_FRIENDLY_NAME,
    ATTR_ICON,
}


def last_change(state: State) -> dict[str, Any]:
    """Return the type and the facts of the last change."""
    facts = {
        name: value
        for name, value in state.attributes.items()
        if name not in _NOT_OF_THE_CHANGE
    }
    return {"type": state.attributes.get(ATTR_EVENT_TYPE), **facts}
