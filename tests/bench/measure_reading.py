"""Measure parsing of the answers of a whole year: microseconds per item, and growth with the size."""

from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from time import process_time
from typing import Any

import pytest

from custom_components.pronote.client.pages import grades, timetable
from custom_components.pronote.client.wire import Json, Record, Source, unwrap

from .far_school import PARIS, FarSchool, far_school
from .readers import MONDAY, SUNDAY, client_of, new_http

RUNS = 7
SIZES = (1, 4, 16)
"""Times the answer of the simulated school: of a week, or of a term."""
WEEKS = 36


@pytest.fixture
def home() -> None:
    """No Home Assistant here, and no clock held."""


@pytest.fixture(scope="module")
def school() -> Iterator[FarSchool]:
    with far_school() as school:
        yield school


class _RecordedAnswers:
    """Keeps the raw answers that the client parses."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers: dict[str, Json] = {}
        for room in (timetable, grades):
            monkeypatch.setattr(room, "read", self._record(room.__name__, room.read))

    def _record[**P, T](self, name: str, read: Callable[P, T]) -> Callable[P, T]:
        def reading(*args: P.args, **kwargs: P.kwargs) -> T:
            answer = args[0]
            assert isinstance(answer, Record)
            self.answers[name.rpartition(".")[2]] = dict(answer._data)
            return read(*args, **kwargs)

        return reading


def _microseconds(read: Callable[[], int]) -> tuple[int, float]:
    """Return how many items were read, and the microseconds of one."""
    count, spent = read(), []
    for _ in range(RUNS):
        begun = process_time()
        read()
        spent.append(process_time() - begun)
    return count, 1e6 * median(spent) / count


@pytest.mark.usefixtures("socket_enabled")
async def test_reading(
    school: FarSchool,
    record_property: Callable[[str, Any], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    school.trips()
    with monkeypatch.context() as patch:
        recorded = _RecordedAnswers(patch)
        async with new_http() as http:
            client = client_of(http, school.accounts["pupil"])
            account = await client.login()
            [pupil] = account.pupils
            calendar = account.calendar
            await client.timetable.get(pupil, MONDAY, SUNDAY)
            await client.grades.get(pupil)
    week = recorded.answers["timetable"]
    term = recorded.answers["grades"]

    # A lesson of one week is looked at beside those of its week only, as it is asked.
    def record(answer: Json, rows: str, times: int) -> Record:
        grown = answer | {rows: unwrap(answer[rows]) * times}
        return Record(grown, Source("bench", PARIS, 1))

    def lessons(times: int) -> int:
        answer = record(week, "ListeCours", 1)
        return sum(
            len(timetable.read(answer, calendar, 3, old_numbering=False))
            for _ in range(times)
        )

    def term_grades(times: int) -> int:
        return len(grades.read(record(term, "listeDevoirs", times), "").grades)

    for what, read, sizes in (
        ("lesson", lessons, (1, WEEKS // 4, WEEKS)),
        ("grade", term_grades, SIZES),
    ):
        for times in sizes:
            count, each = _microseconds(partial(read, times))
            figure = {"what": what, "count": count, "each": each}
            record_property("reading", figure)
