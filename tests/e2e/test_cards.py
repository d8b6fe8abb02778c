"""Test the cards of the integration in a browser, in French."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
import re
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
    "inbox",
    "documents",
)
MODULE = "pronote_frontend"
OUTING = "Sortie au musée : accompagnateurs"

type Picture = Callable[[str], Awaitable[None]]


@pytest.fixture(scope="module")
async def cards(family: Family) -> AsyncIterator[Cards]:
    """The cards of the first child."""
    async with cards_of(family, PATH, CARDS, inbox={"items": 30}) as shown:
        yield shown


@pytest.fixture
def picture(cards: Cards, pictures: Path) -> Picture:
    """Take a picture when the page has come to rest."""

    async def take(name: str) -> None:
        await cards.page.wait_for_load_state("networkidle")
        await cards.page.screenshot(
            path=pictures / f"{name}.png", animations="disabled"
        )

    return take


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

    week = card.locator("nav .which")
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


async def test_a_canceled_lesson_of_the_next_days_is_told_to_the_family(
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


async def called(family: Family, function: str) -> int:
    """Return how often a function of the school was called."""
    return int((await family.school.request_log())["requests"].get(function, 0))


async def test_the_inbox_asks_the_school_for_what_is_opened_only(
    family: Family, cards: Cards, picture: Picture, say: Say
) -> None:
    school, name = family.school, cards.child.name
    await school.trigger_event("news", pupil=name, title="Photo", acknowledge=True)
    await school.trigger_event("survey", pupil=name, title="Cross du collège")
    await cards.refresh_inbox()
    await school.reset_request_log()
    card = await cards.show("inbox")
    items = card.locator(".items > li")
    await expect(items.first).to_be_visible()
    await picture("9-carte-boite-de-reception")
    requests = (await school.request_log())["requests"]
    assert not any("Actualites" in x or "Messagerie" in x for x in requests)

    photo = items.filter(has_text="Photo")
    await photo.get_by_role("button", name="Photo").click()
    await photo.get_by_role("button", name="J’en ai pris connaissance").click()
    await expect(photo.get_by_text("Confirmer à l’école")).to_be_visible()
    assert await called(family, "SaisieActualites") == 0
    await picture("9-carte-confirmation")
    await photo.get_by_role("button", name="J’en ai pris connaissance").click()
    await expect(photo.get_by_role("status")).to_contain_text("L’école sait")
    assert await called(family, "SaisieActualites") == 1
    await expect(photo).not_to_contain_text("Non lu")
    say("Requests for a card that is shown", 0)


async def test_a_survey_is_answered_in_the_inbox(
    cards: Cards, picture: Picture
) -> None:
    card = await cards.show("inbox")
    survey = card.locator(".items > li", has_text="Cross du collège")
    await survey.get_by_role("button", name="Cross du collège").click()
    send = survey.get_by_role("button", name="Envoyer la réponse")
    await expect(send).to_be_disabled()
    for group in await survey.get_by_role("group").all():
        await (
            group.get_by_role("radio").or_(group.get_by_role("checkbox")).first.check()
        )
    await picture("9-carte-sondage")
    await send.click()
    await survey.locator(".write .main").click()
    await expect(survey.get_by_role("status")).to_contain_text("a reçu votre réponse")
    await expect(survey).to_contain_text("Votre réponse :")
    await expect(survey).not_to_contain_text("Réponse attendue")


async def test_a_reply_whose_answer_is_lost_is_not_repeated(
    family: Family, cards: Cards, picture: Picture
) -> None:
    school = family.school
    card = await cards.show("inbox")
    item = card.locator(".items > li", has_text=OUTING)
    await item.get_by_role("button", name=OUTING).click()
    await item.get_by_label("À", exact=True).select_option(label="tous")
    await item.get_by_label("Votre réponse").fill("Volontiers, bonne soirée.")
    await item.get_by_role("button", name="Envoyer").click()
    await expect(item.get_by_text("Envoyer cette réponse à : tous ?")).to_be_visible()
    await picture("9-carte-reponse")
    await school.fault("forget_write", function="SaisieMessage", times=None)
    await school.fault("truncate", function="SaisieMessage", times=None)
    await school.reset_request_log()
    await item.locator(".write .main").click()
    await expect(item.get_by_role("alert")).to_contain_text("vérifiez dans PRONOTE")
    await picture("9-carte-reponse-perdue")
    await school.fault("clear")
    assert await item.get_by_label("Votre réponse").input_value()
    assert await called(family, "SaisieMessage") == 1
    await item.get_by_role("button", name="Envoyer").click()
    await expect(item.locator(".write")).to_contain_text("a peut-être eu lieu")
    await item.locator(".write .main").click()
    await expect(item.get_by_role("status")).to_contain_text("est envoyée")
    await expect(item.locator(".message").last).to_contain_text("Volontiers")


async def test_several_items_of_the_inbox_are_marked(cards: Cards) -> None:
    card = await cards.show("inbox")
    await expect(card.locator(".items > li").first).to_be_visible()
    unread = card.locator(".items > li.unread")
    before = await unread.count()
    assert before > 1
    await card.get_by_role("button", name="En choisir plusieurs").click()
    for number in range(2):
        await unread.nth(number).get_by_role("checkbox").check()
    await card.get_by_role("button", name="Marquer comme lu (2)").click()
    await card.locator(".write .main").click()
    await expect(card.get_by_role("status")).to_have_text("C’est noté dans PRONOTE.")
    await expect(unread).to_have_count(before - 2)


async def test_who_may_not_read_messages_is_told(family: Family, cards: Cards) -> None:
    """In a browser of somebody who is no administrator."""
    entry = family.entry["entry_id"]
    other = await cards.home.add_user("mamie")
    await cards.home.set_options(entry, "account", admin_only=True)
    try:
        async with open_browser(other) as page:
            await page.goto(f"{other.url}/{PATH}/inbox")
            card = page.locator("pronote-family-inbox")
            await expect(card.locator(".empty")).to_contain_text(
                "seuls les administrateurs"
            )
            await expect(card.get_by_role("alert")).to_have_count(0)
            await expect(card.get_by_role("button")).to_have_count(0)
    finally:
        await cards.home.set_options(entry, "account", admin_only=False)


async def test_documents_are_opened_signed_and_handed_in(
    family: Family, cards: Cards, picture: Picture, tmp_path: Path
) -> None:
    school, name = family.school, cards.child.name
    await school.trigger_event("document_to_sign", pupil=name)
    await cards.home.act(
        "homeassistant.update_entity", cards.child.entity("sensor", "documents_to_sign")
    )
    # The new document also changes the home page, after which the page is updated once more.
    await expect((await cards.show("documents")).locator("a.row").first).to_be_visible()
    await school.reset_request_log()
    card = await cards.show("documents")
    first = card.locator("a.row").first
    await expect(first).to_be_visible()
    await picture("9-carte-documents")
    assert await called(family, "DocumentsATelecharger") == 0
    url = await first.get_attribute("href")
    async with cards.home.session.get(f"{cards.home.url}{url}") as response:
        assert (response.status, response.content_type) == (200, "application/pdf")

    await card.get_by_role("button", name="Obtenir le lien pour signer").click()
    link = card.get_by_role("link", name="Ouvrir la page de signature")
    await expect(link).to_have_attribute("href", re.compile("^https://signature"))
    await picture("9-carte-signature")

    file = tmp_path / "assurance.pdf"
    file.write_bytes(b"%PDF")
    paper = card.locator("li.paper", has_text="assurance")
    await paper.get_by_label("Choisir un fichier").set_input_files(file)
    await expect(paper.locator(".write")).to_contain_text("Envoyer assurance.pdf")
    assert await called(family, "SaisieDocumentATelecharger") == 0
    await paper.get_by_role("button", name="Déposer").click()
    await expect(paper.get_by_role("status")).to_contain_text("a reçu votre fichier")
    await expect(paper).to_contain_text("Déposé : assurance.pdf")
    assert await called(family, "SaisieDocumentATelecharger") == 1
    await picture("9-carte-papier-depose")


@pytest.mark.parametrize("name", ["inbox", "documents"])
async def test_an_account_that_is_not_loaded_is_named(
    family: Family, cards: Cards, picture: Picture, name: str
) -> None:
    """By the card, which comes back by itself."""
    entry = family.entry["entry_id"]
    card = await cards.show(name)
    await cards.home.ask("config_entries/disable", entry_id=entry, disabled_by="user")
    try:
        await expect(card).to_contain_text(
            "Le compte PRONOTE est désactivé", timeout=4000
        )
        await picture(f"9-carte-{name}-sans-compte")
        await cards.page.reload()
        await expect(card).to_contain_text("Le compte PRONOTE est désactivé")
    finally:
        await cards.home.ask("config_entries/disable", entry_id=entry, disabled_by=None)
    await expect(card.locator(".error, .waiting")).to_have_count(0)
    await expect(card.locator("li").first).to_be_visible()


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
