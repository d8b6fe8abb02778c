"""Test that each error of the client has one Home Assistant error and one message."""

from datetime import datetime, timedelta

from homeassistant.const import CONF_PASSWORD
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryAuthFailed, HomeAssistantError
from homeassistant.helpers.update_coordinator import UpdateFailed
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.client.errors import (
    AccessDenialReason,
    AccessDeniedError,
    AddressSuspendedError,
    BusyError,
    ConnectionFailedError,
    NotPronoteError,
    PageNotAllowedError,
    PasswordChangeRequiredError,
    PortalRequiredError,
    PronoteError,
    ProtocolError,
    RequestRefusedError,
    SecurityStepRequiredError,
    SessionExpiredError,
    SiteClosedError,
    SpaceUnavailableError,
    StaleObjectError,
    TokenRefusedError,
    TooManyRequestsError,
    WriteRefusedError,
    WriteUnconfirmedError,
    WrongCredentialsError,
)
from custom_components.pronote.connection.error_messages import (
    async_error_message,
    translate_error,
)
from custom_components.pronote.texts.phrases import async_load_phrases, get_phrases
from tests.helpers.home import refresh
from tests.school import School

TEN = datetime.fromisoformat("2026-11-24T10:00:00+01:00")


@pytest.mark.parametrize(
    ("error", "meaning", "key"),
    [
        (
            AccessDeniedError(AccessDenialReason.BLOCKED),
            ConfigEntryAuthFailed,
            "access_denied",
        ),
        (PasswordChangeRequiredError(), ConfigEntryAuthFailed, "browser_needed"),
        (PortalRequiredError("ent.fr"), ConfigEntryAuthFailed, "portal_required"),
        (
            SecurityStepRequiredError(pin=True, device_name=False),
            ConfigEntryAuthFailed,
            "security_step",
        ),
        (TokenRefusedError(), ConfigEntryAuthFailed, "token_refused"),
        (WrongCredentialsError(), ConfigEntryAuthFailed, "wrong_credentials"),
        (AddressSuspendedError("", TEN), UpdateFailed, "address_suspended"),
        (BusyError("", TEN), UpdateFailed, "busy"),
        (SiteClosedError("", TEN), UpdateFailed, "site_closed"),
        (TooManyRequestsError("", TEN), UpdateFailed, "too_many_requests"),
        (ConnectionFailedError(), UpdateFailed, "connection_failed"),
        (NotPronoteError(), UpdateFailed, "not_pronote"),
        (PageNotAllowedError(16), UpdateFailed, "page_closed"),
        (SpaceUnavailableError(), UpdateFailed, "space_unavailable"),
        (StaleObjectError(), UpdateFailed, "gone"),
        (SessionExpiredError(), UpdateFailed, "communication_error"),
        (PronoteError(), UpdateFailed, "communication_error"),
        (ProtocolError("PageMenus", "Date"), UpdateFailed, "protocol_changed"),
        (RequestRefusedError(3, "Non"), UpdateFailed, "request_refused"),
        (WriteRefusedError(), HomeAssistantError, "write_refused"),
        (WriteUnconfirmedError(), HomeAssistantError, "write_unconfirmed"),
        (
            WriteRefusedError(("Trop tard",)),
            HomeAssistantError,
            "write_refused_because",
        ),
    ],
)
async def test_meanings(
    hass: HomeAssistant,
    error: PronoteError,
    meaning: type[HomeAssistantError],
    key: str,
) -> None:
    await async_load_phrases(hass)
    found = translate_error(error, get_phrases(hass))
    assert type(found) is meaning
    assert found.translation_key == key


@pytest.mark.parametrize(
    ("language", "message"),
    [
        (
            "en",
            "Home Assistant tries again after Tuesday, November 24 at 10:00.",
        ),
        (
            "fr",
            "Home Assistant réessaie après le mardi 24 novembre à 10:00.",
        ),
    ],
)
async def test_school_says_when_to_come_back(
    hass: HomeAssistant, language: str, message: str
) -> None:
    """The day is written as the family says it, in its language."""
    hass.config.language = language
    await async_load_phrases(hass)
    found = translate_error(SiteClosedError("", TEN), get_phrases(hass))
    assert isinstance(found, UpdateFailed)
    assert found.retry_after == timedelta(hours=3).total_seconds()
    assert (await async_error_message(hass, found)).endswith(message)


async def test_password_that_was_refused_is_not_tried_again(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """A dead token and an old password: one try of each, then a person is asked."""
    hass.config_entries.async_update_entry(
        entry, data={**entry.data, CONF_PASSWORD: "of last year"}
    )
    school.expire_sessions()
    school.fault("refuse_token", times=None)
    school.request_log.reset()
    await refresh(hass, entry)
    await refresh(hass, entry)
    assert school.request_log.failed_logins == 2
    assert school.request_log.logins == 0
    error = entry.runtime_data.timetable.last_exception
    assert isinstance(error, ConfigEntryAuthFailed)
    assert error.translation_key == "wrong_credentials"
