"""Test the actions that send a file which was uploaded to Home Assistant, as from a phone."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from aiohttp import FormData
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.pronote.const import DOMAIN
from tests.school import School

pytestmark = pytest.mark.usefixtures("no_pauses")

LINA = {"entity_id": "sensor.pronote_1_next_lesson"}
MEETING = "Demande de rendez-vous"

type Uploading = Callable[[str], Awaitable[str]]


async def act(
    hass: HomeAssistant, action: str, *, returns: bool = True, **data: Any
) -> Any:
    return await hass.services.async_call(
        DOMAIN, action, data, target=LINA, blocking=True, return_response=returns
    )


async def refusal(doing: Awaitable[object]) -> str | None:
    with pytest.raises(HomeAssistantError) as failure:
        await doing
    return failure.value.translation_key


@pytest.fixture
async def upload(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, entry: MockConfigEntry
) -> Uploading:
    """Upload a file to Home Assistant, and return its ID."""
    assert await async_setup_component(hass, "file_upload", {})
    client = await hass_client()

    async def send(name: str) -> str:
        form = FormData()
        form.add_field("file", name.encode(), filename=name)
        answer = await client.post("/api/file_upload", data=form)
        return str((await answer.json())["file_id"])

    return send


async def test_a_paper_is_handed_in(
    hass: HomeAssistant, school: School, upload: Uploading
) -> None:
    (paper,) = (await act(hass, "get_documents"))["to_hand_in"]
    send: dict[str, Any] = {
        "document": paper["key"],
        "upload": await upload("assurance.pdf"),
    }
    assert (await act(hass, "upload_document", **send))["handed_in"] == "assurance.pdf"
    (stored,) = school.model.pupil("Lina").papers.requested
    assert stored.file is not None and stored.file.content == b"assurance.pdf"
    # Home Assistant does not keep it.
    assert await refusal(act(hass, "upload_document", **send)) == "no_such_file"
    send["upload"] = await upload("secrets.yaml")
    assert await refusal(act(hass, "upload_document", **send)) == "file_type_refused"
    both = send | {"path": "/media/assurance.pdf"}
    with pytest.raises(Exception, match="two or more values in the same group"):
        await act(hass, "upload_document", **both)


async def test_an_absence_is_justified_with_a_certificate(
    hass: HomeAssistant, school: School, upload: Uploading
) -> None:
    school.trigger_event("absence", pupil="Lina")
    await act(hass, "refresh", returns=False)
    life = await act(hass, "get_school_life")
    absence = next(item for item in life["absences"] if item["to_justify"])
    after = await act(
        hass,
        "justify_absence",
        absence=absence["key"],
        reason="maladie",
        text="Fièvre",
        upload=await upload("certificat.pdf"),
    )
    assert after["documents"] == ["certificat.pdf"]
    assert school.request_log.uploads == 1


async def test_an_absence_is_announced_with_a_letter(
    hass: HomeAssistant, school: School, upload: Uploading
) -> None:
    """What was uploaded for the check is gone after it."""
    absences = school.model.pupil("Lina").absences
    absences[:] = [one for one in absences if not one.announced_by]
    day = school.model.year.next_school_day(school.clock().date() + timedelta(days=2))
    data: dict[str, Any] = {
        "start_date": day.isoformat(),
        "reason": "maladie",
        "text": "Opération",
    }
    file = await upload("mot.pdf")
    await act(hass, "announce_absence", check_only=True, upload=file, **data)
    assert school.request_log.uploads == 0
    again = act(hass, "announce_absence", upload=file, **data)
    assert await refusal(again) == "no_such_file"
    file = await upload("mot.pdf")
    made = await act(hass, "announce_absence", upload=file, **data)
    assert made["absence"]["documents"] == ["mot.pdf"]
    assert school.request_log.uploads == 1


async def test_a_reply_takes_several_files(
    hass: HomeAssistant, school: School, upload: Uploading
) -> None:
    inbox = (await act(hass, "get_inbox"))["items"]
    key = next(item["key"] for item in inbox if item["title"] == MEETING)
    names = ["certificat.pdf", "photo.jpg"]
    files = [await upload(name) for name in names]
    await act(hass, "reply", discussion=key, text="Voici", upload=files)
    letter = school.model.mail.find(MEETING).letters[-1]
    assert [(file.name, file.content) for file in letter.attachments] == [
        (name, name.encode()) for name in names
    ]
