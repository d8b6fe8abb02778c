"""The list of schools around a place."""

from collections.abc import AsyncIterator

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest

from custom_components.pronote.client import (
    NearbySchool,
    find_nearby_schools,
    nearby_schools,
)
from custom_components.pronote.client.errors import ConnectionFailedError

TOULOUSE = (43.604652, 1.444209)


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def ask(
    http: aiohttp.ClientSession, answer: str, monkeypatch: pytest.MonkeyPatch
) -> tuple[NearbySchool, ...]:
    async def serve(request: web.Request) -> web.Response:
        return web.Response(text=answer, content_type="text/html")

    application = web.Application()
    application.router.add_post("/", serve)
    async with TestServer(application) as server:
        monkeypatch.setattr(nearby_schools, "SERVICE", str(server.make_url("/")))
        return await find_nearby_schools(http, *TOULOUSE)


async def test_nearest_first(
    http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = '{"url":"https://b.fr/pronote","nomEtab":"B","lat":"43.75","long":"1.39"}'
    near = '{"url":"https://a.fr/","nomEtab":"A","lat":43.6,"long":1.45,"cp":31000}'
    somewhere = '{"url":"https://c.fr/pronote/parent.html","nomEtab":"","lat":"?"}'
    answer = f"[{far},{near},{somewhere},{near}]"
    found = await ask(http, answer, monkeypatch)
    assert [school.url for school in found] == [
        "https://a.fr",
        "https://b.fr/pronote",
        "https://c.fr/pronote",
    ]
    first, second, last = found
    assert (first.name, first.postal_code) == ("A", "31000")
    assert first.distance == pytest.approx(0.8, abs=0.05)
    assert second.distance == pytest.approx(17.2, abs=0.1)
    assert last == NearbySchool(
        url="https://c.fr/pronote",
        name="https://c.fr/pronote",
        postal_code="",
        distance=None,
    )


@pytest.mark.parametrize(
    "answer", ["{}", "[]", "null", '[7, {"nomEtab": "Sans adresse"}, {"url": "a b"}]']
)
async def test_nothing_there(
    http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    assert await ask(http, answer, monkeypatch) == ()


async def test_something_else_answers(
    http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ConnectionFailedError):
        await ask(http, "<html>En maintenance</html>", monkeypatch)


async def test_nobody_answers(
    http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearby_schools, "SERVICE", "http://127.0.0.1:9/")
    with pytest.raises(ConnectionFailedError):
        await find_nearby_schools(http, *TOULOUSE, proxy="http://127.0.0.1:9")
