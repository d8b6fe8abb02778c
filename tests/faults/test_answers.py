"""Test a school that answers wrongly, late or not at all.

No data is lost or invented, and there is no flood of requests.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.faults.home_observer import HomeObserver
from tests.school import Options


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault of the school, and its allowed effects."""

    name: str
    options: dict[str, Any] = field(default_factory=dict)
    warnings: int = 0
    """Lines in the log and repairs, together."""
    logins: int = 0
    """The most, tried while it lasts or made to come back."""
    partly: bool = False
    """Other pages are answered all the same."""
    recovers_by: str = "2026-11-24 19:20"


MOST_PAGE_LOADS = 12
"""In an hour without an answer."""


ONCE = {
    "session expired in the middle": Fault(
        name="expire_sessions", options={"function": "PageAccueil"}, logins=1
    ),
    "session expired, other number": Fault(
        name="expire_sessions", options={"function": "PageAccueil", "G": 20}, logins=1
    ),
    "order number out of step": Fault(name="desync", logins=1),
    "server restarted": Fault(name="restart", logins=2, warnings=1),
    "HTML": Fault(name="html_instead_of_json", logins=1),
    "truncated": Fault(name="truncate", logins=1),
    "empty": Fault(name="empty", logins=1),
    "answer of another number": Fault(name="replay", logins=1),
    "no answer": Fault(name="drop"),
    "hung": Fault(name="hang", options={"seconds": 300}, logins=1),
}
"""Faults that happen once are repaired at once, without a message."""

LASTING = {
    "5xx": Fault(name="http_503"),
    "HTML": Fault(name="html_instead_of_json"),
    "truncated": Fault(name="truncate"),
    "empty": Fault(name="empty"),
    "answer of another number": Fault(name="replay"),
    "order number out of step": Fault(name="desync"),
    "sessions that do not last": Fault(name="expire_sessions", partly=True, logins=4),
    "no answer": Fault(name="drop"),
    "hung": Fault(name="hang", options={"seconds": 300}),
    "site closed": Fault(name="site_closed", recovers_by="2026-11-24 21:00"),
    "address suspended": Fault(name="suspend_address", recovers_by="2026-11-24 22:45"),
    "error 25": Fault(name="too_many_requests"),
}
"""What lasts an hour."""


@pytest.fixture
def options() -> Options:
    """Sessions last from one update to the next, so that each login is due to the fault."""
    return Options(idle_limit=30 * 60)


@pytest.mark.parametrize("row", ONCE)
async def test_once(
    request: pytest.FixtureRequest, observer: HomeObserver, row: str
) -> None:
    """Mended at once: what happened meanwhile is told in time."""
    fault = ONCE[row]
    if fault.name == "hang":
        request.getfixturevalue("clock_runs")
    await observer.advance_in_steps_until("2026-11-24 17:00")
    observer.school.request_log.reset()
    observer.school.fault(fault.name, **fault.options)
    observer.school.trigger_event("grade", pupil="Lina", value="3.25")
    await observer.advance_in_steps_until("2026-11-24 17:31")
    assert observer.event_types == ["new_grade"]
    assert not observer.unavailable
    assert len(observer.warnings) == fault.warnings
    assert observer.school.request_log.logins <= fault.logins
    assert observer.school.request_log.failed_logins == 0
    assert not observer.school.faults.armed


@pytest.mark.parametrize("row", LASTING)
async def test_for_an_hour(
    request: pytest.FixtureRequest,
    observer: HomeObserver,
    entry: MockConfigEntry,
    row: str,
) -> None:
    """The last good data stay, with their age; what happened meanwhile is told when it ends."""
    fault = LASTING[row]
    if fault.name == "hang":
        request.getfixturevalue("clock_runs")
    await observer.advance_in_steps_until("2026-11-24 17:00")
    last_update_before = observer.last_update
    observer.school.request_log.reset()
    observer.school.fault(
        fault.name, **{"times": None, "function": _where(fault.name)} | fault.options
    )
    observer.school.trigger_event("grade", pupil="Lina", value="3.25")
    await observer.advance_in_steps_until("2026-11-24 18:00")
    assert not observer.unavailable
    assert fault.partly or observer.last_update - last_update_before < timedelta(
        minutes=5
    )
    assert observer.event_types == []
    assert len(observer.warnings) == (fault.warnings or 1), observer.warnings
    assert not observer.open_flows
    assert observer.school.request_log.failed_logins == 0
    assert observer.school.request_log.page_loads <= MOST_PAGE_LOADS
    warnings_before = observer.warnings

    ended = dt_util.utcnow()
    observer.school.fault("clear")
    await observer.advance_in_steps_until(fault.recovers_by)
    assert entry.state is ConfigEntryState.LOADED
    assert observer.event_types == ["new_grade"]
    assert not observer.unavailable and not observer.issues
    assert observer.last_update > ended
    assert observer.warnings == [
        line for line in warnings_before if line in observer.warnings
    ]
    hours = (dt_util.utcnow() - ended) / timedelta(hours=1)
    assert observer.school.request_log.logins <= fault.logins + 2 + 2 * hours


def _where(name: str) -> str | None:
    """Sessions are ended by the questions about pages, not by those of a login."""
    return "PageAccueil" if name == "expire_sessions" else None
