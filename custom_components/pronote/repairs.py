"""Repair flows for the issues of `repair_issues`."""

from abc import abstractmethod
from typing import override

from homeassistant.components.repairs import FlowType, RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import SOURCE_RECONFIGURE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .models import PronoteConfigEntry
from .repair_issues.connection import Issue


class _RepairFlow(RepairsFlow):
    """Base class: asks the user to confirm, then applies the fix."""

    def __init__(self, entry_id: str) -> None:
        """Initialize the flow of an account."""
        self._entry_id = entry_id

    async def async_step_init(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Start the flow."""
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Ask the user to confirm, then apply the fix."""
        if user_input is not None:
            return await self._async_repair()
        issue = ir.async_get(self.hass).async_get_issue(DOMAIN, self.issue_id)
        return self.async_show_form(
            step_id="confirm",
            description_placeholders=issue.translation_placeholders if issue else None,
        )

    @abstractmethod
    async def _async_repair(self) -> RepairsFlowResult:
        """Apply the fix."""


class ReloadFlow(_RepairFlow):
    """Reloads the entry. The new login shows whether the issue is solved."""

    @override
    async def _async_repair(self) -> RepairsFlowResult:
        if await self.hass.config_entries.async_reload(self._entry_id):
            entry: PronoteConfigEntry = self.hass.config_entries.async_get_known_entry(
                self._entry_id
            )
            await entry.runtime_data.connection.contacted.wait()
        if ir.async_get(self.hass).async_get_issue(DOMAIN, self.issue_id):
            return self.async_abort(reason="still_there")
        return self.async_create_entry(data={})


class ReconfigureFlow(_RepairFlow):
    """Starts a reconfiguration, to enter the new address of the school."""

    @override
    async def _async_repair(self) -> RepairsFlowResult:
        flow = await self.hass.config_entries.flow.async_init(
            DOMAIN,
            context={"source": SOURCE_RECONFIGURE, "entry_id": self._entry_id},
        )
        return self.async_create_entry(
            data={}, next_flow=(FlowType.CONFIG_FLOW, flow["flow_id"])
        )


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str]
) -> RepairsFlow:
    """Return the repair flow of an issue."""
    issue = Issue(issue_id.partition(".")[0])
    flow = ReconfigureFlow if issue is Issue.SCHOOL_MOVED else ReloadFlow
    return flow(data["entry_id"])
