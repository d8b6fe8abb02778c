"""Create the polling scheduler of a loaded account."""

from typing import Any

from homeassistant.core import HomeAssistant

from ..coordinator.base import PronoteCoordinator
from ..coordinator.fingerprints import Fingerprints
from ..models import PronoteConfigEntry
from ..polling.scheduler import PollingScheduler


def create_scheduler(
    hass: HomeAssistant, entry: PronoteConfigEntry
) -> PollingScheduler[PronoteCoordinator[Any]]:
    """Return the scheduler of an account, not started yet."""
    data = entry.runtime_data
    return PollingScheduler(
        hass,
        entry,
        connection=data.connection,
        home=data.home,
        pollables=data.coordinators,
        changes=Fingerprints(data.connection, data.home, data.timetable),
        hours=data.timetable,
    )
