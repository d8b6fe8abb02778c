"""Compare what the client returns with the model of the simulated school."""

from datetime import date, timedelta
from decimal import Decimal
from html import unescape
import re

import pytest

from custom_components.pronote.client import (
    AttachmentKind,
    GradeCode,
    Lesson,
    LessonStatus,
    Meal,
    PronoteClient,
    Pupil,
    RecipientKind,
)
from custom_components.pronote.client.averages import (
    compute_average,
    compute_overall_average,
)
from custom_components.pronote.client.errors import (
    PageNotAllowedError,
    StaleObjectError,
    WriteRefusedError,
)
from custom_components.pronote.client.pages.timetable import NOT_HELD
from tests.school import KNOWN_VERSIONS, School
from tests.school.model import types as model
from tests.school.model.people import Pupil as RealPupil

from .conftest import Family, ManualClock, StartSchool


@pytest.fixture(params=sorted(KNOWN_VERSIONS))
async def school(request: pytest.FixtureRequest, start_school: StartSchool) -> School:
    """A school of each generation: results must not depend on it."""
    return await start_school(version=request.param, encrypt=True, compress=True)


@pytest.fixture
async def client(school: School, family: Family) -> PronoteClient:
    client = family.client(family.password(school))
    await client.login()
    return client


def real(school: School, pupil: Pupil) -> RealPupil:
    return school.model.pupil(pupil.name)


def around(clock: ManualClock) -> tuple[date, date]:
    today = clock.now.date()
    return today - timedelta(days=10), today + timedelta(days=20)


# --- timetable


def summary(pupil: RealPupil, lesson: model.Lesson) -> tuple[object, ...]:
    subject = lesson.subject.name if lesson.subject else None
    if lesson.outing:
        subject = lesson.outing.title
    return (
        lesson.start,
        lesson.end,
        subject,
        tuple(sorted(lesson.taught_by)),
        tuple(sorted(lesson.rooms)),
        tuple(sorted(lesson.groups)),
        lesson.memo,
        lesson.test,
        pupil.is_exempted(lesson),
        lesson.study,
    )


def read_summary(lesson: Lesson) -> tuple[object, ...]:
    return (
        lesson.start,
        lesson.end,
        lesson.subject,
        tuple(sorted(lesson.teachers)),
        tuple(sorted(lesson.rooms)),
        tuple(sorted(lesson.groups)),
        lesson.memo,
        lesson.test,
        lesson.exempted,
        lesson.study_hour,
    )


