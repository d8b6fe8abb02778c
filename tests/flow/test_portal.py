"""Test adding an account through a regional portal, and its errors."""

from collections.abc import AsyncIterator
from typing import Any
from unittest.mock import patch

from homeassistant.const import CONF_PASSWORD, CONF_TOKEN, CONF_URL, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.pronote.client import PronoteClient, portals
from custom_components.pronote.client.errors import (
    NoPortalError,
    PortalAccountKindError,
    PortalMovedError,
    PortalRequiredError,
    PronoteError,
    SessionExpiredError,
    WrongSpaceError,
)
from custom_components.pronote.config_flow import PronoteConfigFlow
from custom_components.pronote.const import CONF_KEEP_PASSWORD, CONF_SPACE
from custom_components.pronote.flow.portal import Stage
from tests.school import Options, School
from tests.school.portals import EDUCONNECT

from ..helpers.flows import (
    choose,
    defaults,
    enter,
    fields,
    fill,
    login_raising,
    open_credentials_form,
    placeholders,
    qr_code_input,
    suggested_values,
    without_setup,
    without_tokens,
)
from ..helpers.portals import log_in_at_portal, open_portal_form, school_behind_portal

FAMILIES = {
    "kosmos": "eclat_bfc",
    "kosmos, own account": "val_doise",
    "entcore, routes": "hdf",
    "entcore, own account": "ent77",
    "apereo": "atrium_sud",
    "keycloak": "iledefrance",
    "oze": "enc_hauts_de_seine",
    "toutatice": "toutatice",
    "hub": "bordeaux",
    "shibboleth": "ent_elyco",
    "delegated": "ac-orleans-tours",
}


@pytest.fixture(autouse=True)
async def dialogs_alone(hass: HomeAssistant) -> AsyncIterator[None]:
    """Leave the entries alone: these tests are about the dialogs."""
    async with without_setup(hass):
        yield


@pytest.mark.parametrize("key", FAMILIES.values(), ids=list(FAMILIES))
async def test_from_the_address_to_an_entry(
    hass: HomeAssistant, school: School, key: str
) -> None:
    """The school tells its portal; nobody chooses one."""
    async with school_behind_portal(key, school) as portal:
        form = await open_portal_form(hass, portal)
        known = portals.resolve(key)
        assert known is not None
        assert placeholders(form)["portal"] == known.portal.name
        assert fields(form) == [
            CONF_SPACE,
            "account",
            CONF_USERNAME,
            CONF_PASSWORD,
            CONF_KEEP_PASSWORD,
            "keep_backup_token",
        ]
        local = {"account": "local" if portal.spec.local else "educonnect"}
        result = await log_in_at_portal(hass, form, portal, **local)
        assert result["type"] is FlowResultType.CREATE_ENTRY
        data = result["result"].data
        assert result["result"].title == f"{school.model.name} (Parents)"
        assert data[CONF_URL] == school.url
        assert data[CONF_TOKEN] in school.access.tokens.values()
        assert CONF_PASSWORD not in data
        assert CONF_USERNAME not in data
        assert data["portal"] == known.portal.key
        assert portal.attempts(portal.account("parent").username) == 1
        assert school.sessions_open == 0


async def test_pupil(hass: HomeAssistant, school: School) -> None:
    async with school_behind_portal("hdf", school) as portal:
        form = await open_portal_form(hass, portal)
        result = await log_in_at_portal(hass, form, portal, "pupil")
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert result["result"].title == f"{school.model.name} (4B)"


