"""The ways to a school: its address, the list of those nearby, the publisher's demonstration."""

from dataclasses import replace
from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_PASSWORD, CONF_URL, CONF_USERNAME
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.selector import (
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)
import voluptuous as vol
from yarl import URL

from ..client import (
    InstanceInfo,
    NearbySchool,
    Portal,
    PronoteError,
    Space,
    discover,
    find_portal,
    normalise_url,
    portals,
    schools_near,
)
from ..client.errors import NotPronoteError
from ..const import CONF_KEEP_PASSWORD, CONF_PORTAL
from .errors import (
    DEMONSTRATION,
    InvalidAddressError,
    NearbyUnavailableError,
    NoSchoolNearbyError,
    NoSpaceError,
)
from .password import PasswordDoor

SCHOOL_SCHEMA: Final = vol.Schema({vol.Required(CONF_URL): TextSelector()})

# Of the publisher's own demonstration: known to everybody.
DEMONSTRATOR: Final = {
    CONF_USERNAME: "demonstration",
    CONF_PASSWORD: "pronotevs",
    CONF_KEEP_PASSWORD: False,
}


class SchoolDoor(PasswordDoor):
    """Finds the school, and the door that its families use."""

    _nearby: tuple[NearbySchool, ...] = ()

    # --- by its address

    async def async_step_school(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Find the school."""
        if user_input is None:
            return self._show("school", SCHOOL_SCHEMA)
        self._remember(user_input)
        try:
            self._school = await self._async_discover(user_input[CONF_URL])
            portal = self._school.known_portal or await self._async_find_portal()
        except PronoteError as error:
            return self._show("school", SCHOOL_SCHEMA, error)
        return self._show_door(portal)

    async def _async_discover(self, text: str) -> InstanceInfo:
        try:
            url = normalise_url(text)
        except NotPronoteError as error:
            raise InvalidAddressError from error
        school = await discover(await self._async_session(), url)
        if not school.spaces:
            raise NoSpaceError
        return replace(school, name=school.name or URL(url).host or url)

    async def _async_find_portal(self) -> Portal | None:
        """Follow the school where it leads its families."""
        spaces = self._school.spaces
        space = Space.PARENT if Space.PARENT in spaces else spaces[0]
        return await find_portal(await self._async_session(), self._school.url, space)

    # --- of an entry

    async def async_step_password(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Log in with a password to the school of an entry, whosever password that is."""
        key = self._entry.data.get(CONF_PORTAL)
        if key and (known := portals.resolve(key)) is not None:
            return self._show_door(known.retired or known.portal)
        try:
            portal = await self._async_find_portal()
        except PronoteError as error:
            return self._show_credentials(error)
        return self._show_door(portal)

    # --- near the home

    async def async_step_nearby(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose among the schools near the home."""
        if user_input is not None:
            url = self._nearby_addresses.get(user_input[CONF_URL], user_input[CONF_URL])
            return await self.async_step_school({CONF_URL: url})
        if not self._nearby:
            home = self.hass.config
            try:
                self._nearby = await schools_near(
                    async_get_clientsession(self.hass), home.latitude, home.longitude
                )
            except PronoteError:
                return self._show("school", SCHOOL_SCHEMA, NearbyUnavailableError())
        if not self._nearby:
            return self._show("school", SCHOOL_SCHEMA, NoSchoolNearbyError())
        # Free text makes it searchable, an address does too; what is chosen is then shown by
        # its value, hence the names.
        schools = SelectSelectorConfig(
            options=[*self._nearby_addresses],
            mode=SelectSelectorMode.DROPDOWN,
            custom_value=True,
        )
        schema = vol.Schema({vol.Required(CONF_URL): SelectSelector(schools)})
        return self._show("nearby", schema)

    @property
    def _nearby_addresses(self) -> dict[str, str]:
        return {_label(school): school.url for school in self._nearby}

    # --- the demonstration

    async def async_step_demonstration(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Visit the school that PRONOTE's publisher made up, for everybody to try."""
        if user_input is not None:
            return await self._async_log_in_at_school(user_input | DEMONSTRATOR)
        self._typed[CONF_URL] = DEMONSTRATION
        try:
            self._school = await self._async_discover(DEMONSTRATION)
        except PronoteError as error:
            return self._show("school", SCHOOL_SCHEMA, error)
        return self._show("demonstration", vol.Schema(self._space_field()))


def _label(school: NearbySchool) -> str:
    distance = "" if school.distance is None else f"{school.distance:.0f} km"
    return " · ".join(filter(None, (school.name, school.postal_code, distance)))
