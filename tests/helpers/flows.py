"""Helpers that run flows as a user and check each step."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
import json
from pathlib import Path
import re
from typing import Any
from unittest.mock import AsyncMock, patch

from homeassistant.config_entries import (
    SOURCE_USER,
    ConfigEntry,
    ConfigFlowResult,
    SubentryFlowResult,
)
from homeassistant.const import CONF_PASSWORD, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from probatio import Marker

from custom_components.pronote.client import PronoteClient, PronoteError
from custom_components.pronote.const import (
    CONF_KEEP_BACKUP_TOKEN,
    CONF_KEEP_PASSWORD,
    CONF_SPACE,
    DOMAIN,
)
from tests.school import AccountDetails, School

PACKAGE = Path(__file__).parents[2] / "custom_components" / "pronote"
TEXTS: dict[str, dict[str, Any]] = {
    language: json.loads(
        (PACKAGE / "translations" / f"{language}.json").read_text(encoding="utf-8")
    )
    for language in ("en", "fr")
}
FOLLOWED = "followed"
FROM_HOME_ASSISTANT = {"already_in_progress"}
PIN = "1234"
DEAD_ADDRESS = "http://127.0.0.1:9/pronote"


@asynccontextmanager
async def without_setup(hass: HomeAssistant) -> AsyncIterator[None]:
    """Prevent the setup of entries."""
    package = "custom_components.pronote"
    with (
        patch(f"{package}.async_setup_entry", return_value=True),
        patch(f"{package}.async_unload_entry", return_value=True),
    ):
        yield
        for flow in hass.config_entries.flow.async_progress():
            hass.config_entries.flow.async_abort(flow["flow_id"])
        await hass.async_block_till_done(wait_background_tasks=True)
        for entry in hass.config_entries.async_loaded_entries(DOMAIN):
            await hass.config_entries.async_unload(entry.entry_id)


@contextmanager
def without_tokens() -> Iterator[None]:
    """Make the school issue no device tokens."""
    with patch(
        "custom_components.pronote.client.auth.login.Login._store_token", AsyncMock()
    ):
        yield


@contextmanager
def login_raising(error: PronoteError) -> Iterator[None]:
    """Make logins raise an error."""
    with patch.object(PronoteClient, "login", AsyncMock(side_effect=error)):
        yield


def read(result: ConfigFlowResult, flow: str = "config") -> ConfigFlowResult:
    """Return a dialog after checking that all its texts exist in both languages."""
    for texts in TEXTS.values():
        _read(result, texts[flow])
    return result


def _read(result: ConfigFlowResult, texts: dict[str, Any]) -> None:
    given = set(result.get("description_placeholders") or ())
    said: list[str] = []
    match result["type"]:
        case FlowResultType.MENU:
            step = texts["step"][result["step_id"]]
            options = result["menu_options"]
            assert isinstance(options, list)
            said += [step["title"], step["description"]]
            said += [step["menu_options"][option] for option in options]
            said += [step["menu_option_descriptions"][option] for option in options]
        case FlowResultType.FORM:
            step = texts["step"][result["step_id"]]
            names = fields(result)
            said += [step["title"], step.get("description", "-")]
            said += [step["data"][field] for field in names]
            said += [step["data_description"][field] for field in names]
            errors = result["errors"] or {}
            assert set(errors) <= {*names, "base"}
            said += [texts["error"][key] for key in errors.values()]
        case FlowResultType.SHOW_PROGRESS:
            said.append(texts["progress"][result["progress_action"]])
        case FlowResultType.CREATE_ENTRY if "create_entry" in texts:
            said.append(texts["create_entry"]["default"])
        case FlowResultType.ABORT:
            if result["reason"] not in FROM_HOME_ASSISTANT:
                said.append(texts["abort"][result["reason"]])
    assert all(said)
    assert set(re.findall(r"{(\w+)}", " ".join(said))) <= given


def fields(result: ConfigFlowResult | SubentryFlowResult) -> list[str]:
    """Return the names of the fields of a form."""
    return [str(marker) for marker in _markers(result)]


def _markers(result: ConfigFlowResult | SubentryFlowResult) -> list[Marker]:
    schema = result["data_schema"]
    assert schema is not None
    return list(schema.schema)


def placeholders(result: ConfigFlowResult) -> Mapping[str, str]:
    """Return the description placeholders of a dialog."""
    given = result["description_placeholders"]
    assert given is not None
    return given


def defaults(result: ConfigFlowResult | SubentryFlowResult) -> dict[str, Any]:
    """Return the values of a form that is submitted unchanged."""
    schema = result["data_schema"]
    assert schema is not None
    return dict(schema({}))


def suggested_values(result: ConfigFlowResult) -> dict[str, Any]:
    """Return the suggested values of a form, except an unset backup token option."""
    return {
        str(marker): value
        for marker in _markers(result)
        if marker.description
        and (value := marker.description["suggested_value"]) is not None
        and (value or marker != CONF_KEEP_BACKUP_TOKEN)
    }


async def start(hass: HomeAssistant) -> ConfigFlowResult:
    """Start the flow that adds an account."""
    return read(
        await hass.config_entries.flow.async_init(
            DOMAIN, context={"source": SOURCE_USER}
        )
    )


async def choose(
    hass: HomeAssistant, dialog: ConfigFlowResult, way: str
) -> ConfigFlowResult:
    """Choose an option of a menu."""
    return await fill(hass, dialog, next_step_id=way)


async def fill(
    hass: HomeAssistant, dialog: ConfigFlowResult, **typed: Any
) -> ConfigFlowResult:
    """Fill in and submit a form, then wait for the next dialog with input."""
    flow_id = dialog["flow_id"]
    result = read(await hass.config_entries.flow.async_configure(flow_id, typed))
    await hass.async_block_till_done()
    while result["type"] is FlowResultType.SHOW_PROGRESS:
        result = read(await hass.config_entries.flow.async_configure(flow_id))
        await hass.async_block_till_done()
    if result.get("step_id") == FOLLOWED and FOLLOWED not in typed:
        # All children, as suggested.
        return await fill(hass, result, **defaults(result))
    # A new or changed entry contacts its school in the background.
    await hass.async_block_till_done(wait_background_tasks=True)
    return result


async def open_credentials_form(
    hass: HomeAssistant, school: School
) -> ConfigFlowResult:
    """Open the form of the credentials."""
    form = await choose(hass, await start(hass), "school")
    return await fill(hass, form, url=school.url)


async def enter(
    hass: HomeAssistant,
    form: ConfigFlowResult,
    account: AccountDetails,
    /,
    **other: Any,
) -> ConfigFlowResult:
    """Submit the credentials of an account."""
    return await fill(
        hass,
        form,
        **{
            CONF_SPACE: account.space.removesuffix(".html"),
            CONF_USERNAME: account.username,
            CONF_PASSWORD: account.password,
            CONF_KEEP_PASSWORD: False,
        }
        | other,
    )


def qr_code_input(school: School, account: AccountDetails) -> dict[str, str]:
    """Create a QR code and return the values that a user enters."""
    return {"qr_code": json.dumps(school.qr(account.username, PIN)), "pin": PIN}


async def add(
    hass: HomeAssistant, school: School, key: str = "parent", **other: Any
) -> ConfigEntry:
    """Add an account with its password."""
    result = await enter(
        hass, await open_credentials_form(hass, school), school.account(key), **other
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    return result["result"]


async def open_options_form(
    hass: HomeAssistant, entry: ConfigEntry, step: str
) -> ConfigFlowResult:
    """Open one of the forms of the options flow."""
    flow = hass.config_entries.options
    menu = read(await flow.async_init(entry.entry_id), "options")
    return read(
        await flow.async_configure(menu["flow_id"], {"next_step_id": step}), "options"
    )
