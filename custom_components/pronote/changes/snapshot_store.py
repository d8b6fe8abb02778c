"""Store the last snapshots, so that a restart neither repeats nor misses a change."""

from datetime import date, datetime
from typing import NotRequired, TypedDict

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store

from ..const import DOMAIN
from ..storage import async_load_store
from .event_data import Partitions, Topic
from .snapshot import Snapshot

SAVE_DELAY = 5
"""Seconds: the pages of a beat are written together."""


class _StoredSnapshot(TypedDict):
    at: str
    partitions: Partitions


class _StoredSnapshots(TypedDict):
    owner: NotRequired[str | None]
    """The unique ID of the entry; missing in stores of before."""
    year: str
    snapshots: dict[str, dict[str, _StoredSnapshot]]


class SnapshotStore:
    """Last snapshot of each topic, by the key of the child or of the mailbox."""

    def __init__(
        self, hass: HomeAssistant, entry_id: str, owner: str | None = None
    ) -> None:
        """Initialize the store of an account. The owner is the unique ID of the entry."""
        self._owner = owner
        self._store = Store[_StoredSnapshots](
            hass, 1, f"{DOMAIN}.{entry_id}.snapshots", private=True, atomic_writes=True
        )
        self._year: str | None = None
        self._snapshots: dict[str, dict[Topic, Snapshot]] = {}
        self._dirty = False

    async def async_load(self) -> None:
        """Load the stored snapshots. Those of another account are ignored."""
        loaded = await async_load_store(self._store, self._read)
        if loaded is not None:
            self._year, self._snapshots = loaded

    def _read(
        self, stored: _StoredSnapshots
    ) -> tuple[str, dict[str, dict[Topic, Snapshot]]] | None:
        own = stored.get("owner", self._owner) == self._owner
        return _read_snapshots(stored) if own else None

    @callback
    def async_prune(self, first_day: date, keys: set[str]) -> None:
        """Drop the snapshots of the previous school year and of children who left."""
        if self._year != (year := first_day.isoformat()):
            self._snapshots.clear()
            self._year = year
        for key in self._snapshots.keys() - keys:
            del self._snapshots[key]
            self._async_save_soon()

    def last(self, key: str, topic: Topic) -> Snapshot | None:
        """Return the last snapshot of a topic."""
        return self._snapshots.get(key, {}).get(topic)

    @callback
    def async_set(self, key: str, topic: Topic, snapshot: Snapshot) -> None:
        """Keep a snapshot; it is saved after a delay if it differs from the last one."""
        last = self.last(key, topic)
        self._snapshots.setdefault(key, {})[topic] = snapshot
        if last is None or last.partitions != snapshot.partitions:
            self._async_save_soon()

    async def async_save(self) -> None:
        """Save pending changes now."""
        if self._dirty:
            await self._store.async_save(self._data())

    async def async_remove(self) -> None:
        """Remove the store."""
        await self._store.async_remove()

    @callback
    def _async_save_soon(self) -> None:
        self._dirty = True
        self._store.async_delay_save(self._data, SAVE_DELAY)

    @callback
    def _data(self) -> _StoredSnapshots:
        self._dirty = False
        return {
            "owner": self._owner,
            "year": self._year or "",
            "snapshots": {
                key: {
                    topic.value: {
                        "at": snapshot.at.isoformat(),
                        "partitions": snapshot.partitions,
                    }
                    for topic, snapshot in snapshots.items()
                }
                for key, snapshots in self._snapshots.items()
            },
        }


def _read_snapshots(
    stored: _StoredSnapshots,
) -> tuple[str, dict[str, dict[Topic, Snapshot]]]:
    return stored["year"], {
        key: {
            Topic(topic): Snapshot(
                at=datetime.fromisoformat(snapshot["at"]),
                partitions={
                    name: {item: dict(data) for item, data in partition.items()}
                    for name, partition in snapshot["partitions"].items()
                },
            )
            for topic, snapshot in snapshots.items()
        }
        for key, snapshots in stored["snapshots"].items()
    }
