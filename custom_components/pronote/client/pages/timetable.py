"""Timetable (PRONOTE page 16, "Emploi du temps")."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
import re

from ..elements import Keys, Reference
from ..school_year import SchoolCalendar
from ..wire import Json, Record


class LessonStatus(StrEnum):
    """What the school says of a lesson."""

    NORMAL = "normal"
    CANCELLED = "cancelled"
    TEACHER_ABSENT = "teacher_absent"
    CLASS_ABSENT = "class_absent"
    MOVED = "moved"
    REPLACED = "replaced"
    ROOM_CHANGED = "room_changed"
    EXCEPTIONAL = "exceptional"
    EXEMPTED = "exempted"
    DETENTION = "detention"
    OUTING = "outing"
    CLASS_COUNCIL = "class_council"
    TEST = "test"
    MODIFIED = "modified"


NOT_HELD = frozenset(
    {LessonStatus.CANCELLED, LessonStatus.TEACHER_ABSENT, LessonStatus.CLASS_ABSENT}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VirtualLink:
    """A lesson held on line."""

    url: str
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One lesson of one pupil."""

    key: str
    """Survives a re-login; the same lesson with another room or teacher keeps it."""
    start: datetime
    """Aware, in the school's time zone."""
    end: datetime
    subject: str | None = None
    teachers: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    status: LessonStatus = LessonStatus.NORMAL
    status_text: str | None = None
    """The school's own wording ("Changement de salle"…)."""
    test: bool = False
    exempted: bool = False
    study_hour: bool = False
    """Supervised study ("permanence"): the pupil is at school, in no lesson."""
    superseded: bool = False
    """Another lesson takes its place: announced, then replaced in the same slot."""
    priority: int = 0
    """Of several lessons at once, the one of highest priority takes place."""
    memo: str | None = None
    colour: str | None = None
    """`#RRGGBB`, the school's colour of the subject."""
    links: tuple[VirtualLink, ...] = ()
    has_contents: bool = False
    has_homework: bool = False
    ref: Reference | None = field(default=None, repr=False, compare=False)

    @property
    def held(self) -> bool:
        """Tell whether the lesson takes place."""
        return self.status not in NOT_HELD and not self.superseded

    @property
    def attended(self) -> bool:
        """Tell whether this pupil has to be there. Class councils are the grown-ups'."""
        return (
            self.held
            and not self.exempted
            and self.status is not LessonStatus.CLASS_COUNCIL
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """The lessons of whole days, `start` and `end` included, by start then end."""

    start: date
    end: date
    lessons: tuple[Lesson, ...] = ()
    """Everything announced, cancelled lessons included."""

    @property
    def held(self) -> tuple[Lesson, ...]:
        """What takes place."""
        return tuple(lesson for lesson in self.lessons if lesson.held)

    @property
    def attended(self) -> tuple[Lesson, ...]:
        """What this pupil has to attend."""
        return tuple(lesson for lesson in self.lessons if lesson.attended)

    def on(self, day: date) -> tuple[Lesson, ...]:
        """Return everything announced on a day."""
        return tuple(lesson for lesson in self.lessons if lesson.start.date() == day)


TAB = 16
FUNCTION = "PageEmploiDuTemps"

# Kinds of the things a lesson is made of; from 57 on they were one more before 2025.
_TEACHER = 3
_STAFF = 34
_SUBJECT = 16
_ROOM = 17
_GROUP = 2
_PART_OF_CLASS = 57
_LESSON_LABEL = 93

_USUAL_LENGTH = timedelta(hours=1)
_MOST_WEEKS = 100
_MOST_DAYS = 13
"""A cycle may be longer than a week."""

# Kinds of lessons.
_COUNCIL = 1
_REPLACEMENTS = frozenset({2, 4})

_WORDINGS = (
    (r"(prof|pers|enseignant).*absent", LessonStatus.TEACHER_ABSENT),
    (r"classe.*absente", LessonStatus.CLASS_ABSENT),
    (r"annul", LessonStatus.CANCELLED),
    (r"dispens", LessonStatus.EXEMPTED),
    (r"salle", LessonStatus.ROOM_CHANGED),
    (r"rempla", LessonStatus.REPLACED),
    (r"d[ée]plac|report", LessonStatus.MOVED),
    (r"exception|ajout", LessonStatus.EXCEPTIONAL),
    (r"conseil", LessonStatus.CLASS_COUNCIL),
)


def request(pupil: Json, week: int) -> Json:
    """Return the data of the request for one week."""
    return {
        "ressource": pupil,
        "Ressource": pupil,
        "numeroSemaine": week,
        "NumeroSemaine": week,
        "avecAbsencesEleve": False,
        "avecAbsencesRessource": True,
        "avecConseilDeClasse": True,
        "avecCoursSortiePeda": True,
        "avecDisponibilites": True,
        "avecInfosPrefsGrille": True,
        "avecRetenuesEleve": True,
        "avecRessourcesLibrePiedHoraire": False,
        "estEDTAnnuel": False,
        "estEDTPermanence": False,
        "edt": {"G": TAB, "L": "Emploi du temps"},
    }


def read(
    answer: Record, calendar: SchoolCalendar, week: int, *, shifted: bool
) -> list[Lesson]:
    """Read the lessons of one week; `shifted` for the kinds of 2024 and before."""
    drafts = [
        draft
        for item in answer.each("ListeCours")
        if (draft := _draft(item, calendar, week, shifted)) is not None
    ]
    drafts.sort(
        key=lambda draft: (draft.lesson.start, draft.lesson.end, draft.priority)
    )
    keys = Keys()
    return [
        replace(
            draft.lesson,
            key=keys(
                draft.lesson.start.isoformat(),
                draft.lesson.subject or draft.lesson.status,
                *draft.lesson.groups,
            ),
            superseded=any(_takes_over(other, draft) for other in drafts),
        )
        for draft in drafts
    ]


@dataclass(frozen=True, slots=True)
class _Draft:
    lesson: Lesson
    priority: int
    cancelled: bool


def _takes_over(other: _Draft, draft: _Draft) -> bool:
    """Tell whether `other` is held in place of `draft`."""
    if other is draft or other.cancelled or other.priority <= draft.priority:
        return False
    theirs, ours = other.lesson, draft.lesson
    if draft.cancelled:
        return theirs.start < ours.end and ours.start < theirs.end
    return theirs.start <= ours.start and ours.end <= theirs.end


def _draft(
    item: Record, calendar: SchoolCalendar, week: int, shifted: bool
) -> _Draft | None:
    if (start := _start(item, calendar, week)) is None:
        item.lost("DateDuCours")
        return None
    contents: dict[int | None, list[str]] = {}
    for content in item.each("ListeContenus"):
        if label := content.text("L"):
            contents.setdefault(content.kind, []).append(label)

    def named(*kinds: int) -> tuple[str, ...]:
        return tuple(
            label
            for kind in kinds
            for label in contents.get(kind + (shifted and kind >= _PART_OF_CLASS), ())
        )

    outing = item.flag("estSortiePedagogique")
    teachers = named(_TEACHER, _STAFF)
    if outing:
        names = item.raw("accompagnateurs")
        teachers = (
            tuple(n for n in names if isinstance(n, str))
            if isinstance(names, list)
            else ()
        )
    subject = (named(_SUBJECT) or named(_LESSON_LABEL) or (None,))[0]
    test = item.record("cahierDeTextes").flag("estDevoir")
    exempted = _exempted(item)
    status = _status(item, test=test, exempted=exempted)
    lesson = Lesson(
        key="",
        start=start,
        end=_end(item, calendar, start),
        subject=item.text("motif") or subject if outing else subject,
        teachers=teachers,
        rooms=named(_ROOM),
        groups=tuple(label.strip("[]") for label in named(_GROUP, _PART_OF_CLASS)),
        status=status,
        status_text=item.text("Statut") or item.record("dispenseEleve").text("L"),
        test=test,
        exempted=exempted or status is LessonStatus.EXEMPTED,
        study_hour=item.flag("estPermanence"),
        priority=item.number("P") or 0,
        memo=item.text("memo"),
        colour=item.text("CouleurFond"),
        links=tuple(
            VirtualLink(url=url, label=link.text("libelleLien", "commentaire"))
            for link in item.each("listeVisios")
            if (url := link.text("url"))
        ),
        has_contents=item.flag("AvecCdT"),
        has_homework=item.flag("AvecTafPublie"),
        ref=item.reference,
    )
    return _Draft(lesson, lesson.priority, status in NOT_HELD)


def _exempted(item: Record) -> bool:
    value = item.raw("dispenseEleve")
    return value is not None and value is not False and value != ""


def _status(item: Record, *, test: bool, exempted: bool) -> LessonStatus:
    words = (item.text("Statut") or "").casefold()
    told = next(
        (status for pattern, status in _WORDINGS if re.search(pattern, words)), None
    )
    if item.flag("estAnnule"):
        return told if told in NOT_HELD else LessonStatus.CANCELLED
    if item.raw("estRetenue"):
        return LessonStatus.DETENTION
    if item.flag("estSortiePedagogique"):
        return LessonStatus.OUTING
    if told is not None:
        return told
    if item.kind == _COUNCIL:
        return LessonStatus.CLASS_COUNCIL
    if item.kind in _REPLACEMENTS:
        return LessonStatus.REPLACED
    if exempted:
        return LessonStatus.EXEMPTED
    if words and not item.flag("estPermanence"):
        return LessonStatus.MODIFIED
    return LessonStatus.TEST if test else LessonStatus.NORMAL


def _start(item: Record, calendar: SchoolCalendar, week: int) -> datetime | None:
    if start := item.moment("DateDuCours") or item.moment("strDateDebut"):
        return start
    place = item.number("place", "placeReelle")
    if place is None or not calendar.slots_per_day:
        return None
    day, slot = divmod(place, calendar.slots_per_day)
    if (clock := calendar.slot_starts.get(slot)) is None:
        return None
    told = item.number("numeroSemaine") or week
    if not 0 < told <= _MOST_WEEKS or not 0 <= day <= _MOST_DAYS:
        return None
    return calendar.at(calendar.monday(told) + timedelta(days=day), clock)


def _end(item: Record, calendar: SchoolCalendar, start: datetime) -> datetime:
    end = item.moment("DateDuCoursFin") or item.moment("strDateFin")
    if end is not None and end > start:
        return end
    place, length = (
        item.number("place", "placeReelle"),
        item.number("duree", "dureeReelle"),
    )
    if place is not None and length and calendar.slots_per_day:
        slot = place % calendar.slots_per_day
        clock = calendar.slot_ends.get(slot + length - 1)
        if clock is not None and clock > start.timetz().replace(tzinfo=None):
            return calendar.at(start.date(), clock)
    item.lost("duree")
    return start + _USUAL_LENGTH
