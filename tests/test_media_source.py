"""Test the media source."""

from http import HTTPStatus
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from tests.helpers.home import refresh
from tests.school import School
from tests.school.pages import slow_answers

ROOT = "media-source://pronote"


@pytest.fixture
async def ask(
    hass: HomeAssistant, entry: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> Any:
    """Browse as the media panel does."""
    hass.config.language = "fr"
    socket = await hass_ws_client()

    async def ask(what: str, place: str) -> dict[str, Any]:
        await socket.send_json_auto_id(
            {"type": f"media_source/{what}", "media_content_id": place}
        )
        answer = await socket.receive_json()
        return dict(answer["result"] if answer["success"] else answer["error"])

    return ask


def name_device(hass: HomeAssistant, entity_id: str, name: str) -> None:
    """Rename the device of an entity, as a family does."""
    entity = er.async_get(hass).async_get(entity_id)
    assert entity is not None and entity.device_id is not None
    dr.async_get(hass).async_update_device(entity.device_id, name_by_user=name)


def titles(folder: dict[str, Any]) -> list[str]:
    return [child["title"] for child in folder["children"]]


async def test_by_child_and_by_page(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, ask: Any
) -> None:
    """Nothing is asked of the school before somebody opens a folder that it must fill."""
    school.trigger_event("punishment", pupil="Lina")
    await refresh(hass, entry)
    school.request_log.reset()
    name_device(hass, "todo.pronote_1_homework", "Choupette")
    root = await ask("browse_media", ROOT)
    *children, mailbox = root["children"]
    assert [child["title"] for child in children] == ["Choupette", "Hugo"]
    assert mailbox["title"] == f"Messagerie · {entry.title}"
    lina = await ask("browse_media", children[0]["media_content_id"])
    assert titles(lina) == [
        "Devoirs",
        "Contenus des cours",
        "Notes",
        "Vie scolaire",
        "Agenda",
        "Informations",
        "Bulletins",
        "Relevés de notes",
        "Emplois du temps",
        "Documents",
        "Photo",
    ]
    photo = lina["children"][-1]
    assert (photo["can_play"], photo["media_content_type"]) == (True, "image/jpeg")
    shelves = {child["title"]: child["media_content_id"] for child in lina["children"]}
    homework = await ask("browse_media", shelves["Devoirs"])
    assert homework["children"]
    assert all(child["can_play"] for child in homework["children"])
    for at_hand in (
        "Notes",
        "Vie scolaire",
        "Bulletins",
        "Relevés de notes",
        "Emplois du temps",
    ):
        folder = await ask("browse_media", shelves[at_hand])
        assert folder["title"] == at_hand
    assert folder["children"][0]["title"] == "Semaine du lundi 23 novembre"
    assert not school.request_log.requests
    assert (await ask("browse_media", shelves["Contenus des cours"]))["children"]
    await ask("browse_media", shelves["Agenda"])
    assert school.request_log.requests.total() == 2


@pytest.mark.parametrize("shelf", ["Informations", "Messagerie"])
async def test_one_by_one(
    school: School,
    entry: MockConfigEntry,
    ask: Any,
    shelf: str,
) -> None:
    """News and discussions are opened one by one."""
    root = await ask("browse_media", ROOT)
    place = root["children"][-1]["media_content_id"]
    if shelf == "Informations":
        lina = await ask("browse_media", root["children"][0]["media_content_id"])
        place = lina["children"][titles(lina).index(shelf)]["media_content_id"]
    school.request_log.reset()
    folder = await ask("browse_media", place)
    assert folder["children"]
    assert not school.request_log.requests
    found = [
        file
        for child in folder["children"]
        for file in (await ask("browse_media", child["media_content_id"]))["children"]
    ]
    assert found
    assert all(file["media_content_type"] != "" for file in found)
    assert (await ask("browse_media", f"{place}/abc"))["code"] == "browse_media_failed"


async def test_a_file_opens_without_signing_in_again(
    ask: Any, hass_client_no_auth: ClientSessionGenerator
) -> None:
    root = await ask("browse_media", ROOT)
    lina = await ask("browse_media", root["children"][0]["media_content_id"])
    homework = await ask("browse_media", lina["children"][0]["media_content_id"])
    file = homework["children"][0]
    media = await ask("resolve_media", file["media_content_id"])
    assert media["mime_type"] == file["media_content_type"]
    stranger = await hass_client_no_auth()
    answer = await stranger.get(media["url"])
    assert answer.status == HTTPStatus.OK
    assert answer.content_type == media["mime_type"]


async def test_the_photo(
    ask: Any, school: School, hass_client_no_auth: ClientSessionGenerator
) -> None:
    root = await ask("browse_media", ROOT)
    lina = await ask("browse_media", root["children"][0]["media_content_id"])
    media = await ask("resolve_media", lina["children"][-1]["media_content_id"])
    answer = await (await hass_client_no_auth()).get(media["url"])
    assert await answer.read() == school.model.pupil("Lina").photo


async def open_folder(ask: Any, name: str) -> dict[str, Any]:
    """Open a folder of the first child."""
    root = await ask("browse_media", ROOT)
    lina = await ask("browse_media", root["children"][0]["media_content_id"])
    place = lina["children"][titles(lina).index(name)]["media_content_id"]
    return dict(await ask("browse_media", place))


@pytest.mark.parametrize(
    ("name", "title", "printed"),
    [
        ("Bulletins", "Bulletin\N{NO-BREAK SPACE}: Trimestre 1", "Bulletin - "),
        (
            "Relevés de notes",
            "Relevé de notes\N{NO-BREAK SPACE}: Trimestre 1",
            "Relevé de notes - ",
        ),
    ],
)
async def test_reports_of_the_terms_that_have_begun(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    ask: Any,
    hass_client_no_auth: ClientSessionGenerator,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    title: str,
    printed: str,
) -> None:
    """The only term that has begun is listed; its file opens under the listed type."""
    monkeypatch.setattr(slow_answers, "SECONDS", 0)
    school.trigger_event("report_card", pupil="Lina")
    await refresh(hass, entry)
    folder = await open_folder(ask, name)
    assert titles(folder) == [title]
    (item,) = folder["children"]
    assert (item["can_play"], item["can_expand"]) == (True, False)
    media = await ask("resolve_media", item["media_content_id"])
    assert media["mime_type"] == item["media_content_type"] == "application/pdf"
    answer = await (await hass_client_no_auth()).get(media["url"])
    assert (answer.status, answer.content_type) == (HTTPStatus.OK, "application/pdf")
    assert f"({printed}".encode("cp1252") in await answer.read()


async def test_a_report_card_that_is_not_published_is_not_listed(ask: Any) -> None:
    assert titles(await open_folder(ask, "Bulletins")) == []
    assert len(titles(await open_folder(ask, "Relevés de notes"))) == 1


@pytest.mark.parametrize(
    ("tab", "name", "source"),
    [
        (13, "Bulletins", "report_cards"),
        (12, "Relevés de notes", "grade_records"),
        (16, "Emplois du temps", "timetables"),
    ],
)
async def test_nothing_to_print_on_a_page_that_the_school_closes(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    ask: Any,
    hass_client_no_auth: ClientSessionGenerator,
    tab: int,
    name: str,
    source: str,
) -> None:
    """The folder is empty, and a file that was listed before is no longer there."""
    school.trigger_event("report_card", pupil="Lina")
    await refresh(hass, entry)
    item = (await open_folder(ask, name))["children"][0]
    school.fault("close_tab", tab=tab)
    school.fault("expire_sessions")
    await refresh(hass, entry)
    assert titles(await open_folder(ask, name)) == []
    media = await ask("resolve_media", item["media_content_id"])
    school.request_log.reset()
    answer = await (await hass_client_no_auth()).get(media["url"])
    assert answer.status == HTTPStatus.NOT_FOUND
    assert not school.request_log.requests["GenerationPDF"]


async def test_a_period_that_a_page_does_not_have(
    entry: MockConfigEntry, ask: Any, hass_client_no_auth: ClientSessionGenerator
) -> None:
    pupil = entry.runtime_data.account.pupils[0].key
    for source in ("report_cards", "grade_records"):
        for ref in ("abc", "abc-100080", "0-000067"):
            place = f"{ROOT}/{entry.entry_id}/{pupil}/{source}/{ref}/{ref}.pdf"
            media = await ask("resolve_media", place)
            answer = await (await hass_client_no_auth()).get(media["url"])
            assert answer.status == HTTPStatus.NOT_FOUND


async def test_what_is_not_there(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, ask: Any
) -> None:
    """Each time with a sentence."""
    pupil = entry.runtime_data.account.pupils[0].key
    for place in (
        f"{entry.entry_id}/nobody",
        f"{entry.entry_id}/-",
        f"{entry.entry_id}/{pupil}/nothing",
        f"{entry.entry_id}/{pupil}/homework/2026-11-26",
        f"{entry.entry_id}/-/discussions/abc",
    ):
        error = await ask("browse_media", f"{ROOT}/{place}")
        assert "n’est plus dans PRONOTE" in error["message"], place
    error = await ask("browse_media", f"{ROOT}/{entry.entry_id}/-/homework")
    assert "concerne un enfant" in error["message"]
    error = await ask("resolve_media", f"{ROOT}/../../secrets.yaml")
    assert error["code"] == "resolve_media_failed"
    school.fault("http_503", times=3)
    error = await ask("browse_media", f"{ROOT}/{entry.entry_id}/{pupil}/contents")
    assert "redémarre" in error["message"]
    assert await hass.config_entries.async_unload(entry.entry_id)
    error = await ask("browse_media", f"{ROOT}/{entry.entry_id}/{pupil}")
    assert "n’est pas chargé" in error["message"]
