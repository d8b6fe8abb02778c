"""Raise an issue for automations, scripts and dashboards that use removed entities.

Most of these entities were created by hass-pronote and have no replacement.
"""

from homeassistant.const import EVENT_LOVELACE_UPDATED
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.start import async_at_started

from ..const import DOMAIN, LOGGER
from ..models import PronoteConfigEntry
from .connection import Issue, async_clear_issue, async_raise_issue

AUTOMATION_RELOADED = "automation_reloaded"


@callback
def async_setup_missing_entities_issue(
    hass: HomeAssistant, entry: PronoteConfigEntry
) -> None:
    """Check for missing entities after startup, after a reload of automations, and after a change of a dashboard."""

    async def sync_issue(_: HomeAssistant | Event) -> None:
        await _async_sync_issue(hass, entry)

    entry.async_on_unload(async_at_started(hass, sync_issue))
    for event_type in (AUTOMATION_RELOADED, EVENT_LOVELACE_UPDATED):
        entry.async_on_unload(hass.bus.async_listen(event_type, sync_issue))


async def _async_sync_issue(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    try:
        # What it imports of Home Assistant is not all documented: a change costs only this check.
        from .configurations import async_references  # noqa: PLC0415

        references = await async_references(hass, _missing_entities(hass, entry))
    except (AttributeError, ImportError, KeyError, TypeError) as err:
        LOGGER.warning(
            "Automations, scripts and dashboards cannot be checked for entities that no longer "
            "exist (%s)",
            err,
        )
        return
    places = [
        f"- [{name}]({path}) – {', '.join(f'`{entity_id}`' for entity_id in sorted(used))}"
        for name, path, used in references
    ]
    if places:
        async_raise_issue(
            hass, entry, Issue.MISSING_ENTITIES, places="\n".join(sorted(places))
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
