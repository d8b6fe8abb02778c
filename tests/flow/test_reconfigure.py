"""Test changing the address of the school, the password or the login method."""

from collections.abc import AsyncIterator

from homeassistant.config_entries import (
    SOURCE_REAUTH,
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigEntryState,
    ConfigFlowResult,
)
from homeassistant.const import CONF_PASSWORD, CONF_URL, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.pronote.const import CONF_DEVICE, CONF_SPACE, DOMAIN
from tests.helpers.home import present_token, settle
from tests.school import Options, School, running_school

from ..helpers.flows import (
    DEAD_ADDRESS,
    add,
    choose,
    enter,
    fill,
    placeholders,
    qr_code_input,
    read,
    start,
    suggested_values,
)


@pytest.fixture
async def moved_school(school: School, options: Options) -> AsyncIterator[School]:
    """The same school, with the same people, at another address."""
    async with running_school(options) as moved:
        yield moved


async def reconfigure(hass: HomeAssistant, entry: ConfigEntry) -> ConfigFlowResult:
    """Start to reconfigure an entry."""
    menu = read(
        await hass.config_entries.flow.async_init(
            DOMAIN,
            context={"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id},
        )
    )
    assert menu["menu_options"] == ["qr_code", "school", "new_school"]
    assert placeholders(menu)["name"] == entry.title
    return menu


def changed(entry: ConfigEntry, result: ConfigFlowResult) -> None:
    """Check that the entry lives with its new access."""
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    assert entry.state is ConfigEntryState.LOADED


async def test_keep_the_password_from_now_on(
    hass: HomeAssistant, school: School
) -> None:
    entry = await add(hass, school)
    account, device = school.account("parent"), entry.data[CONF_DEVICE]
    form = await choose(hass, await reconfigure(hass, entry), "school")
    assert suggested_values(form) == {CONF_URL: school.url}
    form = await fill(hass, form, url=school.url)
    assert suggested_values(form)[CONF_SPACE] == "parent"
    result = await enter(hass, form, account, keep_password=True)
    changed(entry, result)
    assert entry.data[CONF_PASSWORD] == account.password
    assert entry.data[CONF_DEVICE] == device
    assert present_token(hass, entry) in school.access.tokens.values()


async def test_from_the_password_to_a_qr_code(
    hass: HomeAssistant, school: School
) -> None:
    """What was kept for the former access is forgotten."""
    entry = await add(hass, school, keep_password=True)
    form = await choose(hass, await reconfigure(hass, entry), "qr_code")
    result = await fill(hass, form, **qr_code_input(school, school.account("parent")))
    changed(entry, result)
    assert CONF_PASSWORD not in entry.data
    assert CONF_USERNAME not in entry.data


async def test_mistakes_are_mended_on_the_way(
    hass: HomeAssistant, school: School
) -> None:
    entry = await add(hass, school)
    account = school.account("parent")
    form = await choose(hass, await reconfigure(hass, entry), "school")
    form = await fill(hass, form, url=DEAD_ADDRESS)
    assert form["errors"] == {"base": "cannot_connect"}
    form = await fill(hass, form, url=school.url)
    form = await enter(hass, form, account, password="non")
    assert form["errors"] == {"base": "wrong_credentials"}
    changed(entry, await enter(hass, form, account))


async def test_another_account(hass: HomeAssistant, school: School) -> None:
    entry = await add(hass, school)
    before = dict(entry.data)
    form = await choose(hass, await reconfigure(hass, entry), "school")
    form = await fill(hass, form, url=school.url)
    result = await enter(hass, form, school.account("pupil"))
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "wrong_account"
    assert dict(entry.data) == before
    assert entry.state is ConfigEntryState.LOADED


async def test_school_at_a_new_address(
    hass: HomeAssistant, school: School, moved_school: School
) -> None:
    """The same person is let in; the account is still only once in this home."""
    entry = await add(hass, school)
    form = await choose(hass, await reconfigure(hass, entry), "school")
    form = await fill(hass, form, url=moved_school.url)
    result = await enter(hass, form, moved_school.account("parent"))
    changed(entry, result)
    assert entry.data[CONF_URL] == moved_school.url

    form = await choose(hass, await start(hass), "qr_code")
    result = await fill(
        hass, form, **qr_code_input(moved_school, moved_school.account("parent"))
    )
    assert result["reason"] == "already_configured"


async def test_entities_follow_the_school_to_its_new_address(
    hass: HomeAssistant,
    school: School,
    moved_school: School,
    entity_registry: er.EntityRegistry,
) -> None:
    """Their ids stay, and so does their history."""
    entry = await add(hass, school)

    def entities() -> dict[str, str]:
        return {
            entity.entity_id: entity.unique_id
            for entity in er.async_entries_for_config_entry(
                entity_registry, entry.entry_id
            )
        }

    before = entities()
    assert before
    form = await choose(hass, await reconfigure(hass, entry), "school")
    form = await fill(hass, form, url=moved_school.url)
    changed(entry, await enter(hass, form, moved_school.account("parent")))
    assert entities() == before


async def test_new_address_that_another_entry_has_already(
    hass: HomeAssistant, school: School, moved_school: School
) -> None:
    entry = await add(hass, school)
    await add(hass, moved_school)
    form = await choose(hass, await reconfigure(hass, entry), "school")
    form = await fill(hass, form, url=moved_school.url)
    result = await enter(hass, form, moved_school.account("parent"))
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    assert entry.data[CONF_URL] == school.url


async def test_another_person_at_another_address(
    hass: HomeAssistant, school: School, moved_school: School
) -> None:
    entry = await add(hass, school)
    form = await choose(hass, await reconfigure(hass, entry), "qr_code")
    result = await fill(
        hass, form, **qr_code_input(moved_school, moved_school.account("pupil"))
    )
    assert result["reason"] == "wrong_account"
    assert entry.data[CONF_URL] == school.url


async def test_a_new_access_ends_the_pause_of_the_old(
    hass: HomeAssistant, school: School, moved_school: School
) -> None:
    """The old address said to wait for hours; the new one has just let us in."""
    entry = await add(hass, school)
    school.fault("suspend_address", times=None)
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    assert entry.state is ConfigEntryState.LOADED
    assert entry.runtime_data.connection.budget.cooldown is not None
    form = await choose(hass, await reconfigure(hass, entry), "qr_code")
    result = await fill(
        hass, form, **qr_code_input(moved_school, moved_school.account("parent"))
    )
    changed(entry, result)


@pytest.mark.parametrize("fault", [None, "http_503"])
async def test_a_dialog_that_asks_for_a_new_access_closes(
    hass: HomeAssistant, school: School, fault: str | None
) -> None:
    """Also if the school is down just after, so that nothing shows that the access works."""
    entry = await add(hass, school)
    school.access.tokens.clear()
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    [asking] = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    assert asking["context"]["source"] == SOURCE_REAUTH
    form = await choose(hass, await reconfigure(hass, entry), "qr_code")
    if fault is not None:
        # The dialog logs in once, and the page of its login is the only one.
        school.fault(fault, times=None, function="page", after=1)
    code = qr_code_input(school, school.account("parent"))
    changed(entry, await fill(hass, form, **code))
    assert not hass.config_entries.flow.async_progress_by_handler(DOMAIN)
