"""The fixtures of the tests: Home Assistant in Paris, and a simulated school."""

from tests.conftest import (
    enable_event_loop_debug,
    hass,
    home_at,
    new_entry,
    options,
    school,
    set_up,
)

__all__ = [
    "enable_event_loop_debug",
    "hass",
    "home_at",
    "new_entry",
    "options",
    "school",
    "set_up",
]
