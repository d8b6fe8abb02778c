"""Test the actions on files, on agenda events of any date, and on every kind of target."""

from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
import voluptuous as vol

from custom_components.pronote.const import DOMAIN
from custom_components.pronote.files import upload
from tests.helpers.home import NewEntry, SetUp, refresh
from tests.school import School
from tests.school.pages import slow_answers

LINA = {"entity_id": "sensor.pronote_1_next_lesson"}
ACCOUNT = {"entity_id": "event.pronote_message"}
SILENT = {"mark_discussion_read", "move_discussion", "set_homework_done"}


@pytest.fixture
def act(hass: HomeAssistant, entry: MockConfigEntry) -> Callable[..., Any]:
    """Call an action about Lina, unless somebody else is meant."""

    async def act(action: str, target: dict[str, Any] = LINA, **data: Any) -> Any:
        return await hass.services.async_call(
            DOMAIN,
            action,
            data,
            target=target,
            blocking=True,
            return_response=action not in SILENT,
        )

    return act


async def refusal(doing: Any) -> str | None:
    with pytest.raises(HomeAssistantError) as failure:
        await doing
    return failure.value.translation_key


# --- who is meant


async def test_by_device_entity_or_area(hass: HomeAssistant, act: Any) -> None:
    entity = er.async_get(hass).async_get(LINA["entity_id"])
    assert entity is not None and entity.device_id is not None
    area = ar.async_get(hass).async_create("Chambre de la fille")
    dr.async_get(hass).async_update_device(entity.device_id, area_id=area.id)
    lessons = await act("get_timetable")
    assert lessons["lessons"]
    for target in (
        {"device_id": entity.device_id},
        {"device_id": [entity.device_id], **LINA},
        {"entity_id": [LINA["entity_id"], "todo.pronote_1_homework"]},
        {"area_id": area.id},
    ):
        assert await act("get_timetable", target) == lessons


async def test_nobody_or_too_many(hass: HomeAssistant, act: Any) -> None:
    hass.states.async_set("light.kitchen", "on")
    both = {"entity_id": [LINA["entity_id"], "sensor.pronote_2_next_lesson"]}
    for target, key in (
        (both, "one_target"),
        ({}, "one_target"),
        ({"area_id": "nowhere"}, "one_target"),
        ({"entity_id": "light.kitchen"}, "not_of_pronote"),
        (ACCOUNT, "not_a_child"),
    ):
        assert await refusal(act("get_timetable", target)) == key


# --- more pages


async def test_more_pages_of_a_child(school: School, act: Any) -> None:
    year = {"start_date": "2026-09-01", "end_date": "2027-07-03"}
    contents = (await act("get_lesson_contents", **year))["lessons"]
    assert any(part["text"] for lesson in contents for part in lesson["contents"])
    events = (await act("get_agenda", **year))["events"]
    assert {"name", "start", "end"} < set(events[0])
    teachers = (await act("get_teachers"))["teachers"]
    assert teachers[0]["subjects"]
    record = await act("get_grade_record")
    assert record["subjects"]


async def test_account(school: School, act: Any) -> None:
    found = await act("get_account", ACCOUNT)
    assert len(found["pupils"]) == 2
    assert found["pupils"][0]["periods"]
    links = (await act("get_calendar_links"))["calendars"]
    assert links[0]["url"].startswith(school.url)
    assert links[0]["url"].count("icalsecurise=") == 1


# --- files


async def test_files_of_any_days(
    act: Any, school: School, hass_client_no_auth: ClientSessionGenerator
) -> None:
    """Each has an address that opens without PRONOTE's, and a name that lasts."""
    year = {"start_date": "2026-09-01", "end_date": "2027-07-03"}
    files = (await act("get_files", **year))["files"]
    assert {file["page"] for file in files} >= {"homework", "contents", "grades"}
    assert all(school.url not in str(file) for file in files)
    stranger = await hass_client_no_auth()
    file = next(file for file in files if file["kind"] == "file")
    answer = await stranger.get(file["url"])
    assert answer.status == HTTPStatus.OK
    content = await answer.read()
    for name in (file["url"], file["media_content_id"]):
        again = await act("get_file", file=name, content=True)
        assert b64decode(again["content"]) == content
        assert again["name"] == file["name"]
        assert again["size"] == len(content)
        assert again["type"] == file["type"]
    assert "content" not in await act("get_file", file=file["media_content_id"])
    letters = await act("get_files", pages=["news", "discussions"], **year)
    assert {file["page"] for file in letters["files"]} <= {"news", "discussions"}
    assert letters["files"]


