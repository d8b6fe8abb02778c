"""Processing of one call, from the request envelope to the answer."""

from dataclasses import dataclass, replace
import json
from typing import Any

import orjson

from tests.school.model.people import Pupil
from tests.school.pages.counters import counters
from tests.school.pages.registry import FUNCTIONS, Function, RequestContext
from tests.school.pages.writes import refused
from tests.school.school import School
from tests.school.spaces import SPACES, open_tabs
from tests.school.wire import values
from tests.school.wire.errors import (
    RefusedError,
    access_denied,
    impossible_page,
    not_understood,
    page_expired,
)
from tests.school.wire.session import Answer, Call, Session, Stage
from tests.school.wire.values import Json, UnreadableError


def function_name(raw: bytes) -> str:
    """Return the function named by a request in any spelling, or an empty string."""
    try:
        body = json.loads(raw)
    except ValueError:
        return ""
    if not isinstance(body, dict):
        return ""
    return str(body.get("id") or body.get("nom") or "")


@dataclass(frozen=True, slots=True)
class IncomingCall:
    """HTTP request with its path, its body and the address of the client."""

    space: str
    session: int
    order: str
    raw: bytes
    address: str


def answer_call(school: School, incoming: IncomingCall) -> bytes:
    """Answer one request. A repeated request gets the same answer."""
    session = school.find_session(incoming.session)
    if session is None:
        return _error(
            RefusedError(school.closed_sessions.get(incoming.session, 8)),
            incoming.session,
        )
    if incoming.raw == session.last_request:
        return session.last_answer
    try:
        answer = _process(school, session, incoming)
    except RefusedError as refusal:
        school.close_session(session)
        return _error(refusal, incoming.session)
    session.last_request, session.last_answer = incoming.raw, answer
    return answer


def _error(refusal: RefusedError, session: int, **more: str) -> bytes:
    return _encoded({"Erreur": refusal.to_json(), "session": session, **more})


def _encoded(body: Json) -> bytes:
    return orjson.dumps(body, option=orjson.OPT_NON_STR_KEYS)


def _process(school: School, session: Session, incoming: IncomingCall) -> bytes:
    body = _body(session, incoming.raw)
    names = session.version.names
    if incoming.space != str(session.space) or str(body["session"]) != str(
        session.number
    ):
        raise page_expired()
    session.check_number(incoming.order, body[names.number])
    call = session.read(body)
    session.last_seen = school.clock()
    try:
        _raise_armed_errors(school, call.function)
        answer = _dispatch(school, session, call, incoming.address)
    except RefusedError as refusal:
        if not refusal.keeps_session:
            raise
        reply = session.encrypt_text(str(session.expected + 1))
        session.advance()
        return _error(refusal, session.number, **{names.number: reply})
    shift = 2 if school.faults.take("desync", call.function) else 0
    session.expected += shift
    written = _encoded(session.write(call.function, answer))
    session.advance()
    return written


def _body(session: Session, raw: bytes) -> dict[str, Any]:
    """Return the envelope. Its field names must be those of the version."""
    names = session.version.names
    try:
        body = json.loads(raw)
    except ValueError as error:
        raise not_understood() from error
    wanted = {"session", names.function, names.number, names.secured}
    if not isinstance(body, dict) or not wanted <= body.keys():
        raise not_understood()
    return body


def _raise_armed_errors(school: School, function: str) -> None:
    if school.faults.take("too_many_requests", function):
        raise RefusedError(25)
    if fault := school.faults.take("erreur", function):
        options = fault.options
        number = int(options.get("G", 21))
        title, message = options.get("titre", ""), options.get("message", "")
        raise RefusedError(number, title, message)


def _dispatch(school: School, session: Session, call: Call, address: str) -> Answer:
    function = FUNCTIONS.get(call.function)
    if function is None:
        raise impossible_page()
    if session.stage not in function.stages:
        if session.stage is Stage.SECURING:
            raise RefusedError(3, "Vos droits sont insuffisants")
        raise page_expired()
    tab, member = 0, None
    fault = school.faults.take("answer", call.function)
    if fault and "data" in fault.options and function.tabs:
        # The data are of another school. Its tabs and children do not exist at this one.
        school.request_log.calls.append(f"{call.function} - -")
        return Answer(fault.options["data"])
    if function.tabs or function.any_tab:
        tab = _tab(school, session, function, call)
        member = _member(session, call)
    about = member.name if member else "-"
    school.request_log.calls.append(f"{call.function} {tab} {about}")
    context = RequestContext(school, session, call, tab, member, address)
    asked = context.data.get("periode", context.data.get("Periode"))
    if isinstance(period := values.plain(asked), dict) and "L" in period:
        school.request_log.periods.append((call.function, about, str(period["L"])))
    if call.function.startswith("Saisie"):
        school.request_log.written.append((call.function, context.data))
    opened = session.stage is Stage.OPEN
    if skipped := _skipped_write(school, call.function):
        return skipped
    try:
        answer = function.handler(context)
    except UnreadableError as error:
        raise impossible_page() from error
    if not isinstance(answer, Answer):
        answer = Answer(answer)
    if fault:
        data = fault.options.get("data", answer.data)
        changes = fault.options.get("changes", {})
        answer = replace(answer, data=_changed(data, changes))
    if opened and answer.waiting is None:
        return replace(answer, signature=counters(context) | answer.signature)
    return answer


def _changed(data: Any, changes: Any) -> Any:
    """Return data with some fields changed or removed, at any depth."""
    if not isinstance(data, dict) or not isinstance(changes, dict):
        return changes
    kept = {name: value for name, value in data.items() if name not in changes}
    return kept | {
        name: _changed(data.get(name), value)
        for name, value in changes.items()
        if value is not None
    }


def _skipped_write(school: School, function: str) -> Answer | None:
    """Return the answer to a write that a fault refuses or ignores, if any."""
    if fault := school.faults.take("refuse_write", function):
        return refused(fault.options.get("message", "Enregistrement impossible."))
    if school.faults.take("forget_write", function):
        return Answer(report={})
    return None


def _tab(school: School, session: Session, function: Function, call: Call) -> int:
    assert session.account is not None
    tab = call.signature.get("onglet")
    allowed = open_tabs(session.account, school.faults.closed_tabs)
    of_function = function.any_tab or tab in function.tabs
    if not isinstance(tab, int) or not of_function or tab not in allowed:
        raise access_denied()
    return tab


def _member(session: Session, call: Call) -> Pupil | None:
    """Return the pupil of the request. A parent must name one of the children."""
    account = session.account
    assert account is not None
    if not SPACES[account.role].with_member:
        return account.pupils[0] if account.pupils else None
    member = call.signature.get("membre")
    if not isinstance(member, dict):
        raise impossible_page()
    uid = session.ids.resolve(member.get("N"), "pupil")
    for pupil in account.pupils:
        if pupil.uid == uid:
            return pupil
    raise access_denied()
