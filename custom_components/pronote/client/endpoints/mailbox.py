"""The mailbox (page 131): the list of discussions, and the commands about a whole discussion."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial

from ..caller import Caller
from ..common import Reference
from ..errors import (
    InputProblem,
    InvalidInputError,
    StaleObjectError,
    WriteRefusedError,
)
from ..file_index import FileIndex
from ..pages import discussions
from ..pages.account import Pupil
from ..pages.discussions import Discussion, Folder
from ..wire import Json


class MailboxEndpoint:
    """Lists discussions, and marks, moves, renames, leaves and closes them.

    Every write raises WriteUnconfirmedError if no usable answer came and the mailbox does not show
    that the school recorded it.
    """

    def __init__(self, caller: Caller, files: FileIndex) -> None:
        """Send requests through `caller`; list attachments in `files`."""
        self._caller = caller
        self._files = files

    async def get(
        self, pupil: Pupil | None = None, *, unread_only: bool = False
    ) -> tuple[Discussion, ...]:
        """Return the discussions, latest first, in one request.

        Raises PageNotAllowedError if the school has no discussions.
        """
        request = discussions.list_request(unread_only=unread_only)
        answer = await self._caller.read(
            discussions.LIST, discussions.TAB, pupil, request
        )
        return tuple(discussions.read_list(answer))

    async def _find(self, discussion: Discussion, pupil: Pupil | None) -> Discussion:
        for candidate in await self.get(pupil):
            if candidate.key == discussion.key:
                return candidate
        raise StaleObjectError("The discussion no longer exists")

    async def mark_read(
        self, discussion: Discussion, pupil: Pupil | None = None, *, read: bool = True
    ) -> Discussion:
        """Mark a discussion read or unread, and return it as the school recorded it.

        Raises the errors of `mark_all_read`.
        """
        (after,) = await self.mark_all_read([discussion], pupil, read=read)
        return after

    async def mark_all_read(
        self,
        items: Sequence[Discussion],
        pupil: Pupil | None = None,
        *,
        read: bool = True,
    ) -> tuple[Discussion, ...]:
        """Mark discussions read or unread, one after another, and return them as they are then.

        Raises InvalidInputError before anything is sent if one of them cannot be marked;
        WriteRefusedError if the school did not record all of them, WriteUnconfirmedError,
        StaleObjectError, PageNotAllowedError.
        """
        _check_own(*items)

        async def read_back() -> tuple[Discussion, ...]:
            known = {item.key: item for item in await self.get(pupil)}
            after = tuple(known[item.key] for item in items if item.key in known)
            if len(after) < len(items):
                raise StaleObjectError("A discussion no longer exists")
            if any(bool(item.unread) is read for item in after):
                raise WriteRefusedError
            return after

        writes = (
            partial(self._command, item, pupil, "pourLu", lu=read) for item in items
        )
        return await self._caller.confirm_all(writes, read_back)

    async def archive(
        self,
        discussion: Discussion,
        pupil: Pupil | None = None,
        *,
        archive: bool = True,
    ) -> Discussion:
        """Move a discussion to or out of the archive, and return it as the school recorded it.

        Raises InvalidInputError for a discussion of another person, or if the account may not
        do it; WriteRefusedError, StaleObjectError, PageNotAllowedError.
        """
        await self._check_moved(discussion)
        _check(self._caller.connection.account.rights.rich_messages)
        command = self._command(discussion, pupil, "archive", archiver=archive)
        return await self._moved(command, discussion, pupil, Folder.ARCHIVE, archive)

    async def trash(
        self, discussion: Discussion, pupil: Pupil | None = None
    ) -> Discussion:
        """Move a discussion to the trash, and return it as the school recorded it.

        Raises InvalidInputError for a discussion of another person, or if the account may only
        read; WriteRefusedError, StaleObjectError, PageNotAllowedError.
        """
        await self._check_moved(discussion)
        command = self._command(discussion, pupil, "corbeille")
        return await self._moved(command, discussion, pupil, Folder.TRASH, True)

    async def restore(
        self, discussion: Discussion, pupil: Pupil | None = None
    ) -> Discussion:
        """Restore a discussion from the trash, and return it as the school recorded it.

        Raises InvalidInputError if the account may only read; WriteRefusedError,
        StaleObjectError, PageNotAllowedError.
        """
        await self._check_moved()
        command = self._command(discussion, pupil, "restauration")
        return await self._moved(command, discussion, pupil, Folder.TRASH, False)

    async def delete(self, discussion: Discussion, pupil: Pupil | None = None) -> None:
        """Delete a discussion permanently. It must be in the trash.

        Raises InvalidInputError for a discussion of another person, or if the account may only
        read; WriteRefusedError, StaleObjectError, PageNotAllowedError.
        """
        await self._check_moved(discussion)

        async def read_back() -> None:
            if any(item.key == discussion.key for item in await self.get(pupil)):
                raise WriteRefusedError

        await self._caller.confirm(
            self._command(discussion, pupil, "suppression"), read_back
        )

    async def _check_moved(self, *items: Discussion) -> None:
        """Raise InvalidInputError if the account may not move these discussions."""
        account = await self._caller.connection.logged_in()
        _check(account.rights.begin_discussions)
        _check_own(*items)

    async def _moved(
        self,
        command: Awaitable[None],
        discussion: Discussion,
        pupil: Pupil | None,
        folder: Folder,
        there: bool,
    ) -> Discussion:
        async def read_back() -> Discussion:
            after = await self._find(discussion, pupil)
            if (folder in after.folders) is not there:
                raise WriteRefusedError
            return after

        return await self._caller.confirm(command, read_back)

    async def leave(
        self, discussion: Discussion, pupil: Pupil | None = None, *, leave: bool = True
    ) -> Discussion:
        """Leave a discussion or rejoin it, and return it as the school recorded it.

        Nothing is sent if that is how it is already. Raises InvalidInputError if the account may
        not leave it; WriteRefusedError, WriteUnconfirmedError, StaleObjectError,
        PageNotAllowedError.
        """
        found = await self._find(discussion, pupil)
        rights = self._caller.connection.account.rights

        async def write(item: Discussion) -> None:
            if item.left is leave:
                return
            may = item.may_leave and rights.begin_discussions
            if not may or item.last_ref is None:
                raise InvalidInputError(InputProblem.NOT_ALLOWED)
            request = discussions.leave_request(item.last_ref, left=item.left)
            await self._write(pupil, request, item.last_ref)

        async def read_back() -> Discussion:
            try:
                after = await self._find(discussion, pupil)
            except StaleObjectError:
                if not leave:
                    raise
                # A discussion that was left may not be listed any more.
                return replace(found, left=True)
            if after.left is not leave:
                raise WriteRefusedError
            return after

        # The command toggles the current state, so `write` reads it each time.
        return await self._confirm(found, pupil, write, read_back)

    async def rename(
        self, discussion: Discussion, subject: str, pupil: Pupil | None = None
    ) -> Discussion:
        """Change the subject of a discussion, and return it as the school recorded it.

        Its key changes with the subject. Raises InvalidInputError if the account may not change it
        or the subject is empty; WriteRefusedError, WriteUnconfirmedError, StaleObjectError,
        PageNotAllowedError.
        """
        if not (subject := subject.strip()):
            raise InvalidInputError(InputProblem.EMPTY)
        found = await self._find(discussion, pupil)
        rights = self._caller.connection.account.rights

        async def write(item: Discussion) -> None:
            if item.subject == subject:
                return
            may = item.may_rename and rights.begin_discussions
            if not may or item.last_ref is None:
                raise InvalidInputError(InputProblem.NOT_ALLOWED)
            request = discussions.rename_request(item.last_ref, subject)
            await self._write(pupil, request, item.last_ref)

        async def read_back() -> Discussion:
            for item in await self.get(pupil):
                if (item.subject, item.creator, item.recipients) == (
                    subject,
                    found.creator,
                    found.recipients,
                ):
                    return item
            raise WriteRefusedError

        return await self._confirm(found, pupil, write, read_back)

    async def close(
        self, discussion: Discussion, pupil: Pupil | None = None, *, close: bool = True
    ) -> Discussion:
        """Close a discussion to replies or open it again, and return the updated one.

        Nothing is sent if that is how it is already. Raises InvalidInputError if the account may
        not do it; WriteRefusedError, WriteUnconfirmedError, StaleObjectError,
        PageNotAllowedError.
        """
        found = await self._find(discussion, pupil)
        rights = self._caller.connection.account.rights

        async def write(item: Discussion) -> None:
            if item.closed is close:
                return
            offered = item.closable if close else item.reopenable
            _check(offered and item.may_mark and not item.left)
            _check(rights.begin_discussions and rights.rich_messages)
            request = discussions.command_request(
                "pourOuvrirFermer", item.refs, ouvrir=not close
            )
            await self._write(pupil, request, *item.refs)

        async def read_back() -> Discussion:
            after = await self._find(discussion, pupil)
            if after.closed is not close:
                raise WriteRefusedError
            return after

        return await self._confirm(found, pupil, write, read_back)

    async def _confirm(
        self,
        found: Discussion,
        pupil: Pupil | None,
        write: Callable[[Discussion], Awaitable[None]],
        read_back: Callable[[], Awaitable[Discussion]],
    ) -> Discussion:
        """Write once for the current state of a discussion, and return the updated one."""
        return await self._caller.confirm(
            self._caller.retry_with_fresh_reference(
                found, write, partial(self._find, found, pupil), idempotent=True
            ),
            read_back,
        )

    async def _command(
        self,
        discussion: Discussion,
        pupil: Pupil | None,
        command: str,
        **details: bool,
    ) -> None:
        async def write(found: Discussion) -> None:
            request = discussions.command_request(command, found.refs, **details)
            await self._write(pupil, request, *found.refs)

        find = partial(self._find, discussion, pupil)
        await self._caller.retry_with_fresh_reference(
            discussion, write, find, idempotent=True
        )

    async def _write(
        self, pupil: Pupil | None, request: Json, *references: Reference
    ) -> None:
        await self._caller.write(
            discussions.WRITE, discussions.TAB, pupil, request, *references
        )


def _check_own(*items: Discussion) -> None:
    """Raise InvalidInputError if one of the discussions is of another person."""
    _check(all(item.may_mark for item in items))


def _check(allowed: bool) -> None:
    if not allowed:
        raise InvalidInputError(InputProblem.NOT_ALLOWED)
