"""Absences that parents announce (page 19)."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from ..caller import Caller
from ..common import Reference, folded
from ..errors import (
    InputProblem,
    InvalidInputError,
    PronoteError,
    WriteRefusedError,
    WriteUnconfirmedError,
)
from ..pages import school_life
from ..pages.account import AbsenceReason, Account, Pupil
from ..pages.school_life import Absence, AbsenceStatus, AffectedService, SlotTime
from ..periods import Period
from ..school_year import SchoolCalendar
from ..spaces import Space
from ..transport import Upload
from ..wire import Json, Record, Source
from .absence_requests import (
    ReadPage,
    check_first_day,
    raise_refusal,
    read_page_of,
    withdraw,
)

_CHECKED_SINCE = (2025,)
"""Older versions have no request that only checks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """An absence to announce."""

    start: datetime
    """Aware; it is rounded down to the start of a slot of the school day."""
    end: datetime
    """Aware; it is rounded up to the end of a slot of the school day."""
    reason: str
    """One of the account's `absence_reasons`, by name."""
    text: str = ""
    file: Upload | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedAbsence:
    """What the school recorded for an announcement."""

    absence: Absence
    services: tuple[AffectedService, ...] = ()
    """Services that the absence touches. They are not canceled."""


@dataclass(frozen=True, slots=True)
class _Checked:
    """An announcement that the school would accept, as far as that could be checked."""

    start: SlotTime
    end: SlotTime
    reason: AbsenceReason
    known: frozenset[str]
    """Keys of the announcements known before."""
    services: tuple[AffectedService, ...]


class AnnouncementsEndpoint:
    """Announces absences, and withdraws announcements."""

    def __init__(self, caller: Caller, read_page: ReadPage) -> None:
        """Send requests through `caller`; read the page of school life with `read_page`."""
        self._caller = caller
        self._read_page = read_page

    async def check(
        self, pupil: Pupil, announcement: Announcement
    ) -> tuple[AffectedService, ...]:
        """Check whether the school would accept an announcement. Nothing is recorded.

        Return the services that the absence would touch, as far as the school names them before
        it is announced. Versions before 2025 have no such request: only the data of the account
        are checked. Raises the errors of `announce`.
        """
        return (await self._checked(pupil, announcement)).services

    async def announce(
        self, pupil: Pupil, announcement: Announcement
    ) -> AnnouncedAbsence:
        """Announce an absence (parents), and return it as the school recorded it.

        A first request checks whether the school would accept. If no usable answer comes to the
        announcement, the page tells whether it was recorded. It is not sent again.

        Raises InvalidInputError without a request if the school cannot accept this,
        WriteRefusedError with the message of the school, or if it did not record it,
        UploadRefusedError, WriteUnconfirmedError if nobody knows, PageNotAllowedError.
        """
        checked = await self._checked(pupil, announcement)
        start, end, known = checked.start, checked.end, checked.known
        upload = None
        if (file := announcement.file) is not None:
            upload = (file.name, await self._caller.upload(school_life.WRITE, file))
        ref = self._caller.require_fresh(checked.reason.ref)
        request = school_life.announce_request(
            start, end, ref, text=announcement.text.strip(), file=upload
        )
        try:
            answer = await self._caller.write(
                school_life.WRITE, school_life.TAB, pupil, request, ref
            )
        except WriteUnconfirmedError as error:
            if (
                absence := await self._recorded(pupil, start, end, known, error)
            ) is None:
                raise
            return AnnouncedAbsence(absence=absence)
        raise_refusal(answer.data)
        services = self._services(answer.report, ref) or checked.services
        absence = await self._recorded(pupil, start, end, known)
        if absence is None:
            raise WriteRefusedError
        return AnnouncedAbsence(absence=absence, services=services)

    async def withdraw(
        self, pupil: Pupil, absence: Absence, period: Period | None = None
    ) -> None:
        """Withdraw an announcement that the office has not answered (parents).

        Raises InvalidInputError without a request if the office has answered or the account may
        not, WriteRefusedError if the school did not record it, WriteUnconfirmedError if nobody
        knows, StaleObjectError if the announcement no longer exists, PageNotAllowedError.
        """
        self._check_right(await self._caller.connection.logged_in())

        async def read() -> tuple[Absence, ...]:
            return (await self._read_page(pupil, period)).announced

        await withdraw(self._caller, pupil, absence, read, school_life.withdraw_request)

    async def _checked(self, pupil: Pupil, announcement: Announcement) -> _Checked:
        """Check an announcement here, then at the school.

        Raises InvalidInputError, WriteRefusedError.
        """
        account = await self._caller.connection.logged_in()
        self._check_right(account)
        start, end = _slots(account.calendar, announcement)
        if self._caller.connection.is_primary:
            start, end = _half_days(account.calendar, start, end)
        check_first_day(self._caller, account.announcement_days, start.at.date())
        reason = _find_reason(account, announcement)
        text, file = announcement.text.strip(), announcement.file
        if len(text) > school_life.LONGEST_JUSTIFICATION:
            raise InvalidInputError(InputProblem.TOO_LONG)
        if reason.details_required and not (text or file):
            raise InvalidInputError(InputProblem.DETAILS_REQUIRED)
        largest = account.rights.max_attachment_bytes
        if file is not None and largest is not None and len(file.content) > largest:
            raise InvalidInputError(InputProblem.TOO_LARGE)
        life = await read_page_of(self._caller, self._read_page, pupil, start.at.date())
        if life.absence_text_required and not text:
            raise InvalidInputError(InputProblem.TEXT_REQUIRED)
        if any(
            absence.start < end.at and start.at < absence.end
            for absence in life.announced
            if absence.status is not AbsenceStatus.REFUSED
        ):
            raise InvalidInputError(InputProblem.ALREADY_ANNOUNCED)
        # Reading the page may have opened a session, whose references are others.
        reason = _find_reason(self._caller.connection.account, announcement)
        services: tuple[AffectedService, ...] = ()
        if account.school.version_numbers >= _CHECKED_SINCE:
            ref = self._caller.require_fresh(reason.ref)
            request = school_life.announce_request(
                start, end, ref, text=text, check=True
            )
            answer = await self._caller.write(
                school_life.WRITE, school_life.TAB, pupil, request, ref
            )
            raise_refusal(answer.data)
            services = self._services(answer.report, ref)
        known = frozenset(x.key for x in life.announced)
        return _Checked(start, end, reason, known, services)

    def _services(self, report: Json, ref: Reference) -> tuple[AffectedService, ...]:
        """Read the services that an absence touches from the result of a request."""
        timezone = self._caller.connection.timezone
        source = Source(school_life.WRITE, timezone, ref.session)
        return school_life.read_affected_services(Record(report, source))

    def _check_right(self, account: Account) -> None:
        if account.space is not Space.PARENT or not account.rights.announce_absences:
            raise InvalidInputError(InputProblem.NOT_ALLOWED)

    async def _recorded(
        self,
        pupil: Pupil,
        start: SlotTime,
        end: SlotTime,
        known: frozenset[str],
        error: WriteUnconfirmedError | None = None,
    ) -> Absence | None:
        """Return the announcement that the school has just recorded, None if there is none.

        Raises `error`, if any, where the page cannot be read.
        """
        try:
            life = await read_page_of(
                self._caller, self._read_page, pupil, start.at.date()
            )
        except PronoteError:
            if error is None:
                raise
            raise error from None
        for absence in life.announced:
            same = (absence.start.date(), absence.end.date()) == (
                start.at.date(),
                end.at.date(),
            )
            if same and absence.key not in known:
                return absence
        return None


