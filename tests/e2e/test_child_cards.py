"""Test what parents do with the cards about one child, in a browser, in French."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

from playwright.async_api import Locator, expect
import pytest

from tests.demo.family import Family
from tests.e2e.accessibility import colors_at_rest, illegible
from tests.e2e.card_views import RECONNECT, Cards, cards_of
from tests.e2e.conftest import Say

PATH = "pronote-cartes-enfant"
CARDS = ("school-life", "bag", "grades", "timetable", "homework")
"""What Home Assistant keeps up to date by itself."""
ASKED = ("skills", "report-card")
"""What is requested once somebody asks for it, as its entities are disabled."""
WRITE = "SaisieVieScolaire"


@pytest.fixture(scope="module")
async def cards(family: Family) -> AsyncIterator[Cards]:
    """The cards of the first child."""
    async with cards_of(family, PATH, (*CARDS, *ASKED)) as shown:
        yield shown


async def happen(family: Family, cards: Cards, *events: str) -> None:
    """Make events of school life happen that await something of the parents."""
    for what in events:
        await family.school.trigger_event(
            what, pupil=cards.child.name, to_acknowledge=True
        )
    await cards.home.act(
        "homeassistant.update_entity", cards.child.entity("sensor", "to_acknowledge")
    )


async def assert_legible(cards: Cards) -> None:
    """On a phone, no text is cut or lacks contrast, and each button is large enough."""
    page = cards.page
    before = page.viewport_size
    assert before is not None
    await page.set_viewport_size({"width": 390, "height": 844})
    await colors_at_rest(page)
    assert await illegible(page, touch=True) == []
    assert await page.evaluate("document.body.scrollWidth - innerWidth") <= 0
    await page.set_viewport_size(before)


def to_do(card: Locator, title: str) -> Locator:
    """Rows of the first section, which is what is to do."""
    return card.locator("section").first.locator("li.row", has_text=title)


async def count_to_do(cards: Cards, kind: str, awaits: str) -> int:
    """Return how many events of a kind await something, as the card is told."""
    life = await cards.ask("get_school_life", whole_year=True)
    return sum(event[awaits] for event in life[kind])


async def test_an_absence_is_justified(
    family: Family, cards: Cards, pictures: Path, tmp_path: Path
) -> None:
    """With a certificate, which the school has once it is sent."""
    card = await cards.show("school-life")
    await happen(family, cards, "absence", "punishment")
    button = card.get_by_role("button", name="Justifier: Absence")
    await expect(button.first).to_be_visible()
    await assert_legible(cards)
    before = await count_to_do(cards, "absences", "to_justify")
    await expect(to_do(card, "Absence")).to_have_count(before)
    await button.first.click()
    dialog = card.get_by_role("dialog")
    await dialog.get_by_role("button", name="Continuer").click()
    await expect(dialog.get_by_label("Motif")).to_be_focused()
    await dialog.get_by_label("Motif").select_option("MALADIE")
    await dialog.get_by_label("Commentaire").fill("Fièvre")
    file = tmp_path / "certificat.pdf"
    file.write_bytes(b"%PDF")
    await dialog.get_by_label("Joindre un fichier").set_input_files(file)
    await expect(dialog.locator(".chosen")).to_contain_text("certificat.pdf")
    await dialog.get_by_role("button", name="Continuer").click()
    await expect(dialog).to_contain_text("Envoyer cette justification")
    await expect(dialog).to_contain_text("MALADIE")
    await expect(dialog).to_contain_text("certificat.pdf")
    await dialog.get_by_role("button", name="Modifier").click()
    await expect(dialog.locator(".chosen")).to_contain_text("certificat.pdf")
    await expect(dialog.get_by_label("Commentaire")).to_have_value("Fièvre")
    await dialog.get_by_role("button", name="Continuer").click()
    await cards.page.screenshot(path=pictures / "12-vie-scolaire-justifier.png")
    await dialog.get_by_role("button", name="Envoyer").click()
    await expect(dialog.get_by_role("status")).to_contain_text("a reçu")
    await dialog.get_by_role("button", name="Fermer").click()
    await expect(dialog).to_have_count(0)
    await expect(to_do(card, "Absence")).to_have_count(before - 1)
    life = await cards.ask("get_school_life", whole_year=True)
    assert ["certificat.pdf"] in [event["documents"] for event in life["absences"]]


async def test_a_lost_answer_is_not_taken_for_a_refusal(
    family: Family, cards: Cards
) -> None:
    """Nothing offers to send it again."""
    card = await cards.show("school-life")
    row = to_do(card, "J’en ai pris connaissance").first
    await row.get_by_role("button").click()
    dialog = card.get_by_role("dialog")
    await expect(dialog).to_contain_text("Confirmer à l’école")
    await family.school.fault("late", function=WRITE)
    await dialog.get_by_role("button", name="Envoyer").click()
    await expect(dialog.get_by_role("status")).to_contain_text("Envoi")
    await cards.page.keyboard.press("Escape")
    await expect(dialog).to_be_visible()
    await cards.page.evaluate(RECONNECT)
    told = card.get_by_role("alert")
    await expect(told).to_contain_text("peut-être eu lieu")
    await expect(card.get_by_role("button", name="Envoyer")).to_have_count(0)
    await family.school.fault("clear")
    await card.get_by_role("button", name="Fermer").click()
    await expect(told).to_have_count(0)


async def test_something_is_acknowledged(family: Family, cards: Cards) -> None:
    card = await cards.show("school-life")
    await happen(family, cards, "incident")
    rows = to_do(card, "Incident")
    before = await count_to_do(cards, "incidents", "to_acknowledge")
    await expect(rows).to_have_count(before)
    await rows.first.get_by_role("button").click()
    dialog = card.get_by_role("dialog")
    await dialog.get_by_role("button", name="Envoyer").click()
    await expect(dialog.get_by_role("status")).to_contain_text("sait que vous")
    await cards.page.keyboard.press("Escape")
    await expect(rows).to_have_count(before - 1)


async def test_an_absence_is_announced_and_withdrawn(
    cards: Cards, pictures: Path, tmp_path: Path
) -> None:
    """The school is asked first; nothing is sent before it is confirmed, with a file."""
    card = await cards.show("school-life")
    await card.get_by_role("button", name="Annoncer une absence").click()
    dialog = card.get_by_role("dialog")
    await dialog.get_by_label("Motif").select_option("MALADIE")
    await dialog.get_by_label("Commentaire").fill("Opération")
    first = dialog.get_by_label("Premier jour")
    soon = date.fromisoformat(await first.input_value()) + timedelta(days=3)
    day = soon.isoformat()
    await first.fill(day)
    await dialog.get_by_label("Dernier jour").fill("2000-01-03")
    await dialog.get_by_role("button", name="Vérifier").click()
    await expect(dialog.get_by_role("button", name="Envoyer")).to_have_count(0)
    await dialog.get_by_label("Dernier jour").fill(day)
    file = tmp_path / "convocation.pdf"
    file.write_bytes(b"%PDF")
    await dialog.get_by_label("Joindre un fichier").set_input_files(file)
    await expect(dialog.locator(".chosen")).to_contain_text("convocation.pdf")
    await cards.page.screenshot(path=pictures / "12-vie-scolaire-annoncer.png")
    await dialog.get_by_role("button", name="Vérifier").click()
    await expect(dialog).to_contain_text("L’école peut recevoir")
    await expect(dialog).to_contain_text("convocation.pdf")
    await dialog.get_by_role("button", name="Envoyer").click()
    await expect(dialog.get_by_role("status")).to_contain_text("est annoncée")
    await dialog.get_by_role("button", name="Fermer").click()
    row = card.locator("li.row", has_text="Absence annoncée")
    row = row.filter(has_text="En attente de réponse").filter(has_text="Opération")
    await expect(row).to_have_count(1)
    life = await cards.ask("get_school_life", whole_year=True)
    assert ["convocation.pdf"] in [
        event["documents"] for event in life["announcements"]
    ]
    await row.get_by_role("button", name="Retirer").click()
    await dialog.get_by_role("button", name="Envoyer").click()
    await expect(dialog.get_by_role("status")).to_contain_text("est retirée")
    await cards.page.keyboard.press("Escape")
    await expect(row).to_have_count(0)


async def test_the_bag_of_the_day_to_prepare_for(cards: Cards) -> None:
    card = await cards.show("bag")
    await expect(card.locator("p.day, .empty:not(.waiting)").first).to_be_visible()
    await assert_legible(cards)
    for moment in ("now", "evening"):
        if bag := (await cards.ask("get_brief", moment=moment))["briefs"][0]["bag"]:
            listed = await card.locator("li").all_inner_texts()
            assert {*bag["put_in"], *bag["take_out"]} <= {*listed}
            return
    await expect(card.locator(".empty")).to_be_visible()


async def test_all_grades_of_a_subject(cards: Cards, pictures: Path) -> None:
    """With what each did to the average, and which one is needed."""
    book = await cards.ask("get_grades")
    subject = next(
        one
        for one in book["subjects"]
        if one["average"] is not None
        and sum(grade["subject"] == one["subject"] for grade in book["grades"]) > 1
    )
    count = sum(grade["subject"] == subject["subject"] for grade in book["grades"])
    card = await cards.show("grades")
    await card.locator("button.subject", has_text=subject["subject"]).click()
    dialog = card.get_by_role("dialog")
    await expect(dialog.locator("li.grade")).to_have_count(count)
    average = f"{subject['average']:.2f}".replace(".", ",")
    await expect(dialog.locator("li.grade").first).to_contain_text(f"→ {average}")
    await dialog.get_by_label("Coefficient").fill("2")
    await dialog.get_by_label("Pour une moyenne de").fill("1")
    await dialog.get_by_role("button", name="Calculer").click()
    await expect(dialog.get_by_role("status")).to_contain_text("Au moins 0 sur 20")
    await assert_legible(cards)
    await cards.page.screenshot(path=pictures / "12-notes-matiere.png")
    await cards.page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)


async def test_a_lesson_shows_what_was_done_on_request(
    family: Family, cards: Cards, pictures: Path
) -> None:
    """In a week that is over: that its lessons are shown takes the request of that week."""
    card = await cards.show("timetable")
    week = card.locator(".weeks .which")
    shown = await week.inner_text()
    await card.get_by_role("button", name="Semaine précédente").click()
    await expect(week).not_to_have_text(shown)
    lessons = card.locator("button.lesson:not(.not-held)")
    await expect(lessons.first).to_be_visible()
    await expect(card.locator("p.waiting")).to_have_count(0)
    await family.school.reset_request_log()
    dialog = card.get_by_role("dialog")
    ask = dialog.get_by_role("button", name="Voir le contenu du cours")
    for place in range(await lessons.count()):
        await lessons.nth(place).click()
        await expect(dialog.get_by_role("button", name="Fermer")).to_be_visible()
        if await ask.count():
            break
        await cards.page.keyboard.press("Escape")
        await expect(dialog).to_have_count(0)
    assert (await family.school.request_log())["requests_total"] == 0
    await ask.click()
    await expect(dialog.get_by_role("heading", name="Contenu du cours")).to_be_visible()
    assert (await family.school.request_log())["requests_total"] == 1
    await cards.page.screenshot(path=pictures / "12-cours-contenu.png")
    await cards.page.keyboard.press("Escape")


async def test_days_are_turned_on_a_phone(cards: Cards) -> None:
    """Also from a week to the next."""
    page = cards.page
    before = page.viewport_size
    assert before is not None
    await page.set_viewport_size({"width": 390, "height": 844})
    card = await cards.show("timetable")
    await assert_legible(cards)
    await page.set_viewport_size({"width": 390, "height": 844})
    day, week = card.locator(".day-head h3"), card.locator(".weeks .which")
    first_week = await week.inner_text()
    for _ in range(6):
        shown = await day.inner_text()
        await card.get_by_role("button", name="Jour suivant").click()
        await expect(day).not_to_have_text(shown)
    await expect(week).not_to_have_text(first_week)
    for _ in range(6):
        shown = await day.inner_text()
        await card.get_by_role("button", name="Jour précédent").click()
        await expect(day).not_to_have_text(shown)
    await expect(week).to_contain_text(first_week)
    await page.set_viewport_size(before)


async def test_homework_of_one_subject_is_one_block(cards: Cards) -> None:
    card = await cards.show("homework")
    await expect(card.locator("li.work").first).to_be_visible()
    for section in await card.locator("section.day").all():
        names = await section.locator("h4").all_inner_texts()
        assert len(names) == len(set(names))


async def test_skills_are_requested_once_somebody_asks(
    family: Family, cards: Cards, pictures: Path
) -> None:
    found = (await cards.ask("get_evaluations"))["evaluations"]
    await family.school.reset_request_log()
    card = await cards.show("skills")
    await card.get_by_role("button", name="Charger une fois").click()
    first = found[0]["acquisitions"][0]
    row = card.locator("li.row").first
    await expect(row).to_contain_text(first["skill"])
    await expect(row).to_contain_text(first["level"])
    assert (await family.school.request_log())["requests_total"] == 1
    await assert_legible(cards)
    await cards.page.screenshot(path=pictures / "12-competences.png")


async def test_the_report_card_is_read_and_acknowledged(
    family: Family, cards: Cards, pictures: Path
) -> None:
    await family.school.trigger_event("report_card", pupil=cards.child.name)
    card = await cards.show("report-card")
    await card.get_by_role("button", name="Charger une fois").click()
    await expect(card.locator("li.row").first).to_be_visible()
    link = card.get_by_role("link", name="Ouvrir le PDF")
    url = str(await link.get_attribute("href"))
    async with cards.home.session.get(f"{cards.home.url}{url}") as response:
        assert (response.status, response.content_type) == (200, "application/pdf")
    await assert_legible(cards)
    await cards.page.screenshot(path=pictures / "12-bulletin.png")
    button = card.get_by_role("button", name="J’en ai pris connaissance")
    if await button.count():
        await button.click()
        dialog = card.get_by_role("dialog")
        await dialog.get_by_role("button", name="Envoyer").click()
        await expect(dialog.get_by_role("status")).to_contain_text("sait que vous")
        await cards.page.keyboard.press("Escape")
        await expect(button).to_have_count(0)


async def test_showing_the_cards_asks_nothing_of_the_school(
    family: Family, cards: Cards, say: Say
) -> None:
    await family.school.reset_request_log()
    for name in (*CARDS, *ASKED):
        card = await cards.show(name)
        await expect(card.locator(".waiting")).to_have_count(0)
        await cards.page.wait_for_load_state("networkidle")
    asked = (await family.school.request_log())["requests_total"]
    say("Requests for the cards of a child", asked)
    assert asked == 0


@pytest.mark.parametrize("name", ["school-life", *ASKED])
async def test_an_account_that_is_not_loaded_is_named(
    family: Family, cards: Cards, pictures: Path, name: str
) -> None:
    """By the card, which comes back by itself."""
    card = await cards.show(name)
    await cards.miss_account(
        family,
        card,
        lambda: cards.take_picture(pictures / f"12-{name}-sans-compte.png"),
    )
    await expect(card.locator("li, button").first).to_be_visible()


async def test_nobody_complained(cards: Cards) -> None:
    assert not cards.complaints
