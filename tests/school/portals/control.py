"""Endpoints under `/_portal/` that let other processes control a portal."""

from typing import Any

from aiohttp import web

from .behaviors import NAMES, UnknownBehaviorError
from .portal import Portal

PREFIX = "/_portal/"


def routes(portal: Portal) -> list[web.RouteDef]:
    async def state(_: web.Request) -> web.Response:
        names = [account.username for account in portal.accounts]
        return web.json_response(
            {
                "attempts": {name: portal.attempts(name) for name in names},
                "passwords_seen": portal.passwords_seen,
                "passwords_in_clear": portal.passwords_in_clear,
                "requests": portal.requests,
            }
        )

    async def set_behavior(request: web.Request) -> web.Response:
        order: dict[str, Any] = await request.json()
        try:
            portal.set_behavior(str(order.pop("name", "")), **order)
        except (UnknownBehaviorError, TypeError) as error:
            said = {"error": f"{type(error).__name__}: {error}", "known": sorted(NAMES)}
            return web.json_response(said, status=400)
        return web.json_response({})

    async def clear(_: web.Request) -> web.Response:
        portal.behaviors.clear()
        return web.json_response({})

    return [
        web.get(f"{PREFIX}state", state),
        web.post(f"{PREFIX}behavior", set_behavior),
        web.post(f"{PREFIX}clear", clear),
    ]
