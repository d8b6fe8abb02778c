"""Types of changes."""

from collections.abc import Mapping
from enum import StrEnum

from .event_data import Topic


class ChangeType(StrEnum):
    """Types of changes.

    Event entities and the event bus use the same values.
    """

    NEW_GRADE = "new_grade"
    GRADE_CHANGED = "grade_changed"
    NEW_EVALUATION = "new_evaluation"
    EVALUATION_CHANGED = "evaluation_changed"
    NEW_HOMEWORK = "new_homework"
    HOMEWORK_CHANGED = "homework_changed"
    HOMEWORK_REMOVED = "homework_removed"
    LESSON_CANCELED = "lesson_canceled"
    LESSON_RESTORED = "lesson_restored"
    LESSON_MOVED = "lesson_moved"
    LESSON_REPLACED = "lesson_replaced"
    LESSON_ROOM_CHANGED = "lesson_room_changed"
    LESSON_TEACHER_CHANGED = "lesson_teacher_changed"
    LESSON_ADDED = "lesson_added"
    LESSON_REMOVED = "lesson_removed"
    TEST_ANNOUNCED = "test_announced"
    TEACHER_ABSENT = "teacher_absent"
    START_OF_DAY_MOVED = "start_of_day_moved"
    END_OF_DAY_MOVED = "end_of_day_moved"
    NEW_ABSENCE = "new_absence"
    ABSENCE_CHANGED = "absence_changed"
    NEW_DELAY = "new_delay"
    DELAY_CHANGED = "delay_changed"
    NEW_PUNISHMENT = "new_punishment"
    PUNISHMENT_CHANGED = "punishment_changed"
    NEW_OBSERVATION = "new_observation"
    ABSENCE_ANNOUNCED = "absence_announced"
    ANNOUNCEMENT_ACCEPTED = "announcement_accepted"
    ANNOUNCEMENT_REFUSED = "announcement_refused"
    EXEMPTION_REQUESTED = "exemption_requested"
    EXEMPTION_ACCEPTED = "exemption_accepted"
    EXEMPTION_REFUSED = "exemption_refused"
    BALANCE_LOW = "balance_low"
    NEW_NEWS = "new_news"
    NEW_SURVEY = "new_survey"
    NEW_MESSAGE = "new_message"
    REPORT_CARD_PUBLISHED = "report_card_published"
    NEW_DOCUMENT = "new_document"
    DOCUMENT_TO_SIGN = "document_to_sign"
    DOCUMENT_TO_HAND_IN = "document_to_hand_in"
    MENU_PUBLISHED = "menu_published"
    MENU_CHANGED = "menu_changed"
    NEW_PERIOD = "new_period"


CHANGE_TYPES: Mapping[Topic, tuple[ChangeType, ...]] = {
    Topic.GRADE: (ChangeType.NEW_GRADE, ChangeType.GRADE_CHANGED),
    Topic.EVALUATION: (ChangeType.NEW_EVALUATION, ChangeType.EVALUATION_CHANGED),
    Topic.HOMEWORK: (
        ChangeType.NEW_HOMEWORK,
        ChangeType.HOMEWORK_CHANGED,
        ChangeType.HOMEWORK_REMOVED,
    ),
    Topic.LESSON: (
        ChangeType.LESSON_CANCELED,
        ChangeType.LESSON_RESTORED,
        ChangeType.LESSON_MOVED,
        ChangeType.LESSON_REPLACED,
        ChangeType.LESSON_ROOM_CHANGED,
        ChangeType.LESSON_TEACHER_CHANGED,
        ChangeType.LESSON_ADDED,
        ChangeType.LESSON_REMOVED,
        ChangeType.TEST_ANNOUNCED,
        ChangeType.TEACHER_ABSENT,
    ),
    Topic.DAY: (ChangeType.START_OF_DAY_MOVED, ChangeType.END_OF_DAY_MOVED),
    Topic.ABSENCE: (ChangeType.NEW_ABSENCE, ChangeType.ABSENCE_CHANGED),
    Topic.DELAY: (ChangeType.NEW_DELAY, ChangeType.DELAY_CHANGED),
    Topic.PUNISHMENT: (ChangeType.NEW_PUNISHMENT, ChangeType.PUNISHMENT_CHANGED),
    Topic.OBSERVATION: (ChangeType.NEW_OBSERVATION,),
    Topic.ANNOUNCEMENT: (
        ChangeType.ABSENCE_ANNOUNCED,
        ChangeType.ANNOUNCEMENT_ACCEPTED,
        ChangeType.ANNOUNCEMENT_REFUSED,
    ),
    Topic.EXEMPTION: (
        ChangeType.EXEMPTION_REQUESTED,
        ChangeType.EXEMPTION_ACCEPTED,
        ChangeType.EXEMPTION_REFUSED,
    ),
    Topic.WALLET: (ChangeType.BALANCE_LOW,),
    Topic.NEWS: (ChangeType.NEW_NEWS,),
    Topic.SURVEY: (ChangeType.NEW_SURVEY,),
    Topic.MESSAGE: (ChangeType.NEW_MESSAGE,),
    Topic.REPORT_CARD: (ChangeType.REPORT_CARD_PUBLISHED,),
    Topic.DOCUMENT: (
        ChangeType.NEW_DOCUMENT,
        ChangeType.DOCUMENT_TO_SIGN,
        ChangeType.DOCUMENT_TO_HAND_IN,
    ),
    Topic.MENU: (ChangeType.MENU_PUBLISHED, ChangeType.MENU_CHANGED),
    Topic.PERIOD: (ChangeType.NEW_PERIOD,),
}
"""What may happen to each topic."""
