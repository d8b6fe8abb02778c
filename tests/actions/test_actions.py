"""Test the actions: read any page for any date range, and write."""

from datetime import date, timedelta
import json
from pathlib import Path
from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import (
    HomeAssistantError,
    ServiceValidationError,
    Unauthorized,
)
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
import voluptuous as vol

from custom_components.pronote.const import DOMAIN
from tests.helpers.clock import Clock
from tests.helpers.home import NewEntry, SetUp, advance_time, refresh, value
from tests.school import School

PACKAGE = Path(__file__).parents[2] / "custom_components" / "pronote"
WRITES = {"set_homework_done", "mark_news_read", "refresh", "withdraw_announcement"}
TARGET = {"device_id", "entity_id", "area_id", "floor_id", "label_id"}


def descriptions() -> dict[str, Any]:
    """What the dialogs show of each action."""
    described = load_yaml_dict(str(PACKAGE / "services.yaml"))
    return {name: described for name, described in described.items() if name[0] != "."}


def device(hass: HomeAssistant, entity_id: str) -> str:
    entity = er.async_get(hass).async_get(entity_id)
    assert entity is not None and entity.device_id is not None
    return entity.device_id


@pytest.fixture
def lina(hass: HomeAssistant, entry: MockConfigEntry) -> str:
    """The device of the first child."""
    return device(hass, "sensor.pronote_1_next_lesson")


@pytest.fixture
def account(hass: HomeAssistant, entry: MockConfigEntry) -> str:
    """The device of the school."""
    return device(hass, "event.pronote_message")


async def act(
    hass: HomeAssistant,
    action: str,
    device_id: str,
    **data: Any,
) -> Any:
    """Call an action; what it answers is plain JSON."""
    answer = await hass.services.async_call(
        DOMAIN,
        action,
        {"device_id": device_id, **data},
        blocking=True,
        return_response=action not in WRITES,
    )
    assert json.loads(json.dumps(answer)) == answer
    return answer


async def refusal(
    hass: HomeAssistant, action: str, device_id: str, **data: object
) -> str | None:
    with pytest.raises(HomeAssistantError) as failure:
        await act(hass, action, device_id, **data)
    assert str(failure.value)
    return failure.value.translation_key


async def test_registered_once_for_all(hass: HomeAssistant) -> None:
    """Also where no account is set up yet: automations can be checked."""
    assert await async_setup_component(hass, DOMAIN, {})
    actions = hass.services.async_services_for_domain(DOMAIN)
    described = descriptions()
    assert set(actions) == set(described)
    for name, action in actions.items():
        assert isinstance(action.schema, vol.Schema)
        fields = {str(key): key for key in action.schema.schema}
        assert set(fields) >= TARGET
        assert described[name]["target"]
        assert set(described[name].get("fields", {})) == set(fields) - TARGET
        for field, field_data in described[name].get("fields", {}).items():
            required = type(fields[field]).__name__ == "Required"
            assert field_data.get("required", False) is required, (name, field)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_actions_have_words_and_icons(language: str) -> None:
    path = PACKAGE / "translations" / f"{language}.json"
    texts = json.loads(path.read_text(encoding="utf-8"))
    icons = json.loads((PACKAGE / "icons.json").read_text(encoding="utf-8"))
    described = descriptions()
    assert set(texts["services"]) == set(icons["services"]) == set(described)
    for name, action in described.items():
        assert set(texts["services"][name]["fields"]) == set(action.get("fields", {}))


async def test_timetable_of_any_week(
    hass: HomeAssistant, school: School, lina: str
) -> None:
    """A week known costs nothing, another one question."""
    school.request_log.reset()
    answer = await act(hass, "get_timetable", lina)
    pupil = school.model.pupil("Lina")
    lessons = pupil.lessons_between(date(2026, 11, 24), date(2026, 11, 30))
    assert len(answer["lessons"]) == len(lessons)
    assert answer["lessons"][0]["start"] == lessons[0].start.isoformat()
    assert answer["lessons"][0]["attended"] is True
    assert not school.request_log.requests

    days = {"start_date": "2026-10-05", "end_date": "2026-10-09"}
    answer = await act(hass, "get_timetable", lina, **days)
    found = {lesson["start"][:10] for lesson in answer["lessons"]}
    assert found == {f"2026-10-0{day}" for day in range(5, 10)}
    assert school.request_log.requests["PageEmploiDuTemps"] == 1


