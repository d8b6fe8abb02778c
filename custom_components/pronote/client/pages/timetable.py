"""Timetable (PRONOTE page 16, "Emploi du temps")."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice
import re

from ..common import KeyGenerator, Reference
from ..school_year import SchoolCalendar
from ..wire import Json, Record, date_value


class LessonStatus(StrEnum):
    """Status of a lesson."""

    NORMAL = "normal"
    CANCELED = "canceled"
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
    {LessonStatus.CANCELED, LessonStatus.TEACHER_ABSENT, LessonStatus.CLASS_ABSENT}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VirtualLink:
    """A link to an online lesson."""

    url: str
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One lesson of one pupil."""

    key: str
    """Does not change between sessions, or if room or teacher change."""
    start: datetime
    """Aware, in the school's time zone."""
    end: datetime
    subject: str | None = None
    teachers: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    status: LessonStatus = LessonStatus.NORMAL
    status_text: str | None = None
    """The status in the school's words ("Changement de salle"…)."""
    test: bool = False
    exempted: bool = False
    study_hour: bool = False
    """Supervised study ("permanence"): the pupil is at school, in no lesson."""
    superseded: bool = False
    """Whether another lesson replaces it in the same slot."""
    priority: int = 0
    """Of several lessons at the same time, the one with the highest priority takes place."""
    memo: str | None = None
    color: str | None = None
    """Color of the subject at the school, `#RRGGBB`."""
    links: tuple[VirtualLink, ...] = ()
    has_contents: bool = False
    has_homework: bool = False
    ref: Reference | None = field(default=None, repr=False, compare=False)

    @property
    def held(self) -> bool:
        """Whether the lesson takes place."""
        return self.status not in NOT_HELD and not self.superseded

    @property
    def attended(self) -> bool:
        """Whether the pupil has to attend. Class councils are for adults."""
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
    """All lessons, canceled ones included."""

    @property
    def held(self) -> tuple[Lesson, ...]:
        """Lessons that take place."""
        return tuple(lesson for lesson in self.lessons if lesson.held)

    @property
    def attended(self) -> tuple[Lesson, ...]:
        """Lessons that the pupil has to attend."""
        return tuple(lesson for lesson in self.lessons if lesson.attended)

    def on(self, day: date) -> tuple[Lesson, ...]:
        """Return all lessons of a day."""
        return tuple(lesson for lesson in self.lessons if lesson.start.date() == day)


TAB = 16
FUNCTION = "PageEmploiDuTemps"

# Kinds of the contents of a lesson. Before 2025, kinds from 57 on were higher by one.
_TEACHER = 3
_STAFF = 34
_SUBJECT = 16
_ROOM = 17
_GROUP = 2
_PART_OF_CLASS = 57
_LESSON_LABEL = 93

# Kinds of what is planned in a lesson: class test, assessment of skills, exam in class.
_TESTS = frozenset({3, 7, 13})

_MAX_LESSONS = 1_000
"""Maximum number of lessons in one answer."""
_USUAL_LENGTH = timedelta(hours=1)
_MAX_WEEKS = 100
_MAX_DAYS = 13
"""A cycle may be longer than a week."""

# Kinds of lessons.
_COUNCIL = 1
_REPLACEMENTS = frozenset({2, 4})

_WORDINGS = (
    (r"(prof|pers|enseignant).*absent", LessonStatus.TEACHER_ABSENT),
    (r"classe.*absente", LessonStatus.CLASS_ABSENT),
    (r"annul", LessonStatus.CANCELED),
    (r"dispens", LessonStatus.EXEMPTED),
    (r"salle", LessonStatus.ROOM_CHANGED),
    (r"rempla", LessonStatus.REPLACED),
    (r"d[ée]plac|report", LessonStatus.MOVED),
    (r"exception|ajout", LessonStatus.EXCEPTIONAL),
    (r"conseil", LessonStatus.CLASS_COUNCIL),
)


def request(pupil: Json, week: int) -> Json:
    """Return the data of the request for one week."""
    return {"numeroSemaine": week, "NumeroSemaine": week} | _common_request(pupil)


def days_request(pupil: Json, first: date, last: date) -> Json:
    """Return the data of the request for whole days, both included."""
    start, end = date_value(first), date_value(last)
    days = {"dateDebut": start, "DateDebut": start, "dateFin": end, "DateFin": end}
    return days | _common_request(pupil)


