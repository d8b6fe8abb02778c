"""Test with axe-core that every card is accessible, in light and dark."""

from collections.abc import AsyncIterator

from playwright.async_api import expect
import pytest

from tests.demo.family import Family
from tests.e2e.accessibility import SCHEMES, use_scheme, violations
from tests.e2e.card_views import Cards, cards_of

PATH = "pronote-cartes-accessibles"
ASKED = ("skills", "report-card")
"""What is requested once somebody asks for it."""
CARDS = (
    "overview",
    "day",
    "timetable",
    "homework",
    "grades",
    "menu",
    "changes",
    "inbox",
    "documents",
    "school-life",
    "bag",
    *ASKED,
)
OPENS = {
    "timetable": "button.lesson",
    "grades": "button.subject",
    "school-life": "li.row .act, .card-head .act",
    "changes": "li button",
    "inbox": ".items button.row",
    "report-card": ".act.main",
}
"""What opens a dialog of a card, or an item in it."""


@pytest.fixture(scope="module")
async def cards(family: Family) -> AsyncIterator[Cards]:
    """All cards, with something to do in each."""
    async with cards_of(family, PATH, CARDS, inbox={"items": 30}) as shown:
        name = shown.child.name
        for what in ("absence", "punishment", "grade", "lesson_canceled", "survey"):
            await family.school.trigger_event(what, pupil=name)
        for key in ("to_acknowledge", "last_grade", "next_lesson", "unread_news"):
            await shown.home.act(
                "homeassistant.update_entity", shown.child.entity("sensor", key)
            )
        yield shown


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", CARDS)
async def test_a_card_is_accessible(cards: Cards, name: str, width: int) -> None:
    page = cards.page
    await page.set_viewport_size({"width": width, "height": 844})
    card = await cards.show(name)
    if name in ASKED:
        await card.get_by_role("button", name="Charger une fois").click()
    await expect(card.locator(".waiting")).to_have_count(0)
    for scheme in SCHEMES:
        await use_scheme(page, scheme)
        assert await violations(page) == [], scheme
    opener = card.locator(OPENS.get(name, "none")).first
    if await opener.count():
        await opener.click()
        for scheme in SCHEMES:
            await use_scheme(page, scheme)
            assert await violations(page) == [], f"opened, {scheme}"


async def test_nobody_complained(cards: Cards) -> None:
    assert not cards.complaints
