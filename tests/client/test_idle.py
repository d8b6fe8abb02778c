"""How a client learns how long sessions live unused."""

from datetime import timedelta

from hypothesis import given, strategies as st

from custom_components.pronote.client import IdleLimit

limits = st.timedeltas(timedelta(minutes=2, seconds=1), timedelta(hours=1))


def use(idle: IdleLimit, limit: timedelta, rest: timedelta) -> bool:
    """Leave a session alone for a while; return whether it was lost."""
    if idle.is_over(rest):
        return False
    if rest < limit:
        idle.note_alive(rest)
        return False
    idle.note_dead(rest)
    return True


@given(limits)
def test_a_limit_is_found_for_the_price_of_a_few_sessions(limit: timedelta) -> None:
    idle = IdleLimit()
    lost = sum(use(idle, limit, idle.rest) for _ in range(40))
    assert lost <= 7
    assert idle.died is not None and idle.survived < limit <= idle.died
    # Near enough: nine tenths of what the school allows, and never beyond.
    assert limit * 0.85 <= idle.rest < limit


@given(limits, st.lists(st.timedeltas(timedelta(), timedelta(hours=3)), max_size=40))
def test_what_is_known_to_be_over_is_not_tried(
    limit: timedelta, rests: list[timedelta]
) -> None:
    idle = IdleLimit()
    for rest in rests:
        use(idle, limit, rest)
        if idle.died is not None:
            assert idle.survived < idle.died
            assert idle.is_over(idle.died)
        assert not idle.is_over(idle.rest)


def test_a_restart_of_the_school_teaches_nothing() -> None:
    """A session that dies after a rest of no length did not die of it."""
    idle = IdleLimit()
    idle.note_dead(timedelta(seconds=30))
    assert idle == IdleLimit()


@given(limits, limits)
def test_a_school_may_change_its_mind(before: timedelta, after: timedelta) -> None:
    idle = IdleLimit()
    for _ in range(40):
        use(idle, before, idle.rest)
    for _ in range(200):
        use(idle, after, idle.rest)
    assert idle.rest < after
