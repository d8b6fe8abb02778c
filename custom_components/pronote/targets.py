"""Who something is about: an account, or a child of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from homeassistant.core import HomeAssistant

from .client import PronoteClient, Pupil
from .connection.translation import refused
from .models import PronoteConfigEntry, PronoteData


@dataclass(frozen=True, slots=True)
class Account:
    """An account, and a child of it if that is meant."""

    entry: PronoteConfigEntry
    pupil: Pupil | None

    @property
    def data(self) -> PronoteData:
        """What the account has at hand."""
        return self.entry.runtime_data

    @property
    def hass(self) -> HomeAssistant:
        """The home it is in."""
        return self.data.timetable.hass

    async def ask[_T](self, question: Callable[[PronoteClient], Awaitable[_T]]) -> _T:
        """Ask the school. Raises HomeAssistantError."""
        return await self.data.gate.ask(question)

    @property
    def child(self) -> Child:
        """The child that is meant. Raises ServiceValidationError when none is."""
        if self.pupil is None:
            raise refused("not_a_child")
        return Child(self.entry, self.pupil)


@dataclass(frozen=True, slots=True)
class Child(Account):
    """A child of an account."""

    pupil: Pupil
