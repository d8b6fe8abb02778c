"""How questions are put to a school: reading, writing, finding things again after a new login."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from functools import cached_property

from .common import Attachment, Reference
from .connection import Connection
from .errors import (
    PageNotAllowedError,
    SessionExpiredError,
    StaleObjectError,
    WriteRefusedError,
)
from .pages.account import HOME_TAB, Account, Period, Pupil
from .session import Answer, Session, SessionLostError
from .transport import Progress, Upload
from .wire import Json, Record

type Finder = Callable[[], Awaitable[Iterable[Attachment]]]

_SURELY_ALIVE = timedelta(minutes=1)


class Questions(Connection):
    """Reads once more after a new login, writes once; ids never outlive their session."""

    @cached_property
    def _files(self) -> dict[str, tuple[Attachment, Finder]]:
        """The files seen so far by key, and how to list them again."""
        return {}

    def known_file(self, key: str) -> Attachment | None:
        """Return a file that was listed before, whatever the session. No request."""
        known = self._files.get(key)
        return known and known[0]

    async def call(
        self,
        function: str,
        data: Json | None = None,
        *,
        tab: int,
        pupil: Pupil | None = None,
    ) -> Json:
        """Call any function of the server and return its raw data.

        It is never sent twice. Raises PageNotAllowedError without a request when the tab is
        closed, SessionExpiredError when the session ended: ids of another session are void.
        """
        answer = await self._write(function, tab, pupil, data)
        return answer.data

    async def _read(
        self,
        function: str,
        tab: int,
        pupil: Pupil | None,
        data: Json | Callable[[Pupil], Json] | None = None,
    ) -> Record:
        """Ask a page about a pupil.

        Data that hold ids of a session are made for each session, by a function.
        """

        def build(_: Account, owner: Pupil | None) -> Json | None:
            content = data(owner) if callable(data) and owner is not None else data
            return None if callable(content) else content

        return await self._read_as(function, tab, pupil, build)

    async def _read_as(
        self,
        function: str,
        tab: int,
        pupil: Pupil | None,
        build: Callable[[Account, Pupil | None], Json | None],
    ) -> Record:
        """Ask a page; the data are made of the account as the session in use knows it."""

        async def ask(session: Session, account: Account) -> Answer:
            owner = None if pupil is None else _owner(account, pupil)
            _check_tab(account, tab)
            data = build(account, owner)
            member = account.member(owner)
            return await session.call(function, data, tab=tab, member=member)

        session, answer = await self._perform(ask)
        return Record(answer.data, function, self._timezone, session.number)

    async def _write(
        self,
        function: str,
        tab: int,
        pupil: Pupil | None,
        data: Json | None,
        *references: Reference,
    ) -> Answer:
        """Call once, never again: what is written twice cannot be taken back.

        Raises StaleObjectError without a call when a reference is of an earlier session.
        """
        await self._wake_up()
        async with self._queue:
            session, account = await self._ready(), self.account
            _check_tab(account, tab)
            if any(reference.session != session.number for reference in references):
                raise StaleObjectError("Read in an earlier session")
            owner = None if pupil is None else _owner(account, pupil)
            self._used = self._transport.now()
            try:
                answer = await self._quietly(
                    session.call(function, data, tab=tab, member=account.member(owner))
                )
            except SessionLostError as error:
                raise SessionExpiredError("The session ended") from error
        messages = _messages(answer.report)
        if messages or answer.report.get("_erreurSaisie_"):
            raise WriteRefusedError(messages)
        return answer

    async def _read_period(
        self,
        function: str,
        tab: int,
        pupil: Pupil,
        period: Period | None,
        request: Callable[[Pupil, Period], Json],
    ) -> tuple[Record, Period]:
        """Ask a page about a period of a pupil, its default one for None."""
        asked: list[Period] = []

        def data(owner: Pupil) -> Json:
            asked.append(owner.find_period(tab, period))
            return request(owner, asked[-1])

        return await self._read(function, tab, pupil, data), asked[-1]

    async def _found_again[T, R](
        self,
        item: T,
        use: Callable[[T], Awaitable[R]],
        find: Callable[[], Awaitable[T]],
        *,
        idempotent: bool = False,
    ) -> R:
        """Use an object by the name the school gave it; of an earlier session, find it first.

        What may be done twice without harm is done again when the session ended meanwhile.
        """
        try:
            return await use(item)
        except StaleObjectError:
            pass
        except SessionExpiredError:
            if not idempotent:
                raise
        return await use(await find())

    def _is_fresh(self, reference: Reference | None) -> bool:
        """Tell whether a reference is of the session in use."""
        number = None if self._session is None else self._session.number
        return reference is not None and reference.session == number

    def _fresh(self, reference: Reference | None) -> Reference:
        """Return a reference of the session in use, else raise StaleObjectError."""
        if reference is None or not self._is_fresh(reference):
            raise StaleObjectError("Read in an earlier session")
        return reference

    def _check_fresh(self, *references: Reference | None) -> None:
        """Raise StaleObjectError when a reference is not of the session in use."""
        if not all(self._is_fresh(reference) for reference in references):
            raise StaleObjectError("Read in an earlier session")

    async def _upload(
        self, function: str, file: Upload, progress: Progress | None
    ) -> str:
        """Send a file for a function and return the name it will know it by."""
        file_id = f"selecfile_1_{int(self._transport.now().timestamp() * 1000)}"
        await self._wake_up()
        async with self._queue:
            session = await self._ready()
            try:
                await self._quietly(session.upload(function, file_id, file, progress))
            except SessionLostError as error:
                raise SessionExpiredError("The session ended") from error
        return file_id

    def _remember(self, files: Iterable[Attachment], find: Finder) -> None:
        """Remember files, and how to find them again in another session."""
        self._files.update((file.key, (file, find)) for file in files)

    async def _wake_up(self) -> None:
        """Make sure, before a write, that a session long unused is still there."""
        if self.connected and self._transport.now() - self._used > _SURELY_ALIVE:
            await self.keep_alive()


def _check_tab(account: Account, tab: int) -> None:
    """A closed page costs no request, and no login."""
    if tab not in account.tabs and tab != HOME_TAB:
        raise PageNotAllowedError(tab)


def _owner(account: Account, pupil: Pupil) -> Pupil:
    """Return the pupil under the name of this session."""
    if (owner := account.pupil(pupil.key)) is None:
        raise StaleObjectError("This pupil is not the account's any more")
    return owner


def _messages(report: Json) -> tuple[str, ...]:
    messages = report.get("_messagesErreur_")
    return tuple(str(item) for item in messages) if isinstance(messages, list) else ()
