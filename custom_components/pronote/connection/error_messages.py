"""Translate the errors of the client to those of Home Assistant."""

from datetime import datetime

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import (
    ConfigEntryAuthFailed,
    HomeAssistantError,
    ServiceValidationError,
)
from homeassistant.helpers.translation import async_get_translations
from homeassistant.helpers.update_coordinator import UpdateFailed
from homeassistant.util import dt as dt_util

from ..client import PronoteError
from ..client.errors import (
    AccessDeniedError,
    AddressSuspendedError,
    AuthenticationError,
    BusyError,
    ConnectionFailedError,
    InputProblem,
    InvalidInputError,
    NotPronoteError,
    PageNotAllowedError,
    PasswordChangeRequiredError,
    PortalBlockedError,
    PortalDownError,
    PortalError,
    PortalRequiredError,
    ProtocolError,
    RequestRefusedError,
    RetryLaterError,
    SecurityStepRequiredError,
    SiteClosedError,
    SpaceUnavailableError,
    StaleObjectError,
    TokenRefusedError,
    TooManyRequestsError,
    UploadRefusedError,
    WriteRefusedError,
    WriteUnconfirmedError,
)
from ..const import DOMAIN
from ..texts.phrases import Phrases

# A person has to act: Home Assistant asks for a new access.
AUTH_ERROR_KEYS: dict[type[PronoteError], str] = {
    AccessDeniedError: "access_denied",
    PasswordChangeRequiredError: "browser_needed",
    PortalError: "portal_refused",
    PortalRequiredError: "portal_required",
    SecurityStepRequiredError: "security_step",
    TokenRefusedError: "token_refused",
    AuthenticationError: "wrong_credentials",
}


COOLDOWN_KEYS: dict[type[PronoteError], str] = {
    AddressSuspendedError: "address_suspended",
    BusyError: "busy",
    PortalBlockedError: "portal_blocked",
    PortalDownError: "portal_down",
    SiteClosedError: "site_closed",
    TooManyRequestsError: "too_many_requests",
    RetryLaterError: "busy",
}


FAILURE_KEYS: dict[type[PronoteError], str] = {
    ConnectionFailedError: "connection_failed",
    NotPronoteError: "not_pronote",
    PageNotAllowedError: "page_closed",
    SpaceUnavailableError: "space_unavailable",
    StaleObjectError: "gone",
    PronoteError: "communication_error",
}


INVALID_ANSWER_KEYS: dict[InputProblem, str] = {
    InputProblem.ALREADY_ANNOUNCED: "already_announced",
    InputProblem.ALREADY_REQUESTED: "already_requested",
    InputProblem.NO_SUCH_SUBJECT: "no_exemption_subject",
    InputProblem.ALREADY_ANSWERED: "already_answered",
    InputProblem.DATES_REVERSED: "dates_reversed",
    InputProblem.OUTSIDE_SCHOOL_HOURS: "outside_school_hours",
    InputProblem.TOO_FAR_AHEAD: "too_far_ahead",
    InputProblem.CLOSED: "answer_closed",
    InputProblem.DISCUSSIONS_CLOSED: "discussions_closed",
    InputProblem.DETAILS_REQUIRED: "details_required",
    InputProblem.EMPTY: "answer_empty",
    InputProblem.NO_FILE_ALLOWED: "delay_takes_no_file",
    InputProblem.NO_SUCH_CHOICE: "answer_no_such_choice",
    InputProblem.NO_SUCH_CIRCLE: "no_such_circle",
    InputProblem.NO_SUCH_REASON: "no_such_reason",
    InputProblem.NOTHING_TO_ACKNOWLEDGE: "nothing_to_acknowledge",
    InputProblem.NOT_A_QUESTION: "answer_not_a_question",
    InputProblem.NOT_ALLOWED: "answer_not_allowed",
    InputProblem.REASON_REQUIRED: "reason_required",
    InputProblem.TEXT_REQUIRED: "text_required",
    InputProblem.TOO_LARGE: "answer_too_large",
    InputProblem.TOO_LONG: "answer_too_long",
    InputProblem.TOO_MANY_CHOICES: "answer_too_many_choices",
    InputProblem.TOO_MANY_WISHES: "too_many_wishes",
    InputProblem.OUTSIDE_MEETINGS: "outside_meetings",
}


def find_key(table: dict[type[PronoteError], str], err: PronoteError) -> str | None:
    """Return the translation key of an error, or of its nearest base class."""
    return next((table[cls] for cls in type(err).__mro__ if cls in table), None)


def translate_error(err: PronoteError, phrases: Phrases) -> HomeAssistantError:
    """Return the Home Assistant error for an error of the client."""
    if isinstance(err, SecurityStepRequiredError) and not err.pin:
        return ConfigEntryAuthFailed(
            translation_domain=DOMAIN, translation_key="device_name_required"
        )
    if key := find_key(AUTH_ERROR_KEYS, err):
        return ConfigEntryAuthFailed(translation_domain=DOMAIN, translation_key=key)
    match err:
        case RetryLaterError():
            key = find_key(COOLDOWN_KEYS, err) or "busy"
            return retry_later(key, err.retry_at, phrases)
        case ProtocolError():
            return UpdateFailed(
                translation_domain=DOMAIN,
                translation_key="protocol_changed",
                translation_placeholders={
                    "function": err.function,
                    "field": err.field,
                },
            )
        case RequestRefusedError():
            return UpdateFailed(
                translation_domain=DOMAIN,
                translation_key="request_refused",
                translation_placeholders={"code": str(err.code), "title": err.title},
            )
        case InvalidInputError(problem=InputProblem.DISCUSSIONS_CLOSED, choices=(why,)):
            return validation_error("discussions_closed_because", reason=why)
        case InvalidInputError():
            return ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key=INVALID_ANSWER_KEYS[err.problem],
                translation_placeholders={"choices": ", ".join(err.choices)}
                if err.choices
                else None,
            )
        case UploadRefusedError() if message := str(err):
            return HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="write_refused_because",
                translation_placeholders={"reason": message},
            )
        case WriteRefusedError(messages=(_, *_)):
            return HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="write_refused_because",
                translation_placeholders={"reason": " ".join(err.messages)},
            )
        case WriteUnconfirmedError():
            return HomeAssistantError(
                translation_domain=DOMAIN, translation_key="write_unconfirmed"
            )
        case WriteRefusedError() | UploadRefusedError():
            return HomeAssistantError(
                translation_domain=DOMAIN, translation_key="write_refused"
            )
    return UpdateFailed(
        translation_domain=DOMAIN, translation_key=find_key(FAILURE_KEYS, err)
    )


def retry_later(key: str, until: datetime, phrases: Phrases) -> UpdateFailed:
    """Return the error with the time from which requests are possible again."""
    wait = (until - dt_util.utcnow()).total_seconds()
    return UpdateFailed(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders={
            "until": phrases.date_and_time(dt_util.as_local(until))
        },
        retry_after=max(wait, 60),
    )


def validation_error(key: str, **placeholders: str) -> ServiceValidationError:
    """Return a ServiceValidationError with a translated message."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders or None,
    )


async def async_error_message(hass: HomeAssistant, error: HomeAssistantError) -> str:
    """Return the message of an error, in the language of Home Assistant."""
    key = f"component.{DOMAIN}.exceptions.{error.translation_key}.message"
    texts = await async_get_translations(
        hass, hass.config.language, "exceptions", {DOMAIN}
    )
    if (message := texts.get(key)) is None:
        return str(error)
    return message.format(**error.translation_placeholders or {})
