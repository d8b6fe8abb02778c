"""The exceptions of the client, one class per meaning.

Each class calls for one reaction; the tree groups those that share it:

* `ConnectionFailedError`, `BusyError`: try again automatically, minutes later.
* `SiteClosedError`, `AddressSuspendedError`, `TooManyRequestsError`: send nothing until `retry_at`.
* `AuthenticationError`: a person has to act; never try again automatically.
* `PageNotAllowedError`: this tab is closed to the account; the others work.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PronoteError(Exception):
    """Base of all exceptions of the client."""


# --- the address


class NotPronoteError(PronoteError):
    """The address is invalid, or there is no PRONOTE at it."""


class SpaceUnavailableError(PronoteError):
    """The school does not have this space, or this client does not support it (teachers)."""


class PortalRequiredError(PronoteError):
    """The login of this space is at a regional portal."""

    def __init__(self, host: str) -> None:
        """Store the host of the portal."""
        super().__init__(f"Login is delegated to {host}")
        self.host = host


# --- the state of the site


class ConnectionFailedError(PronoteError):
    """No usable answer came: network error, timeout, broken or foreign answer."""


class WriteUnconfirmedError(ConnectionFailedError):
    """The request was sent once, and no usable answer came: the school may have recorded it."""


class AnswerTooLargeError(PronoteError):
    """The answer is larger than any answer of PRONOTE."""


class RetryLaterError(PronoteError):
    """Nothing may be requested until `retry_at`."""

    def __init__(self, message: str, retry_at: datetime) -> None:
        """Store the time of the next attempt (aware)."""
        super().__init__(message)
        self.retry_at = retry_at


class BusyError(RetryLaterError):
    """The site is restarting or overloaded. It takes minutes."""


class SiteClosedError(RetryLaterError):
    """The site is closed (summer, maintenance). It takes hours."""


class TooManyRequestsError(RetryLaterError):
    """The account sent more requests than the school allows: about an hour."""


class AddressSuspendedError(RetryLaterError):
    """The school suspended this internet address: hours without any request."""

    def __init__(
        self, message: str, retry_at: datetime, until: datetime | None = None
    ) -> None:
        """Store the end of the suspension, if it is known."""
        super().__init__(message, retry_at)
        self.until = until


# --- the account


class AuthenticationError(PronoteError):
    """The login was refused; a person has to act."""


class WrongCredentialsError(AuthenticationError):
    """The username or the password is wrong."""


class TokenRefusedError(AuthenticationError):
    """The device token is void: used elsewhere, revoked, or reset by the school."""


class UploadRefusedError(PronoteError):
    """The school refused the file; the text is the message of the school, if any."""


class InputProblem(StrEnum):
    """Why an answer is invalid."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_SUCH_CHOICE = "no_such_choice"
    NO_SUCH_CIRCLE = "no_such_circle"
    """The discussion does not offer these recipients."""
    TOO_MANY_CHOICES = "too_many_choices"
    TOO_MANY_WISHES = "too_many_wishes"
    """The choice is how many meetings may have this wish."""
    OUTSIDE_MEETINGS = "outside_meetings"
    """The choices are when the meetings begin and end."""
    NOT_A_QUESTION = "not_a_question"
    CLOSED = "closed"
    DISCUSSIONS_CLOSED = "discussions_closed"
    """The school has closed its discussions at this hour; the choice is its message."""
    NOT_ALLOWED = "not_allowed"
    TOO_LARGE = "too_large"
    REASON_REQUIRED = "reason_required"
    NO_SUCH_REASON = "no_such_reason"
    NO_SUCH_SUBJECT = "no_such_subject"
    TEXT_REQUIRED = "text_required"
    DETAILS_REQUIRED = "details_required"
    NO_FILE_ALLOWED = "no_file_allowed"
    ALREADY_ANNOUNCED = "already_announced"
    ALREADY_REQUESTED = "already_requested"
    ALREADY_ANSWERED = "already_answered"
    DATES_REVERSED = "dates_reversed"
    OUTSIDE_SCHOOL_HOURS = "outside_school_hours"
    TOO_FAR_AHEAD = "too_far_ahead"
    NOTHING_TO_ACKNOWLEDGE = "nothing_to_acknowledge"


