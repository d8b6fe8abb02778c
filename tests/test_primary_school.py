"""Test the account of a primary school, which has neither timetable nor grades."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.pronote.const import DOMAIN
from tests.helpers.clock import Clock
from tests.helpers.home import advance_until, refresh, state
from tests.school import Options, School


async def evening_brief(
    hass: HomeAssistant, language: str, moment: str = "evening"
) -> dict[str, Any]:
    """Return the brief of a child."""
    answer: Any = await hass.services.async_call(
        *(DOMAIN, "get_brief"),
        {"language": language, "moment": moment},
        target=LINA,
        blocking=True,
        return_response=True,
    )
    return dict(answer["briefs"][0])


LINA = {"entity_id": "todo.pronote_1_homework"}


@pytest.fixture
def options() -> Options:
    return Options(primary=True)


async def test_what_a_primary_school_has(
    hass: HomeAssistant,
    all_enabled: None,
    school: School,
    entry: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Homework, menus, news and school life; no entity of lessons or grades, and no warning."""
    names = {
        one.entity_id.partition("pronote_1_")[2] for one in hass.states.async_all()
    }
    assert {"homework", "menu_today", "unread_news", "absence_in_progress"} <= names
    assert not {"next_lesson", "overall_average", "timetable"} & names
    assert int(state(hass, "sensor.pronote_1_homework_to_do").state) > 0
    assert state(hass, "sensor.pronote_1_menu_today").state != "unknown"
    assert not [one for one in caplog.records if "closed the page" in one.getMessage()]


@pytest.mark.parametrize(
    "action", ["get_grades", "get_timetable", "get_report_card", "get_grade_record"]
)
async def test_what_it_does_not_have_is_reported(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, action: str
) -> None:
    school.request_log.reset()
    with pytest.raises(HomeAssistantError) as caught:
        await hass.services.async_call(
            DOMAIN, action, target=LINA, blocking=True, return_response=True
        )
    assert caught.value.translation_key == "page_closed"
    assert not school.request_log.requests


@pytest.mark.parametrize("action", ["get_evaluations", "get_homework", "get_menus"])
async def test_what_it_has_is_read(
    hass: HomeAssistant, entry: MockConfigEntry, action: str
) -> None:
    answer: Any = await hass.services.async_call(
        DOMAIN, action, target=LINA, blocking=True, return_response=True
    )
    assert any(answer.values())


@pytest.mark.parametrize(
    ("language", "heading", "speech", "to_read"),
    [
        (
            "fr",
            "Devoirs\xa0:",
            "Voici l’essentiel pour Lina demain. Retenue\xa0: vendredi 27 novembre 17 heures 20.",
            "À lire",
        ),
        (
            "en",
            "Homework:",
            "This is what matters for Lina tomorrow. Detention: Friday, November 27 17:20.",
            "To read",
        ),
    ],
)
async def test_brief_without_a_timetable(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    language: str,
    heading: str,
    speech: str,
    to_read: str,
) -> None:
    """Homework, menu and what to read, without a word about hours."""
    school.trigger_event("homework", pupil="Lina", due="2026-11-25", text="Lire")
    school.trigger_event("news", pupil="Lina")
    school.request_log.reset()
    await refresh(hass, entry)
    brief = await evening_brief(hass, language)
    assert brief["known"]
    assert (brief["date"], brief["start"], brief["wake_up"]) == (
        "2026-11-25",
        None,
        None,
    )
    assert [*brief["lines"]] == [
        *("detention", "homework", "menu", "to_justify", "to_sign", "to_read")
    ]
    assert brief["lines"]["homework"].startswith(heading)
    assert brief["menu"]
    assert brief["to_read"] > 0
    assert brief["lines"]["to_read"].startswith(to_read)
    assert brief["speech"].startswith(speech)
    assert brief["lines"]["menu"] in brief["speech"]
    assert ":." not in brief["speech"]


async def test_day_of_a_brief_without_a_timetable(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: Clock
) -> None:
    """This morning, the brief is about today."""
    assert (await evening_brief(hass, "fr", "morning"))["date"] == "2026-11-24"
    assert (await evening_brief(hass, "fr", "now"))["date"] == "2026-11-24"
    await advance_until(hass, freezer, "2026-11-24 12:30")
    assert (await evening_brief(hass, "fr", "now"))["date"] == "2026-11-25"


async def test_nothing_to_print(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """The folders of what it does not have are empty."""
    socket = await hass_ws_client()
    lina = entry.runtime_data.account.pupils[0].key
    school.request_log.reset()
    for source in ("report_cards", "grade_records", "timetables", "grades"):
        place = f"media-source://pronote/{entry.entry_id}/{lina}/{source}"
        await socket.send_json_auto_id(
            {"type": "media_source/browse_media", "media_content_id": place}
        )
        answer = await socket.receive_json()
        assert answer["success"] and not answer["result"]["children"], source
    assert not school.request_log.requests
