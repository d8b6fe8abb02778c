"""Absences, delays, punishments and observations (page 19)."""

from functools import partial

from ..caller import Caller
from ..common import Attachment
from ..errors import PageNotAllowedError, StaleObjectError, WriteRefusedError
from ..file_index import FileIndex, FilePage, FilePlace
from ..pages import school_life
from ..pages.account import Pupil
from ..pages.school_life import Absence, Delay, Punishment, SchoolLife
from ..periods import Period


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
        text: str,
        period: Period | None = None,
    ) -> Absence | Delay:
        """Justify an absence or a delay (parents), and return it as the school has it afterwards.

        Raises WriteRefusedError if the school did not record it, StaleObjectError if the event
        no longer exists, PageNotAllowedError.
        """

        async def write(found: Absence | Delay) -> None:
            ref = self._caller.require_fresh(found.ref)
            late = isinstance(found, Delay)
            request = school_life.justify_request(ref, delay=late, text=text)
            await self._caller.write(
                school_life.WRITE, school_life.TAB, pupil, request, ref
            )

        async def find() -> Absence | Delay:
            life = await self.get(pupil, period)
            for candidate in life.absences_and_delays:
                if candidate.key == event.key:
                    return candidate
            raise StaleObjectError("The event no longer exists")

        await self._caller.retry_with_fresh_reference(
            event, write, find, idempotent=True
        )
        after = await find()
        if after.justification != text.strip():
            raise WriteRefusedError
        return after

    async def acknowledge_punishment(
        self, pupil: Pupil, punishment: Punishment, period: Period | None = None
    ) -> Punishment:
        """Acknowledge a punishment (parents), and return it as the school has it afterwards.

        Raises WriteRefusedError if the school did not record it, StaleObjectError if the
        punishment no longer exists, PageNotAllowedError.
        """

        async def write(found: Punishment) -> None:
            ref = self._caller.require_fresh(found.ref)
            request = school_life.acknowledge_request(ref)
            await self._caller.write(
                school_life.WRITE, school_life.TAB, pupil, request, ref
            )

        async def find() -> Punishment:
            for candidate in (await self.get(pupil, period)).punishments:
                if candidate.key == punishment.key:
                    return candidate
            raise StaleObjectError("The punishment no longer exists")

        await self._caller.retry_with_fresh_reference(
            punishment, write, find, idempotent=True
        )
        after = await find()
        if not after.acknowledged:
            raise WriteRefusedError
        return after
