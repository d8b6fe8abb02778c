"""The PRONOTE integration: French schools for families."""

import asyncio
from datetime import datetime
from functools import partial

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_STOP, Platform
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import ConfigEntryAuthFailed, ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.device_registry import DeviceEntry
from homeassistant.helpers.typing import ConfigType
from homeassistant.helpers.update_coordinator import UpdateFailed

from .changes.snapshot_store import SnapshotStore
from .connection.credentials import async_school_timezone, stored_password
from .connection.school_connection import SchoolConnection, async_cancel_requests
from .connection.token_store import async_get_token_store, async_remove_token_store
from .const import DOMAIN
from .coordinator.discussions import DiscussionsCoordinator
from .coordinator.documents import DocumentsCoordinator
from .coordinator.evaluations import EvaluationsCoordinator
from .coordinator.grades import GradesCoordinator
from .coordinator.home import HomeCoordinator
from .coordinator.homework import HomeworkCoordinator
from .coordinator.menus import MenusCoordinator
from .coordinator.news import NewsCoordinator
from .coordinator.report_cards import ReportCardsCoordinator
from .coordinator.school_life import SchoolLifeCoordinator
from .coordinator.statistics import (
    async_remove_statistics_store,
    async_setup_statistics,
)
from .coordinator.timetable import TimetableCoordinator
from .files.view import async_setup_file_view
from .frontend import async_setup_frontend
from .last_data.store import LastDataStore
from .legacy.children import CONF_FORMER_CHILDREN
from .legacy.entry import (
    CONF_FROM_HASS_PRONOTE,
    FIRST_OWN_VERSION,
    async_complete_migration,
    async_convert_entry,
    async_merge_entries,
)
from .legacy.event_payload import add_legacy_payload
from .legacy.registry import async_adopt_devices_and_entities
from .models import PronoteConfigEntry, PronoteData
from .polling.request_budget import async_get_budget, async_remove_budget
from .repair_issues.connection import (
    async_clear_all_issues,
    async_setup_year_issue,
    async_sync_connection_issues,
)
from .repair_issues.missing_entities import async_setup_missing_entities_issue
from .runtime.damaged_options import async_repair_options
from .runtime.devices import (
    async_create_device_sync,
    async_migrate_identifiers,
    child_identifier,
)
from .runtime.event_dispatcher import async_setup_event_dispatcher
from .runtime.home_calendars import async_setup_home_calendars
from .runtime.notifications import async_setup_notifications
from .runtime.restore_last_data import PAGE_TYPES, async_restore, async_setup_last_data
from .runtime.school_log import async_setup_school_log
from .runtime.start_updates import async_fetch_all, async_start_updates
from .runtime.wake_up_check import async_setup_wake_up_check
from .services import async_setup_services
from .storage import BagTicks, HomeworkTicks, OpenPages, async_child_numbers
from .texts.phrases import async_load_phrases

PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CALENDAR,
    Platform.EVENT,
    Platform.IMAGE,
    Platform.NOTIFY,
    Platform.SENSOR,
    Platform.TODO,
]

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions, the file view and the cards, and migrate what hass-pronote stored."""
    await async_load_phrases(hass)
    async_setup_services(hass)
    async_setup_file_view(hass)
    await async_setup_frontend(hass)
    await async_merge_entries(hass)
    return True


async def async_migrate_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Migrate an entry of hass-pronote."""
    if entry.version < FIRST_OWN_VERSION:
        await async_convert_entry(hass, entry)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: PronoteConfigEntry) -> bool:
    """Show the last data of an account and contact its school, or log in and fetch its pages."""
    async_repair_options(hass, entry, (CONF_FORMER_CHILDREN,))
    token_store = await async_get_token_store(hass, entry)
    if (credentials := token_store.token or stored_password(entry.data)) is None:
        if CONF_FROM_HASS_PRONOTE in entry.data:
            raise ConfigEntryAuthFailed(
                translation_domain=DOMAIN, translation_key="hass_pronote_login_invalid"
            )
        raise ConfigEntryAuthFailed(
            translation_domain=DOMAIN, translation_key="no_saved_login"
        )
    timezone = await async_school_timezone(hass, entry.options)
    budget = await async_get_budget(hass, entry, timezone)
    last_data_store = LastDataStore(hass, entry.entry_id, PAGE_TYPES)
    last_data = None
    # An entry that was just merged needs a login: the login shows which children its options are about.
    if CONF_FORMER_CHILDREN not in entry.options:
        last_data = await last_data_store.async_load(entry.unique_id, timezone)
    connection = SchoolConnection(
        hass,
        entry,
        credentials,
        timezone,
        budget,
        token_store,
        last_data.account if last_data is not None else None,
        latest_pause=lambda: _latest_pause(entry),
    )
    entry.async_on_unload(
        connection.async_add_listener(
            partial(async_sync_connection_issues, hass, entry)
        )
    )
    ticks = HomeworkTicks(hass, entry.entry_id)
    await ticks.async_load()
    bag_ticks = BagTicks(hass, entry.entry_id)
    await bag_ticks.async_load()
    snapshots = SnapshotStore(hass, entry.entry_id, entry.unique_id)
    await snapshots.async_load()
    open_pages = OpenPages(hass, entry.entry_id)
    await open_pages.async_load()
    timetable = TimetableCoordinator(hass, entry, connection)
    data = PronoteData(
        connection=connection,
        last_data=last_data_store,
        snapshots=snapshots,
        child_numbers=await async_child_numbers(hass),
        bag_ticks=bag_ticks,
        open_pages=open_pages,
        home=HomeCoordinator(hass, entry, connection, timetable),
        timetable=timetable,
        homework=HomeworkCoordinator(hass, entry, connection, ticks),
        grades=GradesCoordinator(hass, entry, connection, snapshots),
        menus=MenusCoordinator(hass, entry, connection),
        evaluations=EvaluationsCoordinator(hass, entry, connection),
        school_life=SchoolLifeCoordinator(hass, entry, connection),
        news=NewsCoordinator(hass, entry, connection, snapshots),
        discussions=DiscussionsCoordinator(hass, entry, connection, snapshots),
        report_cards=ReportCardsCoordinator(hass, entry, connection),
        documents=DocumentsCoordinator(hass, entry, connection),
    )
    restored = last_data is not None and async_restore(data, last_data)
    if not restored:
        await _async_open(connection)
        if not await async_complete_migration(hass, entry, connection.client):
            await connection.close()
            # Home Assistant logs an error for an entry that is not set up, but not for one to wait for.
            raise ConfigEntryNotReady(
                translation_domain=DOMAIN, translation_key="entry_merged"
            )
    entry.runtime_data = data
    if not restored:
        await async_fetch_all(data)

    async_adopt_devices_and_entities(hass, entry)
    async_migrate_identifiers(hass, entry)
    sync_devices = async_create_device_sync(hass, entry)
    sync_devices()
    for coordinator in data.coordinators:
        entry.async_on_unload(coordinator.async_add_listener(sync_devices))
    for platform in PLATFORMS:
        await hass.config_entries.async_forward_entry_setups(entry, [platform])
        # Entities are added without a pause: let the event loop run between platforms.
        await asyncio.sleep(0)
    async_setup_home_calendars(hass, entry)
    async_setup_notifications(hass, entry)
    async_setup_event_dispatcher(
        hass, entry, data.snapshots, partial(add_legacy_payload, entry)
    )
    await async_setup_statistics(hass, entry, data.grades, data.timetable)
    async_setup_school_log(hass, entry)
    async_setup_year_issue(hass, entry)
    entry.async_on_unload(open_pages.async_save)
    async_setup_missing_entities_issue(hass, entry)
    async_setup_last_data(hass, entry)
    async_setup_wake_up_check(hass, entry)
    _close_at_stop(hass, entry, connection)
    async_start_updates(hass, entry, contact_first=restored)
    return True


def _latest_pause(entry: PronoteConfigEntry) -> datetime | None:
    """Return until when a pause may last, so that an attempt falls before the next wake-up."""
    if entry.state is not ConfigEntryState.LOADED:
        return None
    return entry.runtime_data.timetable.next_check()


async def _async_open(connection: SchoolConnection) -> None:
    """Log in. Raises ConfigEntryNotReady, ConfigEntryAuthFailed."""
    try:
        await connection.open()
    except UpdateFailed as err:
        await connection.budget.async_save()
        raise ConfigEntryNotReady(
            translation_domain=err.translation_domain,
            translation_key=err.translation_key,
            translation_placeholders=err.translation_placeholders,
        ) from err


def _close_at_stop(
    hass: HomeAssistant, entry: PronoteConfigEntry, connection: SchoolConnection
) -> None:
    """Make Home Assistant wait at shutdown for a login in progress, so that its token is saved."""

    async def close(_: Event) -> None:
        await connection.close()

    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, close))


async def async_unload_entry(hass: HomeAssistant, entry: PronoteConfigEntry) -> bool:
    """Unload an account, and log out."""
    connection = entry.runtime_data.connection
    # The entities are about to be removed: answers from here on are not dispatched.
    connection.closed = True
    unloaded = await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
    connection.closed = unloaded
    if unloaded:
        await connection.close()
        await connection.budget.async_save()
        await entry.runtime_data.snapshots.async_save()
        await entry.runtime_data.last_data.async_save()
        if entry.disabled_by is not None:
            async_clear_all_issues(hass, entry)
    return unloaded


async def async_remove_entry(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    """Remove everything that was stored for an account."""
    await async_cancel_requests(hass, entry.entry_id)
    (await async_child_numbers(hass)).forget(entry.entry_id)
    await HomeworkTicks(hass, entry.entry_id).async_remove()
    await BagTicks(hass, entry.entry_id).async_remove()
    await SnapshotStore(hass, entry.entry_id).async_remove()
    await LastDataStore(hass, entry.entry_id).async_remove()
    await async_remove_statistics_store(hass, entry.entry_id)
    await OpenPages(hass, entry.entry_id).async_remove()
    await async_remove_token_store(hass, entry.entry_id)
    async_clear_all_issues(hass, entry)
    await async_remove_budget(hass, entry.entry_id)


async def async_remove_config_entry_device(
    hass: HomeAssistant, entry: PronoteConfigEntry, device: DeviceEntry
) -> bool:
    """Allow the user to delete a device, except one that would be added again at once."""
    present = {(DOMAIN, entry.unique_id)} | {
        child_identifier(entry, pupil.key)
        for pupil in entry.runtime_data.account.pupils
    }
    return present.isdisjoint(device.identifiers)
