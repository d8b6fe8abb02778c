"""Requests to the pages of PRONOTE: reads, writes, uploads, references of earlier sessions."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager

from .common import Reference
from .connection import Connection
from .errors import (
    PageNotAllowedError,
    PronoteError,
    SessionExpiredError,
    StaleObjectError,
    WriteRefusedError,
    WriteUnconfirmedError,
)
from .pages import pdf
from .pages.account import HOME_TAB, Account, Pupil
from .periods import Period
from .rich_text import message_line
from .session import FunctionResponse, Session, SessionLostError
from .transport import Download, Progress, Upload
from .values import parse_flag
from .wire import Json, Record, Source, unwrap

WRITE_PAUSE = 1.0
"""Seconds between the requests of one write about several objects: no faster than a person."""


class Caller:
    """Sends the requests of the endpoints through one connection.

    A read is sent again after a new login if the session ended; a write is sent once.
    References are valid in the session that brought them only.
    """

    def __init__(self, connection: Connection) -> None:
        """Use `connection`; nothing is requested yet."""
        self.connection = connection

    # --- reading

    async def read(
        self,
        function: str,
        tab: int,
        pupil: Pupil | None,
        data: Json | Callable[[Pupil], Json] | None = None,
    ) -> Record:
        """Read a page about a pupil.

        Pass a function as `data` if it holds references: it is called for each session.
        Raises PageNotAllowedError without a request if the tab is closed.
        """

        def build(_: Account, owner: Pupil | None) -> Json | None:
            content = data(owner) if callable(data) and owner is not None else data
            return None if callable(content) else content

        return await self.read_as(function, tab, pupil, build)

    async def read_as(
        self,
        function: str,
        tab: int,
        pupil: Pupil | None,
        build: Callable[[Account, Pupil | None], Json | None],
    ) -> Record:
        """Read a page with data built from the account of the current session.

        Raises PageNotAllowedError without a request if the tab is closed.
        """

        def send(session: Session, account: Account) -> Awaitable[FunctionResponse]:
            owner = None if pupil is None else _owner(account, pupil)
            _check_tab(account, tab)
            data = build(account, owner)
            member = account.member(owner)
            return session.call(function, data, tab=tab, member=member)

        session, answer = await self.connection.perform(send)
        key = None if pupil is None else pupil.key
        timezone = self.connection.timezone
        return Record(answer.data, Source(function, timezone, session.number, key))

    async def read_period(
        self,
        function: str,
        tab: int,
        pupil: Pupil,
        period: Period | None,
        request: Callable[[Pupil, Period], Json],
    ) -> tuple[Record, Period]:
        """Read a page about a period of a pupil; None is the tab's default period.

        Raises PageNotAllowedError without a request if the tab or the period is closed.
        """
        asked: list[Period] = []

        def data(owner: Pupil) -> Json:
            asked.append(owner.find_period(tab, period))
            return request(owner, asked[-1])

        return await self.read(function, tab, pupil, data), asked[-1]

    @asynccontextmanager
    async def open_pdf(
        self, tab: int, pupil: Pupil, request: Callable[[Pupil], Json]
    ) -> AsyncIterator[Download]:
        """Open a page of a pupil as PRONOTE prints it.

        Raises PageNotAllowedError if the tab is closed, StaleObjectError if the file that
        PRONOTE made is not served.
        """
        answer = await self.read(pdf.FUNCTION, tab, pupil, request)
        url = pdf.read_url(answer, self.connection.root)
        async with self.connection.stream(url) as download:
            if not download.ok:
                raise StaleObjectError("The school does not serve this file")
            yield download

    # --- writing

    async def write(
        self,
        function: str,
        tab: int,
        pupil: Pupil | None,
        data: Json | None,
        *references: Reference,
    ) -> FunctionResponse:
        """Call a function once. A write must not be sent twice.

        Raises PageNotAllowedError without a request if the tab is closed, StaleObjectError
        without a request if a reference is of an earlier session, SessionExpiredError if the
        session ended, WriteRefusedError with the messages of the school, WriteUnconfirmedError if
        no usable answer came.
        """

        def send(session: Session, account: Account) -> Awaitable[FunctionResponse]:
            _check_tab(account, tab)
            if any(reference.session != session.number for reference in references):
                raise StaleObjectError("Read in an earlier session")
            owner = None if pupil is None else _owner(account, pupil)
            member = account.member(owner)
            return session.call(function, data, tab=tab, member=member)

        answer = await self.connection.perform_once(send)
        messages = _messages(answer.report)
        if messages or parse_flag(unwrap(answer.report.get("_erreurSaisie_"))):
            raise WriteRefusedError(messages)
        return answer

    async def confirm[T](
        self, write: Awaitable[object], read_back: Callable[[], Awaitable[T]]
    ) -> T:
        """Await a write, and return what `read_back` finds afterwards.

        `read_back` raises WriteRefusedError if the school did not record the write. If no usable
        answer to the write came, the school may still record it: WriteUnconfirmedError is raised
        instead, also if the page cannot be read.
        """
        try:
            await write
        except WriteUnconfirmedError as error:
            try:
                return await read_back()
            except PronoteError:
                raise error from None
        return await read_back()

    async def confirm_change[T](
        self,
        item: T,
        write: Awaitable[object],
        find: Callable[[], Awaitable[T]],
        is_recorded: Callable[[T], bool],
    ) -> T:
        """Await a write about an item, and return the item as the school recorded it.

        Raises WriteRefusedError if the school did not record it. If no usable answer came, and
        the page does not show that it was recorded since, WriteUnconfirmedError is raised instead.
        """
        shows_it = not is_recorded(item)

        async def read_back() -> T:
            after = await find()
            if not is_recorded(after):
                raise WriteRefusedError
            return after

        if shows_it:
            return await self.confirm(write, read_back)
        await write
        return await read_back()

    async def confirm_all[T](
        self,
        writes: Iterable[Callable[[], Awaitable[object]]],
        read_back: Callable[[], Awaitable[T]],
    ) -> T:
        """Send several writes, with pauses, and return what `read_back` finds afterwards.

        A write that the school refuses does not stop the others; its error is raised at the end.
        """

        async def send() -> None:
            refusal: WriteRefusedError | None = None
            for number, write in enumerate(writes):
                if number:
                    await self.pause()
                try:
                    await write()
                except WriteRefusedError as error:
                    refusal = refusal or error
            if refusal is not None:
                raise refusal

        return await self.confirm(send(), read_back)

    async def pause(self) -> None:
        """Wait between two requests of one write about several objects."""
        await self.connection.sleep(WRITE_PAUSE)

    async def upload(
        self,
        function: str,
        file: Upload,
        progress: Progress | None = None,
        *,
        number: int = 1,
    ) -> str:
        """Upload a file for a function, and return the id of the upload.

        `number` is the rank of the file among those of one write. Raises UploadRefusedError, and
        SessionExpiredError if the session ended.
        """
        milliseconds = int(self.connection.now().timestamp() * 1000)
        file_id = f"selecfile_{number}_{milliseconds}"

        def send(session: Session, _: Account) -> Awaitable[None]:
            return session.upload(function, file_id, file, progress)

        await self.connection.perform_once(send)
        return file_id

    # --- references

    async def retry_with_fresh_reference[T, R](
        self,
        item: T,
        use: Callable[[T], Awaitable[R]],
        find: Callable[[], Awaitable[T]],
        *,
        idempotent: bool = False,
    ) -> R:
        """Use an object; if its references are of an earlier session, find it again first.

        An idempotent use is repeated if the session ended meanwhile.
        """
        try:
            return await use(item)
        except StaleObjectError:
            pass
        except SessionExpiredError:
            if not idempotent:
                raise
        except WriteUnconfirmedError as error:
            # Without a connection, another request would fail too.
            if not idempotent or not isinstance(error.__cause__, SessionLostError):
                raise
        return await use(await find())

    def is_fresh(self, reference: Reference | None) -> bool:
        """Return whether a reference is of the session in use."""
        number = self.connection.session_number
        return reference is not None and reference.session == number

    def require_fresh(self, reference: Reference | None) -> Reference:
        """Return a reference of the session in use. Raises StaleObjectError otherwise."""
        if reference is None or not self.is_fresh(reference):
            raise StaleObjectError("Read in an earlier session")
        return reference

    def check_fresh(self, *references: Reference | None) -> None:
        """Check that all references are of the session in use. Raises StaleObjectError."""
        if not all(self.is_fresh(reference) for reference in references):
            raise StaleObjectError("Read in an earlier session")


def _check_tab(account: Account, tab: int) -> None:
    """Raise PageNotAllowedError if a tab is not available to the account. No request is sent."""
    if tab not in account.tabs and tab != HOME_TAB:
        raise PageNotAllowedError(tab)


def _owner(account: Account, pupil: Pupil) -> Pupil:
    """Return the pupil with the references of this session."""
    if (owner := account.pupil(pupil.key)) is None:
        raise StaleObjectError("The account no longer has this pupil")
    return owner


def _messages(report: Json) -> tuple[str, ...]:
    """Return why the school refused a write; also that a recipient accepts no messages."""
    found = unwrap(report.get("_messagesErreur_"))
    texts = found if isinstance(found, list) else (found,)
    messages = [str(text) for item in texts if (text := unwrap(item))]
    refusal = unwrap(report.get("messageRefusDest"))
    if isinstance(refusal, dict) and not messages:
        messages = [str(refusal.get("message") or refusal.get("titre") or "")]
    return tuple(message_line(item) for item in messages)
