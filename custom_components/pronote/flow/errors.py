"""Errors that forms show: the field, the translation key and the placeholders of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from homeassistant.const import CONF_PIN, CONF_URL
from homeassistant.util import dt as dt_util

from ..client import PronoteError, portals
from ..client.errors import (
    AccessDenialReason,
    AccessDeniedError,
    AddressSuspendedError,
    BusyError,
    ConnectionFailedError,
    DeviceNameTakenError,
    NoPortalError,
    NotPronoteError,
    PasswordChangeRequiredError,
    PortalAccountKindError,
    PortalAccountLockedError,
    PortalAccountUnknownError,
    PortalActionRequiredError,
    PortalBlockedError,
    PortalChangedError,
    PortalCodeRequiredError,
    PortalDownError,
    PortalError,
    PortalHandoffError,
    PortalMovedError,
    PortalRequiredError,
    PortalServiceRefusedError,
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
from ..const import (
    CONF_ACCOUNT,
    CONF_DEVICE_NAME,
    CONF_FOLLOWED,
    CONF_PORTAL,
    CONF_SPACE,
)
from ..texts.phrases import Phrases

CONF_CODE: Final = "code"
CONF_PICTURE: Final = "picture"
CONF_QR_CODE: Final = "qr_code"

DEMONSTRATION: Final = "https://demo.index-education.net/pronote"

EXAMPLES: Final = {
    "demonstration": DEMONSTRATION,
    "example_address": "`0123456a.index-education.net/pronote`",
    "example_qr_code": '{"avecPageConnexion":false,"jeton":"…","login":"…","url":"…"}',
}
"""Placeholders of all forms: translations may not contain addresses and braces."""


class InvalidAddressError(PronoteError):
    """The text cannot be an address."""


class NoSpaceError(PronoteError):
    """The school has none of the spaces that the client supports."""


class NoTokenError(PronoteError):
    """The school accepted a QR code, but returned no token for the next login."""


class NoChildError(PronoteError):
    """No child was chosen."""


class NoQrCodeError(PronoteError):
    """Neither a picture nor a text of a QR code was given."""


class NoQrCodeInPictureError(PronoteError):
    """The picture contains no QR code."""


class OtherQrCodeError(PronoteError):
    """The QR code in the picture is not PRONOTE's."""


class PictureTooLargeError(PronoteError):
    """The picture is larger than any photo of a phone."""


class PictureUnreadableError(PronoteError):
    """The file is not a picture, or has an unknown format."""


class PicturesUnsupportedError(PronoteError):
    """No library for QR codes in pictures is available on this machine."""


class UnknownPortalError(PronoteError):
    """The text is not the name, address or key of a portal."""


class NoSchoolNearbyError(PronoteError):
    """No school near the home uses PRONOTE."""


class NearbyUnavailableError(PronoteError):
    """The list of schools near the home could not be fetched."""


FORM_ERRORS: Final[Mapping[type[PronoteError], tuple[str, str]]] = {
    # The field that shows the error, if the form has it, and the translation key.
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
    NoChildError: (CONF_FOLLOWED, "no_child"),
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
    PortalHandoffError: ("base", "portal_session"),
    PortalUntrustedError: ("base", "portal_untrusted"),
    WrongPortalCredentialsError: ("base", "portal_credentials"),
    WrongSpaceError: (CONF_SPACE, "wrong_space"),
    SessionExpiredError: ("base", "login_lapsed"),
    PronoteError: ("base", "unexpected_answer"),
}


HOSTS: Final = {"educonnect.education.gouv.fr": "ÉduConnect"}
"""Names of login pages that are not portals. Most portals send families to this one."""


@dataclass(frozen=True, slots=True)
class FormError:
    """Where and how a form shows an error."""

    field: str
    """The field, or `base`."""
    key: str
    """The translation key."""
    placeholders: dict[str, str]


def form_error(error: PronoteError, phrases: Phrases) -> FormError:
    """Return how forms show an error."""
    placeholders = _placeholders(error, phrases)
    match error:
        case AccessDeniedError(message=str(message)) if message:
            return FormError(
                "base", "access_denied_message", placeholders | {"message": message}
            )
        case AccessDeniedError():
            reason = error.reason
            if reason is AccessDenialReason.MESSAGE:
                reason = AccessDenialReason.UNKNOWN
            return FormError("base", f"access_denied_{reason.value}", {})
        case PortalAccountKindError():
            return FormError(
                CONF_ACCOUNT, f"portal_account_{error.wanted}", placeholders
            )
        case PortalActionRequiredError():
            return FormError("base", f"portal_{error.action.value}", placeholders)
        case PortalAccountLockedError(message=str(message)) if message:
            return FormError("base", "portal_locked_message", placeholders)
    field, key = next(
        FORM_ERRORS[kind] for kind in type(error).__mro__ if kind in FORM_ERRORS
    )
    return FormError(field, key, placeholders)


def _placeholders(error: PronoteError, phrases: Phrases) -> dict[str, str]:
    """Return the placeholders of the text of an error."""
    placeholders = {"detail": str(error)}
    if isinstance(error, RetryLaterError):
        until = dt_util.as_local(error.retry_at)
        placeholders["until"] = phrases.date_and_time(until)
    if isinstance(error, PortalError | PortalDownError | PortalRequiredError):
        if error.host:
            placeholders["portal"] = _portal_name(error.host)
    if isinstance(error, PortalError):
        placeholders["message"] = error.message
    if isinstance(error, PortalMovedError):
        successor = portals.resolve(error.successor)
        placeholders["successor"] = successor.portal.name if successor else ""
    if isinstance(error, PortalChangedError):
        placeholders["place"] = error.location
    return placeholders


def _portal_name(host: str) -> str:
    """Return the name by which families know the site of a host."""
    portal = portals.recognize(host) if host.isascii() else None
    return HOSTS.get(host, host) if portal is None else portal.name
