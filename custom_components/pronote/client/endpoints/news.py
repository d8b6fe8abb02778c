"""News and surveys (page 8)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ..caller import Caller
from ..common import Attachment
from ..errors import (
    InputProblem,
    InvalidInputError,
    StaleObjectError,
    WriteRefusedError,
)
from ..file_index import FileIndex, FilePage, FilePlace
from ..pages import news
from ..pages.account import Pupil
from ..pages.news import Answer, News
from ..wire import Json


class NewsEndpoint:
    """Reads and answers news.

    In a parent's account, `pupil` is the child for whom news is read and answered; None is
    the first child.
    """

    def __init__(self, caller: Caller, files: FileIndex) -> None:
        """Send requests through `caller`; list attachments in `files`."""
        self._caller = caller
        self._files = files

    async def get(self, pupil: Pupil | None = None) -> tuple[News, ...]:
        """Return the news received, newest first, in one request.

        PRONOTE 2026 does not send the contents in this answer: see `content`. Raises PageNotAllowedError.
        """
        found = news.read(
            await self._caller.read(news.FUNCTION, news.TAB, pupil, news.request())
        )
        for item in found:
            self._list_files(pupil, item)
        return tuple(found)

    def _list_files(self, pupil: Pupil | None, item: News) -> None:
        self._files.add(
            FilePlace.of(FilePage.NEWS, pupil, item.key),
            item.attachments,
            partial(self._news_files, pupil, item),
        )

    async def _news_files(self, pupil: Pupil | None, item: News) -> list[Attachment]:
        return list((await self.content(item, pupil)).attachments)

    async def content(self, item: News, pupil: Pupil | None = None) -> News:
        """Return news with its content. No request is sent if the content was in the list.

        Raises StaleObjectError if the news no longer exists, PageNotAllowedError.
        """
        if item.questions is not None and self._caller.is_fresh(item.ref):
            return item
        find = partial(self._find, pupil, item)
        return await self._caller.retry_with_fresh_reference(
            item, partial(self._open, pupil), find
        )

    async def _open(self, pupil: Pupil | None, item: News) -> News:
        ref = self._caller.require_fresh(item.ref)
        if item.questions is not None:
            return item
        request = news.content_request(ref, item.raw)
        answer = await self._caller.read(news.FUNCTION, news.TAB, pupil, request)
        questions = news.read_content(answer, item)
        if not questions and pupil is not None:
            # Some schools return the news of a child only if the request names the child.
            owner = self._caller.connection.account.pupil(pupil.key) or pupil
            named = {"genrePublic": 4, "public": owner.resource}
            request = news.content_request(ref, item.raw | named)
            answer = await self._caller.read(news.FUNCTION, news.TAB, pupil, request)
            questions = news.read_content(answer, item)
        opened = replace(item, questions=tuple(questions))
        self._list_files(pupil, opened)
        return opened

    async def _find(self, pupil: Pupil | None, item: News) -> News:
        for candidate in await self.get(pupil):
            if candidate.key == item.key:
                return candidate
        raise StaleObjectError("The news no longer exists")

    async def mark_read(
        self, item: News, pupil: Pupil | None = None, *, read: bool = True
    ) -> News:
        """Mark news read or unread, and return it as the school recorded it.

        Raises the errors of `mark_all_read`.
        """
        (after,) = await self.mark_all_read([item], pupil, read=read)
        return after

    async def mark_all_read(
        self, items: Sequence[News], pupil: Pupil | None = None, *, read: bool = True
    ) -> tuple[News, ...]:
        """Mark news read or unread, one after another, and return them as they are then.

        Raises WriteRefusedError if the school did not record all of them, WriteUnconfirmedError
        if no usable answer came and the list does not show it, StaleObjectError if one of them no
        longer exists, PageNotAllowedError.
        """
        write = self._writer(pupil, partial(news.mark_request, read=read))

        async def read_back() -> tuple[News, ...]:
            known = {item.key: item for item in await self.get(pupil)}
            after = tuple(known[item.key] for item in items if item.key in known)
            if len(after) < len(items):
                raise StaleObjectError("The news no longer exists")
            if any(item.read is not read for item in after):
                raise WriteRefusedError
            return after

        writes = (
            partial(
                self._caller.retry_with_fresh_reference,
                item,
                write,
                partial(self._find, pupil, item),
                idempotent=True,
            )
            for item in items
        )
        return await self._caller.confirm_all(writes, read_back)

    async def answer(
        self,
        item: News,
        answers: Mapping[str, Answer],
        pupil: Pupil | None = None,
        *,
        free_texts: Mapping[str, str] | None = None,
    ) -> News:
        """Answer the questions of a survey, by the key of the question.

        An empty text acknowledges. `free_texts` are the texts of free choices ("Autre"). Return the
        news as the school recorded it. Raises InvalidInputError before anything is sent,
        WriteRefusedError if the school did not record it, WriteUnconfirmedError if no usable answer
        came and the news does not show it, StaleObjectError if the news no longer exists,
        PageNotAllowedError.
        """
        opened = await self.content(item, pupil)
        known = {question.key: question for question in opened.questions or ()}
        for key, answer in answers.items():
            if key not in known:
                raise InvalidInputError(InputProblem.NOT_A_QUESTION)
            news.check_answer(known[key], answer)

        async def find() -> News:
            return await self._open(pupil, await self._find(pupil, item))

        write = self._writer(
            pupil,
            partial(news.answer_request, answers=answers, free_texts=free_texts or {}),
        )

        async def read_back() -> News:
            after = await find()
            if any(not q.answered for q in after.questions or () if q.key in answers):
                raise WriteRefusedError
            return after

        return await self._caller.confirm(
            self._caller.retry_with_fresh_reference(
                opened, write, find, idempotent=True
            ),
            read_back,
        )

    async def acknowledge(self, item: News, pupil: Pupil | None = None) -> News:
        """Acknowledge news, and return it as the school recorded it.

        Raises InvalidInputError if there is nothing to acknowledge, WriteRefusedError,
        WriteUnconfirmedError, StaleObjectError, PageNotAllowedError.
        """
        opened = await self.content(item, pupil)
        waiting = {
            question.key: ""
            for question in opened.questions or ()
            if question.unanswered
            and question.kind is news.QuestionKind.ACKNOWLEDGEMENT
        }
        if not waiting:
            raise InvalidInputError(InputProblem.NOT_A_QUESTION)
        return await self.answer(opened, waiting, pupil)

    async def delete(self, item: News, pupil: Pupil | None = None) -> None:
        """Delete news from the list.

        Raises WriteRefusedError if it stays, WriteUnconfirmedError, StaleObjectError,
        PageNotAllowedError.
        """
        write = self._writer(pupil, news.delete_request)

        async def read_back() -> None:
            if any(other.key == item.key for other in await self.get(pupil)):
                raise WriteRefusedError

        await self._caller.confirm(
            self._caller.retry_with_fresh_reference(
                item, write, partial(self._find, pupil, item)
            ),
            read_back,
        )

    def _writer(
        self, pupil: Pupil | None, request: Callable[..., Json]
    ) -> Callable[[News], Awaitable[None]]:
        """Return a function that writes a request, in the form of the school's version."""

        async def write(found: News) -> None:
            ref = self._caller.require_fresh(found.ref)
            data = request(found, as_in_2026=self._caller.connection.is_at_least(2026))
            await self._caller.write(news.WRITE, news.TAB, pupil, data, ref)

        return write
