"""The walk to a regional portal and back: how far it is, and what the portal asks meanwhile."""

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
from .base import one_of
from .errors import CONF_CODE
from .login import Again, Arrival

CODE_SCHEMA: Final = vol.Schema(
    {
        vol.Required(CONF_CODE): TextSelector(
            TextSelectorConfig(autocomplete="one-time-code")
        )
    }
)


PATIENCE: Final = 5
"""Seconds that a browser has to fetch where the walk is, before the walk goes on without it."""


class Stage(StrEnum):
    """How far a walk is."""

    SCHOOL = "school"
    PORTAL = "portal"
    BACK = "back"
    TOKEN = "token"  # noqa: S105


class Walk(Arrival):
    """Walks while the dialog tells where it is."""

    _walking: asyncio.Task[Account]
    _leg: asyncio.Task[None]
    _leg_over: bool
    _stage = Stage.SCHOOL
    _told: Stage
    _stage_over: asyncio.Event
    _looked_at: asyncio.Event
    _question: PortalChoiceRequiredError
    _code: PortalCodeRequiredError

    async def _async_set_out(
        self, credentials: PortalPassword, again: Again
    ) -> ConfigFlowResult:
        """Begin a walk from the school to its portal."""
        trace = aiohttp.TraceConfig()
        school = URL(credentials.url).host

        async def watch(
            _: aiohttp.ClientSession, __: Any, request: aiohttp.TraceRequestStartParams
        ) -> None:
            self._note(request, at_school=request.url.host == school)

        trace.on_request_start.append(watch)
        self._stage = Stage.SCHOOL
        await self._async_prepare(credentials, again, trace)
        return await self._async_walk(self._client.login())

    async def _async_walk(
        self, walking: Coroutine[Any, Any, Account]
    ) -> ConfigFlowResult:
        self._stage_over = asyncio.Event()
        self._looked_at = asyncio.Event()
        self._walking = self.hass.async_create_task(walking)
        self._visit.callback(self._walking.cancel)
        self._walking.add_done_callback(lambda _: self._stage_over.set())
        self._start_leg()
        self._looked_at.set()  # The answer to the form tells it.
        return await self.async_step_walk()

    def _start_leg(self) -> None:
        """Tell where the walk is, for as long as it is there."""
        self._told, self._leg_over = self._stage, False
        self._looked_at.clear()
        if not self._walking.done():
            self._stage_over.clear()
        self._leg = self.hass.async_create_background_task(
            self._async_leg(), "pronote walk to a portal"
        )
        self._leg.add_done_callback(self._end_leg)

    def _end_leg(self, _: asyncio.Task[None]) -> None:
        """Expect Home Assistant's own call, which follows at once."""
        self._leg_over = True

    def _note(
        self, request: aiohttp.TraceRequestStartParams, *, at_school: bool
    ) -> None:
        """Read from a request how far the walk is: PRONOTE is spoken to by POST alone."""
        stage = self._stage
        if not at_school:
            stage = Stage.PORTAL
        elif request.method == "POST":
            stage = Stage.TOKEN
        elif stage is Stage.PORTAL:
            stage = Stage.BACK
        if stage is not self._stage:
            self._stage = stage
            self._stage_over.set()

    async def async_step_walk(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Tell how far the walk is."""
        if not self._leg_over:
            self._looked_at.set()
        elif self._walking.done():
            return self.async_show_progress_done(next_step_id="walked")
        else:
            self._start_leg()
        self.async_update_progress([*Stage].index(self._told) / len(Stage))
        return self.async_show_progress(
            step_id="walk",
            progress_action=self._told.value,
            progress_task=self._leg,
            description_placeholders=self._names,
        )

    async def _async_leg(self) -> None:
        """Wait until there is news, and for the browser to have fetched the last.

        It fetches whatever is announced, and of several announcements at once it would find
        only the first: the others would fail, the dialog being over.
        """
        await self._stage_over.wait()
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._looked_at.wait()

    async def async_step_walked(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Go where the walk ended."""
        return await self._async_enter(self._walking)

    async def async_step_portal_choice(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Give the portal what it lets one choose."""
        if user_input is None:
            return self._show_choice(self._question)
        [choice] = user_input.values()
        self._choices += (choice,)
        return await self._async_walk(self._client.complete_portal(choice=choice))

    def _show_choice(self, question: PortalChoiceRequiredError) -> ConfigFlowResult:
        self._question = question
        options = [
            SelectOptionDict(value=choice.key, label=choice.label)
            for choice in question.choices
        ]
        field = vol.Required(f"portal_{question.question}")
        return self._show("portal_choice", vol.Schema({field: one_of(options)}))

    async def async_step_portal_code(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Give the portal the code that it sent."""
        if user_input is None:
            return self._show_code(self._code)
        code = user_input[CONF_CODE].strip()
        return await self._async_walk(self._client.complete_portal(code=code))

    def _show_code(self, asked: PortalCodeRequiredError) -> ConfigFlowResult:
        self._code = asked
        return self._show("portal_code", CODE_SCHEMA, asked if asked.wrong else None)
