"""The door of the QR code: its picture or its text, and four digits."""

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
from .base import PIN
from .errors import (
    CONF_PICTURE,
    CONF_QR_CODE,
    NoQrCodeError,
    NoTokenError,
    OtherQrCodeError,
    PicturesUnsupportedError,
)
from .login import Arrival
from .qr_image import async_read_qr_codes

# Named one by one, so that telephones do not send formats which only they read.
PICTURE: Final = FileSelector(
    FileSelectorConfig(accept="image/jpeg,image/png,image/webp,image/gif,image/bmp")
)
TEXT: Final = TextSelector(TextSelectorConfig(multiline=True))


class QrCodeDoor(Arrival):
    """Enters with a QR code that PRONOTE made."""

    _pictures_supported = True

    async def async_step_qr_code(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Log in with a QR code and its four digits."""
        if user_input is None:
            return self._show_qr_code()
        self._remember(user_input)
        try:
            credentials = await self._async_read_qr_code(user_input)
        except PronoteError as error:
            return self._show_qr_code(error)
        return await self._async_login(credentials, again=self._show_qr_code)

    async def _async_read_qr_code(self, user_input: dict[str, Any]) -> QrCode:
        pin = user_input[CONF_PIN]
        if (picture := user_input.get(CONF_PICTURE)) is None:
            if not (text := user_input.get(CONF_QR_CODE, "").strip()):
                raise NoQrCodeError
            return read_qr_code(text, pin, self._device)
        for text in await async_read_qr_codes(self.hass, picture):
            try:
                credentials = read_qr_code(text, pin, self._device)
            except QrCodePinError:
                self._typed[CONF_QR_CODE] = text
                raise
            except QrCodeError:
                continue
            self._typed[CONF_QR_CODE] = text
            return credentials
        raise OtherQrCodeError

    def _show_qr_code(self, error: PronoteError | None = None) -> ConfigFlowResult:
        if isinstance(error, QrCodeExpiredError | SessionExpiredError | NoTokenError):
            self._typed.pop(CONF_QR_CODE, None)  # A code opens once.
        if isinstance(error, PicturesUnsupportedError):
            self._pictures_supported = False
        fields: dict[vol.Marker, Any] = {}
        if self._pictures_supported:
            fields[vol.Optional(CONF_PICTURE)] = PICTURE
        fields[vol.Optional(CONF_QR_CODE)] = TEXT
        fields[vol.Required(CONF_PIN)] = PIN
        schema = vol.Schema(fields | self._spare_field)
        return self._show("qr_code", schema, error)
