"""Log facts about the school that a family cannot change: closed pages, a new version."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..client import NEWEST_TESTED_VERSION
from ..const import DOMAIN, LOGGER
from ..models import PronoteConfigEntry

_LOGGED_VERSIONS: HassKey[set[str]] = HassKey(f"{DOMAIN}_logged_versions")


@callback
def async_setup_school_log(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    """Log pages that the school closes or opens again, and a PRONOTE version that is not tested."""

    @callback
    def log_changes() -> None:
        _async_log_pages(entry)
        _async_log_version(hass, entry)

    log_changes()
    for coordinator in entry.runtime_data.coordinators:
        entry.async_on_unload(coordinator.async_add_listener(log_changes))


@callback
def _async_log_pages(entry: PronoteConfigEntry) -> None:
    """Log each page once when it is closed, and once when it is open again."""
    data = entry.runtime_data
    is_open = {
        coordinator.page: bool(coordinator.data)
        for coordinator in data.coordinators
        if coordinator.last_update_success and coordinator.update_count
    }
    before = data.open_pages.closed
    closed = data.open_pages.async_sync(data.account.calendar.first_day, is_open)
    for page in sorted(closed - before):
        LOGGER.warning(
            "The school has closed the page %s; its entities return once it is open again",
            page,
        )
    for page in sorted(page for page in before - closed if is_open.get(page)):
        LOGGER.info("The school has opened the page %s again", page)


@callback
def _async_log_version(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    """Log each version once that is newer than what was tested."""
    numbers = entry.runtime_data.account.school.version_numbers
    version, tested = (".".join(map(str, n)) for n in (numbers, NEWEST_TESTED_VERSION))
    logged = hass.data.setdefault(_LOGGED_VERSIONS, set())
    if numbers > NEWEST_TESTED_VERSION and version not in logged:
        logged.add(version)
        LOGGER.warning(
            "The school uses PRONOTE %s; this integration has been tested up to PRONOTE %s",
            version,
            tested,
        )
