"""Brief on a school day of a child: what to know on the evening before, or in the morning."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from ..client import (
    Absence,
    Acknowledgeable,
    Delay,
    Homework,
    Lesson,
    LessonStatus,
    Meal,
    Menu,
    SchoolLife,
)
from .bag import Bag, bag_for
from .days import (
    DAY,
    NOON,
    REGULAR_STATUSES,
    START_GRACE,
    UNCHANGED_STATUSES,
    SchoolDays,
)
from .holidays import Vacation, vacation_between
from .morning import DEFAULT as DEFAULT_MARGINS, Margins

SILENCE: Final = timedelta(hours=1)
"""How long a school may not respond before a brief says so."""


class Moment(StrEnum):
    """When a brief is read; the day that it is about depends on it."""

    NOW = "now"
    """Today until the last lesson ends, or until noon without a timetable, then the next school day."""
    MORNING = "morning"
    """Today, or the next school day if there is no lesson today."""
    EVENING = "evening"
    """The next school day after today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSources:
    """What is known of a child, besides the lessons. What is not known is empty or None."""

    homework: tuple[Homework, ...] = ()
    menus: tuple[Menu, ...] = ()
    life: SchoolLife | None = None
    has_timetable: bool = True
    """Whether the school shows a timetable; primary schools do not."""
    to_read: int = 0
    margins: Margins = DEFAULT_MARGINS
    silent_since: datetime | None = None
    """Since when the school has not responded; None if it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What to know about one school day of a child."""

    now: datetime
    """Aware, in the school's time zone."""
    day: date | None
    """The day that the brief is about; None if no further school day is known."""
    lessons: tuple[Lesson, ...]
    """The lessons that the child attends on that day; empty if they are not known yet."""
    planned_first: Lesson | None
    """The first lesson of an ordinary week, whether it takes place or not."""
    margins: Margins
    at_home: bool
    """Whether the child is at this home on that morning."""
    changes: tuple[Lesson, ...]
    """Lessons of the day that are not as every week, canceled ones included."""
    tests: tuple[Lesson, ...]
    detention: datetime | None
    """The next detention, on whichever day."""
    bag: Bag | None
    """What to pack; None once the day has begun, or if the bag is not at this home."""
    homework: tuple[Homework, ...]
    """What is due on the day and not done."""
    menu: Menu | None
    """Lunch on the day."""
    vacation: Vacation | None
    """The holidays in progress, or those before the day."""
    free_days: tuple[date, ...]
    """Days before that one, or today, on which lessons were planned and none takes place."""
    to_justify: tuple[Absence | Delay, ...]
    to_sign: tuple[Acknowledgeable, ...]
    to_read: int = 0
    """Number of unread news and messages."""
    has_timetable: bool = True
    """Whether the school shows a timetable; without one, no hours are expected."""
    silent_since: datetime | None = None
    """Since when the school has not responded, if that is long enough to matter."""

    @property
    def today(self) -> date:
        """The current date at the school."""
        return self.now.date()

    @property
    def far(self) -> bool:
        """Whether holidays lie before the day, and it is not tomorrow."""
        return self.vacation is not None and (
            self.day is None or self.day > self.today + DAY
        )

    @property
    def start(self) -> datetime | None:
        """The start of the first lesson."""
        return self.lessons[0].start if self.lessons else None

    @property
    def end(self) -> datetime | None:
        """The end of the last lesson."""
        return max((lesson.end for lesson in self.lessons), default=None)

    @property
    def wake_up(self) -> datetime | None:
        """When the child gets up at this home."""
        return (
            None
            if self.start is None or not self.at_home
            else self.start - self.margins.wake_up
        )

    @property
    def leave(self) -> datetime | None:
        """When the child leaves this home for school."""
        return (
            None
            if self.start is None or not self.at_home
            else self.start - self.margins.leave
        )

    @property
    def planned_start(self) -> datetime | None:
        """The start of the first lesson of an ordinary week, if it differs."""
        planned = self.planned_first
        if planned is None or self.start is None or planned.start == self.start:
            return None
        return planned.start

    @property
    def planned_wake_up(self) -> datetime | None:
        """When the child would get up in an ordinary week, if it differs."""
        planned = self.planned_start
        return (
            None
            if planned is None or not self.at_home
            else planned - self.margins.wake_up
        )


