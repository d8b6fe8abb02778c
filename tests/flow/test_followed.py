"""Test the choice of the children to follow, at set-up and in the options."""

from homeassistant.config_entries import ConfigEntry, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from tests.school import School

from ..helpers.flows import (
    defaults,
    enter,
    fields,
    open_credentials_form,
    open_options_form,
    read,
)
from ..helpers.home import child_of_event, refresh

LINA, HUGO = "Lina", "Hugo"


async def configure(
    hass: HomeAssistant, form: ConfigFlowResult, followed: list[str]
) -> ConfigFlowResult:
    """Send the form of the children at set-up."""
    result = read(
        await hass.config_entries.flow.async_configure(
            form["flow_id"], {"followed": followed}
        )
    )
    await hass.async_block_till_done()
    return result


def offered(form: ConfigFlowResult) -> dict[str, str]:
    """Return the children that a form offers, with their keys by name."""
    schema = form["data_schema"]
    assert schema is not None
    options = schema.schema["followed"].config["options"]
    return {child["label"]: child["value"] for child in options}


def with_device(hass: HomeAssistant, entry: ConfigEntry) -> set[str]:
    """Return the names of the children who have a device."""
    return {
        str(device.name)
        for device in dr.async_entries_for_config_entry(
            dr.async_get(hass), entry.entry_id
        )
        if device.via_device_id is not None
    }


@pytest.fixture
async def form(hass: HomeAssistant, school: School) -> ConfigFlowResult:
    """The form of the children, after a login."""
    credentials = await open_credentials_form(hass, school)
    account = school.account("parent")
    return read(
        await hass.config_entries.flow.async_configure(
            credentials["flow_id"],
            {
                "space": "parent",
                "username": account.username,
                "password": account.password,
                "keep_password": False,
                "keep_backup_token": False,
            },
        )
    )


async def test_set_up_asks_whom_to_follow(
    hass: HomeAssistant, school: School, form: ConfigFlowResult
) -> None:
    assert (form["step_id"], fields(form)) == ("followed", ["followed"])
    children = offered(form)
    assert set(children) == {LINA, HUGO}
    assert defaults(form) == {"followed": [*children.values()]}
    form = await configure(hass, form, [])
    assert form["errors"] == {"followed": "no_child"}
    result = await configure(hass, form, [children[HUGO]])
    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    assert entry.options == {"children": {children[LINA]: {"followed": False}}}
    assert with_device(hass, entry) == {HUGO}


async def test_two_first_names_alike_keep_more(
    hass: HomeAssistant, school: School
) -> None:
    _, hugo = school.model.account("parent").pupils
    hugo.first_name = "Lina"
    hugo.last_name = "DE LA TOUR"
    credentials = await open_credentials_form(hass, school)
    account = school.account("parent")
    form = await hass.config_entries.flow.async_configure(
        credentials["flow_id"],
        {
            "space": "parent",
            "username": account.username,
            "password": account.password,
            "keep_password": False,
            "keep_backup_token": False,
        },
    )
    assert set(offered(form)) == {"VERSELIN Lina", "DE LA TOUR Lina"}


async def test_the_last_page_says_what_comes_next(
    hass: HomeAssistant, form: ConfigFlowResult
) -> None:
    """With links: the dashboard, notifications, blueprints in the language of the home."""
    hass.config.language = "fr"
    result = await configure(hass, form, [*offered(form).values()])
    links = result["description_placeholders"]
    assert links is not None
    assert links["dashboards"] == "/config/lovelace/dashboards"
    assert links["integration"] == "/config/integrations/integration/pronote"
    assert links["blueprints"].endswith("/docs/fr/automations.md")


async def test_all_children_need_no_option(
    hass: HomeAssistant, form: ConfigFlowResult
) -> None:
    """A brother or sister who joins the account later is then followed too."""
    result = await configure(hass, form, [*offered(form).values()])
    assert result["result"].options == {}


async def test_an_only_child_is_not_asked_for(
    hass: HomeAssistant, school: School
) -> None:
    credentials = await open_credentials_form(hass, school)
    result = await enter(hass, credentials, school.account("pupil"))
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_the_options_change_it(
    hass: HomeAssistant, school: School, entry: ConfigEntry
) -> None:
    events = async_capture_events(hass, "pronote_event")
    before = {one.entity_id for one in er.async_get(hass).entities.values()}
    school.request_log.requests.clear()
    await refresh(hass, entry)
    both = school.request_log.requests.total()

    async def follow(*names: str) -> None:
        form = await open_options_form(hass, entry, "followed")
        children = offered(form)
        await hass.config_entries.options.async_configure(
            form["flow_id"], {"followed": [children[name] for name in names]}
        )
        await hass.async_block_till_done(wait_background_tasks=True)

    await follow(LINA)
    assert with_device(hass, entry) == {LINA}
    assert len(er.async_get(hass).entities) < len(before)
    school.request_log.requests.clear()
    await refresh(hass, entry)
    assert school.request_log.requests.total() < both
    school.trigger_event("grade", pupil=HUGO)
    await refresh(hass, entry)
    assert events == []

    await follow(LINA, HUGO)
    assert with_device(hass, entry) == {LINA, HUGO}
    assert {one.entity_id for one in er.async_get(hass).entities.values()} == before
    # What happened meanwhile is not announced; what follows is.
    assert events == []
    school.trigger_event("grade", pupil=HUGO)
    await refresh(hass, entry)
    assert [child_of_event(hass, event) for event in events] == [HUGO]


async def test_one_child_at_least_is_followed(
    hass: HomeAssistant, entry: ConfigEntry
) -> None:
    form = await open_options_form(hass, entry, "followed")
    form = read(
        await hass.config_entries.options.async_configure(
            form["flow_id"], {"followed": []}
        ),
        "options",
    )
    assert form["errors"] == {"followed": "no_child"}
