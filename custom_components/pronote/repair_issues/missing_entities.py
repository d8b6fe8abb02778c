"""Raise an issue for automations, scripts and dashboards that use removed entities.

Most of these entities were created by hass-pronote and have no replacement.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
import re
from typing import Any, Final

from homeassistant.components.automation import (
    DATA_COMPONENT as AUTOMATIONS,
    EVENT_AUTOMATION_RELOADED,
)
from homeassistant.components.automation.const import DOMAIN as AUTOMATION
from homeassistant.components.lovelace.const import (
    CONF_TITLE,
    DOMAIN as LOVELACE,
    LOVELACE_DATA,
)
from homeassistant.components.script import BaseScriptEntity
from homeassistant.components.script.const import DOMAIN as SCRIPT
from homeassistant.const import EVENT_LOVELACE_UPDATED
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_component import EntityComponent
from homeassistant.helpers.start import async_at_started
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..models import PronoteConfigEntry
from .connection import Issue, async_clear_issue, async_raise_issue

SCRIPTS: HassKey[EntityComponent[BaseScriptEntity]] = HassKey(SCRIPT)

_ENTITY_ID: Final = re.compile(r"\b[a-z_]+\.[a-z0-9_]+\b")
"""An entity id, alone or in a template."""


@callback
def async_setup_missing_entities_issue(
    hass: HomeAssistant, entry: PronoteConfigEntry
) -> None:
    """Check for missing entities after startup, after a reload of automations, and after a change of a dashboard."""

    async def sync_issue(_: HomeAssistant | Event) -> None:
        await _async_sync_issue(hass, entry)

    entry.async_on_unload(async_at_started(hass, sync_issue))
    for event_type in (EVENT_AUTOMATION_RELOADED, EVENT_LOVELACE_UPDATED):
        entry.async_on_unload(hass.bus.async_listen(event_type, sync_issue))


async def _async_sync_issue(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    missing = _missing_entities(hass, entry)
    references = [
        f"- [{name}]({address}) – {', '.join(f'`{entity_id}`' for entity_id in sorted(referenced))}"
        async for name, address, content in _configurations(hass)
        if (referenced := missing.intersection(_entity_ids(content)))
    ]
    if references:
        async_raise_issue(
            hass, entry, Issue.MISSING_ENTITIES, places="\n".join(sorted(references))
        )
    else:
        async_clear_issue(hass, entry, Issue.MISSING_ENTITIES)


@callback
def _missing_entities(hass: HomeAssistant, entry: PronoteConfigEntry) -> set[str]:
    """Return the former entity IDs of an account that do not exist any more."""
    registry = er.async_get(hass)
    removed = {
        entity.entity_id
        for entity in registry.deleted_entities.values()
        if entity.platform == DOMAIN and entity.config_entry_id == entry.entry_id
    }
    return {
        entity_id
        for entity_id in removed
        if registry.async_get(entity_id) is None and hass.states.get(entity_id) is None
    }


async def _configurations(hass: HomeAssistant) -> AsyncIterator[tuple[str, str, Any]]:
    """Yield the name, the URL and the content of everything that can use entities."""
    for domain, key in ((AUTOMATION, AUTOMATIONS), (SCRIPT, SCRIPTS)):
        if (component := hass.data.get(key)) is None:
            continue
        for entity in component.entities:
            editor = f"edit/{entity.unique_id}" if entity.unique_id else "dashboard"
            name = str(entity.name or entity.entity_id)
            yield name, f"/config/{domain}/{editor}", entity.raw_config
    if (lovelace := hass.data.get(LOVELACE_DATA)) is None:
        return
    for url_path, dashboard in lovelace.dashboards.items():
        try:
            content = await dashboard.async_load(False)
        except HomeAssistantError:
            # Made by Home Assistant itself, or not readable: nobody wrote an id there.
            continue
        path = url_path or LOVELACE
        name = (dashboard.config or content).get(CONF_TITLE) or path
        yield name, f"/{path}", content


def _entity_ids(content: Any) -> Iterator[str]:
    """Yield everything that looks like an entity ID, including in templates."""
    if isinstance(content, str):
        yield from _ENTITY_ID.findall(content)
    elif isinstance(content, Mapping):
        yield from _entity_ids(list(content.values()))
    elif isinstance(content, list):
        for part in content:
            yield from _entity_ids(part)
