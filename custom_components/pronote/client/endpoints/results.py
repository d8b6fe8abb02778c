"""Results and conduct: grades, skills, report cards, school life."""

from functools import partial

from ..caller import Questions
from ..common import Attachment
from ..errors import StaleObjectError, WriteRefusedError
from ..pages import evaluations, grades, report_cards, school_life
from ..pages.account import Period, Pupil
from ..pages.evaluations import Evaluation
from ..pages.grades import GradeBook
from ..pages.report_cards import ReportCard
from ..pages.school_life import Absence, Delay, Punishment, SchoolLife


class Results(Questions):
    """What the school thinks of a pupil, period by period.

    A period of None is the current one. All raise PageNotAllowedError when the school opens
    no such page or period.
    """

    async def grades(self, pupil: Pupil, period: Period | None = None) -> GradeBook:
        """Return the grades and averages of a period (page 198)."""
        answer, asked = await self._read_period(
            grades.FUNCTION,
            grades.TAB,
            pupil,
            period,
            lambda _, asked: grades.request(asked.name, asked.reference),
        )
        book = grades.read(answer, asked.name)
        self._remember(
            (file for grade in book.grades for file in grade.attachments),
            partial(self._grade_files, pupil, period),
        )
        return book

    async def _grade_files(
        self, pupil: Pupil, period: Period | None
    ) -> list[Attachment]:
        book = await self.grades(pupil, period)
        return [file for grade in book.grades for file in grade.attachments]

    async def evaluations(
        self, pupil: Pupil, period: Period | None = None
    ) -> tuple[Evaluation, ...]:
        """Return the assessments of skills of a period, newest first (page 201)."""
        answer, _ = await self._read_period(
            evaluations.FUNCTION,
            evaluations.TAB,
            pupil,
            period,
            lambda _, asked: evaluations.request(asked.name, asked.reference),
        )
        found = evaluations.read(answer)
        self._remember(
            (file for one in found for file in one.attachments),
            partial(self._evaluation_files, pupil, period),
        )
        return tuple(found)

    async def _evaluation_files(
        self, pupil: Pupil, period: Period | None
    ) -> list[Attachment]:
        found = await self.evaluations(pupil, period)
        return [file for one in found for file in one.attachments]

    async def report_card(
        self, pupil: Pupil, period: Period | None = None
    ) -> ReportCard:
        """Return the report card of a period (page 13), published or not."""
        answer, asked = await self._read_period(
            report_cards.FUNCTION,
            report_cards.TAB,
            pupil,
            period,
            lambda _, asked: report_cards.request(asked.name, asked.reference),
        )
        return report_cards.read(answer, asked.name)

    async def acknowledge_report_card(
        self, pupil: Pupil, period: Period | None = None
    ) -> ReportCard:
        """Tell the school that a parent has seen a report card, and return it as it then is.

        Raises WriteRefusedError when the school did not record it.
        """
        find = partial(self.report_card, pupil, period)

        async def write(_: ReportCard) -> None:
            owner = self.account.pupil(pupil.key) or pupil
            asked = owner.find_period(report_cards.TAB, period)
            request = report_cards.acknowledge(asked.name, asked.reference)
            await self._write(
                report_cards.ACKNOWLEDGE,
                report_cards.TAB,
                pupil,
                request,
                asked.reference,
            )

        await self._found_again(await find(), write, find, idempotent=True)
        after = await find()
        if not after.seen:
            raise WriteRefusedError
        return after

    async def grade_record(
        self, pupil: Pupil, period: Period | None = None
    ) -> ReportCard:
        """Return the grade record of a period (page 12), built like a report card."""
        answer, asked = await self._read_period(
            report_cards.RECORD,
            report_cards.RECORD_TAB,
            pupil,
            period,
            lambda owner, asked: report_cards.record_request(
                owner.resource, asked.name, asked.reference
            ),
        )
        return report_cards.read(answer, asked.name)

    async def school_life(
        self, pupil: Pupil, period: Period | None = None
    ) -> SchoolLife:
        """Return absences, delays, punishments, observations of a period (page 19)."""
        calendar = await self._calendar()
        answer, asked = await self._read_period(
            school_life.FUNCTION,
            school_life.TAB,
            pupil,
            period,
            lambda _, asked: school_life.request(
                asked.name,
                asked.reference,
                asked.start or calendar.first_day,
                asked.end or calendar.last_day,
            ),
        )
        life = school_life.read(answer, asked.name, calendar)
        self._remember(life.files, partial(self._school_life_files, pupil, period))
        return life

    async def _school_life_files(
        self, pupil: Pupil, period: Period | None
    ) -> tuple[Attachment, ...]:
        return (await self.school_life(pupil, period)).files

    async def justify(
        self,
        pupil: Pupil,
        event: Absence | Delay,
        text: str,
        period: Period | None = None,
    ) -> Absence | Delay:
        """Explain an absence or a delay (parents), and return it as the school has it then.

        Raises WriteRefusedError when the school did not record it.
        """

        async def write(found: Absence | Delay) -> None:
            ref = self._fresh(found.ref)
            late = isinstance(found, Delay)
            request = school_life.justify(ref, delay=late, text=text)
            await self._write(school_life.WRITE, school_life.TAB, pupil, request, ref)

        async def find() -> Absence | Delay:
            life = await self.school_life(pupil, period)
            for candidate in life.absences_and_delays:
                if candidate.key == event.key:
                    return candidate
            raise StaleObjectError("The event is not there any more")

        await self._found_again(event, write, find, idempotent=True)
        after = await find()
        if after.justification != text.strip():
            raise WriteRefusedError
        return after

    async def acknowledge_punishment(
        self, pupil: Pupil, punishment: Punishment, period: Period | None = None
    ) -> Punishment:
        """Tell the school that a parent has seen a punishment.

        Raises WriteRefusedError when the school did not record it.
        """

        async def write(found: Punishment) -> None:
            ref = self._fresh(found.ref)
            request = school_life.acknowledge(ref)
            await self._write(school_life.WRITE, school_life.TAB, pupil, request, ref)

        async def find() -> Punishment:
            for candidate in (await self.school_life(pupil, period)).punishments:
                if candidate.key == punishment.key:
                    return candidate
            raise StaleObjectError("The punishment is not there any more")

        await self._found_again(punishment, write, find, idempotent=True)
        after = await find()
        if not after.acknowledged:
            raise WriteRefusedError
        return after
