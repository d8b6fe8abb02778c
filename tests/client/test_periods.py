"""Periods as schools list them, through the public client: the default, the longest, the odd."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.pronote.client import (
    Grade,
    GradeBook,
    GradeCode,
    Period,
    PeriodPage,
    PronoteClient,
    SubjectAverage,
    compute_average,
    compute_overall_average,
)
from custom_components.pronote.client.common import Reference
from custom_components.pronote.client.errors import PageNotAllowedError
from tests.school import School
from tests.school.pages.registry import FUNCTIONS, RequestContext
from tests.school.wire import values
from tests.school.wire.session import Answer

from .conftest import Family, StartSchool

type Row = dict[str, Any]

YEAR: Row = {"L": "Année (Trois trimestres)", "G": 1}
FUNCTION_OF_PAGE = {
    PeriodPage.GRADE_RECORD: "PageReleve",
    PeriodPage.REPORT_CARD: "PageBulletins",
    PeriodPage.SCHOOL_LIFE: "PagePresence",
    PeriodPage.GRADES: "DernieresNotes",
    PeriodPage.EVALUATIONS: "DernieresEvaluations",
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Row]:
    """The periods that the pages were requested for; every page answers with nothing."""
    requested: list[Row] = []

    def nothing(context: RequestContext) -> Row:
        requested.append(context.data.get("periode") or context.data["Periode"])
        return {}

    for function in FUNCTION_OF_PAGE.values():
        changed = replace(FUNCTIONS[function], handler=nothing)
        monkeypatch.setitem(FUNCTIONS, function, changed)
    return requested


def list_periods(
    monkeypatch: pytest.MonkeyPatch, tab: int, *rows: Row, default: Row | None = None
) -> None:
    """Let the account list these periods for a page."""
    original = FUNCTIONS["ParametresUtilisateur"]

    def changed(context: RequestContext) -> Answer:
        answer = original.handler(context)
        assert isinstance(answer, Answer)
        listed: Row = {"G": tab, "listePeriodes": values.element(list(rows))}
        if default is not None:
            listed["periodeParDefaut"] = values.element(default)
        for pupil in answer.data["ressource"]["listeRessources"]:
            others = [
                one for one in pupil["listeOngletsPourPeriodes"]["V"] if one["G"] != tab
            ]
            pupil["listeOngletsPourPeriodes"] = values.element([*others, listed])
        return answer

    monkeypatch.setitem(
        FUNCTIONS, "ParametresUtilisateur", replace(original, handler=changed)
    )


async def read(
    client: PronoteClient, page: PeriodPage, period: Period | None = None
) -> None:
    pupil = client.account.pupils[0]
    match page:
        case PeriodPage.GRADE_RECORD:
            await client.grades.record(pupil, period)
        case PeriodPage.REPORT_CARD:
            await client.report_cards.get(pupil, period)
        case PeriodPage.SCHOOL_LIFE:
            await client.school_life.get(pupil, period)
        case PeriodPage.GRADES:
            await client.grades.get(pupil, period)
        case PeriodPage.EVALUATIONS:
            await client.evaluations.get(pupil, period)


TERMS: tuple[Row, ...] = tuple(
    {"L": f"Trimestre {number}", "N": f"112#{number}", "G": 2} for number in (1, 2, 3)
)
OUTSIDE: Row = {"L": "Hors période", "N": "112#z", "G": 4}
CONTINUOUS: Row = {"L": "Année continue", "N": "0", "G": 2}


class TestDefault:
    @pytest.mark.parametrize("page", PeriodPage)
    @pytest.mark.parametrize(
        "rows", permutations((YEAR, *TERMS[:2])), ids=lambda rows: rows[0]["L"][-2:]
    )
    @pytest.mark.parametrize(
        "default", [None, YEAR, {"L": "Trimestre 9", "N": "112#9"}, {}]
    )
    async def test_missing_default_never_closes_a_page(
        self,
        page: PeriodPage,
        rows: tuple[Row, ...],
        default: Row | None,
        school: School,
        family: Family,
        monkeypatch: pytest.MonkeyPatch,
        asked: list[Row],
    ) -> None:
        """On 17 November the first term is requested, for school life the year."""
        list_periods(monkeypatch, page, *rows, default=default)
        client = family.client(family.password(school))
        await client.login()
        await read(client, page)
        year = {"N": "0", "L": YEAR["L"], "G": 1}
        assert asked == [year if page is PeriodPage.SCHOOL_LIFE else TERMS[0]]

    @pytest.mark.parametrize("page", PeriodPage)
    async def test_only_the_year(
        self,
        page: PeriodPage,
        school: School,
        family: Family,
        monkeypatch: pytest.MonkeyPatch,
        asked: list[Row],
    ) -> None:
        list_periods(monkeypatch, page, YEAR)
        client = family.client(family.password(school))
        await client.login()
        await read(client, page)
        assert asked == [{"N": "0", "L": YEAR["L"], "G": 1}]

    async def test_continuous_year_that_the_school_chose(
        self,
        school: School,
        family: Family,
        monkeypatch: pytest.MonkeyPatch,
        asked: list[Row],
    ) -> None:
        list_periods(
            monkeypatch, PeriodPage.GRADES, *TERMS, CONTINUOUS, default=CONTINUOUS
        )
        client = family.client(family.password(school))
        await client.login()
        await read(client, PeriodPage.GRADES)
        assert asked == [CONTINUOUS]

    @pytest.mark.parametrize("page", PeriodPage)
    @pytest.mark.parametrize("row", [YEAR, *TERMS, OUTSIDE, CONTINUOUS])
    async def test_any_listed_period_by_name(
        self,
        page: PeriodPage,
        row: Row,
        school: School,
        family: Family,
        monkeypatch: pytest.MonkeyPatch,
        asked: list[Row],
    ) -> None:
        list_periods(
            monkeypatch, page, *TERMS, OUTSIDE, YEAR, CONTINUOUS, default=TERMS[0]
        )
        client = family.client(family.password(school))
        pupil = (await client.login()).pupils[0]
        wanted = next(x for x in pupil.periods_of(page) if x.name == row["L"])
        await read(client, page, wanted)
        assert {"N": "0", **row} in asked

    async def test_period_of_another_page_is_closed(
        self, school: School, family: Family, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        list_periods(monkeypatch, PeriodPage.GRADES, *TERMS, OUTSIDE)
        list_periods(monkeypatch, PeriodPage.REPORT_CARD, *TERMS)
        client = family.client(family.password(school))
        pupil = (await client.login()).pupils[0]
        outside = next(x for x in pupil.periods if x.name == "Hors période")
        with pytest.raises(PageNotAllowedError):
            await client.report_cards.get(pupil, outside)


class TestIrregularSchool:
    @pytest.fixture
    async def school(self, start_school: StartSchool) -> School:
        return await start_school(irregular=True)

    @pytest.fixture
    async def client(self, school: School, family: Family) -> PronoteClient:
        client = family.client(family.password(school))
        await client.login()
        return client

    async def test_what_each_period_is(self, client: PronoteClient) -> None:
        pupil = client.account.pupils[0]
        kinds = {
            period.name: (period.graded, period.whole_year, period.outside)
            for tab in (PeriodPage.GRADES, PeriodPage.SCHOOL_LIFE)
            for period in pupil.periods_of(tab)
        }
        assert kinds == {
            **{f"Trimestre {n}": (True, False, False) for n in (1, 2, 3)},
            "Brevet blanc": (True, False, False),
            "Hors période": (False, False, True),
            "Année continue": (False, True, False),
            "Année (Trois trimestres)": (False, True, False),
        }
        assert pupil.current_period is not None
        assert pupil.current_period.name == "Trimestre 1"

    async def test_school_life_is_that_of_the_year(
        self, school: School, client: PronoteClient
    ) -> None:
        pupil = client.account.pupils[0]
        school.trigger_event("punishment", pupil=pupil.name)
        school.request_log.reset()
        life = await client.school_life.get(pupil)
        assert life.period == "Année (Trois trimestres)"
        assert life.punishments
        assert school.request_log.requests["PagePresence"] == 1
        assert pupil.current_period is not None
        term = await client.school_life.get(pupil, pupil.current_period)
        assert (term.period, len(term.punishments)) == (
            "Trimestre 1",
            sum(
                pupil.current_period.contains(one.given.date())
                for one in life.punishments
            ),
        )
        assert term.missed_hours

    async def test_subject_is_listed_once(
        self, school: School, client: PronoteClient
    ) -> None:
        pupil = client.account.pupils[0]
        book = await client.grades.get(pupil)
        truth = school.model.pupil(pupil.name).averages(school.model.periods[0])
        assert {(x.subject, x.average) for x in book.subjects} == {
            (x.subject.name, x.pupil) for x in truth
        }
        assert len(book.subjects) == len(truth)

    async def test_counters_of_unnamed_tabs_stay(
        self, school: School, client: PronoteClient
    ) -> None:
        await client.keep_alive()
        before = client.unread
        assert before.news is not None
        assert before.discussions is not None
        school.trigger_event("message")
        await client.keep_alive()
        assert client.unread.news == before.news
        assert client.unread.discussions == before.discussions + 1
        await client.keep_alive()
        assert client.unread.discussions == before.discussions + 1


@pytest.mark.parametrize(
    ("rows", "discussions"),
    [
        ([{"onglet": 131, "nb": 2}], 2),
        ([{"onglet": 131, "nb": 2}, {"onglet": 102, "nb": 7}, None, "x", {}], 2),
        ([{"onglet": "131", "nb": "2"}], 2),
        ([{"onglet": 131, "nb": True}], 5),
        ([{"onglet": [], "nb": 1}], 5),
        ([], 5),
        (None, 5),
        ("131", 5),
    ],
)
async def test_only_named_tabs_change(
    rows: Any, discussions: int, school: School, family: Family, monkeypatch: Any
) -> None:
    told: list[Any] = [[{"onglet": 8, "nb": 3}, {"onglet": 131, "nb": 5}], rows]

    def counters(_: RequestContext) -> Row:
        return {"notificationsCommunication": told[0]}

    monkeypatch.setattr("tests.school.dispatch.counters", counters)
    client = family.client(family.password(school))
    await client.login()
    assert (client.unread.news, client.unread.discussions) == (3, 5)
    del told[0]
    await client.keep_alive()
    assert (client.unread.news, client.unread.discussions) == (3, discussions)


async def test_a_closed_tab_has_nothing_unread(school: School, family: Family) -> None:
    school.fault("close_tab", tab=131)
    client = family.client(family.password(school))
    await client.login()
    assert client.unread.discussions == 0


# --- averages that the school hides


def grade(subject: str, value: str, **more: Any) -> Grade:
    return Grade(
        key=f"{subject}-{value}-{more}",
        subject=subject,
        date=date(2026, 11, 3),
        value=Decimal(value),
        **{"out_of": Decimal(20), **more},
    )


def shown(subject: str, average: str | None, out_of: str | None = "20") -> Any:
    return SubjectAverage(
        subject=subject,
        average=None if average is None else Decimal(average),
        out_of=None if out_of is None else Decimal(out_of),
    )


def orders[T](*items: T) -> Iterator[tuple[T, ...]]:
    return iter(permutations(items))


@pytest.mark.parametrize(
    "subjects", orders(shown("Maths", None), shown("MATHS", "16.2"), shown("SVT", "7", "10"))
)  # fmt: skip
def test_hidden_and_shown_subjects(subjects: tuple[SubjectAverage, ...]) -> None:
    """A figure out of 10 counts as much as one out of 20."""
    grades = (
        grade("MATHS", "2"),
        grade("EPS", "6", out_of=Decimal(10)),
        grade("eps", "18", coefficient=Decimal(2)),
        grade("EPS", "0", upcoming=True),
        grade("ARTS", "20", upcoming=True),
    )
    book = GradeBook(period="T1", subjects=subjects, grades=grades)
    # EPS: (6 + 2 × 18) / (10 + 2 × 20) = 16.8; maths 16.2; SVT 14
    assert compute_overall_average(book) == Decimal("15.67")


def test_future_grades_do_not_count() -> None:
    grades = [grade("SVT", "10"), grade("SVT", "0", upcoming=True)]
    assert compute_average(grades) == 10
    assert GradeBook(period="T1", grades=(grades[1], grades[0])).last == grades[0]
    full = grade("SVT", "20", code=GradeCode.CONGRATULATIONS)
    assert compute_average([grades[0], full]) == 15


@given(
    st.lists(
        st.builds(
            Period,
            key=st.just("x"),
            name=st.sampled_from(["", "Hors période", "ANNEE", "Trimestre 1", "Bac"]),
            start=st.none() | st.dates(),
            end=st.none() | st.dates(),
            wire_kind=st.integers(-1, 5),
            ref=st.none() | st.builds(Reference, st.sampled_from(["0", "1#a"]), st.just(1)),
        ),
        max_size=5,
    ),
    st.dates(),
)  # fmt: skip
def test_any_period_is_of_one_kind(periods: list[Period], day: date) -> None:
    for period in periods:
        assert (period.graded, period.whole_year, period.outside).count(True) <= 1
        assert not (period.computed and period.graded)
        assert period.request["N"] == period.reference.id
        if period.contains(day):
            assert period.start and period.end
            assert period.end - period.start >= timedelta()
