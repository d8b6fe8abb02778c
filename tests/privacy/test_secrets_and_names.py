"""Test with canary values that no secret and no name appears where it must not."""

from collections.abc import Iterator
import json
from typing import Any

from homeassistant.components.recorder.core import Recorder
from homeassistant.components.recorder.db_schema import (
    EventData,
    StateAttributes,
    States,
)
from homeassistant.const import ATTR_FRIENDLY_NAME, CONF_PASSWORD
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
from homeassistant.helpers.recorder import session_scope
import pytest
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)

from custom_components.pronote.const import DOMAIN
from custom_components.pronote.diagnostics import async_get_config_entry_diagnostics
from tests.helpers.clock import Clock
from tests.helpers.flows import enter, open_credentials_form
from tests.helpers.home import advance_time, refresh
from tests.helpers.logs import captured_log
from tests.school import School
from tests.school.model.people import Role

OURS = "custom_components.pronote"

FAULTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("expire_sessions", {}),
    ("html_instead_of_json", {"times": 3}),
    ("truncate", {"times": 3}),
    ("erreur", {"G": 99, "titre": "Page en panne"}),
    ("refuse_token", {}),
    ("close_tab", {"tab": 198}),
    ("too_many_requests", {}),
    ("suspend_address", {}),
)


@pytest.fixture(autouse=True)
def recorder(recorder_mock: Recorder) -> None:
    """Record everything."""


def canaries(school: School) -> tuple[set[str], set[str]]:
    """Set names and secrets that occur nowhere else, and return them."""
    names, secrets = set(), set()
    for number, pupil in enumerate((*school.model.pupils, school.model.newcomer)):
        pupil.first_name, pupil.last_name = f"Serin{number}x", f"Canari{number}x"
        names |= {pupil.first_name, pupil.last_name}
    for number, account in enumerate(school.model.accounts):
        account.username = f"pinson{number}x"
        account.password = f"mésange{number}x"
        account.alias = None
        secrets |= {account.username, account.password}
        if account.role is Role.PARENT:
            account.name = f"LINOTTE{number}x Marie"
            names.add(f"LINOTTE{number}x")
    return names, secrets


def leaked(text: str, birds: set[str]) -> list[str]:
    """Return the canaries that are in a text, in whatever spelling of case."""
    text = text.casefold()
    escaped = {bird: json.dumps(bird)[1:-1].casefold() for bird in birds}
    return [bird for bird in birds if bird.casefold() in text or escaped[bird] in text]


def all_output(hass: HomeAssistant) -> Iterator[str]:
    """What Home Assistant shows of us, save the names that a family gave or may change."""
    for state in hass.states.async_all():
        attributes = dict(state.attributes)
        attributes.pop(ATTR_FRIENDLY_NAME, None)
        if state.domain not in ("calendar", "todo"):
            yield f"{state.entity_id} {state.state} {attributes}"
    for issue in ir.async_get(hass).issues.values():
        yield f"{issue.issue_id} {issue.translation_placeholders} {issue.data}"
    for entity in er.async_get(hass).entities.values():
        yield f"{entity.entity_id} {entity.unique_id}"
    for device in dr.async_get(hass).devices:
        yield str(device.identifiers)


async def test_no_canary_is_heard(
    hass: HomeAssistant,
    school: School,
    freezer: Clock,
) -> None:
    """Through set-up, refreshes, faults, a new access, actions, diagnostics and repairs."""
    names, secrets = canaries(school)
    said: list[str] = []
    with captured_log() as log, captured_log((OURS,)) as our_log:
        account = school.account("parent")
        school.fault("refuse_password")
        form = await enter(hass, await open_credentials_form(hass, school), account)
        assert form["errors"]
        result = await enter(hass, form, account, keep_password=True)
        entry = result["result"]
        coordinators = entry.runtime_data.coordinators
        for name, details in FAULTS:
            secrets |= {*school.access.tokens.values()}
            school.trigger_event("grade", pupil="Serin0x")
            school.expire_sessions()
            school.fault(name, **details)
            await refresh(hass, entry)
            said += [repr(coordinator.last_exception) for coordinator in coordinators]
            said += [str(coordinator.last_exception) for coordinator in coordinators]
            said += all_output(hass)
            found = await async_get_config_entry_diagnostics(hass, entry)
            said.append(json.dumps(found, ensure_ascii=False))
            school.fault("clear")
            for _ in range(10):
                await advance_time(hass, freezer)

        devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
        child = next(one.id for one in devices if one.via_device_id is not None)
        answer = await hass.services.async_call(
            DOMAIN,
            "get_timetable",
            {"device_id": child},
            blocking=True,
            return_response=True,
        )
        assert answer
        await refresh(hass, entry)
        secrets |= {*school.access.tokens.values()}
        secrets |= {value for key, value in entry.data.items() if key == CONF_PASSWORD}
        said += all_output(hass)
        await hass.config_entries.async_remove(entry.entry_id)
    await async_wait_recording_done(hass)
    with session_scope(hass=hass, read_only=True) as session:
        rows = [text for (text,) in session.query(StateAttributes.shared_attrs) if text]
        states = [text for (text,) in session.query(States.state) if text]
        events = [text for (text,) in session.query(EventData.shared_data) if text]
    for row in rows:
        attributes = json.loads(row)
        attributes.pop(ATTR_FRIENDLY_NAME, None)
        said.append(json.dumps(attributes, ensure_ascii=False))

    written = "\n".join(log)
    assert len(names) > 6 and len(secrets) > 12 and "pronote" in written
    assert len(said) > 1_000 and len(rows) > 50
    assert not leaked(written, secrets)
    # At debug level Home Assistant itself writes each state, with the name of its device.
    assert len(our_log) > 50
    assert not leaked("\n".join(our_log), names)
    assert not leaked("\n".join(said), names | secrets)
    assert not leaked("\n".join(states), names | secrets)
    assert not leaked("\n".join(events), secrets)
    # Home Assistant itself records what a device was that goes.
    added = [event for event in events if not event.startswith('{"action":"remove"')]
    assert any("new_grade" in event for event in added)
    assert not leaked("\n".join(added), names)
