"""Step of a login with a QR code: its picture or its text, and four digits."""

from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_PIN
from homeassistant.helpers.selector import (
    FileSelector,
    FileSelectorConfig,
    TextSelector,
    TextSelectorConfig,
)
import voluptuous as vol

from ..client import PronoteError, QrCode, read_qr_code
from ..client.errors import (
    QrCodeError,
    QrCodeExpiredError,
    QrCodePinError,
    SessionExpiredError,
)
from .base import PIN, BaseFlow, Fields
from .errors import (
    CONF_PICTURE,
    CONF_QR_CODE,
    NoQrCodeError,
    NoTokenError,
    OtherQrCodeError,
    PicturesUnsupportedError,
)
from .login import LoginSteps
from .qr_code_image import async_read_qr_codes

# Named one by one, so that phones do not send formats that only they can read.
PICTURE: Final = FileSelector(
    FileSelectorConfig(accept="image/jpeg,image/png,image/webp,image/gif,image/bmp")
)
TEXT: Final = TextSelector(TextSelectorConfig(multiline=True))


class QrCodeSteps:
    """Log in with a QR code that PRONOTE made."""

    def __init__(self, flow: BaseFlow, login: LoginSteps) -> None:
        """Prepare the step of a flow."""
        self._flow = flow
        self._state = flow.state
        self._login = login
        self._pictures_supported = True
        self._pin: str | None = None
        """The four digits, unless they were refused."""

    async def async_qr_code(
        self, user_input: dict[str, Any] | None
    ) -> ConfigFlowResult:
        """Log in with a QR code and its four digits."""
        if user_input is None:
            return self.show()
        self._state.remember(user_input)
        self._pin = user_input[CONF_PIN]
        try:
            credentials = await self._async_read(user_input)
        except PronoteError as error:
            return self.show(error)
        return await self._login.async_log_in(credentials, self.show)

    async def _async_read(self, user_input: dict[str, Any]) -> QrCode:
        pin, device = user_input[CONF_PIN], self._state.device
        if (picture := user_input.get(CONF_PICTURE)) is None:
            if not (text := user_input.get(CONF_QR_CODE, "").strip()):
                raise NoQrCodeError
            return read_qr_code(text, pin, device)
        for text in await async_read_qr_codes(self._flow.hass, picture):
            try:
                credentials = read_qr_code(text, pin, device)
            except QrCodePinError:
                self._state.values[CONF_QR_CODE] = text
                raise
            except QrCodeError:
                continue
            self._state.values[CONF_QR_CODE] = text
            return credentials
        raise OtherQrCodeError

    def show(self, error: PronoteError | None = None) -> ConfigFlowResult:
        """Show the form of a QR code."""
        if isinstance(error, QrCodeExpiredError | SessionExpiredError | NoTokenError):
            self._state.values.pop(CONF_QR_CODE, None)  # A code is valid only once.
            self._pin = None
        if isinstance(error, QrCodePinError):
            self._pin = None
        if isinstance(error, PicturesUnsupportedError):
            self._pictures_supported = False
        fields: Fields = {}
        if self._pictures_supported:
            fields[vol.Optional(CONF_PICTURE)] = PICTURE
        fields[vol.Optional(CONF_QR_CODE)] = TEXT
        suggested = None if self._pin is None else {"suggested_value": self._pin}
        fields[vol.Required(CONF_PIN, description=suggested)] = PIN
        return self._flow.show_form(
            "qr_code", fields | self._flow.backup_token_field, error
        )
