"""Count the clicks of a parent, from an empty Home Assistant to an account and its dashboard."""

import json
from pathlib import Path
import re

from playwright.async_api import Page, expect
import pytest
import segno

from tests.demo.browser import Dialog
from tests.demo.family import Family
from tests.demo.home import ROOT
from tests.e2e.conftest import Say
from tests.e2e.texts import step

PIN = "1234"
COUNT = """if (window.clicks === undefined) {
  window.clicks = 0;
  addEventListener("pointerdown", event => { if (event.isTrusted) window.clicks += 1 }, true);
}"""
SAID = {
    "README.md": (
        re.compile(r"(\d+) clicks and four digits"),
        re.compile(r"set up in (\d+) clicks"),
    ),
    "README.fr.md": (
        re.compile(r"(\d+) clics et quatre chiffres"),
        re.compile(r"en (\d+) clics"),
    ),
}
"""How many clicks each language names: for an account, and for its dashboard."""


@pytest.fixture
async def counting(page: Page, family: Family) -> Page:
    """A page that counts the presses of its user; no account was added yet."""
    for entry in await family.home.ask("config_entries/get", domain="pronote"):
        address = f"config/config_entries/entry/{entry['entry_id']}"
        await family.home.rest("DELETE", address)
    await page.add_init_script(COUNT)
    return page


async def test_the_clicks_that_the_readme_counts(
    family: Family, counting: Page, tmp_path: Path, say: Say
) -> None:
    """A parent of two children, with a picture of the QR code."""
    page, school = counting, family.school
    code = await school.qr(school.account("parent")["username"], PIN)
    picture = tmp_path / "code.png"
    segno.make(json.dumps(code), error="m", micro=False).save(
        str(picture), scale=6, border=4
    )
    dialog = await Dialog.opened(page, family.home, "PRONOTE")
    await dialog.choose(step("user", "menu_options", "qr_code"))
    await dialog.titled(step("qr_code", "title"))
    async with page.expect_file_chooser() as chooser:
        await page.locator(
            "ha-selector-file ha-button, ha-selector-file label"
        ).first.click()
    await (await chooser.value).set_files(picture)
    pin = page.locator("ha-selector-text").filter(
        has=page.get_by_text(step("qr_code", "data", "pin"))
    )
    await pin.locator("input").click()
    await page.keyboard.type(PIN)
    await dialog.press("Valider")
    await dialog.titled(step("followed", "title"))
    await dialog.press("Valider")
    await dialog.titled("Nommer et attribuer")
    await dialog.press("Ignorer et terminer")
    await expect(page.locator("dialog-config-flow ha-dialog[open]")).to_have_count(0)
    clicks = await page.evaluate("window.clicks")
    [entry] = await family.home.ask("config_entries/get", domain="pronote")
    assert entry["state"] in ("loaded", "setup_in_progress")
    say("Clicks from an empty Home Assistant to an account", clicks)
    assert said(0) == {clicks}


async def test_the_clicks_to_a_dashboard(
    family: Family, counting: Page, say: Say
) -> None:
    """From the page of dashboards."""
    page, home = counting, family.home
    await page.goto(f"{home.url}/config/lovelace/dashboards")
    await page.get_by_role("button", name="Ajouter").last.click()
    await page.get_by_text("PRONOTE : la famille").click()
    known = {one["id"] for one in await home.ask("lovelace/dashboards/list")}
    await page.get_by_role("button", name="Créer").click()
    await page.get_by_role("button", name="Créer").wait_for(state="detached")
    clicks = await page.evaluate("window.clicks")
    for one in await home.ask("lovelace/dashboards/list"):
        if one["id"] not in known:
            await home.ask("lovelace/dashboards/delete", dashboard_id=one["id"])
            break
    else:
        pytest.fail("no dashboard was made")
    say("Clicks from the page of dashboards to ours", clicks)
    assert said(1) == {clicks}


def said(number: int) -> set[int]:
    """Return what the pages of both languages say."""
    return {
        int(count)
        for name, patterns in SAID.items()
        for count in patterns[number].findall((ROOT / name).read_text(encoding="utf-8"))
    }
