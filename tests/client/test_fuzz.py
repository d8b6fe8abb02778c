"""Answers with any field dropped or replaced: the page lacks that field and never fails.

`FUZZ_EXAMPLES=20000 scripts/test tests/client/test_fuzz.py` looks longer.
"""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import nullcontext, suppress
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
import json
import os
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings, strategies as st
import pytest

from custom_components.pronote.client import (
    Account,
    Discussion,
    News,
    PartnerLink,
    PronoteClient,
    Pupil,
    Space,
    home_page,
    to_json,
)
from custom_components.pronote.client.errors import PronoteError
from custom_components.pronote.client.pages import (
    agenda,
    contents,
    discussions,
    documents,
    evaluations,
    grades,
    homework,
    menus,
    news,
    partners,
    pdf,
    personal,
    recipients,
    report_cards,
    school_life,
    staff,
    teachers,
    timetable,
)
from custom_components.pronote.client.pages.account import read_account
from custom_components.pronote.client.session import FunctionResponse, Session
from custom_components.pronote.client.size_limits import read_json
from custom_components.pronote.client.wire import Json, Record, Source

from .conftest import PARIS, Family, ManualClock, StartSchool
from .test_home import COMPUTERS_SECTIONS
from .test_page_fixtures import CASES, PAGES

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "300"))
VERSIONS = ("2026.2.7", "2024.3.8")
LOGIN_FUNCTIONS = ("FonctionParametres", "ParametresUtilisateur")

type Ask = Callable[[PronoteClient, Pupil, date], Awaitable[object]]
type Read = Callable[[Record, Account], object]


@dataclass(frozen=True, slots=True)
class Page:
    """How a page is asked for, and how its answer is read."""

    ask: Ask
    read: Read
    may_refuse: bool = False
    """If the rest of the answer is not enough, an error of the client is raised."""


async def content_of_news(client: PronoteClient, pupil: Pupil, _: date) -> None:
    await client.news.content((await client.news.get(pupil))[0], pupil)


async def thread(client: PronoteClient, pupil: Pupil, _: date) -> None:
    await client.discussions.thread((await client.discussions.get(pupil))[0], pupil)


async def participants(client: PronoteClient, pupil: Pupil, _: date) -> None:
    await client.discussions.participants(
        (await client.discussions.get(pupil))[0], pupil
    )


async def partner(client: PronoteClient, pupil: Pupil, _: date) -> None:
    link = PartnerLink(name="Repas", sso={"codePartenaire": "TURBOSELF"})
    await client.home.partner_url(link, pupil)


