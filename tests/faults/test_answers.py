"""A school that answers wrongly, late or not at all: nothing is lost, invented or stormed."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.faults.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """How a school misbehaves, and what that may cost."""

    name: str
    options: dict[str, Any] = field(default_factory=dict)
    remarks: int = 0
    """Lines in the log and repairs, together."""
    logins: int = 0
    """The most, tried while it lasts or made to come back."""
    partly: bool = False
    """Other pages are answered all the same."""
    recovers_by: str = "2026-11-24 19:00"


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
    "server restarted": Fault(name="restart", logins=2, remarks=1),
    "HTML": Fault(name="html_instead_of_json", logins=1),
    "truncated": Fault(name="truncate", logins=1),
    "empty": Fault(name="empty", logins=1),
    "answer of another number": Fault(name="replay", logins=1),
    "no answer": Fault(name="drop"),
    "hung": Fault(name="hang", options={"seconds": 300}, logins=1),
}
"""What happens once is mended at once, and nobody hears of it."""

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
    "address suspended": Fault(
        name="suspend_address", remarks=2, recovers_by="2026-11-24 22:45"
    ),
    "error 25": Fault(name="too_many_requests"),
}
"""What lasts an hour."""


@pytest.mark.parametrize("row", ONCE)
async def test_once(request: pytest.FixtureRequest, watch: Watch, row: str) -> None:
    """Mended at once: what happened meanwhile is told in time."""
    fault = ONCE[row]
    if fault.name == "hang":
        request.getfixturevalue("clock_runs")
    await watch.advance_in_steps_until("2026-11-24 17:00")
    watch.school.request_log.reset()
    watch.school.fault(fault.name, **fault.options)
    watch.school.trigger_event("grade", pupil="Lina", value="3.25")
    await watch.advance_in_steps_until("2026-11-24 17:31")
    assert watch.kinds == ["new_grade"]
    assert not watch.lost
    assert len(watch.remarks) == fault.remarks
    assert watch.school.request_log.logins <= fault.logins
    assert watch.school.request_log.failed_logins == 0
    assert not watch.school.faults.armed


@pytest.mark.parametrize("row", LASTING)
async def test_for_an_hour(
    request: pytest.FixtureRequest, watch: Watch, entry: MockConfigEntry, row: str
) -> None:
    """The last good data stay, with their age; what happened meanwhile is told when it ends."""
    fault = LASTING[row]
    if fault.name == "hang":
        request.getfixturevalue("clock_runs")
    await watch.advance_in_steps_until("2026-11-24 17:00")
    heard = watch.heard
    watch.school.request_log.reset()
    watch.school.fault(
        fault.name, **{"times": None, "function": _where(fault.name)} | fault.options
    )
    watch.school.trigger_event("grade", pupil="Lina", value="3.25")
    await watch.advance_in_steps_until("2026-11-24 18:00")
    assert not watch.lost
    assert fault.partly or watch.heard - heard < timedelta(minutes=5)
    assert watch.kinds == []
    assert len(watch.remarks) == (fault.remarks or 1), watch.remarks
    assert not watch.dialogs
    assert watch.school.request_log.failed_logins == 0
    assert watch.school.request_log.page_loads <= MOST_PAGE_LOADS
    told = watch.remarks

    ended = dt_util.utcnow()
    watch.school.fault("clear")
    await watch.advance_in_steps_until(fault.recovers_by)
    assert entry.state is ConfigEntryState.LOADED
    assert watch.kinds == ["new_grade"]
    assert not watch.lost and not watch.problems
    assert watch.heard > ended
    assert watch.remarks == [line for line in told if line in watch.remarks]
    hours = (dt_util.utcnow() - ended) / timedelta(hours=1)
    assert watch.school.request_log.logins <= fault.logins + 2 + 2 * hours


def _where(name: str) -> str | None:
    """Sessions are ended by the questions about pages, not by those of a login."""
    return "PageAccueil" if name == "expire_sessions" else None
