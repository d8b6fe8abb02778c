"""Discussions (page 131)."""

from collections.abc import Sequence
from functools import partial

from ..common import Attachment, Reference
from ..errors import (
    InputProblem,
    InvalidInputError,
    StaleObjectError,
    WriteRefusedError,
)
from ..file_index import FilePage, FilePlace
from ..pages import discussions, recipients as recipients_page
from ..pages.account import Pupil
from ..pages.discussions import Discussion, ReplyMode, Thread
from ..pages.recipients import Recipient, RecipientKind
from ..spaces import Space
from ..transport import Upload
from ..wire import Json
from .mailbox import MailboxEndpoint


class DiscussionsEndpoint(MailboxEndpoint):
    """Reads and writes discussions.

    In a parent's account, `pupil` is the child for whom messages are read and written; None is
    the first child. Messages and drafts raise InvalidInputError with the words of the school, and
    nothing is sent, at the hours at which the school closes its discussions.
    """

    async def thread(
        self,
        discussion: Discussion,
        pupil: Pupil | None = None,
        *,
        mark_read: bool = False,
    ) -> Thread:
        """Return the messages of a discussion, oldest first; they stay unread by default.

        Raises StaleObjectError if the discussion no longer exists, PageNotAllowedError.
        """

        async def read(found: Discussion) -> Thread:
            self._caller.check_fresh(*(found.refs or (found.message_ref,)))
            request = discussions.read_request(found, mark_read=mark_read)
            answer = await self._caller.read(
                discussions.READ, discussions.TAB, pupil, request
            )
            return discussions.read_thread(answer, found)

        thread = await self._caller.retry_with_fresh_reference(
            discussion, read, partial(self._find, discussion, pupil)
        )
        self._files.add(
            FilePlace.of(FilePage.DISCUSSIONS, pupil, discussion.key),
            thread.files,
            partial(self._thread_files, discussion, pupil),
        )
        return thread

    async def _thread_files(
        self, discussion: Discussion, pupil: Pupil | None
    ) -> tuple[Attachment, ...]:
        return (await self.thread(discussion, pupil)).files

    async def participants(
        self, discussion: Discussion, pupil: Pupil | None = None
    ) -> tuple[Recipient, ...]:
        """Return the participants of a discussion; none if the school does not show them.

        Raises StaleObjectError if the discussion no longer exists, PageNotAllowedError.
        """

        async def read(found: Discussion) -> tuple[Recipient, ...]:
            if (message := found.participants_ref) is None:
                return ()
            self._caller.check_fresh(message)
            request = recipients_page.participants_request(message)
            answer = await self._caller.read(
                recipients_page.PARTICIPANTS, discussions.TAB, pupil, request
            )
            return tuple(
                recipients_page.read_people(answer, "listeDest", writable_only=False)
            )

        find = partial(self._find, discussion, pupil)
        return await self._caller.retry_with_fresh_reference(discussion, read, find)

    async def recipients(
        self, kind: RecipientKind, pupil: Pupil | None = None
    ) -> tuple[Recipient, ...]:
        """Return the people of one kind that the account may write to.

        Raises PageNotAllowedError.
        """

        account = await self._caller.connection.logged_in()
        if account.rights.rich_messages:
            # PRONOTE's page sends another request for these accounts, and lists everybody.
            wanted = recipients_page.publics_request(
                kind, all_classes=account.rights.write_to_all_classes
            )
            answer = await self._caller.read(
                recipients_page.PUBLICS, discussions.TAB, pupil, wanted
            )
            return tuple(
                recipients_page.read_people(
                    answer, recipients_page.PUBLIC_LIST, writable_only=False
                )
            )
        by_parent = account.space is Space.PARENT and kind is RecipientKind.PARENT

        def request(owner: Pupil) -> Json:
            filtered = recipients_page.OWN_PARENTS if by_parent else owner.resource
            return recipients_page.recipients_request(kind, filtered)

        owner = pupil or next(iter(account.pupils), None)
        answer = await self._caller.read(
            recipients_page.RECIPIENTS,
            discussions.TAB,
            owner,
            request
            if owner is not None
            else recipients_page.recipients_request(kind, {}),
        )
        name = recipients_page.RECIPIENT_LIST
        return tuple(recipients_page.read_people(answer, name, writable_only=True))

    async def begin(
        self,
        subject: str,
        text: str,
        recipients: Sequence[Recipient],
        pupil: Pupil | None = None,
        files: Sequence[Upload] = (),
        *,
        draft: bool = False,
    ) -> Discussion:
        """Begin a discussion, and return it as the school recorded it.

        With `draft`, its first message is saved only; `send_draft` sends it with its files.

        Raises InvalidInputError if the account may not begin one, or subject, text or
        recipients are missing, or a file is too large; UploadRefusedError; WriteRefusedError
        with the messages of the school ("do not disturb"…); StaleObjectError if a recipient
        can no longer be written to; PageNotAllowedError.
        """
        rights = (await self._caller.connection.logged_in()).rights
        if not rights.begin_discussions:
            raise InvalidInputError(InputProblem.NOT_ALLOWED)
        if not subject.strip() or not text.strip() or not recipients:
            raise InvalidInputError(InputProblem.EMPTY)
        before = {item.key for item in await self.get(pupil)}
        self._check_hours()
        fresh = [await self._same_recipient(person, pupil) for person in recipients]
        content = discussions.message_content(text, advanced=rights.rich_messages)
        sent = await self._send_files(files)
        build = discussions.create_request
        if draft:
            build = discussions.first_draft_request
        request = build(subject, content, recipients_page.addressees(fresh), sent)
        references = [person.ref for person in fresh if person.ref is not None]

        async def read_back() -> Discussion:
            for item in await self.get(pupil):
                if item.key not in before and item.subject == subject.strip():
                    if item.only_draft is draft:
                        return item
            raise WriteRefusedError

        return await self._caller.confirm(
            self._write(pupil, request, *references), read_back
        )

    def _check_reply(self, thread: Thread) -> None:
        """Raise InvalidInputError if a discussion takes no reply of this account, or not now."""
        if not thread.can_reply:
            raise InvalidInputError(InputProblem.CLOSED)
        if not self._caller.connection.account.rights.begin_discussions:
            raise InvalidInputError(InputProblem.NOT_ALLOWED)
        self._check_hours()

    def _check_hours(self) -> None:
        """Raise InvalidInputError if the school has closed discussions at this hour.

        PRONOTE's page sends nothing then either. The last answer says whether they are closed.
        """
        if (message := self._caller.connection.discussions_closed) is not None:
            choices = (message,) if message else ()
            raise InvalidInputError(InputProblem.DISCUSSIONS_CLOSED, choices)

    async def _same_recipient(
        self, person: Recipient, pupil: Pupil | None
    ) -> Recipient:
        """Return a recipient with a reference of this session."""
        if self._caller.is_fresh(person.ref) or person.kind is None:
            return person
        for candidate in await self.recipients(person.kind, pupil):
            if candidate.key == person.key:
                return candidate
        raise StaleObjectError("This person can no longer be written to")

    async def _send_files(self, files: Sequence[Upload]) -> list[Json]:
        largest = self._caller.connection.account.rights.max_attachment_bytes
        if any(largest is not None and len(file.content) > largest for file in files):
            raise InvalidInputError(InputProblem.TOO_LARGE)
        sent: list[Json] = []
        for number, file in enumerate(files):
            file_id = await self._caller.upload(
                discussions.WRITE, file, number=number + 1
            )
            sent.append(discussions.file_entry(number, file.name, file_id))
        return sent

    async def reply(
        self,
        discussion: Discussion,
        text: str,
        pupil: Pupil | None = None,
        *,
        reply_mode: ReplyMode | None = None,
        files: Sequence[Upload] = (),
    ) -> Thread:
        """Reply to a discussion, and return its messages as the school recorded them.

        `reply_mode` selects the recipients, by default the fewest that the discussion offers. Raises
        InvalidInputError if the discussion is closed to replies, does not offer these recipients,
        the text is empty or a file is too large; UploadRefusedError, WriteRefusedError,
        WriteUnconfirmedError if the answer was lost and the message is not there,
        StaleObjectError, PageNotAllowedError.
        """
        thread = await self.thread(discussion, pupil)
        self._check_reply(thread)
        if reply_mode is not None and reply_mode not in thread.reply_modes:
            offered = tuple(mode.name.lower() for mode in thread.reply_modes)
            raise InvalidInputError(InputProblem.NO_SUCH_CIRCLE, offered)
        if not text.strip():
            raise InvalidInputError(InputProblem.EMPTY)
        content = discussions.message_content(
            text, advanced=self._caller.connection.account.rights.rich_messages
        )
        sent = await self._send_files(files)
        request = discussions.reply_request(
            thread,
            thread.reply_modes[0] if reply_mode is None else reply_mode,
            content,
            sent,
        )

        async def read_back() -> Thread:
            after = await self.thread(discussion, pupil)
            if _written(after) <= _written(thread):
                raise WriteRefusedError
            return after

        return await self._caller.confirm(
            self._write(pupil, request, *_refs(thread)), read_back
        )

    async def save_draft(
        self,
        discussion: Discussion,
        text: str,
        pupil: Pupil | None = None,
        *,
        files: Sequence[Upload] = (),
    ) -> Thread:
        """Save a draft of a reply in place of the former one, and return the messages.

        The files of the former one stay, and `files` are added. Raises InvalidInputError if the
        text is empty, the discussion is closed to replies or a file is too large;
        UploadRefusedError, WriteRefusedError, WriteUnconfirmedError, StaleObjectError, PageNotAllowedError.
        """
        thread = await self.thread(discussion, pupil)
        self._check_reply(thread)
        if not text.strip():
            raise InvalidInputError(InputProblem.EMPTY)
        content = discussions.message_content(
            text, advanced=self._caller.connection.account.rights.rich_messages
        )
        sent = await self._send_files(files)
        request = discussions.save_draft_request(thread, content, sent)
        names = {file.name for file in files}

        async def read_back() -> Thread:
            after = await self.thread(discussion, pupil)
            if after.draft is None or after.draft.text.split() != text.split():
                raise WriteRefusedError
            if not names <= {file.name for file in after.draft.attachments}:
                raise WriteRefusedError
            return after

        return await self._caller.confirm(
            self._write(pupil, request, *_refs(thread)), read_back
        )

    async def send_draft(
        self, discussion: Discussion, pupil: Pupil | None = None
    ) -> None:
        """Send the draft of a discussion as it is: a reply, or the first message.

        Raises InvalidInputError if there is none, if it is empty or if the account may not send
        it; WriteRefusedError, WriteUnconfirmedError, StaleObjectError, PageNotAllowedError.
        """
        thread = await self.thread(discussion, pupil)
        if thread.draft is None or not thread.draft.text:
            raise InvalidInputError(InputProblem.EMPTY)
        if thread.can_reply:
            await self.reply(discussion, thread.draft.text, pupil)
            return
        self._check_hours()
        rights = self._caller.connection.account.rights
        people = await self.participants(discussion, pupil)
        if not rights.begin_discussions or not people:
            raise InvalidInputError(InputProblem.NOT_ALLOWED)
        content: Json | str = thread.draft.content
        if rights.rich_messages:
            content = {"_T": 21, "V": thread.draft.content}
        request = discussions.send_draft_request(
            thread, content, recipients_page.addressees(people)
        )
        await self._caller.confirm(
            self._write(pupil, request, *_refs(thread)),
            partial(self._check_no_draft, discussion, pupil),
        )

    async def _check_no_draft(
        self, discussion: Discussion, pupil: Pupil | None
    ) -> None:
        """Raise WriteRefusedError if the draft of a new discussion is still there."""
        for item in await self.get(pupil):
            if item.only_draft and item.key == discussion.key:
                raise WriteRefusedError

    async def delete_draft(
        self, discussion: Discussion, pupil: Pupil | None = None
    ) -> Thread | None:
        """Delete the draft of a reply, and return the messages; None for a discussion not sent yet.

        Raises StaleObjectError if there is none, WriteRefusedError, WriteUnconfirmedError,
        PageNotAllowedError.
        """
        if discussion.only_draft:
            await self._caller.confirm(
                self._command(discussion, pupil, "suppression"),
                partial(self._check_no_draft, discussion, pupil),
            )
            return None
        thread = await self.thread(discussion, pupil)
        if thread.draft is None or thread.draft.possession is None:
            raise StaleObjectError("The discussion has no draft")
        possession = thread.draft.possession
        request = discussions.command_request("suppression", [possession])

        async def read_back() -> Thread:
            after = await self.thread(discussion, pupil)
            if after.draft is not None:
                raise WriteRefusedError
            return after

        return await self._caller.confirm(
            self._write(pupil, request, possession), read_back
        )


def _written(thread: Thread) -> int:
    """Return how many of the messages are the account's own."""
    return sum(message.mine for message in thread.messages)


def _refs(thread: Thread) -> tuple[Reference, ...]:
    return thread.discussion.refs
