"""The client in an irregular school: what it leaves out or adds costs nothing else."""

from datetime import date, timedelta

import pytest

from custom_components.pronote.client import (
    Exemption,
    Lesson,
    LessonStatus,
    PronoteClient,
)
from tests.school import School
from tests.school.model import types as model

from .conftest import Family, ManualClock, StartSchool

FIVE_WEEKS = timedelta(weeks=5)


@pytest.fixture(params=["2024.3.8", "2026.2.7"])
async def school(start_school: StartSchool, request: pytest.FixtureRequest) -> School:
    return await start_school(version=request.param, irregular=True)


@pytest.fixture
async def client(school: School, family: Family) -> PronoteClient:
    client = family.client(family.password(school))
    await client.login()
    return client


async def lessons(client: PronoteClient, first: date) -> list[Lesson]:
    pupil = client.account.pupils[0]
    return [*(await client.timetable.get(pupil, first, first + FIVE_WEEKS)).lessons]


def truth(lesson: model.Lesson) -> tuple[object, ...]:
    subject = lesson.subject.name if lesson.subject else None
    if lesson.outing:
        subject = lesson.outing.title
    return (
        *(lesson.start, lesson.end, subject),
        *(lesson.taught_by, lesson.rooms, lesson.study),
    )


async def test_every_lesson_of_an_irregular_school(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    first = clock.now.date()
    read = await lessons(client, first)
    known = school.model.pupil("Lina").lessons_between(first, first + FIVE_WEEKS)
    assert sorted(map(str, map(truth, known))) == sorted(
        str((one.start, one.end, one.subject, one.teachers, one.rooms, one.study_hour))
        for one in read
    )
    assert {one.exemption for one in read} >= {
        Exemption.PRESENT,
        Exemption.AT_HOME,
        Exemption.EXCLUDED_FROM_CLASS,
        Exemption.EXCLUDED_FROM_SCHOOL,
        Exemption.PLACEMENT,
    }
    assert any(one.no_pupils for one in read)
    assert any(one.lunch_break for one in read)
    canceled = {(one.start, one.priority) for one in known if one.canceled}
    assert canceled == {
        (one.start, one.priority)
        for one in read
        if one.status in (LessonStatus.CANCELED, LessonStatus.TEACHER_ABSENT)
    }


async def test_the_home_page_of_an_irregular_school(
    client: PronoteClient, clock: ManualClock
) -> None:
    for later in range(30):
        day = clock.now.date() + timedelta(days=later)
        page = await client.home.get(client.account.pupils[0], day)
        assert page.lessons is not None
        tests = page.tests or ()
        assert len({test.key for test in tests}) == len(tests)
        assert not any("-" in test.key for test in tests)


DAY = "2026-11-24"


@pytest.mark.parametrize(
    ("what", "details", "expected"),
    [
        ("lesson_words", {}, {"held": True, "attended": True}),
        (
            "lesson_words",
            {"status": "Cours maintenu", "canceled": True},
            {"held": False, "status": LessonStatus.CANCELED},
        ),
        ("pupil_exempted", {"kind": 3}, {"attended": True, "exempted": True}),
        ("pupil_exempted", {"kind": 2}, {"attended": False, "exempted": True}),
        ("pupil_exempted", {"at_home": True}, {"attended": False, "exempted": False}),
        ("lesson_without_pupils", {}, {"attended": False, "held": True}),
        ("lesson_without_hour", {}, {"attended": True}),
        ("lesson_without_contents", {}, {"attended": True, "subject": None}),
        ("lesson_of_unknown_kind", {}, {"attended": True}),
        ("substitute_marked", {}, {"teachers": ("ROUSSEVAL I.",)}),
        (
            "pupil_excluded",
            {"from_school": True, "precautionary": True},
            {"attended": False, "exemption": Exemption.PRECAUTIONARY_MEASURE},
        ),
        ("pupil_excluded", {"first": 10}, {"attended": True}),
        ("pupil_on_placement", {"half": "morning"}, {"attended": False}),
        ("pupil_on_placement", {"half": "afternoon"}, {"attended": True}),
    ],
)
async def test_what_happens_to_the_first_lesson_of_a_day(
    school: School,
    client: PronoteClient,
    what: str,
    details: dict[str, object],
    expected: dict[str, object],
) -> None:
    day = date.fromisoformat(DAY)
    pupil = client.account.pupils[0]
    school.model.pupil("Lina").lessons[:] = [
        lesson
        for lesson in school.model.pupil("Lina").lessons
        if lesson.day != day or not (lesson.canceled or lesson.study)
    ]
    (before, *_) = (await client.timetable.get(pupil, day, day)).lessons
    school.trigger_event(what, pupil="Lina", date=DAY, **details)
    (after, *_) = (await client.timetable.get(pupil, day, day)).lessons
    assert (after.start, after.end) == (before.start, before.end)
    assert {name: getattr(after, name) for name in expected} == expected