class AccessDenialReason(StrEnum):
    """Why access was denied although the identity is proven."""

    NOT_ALLOWED = "not_allowed"
    NO_PUPIL = "no_pupil"
    REFUSED = "refused"
    BLOCKED = "blocked"
    MESSAGE = "message"
    DISABLED = "disabled"
    UNKNOWN = "unknown"


class AccessDeniedError(AuthenticationError):
    """The identity is proven, access is denied (account disabled, no child attached…)."""

    def __init__(self, reason: AccessDenialReason, message: str = "") -> None:
        """Store the reason, and the message of the school if there is one."""
        super().__init__(message or reason.value)
        self.reason = reason
        self.message = message


class PasswordChangeRequiredError(AuthenticationError):
    """The account has to log in once with a browser (new password, new PIN)."""


class SecurityStepRequiredError(AuthenticationError):
    """The login needs a PIN, a name for this device, or both.

    The login stays open: continue with `PronoteClient.complete_login`.
    """

    def __init__(self, *, pin: bool, device_name: bool) -> None:
        """Store what is needed."""
        super().__init__("A PIN or a device name is required")
        self.pin = pin
        self.device_name = device_name


class WrongPinError(AuthenticationError):
    """The PIN of the account is wrong. PRONOTE ends the login after three errors."""


class DeviceNameTakenError(AuthenticationError):
    """Another device of this account has this name."""


class QrCodeError(AuthenticationError):
    """The text is not a PRONOTE QR code."""


class QrCodePinError(QrCodeError):
    """The four-digit PIN of the QR code is wrong."""


class QrCodeExpiredError(QrCodeError):
    """The QR code is older than ten minutes or was already used."""


# --- the regional portal (ENT)


class PortalError(AuthenticationError):
    """The login at the portal failed. `message` is the message of the portal, if any."""

    def __init__(self, text: str, *, host: str = "", message: str = "") -> None:
        """Store the host of the portal, and its message."""
        super().__init__(text)
        self.host = host
        self.message = message


class NoPortalError(PortalError):
    """The school has no portal for this space: log in with a password of the school."""


class PortalMovedError(PortalError):
    """The portal was closed; `successor` is the key of the portal that replaced it."""

    def __init__(self, host: str, successor: str) -> None:
        """Store the key of the successor."""
        super().__init__(f"{host} was retired", host=host)
        self.successor = successor


class PortalUntrustedError(PortalError):
    """The password was not sent: the host is not trusted with it, or has no TLS."""


class PortalAccountKindError(PortalError):
    """The portal needs an account of another kind, `wanted` ("educonnect", "local")."""

    def __init__(self, host: str, wanted: str) -> None:
        """Store the kind."""
        super().__init__(f"{host} requires another kind of account", host=host)
        self.wanted = wanted


class WrongPortalCredentialsError(PortalError, WrongCredentialsError):
    """The portal or EduConnect refused the username or the password, which were sent once."""


class PortalAccountLockedError(PortalError):
    """The account is locked at the portal."""


class PortalAccountUnknownError(PortalError):
    """The login succeeded, but the person has no account at the portal."""


class PortalServiceRefusedError(PortalError):
    """The portal does not allow this school's PRONOTE."""


class PortalHandoffError(PortalError):
    """The login at the portal succeeded, but PRONOTE did not accept it."""


class WrongSpaceError(PortalError):
    """The account belongs to another space of the school, `space` if this client serves it."""

    def __init__(self, host: str, space: str | None) -> None:
        """Store the space of the account ("eleve", "parent"…)."""
        super().__init__("The account belongs to another space", host=host)
        self.space = space


class PortalAction(StrEnum):
    """What the user has to do at the portal, with a browser."""

    SECOND_FACTOR = "second_factor"
    NEW_PASSWORD = "new_password"  # noqa: S105
    TERMS = "terms"
    ACTIVATION = "activation"
    CONTACT = "contact"
    """Enter or confirm a mail address or telephone number."""
    FRANCE_CONNECT = "france_connect"
    """The account has no password. Log in with a QR code of PRONOTE."""


