"""Timetable (PRONOTE page 16, "Emploi du temps")."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
import re

from ..common import KeyGenerator, Reference, VirtualLink, folded
from ..lesson_exemptions import (
    AT_SCHOOL,
    TAKES_PART,
    Absences,
    Exemption,
    is_exemption,
    read_absences,
    read_exemption,
)
from ..lesson_times import read_end, read_start
from ..school_year import SchoolCalendar
from ..subject_names import is_lunch_break, is_study_hour
from ..wire import Json, Record, date_value, read_virtual_link


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
    """Whether the pupil does not take part as the class does, present or not."""
    exemption: Exemption | None = None
    """Why the pupil does not follow the lesson as the class does, if the school gives a reason."""
    no_pupils: bool = False
    """Whether nobody of the class or group attends."""
    study_hour: bool = False
    """Supervised study ("permanence"): the pupil is at school, in no lesson."""
    lunch_break: bool = False
    """A lunch break entered as a lesson; it is a study hour too."""
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
    row_kind: int | None = field(default=None, repr=False, compare=False)
    """PRONOTE's number of the kind, sent back in requests."""
    ref: Reference | None = field(default=None, repr=False, compare=False)

    @property
    def held(self) -> bool:
        """Whether the lesson takes place."""
        return self.status not in NOT_HELD and not self.superseded

    @property
    def attended(self) -> bool:
        """Whether the pupil has to be there. Class councils are for adults.

        An exempted pupil may have to be present; one who follows the lesson at home has not.
        """
        there = (
            not self.exempted if self.exemption is None else self.exemption in AT_SCHOOL
        )
        return (
            self.held
            and there
            and not self.no_pupils
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
        """Return all lessons of a day; an outing of several days is one of each."""
        return tuple(
            lesson
            for lesson in self.lessons
            if lesson.start.date() <= day <= lesson.end.date()
        )


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

_SUBSTITUTE = 3
"""Mark of a content that names the substitute of the teacher."""

# Kinds of lessons.
_COUNCIL = 1
_REPLACEMENTS = frozenset({2, 4})

# Details from the school's own wording. It never decides whether a lesson is held.
_CANCELED_WORDINGS = (
    (r"(prof|pers|enseignant).*absent", LessonStatus.TEACHER_ABSENT),
    (r"classe.*absente", LessonStatus.CLASS_ABSENT),
)
_HELD_WORDINGS = (
    (r"(?<!non )(?<!pas )(?<!sans )rempla", LessonStatus.REPLACED),
    (
        r"salles?\b(?! (d.|de |des )?(permanence|perm\b|etude))|chang\w* de salle",
        LessonStatus.ROOM_CHANGED,
    ),
    (r"deplac|report", LessonStatus.MOVED),
    (r"exception|ajout", LessonStatus.EXCEPTIONAL),
)
_COUNCIL_WORDING = "conseil de classe"


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
    absences = read_absences(answer, calendar)
    candidates = sorted(
        (
            candidate
            for item in islice(answer.each("ListeCours"), _MAX_LESSONS)
            if (
                candidate := _candidate(
                    item, calendar, week, absences, old_numbering=old_numbering
                )
            )
            is not None
        ),
        key=lambda candidate: (candidate.start, candidate.end, candidate.priority),
    )
    keys = KeyGenerator()
    return [
        _lesson(
            candidate,
            keys,
            superseded=any(_supersedes(other, candidate) for other in group),
        )
        for group in _overlapping_groups(candidates)
        for candidate in group
    ]


def needs_week(answer: Record) -> bool:
    """Return whether an answer has lessons without a date, whose week must be known."""
    return any(
        "DateDuCours" not in item
        and "strDateDebut" not in item
        and item.number("place", "placeReelle") is not None
        and item.number("numeroSemaine") is None
        for item in islice(answer.each("ListeCours"), _MAX_LESSONS)
    )


@dataclass(frozen=True, slots=True)
class _Contents:
    """Subject, people, rooms and groups of a lesson."""

    subject: str | None
    teachers: tuple[str, ...]
    rooms: tuple[str, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A lesson with the fields that decide which of several simultaneous lessons is held."""

    item: Record
    contents: _Contents
    start: datetime
    end: datetime
    priority: int
    status: LessonStatus
    exemption: Exemption | None
    study_hour: bool

    @property
    def no_pupils(self) -> bool:
        return self.item.flag("aucunEleve")


def _candidate(
    item: Record,
    calendar: SchoolCalendar,
    week: int | None,
    absences: Absences,
    *,
    old_numbering: bool,
) -> _Candidate | None:
    if (start := read_start(item, calendar, week)) is None:
        item.log_unreadable("DateDuCours")
        return None
    end = read_end(item, calendar, start)
    contents = _contents(item, old_numbering=old_numbering)
    exemption = read_exemption(item)
    if exemption is None or exemption in AT_SCHOOL:
        place, own_week = item.number("place"), item.number("numeroSemaine")
        exemption = absences.exemption(start, end, place, own_week) or exemption
    study_hour = _is_study_hour(item, contents)
    return _Candidate(
        item=item,
        contents=contents,
        start=start,
        end=end,
        priority=item.number("P") or 0,
        status=_status(item, contents, exemption, study_hour=study_hour),
        exemption=exemption,
        study_hour=study_hour,
    )


def _contents(item: Record, *, old_numbering: bool) -> _Contents:
    labels: dict[int | None, list[str]] = {}
    substitutes: list[str] = []
    for content in item.each("ListeContenus"):
        if label := content.text("L"):
            if content.number("marqueur") == _SUBSTITUTE:
                substitutes.append(label)
            else:
                labels.setdefault(content.kind, []).append(label)

    def named(*kinds: int) -> tuple[str, ...]:
        found: list[str] = []
        for kind in kinds:
            number = kind + 1 if old_numbering and kind >= _PART_OF_CLASS else kind
            found += labels.get(number, ())
        return tuple(dict.fromkeys(found))

    subject = next(iter(named(_SUBJECT) or named(_LESSON_LABEL)), None)
    subject = subject or item.label("libelleCours")
    teachers = tuple(substitutes) or named(_TEACHER, _STAFF)
    if item.flag("estSortiePedagogique"):
        subject = item.text("motif") or subject
        teachers = item.labels("accompagnateurs")
    return _Contents(
        subject=subject,
        teachers=teachers,
        rooms=named(_ROOM),
        groups=tuple(label.strip("[]") for label in named(_GROUP, _PART_OF_CLASS)),
    )


def _is_study_hour(item: Record, contents: _Contents) -> bool:
    """Return whether a lesson is a study hour or a break: by its flag, or by its name."""
    if item.flag("estPermanence"):
        return True
    if item.flag("estSortiePedagogique") or item.flag("estRetenue"):
        return False
    name = contents.subject or item.text("Statut")
    return is_study_hour(name) or is_lunch_break(name)


def _overlapping_groups(candidates: list[_Candidate]) -> Iterator[list[_Candidate]]:
    """Group overlapping lessons. `candidates` are sorted by start."""
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
    if other.no_pupils or other.status is LessonStatus.CLASS_COUNCIL:
        # The pupil is not there, so it has its own lesson.
        return other.status is candidate.status is LessonStatus.CLASS_COUNCIL
    if candidate.status in NOT_HELD:
        return other.start < candidate.end and candidate.start < other.end
    return other.start <= candidate.start and candidate.end <= other.end


def _lesson(candidate: _Candidate, keys: KeyGenerator, *, superseded: bool) -> Lesson:
    item, contents = candidate.item, candidate.contents
    subject, groups, exemption = contents.subject, contents.groups, candidate.exemption
    return Lesson(
        key=keys(candidate.start.isoformat(), subject or candidate.status, *groups),
        start=candidate.start,
        end=candidate.end,
        subject=subject,
        teachers=contents.teachers,
        rooms=contents.rooms,
        groups=groups,
        status=candidate.status,
        status_text=item.text("Statut") or item.label("dispenseEleve"),
        test=_is_test(item),
        exempted=exemption is not None and exemption not in TAKES_PART,
        exemption=exemption,
        no_pupils=candidate.no_pupils,
        study_hour=candidate.study_hour,
        lunch_break=is_lunch_break(subject),
        superseded=superseded,
        priority=candidate.priority,
        memo=item.text("memo"),
        color=item.text("CouleurFond"),
        links=tuple(filter(None, map(read_virtual_link, item.each("listeVisios")))),
        has_contents=item.flag("AvecCdTPublie", "AvecCdT"),
        has_homework=item.flag("AvecTafPublie"),
        row_kind=item.kind,
        ref=item.reference,
    )


def _is_test(item: Record) -> bool:
    """Return whether a lesson has a test: by a flag, or by the kinds of its contents (a set, since 2025 a list)."""
    if not (log := item.record("cahierDeTextes")):
        return False
    if isinstance(log.raw("originesCategorie"), list | dict):
        kinds = frozenset(one.kind for one in log.each("originesCategorie"))
    else:
        kinds = frozenset()
    kinds = kinds or frozenset(log.numbers("originesCategorie"))
    return log.flag("estDevoir") or not _TESTS.isdisjoint(kinds)


def _status(
    item: Record,
    contents: _Contents,
    exemption: Exemption | None,
    *,
    study_hour: bool,
) -> LessonStatus:
    """Return the status. The flag of a canceled lesson decides; the words refine."""
    words = folded(item.text("Statut") or "")
    if item.flag("estAnnule"):
        return _of_wording(words, _CANCELED_WORDINGS) or LessonStatus.CANCELED
    if item.flag("estRetenue"):
        return LessonStatus.DETENTION
    if item.flag("estSortiePedagogique"):
        return LessonStatus.OUTING
    if item.kind == _COUNCIL or (
        words.startswith(_COUNCIL_WORDING) and contents.subject is None
    ):
        return LessonStatus.CLASS_COUNCIL
    exempted = exemption is not None and exemption not in TAKES_PART
    if exempted and is_exemption(words):
        return LessonStatus.EXEMPTED
    if (worded := _of_wording(words, _HELD_WORDINGS)) is not None:
        return worded
    if item.kind in _REPLACEMENTS:
        return LessonStatus.REPLACED
    if exempted:
        return LessonStatus.EXEMPTED
    if words and not study_hour:
        return LessonStatus.MODIFIED
    return LessonStatus.TEST if _is_test(item) else LessonStatus.NORMAL


def _of_wording(
    words: str, wordings: tuple[tuple[str, LessonStatus], ...]
) -> LessonStatus | None:
    """Return the status that a text of the school means."""
    return next(
        (status for pattern, status in wordings if re.search(pattern, words)), None
    )