async def test_progress(hass: HomeAssistant, school: School) -> None:
    """A walk takes seconds: the dialog tells where it is, from the school and back."""
    shown_stages: list[str] = []
    show = PronoteConfigFlow.async_show_progress

    def note(flow: PronoteConfigFlow, **shown: Any) -> Any:
        if shown["progress_action"] not in shown_stages:
            shown_stages.append(shown["progress_action"])
        return show(flow, **shown)

    async with school_behind_portal("eclat_bfc", school) as portal:
        form = await open_portal_form(hass, portal)
        with patch.object(PronoteConfigFlow, "async_show_progress", note):
            result = await log_in_at_portal(hass, form, portal)
        assert result["type"] is FlowResultType.CREATE_ENTRY
    # What lasts no longer than a blink is not told.
    assert shown_stages == [stage for stage in Stage if stage in shown_stages]
    assert {"school", "portal"} <= {*shown_stages}


async def test_dialog_closed_on_the_way(hass: HomeAssistant, school: School) -> None:
    async with school_behind_portal("eclat_bfc", school) as portal:
        form = await open_portal_form(hass, portal)
        account = portal.account("parent")
        shown = await hass.config_entries.flow.async_configure(
            form["flow_id"],
            {
                CONF_SPACE: "parent",
                CONF_USERNAME: account.username,
                CONF_PASSWORD: account.password,
                CONF_KEEP_PASSWORD: False,
            },
        )
        assert shown["type"] is FlowResultType.SHOW_PROGRESS
        # A browser that comes back finds the walk where it is.
        shown = await hass.config_entries.flow.async_configure(form["flow_id"])
        assert shown["type"] is FlowResultType.SHOW_PROGRESS
        hass.config_entries.flow.async_abort(form["flow_id"])
        await hass.async_block_till_done()
        assert portal.attempts(account.username) == 0
        assert school.sessions_open == 0


async def test_wrong_password(hass: HomeAssistant, school: School) -> None:
    """It is tried once, and what else was typed is still there."""
    async with school_behind_portal("hdf", school) as portal:
        account = portal.account("parent")
        form = await open_portal_form(hass, portal)
        form = await log_in_at_portal(
            hass, form, portal, password="marée basse", keep_password=True
        )
        assert form["step_id"] == "portal_login"
        assert form["errors"] == {"base": "portal_credentials"}
        assert placeholders(form)["portal"] == "ÉduConnect"
        assert portal.attempts(account.username) == 1
        assert suggested_values(form) == {
            CONF_SPACE: "parent",
            "account": "educonnect",
            CONF_USERNAME: account.username,
            CONF_KEEP_PASSWORD: True,
        }
        result = await log_in_at_portal(hass, form, portal)
        assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("key", "behavior", "what", "error"),
    [
        ("eclat_bfc", "locked", True, "portal_locked_message"),
        ("eclat_bfc", "down", True, "portal_down"),
        ("eclat_bfc", "must_act", "new_password", "portal_new_password"),
        ("eclat_bfc", "must_act", "terms", "portal_terms"),
        ("eclat_bfc", "must_act", "activation", "portal_activation"),
        ("ent77", "busy", True, "portal_down"),
    ],
)
async def test_troubles_that_pass(
    hass: HomeAssistant,
    school: School,
    key: str,
    behavior: str,
    what: bool | str,
    error: str,
) -> None:
    """The same form comes again, for when it is over."""
    async with school_behind_portal(key, school) as portal:
        host = EDUCONNECT if behavior == "must_act" else None
        portal.set_behavior(
            behavior, host=host, what=what if isinstance(what, str) else ""
        )
        form = await log_in_at_portal(
            hass, await open_portal_form(hass, portal), portal
        )
        assert form["step_id"] == "portal_login"
        assert form["errors"] == {"base": error}
        portal.behaviors.clear()
        result = await log_in_at_portal(hass, form, portal)
        assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("key", "behavior", "error"),
    [
        ("eclat_bfc", "france_connect_only", "portal_france_connect"),
        ("hdf", "second_factor", "portal_second_factor"),
        ("eclat_bfc", "account_unknown", "portal_account_unknown"),
        ("eclat_bfc", "service_refused", "portal_service_refused"),
        ("eclat_bfc", "not_recognised", "portal_session"),
        ("eclat_bfc", "page_changed", "portal_changed"),
        ("eclat_bfc", "redirect_loop", "portal_changed"),
        ("eclat_bfc", "blocked", "portal_blocked"),
        ("atrium_sud", "foreign_form", "portal_untrusted"),
    ],
)
async def test_portals_that_stay_closed(
    hass: HomeAssistant, school: School, key: str, behavior: str, error: str
) -> None:
    """Another door is offered at once, the QR code first."""
    async with school_behind_portal(key, school, **{behavior: True}) as portal:
        form = await log_in_at_portal(
            hass, await open_portal_form(hass, portal), portal
        )
        assert form["step_id"] == "other_way"
        assert form["errors"] == {"base": error}
        assert defaults(form) == {"way": "qr_code"}
        form = await fill(hass, form, way="qr_code")
        assert form["step_id"] == "qr_code"
        portal.behaviors.clear()
        result = await fill(
            hass, form, **qr_code_input(school, school.account("parent"))
        )
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert "portal" not in result["result"].data


