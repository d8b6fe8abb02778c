"""Files of a school that have no end, or come a byte at a time: soon given up, in little memory."""

import asyncio
import tracemalloc

import pytest

from custom_components.pronote.client import (
    Attachment,
    AttachmentKind,
    PronoteClient,
    transport,
)
from custom_components.pronote.client.errors import ConnectionFailedError
from tests.school import School

from .conftest import Family

MB = 1024 * 1024
TURNS = 10_000
"""Of the event loop, after which nothing is to come."""


@pytest.fixture
async def client(school: School, family: Family) -> PronoteClient:
    client = family.client(family.password(school))
    await client.login()
    return client


@pytest.fixture
async def file(client: PronoteClient, family: Family) -> Attachment:
    pupil, today = client.account.pupils[0], family.clock.now.date()
    works = await client.homework.get(pupil, today, client.account.calendar.last_day)
    return next(
        item
        for work in works
        for item in work.attachments
        if item.kind is AttachmentKind.FILE
    )


async def cut_off(school: School) -> bool:
    """Return whether the school notices that its file is no longer read."""
    for _ in range(TURNS):
        if school.request_log.floods_aborted:
            return True
        await asyncio.sleep(0)
    return False


async def test_a_file_without_end(
    school: School, client: PronoteClient, file: Attachment
) -> None:
    school.fault("flood", function="file")
    tracemalloc.start()
    try:
        with pytest.raises(ConnectionFailedError, match="too large"):
            await client.files.download(file, largest=10 * MB)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 30 * MB
    assert await cut_off(school)
    assert school.request_log.flood_bytes < 20 * MB


async def test_a_length_of_a_gigabyte_and_nothing_behind_it(
    school: School, client: PronoteClient, file: Attachment
) -> None:
    school.fault("flood", function="file", declared_length=1024 * MB, megabytes=1)
    with pytest.raises(ConnectionFailedError):
        await client.files.download(file)


async def test_a_byte_now_and_then(
    school: School,
    client: PronoteClient,
    file: Attachment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each comes in time, and the file does not."""
    monkeypatch.setattr(transport, "FILE_WAIT_LIMIT", 0.2)
    school.fault("flood", function="file", drip=0.01)
    with pytest.raises(ConnectionFailedError, match="in time"):
        await client.files.download(file)
    school.faults.clear()
    assert 0 < school.request_log.flood_bytes < 100
    assert await client.files.download(file)