async def test_files_that_hang_on_what_is_returned(act: Any) -> None:
    """The same in every answer: a name, a type, an address of this home."""
    year = {"start_date": "2026-09-01", "end_date": "2027-07-03"}
    works = (await act("get_homework", **year))["homework"]
    lessons = (await act("get_lesson_contents", **year))["lessons"]
    grades = (await act("get_grades"))["grades"]
    found = [file for work in works for file in work["attachments"]]
    found += [
        f for le in lessons for part in le["contents"] for f in part["attachments"]
    ]
    found += [file for grade in grades for file in grade["attachments"]]
    files = [file for file in found if file["kind"] == "file"]
    assert files
    for file in files:
        assert file["url"].startswith("/api/pronote/files/")
        assert "authSig=" in file["url"]
        assert file["media_content_id"].startswith("media-source://pronote/")
        assert "/" in file["type"]
    links = [file for file in found if file["kind"] == "link"]
    assert all(link["url"].startswith("http") for link in links)


async def test_what_pronote_prints(
    act: Any, hass_client_no_auth: ClientSessionGenerator
) -> None:
    stranger = await hass_client_no_auth()
    paper = await act("get_timetable_pdf", date="2026-12-02")
    assert "/2026-11-30/" in paper["url"]
    assert (await (await stranger.get(paper["url"])).read()).startswith(b"%PDF")
    for action in ("get_report_card_pdf", "get_grade_record_pdf"):
        first = await act(action, period="Trimestre 1")
        current = await act(action)
        assert first["type"] == current["type"] == "application/pdf"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"date": "2026-12-02"}, b"Portrait, fond de couleur"),
        (
            {"date": "2026-12-02", "landscape": True, "colors": "none"},
            b"Paysage, sans couleur",
        ),
        ({"whole_year": True, "colors": "text"}, b"Portrait, texte de couleur"),
    ],
)
async def test_layout_of_a_printed_timetable(
    act: Any,
    hass_client_no_auth: ClientSessionGenerator,
    asked: dict[str, Any],
    told: bytes,
) -> None:
    stranger = await hass_client_no_auth()
    paper = await act("get_timetable_pdf", **asked)
    assert told in await (await stranger.get(paper["url"])).read()


SMALL = {"text_size": 8}
CODES = {"landscape": True, "skill_codes": True}


@pytest.mark.parametrize(
    ("action", "asked", "told"),
    [
        ("get_report_card_pdf", {}, "Portrait, taille 6.5"),
        ("get_report_card_pdf", SMALL, "Portrait, taille 8"),
        (
            "get_report_card_pdf",
            CODES | {"fit_comments": True, "text_size": 4.5},
            "Paysage, taille 4.5, codes des compétences, lignes ajustées",
        ),
        ("get_grade_record_pdf", {}, "Portrait, taille 6.5"),
        ("get_grade_record_pdf", SMALL, "Portrait, taille 8"),
        ("get_grade_record_pdf", CODES, "Paysage, taille 6.5, codes des compétences"),
    ],
)
async def test_layout_of_a_printed_report(
    act: Any,
    school: School,
    hass_client_no_auth: ClientSessionGenerator,
    monkeypatch: pytest.MonkeyPatch,
    action: str,
    asked: dict[str, Any],
    told: str,
) -> None:
    monkeypatch.setattr(slow_answers, "SECONDS", 0)
    school.trigger_event("report_card", pupil="Lina")
    paper = await act(action, period="Trimestre 1", **asked)
    stranger = await hass_client_no_auth()
    printed = await (await stranger.get(paper["url"])).read()
    assert f"({told})".encode("cp1252") in printed


async def test_only_the_periods_of_a_page_are_offered(act: Any) -> None:
    """A mock exam has grades, and no absences."""
    mock_exam = {"period": "Brevet blanc"}
    assert (await act("get_grades", **mock_exam))["period"] == "Brevet blanc"
    with pytest.raises(ServiceValidationError) as caught:
        await act("get_school_life", **mock_exam)
    placeholders = caught.value.translation_placeholders
    assert placeholders is not None
    assert "Trimestre 2, Trimestre 3" in placeholders["periods"]
    assert "Brevet blanc" not in placeholders["periods"]


