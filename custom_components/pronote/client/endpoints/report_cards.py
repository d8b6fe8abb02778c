"""Report cards (page 13) and their PDF."""

from contextlib import AbstractAsyncContextManager
from functools import partial

from ..caller import Caller
from ..errors import InputProblem, InvalidInputError, WriteRefusedError
from ..pages import pdf, report_cards
from ..pages.account import Pupil
from ..pages.pdf import DEFAULT_REPORT_LAYOUT, ReportLayout
from ..pages.report_cards import ReportCard
from ..periods import Period
from ..spaces import Space
from ..transport import Download
from ..wire import Json


class ReportCardsEndpoint:
    """Reads and acknowledges report cards; a period of None is the current one."""

    def __init__(self, caller: Caller) -> None:
        """Send requests through `caller`."""
        self._caller = caller

    async def get(self, pupil: Pupil, period: Period | None = None) -> ReportCard:
        """Return the report card of a period, published or not. Raises PageNotAllowedError."""
        answer, asked = await self._caller.read_period(
            report_cards.FUNCTION,
            report_cards.TAB,
            pupil,
            period,
            lambda _, asked: report_cards.request(asked.request),
        )
        levels = self._caller.connection.account.skill_levels
        return report_cards.read(answer, asked.name, levels)

    async def acknowledge(
        self, pupil: Pupil, period: Period | None = None
    ) -> ReportCard:
        """Acknowledge a report card (parents), and return it as the school recorded it.

        Raises InvalidInputError before anything is sent if the account is no parent's or the
        school does not expect it; WriteRefusedError if the school did not record it,
        WriteUnconfirmedError if no usable answer came and the report card does not show it,
        PageNotAllowedError.
        """
        if (await self._caller.connection.logged_in()).space is not Space.PARENT:
            raise InvalidInputError(InputProblem.NOT_ALLOWED)
        find = partial(self.get, pupil, period)
        before = await find()
        if before.acknowledged is not False:
            raise InvalidInputError(InputProblem.NOTHING_TO_ACKNOWLEDGE)

        async def write(_: ReportCard) -> None:
            owner = self._caller.connection.account.pupil(pupil.key) or pupil
            asked = owner.find_period(report_cards.TAB, period)
            request = report_cards.acknowledge_request(asked.request)
            await self._caller.write(
                report_cards.ACKNOWLEDGE,
                report_cards.TAB,
                pupil,
                request,
                asked.reference,
            )

        async def read_back() -> ReportCard:
            after = await find()
            if not after.acknowledged:
                raise WriteRefusedError
            return after

        return await self._caller.confirm(
            self._caller.retry_with_fresh_reference(
                before, write, find, idempotent=True
            ),
            read_back,
        )

    async def pdf(
        self,
        pupil: Pupil,
        period: Period | None = None,
        layout: ReportLayout = DEFAULT_REPORT_LAYOUT,
    ) -> bytes:
        """Return the report card of a period as PRONOTE prints it.

        Raises PageNotAllowedError, also for computed periods, which have none;
        StaleObjectError if the file is not served, ConnectionFailedError if it is too large.
        """
        async with self.open_pdf(pupil, period, layout) as download:
            return await download.read()

    def open_pdf(
        self,
        pupil: Pupil,
        period: Period | None = None,
        layout: ReportLayout = DEFAULT_REPORT_LAYOUT,
    ) -> AbstractAsyncContextManager[Download]:
        """Open the report card of a period as PRONOTE prints it.

        Raises PageNotAllowedError, also for computed periods, which have none;
        StaleObjectError if the file is not served.
        """

        def request(owner: Pupil) -> Json:
            chosen = owner.find_period(pdf.REPORT_CARD_TAB, period)
            return pdf.report_card_request(chosen.request, layout)

        return self._caller.open_pdf(pdf.REPORT_CARD_TAB, pupil, request)
