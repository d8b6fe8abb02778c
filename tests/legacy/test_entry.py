"""Test the migration from hass-pronote: the family keeps its devices, entities and history."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
import logging
from typing import Any
from unittest.mock import patch

from homeassistant.components import persistent_notification
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntry, ConfigEntryState
from homeassistant.const import CONF_PASSWORD, CONF_TOKEN, CONF_URL, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import (
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
import pytest

from custom_components.pronote.config_flow import PronoteConfigFlow
from custom_components.pronote.const import (
    CONF_CHILDREN,
    CONF_LEGACY,
    CONF_PORTAL,
    CONF_WAKE_UP,
    DOMAIN,
)
from custom_components.pronote.legacy.entry import MIGRATED
from tests.helpers.clock import Clock
from tests.school import School

from ..helpers.flows import (
    TEXTS,
    choose,
    fields,
    fill,
    read,
    suggested_values,
    without_tokens,
)
from ..helpers.home import advance_time, present_token, settle
from ..helpers.portals import school_behind_portal
from .hass_pronote import start, stored

LINA = "sensor.pronote_verselin_lina"
HUGO = "sensor.pronote_verselin_hugo"
VANISHED = ("ical url", "ical_url", "trimestre 3")
"""What has no meaning any more: a secret as a state, and the closed periods of another year."""

HASS_PRONOTE_VERSION = 2

UUID = "5f0c2f0e-27cf-4c6f-9b0f-6f1d6a3f7f10"

type Start = Callable[..., Awaitable[None]]


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Registries that were read from a store tidy up after themselves, later."""
    return True


@pytest.fixture
def start_hass_pronote_home(
    hass: HomeAssistant, hass_storage: dict[str, Any], school: School
) -> Start:
    """Start a home of hass-pronote with an account of the school."""

    async def start_hass_pronote_home(
        kind: str, who: str = "pupil", **filled: str
    ) -> None:
        account = school.account(who)
        blanks = {
            "url": school.url,
            "username": account.username,
            "password": account.password,
        }
        await start(hass, hass_storage, stored(kind, **blanks | filled))

    return start_hass_pronote_home


def token_of(school: School, who: str) -> dict[str, str]:
    """Return what a QR code left of an account."""
    account = school.model.account(who)
    return {
        "username": account.app_login,
        "token": school.access.new_token(account, UUID),
        "uuid": UUID,
        "browser_id": "NAVIGATOR",
    }


def entries(hass: HomeAssistant) -> list[ConfigEntry]:
    return hass.config_entries.async_entries(DOMAIN)


def kept(hass: HomeAssistant, entry: ConfigEntry, kind: str) -> None:
    """Check that whatever still means something has its id, and is one of ours."""
    home = stored(kind)
    former = home["core.entity_registry"]["data"]["entities"]
    devices = {row["id"] for row in home["core.device_registry"]["data"]["devices"]}
    registry = er.async_get(hass)
    for row in former:
        entity = registry.async_get(row["entity_id"])
        if row["unique_id"].lower().endswith(VANISHED):
            assert entity is None
            continue
        assert entity is not None, row["entity_id"]
        assert entity.unique_id.startswith(str(entry.unique_id))
        assert entity.config_entry_id == entry.entry_id
        assert entity.device_id in devices
        for custom in ("name", "icon", "area_id", "disabled_by"):
            assert getattr(entity, custom) == row.get(custom)


def child(hass: HomeAssistant, entity_id: str) -> dr.DeviceEntry:
    """Return the device of an entity."""
    entity = er.async_get(hass).async_get(entity_id)
    assert entity is not None and entity.device_id is not None
    device = dr.async_get(hass).async_get(entity.device_id)
    assert isinstance(device, dr.DeviceEntry)
    return device


