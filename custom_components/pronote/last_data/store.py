"""Store the last data of an account, so that a restart keeps them while the school is contacted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, TypedDict
from zoneinfo import ZoneInfo

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

from ..client import Account
from ..const import DOMAIN
from ..storage import async_load_store_apart
from .codec import codec_of

SAVE_DELAY: Final = 30
"""Seconds: the pages of a cycle are written together."""
RENEW_TIMES_AFTER: Final = timedelta(hours=1)
"""Data that stay the same are written again after this time, for their age."""

type PageTypes = Mapping[str, Any]
"""Type of the data of a child or of the mailbox, by the name of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """The last data of a page."""

    data: Mapping[str, Any]
    """By the key of the child or of the mailbox."""
    updated_at: datetime
    confirmed: Mapping[tuple[str, date | None], datetime]
    """When each part was last known to be current."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastData:
    """The last data of an account."""

    account: Account
    pages: Mapping[str, StoredPage]


class _PageContent(TypedDict):
    updated_at: str
    confirmed: list[tuple[str, str | None, str]]
    data: dict[str, Any]


class _Content(TypedDict):
    owner: str | None
    """The unique ID of the entry: it changes if the school moves to another address."""
    account: dict[str, Any]
    pages: dict[str, _PageContent]


class LastDataStore:
    """The last data of an account on the disk."""

    def __init__(
        self, hass: HomeAssistant, entry_id: str, page_types: PageTypes | None = None
    ) -> None:
        """Initialize the store of an account. Without types, it can only be removed."""
        self._hass = hass
        self._page_types = page_types or {}
        self._store = Store[_Content](
            hass,
            1,
            f"{DOMAIN}.{entry_id}.last_data",
            private=True,
            atomic_writes=True,
            serialize_in_event_loop=False,
        )
        self._last: LastData | None = None
        self._owner: str | None = None
        self._written_at: datetime | None = None
        self._dirty = False

    async def async_load(
        self, owner: str | None, timezone: ZoneInfo
    ) -> LastData | None:
        """Return the stored data of an owner, if there are any. They are read in a thread."""

        def read(content: _Content) -> LastData | None:
            return self._read(content, timezone) if content["owner"] == owner else None

        return await async_load_store_apart(self._store, read)

    async def async_save(self) -> None:
        """Save pending changes now."""
        if self._dirty:
            await self._store.async_save(
                await self._hass.async_add_executor_job(self._content)
            )

    async def async_remove(self) -> None:
        """Remove the store."""
        await self._store.async_remove()

    @callback
    def async_update(self, owner: str | None, last: LastData) -> None:
        """Keep the present data; they are saved after a delay if they changed.

        Data that did not change are saved once an hour, with the times when they were confirmed.
        """
        known, now = self._last, dt_util.utcnow()
        self._owner, self._last = owner, last
        if (
            known is None
            or self._written_at is None
            or not timedelta() <= now - self._written_at < RENEW_TIMES_AFTER
            or _differ(known, last)
        ):
            self._written_at = now
            self._dirty = True
            self._store.async_delay_save(self._content, SAVE_DELAY)

    def _content(self) -> _Content:
        """Return the content of the store. Called in a thread."""
        self._dirty = False
        if (last := self._last) is None:
            raise RuntimeError("There is nothing to save")
        return {
            "owner": self._owner,
            "account": codec_of(Account).encode(last.account),
            "pages": {
                name: self._encode_page(name, page) for name, page in last.pages.items()
            },
        }

    def _encode_page(self, name: str, page: StoredPage) -> _PageContent:
        codec = codec_of(self._page_types[name])
        return {
            "updated_at": page.updated_at.isoformat(),
            "confirmed": [
                (key, monday.isoformat() if monday else None, at.isoformat())
                for (key, monday), at in page.confirmed.items()
            ],
            "data": {key: codec.encode(value) for key, value in page.data.items()},
        }

    def _read(self, content: _Content, timezone: ZoneInfo) -> LastData:
        return LastData(
            account=codec_of(Account).decode(content["account"], timezone),
            pages={
                name: self._decode_page(name, page, timezone)
                for name, page in content["pages"].items()
                if name in self._page_types
            },
        )

    def _decode_page(
        self, name: str, page: _PageContent, timezone: ZoneInfo
    ) -> StoredPage:
        codec = codec_of(self._page_types[name])
        return StoredPage(
            data={
                key: codec.decode(value, timezone)
                for key, value in page["data"].items()
            },
            updated_at=datetime.fromisoformat(page["updated_at"]),
            confirmed={
                (
                    key,
                    date.fromisoformat(monday) if monday else None,
                ): datetime.fromisoformat(at)
                for key, monday, at in page["confirmed"]
            },
        )


def _differ(known: LastData, last: LastData) -> bool:
    """Return whether data changed. Most are the same objects as before."""
    if known.account is not last.account and known.account != last.account:
        return True
    if known.pages.keys() != last.pages.keys():
        return True
    return any(
        page.data is not known.pages[name].data and page.data != known.pages[name].data
        for name, page in last.pages.items()
    )
