"""PronoteClient: the one object callers hold."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime
import logging
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import aiohttp

from .credentials import Credentials, DeviceToken, QrCode, TokenCallback
from .crypto import RSA_MODULUS
from .elements import Attachment, AttachmentKind, Reference
from .errors import (
    AuthenticationError,
    PageNotAllowedError,
    ProtocolError,
    QrCodeExpiredError,
    RetryLaterError,
    SecurityStepRequiredError,
    SessionExpiredError,
    StaleObjectError,
    WriteRefusedError,
)
from .instance import describe, open_space
from .login import Login, next_credentials
from .pages import grades, homework, menus, timetable
from .pages.account import Account, Period, Pupil
from .pages.grades import GradeBook
from .pages.homework import Homework
from .pages.menus import Menu
from .pages.timetable import Lesson, Timetable
from .school_year import SchoolCalendar
from .secret import Secret
from .session import Answer, Session, SessionLostError, Sleep
from .site import Bootstrap
from .transport import Transport, utcnow
from .wire import Json, Record

_LOGGER = logging.getLogger(__name__)

HOME_TAB = 7


class PronoteClient:
    """One account of one school: one session at a time, calls one after the other.

    Every method opens a session by itself when there is none, and a fresh one, once, when the
    school ended the former. A login that was refused is not tried again: each call raises the
    same error until `login` is called on purpose. While the school wants to be left alone,
    calls raise the same `RetryLaterError` without any request.
    """

    def __init__(
        self,
        http: aiohttp.ClientSession,
        credentials: Credentials,
        *,
        timezone: ZoneInfo,
        on_token: TokenCallback | None = None,
        now: Callable[[], datetime] = utcnow,
        sleep: Sleep = asyncio.sleep,
        rsa_modulus: int = RSA_MODULUS,
    ) -> None:
        """Take an HTTP session with a cookie jar of its own; nothing is asked yet.

        `timezone` is the school's. `on_token` is awaited with each new device token before
        any other request. `rsa_modulus` is the key of schools without TLS.
        """
        self._transport = Transport(http, now=now)
        self._credentials = credentials
        self._timezone = timezone
        self._on_token = on_token
        self._sleep = sleep
        self._rsa_modulus = rsa_modulus
        self._queue = asyncio.Lock()
        self._version: tuple[int, ...] | None = None
        self._sessions = 0
        self._login: Login | None = None
        self._session: Session | None = None
        self._account: Account | None = None
        self._refused: AuthenticationError | None = None
        self._quiet: RetryLaterError | None = None

    # --- who and how

    @property
    def account(self) -> Account:
        """The account, as the last login told it. Raises SessionExpiredError before any."""
        if self._account is None:
            raise SessionExpiredError("Nobody is logged in")
        return self._account

    @property
    def connected(self) -> bool:
        """Tell whether a session is open, as far as this side knows."""
        return self._session is not None and not self._session.over

    @property
    def token(self) -> DeviceToken | None:
        """The newest device token."""
        credentials = self._credentials
        return credentials if isinstance(credentials, DeviceToken) else None

    @property
    def credentials(self) -> Credentials:
        """What opens the next session."""
        return self._credentials

    # --- coming and going

    async def login(self) -> Account:
        """Open a session now.

        Raises SecurityStepRequiredError when the school wants a PIN or a device name (go on
        with `complete_login`), other AuthenticationErrors when it refuses, RetryLaterErrors
        when it is closed or busy, PortalRequiredError, ConnectionFailedError.
        """
        async with self._queue:
            self._refused = None
            await self._open()
            return self.account

    async def complete_login(
        self, *, pin: Secret | str | None = None, device_name: str | None = None
    ) -> Account:
        """Give what a SecurityStepRequiredError asked for.

        Raises WrongPinError or DeviceNameTakenError, after which another try is possible, and
        SessionExpiredError when too much time went by.
        """
        async with self._queue:
            if self._login is None:
                raise SessionExpiredError("No login is waiting")
            secret = Secret(pin) if isinstance(pin, str) else pin
            login = self._login
            try:
                account = await login.complete(secret, device_name)
            except SessionLostError as error:
                self._login = None
                raise SessionExpiredError("The login waited too long") from error
            self._adopt(login, account)
            return account

    async def logout(self) -> None:
        """End the session at the school, if one is open. The next call opens another."""
        async with self._queue:
            session, self._session = self._session, None
            if session is not None and not session.over:
                await session.call("SaisieDeconnexion")

    async def keep_alive(self) -> None:
        """Keep the session from ending by itself; PRONOTE's own page does it every 2 minutes."""

        async def ask(session: Session, account: Account) -> Answer:
            name = session.dialect.keep_alive
            data = {"onglet": HOME_TAB, "ongletPrec": HOME_TAB}
            return await session.call(
                name,
                data if name == "Navigation" else None,
                tab=HOME_TAB,
                member=_member(account, None),
            )

        await self._perform(ask)

    # --- pages

    async def timetable(self, pupil: Pupil, start: date, end: date) -> Timetable:
        """Return the lessons of whole days, both included (page 16), one request a week.

        Days outside the school year have no lessons and cost no request. Raises
        PageNotAllowedError, and what any call raises.
        """
        lessons: list[Lesson] = []
        for week in (await self._calendar()).weeks(start, end):
            lessons += await self._timetable_week(pupil, week)
        return Timetable(
            start=start,
            end=end,
            lessons=tuple(
                lesson for lesson in lessons if start <= lesson.start.date() <= end
            ),
        )

    async def _timetable_week(self, pupil: Pupil, week: int) -> list[Lesson]:
        def data(owner: Pupil) -> Json:
            return timetable.request(_resource(owner), week)

        answer = await self._read(timetable.FUNCTION, timetable.TAB, pupil, data)
        return timetable.read(
            answer,
            self.account.calendar,
            week,
            shifted=self._version is not None and self._version < (2025,),
        )

    async def homework(
        self, pupil: Pupil, start: date, end: date
    ) -> tuple[Homework, ...]:
        """Return the work due from `start` to `end`, both included (page 88), in one request."""
        weeks = (await self._calendar()).weeks(start, end)
        if not weeks:
            return ()
        answer = await self._read(
            homework.FUNCTION,
            homework.TAB,
            pupil,
            _always(homework.request(weeks[0], weeks[-1])),
        )
        return tuple(work for work in homework.read(answer) if start <= work.due <= end)

    async def set_homework_done(
        self, pupil: Pupil, work: Homework, done: bool
    ) -> Homework:
        """Mark a piece of work done or not, and return it as the school has it afterwards.

        Raises WriteRefusedError when the school did not record it (parents' accounts),
        StaleObjectError when the work is not there any more.
        """
        try:
            await self._tick(pupil, work, done=done)
        except SessionExpiredError:
            # Ticking twice is ticking once: it may be done again in a fresh session.
            await self._tick(pupil, work, done=done)
        after = await self._find_homework(pupil, work)
        if after.done is not done:
            raise WriteRefusedError
        return after

    async def _tick(self, pupil: Pupil, work: Homework, *, done: bool) -> None:
        found = await self._same_homework(pupil, work)
        if found.ref is None:
            raise StaleObjectError("The homework has no name at the school")
        request = homework.tick(found.ref, done=done)
        await self._write(homework.TICK, homework.TAB, pupil, request)

    async def _same_homework(self, pupil: Pupil, work: Homework) -> Homework:
        """Return the work under the name it has in the session of now."""
        session = await self._current_session()
        if work.ref is not None and work.ref.session == session.number:
            return work
        return await self._find_homework(pupil, work)

    async def _find_homework(self, pupil: Pupil, work: Homework) -> Homework:
        for candidate in await self.homework(pupil, work.due, work.due):
            if candidate.key == work.key:
                return candidate
        raise StaleObjectError("The homework is not there any more")

    async def grades(self, pupil: Pupil, period: Period | None = None) -> GradeBook:
        """Return the grades and averages of a period, the current one by default (page 198)."""
        name = ""

        def data(owner: Pupil) -> Json:
            nonlocal name
            chosen = (
                owner.current_period
                if period is None
                else next(
                    (item for item in owner.periods if item.key == period.key), None
                )
            )
            if chosen is None or chosen.ref is None:
                raise PageNotAllowedError(grades.TAB)
            name = chosen.name
            return grades.request(chosen.name, chosen.ref)

        answer = await self._read(grades.FUNCTION, grades.TAB, pupil, data)
        return grades.read(answer, name)

    async def menus(self, pupil: Pupil, start: date, end: date) -> tuple[Menu, ...]:
        """Return the meals from `start` to `end`, both included (page 10), one request a week."""
        calendar = await self._calendar()
        found: list[Menu] = []
        for week in calendar.weeks(start, end):
            data = menus.request(calendar.monday(week))
            answer = await self._read(menus.FUNCTION, menus.TAB, pupil, _always(data))
            found += menus.read(answer)
        unique = dict.fromkeys(menu for menu in found if start <= menu.date <= end)
        return tuple(
            sorted(unique, key=lambda menu: (menu.date, menu.meal.value != "lunch"))
        )

    async def download(self, attachment: Attachment) -> bytes:
        """Return the content of a file of the school's server.

        Raises StaleObjectError when it was read in an earlier session: read its page again.
        """
        if attachment.kind is not AttachmentKind.FILE or attachment.ref is None:
            raise ValueError("A link is not the school's to serve")
        async with self._queue:
            session = await self._ready()
            if attachment.ref.session != session.number:
                raise StaleObjectError("The file was read in an earlier session")
            reference: Json = {"N": attachment.ref.id, "Actif": True}
            if attachment.source is not None:
                reference["G"] = attachment.source
            reply = await self._transport.get(
                session.file_url(attachment.name, reference)
            )
            self._transport.check(reply)
            if not reply.ok:
                raise StaleObjectError("The school does not serve this file")
            return reply.body

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

    # --- how a call is made

    async def _read(
        self,
        function: str,
        tab: int,
        pupil: Pupil,
        data: Callable[[Pupil], Json],
    ) -> Record:
        """Ask a page about a pupil; `data` is made anew for each session, whose ids it holds."""

        async def ask(session: Session, account: Account) -> Answer:
            owner = _owner(account, pupil)
            _check_tab(account, tab)
            return await session.call(
                function, data(owner), tab=tab, member=_member(account, owner)
            )

        answer = await self._perform(ask)
        number = self._session.number if self._session is not None else 0
        return Record(answer.data, function, self._timezone, number)

    async def _write(
        self, function: str, tab: int, pupil: Pupil | None, data: Json | None
    ) -> Answer:
        """Call once, never again: what is written twice cannot be taken back."""
        async with self._queue:
            session, account = await self._ready(), self.account
            _check_tab(account, tab)
            owner = None if pupil is None else _owner(account, pupil)
            try:
                answer = await session.call(
                    function, data, tab=tab, member=_member(account, owner)
                )
            except SessionLostError as error:
                raise SessionExpiredError("The session ended") from error
            except RetryLaterError as error:
                self._quiet = error
                raise
        if answer.report.get("_erreurSaisie_"):
            raise WriteRefusedError(_messages(answer.report))
        return answer

    async def _perform(
        self, ask: Callable[[Session, Account], Awaitable[Answer]]
    ) -> Answer:
        """Ask; if the session ended, log in once and ask again."""
        async with self._queue:
            fresh = not self.connected
            session = await self._ready()
            try:
                return await self._quietly(ask(session, self.account))
            except SessionLostError as error:
                if fresh:
                    raise SessionExpiredError("The school ends each session") from error
                _LOGGER.debug("Session %s ended, opening another", session.number)
            session = await self._ready()
            try:
                return await self._quietly(ask(session, self.account))
            except SessionLostError as error:
                raise SessionExpiredError("The school ends each session") from error

    async def _quietly[T](self, doing: Awaitable[T]) -> T:
        """Remember when the school asks to be left alone."""
        try:
            return await doing
        except RetryLaterError as error:
            self._quiet = error
            raise

    async def _ready(self) -> Session:
        """Return an open session. The queue is held."""
        self._check_quiet()
        if self._session is not None and not self._session.over:
            return self._session
        if self._refused is not None:
            raise self._refused
        return await self._open()

    async def _current_session(self) -> Session:
        async with self._queue:
            return await self._ready()

    async def _calendar(self) -> SchoolCalendar:
        if self._account is None:
            await self._current_session()
        return self.account.calendar

    def _check_quiet(self) -> None:
        if self._quiet is not None:
            if self._transport.now() < self._quiet.retry_at:
                raise self._quiet
            self._quiet = None

    async def _open(self) -> Session:
        """Log in. The queue is held."""
        self._check_quiet()
        self._session = self._login = None
        try:
            return await self._quietly(self._open_once())
        except AuthenticationError as error:
            self._refused = error
            raise

    async def _open_once(self) -> Session:
        known = self._version
        try:
            return await self._log_in()
        except SessionLostError as error:
            # The very first exchanges failed: the school may speak a newer PRONOTE by now.
            self._version = None
            if known is None:
                raise ProtocolError("FonctionParametres", "answer") from error
        try:
            return await self._log_in()
        except SessionLostError as error:
            raise ProtocolError("FonctionParametres", "answer") from error

    async def _log_in(self) -> Session:
        credentials = self._credentials
        if isinstance(credentials, QrCode) and self._account is not None:
            raise QrCodeExpiredError("A QR code opens once")
        self._transport.forget_cookies(urlsplit(credentials.url).hostname or "")
        root, bootstrap = await open_space(
            self._transport, credentials.url, credentials.space, sleep=self._sleep
        )
        self._version = await self._find_version(root, bootstrap)
        self._sessions += 1
        session = Session(
            self._transport,
            root,
            bootstrap,
            self._version,
            number=self._sessions,
            rsa_modulus=self._rsa_modulus,
            sleep=self._sleep,
        )
        login = Login(
            session,
            credentials,
            root=root,
            timezone=self._timezone,
            on_token=self._save_token,
        )
        try:
            account = await login.run()
        except SecurityStepRequiredError:
            self._login = login
            raise
        self._adopt(login, account)
        return session

    async def _find_version(
        self, root: str, bootstrap: Bootstrap
    ) -> tuple[int, ...] | None:
        if bootstrap.version is not None:
            return bootstrap.version
        if self._version is not None:
            return self._version
        return (await describe(self._transport, root)).version

    async def _save_token(self, token: DeviceToken) -> None:
        self._credentials = token
        if self._on_token is not None:
            await self._on_token(token)

    def _adopt(self, login: Login, account: Account) -> None:
        """Take an open session into use."""
        self._credentials = next_credentials(
            self._credentials, login.token, login.navigator
        )
        self._login = self._refused = None
        self._session = login.session
        self._account = account


def _always(data: Json) -> Callable[[Pupil], Json]:
    """Return the same data for each pupil and session."""
    return lambda _: data


def _check_tab(account: Account, tab: int) -> None:
    """A closed page costs no request, and no login."""
    if tab not in account.tabs and tab != HOME_TAB:
        raise PageNotAllowedError(tab)


def _owner(account: Account, pupil: Pupil) -> Pupil:
    """Return the pupil under the name of this session."""
    if (owner := account.pupil(pupil.key)) is None:
        raise StaleObjectError("This pupil is not the account's any more")
    return owner


def _member(account: Account, pupil: Pupil | None) -> str | None:
    """Return the child a parent's request is about; without one, the first."""
    if not account.space.has_members:
        return None
    owner = pupil or next(iter(account.pupils), None)
    return owner.ref.id if owner is not None and owner.ref is not None else None


def _resource(pupil: Pupil) -> Json:
    reference = pupil.ref or Reference("0", 0)
    return {"N": reference.id, "G": 4, "L": pupil.name}


def _messages(report: Json) -> tuple[str, ...]:
    messages = report.get("_messagesErreur_")
    return tuple(str(item) for item in messages) if isinstance(messages, list) else ()