def notified(hass: HomeAssistant) -> list[str]:
    """Return the keys of the texts in the notification of the only account."""
    assert not [domain for domain, _ in ir.async_get(hass).issues if domain == DOMAIN]
    [entry] = entries(hass)
    texts = TEXTS[hass.config.language]["common"]
    notification_id = f"{MIGRATED}_{entry.entry_id}"
    shown = hass.data[persistent_notification.DOMAIN][notification_id]
    assert shown["title"] == texts["migrated_title"]
    by_text = {
        text.format(name=entry.title): key
        for key, text in texts.items()
        if key.startswith("migrated")
    }
    paragraphs = shown["message"]
    found = [key for text, key in by_text.items() if text in paragraphs]
    assert (
        "\n\n".join(text for text, key in by_text.items() if text in paragraphs)
        == paragraphs
    )
    return found


async def test_password(
    hass: HomeAssistant, school: School, start_hass_pronote_home: Start
) -> None:
    await start_hass_pronote_home("password")
    [entry] = entries(hass)
    assert entry.state is ConfigEntryState.LOADED
    assert (school.request_log.logins, school.request_log.failed_logins) == (1, 0)
    assert CONF_TOKEN in entry.data
    assert not entry.data.keys() & {CONF_PASSWORD, CONF_USERNAME}
    assert notified(hass) == ["migrated", "migrated_password_forgotten"]
    assert "verselin" not in entry.title.casefold()
    [pupil] = entry.runtime_data.account.pupils
    assert entry.options == {
        CONF_LEGACY: True,
        CONF_CHILDREN: {pupil.key: {CONF_WAKE_UP: 45, "lunch_break": "12:30"}},
    }

    kept(hass, entry, "password")
    device = child(hass, f"{LINA}_homework")
    assert (device.area_id, device.name_by_user) == ("salon", "Lina")
    assert device.name == "Lina"
    school_device, *children = sorted(
        dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id),
        key=lambda device: device.via_device_id is not None,
    )
    assert [child.id for child in children] == [device.id]
    assert device.via_device_id == school_device.id
    assert school_device.name == school.model.name


@pytest.mark.parametrize("repeat", [1, 2])
async def test_the_next_start_goes_on_with_the_token(
    hass: HomeAssistant, school: School, start_hass_pronote_home: Start, repeat: int
) -> None:
    await start_hass_pronote_home("password")
    [entry] = entries(hass)
    before = {
        entity.entity_id: entity.unique_id
        for entity in er.async_get(hass).entities.values()
    }
    for _ in range(repeat):
        await hass.config_entries.async_reload(entry.entry_id)
        await settle(hass)
    assert entry.state is ConfigEntryState.LOADED
    assert school.request_log.logins == 1 + repeat
    assert before == {
        entity.entity_id: entity.unique_id
        for entity in er.async_get(hass).entities.values()
    }


async def test_same_meaning_same_entity(
    hass: HomeAssistant, start_hass_pronote_home: Start
) -> None:
    """The average and the calendar are ours at once; their ids are still hass-pronote's."""
    await start_hass_pronote_home("password")
    average = hass.states.get(f"{LINA}_overall_average")
    assert average is not None and average.attributes["state_class"] == "measurement"
    assert 0 < float(average.state) <= 20
    # 45 minutes before the first lesson, as chosen in hass-pronote.
    alarm = hass.states.get("sensor.reveil_de_lina")
    assert alarm is not None and alarm.name == "Réveil de Lina"
    assert alarm.state.endswith((":15:00+00:00", ":10:00+00:00", ":05:00+00:00")), alarm
    calendar = hass.states.get("calendar.pronote_verselin_lina")
    assert calendar is not None and calendar.attributes["message"]
    assert hass.states.get("calendar.pronote_1_lessons") is None
    assert hass.states.get("sensor.pronote_1_overall_average") is None


async def test_our_own_sensors_have_the_attributes_of_those_they_replaced(
    hass: HomeAssistant, start_hass_pronote_home: Start
) -> None:
    await start_hass_pronote_home("password")
    common = {"full_name", "nickname", "via_parent_account", "updated_at"}
    alarm = hass.states.get("sensor.reveil_de_lina")
    average = hass.states.get(f"{LINA}_overall_average")
    assert alarm is not None and average is not None
    assert alarm.attributes.keys() >= common
    assert average.attributes.keys() >= common | {"period_key", "is_current_period"}
    assert average.attributes["period_key"] == "trimestre_1"
    assert hass.states.get(f"{LINA}_next_alarm") is None