async def test_study_hours_count_as_the_family_chose(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, lina: str
) -> None:
    """The last hour of that Tuesday is one, from 17:20."""
    school.trigger_event("study_hour_named", pupil="Lina", date="2026-11-24", slot=18)
    await refresh(hass, entry)
    for choice, expected in (("between_lessons", False), ("always", True)):
        child = {entry.runtime_data.account.pupils[0].key: {"study_hours": choice}}
        hass.config_entries.async_update_entry(entry, options={"children": child})
        today = {"start_date": "2026-11-24", "end_date": "2026-11-24"}
        lessons = (await act(hass, "get_timetable", lina, **today))["lessons"]
        attended = [lesson for lesson in lessons if lesson["attended"]]
        assert attended[-1]["study_hour"]
        assert attended[-1]["counts"] is expected
        assert all(one["counts"] for one in attended if not one["study_hour"])
        assert not any(one["counts"] for one in lessons if not one["attended"])


async def test_homework_with_the_family_s_ticks(
    hass: HomeAssistant, school: School, lina: str
) -> None:
    """What the to-do list shows costs nothing, other days one question."""
    school.request_log.reset()
    days = {"start_date": "2026-11-24", "end_date": "2026-12-20"}
    homework = (await act(hass, "get_homework", lina, **days))["homework"]
    assert all("2026-11-24" <= work["due"] <= "2026-12-20" for work in homework)
    open_work = next(work for work in homework if not work["done"])
    await act(hass, "set_homework_done", lina, homework=open_work["key"])
    homework = (await act(hass, "get_homework", lina, **days))["homework"]
    assert next(w for w in homework if w["key"] == open_work["key"])["done"] is True
    count = int(value(hass, "sensor.pronote_1_homework_to_do"))
    await act(hass, "set_homework_done", lina, homework=open_work["key"], done=False)
    assert int(value(hass, "sensor.pronote_1_homework_to_do")) == count + 1
    assert not school.request_log.requests
    days = {"start_date": "2026-09-14", "end_date": "2026-12-20"}
    assert len((await act(hass, "get_homework", lina, **days))["homework"]) > len(
        homework
    )
    assert school.request_log.requests["PageCahierDeTexte"] == 1


async def test_results_of_any_period(
    hass: HomeAssistant, school: School, lina: str
) -> None:
    school.request_log.reset()
    book = await act(hass, "get_grades", lina)
    assert book["overall_average"] == float(
        value(hass, "sensor.pronote_1_overall_average")
    )
    assert book["grades"] and book["subjects"]
    same = await act(hass, "get_grades", lina, period=book["period"].upper())
    assert same == book
    assert not school.request_log.requests
    names = [period["name"] for period in book["periods"]]
    assert names[0] == book["period"]
    other = await act(hass, "get_grades", lina, period=names[1])
    assert (other["period"], other["periods"]) == (names[1], book["periods"])
    assert school.request_log.requests["DernieresNotes"] == 1
    assert (await act(hass, "get_evaluations", lina))["evaluations"]
    life = await act(hass, "get_school_life", lina)
    assert {"absences", "delays", "punishments", "observations"} < set(life)
    school.trigger_event("report_card", pupil="Lina")
    card = await act(hass, "get_report_card", lina, period=book["period"])
    assert card["published"] is True
    assert card["subjects"]


async def test_school_life_of_the_year_is_cached(
    hass: HomeAssistant, school: School, lina: str
) -> None:
    school.request_log.reset()
    year = await act(hass, "get_school_life", lina, whole_year=True)
    same = await act(hass, "get_school_life", lina, period=year["period"])
    assert same == year
    assert not school.request_log.requests
    term = await act(hass, "get_school_life", lina)
    assert school.request_log.requests["PagePresence"]
    assert term["period"] != year["period"]
    assert term["punishments"]
    for kind in ("absences", "punishments", "observations"):
        known = {one["key"] for one in year[kind]}
        assert {one["key"] for one in term[kind]} <= known
    both = {"period": term["period"], "whole_year": True}
    with pytest.raises(vol.Invalid):
        await act(hass, "get_school_life", lina, **both)


