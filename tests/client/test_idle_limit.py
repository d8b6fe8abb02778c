"""How a client learns the idle timeout of sessions."""

from datetime import timedelta

from hypothesis import given, strategies as st

from custom_components.pronote.client import IdleLimit

limits = st.timedeltas(timedelta(minutes=2, seconds=1), timedelta(hours=1))


def use(idle: IdleLimit, limit: timedelta, idle_time: timedelta) -> bool:
    """Send nothing for a while, and return whether the session ended."""
    if idle.is_expired(idle_time):
        return False
    if idle_time < limit:
        idle.record_alive(idle_time)
        return False
    idle.record_expired(idle_time)
    return True


@given(limits)
def test_a_limit_is_found_for_the_price_of_a_few_sessions(limit: timedelta) -> None:
    idle = IdleLimit()
    lost = sum(use(idle, limit, idle.timeout) for _ in range(40))
    assert lost <= 7
    assert (
        idle.shortest_expired is not None
        and idle.longest_survived < limit <= idle.shortest_expired
    )
    # Nine tenths of the time that the school allows, and never more.
    assert limit * 0.85 <= idle.timeout < limit


@given(limits, st.lists(st.timedeltas(timedelta(), timedelta(hours=3)), max_size=40))
def test_what_is_known_to_be_over_is_not_tried(
    limit: timedelta, idle_times: list[timedelta]
) -> None:
    idle = IdleLimit()
    for idle_time in idle_times:
        use(idle, limit, idle_time)
        if idle.shortest_expired is not None:
            assert idle.longest_survived < idle.shortest_expired
            assert idle.is_expired(idle.shortest_expired)
        assert not idle.is_expired(idle.timeout)


def test_a_restart_of_the_school_teaches_nothing() -> None:
    """A session that dies after a rest of no length did not die of it."""
    idle = IdleLimit()
    idle.record_expired(timedelta(seconds=30))
    assert idle == IdleLimit()


@given(limits, limits)
def test_a_school_may_change_its_mind(before: timedelta, after: timedelta) -> None:
    idle = IdleLimit()
    for _ in range(40):
        use(idle, before, idle.timeout)
    for _ in range(200):
        use(idle, after, idle.timeout)
    assert idle.timeout < after


def test_session_that_expired_overnight_says_little() -> None:
    idle = IdleLimit()
    idle.record_expired(timedelta(hours=20))
    assert idle.timeout <= timedelta(hours=2)


def test_a_raised_limit_is_measured_again() -> None:
    """A session outlived what had ended one before."""
    idle = IdleLimit(timedelta(minutes=10), timedelta(minutes=12))
    idle.record_alive(timedelta(minutes=20))
    assert idle == IdleLimit(timedelta(minutes=20), None)
    assert idle.timeout == timedelta(minutes=40)


def test_a_longer_rest_teaches_nothing_about_the_limit() -> None:
    idle = IdleLimit(timedelta(minutes=10), timedelta(minutes=12))
    idle.record_expired(timedelta(minutes=30))
    assert idle == IdleLimit(timedelta(minutes=10), timedelta(minutes=12))
