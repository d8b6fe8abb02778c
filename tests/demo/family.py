"""The demo: a school, a Home Assistant, and the account of a parent."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from . import clock
from .api import HomeAssistant, Json
from .dashboard import show_children
from .home import ROOT, Folder, free_port, running_home
from .school import School, running_school

FOLDER = ROOT / ".demo" / "family"
SCHOOL_PORT = 8124


@dataclass(frozen=True, slots=True)
class Family:
    """A running demo: the school, Home Assistant, and the entry of the account."""

    school: School
    home: HomeAssistant
    folder: Folder
    entry: Json


@asynccontextmanager
async def running_family(
    path: Path = FOLDER,
    *,
    port: int = 8123,
    keep: bool = False,
    internet: Json | None = None,
) -> AsyncIterator[Family]:
    """Run the school and Home Assistant for as long as the context lasts."""
    folder = Folder(path / "home")
    async with (
        aiohttp.ClientSession() as session,
        running_school(
            session,
            # A moment that was chosen is shown as it is, in holidays too.
            *(() if clock.offset() else ("--in-term",)),
            "--port",
            str(free_port(SCHOOL_PORT)),
            log=path / "school.log",
        ) as school,
        running_home(session, folder, port=port, keep=keep, internet=internet) as home,
    ):
        entries = await home.ask("config_entries/get", domain="pronote")
        entry = entries[0] if entries else await add_parent(home, school)
        await show_children(home)
        yield Family(school, home, folder, entry)


async def add_parent(home: HomeAssistant, school: School) -> Json:
    """Add the parent's account."""
    return await add_account(home, school, "parent")


async def add_account(home: HomeAssistant, school: School, name: str) -> Json:
    """Add an account through the config flow."""
    account = school.account(name)
    return await home.add_integration(
        "pronote",
        {
            "user": {"next_step_id": "school"},
            "school": {"url": school.url},
            "credentials": {
                "space": account["space"].removesuffix(".html"),
                "username": account["username"],
                "password": account["password"],
                "keep_password": True,
            },
            "followed": {},
        },
    )
