"""Files that go to the school, and the quizzes that stay there."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from custom_components.pronote.client import PronoteClient, Upload
from custom_components.pronote.client.errors import (
    InvalidInputError,
    UploadRefusedError,
)
from tests.school import KNOWN_VERSIONS, School

from .conftest import Family, ManualClock, StartSchool


@pytest.fixture(params=sorted(KNOWN_VERSIONS))
async def school(request: pytest.FixtureRequest, start_school: StartSchool) -> School:
    """A school of each generation: the parts of an upload have other names."""
    return await start_school(version=request.param, encrypt=True, compress=True)


@pytest.fixture
async def client(school: School, family: Family) -> PronoteClient:
    client = family.client(family.password(school))
    await client.login()
    return client


def around(clock: ManualClock) -> tuple[date, date]:
    today = clock.now.date()
    return today - timedelta(days=10), today + timedelta(days=20)


async def test_a_pupil_hands_in_a_file(
    school: School, family: Family, clock: ManualClock
) -> None:
    client = family.client(family.password(school, "pupil"))
    (pupil,) = (await client.login()).pupils
    start, end = around(clock)
    everything = await client.homework.get(pupil, start, end)
    work = next(w for w in everything if w.may_hand_in and w.handed_in is None)
    file = Upload(name="devoir n°1.pdf", content=b"%PDF-1.4 mon devoir " * 9000)
    told: list[tuple[int, int]] = []
    school.fault("expire_sessions")
    after = await client.homework.hand_in(
        pupil, work, file, lambda sent, size: told.append((sent, size))
    )
    assert after.key == work.key
    assert after.handed_in is not None
    assert await client.files.download(after.handed_in) == file.content
    assert told[-1] == (len(file.content), len(file.content))
    assert (await client.homework.withdraw(pupil, after)).handed_in is None


async def test_homework_without_an_id_is_looked_up(
    family: Family, school: School, clock: ManualClock
) -> None:
    client = family.client(family.password(school, "pupil"))
    (pupil,) = (await client.login()).pupils
    everything = await client.homework.get(pupil, *around(clock))
    work = next(w for w in everything if w.may_hand_in and w.handed_in is None)
    done = await client.homework.set_done(pupil, replace(work, ref=None), not work.done)
    assert done.done is not work.done
    file = Upload(name="devoir.txt", content=b"Bonjour", content_type="text/plain")
    after = await client.homework.hand_in(pupil, done, file)
    taken = await client.homework.withdraw(pupil, replace(after, ref=None))
    assert taken.handed_in is None


async def test_files_that_are_not_taken(
    school: School, family: Family, clock: ManualClock
) -> None:
    client = family.client(family.password(school, "pupil"))
    account = await client.login()
    (pupil,) = account.pupils
    start, end = around(clock)
    everything = await client.homework.get(pupil, start, end)
    closed = next(w for w in everything if not w.may_hand_in)
    opened = next(w for w in everything if w.may_hand_in)
    with pytest.raises(InvalidInputError):
        await client.homework.hand_in(pupil, closed, Upload(name="x.pdf", content=b"x"))
    largest = account.rights.max_homework_bytes
    assert largest is not None
    big = Upload(name="x.pdf", content=bytes(largest + 1))
    with pytest.raises(InvalidInputError):
        await client.homework.hand_in(pupil, opened, big)
    school.fault("upload_error", function="upload")
    with pytest.raises(UploadRefusedError):
        await client.homework.hand_in(pupil, opened, Upload(name="x.pdf", content=b"x"))


async def test_quizzes_are_recognised(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    start, end = around(clock)
    found = [
        work.quiz
        for pupil in client.account.pupils
        for work in await client.homework.get(pupil, start, end)
        if work.quiz
    ]
    assert found
    assert all(quiz.name for quiz in found)
