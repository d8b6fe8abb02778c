"""Answers with any field dropped or replaced: the page loses that field and never fails.

`FUZZ_EXAMPLES=20000 scripts/test tests/client/test_fuzz.py` looks longer.
"""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
import json
import os
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from custom_components.pronote.client import (
    Account,
    Discussion,
    PronoteClient,
    Space,
    home,
    to_json,
)
from custom_components.pronote.client.errors import PronoteError
from custom_components.pronote.client.pages import (
    agenda,
    contents,
    discussions,
    evaluations,
    grades,
    homework,
    menus,
    news,
    personal,
    report_cards,
    school_life,
    staff,
    teachers,
    timetable,
)
from custom_components.pronote.client.pages.account import read_account
from custom_components.pronote.client.wire import Json, Record
from tests.school import School

from .conftest import PARIS, Clock, Family

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))

type Read = Callable[[Record, Account], Any]

READERS: dict[str, Read] = {
    "timetable": lambda r, a: timetable.read(r, a.calendar, 12, shifted=False),
    "homework": lambda r, a: homework.read(r),
    "grades": lambda r, a: grades.read(r, "T1"),
    "menus": lambda r, a: menus.read(r),
    "evaluations": lambda r, a: evaluations.read(r),
    "school_life": lambda r, a: school_life.read(r, "T1", a.calendar),
    "report_card": lambda r, a: report_cards.read(r, "T1"),
    "contents": lambda r, a: contents.read(r),
    "agenda": lambda r, a: agenda.read(r),
    "teachers": lambda r, a: teachers.read(r),
    "news": lambda r, a: news.read(r),
    "discussions": lambda r, a: discussions.read_list(r),
    "thread": lambda r, a: discussions.read_thread(r, Discussion(key="k")),
    "people": lambda r, a: discussions.read_people(
        r, "listeRessourcesPourCommunication", writable_only=False
    ),
    "personal": lambda r, a: personal.read(r, root="https://x", version="2026"),
    "pupils": lambda r, a: staff.read_list(r),
    "sheet": lambda r, a: staff.read_sheet(r),
    "home": lambda r, a: home.read(r, a.calendar, a.calendar.first_day, shifted=False),
}

WILD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 10**12, 1.5, float("nan"), "", " ", "x", "[", "]"),
    *("|", "|9", "12,5", "-", "99/99/9999", "31/12/9999 23:59:59", "[1..99999999]"),
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


class Answers:
    """Real answers of the school, asked once for all tests of a run."""

    def __init__(
        self, account: Account, data: dict[str, Json], login: dict[str, Json]
    ) -> None:
        self.account = account
        self.data = data
        self.login = login


@pytest.fixture
async def answers(
    school: School, family: Family, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Answers:
    """Ask every page once, and keep the raw answers."""
    seen: dict[str, Json] = {}
    login: dict[str, Json] = {}
    names: list[str] = []

    def watch(record: Record, data: Any, where: str, *rest: Any) -> None:
        original(record, data, where, *rest)
        if names and isinstance(data, dict):
            seen.setdefault(names[-1], deepcopy(data))
        if not names and isinstance(data, dict):
            login.setdefault(where, deepcopy(data))

    original = Record.__init__
    with monkeypatch.context() as patch:
        patch.setattr(Record, "__init__", watch)
        client = family.client(family.password(school))
        account = await client.login()
        for name, ask in _questions(client, account, clock).items():
            names.append(name)
            try:
                await ask()
            except PronoteError:
                continue
    assert {"timetable", "homework", "grades", "menus", "news", "home"} <= seen.keys()
    return Answers(account, seen, login)


def _questions(
    client: PronoteClient, account: Account, clock: Clock
) -> dict[str, Callable[[], Any]]:
    pupil, today = account.pupils[0], clock.now.date()
    week = today + timedelta(days=6)

    async def thread() -> object:
        return await client.thread((await client.discussions(pupil))[0], pupil)

    return {
        "timetable": lambda: client.timetable(pupil, today, today),
        "homework": lambda: client.homework(pupil, today, week),
        "grades": lambda: client.grades(pupil),
        "menus": lambda: client.menus(pupil, today, today),
        "evaluations": lambda: client.evaluations(pupil),
        "school_life": lambda: client.school_life(pupil),
        "report_card": lambda: client.report_card(pupil),
        "contents": lambda: client.lesson_contents(pupil, today, today),
        "agenda": lambda: client.agenda(pupil, today, week),
        "teachers": lambda: client.teachers(pupil),
        "news": lambda: client.news(pupil),
        "discussions": lambda: client.discussions(pupil),
        "thread": thread,
        "people": lambda: client.recipients(discussions.RecipientKind.TEACHER, pupil),
        "personal": lambda: client.personal_data(pupil),
        "home": lambda: client.home(pupil, today),
    }


@pytest.mark.parametrize("page", sorted(READERS))
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(random=st.randoms(use_true_random=False))
def test_any_answer_reads(answers: Answers, page: str, random: Random) -> None:
    """Whatever the answer looks like, what is left of it is read."""
    data = answers.data.get(page, {})
    record = Record(mutate(data, random), page, PARIS, 1)
    json.dumps(to_json(READERS[page](record, answers.account)), allow_nan=True)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(random=st.randoms(use_true_random=False))
def test_any_account_reads_or_is_refused(answers: Answers, random: Random) -> None:
    """A login that cannot be read says so with an error of ours."""
    parameters, user = (
        Record(mutate(answers.login[name], random), name, PARIS, 1)
        for name in ("FonctionParametres", "ParametresUtilisateur")
    )
    try:
        read_account(
            user,
            parameters,
            space=Space.PARENT,
            url="https://x",
        )
    except PronoteError:
        return
