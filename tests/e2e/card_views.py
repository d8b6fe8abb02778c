"""A dashboard with a view for each card, and a browser that shows it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from playwright.async_api import Locator, Page, expect
import pytest

from tests.demo.api import HomeAssistant, Json
from tests.demo.browser import PATIENCE_MS, chromium, open_browser
from tests.demo.dashboard import Child, children
from tests.demo.family import Family

from .conftest import NO_BROWSER

expect.set_options(timeout=PATIENCE_MS)

RECONNECT = """() => new Promise((again) => {
  const { connection } = document.querySelector("home-assistant").hass;
  connection.addEventListener("ready", again);
  connection.reconnect(true);
})"""
"""Lose the connection of a page, and open another one."""

DISABLED = "Le compte PRONOTE est désactivé"

WITHOUT_CHILD = "overview"
"""The only card about all children."""


@dataclass(frozen=True, slots=True)
class Cards:
    """A dashboard with a view for each card about a child, and a browser that shows it."""

    home: HomeAssistant
    child: Child
    device: str
    page: Page
    complaints: list[str]
    path: str

    async def show(self, card: str) -> Locator:
        """Show a card and return it."""
        await self.page.goto(f"{self.home.url}/{self.path}/{card}")
        found = self.page.locator(f"pronote-family-{card}")
        await expect(found.get_by_role("heading").first).to_be_visible()
        return found

    async def take_picture(self, path: Path) -> None:
        """Take a screenshot once nothing is loading."""
        await self.page.wait_for_load_state("networkidle")
        await self.page.screenshot(path=path, animations="disabled")

    async def miss_account(
        self, family: Family, card: Locator, picture: Callable[[], Awaitable[None]]
    ) -> None:
        """Disable the account for a while; a card says so within seconds, and comes back."""
        entry = family.entry["entry_id"]
        # Home Assistant logs an error for an action that is under way.
        await expect(card.locator(".waiting")).to_have_count(0)
        ask = self.home.ask
        await ask("config_entries/disable", entry_id=entry, disabled_by="user")
        try:
            await expect(card).to_contain_text(DISABLED, timeout=4000)
            await picture()
            await self.page.reload()
            await expect(card).to_contain_text(DISABLED)
        finally:
            await ask("config_entries/disable", entry_id=entry, disabled_by=None)
        await expect(card).not_to_contain_text(DISABLED)
        await expect(card.locator(".error, .waiting")).to_have_count(0)

    async def ask(self, action: str, **data: object) -> Json:
        """Perform an action of the integration, as the cards do."""
        answer = await self.home.ask(
            "call_service",
            domain="pronote",
            service=action,
            service_data=data,
            target={"device_id": self.device},
            return_response=True,
        )
        return dict(answer["response"])

    async def refresh_inbox(self) -> None:
        """Update the lists of news and discussions, even if they are recent."""
        for key in ("unread_news", "surveys_to_answer"):
            await self.home.act(
                "homeassistant.update_entity", self.child.entity("sensor", key)
            )

    async def lessons(self, first: datetime, days: int) -> list[Json]:
        """Return the lessons of some days that the cards show."""
        response = await self.ask(
            "get_timetable",
            start_date=f"{first:%Y-%m-%d}",
            end_date=f"{first + timedelta(days=days):%Y-%m-%d}",
        )
        return [
            lesson
            for lesson in response["lessons"]
            if not lesson["superseded"] and lesson["status"] != "class_council"
        ]


@asynccontextmanager
async def cards_of(
    family: Family, path: str, names: tuple[str, ...], **options: Json
) -> AsyncIterator[Cards]:
    """Show the cards of the first child, in a browser of their own.

    `options` are those of single cards, by their names.
    """
    if chromium() is None:
        pytest.skip(NO_BROWSER)
    home = family.home
    child = (await children(home, family.entry["entry_id"]))[0]
    await home.ask(
        "lovelace/dashboards/create",
        url_path=path,
        title="Cartes",
        icon="mdi:school",
        show_in_sidebar=False,
        require_admin=False,
    )
    views = [
        {
            "title": card,
            "path": card,
            "type": "panel",
            "cards": [
                {"type": f"custom:pronote-family-{card}"}
                | ({} if card == WITHOUT_CHILD else {"device": child.device})
                | options.get(card, {})
            ],
        }
        for card in names
    ]
    await home.ask("lovelace/config/save", url_path=path, config={"views": views})
    async with open_browser(home) as page:
        complaints: list[str] = []
        follow(page, complaints)
        yield Cards(home, child, child.device, page, complaints, path)


def follow(page: Page, complaints: list[str]) -> None:
    """Collect the errors of a page."""
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text)
            if message.type == "error"
            and "pronote" in f"{message.text}{message.location}"
            else None
        ),
    )
