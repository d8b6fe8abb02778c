"""Stores besides the config entry: numbers of the children, ticks, open pages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypedDict

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.singleton import singleton
from homeassistant.helpers.storage import Store
from homeassistant.util.hass_dict import HassKey

from .client import Homework
from .const import DOMAIN, LOGGER

type _Numbers = dict[str, dict[str, int]]
type _Ticks = dict[str, dict[str, bool]]


class _BagTicks(TypedDict):
    day: str
    items: list[str]


class _Pages(TypedDict):
    year: str
    opened: list[str]


_WITHOUT_ACCOUNT = "former"
"""Key of the children whose account was removed."""


_UNREADABLE = (
    AttributeError,
    HomeAssistantError,
    KeyError,
    OverflowError,
    TypeError,
    ValueError,
)


async def async_load_store[_StoredT: Mapping[str, Any] | list[Any], _T](
    store: Store[_StoredT], read: Callable[[_StoredT], _T]
) -> _T | None:
    """Return what `read` makes of a store; None if the store is empty or cannot be read.

    If a store has a newer version or other contents, its data are lost, but the account loads.
    """
    try:
        stored = await store.async_load()
        return None if stored is None else read(stored)
    except _UNREADABLE as err:
        _log_unreadable(store.key, err)
        return None


async def async_load_store_apart[_StoredT: Mapping[str, Any], _T](
    store: Store[_StoredT], read: Callable[[_StoredT], _T | None]
) -> _T | None:
    """Do the same with a large store: `read` is called in a thread."""
    try:
        stored = await store.async_load()
        if stored is None:
            return None
        return await store.hass.async_add_executor_job(read, stored)
    except _UNREADABLE as err:
        _log_unreadable(store.key, err)
        return None


def _log_unreadable(key: str, err: Exception) -> None:
    LOGGER.warning(
        "Store %s cannot be read and is replaced (%s)", key, type(err).__name__
    )


class ChildNumbers:
    """Assigns a permanent number to each child; entity IDs contain it instead of a name.

    The history of a child depends on its number. A number is never assigned twice.
    """

    def __init__(self, store: Store[_Numbers], numbers: _Numbers) -> None:
        """Initialize with the stored numbers, by account and child."""
        self._store = store
        self._numbers = numbers

    @callback
    def number(self, entry_id: str, pupil_key: str) -> int:
        """Return the number of a child: the stored one, or the next free one."""
        children = self._numbers.setdefault(entry_id, {})
        if pupil_key not in children:
            used = (n for account in self._numbers.values() for n in account.values())
            next_number = max(used, default=0) + 1
            without_account = self._numbers.get(_WITHOUT_ACCOUNT, {})
            children[pupil_key] = without_account.pop(pupil_key, next_number)
            self._async_save()
        return children[pupil_key]

    @callback
    def rename(self, entry_id: str, pupil_keys: Mapping[str, str]) -> None:
        """Keep the numbers of children whose keys change."""
        children = self._numbers.get(entry_id, {})
        self._numbers[entry_id] = {
            pupil_keys.get(key, key): number for key, number in children.items()
        }
        self._async_save()

    @callback
    def move(
        self, entry_id: str, target_id: str, pupil_keys: Mapping[str, str]
    ) -> None:
        """Give the numbers of children to another account, where they have other keys."""
        children = self._numbers.setdefault(entry_id, {})
        target = self._numbers.setdefault(target_id, {})
        without_account = self._numbers.setdefault(_WITHOUT_ACCOUNT, {})
        for former, current in pupil_keys.items():
            if former in children:
                if current in target:
                    without_account[current] = target[current]
                target[current] = children.pop(former)
        self._async_save()

    @callback
    def forget(self, entry_id: str) -> None:
        """Keep the numbers of a removed account for later."""
        without_account = self._numbers.setdefault(_WITHOUT_ACCOUNT, {})
        for pupil_key, number in self._numbers.pop(entry_id, {}).items():
            without_account[pupil_key] = max(number, without_account.get(pupil_key, 0))
            self._async_save()

    @callback
    def _async_save(self) -> None:
        self._store.async_delay_save(lambda: self._numbers, 1)


CHILDREN: HassKey[ChildNumbers] = HassKey(f"{DOMAIN}_children")


@singleton(CHILDREN, async_=True)
async def async_child_numbers(hass: HomeAssistant) -> ChildNumbers:
    """Return the numbers of all children."""
    store = Store[_Numbers](hass, 1, f"{DOMAIN}.children", private=True)
    return ChildNumbers(store, await async_load_store(store, _read_numbers) or {})


def _read_numbers(stored: _Numbers) -> _Numbers:
    return {
        account: {pupil: int(number) for pupil, number in children.items()}
        for account, children in stored.items()
    }


class HomeworkTicks:
    """Done status of homework set by the family, by child and homework, where it differs from PRONOTE."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Initialize the store of an account."""
        self._store = Store[_Ticks](
            hass, 1, f"{DOMAIN}.{entry_id}.ticks", private=True, atomic_writes=True
        )
        self._ticks: _Ticks = {}

    async def async_load(self) -> None:
        """Load the stored status."""
        self._ticks = await async_load_store(self._store, _read_ticks) or {}

    async def async_remove(self) -> None:
        """Remove the store."""
        await self._store.async_remove()

    def apply(self, pupil_key: str, work: Homework) -> Homework:
        """Return a homework item with the status that the family set."""
        done = self._ticks.get(pupil_key, {}).get(work.key, work.done)
        return work if done is work.done else replace(work, done=done)

    async def async_prune(self, pupil_key: str, homework: Iterable[Homework]) -> None:
        """Drop the status of homework that is gone, or that has the same status in PRONOTE."""
        ticks = self._ticks.get(pupil_key, {})
        at_school = {work.key: work.done for work in homework}
        remaining = {
            key: done
            for key, done in ticks.items()
            if key in at_school and at_school[key] is not done
        }
        if remaining != ticks:
            self._ticks[pupil_key] = remaining
            await self._store.async_save(self._ticks)

    async def async_set(self, pupil_key: str, key: str, done: bool) -> None:
        """Store the status of a homework item."""
        self._ticks.setdefault(pupil_key, {})[key] = done
        await self._store.async_save(self._ticks)