async def test_a_renamed_device_gives_the_nickname(
    hass: HomeAssistant, hass_storage: dict[str, Any], school: School
) -> None:
    account = school.account("pupil")
    home = stored(
        "password",
        url=school.url,
        username=account.username,
        password=account.password,
    )
    [device] = home["core.device_registry"]["data"]["devices"]
    device["name_by_user"] = "La grande"
    await start(hass, hass_storage, home)
    shown = hass.states.get(f"{LINA}_homework")
    assert shown is not None and shown.attributes["nickname"] == "La grande"


async def test_qr_code(
    hass: HomeAssistant, school: School, start_hass_pronote_home: Start
) -> None:
    await start_hass_pronote_home("qr_code", **token_of(school, "pupil_2nde"))
    [entry] = entries(hass)
    assert entry.state is ConfigEntryState.LOADED
    assert (school.request_log.logins, school.request_log.failed_logins) == (1, 0)
    assert entry.title == "Le collège de Hugo"
    assert notified(hass) == ["migrated"]
    kept(hass, entry, "qr_code")
    assert child(hass, f"{HUGO}_grades").name_by_user == "Mon grand"


async def test_portal(
    hass: HomeAssistant, school: School, start_hass_pronote_home: Start
) -> None:
    async with school_behind_portal("eclat_bfc", school) as portal:
        account = portal.account("parent")
        await start_hass_pronote_home(
            "portal",
            ent="eclat_bfc",
            url=school.url,
            username=account.username,
            password=account.password,
        )
        [entry] = entries(hass)
        assert entry.state is ConfigEntryState.LOADED, entry.reason
        assert portal.attempts(account.username) == 1
        assert present_token(hass, entry) in school.access.tokens.values()
        assert CONF_PASSWORD not in entry.data
        assert entry.data[CONF_PORTAL] == "eclat_bfc"
        kept(hass, entry, "portal")
        await hass.config_entries.async_unload(entry.entry_id)


async def test_two_children_become_one_account(
    hass: HomeAssistant, school: School, start_hass_pronote_home: Start
) -> None:
    await start_hass_pronote_home("children", "parent")
    [entry] = entries(hass)
    assert entry.state is ConfigEntryState.LOADED
    assert (school.request_log.logins, school.request_log.page_loads) == (1, 1)
    kept(hass, entry, "children")
    names = [child(hass, f"{who}_homework").name_by_user for who in (LINA, HUGO)]
    assert names == ["Lina", "Hugo"]
    assert (
        len(dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)) == 3
    )


