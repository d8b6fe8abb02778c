"""Test the brief of a school day: its values, its texts to read, and what is said aloud."""

from datetime import datetime
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.const import DOMAIN
from tests.helpers.clock import Clock
from tests.helpers.home import (
    NewEntry,
    SetUp,
    advance_in_steps_until,
    advance_until,
    cancel_all_lessons,
    refresh,
)
from tests.school import School

LINA, HUGO = "todo.pronote_1_homework", "todo.pronote_2_homework"


async def briefs(
    hass: HomeAssistant, *entities: str, language: str = "fr", moment: str = "evening"
) -> dict[str, Any]:
    """Return briefs."""
    answer = await hass.services.async_call(
        DOMAIN,
        "get_brief",
        {"entity_id": [*entities], "language": language, "moment": moment},
        blocking=True,
        return_response=True,
    )
    assert answer is not None
    return dict(answer)


async def brief(hass: HomeAssistant, **data: str) -> dict[str, Any]:
    """Return the brief of the first child."""
    [found] = (await briefs(hass, LINA, **data))["briefs"]
    return dict(found)


async def test_an_ordinary_evening(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    school.model.pupil("Lina").homework.clear()
    for text in ("Lire le chapitre 3", "Apprendre la poésie"):
        school.trigger_event(
            "homework", pupil="Lina", subject="FRANÇAIS", due="2026-11-26", text=text
        )
    await refresh(hass, entry)
    await advance_until(hass, freezer, "2026-11-25 18:30")
    french, english = await brief(hass), await brief(hass, language="en")
    assert (french["child"], french["date"]) == ("Lina", "2026-11-26")
    assert french["start"] == "2026-11-26T08:00:00+01:00"
    assert french["wake_up"] == "2026-11-26T07:00:00+01:00"
    assert french["title"] == "Lina · demain"
    lines = french["lines"]
    assert lines["hours"].startswith("Demain\xa0: cours de 8:00 à ")
    assert lines["morning"] == "Réveil 7:00, départ 7:40"
    assert lines["bag"].splitlines()[0].startswith("À mettre dans le sac\xa0: ")
    assert lines["bag"].splitlines()[1].startswith("À retirer\xa0: ")
    heading, works = lines["homework"].splitlines()
    assert heading == "Devoirs\xa0:"
    subject, _, words = works.partition("\xa0: ")
    assert subject == "FRANÇAIS"
    assert set(words.split(" · ")) == {"Apprendre la poésie", "Lire le chapitre 3"}
    assert lines["menu"].startswith("Menu\xa0: ")
    assert french["speech"].startswith("Lina commence demain à 8 heures par ")
    assert english["speech"].startswith("Lina begins tomorrow at 8:00 with ")
    assert english["lines"]["morning"] == "Wake-up 7:00, departure 7:40"
    assert {**french, "title": ""}.keys() == english.keys()


async def test_the_first_lesson_is_canceled(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-25")
    await refresh(hass, entry)
    found = await brief(hass)
    assert found["planned_start"] == "2026-11-25T08:00:00+01:00"
    assert found["planned_subject"] == "FRANÇAIS"
    assert found["lines"]["morning"] == (
        "Premier cours annulé (FRANÇAIS)\xa0: réveil demain 9:10 au lieu de 7:00"
    )
    assert found["lines"]["changes"].splitlines()[0] == "8:00 FRANÇAIS · Cours annulé"
    assert found["texts"]["changes"].splitlines()[0] == found["lines"]["morning"]


@pytest.mark.parametrize(
    ("now", "moment", "date"),
    [
        ("2026-11-24 10:30", "now", "2026-11-24"),
        ("2026-11-24 10:30", "evening", "2026-11-25"),
        ("2026-11-24 20:00", "now", "2026-11-25"),
        ("2026-11-25 06:30", "morning", "2026-11-25"),
        ("2026-11-29 10:00", "morning", "2026-11-30"),
    ],
)
async def test_the_day_follows_the_moment(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    freezer: Clock,
    now: str,
    moment: str,
    date: str,
) -> None:
    await advance_until(hass, freezer, now)
    assert (await brief(hass, moment=moment))["date"] == date


async def test_what_is_over_is_not_reported(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    """Changes and tests of this morning matter no longer at lunch; the values hold them."""
    school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-24")
    await refresh(hass, entry)
    before = await brief(hass, moment="now")
    await advance_until(hass, freezer, "2026-11-24 12:30")
    after = await brief(hass, moment="now")
    assert after["date"] == "2026-11-24"
    assert len(after["changes"]) == len(before["changes"])
    told = [found["lines"].get("changes", "") for found in (before, after)]
    first = before["changes"][0]["subject"]
    assert first in told[0]
    assert len(told[1].splitlines()) < len(told[0].splitlines())


async def test_a_strike(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    cancel_all_lessons(school, "Lina", "2026-11-25")
    await refresh(hass, entry)
    evening = await brief(hass)
    assert evening["free_days"] == ["2026-11-25"]
    assert evening["date"] == "2026-11-26"
    assert evening["text"].splitlines()[0] == "Demain\xa0: aucun cours n’a lieu"
    assert "Jeudi 26 novembre\xa0: cours de" in evening["text"]
    await advance_until(hass, freezer, "2026-11-25 07:00")
    morning = await brief(hass, moment="morning")
    assert morning["text"].splitlines()[0] == "Aujourd’hui\xa0: aucun cours n’a lieu"
    assert morning["lines"]["hours"].startswith("Demain\xa0: cours de")


async def test_sunday(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: Clock
) -> None:
    await advance_until(hass, freezer, "2026-11-28 10:00")
    saturday = await brief(hass)
    assert saturday["lines"]["hours"].startswith("Lundi 30 novembre\xa0: cours de ")
    english = (await brief(hass, language="en"))["speech"]
    assert english.startswith("Lina begins on Monday, November 30 at ")
    await advance_until(hass, freezer, "2026-11-29 10:00")
    assert (await brief(hass))["lines"]["hours"].startswith("Demain\xa0: cours de ")


async def test_holidays(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    await advance_until(hass, freezer, "2026-12-22 18:00")
    await refresh(hass, entry)
    found = await brief(hass)
    assert found["text"].splitlines()[0] == (
        "Vacances de Noël, rentrée lundi 4 janvier 8:00"
    )
    assert "hours" not in found["lines"] and "morning" not in found["lines"]
    assert "Vacances de Noël" in found["speech"]
    assert "8 heures" in found["speech"]


async def test_what_waits_for_a_parent(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.trigger_event("absence", pupil="Lina")
    await refresh(hass, entry)
    found = await brief(hass)
    assert found["to_justify"][0]["kind"] == "absence"
    assert "absence (" in found["lines"]["to_justify"]


async def test_a_family(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    freezer: Clock,
    entity_registry: er.EntityRegistry,
) -> None:
    """The school stands for all its children."""
    await advance_until(hass, freezer, "2026-11-25 18:00")
    both = await briefs(hass, LINA, HUGO)
    assert [one["child"] for one in both["briefs"]] == ["Hugo", "Lina"]
    school = await briefs(hass, "event.pronote_message")
    assert {one["child"] for one in school["briefs"]} == {"Lina", "Hugo"}
    first = min(both["briefs"], key=lambda one: one["end"])
    assert both["first_to_finish"].startswith(f"{first['child']} finit en premier")
    assert (await briefs(hass, LINA))["first_to_finish"] is None
    with pytest.raises(ServiceValidationError):
        await hass.services.async_call(
            DOMAIN, "get_brief", {}, blocking=True, return_response=True
        )


async def test_nothing_is_requested_for_it(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.request_log.reset()
    await briefs(hass, LINA, HUGO)
    assert school.request_log.requests.total() == 0


async def test_a_timetable_that_is_closed(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    """The rest is still there: a primary school never shows a timetable."""
    school.fault("close_tab", tab=16)
    assert await set_up(new_entry())
    found = await brief(hass, language="en")
    assert (found["child"], found["known"]) == ("Lina", True)
    assert found["start"] is None
    assert "hours" not in found["lines"]
    assert {"menu", "to_read"} <= found["lines"].keys()


async def test_a_timetable_that_failed(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    school.fault("erreur", function="PageEmploiDuTemps", times=None)
    assert await set_up(new_entry())
    found = await brief(hass, language="en")
    assert (found["child"], found["known"]) == ("Lina", False)
    assert found["text"] == found["speech"] != ""


async def test_a_school_that_does_not_respond(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    """After an hour, the brief tells since when; the hours that were known stay."""
    await advance_in_steps_until(hass, freezer, "2026-11-24 17:00")
    school.fault("http_503", times=None)
    await advance_in_steps_until(hass, freezer, "2026-11-24 17:20")
    known = await brief(hass)
    assert known["silent_since"] is None
    assert "silent" not in known["lines"]

    await advance_in_steps_until(hass, freezer, "2026-11-24 18:30")
    found = await brief(hass)
    since = datetime.fromisoformat(found["silent_since"])
    assert since.isoformat() >= "2026-11-24T16:30:00+01:00"
    assert (
        found["lines"]
        == {
            "silent": (
                f"L’école ne répond plus depuis {since:%H:%M}\xa0:"
                " ces informations ne sont peut-être plus à jour"
            )
        }
        | known["lines"]
    )
    assert next(iter(found["lines"])) == "silent"

    school.fault("clear")
    # A pause takes as long as the outage at most.
    await advance_in_steps_until(hass, freezer, "2026-11-24 20:45")
    assert (await brief(hass))["silent_since"] is None
