"""Absences, delays, punishments and observations (page 19)."""

from functools import partial

from ..caller import Caller
from ..common import Attachment, folded
from ..errors import (
    InputProblem,
    InvalidInputError,
    PageNotAllowedError,
    StaleObjectError,
)
from ..file_index import FileIndex, FilePage, FilePlace
from ..pages import school_life
from ..pages.account import AbsenceReason, Account, Pupil, Rights
from ..pages.school_life import Absence, Acknowledgeable, Delay, SchoolLife
from ..periods import Period
from ..spaces import Space
from ..transport import Upload


class SchoolLifeEndpoint:
    """Reads and answers events of school life.

    A period of None is the longest one that covers the current one: schools file punishments under
    the year.
    """

    def __init__(self, caller: Caller, files: FileIndex) -> None:
        """Send requests through `caller`; list attachments in `files`."""
        self._caller = caller
        self._files = files

    async def get(self, pupil: Pupil, period: Period | None = None) -> SchoolLife:
        """Return the absences, delays, punishments and observations of a period.

        A period that the page does not list is cut out of the longest one by its dates. What is
        filed under the year only is added to a shorter period, with a second request.

        Raises PageNotAllowedError.
        """
        account = await self._caller.connection.logged_in()
        owner = account.pupil(pupil.key) or pupil
        longest = owner.longest_period(school_life.TAB, account.calendar)
        if period is None or period.key == longest.key:
            return await self._read(pupil, longest)
        year: SchoolLife | None = None
        if longest.whole_year and period.start and period.end:
            year = (await self._read(pupil, longest)).during(
                period.name, period.start, period.end
            )
        try:
            own = await self._read(pupil, period)
        except PageNotAllowedError:
            if year is None:
                raise
            return year
        return own if year is None else own.with_events_of(year)

    async def _read(self, pupil: Pupil, period: Period) -> SchoolLife:
        """Read the page with one request."""
        calendar = await self._caller.connection.calendar()
        answer, asked = await self._caller.read_period(
            school_life.FUNCTION,
            school_life.TAB,
            pupil,
            period,
            lambda _, asked: school_life.request(
                asked.request,
                asked.start or calendar.first_day,
                asked.end or calendar.last_day,
            ),
        )
        life = school_life.read(answer, asked.name, calendar)
        self._files.add(
            FilePlace.of(FilePage.SCHOOL_LIFE, pupil, asked.name),
            life.files,
            partial(self._school_life_files, pupil, period),
        )
        return life

    async def _school_life_files(
        self, pupil: Pupil, period: Period
    ) -> tuple[Attachment, ...]:
        return (await self._read(pupil, period)).files

    async def justify(
        self,
        pupil: Pupil,
        event: Absence | Delay,
        text: str = "",
        period: Period | None = None,
        *,
        reason: str | None = None,
        file: Upload | None = None,
    ) -> Absence | Delay:
        """Justify an absence or a delay (parents), and return it as the school recorded it.

        `reason` is one of the account's `absence_reasons` or `delay_reasons`, by name. It is
        required where the school lists some, unless the parents chose one earlier or the school
        knows it. An absence takes a file.

        Raises InvalidInputError without a request if the school cannot accept this,
        UploadRefusedError, WriteRefusedError if the school did not record it,
        WriteUnconfirmedError if no usable answer came and the page does not show it,
        StaleObjectError if the event no longer exists, PageNotAllowedError.
        """
        text = text.strip()
        self._check_justification(event, text, file)

        async def write(found: Absence | Delay) -> None:
            ref = self._caller.require_fresh(found.ref)
            account = self._caller.connection.account
            if not _may_justify(account.rights, found):
                raise InvalidInputError(InputProblem.NOT_ALLOWED)
            chosen = _find_reason(account, found, reason)
            if chosen is not None and chosen.details_required and not (text or file):
                raise InvalidInputError(InputProblem.DETAILS_REQUIRED)
            chosen_ref = found.parent_reason_ref if chosen is None else chosen.ref
            upload = None
            if file is not None:
                file_id = await self._caller.upload(school_life.WRITE, file)
                upload = (file.name, file_id)
            request = school_life.justify_request(
                ref,
                delay=isinstance(found, Delay),
                announced=isinstance(found, Absence) and found.announced,
                text=text,
                reason=chosen_ref,
                file=upload,
            )
            await self._caller.write(
                school_life.WRITE,
                school_life.TAB,
                pupil,
                request,
                *(item for item in (ref, chosen_ref) if item is not None),
            )

        async def find() -> Absence | Delay:
            life = await self.get(pupil, period)
            for candidate in life.absences_and_delays:
                if candidate.key == event.key:
                    return candidate
            raise StaleObjectError("The event no longer exists")

        def is_recorded(after: Absence | Delay) -> bool:
            return (after.justification or "") == text

        return await self._caller.confirm_change(
            event,
            self._caller.retry_with_fresh_reference(
                event, write, find, idempotent=True
            ),
            find,
            is_recorded,
        )

    def _check_justification(
        self, event: Absence | Delay, text: str, file: Upload | None
    ) -> None:
        """Check a justification before anything is sent. Raises InvalidInputError."""
        if len(text) > school_life.LONGEST_JUSTIFICATION:
            raise InvalidInputError(InputProblem.TOO_LONG)
        if event.text_required and not text:
            raise InvalidInputError(InputProblem.TEXT_REQUIRED)
        if event.details_required and not (text or file):
            raise InvalidInputError(InputProblem.DETAILS_REQUIRED)
        if file is None:
            return
        if isinstance(event, Delay):
            raise InvalidInputError(InputProblem.NO_FILE_ALLOWED)
        largest = self._caller.connection.account.rights.max_attachment_bytes
        if largest is not None and len(file.content) > largest:
            raise InvalidInputError(InputProblem.TOO_LARGE)

    async def acknowledge(
        self,
        pupil: Pupil,
        event: Acknowledgeable,
        period: Period | None = None,
    ) -> Acknowledgeable:
        """Acknowledge a punishment, a sanction, an observation or an incident (parents).

        Return it as the school recorded it. An event that another person acknowledged
        meanwhile is not acknowledged again.

        Raises InvalidInputError without a request if the school awaits nothing or the account is
        not a parent's, WriteRefusedError if the school did not record it, WriteUnconfirmedError if
        no usable answer came and the page does not show it, StaleObjectError if the event no longer
        exists, PageNotAllowedError.
        """
        account = await self._caller.connection.logged_in()
        if account.space is not Space.PARENT:
            raise InvalidInputError(InputProblem.NOT_ALLOWED)
        if not event.to_acknowledge:
            raise InvalidInputError(InputProblem.NOTHING_TO_ACKNOWLEDGE)

        async def write(found: Acknowledgeable) -> None:
            ref = self._caller.require_fresh(found.ref)
            if found.to_acknowledge:
                request = school_life.acknowledge_request(found, ref)
                await self._caller.write(
                    school_life.WRITE, school_life.TAB, pupil, request, ref
                )

        async def find() -> Acknowledgeable:
            life = await self.get(pupil, period)
            for candidate in life.acknowledgeable:
                if candidate.key == event.key:
                    return candidate
            raise StaleObjectError("The event no longer exists")

        return await self._caller.confirm_change(
            event,
            self._caller.retry_with_fresh_reference(
                event, write, find, idempotent=True
            ),
            find,
            lambda after: not after.to_acknowledge,
        )


def _may_justify(rights: Rights, event: Absence | Delay) -> bool:
    """Return whether the account may justify an event: by its row, and since 2026 by its rights."""
    right = (
        rights.justify_delays if isinstance(event, Delay) else rights.justify_absences
    )
    return event.may_justify and right is not False


def _find_reason(
    account: Account, event: Absence | Delay, name: str | None
) -> AbsenceReason | None:
    """Return a reason of the school's list; None if the event needs none.

    Raises InvalidInputError with the names of the reasons.
    """
    known = (
        account.delay_reasons if isinstance(event, Delay) else account.absence_reasons
    )
    names = tuple(item.name for item in known)
    if name is not None:
        for item in known:
            if folded(item.name) == folded(name):
                return item
        raise InvalidInputError(InputProblem.NO_SUCH_REASON, names)
    if known and event.parent_reason_ref is None and not event.reason_given:
        raise InvalidInputError(InputProblem.REASON_REQUIRED, names)
    return None
