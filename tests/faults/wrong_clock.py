"""The clock of a home, which may be set wrong and right again while the school's goes on."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.util.async_ import get_scheduled_timer_handles

PARIS = ZoneInfo("Europe/Paris")


@dataclass(slots=True)
class HomeClock:
    """How far the home's clock is from the school's."""

    ahead: timedelta = field(default_factory=timedelta)

    def at_school(self) -> datetime:
        """The school's clock, which is right."""
        return datetime.now(PARIS) - self.ahead

    def put(
        self, hass: HomeAssistant, freezer: FrozenDateTimeFactory, delta: timedelta
    ) -> None:
        """Set the home's clock. What runs for a while runs on for just as long."""
        self.ahead += delta
        freezer.tick(delta)
        for handle in get_scheduled_timer_handles(hass.loop):
            handle._when += delta.total_seconds()  # type: ignore[attr-defined]

    def put_right(self, hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
        """Set the home's clock by the school's."""
        self.put(hass, freezer, -self.ahead)
