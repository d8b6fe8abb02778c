"""The `/_school/` addresses, by which tests and demos direct the school."""

import json
from typing import Any

from aiohttp import web

from tests.school.faults import NAMES, UnknownFaultError
from tests.school.happenings import (
    HAPPENINGS,
    ImpossibleHappeningError,
    UnknownHappeningError,
)
from tests.school.school import School


class BadOrderError(ValueError):
    """An order which is not a JSON object with what it needs."""


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
    async def ledger(_: web.Request) -> web.Response:
        return web.json_response(school.ledger.wire(school.sessions_open))

    async def reset(_: web.Request) -> web.Response:
        school.ledger.reset()
        return web.json_response({})

    async def happen(request: web.Request) -> web.Response:
        try:
            order = await _order(request, "what")
            told = school.happen(str(order.pop("what")), **order)
        except UnknownHappeningError as error:
            return _refused(error, frozenset(HAPPENINGS))
        except (
            BadOrderError,
            ImpossibleHappeningError,
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
        web.get("/_school/ledger", ledger),
        web.post("/_school/ledger/reset", reset),
        web.post("/_school/happen", happen),
        web.post("/_school/fault", fault),
        web.post("/_school/qr", qr),
    ]
