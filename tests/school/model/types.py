"""Plain data types of the simulated school, independent of the protocol."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum

from .calendar import SLOTS


@dataclass(frozen=True, slots=True)
class Subject:
    uid: str
    name: str
    color: str


@dataclass(frozen=True, slots=True)
class SchoolClass:
    uid: str
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Period:
    """Grading period. `number` counts from 1."""

    uid: str
    name: str
    number: int
    first: date
    last: date


class AttachmentKind(IntEnum):
    LINK = 0
    FILE = 1
    CLOUD = 2
    KIOSK = 3


@dataclass(frozen=True, slots=True)
class Attachment:
    """Attached link (`url`) or file (`content`)."""

    uid: str
    name: str
    kind: AttachmentKind
    url: str | None = None
    content: bytes = field(default=b"", repr=False)
    mime: str = "application/octet-stream"
    tells_address: bool = True
    """Whether the address of a link is known without another request."""


class LessonKind(IntEnum):
    NORMAL = 0
    CLASS_COUNCIL = 1
    REPLACEMENT = 2
    SUBSTITUTE = 4


class ContentCategory(IntEnum):
    NONE = 0
    LESSON = 1
    CORRECTION = 2
    CLASS_TEST = 3
    ORAL_TEST = 4
    TUTORIAL = 5
    PRACTICAL = 6
    EVALUATION = 7
    VIDEO = 12


@dataclass(frozen=True, slots=True)
class Content:
    """Content of a lesson."""

    uid: str
    title: str
    html: str
    category: ContentCategory = ContentCategory.LESSON
    attachments: tuple[Attachment, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VirtualClass:
    url: str
    label: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Outing:
    title: str
    companions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Irregularity:
    """Fields that some schools omit from a lesson or add to it.

    `exemption_kind` and `at_home` refine a pupil's exemption. Without `hour` the lesson
    has a day and a slot only. Without `contents` it has neither subject nor people.
    Without `study_flag` only its name identifies a study hour. `kind` is a number that
    PRONOTE does not explain.
    """

    exemption_kind: int | None = None
    at_home: bool = False
    nobody: bool = False
    hour: bool = True
    contents: bool = True
    study_flag: bool = True
    substitute: str | None = None
    kind: int | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Slots of a day, including both ends, from which a pupil is excluded."""

    day: date
    first: int
    last: int
    from_school: bool = False
    precautionary: bool = False

    def covers(self, lesson: Lesson) -> bool:
        """Return whether a lesson starts in these slots."""
        inside = SLOTS[self.first].start <= lesson.start.time() < SLOTS[self.last].end
        return self.day == lesson.day and inside


@dataclass(frozen=True, slots=True)
class Placement:
    """Half-days that a pupil spends in a company."""

    day: date
    morning: bool = True
    afternoon: bool = True


@dataclass(frozen=True, slots=True)
class Lesson:
    """Row of the timetable. `slot` is the position in the day, from 0.

    Of two rows at the same time, the one with the highest `priority` applies.
    An outing may have no slot. `exempted` is the label of a pupil's exemption,
    or True if the school gives none.
    """

    uid: str
    start: datetime
    end: datetime
    slot: int | None
    slots: int | None
    subject: Subject | None = None
    teachers: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    kind: LessonKind = LessonKind.NORMAL
    priority: int = 10
    status: str | None = None
    canceled: bool = False
    exempted: bool | str = False
    study: bool = False
    detention: bool = False
    outing: Outing | None = None
    memo: str | None = None
    virtual_classes: tuple[VirtualClass, ...] = ()
    test: bool = False
    content: Content | None = None
    more_contents: tuple[Content, ...] = ()
    curriculum: tuple[str, ...] = ()
    irregular: Irregularity = Irregularity()

    @property
    def day(self) -> date:
        return self.start.date()

    @property
    def taught_by(self) -> tuple[str, ...]:
        """Return the teachers, their substitute, or the companions of an outing."""
        if self.outing:
            return self.outing.companions
        substitute = self.irregular.substitute
        return (substitute,) if substitute else self.teachers

    @property
    def spares_pupil(self) -> bool:
        """Return whether the pupil need not follow the lesson, not even at home."""
        odd = self.irregular
        told = bool(self.exempted) or odd.exemption_kind is not None
        return told and not odd.at_home

    @property
    def contents(self) -> tuple[Content, ...]:
        """Return all contents, in order."""
        return (self.content, *self.more_contents) if self.content else ()


