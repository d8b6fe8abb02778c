"""Test the calendars: the current event, and any date range."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from tests.helpers.clock import Clock
from tests.helpers.home import (
    advance_time,
    advance_until,
    refresh,
    settle,
    state,
    value,
)
from tests.school import School
from tests.school.model.types import LessonKind, MealKind

LESSONS = "calendar.pronote_1_lessons"
MENUS = "calendar.pronote_1_menus"
SCHOOL_LIFE = "calendar.pronote_1_school_life"
HOMEWORK = "calendar.pronote_1_homework"
HOLIDAYS = "calendar.pronote_holidays"


async def events(
    hass: HomeAssistant, first: str, last: str, calendar: str = LESSONS
) -> list[dict[str, Any]]:
    """Return what a calendar shows from a day to another, asked as pages and cards ask."""
    end = date.fromisoformat(last) + timedelta(days=1)
    answer: Any = await hass.services.async_call(
        "calendar",
        "get_events",
        {
            "entity_id": calendar,
            "start_date_time": f"{first} 00:00:00",
            "end_date_time": f"{end} 00:00:00",
        },
        blocking=True,
        return_response=True,
    )
    found = answer[calendar]["events"]
    assert isinstance(found, list)
    return found


def news(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[str]:
    """Return the summaries that were not there before."""
    known = {(event["start"], event["summary"]) for event in before}
    return [
        event["summary"]
        for event in after
        if (event["start"], event["summary"]) not in known
    ]


async def test_state_is_the_lesson_in_progress_or_the_next(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: Clock
) -> None:
    assert value(hass, LESSONS) == STATE_OFF
    assert state(hass, LESSONS).attributes["message"] == "MATHÉMATIQUES"

    await advance_until(hass, freezer, "2026-11-24 08:00:00")
    assert value(hass, LESSONS) == STATE_ON
    assert state(hass, LESSONS).attributes["location"] == "B14"

    await advance_until(hass, freezer, "2026-11-24 08:55:00")
    assert value(hass, LESSONS) == STATE_OFF
    assert state(hass, LESSONS).attributes["message"] == "ESPAGNOL LV2"


async def test_weeks_of_memory_cost_nothing(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.request_log.reset()
    found = await events(hass, "2026-11-23", "2026-12-06")
    model = school.model.pupil("Lina").lessons_between(
        *(school.clock().date() + timedelta(days=days) for days in (-1, 12))
    )
    starts = {datetime.fromisoformat(event["start"]) for event in found}
    assert starts == {
        lesson.start for lesson in model if lesson.kind is not LessonKind.CLASS_COUNCIL
    }
    assert not school.request_log.requests


async def test_any_week_can_be_looked_at(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    """Past and to come; once, for a while."""
    school.request_log.reset()
    assert await events(hass, "2026-11-09", "2026-11-13")
    assert await events(hass, "2026-12-07", "2026-12-18")
    assert school.request_log.requests == {"PageEmploiDuTemps": 2}
    assert await events(hass, "2026-11-10", "2026-11-10")
    assert await events(hass, "2026-11-23", "2026-12-18")
    assert school.request_log.requests == {"PageEmploiDuTemps": 2}

    await advance_time(hass, freezer, timedelta(minutes=61))
    school.request_log.reset()
    assert await events(hass, "2026-11-09", "2026-11-13")
    assert school.request_log.requests["PageEmploiDuTemps"] == 0
    assert await events(hass, "2026-12-07", "2026-12-11")
    assert school.request_log.requests["PageEmploiDuTemps"] == 1


async def test_days_without_school_cost_nothing(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.request_log.reset()
    assert await events(hass, "2026-12-21", "2026-12-27") == []
    assert await events(hass, "2025-01-01", "2025-12-31") == []
    assert await events(hass, "2030-01-01", "2030-01-31") == []
    assert not school.request_log.requests


async def test_failure_is_reported(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.fault("site_closed")
    with pytest.raises(HomeAssistantError) as failure:
        await events(hass, "2026-11-09", "2026-11-13")
    assert failure.value.translation_key == "site_closed"


@pytest.mark.parametrize(("language", "word"), [("en", "Canceled"), ("fr", "Annulé")])
async def test_canceled_lesson_says_so(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    language: str,
    word: str,
) -> None:
    hass.config.language = language
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    before = await events(hass, "2026-11-27", "2026-11-27")
    school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-27")
    await refresh(hass, entry)
    after = await events(hass, "2026-11-27", "2026-11-27")
    assert any(summary.startswith(f"{word} – ") for summary in news(before, after))


async def test_lessons_that_are_not_held_may_be_left_out(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """Canceled ones; those that the child is exempted from, unless it has to be present."""
    school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-27")
    await refresh(hass, entry)
    shown = await events(hass, "2026-11-23", "2026-12-06")
    said = {event["summary"].partition(" – ")[0] for event in shown}
    assert {"Canceled", "Teacher absent"} <= said
    hass.config_entries.async_update_entry(entry, options={"canceled_lessons": False})
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    left = await events(hass, "2026-11-23", "2026-12-06")
    assert not any(" – " in event["summary"] for event in left)
    assert 10 < len(left) < len(shown)


@pytest.mark.parametrize(
    ("what", "details", "reason"),
    [
        ("pupil_exempted", {"kind": 2}, "Exempted – "),
        ("pupil_exempted", {"kind": 8}, "Exempted – "),
        (
            "pupil_exempted",
            {"label": "Suivi à la maison", "at_home": True},
            "Suivi à la maison – ",
        ),
        ("lesson_without_pupils", {}, "Class absent – "),
        ("pupil_on_placement", {}, "Exempted – "),
        ("pupil_exempted", {"kind": 3}, ""),
        ("lesson_words", {"status": "Annule et remplace"}, ""),
    ],
)
async def test_why_a_lesson_is_not_attended(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    what: str,
    details: dict[str, object],
    reason: str,
) -> None:
    day = "2026-12-03"
    (before, *_) = await events(hass, day, day)
    school.trigger_event(what, pupil="Lina", date=day, **details)
    await refresh(hass, entry)
    (after, *_) = await events(hass, day, day)
    assert after["summary"] == f"{reason}{before['summary']}"


async def test_open_dashboard_learns_of_changes(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    client = await hass_ws_client(hass)
    await client.send_json_auto_id(
        {
            "type": "calendar/event/subscribe",
            "entity_id": LESSONS,
            "start": "2026-11-27T00:00:00+01:00",
            "end": "2026-11-28T00:00:00+01:00",
        }
    )
    assert (await client.receive_json())["success"]
    before = (await client.receive_json())["event"]["events"]
    school.trigger_event("lesson_canceled", pupil="Lina", date="2026-11-27")
    await refresh(hass, entry)
    after = (await client.receive_json())["event"]["events"]
    assert any(summary.startswith("Canceled – ") for summary in news(before, after))


async def test_menus(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """Each says which meal it is, lunch first: calendars sort the day by title."""
    assert "poulet" in state(hass, MENUS).attributes["message"]
    week = await events(hass, "2026-11-23", "2026-11-29", MENUS)
    meals = [
        menu
        for menu in school.model.pupil("Lina").menus
        if date(2026, 11, 23) <= menu.date <= date(2026, 11, 29)
    ]
    assert sorted(event["start"] for event in week) == sorted(
        str(menu.date) for menu in meals
    )
    labels = [event["summary"].partition(" – ")[0] for event in week]
    assert set(labels) == {"Lunch", "Supper"}
    assert labels.count("Supper") == sum(menu.meal is MealKind.DINNER for menu in meals)
    assert week == sorted(week, key=lambda event: (event["start"], event["summary"]))
    school.request_log.reset()
    assert await events(hass, "2026-12-07", "2026-12-11", MENUS)
    assert school.request_log.requests == {"PageMenus": 1}


async def test_menus_in_french_are_sorted_too(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    hass.config.language = "fr"
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    week = await events(hass, "2026-11-23", "2026-11-29", MENUS)
    labels = [event["summary"].partition(" – ")[0] for event in week]
    assert set(labels) == {"Déjeuner", "Dîner"}


async def test_last_october_and_next_may(
    hass: HomeAssistant, entry: MockConfigEntry, subtests: pytest.Subtests
) -> None:
    """No calendar ends where the polling does."""
    october, may = ("2026-10-01", "2026-10-31"), ("2027-05-01", "2027-05-31")
    months = dict.fromkeys(
        (LESSONS, "calendar.pronote_1_tests", MENUS, HOLIDAYS), (october, may)
    ) | {
        # Nothing but lessons in those months; no homework is given for May yet.
        HOMEWORK: (october,),
        SCHOOL_LIFE: (("2026-09-01", "2026-09-30"), ("2027-03-01", "2027-03-31")),
    }
    for calendar, ranges in months.items():
        for first, last in ranges:
            with subtests.test(calendar, first=first):
                found = await events(hass, first, last, calendar)
                assert found
                starts = [event["start"][:10] for event in found]
                assert starts == sorted(starts)
                assert all(first <= event["end"][:10] for event in found)
                assert all(event["start"][:10] <= last for event in found)


async def test_council_is_said_once_and_is_no_lesson(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """The timetable and the agenda both tell it."""
    day = "2026-11-26"
    assert any(
        lesson.kind is LessonKind.CLASS_COUNCIL and str(lesson.day) == day
        for lesson in school.model.pupil("Lina").lessons
    )
    councils = [
        event["summary"]
        for event in await events(hass, day, day, SCHOOL_LIFE)
        if "ouncil" in event["summary"] or "onseil" in event["summary"]
    ]
    assert councils == ["Class council"]
    lessons = await events(hass, day, day)
    assert not any("ouncil" in event["summary"] for event in lessons)


async def test_lesson_without_subject_is_called_by_its_memo(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    found = await events(hass, "2026-11-24", "2026-12-01")
    summaries = {event["summary"] for event in found}
    assert "Intervention extérieure" in summaries
    assert not {"Exceptionnel", "Exceptional"} & summaries


async def test_school_life(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
) -> None:
    """Detentions, outings, what the agenda announces; each once."""
    happening = school.trigger_event("detention", pupil="Lina", date="2026-12-03")
    await refresh(hass, entry)
    found = await events(hass, "2026-11-24", "2026-12-13", SCHOOL_LIFE)
    detentions = [
        event for event in found if event["start"] == happening["lesson"]["start"]
    ]
    assert [event["summary"] for event in detentions] == ["Detention"]
    summaries = {event["summary"] for event in found}
    assert {"Photos de classe", "Rencontre parents-professeurs"} <= summaries
    assert "Outing – Visite du musée des techniques" in summaries
    assert not any("MATH" in summary for summary in summaries)
    assert value(hass, SCHOOL_LIFE) == STATE_OFF
    assert state(hass, SCHOOL_LIFE).attributes["message"]


async def test_school_life_tells_what_the_agenda_announces(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: Clock
) -> None:
    """The home page does, without a question more."""
    await advance_until(hass, freezer, "2026-11-27 08:30:00")
    assert value(hass, SCHOOL_LIFE) == STATE_ON
    assert state(hass, SCHOOL_LIFE).attributes["message"] == "Photos de classe"
    await advance_until(hass, freezer, "2026-11-27 12:00:01")
    assert value(hass, SCHOOL_LIFE) == STATE_OFF


async def test_detention_that_only_the_office_tells(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    lina = school.model.pupil("Lina")
    lina.punishments.clear()
    happening = school.trigger_event("detention", pupil="Lina", date="2026-12-03")
    lina.lessons = [lesson for lesson in lina.lessons if not lesson.detention]
    await refresh(hass, entry)
    day = await events(hass, "2026-12-03", "2026-12-03", SCHOOL_LIFE)
    assert [event["start"] for event in day if event["summary"] == "Retenue"] == [
        happening["lesson"]["start"]
    ]


async def test_a_sanction_of_three_days(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    school.trigger_event("sanction", pupil="Lina", date="2026-11-25", days=3)
    await refresh(hass, entry)
    found = await events(hass, "2026-11-25", "2026-11-27", SCHOOL_LIFE)
    (sanction,) = (
        event for event in found if event["summary"] == "Exclusion temporaire"
    )
    assert (sanction["start"], sanction["end"]) == ("2026-11-25", "2026-11-28")
    assert sanction["description"] == "Violences"
    after = await events(hass, "2026-11-28", "2026-11-28", SCHOOL_LIFE)
    assert "Exclusion temporaire" not in {event["summary"] for event in after}
    await advance_until(hass, freezer, "2026-11-26 07:30:00")
    assert value(hass, SCHOOL_LIFE) == STATE_ON
    assert state(hass, SCHOOL_LIFE).attributes["message"] == "Exclusion temporaire"


async def test_an_announced_absence_until_it_is_refused(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """It is in the calendar, counts nowhere and fires no event; once refused it is gone."""
    lina = school.model.pupil("Lina")
    lina.absences = [one for one in lina.absences if not one.announced_by]
    await refresh(hass, entry)
    counts = ("sensor.pronote_1_unjustified_absences", "event.pronote_1_absence")
    before = [value(hass, entity) for entity in counts]
    school.trigger_event("announced_absence", pupil="Lina", date="2026-11-26")

    async def announced() -> list[str]:
        await refresh(hass, entry)
        assert [value(hass, entity) for entity in counts] == before
        day = await events(hass, "2026-11-26", "2026-11-26", SCHOOL_LIFE)
        return [
            event["description"]
            for event in day
            if event["summary"] == "Announced absence"
        ]

    assert await announced() == ["RAISON FAMILIALE"]
    school.trigger_event("announcement_refused", pupil="Lina")
    assert await announced() == []


@pytest.mark.parametrize(
    ("answer", "event_type", "status", "summaries"),
    [
        (
            "announcement_accepted",
            "announcement_accepted",
            "accepted",
            ["Accepted absence"],
        ),
        ("announcement_refused", "announcement_refused", "refused", []),
    ],
)
async def test_the_answer_to_an_announcement(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    answer: str,
    event_type: str,
    status: str,
    summaries: list[str],
) -> None:
    """It fires once, whatever happens on the page afterwards."""
    entity = "event.pronote_1_announcement"
    lina = school.model.pupil("Lina")
    lina.absences = [one for one in lina.absences if not one.announced_by]
    await refresh(hass, entry)
    school.trigger_event("announced_absence", pupil="Lina", date="2026-11-26")
    await refresh(hass, entry)
    announced = state(hass, entity)
    assert announced.attributes["event_type"] == "absence_announced"
    assert announced.attributes["reason"] == "RAISON FAMILIALE"
    assert announced.attributes["status"] == "announced"
    school.trigger_event(answer, pupil="Lina", message="Vu avec la direction.")
    await refresh(hass, entry)
    answered = state(hass, entity)
    assert answered.attributes["event_type"] == event_type
    assert answered.attributes["status"] == status
    assert answered.attributes["message"] == "Vu avec la direction."
    assert answered.attributes["decided_on"] == school.clock().date().isoformat()
    day = await events(hass, "2026-11-26", "2026-11-26", SCHOOL_LIFE)
    absences = [x["summary"] for x in day if "absence" in x["summary"]]
    assert absences == summaries
    school.trigger_event("absence", pupil="Lina")
    await refresh(hass, entry)
    assert state(hass, entity) is answered


@pytest.mark.parametrize(
    ("answer", "status", "summaries"),
    [
        ("exemption_accepted", "accepted", ["Exemption – ED.PHYSIQUE & SPORT."]),
        ("exemption_refused", "refused", []),
    ],
)
async def test_the_answer_to_a_request_for_an_exemption(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    answer: str,
    status: str,
    summaries: list[str],
) -> None:
    """It fires once, also if the same page is read in a new session."""
    entity = "event.pronote_1_exemption"
    lina = school.model.pupil("Lina")
    lina.exemptions.clear()
    await refresh(hass, entry)

    async def shown() -> list[str]:
        day = await events(hass, "2026-11-26", "2026-11-26", SCHOOL_LIFE)
        return [x["summary"] for x in day if "xemption" in x["summary"]]

    school.trigger_event("exemption_requested", pupil="Lina", date="2026-11-25")
    await refresh(hass, entry)
    requested = state(hass, entity).attributes
    assert requested["event_type"] == "exemption_requested"
    assert (requested["start"], requested["end"]) == ("2026-11-25", "2026-12-01")
    assert requested["text"] == "Entorse"
    (summary,) = await shown()
    assert summary.startswith("Requested exemption – ")
    school.trigger_event(answer, pupil="Lina", message="Certificat reçu.")
    await refresh(hass, entry)
    answered = state(hass, entity)
    assert answered.attributes["event_type"] == answer
    assert answered.attributes["status"] == status
    assert answered.attributes["message"] == "Certificat reçu."
    assert await shown() == summaries
    school.expire_sessions()
    await refresh(hass, entry)
    assert state(hass, entity) is answered


async def test_an_exemption_that_the_school_enters_is_no_request(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    lina = school.model.pupil("Lina")
    await refresh(hass, entry)
    before = state(hass, "event.pronote_1_exemption")
    school.trigger_event("exemption_requested", pupil="Lina")
    lina.exemptions[-1] = replace(lina.exemptions[-1], announced_by=None, waiting=False)
    await refresh(hass, entry)
    assert state(hass, "event.pronote_1_exemption") is before


@pytest.mark.parametrize("child", ["2"])
async def test_what_the_school_life_page_tells_beside(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, child: str
) -> None:
    hugo = school.model.pupil("Hugo")
    school.trigger_event("missed_meal", pupil="Hugo")
    school.trigger_event("incident", pupil="Hugo")
    await refresh(hass, entry)
    calendar = SCHOOL_LIFE.replace("_1_", f"_{child}_")
    year = school.model.year
    found = await events(hass, f"{year.first_day}", "2026-12-13", calendar)
    summaries = {event["summary"] for event in found}
    assert {
        "Missed lunch",
        "Incident",
        "Night away from boarding school",
        "Late return to boarding school",
        "Commission éducative",
        "Mesure conservatoire",
        f"Exemption – {hugo.exemptions[0].subject.name}",
    } <= summaries


async def test_agenda_is_asked_once_and_may_be_closed(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.request_log.reset()
    assert await events(hass, "2026-11-24", "2026-12-06", SCHOOL_LIFE)
    assert await events(hass, "2026-11-30", "2026-12-06", SCHOOL_LIFE)
    assert school.request_log.requests == {"PageAgenda": 1}
    school.fault("close_tab", tab=9)
    school.expire_sessions()
    await refresh(hass, entry)
    found = await events(hass, "2026-12-07", "2026-12-13", SCHOOL_LIFE)
    assert any("Outing" in event["summary"] for event in found)
    school.fault("site_closed")
    with pytest.raises(HomeAssistantError):
        await events(hass, "2027-01-11", "2027-01-17", SCHOOL_LIFE)


async def test_whole_days_of_the_agenda(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    found = await events(hass, "2026-12-07", "2026-12-20", SCHOOL_LIFE)
    [fair] = [x for x in found if x["summary"] == "Journée portes ouvertes"]
    assert (fair["start"], fair["end"]) == ("2026-12-14", "2026-12-15")
    assert "9h" in fair["description"]


async def test_tests(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    tests = "calendar.pronote_1_tests"
    school.trigger_event("test", pupil="Lina", date="2026-12-10")
    found = await events(hass, "2026-12-07", "2026-12-13", tests)
    shown = {datetime.fromisoformat(event["start"]) for event in found}
    assert shown == {
        lesson.start
        for lesson in school.model.pupil("Lina").lessons_between(
            date(2026, 12, 7), date(2026, 12, 13)
        )
        if lesson.test and not lesson.canceled
    }
    assert state(hass, tests).attributes["start_time"] == "2026-11-24 08:00:00"


async def test_test_of_the_home_page(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """It is in its lesson, once, also where the timetable does not show it."""
    tests = "calendar.pronote_1_tests"
    lina = school.model.pupil("Lina")
    day = date(2026, 11, 30)
    before = await events(hass, "2026-11-30", "2026-12-01", tests)
    lesson = next(
        x
        for x in lina.lessons_between(day, day)
        if x.subject and not x.test and not x.canceled
    )
    assert lesson.subject is not None
    row = {
        "N": "60#a",
        "G": 1,
        "matiere": {"_T": 24, "V": {"L": lesson.subject.name}},
        "dateDebut": {"_T": 7, "V": f"{lesson.start:%d/%m/%Y %H:%M:%S}"},
    }
    told = {"listeDS": {"_T": 24, "V": [row]}}
    sections = {"devoirSurveille": told, "devoirSurveilleEvaluation": told}
    school.fault("answer", times=None, function="PageAccueil", changes=sections)
    await entry.runtime_data.home.async_refresh()
    found = await events(hass, "2026-11-30", "2026-12-01", tests)
    assert len(found) == len(before) + 1
    (event,) = (x for x in found if x not in before)
    assert datetime.fromisoformat(event["start"]) == lesson.start

    school.fault("clear")
    await entry.runtime_data.home.async_refresh()
    assert await events(hass, "2026-11-30", "2026-12-01", tests) == before


async def test_homework(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """What the list knows costs nothing, and a tick shows."""
    school.request_log.reset()
    found = await events(hass, "2026-11-24", "2026-12-06", HOMEWORK)
    works = school.model.pupil("Lina").homework_between(
        date(2026, 11, 24), date(2026, 12, 6)
    )
    assert sorted(event["summary"] for event in found) == sorted(
        f"✓ {work.subject.name}" if work.done else work.subject.name for work in works
    )
    assert not school.request_log.requests
    assert value(hass, HOMEWORK) in (STATE_ON, STATE_OFF)
    before = await events(hass, "2026-09-01", "2026-10-15", HOMEWORK)
    assert before
    assert school.request_log.requests == {"PageCahierDeTexte": 1}
    assert before == await events(hass, "2026-09-01", "2026-10-15", HOMEWORK)
    assert school.request_log.requests == {"PageCahierDeTexte": 1}
    await entry.runtime_data.homework.async_refresh()
    for pupil in school.model.pupils:
        pupil.homework.clear()
    await refresh(hass, entry)
    assert value(hass, HOMEWORK) == STATE_OFF
    assert "message" not in state(hass, HOMEWORK).attributes


async def test_holidays_are_known_without_asking(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    school.request_log.reset()
    found = await events(hass, "2026-09-01", "2027-08-31", HOLIDAYS)
    assert [event["summary"] for event in found] == [
        *(holiday.name for holiday in school.model.year.holidays),
        "Summer holidays begin",
    ]
    assert found[0]["start"] == str(school.model.year.holidays[0].first)
    assert not school.request_log.requests
    assert state(hass, HOLIDAYS).attributes["message"] == "Vacances de Noël"
    assert value(hass, HOLIDAYS) == STATE_OFF
    await advance_until(hass, freezer, "2026-12-19 00:00:00")
    assert value(hass, HOLIDAYS) == STATE_ON


async def test_each_calendar_has_its_colour(
    hass: HomeAssistant, entry: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    colours = [
        entity.options["calendar"]["color"]
        for entity in er.async_entries_for_config_entry(entity_registry, entry.entry_id)
        if entity.domain == "calendar" and "pronote_2" not in entity.entity_id
    ]
    assert len(set(colours)) == len(colours) == 6
