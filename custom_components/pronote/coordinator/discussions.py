"""The coordinator of the discussions."""

from collections.abc import Iterable
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..changes.diff import Look, compare
from ..changes.event_data import Told, Topic, tell_discussions
from ..changes.snapshot_store import Seen
from ..client import Discussion, Message, PronoteClient
from ..client.errors import PageNotAllowedError
from ..connection.session import Gate
from ..const import LOGGER
from ..polling.policy import Kind, Part
from .base import _UNREADABLE, EVERYBODY, PronoteCoordinator

MAILBOX = "mailbox"
"""The mailbox is the account's, not a child's."""


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
        self, hass: HomeAssistant, entry: ConfigEntry, gate: Gate, seen: Seen
    ) -> None:
        """Start with no message read."""
        super().__init__(hass, entry, gate)
        self._seen = seen
        self._opened: dict[str, Message] = {}

    @override
    async def _read_all(
        self, client: PronoteClient
    ) -> dict[str, tuple[Discussion, ...]]:
        try:
            discussions = await client.discussions.get()
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
        look = self._seen.last(MAILBOX, Topic.MESSAGE)
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
            thread = await client.discussions.thread(discussion)
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