def create_brief(days: SchoolDays, sources: BriefSources, moment: Moment) -> Brief:
    """Return the brief on the school day that matters at a moment."""
    day = _day(days, moment, has_timetable=sources.has_timetable)
    announced = () if day is None else days.announced_on(day)
    attended = () if day is None else days.attended_on(day)
    life = sources.life
    at_home = day is None or days.at_home(day)
    begun = bool(attended) and attended[0].start + START_GRACE <= days.now
    return Brief(
        now=days.now,
        day=day,
        lessons=attended,
        planned_first=_planned_first(announced),
        margins=sources.margins,
        at_home=at_home,
        changes=tuple(lesson for lesson in announced if is_changed(lesson)),
        tests=tuple(lesson for lesson in attended if lesson.test),
        detention=_detention(days, life),
        bag=None
        if day is None or begun or not at_home
        else bag_for(days, day, sources.homework),
        homework=tuple(x for x in sources.homework if x.due == day and not x.done),
        menu=next(
            (
                menu
                for menu in sources.menus
                if menu.date == day and menu.meal is Meal.LUNCH and menu.dishes
            ),
            None,
        ),
        vacation=vacation_between(days.calendar, days.today, day),
        free_days=tuple(_free_days(days, day)),
        to_justify=() if life is None else life.to_justify,
        to_sign=() if life is None else life.to_acknowledge,
        to_read=sources.to_read,
        has_timetable=sources.has_timetable,
        silent_since=_silent_since(days, sources),
    )


def _silent_since(days: SchoolDays, sources: BriefSources) -> datetime | None:
    since = sources.silent_since
    if since is None or days.now - since < SILENCE:
        return None
    return since.astimezone(days.now.tzinfo)


def is_changed(lesson: Lesson) -> bool:
    """Return whether a lesson is not as every week. Study hours are not lessons."""
    return not lesson.study_hour and (
        lesson.superseded
        or lesson.no_pupils
        or lesson.status not in UNCHANGED_STATUSES | {LessonStatus.CLASS_COUNCIL}
    )


def _day(days: SchoolDays, moment: Moment, *, has_timetable: bool) -> date | None:
    if not has_timetable and days.has_school(days.today):
        morning = moment is Moment.MORNING
        if morning or (moment is Moment.NOW and days.now.time() < NOON):
            return days.today
    match moment:
        case Moment.EVENING:
            return days.next_school_day
        case Moment.MORNING if days.attended_on(days.today):
            return days.today
        case Moment.NOW if (end := days.end_of_day) is not None and days.now < end:
            return days.today
    return days.next_school_day


def _planned_first(announced: Iterable[Lesson]) -> Lesson | None:
    """Return the lesson that begins the day in an ordinary week."""
    return min(
        (
            lesson
            for lesson in announced
            if lesson.status in REGULAR_STATUSES and not lesson.study_hour
        ),
        key=lambda lesson: lesson.start,
        default=None,
    )


def _free_days(days: SchoolDays, until: date | None) -> Iterable[date]:
    """Yield today and the days before the next school day whose lessons do not take place."""
    day = days.today
    last = until or day
    while day < last:
        planned = any(not lesson.study_hour for lesson in days.announced_on(day))
        if planned and not days.attended_on(day):
            yield day
        day += DAY


def _detention(days: SchoolDays, life: SchoolLife | None) -> datetime | None:
    """Return the start of the next detention, from the office or the timetable."""
    served = () if life is None else life.punishments
    starts = [
        detention.start
        for punishment in served
        for detention in punishment.schedule
        if detention.start + (detention.duration or timedelta()) > days.now
    ]
    starts += [
        lesson.start
        for lesson in days.attended
        if lesson.status is LessonStatus.DETENTION and lesson.end > days.now
    ]
    return min(starts, default=None)
