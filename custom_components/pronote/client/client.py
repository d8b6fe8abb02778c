"""The client of an account."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

import aiohttp

from .caller import Caller
from .config import ClientConfig
from .connection import Connection, UnreadCounts
from .credentials import Credentials, DeviceToken, TokenCallback
from .endpoints.absence_announcements import AnnouncementsEndpoint
from .endpoints.agenda import AgendaEndpoint
from .endpoints.discussions import DiscussionsEndpoint
from .endpoints.documents import DocumentsEndpoint
from .endpoints.evaluations import EvaluationsEndpoint
from .endpoints.exemptions import ExemptionsEndpoint
from .endpoints.files import FilesEndpoint
from .endpoints.grades import GradesEndpoint
from .endpoints.home import HomeEndpoint
from .endpoints.homework import HomeworkEndpoint
from .endpoints.inbox import InboxEndpoint
from .endpoints.meetings import MeetingsEndpoint
from .endpoints.menus import MenusEndpoint
from .endpoints.news import NewsEndpoint
from .endpoints.personal import PersonalEndpoint
from .endpoints.report_cards import ReportCardsEndpoint
from .endpoints.school_life import SchoolLifeEndpoint
from .endpoints.staff import StaffEndpoint
from .endpoints.teachers import TeachersEndpoint
from .endpoints.timetable import TimetableEndpoint
from .errors import PronoteError
from .file_index import FileIndex
from .idle_limit import IdleLimit
from .pages.account import Account, Pupil
from .portals.browser import PortalStage
from .secret import Secret
from .wire import Json


class PronoteClient:
    """One account of one school, with one session at a time and one request at a time.

    A request opens a session if there is none, and another one, once, if the school ended the
    former. Besides the errors that a method names, every request raises ConnectionFailedError
    if no usable answer came, AnswerTooLargeError if it is too large, ProtocolError if it is not
    understood, RequestRefusedError if the server refused, SessionExpiredError if sessions do not last or the client is closed,
    and the errors of `login` if it opens a session.

    A login that was refused is not repeated: every request raises the same error until `login`
    is called. Until the `retry_at` of a RetryLaterError, every request raises that error and
    nothing is sent.
    """

    def __init__(
        self,
        credentials: Credentials,
        *,
        timezone: ZoneInfo,
        session: aiohttp.ClientSession | None = None,
        on_token: TokenCallback | None = None,
        on_stage: Callable[[PortalStage], None] | None = None,
        config: ClientConfig | None = None,
        account: Account | None = None,
    ) -> None:
        """Prepare the client; nothing is requested yet.

        `timezone` is that of the school. `session` must not be shared with other accounts, and is
        not closed;
        portals need a cookie jar with `quote_cookie=False`, schools with a bare address one
        with `unsafe=True`. Without `session` the client makes one on first use and closes it
        in `close`. `on_token` is awaited with each new device token before the next request.
        `on_stage` is called while a login passes through a portal. `account` is the account as of
        an earlier client; `self.account` returns it until the first login.
        """
        self._connection = connection = Connection(
            credentials,
            timezone=timezone,
            session=session,
            on_token=on_token,
            on_stage=on_stage,
            config=config or ClientConfig(),
            account=account,
        )
        self._caller = caller = Caller(connection)
        files = FileIndex()
        self.agenda = AgendaEndpoint(caller, files)
        self.discussions = DiscussionsEndpoint(caller, files)
        self.evaluations = EvaluationsEndpoint(caller, files)
        self.files = FilesEndpoint(caller, files)
        self.documents = DocumentsEndpoint(caller, self.files)
        self.grades = GradesEndpoint(caller, files)
        self.home = HomeEndpoint(caller)
        self.homework = HomeworkEndpoint(caller, files)
        self.meetings = MeetingsEndpoint(caller)
        self.menus = MenusEndpoint(caller)
        self.news = NewsEndpoint(caller, files)
        self.inbox = InboxEndpoint(caller, self.news, self.discussions)
        self.personal = PersonalEndpoint(caller)
        self.report_cards = ReportCardsEndpoint(caller)
        self.school_life = SchoolLifeEndpoint(caller, files)
        self.announcements = AnnouncementsEndpoint(caller, self.school_life.get)
        self.staff = StaffEndpoint(caller)
        self.teachers = TeachersEndpoint(caller)
        self.timetable = TimetableEndpoint(caller, files)
        self.exemptions = ExemptionsEndpoint(
            caller, self.school_life.get, self.timetable.get
        )

    # --- state

    @property
    def account(self) -> Account:
        """The account as of the last login. Raises SessionExpiredError before any, if none was given."""
        return self._connection.account

    @property
    def connected(self) -> bool:
        """Whether a session is open, as far as the client knows."""
        return self._connection.connected

    @property
    def logins(self) -> int:
        """Number of logins of this client."""
        return self._connection.logins

    @property
    def idle_limit(self) -> IdleLimit:
        """Idle timeout of sessions at this school, as measured so far.

        A program may store and restore it.
        """
        return self._connection.idle_limit

    @idle_limit.setter
    def idle_limit(self, limit: IdleLimit) -> None:
        self._connection.idle_limit = limit

    @property
    def idle_time(self) -> timedelta:
        """Time since the last request."""
        return self._connection.idle_time

    @property
    def clock_ahead(self) -> timedelta:
        """How far the clock of this machine is ahead of the school's, as of the last answer."""
        return self._connection.clock_ahead

    @property
    def unread(self) -> UnreadCounts:
        """Numbers of unread news and discussions, as of the last answer."""
        return self._connection.unread

    @property
    def token(self) -> DeviceToken | None:
        """The newest device token."""
        return self._connection.token

    @property
    def credentials(self) -> Credentials:
        """The credentials of the next login."""
        return self._connection.credentials

    # --- login and logout

    async def login(self) -> Account:
        """Open a session now, and return the account.

        Raises SecurityStepRequiredError if a PIN or a device name is required (continue
        with `complete_login`), PortalStepError if a portal requires a choice or a code (continue
        with `complete_portal`), other AuthenticationErrors if the login is refused,
        RetryLaterError if the school is closed or busy, PortalRequiredError if the school
        redirects to a portal, SpaceUnavailableError, NotPronoteError, ConnectionFailedError,
        ProtocolError, SessionExpiredError if the client is closed.
        """
        return await self._connection.login()

    async def complete_login(
        self, *, pin: Secret | str | None = None, device_name: str | None = None
    ) -> Account:
        """Answer a SecurityStepRequiredError, and return the account.

        Raises WrongPinError or DeviceNameTakenError, after which another attempt is possible,
        SecurityStepRequiredError if something is missing, and SessionExpiredError if no login
        is pending.
        """
        return await self._connection.complete_login(pin=pin, device_name=device_name)

    async def complete_portal(
        self, *, choice: str | None = None, code: Secret | str | None = None
    ) -> Account:
        """Answer a PortalStepError with the key of a choice or a code; return the account.

        Raises another PortalStepError if the portal requires more or the code is wrong, the
        errors of `login`, and SessionExpiredError if no portal is waiting.
        """
        return await self._connection.complete_portal(choice=choice, code=code)

    async def logout(self) -> None:
        """End the session, also one that waits for a PIN. The next request opens another.

        The request is sent once: without an answer, the session expires. Raises
        ConnectionFailedError, RetryLaterError.
        """
        await self._connection.logout()

    async def close(self) -> None:
        """Log out, and close the HTTP session if the client created it.

        Later requests raise SessionExpiredError. Raises what `logout` raises; the HTTP session
        is closed all the same.
        """
        await self._connection.close()

    async def __aenter__(self) -> Self:
        """Return the client; nothing is requested yet."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the client. A session that cannot be closed now expires by itself."""
        with suppress(PronoteError):
            await self.close()

    def end_pause(self) -> None:
        """Allow requests before the `retry_at` of the last RetryLaterError."""
        self._connection.end_pause()

    # --- requests

    async def keep_alive(self) -> None:
        """Keep the session open. PRONOTE's own page does this every 2 minutes."""
        await self._connection.keep_alive()

    async def request(
        self,
        function: str,
        data: Json | None = None,
        *,
        tab: int,
        pupil: Pupil | None = None,
    ) -> Json:
        """Call any function of the server and return its raw data.

        The request is never sent twice. Raises PageNotAllowedError without a request if the tab
        is closed, SessionExpiredError if the session ended (references of another session are
        void), WriteRefusedError with the messages of the school.
        """
        answer = await self._caller.write(function, tab, pupil, data)
        return answer.data
