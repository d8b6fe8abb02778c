"""Test with canary values that the log names nobody, at debug level, whatever is read."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, SupportsResponse
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr
import pytest

from custom_components.pronote.const import DOMAIN
from tests.helpers.home import NewEntry, SetUp, refresh
from tests.helpers.logs import captured_log
from tests.school import School

OURS = "custom_components.pronote"
WORDS = "Zircon"
"""What the family writes, in every text and name of a file."""

type Act = Callable[..., Awaitable[Any]]
"""Calls an action about a child."""


def rename(school: School) -> set[str]:
    """Set names of children and teachers that occur nowhere else, and return them."""
    names: set[str] = set()
    for number, pupil in enumerate(school.model.pupils):
        pupil.first_name, pupil.last_name = f"Serin{number}x", f"Canari{number}x"
        names |= {pupil.first_name, pupil.last_name}
    teachers = {
        teacher
        for pupil in school.model.pupils
        for lesson in pupil.lessons
        for teacher in lesson.teachers
    }
    return names | teachers


NEED_DATA = (
    "get_class_pupils",
    "get_file",
    "get_guardians",
    "get_messages",
    "get_needed_grade",
    "get_participants",
    "get_signature_link",
)
"""Actions that take more than a target."""

OUTING = "Sortie au musée : accompagnateurs"
MEETING = "Demande de rendez-vous"


def child_device(hass: HomeAssistant, entry: ConfigEntry) -> str:
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    return next(one.id for one in devices if one.via_device_id is not None)


@pytest.mark.usefixtures("all_enabled", "no_pauses")
async def test_pages_and_actions_log_no_names(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    names = rename(school)
    school.trigger_event("meetings")
    with captured_log((OURS,)) as log:
        entry = new_entry("parent")
        assert await set_up(entry)
        for event in ("grade", "homework", "lesson_canceled", "absence", "news"):
            school.trigger_event(event)
        await refresh(hass, entry)
        child = child_device(hass, entry)
        for action in hass.services.async_services()[DOMAIN]:
            if not action.startswith("get_") or action in NEED_DATA:
                continue
            await hass.services.async_call(
                DOMAIN,
                action,
                {"device_id": child},
                blocking=True,
                return_response=True,
            )
        for fault in ("truncate", "html_instead_of_json"):
            school.fault(fault, times=3)
            await refresh(hass, entry)
        await hass.config_entries.async_unload(entry.entry_id)
    written = "\n".join(log).casefold()
    assert len(names) > 10 and len(log) > 20
    assert [name for name in names if name.casefold() in written] == []


async def write_homework(act: Act, path: str) -> None:
    """Send what a pupil sends."""
    year = {"start_date": "2026-09-01", "end_date": "2027-07-03"}
    works = (await act("get_homework", **year))["homework"]
    work = next(one for one in works if one["may_hand_in"] and not one["handed_in"])
    which = {"homework": work["key"], "date": work["due"]}
    await act("set_homework_done", done=not work["done"], **which)
    await act("hand_in_homework", path=path, **which)
    await act("withdraw_homework", **which)


async def write_school_life(act: Act, school: School, path: str) -> None:
    """Send what parents send about absences and punishments."""
    for event in ("absence", "punishment"):
        school.trigger_event(event)
    school.trigger_event("observation", to_acknowledge=True)
    await act("refresh")
    life = await act("get_school_life")
    absence = next(one for one in life["absences"] if one["to_justify"])
    await act("justify_absence", absence=absence["key"], reason="maladie", text=WORDS)
    observation = next(one for one in life["observations"] if one["to_acknowledge"])
    await act("acknowledge", event=observation["key"])
    await act("acknowledge_punishment", punishment=life["punishments"][0]["key"])
    day = school.model.year.next_school_day(school.clock().date() + timedelta(days=2))
    made = await act(
        "announce_absence",
        start_date=f"{day}",
        reason="maladie",
        text=WORDS,
        path=path,
    )
    await act("withdraw_announcement", announcement=made["absence"]["key"])
    asked = await act(
        "request_exemption",
        subjects=["ÉDUCATION MUSICALE"],
        start_date=f"{day}",
        text=WORDS,
    )
    await act("withdraw_announcement", announcement=asked["exemptions"][0]["key"])
    school.trigger_event("report_card")
    await act("acknowledge_report_card")


async def write_documents(act: Act, path: str) -> None:
    """Hand in a paper, and answer an invitation to meet teachers."""
    paper = (await act("get_documents"))["to_hand_in"][0]
    await act("upload_document", document=paper["key"], path=path)
    documents = (await act("get_documents"))["documents"]
    marked = next(item for item in documents if item["read"] is not None)
    await act("mark_document_read", document=marked["key"])
    [session] = (await act("get_meetings"))["sessions"]
    meeting = {"session": session["key"], "meeting": session["possible"][0]["key"]}
    await act("set_meeting_wish", wish="essential", **meeting)
    busy = [{"from": "17:00", "to": "17:30"}]
    await act("set_meeting_unavailability", session=session["key"], unavailable=busy)


async def write_messages(act: Act, school: School) -> None:
    """Answer news, and write to teachers."""
    school.trigger_event("survey", title=WORDS)
    news = (await act("get_news"))["news"]
    survey = next(one["key"] for one in news if one["title"] == WORDS)
    [question] = (await act("get_news", news=survey))["questions"]
    answers = {question["key"]: [question["choices"][1]["position"]]}
    await act("answer_news", news=survey, answers=answers)
    await act("mark_news_read", news=survey)
    people = (await act("get_recipients"))["recipients"]
    to = {"recipients": people[0]["name"], "subject": WORDS, "text": WORDS}
    await act("begin_discussion", **to)
    found = (await act("get_discussions"))["discussions"]
    which = {"discussion": next(one["key"] for one in found if one["subject"] == WORDS)}
    await act("get_messages", mark_read=True, **which)
    for action in ("reply", "save_draft"):
        await act(action, text=WORDS, **which)
    await act("mark_discussion_read", read=False, **which)
    await act("move_discussion", move="bin", **which)
    await act("mark_read", items=[survey])
    await act("delete_news", news=survey)
    keys = {one["subject"]: one["key"] for one in found}
    for action in ("send_draft", "delete_draft"):
        await act("save_draft", discussion=keys[MEETING], text=WORDS)
        await act(action, discussion=keys[MEETING])
    await act("leave_discussion", discussion=keys[OUTING])
    await act("rename_discussion", discussion=keys[MEETING], subject=WORDS)


async def close_discussion(act: Act) -> None:
    """Close a discussion, which takes an account with rich text."""
    people = (await act("get_recipients"))["recipients"]
    to = {"recipients": people[0]["name"], "subject": WORDS, "text": WORDS}
    begun = await act("begin_discussion", **to)
    await act("close_discussion", discussion=begun["key"])


@pytest.mark.usefixtures("no_pauses")
@pytest.mark.parametrize("refused", [False, True])
async def test_writing_actions_log_neither_names_nor_texts(
    hass: HomeAssistant,
    school: School,
    new_entry: NewEntry,
    set_up: SetUp,
    tmp_path: Path,
    refused: bool,
) -> None:
    """All of them, as the school takes what is sent, or refuses it at first, quoting it."""
    names = {*rename(school), WORDS}
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    path = tmp_path / f"{WORDS}.pdf"
    path.write_bytes(b"%PDF-1.4")
    for event in ("meetings", "paper_requested"):
        school.trigger_event(event)
    called: set[str] = set()

    def acts_of(entry: ConfigEntry) -> Act:
        child = child_device(hass, entry)

        async def act(action: str, **data: Any) -> Any:
            called.add(action)
            responds = hass.services.supports_response(DOMAIN, action)
            call = {"device_id": child, **data}
            if refused and not action.startswith("get_") and action != "refresh":
                school.fault("refuse_write", times=None, message=f"Non : {WORDS}")
                with suppress(HomeAssistantError):
                    await hass.services.async_call(DOMAIN, action, call, blocking=True)
                school.fault("clear")
            return await hass.services.async_call(
                DOMAIN,
                action,
                call,
                blocking=True,
                return_response=responds is not SupportsResponse.NONE,
            )

        return act

    with captured_log((OURS,)) as log:
        parent, pupil = new_entry("parent"), new_entry("pupil")
        elder = new_entry("pupil_2nde")
        assert await set_up(parent)
        await write_homework(acts_of(pupil), str(path))
        await write_school_life(acts_of(parent), school, str(path))
        await write_documents(acts_of(parent), str(path))
        await write_messages(acts_of(parent), school)
        await close_discussion(acts_of(elder))
        for entry in (parent, pupil, elder):
            await hass.config_entries.async_unload(entry.entry_id)
    writing = {
        action
        for action in hass.services.async_services_for_domain(DOMAIN)
        if not action.startswith("get_") and action not in ("call", "refresh")
    }
    assert writing <= called
    written = "\n".join(log).casefold()
    assert len(log) > 20
    assert [name for name in names if name.casefold() in written] == []
