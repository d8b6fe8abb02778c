"""Test the documents: actions, sensors, event, triggers, media."""

from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

from homeassistant.components.media_source import async_browse_media
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.pronote.const import DOMAIN
from tests.helpers.clock import Clock
from tests.helpers.home import NewEntry, SetUp, advance_time, refresh, state, value
from tests.school import School

LINA = {"entity_id": "sensor.pronote_1_next_lesson"}
TO_SIGN = "sensor.pronote_1_documents_to_sign"
TO_HAND_IN = "sensor.pronote_1_documents_to_hand_in"
EVENT = "event.pronote_1_document"
WRITE = "SaisieDocumentATelecharger"


async def act(hass: HomeAssistant, action: str, **data: Any) -> Any:
    return await hass.services.async_call(
        DOMAIN, action, data, target=LINA, blocking=True, return_response=True
    )


async def refusal(doing: Any) -> str | None:
    with pytest.raises(HomeAssistantError) as failure:
        await doing
    return failure.value.translation_key


@pytest.fixture
def insurance(hass: HomeAssistant, tmp_path: Path) -> Path:
    """A file that actions may read."""
    hass.config.allowlist_external_dirs.add(str(tmp_path))
    path = tmp_path / "assurance.pdf"
    path.write_bytes(b"%PDF")
    return path


async def test_each_document_is_served(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    entry: MockConfigEntry,
    school: School,
) -> None:
    found = await act(hass, "get_documents")
    kinds = {document["kind"] for document in found["documents"]}
    assert kinds == {"school", "personal", "former_report_card", "locker"}
    client = await hass_client()
    for document in found["documents"]:
        school.fault("expire_sessions")
        answer = await client.get(document["url"])
        assert answer.status == HTTPStatus.OK
        assert (await answer.read()).startswith(b"%PDF")
    former = next(x for x in found["documents"] if x["kind"] == "former_report_card")
    assert former["name"] == "Bulletin - 2025-2026"
    assert former["url"].partition("?")[0].endswith(f"{former['key']}.pdf")
    (paper,) = found["to_hand_in"]
    assert (paper["name"], paper["handed_in"]) == ("Attestation d'assurance", None)


async def test_cached_documents_are_a_day_old_at_most(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    school: School,
    freezer: Clock,
) -> None:
    current = await act(hass, "get_documents")
    school.request_log.reset()
    known = await act(hass, "get_documents", cached=True)
    assert not school.request_log.calls
    assert [x["key"] for x in known["documents"]] == [
        x["key"] for x in current["documents"]
    ]
    entry.runtime_data.documents.data = {}
    failed = await refusal(act(hass, "get_documents", cached=True))
    assert failed == "page_closed"


async def test_media_browser(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    entry: MockConfigEntry,
    school: School,
) -> None:
    assert await async_setup_component(hass, "media_source", {})
    child = f"media-source://pronote/{entry.entry_id}"
    key = entry.runtime_data.account.pupils[0].key
    folder = await async_browse_media(hass, f"{child}/{key}/documents")
    titles = [item.title for item in folder.children or ()]
    assert "2025-2026 · Bulletin - 2025-2026 - Trimestre 3.pdf" in titles
    assert "Transports · Carte de transport.pdf" in titles


async def test_a_document_to_sign(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    school: School,
    freezer: Clock,
) -> None:
    """The home page tells that there is one: the documents are requested at once."""
    calls = async_mock_service(hass, "test", "automation")
    trigger = {"trigger": "pronote.document_to_sign", "target": {"entity_id": EVENT}}
    assert await async_setup_component(
        hass,
        "automation",
        {
            "automation": {
                "triggers": [trigger],
                "actions": {
                    "action": "test.automation",
                    "data": {"name": "{{ trigger.change.name }}"},
                },
            }
        },
    )
    await advance_time(hass, freezer, timedelta(seconds=1))
    assert value(hass, TO_SIGN) == "0"
    school.trigger_event("document_to_sign", pupil="Lina")
    school.request_log.reset()
    await advance_time(hass, freezer, timedelta(minutes=27))
    assert value(hass, TO_SIGN) == "1"
    attributes = state(hass, EVENT).attributes
    assert (attributes["event_type"], attributes["kind"]) == (
        "document_to_sign",
        "to_sign",
    )
    assert attributes["author"] == "Mme PERRONET Alix"
    assert [call.data["name"] for call in calls] == ["Convention de stage"]
    asked = [x for x in school.request_log.calls if "DocumentsATelecharger" in x]
    assert asked == ["DocumentsATelecharger 148 VERSELIN Lina"]
    school.trigger_event("document_signed", pupil="Lina")
    await advance_time(hass, freezer, timedelta(minutes=27))
    assert value(hass, TO_SIGN) == "0"


