"""Steps of a login through a regional portal: its progress, and what the portal requires."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from enum import StrEnum
from typing import Any, Final

import aiohttp
from homeassistant.config_entries import ConfigFlowResult
from homeassistant.helpers.selector import (
    SelectOptionDict,
    TextSelector,
    TextSelectorConfig,
)
import voluptuous as vol
from yarl import URL

from ..client import Account, PortalPassword
from ..client.errors import PortalChoiceRequiredError, PortalCodeRequiredError
from .base import BaseFlow, Fields, list_selector
from .errors import CONF_CODE
from .login import LoginAttempt, LoginSteps, ShowError

CODE_FIELDS: Final[Fields] = {
    vol.Required(CONF_CODE): TextSelector(
        TextSelectorConfig(autocomplete="one-time-code")
    )
}

FETCH_TIMEOUT: Final = 5
"""Seconds that a browser has to fetch the progress before the next is shown."""


class Stage(StrEnum):
    """Progress of a login through a portal."""

    SCHOOL = "school"
    PORTAL = "portal"
    BACK = "back"
    TOKEN = "token"  # noqa: S105


class PortalSteps:
    """Log in through a portal, and show the progress."""

    _attempt: LoginAttempt
    _login_task: asyncio.Task[Account]
    _progress_task: asyncio.Task[None]
    _progress_over: bool
    _shown: Stage
    _stage_changed: asyncio.Event
    _fetched: asyncio.Event
    _choice: PortalChoiceRequiredError
    _code: PortalCodeRequiredError

    def __init__(self, flow: BaseFlow, login: LoginSteps) -> None:
        """Prepare the steps of a flow."""
        self._flow = flow
        self._login = login
        self._stage = Stage.SCHOOL

    async def async_log_in(
        self, credentials: PortalPassword, show_error: ShowError
    ) -> ConfigFlowResult:
        """Start a login through the portal of a school, and show its progress."""
        trace = aiohttp.TraceConfig()
        school = URL(credentials.url).host

        async def update(
            _: aiohttp.ClientSession, __: Any, request: aiohttp.TraceRequestStartParams
        ) -> None:
            self._update_stage(request, at_school=request.url.host == school)

        trace.on_request_start.append(update)
        self._stage = Stage.SCHOOL
        self._attempt = await self._login.async_prepare(credentials, show_error, trace)
        return self._start(self._attempt.client.login())

    def _start(self, login: Coroutine[Any, Any, Account]) -> ConfigFlowResult:
        self._stage_changed = asyncio.Event()
        self._fetched = asyncio.Event()
        self._login_task = self._flow.hass.async_create_task(login)
        self._flow.exit_stack.callback(self._login_task.cancel)
        self._login_task.add_done_callback(lambda _: self._stage_changed.set())
        self._start_progress()
        return self.progress()  # The browser receives it as the result of its form.

    def _start_progress(self) -> None:
        """Choose the stage to show, and wait in the background until it changes."""
        self._shown, self._progress_over = self._stage, False
        self._fetched.clear()
        if not self._login_task.done():
            self._stage_changed.clear()
        self._progress_task = self._flow.hass.async_create_background_task(
            self._async_wait_for_change(), "pronote login through a portal"
        )
        self._progress_task.add_done_callback(self._end_progress)

    async def _async_wait_for_change(self) -> None:
        """Wait until the stage changes, and until the browser has fetched the last one.

        Home Assistant announces each change to the browser, which then fetches the current
        step. After several announcements at once it would find only the first step: the other
        requests would fail, since the flow has ended.
        """
        await self._stage_changed.wait()
        with suppress(TimeoutError):
            async with asyncio.timeout(FETCH_TIMEOUT):
                await self._fetched.wait()

    def _end_progress(self, _: asyncio.Task[None]) -> None:
        """Note that the next call of the step is Home Assistant's own, not the browser's."""
        self._progress_over = True

    def _update_stage(
        self, request: aiohttp.TraceRequestStartParams, *, at_school: bool
    ) -> None:
        """Derive the stage from a request; only calls of PRONOTE itself are POST."""
        stage = self._stage
        if not at_school:
            stage = Stage.PORTAL
        elif request.method == "POST":
            stage = Stage.TOKEN
        elif stage is Stage.PORTAL:
            stage = Stage.BACK
        if stage is not self._stage:
            self._stage = stage
            self._stage_changed.set()

    def progress(self) -> ConfigFlowResult:
        """Show the progress of the login."""
        if not self._progress_over:
            self._fetched.set()
        elif self._login_task.done():
            return self._flow.async_show_progress_done(next_step_id="portal_done")
        else:
            self._start_progress()
        self._flow.async_update_progress([*Stage].index(self._shown) / len(Stage))
        return self._flow.async_show_progress(
            step_id="portal_progress",
            progress_action=self._shown.value,
            progress_task=self._progress_task,
            description_placeholders=self._flow.state.placeholders,
        )

    async def async_complete(self) -> ConfigFlowResult:
        """Show the step that follows the login."""
        return await self._login.async_complete(self._login_task)

    def choice(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Continue the login with what the user chose."""
        if user_input is None:
            return self.show_choice(self._choice)
        [choice] = user_input.values()
        self._attempt.choices += (choice,)
        return self._start(self._attempt.client.complete_portal(choice=choice))

    def show_choice(self, required: PortalChoiceRequiredError) -> ConfigFlowResult:
        """Show a choice of the portal."""
        self._choice = required
        options = [
            SelectOptionDict(value=choice.key, label=choice.label)
            for choice in required.choices
        ]
        field = vol.Required(f"portal_{required.question}")
        return self._flow.show_form("portal_choice", {field: list_selector(options)})

    def code(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Continue the login with the code that the portal sent."""
        if user_input is None:
            return self.show_code(self._code)
        code = user_input[CONF_CODE].strip()
        return self._start(self._attempt.client.complete_portal(code=code))

    def show_code(self, required: PortalCodeRequiredError) -> ConfigFlowResult:
        """Ask for the code that the portal sent."""
        self._code = required
        error = required if required.wrong else None
        return self._flow.show_form("portal_code", CODE_FIELDS, error)
