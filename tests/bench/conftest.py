"""The same home and the same school as those of the integration's tests."""

from tests.conftest import enable_event_loop_debug  # noqa: F401
from tests.integration.conftest import home, home_at, new_entry, options, school, set_up  # noqa: F401
