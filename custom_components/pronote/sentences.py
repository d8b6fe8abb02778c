"""What the dialogs say of an error of the client: one sentence for each meaning."""

from collections.abc import Mapping
from typing import Final

from homeassistant.const import CONF_PIN, CONF_URL
from homeassistant.util import dt as dt_util

from .client import PronoteError
from .client.errors import (
    AccessDenial,
    AccessDeniedError,
    AddressSuspendedError,
    BusyError,
    ConnectionFailedError,
    DeviceNameTakenError,
    NotPronoteError,
    PasswordChangeRequiredError,
    PortalRequiredError,
    QrCodeError,
    QrCodeExpiredError,
    QrCodePinError,
    RetryLaterError,
    SessionExpiredError,
    SiteClosedError,
    SpaceUnavailableError,
    TokenRefusedError,
    TooManyRequestsError,
    WrongCredentialsError,
    WrongPinError,
)
from .const import CONF_SPACE

CONF_DEVICE_NAME: Final = "device_name"
CONF_QR_CODE: Final = "qr_code"

EXAMPLES: Final = {
    "example_address": "0123456a.index-education.net/pronote",
    "example_qr_code": '{"avecPageConnexion":false,"jeton":"…","login":"…","url":"…"}',
}
"""What the texts of forms may not hold themselves: addresses and braces."""


class InvalidAddressError(PronoteError):
    """What was typed cannot be an address."""


class NoSpaceError(PronoteError):
    """The school has none of the spaces that the client serves."""


class NoTokenError(PronoteError):
    """The school opened to a QR code, but gave nothing to come back with."""


SENTENCES: Final[Mapping[type[PronoteError], tuple[str, str]]] = {
    # The field that shows the error, if the form has it, and the sentence.
    InvalidAddressError: (CONF_URL, "invalid_address"),
    NotPronoteError: (CONF_URL, "not_pronote"),
    NoSpaceError: (CONF_URL, "no_space"),
    SpaceUnavailableError: (CONF_SPACE, "space_unavailable"),
    PortalRequiredError: ("base", "portal_required"),
    ConnectionFailedError: ("base", "cannot_connect"),
    BusyError: ("base", "busy"),
    SiteClosedError: ("base", "site_closed"),
    TooManyRequestsError: ("base", "too_many_requests"),
    AddressSuspendedError: ("base", "address_suspended"),
    WrongCredentialsError: ("base", "wrong_credentials"),
    TokenRefusedError: ("base", "token_refused"),
    NoTokenError: ("base", "no_token"),
    PasswordChangeRequiredError: ("base", "password_change_required"),
    WrongPinError: (CONF_PIN, "wrong_pin"),
    DeviceNameTakenError: (CONF_DEVICE_NAME, "device_name_taken"),
    QrCodePinError: (CONF_PIN, "qr_code_pin"),
    QrCodeExpiredError: (CONF_QR_CODE, "qr_code_expired"),
    QrCodeError: (CONF_QR_CODE, "qr_code_invalid"),
    SessionExpiredError: ("base", "login_lapsed"),
    PronoteError: ("base", "unexpected_answer"),
}


def sentence(error: PronoteError) -> tuple[str, str, dict[str, str]]:
    """Return the field, the key and the placeholders of the sentence for an error."""
    match error:
        case AccessDeniedError():
            if error.message:
                return "base", "access_denied_message", {"message": error.message}
            reason = error.reason
            if reason is AccessDenial.MESSAGE:
                reason = AccessDenial.UNKNOWN
            return "base", f"access_denied_{reason.value}", {}
        case RetryLaterError():
            details = {"until": f"{dt_util.as_local(error.retry_at):%d/%m/%Y %H:%M}"}
        case PortalRequiredError():
            details = {"portal": error.host}
        case _:
            details = {"detail": str(error)}
    field, key = next(
        SENTENCES[kind] for kind in type(error).__mro__ if kind in SENTENCES
    )
    return field, key, details
