"""PRONOTE, the software in which French schools publish their life, for families."""

import asyncio
from datetime import datetime, timedelta
from functools import partial

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EVENT_HOMEASSISTANT_STOP, Platform
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryAuthFailed, ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.device_registry import DeviceEntry
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.helpers.typing import ConfigType
from homeassistant.helpers.update_coordinator import UpdateFailed

from .changes.snapshot_store import Seen
from .connection.credentials import async_school_timezone, stored_credentials
from .connection.session import Gate
from .connection.token_store import NewestTokens, async_take_newest
from .const import DOMAIN
from .coordinator.discussions import DiscussionsCoordinator
from .coordinator.evaluations import EvaluationsCoordinator
from .coordinator.grades import GradesCoordinator
from .coordinator.home import HomeCoordinator
from .coordinator.homework import HomeworkCoordinator
from .coordinator.menus import MenusCoordinator
from .coordinator.news import NewsCoordinator
from .coordinator.report_cards import ReportCardsCoordinator
from .coordinator.school_life import SchoolLifeCoordinator
from .coordinator.statistics import async_forget_statistics, async_write_statistics
from .coordinator.timetable import TimetableCoordinator
from .files.view import async_setup_relay
from .frontend import async_setup_browser
from .legacy.entry import CONF_FORMER, OURS, async_rewrite, async_settle, async_unite
from .legacy.event_payload import add_legacy_payload
from .legacy.registry import async_adopt
from .models import PronoteConfigEntry, PronoteData
from .polling.budget import async_ledger, async_remove_ledger
from .repair_issues.connection import async_heed, async_take_back_all, async_watch
from .repair_issues.missing_entities import async_watch_names
from .runtime.devices import async_device_keeper, async_follow_move, child_identifier
from .runtime.event_dispatcher import async_announce
from .runtime.scheduler import create_scheduler
from .services import async_setup_services
from .storage import OpenPages, PrivateTicks, async_child_numbers

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
    """Register the actions, the files' way and the cards; take over what hass-pronote left."""
    async_setup_services(hass)
    async_setup_relay(hass)
    await async_setup_browser(hass)
    await async_unite(hass)
    return True


async def async_migrate_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Make an entry of hass-pronote one of ours."""
    if entry.version < OURS:
        await async_rewrite(hass, entry)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: PronoteConfigEntry) -> bool:
    """Log in to an account, once, and read its pages."""
    tokens = await async_take_newest(hass, entry)
    if (credentials := stored_credentials(entry.data)) is None:
        if CONF_FORMER in entry.data:
            raise ConfigEntryAuthFailed(
                translation_domain=DOMAIN, translation_key="former_access"
            )
        raise ConfigEntryAuthFailed(
            translation_domain=DOMAIN, translation_key="no_access"
        )
    timezone = await async_school_timezone(hass, entry.options)
    ledger = await async_ledger(hass, entry, timezone)
    gate = Gate(hass, entry, credentials, timezone, ledger, tokens)
    entry.async_on_unload(gate.async_listen(partial(async_heed, hass, entry)))
    try:
        await gate.open()
    except UpdateFailed as err:
        await ledger.async_save()
        raise ConfigEntryNotReady(
            translation_domain=err.translation_domain,
            translation_key=err.translation_key,
            translation_placeholders=err.translation_placeholders,
        ) from err
    if not await async_settle(hass, entry, gate.client):
        await gate.leave()
        return False

    ticks = PrivateTicks(hass, entry.entry_id)
    await ticks.async_load()
    seen = Seen(hass, entry.entry_id)
    await seen.async_load()
    opened = OpenPages(hass, entry.entry_id)
    await opened.async_load()
    timetable = TimetableCoordinator(hass, entry, gate)
    data = entry.runtime_data = PronoteData(
        gate=gate,
        seen=seen,
        numbers=await async_child_numbers(hass),
        home=HomeCoordinator(hass, entry, gate, timetable),
        timetable=timetable,
        homework=HomeworkCoordinator(hass, entry, gate, ticks),
        grades=GradesCoordinator(hass, entry, gate),
        menus=MenusCoordinator(hass, entry, gate),
        evaluations=EvaluationsCoordinator(hass, entry, gate),
        school_life=SchoolLifeCoordinator(hass, entry, gate),
        news=NewsCoordinator(hass, entry, gate, seen),
        discussions=DiscussionsCoordinator(hass, entry, gate, seen),
        report_cards=ReportCardsCoordinator(hass, entry, gate),
    )
    # A page that fails costs that page; it comes back by itself.
    await asyncio.gather(*(page.async_refresh() for page in data.coordinators))

    async_adopt(hass, entry)
    async_follow_move(hass, entry)
    sync_devices = async_device_keeper(hass, entry)
    sync_devices()
    for page in data.coordinators:
        entry.async_on_unload(page.async_add_listener(sync_devices))
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    async_announce(hass, entry, data.seen, add_legacy_payload)
    await async_write_statistics(hass, entry, data.grades, data.timetable)
    create_scheduler(hass, entry).async_start()
    async_watch(hass, entry, opened)
    async_watch_names(hass, entry)
    _tend_spare(hass, entry, gate)
    _leave_at_stop(hass, entry, gate)
    return True


def _leave_at_stop(hass: HomeAssistant, entry: PronoteConfigEntry, gate: Gate) -> None:
    """Have Home Assistant wait for a login under way, whose token is the key to the next one."""

    async def leave(_: Event) -> None:
        await gate.leave()

    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, leave))


def _tend_spare(hass: HomeAssistant, entry: PronoteConfigEntry, gate: Gate) -> None:
    """Look after the spare device now, and once a day."""

    @callback
    def tend(_: datetime | None = None) -> None:
        entry.async_create_background_task(
            hass, gate.tend_spare(), "pronote spare device"
        )

    entry.async_on_unload(
        async_track_time_interval(
            hass, tend, timedelta(days=1), cancel_on_shutdown=True
        )
    )
    tend()


async def async_unload_entry(hass: HomeAssistant, entry: PronoteConfigEntry) -> bool:
    """Let go of an account, and take leave of the school."""
    gate = entry.runtime_data.gate
    # From here on an answer would find nobody to tell.
    gate.left = True
    unloaded = await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
    gate.left = unloaded
    if unloaded:
        await gate.leave()
        await gate.ledger.async_save()
        await entry.runtime_data.seen.async_save()
        if entry.disabled_by is not None:
            async_take_back_all(hass, entry)
    return unloaded


async def async_remove_entry(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    """Forget what was remembered of an account."""
    (await async_child_numbers(hass)).forget(entry.entry_id)
    await PrivateTicks(hass, entry.entry_id).async_remove()
    await Seen(hass, entry.entry_id).async_remove()
    await async_forget_statistics(hass, entry.entry_id)
    await OpenPages(hass, entry.entry_id).async_remove()
    await NewestTokens(hass, entry.entry_id).async_remove()
    async_take_back_all(hass, entry)
    await async_remove_ledger(hass, entry.entry_id)


async def async_remove_config_entry_device(
    hass: HomeAssistant, entry: PronoteConfigEntry, device: DeviceEntry
) -> bool:
    """Let the user delete a device, save those that would come back at once."""
    present = {(DOMAIN, entry.unique_id)} | {
        child_identifier(entry, pupil.key)
        for pupil in entry.runtime_data.account.pupils
    }
    return present.isdisjoint(device.identifiers)