FAMILY: dict[str, Page] = {
    "timetable": Page(
        lambda c, p, d: c.timetable.get(p, d, d),
        lambda r, a: timetable.read(r, a.calendar, 12, old_numbering=False),
    ),
    "timetable_as_in_2024": Page(
        lambda c, p, d: c.timetable.get(p, d, d),
        lambda r, a: timetable.read(r, a.calendar, 12, old_numbering=True),
    ),
    "homework": Page(
        lambda c, p, d: c.homework.get(p, d, d + timedelta(days=6)),
        lambda r, a: homework.read(r),
    ),
    "grades": Page(lambda c, p, d: c.grades.get(p), lambda r, a: grades.read(r, "T1")),
    "menus": Page(lambda c, p, d: c.menus.get(p, d, d), lambda r, a: menus.read(r)),
    "evaluations": Page(
        lambda c, p, d: c.evaluations.get(p), lambda r, a: evaluations.read(r)
    ),
    "school_life": Page(
        lambda c, p, d: c.school_life.get(p),
        lambda r, a: school_life.read(r, "T1", a.calendar),
    ),
    "report_card": Page(
        lambda c, p, d: c.report_cards.get(p), lambda r, a: report_cards.read(r, "T1")
    ),
    "grade_record": Page(
        lambda c, p, d: c.grades.record(p), lambda r, a: report_cards.read(r, "T1")
    ),
    "contents": Page(
        lambda c, p, d: c.timetable.contents(p, d, d), lambda r, a: contents.read(r)
    ),
    "agenda": Page(lambda c, p, d: c.agenda.get(p, d, d), lambda r, a: agenda.read(r)),
    "documents": Page(
        lambda c, p, d: c.documents.get(p),
        lambda r, a: documents.read(r, a.pupils[0].resource),
    ),
    "teachers": Page(lambda c, p, d: c.teachers.get(p), lambda r, a: teachers.read(r)),
    "news": Page(lambda c, p, d: c.news.get(p), lambda r, a: news.read(r)),
    "content_of_news": Page(
        content_of_news,
        lambda r, a: news.read_content(r, News(key="k")),
    ),
    "discussions": Page(
        lambda c, p, d: c.discussions.get(p), lambda r, a: discussions.read_list(r)
    ),
    "thread": Page(
        thread, lambda r, a: discussions.read_thread(r, Discussion(key="k"))
    ),
    "participants": Page(
        participants,
        lambda r, a: recipients.read_people(r, "listeDest", writable_only=False),
    ),
    "recipients": Page(
        lambda c, p, d: c.discussions.recipients(recipients.RecipientKind.TEACHER, p),
        lambda r, a: recipients.read_people(
            r, "listeRessourcesPourCommunication", writable_only=True
        ),
    ),
    "personal": Page(
        lambda c, p, d: c.personal.get(p),
        lambda r, a: (
            personal.read(r, root="https://x", version="2026"),
            personal.is_protected(r),
        ),
    ),
    "home": Page(
        lambda c, p, d: c.home.get(p, d),
        lambda r, a: home_page.read(
            r, a.calendar, a.calendar.first_day, old_numbering=False
        ),
    ),
    "printed": Page(
        lambda c, p, d: c.timetable.pdf(p, a_week(c, d)),
        lambda r, a: str(pdf.read_url(r, "https://x/pronote")),
        may_refuse=True,
    ),
    "partner": Page(
        partner,
        lambda r, a: partners.read_url({"urlSSO": r.raw("urlSSO")}),
        may_refuse=True,
    ),
}


def a_week(client: PronoteClient, day: date) -> int:
    return client.account.calendar.week(day)


async def pupils(client: PronoteClient) -> None:
    await client.staff.class_pupils((await client.staff.classes())[0])


async def sheet(client: PronoteClient) -> None:
    listed = await client.staff.class_pupils((await client.staff.classes())[0])
    await client.staff.pupil_sheet(listed[0])


STAFF: dict[str, tuple[Callable[[PronoteClient], Awaitable[None]], Read]] = {
    "pupils": (pupils, lambda r, a: staff.read_list(r)),
    "sheet": (sheet, lambda r, a: staff.read_sheet(r)),
}


def read_login(answer: Record, space: Space) -> Account:
    return read_account(
        answer.record("ParametresUtilisateur"),
        answer.record("FonctionParametres"),
        space=space,
        url="https://x",
    )


LOGINS = {f"login_{space}": space for space in (Space.PARENT, Space.PUPIL)}

READERS: dict[str, tuple[Read, bool]] = {
    **{name: (page.read, page.may_refuse) for name, page in FAMILY.items()},
    **{name: (read, False) for name, (_, read) in STAFF.items()},
    **{
        name: (lambda r, a, space=space: read_login(r, space), True)  # type: ignore[misc]
        for name, space in LOGINS.items()
    },
}

WILD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 10**12, 1.5, float("nan"), "", " ", "x", "[", "]"),
    *("|", "|9", "12,5", "-", "99/99/9999", "31/12/9999 23:59:59", "[1..99999999]"),
    *("01/01/0001", "²", "1e999999", "http://[", "%", "99h99", "&#x110000;", "\ud800"),
    *([], {}, [[]], [None], {"_T": 7, "V": None}, {"_T": 24, "V": []}),
    *({"_T": 24, "V": {"_T": 24, "V": {"N": 1}}}, {"N": {}, "L": [], "G": "x"}),
    "\x00<script>" * 50,
)


def mutate(data: Any, random: Random) -> Any:
    """Return a copy with one to three fields dropped or replaced; the rest is shared."""
    for _ in range(random.randint(1, 3)):
        data = _change(data, random, depth=0)
    return data


