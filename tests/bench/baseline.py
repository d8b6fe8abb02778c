"""One refresh of hass-pronote, with pronotepy, for one child: hass-pronote runs it every 15 minutes."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pronotepy

from tests.school import AccountDetails

HOURS = (7, 12, 18)
A_DAY = 96
"""Refreshes, all alike: those of a few hours stand for the others."""
DAY = timedelta(days=1)
LESSONS_AHEAD, PROBES = 15, 28


async def refresh_once(account: AccountDetails, child: str) -> None:
    """Log in from scratch, read everything, forget everything."""
    await _in_thread(lambda: refresh(account, child))


async def _in_thread(question: Callable[[], None]) -> None:
    with ThreadPoolExecutor(1) as threads:
        await asyncio.get_running_loop().run_in_executor(threads, question)


def refresh(account: AccountDetails, child: str) -> None:
    """Send the requests of a refresh of hass-pronote 2, in its order."""
    client = log_in(account, child)
    client.session_check()
    today = date.today()  # noqa: DTZ011
    _timetable(client, today)
    current = client.current_period
    _period(current)
    first = today - DAY
    client.homework(first, today + timedelta(days=15))
    client.homework(current.start.date(), current.end.date())
    client.information_and_surveys()
    client.export_ical()
    client.menus(today, today + timedelta(days=7))
    for period in client.periods:
        if period.end < current.start and _same_kind(period, current):
            _period(period)


def log_in(account: AccountDetails, child: str) -> Any:
    kind = (
        pronotepy.ParentClient if account.space == "parent.html" else pronotepy.Client
    )
    client = kind(account.url, account.username, account.password)
    if isinstance(client, pronotepy.ParentClient):
        client.set_child(next(one for one in client.children if child in one.name))
    return client


def _same_kind(period: Any, current: Any) -> bool:
    return bool(period.name.split()[0] == current.name.split()[0])


def _period(period: Any) -> None:
    """Each of these asks its page again."""
    _ = period.grades, period.averages, period.overall_average
    _ = period.absences, period.delays, period.punishments
    _ = period.evaluations


def _timetable(client: Any, today: date) -> None:
    """Today, tomorrow, a fortnight (less when the year ends), and the next day with lessons."""
    _any_lessons(client, today)
    tomorrow = _any_lessons(client, today + DAY)
    last = today + timedelta(days=LESSONS_AHEAD)
    while not _any_lessons(client, today, last) and last > today + DAY:
        last -= DAY
    if not tomorrow:
        any(_any_lessons(client, today + ahead * DAY) for ahead in range(2, PROBES))


def _any_lessons(client: Any, first: date, last: date | None = None) -> bool:
    try:
        return bool(client.lessons(first, last))
    except pronotepy.ParsingError:
        # There are, and some it cannot read.
        return True