@pytest.mark.usefixtures("all_enabled")
async def test_skills_and_report_cards_that_entities_follow_are_cached(
    hass: HomeAssistant, school: School, lina: str
) -> None:
    school.request_log.reset()
    skills = await act(hass, "get_evaluations", lina)
    card = await act(hass, "get_report_card", lina)
    assert skills["evaluations"]
    assert skills["period"] in [period["name"] for period in skills["periods"]]
    assert card["period"] in [period["name"] for period in card["periods"]]
    assert await act(hass, "get_evaluations", lina, period=skills["period"]) == skills
    assert await act(hass, "get_report_card", lina, period=card["period"]) == card
    assert not school.request_log.requests
    names = [period["name"] for period in skills["periods"]]
    other = next(name for name in names if name != skills["period"])
    answer = await act(hass, "get_evaluations", lina, period=other)
    assert (answer["period"], answer["periods"]) == (other, skills["periods"])
    assert school.request_log.requests["DernieresEvaluations"] == 1


async def test_skills_that_no_entity_follows_take_a_request(
    hass: HomeAssistant, school: School, lina: str
) -> None:
    school.request_log.reset()
    assert (await act(hass, "get_evaluations", lina))["evaluations"]
    await act(hass, "get_report_card", lina)
    assert school.request_log.requests["DernieresEvaluations"] == 1
    assert school.request_log.requests["PageBulletins"] == 1


async def test_menus(hass: HomeAssistant, lina: str) -> None:
    day = {"start_date": "2026-11-26", "end_date": "2026-11-26"}
    [menu, *_] = (await act(hass, "get_menus", lina, **day))["menus"]
    assert menu["date"] == "2026-11-26"
    assert menu["dishes"]


async def test_news_are_read_acknowledged_and_answered(
    hass: HomeAssistant, school: School, lina: str, account: str
) -> None:
    school.trigger_event("news", pupil="Lina", title="Sortie", acknowledge=True)
    school.trigger_event("survey", pupil="Lina", title="Menu")
    unread = (await act(hass, "get_news", lina, unread_only=True))["news"]
    news = {item["title"]: item for item in unread}
    assert news["Menu"]["survey"] is True
    assert len((await act(hass, "get_news", account))["news"]) > len(unread)

    survey = await act(hass, "get_news", lina, news=news["Menu"]["key"])
    [question] = survey["questions"]
    answered = await act(
        hass,
        "answer_news",
        lina,
        news=survey["key"],
        answers={question["key"]: [question["choices"][1]["position"]]},
    )
    assert answered["questions"][0]["answered"] is True
    assert answered["questions"][0]["answer_choices"] == [2]

    sheet = await act(hass, "answer_news", lina, news=news["Sortie"]["key"])
    assert sheet["questions"][0]["answered"] is True
    await act(hass, "mark_news_read", lina, news=news["Sortie"]["key"])
    unread = (await act(hass, "get_news", lina, unread_only=True))["news"]
    assert "Sortie" not in {item["title"] for item in unread}
    await act(hass, "mark_news_read", lina, news=news["Sortie"]["key"], read=False)
    unread = (await act(hass, "get_news", lina, unread_only=True))["news"]
    assert "Sortie" in {item["title"] for item in unread}


