"""Register the actions, once for all accounts."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv, service
import voluptuous as vol

from .actions import (
    absence_announcements,
    account,
    brief,
    discussions,
    documents,
    exemptions,
    files,
    inbox,
    meetings,
    news,
    partners,
    results,
    school_day,
)
from .actions.call_targets import child_of, children_of, target_of
from .actions.common import ActionData
from .actions.fields import (
    ANSWERS,
    AVERAGE,
    CACHED,
    DATE,
    DAY,
    DAYS,
    DISCUSSION,
    FILE,
    FILES,
    HOMEWORK,
    KIND,
    MAX_ITEMS,
    MAX_MARKED,
    MAX_TEXTS,
    MOVES,
    NEWS,
    PAGES,
    PERIOD,
    REPORT,
    SCHOOL_CLASS,
    SUBJECT,
    TEXT,
    UNREAD,
)
from .client import ReplyMode, TimetableColors, Wish
from .const import DOMAIN
from .permissions import async_check_context
from .school_day.brief import Moment
from .targets import AccountTarget, ChildTarget
from .texts.phrases import Language


def never(_: ActionData) -> bool:
    """Return that all users may call an action."""
    return False


def always(_: ActionData) -> bool:
    """Return that an account may reserve an action to administrators."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Action[_TargetT: AccountTarget]:
    """Schema and handler of an action."""

    run: Callable[[_TargetT, ActionData], Awaitable[ServiceResponse]]
    fields: ActionData
    response: SupportsResponse = SupportsResponse.ONLY
    as_parent: Callable[[ActionData], bool] = never
    """Whether a call writes to the school or reads messages, and not all users may make it."""


