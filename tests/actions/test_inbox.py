"""Test the actions on news and discussions, from one list to the other ends."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.const import DOMAIN
from tests.helpers.clock import Clock
from tests.helpers.home import NewEntry, SetUp, advance_time, refresh, settle, value
from tests.school import Options, School

pytestmark = pytest.mark.usefixtures("no_pauses")

OUTING = "Sortie au musée : accompagnateurs"
MEETING = "Demande de rendez-vous"
SILENT = {"delete_news", "send_draft", "delete_draft"}

type Act = Callable[..., Awaitable[Any]]


def actions(hass: HomeAssistant, entry: MockConfigEntry, child: str = "") -> Act:
    """Return how to call an action of an account, or of a child of it."""
    [device] = [
        device
        for device in dr.async_entries_for_config_entry(
            dr.async_get(hass), entry.entry_id
        )
        if (child in (device.name or "") if child else device.via_device_id is None)
    ]

    async def act(action: str, **data: Any) -> Any:
        return await hass.services.async_call(
            DOMAIN,
            action,
            {"device_id": device.id, **data},
            blocking=True,
            return_response=action not in SILENT,
        )

    return act


@pytest.fixture
def act(hass: HomeAssistant, entry: MockConfigEntry) -> Act:
    return actions(hass, entry)


async def refusal(doing: Awaitable[object]) -> str | None:
    with pytest.raises(HomeAssistantError) as failure:
        await doing
    assert str(failure.value)
    return failure.value.translation_key


async def find(act: Act, title: str) -> Any:
    items = (await act("get_inbox", texts=20))["items"]
    return next(item for item in items if item["title"] == title)


# --- the list


async def test_the_inbox_tells_what_may_be_done(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, act: Act
) -> None:
    school.trigger_event("news", pupil="Lina", title="Photo", acknowledge=True)
    school.trigger_event("news", pupil="Hugo", title="Stage", file=True)
    items = (await act("get_inbox"))["items"]
    assert len(items) <= 30 and {item["kind"] for item in items} == {
        "news",
        "survey",
        "discussion",
    }
    unread = [item["unread"] for item in items]
    assert unread == sorted(unread, reverse=True)
    assert sum(item["text"] is not None for item in items) == 10
    outing = next(item for item in items if item["title"] == OUTING)
    assert outing["actions"] == ["bin", "leave", "mark_read", "reply"]
    assert outing["reply_modes"] == ["sender", "all"]
    photo = next(item for item in items if item["title"] == "Photo")
    assert photo["actions"] == ["acknowledge", "delete", "mark_read"]
    stage = next(item for item in items if item["title"] == "Stage")
    [file] = stage["attachments"]
    assert "authSig=" in file["url"] and f"/news/{stage['key']}/" in file["url"]
    of_lina = (await actions(hass, entry, "Lina")("get_inbox"))["items"]
    titles = {item["title"] for item in of_lina}
    assert "Photo" in titles and "Stage" not in titles
    assert len((await act("get_inbox", limit=2, texts=0))["items"]) == 2


async def test_the_cached_inbox_takes_no_request(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, act: Act
) -> None:
    school.trigger_event("news", pupil="Hugo", title="Stage")
    await refresh(hass, entry)
    school.request_log.reset()
    known = (await act("get_inbox", cached=True))["items"]
    unread = (await act("get_inbox", cached=True, unread_only=True))["items"]
    few = (await act("get_inbox", cached=True, limit=2))["items"]
    of_lina = (await actions(hass, entry, "Lina")("get_inbox", cached=True))["items"]
    assert not school.request_log.calls
    current = (await act("get_inbox", texts=0))["items"]
    assert known == current
    assert unread == [item for item in current if item["unread"]]
    assert few == current[:2]
    assert "Stage" in {item["title"] for item in current}
    assert {item["child"] for item in of_lina} == {None, "Lina"}


async def test_what_no_entity_follows_is_requested_once_a_day(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    """Of a child whose entities of news and messages are disabled."""
    registry = er.async_get(hass)
    for entity in er.async_entries_for_config_entry(registry, entry.entry_id):
        if any(word in entity.unique_id for word in ("news", "survey", "message")):
            registry.async_update_entity(
                entity.entity_id, disabled_by=er.RegistryEntryDisabler.USER
            )
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    act = actions(hass, entry)

    async def requested() -> int:
        school.request_log.reset()
        assert (await act("get_inbox", cached=True))["items"]
        return len(school.request_log.calls)

    assert await requested() == 0
    await advance_time(hass, freezer, timedelta(days=1, minutes=1))
    first = await requested()
    assert first > 0
    assert await requested() == 0
    await advance_time(hass, freezer, timedelta(days=1, minutes=1))
    school.fault("truncate", function="PageActualites", times=None)
    assert await refusal(act("get_inbox", cached=True)) == "communication_error"


async def test_keys_of_the_inbox_are_those_of_the_actions(
    school: School, act: Act
) -> None:
    school.trigger_event("news", pupil="Lina", title="Photo", acknowledge=True)
    photo = await find(act, "Photo")
    answered = await act("answer_news", news=photo["key"])
    assert answered["questions"][0]["answered"]
    after = await find(act, "Photo")
    assert "acknowledge" not in after["actions"] and not after["unread"]
    outing = await find(act, OUTING)
    thread = await act("get_messages", discussion=outing["key"])
    assert thread["messages"][-1]["text"] == outing["text"]


async def test_selected_items_are_marked(
    hass: HomeAssistant, school: School, act: Act
) -> None:
    items = (await act("get_inbox", unread_only=True, texts=0))["items"]
    keys = [item["key"] for item in items]
    school.request_log.reset()
    marked = (await act("mark_read", items=keys))["items"]
    assert {item["key"] for item in marked} == set(keys)
    assert not any(item["unread"] for item in marked)
    assert len(school.request_log.written) == len(keys)
    assert (await act("get_inbox", unread_only=True))["items"] == []
    await hass.async_block_till_done()
    assert value(hass, "sensor.pronote_unread_messages") == "0"
    school.request_log.reset()
    await act("mark_read", items=keys)
    assert not school.request_log.written
    [again] = (await act("mark_read", items=keys[0], read=False))["items"]
    assert again["unread"]


@pytest.mark.parametrize(
    ("fault", "data", "key"),
    [
        ("refuse_write", {"message": "Plus tard."}, "write_refused_because"),
        ("forget_write", {}, "write_refused"),
    ],
)
async def test_marks_that_the_school_refuses(
    school: School, act: Act, fault: str, data: dict[str, Any], key: str
) -> None:
    items = (await act("get_inbox", unread_only=True, texts=0))["items"]
    # A news item is listed once for each child, and read for both.
    news = list({x["title"]: x["key"] for x in items if x["kind"] == "news"}.values())
    school.fault(fault, function="SaisieActualites", **data)
    assert await refusal(act("mark_read", items=news[:2])) == key
    left = (await act("get_inbox", unread_only=True, texts=0))["items"]
    assert {item["key"] for item in left} & set(news[:2]) == {news[0]}


async def test_an_unknown_item(school: School, act: Act) -> None:
    school.request_log.reset()
    assert await refusal(act("mark_read", items=["unknown"])) == "gone"
    assert not school.request_log.written


async def test_news_are_deleted(school: School, act: Act) -> None:
    school.trigger_event("news", title="Objets trouvés")
    key = (await find(act, "Objets trouvés"))["key"]
    await act("delete_news", news=key)
    assert school.model.news.find(
        school.model.account("parent"), "Objets trouvés"
    ).deleted
    assert await refusal(act("delete_news", news=key)) == "gone"
    assert len(school.request_log.written) == 1


# --- discussions


@pytest.mark.parametrize(("to", "readers"), [({}, 1), ({"to": "all"}, 3)])
async def test_a_reply_goes_to_a_chosen_circle(
    school: School, act: Act, to: dict[str, str], readers: int
) -> None:
    key = (await find(act, OUTING))["key"]
    await act("reply", discussion=key, text="Volontiers", **to)
    letter = school.model.mail.find(OUTING).letters[-1]
    assert (letter.text, len(letter.to)) == ("Volontiers", readers)


async def test_a_circle_that_is_not_offered(school: School, act: Act) -> None:
    key = (await find(act, OUTING))["key"]
    with pytest.raises(ServiceValidationError, match="sender, all") as caught:
        await act("reply", discussion=key, text="Non", to="follow_up")
    assert caught.value.translation_key == "no_such_circle"
    assert not school.request_log.written


@pytest.mark.parametrize("action", ["reply", "begin_discussion"])
async def test_files_are_attached(
    hass: HomeAssistant, school: School, act: Act, tmp_path: Path, action: str
) -> None:
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    paths = [tmp_path / name for name in ("certificat.pdf", "photo.jpg")]
    for path in paths:
        path.write_bytes(path.name.encode())
    files = {"path": [str(path) for path in paths], "text": "Voici"}
    if action == "reply":
        await act(action, discussion=(await find(act, MEETING))["key"], **files)
        letter = school.model.mail.find(MEETING).letters[-1]
    else:
        person = (await act("get_recipients"))["recipients"][0]["name"]
        await act(action, recipients=person, subject="Papiers", **files)
        letter = school.model.mail.find("Papiers").letters[0]
    assert [(file.name, file.content) for file in letter.attachments] == [
        (path.name, path.name.encode()) for path in paths
    ]
    refused = {**files, "path": str(tmp_path.parent / "secret.pdf")}
    key = (await find(act, MEETING))["key"]
    assert await refusal(act("reply", discussion=key, **refused)) == "path_not_allowed"


async def test_drafts_have_files(
    hass: HomeAssistant, school: School, act: Act, tmp_path: Path
) -> None:
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    path = tmp_path / "certificat.pdf"
    path.write_bytes(b"%PDF")
    file = {"path": str(path), "text": "Voici"}
    key = (await find(act, MEETING))["key"]
    thread = await act("save_draft", discussion=key, **file)
    (attached,) = thread["draft"]["attachments"]
    assert attached["name"] == "certificat.pdf" and attached["url"]
    await act("send_draft", discussion=key)
    person = (await act("get_recipients"))["recipients"][0]["name"]
    first = {"recipients": person, "subject": "Papiers", "draft": True}
    made = await act("begin_discussion", **first, **file)
    assert made["folders"] == ["drafts"]
    await act("send_draft", discussion=made["key"])
    for subject in (MEETING, "Papiers"):
        letter = school.model.mail.find(subject).letters[-1]
        assert [one.content for one in letter.attachments] == [b"%PDF"]


async def test_a_draft_is_sent_or_deleted(school: School, act: Act) -> None:
    key = (await find(act, MEETING))["key"]
    for action in ("send_draft", "delete_draft"):
        await act("save_draft", discussion=key, text="À mardi donc")
        assert action in (await find(act, MEETING))["actions"]
        await act(action, discussion=key)
        assert action not in (await find(act, MEETING))["actions"]
    letters = school.model.mail.find(MEETING).letters
    assert [letter.text for letter in letters].count("À mardi donc") == 1
    assert not school.model.mail.drafts_of(letters[0].author)
    assert await refusal(act("send_draft", discussion=key)) == "answer_empty"
    assert await refusal(act("delete_draft", discussion=key)) == "gone"


async def test_a_discussion_is_left_and_joined_again(school: School, act: Act) -> None:
    key = (await find(act, OUTING))["key"]
    for leave in (True, True, False, False):
        after = await act("leave_discussion", discussion=key, leave=leave)
        assert after["left"] is leave
        assert bool(school.model.mail.find(OUTING).gone) is leave
    assert len(school.request_log.written) == 2
    meeting = (await find(act, MEETING))["key"]
    refused = act("leave_discussion", discussion=meeting)
    assert await refusal(refused) == "answer_not_allowed"


async def test_a_discussion_is_renamed(school: School, act: Act) -> None:
    meeting = await find(act, MEETING)
    assert "rename" in meeting["actions"]
    renamed = await act(
        "rename_discussion", discussion=meeting["key"], subject="Rendez-vous de mardi"
    )
    assert (await find(act, "Rendez-vous de mardi"))["key"] == renamed["key"]
    refused = act("rename_discussion", discussion=meeting["key"], subject="?")
    assert await refusal(refused) == "gone"
    outing = (await find(act, OUTING))["key"]
    refused = act("rename_discussion", discussion=outing, subject="?")
    assert await refusal(refused) == "answer_not_allowed"


async def test_a_discussion_is_closed(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    """By an account with rich text; the right is not offered to another one."""
    entry = new_entry("pupil_2nde")
    assert await set_up(entry)
    act = actions(hass, entry)
    person = (await act("get_recipients"))["recipients"][0]["name"]
    begun = await act(
        "begin_discussion", recipients=person, subject="Exposé", text="Demain ?"
    )
    assert "close" in (await find(act, "Exposé"))["actions"]
    for close in (True, False):
        after = await act("close_discussion", discussion=begun["key"], close=close)
        assert after["closed"] is close
        assert school.model.mail.find("Exposé").closed is close
    parent = new_entry("parent")
    assert await set_up(parent)
    act = actions(hass, parent)
    meeting = await find(act, MEETING)
    assert "close" not in meeting["actions"]
    refused = act("close_discussion", discussion=meeting["key"])
    assert await refusal(refused) == "answer_not_allowed"


async def test_participants(school: School, act: Act) -> None:
    key = (await find(act, OUTING))["key"]
    people = (await act("get_participants", discussion=key))["participants"]
    assert {person["name"] for person in people} == {
        person.name for person in school.model.mail.find(OUTING).people
    }
    assert {"teacher", "staff", "parent"} == {person["kind"] for person in people}


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("reply", {"text": "Merci"}),
        ("rename_discussion", {"subject": "Rendez-vous"}),
        ("leave_discussion", {}),
        ("delete_draft", {}),
        ("send_draft", {}),
    ],
)
async def test_writes_that_fail_say_so(
    school: School, act: Act, action: str, data: dict[str, str]
) -> None:
    subject = OUTING if action == "leave_discussion" else MEETING
    discussion = (await find(act, subject))["key"]
    if "draft" in action:
        await act("save_draft", discussion=discussion, text="À mardi")
    for faults, key in (
        (("refuse_write",), "write_refused_because"),
        (("forget_write",), "write_refused"),
        (("forget_write", "truncate"), "write_unconfirmed"),
    ):
        for fault in faults:
            school.fault(fault, function="SaisieMessage", times=None)
        assert await refusal(act(action, discussion=discussion, **data)) == key
        school.fault("clear")


# --- report cards, identity, guardians


async def test_a_report_card_is_acknowledged(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.trigger_event("report_card", pupil="Lina")
    act = actions(hass, entry, "Lina")
    period = school.model.periods[0].name
    card = await act("acknowledge_report_card", period=period)
    assert card["acknowledged"] is True
    assert len(school.request_log.written) == 1
    for again in (period, school.model.periods[1].name):
        refused = act("acknowledge_report_card", period=again)
        assert await refusal(refused) == "nothing_to_acknowledge"
    assert len(school.request_log.written) == 1


async def test_identity_without_secrets(act: Act) -> None:
    identity = await act("get_identity")
    assert (identity["last_name"], identity["first_names"]) == ("VERSELIN", "Claire")
    assert "ical" not in str(identity)
    assert {"national_id", "calendars"}.isdisjoint(identity)


async def test_guardians_of_a_pupil_for_school_life(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    entry = new_entry("school_life")
    assert await set_up(entry)
    act = actions(hass, entry)
    classes = (await act("get_account"))["classes"]
    real = school.model.pupil("Lina")
    [known] = [one for one in classes if one["name"] == real.school_class.name]
    pupils = (await act("get_class_pupils", school_class=known["name"]))["pupils"]
    [lina] = [one for one in pupils if "Lina" in f"{one['name']} {one['first_names']}"]
    sheet = await act("get_guardians", school_class=known["key"], pupil=lina["key"])
    assert real.sheet is not None
    assert [one["last_name"] for one in sheet["guardians"]] == [
        one.person.last_name for one in real.sheet.guardians
    ]
    refused = act("get_guardians", school_class=known["name"], pupil="Nobody")
    assert await refusal(refused) == "gone"
    with pytest.raises(ServiceValidationError, match=known["name"]):
        await act("get_class_pupils", school_class="9Z")


class TestHoursOfDiscussions:
    """A school of 2024, whose discussions are closed at some hours."""

    @pytest.fixture
    def options(self) -> Options:
        return Options(version="2024.3.11")

    async def test_the_school_says_until_when(
        self, hass: HomeAssistant, school: School, act: Act
    ) -> None:
        hours = "La messagerie est fermée de 20h00 à 7h00."
        key = (await find(act, MEETING))["key"]
        person = (await act("get_recipients"))["recipients"][0]["name"]
        school.trigger_event("discussions_closed", text=hours)
        school.request_log.reset()
        for action, data in (
            ("reply", {"discussion": key}),
            ("save_draft", {"discussion": key}),
            ("begin_discussion", {"recipients": person, "subject": "Absence"}),
        ):
            with pytest.raises(ServiceValidationError) as caught:
                await act(action, text="Bonjour", **data)
            assert caught.value.translation_key == "discussions_closed_because"
            assert caught.value.translation_placeholders == {"reason": hours}
        assert not school.request_log.written
        school.trigger_event("discussions_closed", text="")
        refused = act("reply", discussion=key, text="Bonjour")
        assert await refusal(refused) == "discussions_closed"