async def test_every_lesson_of_a_month(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    start, end = around(clock)
    for pupil in client.account.pupils:
        timetable = await client.timetable.get(pupil, start, end)
        known = real(school, pupil)
        truth = known.lessons_between(start, end)
        assert sorted(map(str, map(read_summary, timetable.lessons))) == sorted(
            str(summary(known, lesson)) for lesson in truth
        )
        assert all(lesson.start.tzinfo is not None for lesson in timetable.lessons)
        keys = [lesson.key for lesson in timetable.lessons]
        assert len(keys) == len(set(keys))
        canceled = [lesson for lesson in truth if lesson.canceled]
        assert canceled
        assert sorted(
            lesson.start for lesson in timetable.lessons if lesson.status in NOT_HELD
        ) == sorted(lesson.start for lesson in canceled)
        assert all(lesson.held for lesson in timetable.attended)


async def test_each_kind_of_lesson_is_distinguished(
    client: PronoteClient, clock: ManualClock
) -> None:
    start, end = around(clock)
    seen = {
        lesson.status
        for pupil in client.account.pupils
        for lesson in (await client.timetable.get(pupil, start, end)).lessons
    }
    assert seen >= {
        LessonStatus.NORMAL,
        LessonStatus.CANCELED,
        LessonStatus.TEACHER_ABSENT,
        LessonStatus.MOVED,
        LessonStatus.REPLACED,
        LessonStatus.ROOM_CHANGED,
        LessonStatus.EXCEPTIONAL,
        LessonStatus.EXEMPTED,
        LessonStatus.DETENTION,
        LessonStatus.OUTING,
        LessonStatus.CLASS_COUNCIL,
        LessonStatus.TEST,
    }


async def test_a_replaced_lesson_gives_way(
    client: PronoteClient, clock: ManualClock
) -> None:
    start, end = around(clock)
    timetable = await client.timetable.get(client.account.pupils[0], start, end)
    given_way = [lesson for lesson in timetable.lessons if lesson.superseded]
    assert given_way
    for lesson in given_way:
        assert any(
            other.start < lesson.end and lesson.start < other.end
            for other in timetable.held
        )


async def test_what_happens_is_read(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    pupil = client.account.pupils[0]
    today = clock.now.date()
    before = await client.timetable.get(pupil, today, today + timedelta(days=7))
    school.trigger_event("lesson_canceled", pupil=pupil.name)
    after = await client.timetable.get(pupil, today, today + timedelta(days=7))
    changed = {
        lesson.key: lesson for lesson in after.lessons if lesson not in before.lessons
    }
    (lesson,) = changed.values()
    assert lesson.status is LessonStatus.CANCELED
    assert lesson.key in {other.key for other in before.lessons}
    assert not lesson.held


async def test_days_outside_the_year_cost_nothing(
    school: School, client: PronoteClient
) -> None:
    pupil = client.account.pupils[0]
    last = client.account.calendar.last_day
    school.request_log.reset()
    timetable = await client.timetable.get(
        pupil, last + timedelta(days=3), last + timedelta(days=30)
    )
    assert timetable.lessons == ()
    assert await client.homework.get(pupil, date(2001, 1, 1), date(2001, 2, 1)) == ()
    assert school.request_log.requests.total() == 0


async def test_weeks_that_the_school_keeps_to_itself_cost_nothing(
    school: School, family: Family, clock: ManualClock
) -> None:
    client = family.client(family.password(school, "restricted"))
    account = await client.login()
    shown = account.rights.timetable_weeks
    assert shown is not None
    hidden = account.calendar.monday(max(shown) + 1)
    school.request_log.reset()
    timetable = await client.timetable.get(
        account.pupils[0], hidden, hidden + timedelta(days=6)
    )
    assert timetable.lessons == ()
    assert school.request_log.requests.total() == 0
    today = clock.now.date()
    assert (await client.timetable.get(account.pupils[0], today, today)).lessons


async def test_keys_survive_a_new_session(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    start, end = around(clock)
    pupil = client.account.pupils[0]
    timetable = await client.timetable.get(pupil, start, end)
    work = await client.homework.get(pupil, start, end)
    book = await client.grades.get(pupil)
    school.fault("expire_sessions")
    assert await client.timetable.get(pupil, start, end) == timetable
    assert await client.homework.get(pupil, start, end) == work
    assert await client.grades.get(pupil) == book
    assert school.request_log.logins == 2


# --- homework


def plain(html: str) -> str:
    return re.sub(r"\W+", "", unescape(re.sub(r"<[^>]*>", "", html)))


async def test_every_homework(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    start, end = around(clock)
    for pupil in client.account.pupils:
        work = await client.homework.get(pupil, start, end)
        truth = real(school, pupil).homework_between(start, end)
        assert len(work) == len(truth) > 0
        assert sorted(
            (w.due, w.given, w.subject, plain(w.text), w.done) for w in work
        ) == sorted(
            (t.due, t.given, t.subject.name, plain(t.html), t.done) for t in truth
        )
        assert sorted(
            int(w.duration.total_seconds() // 60) if w.duration else 0 for w in work
        ) == sorted(t.duration for t in truth)
        assert sum(w.difficulty is not None for w in work) == sum(
            t.difficulty is not model.Difficulty.UNKNOWN for t in truth
        )
        assert sorted(a.name for w in work for a in w.attachments) == sorted(
            a.name for t in truth for a in t.attachments
        )


async def test_files_are_the_schools_own(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    start, end = around(clock)
    pupil = client.account.pupils[0]
    truth = {
        file.name: file.content
        for item in real(school, pupil).homework_between(start, end)
        for file in item.attachments
        if file.kind is model.AttachmentKind.FILE
    }
    assert truth
    fetched = {
        file.name: await client.files.download(file)
        for item in await client.homework.get(pupil, start, end)
        for file in item.attachments
        if file.kind is AttachmentKind.FILE
    }
    assert fetched == truth


async def test_a_pupil_ticks(
    school: School, family: Family, clock: ManualClock
) -> None:
    client = family.client(family.password(school, "pupil"))
    (pupil,) = (await client.login()).pupils
    start, end = around(clock)
    work = next(w for w in await client.homework.get(pupil, start, end) if not w.done)
    done = await client.homework.set_done(pupil, work, True)
    assert done.done
    assert done.key == work.key
    ticked = [
        t for t in real(school, pupil).homework_between(work.due, work.due) if t.done
    ]
    assert work.subject in {t.subject.name for t in ticked}
    # The name of the work is void in another session: it is found again.
    school.fault("expire_sessions")
    assert not (await client.homework.set_done(pupil, done, False)).done


async def test_a_parent_does_not(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    start, end = around(clock)
    pupil = client.account.pupils[0]
    work = next(w for w in await client.homework.get(pupil, start, end) if not w.done)
    with pytest.raises(WriteRefusedError):
        await client.homework.set_done(pupil, work, True)


async def test_work_that_is_gone(
    school: School, family: Family, clock: ManualClock
) -> None:
    client = family.client(family.password(school, "pupil"))
    (pupil,) = (await client.login()).pupils
    start, end = around(clock)
    work = next(w for w in await client.homework.get(pupil, start, end) if not w.done)
    truth = real(school, pupil)
    truth.homework[:] = [t for t in truth.homework if t.due != work.due]
    school.fault("expire_sessions")
    with pytest.raises(StaleObjectError):
        await client.homework.set_done(pupil, work, True)


# --- grades


async def test_every_grade(school: School, client: PronoteClient) -> None:
    for pupil in client.account.pupils:
        truth, period = real(school, pupil), school.model.periods[0]
        book = await client.grades.get(pupil)
        assert book.period == period.name
        expected = truth.grades(period)
        assert len(book.grades) == len(expected) > 0
        assert sorted(
            (g.date, g.subject or "", g.title or "", g.coefficient, g.out_of)
            for g in book.grades
        ) == sorted(
            (t.date, t.subject.name, t.title, t.coefficient, t.out_of) for t in expected
        )
        assert sorted(g.value for g in book.grades if g.value is not None) == sorted(
            t.out_of if t.value is model.GradeCode.CONGRATULATIONS else t.value
            for t in expected
            if isinstance(t.value, Decimal)
            or t.value is model.GradeCode.CONGRATULATIONS
        )
        assert sorted(g.code for g in book.grades if g.code) == sorted(
            GradeCode(t.value.name.lower())
            for t in expected
            if isinstance(t.value, model.GradeCode)
        )
        assert sum(g.bonus for g in book.grades) == sum(t.bonus for t in expected)
        assert sum(g.optional for g in book.grades) == sum(
            t.optional and not t.bonus for t in expected
        )
        assert book.overall_average == truth.overall_average(period)
        assert book.class_overall_average == truth.class_overall_average(period)
        assert {s.subject: s.average for s in book.subjects} == {
            a.subject.name: a.pupil for a in truth.averages(period)
        }
        assert book.last == book.grades[0]


async def test_another_period(school: School, client: PronoteClient) -> None:
    pupil = client.account.pupils[0]
    book = await client.grades.get(pupil, pupil.periods[1])
    assert book.period == school.model.periods[1].name
    assert len(book.grades) == len(real(school, pupil).grades(school.model.periods[1]))


async def test_hidden_averages(school: School, family: Family) -> None:
    client = family.client(family.password(school, "restricted"))
    (pupil,) = (await client.login()).pupils
    try:
        book = await client.grades.get(pupil)
    except PageNotAllowedError:
        pytest.fail("the grades of this account are open")
    assert book.overall_average is None
    assert book.grades


# --- menus


async def test_every_menu(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    start, end = around(clock)
    pupil = client.account.pupils[0]
    menus = await client.menus.get(pupil, start, end)
    truth = [menu for menu in real(school, pupil).menus if start <= menu.date <= end]
    assert len(menus) == len(truth) > 0
    assert sorted((m.date, m.meal is Meal.DINNER) for m in menus) == sorted(
        (t.date, t.meal is model.MealKind.DINNER) for t in truth
    )
    for menu in menus:
        same = next(
            t
            for t in truth
            if t.date == menu.date
            and (t.meal is model.MealKind.DINNER) == (menu.meal is Meal.DINNER)
        )
        assert sorted(dish.name for dish in menu.dishes) == sorted(
            food.name for dish in same.dishes for food in dish.foods
        )
        assert sorted(a.name for d in menu.dishes for a in d.allergens) == sorted(
            a.name for d in same.dishes for f in d.foods for a in f.allergens
        )


# --- politeness


async def test_every_page_costs_one_question_a_week(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    pupil, today = client.account.pupils[0], clock.now.date()
    later = today + timedelta(weeks=2)
    school.request_log.reset()
    await client.timetable.get(pupil, today, later)
    await client.homework.get(pupil, today, later)
    await client.timetable.contents(pupil, today - timedelta(weeks=3), today)
    await client.menus.get(pupil, today, later)
    await client.agenda.get(pupil, today, today)
    await client.teachers.get(pupil)
    await client.grades.get(pupil)
    await client.grades.record(pupil)
    await client.evaluations.get(pupil)
    await client.report_cards.get(pupil)
    await client.school_life.get(pupil)
    await client.personal.get(pupil)
    await client.home.get(pupil, today)
    news = [
        item
        for item in await client.news.get(pupil)
        if item.child is None or item.child in pupil.name
    ]
    discussions = await client.discussions.get(pupil)
    await client.discussions.recipients(RecipientKind.TEACHER, pupil)
    apart = [item for item in news if item.questions is None]
    for item in news:
        await client.news.content(item, pupil)
    for discussion in discussions:
        await client.discussions.thread(discussion, pupil)
    assert school.request_log.requests == {
        "PageEmploiDuTemps": 3,  # weeks, at once from the next time on
        "PageMenus": 3,  # weeks
        "PageCahierDeTexte": 2,  # homework, contents
        # One of them opens under the child's own name only, after an empty answer.
        "PageActualites": 1 + len(apart) + bool(apart),
        "ListeMessages": len(discussions),
        **dict.fromkeys(
            (
                *("PageAgenda", "PageEquipePedagogique", "DernieresNotes"),
                *("PageReleve", "DernieresEvaluations", "PageBulletins"),
                *("PagePresence", "PageInfosPerso", "PageAccueil"),
                *("ListeMessagerie", "ListeRessourcesPourCommunication"),
            ),
            1,
        ),
    }
    assert school.request_log.page_loads == 0


async def test_averages_that_the_school_hides_are_worked_out(
    school: School, family: Family
) -> None:
    client = family.client(family.password(school, "restricted"))
    (pupil,) = (await client.login()).pupils
    book = await client.grades.get(pupil)
    truth, period = real(school, pupil), school.model.periods[0]
    assert book.overall_average is None
    for average in truth.averages(period):
        grades = [g for g in book.grades if g.subject == average.subject.name]
        assert compute_average(grades) == average.pupil
    assert compute_overall_average(book) == truth.overall_average(period)


# --- the school year


async def test_the_school_year(school: School, client: PronoteClient) -> None:
    calendar, year = client.account.calendar, school.model.year
    assert calendar.first_day == year.first_day
    assert calendar.last_day == year.last_day
    day = year.first_day
    labels = set()
    while day <= year.last_day:
        assert calendar.is_working_day(day) == year.is_school_day(day), day
        if calendar.is_working_day(day):
            labels.add(calendar.week_label(day))
        day += timedelta(days=1)
    assert len(labels) == 2
    assert calendar.lunch is not None
    assert calendar.lunch[0] < calendar.lunch[1]
    assert calendar.breaks
    assert calendar.next_working_day(year.last_day) is None
