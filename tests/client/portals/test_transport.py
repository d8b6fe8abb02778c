"""Connections to a portal: direct, by a proxy, on this machine; and what the log shows."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
import ssl

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest

from custom_components.pronote.client import (
    ClientConfig,
    PortalAccountKind,
    PortalPassword,
    PortalStage,
    PronoteClient,
    discover,
    find_portal,
    portals,
)
from custom_components.pronote.client.errors import (
    PortalMovedError,
    PortalUntrustedError,
    WrongPortalCredentialsError,
)
from tests.client.conftest import PARIS
from tests.school.portals import Portal

from .conftest import StartPortal, root_of, space_of


class Proxy:
    """An HTTP proxy that tunnels to the names of the small internet."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self.reached: list[str] = []

    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        method, target, _ = (await reader.readline()).decode().split()
        assert method == "CONNECT"
        self.reached.append(target.partition(":")[0])
        while (await reader.readline()).strip():
            pass
        there = await asyncio.open_connection("127.0.0.1", self._portal.ports.secure)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        async with asyncio.TaskGroup() as both:
            both.create_task(_pipe(reader, there[1]))
            both.create_task(_pipe(there[0], writer))


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def running_proxy(portal: Portal) -> AsyncIterator[tuple[Proxy, str]]:
    proxy = Proxy(portal)
    async with await asyncio.start_server(proxy.serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        yield proxy, f"http://127.0.0.1:{port}"


async def test_everything_goes_through_a_proxy(start_portal: StartPortal) -> None:
    """Only this resolver knows these names."""
    running = await start_portal("eclat_bfc")
    visitor = await running.visitor()
    trusted = ssl.create_default_context(cadata=running.portal.authority)
    async with (
        running_proxy(running.portal) as (proxy, address),
        aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(ssl=trusted),
            cookie_jar=aiohttp.CookieJar(quote_cookie=False),
        ) as http,
    ):
        school = await discover(http, root_of(visitor.account), proxy=address)
        space = space_of(visitor.account)
        portal = await find_portal(http, school.url, space, proxy=address)
        assert portal is school.known_portal is portals.recognize("cas.eclat-bfc.fr")
        client = PronoteClient(
            visitor.credentials(),
            session=http,
            timezone=PARIS,
            config=ClientConfig(now=running.clock, proxy=address),
        )
        await client.login()
        assert client.token
        await client.logout()
    assert {running.portal.spec.school_host, "cas.eclat-bfc.fr"} < set(proxy.reached)


@pytest.mark.parametrize(
    ("key", "stages"),
    [
        ("eclat_bfc", ["school", "portal", "educonnect", "portal", "school"]),
        ("atrium_sud", ["school", "portal", "school"]),
    ],
)
async def test_a_walk_tells_where_it_is(
    start_portal: StartPortal, key: str, stages: list[str]
) -> None:
    running = await start_portal(key)
    visitor = await running.visitor()
    seen: list[PortalStage] = []
    client = PronoteClient(
        visitor.credentials(),
        session=visitor.http,
        timezone=PARIS,
        config=ClientConfig(now=running.clock),
        on_stage=seen.append,
    )
    await client.login()
    assert seen == stages
    await client.logout()


async def test_a_school_that_still_leads_to_a_dead_portal(
    start_portal: StartPortal,
) -> None:
    running = await start_portal("hdf")
    school = running.portal.school
    school.options = replace(
        school.options, portal_url="https://college.entsomme.fr/cas/login"
    )
    visitor = await running.visitor()
    with pytest.raises(PortalMovedError) as raised:
        await visitor.client().login()
    assert raised.value.host == "college.entsomme.fr"
    assert raised.value.successor == "hdf"
    found = await find_portal(
        visitor.http, root_of(visitor.account), space_of(visitor.account)
    )
    assert found is not None and found.successor == "hdf" and not found.login_methods


@pytest.mark.parametrize("plain", [False, True])
async def test_passwords_in_the_clear_on_this_machine_alone(
    start_portal: StartPortal, plain: bool
) -> None:
    """A portal without TLS gets a password only if the test allows it."""
    running = await start_portal("atrium_sud")
    visitor = await running.visitor()
    sent: list[str] = []

    async def form(request: web.Request) -> web.Response:
        sent.extend(str(value) for value in (await request.post()).values())
        return web.Response(
            text="<form method=post><input name=username>"
            "<input name=password type=password></form>",
            content_type="text/html",
        )

    app = web.Application()
    app.router.add_route("*", "/login", form)
    async with TestServer(app) as portal:

        async def lead(request: web.Request) -> web.Response:
            raise web.HTTPFound(portal.make_url("/login"))

        school_app = web.Application()
        school_app.router.add_get("/pronote/mobile.parent.html", lead)
        async with (
            TestServer(school_app) as school,
            aiohttp.ClientSession(
                cookie_jar=aiohttp.CookieJar(unsafe=True, quote_cookie=False)
            ) as http,
        ):
            client = PronoteClient(
                visitor.credentials(
                    url=str(school.make_url("/pronote")),
                    account=PortalAccountKind.LOCAL,
                ),
                session=http,
                timezone=PARIS,
                config=ClientConfig(now=running.clock, plain_http_portals=plain),
            )
            expected = WrongPortalCredentialsError if plain else PortalUntrustedError
            with pytest.raises(expected):
                await client.login()
    assert (visitor.account.password in sent) is plain


@pytest.mark.parametrize("key", ["eclat_bfc", "atrium_sud"])
async def test_a_login_that_brings_no_token_makes_a_qr_code_of_its_own(
    start_portal: StartPortal, key: str
) -> None:
    running = await start_portal(key)
    running.portal.school.fault("withhold_token")
    visitor = await running.visitor()
    client = visitor.client()
    account = await client.login()
    assert account.pupils
    assert client.token == visitor.tokens[-1]
    assert running.portal.attempts(visitor.account.username) == 1
    assert running.portal.school.request_log.requests["JetonAppliMobile"] == 1
    await client.logout()


async def test_a_school_without_tokens_is_asked_for_one_once(
    start_portal: StartPortal,
) -> None:
    """The session of the portal lasts, so the password is sent once."""
    running = await start_portal("eclat_bfc")
    running.portal.school.fault("withhold_token", times=None)
    visitor = await running.visitor()
    client = visitor.client()
    for _ in range(2):
        assert (await client.login()).pupils
        await client.logout()
    assert client.token is None
    assert isinstance(client.credentials, PortalPassword)
    assert running.portal.school.request_log.requests["JetonAppliMobile"] == 1
    assert running.portal.attempts(visitor.account.username) == 1


async def test_a_school_without_qr_codes(start_portal: StartPortal) -> None:
    running = await start_portal("eclat_bfc")
    running.portal.school.fault("withhold_token", times=None)
    running.portal.school.fault("erreur", function="JetonAppliMobile", G=3)
    visitor = await running.visitor()
    client = visitor.client()
    assert (await client.login()).pupils
    assert client.token is None
    assert client.connected
    await client.logout()
