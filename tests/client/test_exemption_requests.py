"""Parents request an exemption from a lesson or from subjects, and withdraw the request."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from custom_components.pronote.client import (
    AbsenceStatus,
    InputProblem,
    InvalidInputError,
    Lesson,
    PronoteClient,
    Pupil,
    RequestRefusedError,
    StaleObjectError,
    SubjectExemption,
    Upload,
    WriteRefusedError,
    WriteUnconfirmedError,
)
from tests.school import KNOWN_VERSIONS, School
from tests.school.model.school_life import Exemption as RealExemption

from .conftest import Family, StartSchool

WRITE = "SaisieVieScolaire"
PAPER = Upload(name="certificat.pdf", content=b"%PDF", content_type="application/pdf")
TEXT = "Entorse de la cheville"
SPORT = "ED.PHYSIQUE & SPORT."
# It is Tuesday the 17th.
FIRST, LAST = date(2026, 11, 19), date(2026, 12, 4)


async def parent(school: School, family: Family) -> tuple[PronoteClient, Pupil]:
    """Return a parent that is logged in, with a child without exemptions."""
    client = family.client(family.password(school))
    pupil = (await client.login()).pupils[0]
    school.model.pupil(pupil.name).exemptions.clear()
    school.request_log.reset()
    return client, pupil


def requested(school: School, pupil: Pupil) -> list[RealExemption]:
    """Return the exemptions that the school recorded."""
    return school.model.pupil(pupil.name).exemptions


async def next_lesson(client: PronoteClient, pupil: Pupil, subject: str) -> Lesson:
    today = FIRST - timedelta(days=1)
    timetable = await client.timetable.get(pupil, today, today + timedelta(days=6))
    return next(one for one in timetable.lessons if one.subject == subject and one.held)


async def from_subjects(
    client: PronoteClient, pupil: Pupil, **changes: Any
) -> tuple[SubjectExemption, ...]:
    asked: dict[str, Any] = {
        "subjects": [SPORT.lower()],
        "start": FIRST,
        "end": LAST,
        "text": TEXT,
    }
    return await client.exemptions.request_for_subjects(pupil, **asked | changes)


@pytest.mark.parametrize("version", KNOWN_VERSIONS)
async def test_from_subjects(
    start_school: StartSchool, family: Family, version: str
) -> None:
    school = await start_school(version=version)
    client, pupil = await parent(school, family)
    (made,) = await from_subjects(client, pupil, text=f" {TEXT} ")
    assert made.status is AbsenceStatus.ANNOUNCED and made.may_withdraw
    assert (made.subject, made.start, made.end) == (SPORT, FIRST, LAST)
    assert made.comment == TEXT
    (stored,) = requested(school, pupil)
    assert (stored.subject.name, stored.first, stored.last) == (SPORT, FIRST, LAST)
    subject = next(
        one for one in client.account.pupils[0].exemption_subjects if one.name == SPORT
    )
    assert subject.ref is not None
    row = {
        "N": -1001,
        "G": 40,
        "E": 1,
        "commentaire": TEXT,
        "matieres": [{"N": subject.ref.id, "L": SPORT}],
        "dateDebut": {"_T": 7, "V": "19/11/2026 0:0:0"},
        "dateFin": {"_T": 7, "V": "4/12/2026 0:0:0"},
    }
    # There is no check beforehand.
    assert school.request_log.written == [(WRITE, {"listeAbsences": [row]})]


@pytest.mark.parametrize("version", KNOWN_VERSIONS)
async def test_from_one_lesson_with_a_file(
    start_school: StartSchool, family: Family, version: str
) -> None:
    school = await start_school(version=version)
    client, pupil = await parent(school, family)
    lesson = await next_lesson(client, pupil, SPORT)
    school.request_log.reset()
    made = await client.exemptions.request_for_lesson(pupil, lesson, TEXT, PAPER)
    assert (made.subject, made.start) == (SPORT, lesson.start.date())
    assert made.end == made.start
    assert made.documents == ("certificat.pdf",)
    (stored,) = requested(school, pupil)
    assert stored.lesson is not None and stored.lesson.start == lesson.start
    assert [one.content for one in stored.documents] == [b"%PDF"]
    [(function, data)] = school.request_log.written
    (row,) = data["listeAbsences"]
    assert lesson.ref is not None
    assert function == WRITE and row.keys() == {
        "N",
        "G",
        "E",
        "commentaire",
        "cours",
        "justificatifs",
    }
    assert row["cours"] == {"N": lesson.ref.id, "G": 0}
    (document,) = row["justificatifs"]
    assert (document["N"], document["E"], document["G"]) == (-1001, 1, 1)
    assert (document["L"], document["nomFichier"]) == ("certificat.pdf",) * 2


async def test_a_lesson_of_an_earlier_session(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    lesson = await next_lesson(client, pupil, SPORT)
    school.fault("expire_sessions")
    await client.exemptions.request_for_lesson(pupil, lesson, TEXT)
    assert len(requested(school, pupil)) == 1
    gone = replace(lesson, key="0" * 16, ref=None)
    requested(school, pupil).clear()
    with pytest.raises(StaleObjectError):
        await client.exemptions.request_for_lesson(pupil, gone, TEXT)
    assert not requested(school, pupil)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"text": " "}, InputProblem.TEXT_REQUIRED),
        ({"text": "x" * 201}, InputProblem.TOO_LONG),
        ({"end": FIRST - timedelta(days=1)}, InputProblem.DATES_REVERSED),
        ({"subjects": ["Magie"]}, InputProblem.NO_SUCH_SUBJECT),
        ({"subjects": []}, InputProblem.NO_SUCH_SUBJECT),
        ({"subjects": [SPORT, "Magie"]}, InputProblem.NO_SUCH_SUBJECT),
        (
            {"start": date(2027, 2, 1), "end": date(2027, 2, 2)},
            InputProblem.TOO_FAR_AHEAD,
        ),
        (
            {"file": replace(PAPER, content=b"x" * 5_000_000)},
            InputProblem.TOO_LARGE,
        ),
    ],
)
async def test_what_the_school_cannot_accept_is_not_sent(
    start_school: StartSchool,
    family: Family,
    change: dict[str, Any],
    problem: InputProblem,
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    with pytest.raises(InvalidInputError) as caught:
        await from_subjects(client, pupil, **change)
    assert caught.value.problem is problem
    assert not school.request_log.written


@pytest.mark.parametrize("account", ["pupil", "parent"])
async def test_without_the_right_nothing_is_sent(
    start_school: StartSchool, family: Family, account: str
) -> None:
    school = await start_school()
    for one in school.model.accounts:
        one.may_request_exemptions = False
    client = family.client(family.password(school, account))
    pupil = (await client.login()).pupils[0]
    lesson = await next_lesson(client, pupil, SPORT)
    with pytest.raises(InvalidInputError) as caught:
        await from_subjects(client, pupil)
    assert caught.value.problem is InputProblem.NOT_ALLOWED
    with pytest.raises(InvalidInputError) as caught:
        await client.exemptions.request_for_lesson(pupil, lesson, TEXT)
    assert caught.value.problem is InputProblem.NOT_ALLOWED
    assert not school.request_log.written


async def test_not_requested_twice(start_school: StartSchool, family: Family) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    await from_subjects(client, pupil)
    school.request_log.reset()
    with pytest.raises(InvalidInputError) as caught:
        await from_subjects(client, pupil, start=LAST, end=LAST)
    assert caught.value.problem is InputProblem.ALREADY_REQUESTED
    assert not school.request_log.written and len(requested(school, pupil)) == 1
    # Once refused it can be requested again.
    exemptions = requested(school, pupil)
    exemptions[0] = replace(exemptions[0], waiting=False, refused=True)
    await from_subjects(client, pupil)
    assert len(exemptions) == 2


@pytest.mark.parametrize(
    ("fault", "messages"),
    [("refuse_write", ("La période est close.",)), ("forget_write", ())],
)
async def test_the_school_refuses(
    start_school: StartSchool, family: Family, fault: str, messages: tuple[str, ...]
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    school.fault(fault, function=WRITE, message="La période est close.")
    with pytest.raises(WriteRefusedError) as caught:
        await from_subjects(client, pupil)
    assert caught.value.messages == messages
    assert not requested(school, pupil)


async def test_the_school_refuses_with_a_message_among_the_data(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    for one in school.model.accounts:
        one.may_request_exemptions = False
    with pytest.raises(WriteRefusedError) as caught:
        await from_subjects(client, pupil)
    assert caught.value.messages == ("Vous ne pouvez pas demander de dispense.",)


async def test_a_lost_answer_is_looked_up(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    school.fault("truncate", function=WRITE)
    (made,) = await from_subjects(client, pupil)
    assert made.status is AbsenceStatus.ANNOUNCED
    assert len(requested(school, pupil)) == len(school.request_log.written) == 1


async def test_a_lost_answer_that_nobody_knows(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    school.fault("forget_write", function=WRITE, times=None)
    school.fault("drop", function=WRITE, times=None)
    with pytest.raises(WriteUnconfirmedError):
        await from_subjects(client, pupil)


@pytest.mark.parametrize("fault", [None, "truncate"])
async def test_withdrawn(
    start_school: StartSchool, family: Family, fault: str | None
) -> None:
    """Also if the answer is lost."""
    school = await start_school()
    client, pupil = await parent(school, family)
    (made,) = await from_subjects(client, pupil)
    assert made.ref is not None
    school.request_log.reset()
    if fault:
        school.fault(fault, function=WRITE)
    await client.exemptions.withdraw(pupil, made)
    assert not requested(school, pupil)
    row = {"N": made.ref.id, "G": 40, "E": 3}
    assert school.request_log.written == [(WRITE, {"listeAbsences": [row]})]


async def test_an_answered_request_stays(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    (known,) = await from_subjects(client, pupil)
    exemptions = requested(school, pupil)
    exemptions[0] = replace(exemptions[0], waiting=False)
    (accepted,) = (await client.school_life.get(pupil)).exemptions
    assert accepted.status is AbsenceStatus.ACCEPTED
    with pytest.raises(InvalidInputError) as caught:
        await client.exemptions.withdraw(pupil, accepted)
    assert caught.value.problem is InputProblem.ALREADY_ANSWERED
    with pytest.raises(WriteRefusedError) as refusal:
        await client.exemptions.withdraw(pupil, known)
    assert refusal.value.messages == ("Cette dispense a déjà été traitée.",)
    assert len(exemptions) == 1


@pytest.mark.parametrize(
    ("fault", "messages"),
    [("refuse_write", ("La période est close.",)), ("forget_write", ())],
)
async def test_the_school_refuses_a_withdrawal(
    start_school: StartSchool, family: Family, fault: str, messages: tuple[str, ...]
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    (made,) = await from_subjects(client, pupil)
    school.fault(fault, function=WRITE, message="La période est close.")
    with pytest.raises(WriteRefusedError) as caught:
        await client.exemptions.withdraw(pupil, made)
    assert caught.value.messages == messages
    assert requested(school, pupil)


async def test_withdrawn_twice(start_school: StartSchool, family: Family) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    (made,) = await from_subjects(client, pupil)
    await client.exemptions.withdraw(pupil, made)
    with pytest.raises(RequestRefusedError):
        await client.exemptions.withdraw(pupil, made)
    school.fault("expire_sessions")
    await client.exemptions.withdraw(pupil, made)
    assert not requested(school, pupil)


async def test_a_pupil_withdraws_nothing(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    (made,) = await from_subjects(client, pupil)
    child = family.client(family.password(school, "pupil"))
    own = (await child.login()).pupils[0]
    school.request_log.reset()
    with pytest.raises(InvalidInputError) as refused:
        await child.exemptions.withdraw(own, made)
    assert refused.value.problem is InputProblem.NOT_ALLOWED
    assert not school.request_log.requests


async def test_a_request_that_is_gone(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    (made,) = await from_subjects(client, pupil)
    requested(school, pupil).clear()
    school.expire_sessions()
    await client.school_life.get(pupil)
    school.request_log.reset()
    with pytest.raises(StaleObjectError):
        await client.exemptions.withdraw(pupil, made)
    assert not school.request_log.requests[WRITE]
