"""What can go wrong between a family and its school, one class per meaning.

Each class has one reaction; the tree groups those that share it:

* `ConnectionFailedError`, `BusyError`: try again later by itself.
* `SiteClosedError`, `AddressSuspendedError`, `TooManyRequestsError`: leave the school alone for a good while.
* `AuthenticationError`: somebody has to do something; never try again by reflex.
* `PageNotAllowedError`: the school closed that page; the rest goes on.
"""

from datetime import datetime
from enum import StrEnum


class PronoteError(Exception):
    """Base of everything the client raises on purpose."""


# --- the address


class NotPronoteError(PronoteError):
    """The address answers, but no PRONOTE school lives there."""


class SpaceUnavailableError(PronoteError):
    """The school has no such space, or this client does not serve it (teachers)."""


class PortalRequiredError(PronoteError):
    """The school sends its visitors to a regional portal to log in."""

    def __init__(self, host: str) -> None:
        """Remember the host of the portal."""
        super().__init__(f"Login is delegated to {host}")
        self.host = host


# --- the state of the site


class ConnectionFailedError(PronoteError):
    """No usable answer came: network down, time-out, broken or foreign answer."""


class RetryLaterError(PronoteError):
    """The school asked, in one way or another, to be left alone until `retry_at`."""

    def __init__(self, message: str, retry_at: datetime) -> None:
        """Remember when it is decent to come back (aware instant)."""
        super().__init__(message)
        self.retry_at = retry_at


class BusyError(RetryLaterError):
    """The site is restarting or overloaded: minutes."""


class SiteClosedError(RetryLaterError):
    """The site is closed (summer, maintenance): hours."""


class TooManyRequestsError(RetryLaterError):
    """The account asked more than the school allows: about an hour."""


class AddressSuspendedError(RetryLaterError):
    """The school suspended this internet address: hours of complete silence."""

    def __init__(
        self, message: str, retry_at: datetime, until: datetime | None = None
    ) -> None:
        """Remember until when, if the school told."""
        super().__init__(message, retry_at)
        self.until = until


# --- the account


class AuthenticationError(PronoteError):
    """The school did not let us in; a person has to act."""


class WrongCredentialsError(AuthenticationError):
    """User name or password refused."""


class TokenRefusedError(AuthenticationError):
    """The device token is dead: used elsewhere, revoked, or reset by the school."""


class AccessDenial(StrEnum):
    """Why somebody who proved an identity may not enter."""

    NOT_ALLOWED = "not_allowed"
    NO_PUPIL = "no_pupil"
    REFUSED = "refused"
    BLOCKED = "blocked"
    MESSAGE = "message"
    DISABLED = "disabled"
    UNKNOWN = "unknown"


class AccessDeniedError(AuthenticationError):
    """Identity proven, entrance refused (account disabled, no child attached…)."""

    def __init__(self, reason: AccessDenial, message: str = "") -> None:
        """Remember why, and the school's own sentence if it gave one."""
        super().__init__(message or reason.value)
        self.reason = reason
        self.message = message


class PasswordChangeRequiredError(AuthenticationError):
    """The school wants this account to log in once with a browser (new password, new PIN)."""


class SecurityStepRequiredError(AuthenticationError):
    """The school wants a PIN and/or a name for this device before it opens.

    The login stays open: go on with `PronoteClient.complete_login`.
    """

    def __init__(self, *, pin: bool, device_name: bool) -> None:
        """Remember what is asked."""
        super().__init__("The school asks for a PIN or a device name")
        self.pin = pin
        self.device_name = device_name


class WrongPinError(AuthenticationError):
    """The PIN of the account is wrong. PRONOTE accepts three errors."""


class DeviceNameTakenError(AuthenticationError):
    """Another device of this account already bears that name."""


class QrCodeError(AuthenticationError):
    """The text is not a PRONOTE QR code."""


class QrCodePinError(QrCodeError):
    """The four digits do not open this QR code."""


class QrCodeExpiredError(QrCodeError):
    """The QR code is older than ten minutes or was already used."""


# --- the conversation


class PageNotAllowedError(PronoteError):
    """The school does not open this page to this account. Found out without a request where possible."""

    def __init__(self, tab: int) -> None:
        """Remember the tab."""
        super().__init__(f"Tab {tab} is closed")
        self.tab = tab


class SessionExpiredError(PronoteError):
    """The conversation is over, and a fresh login did not mend it."""


class StaleObjectError(PronoteError):
    """The object was read in an earlier session and could not be found again."""


class RequestRefusedError(PronoteError):
    """The server understood and refused; `code` and `title` are its own."""

    def __init__(self, code: int, title: str) -> None:
        """Remember the server's words."""
        super().__init__(f"Error {code}: {title}" if title else f"Error {code}")
        self.code = code
        self.title = title


class WriteRefusedError(PronoteError):
    """Nothing was written at the school; `messages` are the school's sentences, maybe none."""

    def __init__(self, messages: tuple[str, ...] = ()) -> None:
        """Remember the school's sentences."""
        super().__init__("The school did not record the change")
        self.messages = messages


class ProtocolError(PronoteError):
    """PRONOTE speaks in a way this client does not know: `function` and `field` say where."""

    def __init__(self, function: str, field: str) -> None:
        """Remember where."""
        super().__init__(f"Unexpected {field} in {function}")
        self.function = function
        self.field = field
