"""Every write: refused, it raises and the school stays as it was; taken, the school has changed."""

from collections.abc import Awaitable, Callable
from dataclasses import is_dataclass
from hashlib import sha256
import io
import pickle
from typing import Any, override

import pytest

from custom_components.pronote.client.errors import (
    ConnectionFailedError,
    InvalidInputError,
    PageNotAllowedError,
    PronoteError,
    RequestRefusedError,
    StaleObjectError,
    WriteRefusedError,
    WriteUnconfirmedError,
)
from tests.school import School
from tests.school.model.copies import state_reader

from . import prepared_writes as prepared
from .conftest import Family, ManualClock, StartSchool
from .prepared_writes import WRITES, Doing, LoggedInAccount

type Prepare = Callable[[LoggedInAccount], Awaitable[Doing]]

REASON = "La période est close."


@pytest.fixture
def get_ready(
    start_school: StartSchool, family: Family, clock: ManualClock
) -> Callable[..., Awaitable[tuple[School, Doing]]]:
    """Log an account in, at a school where there is everything to write about."""

    async def get_ready(
        prepare: Prepare, account: str, **options: Any
    ) -> tuple[School, Doing]:
        if prepare is prepared.acknowledge_report_card:
            clock.advance(days=60)
        school = await start_school(**options)
        if prepare in (prepared.set_wish, prepared.set_unavailability):
            school.trigger_event("meetings")
        if prepare is prepared.mark_document_read:
            school.trigger_event("document", pupil="Lina")
        client = family.client(family.password(school, account))
        await client.login()
        return school, await prepare(LoggedInAccount(client, clock))

    return get_ready


type GetReady = Callable[..., Awaitable[tuple[School, Doing]]]

every_write = pytest.mark.parametrize(
    ("prepare", "account", "function"),
    WRITES,
    ids=[write.__name__ for write, _, _ in WRITES],
)

REFUSALS: tuple[tuple[str, dict[str, Any], type[PronoteError]], ...] = (
    ("refuse_write", {"message": REASON}, WriteRefusedError),
    ("forget_write", {}, WriteRefusedError),
    ("erreur", {"G": 3, "titre": "Accès refusé"}, PageNotAllowedError),
    ("erreur", {"G": 21, "titre": "Impossible d'afficher"}, RequestRefusedError),
    ("erreur", {"G": 22, "titre": "Objet inconnu", "times": 3}, StaleObjectError),
)


def checks(prepare: Prepare, version: str = "2026.2.7") -> int:
    """Return how often the client asks whether the school would accept, before the write."""
    asked = prepare is prepared.announce_absence and not version.startswith("2024")
    return int(asked)


@pytest.mark.parametrize("version", ["2026.2.7", "2024.3.8"])
@every_write
async def test_a_write_is_done_or_reported(
    get_ready: GetReady, version: str, prepare: Prepare, account: str, function: str
) -> None:
    school, do = await get_ready(prepare, account, version=version)
    state = state_reader(school.model)
    before = state()
    for fault, options, expected in REFUSALS:
        after = checks(prepare, version)
        school.fault(fault, function=function, after=after, **options)
        with pytest.raises(expected) as refusal:
            await do()
        assert state() == before
        if isinstance(refusal.value, WriteRefusedError):
            assert refusal.value.messages == (REASON,) * (fault == "refuse_write")
        school.fault("clear")
    await do()
    assert state() != before


@every_write
async def test_a_write_whose_answer_is_lost(
    get_ready: GetReady, prepare: Prepare, account: str, function: str
) -> None:
    """It is looked up: done if it is there, unconfirmed otherwise. No answer is asked for twice."""
    school, do = await get_ready(prepare, account)
    state = state_reader(school.model)
    before = state()

    def sent() -> int:
        return sum(
            name == function and not data.get("estControle")
            for name, data in school.request_log.written
        )

    school.request_log.reset()
    after = checks(prepare)
    school.fault("forget_write", function=function, times=None, after=after)
    school.fault("drop", function=function, times=None, after=after)
    with pytest.raises(WriteUnconfirmedError):
        await do()
    assert state() == before
    assert sent() == 1
    school.fault("clear")
    school.request_log.reset()
    school.fault("drop", function=function, times=None, after=after)
    await do()
    assert state() != before
    assert sent() == 1


@pytest.mark.parametrize(
    "prepare", [prepared.withdraw_announcement, prepared.withdraw_exemption]
)
@pytest.mark.parametrize(
    ("lost", "expected"),
    [(True, WriteUnconfirmedError), (False, ConnectionFailedError)],
)
async def test_a_withdrawal_that_cannot_be_looked_up(
    get_ready: GetReady,
    prepare: Prepare,
    lost: bool,
    expected: type[PronoteError],
) -> None:
    school, do = await get_ready(prepare, "parent")
    if lost:
        school.fault("drop", function=prepared.LIFE, times=None)
    school.fault("drop", function="PagePresence", times=None)
    with pytest.raises(expected):
        await do()


SENT_AGAIN = frozenset({prepared.begin_discussion, prepared.reply})
"""What the school has twice when it is sent twice."""
REFUSED_AGAIN: dict[Prepare, type[PronoteError]] = {
    prepared.delete_news: WriteRefusedError,
    prepared.withdraw: WriteRefusedError,
    prepared.send_draft: InvalidInputError,
    prepared.delete_draft: StaleObjectError,
    prepared.send_first_draft: RequestRefusedError,
    prepared.delete_first_draft: RequestRefusedError,
    prepared.rename_discussion: StaleObjectError,
    prepared.delete_discussion: RequestRefusedError,
    prepared.acknowledge_report_card: InvalidInputError,
    prepared.announce_absence: InvalidInputError,
    prepared.withdraw_announcement: RequestRefusedError,
    prepared.request_exemption: InvalidInputError,
    prepared.withdraw_exemption: RequestRefusedError,
    prepared.hand_in_paper: RequestRefusedError,
}
"""What is told when it is done again. The other writes leave the school as it is."""


class ContentPickler(pickle.Pickler):
    """Pickler that writes a digest in place of each dataclass in an object.

    Objects with many owners, such as dishes, are so written once.
    """

    def __init__(
        self, file: io.BytesIO, whole: object, digests: dict[int, bytes]
    ) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.fast = True
        self._whole = whole
        self._digests = digests

    @override
    def persistent_id(self, obj: Any) -> bytes | None:
        if obj is self._whole or not is_dataclass(type(obj)):
            return None
        if id(obj) not in self._digests:
            self._digests[id(obj)] = digest(obj, self._digests)
        return self._digests[id(obj)]


def digest(value: object, digests: dict[int, bytes]) -> bytes:
    """Return a digest of an object, given those of objects in it by identity."""
    file = io.BytesIO()
    ContentPickler(file, value, digests).dump(value)
    return sha256(file.getvalue()).digest()


def content(school: School) -> bytes:
    """Return a digest of what the school knows, whichever objects hold it."""
    return digest(school.model, {})


@every_write
async def test_a_write_that_is_done_twice(
    get_ready: GetReady, prepare: Prepare, account: str, function: str
) -> None:
    school, do = await get_ready(prepare, account)
    await do()
    once = content(school)
    if (error := REFUSED_AGAIN.get(prepare)) is not None:
        with pytest.raises(error):
            await do()
    else:
        await do()
    assert (content(school) == once) is (prepare not in SENT_AGAIN)
