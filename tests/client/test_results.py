"""School life, skills, report cards and the rest, against the truth of the simulated school."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from custom_components.pronote.client import (
    Absence,
    Delay,
    PronoteClient,
    Punishment,
    PunishmentKind,
    Pupil,
    Secret,
    read_qr_code,
    to_json,
)
from custom_components.pronote.client.errors import (
    InputProblem,
    InvalidInputError,
    SecurityStepRequiredError,
    StaleObjectError,
)
from tests.school import KNOWN_VERSIONS, School
from tests.school.model.people import Pupil as RealPupil

from .conftest import Family, ManualClock, StartSchool


@pytest.fixture(params=sorted(KNOWN_VERSIONS))
async def school(request: pytest.FixtureRequest, start_school: StartSchool) -> School:
    """A school of each generation: results must not depend on it."""
    return await start_school(version=request.param)


@pytest.fixture
async def client(school: School, family: Family) -> PronoteClient:
    client = family.client(family.password(school))
    await client.login()
    return client


def real(school: School, pupil: Pupil) -> RealPupil:
    return school.model.pupil(pupil.name)


def year(client: PronoteClient) -> tuple[date, date]:
    calendar = client.account.calendar
    return calendar.first_day, calendar.last_day


async def test_school_life(school: School, client: PronoteClient) -> None:
    for pupil in client.account.pupils:
        truth, period = real(school, pupil), school.model.periods[0]
        life = await client.school_life.get(pupil)

        def within(
            day: date, first: date = period.first, last: date = period.last
        ) -> bool:
            return first <= day <= last

        for found, happened in ((life.absences, True), (life.announcements, False)):
            assert sorted(
                (a.start, a.end, a.justified, a.to_justify) for a in found
            ) == (
                sorted(
                    (a.start, a.end, a.justified, a.to_justify)
                    for a in truth.absences
                    if within(a.start.date()) and a.took_place is happened
                )
            )
        assert sorted(
            (d.occurred_at, int(d.duration.total_seconds() // 60) if d.duration else 0)
            for d in life.delays
        ) == sorted(
            (d.moment, d.minutes) for d in truth.delays if within(d.moment.date())
        )
        assert sorted((o.occurred_at, o.text) for o in life.observations) == sorted(
            (o.moment, o.text) for o in truth.observations if within(o.moment.date())
        )
        punishments = [
            p for p in life.punishments if p.kind is not PunishmentKind.SANCTION
        ]
        expected = [p for p in truth.punishments if within(p.moment.date())]
        assert sorted((p.name or "", p.given_by or "") for p in punishments) == sorted(
            (p.label, p.giver) for p in expected
        )
        assert sorted(d.start for p in punishments for d in p.schedule) == sorted(
            s.start for p in expected for s in p.schedule
        )
        assert sorted(m.start for m in life.measures) == sorted(
            m.first for m in truth.measures if within(m.first)
        )
        assert len(life.infirmary_visits) == sum(
            within(v.start.date()) for v in truth.infirmary
        )
        missed = sum((m.missed for m in life.missed_hours), timedelta())
        assert bool(missed) is any(a.missed for a in life.absences)
        assert all(m.missed <= m.taught for m in life.missed_hours)
        assert {event.key for event in life.to_justify} <= {
            event.key for event in life.absences_and_delays
        }


async def something_to_justify(client: PronoteClient) -> tuple[Pupil, Absence | Delay]:
    for pupil in client.account.pupils:
        if waiting := (await client.school_life.get(pupil)).to_justify:
            return pupil, waiting[0]
    return pytest.fail("nothing waits for a parent's word in this world")


def _moment(event: Absence | Delay) -> datetime:
    return event.start if isinstance(event, Absence) else event.occurred_at


async def test_a_parent_explains_an_absence(
    school: School, client: PronoteClient
) -> None:
    pupil, event = await something_to_justify(client)
    school.fault("expire_sessions")
    after = await client.school_life.justify(
        pupil, event, "Rendez-vous médical", reason="raison familiale"
    )
    assert after.key == event.key and not after.to_justify
    assert after.justification == "Rendez-vous médical"
    assert after.parent_reason == "RAISON FAMILIALE"
    truth = real(school, pupil)
    told = {x.justification for x in truth.absences}
    told |= {x.justification for x in truth.delays}
    assert "Rendez-vous médical" in told


async def test_a_pupil_explains_nothing(
    school: School, client: PronoteClient, family: Family
) -> None:
    child, event = await something_to_justify(client)
    name = next(
        account.key
        for account in school.accounts
        if account.space == "eleve.html" and account.pupils == (child.name,)
    )
    own = family.client(family.password(school, name))
    (pupil,) = (await own.login()).pupils
    life = await own.school_life.get(pupil)
    same = [x for x in life.absences_and_delays if _moment(x) == _moment(event)]
    assert not life.to_justify and not same[0].may_justify
    with pytest.raises(InvalidInputError) as caught:
        await own.school_life.justify(pupil, same[0], "C'est promis")
    assert caught.value.problem is InputProblem.NOT_ALLOWED


async def test_a_parent_acknowledges_a_punishment(
    school: School, client: PronoteClient
) -> None:
    for pupil in client.account.pupils:
        for punishment in (await client.school_life.get(pupil)).punishments:
            truth = [
                p
                for p in real(school, pupil).punishments
                if p.to_acknowledge
                and not p.acknowledged
                and p.label == punishment.name
            ]
            if truth and not punishment.acknowledged:
                after = await client.school_life.acknowledge(pupil, punishment)
                assert isinstance(after, Punishment) and after.acknowledged
                return
    pytest.fail("no punishment of this world waits for a parent")


async def test_skills(school: School, client: PronoteClient) -> None:
    for pupil in client.account.pupils:
        found = await client.evaluations.get(pupil)
        truth = [
            e
            for e in real(school, pupil).all_evaluations
            if e.period == school.model.periods[0]
        ]
        assert len(found) == len(truth) > 0
        assert sorted((e.date, e.name or "", e.subject or "") for e in found) == sorted(
            (t.date, t.title, t.subject.name) for t in truth
        )
        assert sorted(a.level or "" for e in found for a in e.acquisitions) == sorted(
            a.level.name for t in truth for a in t.acquisitions
        )


async def test_skills_that_the_school_keeps_hidden(
    school: School, family: Family
) -> None:
    client = family.client(family.password(school, "named_device"))
    with pytest.raises(SecurityStepRequiredError):
        await client.login()
    (pupil,) = (await client.complete_login(device_name="Cuisine")).pupils
    assert real(school, pupil).evaluations_hidden
    assert await client.evaluations.get(pupil) == ()


async def test_report_card(
    start_school: StartSchool, family: Family, clock: ManualClock
) -> None:
    clock.now += timedelta(days=60)
    school = await start_school()
    client = family.client(family.password(school))
    (pupil, *_) = (await client.login()).pupils
    first, second = pupil.periods[:2]
    card = await client.report_cards.get(pupil, first)
    (truth,) = [
        c for c in real(school, pupil).report_cards if c.period.name == first.name
    ]
    assert card.published
    assert card.average == truth.overall.pupil
    assert card.class_average == truth.overall.school_class
    assert {s.subject: s.average for s in card.subjects} == {
        row.name: row.averages.pupil for row in truth.rows
    }
    assert {s.subject: s.teachers for s in card.subjects} == {
        row.name: row.teachers for row in truth.rows
    }
    assert sum(len(s.parts) for s in card.subjects) == sum(
        len(row.parts) for row in truth.rows
    )
    assert {s.subject: s.level for s in card.subjects} == {
        row.name: row.level and row.level.name for row in truth.rows
    }
    assert any(subject.level for subject in card.subjects)
    assert {remark.text for remark in card.remarks} == {
        a.text for a in truth.appreciations
    }
    cards = real(school, pupil).report_cards
    columns = frozenset({"AvecMoyenneClasse", "AvecMoyenneGenerale"})
    cards[cards.index(truth)] = replace(truth, hidden=columns)
    hidden = await client.report_cards.get(pupil, first)
    assert (hidden.average, hidden.class_average) == (None, None)
    assert not any(subject.class_average for subject in hidden.subjects)
    assert [s.average for s in hidden.subjects] == [s.average for s in card.subjects]
    assert (await client.report_cards.pdf(pupil, first)).startswith(b"%PDF")
    unpublished = await client.report_cards.get(pupil, second)
    assert not unpublished.published
    assert unpublished.message


async def test_timetable_as_pdf(client: PronoteClient, clock: ManualClock) -> None:
    week = client.account.calendar.week(clock.now.date())
    pdf = await client.timetable.pdf(client.account.pupils[0], week)
    assert pdf.startswith(b"%PDF")


async def test_what_was_done(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    pupil = client.account.pupils[0]
    start, end = clock.now.date() - timedelta(days=15), clock.now.date()
    found = await client.timetable.contents(pupil, start, end)
    truth = [x for x in real(school, pupil).lessons_between(start, end) if x.content]
    assert len(found) == len(truth) > 0
    assert sorted((c.start, c.contents[0].title) for c in found) == sorted(
        (t.start, t.content.title) for t in truth if t.content
    )


async def test_home_page_is_one_question(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    pupil, today = client.account.pupils[0], clock.now.date()
    school.request_log.reset()
    page = await client.home.get(pupil, today)
    assert school.request_log.requests.total() == 1
    lessons = (await client.timetable.get(pupil, today, today)).lessons
    assert page.lessons is not None
    assert [x.key for x in page.lessons] == [x.key for x in lessons]
    known = {w.key for w in await client.homework.get(pupil, *year(client))}
    assert page.homework is not None
    assert {work.key for work in page.homework} <= known
    book = await client.grades.get(pupil)
    # A phone’s page has no menu.
    assert page.menus is None
    assert page.grades
    assert {g.key for g in page.grades} <= {g.key for g in book.grades}


async def test_account_page(school: School, client: PronoteClient) -> None:
    data = await client.personal.get()
    assert data.last_name
    text = repr(data)
    for link in data.calendars:
        assert link.url.reveal().startswith(f"{school.url}/ical/")
        assert link.url.reveal() not in text
    assert data.last_name not in text


async def test_qr_code_for_another_device(
    school: School, client: PronoteClient, family: Family
) -> None:
    text = await client.personal.create_qr_code(Secret("4321"))
    other = family.client(read_qr_code(text.reveal(), "4321", "another-device"))
    assert (await other.login()).key == client.account.key


async def test_exports_are_plain(client: PronoteClient, clock: ManualClock) -> None:
    today = clock.now.date()
    pupil = client.account.pupils[0]
    lessons = to_json(await client.timetable.get(pupil, today, today))
    assert isinstance(lessons, dict)
    assert lessons["start"] == today.isoformat()
    assert client.token is not None
    token = to_json(client.token)
    assert isinstance(token, dict)
    assert token["token"] is None


async def test_teachers_and_agenda(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    pupil = client.account.pupils[0]
    team = await client.teachers.get(pupil)
    taught = {
        name
        for lesson in real(school, pupil).lessons
        for name in lesson.teachers
        if lesson.subject
    }
    assert {t.name for t in team if not t.staff} & taught
    events = await client.agenda.get(pupil, *year(client))
    assert events
    assert all(event.end >= event.start for event in events)


async def test_staff(school: School, family: Family) -> None:
    client = family.client(family.password(school, "school_life"))
    await client.login()
    classes = await client.staff.classes()
    assert {c.name for c in classes} == {
        p.school_class.name for p in school.model.pupils
    }
    listed = await client.staff.class_pupils(classes[0])
    assert {p.name for p in listed} == {
        p.name for p in school.model.pupils if p.school_class.name == classes[0].name
    }
    sheet = await client.staff.pupil_sheet(listed[0])
    assert sheet.pupil.last_name
    assert sheet.guardians
    school.fault("expire_sessions")
    await client.staff.class_pupils(classes[0])
    with pytest.raises(StaleObjectError):
        await client.staff.pupil_sheet(listed[0])