async def test_other_doors(hass: HomeAssistant, school: School) -> None:
    async with school_behind_portal("eclat_bfc", school, not_recognised=True) as portal:
        form = await log_in_at_portal(
            hass, await open_portal_form(hass, portal), portal
        )
        form = await hass.config_entries.flow.async_configure(form["flow_id"])
        assert form["step_id"] == "other_way"
        form = await fill(hass, form, way="portal_login")
        assert form["step_id"] == "portal_login"
        assert (
            suggested_values(form)[CONF_USERNAME] == portal.account("parent").username
        )
        form = await log_in_at_portal(hass, form, portal)
        form = await fill(hass, form, way="credentials")
        assert form["step_id"] == "credentials"
        result = await enter(hass, form, school.account("parent"))
        assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("error", "step", "shown", "preset"),
    [
        (
            PortalAccountKindError(EDUCONNECT, "local"),
            "portal_login",
            {"account": "portal_account_local"},
            {"account": "local"},
        ),
        (
            WrongSpaceError("0123456a.index-education.net", "eleve"),
            "portal_login",
            {CONF_SPACE: "wrong_space"},
            {CONF_SPACE: "eleve"},
        ),
        (
            PortalMovedError("nero.l-educdenormandie.fr", "normandie"),
            "portal_login",
            {"base": "portal_moved"},
            {},
        ),
        (NoPortalError("None"), "credentials", {"base": "no_portal"}, {}),
        (SessionExpiredError(), "portal_login", {"base": "login_lapsed"}, {}),
    ],
)
async def test_what_the_portal_says_is_filled_in(
    hass: HomeAssistant,
    school: School,
    error: PronoteError,
    step: str,
    shown: dict[str, str],
    preset: dict[str, str],
) -> None:
    async with school_behind_portal("eclat_bfc", school) as portal:
        form = await open_portal_form(hass, portal)
        with login_raising(error):
            form = await log_in_at_portal(hass, form, portal)
        assert form["step_id"] == step
        assert form["errors"] == shown
        assert suggested_values(form) | preset == suggested_values(form)
        if "portal_moved" in shown.values():
            assert placeholders(form)["successor"] == "L'Educ de Normandie"


async def test_password_of_pronote_itself(hass: HomeAssistant, school: School) -> None:
    """Where families mostly use a portal, an account of PRONOTE's own still opens."""
    async with school_behind_portal("eclat_bfc", school) as portal:
        form = await open_portal_form(hass, portal)
        result = await enter(hass, form, school.account("parent"), account="pronote")
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert "portal" not in result["result"].data
        assert not portal.passwords_seen


