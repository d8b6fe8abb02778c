"""Store the present device tokens of an account.

PRONOTE replaces a device's token at each login, and accepts no former one. A config entry keeps the
token that a device began with: Home Assistant saves entries with a delay, but a token must be on
the disk before the next request is sent. The present tokens are in this store only.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final, NotRequired, TypedDict

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_TOKEN
from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store
from homeassistant.util.hass_dict import HassKey

from ..client import DeviceToken
from ..const import CONF_DEVICE, DOMAIN
from ..storage import async_load_store
from .credentials import entry_data, stored_backup_data, stored_token

_MAX_REPLACED: Final = 2
"""The token that the entry has on the disk, and the one that a dialog has just given it."""


class _StoredToken(TypedDict):
    newest: dict[str, Any]
    replaced: list[str]
    """Hashes of the tokens of the entry that the newest token replaces.

    Any other token in the entry is newer: a dialog stored it.
    """
    refused: NotRequired[dict[str, str]]
    """Why a token is not used any more, by the mark of the token."""


class TokenStore:
    """Holds the present tokens of the devices of an account, and saves each new one at once."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry) -> None:
        """Initialize the store of an account."""
        self._hass = hass
        self._entry = entry
        self._store = _store(hass, entry.entry_id)
        self._tokens: dict[str, _StoredToken] = {}
        self._of_last_run: set[str] = set()
        """Marks of the tokens that were stored before this start."""

    async def async_load(self) -> None:
        """Load the stored tokens."""
        self._tokens = await async_load_store(self._store, _read_tokens) or {}
        self._of_last_run = {
            _mark(stored["newest"].get(CONF_TOKEN)) for stored in self._tokens.values()
        }

    @property
    def token(self) -> DeviceToken | None:
        """The present token of the account; None without one."""
        return self._present(self._entry.data)

    @property
    def backup_token(self) -> DeviceToken | None:
        """The present backup token of the account; None without one."""
        return self._present(stored_backup_data(self._entry.data))

    def _present(self, first: Mapping[str, Any]) -> DeviceToken | None:
        """Return the present token of a device, from the one that it began with."""
        stored = self._tokens.get(first.get(CONF_DEVICE, ""))
        if stored is None or _mark(first.get(CONF_TOKEN)) not in stored["replaced"]:
            return stored_token(first)
        return stored_token({**first, **stored["newest"]})

    async def async_write(self, token: DeviceToken) -> None:
        """Save the present token of a device, unless the entry has no such device any more."""
        data = self._entry.data
        first = {
            part[CONF_DEVICE]: part.get(CONF_TOKEN)
            for part in (data, stored_backup_data(data))
            if CONF_DEVICE in part
        }
        if token.device not in first:
            return
        stored = self._tokens.get(token.device)
        replaced = stored["replaced"] if stored else []
        if (mark := _mark(first[token.device])) not in replaced:
            replaced = [*replaced, mark]
        self._tokens = {
            device: stored for device, stored in self._tokens.items() if device in first
        }
        self._tokens[token.device] = _StoredToken(
            newest=entry_data(token, None), replaced=replaced[-_MAX_REPLACED:]
        )
        await self.async_save()

    async def async_save(self) -> None:
        """Save the tokens, which the disk may have been too full for before."""
        if self._tokens:
            await self._store.async_save(self._tokens)

    def refusal(self, token: DeviceToken | None) -> str | None:
        """Return why a token is not used any more, as a translation key; None if it is used."""
        if token is None or (stored := self._tokens.get(token.device)) is None:
            return None
        return stored.get("refused", {}).get(_mark(token.token.reveal()))

    async def async_note_refused(self, token: DeviceToken) -> None:
        """Store that PRONOTE refused a token, so that it is not sent again, and why.

        A token that was stored before this start, and that PRONOTE does not take, was probably used
        by another Home Assistant: the one that the backup or the copy was made of.
        """
        mark = _mark(token.token.reveal())
        known = self._tokens.get(token.device) or _StoredToken(newest={}, replaced=[])
        reason = "token_spent" if mark in self._of_last_run else "token_refused"
        self._tokens = self._tokens | {
            token.device: _StoredToken(
                newest=known["newest"],
                replaced=known["replaced"],
                refused={mark: reason},
            )
        }
        await self.async_save()


def _read_tokens(stored: dict[str, _StoredToken]) -> dict[str, _StoredToken]:
    return {
        device: _StoredToken(
            newest=dict(token["newest"]),
            replaced=[*map(str, token["replaced"])],
            refused=dict(token.get("refused", {})),
        )
        for device, token in stored.items()
    }


def _mark(token: object) -> str:
    """Return a hash, by which a token is known again."""
    return sha256(str(token).encode()).hexdigest()


TOKEN_STORES: HassKey[dict[str, TokenStore]] = HassKey(f"{DOMAIN}_token_stores")


async def async_get_token_store(hass: HomeAssistant, entry: ConfigEntry) -> TokenStore:
    """Return the tokens of an account; they survive a reload of the entry, during which one may arrive."""
    stores = hass.data.setdefault(TOKEN_STORES, {})
    if (token_store := stores.get(entry.entry_id)) is None:
        token_store = TokenStore(hass, entry)
        await token_store.async_load()
        stores[entry.entry_id] = token_store
    return token_store


async def async_remove_token_store(hass: HomeAssistant, entry_id: str) -> None:
    """Remove the tokens of an account."""
    hass.data.get(TOKEN_STORES, {}).pop(entry_id, None)
    await _store(hass, entry_id).async_remove()


def _store(hass: HomeAssistant, entry_id: str) -> Store[dict[str, _StoredToken]]:
    return Store(
        hass, 1, f"{DOMAIN}.{entry_id}.tokens", private=True, atomic_writes=True
    )
