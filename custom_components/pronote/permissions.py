"""Who may write to the school and read its messages.

Without the option of the account, any signed-in user acts as the parent. With it, only
administrators do. A call without a user comes from the system, for example from an automation.
"""

from homeassistant.auth.models import User
from homeassistant.components.http.const import KEY_HASS_USER
from homeassistant.components.websocket_api.connection import current_connection
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, Unauthorized
from homeassistant.helpers.http import current_request

from .const import CONF_ADMIN_ONLY, DOMAIN


class AdminOnlyError(Unauthorized):
    """The account allows this to administrators only."""

    def __init__(self, user_id: str | None = None) -> None:
        """Set the translated message."""
        super().__init__(user_id=user_id)
        # Unauthorized takes no translation.
        HomeAssistantError.__init__(
            self, translation_domain=DOMAIN, translation_key="admin_only"
        )


async def async_check_context(
    hass: HomeAssistant, entry: ConfigEntry, context: Context | None
) -> None:
    """Raise AdminOnlyError if the user of a context may not act as the parent."""
    if context is None or context.user_id is None:
        return
    if not entry.options.get(CONF_ADMIN_ONLY):
        return
    user = await hass.auth.async_get_user(context.user_id)
    if user is None or not is_allowed(entry, user):
        raise AdminOnlyError(context.user_id)


@callback
def is_allowed(entry: ConfigEntry, user: User | None) -> bool:
    """Return whether a user may act as the parent; None is the system.

    System users are Home Assistant's own, such as that of links signed for notifications.
    """
    if not entry.options.get(CONF_ADMIN_ONLY) or user is None:
        return True
    return user.is_admin or user.system_generated


@callback
def check_user(entry: ConfigEntry, user: User | None) -> None:
    """Raise AdminOnlyError if a user may not act as the parent."""
    if user is not None and not is_allowed(entry, user):
        raise AdminOnlyError(user.id)


@callback
def connected_user() -> User | None:
    """Return the user whose message or HTTP request is being handled; None for the system."""
    if (connection := current_connection.get()) is not None:
        return connection.user
    if (request := current_request.get()) is None:
        return None
    user: User | None = request.get(KEY_HASS_USER)
    return user
