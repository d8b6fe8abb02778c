"""Test the cards of the integration in a browser, in French."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.async_api import expect
import pytest

from tests.demo.api import Json
from tests.demo.browser import open_browser
from tests.demo.family import Family
from tests.demo.waiting import until
from tests.e2e.card_views import RECONNECT, Cards, cards_of
from tests.e2e.conftest import Say

PATH = "pronote-cartes"
CARDS = (
    "overview",
    "timetable",
    "homework",
    "grades",
    "menu",
    "changes",
)
MODULE = "pronote_frontend"

type Picture = Callable[[str], Awaitable[None]]


@pytest.fixture(scope="module")
async def cards(family: Family) -> AsyncIterator[Cards]:
    """The cards of the first child."""
    async with cards_of(family, PATH, CARDS) as shown:
        yield shown


@pytest.fixture
def picture(cards: Cards, pictures: Path) -> Picture:
    """Take a screenshot once nothing is loading."""
    return lambda name: cards.take_picture(pictures / f"{name}.png")


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def days_attended(lessons: list[Json]) -> list[tuple[str, datetime]]:
    """Return the days with lessons to attend, and when the last of each ends."""
    ends: dict[str, datetime] = {}
    for lesson in lessons:
        if lesson["attended"]:
            day, end = lesson["start"][:10], instant(lesson["end"])
            ends[day] = max(end, ends.get(day, end))
    return sorted(ends.items())


async def test_a_week_and_the_one_after(
    cards: Cards, picture: Picture, say: Say
) -> None:
    card = await cards.show("timetable")
    blocks = card.locator("button.lesson")
    await expect(blocks.first).to_be_visible()
    ahead = days_attended(await cards.lessons(datetime.now().astimezone(), 13))
    first = instant(ahead[0][0])
    monday = first - timedelta(days=first.weekday())
    await expect(blocks).to_have_count(len(await cards.lessons(monday, 6)))
    await picture("9-carte-semaine")

    week = card.locator(".weeks .which")
    shown = await week.inner_text()
    await card.get_by_role("button", name="Semaine suivante").click()
    await expect(week).not_to_have_text(shown)
    after = await cards.lessons(monday + timedelta(days=7), 6)
    await expect(blocks).to_have_count(len(after))
    await card.get_by_title("Cette semaine").click()
    await expect(week).to_contain_text(shown)

    await blocks.first.click()
    details = card.get_by_role("dialog")
    await expect(details).to_be_visible()
    await cards.page.keyboard.press("Escape")
    await expect(details).to_have_count(0)
    say("Lessons of the week card", await blocks.count())


async def test_homework_is_ticked(cards: Cards, picture: Picture) -> None:
    card = await cards.show("homework")
    list_ = cards.child.entity("todo", "homework")
    works = card.locator("li.work")
    await expect(works.first).to_be_visible()
    await picture("9-carte-travail")

    async def open_ones() -> int:
        items = await cards.home.todo_items(list_)
        return sum(item["status"] == "needs_action" for item in items)

    before = await open_ones()
    ticked = works.filter(has=cards.page.locator("input:not(:checked)")).last
    await ticked.get_by_role("checkbox").check()

    async def is_known() -> bool:
        return await open_ones() == before - 1

    await until(is_known, "the tick")
    await expect(card.get_by_role("alert")).to_have_count(0)


async def test_a_file_opens(cards: Cards) -> None:
    card = await cards.show("homework")
    file = card.locator("a[href^='/api/pronote/files/']", has_text=".png").first
    async with cards.page.expect_popup() as popup:
        await file.click()
    opened = await popup.value
    async with cards.home.session.get(opened.url) as response:
        assert (response.status, response.content_type) == (200, "image/png")
    await opened.close()


async def test_grades_menus_and_what_changed(
    family: Family, cards: Cards, picture: Picture
) -> None:
    card = await cards.show("grades")
    book = await cards.ask("get_grades")
    overall = f"{book['overall_average']:.2f}".replace(".", ",")
    await expect(card.get_by_text(overall, exact=True)).to_be_visible()
    await expect(card.locator("svg.spark").first).to_be_visible()
    await picture("9-carte-notes")
    periods = card.get_by_label("Période")
    other = book["periods"][-1]["name"]
    await periods.select_option(other)
    await expect(card.locator("section, .empty").first).to_contain_text(other)
    await periods.select_option(book["period"])
    await expect(card.get_by_text(overall, exact=True)).to_be_visible()

    card = await cards.show("menu")
    await expect(card.locator(".day, .empty:not(.waiting)").first).to_be_visible()
    await picture("9-carte-menus")

    card = await cards.show("changes")
    await expect(card.locator("li, .empty:not(.waiting)").first).to_be_visible()
    await family.school.trigger_event("grade", pupil=cards.child.name)
    await cards.home.act(
        "homeassistant.update_entity", cards.child.entity("sensor", "last_grade")
    )
    await expect(card.get_by_text("Nouvelle note").first).to_be_visible()
    await picture("9-carte-quoi-de-neuf")


async def test_a_canceled_lesson_appears_by_itself(
    family: Family, cards: Cards, picture: Picture
) -> None:
    card = await cards.show("timetable")
    missed = card.locator("button.lesson.not-held")
    await expect(card.locator("button.lesson").first).to_be_visible()
    before = await missed.count()
    # What the card had subscribed to is gone with the former account.
    await cards.home.reload(family.entry)
    await family.school.trigger_event("lesson_canceled", pupil=cards.child.name)
    await cards.home.act(
        "homeassistant.update_entity", cards.child.entity("sensor", "next_lesson")
    )
    await expect(missed).to_have_count(before + 1)
    await picture("9-carte-cours-annule")


async def test_a_canceled_lesson_of_the_next_days_is_reported_to_the_family(
    family: Family, cards: Cards, picture: Picture
) -> None:
    card = await cards.show("overview")
    lessons = card.locator("li.child", has_text=cards.child.name).locator(".not-held")
    await expect(card.locator(".waiting")).to_have_count(0)
    before = await lessons.count()
    # What was subscribed to is gone with the connection, as when Home Assistant restarts.
    await cards.page.evaluate(RECONNECT)
    await family.school.trigger_event("lesson_canceled", pupil=cards.child.name)
    await cards.home.act(
        "homeassistant.update_entity", cards.child.entity("sensor", "next_lesson")
    )
    await expect(lessons).to_have_count(before + 1)
    await picture("9-carte-journee-de-la-famille")


async def test_the_editor_answers(cards: Cards, picture: Picture) -> None:
    page = cards.page
    await page.goto(f"{cards.home.url}/{PATH}/menu?edit=1")
    await page.get_by_text("Modifier", exact=True).click()
    dialog = page.locator("hui-dialog-edit-card")
    await dialog.locator("ha-selector-text input").fill("À table")
    await expect(dialog.get_by_role("heading", name="À table")).to_be_visible()
    await picture("9-carte-editeur")
    await page.get_by_role("button", name="Enregistrer").click()

    async def saved() -> Any:
        config = await cards.home.ask("lovelace/config", url_path=PATH)
        return "À table" in str(config)

    await until(saved, "the new title")


async def test_a_new_card_asks_which_child_it_is_about(
    cards: Cards, pictures: Path
) -> None:
    """In a home of several children; the sample in the picker shows one."""
    home = cards.home
    config = await home.ask("lovelace/config", url_path=PATH)
    config["views"].append({"title": "Neuve", "path": "neuve", "cards": []})
    await home.ask("lovelace/config/save", url_path=PATH, config=config)
    # Home Assistant's own samples load pictures from elsewhere.
    async with open_browser(home) as page:
        await page.goto(f"{home.url}/{PATH}/neuve?edit=1")
        await page.get_by_role("button", name="Ajouter une carte").last.click()
        await page.get_by_text("Par carte", exact=True).click()
        picker = page.locator("hui-card-picker")
        await picker.locator("input").first.fill("sac d’école")
        sample = picker.locator("pronote-family-bag")
        await expect(sample.locator("h2")).to_contain_text("Sac – ")
        await page.screenshot(path=pictures / "9-carte-choisir.png")
        await picker.locator(".card", has=page.locator("pronote-family-bag")).click()
        shown = page.locator("hui-dialog-edit-card pronote-family-bag")
        await expect(shown).to_contain_text("Choisissez un enfant")
        form = page.locator("hui-dialog-edit-card ha-form")
        await expect(form.locator("ha-selector-device")).to_contain_text("Enfant")
        await page.screenshot(path=pictures / "9-carte-quel-enfant.png")


async def test_the_day_turns_when_classes_are_over(cards: Cards, say: Say) -> None:
    """On a phone, with the clock of its browser set to the end of a school day."""
    lessons = await cards.lessons(datetime.now().astimezone(), 13)
    (day, end), (next_day, _), *_ = days_attended(lessons)
    async with open_browser(cards.home) as phone:
        await phone.set_viewport_size({"width": 390, "height": 844})
        await phone.clock.install(time=end - timedelta(minutes=2))
        await phone.goto(f"{cards.home.url}/{PATH}/timetable")
        chosen = phone.locator(".strip button[aria-pressed=true] b")
        await expect(chosen).to_have_text(str(instant(day).day))
        await phone.clock.fast_forward("03:00")
        await expect(chosen).to_have_text(str(instant(next_day).day))
    say("The phone turned", f"from {day} to {next_day}")


async def test_nobody_complained(cards: Cards) -> None:
    assert not cards.complaints
    loaded = await cards.page.evaluate(
        "performance.getEntriesByType('resource').map(entry => entry.name)"
    )
    assert any(MODULE in name for name in loaded)
    assert all(name.startswith(cards.home.url) for name in loaded if "http" in name)
