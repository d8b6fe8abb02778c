"""A browser that is signed in, with French as its language."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
import json
from pathlib import Path
import shutil
from typing import Self

from playwright.async_api import Page, async_playwright

from . import clock
from .api import HomeAssistant

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 20_000


def chromium() -> str | None:
    """Return the path of Chromium, if it is installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


@asynccontextmanager
async def open_browser(
    home: HomeAssistant, *, locale: str = "fr-FR"
) -> AsyncIterator[Page]:
    """Open a page of a browser signed in to Home Assistant."""
    tokens = home.tokens | {
        "hassUrl": home.url,
        "clientId": f"{home.url}/",
        "expires": 4_102_444_800_000,
    }
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium(), args=ARGUMENTS
        )
        context = await browser.new_context(
            locale=locale,
            timezone_id="Europe/Paris",
            viewport={"width": 1400, "height": 1000},
        )
        context.set_default_timeout(PATIENCE_MS)
        await context.add_init_script(
            f"localStorage.setItem('hassTokens', {json.dumps(json.dumps(tokens))})"
        )
        await context.add_init_script(clock.browser_script())
        yield await context.new_page()
        await browser.close()


@dataclass(frozen=True, slots=True)
class Dialog:
    """The dialog that adds an integration."""

    page: Page

    @classmethod
    async def opened(cls, page: Page, home: HomeAssistant, brand: str) -> Self:
        """Open the dialog on the page of integrations and choose a brand."""
        await page.goto(f"{home.url}/config/integrations/dashboard")
        await page.get_by_role("button", name="Ajouter une intégration").click()
        brands = page.locator("dialog-add-integration")
        await brands.locator("input").fill(brand)
        await brands.get_by_text(brand, exact=True).click()
        return cls(page)

    async def titled(self, title: str) -> None:
        """Wait until the dialog has a title."""
        await self.page.get_by_text(title, exact=True).first.wait_for()

    async def choose(self, text: str) -> None:
        """Choose from a menu or a list."""
        await self.page.get_by_text(text, exact=True).click()

    async def write(self, label: str, text: str) -> None:
        """Write into a field."""
        field = self.page.locator("ha-selector-text").filter(
            has=self.page.get_by_text(label)
        )
        await field.locator("input, textarea").fill(text)

    async def press(self, button: str) -> None:
        """Press a button."""
        await self.page.get_by_role("button", name=button).click()

    async def pick(self, letters: str, text: str) -> None:
        """Choose from a long list by searching for some letters."""
        await self.page.locator("ha-selector-select").last.click()
        choices = self.page.locator("ha-picker-combo-box")
        await choices.locator("input").fill(letters)
        await choices.get_by_text(text).first.click()

    async def give(self, file: Path) -> None:
        """Upload a file."""
        await self.page.locator("ha-selector-file input[type=file]").set_input_files(
            file
        )
