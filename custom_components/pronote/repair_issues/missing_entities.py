"""Tells which automations, scripts and dashboards name entities of ours that are no more.

Most of them were hass-pronote's, and what they told has no meaning now.
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
from .connection import Problem, async_take_back, async_tell

SCRIPTS: HassKey[EntityComponent[BaseScriptEntity]] = HassKey(SCRIPT)

_ID: Final = re.compile(r"\b[a-z_]+\.[a-z0-9_]+\b")
"""An entity id, alone or in a template."""


@callback
def async_watch_names(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    """Look for them once everything has started, and whenever something was mended."""

    async def look(_: HomeAssistant | Event) -> None:
        await _async_look(hass, entry)

    entry.async_on_unload(async_at_started(hass, look))
    for mended in (EVENT_AUTOMATION_RELOADED, EVENT_LOVELACE_UPDATED):
        entry.async_on_unload(hass.bus.async_listen(mended, look))


async def _async_look(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    vanished = _vanished(hass, entry)
    places = [
        f"- [{name}]({address}) – {', '.join(f'`{id_}`' for id_ in sorted(named))}"
        async for name, address, content in _places(hass)
        if (named := vanished.intersection(_ids(content)))
    ]
    if places:
        async_tell(
            hass, entry, Problem.VANISHED_ENTITIES, places="\n".join(sorted(places))
        )
    else:
        async_take_back(hass, entry, Problem.VANISHED_ENTITIES)


@callback
def _vanished(hass: HomeAssistant, entry: PronoteConfigEntry) -> set[str]:
    """Return the ids that entities of an account had, and nothing has now."""
    registry = er.async_get(hass)
    former = {
        entity.entity_id
        for entity in registry.deleted_entities.values()
        if entity.platform == DOMAIN and entity.config_entry_id == entry.entry_id
    }
    return {
        entity_id
        for entity_id in former
        if registry.async_get(entity_id) is None and hass.states.get(entity_id) is None
    }


async def _places(hass: HomeAssistant) -> AsyncIterator[tuple[str, str, Any]]:
    """Yield the name, the address and the content of all that may name entities."""
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


def _ids(content: Any) -> Iterator[str]:
    """Yield what looks like an entity id, in templates too."""
    if isinstance(content, str):
        yield from _ID.findall(content)
    elif isinstance(content, Mapping):
        yield from _ids(list(content.values()))
    elif isinstance(content, list):
        for part in content:
            yield from _ids(part)