_CHILD_ACTIONS: Final[Mapping[str, _Action[ChildTarget]]] = {
    "get_timetable": _Action(run=school_day.get_timetable, fields=DAYS),
    "get_lesson_contents": _Action(run=school_day.get_lesson_contents, fields=DAYS),
    "get_homework": _Action(run=school_day.get_homework, fields=DAYS),
    "get_menus": _Action(run=school_day.get_menus, fields=DAYS),
    "get_bag": _Action(run=school_day.get_bag, fields={}),
    "get_agenda": _Action(run=school_day.get_agenda, fields=DAYS),
    "get_teachers": _Action(run=school_day.get_teachers, fields={}),
    "get_grades": _Action(run=results.get_grades, fields=PERIOD),
    "get_averages": _Action(run=results.get_averages, fields={}),
    "get_needed_grade": _Action(
        run=results.get_needed_grade,
        fields={
            vol.Required("subject"): cv.string,
            vol.Required("average"): AVERAGE,
            vol.Optional("coefficient", default=1): vol.All(
                vol.Coerce(float), vol.Range(min=0, min_included=False, max=100)
            ),
            vol.Optional("out_of", default=20): vol.All(
                vol.Coerce(float), vol.Range(min=1, max=100)
            ),
        },
    ),
    "get_evaluations": _Action(run=results.get_evaluations, fields=PERIOD),
    "get_report_card": _Action(run=results.get_report_card, fields=PERIOD),
    "get_grade_record": _Action(run=results.get_grade_record, fields=PERIOD),
    "get_school_life": _Action(
        run=results.get_school_life,
        fields={
            vol.Exclusive("period", "period"): cv.string,
            vol.Exclusive("whole_year", "period"): cv.boolean,
        },
    ),
    "get_files": _Action(
        run=files.get_files,
        fields={
            **DAYS,
            vol.Optional("pages"): vol.All(cv.ensure_list, [vol.In(PAGES)]),
        },
        as_parent=files.lists_messages,
    ),
    "get_meetings": _Action(run=meetings.get_meetings, fields={}),
    "set_meeting_wish": _Action(
        run=meetings.set_meeting_wish,
        fields={
            vol.Required("session"): cv.string,
            vol.Required("meeting"): cv.string,
            vol.Optional("wish"): vol.In([wish.value for wish in Wish]),
        },
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "set_meeting_unavailability": _Action(
        run=meetings.set_meeting_unavailability,
        fields={
            vol.Required("session"): cv.string,
            vol.Required("unavailable"): vol.All(
                cv.ensure_list,
                [{vol.Required("from"): cv.time, vol.Required("to"): cv.time}],
            ),
        },
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "get_documents": _Action(run=documents.get_documents, fields=CACHED),
    "get_signature_link": _Action(
        run=documents.get_signature_link,
        fields={vol.Required("document"): cv.string},
        as_parent=always,
    ),
    "upload_document": _Action(
        run=documents.upload_document,
        fields={
            vol.Required("document"): cv.string,
            **FILE,
        },
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "mark_document_read": _Action(
        run=documents.mark_document_read,
        fields={
            vol.Required("document"): cv.string,
            vol.Optional("read", default=True): cv.boolean,
        },
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "get_links": _Action(
        run=partners.get_links,
        fields={vol.Optional("link"): cv.string},
        as_parent=partners.makes_address,
    ),
    "get_report_card_pdf": _Action(
        run=files.get_report_card_pdf,
        fields=REPORT | {vol.Optional("fit_comments", default=False): cv.boolean},
    ),
    "get_grade_record_pdf": _Action(run=files.get_grade_record_pdf, fields=REPORT),
    "get_timetable_pdf": _Action(
        run=files.get_timetable_pdf,
        fields={
            vol.Exclusive("date", "week"): DATE,
            vol.Exclusive("whole_year", "week"): cv.boolean,
            vol.Optional("landscape", default=False): cv.boolean,
            vol.Optional("colors", default=TimetableColors.BACKGROUND.value): vol.In(
                [colors.value for colors in TimetableColors]
            ),
        },
    ),
    "set_homework_done": _Action(
        run=school_day.set_homework_done,
        fields={**HOMEWORK, vol.Optional("done", default=True): cv.boolean},
        response=SupportsResponse.NONE,
        as_parent=always,
    ),
    "hand_in_homework": _Action(
        run=school_day.hand_in_homework,
        fields={**HOMEWORK, **FILE},
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "withdraw_homework": _Action(
        run=school_day.withdraw_homework,
        fields=HOMEWORK,
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "justify_absence": _Action(
        run=results.justify_absence,
        fields={
            vol.Required("absence"): cv.string,
            **DAY,
            vol.Optional("reason"): cv.string,
            vol.Optional("text"): cv.string,
            **FILE,
        },
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "announce_absence": _Action(
        run=absence_announcements.announce_absence,
        fields={
            vol.Required("start_date"): DATE,
            vol.Optional("start_time"): cv.time,
            vol.Optional("end_date"): DATE,
            vol.Optional("end_time"): cv.time,
            vol.Required("reason"): cv.string,
            vol.Optional("text"): cv.string,
            vol.Optional("check_only", default=False): cv.boolean,
            **FILE,
        },
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "request_exemption": _Action(
        run=exemptions.request_exemption,
        fields={
            vol.Optional("lesson"): cv.string,
            vol.Optional("subjects"): vol.All(
                cv.ensure_list, vol.Length(min=1), [cv.string]
            ),
            **DAYS,
            **TEXT,
            **FILE,
        },
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "withdraw_announcement": _Action(
        run=absence_announcements.withdraw_announcement,
        fields={vol.Required("announcement"): cv.string, **DAY},
        response=SupportsResponse.NONE,
        as_parent=always,
    ),
    "acknowledge": _Action(
        run=results.acknowledge,
        fields={vol.Required("event"): cv.string, **DAY},
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "acknowledge_report_card": _Action(
        run=results.acknowledge_report_card,
        fields=PERIOD,
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "acknowledge_punishment": _Action(
        run=results.acknowledge_punishment,
        fields={vol.Required("punishment"): cv.string, **DAY},
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
}

_MAILBOX_ACTIONS: Final[Mapping[str, _Action[AccountTarget]]] = {
    "get_inbox": _Action(
        run=inbox.get_inbox,
        fields={
            **UNREAD,
            vol.Optional("limit", default=30): vol.All(
                vol.Coerce(int), vol.Range(min=1, max=MAX_ITEMS)
            ),
            vol.Optional("texts", default=10): vol.All(
                vol.Coerce(int), vol.Range(min=0, max=MAX_TEXTS)
            ),
            **CACHED,
        },
        as_parent=always,
    ),
    "mark_read": _Action(
        run=inbox.mark_read,
        fields={
            vol.Required("items"): vol.All(
                cv.ensure_list, vol.Length(min=1, max=MAX_MARKED), [cv.string]
            ),
            vol.Optional("read", default=True): cv.boolean,
        },
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "get_news": _Action(
        run=news.get_news,
        fields={vol.Optional("news"): cv.string, **UNREAD},
        as_parent=always,
    ),
    "mark_news_read": _Action(
        run=news.mark_news_read,
        fields={**NEWS, vol.Optional("read", default=True): cv.boolean},
        response=SupportsResponse.NONE,
        as_parent=always,
    ),
    "answer_news": _Action(
        run=news.answer_news,
        fields={
            **NEWS,
            vol.Optional("answers"): ANSWERS,
            vol.Optional("own_words"): vol.Schema({cv.string: cv.string}),
        },
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "delete_news": _Action(
        run=news.delete_news,
        fields=NEWS,
        response=SupportsResponse.NONE,
        as_parent=always,
    ),
    "get_discussions": _Action(
        run=discussions.get_discussions, fields=UNREAD, as_parent=always
    ),
    "get_messages": _Action(
        run=discussions.get_messages,
        fields={**DISCUSSION, vol.Optional("mark_read", default=False): cv.boolean},
        as_parent=always,
    ),
    "get_participants": _Action(
        run=discussions.get_participants, fields=DISCUSSION, as_parent=always
    ),
    "get_recipients": _Action(
        run=discussions.get_recipients, fields=KIND, as_parent=always
    ),
    "begin_discussion": _Action(
        run=discussions.begin_discussion,
        fields={
            **KIND,
            vol.Required("recipients"): vol.All(
                cv.ensure_list, vol.Length(min=1), [cv.string]
            ),
            **SUBJECT,
            **TEXT,
            **FILES,
            vol.Optional("draft", default=False): cv.boolean,
        },
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "reply": _Action(
        run=discussions.reply,
        fields={
            **DISCUSSION,
            **TEXT,
            vol.Optional("to"): vol.In([mode.name.lower() for mode in ReplyMode]),
            **FILES,
        },
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "save_draft": _Action(
        run=discussions.save_draft,
        fields={**DISCUSSION, **TEXT, **FILES},
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "send_draft": _Action(
        run=discussions.send_draft,
        fields=DISCUSSION,
        response=SupportsResponse.NONE,
        as_parent=always,
    ),
    "delete_draft": _Action(
        run=discussions.delete_draft,
        fields=DISCUSSION,
        response=SupportsResponse.NONE,
        as_parent=always,
    ),
    "mark_discussion_read": _Action(
        run=discussions.mark_discussion_read,
        fields={**DISCUSSION, vol.Optional("read", default=True): cv.boolean},
        response=SupportsResponse.NONE,
        as_parent=always,
    ),
    "move_discussion": _Action(
        run=discussions.move_discussion,
        fields={**DISCUSSION, vol.Required("move"): vol.In(MOVES)},
        response=SupportsResponse.NONE,
        as_parent=always,
    ),
    "rename_discussion": _Action(
        run=discussions.rename_discussion,
        fields={**DISCUSSION, **SUBJECT},
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "leave_discussion": _Action(
        run=discussions.leave_discussion,
        fields={**DISCUSSION, vol.Optional("leave", default=True): cv.boolean},
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
    "close_discussion": _Action(
        run=discussions.close_discussion,
        fields={**DISCUSSION, vol.Optional("close", default=True): cv.boolean},
        response=SupportsResponse.OPTIONAL,
        as_parent=always,
    ),
}

_ACCOUNT_ACTIONS: Final[Mapping[str, _Action[AccountTarget]]] = {
    "get_account": _Action(run=account.get_account, fields={}),
    "get_calendar_links": _Action(
        run=account.get_calendar_links,
        fields={},
        as_parent=always,
    ),
    "get_file": _Action(
        run=files.get_file,
        fields={
            vol.Required("file"): cv.string,
            vol.Optional("content", default=False): cv.boolean,
        },
        as_parent=files.is_of_message,
    ),
    **_MAILBOX_ACTIONS,
    "get_identity": _Action(run=account.get_identity, fields={}, as_parent=always),
    "get_class_pupils": _Action(
        run=account.get_class_pupils, fields=SCHOOL_CLASS, as_parent=always
    ),
    "get_guardians": _Action(
        run=account.get_guardians,
        fields={**SCHOOL_CLASS, vol.Required("pupil"): cv.string},
        as_parent=always,
    ),
    "refresh": _Action(
        run=account.refresh,
        fields={
            vol.Optional("pages"): vol.All(
                cv.ensure_list, vol.Length(min=1), [vol.In(account.PAGES)]
            )
        },
        response=SupportsResponse.NONE,
    ),
}

BRIEF: Final[ActionData] = {
    vol.Optional("moment", default=Moment.NOW.value): vol.In([*Moment]),
    vol.Optional("language"): vol.In([*Language]),
}

CALL: Final[ActionData] = {
    vol.Required("function"): cv.string,
    vol.Required("tab"): cv.positive_int,
    vol.Optional("data"): dict,
}


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    for name, child_action in _CHILD_ACTIONS.items():
        _async_register(hass, name, child_action, child_of)
    for name, account_action in _ACCOUNT_ACTIONS.items():
        _async_register(hass, name, account_action, target_of)
    hass.services.async_register(
        DOMAIN, "get_brief", _get_brief, _schema(BRIEF), SupportsResponse.ONLY
    )
    service.async_register_admin_service(
        hass,
        DOMAIN,
        "call",
        partial(_async_run, target_of, account.call, never),
        _schema(CALL),
        SupportsResponse.ONLY,
    )


@callback
def _async_register[_TargetT: AccountTarget](
    hass: HomeAssistant,
    name: str,
    action: _Action[_TargetT],
    target: Callable[[ServiceCall], _TargetT],
) -> None:
    hass.services.async_register(
        DOMAIN,
        name,
        partial(_async_run, target, action.run, action.as_parent),
        _schema(action.fields),
        action.response,
    )


def _schema(fields: ActionData) -> vol.Schema:
    return vol.Schema(cv.ENTITY_SERVICE_FIELDS).extend(fields)


async def _async_run[_TargetT: AccountTarget](
    target: Callable[[ServiceCall], _TargetT],
    run: Callable[[_TargetT, ActionData], Awaitable[ServiceResponse]],
    as_parent: Callable[[ActionData], bool],
    call: ServiceCall,
) -> ServiceResponse:
    found, data = target(call), dict(call.data)
    if as_parent(data):
        await async_check_context(call.hass, found.entry, call.context)
    return await run(found, data)


async def _get_brief(call: ServiceCall) -> ServiceResponse:
    return await brief.get_brief(call.hass, children_of(call), dict(call.data))
