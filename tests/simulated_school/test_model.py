"""The world is alive on any day, and the same for the same seed."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.school.model.averages import pupil_average
from tests.school.model.build import SchoolModel, build_school
from tests.school.model.calendar import SLOTS

PARIS = ZoneInfo("Europe/Paris")
DAYS = [
    date(2026, 8, 20),
    date(2026, 9, 1),
    date(2026, 10, 16),
    date(2026, 10, 24),
    date(2026, 11, 21),
    date(2026, 12, 26),
    date(2027, 2, 20),
    date(2027, 5, 6),
    date(2027, 7, 2),
    date(2027, 7, 15),
    date(2028, 2, 29),
]


def model_of(day: date, seed: int = 1, *, in_term: bool = False) -> SchoolModel:
    return build_school(seed, datetime.combine(day, time(7), PARIS), in_term=in_term)


@pytest.mark.parametrize("day", DAYS)
def test_in_term_on_any_day(day: date) -> None:
    """A demo in August shows a school week."""
    model = model_of(day, in_term=True)
    week = [day + timedelta(days=ahead) for ahead in range(8)]
    assert sum(map(model.year.is_school_day, week)) >= 5
    assert model.periods[0].first <= day < model.periods[0].last
    for pupil in model.pupils:
        assert len([grade for grade in pupil.all_grades if grade.date <= day]) > 20
    assert all(lesson.day.weekday() < 5 for lesson in model.pupils[0].lessons)


@pytest.mark.parametrize("day", DAYS)
def test_alive_on_any_day(day: date) -> None:
    model = model_of(day)
    year = model.year
    assert year.first_day - timedelta(days=16) <= day
    for pupil in (*model.pupils, model.newcomer):
        assert len(pupil.lessons) > 800
        ahead = year.days_from(day, 5)
        for coming in ahead:
            assert pupil.lessons_between(coming, coming)
            if coming >= day:
                assert pupil.homework_between(coming, coming)
        assert all(year.is_school_day(lesson.day) for lesson in pupil.lessons)
        assert all(year.is_school_day(menu.date) for menu in pupil.menus)
        assert all(grade.date <= day for grade in pupil.all_grades)
        if day > year.first_day + timedelta(days=30):
            recent = max(grade.date for grade in pupil.all_grades)
            assert min(day, year.last_day) - recent < timedelta(days=21)


@pytest.mark.parametrize("day", [*DAYS[1:8]])
def test_the_next_days_show_everything(day: date) -> None:
    model = model_of(day)
    ahead = model.year.days_from(day, 5)
    pupil = model.pupil("Lina")
    lessons = pupil.lessons_between(ahead[0], ahead[-1])
    if len(ahead) < 5:
        return
    statuses = {lesson.status for lesson in lessons}
    assert {"Prof. absent", "Cours annulé", "Remplacement", "Exceptionnel"} <= statuses
    assert any(lesson.test for lesson in lessons)
    assert any(lesson.virtual_classes for lesson in lessons)
    assert any(lesson.detention for lesson in lessons)
    assert any(lesson.study for lesson in lessons)
    assert any(lesson.memo for lesson in lessons)
    works = pupil.homework_between(ahead[0], ahead[-1])
    assert any(work.attachments for work in works)
    assert {work.done for work in pupil.homework} == {True, False}


def test_the_same_seed_makes_the_same_world() -> None:
    one, same, other = model_of(DAYS[4]), model_of(DAYS[4]), model_of(DAYS[4], seed=2)
    lina, twin, stranger = (model.pupil("Lina") for model in (one, same, other))
    for name in ("lessons", "homework", "all_grades", "menus"):
        assert getattr(lina, name) == getattr(twin, name)
    assert lina.all_grades != stranger.all_grades


def test_french_holidays_of_a_known_year() -> None:
    year = model_of(date(2026, 11, 21)).year
    assert (year.first_day, year.last_day) == (date(2026, 9, 1), date(2027, 7, 2))
    assert year.first_monday == date(2026, 8, 31)
    assert year.week(date(2026, 11, 21)) == 12
    closed = {date(2026, 10, 19), date(2026, 11, 11), date(2027, 3, 29)}
    closed |= {date(2027, 5, 6), date(2027, 5, 17)}
    assert not any(year.is_school_day(day) for day in closed)
    assert year.is_school_day(date(2026, 11, 2))
    weeks = [year.fortnight(week) for week in year.working_weeks]
    assert weeks[:4] == [1, 2, 1, 2]


def test_lessons_end_where_their_slots_end() -> None:
    for lesson in model_of(DAYS[4]).pupil("Hugo").lessons:
        if lesson.slot is not None and lesson.slots:
            assert lesson.start.time() == SLOTS[lesson.slot].start
            assert lesson.end.time() == SLOTS[lesson.slot + lesson.slots - 1].end
        assert lesson.end.tzinfo is PARIS


def test_averages_stay_between_nought_and_twenty() -> None:
    model = model_of(DAYS[-2])
    for pupil in model.pupils:
        for period in model.periods:
            for average in pupil.averages(period):
                assert average.pupil is None or 0 <= average.pupil <= 20
            assert model.pupil("Lina").overall_average(period)
    assert pupil_average([]) is None


def test_days_of_an_exclusion_from_school_are_excluded_in_the_timetable() -> None:
    lina = model_of(date(2026, 11, 21)).pupil("Lina")
    (sanction,) = (one for one in lina.sanctions if one.length == 3)
    assert sanction.first and sanction.last
    excluded = {one.day for one in lina.exclusions if one.from_school}
    days = lina.lessons_between(sanction.first, sanction.last)
    assert days and {lesson.day for lesson in days} <= excluded
    assert all(lina.is_exempted(lesson) for lesson in days)
