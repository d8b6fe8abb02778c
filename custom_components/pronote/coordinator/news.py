"""The coordinator of news and surveys."""

from collections.abc import Iterable
from itertools import islice
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..changes.diff import Look, compare
from ..changes.event_data import Told, tell_news
from ..changes.snapshot_store import Seen
from ..client import News, PronoteClient, Pupil
from ..client.errors import PageNotAllowedError
from ..connection.session import Gate
from ..const import LOGGER
from ..polling.policy import Kind, Part
from .base import _UNREADABLE, EVERYBODY, ChildrenCoordinator

MOST_OPENED = 3
"""New pieces of news of a child whose text is asked for, each in a request of its own."""


class NewsCoordinator(ChildrenCoordinator[tuple[News, ...]]):
    """The news and surveys received; each child has its own and everybody's."""

    page = "news"
    kind = Kind.NEWS

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, gate: Gate, seen: Seen
    ) -> None:
        """Start with no news."""
        super().__init__(hass, entry, gate)
        self._seen = seen
        self.received: tuple[News, ...] = ()
        """All of them, whatever child they are about."""
        self._opened: dict[str, News] = {}

    @override
    def parts(self) -> Iterable[Part]:
        return [EVERYBODY]

    @override
    def _parts_of(self, pupil: Pupil) -> list[Part]:
        return [EVERYBODY]

    @override
    def is_followed(self, part: Part) -> bool:
        return not self.data or any(self.async_contexts())

    @override
    async def _read_all(self, client: PronoteClient) -> dict[str, tuple[News, ...]]:
        if not client.account.pupils:
            return {}
        try:
            self.received = await client.news.get()
        except PageNotAllowedError:
            self._note_asked(EVERYBODY)
            return {}
        self._opened = {}
        return await super()._read_all(client)

    @override
    async def _read(self, client: PronoteClient, pupil: Pupil) -> tuple[News, ...]:
        others = [item for item in client.account.pupils if item.key != pupil.key]
        page = tuple(
            news
            for news in self.received
            if news.child is None
            or is_about(news.child, pupil)
            or not any(is_about(news.child, other) for other in others)
        )
        await self._open_new(client, pupil, page)
        return page

    async def _open_new(
        self, client: PronoteClient, pupil: Pupil, page: tuple[News, ...]
    ) -> None:
        """Read what just came, where the list does not hold it; at school it stays unread."""
        new = {
            change.key
            for topic, shelves in tell_news(page).items()
            for change in compare(
                topic,
                self._seen.last(pupil.key, topic),
                Look(at=self.now, shelves=shelves),
            )
        } - self._opened.keys()
        unknown = (item for item in page if item.key in new and item.questions is None)
        for item in islice(unknown, MOST_OPENED):
            try:
                self._opened[item.key] = await client.news.content(item, pupil)
            except _UNREADABLE:
                LOGGER.debug("The text of a piece of news stays unknown")
                return

    @override
    def _tell(self, pupil: Pupil, page: tuple[News, ...]) -> Told:
        return tell_news(self._opened.get(item.key, item) for item in page)


def is_about(first_name: str, pupil: Pupil) -> bool:
    """Tell whether a first name is a child's; PRONOTE writes it after the family's."""
    return f" {pupil.name}".casefold().endswith(f" {first_name}".casefold())
