"""Actions on news, surveys and discussions as one list."""

from collections.abc import Callable, Iterable
from itertools import islice

from homeassistant.core import ServiceResponse
from homeassistant.util.json import JsonObjectType

from ..client import InboxItem, InboxKind, merge_inbox
from ..coordinator.base import WHOLE_ACCOUNT
from ..coordinator.discussions import MAILBOX
from ..coordinator.news import is_about
from ..files.location import FileCollection, FileSource
from ..targets import AccountTarget
from .common import ActionData, serialize
from .discussions import reply_mode_names


async def get_inbox(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Return news, surveys and discussions, unread ones first, with the texts of the first ones."""
    pupil = target.pupil

    def include(item: InboxItem) -> bool:
        return pupil is None or item.child is None or is_about(item.child, pupil)

    items: Iterable[InboxItem]
    if data["cached"]:
        items = await _cached_items(target, data, include)
    else:
        items = await target.call(
            lambda client: client.inbox.get(
                pupil,
                unread_only=data["unread_only"],
                limit=data["limit"],
                texts=data["texts"],
                include=include,
            )
        )
    return {"items": [_item(target, item) for item in items]}


async def _cached_items(
    target: AccountTarget, data: ActionData, include: Callable[[InboxItem], bool]
) -> Iterable[InboxItem]:
    """Return the items of the last update, without those that are left out."""
    news, discussions = target.data.news, target.data.discussions
    for coordinator in (news, discussions):
        await coordinator.async_ensure_cached(WHOLE_ACCOUNT)
    items = merge_inbox(
        news.received, discussions.data.get(MAILBOX, ()), target.data.account.rights
    )
    wanted = (
        item
        for item in items
        if (item.unread or not data["unread_only"]) and include(item)
    )
    return islice(wanted, data["limit"])


async def mark_read(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Mark selected items as read or unread, one after another."""
    # Some may be marked although one of them is refused.
    kinds = set(InboxKind)
    try:
        items = await target.call(
            lambda client: client.inbox.mark_read(
                data["items"], target.pupil, read=data["read"]
            )
        )
        kinds = {item.kind for item in items}
    finally:
        if InboxKind.DISCUSSION in kinds:
            await target.data.discussions.async_refresh()
        if kinds - {InboxKind.DISCUSSION}:
            await target.data.news.async_refresh()
    return {"items": [_item(target, item) for item in items]}


def _item(target: AccountTarget, item: InboxItem) -> JsonObjectType:
    source = (
        FileSource.DISCUSSIONS if item.kind is InboxKind.DISCUSSION else FileSource.NEWS
    )
    collection = FileCollection.of(target, source, item.key)
    return serialize(item, target, collection) | {
        "reply_modes": reply_mode_names(item.reply_modes)
    }
