"""What a school day is going to cost: the clock run ahead, on paper."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any, Final

from ..client import SchoolCalendar
from .keep_alive import LOGIN_COST, Standing, next_step, next_wake
from .policy import DAY, Kind, Question, windows

REQUESTS: Final[dict[Kind, int]] = {Kind.DISCUSSIONS: 2, Kind.REPORT_CARDS: 2}
"""What a page takes when it is not one request."""
SETTLING: Final = 1
"""Days until each page is asked at its own hour."""
COUNTED: Final = 2
"""Days that are counted: some pages are asked every other day."""


def requests_a_day(
    followed: Iterable[Question[Any]],
    calendar: SchoolCalendar,
    phase: float,
    rest: timedelta,
) -> int:
    """Return how many requests a school day takes, of which nothing new is heard."""
    questions = [
        Question(kind=question.kind, about=number, watched=question.watched)
        for number, question in enumerate(followed)
    ]
    spent = 0
    used: datetime | None = None
    now = datetime.combine(calendar.first_day, time.min, calendar.timezone)
    counted_from = now + SETTLING * DAY
    end = counted_from + COUNTED * DAY
    while now < end:
        coming = list(windows(calendar, lambda _: True, now, phase, days=2))
        alive = used is not None and now - used <= rest
        step = next_step(
            questions, coming, now, Standing(used if alive else None, rest)
        )
        if step.ask or step.touch:
            price = sum(REQUESTS.get(question.kind, 1) for question in step.ask)
            if now >= counted_from:
                spent += (price or 1) + (0 if alive else LOGIN_COST)
            for question in step.ask:
                questions[question.about] = replace(question, asked=now)
            used = now
        at = next_wake(questions, coming, now, Standing(used, rest))
        if at is None:
            break
        now = max(at, now + timedelta(seconds=1))
    return round(spent / COUNTED)
