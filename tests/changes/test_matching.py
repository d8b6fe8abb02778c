"""Test the matching of items that differ only by their position on the page."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.pronote.changes import matching
from custom_components.pronote.changes.diff import compare, merge_snapshots
from custom_components.pronote.changes.event_data import (
    EventData,
    SerializedPage,
    Topic,
    serialize_discussions,
    serialize_grades,
    serialize_homework,
    serialize_lessons,
)
from custom_components.pronote.changes.matching import match_keys
from custom_components.pronote.changes.snapshot import Change, Snapshot
from custom_components.pronote.client import (
    Discussion,
    Grade,
    GradeBook,
    Homework,
    Lesson,
    numbered_key,
)
from custom_components.pronote.client.common import KeyGenerator

PARIS = ZoneInfo("Europe/Paris")
MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 7, tzinfo=PARIS)
EIGHT = NOW + timedelta(hours=1)

type Kind = tuple[str, int]
"""What a thing is named after, and what else is said of it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page with items of several kinds."""

    topic: Topic
    make: Callable[[str, int], Any]
    tell: Callable[[Iterable[Any]], SerializedPage]
    new: str | None
    changed: str
    removed: str | None

    def snapshot(self, kinds: Sequence[Kind]) -> Snapshot:
        """Return keys as the client makes them: from the name, then from the position."""
        keys = KeyGenerator()
        things = [
            replace(self.make(name, value), key=keys(name)) for name, value in kinds
        ]
        return Snapshot(at=NOW, partitions=self.tell(things)[self.topic])

    def happened(self, *pages: Sequence[Kind]) -> list[Change]:
        """Compare the last page with what is remembered of those before it."""
        known, *others = (self.snapshot(page) for page in pages)
        for snapshot in others[:-1]:
            known = merge_snapshots(self.topic, known, snapshot)
        found = compare(self.topic, known, others[-1])
        known = merge_snapshots(self.topic, known, others[-1])
        assert compare(self.topic, known, others[-1]) == []
        return found


GRADES = Page(
    Topic.GRADE,
    lambda name, value: Grade(
        key="", subject="MATHS", date=MONDAY, title=name, value=Decimal(value)
    ),
    lambda found: serialize_grades(GradeBook(period="T1", grades=tuple(found)), ()),
    "new_grade",
    "grade_changed",
    None,
)
HOMEWORK = Page(
    Topic.HOMEWORK,
    lambda name, value: Homework(
        key="",
        subject=name,
        due=MONDAY + timedelta(days=value),
        given=MONDAY,
        text="Ex.",
    ),
    serialize_homework,
    "new_homework",
    "homework_changed",
    "homework_removed",
)
LESSONS = Page(
    Topic.LESSON,
    lambda name, value: Lesson(
        key="",
        subject=name,
        start=EIGHT,
        end=EIGHT + timedelta(hours=1),
        rooms=(f"B{value}",),
    ),
    lambda found: serialize_lessons({MONDAY: tuple(found)}),
    "lesson_added",
    "lesson_room_changed",
    "lesson_removed",
)
PAGES = (GRADES, HOMEWORK, LESSONS)

NAMES = ("Dictée", "Calcul")
KINDS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.integers(1, 3)), min_size=1, max_size=5
)


def drawn(data: st.DataObject, kinds: Sequence[Kind]) -> list[Kind]:
    return data.draw(st.permutations(kinds))


@pytest.fixture(params=[matching._MAX_COMPARED_PAIRS, 0], ids=["compared", "too many"])
def most_compared(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let few things alike be few, or already too many to compare each with each."""
    with patch.object(matching, "_MAX_COMPARED_PAIRS", request.param):
        yield


