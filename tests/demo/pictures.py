"""Take the screenshots and the tour of the documentation in the demo, in both languages."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
import json
from typing import Any

from playwright.async_api import Page, ViewportSize, expect

from . import clock
from .browser import open_browser
from .dashboard import PATH, children
from .family import FOLDER, Family, running_family
from .home import ROOT
from .tour import Tour

MOMENT = "2026-11-24 17:40"
"""A Tuesday after school."""
IMAGES = ROOT / "docs" / "images"
LOCALES = {"en": "en-GB", "fr": "fr-FR"}
ADD = {"en": "Add integration", "fr": "Ajouter une intégration"}
SUBMIT = {"en": "Submit", "fr": "Valider"}
NAME_AND_ASSIGN = {"en": "Name and assign", "fr": "Nommer et attribuer"}
CONTENTS = {"en": "Show what was done", "fr": "Voir le contenu du cours"}
ADD_NOTIFICATION = {"en": "Add notification", "fr": "Ajouter une notification"}
FINISH = {"en": "Skip and finish", "fr": "Ignorer et terminer"}
PIN = "1234"
DIALOG: ViewportSize = {"width": 640, "height": 720}
WALL: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 800}
SCREEN: ViewportSize = {"width": 1280, "height": 800}
CAPTIONS = {
    "en": {
        "set-up-1-brand": "Add the PRONOTE integration",
        "set-up-2-way": "Choose how to log in: a QR code is enough",
        "set-up-3-qr-code": "Upload a picture of the code, and enter its four digits",
        "set-up-4-name": "Each child becomes a device of Home Assistant",
        "set-up-5-child": "with sensors, calendars, to-do lists and events",
        "family": "The dashboard is automatic: what tomorrow brings for each child",
        "child": "Each child has a page: timetable, homework, grades, menus",
        "lesson": "Tap a lesson to see its contents and its homework",
        "grades": "All grades of a subject, and their effect on the average",
        "canceled": "A lesson is canceled: the hours and the wake-up follow",
        "notification": "Choose what to be notified about, and on which phones",
    },
    "fr": {
        "set-up-1-brand": "Ajoutez l’intégration PRONOTE",
        "set-up-2-way": "Choisissez comment vous connecter : un QR code suffit",
        "set-up-3-qr-code": "Donnez une image du code et ses quatre chiffres",
        "set-up-4-name": "Chaque enfant devient un appareil de Home Assistant",
        "set-up-5-child": "avec ses capteurs, calendriers, listes et événements",
        "family": "Le tableau de bord se crée tout seul : la journée de demain",
        "child": "Chaque enfant a sa page : emploi du temps, devoirs, notes, menus",
        "lesson": "Touchez un cours pour voir son contenu et ses devoirs",
        "grades": "Toutes les notes d’une matière, et leur effet sur la moyenne",
        "canceled": "Un cours est annulé : les heures et le réveil suivent",
        "notification": "Choisissez de quoi être prévenu, et sur quels téléphones",
    },
}
"""What each frame of the tour shows."""

type Look = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Photographer:
    """Takes screenshots of the demo in one language."""

    page: Page
    family: Family
    language: str

    def text(self, *keys: str) -> str:
        """Return a translated text of the integration."""
        path = ROOT / f"custom_components/pronote/translations/{self.language}.json"
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        for key in keys:
            found = found[key]
        return str(found)

    async def take(self, name: str) -> None:
        """Take a screenshot of the page, once nothing is loading."""
        await self.page.wait_for_load_state("networkidle")
        path = IMAGES / self.language / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=path, animations="disabled")

    async def titled(self, *keys: str) -> None:
        """Wait until a step of the dialog is shown."""
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
        """Take the dashboard: the family and a child on a tablet, a child on a phone."""
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
            await self.shown()
            if name == "phone":
                card = page.locator("pronote-family-timetable").first
                await card.evaluate(
                    "card => { card.style.scrollMarginTop = '64px'; card.scrollIntoView() }"
                )
            await self.take(f"dashboard-{name}")

    async def shown(self) -> None:
        """Wait until all cards of the dashboard are shown."""
        await self.page.locator("pronote-family-homework h2").first.wait_for()
        await self.page.locator(".waiting").first.wait_for(state="detached")
        texts = self.page.locator("hui-markdown-card:visible")
        for number in range(await texts.count()):
            await texts.nth(number).locator("p").first.wait_for()

    async def set_up(self, look: Look) -> None:
        """Add a pupil's account by QR code, look at each step, and remove it."""
        page, home = self.page, self.family.home
        await page.goto(f"{home.url}/config/integrations/dashboard")
        await page.get_by_role("button", name=ADD[self.language]).click()
        brands = page.locator("dialog-add-integration")
        await brands.locator("input").fill("PRONOTE")
        brand = brands.get_by_text("PRONOTE", exact=True)
        await brand.wait_for()
        await look("set-up-1-brand")
        await brand.click()
        way = page.get_by_text(
            self.text("config", "step", "user", "menu_options", "qr_code"), exact=True
        )
        await way.wait_for()
        await page.locator("ha-markdown p").first.wait_for()
        await look("set-up-2-way")
        await way.click()
        await self.titled("qr_code")
        account = self.family.school.account("pupil_2nde")
        code = await self.family.school.qr(account["username"], PIN)
        await self.write("qr_code", json.dumps(code))
        await self.write("pin", PIN)
        await look("set-up-3-qr-code")
        await page.get_by_role("button", name=SUBMIT[self.language]).click()
        await page.get_by_text(NAME_AND_ASSIGN[self.language], exact=True).wait_for()
        await look("set-up-4-name")
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
        await look("set-up-5-child")
        await home.rest("DELETE", f"config/config_entries/entry/{newest['entry_id']}")

    async def open_contents(self) -> None:
        """Open the first lesson of the week that shows what was done in it."""
        lessons = self.page.locator("pronote-family-timetable button.lesson")
        contents = self.page.get_by_role("button", name=CONTENTS[self.language])
        for number in range(await lessons.count()):
            await lessons.nth(number).click()
            if await contents.is_visible():
                await contents.click()
                await contents.wait_for(state="detached")
                return
            await self.page.keyboard.press("Escape")
        raise AssertionError("no lesson of this week has contents")

    async def tour(self) -> None:
        """Take the animated picture: the set-up, the dashboard, a change, a notification."""
        page, home = self.page, self.family.home
        tour = Tour(page)
        captions = CAPTIONS[self.language]

        async def look(name: str) -> None:
            await tour.show(captions[name])

        await self.set_up(look)
        child = (await children(home))[0]
        await page.goto(f"{home.url}/{PATH}/family")
        await self.shown()
        await look("family")
        await page.goto(f"{home.url}/{child.page}")
        await self.shown()
        await look("child")
        await self.open_contents()
        await look("lesson")
        await page.keyboard.press("Escape")
        subject = page.locator("pronote-family-grades button.subject").first
        await subject.scroll_into_view_if_needed()
        await subject.click()
        await look("grades")
        await page.keyboard.press("Escape")
        await self.family.school.trigger_event("lesson_canceled", pupil=child.name)
        await home.act(
            "homeassistant.update_entity", child.entity("sensor", "next_lesson")
        )
        await page.goto(f"{home.url}/{PATH}/family")
        await self.shown()
        await expect(page.locator("pronote-family-day .alert").first).to_be_visible()
        await look("canceled")
        await page.goto(f"{home.url}/config/integrations/integration/pronote")
        await page.get_by_role("button", name=ADD_NOTIFICATION[self.language]).click()
        await page.locator("dialog-data-entry-flow ha-form").wait_for()
        await look("notification")
        tour.save(IMAGES / self.language / "tour.webp")


async def main() -> None:
    """Take all screenshots."""
    clock.move_to(MOMENT)
    async with running_family(FOLDER.with_name("pictures"), port=0) as family:
        for language, locale in LOCALES.items():
            await family.home.ask("config/core/update", language=language)
            async with open_browser(family.home, locale=locale) as page:
                photographer = Photographer(page, family, language)
                await photographer.dashboard()
                await page.set_viewport_size(DIALOG)
                await photographer.set_up(photographer.take)
                await page.set_viewport_size(SCREEN)
                await photographer.tour()


if __name__ == "__main__":
    asyncio.run(main())
