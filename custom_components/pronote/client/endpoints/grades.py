"""Grades (page 198) and the grade record (page 12)."""

from contextlib import AbstractAsyncContextManager
from datetime import date
from functools import partial

from ..caller import Caller
from ..common import Attachment
from ..file_index import FileIndex, FilePage, FilePlace
from ..large_answers import read_large
from ..pages import grades, pdf, report_cards
from ..pages.account import Pupil
from ..pages.grades import GradeBook
from ..pages.pdf import DEFAULT_REPORT_LAYOUT, ReportLayout
from ..pages.report_cards import ReportCard
from ..periods import Period
from ..transport import Download
from ..wire import Json


class GradesEndpoint:
    """Reads grades, period by period; a period of None is the current one."""

    def __init__(self, caller: Caller, files: FileIndex) -> None:
        """Send requests through `caller`; list attachments in `files`."""
        self._caller = caller
        self._files = files

    async def get(self, pupil: Pupil, period: Period | None = None) -> GradeBook:
        """Return the grades and averages of a period. Raises PageNotAllowedError."""
        answer, asked = await self._caller.read_period(
            grades.FUNCTION,
            grades.TAB,
            pupil,
            period,
            lambda _, asked: grades.request(asked.request),
        )
        today = await self._today()
        book = await read_large(
            lambda content: grades.read(content, asked.name, today), answer
        )
        self._files.add(
            FilePlace.of(FilePage.GRADES, pupil, asked.name),
            (file for grade in book.grades for file in grade.attachments),
            partial(self._grade_files, pupil, period),
        )
        return book

    async def _today(self) -> date:
        """Return the day at the school."""
        connection = self._caller.connection
        calendar = await connection.calendar()
        return connection.now().astimezone(calendar.timezone).date()

    async def _grade_files(
        self, pupil: Pupil, period: Period | None
    ) -> list[Attachment]:
        book = await self.get(pupil, period)
        return [file for grade in book.grades for file in grade.attachments]

    async def record(self, pupil: Pupil, period: Period | None = None) -> ReportCard:
        """Return the grade record of a period, which has the form of a report card.

        Raises PageNotAllowedError.
        """
        answer, asked = await self._caller.read_period(
            report_cards.RECORD,
            report_cards.RECORD_TAB,
            pupil,
            period,
            lambda owner, asked: report_cards.record_request(
                owner.resource, asked.request
            ),
        )
        levels = self._caller.connection.account.skill_levels
        return report_cards.read(answer, asked.name, levels)

    async def record_pdf(
        self,
        pupil: Pupil,
        period: Period | None = None,
        layout: ReportLayout = DEFAULT_REPORT_LAYOUT,
    ) -> bytes:
        """Return the grade record of a period as PRONOTE prints it.

        Raises PageNotAllowedError, StaleObjectError if the file is not served,
        ConnectionFailedError if it is too large.
        """
        async with self.open_record_pdf(pupil, period, layout) as download:
            return await download.read()

    def open_record_pdf(
        self,
        pupil: Pupil,
        period: Period | None = None,
        layout: ReportLayout = DEFAULT_REPORT_LAYOUT,
    ) -> AbstractAsyncContextManager[Download]:
        """Open the grade record of a period as PRONOTE prints it.

        Raises PageNotAllowedError, StaleObjectError if the file is not served.
        """

        def request(owner: Pupil) -> Json:
            asked = owner.find_period(pdf.RECORD_TAB, period)
            return pdf.record_request(asked.request, layout)

        return self._caller.open_pdf(pdf.RECORD_TAB, pupil, request)
