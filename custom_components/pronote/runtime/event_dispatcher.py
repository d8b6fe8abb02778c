"""Event dispatcher: send changes to the event entities and to the event bus."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceEntry
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.start import async_at_started
from homeassistant.util.signal_type import SignalType

from ..changes.diff import compare, merge_snapshots
from ..changes.event_data import SerializedPage, Topic
from ..changes.snapshot import Change, Snapshot
from ..changes.snapshot_store import SnapshotStore
from ..client import Pupil
from ..const import CONF_LEGACY, DOMAIN
from ..coordinator.base import PronoteCoordinator
from ..coordinator.discussions import MAILBOX
from ..models import PronoteConfigEntry
from .devices import child_identifier

EVENT = f"{DOMAIN}_event"

type AddLegacyPayload = Callable[
    [dict[str, Any], Pupil | None, DeviceEntry | None, Change], None
]
"""Adds what the automations of hass-pronote read to the data of an event."""


def change_signal(entry_id: str, key: str, topic: Topic) -> SignalType[Change]:
    """Return the signal of the changes of a topic, for a child or the mailbox."""
    return SignalType(f"{DOMAIN}_{entry_id}_{key}_{topic}")


def all_changes_signal(entry_id: str) -> SignalType[str, Change]:
    """Return the signal of all changes of an account, each with the key of its child."""
    return SignalType(f"{DOMAIN}_{entry_id}_changes")


@callback
def async_setup_event_dispatcher(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    snapshots: SnapshotStore,
    add_legacy_payload: AddLegacyPayload,
) -> None:
    """Dispatch the changes since the last snapshot, and all later ones.

    Dispatching starts after Home Assistant has started, when automations listen.
    """
    dispatcher = _EventDispatcher(hass, entry, snapshots, add_legacy_payload)

    async def start(_: HomeAssistant) -> None:
        data = entry.runtime_data
        # The home page comes last: its balances are on no other page.
        for coordinator in (*data.coordinators, data.home):
            process_update = partial(dispatcher.async_process_update, coordinator)
            process_update()
            entry.async_on_unload(coordinator.async_add_listener(process_update))
            # A page of many children takes a while: let the event loop run between pages.
            await asyncio.sleep(0)
            if data.connection.closed:
                return

    entry.async_on_unload(async_at_started(hass, start))


class _EventDispatcher:
    def __init__(
        self,
        hass: HomeAssistant,
        entry: PronoteConfigEntry,
        snapshots: SnapshotStore,
        add_legacy_payload: AddLegacyPayload,
    ) -> None:
        self._add_legacy_payload = add_legacy_payload
        self._hass = hass
        self._entry = entry
        self._snapshots = snapshots
        self._processed_updates: dict[str, int] = {}
        """The number of the last answer of each page that was looked at."""

    @callback
    def async_process_update(self, coordinator: PronoteCoordinator[Any]) -> None:
        """Dispatch the changes of a page. A failed update has no changes, nor have restored data."""
        if (
            not coordinator.last_update_success
            or not coordinator.update_count
            or self._processed_updates.get(coordinator.page) == coordinator.update_count
        ):
            return
        self._processed_updates[coordinator.page] = coordinator.update_count
        pupils = {pupil.key for pupil in self._entry.runtime_data.account.pupils}
        self._snapshots.async_prune(coordinator.calendar.first_day, pupils | {MAILBOX})
        for key, serialized in coordinator.snapshot().items():
            changes = self._compare(coordinator, key, serialized)
            if changes:
                coordinator.last_changed[key] = coordinator.now
            for change in changes:
                self._async_dispatch(key, change)

    def _compare(
        self, coordinator: PronoteCoordinator[Any], key: str, serialized: SerializedPage
    ) -> list[Change]:
        changes: list[Change] = []
        for topic, partitions in serialized.items():
            snapshot = Snapshot(at=coordinator.now, partitions=partitions)
            last = self._snapshots.last(key, topic)
            changes += compare(topic, last, snapshot)
            self._snapshots.async_set(
                key, topic, merge_snapshots(topic, last, snapshot)
            )
        return changes

    @callback
    def _async_dispatch(self, key: str, change: Change) -> None:
        entry = self._entry
        signal = change_signal(entry.entry_id, key, change.topic)
        async_dispatcher_send(self._hass, signal, change)
        async_dispatcher_send(
            self._hass, all_changes_signal(entry.entry_id), key, change
        )
        pupils = entry.runtime_data.client.account.pupils
        pupil = pupils[0] if len(pupils) == 1 else None
        pupil = entry.runtime_data.account.pupil(key) or pupil
        device = None
        if pupil is not None:
            device = dr.async_get(self._hass).async_get_device_by_identifier(
                child_identifier(entry, pupil.key), entry.entry_id
            )
        payload: dict[str, Any] = {
            "device_id": device and device.id,
            "type": change.type.value,
            "data": {"key": change.key, **change.event_data},
        }
        # The recorder keeps what is on the bus: a child's name is there only if it is asked for.
        if entry.options.get(CONF_LEGACY):
            self._add_legacy_payload(payload, pupil, device, change)
        self._hass.bus.async_fire(EVENT, payload)
