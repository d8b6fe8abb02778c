"""Two readers of the same pages: our client, and pronotepy."""

from datetime import timedelta
from typing import Any

import aiohttp
import pronotepy

from custom_components.pronote.client import (
    Password,
    PronoteClient,
    Pupil,
    Secret,
    Space,
    new_device,
)

from .far_school import PARIS, TODAY

MONDAY = TODAY - timedelta(days=TODAY.weekday())
SUNDAY = MONDAY + timedelta(days=6)
LATER = TODAY + timedelta(days=30)


def client_of(http: aiohttp.ClientSession, account: dict[str, Any]) -> PronoteClient:
    root, _, page = account["url"].rpartition("/")
    return PronoteClient(
        http,
        Password(
            url=root,
            space=Space(page.removesuffix(".html")),
            username=account["username"],
            password=Secret(account["password"]),
            device=new_device(),
        ),
        timezone=PARIS,
    )


def new_http() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))


async def read_ours(account: dict[str, Any]) -> None:
    """Log in and read all pages of a pupil."""
    async with new_http() as http:
        client = client_of(http, account)
        pupil = (await client.login()).pupils[0]
        await read_pages(client, pupil)


async def read_pages(client: PronoteClient, pupil: Pupil) -> None:
    await client.timetable(pupil, MONDAY, SUNDAY)
    await client.homework(pupil, TODAY, LATER)
    await client.grades(pupil)
    await client.evaluations(pupil)
    await client.school_life(pupil)
    await client.menus(pupil, MONDAY, SUNDAY)
    await client.news(pupil)
    await client.discussions()
    await client.report_card(pupil)


async def read_year(client: PronoteClient, pupil: Pupil) -> None:
    """All that a whole school year holds, as if it were one page."""
    calendar = client.account.calendar
    await client.timetable(pupil, calendar.first_day, calendar.last_day)
    await client.homework(pupil, calendar.first_day, calendar.last_day)
    await client.lesson_contents(pupil, calendar.first_day, calendar.last_day)
    for period in pupil.periods:
        await client.grades(pupil, period)


def read_theirs(account: dict[str, Any]) -> None:
    """The same, with pronotepy."""
    client = pronotepy.Client(account["url"], account["username"], account["password"])
    client.lessons(MONDAY, SUNDAY)
    client.homework(TODAY, LATER)
    period = client.current_period
    _ = period.grades, period.averages, period.overall_average
    _ = period.evaluations
    _ = period.absences, period.delays, period.punishments
    client.menus(MONDAY, SUNDAY)
    client.information_and_surveys()
    client.discussions()
    _ = period.report
