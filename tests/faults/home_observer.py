"""Observe a Home Assistant during faults: its states, events, requests and log."""

from dataclasses import dataclass, field
from datetime import datetime
import logging

from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.pronote.const import DOMAIN
from custom_components.pronote.runtime.event_dispatcher import EVENT
from tests.helpers.clock import Clock
from tests.helpers.home import advance_in_steps_until, value
from tests.school import School

LAST_UPDATE = "sensor.pronote_last_successful_update"
MINUTES_PER_STEP = 5


@dataclass(slots=True)
class HomeObserver:
    """Records the states, events and log of a Home Assistant."""

    hass: HomeAssistant
    school: School
    freezer: Clock
    caplog: pytest.LogCaptureFixture
    events: list[Event] = field(init=False)
    shown: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.events = async_capture_events(self.hass, EVENT)
        self.shown = self.states()
        self.caplog.clear()
        self.school.request_log.reset()

    def states(self) -> dict[str, str]:
        return {
            state.entity_id: state.state
            for state in self.hass.states.async_all()
            if ".pronote_" in state.entity_id
        }

    @property
    def unavailable(self) -> list[str]:
        """What showed something before and shows nothing now."""
        now = self.states()
        return [
            entity_id
            for entity_id, before in self.shown.items()
            if before != STATE_UNAVAILABLE
            and now.get(entity_id, STATE_UNAVAILABLE) == STATE_UNAVAILABLE
        ]

    @property
    def last_update(self) -> datetime:
        """How old the data are, as the home shows it."""
        return datetime.fromisoformat(value(self.hass, LAST_UPDATE))

    @property
    def warnings(self) -> list[str]:
        """What the log says of us, and the repairs that are told."""
        lines = [
            record.getMessage()
            for record in self.caplog.records
            if record.name.startswith(f"custom_components.{DOMAIN}")
            and record.levelno >= logging.WARNING
        ]
        return lines + self.issues

    @property
    def issues(self) -> list[str]:
        registry = ir.async_get(self.hass)
        return [
            issue_id.partition(".")[0]
            for domain, issue_id in registry.issues
            if domain == DOMAIN
        ]

    @property
    def open_flows(self) -> list[str]:
        """The dialogs that wait for a person."""
        return [
            flow["context"]["source"]
            for flow in self.hass.config_entries.flow.async_progress()
        ]

    @property
    def event_types(self) -> list[str]:
        """What was told to have happened."""
        return [event.data["type"] for event in self.events]

    async def advance_in_steps_until(self, instant: str) -> None:
        await advance_in_steps_until(
            self.hass, self.freezer, instant, step=60 * MINUTES_PER_STEP
        )