async def test_discussions_are_read_and_written(
    hass: HomeAssistant, school: School, account: str, lina: str
) -> None:
    school.trigger_event(
        "message", account="parent", subject_line="Voyage", text="Bonjour"
    )
    found = (await act(hass, "get_discussions", account, unread_only=True))[
        "discussions"
    ]
    key = next(item["key"] for item in found if item["subject"] == "Voyage")
    thread = await act(hass, "get_messages", account, discussion=key)
    assert [message["text"] for message in thread["messages"]] == ["Bonjour"]
    thread = await act(hass, "reply", lina, discussion=key, text="Merci !")
    assert "Merci !" in [message["text"] for message in thread["messages"]]

    people = (await act(hass, "get_recipients", lina))["recipients"]
    assert {person["kind"] for person in people} == {"teacher"}
    begun = await act(
        hass,
        "begin_discussion",
        lina,
        recipients=people[0]["name"],
        subject="Rendez-vous",
        text="Pouvons-nous nous voir ?",
    )
    assert begun["subject"] == "Rendez-vous"
    school.trigger_event("message", account="parent", subject_line="Cantine")
    fresh = (await act(hass, "get_discussions", account))["discussions"][0]
    thread = await act(hass, "get_messages", account, discussion=fresh["key"])
    assert thread["discussion"]["subject"] == "Cantine"
    assert school.model.mail.find("Rendez-vous").letters


async def test_absence_is_explained(
    hass: HomeAssistant, school: School, lina: str
) -> None:
    school.trigger_event("absence", pupil="Lina")
    await act(hass, "refresh", lina)
    life = await act(hass, "get_school_life", lina)
    absence = next(item for item in life["absences"] if item["to_justify"])
    which = {"absence": absence["key"], "text": "Fièvre"}
    with pytest.raises(ServiceValidationError) as caught:
        await act(hass, "justify_absence", lina, **which)
    assert caught.value.translation_key == "reason_required"
    assert caught.value.translation_placeholders == {
        "choices": "MALADIE, RENDEZ-VOUS MÉDICAL, RAISON FAMILIALE"
    }
    with pytest.raises(ServiceValidationError, match="RAISON FAMILIALE") as caught:
        await act(hass, "justify_absence", lina, reason="Grève", **which)
    assert caught.value.translation_key == "no_such_reason"
    after = await act(hass, "justify_absence", lina, reason="maladie", **which)
    assert after["justification"] == "Fièvre"
    assert after["parent_reason"] == "MALADIE" and not after["to_justify"]


async def test_an_absence_is_announced_and_withdrawn(
    hass: HomeAssistant, school: School, lina: str
) -> None:
    absences = school.model.pupil("Lina").absences
    absences[:] = [one for one in absences if not one.announced_by]
    day = school.model.year.next_school_day(school.clock().date() + timedelta(days=2))
    data: dict[str, Any] = {
        "start_date": day.isoformat(),
        "end_time": "12:00",
        "reason": "maladie",
        "text": "Opération",
    }
    checked = await act(hass, "announce_absence", lina, check_only=True, **data)
    canteen = {"name": "Cantine", "partial": False}
    assert checked == {"absence": None, "services": [canteen]}
    made = await act(hass, "announce_absence", lina, **data)
    assert made["absence"]["status"] == "announced"
    assert made["absence"]["parent_reason"] == "MALADIE"
    assert [one.start.date() for one in absences if one.announced_by] == [day]
    twice = await refusal(hass, "announce_absence", lina, **data)
    assert twice == "already_announced"
    key = made["absence"]["key"]
    await act(hass, "withdraw_announcement", lina, announcement=key)
    assert not any(one.announced_by for one in absences)
    gone = await refusal(hass, "withdraw_announcement", lina, announcement=key)
    assert gone == "gone"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"reason": "Grève"}, "no_such_reason"),
        ({"text": ""}, "text_required"),
        ({"start_date": "2027-03-01"}, "too_far_ahead"),
        ({"end_date": "2026-11-01"}, "dates_reversed"),
        ({"start_time": "22:00", "end_time": "23:00"}, "outside_school_hours"),
    ],
)
async def test_announcements_that_are_not_sent(
    hass: HomeAssistant, school: School, lina: str, change: dict[str, Any], key: str
) -> None:
    day = school.model.year.next_school_day(school.clock().date() + timedelta(days=2))
    data = {"start_date": day.isoformat(), "reason": "MALADIE", "text": "Grippe"}
    assert await refusal(hass, "announce_absence", lina, **data | change) == key
    assert not school.request_log.written


