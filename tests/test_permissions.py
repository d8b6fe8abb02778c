"""Test who may write to the school and read its messages, with and without the option."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from homeassistant.auth.const import GROUP_ID_USER
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Context, HomeAssistant, SupportsResponse
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers import entity_registry as er, llm
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from custom_components.pronote.const import CONF_ADMIN_ONLY, DOMAIN
from custom_components.pronote.files.listing import list_files
from custom_components.pronote.files.location import FileSource, async_sign_url
from custom_components.pronote.targets import AccountTarget, ChildTarget
from tests.helpers.home import NewEntry, SetUp, refresh
from tests.school import School

TODO = "todo.pronote_1_homework"
CONTACT = "notify.pronote_1_head_teacher"
MEDIA = "media-source://pronote"


@pytest.fixture
async def reserved(
    all_enabled: None, new_entry: NewEntry, set_up: SetUp
) -> MockConfigEntry:
    """An account whose messages are for administrators."""
    entry = new_entry("parent", **{CONF_ADMIN_ONLY: True})
    assert await set_up(entry)
    return entry


@pytest.fixture
async def member(hass: HomeAssistant, hass_admin_user: MockUser) -> MockUser:
    """Someone of the home, who is no administrator."""
    group = await hass.auth.async_get_group(GROUP_ID_USER)
    assert group is not None
    return MockUser(groups=[group]).add_to_hass(hass)


@pytest.fixture
async def member_token(hass: HomeAssistant, member: MockUser) -> str:
    token = await hass.auth.async_create_refresh_token(member, "https://app.example")
    return hass.auth.async_create_access_token(token)


type Ask = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def ask_as_member(hass_ws_client: WebSocketGenerator, member_token: str) -> Ask:
    """Ask by the websocket, as the cards do."""
    socket = await hass_ws_client(access_token=member_token)

    async def ask(**message: Any) -> dict[str, Any]:
        await socket.send_json_auto_id(message)
        return dict(await socket.receive_json())

    return ask


def device(entry: ConfigEntry, hass: HomeAssistant) -> str:
    entity = er.async_get(hass).async_get(TODO)
    assert entity is not None and entity.device_id is not None
    return entity.device_id


async def paper(entry: ConfigEntry, source: FileSource) -> str:
    """Return the path of a file of the account or of its first child."""
    data = entry.runtime_data
    target = ChildTarget(entry, data.account.pupils[0])
    if source is FileSource.DISCUSSIONS:
        target = AccountTarget(entry, None)  # type: ignore[assignment]
    calendar = data.account.calendar
    found = await list_files(target, source, calendar.first_day, calendar.last_day)
    item = next(one for one in found if one.file.url is None)
    return item.collection.locate(item.file.key, item.file.name).path


WRITES: list[tuple[str, dict[str, Any]]] = [
    ("set_homework_done", {"homework": "x"}),
    ("withdraw_homework", {"homework": "x"}),
    ("hand_in_homework", {"homework": "x", "path": "/x.pdf"}),
    ("justify_absence", {"absence": "x", "text": "x"}),
    ("announce_absence", {"start_date": "2026-11-30", "reason": "x"}),
    ("request_exemption", {"subjects": ["x"], "text": "x"}),
    ("withdraw_announcement", {"announcement": "x"}),
    ("acknowledge", {"event": "x"}),
    ("acknowledge_punishment", {"punishment": "x"}),
    ("acknowledge_report_card", {}),
    ("mark_document_read", {"document": "x"}),
    ("upload_document", {"document": "x", "path": "/x.pdf"}),
    ("mark_read", {"items": "x"}),
    ("mark_news_read", {"news": "x"}),
    ("delete_news", {"news": "x"}),
    ("answer_news", {"news": "x"}),
    ("reply", {"discussion": "x", "text": "x"}),
    ("save_draft", {"discussion": "x", "text": "x"}),
    ("send_draft", {"discussion": "x"}),
    ("delete_draft", {"discussion": "x"}),
    ("rename_discussion", {"discussion": "x", "subject": "x"}),
    ("leave_discussion", {"discussion": "x"}),
    ("close_discussion", {"discussion": "x"}),
    ("begin_discussion", {"recipients": ["x"], "subject": "x", "text": "x"}),
    ("mark_discussion_read", {"discussion": "x"}),
    ("move_discussion", {"discussion": "x", "move": "bin"}),
    ("upload_document", {"document": "x", "path": "/x.pdf"}),
    ("set_meeting_wish", {"session": "x", "meeting": "x"}),
    ("set_meeting_unavailability", {"session": "x", "unavailable": []}),
]
READS: list[tuple[str, dict[str, Any]]] = [
    ("get_inbox", {}),
    ("get_news", {}),
    ("get_discussions", {}),
    ("get_messages", {"discussion": "x"}),
    ("get_recipients", {}),
    ("get_participants", {"discussion": "x"}),
    ("get_identity", {}),
    ("get_links", {"link": "x"}),
    ("get_signature_link", {"document": "x"}),
    ("get_class_pupils", {"school_class": "x"}),
    ("get_guardians", {"school_class": "x", "pupil": "x"}),
    ("get_calendar_links", {}),
    ("get_signature_link", {"document": "x"}),
    ("get_files", {"pages": ["homework", "news"]}),
    ("get_file", {"file": "a/-/discussions/ab/ab.pdf"}),
]


async def test_actions_as_the_parent_are_for_administrators(
    hass: HomeAssistant, school: School, reserved: MockConfigEntry, member: MockUser
) -> None:
    """Nothing is requested for anyone else."""
    school.request_log.reset()
    for action, data in WRITES + READS:
        returns = hass.services.supports_response(DOMAIN, action)
        with pytest.raises(Unauthorized) as caught:
            await hass.services.async_call(
                DOMAIN,
                action,
                {"device_id": device(reserved, hass), **data},
                blocking=True,
                return_response=returns is not SupportsResponse.NONE,
                context=Context(user_id=member.id),
            )
        assert "Only administrators of Home Assistant" in str(caught.value), action
    assert not school.request_log.requests


async def test_each_action_is_covered(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """An action is as the parent, or one of those that only read what cards show."""
    covered = {name for name, _ in WRITES + READS}
    assert {*hass.services.async_services()[DOMAIN]} - covered == {
        "call",
        "get_account",
        "get_agenda",
        "get_averages",
        "get_bag",
        "get_brief",
        "get_documents",
        "get_evaluations",
        "get_grade_record",
        "get_grade_record_pdf",
        "get_grades",
        "get_homework",
        "get_lesson_contents",
        "get_meetings",
        "get_menus",
        "get_needed_grade",
        "get_report_card",
        "get_report_card_pdf",
        "get_school_life",
        "get_teachers",
        "get_timetable",
        "get_timetable_pdf",
        "refresh",
    }


async def read_news(hass: HomeAssistant, entry: ConfigEntry, context: Context) -> Any:
    return await hass.services.async_call(
        DOMAIN,
        "get_news",
        {"device_id": device(entry, hass)},
        blocking=True,
        return_response=True,
        context=context,
    )


async def test_administrators_and_automations_may(
    hass: HomeAssistant, reserved: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    for context in (Context(user_id=hass_admin_user.id), Context()):
        assert (await read_news(hass, reserved, context))["news"]
    with pytest.raises(Unauthorized):
        await read_news(hass, reserved, Context(user_id="removed"))


async def test_the_rest_is_for_all(
    hass: HomeAssistant, reserved: MockConfigEntry, member: MockUser
) -> None:
    """The timetable, homework and grades, which the cards show."""
    for action in ("get_timetable", "get_homework", "get_grades", "get_files"):
        assert await hass.services.async_call(
            DOMAIN,
            action,
            {"device_id": device(reserved, hass)},
            blocking=True,
            return_response=True,
            context=Context(user_id=member.id),
        )


async def test_without_the_option_any_user_acts_as_the_parent(
    hass: HomeAssistant, entry: MockConfigEntry, member: MockUser
) -> None:
    assert (await read_news(hass, entry, Context(user_id=member.id)))["news"]


async def test_an_automation_may_write_after_a_user_was_refused(
    hass: HomeAssistant, school: School, reserved: MockConfigEntry, member: MockUser
) -> None:
    """Notify entities and the to-do list check the rights of each caller."""

    async def write(context: Context) -> None:
        await hass.services.async_call(
            "notify",
            "send_message",
            {"entity_id": CONTACT, "title": "Absence", "message": "Bonjour"},
            blocking=True,
            context=context,
        )

    async def tick(context: Context) -> None:
        items: Any = await hass.services.async_call(
            "todo",
            "get_items",
            {"entity_id": TODO, "status": "needs_action"},
            blocking=True,
            return_response=True,
        )
        await hass.services.async_call(
            "todo",
            "update_item",
            {
                "entity_id": TODO,
                "item": items[TODO]["items"][0]["uid"],
                "status": "completed",
            },
            blocking=True,
            context=context,
        )

    for do in (write, tick):
        with pytest.raises(Unauthorized):
            await do(Context(user_id=member.id))
        await do(Context())
    assert [d for d in school.model.mail.discussions if d.subject == "Absence"]


async def test_the_cards_show_why(
    hass: HomeAssistant, reserved: MockConfigEntry, ask_as_member: Ask
) -> None:
    answer = await ask_as_member(
        type="call_service",
        domain=DOMAIN,
        service="get_news",
        service_data={"device_id": device(reserved, hass)},
        return_response=True,
    )
    assert answer["error"]["translation_key"] == "admin_only"
    assert answer["error"]["translation_domain"] == DOMAIN


async def test_media_and_files(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    hass_client_no_auth: ClientSessionGenerator,
    reserved: MockConfigEntry,
    ask_as_member: Ask,
    member_token: str,
) -> None:
    """Homework papers are for all; those of news and discussions are not even listed."""
    hass.config.language = "fr"

    async def browse(place: str) -> dict[str, Any]:
        return await ask_as_member(
            type="media_source/browse_media", media_content_id=place
        )

    root = (await browse(MEDIA))["result"]["children"]
    assert [one["title"] for one in root] == ["Lina", "Hugo"]
    folder = (await browse(root[0]["media_content_id"]))["result"]["children"]
    titles = [one["title"] for one in folder]
    assert "Devoirs" in titles and "Informations et sondages" not in titles
    for hidden in (
        f"{root[0]['media_content_id']}/news",
        f"{MEDIA}/{reserved.entry_id}/-/discussions",
    ):
        assert "administrateurs" in (await browse(hidden))["error"]["message"]

    as_member = await hass_client(member_token)
    as_admin = await hass_client()
    stranger = await hass_client_no_auth()
    homework = await paper(reserved, FileSource.HOMEWORK)
    assert (await as_member.get(homework)).status == HTTPStatus.OK
    for source in (FileSource.NEWS, FileSource.DISCUSSIONS):
        path = await paper(reserved, source)
        answer = await as_member.get(path)
        assert answer.status == HTTPStatus.FORBIDDEN
        assert "administrateurs" in await answer.text()
        assert (await as_admin.get(path)).status == HTTPStatus.OK
        # A link that an automation signed, for a notification.
        link = async_sign_url(hass, path)
        assert (await stranger.get(link)).status == HTTPStatus.OK
        resolved = await ask_as_member(
            type="media_source/resolve_media",
            media_content_id=path.replace("/api/pronote/files", MEDIA),
        )
        assert "administrateurs" in resolved["error"]["message"]


@pytest.mark.parametrize("known", [True, False])
async def test_an_assistant_reads_no_messages_to_others(
    hass: HomeAssistant,
    school: School,
    reserved: MockConfigEntry,
    member: MockUser,
    hass_admin_user: MockUser,
    known: bool,
) -> None:
    """Nor to somebody whom it does not know, such as whoever is in the kitchen."""
    for component in ("homeassistant", "llm"):
        assert await async_setup_component(hass, component, {})
    async_expose_entity(hass, "conversation", TODO, True)
    school.trigger_event("grade", pupil="Lina")
    school.trigger_event("news")
    await refresh(hass, reserved)

    async def topics(user_id: str | None) -> set[str]:
        context = llm.LLMContext(
            "test", Context(user_id=user_id), "fr", "conversation", None
        )
        api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, context)
        [tool] = [one for one in api.tools if one.name == "pronote__get_changes"]
        result: Any = await tool.async_call(
            hass, llm.ToolInput(tool.name, {"child": "Lina"}), context
        )
        return {change["type"] for change in result.data["changes"]}

    told = await topics(member.id if known else None)
    assert "new_grade" in told and "new_news" not in told
    assert {"new_grade", "new_news"} <= await topics(hass_admin_user.id)


async def test_an_intent_of_a_user_ticks_nothing(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    reserved: MockConfigEntry,
    member_token: str,
) -> None:
    """The intent of the to-do list does not name its caller: the request does."""
    for component in ("homeassistant", "intent"):
        assert await async_setup_component(hass, component, {})
    homework = reserved.runtime_data.homework
    lina = reserved.runtime_data.account.pupils[0]

    def to_do() -> list[str]:
        return [work.key for work in homework.data[lina.key] if not work.done]

    async def tick(token: str | None = None) -> None:
        client = await (hass_client(token) if token else hass_client())
        name = hass.states.get(TODO)
        assert name is not None
        await client.post(
            "/api/intent/handle",
            json={
                "name": "HassListCompleteItem",
                "data": {"item": to_do()[0], "name": name.name},
            },
        )

    before = to_do()
    await tick(member_token)
    assert to_do() == before
    await tick()
    assert to_do() == before[1:]
