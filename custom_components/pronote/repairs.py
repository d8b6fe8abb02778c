"""Dialogs that mend what `problems` tells of."""

from abc import abstractmethod
from typing import override

from homeassistant.components.repairs import (
    ConfirmRepairFlow,
    FlowType,
    RepairsFlow,
    RepairsFlowResult,
)
from homeassistant.config_entries import SOURCE_RECONFIGURE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .legacy.entry import MIGRATED
from .repair_issues.connection import Problem


class _Mend(RepairsFlow):
    """Explains, and does something once the user agrees."""

    def __init__(self, entry_id: str) -> None:
        """Remember the account."""
        self._entry_id = entry_id

    async def async_step_init(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Begin."""
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Explain, then mend."""
        if user_input is not None:
            return await self._async_mend()
        issue = ir.async_get(self.hass).async_get_issue(DOMAIN, self.issue_id)
        return self.async_show_form(
            step_id="confirm",
            description_placeholders=issue.translation_placeholders if issue else None,
        )

    @abstractmethod
    async def _async_mend(self) -> RepairsFlowResult:
        """Do it."""


class LookAgain(_Mend):
    """Logs in again: the school may show by now what it did not."""

    @override
    async def _async_mend(self) -> RepairsFlowResult:
        await self.hass.config_entries.async_reload(self._entry_id)
        if ir.async_get(self.hass).async_get_issue(DOMAIN, self.issue_id):
            return self.async_abort(reason="still_there")
        return self.async_create_entry(data={})


class GiveNewAddress(_Mend):
    """Leads to the dialog in which the school's new address is typed."""

    @override
    async def _async_mend(self) -> RepairsFlowResult:
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
    """Return the dialog that mends a problem."""
    if issue_id.startswith(MIGRATED):
        return ConfirmRepairFlow()
    problem = Problem(issue_id.partition(".")[0])
    mend = GiveNewAddress if problem is Problem.SCHOOL_MOVED else LookAgain
    return mend(data["entry_id"])
