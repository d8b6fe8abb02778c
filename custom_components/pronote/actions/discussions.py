"""Actions on discussions."""

from collections.abc import Awaitable, Callable, Iterable

from homeassistant.core import ServiceResponse
from homeassistant.util.json import JsonObjectType, JsonValueType

from ..client import (
    Discussion,
    PronoteClient,
    Recipient,
    RecipientKind,
    ReplyMode,
    Thread,
    Upload,
)
from ..connection.error_messages import validation_error
from ..files.location import FileCollection, FileSource
from ..files.upload import async_uploads
from ..targets import AccountTarget
from .common import ActionData, find_by_key, serialize, serialize_all


async def get_discussions(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Return the discussions of the mailbox."""
    found = await target.call(
        lambda client: client.discussions.get(
            target.pupil, unread_only=data["unread_only"]
        )
    )
    return {"discussions": serialize_all(found)}


def _thread(target: AccountTarget, thread: Thread) -> JsonObjectType:
    return serialize(
        thread,
        target,
        FileCollection.of(target, FileSource.DISCUSSIONS, thread.discussion.key),
    ) | {"reply_modes": reply_mode_names(thread.reply_modes)}


def reply_mode_names(modes: Iterable[ReplyMode]) -> list[JsonValueType]:
    """Return possible recipients of a reply, as the action `reply` names them."""
    return [mode.name.lower() for mode in modes]


async def get_messages(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Return the messages of a discussion."""
    discussion = await _find_discussion(target, data["discussion"])
    return _thread(
        target,
        await target.call(
            lambda client: client.discussions.thread(
                discussion, target.pupil, mark_read=data["mark_read"]
            )
        ),
    )


async def get_recipients(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Return the possible recipients of a message."""
    kind = RecipientKind[data["kind"].upper()]
    found = await target.call(
        lambda client: client.discussions.recipients(kind, target.pupil)
    )
    return {"recipients": [_person(person) for person in found]}


async def get_participants(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Return the participants of a discussion."""
    discussion = await _find_discussion(target, data["discussion"])
    found = await target.call(
        lambda client: client.discussions.participants(discussion, target.pupil)
    )
    return {"participants": [_person(person) for person in found]}


def _person(person: Recipient) -> JsonObjectType:
    kind = None if person.kind is None else person.kind.name.lower()
    return serialize(person) | {"kind": kind}


async def reply(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Reply to a discussion, by default to the fewest people that it offers."""
    discussion = await _find_discussion(target, data["discussion"])
    files = await _uploads(target, data)
    mode = ReplyMode[data["to"].upper()] if "to" in data else None
    thread = await target.call(
        lambda client: client.discussions.reply(
            discussion, data["text"], target.pupil, reply_mode=mode, files=files
        )
    )
    await target.data.discussions.async_refresh()
    return _thread(target, thread)


async def save_draft(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Save a reply as a draft."""
    discussion = await _find_discussion(target, data["discussion"])
    files = await _uploads(target, data)
    thread = await target.call(
        lambda client: client.discussions.save_draft(
            discussion, data["text"], target.pupil, files=files
        )
    )
    await target.data.discussions.async_refresh()
    return _thread(target, thread)


async def send_draft(target: AccountTarget, data: ActionData) -> None:
    """Send the draft of a discussion."""
    discussion = await _find_discussion(target, data["discussion"])
    await target.call(
        lambda client: client.discussions.send_draft(discussion, target.pupil)
    )
    await target.data.discussions.async_refresh()


async def delete_draft(target: AccountTarget, data: ActionData) -> None:
    """Delete the draft of a discussion."""
    discussion = await _find_discussion(target, data["discussion"])
    await target.call(
        lambda client: client.discussions.delete_draft(discussion, target.pupil)
    )
    await target.data.discussions.async_refresh()


async def begin_discussion(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Start a discussion."""
    kind = RecipientKind[data["kind"].upper()]
    known = await target.call(
        lambda client: client.discussions.recipients(kind, target.pupil)
    )
    people = [_find_person(known, name) for name in data["recipients"]]
    files = await _uploads(target, data)
    discussion = await target.call(
        lambda client: client.discussions.begin(
            data["subject"],
            data["text"],
            people,
            target.pupil,
            files,
            draft=data["draft"],
        )
    )
    await target.data.discussions.async_refresh()
    return serialize(discussion)


async def _uploads(target: AccountTarget, data: ActionData) -> list[Upload]:
    max_bytes = target.data.account.rights.max_attachment_bytes
    return await async_uploads(target.hass, data, max_bytes)


async def mark_discussion_read(target: AccountTarget, data: ActionData) -> None:
    """Mark a discussion as read or unread."""
    discussion = await _find_discussion(target, data["discussion"])
    await target.call(
        lambda client: client.discussions.mark_read(
            discussion, target.pupil, read=data["read"]
        )
    )
    await target.data.discussions.async_refresh()


async def move_discussion(target: AccountTarget, data: ActionData) -> None:
    """Archive, restore, trash or delete a discussion."""
    discussion = await _find_discussion(target, data["discussion"])
    pupil = target.pupil
    match data["move"]:
        case "archive":
            await target.call(lambda c: c.discussions.archive(discussion, pupil))
        case "unarchive":
            await target.call(
                lambda c: c.discussions.archive(discussion, pupil, archive=False)
            )
        case "bin":
            await target.call(lambda c: c.discussions.trash(discussion, pupil))
        case "restore":
            await target.call(lambda c: c.discussions.restore(discussion, pupil))
        case _:
            await target.call(lambda c: c.discussions.delete(discussion, pupil))
    await target.data.discussions.async_refresh()


async def rename_discussion(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Change the subject of a discussion."""
    return await _change(
        target,
        data,
        lambda client, discussion: client.discussions.rename(
            discussion, data["subject"], target.pupil
        ),
    )


async def leave_discussion(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Leave a discussion, or rejoin it."""
    return await _change(
        target,
        data,
        lambda client, discussion: client.discussions.leave(
            discussion, target.pupil, leave=data["leave"]
        ),
    )


async def close_discussion(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Close a discussion to replies, or open it again."""
    return await _change(
        target,
        data,
        lambda client, discussion: client.discussions.close(
            discussion, target.pupil, close=data["close"]
        ),
    )


async def _change(
    target: AccountTarget,
    data: ActionData,
    write: Callable[[PronoteClient, Discussion], Awaitable[Discussion]],
) -> ServiceResponse:
    """Change a discussion, and return the updated one."""
    discussion = await _find_discussion(target, data["discussion"])
    after = await target.call(lambda client: write(client, discussion))
    await target.data.discussions.async_refresh()
    return serialize(after)


async def _find_discussion(target: AccountTarget, key: str) -> Discussion:
    for known in target.data.discussions.data.values():
        for discussion in known:
            if discussion.key == key:
                return discussion
    found = await target.call(lambda client: client.discussions.get(target.pupil))
    return find_by_key(found, key)


def _find_person(known: Iterable[Recipient], name: str) -> Recipient:
    for person in known:
        if name == person.key or name.casefold() == person.name.casefold():
            return person
    raise validation_error("no_such_recipient", name=name)