def _read_ticks(stored: _Ticks) -> _Ticks:
    return {
        pupil: {homework: bool(done) for homework, done in ticks.items()}
        for pupil, ticks in stored.items()
    }


class BagTicks:
    """Ticked items of the bag, by child; those of another day than the present one are dropped."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Initialize the store of an account."""
        self._store = Store[dict[str, _BagTicks]](
            hass, 1, f"{DOMAIN}.{entry_id}.bag", private=True, atomic_writes=True
        )
        self._ticks: dict[str, tuple[str, frozenset[str]]] = {}

    async def async_load(self) -> None:
        """Load the ticked items."""
        self._ticks = await async_load_store(self._store, _read_bag_ticks) or {}

    async def async_remove(self) -> None:
        """Remove the store."""
        await self._store.async_remove()

    @callback
    def ticked(self, pupil_key: str, day: date) -> frozenset[str]:
        """Return the ticked items of a day."""
        ticked_on, items = self._ticks.get(pupil_key, ("", frozenset()))
        return items if ticked_on == day.isoformat() else frozenset()

    async def async_set(
        self, pupil_key: str, day: date, item: str, ticked: bool
    ) -> None:
        """Store whether an item of a day is ticked."""
        items = self.ticked(pupil_key, day) - {item}
        self._ticks[pupil_key] = (
            day.isoformat(),
            items | {item} if ticked else items,
        )
        await self._store.async_save(
            {
                key: {"day": ticked_on, "items": sorted(items)}
                for key, (ticked_on, items) in self._ticks.items()
            }
        )


def _read_bag_ticks(
    stored: dict[str, _BagTicks],
) -> dict[str, tuple[str, frozenset[str]]]:
    return {
        pupil: (str(ticks["day"]), frozenset(map(str, ticks["items"])))
        for pupil, ticks in stored.items()
    }


class OpenPages:
    """Pages that were open this school year, to report those that the school closes."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Initialize the store of an account."""
        self._store = Store[_Pages](hass, 1, f"{DOMAIN}.{entry_id}.pages", private=True)
        self._year = ""
        self._open_pages: set[str] = set()
        self._dirty = False
        self.closed: frozenset[str] = frozenset()
        """Pages that are closed now, and were open before in the same school year."""

    async def async_load(self) -> None:
        """Load the stored pages."""
        loaded = await async_load_store(
            self._store,
            lambda stored: (str(stored["year"]), {*map(str, stored["opened"])}),
        )
        if loaded is not None:
            self._year, self._open_pages = loaded

    async def async_remove(self) -> None:
        """Remove the store."""
        await self._store.async_remove()

    @callback
    def async_sync(
        self, first_day: date, is_open: Mapping[str, bool]
    ) -> frozenset[str]:
        """Note which pages are open, and return those that were closed this school year.

        A page that is not in `is_open`, because its request failed, stays what it was.
        """
        open_pages = {page for page, now_open in is_open.items() if now_open}
        if self._year == (year := first_day.isoformat()):
            open_pages |= self._open_pages
        if (self._year, self._open_pages) != (year, open_pages):
            self._year, self._open_pages = year, open_pages
            self._dirty = True
            self._store.async_delay_save(self._data, 1)
        self.closed = frozenset(
            page
            for page in open_pages
            if not is_open.get(page, page not in self.closed)
        )
        return self.closed

    async def async_save(self) -> None:
        """Save pending changes now, so that nothing is written after a removal."""
        if self._dirty:
            await self._store.async_save(self._data())

    @callback
    def _data(self) -> _Pages:
        self._dirty = False
        return {"year": self._year, "opened": sorted(self._open_pages)}
