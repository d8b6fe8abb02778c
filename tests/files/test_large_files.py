"""Test large and unusual files through the file view.

Little memory is used, and no script runs on the origin of Home Assistant.

`FLOOD=1024 scripts/test tests/files/test_large_files.py` transfers a gigabyte.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from http import HTTPStatus
import os
import tracemalloc
from typing import Any
from urllib.parse import unquote

from aiohttp import ClientError, web
from homeassistant.core import HomeAssistant
from hypothesis import given, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.pronote.client import Download
from custom_components.pronote.files import view
from custom_components.pronote.files.location import (
    FileSource,
    OpenFile,
    async_sign_url,
)
from tests.files.test_view import listed, path_of
from tests.helpers.clock import Clock
from tests.school import School

MB = 1024 * 1024
FLOOD = int(os.environ.get("FLOOD", "40"))
TURNS = 10_000


@pytest.fixture
async def path(entry: MockConfigEntry) -> str:
    """The address of a file in this home."""
    return path_of((await listed(entry, FileSource.HOMEWORK))[0])


async def cut_off(school: School) -> bool:
    """Return whether the school has noticed that the download was stopped."""
    for _ in range(TURNS):
        if school.request_log.floods_aborted:
            return True
        await asyncio.sleep(0)
    return False


async def test_a_large_file_passes_in_little_memory(
    hass_client: ClientSessionGenerator,
    school: School,
    path: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(view, "MAX_BYTES", FLOOD * MB)
    client = await hass_client()
    school.fault("flood", function="file", megabytes=FLOOD)
    taken = 0
    tracemalloc.start()
    try:
        answer = await client.get(path)
        async for part in answer.content.iter_any():
            taken += len(part)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken == FLOOD * MB
    assert peak < 12 * MB


@pytest.mark.parametrize("length", [None, 1024 * MB])
async def test_a_file_without_end_is_broken_off(
    hass_client: ClientSessionGenerator,
    school: School,
    entry: MockConfigEntry,
    path: str,
    monkeypatch: pytest.MonkeyPatch,
    length: int | None,
) -> None:
    """Told beforehand, none of it is taken."""
    monkeypatch.setattr(view, "MAX_BYTES", 10 * MB)
    client = await hass_client()
    school.fault("flood", function="file", declared_length=length)
    if length:
        answer = await client.get(path)
        assert answer.status == HTTPStatus.BAD_GATEWAY
        assert "too large" in await answer.text()
    else:
        with pytest.raises(ClientError):
            await (await client.get(path)).read()
    assert await cut_off(school)
    # What was read, and what the buffers of the kernel hold, up to 36 MB by default.
    assert school.request_log.flood_bytes < 64 * MB
    assert entry.runtime_data.connection.budget.cooldown is None


async def test_who_goes_away_is_no_trouble_of_the_school(
    hass_client: ClientSessionGenerator,
    school: School,
    entry: MockConfigEntry,
    path: str,
) -> None:
    client = await hass_client()
    school.fault("flood", function="file")
    answer = await client.get(path)
    assert await answer.content.readany()
    answer.close()
    assert await cut_off(school)
    budget = entry.runtime_data.connection.budget
    assert budget.cooldown is None and budget.failing_since is None


async def test_other_ways_of_asking(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    hass_client_no_auth: ClientSessionGenerator,
    freezer: Clock,
    school: School,
    path: str,
) -> None:
    """A part, only the head, or by a link that was good yesterday."""
    client, stranger = await hass_client(), await hass_client_no_auth()
    whole = await (await client.get(path)).read()
    part = await client.get(path, headers={"Range": "bytes=0-3"})
    assert part.status == HTTPStatus.OK and await part.read() == whole
    assert part.headers["Accept-Ranges"] == "none"

    school.request_log.reset()
    for method in ("HEAD", "POST", "PUT", "DELETE"):
        answer = await client.request(method, path)
        assert answer.status == HTTPStatus.METHOD_NOT_ALLOWED, method
    assert not school.request_log.requests
    signed = async_sign_url(hass, path)
    freezer.tick(timedelta(days=1, seconds=1))
    assert (await stranger.get(signed)).status == HTTPStatus.UNAUTHORIZED
    assert school.request_log.files == 0


async def _nothing() -> AsyncIterator[bytes]:
    nothing: tuple[bytes, ...] = ()
    for part in nothing:
        yield part


WILD = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\r\n\0\"';%/\\.\u202e\u2028")
)


@given(
    name=WILD,
    suffix=st.sampled_from(
        ("", ".html", ".svg", ".xhtml", ".js", ".mjs", ".pdf", ".PNG", ".txt", ".xml")
    ),
    content_type=st.text() | st.sampled_from(("text/html", "image/svg+xml")),
    size=st.none() | st.integers(0, 10**9),
)
def test_no_name_and_no_type_acts(
    name: str, suffix: str, content_type: str, size: int | None
) -> None:
    """Neither a header of its own making, nor a page in the name of this home."""
    response: Any = web.StreamResponse()
    download = Download(ok=True, content_type=content_type, size=size, parts=_nothing())
    view._set_headers(response, OpenFile(name + suffix, download))
    for header, value in response.headers.items():
        assert value.isascii() and value.isprintable(), header
    manner, _, encoded = response.headers["Content-Disposition"].partition("; ")
    assert unquote(encoded.removeprefix("filename*=UTF-8''")) == name + suffix
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    walls = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in walls and "script" not in walls
    if manner == "inline":
        assert response.content_type in view._INLINE_TYPES
        assert "sandbox" in walls or response.content_type == "application/pdf"
    assert not {"html", "javascript", "xml", "svg"} & set(
        response.content_type.replace("+", "/").replace("-", "/").split("/")
    ) or response.content_type.startswith("application/vnd")
