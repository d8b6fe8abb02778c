"""Test what a French family sees in its browser."""

from collections.abc import Awaitable, Callable
from datetime import datetime
import json
from pathlib import Path

from playwright.async_api import Locator, Page, expect
import pytest

from tests.demo.browser import PATIENCE_MS, Dialog
from tests.demo.dashboard import children
from tests.demo.family import Family
from tests.demo.school import first_names
from tests.demo.waiting import until
from tests.e2e.conftest import PARIS, Say
from tests.e2e.texts import error, step, text

type Picture = Callable[[str], Awaitable[None]]

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture
def picture(page: Page, pictures: Path) -> Picture:
    """Take a screenshot once nothing is loading."""

    async def take(name: str) -> None:
        await page.wait_for_load_state("networkidle")
        await page.screenshot(path=pictures / f"{name}.png", animations="disabled")

    return take


def events(page: Page) -> Locator:
    """Find the events of a calendar."""
    return (
        page.locator("ha-full-calendar").get_by_role("listitem").get_by_role("button")
    )


async def test_the_dashboard_speaks_french(
    family: Family, page: Page, picture: Picture, say: Say
) -> None:
    states = await family.home.states()
    for number, child in enumerate(await children(family.home), start=1):
        await page.goto(f"{family.home.url}/{child.page}")
        for name in ("Emploi du temps", "Devoirs", "Vie scolaire", "Menus"):
            await expect(page.get_by_text(name).first).to_be_visible()

        next_lesson = states[child.entity("sensor", "next_lesson")]["attributes"]
        # Late in the afternoon it may be a detention, which has no subject.
        subject = next_lesson["subject"] or "Retenue"
        await expect(page.get_by_text(subject).first).to_be_visible()
        items = await family.home.todo_items(child.entity("todo", "homework"))
        waiting = [item for item in items if item["status"] == "needs_action"]
        boxes = page.locator("pronote-family-homework").get_by_role("checkbox")
        await expect(boxes.first).to_be_visible()
        average = states[child.entity("sensor", "overall_average")]["state"]
        await expect(
            page.get_by_text(f"{float(average):.2f}".replace(".", ",")).first
        ).to_be_visible()
        await picture(f"1-tableau-de-bord-{number}")
        say(f"Homework of {child.name} in the browser", f"{len(waiting)} items to do")


async def test_a_wrong_address_is_explained(
    family: Family, page: Page, picture: Picture
) -> None:
    dialog = await Dialog.opened(page, family.home, "PRONOTE")
    await dialog.titled(step("user", "title"))
    await picture("2-ajouter-menu")
    await dialog.choose(step("user", "menu_options", "school"))
    await dialog.titled(step("school", "title"))
    await dialog.write(step("school", "data", "url"), f"{family.home.url}/")
    await dialog.press("Valider")
    await expect(page.get_by_text(error("not_pronote"))).to_be_visible()
    await picture("2-ajouter-mauvaise-adresse")


async def test_a_pupil_is_added_by_hand(
    family: Family, page: Page, picture: Picture, say: Say
) -> None:
    account = family.school.account("pupil")
    dialog = await Dialog.opened(page, family.home, "PRONOTE")
    await dialog.choose(step("user", "menu_options", "school"))
    await dialog.titled(step("school", "title"))
    await dialog.write(step("school", "data", "url"), f"{account['url']}?login=true")
    await picture("3-ajouter-adresse")
    await dialog.press("Valider")

    await dialog.titled(step("credentials", "title"))
    await expect(page.get_by_text(family.school.name)).to_be_visible()
    await dialog.choose(text("selector", "space", "options", "eleve"))
    await dialog.write(step("credentials", "data", "username"), account["username"])
    await dialog.write(step("credentials", "data", "password"), "pas le bon")
    await dialog.press("Valider")
    await expect(page.get_by_text(error("wrong_credentials"))).to_be_visible()
    await picture("3-ajouter-mauvais-mot-de-passe")

    await dialog.write(step("credentials", "data", "password"), account["password"])
    await dialog.press("Valider")
    await dialog.titled("Nommer et attribuer")
    await picture("3-ajouter-fini")
    await dialog.press("Ignorer et terminer")

    entries = await family.home.ask("config_entries/get", domain="pronote")
    added = next(
        entry for entry in entries if entry["entry_id"] != family.entry["entry_id"]
    )
    (child,) = await children(family.home, added["entry_id"])
    assert added["state"] == "loaded"
    assert [child.name] == first_names(account)
    say("Added by hand, with a password", added["title"])