async def test_two_ways_in_become_one_account(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    school: School,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What a password and a token open is seen once both did."""
    account = school.account("parent")
    filled = {
        "url": school.url,
        "username": account.username,
        "password": account.password,
    }
    token = token_of(school, "parent")
    home = stored("children", **filled)
    [_, hugo] = home["core.config_entries"]["data"]["entries"]
    hugo["data"] = {
        "connection_type": "qrcode",
        "account_type": "parent",
        "child": "VERSELIN Hugo",
        "qr_code_url": f"{school.url}/mobile.parent.html",
        "qr_code_username": token["username"],
        "qr_code_password": token["token"],
        "qr_code_uuid": token["uuid"],
    }
    await start(hass, hass_storage, home)
    await hass.async_block_till_done(wait_background_tasks=True)
    [entry] = entries(hass)
    assert entry.state is ConfigEntryState.LOADED
    assert (school.request_log.logins, school.request_log.failed_logins) == (3, 0)
    kept(hass, entry, "children")
    assert hass.states.get("calendar.pronote_verselin_hugo")
    assert "now belongs to another entry of the same account" in caplog.text
    assert not [x for x in caplog.records if x.levelno >= logging.ERROR]


async def test_the_fork(
    hass: HomeAssistant, school: School, start_hass_pronote_home: Start
) -> None:
    await start_hass_pronote_home("fork", "restricted")
    [entry] = entries(hass)
    assert entry.state is ConfigEntryState.LOADED
    assert school.request_log.logins == 1
    assert entry.unique_id is not None and "DALBRIGUE" not in entry.unique_id
    kept(hass, entry, "fork")


async def test_the_first_version(
    hass: HomeAssistant, school: School, start_hass_pronote_home: Start
) -> None:
    await start_hass_pronote_home("first_version")
    [entry] = entries(hass)
    assert entry.state is ConfigEntryState.LOADED
    kept(hass, entry, "first_version")
    registry = er.async_get(hass)
    today = registry.async_get("sensor.pronote_verselin_lina_timetable_today")
    assert today is not None
    assert today.unique_id.endswith("_legacy_today_s_timetable")
    assert child(hass, today.entity_id).name_by_user is None


async def test_what_the_first_version_left_behind(
    hass: HomeAssistant, start_hass_pronote_home: Start
) -> None:
    """The second version left the entities of the first to themselves; its own are the living."""
    await start_hass_pronote_home("both_versions")
    [entry] = entries(hass)
    ids = {
        entity.entity_id
        for entity in er.async_entries_for_device(
            er.async_get(hass), child(hass, f"{LINA}_homework_2").id, True
        )
    }
    assert f"{LINA}_homework_2" in ids
    assert f"{LINA}_homework" not in ids
    assert (
        len(dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)) == 2
    )


async def test_a_child_who_left(
    hass: HomeAssistant, hass_storage: dict[str, Any], school: School
) -> None:
    account = school.account("parent")
    home = stored(
        "children",
        url=school.url,
        username=account.username,
        password=account.password,
    )
    for row in home["core.device_registry"]["data"]["devices"]:
        if row["name"] == "Pronote - VERSELIN Hugo":
            row["identifiers"] = [["pronote", "VERSELIN Paul"]]
    await start(hass, hass_storage, home)
    [entry] = entries(hass)
    assert entry.state is ConfigEntryState.LOADED
    assert er.async_get(hass).async_get(f"{LINA}_homework")
    devices = dr.async_get(hass)
    gone = [
        row["name"]
        for row in home["core.device_registry"]["data"]["devices"]
        if devices.async_get(row["id"]) is None
    ]
    assert gone == ["Pronote - VERSELIN Hugo"]


# --- ways in that open nothing any more


def reauth(hass: HomeAssistant) -> Any:
    [flow] = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    assert flow["context"]["source"] == SOURCE_REAUTH
    return flow


@pytest.mark.parametrize(
    ("kind", "broken"),
    [
        ("portal", {"ent": "ile_de_france"}),
        ("portal", {"ent": "nobody_knows_it"}),
        ("password", {"password": ""}),
        ("password", {"url": "not an address"}),
        ("qr_code", {"token": ""}),
    ],
)
async def test_what_opens_nothing_asks_for_a_new_way_in(
    hass: HomeAssistant,
    school: School,
    start_hass_pronote_home: Start,
    kind: str,
    broken: dict[str, str],
) -> None:
    token = {"token": "", "uuid": "", "browser_id": ""}
    await start_hass_pronote_home(
        kind, "parent" if kind == "portal" else "pupil", **token | broken
    )
    [entry] = entries(hass)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "hass_pronote_login_invalid"
    assert entry.source == "user" and entry.version == 3
    assert school.request_log.logins == school.request_log.failed_logins == 0
    reauth(hass)
    # Nothing is lost meanwhile.
    former = stored(kind)["core.entity_registry"]["data"]["entities"]
    for row in former:
        assert er.async_get(hass).async_get(row["entity_id"])


async def test_a_new_way_in_completes_the_migration(
    hass: HomeAssistant, school: School, start_hass_pronote_home: Start
) -> None:
    await start_hass_pronote_home("password", password="")
    flow = reauth(hass)
    menu = await hass.config_entries.flow.async_configure(flow["flow_id"])
    form = await choose(hass, read(menu), "password")
    account = school.account("pupil")
    done = await fill(
        hass,
        form,
        username=account.username,
        password=account.password,
        keep_password=True,
    )
    assert done["type"] is FlowResultType.ABORT
    assert done["reason"] == "reauth_successful"
    await hass.async_block_till_done()
    [entry] = entries(hass)
    assert entry.state is ConfigEntryState.LOADED
    assert entry.unique_id
    # This time somebody ticked it.
    assert entry.data[CONF_PASSWORD]
    assert notified(hass) == ["migrated"]
    kept(hass, entry, "password")


@pytest.mark.parametrize("taken", [False, True])
async def test_a_device_that_only_needs_its_name(
    hass: HomeAssistant, hass_storage: dict[str, Any], school: School, taken: bool
) -> None:
    """It keeps the name it had; nobody is asked for a PIN that does not exist."""
    account = school.account("named_device")
    devices = school.access.devices["named_device"]
    if taken:
        devices.labels.add("Maison")
    home = stored(
        "password",
        url=school.url,
        username=account.username,
        password=account.password,
    )
    [row] = home["core.config_entries"]["data"]["entries"]
    row["data"] |= {"device_name": "Maison", "account_type": "parent"}
    await start(hass, hass_storage, home)
    [entry] = entries(hass)
    if not taken:
        assert entry.state is ConfigEntryState.LOADED
        assert devices.labels == {"Maison"}
        assert "device_name" not in entry.data
        assert school.request_log.logins == 1
        return
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "device_name_required"
    menu = await hass.config_entries.flow.async_configure(reauth(hass)["flow_id"])
    form = await choose(hass, read(menu), "password")
    form = await fill(
        hass,
        form,
        username=account.username,
        password=account.password,
        keep_password=False,
    )
    assert fields(form) == ["device_name"]
    assert suggested_values(form) == {"device_name": "Maison"}
    form = await fill(hass, form, device_name="Maison")
    assert form["errors"] == {"device_name": "device_name_taken"}
    done = await fill(hass, form, device_name="Maison 2")
    assert done["reason"] == "reauth_successful"


async def test_a_dead_token(
    hass: HomeAssistant, school: School, start_hass_pronote_home: Start
) -> None:
    await start_hass_pronote_home(
        "qr_code", **token_of(school, "pupil_2nde") | {"token": "0" * 64}
    )
    [entry] = entries(hass)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "token_refused"
    reauth(hass)
    assert er.async_get(hass).async_get(f"{HUGO}_homework")


async def test_a_downgraded_home_finds_the_reason_in_its_log(
    hass: HomeAssistant,
    start_hass_pronote_home: Start,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Home Assistant gives hass-pronote no entry that it cannot read, and says so."""
    await start_hass_pronote_home("password")
    [entry] = entries(hass)
    await hass.config_entries.async_unload(entry.entry_id)
    with patch.object(PronoteConfigFlow, "VERSION", HASS_PRONOTE_VERSION):
        await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.MIGRATION_ERROR
    assert "has version 3 which is higher than the current version 2" in caplog.text


async def test_a_school_without_tokens_needs_the_password(
    hass: HomeAssistant, school: School, start_hass_pronote_home: Start
) -> None:
    with without_tokens():
        await start_hass_pronote_home("password")
        [entry] = entries(hass)
        assert entry.state is ConfigEntryState.LOADED
        assert entry.data[CONF_PASSWORD]
        assert entry.data[CONF_URL] == school.url
        assert notified(hass) == ["migrated", "migrated_password_kept"]
        await hass.config_entries.async_unload(entry.entry_id)


async def test_a_closed_school_is_awaited(
    hass: HomeAssistant,
    school: School,
    start_hass_pronote_home: Start,
    freezer: Clock,
) -> None:
    school.fault("http_503", times=None)
    await start_hass_pronote_home("password")
    [entry] = entries(hass)
    assert entry.error_reason_translation_key
    school.faults.clear()
    await advance_time(hass, freezer, timedelta(hours=1))
    assert entry.state is ConfigEntryState.LOADED
    kept(hass, entry, "password")
