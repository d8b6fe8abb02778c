"""Exemptions from a lesson or from subjects that parents request (page 19)."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import date

from ..caller import Caller
from ..common import Reference, folded
from ..errors import (
    InputProblem,
    InvalidInputError,
    PronoteError,
    StaleObjectError,
    WriteRefusedError,
    WriteUnconfirmedError,
)
from ..pages import school_life
from ..pages.account import ExemptionSubject, Pupil
from ..pages.school_life import AbsenceStatus, SubjectExemption
from ..pages.timetable import Lesson, Timetable
from ..periods import Period
from ..spaces import Space
from ..transport import Upload
from ..wire import Json
from .absence_requests import (
    ReadPage,
    check_first_day,
    raise_refusal,
    read_page_of,
    withdraw,
)

type ReadLessons = Callable[[Pupil, date, date], Awaitable[Timetable]]

type _Build = Callable[[tuple[str, str] | None], tuple[Json, tuple[Reference, ...]]]
"""Returns the data of the request and its references, given an uploaded file."""


class ExemptionsEndpoint:
    """Requests exemptions, and withdraws requests.

    The requests raise InvalidInputError without a request if the school cannot accept this,
    WriteRefusedError with the message of the school, or if it did not record the request,
    UploadRefusedError, WriteUnconfirmedError if nobody knows, PageNotAllowedError. If no usable
    answer comes, the page tells whether the request was recorded. It is not sent again.
    """

    def __init__(
        self, caller: Caller, read_page: ReadPage, read_lessons: ReadLessons
    ) -> None:
        """Send requests through `caller`; read school life and lessons with the others."""
        self._caller = caller
        self._read_page = read_page
        self._read_lessons = read_lessons

    async def request_for_lesson(
        self, pupil: Pupil, lesson: Lesson, text: str, file: Upload | None = None
    ) -> SubjectExemption:
        """Request an exemption from one lesson (parents); return it as the school has it."""
        account = await self._caller.connection.logged_in()
        if not account.rights.request_lesson_exemptions:
            raise InvalidInputError(InputProblem.NOT_ALLOWED)
        self._check(pupil, text, file)
        day = lesson.start.date()
        check_first_day(self._caller, account.lesson_exemption_days, day)
        known = await self._known(pupil, day, day, [lesson.subject])
        if not self._caller.is_fresh(lesson.ref):
            lesson = await self._find_lesson(pupil, lesson)

        def build(upload: tuple[str, str] | None) -> tuple[Json, tuple[Reference, ...]]:
            ref = self._caller.require_fresh(lesson.ref)
            request = school_life.lesson_exemption_request(
                ref, lesson.row_kind, text.strip(), upload
            )
            return request, (ref,)

        (found,) = await self._send(pupil, day, file, known, build)
        return found

    async def request_for_subjects(
        self,
        pupil: Pupil,
        subjects: Iterable[str],
        start: date,
        end: date,
        text: str,
        file: Upload | None = None,
    ) -> tuple[SubjectExemption, ...]:
        """Request an exemption from subjects over days (parents); return what the school has.

        `subjects` are among the pupil's `exemption_subjects`, by name. Both days are included.
        """
        account = await self._caller.connection.logged_in()
        if not account.rights.request_subject_exemptions:
            raise InvalidInputError(InputProblem.NOT_ALLOWED)
        self._check(pupil, text, file)
        if end < start:
            raise InvalidInputError(InputProblem.DATES_REVERSED)
        check_first_day(self._caller, account.subject_exemption_days, start)
        names = tuple(subjects)
        chosen = self._find_subjects(pupil, names)
        known = await self._known(pupil, start, end, [item.name for item in chosen])

        def build(upload: tuple[str, str] | None) -> tuple[Json, tuple[Reference, ...]]:
            # Reading the page may have opened a session, whose references are others.
            rows = [
                (self._caller.require_fresh(item.ref), item.name)
                for item in self._find_subjects(pupil, names)
            ]
            request = school_life.subject_exemption_request(
                rows, start, end, text.strip(), upload
            )
            return request, tuple(ref for ref, _ in rows)

        return await self._send(pupil, start, file, known, build)

    async def withdraw(
        self, pupil: Pupil, exemption: SubjectExemption, period: Period | None = None
    ) -> None:
        """Withdraw a request that the office has not answered (parents).

        Raises InvalidInputError without a request if the office has answered or the account is
        not a parent's, WriteRefusedError if the school did not record it, StaleObjectError if the
        request no longer exists, PageNotAllowedError.
        """
        account = await self._caller.connection.logged_in()
        if account.space is not Space.PARENT:
            raise InvalidInputError(InputProblem.NOT_ALLOWED)

        async def read() -> tuple[SubjectExemption, ...]:
            return (await self._read_page(pupil, period)).exemptions

        await withdraw(
            self._caller, pupil, exemption, read, school_life.withdraw_exemption_request
        )

    def _check(self, pupil: Pupil, text: str, file: Upload | None) -> None:
        """Raise InvalidInputError if the school offers no exemption, or needs another text."""
        account = self._caller.connection.account
        owner = account.pupil(pupil.key) or pupil
        if account.space is not Space.PARENT or not owner.exemption_subjects:
            raise InvalidInputError(InputProblem.NOT_ALLOWED)
        if not text.strip():
            raise InvalidInputError(InputProblem.TEXT_REQUIRED)
        if len(text.strip()) > school_life.LONGEST_JUSTIFICATION:
            raise InvalidInputError(InputProblem.TOO_LONG)
        largest = account.rights.max_attachment_bytes
        if file is not None and largest is not None and len(file.content) > largest:
            raise InvalidInputError(InputProblem.TOO_LARGE)

    def _find_subjects(
        self, pupil: Pupil, names: tuple[str, ...]
    ) -> list[ExemptionSubject]:
        """Return the subjects of a request. Raises InvalidInputError with all names."""
        owner = self._caller.connection.account.pupil(pupil.key) or pupil
        known = {folded(item.name): item for item in owner.exemption_subjects}
        found = [known.get(folded(name)) for name in dict.fromkeys(names)]
        chosen = [item for item in found if item is not None]
        if not chosen or len(chosen) < len(found):
            choices = tuple(item.name for item in owner.exemption_subjects)
            raise InvalidInputError(InputProblem.NO_SUCH_SUBJECT, choices)
        return chosen

    async def _find_lesson(self, pupil: Pupil, lesson: Lesson) -> Lesson:
        """Return a lesson with a reference of this session."""
        day = lesson.start.date()
        for found in (await self._read_lessons(pupil, day, day)).lessons:
            if found.key == lesson.key:
                return found
        raise StaleObjectError("The lesson no longer exists")

    async def _known(
        self, pupil: Pupil, start: date, end: date, subjects: list[str | None]
    ) -> frozenset[str]:
        """Return the keys of the exemptions of the page.

        Raises InvalidInputError if one of them is from a requested subject on one of the days.
        """
        life = await read_page_of(self._caller, self._read_page, pupil, start)
        wanted = {folded(subject) for subject in subjects if subject}
        if any(
            item.start <= end
            and start <= item.end
            and folded(item.subject or "") in wanted
            and item.status is not AbsenceStatus.REFUSED
            for item in life.exemptions
        ):
            raise InvalidInputError(InputProblem.ALREADY_REQUESTED)
        return frozenset(item.key for item in life.exemptions)

    async def _send(
        self,
        pupil: Pupil,
        day: date,
        file: Upload | None,
        known: frozenset[str],
        build: _Build,
    ) -> tuple[SubjectExemption, ...]:
        """Send a request, and return what the school recorded. Raises the errors of a request."""
        upload = None
        if file is not None:
            upload = (file.name, await self._caller.upload(school_life.WRITE, file))
        request, refs = build(upload)
        try:
            answer = await self._caller.write(
                school_life.WRITE, school_life.TAB, pupil, request, *refs
            )
        except WriteUnconfirmedError as error:
            try:
                recorded = await self._recorded(pupil, day, known)
            except PronoteError:
                raise error from None
            if not recorded:
                raise
            return recorded
        raise_refusal(answer.data)
        if not (recorded := await self._recorded(pupil, day, known)):
            raise WriteRefusedError
        return recorded

    async def _recorded(
        self, pupil: Pupil, day: date, known: frozenset[str]
    ) -> tuple[SubjectExemption, ...]:
        """Return the requests that the school has just recorded."""
        life = await read_page_of(self._caller, self._read_page, pupil, day)
        return tuple(
            item
            for item in life.exemptions
            if item.announced and item.start == day and item.key not in known
        )