async def test_password_of_pronote_refused_at_a_school_of_the_portal_only(
    hass: HomeAssistant, school: School
) -> None:
    async with school_behind_portal("eclat_bfc", school) as portal:
        form = await open_portal_form(hass, portal)
        with login_raising(PortalRequiredError(portal.spec.host)):
            menu = await enter(hass, form, school.account("parent"), account="pronote")
        assert menu["step_id"] == "portal"
        assert menu["menu_options"] == ["portal_login", "qr_code", "school"]
        assert placeholders(menu)["portal"] == "ÉCLAT-BFC"
        menu = await hass.config_entries.flow.async_configure(menu["flow_id"])
        form = await choose(hass, menu, "portal_login")
        schema = form["data_schema"]
        assert schema is not None
        assert schema.schema["account"].config["options"] == ["educonnect"]
        result = await log_in_at_portal(hass, form, portal)
        assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_choice_of_a_school(hass: HomeAssistant, school: School) -> None:
    """The answer is kept with the password, for the day the access is repaired."""
    async with school_behind_portal("hdf", school, account_choice=True) as portal:
        form = await open_portal_form(hass, portal)
        form = await log_in_at_portal(hass, form, portal, keep_password=True)
        assert form["step_id"] == "portal_choice"
        form = await hass.config_entries.flow.async_configure(form["flow_id"])
        assert fields(form) == ["portal_school"]
        schema = form["data_schema"]
        assert schema is not None
        [selector] = schema.schema.values()
        offered = {one["label"]: one["value"] for one in selector.config["options"]}
        result = await fill(hass, form, portal_school=offered[school.model.name])
        assert result["type"] is FlowResultType.CREATE_ENTRY
        data = result["result"].data
        assert data["choices"] == [offered[school.model.name]]
        assert data[CONF_PASSWORD] == portal.account("parent").password
        assert data[CONF_TOKEN]


async def test_code_sent_by_mail(hass: HomeAssistant, school: School) -> None:
    async with school_behind_portal("iledefrance", school, mail_code=True) as portal:
        form = await log_in_at_portal(
            hass, await open_portal_form(hass, portal), portal
        )
        assert form["step_id"] == "portal_code"
        form = await hass.config_entries.flow.async_configure(form["flow_id"])
        assert form["errors"] == {}
        form = await fill(hass, form, code="000000")
        assert form["errors"] == {"code": "portal_code_wrong"}
        assert suggested_values(form) == {}
        result = await fill(hass, form, code=f" {portal.account('parent').code} ")
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert portal.attempts(portal.account("parent").username) == 1


async def test_code_that_waited_too_long(hass: HomeAssistant, school: School) -> None:
    async with school_behind_portal("iledefrance", school, mail_code=True) as portal:
        form = await log_in_at_portal(
            hass, await open_portal_form(hass, portal), portal
        )
        with patch.object(
            PronoteClient, "complete_portal", side_effect=SessionExpiredError
        ):
            form = await fill(hass, form, code="000000")
        assert form["step_id"] == "portal_login"
        assert form["errors"] == {"base": "login_lapsed"}


async def test_pin_of_pronote(hass: HomeAssistant, school: School) -> None:
    async with school_behind_portal("eclat_bfc", school) as portal:
        account = portal.account("pin")
        form = await log_in_at_portal(
            hass, await open_portal_form(hass, portal), portal, "pin"
        )
        assert form["step_id"] == "security"
        result = await fill(hass, form, pin=account.pin, device_name="Home Assistant")
        assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_portal_nobody_described(hass: HomeAssistant, school: School) -> None:
    async with school_behind_portal("unknown", school) as portal:
        menu = await open_credentials_form(hass, school)
        assert menu["step_id"] == "portal"
        assert placeholders(menu)["portal"] == portal.spec.host
        form = await choose(hass, menu, "portal_login")
        assert "account" not in fields(form)
        result = await log_in_at_portal(hass, form, portal)
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert result["result"].data["portal"] is None


