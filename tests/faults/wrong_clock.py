"""Clock of Home Assistant that can be set independently of that of the school."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from homeassistant.core import HomeAssistant
from homeassistant.util.async_ import get_scheduled_timer_handles

from tests.helpers.clock import Clock

PARIS = ZoneInfo("Europe/Paris")


@dataclass(slots=True)
class HomeClock:
    """Offset of the clock of Home Assistant from that of the school."""

    ahead: timedelta = field(default_factory=timedelta)

    def at_school(self) -> datetime:
        """The school's clock, which is right."""
        return datetime.now(PARIS) - self.ahead

    def move(self, hass: HomeAssistant, freezer: Clock, delta: timedelta) -> None:
        """Set the home's clock. What runs for a while runs on for just as long."""
        self.ahead += delta
        freezer.tick(delta)
        for handle in get_scheduled_timer_handles(hass.loop):
            handle._when += delta.total_seconds()  # type: ignore[attr-defined]

    def set_right(self, hass: HomeAssistant, freezer: Clock) -> None:
        """Set the home's clock by the school's."""
        self.move(hass, freezer, -self.ahead)
