"""Fixtures shared with the tests of the integration."""

from tests.conftest import (  # noqa: F401
    enable_event_loop_debug,
    hass,
    home_at,
    new_entry,
    options,
    school,
    set_up,
)