@pytest.mark.parametrize("size", [0.5, 6.7, 12.5, "large"])
async def test_a_size_of_text_that_pronote_does_not_offer(act: Any, size: Any) -> None:
    with pytest.raises(vol.Invalid):
        await act("get_report_card_pdf", text_size=size)


async def test_files_that_are_refused(
    act: Any, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = "media-source://pronote/OTHER/-/news/abc/abc.pdf"
    assert await refusal(act("get_file", file="../../secrets.yaml")) == "gone"
    assert await refusal(act("get_file", file=other)) == "gone"
    files = (await act("get_files"))["files"]
    name = next(file["media_content_id"] for file in files if file["kind"] == "file")
    monkeypatch.setattr("custom_components.pronote.actions.files.MAX_CONTENT_BYTES", 10)
    assert await refusal(act("get_file", file=name, content=True)) == "file_too_large"
    school.fault("erreur", function="PageCahierDeTexte", G=99, titre="En panne")
    assert await refusal(act("get_files", pages="contents")) == "request_refused"


# --- handing in


@pytest.fixture
async def pupil(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> Callable[..., Any]:
    """Call an action in the account of Lina herself."""
    assert await set_up(new_entry("pupil"))

    async def act(action: str, **data: Any) -> Any:
        return await hass.services.async_call(
            DOMAIN,
            action,
            data,
            target=LINA,
            blocking=True,
            return_response=action not in SILENT,
        )

    return act


@pytest.fixture
def folder(hass: HomeAssistant, tmp_path: Path) -> Path:
    """A folder that Home Assistant may read, with a local media of the same place."""
    hass.config.allowlist_external_dirs = {str(tmp_path.resolve())}
    hass.config.media_dirs["local"] = str(tmp_path.resolve())
    return tmp_path.resolve()


async def to_hand_in(pupil: Any) -> dict[str, Any]:
    year = {"start_date": "2026-09-01", "end_date": "2027-07-03"}
    works = (await pupil("get_homework", **year))["homework"]
    return next(w for w in works if w["may_hand_in"] and w["handed_in"] is None)


async def test_a_file_is_handed_in_and_taken_back(
    pupil: Any, folder: Path, hass_client: ClientSessionGenerator, school: School
) -> None:
    work = await to_hand_in(pupil)
    (folder / "Mon devoir.pdf").write_bytes(b"%PDF-1.4 mon devoir")
    path = str(folder / "Mon devoir.pdf")
    after = await pupil("hand_in_homework", homework=work["key"], path=path)
    assert after["handed_in"]["name"] == "Mon devoir.pdf"
    answer = await (await hass_client()).get(after["handed_in"]["url"])
    assert await answer.read() == b"%PDF-1.4 mon devoir"
    which = {"homework": work["key"], "date": work["due"]}
    assert (await pupil("withdraw_homework", **which))["handed_in"] is None
    assert await refusal(pupil("withdraw_homework", **which)) == "nothing_handed_in"

    media = {
        "media_content_id": "media-source://media_source/local/Mon devoir.pdf",
        "media_content_type": "application/pdf",
    }
    after = await pupil("hand_in_homework", media=media, **which)
    assert after["handed_in"]["name"] == "Mon devoir.pdf"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("/etc/passwd", "path_not_allowed"),
        ("link.pdf", "path_not_allowed"),
        ("../outside.pdf", "path_not_allowed"),
        ("missing.pdf", "no_such_file"),
        (".", "no_such_file"),
        ("secrets.yaml", "file_type_refused"),
        ("large.pdf", "answer_too_large"),
    ],
)
async def test_files_that_stay_at_home(
    pupil: Any,
    folder: Path,
    school: School,
    name: str,
    key: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(upload, "MAX_BYTES", 1000)
    (folder / "link.pdf").symlink_to("/etc/passwd")
    (folder / "secrets.yaml").write_text("key: value")
    (folder / "large.pdf").write_bytes(bytes(1001))
    work = await to_hand_in(pupil)
    doing = pupil("hand_in_homework", homework=work["key"], path=str(folder / name))
    assert await refusal(doing) == key
    assert school.request_log.uploads == 0


async def test_what_the_school_refuses(
    pupil: Any, folder: Path, school: School
) -> None:
    (folder / "x.pdf").write_bytes(b"%PDF")
    path = str(folder / "x.pdf")
    work = await to_hand_in(pupil)
    school.fault("upload_error", function="upload")
    with pytest.raises(HomeAssistantError, match="pas pu être enregistré"):
        await pupil("hand_in_homework", homework=work["key"], path=path)
    elsewhere = {
        "media_content_id": "media-source://pronote/x",
        "media_content_type": "",
    }
    which = {"homework": work["key"]}
    for data, key in (
        ({"media": elsewhere}, "no_such_file"),
        ({}, "no_file_named"),
        ({"path": path, "homework": "?"}, "gone"),
    ):
        assert await refusal(pupil("hand_in_homework", **which | data)) == key


async def test_parents_do_not_hand_in(act: Any, folder: Path) -> None:
    (folder / "x.pdf").write_bytes(b"%PDF")
    [work, *_] = (await act("get_homework"))["homework"]
    doing = act("hand_in_homework", homework=work["key"], path=str(folder / "x.pdf"))
    assert await refusal(doing) == "answer_not_allowed"


# --- things of any date


async def test_homework_of_any_date_is_ticked(pupil: Any, school: School) -> None:
    year = {"start_date": "2026-09-01", "end_date": "2026-11-01"}
    works = (await pupil("get_homework", **year))["homework"]
    work = works[0]
    await pupil("set_homework_done", homework=work["key"], done=not work["done"])
    works = (await pupil("get_homework", **year))["homework"]
    assert works[0]["done"] is not work["done"]
    which = {"homework": work["key"], "date": work["due"]}
    await pupil("set_homework_done", done=work["done"], **which)
    doing = pupil("set_homework_done", homework=work["key"], date="2027-01-12")
    assert await refusal(doing) == "gone"


async def test_events_of_any_period(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, act: Any
) -> None:
    """An absence of a period that is over is found, and so is a punishment."""
    school.trigger_event("absence", pupil="Lina")
    school.trigger_event("punishment", pupil="Lina")
    await refresh(hass, entry)
    life = await act("get_school_life")
    absence = next(item for item in life["absences"] if item["to_justify"])
    punishment = life["punishments"][0]
    # The next period begins: what was at hand is not any more.
    coordinator = entry.runtime_data.school_life
    coordinator.async_set_updated_data({})
    which = {"absence": absence["key"], "date": absence["start"][:10]}
    after = await act("justify_absence", text="Fièvre", reason="MALADIE", **which)
    assert after["justification"] == "Fièvre"
    coordinator.async_set_updated_data({})
    seen = await act("acknowledge_punishment", punishment=punishment["key"])
    assert seen["acknowledged"] is True
    school.request_log.reset()
    doing = act("justify_absence", absence="?", text="?", date=date(2027, 6, 1))
    assert await refusal(doing) == "gone"
    assert not school.request_log.requests


# --- the mailbox


async def test_discussions_are_tidied(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, act: Any
) -> None:
    """The archive takes the right to rich text."""
    account = school.model.account("parent")
    account.mail = replace(account.mail, rich=True)
    await hass.config_entries.async_reload(entry.entry_id)
    school.trigger_event(
        "message", account="parent", subject_line="Voyage", text="Bonjour"
    )

    async def voyage() -> dict[str, Any]:
        found = (await act("get_discussions", ACCOUNT))["discussions"]
        return next(item for item in found if item["subject"] == "Voyage")

    which = {"discussion": (await voyage())["key"]}
    await act("mark_discussion_read", ACCOUNT, **which)
    assert (await voyage())["unread"] == 0
    await act("mark_discussion_read", ACCOUNT, read=False, **which)
    assert (await voyage())["unread"] == 1
    thread = await act("save_draft", ACCOUNT, text="À finir", **which)
    assert thread["draft"]["text"] == "À finir"
    for move, folder, there in (
        ("archive", "archive", True),
        ("unarchive", "archive", False),
        ("bin", "bin", True),
        ("restore", "bin", False),
        ("bin", "bin", True),
    ):
        await act("move_discussion", ACCOUNT, move=move, **which)
        assert (folder in (await voyage())["folders"]) is there
    await act("move_discussion", ACCOUNT, move="delete", **which)
    with pytest.raises(StopIteration):
        next(
            item
            for item in (await act("get_discussions", ACCOUNT))["discussions"]
            if item["subject"] == "Voyage"
        )
    assert await refusal(act("save_draft", ACCOUNT, text="?", **which)) == "gone"


async def test_unloaded(hass: HomeAssistant, entry: MockConfigEntry, act: Any) -> None:
    assert await hass.config_entries.async_unload(entry.entry_id)
    with pytest.raises(ServiceValidationError):
        await act("get_files")
