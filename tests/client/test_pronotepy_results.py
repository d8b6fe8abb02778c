"""The same witness, pronotepy, on results, school life and all that is not daily."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from html import unescape
import re
from typing import Any

import pronotepy
import pytest
import requests

from tests.school import Options, School, running_school
from tests.school.model.people import Pupil
from tests.school.model.report_cards import ReportRow
from tests.school.model.school_life import Punishment
from tests.school.model.skills import Acquisition, Evaluation
from tests.school.model.teams import team_of

from .pronotepy_versions import VERSIONS, adapt_to_version

TODAY = date(2026, 11, 21)

pytestmark = pytest.mark.usefixtures("socket_enabled")
family = pytest.mark.parametrize("key", ["pupil", "parent"])


@pytest.fixture(params=VERSIONS)
async def school(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[School]:
    # pronotepy requests punishments by term only; schools file them under the year. It does not
    # name the kind of their files.
    version = str(request.param)
    adapt_to_version(version, monkeypatch)
    options = Options(
        today=TODAY, version=version, year_punishments=False, names_file_kinds=False
    )
    async with running_school(options) as school:
        yield school


async def asked[T](question: Callable[[], T]) -> T:
    """Call pronotepy, which blocks, in a thread."""
    with ThreadPoolExecutor(1) as threads:
        return await asyncio.get_running_loop().run_in_executor(threads, question)


async def logged_in(school: School, key: str) -> Any:
    kinds = {
        "parent.html": pronotepy.ParentClient,
        "viescolaire.html": pronotepy.VieScolaireClient,
    }
    account = school.account(key)
    kind = kinds.get(account.space, pronotepy.Client)
    return await asked(lambda: kind(account.url, account.username, account.password))


def wall(moment: datetime) -> datetime:
    """The time of the school, as pronotepy reads it."""
    return moment.replace(tzinfo=None)


def comma(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.2f}".replace(".", ",")


def text(html: str) -> str:
    return unescape(re.sub("<.*?>", "", html))


@pytest.fixture
def lina(school: School) -> Pupil:
    return school.model.pupil("Lina")


@family
async def test_a_report_card_before_and_after_it_is_published(
    school: School, lina: Pupil, key: str
) -> None:
    client = await logged_in(school, key)
    period = client.current_period
    assert await asked(lambda: period.report) is None
    school.trigger_event("report_card")
    card = lina.report_cards[0]
    report = await asked(lambda: period.report)
    assert report.comments == [one.text for one in card.appreciations]
    assert [_row_read(row) for row in report.subjects] == [
        _row_seen(row) for row in card.rows
    ]
    assert any(row.averages.pupil is None for row in card.rows)


def _row_read(row: Any) -> tuple[Any, ...]:
    return (
        row.name,
        row.color,
        row.student_average,
        row.class_average,
        row.min_average,
        row.max_average,
        row.coefficient,
        row.teachers,
        row.comments,
    )


def _row_seen(row: ReportRow) -> tuple[Any, ...]:
    averages = row.averages
    return (
        row.name,
        row.subject.color,
        comma(averages.pupil),
        comma(averages.school_class),
        comma(averages.lowest),
        comma(averages.highest),
        comma(row.coefficient),
        list(row.teachers),
        list(row.comments),
    )


@family
async def test_evaluations_and_their_levels(
    school: School, lina: Pupil, key: str
) -> None:
    school.trigger_event("evaluation", subject="SVT", level="E")
    client = await logged_in(school, key)
    period = client.current_period
    evaluations = await asked(lambda: period.evaluations)
    truth = lina.evaluations(school.model.periods[0])
    assert [_evaluation_read(one) for one in evaluations] == [
        _evaluation_seen(one) for one in truth
    ]
    assert len(truth) > 5
    assert {one.domain is None for one in truth} == {True, False}


def _evaluation_read(one: Any) -> tuple[Any, ...]:
    return (
        one.name,
        one.date,
        one.subject.name,
        one.teacher,
        one.coefficient,
        one.description,
        one.domain,
        one.paliers,
        [
            (
                level.order,
                level.level,
                level.abbreviation,
                level.coefficient,
                level.domain,
                level.name,
                level.pillar,
                level.pillar_prefix,
            )
            for level in one.acquisitions
        ],
    )


def _evaluation_seen(one: Evaluation) -> tuple[Any, ...]:
    return (
        one.title,
        one.date,
        one.subject.name,
        one.teacher,
        one.coefficient,
        one.description,
        one.domain.name if one.domain else None,
        [cycle.name for cycle in one.cycles],
        [_acquisition_seen(acquired) for acquired in one.acquisitions],
    )


def _acquisition_seen(one: Acquisition) -> tuple[Any, ...]:
    return (
        one.order,
        one.level.name,
        one.level.abbreviation,
        one.coefficient,
        one.domain.name,
        one.item.name if one.item else None,
        one.pillar.name,
        one.pillar.prefixes,
    )


async def test_absences_and_delays_of_each_child(school: School) -> None:
    school.trigger_event("absence", pupil="Hugo", reason="RENDEZ-VOUS MÉDICAL")
    client = await logged_in(school, "parent")
    for name in ("Lina", "Hugo"):
        pupil = school.model.pupil(name)
        client.set_child(pupil.name)
        period = client.current_period
        absences = await asked(partial(getattr, period, "absences"))
        assert [
            (
                one.from_date,
                one.to_date,
                one.justified,
                one.hours,
                one.days,
                one.reasons,
            )
            for one in absences
        ] == [
            (
                wall(one.start),
                wall(one.end),
                one.justified,
                one.hours,
                one.half_days,
                [one.reason] if one.reason else [],
            )
            for one in sorted(pupil.absences, key=lambda one: one.start)
        ]
        delays = await asked(partial(getattr, period, "delays"))
        assert [
            (one.date, one.minutes, one.justified, one.justification, one.reasons)
            for one in delays
        ] == [
            (
                wall(one.moment),
                one.minutes,
                one.justified,
                one.justification,
                [one.reason] if one.reason else [],
            )
            for one in sorted(pupil.delays, key=lambda one: one.moment)
        ]
        assert {one.justified for one in absences} == {True, False}


async def test_punishments_with_their_schedule(school: School) -> None:
    school.trigger_event("detention", pupil="Hugo")
    client = await logged_in(school, "pupil_2nde")
    period = client.current_period
    punishments = await asked(lambda: period.punishments)
    truth = sorted(
        school.model.pupil("Hugo").punishments, key=lambda one: one.moment.date()
    )
    assert [_punishment_read(one) for one in punishments] == [
        _punishment_seen(one) for one in truth
    ]
    assert any(one.schedule for one in punishments)
    assert any(one.exclusion for one in punishments)
    joined = next(one for one in punishments if one.homework_documents)
    paper = next(one for one in truth if one.homework_documents).homework_documents[0]
    document = joined.homework_documents[0]
    assert await asked(lambda: document.data) == paper.content


def _punishment_read(one: Any) -> tuple[Any, ...]:
    return (
        one.nature,
        one.given,
        one.during_lesson,
        one.exclusion,
        one.homework,
        [file.name for file in one.homework_documents],
        one.circumstances,
        [file.name for file in one.circumstance_documents],
        one.reasons,
        one.giver,
        one.schedulable,
        one.duration,
        bool(one.requires_parent),
        [(sitting.start, sitting.duration) for sitting in one.schedule],
    )


def _punishment_seen(one: Punishment) -> tuple[Any, ...]:
    moment = wall(one.moment)
    return (
        one.label,
        moment.date() if one.slot is None else moment,
        one.slot is not None,
        one.nature == 0,
        one.homework,
        [file.name for file in one.homework_documents],
        one.circumstances,
        [file.name for file in one.circumstance_documents],
        [one.reason],
        one.giver,
        one.schedulable,
        None if one.minutes is None else timedelta(minutes=one.minutes),
        one.to_acknowledge,
        [
            (wall(sitting.start), timedelta(minutes=sitting.minutes))
            for sitting in one.schedule
        ],
    )


@family
async def test_what_was_done_in_a_lesson_with_its_files(
    school: School, lina: Pupil, key: str
) -> None:
    past = [one for one in lina.lessons if one.content and one.content.attachments][-1]
    assert past.content
    client = await logged_in(school, key)
    midnight = datetime.combine(past.day, time())
    lessons = await asked(
        lambda: client.lessons(midnight, midnight + timedelta(days=1))
    )
    lesson = next(one for one in lessons if one.start == wall(past.start))
    content = await asked(lambda: lesson.content)
    assert content.title == past.content.title
    assert content.description == text(past.content.html)
    assert [(one.name, one.type) for one in content.files] == [
        (one.name, int(one.kind)) for one in past.content.attachments
    ]
    for one, other in zip(content.files, past.content.attachments, strict=True):
        if other.url:
            assert one.url == other.url
        else:
            assert await asked(partial(getattr, one, "data")) == other.content


@family
async def test_the_team_of_a_class(school: School, lina: Pupil, key: str) -> None:
    client = await logged_in(school, key)
    team = await asked(client.get_teaching_staff)
    truth = team_of(lina.school_class)
    assert [(one.name, one.num, one.type) for one in team] == [
        (one.name, rank, "teacher" if one.teaches else "staff")
        for rank, one in enumerate(truth, 1)
    ]
    assert [
        [(taught.name, taught.duration) for taught in one.subjects] for one in team
    ] == [
        [(taught.label, timedelta(minutes=taught.minutes)) for taught in one.subjects]
        for one in truth
    ]


@family
async def test_the_calendar_without_a_session(
    school: School, lina: Pupil, key: str
) -> None:
    client = await logged_in(school, key)
    url = await asked(client.export_ical)
    school.fault("expire_sessions")
    response = await asked(lambda: requests.get(url, timeout=10))
    assert response.headers["Content-Type"].startswith("text/calendar")
    starts = re.findall(r"^DTSTART:(\d{8}T\d{6})Z", response.text, re.MULTILINE)
    year = school.model.year
    lessons = lina.lessons_between(year.first_day, year.last_day)
    assert starts == [f"{one.start.astimezone(UTC):%Y%m%dT%H%M%S}" for one in lessons]
    assert response.text.count("STATUS:CANCELED") == sum(
        one.canceled for one in lessons
    )


@family
async def test_the_timetable_on_paper(school: School, key: str) -> None:
    client = await logged_in(school, key)
    for day in (TODAY, None):
        url = await asked(partial(client.generate_timetable_pdf, day))
        document = await asked(partial(client.communication.session.get, url))
        assert document.content.startswith(b"%PDF-")


async def test_who_holds_the_account(school: School, lina: Pupil) -> None:
    client = await logged_in(school, "pupil")
    assert lina.sheet
    person = lina.sheet.person
    address = await asked(lambda: client.info.address)
    assert address == (
        *person.address,
        "",
        "",
        "",
        person.postcode,
        person.city,
        "",
        person.country,
    )
    assert await asked(lambda: client.info.email) == "l.verselin@exemple.fr"
    number = await asked(lambda: client.info.ine_number)
    assert number == lina.sheet.national_number


async def test_school_life_staff_read_the_pupils(school: School) -> None:
    client = await logged_in(school, "school_life")
    assert [(one.name, one.grade) for one in client.classes] == [
        (one.name, one.level) for one in school.model.classes
    ]
    students = await asked(client.classes[0].students)
    truth = sorted(
        (one for one in school.model.pupils if one.school_class.name == "4B"),
        key=lambda one: one.name,
    )
    for student, pupil in zip(students, truth, strict=True):
        sheet = pupil.sheet
        assert sheet
        assert (
            student.full_name,
            student.date_of_birth,
            student.enrollment_date,
            student.sex,
            student.options,
            student.projects,
        ) == (
            pupil.name,
            sheet.born,
            sheet.entered,
            sheet.sex,
            list(sheet.options),
            [f"{one.kind} ({one.reason})" for one in sheet.supports],
        )
        identity = await asked(partial(getattr, student, "identity"))
        assert (identity.date_of_birth, identity.email, identity.address) == (
            sheet.born,
            sheet.person.email,
            list(sheet.person.address),
        )
        guardians = await asked(partial(getattr, student, "guardians"))
        assert [
            (one.full_name, one.relatives_link, one.is_legal, one.urgency_contact)
            for one in guardians
        ] == [
            (
                one.person.last_name,
                one.kinship,
                one.level == "LEGAL",
                one.emergency,
            )
            for one in sheet.guardians
        ]
