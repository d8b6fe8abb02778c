"""Steps that find the school: its address, those nearby, the publisher's demonstration."""

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
    find_nearby_schools,
    find_portal,
    is_same_site,
    normalize_url,
    portals,
)
from ..client.errors import NotPronoteError
from ..const import CONF_KEEP_PASSWORD, CONF_PORTAL
from .base import BaseFlow, Fields
from .errors import (
    DEMONSTRATION,
    InvalidAddressError,
    NearbyUnavailableError,
    NoSchoolNearbyError,
    NoSpaceError,
)
from .password import PasswordSteps
from .portal_password import PortalPasswordSteps

ADDRESS_FIELDS: Final[Fields] = {vol.Required(CONF_URL): TextSelector()}

# The publisher has made these public.
DEMONSTRATION_ACCOUNT: Final = {
    CONF_USERNAME: "demonstration",
    CONF_PASSWORD: "pronotevs",
    CONF_KEEP_PASSWORD: False,
}


class SchoolSteps:
    """Find the school and its portal, and show the form for its password."""

    def __init__(
        self,
        flow: BaseFlow,
        password: PasswordSteps,
        portal_password: PortalPasswordSteps,
    ) -> None:
        """Prepare the steps of a flow."""
        self._flow = flow
        self._state = flow.state
        self._password = password
        self._portal_password = portal_password
        self._asked = ""
        self._nearby: dict[str, str] = {}

    async def async_school(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Find a school by its address."""
        if user_input is None:
            return self._show_address()
        self._state.remember(user_input)
        try:
            self._asked = user_input[CONF_URL]
            school = await self._async_discover(self._asked)
            if not is_same_site(URL(school.url), URL(normalize_url(self._asked))):
                return self._flow.show_form("address_moved", {})
            return await self._async_show_login()
        except PronoteError as error:
            return self._show_address(error)

    async def async_address_moved(
        self, user_input: dict[str, Any] | None
    ) -> ConfigFlowResult:
        """Go on at the address to which the school's has moved, once a person has agreed."""
        if user_input is None:
            return self._flow.show_form("address_moved", {})
        try:
            return await self._async_show_login()
        except PronoteError as error:
            return self._show_address(error)

    async def _async_show_login(self) -> ConfigFlowResult:
        school = self._state.school
        portal = school.known_portal or await self._async_find_portal()
        return self._portal_password.show_first(portal)

    def _show_address(self, error: PronoteError | None = None) -> ConfigFlowResult:
        return self._flow.show_form("school", ADDRESS_FIELDS, error)

    async def _async_discover(self, text: str) -> InstanceInfo:
        try:
            url = normalize_url(text)
        except NotPronoteError as error:
            raise InvalidAddressError from error
        found = await discover(await self._flow.async_new_session(), url)
        if not found.spaces:
            raise NoSpaceError
        name = found.name or URL(url).host or url
        self._state.school = school = replace(found, name=name)
        return school

    async def _async_find_portal(self) -> Portal | None:
        """Follow the school's login page to its portal, if it has one."""
        school = self._state.school
        space = Space.PARENT if Space.PARENT in school.spaces else school.spaces[0]
        return await find_portal(
            await self._flow.async_new_session(), school.url, space
        )

    async def async_password(self) -> ConfigFlowResult:
        """Log in at the school of an entry, with its password or its portal's."""
        key = self._flow.existing_entry.data.get(CONF_PORTAL)
        if key and (known := portals.resolve(key)) is not None:
            return self._portal_password.show_first(known.retired or known.portal)
        if not self._state.school.url:
            return self._show_address()
        try:
            portal = await self._async_find_portal()
        except PronoteError as error:
            return self._password.show_credentials(error)
        return self._portal_password.show_first(portal)

    async def async_nearby(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Choose among the schools near the home, or enter an address."""
        if user_input is not None:
            chosen = user_input[CONF_URL]
            return await self.async_school({CONF_URL: self._nearby.get(chosen, chosen)})
        if not self._nearby:
            home = self._flow.hass.config
            session = async_get_clientsession(self._flow.hass)
            try:
                schools = await find_nearby_schools(
                    session, home.latitude, home.longitude
                )
            except PronoteError:
                return self._show_address(NearbyUnavailableError())
            self._nearby = {_label(school): school.url for school in schools}
        if not self._nearby:
            return self._show_address(NoSchoolNearbyError())
        # With custom values the list is searchable, and takes an address. Its options are
        # labels, because the browser shows the value of the chosen one.
        selector = SelectSelectorConfig(
            options=[*self._nearby],
            mode=SelectSelectorMode.DROPDOWN,
            custom_value=True,
        )
        fields: Fields = {vol.Required(CONF_URL): SelectSelector(selector)}
        return self._flow.show_form("nearby", fields)

    async def async_demonstration(
        self, user_input: dict[str, Any] | None
    ) -> ConfigFlowResult:
        """Log in at the demonstration school of PRONOTE's publisher."""
        if user_input is not None:
            return await self._password.async_log_in(user_input | DEMONSTRATION_ACCOUNT)
        self._state.values[CONF_URL] = DEMONSTRATION
        try:
            await self._async_discover(DEMONSTRATION)
        except PronoteError as error:
            return self._show_address(error)
        return self._flow.show_form("demonstration", self._password.space_field)


def _label(school: NearbySchool) -> str:
    distance = "" if school.distance is None else f"{school.distance:.0f} km"
    return " · ".join(filter(None, (school.name, school.postal_code, distance)))
