"""What the dialogs say of an error of the client: one sentence for each meaning."""

from collections.abc import Mapping
from typing import Final

from homeassistant.const import CONF_PIN, CONF_URL
from homeassistant.util import dt as dt_util

from ..client import PronoteError, portals
from ..client.errors import (
    AccessDenial,
    AccessDeniedError,
    AddressSuspendedError,
    BusyError,
    ConnectionFailedError,
    DeviceNameTakenError,
    NoPortalError,
    NotPronoteError,
    PasswordChangeRequiredError,
    PortalAccountError,
    PortalAccountLockedError,
    PortalAccountUnknownError,
    PortalActionRequiredError,
    PortalBlockedError,
    PortalChangedError,
    PortalCodeRequiredError,
    PortalDownError,
    PortalError,
    PortalMovedError,
    PortalRequiredError,
    PortalServiceRefusedError,
    PortalSessionError,
    PortalUntrustedError,
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
    WrongPortalCredentialsError,
    WrongSpaceError,
)
from ..const import CONF_ACCOUNT, CONF_PORTAL, CONF_SPACE

CONF_CODE: Final = "code"
CONF_DEVICE_NAME: Final = "device_name"
CONF_PICTURE: Final = "picture"
CONF_QR_CODE: Final = "qr_code"

DEMONSTRATION: Final = "https://demo.index-education.net/pronote"

EXAMPLES: Final = {
    "demonstration": DEMONSTRATION,
    "example_address": "`0123456a.index-education.net/pronote`",
    "example_qr_code": '{"avecPageConnexion":false,"jeton":"…","login":"…","url":"…"}',
}
"""What the texts of forms may not hold themselves: addresses and braces."""


class InvalidAddressError(PronoteError):
    """What was typed cannot be an address."""


class NoSpaceError(PronoteError):
    """The school has none of the spaces that the client serves."""


class NoTokenError(PronoteError):
    """The school opened to a QR code, but gave nothing to come back with."""


class NoQrCodeError(PronoteError):
    """Neither a picture nor a text of a QR code was given."""


class NoQrCodeInPictureError(PronoteError):
    """No QR code was found in the picture."""


class OtherQrCodeError(PronoteError):
    """The QR code in the picture is not PRONOTE's."""


class PictureTooLargeError(PronoteError):
    """The picture is larger than a telephone makes them."""


class PictureUnreadableError(PronoteError):
    """The file is no picture, or one of an unknown kind."""


class PicturesUnsupportedError(PronoteError):
    """This machine cannot read QR codes in pictures."""


class UnknownPortalError(PronoteError):
    """What was typed names no known portal."""


class NoSchoolNearbyError(PronoteError):
    """No school uses PRONOTE around the home."""


class NearbyUnavailableError(PronoteError):
    """The list of schools around the home could not be had."""


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
    NoQrCodeError: ("base", "qr_code_missing"),
    NoQrCodeInPictureError: (CONF_PICTURE, "picture_without_code"),
    OtherQrCodeError: (CONF_PICTURE, "picture_other_code"),
    PictureTooLargeError: (CONF_PICTURE, "picture_too_large"),
    PictureUnreadableError: (CONF_PICTURE, "picture_unreadable"),
    PicturesUnsupportedError: ("base", "pictures_unsupported"),
    NoSchoolNearbyError: ("base", "no_school_nearby"),
    NearbyUnavailableError: ("base", "nearby_unavailable"),
    UnknownPortalError: (CONF_PORTAL, "portal_unknown"),
    NoPortalError: ("base", "no_portal"),
    PortalAccountLockedError: ("base", "portal_locked"),
    PortalAccountUnknownError: ("base", "portal_account_unknown"),
    PortalBlockedError: ("base", "portal_blocked"),
    PortalChangedError: ("base", "portal_changed"),
    PortalCodeRequiredError: (CONF_CODE, "portal_code_wrong"),
    PortalDownError: ("base", "portal_down"),
    PortalMovedError: ("base", "portal_moved"),
    PortalServiceRefusedError: ("base", "portal_service_refused"),
    PortalSessionError: ("base", "portal_session"),
    PortalUntrustedError: ("base", "portal_untrusted"),
    WrongPortalCredentialsError: ("base", "portal_credentials"),
    WrongSpaceError: (CONF_SPACE, "wrong_space"),
    SessionExpiredError: ("base", "login_lapsed"),
    PronoteError: ("base", "unexpected_answer"),
}


# The ministry's own, behind most portals.
HOSTS: Final = {"educonnect.education.gouv.fr": "ÉduConnect"}


def sentence(error: PronoteError) -> tuple[str, str, dict[str, str]]:
    """Return the field, the key and the placeholders of the sentence for an error."""
    details = _details(error)
    match error:
        case AccessDeniedError(message=str(message)) if message:
            return "base", "access_denied_message", details | {"message": message}
        case AccessDeniedError():
            reason = error.reason
            if reason is AccessDenial.MESSAGE:
                reason = AccessDenial.UNKNOWN
            return "base", f"access_denied_{reason.value}", {}
        case PortalAccountError():
            return CONF_ACCOUNT, f"portal_account_{error.wanted}", details
        case PortalActionRequiredError():
            return "base", f"portal_{error.action.value}", details
        case PortalAccountLockedError(message=str(message)) if message:
            return "base", "portal_locked_message", details
    field, key = next(
        SENTENCES[kind] for kind in type(error).__mro__ if kind in SENTENCES
    )
    return field, key, details


def _details(error: PronoteError) -> dict[str, str]:
    """Return what an error fills into its sentence."""
    details = {"detail": str(error)}
    if isinstance(error, RetryLaterError):
        details["until"] = f"{dt_util.as_local(error.retry_at):%d/%m/%Y %H:%M}"
    if isinstance(error, PortalError | PortalDownError | PortalRequiredError):
        if error.host:
            details["portal"] = _portal_name(error.host)
    if isinstance(error, PortalError):
        details["message"] = error.message
    if isinstance(error, PortalMovedError):
        successor = portals.resolve(error.successor)
        details["successor"] = successor.portal.name if successor else ""
    if isinstance(error, PortalChangedError):
        details["place"] = error.place
    return details


def _portal_name(host: str) -> str:
    """Return what families call the site of a host."""
    portal = portals.recognise(host) if host.isascii() else None
    return HOSTS.get(host, host) if portal is None else portal.name
