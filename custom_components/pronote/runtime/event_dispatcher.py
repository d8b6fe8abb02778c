"""Tells what happens at school: to the event entities, and on the event bus."""

from collections.abc import Callable
from functools import partial
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceEntry
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.start import async_at_started
from homeassistant.util.signal_type import SignalType

from ..changes.diff import Change, Look, compare, remember
from ..changes.event_data import Told, Topic
from ..changes.snapshot_store import Seen
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
    """Return the signal of the changes of a topic, about a child or the mailbox."""
    return SignalType(f"{DOMAIN}_{entry_id}_{key}_{topic}")


@callback
def async_announce(
    hass: HomeAssistant,
    entry: PronoteConfigEntry,
    seen: Seen,
    add_legacy_payload: AddLegacyPayload,
) -> None:
    """Tell whatever happens from now on, and first what happened since the last look.

    Automations only listen once Home Assistant has started.
    """
    announcer = _Announcer(hass, entry, seen, add_legacy_payload)

    @callback
    def start(_: HomeAssistant) -> None:
        for page in entry.runtime_data.coordinators:
            look = partial(announcer.async_look, page)
            look()
            entry.async_on_unload(page.async_add_listener(look))

    entry.async_on_unload(async_at_started(hass, start))


class _Announcer:
    def __init__(
        self,
        hass: HomeAssistant,
        entry: PronoteConfigEntry,
        seen: Seen,
        add_legacy_payload: AddLegacyPayload,
    ) -> None:
        self._add_legacy_payload = add_legacy_payload
        self._hass = hass
        self._entry = entry
        self._seen = seen
        self._looked_at: dict[str, int] = {}
        """The number of the last answer of each page that was looked at."""

    @callback
    def async_look(self, page: PronoteCoordinator[Any]) -> None:
        """Tell what changed on a page. A page that did not come changes nothing."""
        if (
            not page.last_update_success
            or self._looked_at.get(page.page) == page.answers
        ):
            return
        self._looked_at[page.page] = page.answers
        pupils = {pupil.key for pupil in self._entry.runtime_data.account.pupils}
        self._seen.async_begin(page.calendar.first_day, pupils | {MAILBOX})
        for key, told in page.told().items():
            for change in self._compare(page, key, told):
                self._async_tell(key, change)

    def _compare(
        self, page: PronoteCoordinator[Any], key: str, told: Told
    ) -> list[Change]:
        changes: list[Change] = []
        for topic, shelves in told.items():
            look = Look(at=page.now, shelves=shelves)
            last = self._seen.last(key, topic)
            changes += compare(topic, last, look)
            self._seen.async_keep(key, topic, remember(topic, last, look))
        return changes

    @callback
    def _async_tell(self, key: str, change: Change) -> None:
        entry = self._entry
        signal = change_signal(entry.entry_id, key, change.topic)
        async_dispatcher_send(self._hass, signal, change)
        pupils = entry.runtime_data.account.pupils
        pupil = pupils[0] if len(pupils) == 1 else None
        pupil = entry.runtime_data.account.pupil(key) or pupil
        device = None
        if pupil is not None:
            device = dr.async_get(self._hass).async_get_device_by_identifier(
                child_identifier(entry, pupil.key), entry.entry_id
            )
        told: dict[str, Any] = {
            "device_id": device and device.id,
            "type": change.type.value,
            "data": {"key": change.key, **change.facts},
        }
        # The recorder keeps what is on the bus: a child's name is there only if it is asked for.
        if entry.options.get(CONF_LEGACY):
            self._add_legacy_payload(told, pupil, device, change)
        self._hass.bus.async_fire(EVENT, told)
