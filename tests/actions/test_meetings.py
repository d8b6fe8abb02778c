"""Test the meetings of parents and teachers: calendar and actions."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.const import DOMAIN
from tests.helpers.home import NewEntry, SetUp
from tests.school import School

LINA = {"entity_id": "sensor.pronote_1_next_lesson"}
DAY = "2026-12-01"
WISHES = "SaisieRencontreDesiderata"


async def act(hass: HomeAssistant, action: str, **data: Any) -> Any:
    return await hass.services.async_call(
        DOMAIN, action, data, target=LINA, blocking=True, return_response=True
    )


async def refusal(doing: Any) -> str | None:
    with pytest.raises(HomeAssistantError) as failure:
        await doing
    return failure.value.translation_key


@pytest.fixture
async def invited(
    school: School, new_entry: NewEntry, set_up: SetUp
) -> MockConfigEntry:
    """An account of a family that is invited."""
    school.trigger_event("meetings")
    entry = new_entry()
    assert await set_up(entry)
    return entry


async def calendar(hass: HomeAssistant) -> list[dict[str, Any]]:
    answer = await hass.services.async_call(
        "calendar",
        "get_events",
        {
            "entity_id": "calendar.pronote_1_school_life",
            "start_date_time": f"{DAY} 00:00:00",
            "end_date_time": f"{DAY} 23:59:00",
        },
        blocking=True,
        return_response=True,
    )
    assert answer is not None
    events: Any = answer["calendar.pronote_1_school_life"]
    found: list[dict[str, Any]] = events["events"]
    return found


async def test_planned_meetings_are_in_the_calendar(
    hass: HomeAssistant, school: School, invited: MockConfigEntry
) -> None:
    school.trigger_event("meetings_planned")
    meetings = [x for x in await calendar(hass) if f"{DAY}T17:" in x["start"]]
    real = school.model.meetings[0].meetings["pupil-lina"]
    assert meetings[0]["summary"] == (
        f"Meeting – {real[0].teacher} – {real[0].subject}"
    )
    assert meetings[0]["description"] == "Réunion parents-professeurs"
    assert [x["location"] for x in meetings] == [
        "100",
        "https://visio.exemple.fr/salle-1",
        "102",
    ]
    assert meetings[0]["end"] == f"{DAY}T17:10:00+01:00"


async def test_without_the_page_nothing_is_requested(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.request_log.reset()
    await calendar(hass)
    assert not [x for x in school.request_log.calls if "Rencontres" in x]
    assert await refusal(act(hass, "get_meetings")) == "page_closed"


async def test_wishes_and_unavailability(
    hass: HomeAssistant, school: School, invited: MockConfigEntry
) -> None:
    (session,) = (await act(hass, "get_meetings"))["sessions"]
    assert (session["day"], session["limits"]) == (DAY, {"essential": 2})
    first = session["possible"][0]
    answer = {"session": session["key"], "meeting": first["key"]}
    after = await act(hass, "set_meeting_wish", **answer, wish="essential")
    assert after["possible"][0]["wish"] == "essential"
    after = await act(hass, "set_meeting_wish", **answer)
    assert after["possible"][0]["wish"] is None
    busy = [{"from": "17:00", "to": "17:30"}]
    after = await act(
        hass, "set_meeting_unavailability", session=session["key"], unavailable=busy
    )
    assert after["unavailable"] == [{"from": "17:00:00", "to": "17:30:00"}]
    assert school.model.meetings[0].unavailable == {"parent": {0, 1, 2, 3, 4, 5}}
    school.fault("refuse_write", function=WISHES, message="Saisie impossible.")
    failed = await refusal(act(hass, "set_meeting_wish", **answer, wish="wished"))
    assert failed == "write_refused_because"
    school.model.account("parent").may_wish = False
    failed = await refusal(act(hass, "set_meeting_wish", **answer, wish="wished"))
    assert failed == "answer_not_allowed"
    wrong = answer | {"meeting": "0"}
    assert await refusal(act(hass, "set_meeting_wish", **wrong)) == "gone"
