"""The coordinator of the discussions."""

from collections.abc import Iterable
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..changes.diff import compare
from ..changes.event_data import SerializedPage, Topic, serialize_discussions
from ..changes.snapshot import Snapshot
from ..changes.snapshot_store import SnapshotStore
from ..client import Discussion, Message, PronoteClient
from ..client.errors import PageNotAllowedError
from ..connection.school_connection import SchoolConnection
from ..const import LOGGER
from ..polling.update_intervals import Part, Resource
from .base import UNREADABLE_ERRORS, WHOLE_ACCOUNT, PronoteCoordinator

MAILBOX = "mailbox"
"""The mailbox is the account's, not a child's."""


class DiscussionsCoordinator(PronoteCoordinator[tuple[Discussion, ...]]):
    """The mailbox of the account."""

    page = "discussions"
    resource = Resource.DISCUSSIONS

    @override
    def parts(self) -> Iterable[Part]:
        return [WHOLE_ACCOUNT]

    @override
    def is_followed(self, part: Part) -> bool:
        return not self.data or any(self.async_contexts())

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
        self._last_messages: dict[str, Message] = {}

    @override
    async def _fetch_all(
        self, client: PronoteClient
    ) -> dict[str, tuple[Discussion, ...]]:
        try:
            discussions = await client.discussions.get()
        except PageNotAllowedError:
            return {}
        finally:
            self._note_requested(WHOLE_ACCOUNT)
        self._last_messages = {}
        if (newest := self._newest_changed(discussions)) is not None:
            await self._fetch_last_message(client, newest)
        return {MAILBOX: discussions}

    def _newest_changed(self, discussions: tuple[Discussion, ...]) -> Discussion | None:
        """Return the latest discussion with a new message since the last snapshot."""
        snapshot = self._snapshots.last(MAILBOX, Topic.MESSAGE)
        if snapshot is None:
            return None
        serialized = serialize_discussions(discussions, {})[Topic.MESSAGE]
        new = {
            change.key
            for change in compare(
                Topic.MESSAGE, snapshot, Snapshot(at=self.now, partitions=serialized)
            )
        }
        return next((item for item in discussions if item.key in new), None)

    async def _fetch_last_message(
        self, client: PronoteClient, discussion: Discussion
    ) -> None:
        """Fetch the last message with one request; it stays unread in PRONOTE."""
        try:
            thread = await client.discussions.thread(discussion)
        except UNREADABLE_ERRORS:
            LOGGER.debug("Could not fetch the text of a new message")
            return
        received = [message for message in thread.messages if not message.mine]
        if received:
            self._last_messages = {discussion.key: received[-1]}

    @override
    def snapshot(self) -> dict[str, SerializedPage]:
        return {
            key: serialize_discussions(data, self._last_messages)
            for key, data in self.data.items()
        }