def _find_reason(account: Account, announcement: Announcement) -> AbsenceReason:
    """Return the reason of an announcement. Raises InvalidInputError with all names."""
    for reason in account.absence_reasons:
        if folded(reason.name) == folded(announcement.reason):
            return reason
    names = tuple(reason.name for reason in account.absence_reasons)
    raise InvalidInputError(InputProblem.NO_SUCH_REASON, names)


def _slots(
    calendar: SchoolCalendar, announcement: Announcement
) -> tuple[SlotTime, SlotTime]:
    """Return the times of an announcement, as starts and ends of slots.

    Raises InvalidInputError if they are not in order or outside of the school day.
    """
    first = announcement.start.astimezone(calendar.timezone)
    last = announcement.end.astimezone(calendar.timezone)
    if last <= first:
        raise InvalidInputError(InputProblem.DATES_REVERSED)
    starts, ends = calendar.slot_starts, calendar.absence_ends or calendar.slot_ends
    common = sorted(starts.keys() & ends.keys())
    if not common:
        return SlotTime(first), SlotTime(last)
    start = next((slot for slot in common if first.time() < ends[slot]), None)
    end = next((slot for slot in reversed(common) if starts[slot] < last.time()), None)
    if start is None or end is None:
        raise InvalidInputError(InputProblem.OUTSIDE_SCHOOL_HOURS)
    begun = calendar.at(first.date(), starts[start])
    over = calendar.at(last.date(), ends[end])
    if over <= begun:
        raise InvalidInputError(InputProblem.OUTSIDE_SCHOOL_HOURS)
    return SlotTime(begun, start), SlotTime(over, end)


_LUNCH = (time(12), time(13))
"""Of a school that does not tell its own."""


def _half_days(
    calendar: SchoolCalendar, start: SlotTime, end: SlotTime
) -> tuple[SlotTime, SlotTime]:
    """Return the times of an announcement as half-days, which primary schools count.

    An absence that starts in the lunch break starts in the afternoon, one that ends in it ends in
    the morning. Raises InvalidInputError if it is all in the lunch break.
    """
    noon, afternoon = calendar.lunch or _LUNCH
    begun = replace(start, slot=None, morning=start.at.time() < noon)
    over = replace(end, slot=None, morning=end.at.time() <= afternoon)
    one_day = begun.at.date() == over.at.date()
    if one_day and over.morning and not begun.morning:
        raise InvalidInputError(InputProblem.OUTSIDE_SCHOOL_HOURS)
    return begun, over