@pytest.mark.parametrize(
    ("typed", "found", "error"),
    [
        ("Bourgogne-Franche-Comté – ÉCLAT-BFC", "ÉCLAT-BFC", None),
        ("eclat-bfc", "ÉCLAT-BFC", None),
        ("https://cas.eclat-bfc.fr/login", "ÉCLAT-BFC", None),
        ("éclat-bfc", "ÉCLAT-BFC", None),
        ("ac-lille", "ENT Hauts-de-France", "portal_moved"),
        ("college.entsomme.fr", "ENT Hauts-de-France", "portal_moved"),
        ("ENT collège Somme", "ENT Hauts-de-France", "portal_moved"),
    ],
)
@pytest.mark.parametrize(
    "options", [Options(portal_url="https://ent.exemple.fr/cas/login")]
)
async def test_portal_of_the_list(
    hass: HomeAssistant, school: School, typed: str, found: str, error: str | None
) -> None:
    """By its key, its address or its name; the dead name their successor."""
    form = await choose(hass, await open_credentials_form(hass, school), "portal_list")
    assert form["step_id"] == "portal_list"
    schema = form["data_schema"]
    assert schema is not None
    [selector] = schema.schema.values()
    offered = selector.config["options"]
    assert len({*offered}) == len(portals.portals())
    assert "Provence-Alpes-Côte d'Azur – Atrium" in offered

    form = await fill(hass, form, portal="mon portail à moi")
    assert form["errors"] == {"portal": "portal_unknown"}
    assert suggested_values(form) == {"portal": "mon portail à moi"}
    form = await fill(hass, form, portal=typed)
    assert form["step_id"] == "portal_login"
    assert form["errors"] == ({"base": error} if error else {})
    name = "successor" if error else "portal"
    assert placeholders(form)[name] == found


async def test_portal_that_moved(hass: HomeAssistant, school: School) -> None:
    """The school still leads to the former address."""
    async with school_behind_portal("aucollege84_kosmos", school) as portal:
        form = await open_portal_form(hass, portal)
        assert form["errors"] == {"base": "portal_moved"}
        assert placeholders(form)["successor"] == "AuCollège84 (Vaucluse)"
        result = await log_in_at_portal(hass, form, portal)
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert result["result"].data["portal"] == "aucollege84"


async def test_school_without_tokens(hass: HomeAssistant, school: School) -> None:
    async with school_behind_portal("eclat_bfc", school) as portal:
        form = await open_portal_form(hass, portal)
        with without_tokens():
            form = await log_in_at_portal(hass, form, portal)
        assert form["step_id"] == "keep_password"
        result = await fill(hass, form)
        assert result["type"] is FlowResultType.CREATE_ENTRY
        data = result["result"].data
        assert CONF_TOKEN not in data
        assert data[CONF_PASSWORD] == portal.account("parent").password
        assert data["portal"] == "eclat-bfc"
        assert data["account"] == "educonnect"


async def test_same_account_by_another_door(
    hass: HomeAssistant, school: School
) -> None:
    async with school_behind_portal("eclat_bfc", school) as portal:
        form = await open_portal_form(hass, portal)
        await log_in_at_portal(hass, form, portal)
        form = await open_portal_form(hass, portal)
        result = await enter(hass, form, school.account("parent"), account="pronote")
        assert result["reason"] == "already_configured"


async def test_logs_tell_nobody(
    hass: HomeAssistant, school: School, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    async with school_behind_portal("iledefrance", school, mail_code=True) as portal:
        account = portal.account("parent")
        form = await open_portal_form(hass, portal)
        form = await log_in_at_portal(hass, form, portal, password="marée basse")
        form = await log_in_at_portal(hass, form, portal, keep_password=True)
        result = await fill(hass, form, code=account.code)
        assert result["type"] is FlowResultType.CREATE_ENTRY
        secrets = portal.secrets | {account.username, account.code, "marée basse"}
    lasting = [
        record.getMessage()
        for record in caplog.records
        if not record.name.startswith(("aiohttp", "asyncio", "tests"))
    ]
    for secret in filter(None, secrets):
        assert not [line for line in lasting if secret.casefold() in line.casefold()]
