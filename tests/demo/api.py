"""REST and WebSocket API of Home Assistant, as a browser uses it."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Any, Self

import aiohttp

USERNAME = PASSWORD = "demo"

type Json = dict[str, Any]


class ApiError(Exception):
    """Home Assistant rejected a request."""


@dataclass(slots=True)
class HomeAssistant:
    """A signed-in user of a running Home Assistant."""

    url: str
    session: aiohttp.ClientSession
    tokens: Json
    socket: aiohttp.ClientWebSocketResponse
    _ids: count[int] = field(default_factory=lambda: count(1))
    _answers: dict[int, asyncio.Future[Json]] = field(default_factory=dict)

    @classmethod
    @asynccontextmanager
    async def signed_in(
        cls, url: str, session: aiohttp.ClientSession
    ) -> AsyncIterator[Self]:
        """Sign in the user of the demo; create it if there is no user yet."""
        client_id = f"{url}/"
        code = await _create_user(url, session, client_id)
        if code is None:
            code = await _log_in(url, session, client_id, USERNAME, PASSWORD)
        tokens = await _tokens(url, session, client_id, code)
        async with session.ws_connect(
            f"{url.replace('http', 'ws', 1)}/api/websocket", max_msg_size=0
        ) as socket:
            await socket.receive_json()
            await socket.send_json(
                {"type": "auth", "access_token": tokens["access_token"]}
            )
            if (answer := await socket.receive_json())["type"] != "auth_ok":
                raise ApiError(answer)
            home = cls(url, session, tokens, socket)
            # Pings are answered as they arrive, also while nothing is asked for minutes.
            reading = asyncio.create_task(home._read_answers())
            try:
                yield home
            finally:
                reading.cancel()

    async def _read_answers(self) -> None:
        """Pass each response to its request."""
        async for message in self.socket:
            answer = message.json()
            waiting = self._answers.pop(answer["id"], None)
            if waiting is not None and not waiting.done():
                waiting.set_result(answer)
        for waiting in self._answers.values():
            waiting.set_exception(ApiError("Home Assistant closed the connection"))

    async def rest(
        self, method: str, path: str, body: object = None, **query: str
    ) -> Any:
        """Send a request to the REST API."""
        async with self.session.request(
            method,
            f"{self.url}/api/{path}",
            json=body,
            params=query,
            headers={"Authorization": f"Bearer {self.tokens['access_token']}"},
        ) as response:
            return await _read(response)

    async def ask(self, kind: str, **fields: object) -> Any:
        """Send a command over the WebSocket and return its result."""
        number = next(self._ids)
        self._answers[number] = asyncio.get_running_loop().create_future()
        waiting = self._answers[number]
        await self.socket.send_json({"id": number, "type": kind, **fields})
        answer = await waiting
        if not answer["success"]:
            raise ApiError(answer["error"])
        return answer["result"]

    async def act(self, action: str, target: str | list[str], **data: object) -> Any:
        """Perform an action on entities."""
        domain, service = action.split(".")
        return await self.ask(
            "call_service",
            domain=domain,
            service=service,
            service_data=data,
            target={"entity_id": target},
        )

    async def add_user(self, name: str) -> Self:
        """Add a user who is no administrator, and yield it signed in, for the browser only."""
        made = await self.ask(
            "config/auth/create", name=name.title(), group_ids=["system-users"]
        )
        await self.ask(
            "config/auth_provider/homeassistant/create",
            user_id=made["user"]["id"],
            username=name,
            password=PASSWORD,
        )
        client_id = f"{self.url}/"
        code = await _log_in(self.url, self.session, client_id, name, PASSWORD)
        tokens = await _tokens(self.url, self.session, client_id, code)
        return replace(self, tokens=tokens)

    async def set_options(self, entry_id: str, menu: str, **options: object) -> None:
        """Change options of an entry in one form of the options menu."""
        path = "config/config_entries/options/flow"
        flow = (await self.rest("POST", path, {"handler": entry_id}))["flow_id"]
        for answer in ({"next_step_id": menu}, options):
            await self.rest("POST", f"{path}/{flow}", answer)

    async def is_running(self) -> bool:
        """Return whether Home Assistant has started."""
        return bool((await self.ask("get_config"))["state"] == "RUNNING")

    async def states(self) -> dict[str, Json]:
        """Return all states by entity id."""
        return {state["entity_id"]: state for state in await self.ask("get_states")}

    async def events(self, calendar: str, start: datetime, end: datetime) -> list[Json]:
        """Return the events of a calendar, as the calendar card does."""
        return list(
            await self.rest(
                "GET",
                f"calendars/{calendar}",
                start=start.isoformat(),
                end=end.isoformat(),
            )
        )

    async def todo_items(self, entity_id: str) -> list[Json]:
        """Return the items of a to-do list, as the to-do list card does."""
        return list((await self.ask("todo/item/list", entity_id=entity_id))["items"])

    async def reload(self, entry: Json) -> None:
        """Reload a config entry and wait until it is loaded again."""
        await self.rest(
            "POST", f"config/config_entries/entry/{entry['entry_id']}/reload"
        )

    async def add_integration(self, domain: str, answers: Mapping[str, Json]) -> Json:
        """Go through a config flow with one input per step, and return the created entry."""
        step = await self.rest(
            "POST", "config/config_entries/flow", {"handler": domain}
        )
        given: set[str] = set()
        while step["type"] in ("form", "menu"):
            name = step["step_id"]
            if step.get("errors") or name in given or name not in answers:
                raise ApiError(f"The step {name} requires input: {step}")
            given.add(name)
            step = await self.rest(
                "POST", f"config/config_entries/flow/{step['flow_id']}", answers[name]
            )
        if step["type"] != "create_entry":
            raise ApiError(step)
        return dict(step["result"])


async def _create_user(
    url: str, session: aiohttp.ClientSession, client_id: str
) -> str | None:
    """Create the first user; return None if there is one already."""
    body = {
        "client_id": client_id,
        "name": USERNAME.title(),
        "username": USERNAME,
        "password": PASSWORD,
        "language": "fr",
    }
    async with session.post(f"{url}/api/onboarding/users", json=body) as response:
        if response.status in (403, 404):
            return None
        return str((await _read(response))["auth_code"])


async def _tokens(
    url: str, session: aiohttp.ClientSession, client_id: str, code: str
) -> Json:
    """Exchange the code of a login for tokens."""
    form = {"grant_type": "authorization_code", "code": code, "client_id": client_id}
    async with session.post(f"{url}/auth/token", data=form) as response:
        return dict(await _read(response))


async def _log_in(
    url: str,
    session: aiohttp.ClientSession,
    client_id: str,
    username: str,
    password: str,
) -> str:
    """Sign in as the page does."""
    step: Json = {"client_id": client_id, "handler": ["homeassistant", None]}
    async with session.post(
        f"{url}/auth/login_flow", json={**step, "redirect_uri": client_id}
    ) as response:
        flow = (await _read(response))["flow_id"]
    step = {"client_id": client_id, "username": username, "password": password}
    async with session.post(f"{url}/auth/login_flow/{flow}", json=step) as response:
        return str((await _read(response))["result"])


async def _read(response: aiohttp.ClientResponse) -> Any:
    if not response.ok:
        raise ApiError(
            f"{response.status} {response.url.path}: {await response.text()}"
        )
    return await response.json()
