"""Read the last change from the state of an event entity."""

from typing import Any

from homeassistant.components.event import ATTR_EVENT_TYPE, ATTR_EVENT_TYPES
from homeassistant.const import ATTR_ENTITY_PICTURE, ATTR_FRIENDLY_NAME, ATTR_ICON
from homeassistant.core import State

_OTHER_ATTRIBUTES = {
    ATTR_ENTITY_PICTURE,
    ATTR_EVENT_TYPE,
    ATTR_EVENT_TYPES,
    ATTR_FRIENDLY_NAME,
    ATTR_ICON,
}


def last_change(state: State) -> dict[str, Any]:
    """Return the type and the event data of the last change."""
    event_data = {
        name: value
        for name, value in state.attributes.items()
        if name not in _OTHER_ATTRIBUTES
    }
    return {"type": state.attributes.get(ATTR_EVENT_TYPE), **event_data}
