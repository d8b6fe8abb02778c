"""Endpoints under `/_school/` that let tests and demos control the school."""

import json
from typing import Any

from aiohttp import web

from tests.school.event_registry import EVENTS, ImpossibleEventError, UnknownEventError
from tests.school.faults import NAMES, UnknownFaultError
from tests.school.school import School


class BadOrderError(ValueError):
    """Request body that is not a JSON object with the required fields."""


async def _order(request: web.Request, *needed: str) -> dict[str, Any]:
    try:
        order = json.loads(await request.text() or "{}")
    except ValueError as error:
        raise BadOrderError("not JSON") from error
    if not isinstance(order, dict) or not set(needed) <= order.keys():
        raise BadOrderError(f"needed: {', '.join(needed)}")
    return order


def _refused(error: Exception, known: frozenset[str] | None = None) -> web.Response:
    answer: dict[str, Any] = {"error": f"{type(error).__name__}: {error}"}
    if known is not None:
        answer["known"] = sorted(known)
    return web.json_response(answer, status=400)


def routes(school: School) -> list[web.RouteDef]:
    async def request_log(_: web.Request) -> web.Response:
        return web.json_response(school.request_log.to_json(school.sessions_open))

    async def reset(_: web.Request) -> web.Response:
        school.request_log.reset()
        return web.json_response({})

    async def trigger_event(request: web.Request) -> web.Response:
        try:
            order = await _order(request, "what")
            told = school.trigger_event(str(order.pop("what")), **order)
        except UnknownEventError as error:
            return _refused(error, frozenset(EVENTS))
        except (
            BadOrderError,
            ImpossibleEventError,
            ArithmeticError,
            ValueError,
        ) as error:
            return _refused(error)
        return web.json_response(told)

    async def fault(request: web.Request) -> web.Response:
        try:
            order = await _order(request, "fault")
            school.fault(str(order.pop("fault")), **order)
        except UnknownFaultError as error:
            return _refused(error, NAMES)
        except (BadOrderError, KeyError, TypeError, ValueError) as error:
            return _refused(error)
        return web.json_response({"armed": [one.name for one in school.faults.armed]})

    async def qr(request: web.Request) -> web.Response:
        try:
            order = await _order(request, "username", "pin")
            code = school.qr(str(order["username"]), str(order["pin"]))
        except (BadOrderError, KeyError) as error:
            return _refused(error)
        return web.json_response(code)

    return [
        web.get("/_school/request_log", request_log),
        web.post("/_school/request_log/reset", reset),
        web.post("/_school/event", trigger_event),
        web.post("/_school/fault", fault),
        web.post("/_school/qr", qr),
    ]
