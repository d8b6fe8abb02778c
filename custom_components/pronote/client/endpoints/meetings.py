"""Meetings of parents and teachers (page 90)."""

from collections.abc import Callable, Iterable
from datetime import date, time

from ..caller import Caller
from ..errors import (
    InputProblem,
    InvalidInputError,
    PronoteError,
    StaleObjectError,
    WriteRefusedError,
    WriteUnconfirmedError,
)
from ..pages import meetings
from ..pages.account import Pupil
from ..pages.meetings import MeetingSession, PossibleMeeting, Wish
from ..wire import Json


class MeetingsEndpoint:
    """Reads evenings of meetings; sends wishes and the times when the parents are not available."""

    def __init__(self, caller: Caller) -> None:
        """Send requests through `caller`."""
        self._caller = caller

    async def get(
        self, pupil: Pupil, first: date | None = None, last: date | None = None
    ) -> tuple[MeetingSession, ...]:
        """Return the evenings from `first` to `last`, in a request for each and one for the list.

        Raises PageNotAllowedError.
        """
        answer = await self._caller.read(meetings.SESSIONS, meetings.TAB, pupil)
        return tuple(
            [
                await self._read(pupil, session)
                for session in meetings.read_sessions(answer)
                if (first is None or first <= session.day)
                and (last is None or session.day <= last)
            ]
        )

    async def _read(self, pupil: Pupil, session: MeetingSession) -> MeetingSession:
        def build(_: Pupil) -> Json:
            self._caller.check_fresh(session.ref)
            return meetings.request(session)

        answer = await self._caller.read(meetings.FUNCTION, meetings.TAB, pupil, build)
        return meetings.read(answer, session)

    async def set_wish(
        self,
        pupil: Pupil,
        session: MeetingSession,
        meeting: PossibleMeeting,
        wish: Wish | None,
    ) -> MeetingSession:
        """Send a wish, or withdraw it; return the evening as the school recorded it.

        If no usable answer comes, the page tells whether the wish was recorded. Raises
        InvalidInputError without a request if the school does not accept it, WriteRefusedError,
        WriteUnconfirmedError if nobody knows, StaleObjectError, PageNotAllowedError.
        """
        self._check_open(session, allowed=session.may_wish)
        same = [x for x in session.possible if x.wish is wish and x.key != meeting.key]
        limit = None if wish is None else session.limits.get(wish)
        if limit is not None and len(same) >= limit:
            raise InvalidInputError(InputProblem.TOO_MANY_WISHES, (str(limit),))

        def build(fresh: MeetingSession) -> Json:
            found = _find(fresh, meeting.key)
            return meetings.wish_request(fresh, found, wish)

        return await self._write(
            meetings.WISHES,
            pupil,
            session,
            build,
            lambda after: _find(after, meeting.key).wish is wish,
        )

    async def set_unavailability(
        self,
        pupil: Pupil,
        session: MeetingSession,
        unavailable: Iterable[tuple[time, time]],
    ) -> MeetingSession:
        """Send when the parents are not available. Replaces earlier answers.

        Times are widened to steps of five minutes. Raises the errors of `set_wish`.
        """
        self._check_open(session, allowed=session.may_tell_unavailability)
        ranges = tuple(unavailable)
        if any(end <= start for start, end in ranges):
            raise InvalidInputError(InputProblem.DATES_REVERSED)
        wanted = meetings.places(session, ranges)
        if not all(meetings.places(session, [one]) for one in ranges):
            if session.start is None or session.end is None:
                raise InvalidInputError(InputProblem.NOT_ALLOWED)
            hours = (f"{session.start:%H:%M}", f"{session.end:%H:%M}")
            raise InvalidInputError(InputProblem.OUTSIDE_MEETINGS, hours)
        return await self._write(
            meetings.UNAVAILABILITY,
            pupil,
            session,
            lambda fresh: meetings.unavailability_request(fresh, ranges),
            lambda after: meetings.places(after, after.unavailable) == wanted,
        )

    def _check_open(self, session: MeetingSession, *, allowed: bool) -> None:
        """Raise InvalidInputError if the school takes no answers, or not now."""
        if not allowed:
            raise InvalidInputError(InputProblem.NOT_ALLOWED)
        now = self._caller.connection.now()
        first, last = session.answers_from, session.answers_until
        if first is not None and now < first:
            raise InvalidInputError(InputProblem.CLOSED)
        if last is not None and now.astimezone(last.tzinfo).date() > last.date():
            raise InvalidInputError(InputProblem.CLOSED)

    async def _write(
        self,
        function: str,
        pupil: Pupil,
        session: MeetingSession,
        build: Callable[[MeetingSession], Json],
        recorded: Callable[[MeetingSession], bool],
    ) -> MeetingSession:
        lost: list[WriteUnconfirmedError] = []

        async def find() -> MeetingSession:
            for found in await self.get(pupil, session.day, session.day):
                if found.key == session.key:
                    return found
            raise StaleObjectError("The evening no longer exists")

        async def send(fresh: MeetingSession) -> None:
            ref = self._caller.require_fresh(fresh.ref)
            try:
                await self._caller.write(
                    function, meetings.TAB, pupil, build(fresh), ref
                )
            except WriteUnconfirmedError as error:
                lost.append(error)

        await self._caller.retry_with_fresh_reference(
            session, send, find, idempotent=True
        )
        try:
            after = await find()
        except PronoteError:
            if lost:
                raise lost[0] from None
            raise
        if recorded(after):
            return after
        if lost:
            raise lost[0]
        raise WriteRefusedError


def _find(session: MeetingSession, key: str) -> PossibleMeeting:
    for meeting in session.possible:
        if meeting.key == key:
            return meeting
    raise StaleObjectError("The meeting is no longer possible")