def _common_request(pupil: Json) -> Json:
    return {
        "ressource": pupil,
        "Ressource": pupil,
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
    answer: Record, calendar: SchoolCalendar, week: int | None, *, old_numbering: bool
) -> list[Lesson]:
    """Read lessons of one week, or of several if they have dates.

    `old_numbering` is for PRONOTE 2024 and before.
    """
    candidates = sorted(
        (
            candidate
            for item in islice(answer.each("ListeCours"), _MAX_LESSONS)
            if (candidate := _candidate(item, calendar, week)) is not None
        ),
        key=lambda candidate: (candidate.start, candidate.end, candidate.priority),
    )
    keys = KeyGenerator()
    return [
        _lesson(
            candidate,
            keys,
            old_numbering=old_numbering,
            superseded=any(_supersedes(other, candidate) for other in group),
        )
        for group in _overlapping_groups(candidates)
        for candidate in group
    ]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A lesson with the fields that decide which of several simultaneous lessons is held."""

    item: Record
    start: datetime
    end: datetime
    priority: int
    status: LessonStatus


def _candidate(
    item: Record, calendar: SchoolCalendar, week: int | None
) -> _Candidate | None:
    if (start := _start(item, calendar, week)) is None:
        item.log_unreadable("DateDuCours")
        return None
    end = _end(item, calendar, start)
    return _Candidate(item, start, end, item.number("P") or 0, _status(item))


def _overlapping_groups(candidates: list[_Candidate]) -> Iterator[list[_Candidate]]:
    """Group overlapping lessons. `drafts` are sorted by start."""
    group: list[_Candidate] = []
    for candidate in candidates:
        if group and candidate.start >= max(one.end for one in group):
            yield group
            group = []
        group.append(candidate)
    if group:
        yield group


def _supersedes(other: _Candidate, candidate: _Candidate) -> bool:
    """Return whether `other` replaces `candidate`."""
    if other.priority <= candidate.priority or other.status in NOT_HELD:
        return False
    if candidate.status in NOT_HELD:
        return other.start < candidate.end and candidate.start < other.end
    return other.start <= candidate.start and candidate.end <= other.end


def _lesson(
    candidate: _Candidate, keys: KeyGenerator, *, old_numbering: bool, superseded: bool
) -> Lesson:
    item = candidate.item
    contents: dict[int | None, list[str]] = {}
    for content in item.each("ListeContenus"):
        if label := content.text("L"):
            contents.setdefault(content.kind, []).append(label)

    def named(*kinds: int) -> tuple[str, ...]:
        return tuple(
            label
            for kind in kinds
            for label in contents.get(
                kind + (old_numbering and kind >= _PART_OF_CLASS), ()
            )
        )

    teachers = named(_TEACHER, _STAFF)
    subject = (named(_SUBJECT) or named(_LESSON_LABEL) or (None,))[0]
    if item.flag("estSortiePedagogique"):
        subject = item.text("motif") or subject
        names = item.raw("accompagnateurs")
        teachers = (
            tuple(n for n in names if isinstance(n, str))
            if isinstance(names, list)
            else ()
        )
    groups = tuple(label.strip("[]") for label in named(_GROUP, _PART_OF_CLASS))
    return Lesson(
        key=keys(candidate.start.isoformat(), subject or candidate.status, *groups),
        start=candidate.start,
        end=candidate.end,
        subject=subject,
        teachers=teachers,
        rooms=named(_ROOM),
        groups=groups,
        status=candidate.status,
        status_text=item.text("Statut") or item.record("dispenseEleve").text("L"),
        test=_is_test(item),
        exempted=_exempted(item) or candidate.status is LessonStatus.EXEMPTED,
        study_hour=item.flag("estPermanence"),
        superseded=superseded,
        priority=candidate.priority,
        memo=item.text("memo"),
        color=item.text("CouleurFond"),
        links=tuple(
            VirtualLink(url=url, label=link.text("libelleLien", "commentaire"))
            for link in item.each("listeVisios")
            if (url := link.text("url"))
        ),
        has_contents=item.flag("AvecCdT") or item.flag("AvecCdTPublie"),
        has_homework=item.flag("AvecTafPublie"),
        ref=item.reference,
    )


def _is_test(item: Record) -> bool:
    """Return whether a lesson has a test: by a flag, or by the kinds of its contents (a set, since 2025 a list)."""
    log = item.record("cahierDeTextes")
    if isinstance(log.raw("originesCategorie"), list):
        kinds = frozenset(one.kind for one in log.each("originesCategorie"))
    else:
        kinds = frozenset(log.numbers("originesCategorie"))
    return log.flag("estDevoir") or not _TESTS.isdisjoint(kinds)


def _exempted(item: Record) -> bool:
    value = item.raw("dispenseEleve")
    return value is not None and value is not False and value != ""


def _status(item: Record) -> LessonStatus:
    words = (item.text("Statut") or "").casefold()
    worded = _status_of_wording(words) if words else None
    if item.flag("estAnnule"):
        return worded if worded in NOT_HELD else LessonStatus.CANCELED
    if item.raw("estRetenue"):
        return LessonStatus.DETENTION
    if item.flag("estSortiePedagogique"):
        return LessonStatus.OUTING
    if worded is not None:
        return worded
    if item.kind == _COUNCIL:
        return LessonStatus.CLASS_COUNCIL
    if item.kind in _REPLACEMENTS:
        return LessonStatus.REPLACED
    if _exempted(item):
        return LessonStatus.EXEMPTED
    if words and not item.flag("estPermanence"):
        return LessonStatus.MODIFIED
    return LessonStatus.TEST if _is_test(item) else LessonStatus.NORMAL


def _status_of_wording(words: str) -> LessonStatus | None:
    """Return the status that a text of the school means."""
    return next(
        (status for pattern, status in _WORDINGS if re.search(pattern, words)), None
    )


def _start(item: Record, calendar: SchoolCalendar, week: int | None) -> datetime | None:
    if start := item.moment("DateDuCours") or item.moment("strDateDebut"):
        return start
    place = item.number("place", "placeReelle")
    if place is None or not calendar.slots_per_day:
        return None
    day, slot = divmod(place, calendar.slots_per_day)
    if (clock := calendar.slot_starts.get(slot)) is None:
        return None
    week_number = item.number("numeroSemaine") or week
    if (
        week_number is None
        or not 0 < week_number <= _MAX_WEEKS
        or not 0 <= day <= _MAX_DAYS
    ):
        return None
    return calendar.at(calendar.monday(week_number) + timedelta(days=day), clock)


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
    item.log_unreadable("duree")
    return start + _USUAL_LENGTH
