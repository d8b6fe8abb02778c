"""Lessons around today: one example of each possible change."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from .calendar import ONE_DAY, SLOTS_PER_HOUR, SchoolYear
from .people import Pupil
from .timetable import (
    cancel,
    free_slots,
    lesson_at,
    moved,
    restored,
    room_changed,
    substituted,
    teacher_absent,
)
from .timetable_grids import SUBJECTS, SUPERVISOR, TEACHERS
from .types import Lesson, LessonKind, Outing, Period, SchoolClass, VirtualClass

REMARKABLE_DAYS = 5
GUIDE = "SAINTYVES O."


class ClassWeek:
    """Next five school days of a class, each with a special lesson."""

    def __init__(
        self,
        year: SchoolYear,
        school_class: SchoolClass,
        lessons: list[Lesson],
        today: date,
        random: Random,
    ) -> None:
        self.year = year
        self.school_class = school_class
        self.lessons = lessons
        self.random = random
        self.days = year.days_from(today, REMARKABLE_DAYS)

    def on(self, day: date) -> list[Lesson]:
        """Return the lessons of the whole class on a day, in order."""
        common = (one for one in self.lessons if one.day == day and not one.groups)
        return sorted(common, key=lambda lesson: lesson.start)

    def put(self, old: Lesson, *new: Lesson) -> None:
        index = self.lessons.index(old)
        self.lessons[index : index + 1] = new

    def make(self) -> None:
        """Fill the days. Near the end of the year there may be fewer than five."""
        for day in self.days:
            for lesson in self.on(day):
                plain = restored(replace(lesson, test=False, memo=None))
                self.put(lesson, replace(plain, rooms=lesson.rooms))
        makers = (self._first, self._second, self._third, self._fourth, self._fifth)
        for day, maker in zip(self.days, makers, strict=False):
            maker(day)

    def _first(self, day: date) -> None:
        lessons = self.on(day)
        memo = "Calculatrice et carte de géométrie à apporter."
        self.put(lessons[0], replace(lessons[0], memo=memo, test=True))
        self.put(lessons[1], room_changed(lessons[1], "D02"))
        self.put(lessons[-1], teacher_absent(lessons[-1]))

    def _second(self, day: date) -> None:
        lessons = self.on(day)
        self.put(lessons[0], cancel(lessons[0]))
        online = VirtualClass("https://visio.exemple.fr/salon-7", "Classe virtuelle")
        substitute = substituted(lessons[1], self.random)
        self.put(lessons[1], replace(substitute, virtual_classes=(online,)))

    def _third(self, day: date) -> None:
        lessons = self.on(day)
        slots = lessons[-1].slots or SLOTS_PER_HOUR
        for target in self.year.days_from(day + ONE_DAY, REMARKABLE_DAYS):
            if free := free_slots(self.lessons, target, slots):
                self.put(lessons[-1], *moved(self.year, lessons[-1], target, free[0]))
                break
        colleague = TEACHERS[self.school_class.uid]["VIE"]
        pair = tuple(dict.fromkeys((*lessons[0].teachers, colleague, SUPERVISOR)))[:2]
        self.put(lessons[0], replace(lessons[0], teachers=pair))

    def _fourth(self, day: date) -> None:
        """Replace a canceled lesson with a lesson of another subject."""
        lesson = next(one for one in self.on(day) if not one.status)
        other = replace(
            lesson,
            uid=f"{lesson.uid}-instead",
            subject=SUBJECTS["FRA"],
            teachers=(TEACHERS[self.school_class.uid]["FRA"],),
            kind=LessonKind.REPLACEMENT,
            status="Remplacement",
            priority=20,
            content=None,
        )
        self.put(lesson, cancel(lesson, "Prof. absent"), other)

    def _fifth(self, day: date) -> None:
        lessons = self.on(day)
        rooms = (*lessons[0].rooms, "D03")
        self.put(lessons[0], replace(lessons[0], rooms=rooms))
        untitled = replace(lessons[1], subject=None, memo="Intervention extérieure")
        self.put(lessons[1], replace(untitled, status="Exceptionnel", content=None))


def class_councils(
    year: SchoolYear, school_class: SchoolClass, periods: list[Period]
) -> list[Lesson]:
    """Return the class councils, on the evening before the end of each period."""
    councils = []
    for period in periods:
        day = period.last - timedelta(days=4)
        while not year.is_school_day(day):
            day -= ONE_DAY
        councils.append(
            lesson_at(
                year,
                day,
                18,
                2,
                f"council-{school_class.name}-{period.number}",
                kind=LessonKind.CLASS_COUNCIL,
                rooms=("Salle du conseil",),
                status="Conseil de classe",
            )
        )
    return councils


def add_own_lessons(year: SchoolYear, pupil: Pupil, today: date, shape: bool) -> None:
    """Add lessons of one pupil only. `shape` distinguishes siblings."""
    days = year.days_from(today, REMARKABLE_DAYS)
    _exempt(pupil, days[0], "Dispensé(e) - présence au gymnase" if shape else True)
    for detention, wished in ((False, days[1:2] + days), (True, days[3:4] + days)):
        for day in wished:
            if free := _quiet_slots(pupil, day):
                slot = free[-1] if detention else free[0]
                pupil.lessons.append(_extra_row(year, pupil, day, slot, detention))
                break
    _outings(year, pupil, today)


def _quiet_slots(pupil: Pupil, day: date) -> list[int]:
    """Return the slots of a day without any lesson of a pupil, even a canceled one."""
    held = [
        replace(lesson, canceled=False) for lesson in pupil.lessons if lesson.day == day
    ]
    return free_slots(held, day, SLOTS_PER_HOUR)


def _exempt(pupil: Pupil, day: date, label: bool | str) -> None:
    sport = SUBJECTS["EPS"]
    for index, lesson in enumerate(pupil.lessons):
        if lesson.day >= day and lesson.subject == sport and not lesson.canceled:
            status = label if isinstance(label, str) else "Dispensé"
            pupil.lessons[index] = replace(lesson, exempted=label, status=status)
            return


def _extra_row(
    year: SchoolYear, pupil: Pupil, day: date, slot: int, detention: bool
) -> Lesson:
    """Return a detention or a study hour."""
    what = "detention" if detention else "study"
    return lesson_at(
        year,
        day,
        slot,
        SLOTS_PER_HOUR,
        f"{what}-{pupil.uid}-{day:%Y%m%d}",
        teachers=(SUPERVISOR,),
        rooms=("Permanence",),
        detention=detention,
        study=not detention,
        status=None if detention else "Permanence",
    )


def _outings(year: SchoolYear, pupil: Pupil, today: date) -> None:
    """Add an outing of one day in two weeks, and one some weeks ago without a slot."""
    near = year.next_school_day(today)
    for offset, title, placed in (
        (14, "Visite du musée des techniques", True),
        (-21, "Randonnée littéraire", False),
    ):
        day = year.next_school_day(near + timedelta(days=offset))
        if placed != (day > near):
            continue
        lesson = lesson_at(year, day, 10, 6, f"outing-{pupil.uid}-{day:%Y%m%d}")
        pupil.lessons.append(
            replace(
                lesson,
                slot=lesson.slot if placed else None,
                slots=lesson.slots if placed else None,
                outing=Outing(title, (SUPERVISOR, GUIDE)),
                memo="Prévoir un pique-nique.",
                priority=30,
            )
        )