async def test_the_address_is_for_the_one_who_asks(
    hass: HomeAssistant, entry: MockConfigEntry, school: School
) -> None:
    school.trigger_event("document_to_sign", pupil="Lina")
    (item,) = (await act(hass, "get_documents"))["to_sign"]
    assert (item["status"], item["waits"]) == ("to_sign", True)
    first, second = [
        await act(hass, "get_signature_link", document=item["key"]) for _ in range(2)
    ]
    assert first["url"].startswith("https://signature.exemple.fr/sign?token=")
    assert first["url"] != second["url"]
    shown = [x for x in hass.states.async_all() if "token=" in str(x.as_dict())]
    assert not shown
    assert await refusal(act(hass, "get_signature_link", document="0")) == "gone"
    school.model.account("parent").may_sign = False
    failed = await refusal(act(hass, "get_signature_link", document=item["key"]))
    assert failed == "page_closed"


@pytest.mark.usefixtures("all_enabled")
async def test_a_paper_is_handed_in(
    hass: HomeAssistant, entry: MockConfigEntry, school: School, insurance: Path
) -> None:
    assert value(hass, TO_HAND_IN) == "1"
    (paper,) = (await act(hass, "get_documents"))["to_hand_in"]
    send = {"document": paper["key"], "path": str(insurance)}
    after = await act(hass, "upload_document", **send)
    assert (after["handed_in"], after["handed_in_by"]) == (
        "assurance.pdf",
        "this_account",
    )
    assert value(hass, TO_HAND_IN) == "0"
    (stored,) = school.model.pupil("Lina").papers.requested
    assert stored.file is not None and stored.file.content == b"%PDF"
    # Done twice: the former file is replaced.
    assert (await act(hass, "upload_document", **send))["handed_in"]
    school.fault("truncate", function=WRITE)
    assert await refusal(act(hass, "upload_document", **send)) == "write_unconfirmed"
    school.fault("refuse_write", function=WRITE, message="Format refusé.")
    failed = await refusal(act(hass, "upload_document", **send))
    assert failed == "write_refused_because"
    school.model.account("parent").may_hand_in_papers = False
    failed = await refusal(act(hass, "upload_document", **send))
    assert failed == "answer_not_allowed"
    assert (
        await refusal(act(hass, "upload_document", document="0", path=str(insurance)))
        == "gone"
    )


@pytest.mark.usefixtures("all_enabled")
@pytest.mark.parametrize(
    ("event", "change", "kind"),
    [
        ("document", "new_document", "locker"),
        ("paper_requested", "document_to_hand_in", "to_hand_in"),
    ],
)
async def test_new_documents_and_papers(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    school: School,
    event: str,
    change: str,
    kind: str,
) -> None:
    school.trigger_event(event, pupil="Lina")
    await refresh(hass, entry)
    attributes = state(hass, EVENT).attributes
    assert (attributes["event_type"], attributes["kind"]) == (change, kind)


async def test_without_the_right_little_is_requested(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    freezer: Clock,
) -> None:
    school.model.account("parent").may_sign = False
    await set_up(new_entry())
    registry = er.async_get(hass)
    assert registry.async_get(TO_SIGN) is None
    event = registry.async_get(EVENT)
    assert event is not None and event.disabled
    school.request_log.reset()
    for _ in range(50):
        await advance_time(hass, freezer, timedelta(hours=1))
    assert not [x for x in school.request_log.calls if "DocumentsATele" in x]


async def test_at_most_once_a_day(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    school: School,
    freezer: Clock,
) -> None:
    school.request_log.reset()
    for _ in range(96):
        await advance_time(hass, freezer, timedelta(minutes=30))
    asked = [x for x in school.request_log.calls if "DocumentsATele" in x]
    # Two days, two children; the home page shows the number of those to sign.
    assert 2 <= len(asked) <= 4


async def test_a_document_of_the_locker_is_marked(
    hass: HomeAssistant, entry: MockConfigEntry, school: School
) -> None:
    school.trigger_event("document", pupil="Lina")
    found = (await act(hass, "get_documents"))["documents"]
    document = next(x for x in found if x["kind"] == "locker" and not x["read"])
    key = {"document": document["key"]}
    assert (await act(hass, "mark_document_read", **key))["read"] is True
    locker = school.model.pupil("Lina").locker
    assert [x.read for x in locker if x.attachment.name == document["name"]] == [True]
    after = await act(hass, "mark_document_read", **key, read=False)
    assert after["read"] is False and after["url"]
    printed = next(x for x in found if x["read"] is None)
    refused = act(hass, "mark_document_read", document=printed["key"])
    assert await refusal(refused) == "answer_not_allowed"
    assert await refusal(act(hass, "mark_document_read", document="0")) == "gone"
