"""Communication: news, surveys, discussions."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ..caller import Questions
from ..common import Attachment, Reference
from ..errors import (
    AnswerProblem,
    InvalidAnswerError,
    StaleObjectError,
    WriteRefusedError,
)
from ..pages import discussions, news
from ..pages.account import Pupil
from ..pages.discussions import (
    Button,
    Discussion,
    Folder,
    Recipient,
    RecipientKind,
    Thread,
)
from ..pages.news import Answer, News
from ..transport import Upload
from ..wire import Json


class Communication(Questions):
    """What the school tells, and what may be told to it.

    In a parent's account, a pupil says on whose behalf one reads and writes; without one it
    is the first child.
    """

    # --- news and surveys (page 8)

    async def news(self, pupil: Pupil | None = None) -> tuple[News, ...]:
        """Return the news received, newest first, in one request.

        PRONOTE 2026 sends contents apart: see `news_content`.
        """
        found = news.read(
            await self._read(news.FUNCTION, news.TAB, pupil, news.request())
        )
        for item in found:
            self._remember(item.attachments, partial(self._news_files, pupil, item))
        return tuple(found)

    async def _news_files(self, pupil: Pupil | None, item: News) -> list[Attachment]:
        return list((await self.news_content(item, pupil)).attachments)

    async def news_content(self, item: News, pupil: Pupil | None = None) -> News:
        """Return a piece of news with its content. No request when it came with the list."""
        if item.questions is not None and self._is_fresh(item.ref):
            return item
        find = partial(self._find_news, pupil, item)
        return await self._found_again(item, partial(self._open_news, pupil), find)

    async def _open_news(self, pupil: Pupil | None, item: News) -> News:
        ref = self._fresh(item.ref)
        if item.questions is not None:
            return item
        request = news.content_request(ref, item.raw)
        answer = await self._read(news.FUNCTION, news.TAB, pupil, request)
        questions = news.read_content(answer, item)
        if not questions and pupil is not None:
            # Some schools show a child's news only under the child's own name.
            owner = self.account.pupil(pupil.key) or pupil
            named = {"genrePublic": 4, "public": owner.resource}
            request = news.content_request(ref, item.raw | named)
            answer = await self._read(news.FUNCTION, news.TAB, pupil, request)
            questions = news.read_content(answer, item)
        opened = replace(item, questions=tuple(questions))
        self._remember(opened.attachments, partial(self._news_files, pupil, item))
        return opened

    async def _find_news(self, pupil: Pupil | None, item: News) -> News:
        for candidate in await self.news(pupil):
            if candidate.key == item.key:
                return candidate
        raise StaleObjectError("The news is not there any more")

    async def mark_news_read(self, item: News, pupil: Pupil | None = None) -> News:
        """Mark a piece of news read, and return it as the school has it afterwards.

        Raises WriteRefusedError when the school did not record it.
        """
        find = partial(self._find_news, pupil, item)
        write = self._news_writer(pupil, news.save)
        await self._found_again(item, write, find, idempotent=True)
        after = await find()
        if not after.read:
            raise WriteRefusedError
        return after

    async def answer_news(
        self,
        item: News,
        answers: Mapping[str, Answer],
        pupil: Pupil | None = None,
        *,
        own_words: Mapping[str, str] | None = None,
    ) -> News:
        """Answer the questions of a survey, or acknowledge (the empty text), by question key.

        `own_words` go with a free choice ("Autre"). Raises InvalidAnswerError before anything
        is sent, WriteRefusedError when the school did not record it.
        """
        opened = await self.news_content(item, pupil)
        known = {question.key: question for question in opened.questions or ()}
        for key, answer in answers.items():
            if key not in known:
                raise InvalidAnswerError(AnswerProblem.NOT_A_QUESTION)
            news.check_answer(known[key], answer)

        async def find() -> News:
            return await self._open_news(pupil, await self._find_news(pupil, item))

        write = self._news_writer(
            pupil, partial(news.save, answers=answers, own_words=own_words)
        )
        await self._found_again(opened, write, find, idempotent=True)
        after = await find()
        if any(not q.answered for q in after.questions or () if q.key in answers):
            raise WriteRefusedError
        return after

    async def acknowledge_news(self, item: News, pupil: Pupil | None = None) -> News:
        """Acknowledge a piece of news, and return it as the school has it afterwards."""
        opened = await self.news_content(item, pupil)
        waiting = {
            question.key: ""
            for question in opened.questions or ()
            if question.awaiting and question.kind is news.QuestionKind.ACKNOWLEDGEMENT
        }
        if not waiting:
            raise InvalidAnswerError(AnswerProblem.NOT_A_QUESTION)
        return await self.answer_news(opened, waiting, pupil)

    async def delete_news(self, item: News, pupil: Pupil | None = None) -> None:
        """Take a piece of news from the list. Raises WriteRefusedError when it stays."""
        write = self._news_writer(pupil, partial(news.save, delete=True))
        await self._found_again(item, write, partial(self._find_news, pupil, item))
        if any(other.key == item.key for other in await self.news(pupil)):
            raise WriteRefusedError

    def _news_writer(
        self, pupil: Pupil | None, request: Callable[[News], Json]
    ) -> Callable[[News], Awaitable[None]]:
        async def write(found: News) -> None:
            ref = self._fresh(found.ref)
            await self._write(news.WRITE, news.TAB, pupil, request(found), ref)

        return write

    # --- discussions (page 131)

    async def discussions(
        self, pupil: Pupil | None = None, *, unread_only: bool = False
    ) -> tuple[Discussion, ...]:
        """Return the discussions, latest first, in one request.

        Raises PageNotAllowedError when the school keeps no discussions.
        """
        request = discussions.list_request(unread_only=unread_only)
        answer = await self._read(discussions.LIST, discussions.TAB, pupil, request)
        return tuple(discussions.read_list(answer))

    async def thread(
        self,
        discussion: Discussion,
        pupil: Pupil | None = None,
        *,
        mark_read: bool = False,
    ) -> Thread:
        """Return the messages of a discussion, oldest first. Reading marks nothing by itself."""

        async def read(found: Discussion) -> Thread:
            self._check_fresh(*found.handles)
            request = discussions.read_request(found.handles, mark_read=mark_read)
            answer = await self._read(discussions.READ, discussions.TAB, pupil, request)
            return discussions.read_thread(answer, found)

        thread = await self._found_again(
            discussion, read, partial(self._find_discussion, discussion, pupil)
        )
        self._remember(
            (file for message in thread.messages for file in message.files),
            partial(self._thread_files, discussion, pupil),
        )
        return thread

    async def _thread_files(
        self, discussion: Discussion, pupil: Pupil | None
    ) -> list[Attachment]:
        thread = await self.thread(discussion, pupil)
        return [file for message in thread.messages for file in message.files]

    async def _find_discussion(
        self, discussion: Discussion, pupil: Pupil | None
    ) -> Discussion:
        for candidate in await self.discussions(pupil):
            if candidate.key == discussion.key:
                return candidate
        raise StaleObjectError("The discussion is not there any more")

    async def participants(
        self, discussion: Discussion, pupil: Pupil | None = None
    ) -> tuple[Recipient, ...]:
        """Return who takes part in a discussion; nobody when the school does not tell."""

        async def read(found: Discussion) -> tuple[Recipient, ...]:
            if (message := found.participants_ref) is None:
                return ()
            self._check_fresh(message)
            request = discussions.participants_request(message)
            answer = await self._read(
                discussions.PARTICIPANTS, discussions.TAB, pupil, request
            )
            return tuple(
                discussions.read_people(answer, "listeDest", writable_only=False)
            )

        find = partial(self._find_discussion, discussion, pupil)
        return await self._found_again(discussion, read, find)

    async def recipients(
        self, kind: RecipientKind, pupil: Pupil | None = None
    ) -> tuple[Recipient, ...]:
        """Return whom this account may write to, of one kind of persons."""

        def request(owner: Pupil) -> Json:
            return discussions.recipients_request(kind, owner.resource)

        owner = pupil or next(iter((await self._logged_in()).pupils), None)
        answer = await self._read(
            discussions.RECIPIENTS,
            discussions.TAB,
            owner,
            request if owner is not None else discussions.recipients_request(kind, {}),
        )
        name = "listeRessourcesPourCommunication"
        return tuple(discussions.read_people(answer, name, writable_only=True))

    async def begin_discussion(
        self,
        subject: str,
        text: str,
        recipients: Sequence[Recipient],
        pupil: Pupil | None = None,
        files: Sequence[Upload] = (),
    ) -> Discussion:
        """Write to somebody, and return the discussion as the school has it afterwards.

        Raises InvalidAnswerError when the account may not or something is missing,
        WriteRefusedError with the school's sentences ("do not disturb"…).
        """
        rights = (await self._logged_in()).rights
        if not rights.begin_discussions:
            raise InvalidAnswerError(AnswerProblem.NOT_ALLOWED)
        if not subject.strip() or not text.strip() or not recipients:
            raise InvalidAnswerError(AnswerProblem.EMPTY)
        before = {item.key for item in await self.discussions(pupil)}
        fresh = [await self._same_recipient(person, pupil) for person in recipients]
        content = discussions.content(text, advanced=rights.rich_messages)
        sent = await self._send_files(files)
        request = discussions.create(subject, content, fresh, sent)
        references = [person.ref for person in fresh if person.ref is not None]
        await self._write(
            discussions.WRITE, discussions.TAB, pupil, request, *references
        )
        for item in await self.discussions(pupil):
            if item.key not in before and item.subject == subject.strip():
                return item
        raise WriteRefusedError

    async def _same_recipient(
        self, person: Recipient, pupil: Pupil | None
    ) -> Recipient:
        """Return somebody under the name of this session."""
        if self._is_fresh(person.ref) or person.kind is None:
            return person
        for candidate in await self.recipients(person.kind, pupil):
            if candidate.key == person.key:
                return candidate
        raise StaleObjectError("This person may not be written to any more")

    async def _send_files(self, files: Sequence[Upload]) -> list[Json]:
        largest = self.account.rights.largest_attachment
        if any(largest is not None and len(file.content) > largest for file in files):
            raise InvalidAnswerError(AnswerProblem.TOO_LARGE)
        sent: list[Json] = []
        for number, file in enumerate(files):
            file_id = await self._upload(discussions.WRITE, file, None)
            sent.append(discussions.file_entry(number, file.name, file_id))
        return sent

    async def reply(
        self,
        discussion: Discussion,
        text: str,
        pupil: Pupil | None = None,
        *,
        button: Button | None = None,
        files: Sequence[Upload] = (),
    ) -> Thread:
        """Answer a discussion, and return its messages as the school has them afterwards.

        `button` says to whom; the school's first one by default. Raises InvalidAnswerError
        when the discussion takes no answer.
        """
        thread = await self.thread(discussion, pupil)
        if not thread.can_reply or (button and button not in thread.buttons):
            raise InvalidAnswerError(AnswerProblem.CLOSED)
        if not text.strip():
            raise InvalidAnswerError(AnswerProblem.EMPTY)
        content = discussions.content(text, advanced=self.account.rights.rich_messages)
        sent = await self._send_files(files)
        request = discussions.reply(
            thread, thread.buttons[0] if button is None else button, content, sent
        )
        await self._write(
            discussions.WRITE, discussions.TAB, pupil, request, *_handles(thread)
        )
        after = await self.thread(discussion, pupil)
        if len(after.messages) <= len(thread.messages):
            raise WriteRefusedError
        return after

    async def save_draft(
        self, discussion: Discussion, text: str, pupil: Pupil | None = None
    ) -> Thread:
        """Keep an answer for later, in place of the former draft."""
        thread = await self.thread(discussion, pupil)
        content = discussions.content(text, advanced=self.account.rights.rich_messages)
        await self._write(
            discussions.WRITE,
            discussions.TAB,
            pupil,
            discussions.save_draft(thread, content),
            *_handles(thread),
        )
        after = await self.thread(discussion, pupil)
        if after.draft is None or after.draft.text != text.strip():
            raise WriteRefusedError
        return after

    async def mark_discussion_read(
        self, discussion: Discussion, pupil: Pupil | None = None, *, read: bool = True
    ) -> Discussion:
        """Mark a discussion read or unread, and return it as the school has it afterwards."""
        await self._command(discussion, pupil, "pourLu", lu=read)
        after = await self._find_discussion(discussion, pupil)
        if bool(after.unread) is read:
            raise WriteRefusedError
        return after

    async def archive_discussion(
        self,
        discussion: Discussion,
        pupil: Pupil | None = None,
        *,
        archive: bool = True,
    ) -> Discussion:
        """Put a discussion away, or take it back."""
        await self._command(discussion, pupil, "archive", archiver=archive)
        return await self._moved(discussion, pupil, Folder.ARCHIVE, archive)

    async def bin_discussion(
        self, discussion: Discussion, pupil: Pupil | None = None
    ) -> Discussion:
        """Put a discussion in the bin."""
        await self._command(discussion, pupil, "corbeille")
        return await self._moved(discussion, pupil, Folder.BIN, True)

    async def restore_discussion(
        self, discussion: Discussion, pupil: Pupil | None = None
    ) -> Discussion:
        """Take a discussion out of the bin."""
        await self._command(discussion, pupil, "restauration")
        return await self._moved(discussion, pupil, Folder.BIN, False)

    async def delete_discussion(
        self, discussion: Discussion, pupil: Pupil | None = None
    ) -> None:
        """Delete a discussion for good; it has to be in the bin."""
        await self._command(discussion, pupil, "suppression")
        if any(x.key == discussion.key for x in await self.discussions(pupil)):
            raise WriteRefusedError

    async def _moved(
        self, discussion: Discussion, pupil: Pupil | None, folder: Folder, there: bool
    ) -> Discussion:
        after = await self._find_discussion(discussion, pupil)
        if (folder in after.folders) is not there:
            raise WriteRefusedError
        return after

    async def _command(
        self,
        discussion: Discussion,
        pupil: Pupil | None,
        command: str,
        **details: bool,
    ) -> None:
        async def write(found: Discussion) -> None:
            request = discussions.command(command, found.handles, **details)
            await self._write(
                discussions.WRITE, discussions.TAB, pupil, request, *found.handles
            )

        find = partial(self._find_discussion, discussion, pupil)
        await self._found_again(discussion, write, find, idempotent=True)


def _handles(thread: Thread) -> tuple[Reference, ...]:
    return thread.discussion.handles
