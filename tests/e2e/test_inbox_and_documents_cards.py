"""Test the cards of the inbox and of documents in a browser, in French."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
import re

from playwright.async_api import expect
import pytest

from tests.demo.browser import open_browser
from tests.demo.family import Family
from tests.demo.waiting import until
from tests.e2e.card_views import Cards, cards_of
from tests.e2e.conftest import Say

PATH = "pronote-cartes-messages"
OUTING = "Sortie au musée : accompagnateurs"

type Picture = Callable[[str], Awaitable[None]]


@pytest.fixture(scope="module")
async def cards(family: Family) -> AsyncIterator[Cards]:
    """The cards of the first child."""
    async with cards_of(
        family, PATH, ("inbox", "documents"), inbox={"items": 30}
    ) as shown:
        yield shown


@pytest.fixture
def picture(cards: Cards, pictures: Path) -> Picture:
    """Take a picture when the page has come to rest."""
    return lambda name: cards.take_picture(pictures / f"{name}.png")


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
    family: Family, cards: Cards, picture: Picture, tmp_path: Path
) -> None:
    """Its file is sent with it, also the second time."""
    school = family.school
    card = await cards.show("inbox")
    item = card.locator(".items > li", has_text=OUTING)
    await item.get_by_role("button", name=OUTING).click()
    await item.get_by_label("À", exact=True).select_option(label="tous")
    await item.get_by_label("Votre réponse").fill("Volontiers, bonne soirée.")
    file = tmp_path / "autorisation.pdf"
    file.write_bytes(b"%PDF")
    await item.get_by_label("Joindre un fichier").set_input_files(file)
    await expect(item.locator(".chosen")).to_contain_text("autorisation.pdf")
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
    await expect(item.locator(".message").last).to_contain_text("autorisation.pdf")


async def discussion_that_may(cards: Cards, *actions: str) -> str:
    """Return the title of a discussion in the inbox that this account may use."""
    items = (await cards.ask("get_inbox", cached=True, limit=100))["items"]
    return next(
        str(item["title"])
        for item in items
        if {*actions} <= {*item["actions"]} and not item["folder"]
    )


async def test_a_discussion_is_renamed(cards: Cards, picture: Picture) -> None:
    card = await cards.show("inbox")
    title = await discussion_that_may(cards, "rename")
    item = card.locator(".items > li", has_text=title)
    await item.get_by_role("button", name=title).click()
    await item.get_by_role("button", name="Renommer").click()
    await item.get_by_label("Nouvel objet").fill("Rencontre de décembre")
    await item.get_by_role("button", name="Renommer").click()
    await expect(item.locator(".write")).to_contain_text("« Rencontre de décembre »")
    await picture("9-carte-renommer")
    await item.locator(".write .main").click()
    await expect(card.get_by_role("status")).to_contain_text("est renommée")
    await expect(
        card.locator(".items > li", has_text="Rencontre de décembre")
    ).to_be_visible()


async def test_a_discussion_is_put_away_and_brought_back(
    cards: Cards, picture: Picture
) -> None:
    card = await cards.show("inbox")
    title = await discussion_that_may(cards, "bin")
    item = card.locator(".items > li", has_text=title)
    folders = card.get_by_label("Dossier")
    await item.get_by_role("button", name=title).click()
    await item.get_by_role("button", name="Mettre à la corbeille").click()
    await item.locator(".write .main").click()
    await expect(card.get_by_role("status")).to_contain_text("La discussion est")
    await expect(item).to_have_count(0)
    await folders.select_option("bin")
    await item.get_by_role("button", name=title).click()
    await picture("9-carte-bin")
    await item.get_by_role("button", name="Restaurer").click()
    await item.locator(".write .main").click()
    await expect(card.get_by_role("status")).to_contain_text("sortie de la corbeille")
    await folders.select_option("inbox")
    await expect(item).to_be_visible()


async def test_a_discussion_is_left_and_joined_again(
    cards: Cards, picture: Picture
) -> None:
    card = await cards.show("inbox")
    title = await discussion_that_may(cards, "leave")
    item = card.locator(".items > li", has_text=title)
    await item.get_by_role("button", name=title).click()
    await item.get_by_role("button", name="Quitter la discussion").click()
    await expect(item.locator(".write")).to_contain_text("nouveaux messages")
    await item.locator(".write .main").click()
    await expect(item.get_by_role("status")).to_contain_text("avez quitté")
    await expect(item.get_by_role("textbox")).to_have_count(0)
    await picture("9-carte-quittee")
    await item.get_by_role("button", name="Revenir dans la discussion").click()
    await item.locator(".write .main").click()
    await expect(item.get_by_role("status")).to_contain_text("êtes de retour")
    await expect(
        item.get_by_role("button", name="Quitter la discussion")
    ).to_be_visible()


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


async def test_who_may_not_read_messages_is_reported(
    family: Family, cards: Cards
) -> None:
    """In a browser of somebody who is no administrator."""
    entry = family.entry["entry_id"]

    async def is_loaded() -> bool:
        entries = await cards.home.ask("config_entries/get", domain="pronote")
        return any(
            one["entry_id"] == entry and one["state"] == "loaded" for one in entries
        )

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
        await until(is_loaded, "the account after its options changed")


async def test_documents_are_opened_signed_and_handed_in(
    family: Family, cards: Cards, picture: Picture, tmp_path: Path
) -> None:
    school, name = family.school, cards.child.name
    await school.trigger_event("document_to_sign", pupil=name)
    await cards.home.act(
        "homeassistant.update_entity", cards.child.entity("sensor", "documents_to_sign")
    )

    async def is_shown_without_a_request() -> bool:
        await school.reset_request_log()
        card = await cards.show("documents")
        await expect(card.locator("a.row").first).to_be_visible()
        return await called(family, "DocumentsATelecharger") == 0

    # The new document changes the home page, after which documents are updated once.
    await until(is_shown_without_a_request, "documents that need no request")
    card = cards.page.locator("pronote-family-documents")
    first = card.locator("a.row").first
    await picture("9-carte-documents")
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
    card = await cards.show(name)
    await cards.miss_account(
        family, card, lambda: picture(f"9-carte-{name}-sans-compte")
    )
    await expect(card.locator("li").first).to_be_visible()


async def test_no_page_complained(cards: Cards) -> None:
    assert cards.complaints == []
