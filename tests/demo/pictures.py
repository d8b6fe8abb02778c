"""Take the screenshots of the documentation in the demo, in both languages."""

import asyncio
from dataclasses import dataclass
import json
from typing import Any

from playwright.async_api import Locator, Page, ViewportSize

from .browser import open_browser
from .dashboard import PATH, children
from .family import FOLDER, Family, running_family
from .home import ROOT

IMAGES = ROOT / "docs" / "images"
LOCALES = {"en": "en-GB", "fr": "fr-FR"}
ADD = {"en": "Add integration", "fr": "Ajouter une intégration"}
SUBMIT = {"en": "Submit", "fr": "Valider"}
NAME_AND_ASSIGN = {"en": "Name and assign", "fr": "Nommer et attribuer"}
FINISH = {"en": "Skip and finish", "fr": "Ignorer et terminer"}
PIN = "1234"
DIALOG: ViewportSize = {"width": 640, "height": 720}
WALL: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 800}


@dataclass(frozen=True, slots=True)
class Photographer:
    """Takes screenshots of the demo in one language."""

    page: Page
    family: Family
    language: str

    def text(self, *keys: str) -> str:
        """Return a text of the integration."""
        path = ROOT / f"custom_components/pronote/translations/{self.language}.json"
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        for key in keys:
            found = found[key]
        return str(found)

    async def take(self, name: str, of: Locator | None = None) -> None:
        """Take a picture, of the whole page or of a part, when it has come to rest."""
        await self.page.wait_for_load_state("networkidle")
        path = IMAGES / self.language / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        await (of or self.page).screenshot(path=path, animations="disabled")

    async def titled(self, *keys: str) -> None:
        """Wait for a step of the dialog."""
        title = self.text("config", "step", *keys, "title")
        await self.page.get_by_text(title, exact=True).first.wait_for()

    async def write(self, field: str, text: str) -> None:
        """Write into a field of the dialog for QR codes."""
        label = self.text("config", "step", "qr_code", "data", field)
        found = self.page.locator("ha-selector-text").filter(
            has=self.page.get_by_text(label)
        )
        await found.locator("input, textarea").fill(text)

    async def dashboard(self) -> None:
        """Look at the dashboard: the family and a child on a wall, a child on a phone."""
        page, url = self.page, self.family.home.url
        await page.add_init_script(
            """localStorage.setItem("dockedSidebar", '"always_hidden"')"""
        )
        child = (await children(self.family.home))[0]
        for name, path, size in (
            ("family", f"{PATH}/family", WALL),
            ("child", child.page, WALL),
            ("phone", child.page, PHONE),
        ):
            await page.set_viewport_size(size)
            await page.goto(f"{url}/{path}")
            card = page.locator(
                f"pronote-family-{'homework' if name == 'family' else 'timetable'}"
            ).first
            await card.locator("h2").wait_for()
            await page.locator(".waiting").first.wait_for(state="detached")
            written = page.locator("hui-markdown-card:visible")
            for number in range(await written.count()):
                await written.nth(number).locator("p").first.wait_for()
            if name == "phone":
                await card.evaluate(
                    "card => { card.style.scrollMarginTop = '64px'; card.scrollIntoView() }"
                )
            await self.take(f"dashboard-{name}")

    async def set_up(self) -> None:
        """Add a pupil's account by QR code."""
        page, home = self.page, self.family.home
        await page.goto(f"{home.url}/config/integrations/dashboard")
        await page.get_by_role("button", name=ADD[self.language]).click()
        brands = page.locator("dialog-add-integration")
        await brands.locator("input").fill("PRONOTE")
        brand = brands.get_by_text("PRONOTE", exact=True)
        await brand.wait_for()
        await self.take("set-up-1-brand")
        await brand.click()
        way = page.get_by_text(
            self.text("config", "step", "user", "menu_options", "qr_code"), exact=True
        )
        await way.wait_for()
        await page.locator("ha-markdown p").first.wait_for()
        await self.take("set-up-2-way")
        await way.click()
        await self.titled("qr_code")
        account = self.family.school.account("pupil_2nde")
        code = await self.family.school.qr(account["username"], PIN)
        await self.write("qr_code", json.dumps(code))
        await self.write("pin", PIN)
        await self.take("set-up-3-qr-code")
        await page.get_by_role("button", name=SUBMIT[self.language]).click()
        await page.get_by_text(NAME_AND_ASSIGN[self.language], exact=True).wait_for()
        await self.take("set-up-4-name")
        await page.get_by_role("button", name=FINISH[self.language]).click()
        entries = await home.ask("config_entries/get", domain="pronote")
        newest = max(entries, key=lambda entry: float(entry["created_at"]))
        devices = await home.ask("config/device_registry/list")
        child = next(
            device
            for device in devices
            if newest["entry_id"] in device["config_entries"]
            and device["via_device_id"]
        )
        await page.goto(f"{home.url}/config/devices/device/{child['id']}")
        await page.locator("ha-device-entities-card").first.wait_for()
        await self.take("set-up-5-child")
        await home.rest("DELETE", f"config/config_entries/entry/{newest['entry_id']}")


async def main() -> None:
    """Take all pictures."""
    async with running_family(FOLDER.with_name("pictures"), port=0) as family:
        for language, locale in LOCALES.items():
            await family.home.ask("config/core/update", language=language)
            async with open_browser(family.home, locale=locale) as page:
                photographer = Photographer(page, family, language)
                await photographer.dashboard()
                await page.set_viewport_size(DIALOG)
                await photographer.set_up()


if __name__ == "__main__":
    asyncio.run(main())
