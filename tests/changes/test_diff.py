"""Test the changes between two snapshots."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import assume, given, strategies as st
import pytest

from custom_components.pronote.changes.change_types import ChangeType
from custom_components.pronote.changes.diff import compare, merge_snapshots
from custom_components.pronote.changes.event_data import (
    Partitions,
    SerializedPage,
    Topic,
    serialize_discussions,
    serialize_grades,
    serialize_homework,
    serialize_lessons,
    serialize_menus,
    serialize_report_cards,
)
from custom_components.pronote.changes.snapshot import Change, Snapshot
from custom_components.pronote.client import (
    Course,
    Discussion,
    Dish,
    Grade,
    GradeBook,
    Homework,
    Lesson,
    LessonStatus,
    Meal,
    Menu,
    Period,
    ReportCard,
)

PARIS = ZoneInfo("Europe/Paris")
MONDAY = date(2026, 11, 23)
WEEK = timedelta(weeks=1)
NOW = datetime(2026, 11, 24, 7, tzinfo=PARIS)


def lesson(
    day: int, hour: int, subject: str | None = "MATHS", **changes: object
) -> Lesson:
    start = datetime(2026, 11, day, hour, tzinfo=PARIS)
    made = Lesson(
        key=f"{day}-{hour}-{subject}",
        start=start,
        end=start + timedelta(hours=1),
        subject=subject,
        teachers=("CORIOU A.",),
        rooms=("B12",),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def week(*lessons: Lesson, more: Iterable[date] = ()) -> SerializedPage:
    """The week of the Tuesday, and others that are empty."""
    return serialize_lessons({MONDAY: lessons, **dict.fromkeys(more, ())})


def changes(
    topic: Topic, before: SerializedPage, after: SerializedPage, days: int = 0
) -> list[Change]:
    """Compare two looks, and check that the second is told once."""
    first = Snapshot(at=NOW, partitions=before[topic])
    second = Snapshot(at=NOW + timedelta(days=days), partitions=after[topic])
    found = compare(topic, first, second)
    assert compare(topic, merge_snapshots(topic, first, second), second) == []
    return found


def types(found: Iterable[Change]) -> list[ChangeType]:
    return [change.type for change in found]


class TestLessons:
    """Changes of the timetable of this week."""

    def change(self, before: list[Lesson], after: list[Lesson]) -> list[Change]:
        other = lesson(27, 8, "HISTOIRE")
        return changes(Topic.LESSON, week(*before, other), week(*after, other))

    def test_canceled_and_restored(self) -> None:
        planned = lesson(24, 8)
        off = replace(planned, status=LessonStatus.TEACHER_ABSENT)
        [absent, canceled] = self.change([planned], [off])
        assert absent.type is ChangeType.TEACHER_ABSENT
        assert canceled.type is ChangeType.LESSON_CANCELED
        assert canceled.key == planned.key
        assert canceled.event_data["status"] == "teacher_absent"
        assert canceled.event_data["start"] == "2026-11-24T08:00:00+01:00"
        [restored] = self.change([off], [planned])
        assert restored.type is ChangeType.LESSON_RESTORED

    def test_another_room_another_teacher(self) -> None:
        planned = lesson(24, 8)
        [moved] = self.change([planned], [replace(planned, rooms=("D04", "D05"))])
        assert moved.type is ChangeType.LESSON_ROOM_CHANGED
        assert (moved.event_data["previous_room"], moved.event_data["room"]) == (
            "B12",
            "D04, D05",
        )
        [taught] = self.change([planned], [replace(planned, teachers=())])
        assert taught.type is ChangeType.LESSON_TEACHER_CHANGED
        assert (
            taught.event_data["previous_teacher"],
            taught.event_data["teacher"],
        ) == (
            "CORIOU A.",
            None,
        )

    def test_moved(self) -> None:
        """The old place keeps a canceled lesson; that is one change."""
        planned = lesson(24, 8)
        off = replace(planned, status=LessonStatus.CANCELED)
        there = lesson(26, 15, status=LessonStatus.MOVED, rooms=("A1",))
        [change] = self.change([planned], [off, there])
        assert change.type is ChangeType.LESSON_MOVED
        assert change.event_data["previous_start"] == "2026-11-24T08:00:00+01:00"
        assert change.event_data["start"] == "2026-11-26T15:00:00+01:00"
        assert change.event_data["previous_room"] == "B12"
        [change] = self.change([planned], [there])
        assert change.type is ChangeType.LESSON_MOVED

    def test_replaced_in_its_place(self) -> None:
        planned = lesson(24, 8)
        under = replace(planned, superseded=True)
        other = lesson(24, 8, "ANGLAIS", status=LessonStatus.REPLACED)
        [change] = self.change([planned], [under, other])
        assert change.type is ChangeType.LESSON_REPLACED
        assert change.event_data["previous_subject"] == "MATHS"
        assert "previous_room" not in change.event_data

    def test_study_hour_takes_no_place(self) -> None:
        planned = lesson(24, 8)
        off = replace(planned, status=LessonStatus.CANCELED)
        study = lesson(24, 8, None, study_hour=True)
        assert types(self.change([planned], [off, study])) == ["lesson_canceled"]

    def test_added_removed_test(self) -> None:
        planned = lesson(24, 8)
        assert types(self.change([], [planned])) == ["lesson_added"]
        assert types(self.change([planned], [])) == ["lesson_removed"]
        announced = replace(planned, test=True)
        assert types(self.change([planned], [announced])) == ["test_announced"]
        longer = replace(planned, end=planned.end + timedelta(hours=1))
        [change] = self.change([planned], [longer])
        assert change.type is ChangeType.LESSON_MOVED
        assert change.event_data["previous_end"] == "2026-11-24T09:00:00+01:00"

    def test_past_is_silent(self) -> None:
        over = lesson(23, 8)
        off = replace(over, status=LessonStatus.CANCELED)
        assert self.change([over], [off]) == []

    def test_week_seen_for_the_first_time_is_silent(self) -> None:
        off = lesson(24, 8, status=LessonStatus.CANCELED)
        before = serialize_lessons({MONDAY - WEEK: ()})
        assert changes(Topic.LESSON, before, week(off)) == []

    def test_empty_week_is_not_believed(self) -> None:
        """A week of which nothing is left is rather an answer cut short."""
        full = week(lesson(24, 8), lesson(25, 8), lesson(26, 8))
        first = Snapshot(at=NOW, partitions=full[Topic.LESSON])
        empty = Snapshot(at=NOW, partitions=week()[Topic.LESSON])
        assert compare(Topic.LESSON, first, empty) == []
        kept = merge_snapshots(Topic.LESSON, first, empty)
        assert compare(Topic.LESSON, kept, first) == []

    def test_weeks_long_past_are_forgotten(self) -> None:
        old = Snapshot(at=NOW, partitions={"2026-10-26": {}, "2026-11-16": {}})
        now = Snapshot(at=NOW, partitions=week()[Topic.LESSON])
        assert set(merge_snapshots(Topic.LESSON, old, now).partitions) == {
            "2026-11-16",
            "2026-11-23",
        }


class TestHomework:
    """Changes of homework."""

    work = Homework(
        key="a",
        subject="MATHS",
        due=date(2026, 11, 26),
        given=date(2026, 11, 20),
        text="Ex. 1",
    )
    other = Homework(key="z", subject="SVT", due=date(2026, 12, 1), text="Exposé")

    def change(self, before: list[Homework], after: list[Homework]) -> list[Change]:
        return changes(
            Topic.HOMEWORK,
            serialize_homework([*before, self.other]),
            serialize_homework([*after, self.other]),
        )

    def test_new_and_removed(self) -> None:
        [new] = self.change([], [self.work])
        assert (new.type, new.key) == (ChangeType.NEW_HOMEWORK, "a")
        assert new.event_data["due"] == "2026-11-26"
        assert types(self.change([self.work], [])) == ["homework_removed"]
        over = replace(self.work, due=date(2026, 11, 10))
        assert self.change([over], []) == []

    def test_rewritten_and_put_off(self) -> None:
        """The key is made of the text: another text is another key, and one change."""
        text = replace(self.work, key="b", text="Ex. 1 et 2")
        [change] = self.change([self.work], [text])
        assert change.type is ChangeType.HOMEWORK_CHANGED
        assert (change.key, change.event_data["previous_text"]) == ("b", "Ex. 1")
        later = replace(self.work, key="c", due=date(2026, 11, 30))
        [change] = self.change([self.work], [later])
        assert change.event_data["previous_due"] == "2026-11-26"
        assert "previous_text" not in change.event_data

    def test_ticks_are_no_news(self) -> None:
        assert self.change([self.work], [replace(self.work, done=True)]) == []

    def test_long_texts_fit_in_a_state(self) -> None:
        [new] = self.change([], [replace(self.work, text="é" * 5000)])
        assert len(str(new.event_data["text"])) == 2000


class TestGrades:
    """Changes of records that are entered once and may be corrected."""

    first = Grade(
        key="a",
        subject="MATHS",
        date=date(2026, 11, 20),
        title="Fractions",
        value=Decimal(12),
    )
    periods = (Period(key="1", name="T1"), Period(key="2", name="T2"))

    def book(self, *grades: Grade, period: str = "T1") -> SerializedPage:
        return serialize_grades(GradeBook(period=period, grades=grades), self.periods)

    def change(
        self, before: SerializedPage, after: SerializedPage, days: int = 0
    ) -> list[Change]:
        return changes(Topic.GRADE, before, after, days)

    def test_new_and_changed(self) -> None:
        [new] = self.change(self.book(), self.book(self.first))
        assert new.type is ChangeType.NEW_GRADE
        assert (new.event_data["value"], new.event_data["period"]) == (12, "T1")
        better = replace(self.first, value=Decimal("12.5"))
        [change] = self.change(self.book(self.first), self.book(better))
        assert change.type is ChangeType.GRADE_CHANGED
        assert (change.event_data["previous_value"], change.event_data["value"]) == (
            12,
            12.5,
        )

    def test_class_average_moves_in_silence(self) -> None:
        moved = replace(self.first, class_average=Decimal(11))
        assert self.change(self.book(self.first), self.book(moved)) == []

    def test_renamed_and_moved_to_another_date(self) -> None:
        renamed = replace(self.first, key="b", title="Les fractions")
        dated = replace(self.first, key="c", date=date(2026, 11, 19))
        assert self.change(self.book(self.first), self.book(renamed)) == []
        assert self.change(self.book(self.first), self.book(dated)) == []

    def test_new_period(self) -> None:
        """Of a period seen for the first time, only what is younger than the last look is new."""
        young = replace(self.first, key="y", date=date(2026, 11, 24))
        after = self.book(self.first, young, period="T2")
        before = self.book()
        assert [c.key for c in self.change(before, after, days=3)] == ["y"]
        [period] = changes(Topic.PERIOD, before, after)
        assert period.type is ChangeType.NEW_PERIOD
        assert period.event_data["period"] == "T2"

    def test_back_and_forth_between_periods(self) -> None:
        one, two = self.book(self.first), self.book(period="T2")
        snapshots = [
            Snapshot(at=NOW, partitions=book[Topic.GRADE]) for book in (one, two, one)
        ]
        known = snapshots[0]
        for snapshot in snapshots[1:]:
            assert compare(Topic.GRADE, known, snapshot) == []
            known = merge_snapshots(Topic.GRADE, known, snapshot)

    def test_first_look_is_silent(self) -> None:
        snapshot = Snapshot(at=NOW, partitions=self.book(self.first)[Topic.GRADE])
        assert compare(Topic.GRADE, None, snapshot) == []
        assert merge_snapshots(Topic.GRADE, None, snapshot) == snapshot


def test_report_card() -> None:
    periods = (Period(key="1", name="T1", end=date(2026, 11, 30)),)

    def serialized(*cards: ReportCard) -> SerializedPage:
        return serialize_report_cards(cards, periods)

    kept_back = ReportCard(period="T1", published=False, message="Patience")
    card = ReportCard(period="T1", published=True, average=Decimal("13.4"))
    [change] = changes(Topic.REPORT_CARD, serialized(kept_back), serialized(card))
    assert change.type is ChangeType.REPORT_CARD_PUBLISHED
    assert change.event_data["average"] == 13.4
    assert changes(Topic.REPORT_CARD, serialized(card), serialized(kept_back)) == []
    assert types(changes(Topic.REPORT_CARD, serialized(), serialized(card))) == [
        "report_card_published"
    ]


def test_messages() -> None:
    read = Discussion(key="a", subject="Matériel", messages=1)
    unread = replace(read, messages=2, unread=1)

    def serialized(*discussions: Discussion) -> SerializedPage:
        return serialize_discussions(discussions, {})

    [change] = changes(Topic.MESSAGE, serialized(read), serialized(unread))
    assert change.type is ChangeType.NEW_MESSAGE
    assert change.event_data["subject"] == "Matériel"
    assert types(changes(Topic.MESSAGE, serialized(), serialized(unread))) == [
        "new_message"
    ]
    # One's own answer, what one read elsewhere, what one put away.
    assert changes(Topic.MESSAGE, serialized(read), serialized()) == []
    assert (
        changes(Topic.MESSAGE, serialized(read), serialized(replace(read, messages=2)))
        == []
    )
    assert (
        changes(
            Topic.MESSAGE, serialized(unread), serialized(replace(unread, unread=0))
        )
        == []
    )


def test_menus() -> None:
    def serialized(*dishes: str) -> SerializedPage:
        menu = Menu(
            date=date(2026, 11, 26),
            meal=Meal.LUNCH,
            dishes=tuple(Dish(name=name, course=Course.MAIN) for name in dishes),
        )
        return serialize_menus({MONDAY: (menu,)})

    [change] = changes(Topic.MENU, serialized(), serialized("Poulet"))
    assert change.type is ChangeType.MENU_PUBLISHED
    assert change.event_data == {"start": "2026-11-23", "meals": 1}
    [change] = changes(Topic.MENU, serialized("Poulet"), serialized("Poisson"))
    assert change.type is ChangeType.MENU_CHANGED
    assert change.event_data["previous_dishes"] == ["Poulet"]
    assert (
        changes(Topic.MENU, serialized("Poulet"), serialized("Poisson"), days=3) == []
    )


LESSONS = st.builds(
    lesson,
    st.integers(23, 27),
    st.integers(8, 17),
    st.sampled_from([None, "MATHS", "SVT"]),
    status=st.sampled_from(LessonStatus),
    superseded=st.booleans(),
    study_hour=st.booleans(),
    rooms=st.sampled_from([(), ("A1",), ("B2",)]),
)
WORK = st.builds(
    Homework,
    key=st.text("abc", min_size=1, max_size=2),
    subject=st.sampled_from([None, "MATHS"]),
    due=st.dates(date(2026, 11, 1), date(2026, 12, 31)),
    text=st.text(max_size=3),
)
GRADE = st.builds(
    Grade,
    key=st.text("abc", min_size=1, max_size=2),
    subject=st.sampled_from([None, "MATHS"]),
    date=st.dates(date(2026, 9, 1), date(2026, 12, 31)),
    value=st.none() | st.integers(0, 20).map(Decimal),
)
PAGES = st.one_of(
    st.lists(LESSONS, max_size=8).map(lambda found: (Topic.LESSON, week(*found))),
    st.lists(WORK, max_size=5).map(
        lambda found: (Topic.HOMEWORK, serialize_homework(found))
    ),
    st.builds(
        lambda found, period: (
            Topic.GRADE,
            serialize_grades(GradeBook(period=period, grades=tuple(found)), ()),
        ),
        st.lists(GRADE, max_size=5),
        st.sampled_from(["T1", "T2"]),
    ),
)


@given(page=PAGES, delay=st.integers(0, 20))
def test_nothing_happened(page: tuple[Topic, SerializedPage], delay: int) -> None:
    """The same page tells nothing, whenever it is looked at again."""
    topic, serialized = page
    first = Snapshot(at=NOW, partitions=serialized[topic])
    second = Snapshot(at=NOW + timedelta(days=delay), partitions=serialized[topic])
    assert compare(topic, first, second) == []


@given(pages=st.lists(PAGES, min_size=2, max_size=2), delay=st.integers(0, 20))
def test_order_says_nothing(
    pages: list[tuple[Topic, SerializedPage]], delay: int
) -> None:
    """The same things in another order are the same changes."""
    (topic, first), (_, second) = pages
    assume(topic in second)
    before = Snapshot(at=NOW, partitions=first[topic])
    after = Snapshot(at=NOW + timedelta(days=delay), partitions=second[topic])
    assert compare(topic, backwards(before), backwards(after)) == compare(
        topic, before, after
    )
    known = merge_snapshots(topic, before, after)
    assert merge_snapshots(topic, backwards(before), backwards(after)) == known
    assert merge_snapshots(topic, known, after) == known


def backwards(snapshot: Snapshot) -> Snapshot:
    return Snapshot(
        at=snapshot.at,
        partitions={
            name: dict(reversed(shelf.items()))
            for name, shelf in reversed(snapshot.partitions.items())
        },
    )


@given(pages=st.lists(PAGES, min_size=2, max_size=4))
def test_everything_is_reported_once(pages: list[tuple[Topic, SerializedPage]]) -> None:
    """Whatever pages follow each other, what was told is not told again."""
    known: dict[Topic, Snapshot] = {}
    for topic, serialized in pages:
        snapshot = Snapshot(at=NOW, partitions=serialized[topic])
        compare(topic, known.get(topic), snapshot)
        known[topic] = merge_snapshots(topic, known.get(topic), snapshot)
        assert compare(topic, known[topic], snapshot) == []


@pytest.mark.parametrize("topic", Topic)
def test_every_topic_is_compared(topic: Topic) -> None:
    partitions: Partitions = {}
    assert (
        compare(
            topic,
            Snapshot(at=NOW, partitions=partitions),
            Snapshot(at=NOW, partitions={}),
        )
        == []
    )
