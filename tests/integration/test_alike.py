"""Things that only the order of a page tells apart: the order says nothing, each is followed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.pronote.changes import Change, Look, compare, remember
from custom_components.pronote.client import (
    Discussion,
    Grade,
    GradeBook,
    Homework,
    Lesson,
)
from custom_components.pronote.client.elements import Keys
from custom_components.pronote.facts import (
    Told,
    Topic,
    tell_discussions,
    tell_grades,
    tell_homework,
    tell_lessons,
)

PARIS = ZoneInfo("Europe/Paris")
MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 7, tzinfo=PARIS)
EIGHT = NOW + timedelta(hours=1)

type Kind = tuple[str, int]
"""What a thing is named after, and what else is said of it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the school, made of kinds of things."""

    topic: Topic
    make: Callable[[str, int], Any]
    tell: Callable[[Iterable[Any]], Told]
    new: str | None
    changed: str
    removed: str | None

    def look(self, kinds: Sequence[Kind]) -> Look:
        """Give each thing a key as the client does: from its name, then from its place."""
        keys = Keys()
        things = [
            replace(self.make(name, value), key=keys(name)) for name, value in kinds
        ]
        return Look(at=NOW, shelves=self.tell(things)[self.topic])

    def happened(self, *pages: Sequence[Kind]) -> list[Change]:
        """Compare the last page with what is remembered of those before it."""
        known, *others = (self.look(page) for page in pages)
        for look in others[:-1]:
            known = remember(self.topic, known, look)
        found = compare(self.topic, known, others[-1])
        known = remember(self.topic, known, others[-1])
        assert compare(self.topic, known, others[-1]) == []
        return found


GRADES = Page(
    Topic.GRADE,
    lambda name, value: Grade(
        key="", subject="MATHS", date=MONDAY, title=name, value=Decimal(value)
    ),
    lambda found: tell_grades(GradeBook(period="T1", grades=tuple(found)), ()),
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
    tell_homework,
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
    lambda found: tell_lessons({MONDAY: tuple(found)}),
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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.topic)
class TestOrder:
    """Whatever the order of a page."""

    @settings(deadline=None, max_examples=60)
    @given(data=st.data(), kinds=KINDS)
    def test_says_nothing(
        self, page: Page, data: st.DataObject, kinds: list[Kind]
    ) -> None:
        looks = [drawn(data, kinds) for _ in range(2)]
        assert page.happened(kinds, *looks) == []

    @settings(deadline=None, max_examples=60)
    @given(data=st.data(), kinds=KINDS)
    def test_a_change_is_exactly_that(
        self, page: Page, data: st.DataObject, kinds: list[Kind]
    ) -> None:
        place = data.draw(st.integers(0, len(kinds) - 1))
        name, value = kinds[place]
        after = [*kinds[:place], (name, 9), *kinds[place + 1 :]]
        [change] = page.happened(kinds, drawn(data, kinds), drawn(data, after))
        assert change.type == page.changed
        [was] = page.look([(name, value)]).items.values()
        previous = {
            fact: known
            for fact, known in change.facts.items()
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

    @settings(deadline=None, max_examples=60)
    @given(data=st.data(), kinds=KINDS, more=st.sampled_from(NAMES))
    def test_one_more_is_new(
        self, page: Page, data: st.DataObject, kinds: list[Kind], more: str
    ) -> None:
        value = data.draw(st.integers(1, 3))
        after = drawn(data, [*kinds, (more, value)])
        [change] = page.happened(kinds, drawn(data, kinds), after)
        assert change.type == page.new
        assert change.key in page.look(after).items

    @settings(deadline=None, max_examples=60)
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


def test_new_message_in_one_of_two_discussions_alike() -> None:
    """The mailbox puts the one of the last message first."""

    def look(*discussions: Discussion) -> Look:
        keys = Keys()
        told = tell_discussions(
            [replace(one, key=keys(one.subject)) for one in discussions], {}
        )
        return Look(at=NOW, shelves=told[Topic.MESSAGE])

    long = Discussion(key="", subject="Absence", messages=5)
    short = Discussion(key="", subject="Absence", messages=1)
    answered = replace(short, messages=2, unread=1)
    [change] = compare(Topic.MESSAGE, look(long, short), look(answered, long))
    assert change.facts["messages"] == 2
