"""The coordinator of news and surveys."""

from collections.abc import Iterable
from itertools import islice
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..changes.diff import compare
from ..changes.event_data import SerializedPage, serialize_news
from ..changes.snapshot import Snapshot
from ..changes.snapshot_store import SnapshotStore
from ..client import News, PronoteClient, Pupil
from ..client.errors import PageNotAllowedError
from ..connection.school_connection import SchoolConnection
from ..const import LOGGER
from ..last_data.store import StoredPage
from ..polling.update_intervals import Part, Resource
from .base import UNREADABLE_ERRORS, WHOLE_ACCOUNT, ChildrenCoordinator

MAX_CONTENTS_FETCHED = 3
"""New pieces of news of a child whose text is fetched, with one request each."""


class NewsCoordinator(ChildrenCoordinator[tuple[News, ...]]):
    """News and surveys; each child gets its own and those for everybody."""

    page = "news"
    resource = Resource.NEWS

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        connection: SchoolConnection,
        snapshots: SnapshotStore,
    ) -> None:
        """Initialize the coordinator."""
        super().__init__(hass, entry, connection)
        self._snapshots = snapshots
        self.received: tuple[News, ...] = ()
        """All of them, whatever child they are about."""
        self._contents: dict[str, News] = {}

    @callback
    @override
    def async_restore(self, page: StoredPage) -> None:
        super().async_restore(page)
        received = {item.key: item for data in self.data.values() for item in data}
        self.received = tuple(received.values())

    @override
    def parts(self) -> Iterable[Part]:
        return [WHOLE_ACCOUNT]

    @override
    def _parts_of(self, pupil: Pupil) -> list[Part]:
        return [WHOLE_ACCOUNT]

    @override
    def is_followed(self, part: Part) -> bool:
        return not self.data or any(self.async_contexts())

    @override
    async def _fetch_all(self, client: PronoteClient) -> dict[str, tuple[News, ...]]:
        if not self.connection.account.pupils:
            return {}
        try:
            self.received = await client.news.get()
        except PageNotAllowedError:
            self._note_requested(WHOLE_ACCOUNT)
            return {}
        self._contents = {}
        return await super()._fetch_all(client)

    @override
    async def _fetch(self, client: PronoteClient, pupil: Pupil) -> tuple[News, ...]:
        pupils = client.account.pupils
        data = tuple(news for news in self.received if concerns(news, pupil, pupils))
        await self._fetch_new_contents(client, pupil, data)
        return data

    async def _fetch_new_contents(
        self, client: PronoteClient, pupil: Pupil, data: tuple[News, ...]
    ) -> None:
        """Fetch the content of new items that the list does not contain.

        They stay unread in PRONOTE.
        """
        new = {
            change.key
            for topic, partitions in serialize_news(data).items()
            for change in compare(
                topic,
                self._snapshots.last(pupil.key, topic),
                Snapshot(at=self.now, partitions=partitions),
            )
        } - self._contents.keys()
        unknown = (item for item in data if item.key in new and item.questions is None)
        for item in islice(unknown, MAX_CONTENTS_FETCHED):
            try:
                self._contents[item.key] = await client.news.content(item, pupil)
            except UNREADABLE_ERRORS:
                LOGGER.debug("Could not fetch the text of a news item")
                return

    @override
    def _serialize(self, pupil: Pupil, data: tuple[News, ...]) -> SerializedPage:
        return serialize_news(self._contents.get(item.key, item) for item in data)


def concerns(news: News, pupil: Pupil, pupils: Iterable[Pupil]) -> bool:
    """Return whether a news item is about a child, or about no other child of the account."""
    if news.child is None or is_about(news.child, pupil):
        return True
    others = (item for item in pupils if item.key != pupil.key)
    return not any(is_about(news.child, other) for other in others)


def is_about(first_name: str, pupil: Pupil) -> bool:
    """Return whether a first name belongs to a child.

    PRONOTE puts first names after the family name.
    """
    return f" {pupil.name}".casefold().endswith(f" {first_name}".casefold())