def _change(node: Any, random: Random, depth: int) -> Any:
    if not isinstance(node, dict | list) or not node:
        return deepcopy(random.choice(WILD))
    copy = node.copy()
    key = random.choice(list(copy) if isinstance(copy, dict) else range(len(copy)))
    if random.random() < 0.12 + 0.02 * depth:
        if random.random() < 0.3:
            del copy[key]
        else:
            copy[key] = deepcopy(random.choice(WILD))
    else:
        copy[key] = _change(copy[key], random, depth + 1)
    return copy


@dataclass(frozen=True, slots=True)
class Answers:
    """What schools really answered, page by page, and an account to read it with."""

    account: Account = field(repr=False)
    pages: dict[str, list[Json]] = field(repr=False)


_ASKED: list[Answers] = []


@pytest.fixture
async def answers(
    start_school: StartSchool,
    family: Family,
    clock: ManualClock,
    monkeypatch: pytest.MonkeyPatch,
) -> Answers:
    """Request every page of the oldest and the newest school, for each child, once for all tests of a run."""
    if not _ASKED:
        with monkeypatch.context() as patch:
            _ASKED.append(await ask_everything(start_school, family, clock, patch))
    return _ASKED[0]


def fixtures() -> Iterator[tuple[str, Json]]:
    """Yield the answers of the page fixtures: odd shapes to begin with."""
    for case in CASES:
        fixture = json.loads((PAGES / case).read_text(encoding="utf-8"))
        for function, answers in fixture.get("answers", {}).items():
            if function not in LOGIN_FUNCTIONS:
                for data in answers if isinstance(answers, list) else [answers]:
                    if data:
                        yield case.partition("/")[0], data


async def ask_everything(
    start_school: StartSchool,
    family: Family,
    clock: ManualClock,
    patch: pytest.MonkeyPatch,
) -> Answers:
    heard: dict[str, FunctionResponse] = {}
    last: list[FunctionResponse] = []
    original = Session.call

    async def listen(
        session: Session, function: str, *a: Any, **k: Any
    ) -> FunctionResponse:
        answer = await original(session, function, *a, **k)
        heard[function] = answer
        last[:] = [answer]
        return answer

    patch.setattr(Session, "call", listen)
    found: dict[str, list[Json]] = {name: [] for name in READERS}

    async def collect(name: str, asking: Awaitable[object]) -> None:
        await asking
        found[name].append(deepcopy(last[0].data or last[0].report))

    today = clock.now.date()
    for version in VERSIONS:
        school = await start_school(version=version)
        for key, space in (("pupil", Space.PUPIL), ("parent", Space.PARENT)):
            client = family.client(family.password(school, key))
            account = await client.login()
            found[f"login_{space}"].append(
                {name: deepcopy(heard[name].data) for name in LOGIN_FUNCTIONS}
            )
            for pupil in account.pupils:
                for name, page in FAMILY.items():
                    await collect(name, page.ask(client, pupil, today))
        client = family.client(family.password(school, "school_life"))
        await client.login()
        for name, (ask, _) in STAFF.items():
            await collect(name, ask(client))
    found["home"] += [data | COMPUTERS_SECTIONS for data in found["home"]]
    for folder, data in fixtures():
        if folder in found:
            found[folder].append(data)
    assert all(data for page in found.values() for data in page)
    return Answers(account, found)


@pytest.mark.parametrize("page", sorted(READERS))
@settings(
    max_examples=EXAMPLES,
    deadline=timedelta(seconds=10),
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(min_value=0))
def test_any_answer_reads(answers: Answers, page: str, seed: int) -> None:
    """The rest of any answer is read, and can be exported."""
    random = Random(seed)
    read, may_refuse = READERS[page]
    data = mutate(random.choice(answers.pages[page]), random)
    record = Record(read_json(json.dumps(data)), Source(page, PARIS, 1))
    with suppress(PronoteError) if may_refuse else nullcontext():
        json.dumps(to_json(read(record, answers.account)))
