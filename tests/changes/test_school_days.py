"""Test the changes of whole days: when they start and end, and which teachers are absent."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.changes.change_types import ChangeType
from custom_components.pronote.changes.diff import compare, merge_snapshots
from custom_components.pronote.changes.event_data import Topic, serialize_lessons
from custom_components.pronote.changes.school_days import serialize_days
from custom_components.pronote.changes.snapshot import Change, Snapshot
from custom_components.pronote.client import Lesson, LessonStatus, SchoolCalendar
from custom_components.pronote.const import CONF_CHILDREN, CONF_STUDY_HOURS
from custom_components.pronote.school_day.days import SchoolDays
from custom_components.pronote.school_day.known_lessons import KnownLessons
from custom_components.pronote.school_day.study_hours import StudyHours
from tests.helpers.clock import Clock
from tests.helpers.home import refresh, settle, state
from tests.school import School

PARIS = ZoneInfo("Europe/Paris")
MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 24, 7, tzinfo=PARIS)
CALENDAR = SchoolCalendar(
    timezone=PARIS,
    first_monday=date(2026, 8, 31),
    first_day=date(2026, 9, 1),
    last_day=date(2027, 7, 2),
)


def lesson(day: int, hour: int, subject: str = "MATHS", *, hours: int = 1) -> Lesson:
    start = datetime(2026, 11, day, hour, tzinfo=PARIS)
    return Lesson(
        key=f"{day}-{hour}-{subject}",
        start=start,
        end=start + timedelta(hours=hours),
        subject=subject,
        teachers=(f"PROF DE {subject}",),
    )


def days(
    *lessons: Lesson,
    now: datetime = NOW,
    study_hours: StudyHours = StudyHours.BETWEEN_LESSONS,
) -> Snapshot:
    weeks: Mapping[date, tuple[Lesson, ...]] = {MONDAY: lessons}
    known = SchoolDays(
        now=now, calendar=CALENDAR, lessons=KnownLessons(weeks, study_hours)
    )
    return Snapshot(at=now, partitions=serialize_days(known)[Topic.DAY])


def timetable(*lessons: Lesson) -> Snapshot:
    partitions = serialize_lessons({MONDAY: lessons})[Topic.LESSON]
    return Snapshot(at=NOW, partitions=partitions)


def told_once(topic: Topic, before: Snapshot, after: Snapshot) -> list[Change]:
    found = compare(topic, before, after)
    assert compare(topic, merge_snapshots(topic, before, after), after) == []
    return found


DAY = (lesson(26, 8), lesson(26, 9, "ANGLAIS"), lesson(26, 16, "HISTOIRE"))


class TestDays:
    """A day starts or ends at another time."""

    def moved(self, *after: Lesson) -> list[Change]:
        return told_once(Topic.DAY, days(*DAY), days(*after))

    def test_starts_later(self) -> None:
        off = replace(DAY[0], status=LessonStatus.CANCELED)
        [change] = self.moved(off, *DAY[1:])
        assert change.type is ChangeType.START_OF_DAY_MOVED
        assert change.key == "2026-11-26"
        assert change.event_data == {
            "date": "2026-11-26",
            "before": "2026-11-26T08:00:00+01:00",
            "after": "2026-11-26T09:00:00+01:00",
            "minutes": 60,
            "days_ahead": 2,
        }

    def test_ends_earlier(self) -> None:
        [change] = self.moved(*DAY[:2])
        assert change.type is ChangeType.END_OF_DAY_MOVED
        assert change.event_data["after"] == "2026-11-26T10:00:00+01:00"
        assert change.event_data["minutes"] == -7 * 60

    def test_both(self) -> None:
        found = self.moved(lesson(26, 10))
        assert [change.type for change in found] == [
            ChangeType.START_OF_DAY_MOVED,
            ChangeType.END_OF_DAY_MOVED,
        ]

    def test_a_gap_in_between_moves_nothing(self) -> None:
        assert self.moved(DAY[0], DAY[2]) == []

    def test_study_hours_at_the_edge_count_by_the_options(self) -> None:
        study = replace(lesson(26, 17, "PERMANENCE"), study_hour=True)
        assert self.moved(*DAY, study) == []
        always = StudyHours.ALWAYS
        found = told_once(
            Topic.DAY,
            days(*DAY, study_hours=always),
            days(*DAY, study, study_hours=always),
        )
        assert [change.type for change in found] == [ChangeType.END_OF_DAY_MOVED]
        # Another choice in the options moves no day.
        changed = days(*DAY, study, study_hours=always)
        assert told_once(Topic.DAY, days(*DAY, study), changed) == []

    def test_a_day_without_lessons_has_no_time(self) -> None:
        other = lesson(27, 8)
        assert told_once(Topic.DAY, days(*DAY, other), days(other)) == []
        assert told_once(Topic.DAY, days(other), days(*DAY, other)) == []

    def test_an_outing_of_several_days_has_no_end_that_day(self) -> None:
        [change] = self.moved(
            replace(lesson(26, 6, hours=50), status=LessonStatus.OUTING)
        )
        assert change.type is ChangeType.START_OF_DAY_MOVED

    @pytest.mark.parametrize(
        ("clock", "found"),
        [
            # The first lesson runs already: that it is dropped is still of use.
            (datetime(2026, 11, 26, 8, 30, tzinfo=PARIS), 1),
            (datetime(2026, 11, 26, 9, 30, tzinfo=PARIS), 0),
        ],
    )
    def test_what_is_over_is_silent(self, clock: datetime, found: int) -> None:
        off = replace(DAY[0], status=LessonStatus.CANCELED)
        before, after = days(*DAY, now=clock), days(off, *DAY[1:], now=clock)
        assert len(told_once(Topic.DAY, before, after)) == found


class TestAbsentTeachers:
    """An absence of a teacher covers several lessons, and is told once."""

    lessons = (
        lesson(24, 8),
        lesson(24, 10, "ANGLAIS"),
        lesson(25, 9),
        lesson(27, 14),
    )

    def absent(self, *places: int, before: tuple[int, ...] = ()) -> list[Change]:
        def with_absent(numbers: tuple[int, ...]) -> Snapshot:
            return timetable(
                *(
                    replace(one, status=LessonStatus.TEACHER_ABSENT)
                    if number in numbers
                    else one
                    for number, one in enumerate(self.lessons)
                )
            )

        found = told_once(Topic.LESSON, with_absent(before), with_absent(places))
        return [one for one in found if one.type is ChangeType.TEACHER_ABSENT]

    def test_span(self) -> None:
        [change] = self.absent(0, 2)
        assert change.key == self.lessons[0].key
        assert change.event_data == {
            "teacher": "PROF DE MATHS",
            "subject": "MATHS",
            "start": "2026-11-24T08:00:00+01:00",
            "end": "2026-11-25T10:00:00+01:00",
            "lessons": 2,
        }

    def test_a_lesson_in_between_is_held(self) -> None:
        first, second = self.absent(0, 3)
        assert (first.event_data["lessons"], second.event_data["lessons"]) == (1, 1)

    def test_a_longer_absence_is_reported_again_with_its_span(self) -> None:
        [change] = self.absent(0, 2, 3, before=(0,))
        assert change.event_data["start"] == "2026-11-24T08:00:00+01:00"
        assert change.event_data["lessons"] == 3

    def test_a_shorter_one_is_not(self) -> None:
        assert self.absent(0, before=(0, 2)) == []

    def test_two_teachers(self) -> None:
        assert [one.event_data["teacher"] for one in self.absent(0, 1)] == [
            "PROF DE MATHS",
            "PROF DE ANGLAIS",
        ]


async def test_first_lesson_dropped(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """The event says what the sensors say."""
    school.trigger_event("teacher_absent", pupil="Lina", date="2026-11-26")
    lessons = school.model.pupil("Lina").lessons_between(
        date(2026, 11, 26), date(2026, 11, 26)
    )
    await refresh(hass, entry)
    event = state(hass, "event.pronote_1_day").attributes
    assert event["event_type"] == "start_of_day_moved"
    assert event["before"] == lessons[0].start.isoformat()
    first = next(one for one in lessons if not one.canceled and one.subject)
    assert event["after"] == first.start.isoformat()
    assert event["days_ahead"] == 2
    assert event["minutes"] == (first.start - lessons[0].start) / timedelta(minutes=1)


async def test_options_move_no_day(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    freezer: Clock,
) -> None:
    keys = [pupil.key for pupil in entry.runtime_data.account.pupils]
    chosen = {key: {CONF_STUDY_HOURS: StudyHours.ALWAYS} for key in keys}
    hass.config_entries.async_update_entry(entry, options={CONF_CHILDREN: chosen})
    await settle(hass)
    await refresh(hass, entry)
    assert state(hass, "event.pronote_1_day").state == "unknown"
