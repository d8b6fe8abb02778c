"""Coordinators of what the school says: news, surveys, discussions.

One question serves the whole account: PRONOTE answers the same for each child.
"""

from collections.abc import Iterable
from itertools import islice
from typing import override

from homeassistant.core import HomeAssistant

from .changes import Look, compare
from .client import Discussion, Message, News, PronoteClient, Pupil
from .client.errors import (
    PageNotAllowedError,
    ProtocolError,
    RequestRefusedError,
    StaleObjectError,
)
from .const import LOGGER
from .coordinator import (
    ChildrenCoordinator,
    Part,
    PronoteConfigEntry,
    PronoteCoordinator,
)
from .facts import Told, Topic, tell_discussions, tell_news
from .gate import Gate
from .schedule import Kind

EVERYBODY: Part = ("account", None)
"""One question serves the whole account."""

MOST_OPENED = 3
"""New pieces of news of a child whose text is asked for, each in a request of its own."""

_UNREADABLE = (
    PageNotAllowedError,
    ProtocolError,
    RequestRefusedError,
    StaleObjectError,
)

MAILBOX = "mailbox"
"""The mailbox is the account's, not a child's."""


class NewsCoordinator(ChildrenCoordinator[tuple[News, ...]]):
    """The news and surveys received; each child has its own and everybody's."""

    page = "news"
    kind = Kind.NEWS

    def __init__(
        self, hass: HomeAssistant, entry: PronoteConfigEntry, gate: Gate
    ) -> None:
        """Start with no news."""
        super().__init__(hass, entry, gate)
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
            self.received = await client.news()
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
        seen = self.config_entry.runtime_data.seen
        new = {
            change.key
            for topic, shelves in tell_news(page).items()
            for change in compare(
                topic,
                seen.last(pupil.key, topic),
                Look(at=self.now, shelves=shelves),
            )
        } - self._opened.keys()
        unknown = (item for item in page if item.key in new and item.questions is None)
        for item in islice(unknown, MOST_OPENED):
            try:
                self._opened[item.key] = await client.news_content(item, pupil)
            except _UNREADABLE:
                LOGGER.debug("The text of a piece of news stays unknown")
                return

    @override
    def _tell(self, pupil: Pupil, page: tuple[News, ...]) -> Told:
        return tell_news(self._opened.get(item.key, item) for item in page)


def is_about(first_name: str, pupil: Pupil) -> bool:
    """Tell whether a first name is a child's; PRONOTE writes it after the family's."""
    return f" {pupil.name}".casefold().endswith(f" {first_name}".casefold())


class DiscussionsCoordinator(PronoteCoordinator[tuple[Discussion, ...]]):
    """The mailbox of the account."""

    page = "discussions"
    kind = Kind.DISCUSSIONS

    @override
    def parts(self) -> Iterable[Part]:
        return [EVERYBODY]

    @override
    def is_followed(self, part: Part) -> bool:
        return not self.data or any(self.async_contexts())

    def __init__(
        self, hass: HomeAssistant, entry: PronoteConfigEntry, gate: Gate
    ) -> None:
        """Start with no message read."""
        super().__init__(hass, entry, gate)
        self._opened: dict[str, Message] = {}

    @override
    async def _read_all(
        self, client: PronoteClient
    ) -> dict[str, tuple[Discussion, ...]]:
        try:
            discussions = await client.discussions()
        except PageNotAllowedError:
            return {}
        finally:
            self._note_asked(EVERYBODY)
        self._opened = {}
        if (newest := self._newest(discussions)) is not None:
            await self._open(client, newest)
        return {MAILBOX: discussions}

    def _newest(self, discussions: tuple[Discussion, ...]) -> Discussion | None:
        """Return the latest discussion in which somebody wrote since the last look."""
        look = self.config_entry.runtime_data.seen.last(MAILBOX, Topic.MESSAGE)
        if look is None:
            return None
        told = tell_discussions(discussions, {})[Topic.MESSAGE]
        new = {
            change.key
            for change in compare(Topic.MESSAGE, look, Look(at=self.now, shelves=told))
        }
        return next((item for item in discussions if item.key in new), None)

    async def _open(self, client: PronoteClient, discussion: Discussion) -> None:
        """Read the last message, in one request; at school it stays unread."""
        try:
            thread = await client.thread(discussion)
        except _UNREADABLE:
            LOGGER.debug("The text of a new message stays unknown")
            return
        received = [message for message in thread.messages if not message.mine]
        if received:
            self._opened = {discussion.key: received[-1]}

    @override
    def told(self) -> dict[str, Told]:
        return {
            key: tell_discussions(page, self._opened) for key, page in self.data.items()
        }
