"""Test the dashboard strategy in a browser."""

from collections.abc import AsyncIterator
from pathlib import Path

from playwright.async_api import Page, expect
import pytest

from tests.demo.api import HomeAssistant
from tests.demo.browser import PATIENCE_MS
from tests.demo.dashboard import PATH, children
from tests.demo.family import Family, add_account
from tests.e2e.accessibility import SCHEMES, illegible, use_scheme, violations
from tests.e2e.conftest import Say

FAMILY = f"{PATH}/family"
SIZES = {"phone": (390, 844), "tablet": (1024, 768), "wall": (1920, 1080)}

ALERT_TOPS = """day => [...day.shadowRoot.querySelectorAll(".alert > *")].map(
  (alert) => Math.round(alert.getBoundingClientRect().top))"""
"""The tops of the alerts of a day, in pixels."""

FIRST_PAINT = """async ([path]) => {
  history.pushState(null, "", path);
  const start = performance.now();
  window.dispatchEvent(new CustomEvent("location-changed", {detail: {replace: false}}));
  const find = (root, tag) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.localName === tag) return element;
      const found = element.shadowRoot && find(element.shadowRoot, tag);
      if (found) return found;
    }
  };
  while (!find(document, "pronote-family-day")?.shadowRoot?.querySelector(".row"))
    await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""


@pytest.fixture
async def complaints(page: Page) -> AsyncIterator[list[str]]:
    """The errors of the browser; there must be none."""
    found: list[str] = []
    page.on(
        "console",
        lambda said: found.append(said.text) if said.type == "error" else None,
    )
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert not found


async def test_the_pages_are_whole_on_every_screen(
    family: Family, page: Page, pictures: Path, complaints: list[str]
) -> None:
    before = page.viewport_size
    assert before is not None
    (first, *_) = await children(family.home, family.entry["entry_id"])
    for name, path in {"family": FAMILY, "child": first.page}.items():
        await page.goto(f"{family.home.url}/{path}")
        await expect(page.locator("hui-section").first).to_be_visible()
        for size, (width, height) in SIZES.items():
            await page.set_viewport_size({"width": width, "height": height})
            await expect(
                page.locator("pronote-family-homework h2").first
            ).to_be_visible()
            await page.wait_for_load_state("networkidle")
            await expect(page.locator("hui-error-card, hui-warning")).to_have_count(0)
            wider = await page.evaluate("document.body.scrollWidth - innerWidth")
            assert wider <= 0, (size, name)
            for scheme in SCHEMES:
                await use_scheme(page, scheme)
                where = f"{size}-{name}-{scheme}"
                await page.screenshot(path=pictures / f"10-{where}.png", full_page=True)
                assert await illegible(page, touch=size == "phone") == [], where
                assert await violations(page) == [], where
    await page.emulate_media(color_scheme="null")
    await page.set_viewport_size(before)


async def test_the_family_page_shows_each_child(
    family: Family, page: Page, complaints: list[str], say: Say
) -> None:
    await page.goto(f"{family.home.url}/profile")
    await expect(page.locator("ha-panel-profile")).to_be_visible()
    milliseconds = await page.evaluate(FIRST_PAINT, [f"/{FAMILY}"])
    for child in await children(family.home):
        heading = page.locator("hui-heading-card").filter(has_text=child.name)
        await expect(heading.first).to_be_visible()
    say("First paint of the family page", f"{milliseconds:.0f} ms")


async def test_a_tap_opens_what_a_line_tells_of(
    family: Family, page: Page, complaints: list[str]
) -> None:
    """The hours open their sensor, the bag its list."""
    (child, *_) = await children(family.home, family.entry["entry_id"])
    await page.goto(f"{family.home.url}/{child.page}")
    day = page.locator("pronote-family-day")
    await day.locator(".day button").last.click()
    await expect(page.locator("ha-more-info-dialog ha-more-info-info")).to_be_visible()
    await page.keyboard.press("Escape")
    bag = (
        day.locator("button")
        .filter(has_text="sac :")
        .or_(day.locator("button").filter(has_text="À retirer"))
    )
    await bag.first.click()
    await page.wait_for_url(f"**/todo?entity_id={child.entity('todo', 'bag')}")


@pytest.mark.parametrize("size", [(1280, 800), (360, 740)])
async def test_two_rows_of_alerts_stand_above_homework(
    family: Family,
    page: Page,
    pictures: Path,
    complaints: list[str],
    size: tuple[int, int],
) -> None:
    """Whatever the number of alerts; those side by side are one row."""
    before = page.viewport_size
    assert before is not None
    width, height = size
    await page.set_viewport_size({"width": width, "height": height})
    child = (await children(family.home, family.entry["entry_id"]))[0]
    for what in ("lesson_canceled", "test", "absence", "punishment", "observation"):
        await family.school.trigger_event(what, pupil=child.name)
    for key in ("next_lesson", "to_acknowledge", "next_test"):
        await family.home.act(
            "homeassistant.update_entity", child.entity("sensor", key)
        )
    await page.goto(f"{family.home.url}/{FAMILY}")
    days = page.locator("pronote-family-day")
    await expect(days.first.locator(".alert").first).to_be_visible()
    await page.wait_for_load_state("networkidle")
    await page.screenshot(path=pictures / f"10-alertes-{width}.png", full_page=True)
    for number in range(await days.count()):
        tops = await days.nth(number).evaluate(ALERT_TOPS)
        assert len(set(tops)) <= 2
    await page.set_viewport_size(before)


async def test_a_child_of_another_account_appears_by_itself(
    family: Family, page: Page, complaints: list[str]
) -> None:
    home: HomeAssistant = family.home
    known = len(await children(home))
    headings = page.locator("hui-heading-card")
    await page.goto(f"{home.url}/{FAMILY}")
    await expect(headings).to_have_count(known)
    entry = await add_account(home, family.school, "restricted")
    try:
        added = await children(home, entry["entry_id"])
        await expect(headings).to_have_count(
            known + len(added), timeout=2 * PATIENCE_MS
        )
    finally:
        await home.rest("DELETE", f"config/config_entries/entry/{entry['entry_id']}")
    await expect(headings).to_have_count(known)


async def test_it_is_offered_for_a_new_dashboard(
    family: Family, page: Page, complaints: list[str]
) -> None:
    await page.goto(f"{family.home.url}/config/lovelace/dashboards")
    await page.get_by_role("button", name="Ajouter").last.click()
    await expect(page.get_by_text("PRONOTE : la famille")).to_be_visible()
