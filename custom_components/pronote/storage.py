"""What is remembered besides the config entry: the children's numbers, the family's own ticks."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypedDict

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.singleton import singleton
from homeassistant.helpers.storage import Store
from homeassistant.util.hass_dict import HassKey

from .client import Homework
from .const import DOMAIN

type _Numbers = dict[str, dict[str, int]]
type _Ticks = dict[str, dict[str, bool]]


class _Pages(TypedDict):
    year: str
    opened: list[str]


_FORMER = "former"
"""Stands for the account of the children who have none any more."""


class ChildNumbers:
    """Gives each child of this home a number, once: entity ids hold it instead of a name.

    The history of a child hangs on its number: no other child ever gets it.
    """

    def __init__(self, store: Store[_Numbers], numbers: _Numbers) -> None:
        """Start from the numbers given before, by account and child."""
        self._store = store
        self._numbers = numbers

    @callback
    def number(self, entry_id: str, pupil_key: str) -> int:
        """Return the number of a child: the one it had before, or the next."""
        children = self._numbers.setdefault(entry_id, {})
        if pupil_key not in children:
            given = (n for home in self._numbers.values() for n in home.values())
            following = max(given, default=0) + 1
            former = self._numbers.get(_FORMER, {})
            children[pupil_key] = former.pop(pupil_key, following)
            self._async_save()
        return children[pupil_key]

    @callback
    def forget(self, entry_id: str) -> None:
        """Put aside the numbers of an account."""
        former = self._numbers.setdefault(_FORMER, {})
        for pupil_key, number in self._numbers.pop(entry_id, {}).items():
            former[pupil_key] = max(number, former.get(pupil_key, 0))
            self._async_save()

    @callback
    def _async_save(self) -> None:
        self._store.async_delay_save(lambda: self._numbers, 1)


CHILDREN: HassKey[ChildNumbers] = HassKey(f"{DOMAIN}_children")


@singleton(CHILDREN, async_=True)
async def async_child_numbers(hass: HomeAssistant) -> ChildNumbers:
    """Return the numbers of the children of this home."""
    store = Store[_Numbers](hass, 1, f"{DOMAIN}.children", private=True)
    return ChildNumbers(store, await store.async_load() or {})


class PrivateTicks:
    """What the family says of homework, by child and homework, where it differs from the school."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Prepare the store of one account."""
        self._store = Store[_Ticks](
            hass, 1, f"{DOMAIN}.{entry_id}.ticks", private=True, atomic_writes=True
        )
        self._ticks: _Ticks = {}

    async def async_load(self) -> None:
        """Read what was ticked before."""
        self._ticks = await self._store.async_load() or {}

    async def async_remove(self) -> None:
        """Forget everything."""
        await self._store.async_remove()

    def apply(self, pupil_key: str, work: Homework) -> Homework:
        """Return the work as the family sees it."""
        done = self._ticks.get(pupil_key, {}).get(work.key, work.done)
        return work if done is work.done else replace(work, done=done)

    async def async_prune(self, pupil_key: str, homework: Iterable[Homework]) -> None:
        """Forget the ticks of work that is gone, or of which the school says the same."""
        ticks = self._ticks.get(pupil_key, {})
        at_school = {work.key: work.done for work in homework}
        kept = {
            key: done
            for key, done in ticks.items()
            if key in at_school and at_school[key] is not done
        }
        if kept != ticks:
            self._ticks[pupil_key] = kept
            await self._store.async_save(self._ticks)

    async def async_set(self, pupil_key: str, key: str, done: bool) -> None:
        """Remember a tick."""
        self._ticks.setdefault(pupil_key, {})[key] = done
        await self._store.async_save(self._ticks)


class OpenPages:
    """Which pages a school opened this year: a family misses those that it closes again."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Prepare the store of one account."""
        self._store = Store[_Pages](hass, 1, f"{DOMAIN}.{entry_id}.pages", private=True)
        self._year = ""
        self._opened: set[str] = set()

    async def async_load(self) -> None:
        """Read what was open before."""
        if (stored := await self._store.async_load()) is not None:
            self._year, self._opened = stored["year"], set(stored["opened"])

    async def async_remove(self) -> None:
        """Forget everything."""
        await self._store.async_remove()

    @callback
    def async_missed(self, first_day: date, shown: Mapping[str, bool]) -> set[str]:
        """Return the pages that are not shown, and were before in the same school year."""
        opened = {page for page, is_shown in shown.items() if is_shown}
        if self._year == (year := first_day.isoformat()):
            opened |= self._opened
        if (self._year, self._opened) != (year, opened):
            self._year, self._opened = year, opened
            self._store.async_delay_save(
                lambda: {"year": self._year, "opened": sorted(self._opened)}, 1
            )
        return {page for page in opened if not shown.get(page, True)}
