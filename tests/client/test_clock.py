"""The difference between the local clock and the school's, which sends its time twice."""

from datetime import timedelta

from tests.client.conftest import Family, ManualClock, StartSchool

THREE_DAYS = timedelta(days=3)
SECOND = timedelta(seconds=1)


async def test_clocks_are_compared(
    start_school: StartSchool, family: Family, clock: ManualClock
) -> None:
    """Also when this side's is set while the session lasts."""
    at_school = ManualClock(clock.now - THREE_DAYS)
    school = await start_school(clock=at_school)
    client = family.client(family.password(school))
    await client.login()
    assert abs(client.clock_ahead - THREE_DAYS) < SECOND
    clock.now = at_school.now
    await client.keep_alive()
    assert abs(client.clock_ahead) < SECOND
    clock.advance(days=3)
    await client.keep_alive()
    assert abs(client.clock_ahead - THREE_DAYS) < SECOND


async def test_a_school_that_contradicts_itself_is_not_trusted(
    start_school: StartSchool, family: Family, clock: ManualClock
) -> None:
    """The machine before it has another date than PRONOTE: no clock of this side is wrong for that."""
    school = await start_school(clock=None, today=clock.now.date())
    client = family.client(family.password(school))
    await client.login()
    await client.keep_alive()
    assert client.clock_ahead == timedelta()