@pytest.mark.parametrize(
    ("happened", "page"),
    [
        ("punishment", "punishments"),
        ("sanction", "punishments"),
        ("observation", "observations"),
        ("incident", "incidents"),
    ],
)
async def test_events_are_acknowledged(
    hass: HomeAssistant, school: School, lina: str, happened: str, page: str
) -> None:
    school.trigger_event(happened, pupil="Lina", to_acknowledge=True)
    await act(hass, "refresh", lina)
    before = int(value(hass, "sensor.pronote_1_to_acknowledge"))
    life = await act(hass, "get_school_life", lina)
    event = next(item for item in life[page] if item["to_acknowledge"])
    after = await act(hass, "acknowledge", lina, event=event["key"])
    assert after["key"] == event["key"] and not after["to_acknowledge"]
    await hass.async_block_till_done()
    assert int(value(hass, "sensor.pronote_1_to_acknowledge")) == before - 1
    twice = await refusal(hass, "acknowledge", lina, event=event["key"])
    assert twice == "nothing_to_acknowledge"
    assert len(school.request_log.written) == 1


async def test_refresh_asks_everything_and_tells_failures(
    hass: HomeAssistant,
    school: School,
    account: str,
    freezer: Clock,
) -> None:
    school.request_log.reset()
    await act(hass, "refresh", account)
    assert school.request_log.requests["DernieresNotes"] == 2
    assert school.request_log.requests["ListeMessagerie"] == 1
    assert school.request_log.requests["PageActualites"] == 1
    assert await refusal(hass, "refresh", account) == "refreshed_just_now"
    assert school.request_log.requests["DernieresNotes"] == 2
    await advance_time(hass, freezer, timedelta(minutes=5))
    school.fault("erreur", function="DernieresNotes", G=99, titre="Page en panne")
    assert await refusal(hass, "refresh", account) == "request_refused"


async def test_some_pages_are_refreshed(
    hass: HomeAssistant,
    school: School,
    account: str,
    freezer: Clock,
) -> None:
    """Each at most every five minutes, by itself or with the others."""
    school.request_log.reset()
    await act(hass, "refresh", account, pages=["grades"])
    assert set(school.request_log.requests) == {"DernieresNotes"}
    again = {"pages": ["grades"]}
    assert await refusal(hass, "refresh", account, **again) == "refreshed_just_now"
    await act(hass, "refresh", account, pages=["grades", "news"])
    assert set(school.request_log.requests) == {"DernieresNotes", "PageActualites"}
    await act(hass, "refresh", account)
    assert school.request_log.requests["DernieresNotes"] == 2
    assert school.request_log.requests["PageActualites"] == 1
    assert school.request_log.requests["ListeMessagerie"] == 1
    await advance_time(hass, freezer, timedelta(minutes=5))
    school.request_log.reset()
    await act(hass, "refresh", account, **again)
    assert school.request_log.requests["DernieresNotes"] == 2
    with pytest.raises(vol.Invalid):
        await act(hass, "refresh", account, pages=["canteen"])


async def test_refresh_leaves_out_pages_without_entities(
    hass: HomeAssistant,
    school: School,
    account: str,
    entity_registry: er.EntityRegistry,
    freezer: Clock,
) -> None:
    [entry] = hass.config_entries.async_entries(DOMAIN)
    for entity in er.async_entries_for_config_entry(entity_registry, entry.entry_id):
        if "menu" in entity.unique_id or "homework" in entity.unique_id:
            entity_registry.async_update_entity(
                entity.entity_id, disabled_by=er.RegistryEntryDisabler.USER
            )
    await hass.config_entries.async_reload(entry.entry_id)
    await advance_time(hass, freezer, timedelta(seconds=1))
    school.request_log.reset()
    await act(hass, "refresh", account)
    assert school.request_log.requests["PageMenus"] == 0
    assert school.request_log.requests["PageCahierDeTexte"] == 0
    assert school.request_log.requests["DernieresNotes"] == 2


