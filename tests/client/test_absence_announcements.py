"""Parents announce an absence, and withdraw what they announced."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from custom_components.pronote.client import (
    AbsenceStatus,
    AffectedService,
    Announcement,
    InputProblem,
    InvalidInputError,
    PronoteClient,
    Pupil,
    RequestRefusedError,
    Upload,
    WriteRefusedError,
    WriteUnconfirmedError,
)
from tests.school import KNOWN_VERSIONS, School
from tests.school.model.school_life import Absence as RealAbsence

from .conftest import PARIS, Family, ManualClock, StartSchool

WRITE = "SaisieVieScolaire"
PAPER = Upload(name="mot.pdf", content=b"%PDF", content_type="application/pdf")
# A Thursday; it is Tuesday morning.
MORNING = Announcement(
    start=datetime(2026, 11, 19, 8, 10, tzinfo=PARIS),
    end=datetime(2026, 11, 19, 11, 0, tzinfo=PARIS),
    reason="raison familiale",
    text="Mariage",
)


async def parent(school: School, family: Family) -> tuple[PronoteClient, Pupil]:
    """Return a parent that is logged in, with a child of whom nothing is announced."""
    client = family.client(family.password(school))
    pupil = (await client.login()).pupils[0]
    absences = school.model.pupil(pupil.name).absences
    absences[:] = [one for one in absences if not one.announced_by]
    school.request_log.reset()
    return client, pupil


def announced(school: School, pupil: Pupil) -> list[RealAbsence]:
    """Return the announcements that the school recorded."""
    absences = school.model.pupil(pupil.name).absences
    return [one for one in absences if one.announced_by]


@pytest.mark.parametrize("version", KNOWN_VERSIONS)
async def test_an_absence_is_announced(
    start_school: StartSchool, family: Family, version: str
) -> None:
    school = await start_school(version=version)
    client, pupil = await parent(school, family)
    made = await client.announcements.announce(pupil, MORNING)
    assert made.absence.status is AbsenceStatus.ANNOUNCED and made.absence.may_withdraw
    assert made.absence.parent_reason == "RAISON FAMILIALE"
    (stored,) = announced(school, pupil)
    # Rounded to the slots of the day.
    assert stored.start == MORNING.start.replace(minute=0)
    assert stored.end == MORNING.end.replace(minute=5)
    *checks, (function, sent) = school.request_log.written
    assert bool(checks) is not version.startswith("2024")
    reason = next(
        one for one in client.account.absence_reasons if one.name == "RAISON FAMILIALE"
    )
    assert reason.ref is not None
    row = {
        "N": -1001,
        "G": 13,
        "E": 1,
        "estUneCreationParent": True,
        "debut": {
            "date": {"_T": 7, "V": "19/11/2026 08:00:00"},
            "estMatin": True,
            "heure": {"G": 0, "L": "08h00", "place": 0},
        },
        "fin": {
            "date": {"_T": 7, "V": "19/11/2026 11:05:00"},
            "estMatin": False,
            "heure": {"G": 5, "L": "11h05", "place": 5},
        },
        "motifParent": {"N": reason.ref.id},
        "justification": "Mariage",
    }
    assert (function, sent) == (WRITE, {"listeAbsences": [row]})
    for name, check in checks:
        assert (name, check) == (WRITE, {"listeAbsences": [row], "estControle": True})


async def test_whole_days_a_file_and_the_services(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    day = MORNING.start.date()
    made = await client.announcements.announce(
        pupil,
        Announcement(
            start=datetime.combine(day, time.min, PARIS),
            end=datetime.combine(day + timedelta(days=1), time(23, 59), PARIS),
            reason="RENDEZ-VOUS MÉDICAL",
            text="Certificat joint",
            file=PAPER,
        ),
    )
    assert made.absence.documents == ("mot.pdf",)
    assert made.services == (AffectedService(name="Cantine"),)
    (stored,) = announced(school, pupil)
    assert (stored.start.date(), stored.end.date()) == (day, day + timedelta(days=1))
    assert [one.content for one in stored.documents] == [b"%PDF"]
    documents = [
        data["listeAbsences"][0].get("documents")
        for _, data in school.request_log.written
    ]
    assert documents[0] is None and len(documents) == 2
    (document,) = documents[1]
    assert (document["N"], document["E"], document["G"]) == (-1001, 1, 1)


async def test_a_check_names_the_services(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    assert await client.announcements.check(pupil, MORNING) == ()
    day = replace(MORNING, end=MORNING.end.replace(hour=17))
    canteen = AffectedService(name="Cantine")
    assert await client.announcements.check(pupil, day) == (canteen,)
    assert not announced(school, pupil)


@pytest.mark.parametrize(
    ("start", "end", "halves"),
    [
        (time(8, 30), time(11), (True, True)),
        (time(8, 30), time(16), (True, False)),
        (time(12, 15), time(16), (False, False)),
        (time(8, 30), time(12, 15), (True, True)),
    ],
)
async def test_a_primary_school_counts_half_days(
    start_school: StartSchool,
    family: Family,
    start: time,
    end: time,
    halves: tuple[bool, bool],
) -> None:
    """An absence has no hours there: only the halves of its first and last day."""
    school = await start_school(primary=True)
    client, pupil = await parent(school, family)
    day = MORNING.start.date()
    announcement = replace(
        MORNING,
        start=datetime.combine(day, start, PARIS),
        end=datetime.combine(day, end, PARIS),
    )
    made = await client.announcements.announce(pupil, announcement)
    assert made.absence.status is AbsenceStatus.ANNOUNCED
    row = school.request_log.written[-1][1]["listeAbsences"][0]
    ends = [row["debut"], row["fin"]]
    assert tuple(one["estMatin"] for one in ends) == halves
    assert not any("heure" in one for one in ends)


async def test_half_days_are_in_order(
    start_school: StartSchool, family: Family
) -> None:
    """What lies within the lunch break is no half-day."""
    school = await start_school(primary=True)
    client, pupil = await parent(school, family)
    day = MORNING.start.date()
    lunch = replace(
        MORNING,
        start=datetime.combine(day, time(12, 15), PARIS),
        end=datetime.combine(day, time(12, 30), PARIS),
    )
    with pytest.raises(InvalidInputError) as refusal:
        await client.announcements.announce(pupil, lunch)
    assert refusal.value.problem is InputProblem.OUTSIDE_SCHOOL_HOURS
    assert not school.request_log.written


async def test_a_check_records_nothing(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    await client.announcements.check(pupil, MORNING)
    assert not announced(school, pupil)
    sunday = MORNING.start.replace(day=22)
    with pytest.raises(WriteRefusedError) as caught:
        await client.announcements.check(
            pupil, replace(MORNING, start=sunday, end=sunday + timedelta(hours=2))
        )
    assert caught.value.messages == ("Aucun cours n'a lieu pendant cette absence.",)


async def test_a_check_before_2025_is_not_sent(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school(version="2024.3.8")
    client, pupil = await parent(school, family)
    await client.announcements.check(pupil, MORNING)
    assert not school.request_log.written


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"end": MORNING.start}, InputProblem.DATES_REVERSED),
        ({"reason": "Grève"}, InputProblem.NO_SUCH_REASON),
        ({"text": "x" * 201}, InputProblem.TOO_LONG),
        ({"text": ""}, InputProblem.TEXT_REQUIRED),
        (
            {"text": "", "reason": "RENDEZ-VOUS MÉDICAL"},
            InputProblem.DETAILS_REQUIRED,
        ),
        (
            {"file": replace(PAPER, content=b"x" * 5_000_000)},
            InputProblem.TOO_LARGE,
        ),
        (
            {
                "start": MORNING.start.replace(month=12, day=3),
                "end": MORNING.end.replace(month=12, day=3),
            },
            InputProblem.TOO_FAR_AHEAD,
        ),
        (
            {
                "start": MORNING.end.replace(hour=22),
                "end": MORNING.end.replace(hour=23),
            },
            InputProblem.OUTSIDE_SCHOOL_HOURS,
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
        await client.announcements.announce(pupil, replace(MORNING, **change))
    assert caught.value.problem is problem
    if problem is InputProblem.TOO_FAR_AHEAD:
        assert caught.value.choices == ("2026-12-01",)
    assert not school.request_log.written


async def test_a_school_without_a_last_day_for_announcements(
    start_school: StartSchool, family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the end of the school year."""
    monkeypatch.setattr("tests.school.pages.user.ANNOUNCEMENT_DAYS", None)
    client, pupil = await parent(await start_school(), family)
    last_day = client.account.calendar.last_day
    start = datetime.combine(last_day + timedelta(days=1), time(8, 10), PARIS)
    late = replace(MORNING, start=start, end=start.replace(hour=11))
    with pytest.raises(InvalidInputError) as caught:
        await client.announcements.announce(pupil, late)
    assert caught.value.choices == (last_day.isoformat(),)


