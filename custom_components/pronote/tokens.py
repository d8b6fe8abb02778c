"""The newest token of each device of an account, on the disk before the school is asked more.

Home Assistant writes its entries a second later: who pulls the plug meanwhile would be left with
a token that the school has replaced.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final, TypedDict

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_TOKEN
from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store

from .access import entry_data
from .client import DeviceToken
from .const import CONF_DEVICE, CONF_SPARE, DOMAIN

_MOST_FORMER: Final = 20
"""More logins than a home makes before Home Assistant writes an entry."""


class _Row(TypedDict):
    newest: dict[str, Any]
    former: list[str]
    """Marks of the tokens that the newest replaced."""


class NewestTokens:
    """Writes each token down at once, and finds it again where an entry holds one before it."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Prepare the store of one account."""
        self._store: Store[dict[str, _Row]] = Store(
            hass, 1, f"{DOMAIN}.{entry_id}.tokens", private=True, atomic_writes=True
        )
        self._rows: dict[str, _Row] = {}

    async def async_load(self) -> None:
        """Read what was written before."""
        self._rows = await self._store.async_load() or {}

    async def async_remove(self) -> None:
        """Forget the account."""
        await self._store.async_remove()

    def renewed(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return what an entry keeps, with the tokens that replaced its own."""
        renewed = self._renewed(data)
        if spare := data.get(CONF_SPARE):
            renewed[CONF_SPARE] = self._renewed(spare)
        return renewed

    def _renewed(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        row = self._rows.get(kept.get(CONF_DEVICE, ""))
        if row is None or _mark(kept.get(CONF_TOKEN)) not in row["former"]:
            return dict(kept)
        return {**kept, **row["newest"]}

    async def async_write(self, token: DeviceToken, former: Mapping[str, Any]) -> None:
        """Write a token down, in place of those that an entry keeps of its device."""
        kept = {item.get(CONF_DEVICE): item for item in _accesses(former)}
        marks = list(self._rows.get(token.device, _Row(newest={}, former=[]))["former"])
        if token.device in kept:
            marks.append(_mark(kept[token.device].get(CONF_TOKEN)))
        self._rows = {
            device: row for device, row in self._rows.items() if device in kept
        } | {token.device: _Row(newest=entry_data(token, None), former=marks[-_MOST_FORMER:])}
        await self._store.async_save(self._rows)


def _accesses(data: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    return data, data.get(CONF_SPARE, {})


def _mark(token: str | None) -> str:
    return sha256((token or "").encode()).hexdigest()


async def async_take_newest(hass: HomeAssistant, entry: ConfigEntry) -> NewestTokens:
    """Let an entry hold the newest tokens of its devices, whatever Home Assistant had written."""
    tokens = NewestTokens(hass, entry.entry_id)
    await tokens.async_load()
    hass.config_entries.async_update_entry(entry, data=tokens.renewed(entry.data))
    return tokens