async def test_call_is_for_administrators(
    hass: HomeAssistant, lina: str, hass_read_only_user: MockUser
) -> None:
    data: dict[str, Any] = {
        "function": "ListeMessagerie",
        "tab": 131,
        "data": {"avecLu": True},
    }
    answer = await act(hass, "call", lina, **data)
    assert "listeMessagerie" in answer["answer"]
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN,
            "call",
            {"device_id": lina, **data},
            blocking=True,
            return_response=True,
            context=Context(user_id=hass_read_only_user.id),
        )


REFUSALS: tuple[tuple[str, dict[str, Any], str], ...] = (
    (
        "get_timetable",
        {"start_date": "2026-11-24", "end_date": "2026-11-23"},
        "dates_reversed",
    ),
    ("get_grades", {"period": "Trimestre 9"}, "no_such_period"),
    ("set_homework_done", {"homework": "?"}, "gone"),
    ("justify_absence", {"absence": "?", "text": "Grippe"}, "gone"),
    ("acknowledge", {"event": "?"}, "gone"),
    ("withdraw_announcement", {"announcement": "?"}, "gone"),
    ("mark_news_read", {"news": "?"}, "gone"),
    ("get_messages", {"discussion": "?"}, "gone"),
    (
        "begin_discussion",
        {"recipients": ["Personne"], "subject": "?", "text": "?"},
        "no_such_recipient",
    ),
    ("call", {"function": "PageInconnue", "tab": 9999}, "page_closed"),
)


async def test_refusals(
    hass: HomeAssistant, lina: str, subtests: pytest.Subtests
) -> None:
    for action, data, key in REFUSALS:
        with subtests.test(action):
            assert await refusal(hass, action, lina, **data) == key


async def test_days_beside_which_there_is_none(
    hass: HomeAssistant, lina: str, subtests: pytest.Subtests
) -> None:
    for action, field in (
        ("get_timetable", "start_date"),
        ("get_menus", "end_date"),
        ("get_agenda", "start_date"),
        ("get_homework", "end_date"),
        ("get_files", "start_date"),
    ):
        for day in ("9999-12-31", "0001-01-01"):
            with subtests.test(action, day=day), pytest.raises(vol.Invalid):
                await act(hass, action, lina, **{field: day})


async def test_answers_that_do_not_fit(
    hass: HomeAssistant, school: School, lina: str
) -> None:
    school.trigger_event("survey", pupil="Lina", title="Menu")
    news = (await act(hass, "get_news", lina))["news"]
    key = next(item["key"] for item in news if item["title"] == "Menu")
    [question] = (await act(hass, "get_news", lina, news=key))["questions"]
    for answer, expected in (
        ("Avec viande", "answer_no_such_choice"),
        ([9], "answer_no_such_choice"),
        ([1, 2], "answer_too_many_choices"),
        ([], "answer_empty"),
    ):
        answers = {question["key"]: answer}
        assert await refusal(hass, "answer_news", lina, news=key, answers=answers) == (
            expected
        )
    assert await refusal(hass, "answer_news", lina, news=key) == "answer_not_a_question"


async def test_only_a_child_has_a_timetable(hass: HomeAssistant, account: str) -> None:
    assert await refusal(hass, "get_timetable", account) == "not_a_child"


async def test_device_of_nobody(
    hass: HomeAssistant, entry: MockConfigEntry, lina: str
) -> None:
    with pytest.raises(ServiceValidationError):
        await act(hass, "get_timetable", "nobody")
    assert await hass.config_entries.async_unload(entry.entry_id)
    with pytest.raises(ServiceValidationError):
        await act(hass, "get_timetable", lina)


async def test_pupil_ticks_at_school(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    assert await set_up(new_entry("pupil"))
    pupil = device(hass, "sensor.pronote_1_next_lesson")
    days = {"start_date": "2026-11-24", "end_date": "2026-12-20"}
    homework = (await act(hass, "get_homework", pupil, **days))["homework"]
    work = next(item for item in homework if not item["done"])
    done = sum(item.done for item in school.model.pupil("Lina").homework)
    await act(hass, "set_homework_done", pupil, homework=work["key"])
    assert sum(item.done for item in school.model.pupil("Lina").homework) == done + 1