@pytest.mark.usefixtures("most_compared")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.topic)
class TestOrder:
    """The order of a page has no effect."""

    @settings(max_examples=60)
    @given(data=st.data(), kinds=KINDS)
    def test_says_nothing(
        self, page: Page, data: st.DataObject, kinds: list[Kind]
    ) -> None:
        snapshots = [drawn(data, kinds) for _ in range(2)]
        assert page.happened(kinds, *snapshots) == []

    @settings(max_examples=60)
    @given(data=st.data(), kinds=KINDS)
    def test_a_change_is_exactly_that(
        self, page: Page, data: st.DataObject, kinds: list[Kind]
    ) -> None:
        place = data.draw(st.integers(0, len(kinds) - 1))
        name, value = kinds[place]
        after = [*kinds[:place], (name, 9), *kinds[place + 1 :]]
        [change] = page.happened(kinds, drawn(data, kinds), drawn(data, after))
        assert change.type == page.changed
        [was] = page.snapshot([(name, value)]).items.values()
        previous = {
            fact: known
            for fact, known in change.event_data.items()
            if fact.startswith("previous_")
        }
        assert previous == {
            fact: was[fact.removeprefix("previous_")] for fact in previous
        }
        assert previous

    def test_one_change_in_a_crowd(self, page: Page) -> None:
        """Not each is compared with each: that would take half a minute."""
        crowd = [(NAMES[0], value) for value in range(2_000)]
        after = [*reversed(crowd[1:]), (NAMES[0], 5_000)]
        [change] = page.happened(crowd, after)
        assert change.type == page.changed

    @settings(max_examples=60)
    @given(data=st.data(), kinds=KINDS, more=st.sampled_from(NAMES))
    def test_one_more_is_new(
        self, page: Page, data: st.DataObject, kinds: list[Kind], more: str
    ) -> None:
        value = data.draw(st.integers(1, 3))
        after = drawn(data, [*kinds, (more, value)])
        [change] = page.happened(kinds, drawn(data, kinds), after)
        assert change.type == page.new
        assert change.key in page.snapshot(after).items

    @settings(max_examples=60)
    @given(data=st.data(), kinds=KINDS.filter(lambda kinds: len(kinds) > 1))
    def test_one_less_is_gone(
        self, page: Page, data: st.DataObject, kinds: list[Kind]
    ) -> None:
        after = drawn(data, kinds)[1:]
        found = page.happened(kinds, after)
        assert [change.type for change in found] == [page.removed] * bool(page.removed)
        # What the school only notes comes back in silence.
        if page.removed is None:
            assert page.happened(kinds, after, drawn(data, kinds)) == []


FACTS = st.fixed_dictionaries(
    {"value": st.integers(1, 3), "room": st.sampled_from("AB")},
    optional={"remark": st.sampled_from(("", "Bien"))},
)


def numbered(things: Sequence[EventData]) -> dict[str, EventData]:
    return {
        numbered_key("0123456789abcdef", number): event_data
        for number, event_data in enumerate(things, 1)
    }


def counted(things: Iterable[EventData]) -> Counter[str]:
    return Counter(repr(sorted(event_data.items())) for event_data in things)


@settings(max_examples=150)
@given(was=st.lists(FACTS, max_size=60), now=st.lists(FACTS, max_size=60))
def test_what_is_the_same_goes_together(
    was: list[EventData], now: list[EventData]
) -> None:
    """However many they are; and nothing is lost on the way."""
    after = numbered(now)
    found = match_keys(numbered(was), after)
    assert counted(found.values()) == counted(was)
    same = (
        event_data for key, event_data in after.items() if found.get(key) == event_data
    )
    assert counted(same) == counted(was) & counted(now)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("changed", [0, 1, 100], ids=str)
def test_a_long_page_is_matched(changed: int) -> None:
    """Seven thousand of one name, in another order: minutes if each is compared with all."""

    def fact(number: int, remark: str) -> EventData:
        return {"value": number % 20, "date": f"2026-11-{number % 28}", "of": remark}

    was = [fact(number, "") for number in range(7_000)]
    now = [fact(n, "changed" if n < changed else "") for n in reversed(range(7_000))]
    before, after = numbered(was), numbered(now)
    found = match_keys(before, after)
    assert sum(found[key] != event_data for key, event_data in after.items()) == changed


def test_new_message_in_one_of_two_discussions_alike() -> None:
    """The mailbox puts the one of the last message first."""

    def snapshot(*discussions: Discussion) -> Snapshot:
        keys = KeyGenerator()
        serialized = serialize_discussions(
            [replace(one, key=keys(one.subject)) for one in discussions], {}
        )
        return Snapshot(at=NOW, partitions=serialized[Topic.MESSAGE])

    long = Discussion(key="", subject="Absence", messages=5)
    short = Discussion(key="", subject="Absence", messages=1)
    answered = replace(short, messages=2, unread=1)
    [change] = compare(Topic.MESSAGE, snapshot(long, short), snapshot(answered, long))
    assert change.event_data["messages"] == 2
