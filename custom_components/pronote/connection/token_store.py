"""Store the newest device tokens of an account before the next request is sent.

Home Assistant saves config entries with a delay of one second. After a power failure within that
delay, the entry would contain a token that PRONOTE has already replaced.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final, NotRequired, TypedDict

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_TOKEN
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store
from homeassistant.util.hass_dict import HassKey

from ..client import DeviceToken
from ..const import CONF_BACKUP_TOKEN, CONF_DEVICE, DOMAIN
from ..storage import async_load_store
from .credentials import entry_data, stored_backup_data

_MAX_REPLACED: Final = 20
"""More logins than a home makes before Home Assistant writes an entry."""


ISSUED: HassKey[set[str]] = HassKey(f"{DOMAIN}_issued_tokens")
"""Marks of the tokens that PRONOTE issued to this Home Assistant since its start."""


class _StoredToken(TypedDict):
    newest: dict[str, Any]
    replaced: list[str]
    """Marks of the tokens that the newest replaced."""
    refused: NotRequired[dict[str, str]]
    """Why a token is not used any more, by the mark of the token."""


class TokenStore:
    """Saves each new token immediately, and restores it when the entry contains an older one."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Initialize the store of an account."""
        self._hass = hass
        self._store: Store[dict[str, _StoredToken]] = Store(
            hass, 1, f"{DOMAIN}.{entry_id}.tokens", private=True, atomic_writes=True
        )
        self._tokens: dict[str, _StoredToken] = {}

    async def async_load(self) -> None:
        """Load the stored tokens."""
        self._tokens = await async_load_store(self._store, _read_tokens) or {}

    async def async_remove(self) -> None:
        """Remove the store."""
        await self._store.async_remove()

    def with_newest_tokens(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the entry data with the tokens that replaced its own."""
        updated = self._with_newest_token(data)
        if backup := stored_backup_data(data):
            updated[CONF_BACKUP_TOKEN] = self._with_newest_token(backup)
        return updated

    def _with_newest_token(self, current: Mapping[str, Any]) -> dict[str, Any]:
        stored = self._tokens.get(current.get(CONF_DEVICE, ""))
        if stored is None or _token_hash(current) not in stored["replaced"]:
            return {**current}
        return {**current, **stored["newest"]}

    async def async_write(
        self, token: DeviceToken, previous: Mapping[str, Any]
    ) -> None:
        """Store a token, and which token of the entry it replaces."""
        current = {item[CONF_DEVICE]: item for item in _stored_tokens(previous)}
        stored = self._tokens.get(token.device)
        hashes = stored["replaced"] if stored else []
        if (item := current.get(token.device)) is not None:
            hashes = [*hashes, _token_hash(item)][-_MAX_REPLACED:]
        self._tokens = {
            device: stored
            for device, stored in self._tokens.items()
            if device in current
        }
        self._tokens[token.device] = _StoredToken(
            newest=entry_data(token, None), replaced=hashes
        )
        async_note_issued(self._hass, token)
        await self._store.async_save(self._tokens)

    def refusal(self, token: DeviceToken | None) -> str | None:
        """Return why a token is not used any more, as a translation key; None if it is used."""
        if token is None or (stored := self._tokens.get(token.device)) is None:
            return None
        return stored.get("refused", {}).get(_hash(token.token.reveal()))

    async def async_note_refused(self, token: DeviceToken) -> str:
        """Store that PRONOTE refused a token, so that it is not sent again; return why.

        A token of the disk that PRONOTE never issued to this Home Assistant since its start was
        probably used by another one: the one that the backup or the copy was made of. Nothing is
        known about a device that is not in the store, as of hass-pronote.
        """
        mark = _hash(token.token.reveal())
        issued = mark in self._hass.data.get(ISSUED, set())
        spent = not issued and token.device in self._tokens
        reason = "token_spent" if spent else "token_refused"
        known = self._tokens.get(token.device) or _StoredToken(newest={}, replaced=[])
        self._tokens = self._tokens | {
            token.device: _StoredToken(
                newest=known["newest"],
                replaced=known["replaced"],
                refused={mark: reason},
            )
        }
        await self._store.async_save(self._tokens)
        return reason


def _read_tokens(stored: dict[str, _StoredToken]) -> dict[str, _StoredToken]:
    return {
        device: _StoredToken(
            newest=dict(token["newest"]),
            replaced=[*map(str, token["replaced"])],
            refused=dict(token.get("refused", {})),
        )
        for device, token in stored.items()
    }


def _stored_tokens(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Yield the parts of the entry data that contain a token."""
    devices = (data, stored_backup_data(data))
    return [
        token_data
        for token_data in devices
        if token_data.get(CONF_TOKEN) and CONF_DEVICE in token_data
    ]


def _token_hash(token_data: Mapping[str, Any]) -> str:
    return _hash(str(token_data.get(CONF_TOKEN)))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@callback
def async_note_issued(hass: HomeAssistant, token: DeviceToken) -> None:
    """Note that PRONOTE has just issued a token to this Home Assistant."""
    hass.data.setdefault(ISSUED, set()).add(_hash(token.token.reveal()))


async def async_restore_newest_tokens(
    hass: HomeAssistant, entry: ConfigEntry
) -> TokenStore:
    """Update an entry with the newest stored tokens of its devices."""
    token_store = TokenStore(hass, entry.entry_id)
    await token_store.async_load()
    hass.config_entries.async_update_entry(
        entry, data=token_store.with_newest_tokens(entry.data)
    )
    return token_store
