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

from ..client import DeviceToken
from ..const import CONF_DEVICE, CONF_SPARE, DOMAIN
from .credentials import entry_data

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
        if row is None or _mark(kept) not in row["former"]:
            return {**kept}
        return {**kept, **row["newest"]}

    async def async_write(self, token: DeviceToken, former: Mapping[str, Any]) -> None:
        """Write a token down, in place of the one that an entry kept of its device."""
        kept = {item[CONF_DEVICE]: item for item in _accesses(former)}
        row = self._rows.get(token.device)
        marks = row["former"] if row else []
        if (item := kept.get(token.device)) is not None:
            marks = [*marks, _mark(item)][-_MOST_FORMER:]
        self._rows = {
            device: row for device, row in self._rows.items() if device in kept
        }
        self._rows[token.device] = _Row(newest=entry_data(token, None), former=marks)
        await self._store.async_save(self._rows)


def _accesses(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return what an entry keeps of its devices, as far as they have a token."""
    both = (data, data.get(CONF_SPARE, {}))
    return [access for access in both if access.get(CONF_TOKEN)]


def _mark(access: Mapping[str, Any]) -> str:
    return sha256(str(access.get(CONF_TOKEN)).encode()).hexdigest()


async def async_take_newest(hass: HomeAssistant, entry: ConfigEntry) -> NewestTokens:
    """Let an entry hold the newest tokens of its devices, whatever Home Assistant had written."""
    tokens = NewestTokens(hass, entry.entry_id)
    await tokens.async_load()
    hass.config_entries.async_update_entry(entry, data=tokens.renewed(entry.data))
    return tokens