class HandIn(IntEnum):
    """Ways to hand in homework."""

    NOTHING = 0
    PAPER = 1
    UPLOAD = 2
    KIOSK = 3
    AUDIO = 4


class Difficulty(IntEnum):
    UNKNOWN = 0
    EASY = 1
    MEDIUM = 2
    HARD = 3


class QuizState(IntEnum):
    RUNNING = 0
    FINISHED = 1
    TIME_OVER = 2
    TO_REDO = 3


@dataclass(frozen=True, slots=True)
class Quiz:
    """Online questions, open between two moments. `minutes` is the time limit."""

    uid: str
    title: str
    first: datetime
    last: datetime
    questions: int
    points: int
    html: str = ""
    minutes: int = 0
    started: bool = False
    state: QuizState = QuizState.RUNNING
    answered: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class Homework:
    """Work to do. `duration` is in minutes."""

    uid: str
    subject: Subject
    html: str
    given: date
    due: date
    recipients: str
    lesson_uid: str | None = None
    done: bool = False
    difficulty: Difficulty = Difficulty.UNKNOWN
    duration: int = 0
    hand_in: HandIn = HandIn.NOTHING
    attachments: tuple[Attachment, ...] = ()
    handed_in: Attachment | None = None
    handed_in_at: datetime | None = None
    corrected: Attachment | None = None
    correction_comment: str = ""
    quiz: Quiz | None = None


class GradeCode(IntEnum):
    """Code in place of a grade. 6 and 7 count as zero, 8 as full marks."""

    ABSENT = 1
    EXEMPTED = 2
    NOT_GRADED = 3
    UNFIT = 4
    NOT_HANDED_IN = 5
    ABSENT_ZERO = 6
    NOT_HANDED_IN_ZERO = 7
    CONGRATULATIONS = 8

    @property
    def counts_as_zero(self) -> bool:
        return self in (GradeCode.ABSENT_ZERO, GradeCode.NOT_HANDED_IN_ZERO)


@dataclass(frozen=True, slots=True)
class Grade:
    """Result of a pupil in a test.

    `bonus`: only the points above half of the scale count. `optional`: the grade counts
    only if it raises the average. `scaled`: the grade is converted to 20 in the average.
    """

    uid: str
    subject: Subject
    period: Period
    date: date
    title: str
    value: Decimal | GradeCode
    out_of: Decimal
    coefficient: Decimal = Decimal(1)
    class_average: Decimal | None = None
    best: Decimal | None = None
    worst: Decimal | None = None
    remark: str = ""
    optional: bool = False
    bonus: bool = False
    scaled: bool = False
    in_group: bool = False
    code_with_scale: bool = False
    paper: Attachment | None = None
    correction: Attachment | None = None


@dataclass(frozen=True, slots=True)
class SubjectAverage:
    """Averages out of 20, None if there are no values."""

    subject: Subject
    pupil: Decimal | None
    school_class: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None


class MealKind(IntEnum):
    LUNCH = 0
    DINNER = 1


class Course(IntEnum):
    STARTER = 0
    MAIN = 1
    SIDE = 2
    DRINK = 3
    DESSERT = 4
    CHEESE = 5


@dataclass(frozen=True, slots=True)
class FoodLabel:
    uid: str
    name: str
    color: str


@dataclass(frozen=True, slots=True)
class Allergen:
    """Allergen. `number` is its position in the European list."""

    number: int
    name: str
    color: str


@dataclass(frozen=True, slots=True)
class Food:
    uid: str
    name: str
    labels: tuple[FoodLabel, ...] = ()
    allergens: tuple[Allergen, ...] = ()


@dataclass(frozen=True, slots=True)
class Dish:
    """Course of a meal. A meal may have several dishes of one course."""

    course: Course
    foods: tuple[Food, ...]


@dataclass(frozen=True, slots=True)
class Menu:
    uid: str
    date: date
    meal: MealKind
    dishes: tuple[Dish, ...]
    name: str = ""
