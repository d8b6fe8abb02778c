"""Test every login method in a browser, from the menu to a loaded account."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
import json
from pathlib import Path
from typing import Any

from playwright.async_api import Page, expect
import pytest
import segno

from tests.demo.api import Json
from tests.demo.browser import Dialog
from tests.demo.family import Family
from tests.demo.waiting import until
from tests.e2e.conftest import Say
from tests.e2e.texts import error, step, text
from tests.school import AccountDetails, Options, School
from tests.school.portals import Portal, PortalAccount, Ports, running_portal
from tests.school.portals.registry import DEMONSTRATION, UNLISTED_HOST

PIN = "1234"
DEMONSTRATOR = ("demonstration", "pronotevs")

type Account = AccountDetails | PortalAccount


@dataclass(frozen=True, slots=True)
class Parent:
    """The user of the browser."""

    page: Page
    family: Family
    portal: Portal
    pictures: Path
    say: Say
    way: str

    async def picture(self, name: str) -> None:
        """Take a screenshot once nothing is loading."""
        await self.page.wait_for_load_state("networkidle")
        path = self.pictures / f"9-{self.way}-{name}.png"
        await self.page.screenshot(path=path, animations="disabled")

    async def chooses(self, way: str) -> Dialog:
        """Choose in the first menu."""
        dialog = await Dialog.opened(self.page, self.family.home, "PRONOTE")
        await dialog.choose(step("user", "menu_options", way))
        return dialog

    async def types_the_address(self) -> Dialog:
        dialog = await self.chooses("school")
        await dialog.titled(step("school", "title"))
        await dialog.write(step("school", "data", "url"), self.portal.school.url)
        await self.picture("adresse")
        await dialog.press("Valider")
        return dialog

    async def types_the_password(
        self, dialog: Dialog, form: str, account: Account, password: str | None = None
    ) -> None:
        await dialog.titled(step(form, "title"))
        space = account.url.rpartition("/")[2].removesuffix(".html")
        await dialog.choose(text("selector", "space", "options", space))
        await dialog.write(step(form, "data", "username"), account.username)
        await dialog.write(step(form, "data", "password"), password or account.password)
        await self.picture(form)
        await dialog.press("Valider")

    async def arrives(self, dialog: Dialog) -> Json:
        """Wait until the account is loaded; follow all children if there are several."""
        children = self.page.get_by_text(step("followed", "title"), exact=True)
        named = self.page.get_by_text("Nommer et attribuer")
        await children.or_(named).first.wait_for()
        if await children.is_visible():
            await self.picture("enfants")
            await dialog.press("Valider")
        await dialog.titled("Nommer et attribuer")
        await self.picture("fini")
        await dialog.press("Ignorer et terminer")
        entry = (await self.entries())[-1]
        assert entry["state"] == "loaded"
        self.say(f"In the browser: {self.way}", entry["title"])
        return entry

    async def lives(self) -> bool:
        """Return whether the newest account is loaded: it is reloaded after the dialog."""
        return bool((await self.entries())[-1]["state"] == "loaded")

    async def entries(self) -> list[Json]:
        """The accounts, the newest last."""
        entries = await self.family.home.ask("config_entries/get", domain="pronote")
        return sorted(entries, key=lambda entry: float(entry["created_at"]))


type Before = Callable[..., AbstractAsyncContextManager[Parent]]


@pytest.fixture
def before(
    page: Page,
    family: Family,
    pictures: Path,
    ports: Ports,
    secrets: set[str],
    say: Say,
) -> Before:
    """Return a parent in front of a portal; added accounts are removed at the end."""

    @asynccontextmanager
    async def stand(way: str, key: str = "none", **other: Any) -> AsyncIterator[Parent]:
        school = School(Options())
        async with running_portal(key, school=school, ports=ports, **other) as portal:
            parent = Parent(page, family, portal, pictures, say, way)
            known = {entry["entry_id"] for entry in await parent.entries()}
            try:
                yield parent
            finally:
                secrets.update(portal.secrets)
                for entry in await parent.entries():
                    if entry["entry_id"] not in known:
                        address = f"config/config_entries/entry/{entry['entry_id']}"
                        await family.home.rest("DELETE", address)

    return stand


async def test_a_picture_of_a_qr_code(before: Before, tmp_path: Path) -> None:
    async with before("image-de-qr-code") as parent:
        school = parent.portal.school
        code = json.dumps(school.qr(school.account("parent").username, PIN))
        picture = tmp_path / "capture.png"
        segno.make(code, error="m", micro=False).save(str(picture), scale=6, border=4)
        dialog = await parent.chooses("qr_code")
        await dialog.titled(step("qr_code", "title"))
        await parent.picture("vide")
        await dialog.give(picture)
        await dialog.write(step("qr_code", "data", "pin"), PIN)
        await parent.picture("rempli")
        await dialog.press("Valider")
        await parent.arrives(dialog)


async def test_a_portal_that_asks_which_school(before: Before) -> None:
    async with before("portail-choix", "hdf", account_choice=True) as parent:
        account = parent.portal.account("parent")
        dialog = await parent.types_the_address()
        await parent.types_the_password(dialog, "portal_login", account, "pas le bon")
        await expect(
            parent.page.get_by_text(error_of("portal_credentials"))
        ).to_be_visible()
        await parent.picture("mauvais-mot-de-passe")
        await dialog.write(step("portal_login", "data", "password"), account.password)
        await dialog.press("Valider")
        await dialog.titled(step("portal_choice", "title"))
        await dialog.choose(parent.portal.school.model.name)
        await parent.picture("question")
        await dialog.press("Valider")
        await parent.arrives(dialog)
        assert parent.portal.attempts(account.username) == 2


async def test_a_portal_that_sends_a_code(before: Before) -> None:
    async with before("portail-code", "iledefrance", mail_code=True) as parent:
        account = parent.portal.account("parent")
        dialog = await parent.types_the_address()
        await parent.types_the_password(dialog, "portal_login", account)
        await dialog.titled(step("portal_code", "title"))
        await dialog.write(step("portal_code", "data", "code"), account.code)
        await parent.picture("code")
        await dialog.press("Valider")
        await parent.arrives(dialog)


async def test_a_portal_of_the_list(before: Before) -> None:
    """The school redirects to an unknown portal."""
    async with before("portail-liste", "hdf") as parent:
        school = parent.portal.school
        school.options = replace(
            school.options, portal_url=f"https://{UNLISTED_HOST}/choix"
        )
        dialog = await parent.types_the_address()
        await dialog.titled(step("portal", "title"))
        await parent.picture("menu")
        await dialog.choose(step("portal", "menu_options", "portal_list"))
        await dialog.titled(step("portal_list", "title"))
        await dialog.pick("Hauts-de-France", "ENT Hauts-de-France")
        await parent.picture("choisi")
        await dialog.press("Valider")
        account = parent.portal.account("parent")
        await parent.types_the_password(dialog, "portal_login", account)
        await parent.arrives(dialog)


async def test_a_school_nearby(before: Before) -> None:
    async with before("pres-d-ici") as parent:
        school = parent.portal.school
        dialog = await parent.chooses("nearby")
        await dialog.titled(step("nearby", "title"))
        await dialog.pick(school.model.name[:8], school.model.name)
        await parent.picture("choisi")
        await dialog.press("Valider")
        await parent.types_the_password(dialog, "credentials", school.account("parent"))
        await parent.arrives(dialog)


async def test_the_demonstration(before: Before) -> None:
    async with before("demonstration") as parent:
        school = parent.portal.school
        school.origin = f"https://{DEMONSTRATION}"
        account = school.model.account("parent")
        account.username, account.password = DEMONSTRATOR
        dialog = await parent.chooses("demonstration")
        await dialog.titled(step("demonstration", "title"))
        await dialog.choose(text("selector", "space", "options", "parent"))
        await parent.picture("espace")
        await dialog.press("Valider")
        await parent.arrives(dialog)


async def test_an_account_with_a_pin(before: Before) -> None:
    async with before("code-pin") as parent:
        account = parent.portal.school.account("pin")
        assert account.pin
        dialog = await parent.types_the_address()
        await parent.types_the_password(dialog, "credentials", account)
        await dialog.titled(step("security", "title"))
        await dialog.write(step("security", "data", "pin"), account.pin)
        await parent.picture("pin")
        await dialog.press("Valider")
        await parent.arrives(dialog)


async def test_an_access_repaired_and_moved_to_another_door(before: Before) -> None:
    """Through the portal, again when the school has forgotten the token, then by QR code."""
    async with before("reparer", "hdf") as parent:
        school, home = parent.portal.school, parent.family.home
        account = parent.portal.account("parent")
        dialog = await parent.types_the_address()
        await parent.types_the_password(dialog, "portal_login", account)
        entry = await parent.arrives(dialog)

        school.access.tokens.clear()
        await home.reload(entry)
        # The last data is shown, and a dialog asks for a new access.
        assert (await parent.entries())[-1]["state"] == "loaded"
        await parent.page.goto(f"{home.url}/config/integrations/dashboard")
        await parent.picture("demande")
        await parent.page.get_by_role("button", name="Reconfigurer").first.click()
        await dialog.titled(step("reauth_confirm", "title"))
        await parent.picture("menu")
        await dialog.choose(step("reauth_confirm", "menu_options", "password"))
        await dialog.titled(step("portal_login", "title"))
        await dialog.write(step("portal_login", "data", "username"), account.username)
        await dialog.write(step("portal_login", "data", "password"), account.password)
        await parent.picture("portail")
        await dialog.press("Valider")
        await dialog.titled(text("config", "abort", "reauth_successful"))
        await parent.picture("repare")
        await until(parent.lives, "the account to live again")

        await parent.page.goto(f"{home.url}/config/integrations/integration/pronote")
        row = parent.page.locator("ha-config-entry-row").filter(has_text=entry["title"])
        await row.last.get_by_label("Menu").first.click()
        await parent.picture("menu-de-l-entree")
        await parent.page.locator("ha-dropdown-item[value=reconfigure]:visible").click()
        await dialog.titled(step("reconfigure", "title"))
        await parent.picture("autre-porte")
        await dialog.choose(step("reconfigure", "menu_options", "qr_code"))
        await dialog.titled(step("qr_code", "title"))
        code = json.dumps(school.qr(school.account("parent").username, PIN))
        await dialog.write(step("qr_code", "data", "qr_code"), code)
        await dialog.write(step("qr_code", "data", "pin"), PIN)
        await dialog.press("Valider")

        await dialog.titled(text("config", "abort", "reconfigure_successful"))
        await parent.picture("autre-porte-fini")
        await until(parent.lives, "the account to live again")


def error_of(key: str) -> str:
    """What an error says after the name of the portal."""
    return error(key).replace("{portal} ", "")
