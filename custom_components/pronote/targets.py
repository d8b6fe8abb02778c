"""Targets of actions and files: an account, or a child of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from homeassistant.core import HomeAssistant

from .client import PronoteClient, Pupil
from .connection.error_messages import validation_error
from .models import PronoteConfigEntry, PronoteData


@dataclass(frozen=True, slots=True)
class AccountTarget:
    """An account, and optionally one of its children."""

    entry: PronoteConfigEntry
    pupil: Pupil | None

    @property
    def data(self) -> PronoteData:
        """The runtime data of the account."""
        return self.entry.runtime_data

    @property
    def hass(self) -> HomeAssistant:
        """The Home Assistant instance."""
        return self.data.timetable.hass

    async def call[_T](self, request: Callable[[PronoteClient], Awaitable[_T]]) -> _T:
        """Send a request. Raises HomeAssistantError."""
        return await self.data.connection.call_for_action(request)

    @property
    def child(self) -> ChildTarget:
        """The target child. Raises ServiceValidationError if the target is not a child."""
        if self.pupil is None:
            raise validation_error("not_a_child")
        return ChildTarget(self.entry, self.pupil)


@dataclass(frozen=True, slots=True)
class ChildTarget(AccountTarget):
    """A child of an account."""

    pupil: Pupil
