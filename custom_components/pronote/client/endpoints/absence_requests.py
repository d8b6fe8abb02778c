"""What announcements of absences and requests of exemptions have in common."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import date, timedelta

from ..caller import Caller
from ..common import Reference
from ..errors import (
    InputProblem,
    InvalidInputError,
    PronoteError,
    StaleObjectError,
    WriteRefusedError,
    WriteUnconfirmedError,
)
from ..pages import school_life
from ..pages.account import Pupil
from ..pages.school_life import Absence, SchoolLife, SubjectExemption
from ..periods import Period
from ..rich_text import message_line
from ..wire import Json

type ReadPage = Callable[[Pupil, Period | None], Awaitable[SchoolLife]]
"""Reads the page of school life of a pupil; a period of None is the longest one."""


def check_first_day(caller: Caller, days_ahead: int | None, day: date) -> None:
    """Raise InvalidInputError with the last possible day if the first day is after it.

    `days_ahead` of None is the whole school year.
    """
    latest = caller.connection.account.calendar.last_day
    if days_ahead is not None:
        today = caller.connection.now().date()
        latest = min(latest, today + timedelta(days=days_ahead))
    if day > latest:
        raise InvalidInputError(InputProblem.TOO_FAR_AHEAD, (latest.isoformat(),))


async def read_page_of(
    caller: Caller, read_page: ReadPage, pupil: Pupil, day: date
) -> SchoolLife:
    """Read the page over the longest period that holds a day."""
    account = caller.connection.account
    owner = account.pupil(pupil.key) or pupil
    longest = owner.longest_period(school_life.TAB, account.calendar)
    for period in (longest, *owner.tab_periods.get(school_life.TAB, ())):
        bounds = period.bounds(account.calendar)
        if bounds is not None and bounds[0] <= day <= bounds[1]:
            return await read_page(pupil, period)
    return await read_page(pupil, None)


def raise_refusal(data: dict[str, object]) -> None:
    """Raise WriteRefusedError if the answer holds a message: the school refuses."""
    message = data.get("message")
    if isinstance(message, str) and message.strip():
        raise WriteRefusedError((message_line(message),))


async def withdraw[WrittenT: (Absence, SubjectExemption)](
    caller: Caller,
    pupil: Pupil,
    written: WrittenT,
    read: Callable[[], Awaitable[Iterable[WrittenT]]],
    build: Callable[[Reference], Json],
) -> None:
    """Withdraw what parents announced or requested; `read` returns what is listed now.

    If no usable answer comes, the page tells whether it was withdrawn.

    Raises InvalidInputError without a request if the office has answered, WriteRefusedError if the
    school did not record it, WriteUnconfirmedError if nobody knows, StaleObjectError if it is no
    longer listed.
    """
    sent = False
    failure: PronoteError = WriteRefusedError()

    async def write(found: WrittenT) -> None:
        nonlocal sent
        ref = caller.require_fresh(found.ref)
        if not found.may_withdraw:
            raise InvalidInputError(InputProblem.ALREADY_ANSWERED)
        sent = True
        answer = await caller.write(
            school_life.WRITE, school_life.TAB, pupil, build(ref), ref
        )
        raise_refusal(answer.data)

    async def find() -> WrittenT:
        for candidate in await read():
            if candidate.key == written.key:
                return candidate
        raise StaleObjectError("It is no longer listed")

    try:
        await caller.retry_with_fresh_reference(written, write, find, idempotent=True)
    except WriteUnconfirmedError as error:
        failure = error
    except StaleObjectError as error:
        if not sent:
            raise
        failure = error
    try:
        after = await find()
    except StaleObjectError:
        return
    except PronoteError:
        if isinstance(failure, WriteUnconfirmedError):
            raise failure from None
        raise
    if after.may_withdraw:
        raise failure
