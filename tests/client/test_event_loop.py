"""Much at once: the same things, read without holding the event loop for long."""

from collections.abc import Callable
from datetime import timedelta
import threading
from typing import Any

import pytest

from custom_components.pronote.client.large_answers import read_large
from custom_components.pronote.client.pages import contents, homework, timetable
from custom_components.pronote.client.wire import Record, Source
from tests.school import School

from .conftest import PARIS, Family, ManualClock


class _Readers:
    """Which threads read, in their order."""

    def __init__(self) -> None:
        self.threads: list[threading.Thread] = []

    def watch[T](self, read: Callable[[Record], T]) -> Callable[[Record], T]:
        def reading(answer: Record) -> T:
            self.threads.append(threading.current_thread())
            return read(answer)

        return reading


@pytest.mark.parametrize("room", [homework, contents])
async def test_a_year_is_read_beside_the_loop(
    school: School,
    family: Family,
    clock: ManualClock,
    monkeypatch: pytest.MonkeyPatch,
    room: Any,
) -> None:
    client = family.client(family.password(school))
    [pupil, *_] = (await client.login()).pupils
    for number in range(100):
        text = f"Lecture {number}"
        school.trigger_event("homework", pupil=pupil.name, due="2027-01-12", text=text)
    ask = client.homework.get if room is homework else client.timetable.contents
    calendar, today = client.account.calendar, clock.now.date()
    readers = _Readers()
    monkeypatch.setattr(room, "read", readers.watch(room.read))

    year = await ask(pupil, calendar.first_day, calendar.last_day)
    week = await ask(pupil, today - timedelta(days=6), today + timedelta(days=6))
    assert week
    assert {item.key for item in week} < {item.key for item in year}
    assert [one is threading.main_thread() for one in readers.threads] == [False, True]


async def test_a_crowd_in_one_hour(school: School, family: Family) -> None:
    """All pairs are compared, so the number of rows is limited to what a week can contain."""
    calendar = (await family.client(family.password(school)).login()).calendar
    rows = [
        {"DateDuCours": {"_T": 7, "V": "17/11/2026 08:00:00"}, "P": priority}
        for priority in range(5_000)
    ]
    answer = Record({"ListeCours": {"_T": 24, "V": rows}}, Source("F", PARIS, 1))
    lessons = timetable.read(answer, calendar, 12, old_numbering=False)
    assert len(lessons) == 1_000
    assert [lesson.priority for lesson in lessons if lesson.held] == [999]


@pytest.mark.parametrize(("count", "beside"), [(100, False), (101, True)])
async def test_many_rows_are_read_beside_the_loop(count: int, beside: bool) -> None:
    """However many weeks they are of: a term of many grades is one period."""
    rows = {"listeDevoirs": {"_T": 24, "V": [{}] * count}}
    readers = _Readers()
    await read_large(readers.watch(lambda _: None), Record(rows, Source("F", PARIS, 1)))
    assert [one is not threading.main_thread() for one in readers.threads] == [beside]
