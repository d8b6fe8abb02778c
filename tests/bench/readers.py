"""Fetch the same pages with two clients: aiopronote and pronotepy."""

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
    new_device_id,
)

from .far_school import PARIS, TODAY

MONDAY = TODAY - timedelta(days=TODAY.weekday())
SUNDAY = MONDAY + timedelta(days=6)
LATER = TODAY + timedelta(days=30)


def client_of(http: aiohttp.ClientSession, account: dict[str, Any]) -> PronoteClient:
    root, _, page = account["url"].rpartition("/")
    return PronoteClient(
        Password(
            url=root,
            space=Space(page.removesuffix(".html")),
            username=account["username"],
            password=Secret(account["password"]),
            device=new_device_id(),
        ),
        session=http,
        timezone=PARIS,
    )


def new_http() -> aiohttp.ClientSession:
    """Return a session that resolves names as pronotepy does.

    aiohttp's own resolver takes half a millisecond to start; Home Assistant starts one for all.
    """
    connector = aiohttp.TCPConnector(resolver=aiohttp.ThreadedResolver())
    jar = aiohttp.CookieJar(unsafe=True)
    return aiohttp.ClientSession(connector=connector, cookie_jar=jar)


async def read_ours(account: dict[str, Any]) -> None:
    """Log in and read all pages of a pupil."""
    async with new_http() as http:
        client = client_of(http, account)
        pupil = (await client.login()).pupils[0]
        await read_pages(client, pupil)


async def read_pages(client: PronoteClient, pupil: Pupil) -> None:
    await client.timetable.get(pupil, MONDAY, SUNDAY)
    await client.homework.get(pupil, TODAY, LATER)
    await client.grades.get(pupil)
    await client.evaluations.get(pupil)
    await client.school_life.get(pupil)
    await client.menus.get(pupil, MONDAY, SUNDAY)
    await client.news.get(pupil)
    await client.discussions.get()
    await client.report_cards.get(pupil)


async def read_year(client: PronoteClient, pupil: Pupil) -> None:
    """All that a whole school year holds, as if it were one page."""
    calendar = client.account.calendar
    await client.timetable.get(pupil, calendar.first_day, calendar.last_day)
    await client.homework.get(pupil, calendar.first_day, calendar.last_day)
    await client.timetable.contents(pupil, calendar.first_day, calendar.last_day)
    for period in pupil.periods:
        await client.grades.get(pupil, period)


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
