"""What can go wrong between a family and its school, one class per meaning.

Each class has one reaction; the tree groups those that share it:

* `ConnectionFailedError`, `BusyError`: try again later by itself.
* `SiteClosedError`, `AddressSuspendedError`, `TooManyRequestsError`: leave the school alone for a good while.
* `AuthenticationError`: somebody has to do something; never try again by reflex.
* `PageNotAllowedError`: the school closed that page; the rest goes on.
"""

from dataclasses import dataclass
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


class TooLargeError(PronoteError):
    """The school sends more than any school has to say."""


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


class UploadRefusedError(PronoteError):
    """The school did not take the file; the text is its own sentence, maybe none."""


class AnswerProblem(StrEnum):
    """Why an answer does not fit."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_SUCH_CHOICE = "no_such_choice"
    TOO_MANY_CHOICES = "too_many_choices"
    NOT_A_QUESTION = "not_a_question"
    CLOSED = "closed"
    NOT_ALLOWED = "not_allowed"
    TOO_LARGE = "too_large"


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


# --- the regional portal (ENT)


class PortalError(AuthenticationError):
    """The portal did not lead to the school. `message` is its own sentence, maybe empty."""

    def __init__(self, text: str, *, host: str = "", message: str = "") -> None:
        """Remember which portal spoke, and what it said."""
        super().__init__(text)
        self.host = host
        self.message = message


class NoPortalError(PortalError):
    """The school has no portal for this space: its own password is the way in."""


class PortalMovedError(PortalError):
    """This portal is no more; `successor` is the key of the one that took its place."""

    def __init__(self, host: str, successor: str) -> None:
        """Remember the successor."""
        super().__init__(f"{host} is no more", host=host)
        self.successor = successor


class PortalUntrustedError(PortalError):
    """A password was about to go to a host it is not for, or in the clear. It was not sent."""


class PortalAccountError(PortalError):
    """The portal wants another kind of account, `wanted` ("educonnect", "local")."""

    def __init__(self, host: str, wanted: str) -> None:
        """Remember which."""
        super().__init__(f"{host} wants an account of another kind", host=host)
        self.wanted = wanted


class WrongPortalCredentialsError(PortalError, WrongCredentialsError):
    """The portal, or EduConnect, refused the user name or the password. They were sent once."""


class PortalAccountLockedError(PortalError):
    """Too many errors, or an account that the portal blocked."""


class PortalAccountUnknownError(PortalError):
    """The identity is proven, and the portal has no such person."""


class PortalServiceRefusedError(PortalError):
    """The portal does not know this school's PRONOTE."""


class PortalSessionError(PortalError):
    """Logged in at the portal, but PRONOTE did not take it."""


class WrongSpaceError(PortalError):
    """The account belongs to another space of the school, `space` if this client serves it."""

    def __init__(self, host: str, space: str | None) -> None:
        """Remember whose space it is ("eleve", "parent"…)."""
        super().__init__("The account belongs to another space", host=host)
        self.space = space


class PortalAction(StrEnum):
    """What a portal wants of its user, with a browser, before anything else."""

    SECOND_FACTOR = "second_factor"
    NEW_PASSWORD = "new_password"  # noqa: S105
    TERMS = "terms"
    ACTIVATION = "activation"
    CONTACT = "contact"
    """A mail address or telephone number to give or to confirm."""
    FRANCE_CONNECT = "france_connect"
    """The account has no password: a QR code of PRONOTE is the way in."""


class PortalActionRequiredError(PortalError):
    """Somebody has to go to the portal with a browser once."""

    def __init__(self, action: PortalAction, *, host: str, message: str = "") -> None:
        """Remember what for."""
        super().__init__(f"{host} wants: {action}", host=host, message=message)
        self.action = action


class PortalStepError(PortalError):
    """The portal asks something. The login stays open: go on with `complete_portal`."""


class PortalQuestion(StrEnum):
    """What a choice is about."""

    WAY = "way"
    """How to log in: which academy, which kind of account."""
    PROFILE = "profile"
    """As a pupil or as a parent."""
    SCHOOL = "school"
    """Which of several accounts, each of a school."""


@dataclass(frozen=True, slots=True)
class PortalChoice:
    """One answer that a portal offers."""

    key: str
    label: str


class PortalChoiceRequiredError(PortalStepError):
    """The portal offers `choices`: answer with the key of one."""

    def __init__(
        self, question: PortalQuestion, choices: tuple[PortalChoice, ...], *, host: str
    ) -> None:
        """Remember what is offered."""
        super().__init__(f"{host} offers {len(choices)} choices", host=host)
        self.question = question
        self.choices = choices


class PortalCodeRequiredError(PortalStepError):
    """The portal sent a code to its user: answer with it. `wrong` tells that the last was."""

    def __init__(self, *, host: str, message: str = "", wrong: bool = False) -> None:
        """Remember the portal's words."""
        super().__init__(f"{host} asks for a code", host=host, message=message)
        self.wrong = wrong


class PortalChangedError(PortalError):
    """The portal shows a page this client does not know. `place` says where.

    Nobody tries again by reflex: the password may have been sent.
    """

    def __init__(
        self, place: str, shape: tuple[str, ...] = (), what: str = "page"
    ) -> None:
        """Remember host and path, and the names of the page's controls; never a value."""
        super().__init__(f"Unexpected {what} at {place}", host=place.partition("/")[0])
        self.place = place
        self.shape = shape


class PortalDownError(BusyError):
    """The portal does not answer, or says that it is out of order."""

    def __init__(self, host: str, retry_at: datetime) -> None:
        """Remember which."""
        super().__init__(f"{host} is out of order", retry_at)
        self.host = host


class PortalBlockedError(RetryLaterError):
    """EduConnect's front turns this internet address away (foreign, VPN, data centre)."""


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


class InvalidAnswerError(PronoteError):
    """What is to be sent does not fit the question; nothing was sent. `problem` says why."""

    def __init__(self, problem: AnswerProblem) -> None:
        """Remember what does not fit."""
        super().__init__(problem.value)
        self.problem = problem


class ProtocolError(PronoteError):
    """PRONOTE speaks in a way this client does not know: `function` and `field` say where."""

    def __init__(self, function: str, field: str) -> None:
        """Remember where."""
        super().__init__(f"Unexpected {field} in {function}")
        self.function = function
        self.field = field