class PortalActionRequiredError(PortalError):
    """A person has to go to the portal with a browser once."""

    def __init__(self, action: PortalAction, *, host: str, message: str = "") -> None:
        """Store the action."""
        super().__init__(f"{host} requires: {action}", host=host, message=message)
        self.action = action


class PortalStepError(PortalError):
    """The portal needs an answer.

    The login stays open: continue with `PronoteClient.complete_portal`.
    """


class PortalQuestion(StrEnum):
    """The subject of a choice."""

    LOGIN_METHOD = "way"
    """The login method: academy, kind of account."""
    PROFILE = "profile"
    """As a pupil or as a parent."""
    SCHOOL = "school"
    """One of several accounts, each of another school."""


@dataclass(frozen=True, slots=True)
class PortalChoice:
    """One choice that a portal offers."""

    key: str
    label: str


class PortalChoiceRequiredError(PortalStepError):
    """The portal offers `choices`: answer with the key of one of them."""

    def __init__(
        self, question: PortalQuestion, choices: tuple[PortalChoice, ...], *, host: str
    ) -> None:
        """Store the choices."""
        super().__init__(f"{host} offers {len(choices)} choices", host=host)
        self.question = question
        self.choices = choices


class PortalCodeRequiredError(PortalStepError):
    """The portal sent a code to its user: answer with it. `wrong` if the last code was wrong."""

    def __init__(self, *, host: str, message: str = "", wrong: bool = False) -> None:
        """Store the message of the portal."""
        super().__init__(f"{host} asks for a code", host=host, message=message)
        self.wrong = wrong


class PortalChangedError(PortalError):
    """The portal shows an unknown page at `location`.

    Never try again automatically: the password may have been sent.
    """

    def __init__(
        self, location: str, control_names: tuple[str, ...] = (), what: str = "page"
    ) -> None:
        """Store host and path, and the names of the controls of the page. Values are never stored."""
        super().__init__(
            f"Unexpected {what} at {location}", host=location.partition("/")[0]
        )
        self.location = location
        self.control_names = control_names


class PortalDownError(BusyError):
    """The portal does not answer or is out of order."""

    def __init__(self, host: str, retry_at: datetime) -> None:
        """Store the host of the portal."""
        super().__init__(f"{host} is out of order", retry_at)
        self.host = host


class PortalBlockedError(RetryLaterError):
    """EduConnect refuses this internet address (foreign, VPN, data center)."""


# --- requests


class PageNotAllowedError(PronoteError):
    """The tab is closed to this account. Raised without a request where possible."""

    def __init__(self, tab: int) -> None:
        """Store the tab."""
        super().__init__(f"Tab {tab} is not available")
        self.tab = tab


class SessionExpiredError(PronoteError):
    """The session ended and was not replaced, or the client is closed."""


class StaleObjectError(PronoteError):
    """The object was read in an earlier session and could not be found again."""


class RequestRefusedError(PronoteError):
    """The server refused the request, with its own `code` and `title`."""

    def __init__(self, code: int, title: str) -> None:
        """Store the code and the title."""
        super().__init__(f"Error {code}: {title}" if title else f"Error {code}")
        self.code = code
        self.title = title


class WriteRefusedError(PronoteError):
    """The school did not record the change; `messages` are its messages, if any."""

    def __init__(self, messages: tuple[str, ...] = ()) -> None:
        """Store the messages of the school."""
        super().__init__("The school did not record the change")
        self.messages = messages


class InvalidInputError(PronoteError):
    """The answer is invalid and was not sent; `problem` is the reason.

    `choices` are the answers that the school accepts, where it lists them.
    """

    def __init__(self, problem: InputProblem, choices: tuple[str, ...] = ()) -> None:
        """Store the reason and the choices."""
        super().__init__(problem.value)
        self.problem = problem
        self.choices = choices


class ProtocolError(PronoteError):
    """The answer of `function` is not understood at `field`."""

    def __init__(self, function: str, field: str) -> None:
        """Store the place."""
        super().__init__(f"Unexpected {field} in {function}")
        self.function = function
        self.field = field
