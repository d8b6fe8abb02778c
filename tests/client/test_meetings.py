"""Evenings of meetings: read, wished for, refused."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from custom_components.pronote.client import (
    InputProblem,
    InvalidInputError,
    MeetingSession,
    PageNotAllowedError,
    PronoteClient,
    Pupil,
    RequestRefusedError,
    StaleObjectError,
    Wish,
    WriteRefusedError,
    WriteUnconfirmedError,
)
from tests.school import School
from tests.school.model import meetings as model

from .conftest import Family, ManualClock

WISHES = "SaisieRencontreDesiderata"
MEETINGS = "RencontresParentsProfs"
UNAVAILABILITY = "SaisieRencontreIndisponibilites"
BUSY = ((time(17, 0), time(17, 30)), (time(19, 10), time(19, 30)))


async def parent(school: School, family: Family) -> tuple[PronoteClient, Pupil]:
    school.trigger_event("meetings")
    client = family.client(family.password(school))
    return client, (await client.login()).pupils[0]


async def evening(client: PronoteClient, pupil: Pupil) -> MeetingSession:
    (session,) = await client.meetings.get(pupil)
    return session


def real(school: School) -> list[model.Meeting]:
    return school.model.meetings[0].meetings["pupil-lina"]


async def test_an_evening_before_it_is_planned(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    session = await evening(client, pupil)
    assert (session.name, session.day) == (
        "Réunion parents-professeurs",
        date(2026, 11, 24),
    )
    assert session.message == "Le planning n'est pas encore publié."
    assert "Rendez-vous" in session.information
    assert (session.start, session.end) == (time(17, 0), time(20, 0))
    assert session.may_wish and session.may_tell_unavailability
    assert session.limits == {Wish.ESSENTIAL: 2}
    assert [x.subject for x in session.possible] == [x.subject for x in real(school)]
    assert {x.wish for x in session.possible} == {None}
    assert not session.meetings and not session.unavailable


async def test_the_plan(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    school.trigger_event("meetings_planned")
    session = await evening(client, pupil)
    first, second, third = session.meetings
    assert (first.start.hour, first.start.minute, first.room) == (17, 0, "100")
    assert first.end - first.start == timedelta(minutes=10)
    assert (second.room, second.video_url) == (None, "https://visio.exemple.fr/salle-1")
    assert third.people == (real(school)[2].teacher,)
    assert await client.meetings.get(pupil, date(2026, 12, 1)) == ()


async def test_a_wish_is_reported_twice_and_taken_back(
    school: School, family: Family
) -> None:
    client, pupil = await parent(school, family)
    session = await evening(client, pupil)
    meeting = session.possible[0]
    school.request_log.reset()
    after = await client.meetings.set_wish(pupil, session, meeting, Wish.ESSENTIAL)
    assert after.possible[0].wish is Wish.ESSENTIAL
    assert session.ref is not None and meeting.ref is not None
    assert school.request_log.written == [
        (
            WISHES,
            {
                "session": {"N": session.ref.id, "L": session.name},
                "listeRencontres": [
                    {
                        "N": meeting.ref.id,
                        "E": 2,
                        "duree": 10,
                        "voeu": 2,
                        "validationvoeu": True,
                    }
                ],
            },
        )
    ]
    again = await client.meetings.set_wish(pupil, after, meeting, Wish.ESSENTIAL)
    assert again.possible[0].wish is Wish.ESSENTIAL
    school.fault("expire_sessions")
    back = await client.meetings.set_wish(pupil, again, again.possible[0], None)
    assert back.possible[0].wish is None
    assert (real(school)[0].wish, real(school)[0].answered) == (2, False)


async def test_no_more_wishes_than_the_school_allows(
    school: School, family: Family
) -> None:
    client, pupil = await parent(school, family)
    session = await evening(client, pupil)
    for number in range(2):
        session = await client.meetings.set_wish(
            pupil, session, session.possible[number], Wish.ESSENTIAL
        )
    school.request_log.reset()
    with pytest.raises(InvalidInputError) as caught:
        await client.meetings.set_wish(
            pupil, session, session.possible[2], Wish.ESSENTIAL
        )
    assert caught.value.problem is InputProblem.TOO_MANY_WISHES
    assert caught.value.choices == ("2",)
    assert not school.request_log.written
    await client.meetings.set_wish(pupil, session, session.possible[2], Wish.NONE)


async def test_when_the_parents_cannot_come(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    session = await evening(client, pupil)
    school.request_log.reset()
    after = await client.meetings.set_unavailability(pupil, session, BUSY)
    assert after.unavailable == BUSY
    ((function, sent),) = school.request_log.written
    assert function == UNAVAILABILITY
    assert sent["indisponibilites"] == {"_T": 26, "V": "[0,1,2,3,4,5,26,27,28,29]"}
    # Sent twice, then withdrawn.
    assert await client.meetings.set_unavailability(pupil, after, BUSY) == after
    back = await client.meetings.set_unavailability(pupil, after, ())
    assert not back.unavailable
    with pytest.raises(InvalidInputError):
        await client.meetings.set_unavailability(
            pupil, back, [(time(18, 0), time(17, 0))]
        )


async def test_hours_outside_of_the_evening(school: School, family: Family) -> None:
    """What was told before stays."""
    client, pupil = await parent(school, family)
    session = await evening(client, pupil)
    told = await client.meetings.set_unavailability(pupil, session, BUSY)
    school.request_log.reset()
    morning = (time(8, 0), time(9, 0))
    for ranges in ([morning], [BUSY[0], morning]):
        with pytest.raises(InvalidInputError) as caught:
            await client.meetings.set_unavailability(pupil, told, ranges)
        assert caught.value.problem is InputProblem.OUTSIDE_MEETINGS
        assert caught.value.choices == ("17:00", "20:00")
    with pytest.raises(InvalidInputError) as caught:
        await client.meetings.set_unavailability(
            pupil, replace(told, start=None, end=None), [BUSY[0]]
        )
    assert caught.value.problem is InputProblem.NOT_ALLOWED
    assert not school.request_log.written


async def test_an_evening_that_begins_between_two_hours(
    school: School, family: Family
) -> None:
    client, pupil = await parent(school, family)
    school.model.meetings[0].start = time(17, 20)
    session = await evening(client, pupil)
    after = await client.meetings.set_unavailability(
        pupil, session, [(time(16, 0), time(17, 32))]
    )
    assert after.unavailable == ((time(17, 20), time(17, 35)),)
    assert school.model.meetings[0].unavailable == {"parent": {4, 5, 6}}


@pytest.mark.parametrize("what", ["right", "before", "after"])
async def test_what_the_school_cannot_accept_is_not_sent(
    school: School, family: Family, clock: ManualClock, what: str
) -> None:
    client, pupil = await parent(school, family)
    made = school.model.meetings[0]
    problem = InputProblem.CLOSED
    match what:
        case "right":
            school.model.account("parent").may_wish = False
            problem = InputProblem.NOT_ALLOWED
        case "before":
            made.answers_from += timedelta(days=2)
        case _:
            made.answers_until = date(2026, 11, 16)
    session = await evening(client, pupil)
    school.request_log.reset()
    for write in (
        client.meetings.set_wish(pupil, session, session.possible[0], Wish.NONE),
        client.meetings.set_unavailability(pupil, session, BUSY),
    ):
        with pytest.raises(InvalidInputError) as caught:
            await write
        assert caught.value.problem is problem
    assert not school.request_log.written


async def test_what_changed_meanwhile(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    session = await evening(client, pupil)
    school.model.meetings[0].answers_until = date(2026, 11, 16)
    with pytest.raises(WriteRefusedError) as caught:
        await client.meetings.set_wish(pupil, session, session.possible[0], Wish.WISHED)
    assert caught.value.messages == ("La saisie est close.",)
    school.model.account("parent").may_wish = False
    with pytest.raises((PageNotAllowedError, RequestRefusedError)):
        await client.meetings.set_unavailability(pupil, session, BUSY)
    gone = replace(session.possible[0], key="gone")
    with pytest.raises(StaleObjectError):
        await client.meetings.set_wish(pupil, session, gone, Wish.WISHED)


@pytest.mark.parametrize("fault", ["refuse_write", "forget_write"])
async def test_the_school_refuses(school: School, family: Family, fault: str) -> None:
    client, pupil = await parent(school, family)
    session = await evening(client, pupil)
    school.fault(fault, function=WISHES)
    with pytest.raises(WriteRefusedError):
        await client.meetings.set_wish(pupil, session, session.possible[0], Wish.WISHED)
    school.fault(fault, function=UNAVAILABILITY)
    with pytest.raises(WriteRefusedError):
        await client.meetings.set_unavailability(pupil, session, BUSY)
    assert not real(school)[0].answered
    assert not school.model.meetings[0].unavailable


async def test_a_lost_answer(school: School, family: Family) -> None:
    """The page is read; if the wish is missing, the result is unconfirmed."""
    client, pupil = await parent(school, family)
    session = await evening(client, pupil)
    school.request_log.reset()
    school.fault("truncate", function=WISHES)
    school.fault("truncate", function=UNAVAILABILITY)
    after = await client.meetings.set_wish(
        pupil, session, session.possible[0], Wish.WISHED
    )
    assert after.possible[0].wish is Wish.WISHED
    after = await client.meetings.set_unavailability(pupil, after, BUSY)
    assert after.unavailable == BUSY
    assert len(school.request_log.written) == 2
    school.fault("forget_write", function=WISHES)
    school.fault("truncate", function=WISHES)
    with pytest.raises(WriteUnconfirmedError):
        await client.meetings.set_wish(pupil, after, after.possible[1], Wish.WISHED)


async def test_a_lost_answer_of_a_school_that_is_gone(
    school: School, family: Family
) -> None:
    """The result is unconfirmed, and the first error is raised."""
    client, pupil = await parent(school, family)
    session = await evening(client, pupil)
    school.fault("truncate", function=WISHES, times=None)
    school.fault("http_503", function=MEETINGS, times=None)
    with pytest.raises(WriteUnconfirmedError):
        await client.meetings.set_wish(pupil, session, session.possible[0], Wish.WISHED)


async def test_an_evening_that_was_called_off(school: School, family: Family) -> None:
    client, pupil = await parent(school, family)
    session = await evening(client, pupil)
    school.model.meetings.clear()
    school.expire_sessions()
    with pytest.raises(StaleObjectError):
        await client.meetings.set_wish(pupil, session, session.possible[0], Wish.WISHED)


async def test_without_the_page(school: School, family: Family) -> None:
    client = family.client(family.password(school))
    pupil = (await client.login()).pupils[0]
    school.request_log.reset()
    with pytest.raises(PageNotAllowedError):
        await client.meetings.get(pupil)
    assert not school.request_log.calls
