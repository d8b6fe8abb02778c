"""What was last seen at school, kept over restarts so that nothing is told twice, or never."""

from datetime import date, datetime
from typing import TypedDict

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store

from ..const import DOMAIN
from .diff import Look
from .event_data import Shelves, Topic

SAVE_AFTER = 5
"""Seconds: the pages of a beat are written together."""


class _StoredLook(TypedDict):
    at: str
    shelves: Shelves


class _Stored(TypedDict):
    year: str
    looks: dict[str, dict[str, _StoredLook]]


class Seen:
    """The last look at each topic, by the key of whom it is about."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Prepare the store of one account."""
        self._store = Store[_Stored](
            hass, 1, f"{DOMAIN}.{entry_id}.seen", private=True, atomic_writes=True
        )
        self._year: str | None = None
        self._looks: dict[str, dict[Topic, Look]] = {}
        self._dirty = False

    async def async_load(self) -> None:
        """Read what was seen before."""
        if (stored := await self._store.async_load()) is None:
            return
        self._year = stored["year"]
        self._looks = {
            key: {
                Topic(topic): Look(
                    at=datetime.fromisoformat(look["at"]), shelves=look["shelves"]
                )
                for topic, look in looks.items()
            }
            for key, looks in stored["looks"].items()
        }

    @callback
    def async_begin(self, first_day: date, keys: set[str]) -> None:
        """Forget the former school year, and who is gone."""
        if self._year != (year := first_day.isoformat()):
            self._looks.clear()
            self._year = year
        for key in self._looks.keys() - keys:
            del self._looks[key]
            self._async_save_soon()

    def last(self, key: str, topic: Topic) -> Look | None:
        """Return the last look at a topic."""
        return self._looks.get(key, {}).get(topic)

    @callback
    def async_keep(self, key: str, topic: Topic, look: Look) -> None:
        """Keep a look; it is written soon if it shows anything else than the last."""
        last = self.last(key, topic)
        self._looks.setdefault(key, {})[topic] = look
        if last is None or last.shelves != look.shelves:
            self._async_save_soon()

    async def async_save(self) -> None:
        """Write now what waits to be written."""
        if self._dirty:
            await self._store.async_save(self._data())

    async def async_remove(self) -> None:
        """Forget everything."""
        await self._store.async_remove()

    @callback
    def _async_save_soon(self) -> None:
        self._dirty = True
        self._store.async_delay_save(self._data, SAVE_AFTER)

    @callback
    def _data(self) -> _Stored:
        self._dirty = False
        return {
            "year": self._year or "",
            "looks": {
                key: {
                    topic.value: {"at": look.at.isoformat(), "shelves": look.shelves}
                    for topic, look in looks.items()
                }
                for key, looks in self._looks.items()
            },
        }
