"""Steps of a change of school: the entry or some of its children move to another account."""

from typing import Any, Final

from homeassistant.config_entries import (
    SOURCE_IMPORT,
    ConfigEntry,
    ConfigEntryState,
    ConfigFlowResult,
)
from homeassistant.const import CONF_NAME, CONF_URL
from homeassistant.core import callback
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.helpers.selector import SelectOptionDict
import voluptuous as vol

from ..client import Account
from ..connection.credentials import CONF_PERSON
from ..connection.followed_children import with_followed
from ..const import DOMAIN
from ..models import PronoteConfigEntry
from ..polling.request_budget import async_end_cooldown
from ..runtime.devices import child_names
from ..runtime.school_change import (
    ChildKeys,
    async_change_school,
    async_move_children,
    find_all_children,
    find_children,
)
from ..school_day.titles import async_account_title
from .base import BaseFlow, list_selector

CONF_ENTRY: Final = "entry"


class ChangeSchoolSteps:
    """Move to the account of a new school: an existing one, or one that was just logged in to."""

    def __init__(self, flow: BaseFlow) -> None:
        """Prepare the steps of a flow."""
        self._flow = flow
        self._state = flow.state

    def show(self) -> ConfigFlowResult:
        """Show the ways to reach the account of the new school."""
        self._state.forget_school()
        ways = ["qr_code", "school"]
        if self._accounts():
            ways.insert(0, "known_account")
        return self._flow.async_show_menu(
            step_id="new_school",
            menu_options=ways,
            description_placeholders={CONF_NAME: self._flow.existing_entry.title},
        )

    async def async_known_account(
        self, user_input: dict[str, Any] | None
    ) -> ConfigFlowResult:
        """Move the children to an account that already has an entry, without a login."""
        accounts = self._accounts()
        if user_input is None:
            choices = [
                SelectOptionDict(value=entry.entry_id, label=entry.title)
                for entry, _ in accounts.values()
            ]
            default = {"default": choices[0]["value"]} if len(choices) == 1 else {}
            return self._flow.show_form(
                "known_account",
                {vol.Required(CONF_ENTRY, **default): list_selector(choices)},
            )
        if (chosen := accounts.get(user_input[CONF_ENTRY])) is None:
            return self._flow.async_abort(reason="other_children")
        return await self._async_move(*chosen, None)

    def _accounts(self) -> dict[str, tuple[ConfigEntry, Account]]:
        """Return the other accounts in which a child of the entry is, by the ID of their entry."""
        hass, moving = self._flow.hass, self._flow.existing_entry
        entries: list[PronoteConfigEntry] = hass.config_entries.async_entries(DOMAIN)
        return {
            entry.entry_id: (entry, account)
            for entry in entries
            if entry is not moving and entry.state is ConfigEntryState.LOADED
            for account in (entry.runtime_data.client.account,)
            if find_children(hass, moving, account)
        }

    @callback
    def check(self, account: Account) -> None:
        """Abort if the account has an entry that cannot take the children."""
        target = self._entry_of(account)
        if target is not None and target.disabled_by is not None:
            raise AbortFlow("already_configured")

    def _entry_of(self, account: Account) -> ConfigEntry | None:
        """Return the entry of an account, also if its school has moved to another address."""
        same = (account.school.url, account.person_key)
        return next(
            (
                entry
                for entry in self._flow.hass.config_entries.async_entries(DOMAIN)
                if entry.unique_id == account.key
                or (entry.data.get(CONF_URL), entry.data.get(CONF_PERSON)) == same
            ),
            None,
        )

    async def async_change(
        self, account: Account, data: dict[str, Any]
    ) -> ConfigFlowResult | None:
        """Move to an account that was just logged in to; None if it is that of the entry."""
        flow = self._flow
        hass, entry = flow.hass, flow.existing_entry
        if (target := self._entry_of(account)) is entry:
            return None
        if target is not None:
            return await self._async_move(target, account, data)
        if (children := find_all_children(hass, entry, account)) is not None:
            title = await async_account_title(hass, account, self._state.school.name)
            await async_change_school(
                hass, entry, account, children, data=data, title=title
            )
            return flow.async_abort(reason="new_school_successful")
        if not find_children(hass, entry, account):
            return flow.async_abort(reason="other_children")
        return await self._async_move(
            await self._async_add(account, data), account, None
        )

    async def _async_add(self, account: Account, data: dict[str, Any]) -> ConfigEntry:
        """Return a new entry of an account, in which nobody is followed yet."""
        hass = self._flow.hass
        result = await hass.config_entries.flow.async_init(
            DOMAIN,
            context={"source": SOURCE_IMPORT},
            data={
                "unique_id": account.key,
                "title": await async_account_title(
                    hass, account, self._state.school.name
                ),
                "data": data,
                "options": with_followed({}, account, set()),
            },
        )
        return result["result"]

    async def async_import(self, new_entry: dict[str, Any]) -> ConfigFlowResult:
        """Create the entry of an account, in a flow of its own."""
        flow = self._flow
        await flow.async_set_unique_id(new_entry["unique_id"], raise_on_progress=False)
        return flow.async_create_entry(
            title=new_entry["title"],
            data=new_entry["data"],
            description_placeholders=flow.next_steps,
            options=new_entry["options"],
        )

    async def _async_move(
        self, target: ConfigEntry, account: Account, data: dict[str, Any] | None
    ) -> ConfigFlowResult:
        """Move the children who are in the account of another entry."""
        flow = self._flow
        hass, entry = flow.hass, flow.existing_entry
        if not (children := find_children(hass, entry, account)):
            return flow.async_abort(reason="other_children")
        if data is not None:
            async_end_cooldown(hass, target.entry_id)
        names = self._names(children)
        await async_move_children(hass, entry, target, account, children, data=data)
        return flow.async_abort(
            reason="children_moved",
            description_placeholders={"children": names, CONF_NAME: target.title},
        )

    def _names(self, children: ChildKeys) -> str:
        names = child_names(self._flow.hass, self._flow.existing_entry)
        return ", ".join(names[key] for key in children)