async def test_a_pupil_ticks_homework_and_the_school_knows(
    family: Family, page: Page, picture: Picture, say: Say
) -> None:
    entries = await family.home.ask("config_entries/get", domain="pronote")
    added = next(
        entry for entry in entries if entry["entry_id"] != family.entry["entry_id"]
    )
    (child,) = await children(family.home, added["entry_id"])
    todo = child.entity("todo", "homework")

    async def done() -> int:
        items = await family.home.todo_items(todo)
        return sum(item["status"] == "completed" for item in items)

    before = await done()
    await family.school.reset_request_log()

    await page.goto(f"{family.home.url}/todo?entity_id={todo}")
    box = page.locator("ha-check-list-item ha-checkbox").first
    await box.click()

    async def ticked() -> bool:
        return await done() == before + 1

    await until(ticked, "the tick")
    await picture("4-travail-a-faire")
    requests = (await family.school.request_log())["requests"]
    await family.home.reload(added)
    assert await ticked(), "The school has forgotten the tick"
    say("A pupil's tick", ", ".join(requests))


async def test_a_second_pupil_is_added_with_a_qr_code(
    family: Family, page: Page, picture: Picture, say: Say
) -> None:
    account = family.school.account("pupil_2nde")
    code = await family.school.qr(account["username"], "1234")
    dialog = await Dialog.opened(page, family.home, "PRONOTE")
    await dialog.choose(step("user", "menu_options", "qr_code"))
    await dialog.titled(step("qr_code", "title"))
    await dialog.write(step("qr_code", "data", "qr_code"), json.dumps(code))
    await dialog.write(step("qr_code", "data", "pin"), "4321")
    await dialog.press("Valider")
    await expect(page.get_by_text(error("qr_code_pin"))).to_be_visible()
    await picture("5-qr-code-mauvais-chiffres")

    await dialog.write(step("qr_code", "data", "pin"), "1234")
    await dialog.press("Valider")
    await dialog.titled("Nommer et attribuer")
    await dialog.press("Ignorer et terminer")
    entries = await family.home.ask("config_entries/get", domain="pronote")
    assert [entry["state"] for entry in entries] == ["loaded"] * 3
    say("Added by hand, with a QR code", account["pupils"][0])


async def test_a_canceled_lesson_is_seen(
    family: Family, page: Page, picture: Picture, say: Say
) -> None:
    child = (await children(family.home, family.entry["entry_id"]))[1]
    sensor = child.entity("sensor", "next_lesson")
    before = (await family.home.states())[sensor]
    await page.goto(f"{family.home.url}/{child.page}")
    canceled = page.locator("pronote-family-timetable").get_by_text("annulé")
    await expect(page.locator("pronote-family-timetable h2")).to_be_visible()
    await picture("6-avant")
    seen = await canceled.count()

    await family.school.trigger_event("lesson_canceled", pupil=child.name)
    await family.home.act("homeassistant.update_entity", sensor)

    await expect(canceled).to_have_count(seen + 1)
    await picture("6-apres")
    start = datetime.fromisoformat(before["state"]).astimezone(PARIS)
    say("Seen in the browser", f"{start:%d/%m %H:%M} canceled")


async def test_the_pages_of_the_integration(
    family: Family, page: Page, picture: Picture
) -> None:
    await page.goto(f"{family.home.url}/config/integrations/integration/pronote")
    await expect(page.get_by_text(family.entry["title"])).to_be_visible()
    await picture("7-integration")
    for device in await family.home.ask("config/device_registry/list"):
        if device["name"] in first_names(family.school.account("parent")):
            await page.goto(f"{family.home.url}/config/devices/device/{device['id']}")
            await expect(page.get_by_text("Prochain cours").first).to_be_visible()
            await picture("7-appareil")
            break
    await page.goto(f"{family.home.url}/calendar")
    await expect(events(page).first).to_be_visible()
    await picture("8-calendrier")
