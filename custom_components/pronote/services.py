"""Actions: registered once, for all accounts."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv, service
import voluptuous as vol

from . import actions
from .actions import Data
from .client import RecipientKind
from .const import DOMAIN
from .coordinator import PronoteConfigEntry
from .devices import child_identifier
from .owners import Account, Child
from .texts import refused

DAYS: Final[Data] = {
    vol.Optional("start_date"): cv.date,
    vol.Optional("end_date"): cv.date,
}
PERIOD: Final[Data] = {vol.Optional("period"): cv.string}
NEWS: Final[Data] = {vol.Required("news"): cv.string}
DISCUSSION: Final[Data] = {vol.Required("discussion"): cv.string}
KIND: Final[Data] = {
    vol.Optional("kind", default="teacher"): vol.In(
        [kind.name.lower() for kind in RecipientKind]
    )
}
UNREAD: Final[Data] = {vol.Optional("unread_only", default=False): cv.boolean}
TEXT: Final[Data] = {vol.Required("text"): cv.string}

ANSWERS = vol.Schema({cv.string: vol.Any(cv.string, [vol.Coerce(int)])})
"""A text, or the positions of the choices, by the key of the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Action[_TargetT: Account]:
    """What an action takes and does."""

    run: Callable[[_TargetT, Data], Awaitable[ServiceResponse]]
    fields: Data
    response: SupportsResponse = SupportsResponse.ONLY


_OF_A_CHILD: Final[Mapping[str, _Action[Child]]] = {
    "get_timetable": _Action(run=actions.get_timetable, fields=DAYS),
    "get_homework": _Action(run=actions.get_homework, fields=DAYS),
    "get_menus": _Action(run=actions.get_menus, fields=DAYS),
    "get_grades": _Action(run=actions.get_grades, fields=PERIOD),
    "get_evaluations": _Action(run=actions.get_evaluations, fields=PERIOD),
    "get_report_card": _Action(run=actions.get_report_card, fields=PERIOD),
    "get_school_life": _Action(run=actions.get_school_life, fields=PERIOD),
    "set_homework_done": _Action(
        run=actions.set_homework_done,
        fields={
            vol.Required("homework"): cv.string,
            vol.Optional("done", default=True): cv.boolean,
        },
        response=SupportsResponse.NONE,
    ),
    "justify_absence": _Action(
        run=actions.justify_absence,
        fields={vol.Required("absence"): cv.string, **TEXT},
        response=SupportsResponse.OPTIONAL,
    ),
}

_OF_AN_ACCOUNT: Final[Mapping[str, _Action[Account]]] = {
    "get_news": _Action(
        run=actions.get_news, fields={vol.Optional("news"): cv.string, **UNREAD}
    ),
    "get_discussions": _Action(run=actions.get_discussions, fields=UNREAD),
    "get_messages": _Action(
        run=actions.get_messages,
        fields={
            **DISCUSSION,
            vol.Optional("mark_read", default=False): cv.boolean,
        },
    ),
    "get_recipients": _Action(run=actions.get_recipients, fields=KIND),
    "mark_news_read": _Action(
        run=actions.mark_news_read, fields=NEWS, response=SupportsResponse.NONE
    ),
    "answer_news": _Action(
        run=actions.answer_news,
        fields={
            **NEWS,
            vol.Optional("answers"): ANSWERS,
            vol.Optional("own_words"): vol.Schema({cv.string: cv.string}),
        },
        response=SupportsResponse.OPTIONAL,
    ),
    "reply": _Action(
        run=actions.reply,
        fields={**DISCUSSION, **TEXT},
        response=SupportsResponse.OPTIONAL,
    ),
    "begin_discussion": _Action(
        run=actions.begin_discussion,
        fields={
            **KIND,
            vol.Required("recipients"): vol.All(
                cv.ensure_list, vol.Length(min=1), [cv.string]
            ),
            vol.Required("subject"): cv.string,
            **TEXT,
        },
        response=SupportsResponse.OPTIONAL,
    ),
    "refresh": _Action(run=actions.refresh, fields={}, response=SupportsResponse.NONE),
}

CALL = vol.Schema(
    {
        vol.Required(ATTR_DEVICE_ID): cv.string,
        vol.Required("function"): cv.string,
        vol.Required("tab"): cv.positive_int,
        vol.Optional("data"): dict,
    }
)


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    for name, child_action in _OF_A_CHILD.items():
        _async_register(hass, name, child_action, _child)
    for name, account_action in _OF_AN_ACCOUNT.items():
        _async_register(hass, name, account_action, _account)
    service.async_register_admin_service(
        hass,
        DOMAIN,
        "call",
        partial(_async_run, _account, actions.call),
        CALL,
        SupportsResponse.ONLY,
    )


@callback
def _async_register[_TargetT: Account](
    hass: HomeAssistant,
    name: str,
    action: _Action[_TargetT],
    target: Callable[[ServiceCall], _TargetT],
) -> None:
    hass.services.async_register(
        DOMAIN,
        name,
        partial(_async_run, target, action.run),
        vol.Schema({vol.Required(ATTR_DEVICE_ID): cv.string, **action.fields}),
        action.response,
    )


async def _async_run[_TargetT: Account](
    target: Callable[[ServiceCall], _TargetT],
    run: Callable[[_TargetT, Data], Awaitable[ServiceResponse]],
    call: ServiceCall,
) -> ServiceResponse:
    return await run(target(call), dict(call.data))


def _account(call: ServiceCall) -> Account:
    """Return the account of a device, and its child if it is one. Raises ServiceValidationError."""
    entry: PronoteConfigEntry
    device, entry = service.async_get_device_and_config_entry(
        call.hass, DOMAIN, call.data[ATTR_DEVICE_ID]
    )
    for pupil in entry.runtime_data.account.pupils:
        if child_identifier(entry, pupil.key) in device.identifiers:
            return Child(entry, pupil)
    return Account(entry, None)


def _child(call: ServiceCall) -> Child:
    """Return the child of a device. Raises ServiceValidationError."""
    if isinstance(account := _account(call), Child):
        return account
    raise refused("not_a_child")