@pytest.mark.parametrize("account", ["pupil", "parent"])
async def test_without_the_right_nothing_is_sent(
    start_school: StartSchool, family: Family, account: str
) -> None:
    school = await start_school()
    for one in school.model.accounts:
        one.may_announce = False
    client = family.client(family.password(school, account))
    pupil = (await client.login()).pupils[0]
    with pytest.raises(InvalidInputError) as caught:
        await client.announcements.announce(pupil, MORNING)
    assert caught.value.problem is InputProblem.NOT_ALLOWED
    assert not school.request_log.written


async def test_an_absence_is_not_announced_twice(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    await client.announcements.announce(pupil, MORNING)
    school.request_log.reset()
    with pytest.raises(InvalidInputError) as caught:
        await client.announcements.announce(pupil, MORNING)
    assert caught.value.problem is InputProblem.ALREADY_ANNOUNCED
    assert not school.request_log.written and len(announced(school, pupil)) == 1


async def test_a_refused_absence_is_announced_again(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    await client.announcements.announce(pupil, MORNING)
    school.trigger_event("announcement_refused", pupil=pupil.name)
    made = await client.announcements.announce(pupil, MORNING)
    assert made.absence.status is AbsenceStatus.ANNOUNCED
    assert len(announced(school, pupil)) == 2


@pytest.mark.parametrize("version", KNOWN_VERSIONS)
@pytest.mark.parametrize(
    ("fault", "messages"),
    [("refuse_write", ("La période est close.",)), ("forget_write", ())],
)
async def test_the_school_refuses(
    start_school: StartSchool,
    family: Family,
    version: str,
    fault: str,
    messages: tuple[str, ...],
) -> None:
    school = await start_school(version=version)
    client, pupil = await parent(school, family)
    school.fault(fault, function=WRITE, message="La période est close.", times=2)
    with pytest.raises(WriteRefusedError) as caught:
        await client.announcements.announce(pupil, MORNING)
    assert caught.value.messages == messages
    assert not announced(school, pupil)


async def test_a_lost_answer_is_looked_up(
    start_school: StartSchool, family: Family
) -> None:
    """2024 sends no check: the fault meets the announcement."""
    school = await start_school(version="2024.3.8")
    client, pupil = await parent(school, family)
    school.fault("truncate", function=WRITE)
    made = await client.announcements.announce(pupil, MORNING)
    assert made.absence.status is AbsenceStatus.ANNOUNCED
    assert len(announced(school, pupil)) == len(school.request_log.written) == 1


async def test_a_lost_answer_that_nobody_knows(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school(version="2024.3.8")
    client, pupil = await parent(school, family)
    school.fault("forget_write", function=WRITE, times=None)
    school.fault("drop", function=WRITE, times=None)
    with pytest.raises(WriteUnconfirmedError):
        await client.announcements.announce(pupil, MORNING)


@pytest.mark.parametrize("version", KNOWN_VERSIONS)
async def test_an_announcement_is_withdrawn(
    start_school: StartSchool, family: Family, version: str
) -> None:
    school = await start_school(version=version)
    client, pupil = await parent(school, family)
    absence = (await client.announcements.announce(pupil, MORNING)).absence
    assert absence.ref is not None
    school.request_log.reset()
    await client.announcements.withdraw(pupil, absence)
    assert not announced(school, pupil)
    row = {"N": absence.ref.id, "G": 13, "E": 3, "estUneCreationParent": True}
    assert school.request_log.written == [(WRITE, {"listeAbsences": [row]})]


async def test_a_lost_answer_to_a_withdrawal(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    absence = (await client.announcements.announce(pupil, MORNING)).absence
    school.request_log.reset()
    school.fault("truncate", function=WRITE)
    await client.announcements.withdraw(pupil, absence)
    assert not announced(school, pupil) and len(school.request_log.written) == 1


async def test_an_absence_of_the_next_term(
    start_school: StartSchool, family: Family, clock: ManualClock
) -> None:
    """The page is read over the term that holds it; the page lists terms, no whole year."""
    school = await start_school(irregular=False)
    first = school.model.periods[0]
    clock.now = datetime.combine(first.last - timedelta(days=2), time(8), PARIS)
    client, pupil = await parent(school, family)
    day = first.last + timedelta(days=1)
    while not client.account.calendar.is_working_day(day):
        day += timedelta(days=1)
    start = datetime.combine(day, time(8, 10), PARIS)
    later = replace(MORNING, start=start, end=start.replace(hour=11))
    absence = (await client.announcements.announce(pupil, later)).absence
    assert absence.start.date() == day
    await client.announcements.withdraw(pupil, absence)
    assert not announced(school, pupil)


@pytest.mark.parametrize(
    ("fault", "messages"),
    [("refuse_write", ("La période est close.",)), ("forget_write", ())],
)
async def test_the_school_refuses_a_withdrawal(
    start_school: StartSchool, family: Family, fault: str, messages: tuple[str, ...]
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    absence = (await client.announcements.announce(pupil, MORNING)).absence
    school.fault(fault, function=WRITE, message="La période est close.")
    with pytest.raises(WriteRefusedError) as caught:
        await client.announcements.withdraw(pupil, absence)
    assert caught.value.messages == messages
    assert announced(school, pupil)


async def test_an_answered_announcement_stays(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    known = (await client.announcements.announce(pupil, MORNING)).absence
    school.trigger_event("announcement_accepted", pupil=pupil.name)
    (accepted,) = (await client.school_life.get(pupil)).announced
    assert accepted.status is AbsenceStatus.ACCEPTED
    with pytest.raises(InvalidInputError) as caught:
        await client.announcements.withdraw(pupil, accepted)
    assert caught.value.problem is InputProblem.ALREADY_ANSWERED
    # An object from before the answer of the office: the school refuses.
    with pytest.raises(WriteRefusedError) as refusal:
        await client.announcements.withdraw(pupil, known)
    assert refusal.value.messages == ("Cette absence a déjà été traitée.",)
    assert announced(school, pupil)


async def test_what_is_withdrawn_twice_is_gone(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    absence = (await client.announcements.announce(pupil, MORNING)).absence
    await client.announcements.withdraw(pupil, absence)
    with pytest.raises(RequestRefusedError):
        await client.announcements.withdraw(pupil, absence)
    school.fault("expire_sessions")
    await client.announcements.withdraw(pupil, absence)
    assert not announced(school, pupil)
