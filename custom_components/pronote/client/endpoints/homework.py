"""Homework (page 88)."""

from datetime import date
from functools import partial

from ..caller import Caller
from ..common import Attachment
from ..errors import InputProblem, InvalidInputError, StaleObjectError
from ..file_index import FileIndex, FilePage, FilePlace
from ..large_answers import read_large
from ..pages import homework
from ..pages.account import Pupil
from ..pages.homework import Homework
from ..transport import Progress, Upload


class HomeworkEndpoint:
    """Reads homework, marks it done, hands in files for it."""

    def __init__(self, caller: Caller, files: FileIndex) -> None:
        """Send requests through `caller`; list attachments in `files`."""
        self._caller = caller
        self._files = files

    async def get(self, pupil: Pupil, start: date, end: date) -> tuple[Homework, ...]:
        """Return the homework due from `start` to `end`, both included, in one request.

        Raises PageNotAllowedError.
        """
        weeks = (await self._caller.connection.calendar()).weeks(start, end)
        if not weeks:
            return ()
        request = homework.request(weeks[0], weeks[-1])
        answer = await self._caller.read(
            homework.FUNCTION, homework.TAB, pupil, request
        )
        found = await read_large(homework.read, answer)
        for work in found:
            self._files.add(
                FilePlace.of(FilePage.HOMEWORK, pupil, work.due),
                work.files,
                partial(self._homework_files, pupil, work.due),
            )
        return tuple(work for work in found if start <= work.due <= end)

    async def _homework_files(self, pupil: Pupil, due: date) -> list[Attachment]:
        return [file for work in await self.get(pupil, due, due) for file in work.files]

    async def set_done(self, pupil: Pupil, work: Homework, done: bool) -> Homework:
        """Mark homework done or not, and return it as the school recorded it.

        Raises WriteRefusedError if the school did not record it (accounts of parents),
        WriteUnconfirmedError if no usable answer came and the page does not show it,
        StaleObjectError if the homework no longer exists, PageNotAllowedError.
        """

        async def tick(found: Homework) -> None:
            if found.ref is None:
                raise StaleObjectError("The homework has no id")
            request = homework.tick_request(found.ref, done=done)
            await self._caller.write(
                homework.TICK, homework.TAB, pupil, request, found.ref
            )

        find = partial(self._find, pupil, work)
        return await self._caller.confirm_change(
            work,
            self._caller.retry_with_fresh_reference(work, tick, find, idempotent=True),
            find,
            lambda after: after.done is done,
        )

    async def hand_in(
        self,
        pupil: Pupil,
        work: Homework,
        file: Upload,
        progress: Progress | None = None,
    ) -> Homework:
        """Hand in a file for homework, and return the homework as the school recorded it.

        `progress` receives the number of bytes sent. Raises InvalidInputError if the homework
        does not accept files or the file is too large, UploadRefusedError, WriteRefusedError,
        WriteUnconfirmedError if no usable answer came and the page does not show it,
        StaleObjectError, PageNotAllowedError.
        """
        largest = self._caller.connection.account.rights.max_homework_bytes
        if largest is not None and len(file.content) > largest:
            raise InvalidInputError(InputProblem.TOO_LARGE)

        async def send(found: Homework) -> None:
            if not found.may_hand_in or found.ref is None:
                raise InvalidInputError(InputProblem.NOT_ALLOWED)
            self._caller.check_fresh(found.ref)
            file_id = await self._caller.upload(homework.HAND_IN, file, progress)
            request = homework.hand_in_request(found.ref, file.name, file_id)
            await self._caller.write(
                homework.HAND_IN, homework.TAB, pupil, request, found.ref
            )

        find = partial(self._find, pupil, work)
        return await self._caller.confirm_change(
            work,
            self._caller.retry_with_fresh_reference(work, send, find, idempotent=True),
            find,
            lambda after: after.handed_in is not None,
        )

    async def withdraw(self, pupil: Pupil, work: Homework) -> Homework:
        """Withdraw what was handed in, and return the homework as the school recorded it.

        Raises WriteRefusedError, WriteUnconfirmedError if no usable answer came and the page
        does not show it, StaleObjectError, PageNotAllowedError.
        """

        async def take(found: Homework) -> None:
            if found.ref is None:
                raise StaleObjectError("The homework has no id")
            request = homework.withdraw_request(found.ref)
            await self._caller.write(
                homework.HAND_IN, homework.TAB, pupil, request, found.ref
            )

        find = partial(self._find, pupil, work)
        return await self._caller.confirm_change(
            work,
            self._caller.retry_with_fresh_reference(work, take, find, idempotent=True),
            find,
            lambda after: after.handed_in is None,
        )

    async def _find(self, pupil: Pupil, work: Homework) -> Homework:
        for candidate in await self.get(pupil, work.due, work.due):
            if candidate.key == work.key:
                return candidate
        raise StaleObjectError("The homework no longer exists")
