"""Test the texts of briefs on days that a school seldom has."""

from dataclasses import replace

from homeassistant.core import HomeAssistant
import pytest

from custom_components.pronote.client import Lesson, LessonStatus
from custom_components.pronote.school_day.bag import Bag
from custom_components.pronote.school_day.brief import (
    Brief,
    BriefSources,
    Moment,
    create_brief,
)
from custom_components.pronote.school_day.days import DAY, SchoolDays
from custom_components.pronote.school_day.known_lessons import KnownLessons
from custom_components.pronote.school_day.to_bring import ToBring
from custom_components.pronote.texts.brief import (
    bag_lines,
    brief_lines,
    brief_speech,
    brief_text,
    brief_title,
    first_to_finish,
)
from custom_components.pronote.texts.phrases import Phrases, get_phrases
from tests.school_day.test_days import CALENDAR, MONDAY, at, lesson


def evening(*lessons: Lesson, days: int = 0) -> Brief:
    """Return the brief on the evening of a Monday, or some days later."""
    known = SchoolDays(
        now=at(18, MONDAY + days * DAY),
        calendar=CALENDAR,
        lessons=KnownLessons({MONDAY: lessons} if lessons else {}),
    )
    return create_brief(known, BriefSources(), Moment.EVENING)


TUESDAY = lesson(8, 9, day=MONDAY + DAY)


async def test_lessons_that_are_not_known_yet(english: Phrases) -> None:
    brief = evening()
    assert brief_title(brief, english, "Lina") == "Lina · tomorrow"
    assert brief_lines(brief, english)["hours"] == (
        "Tomorrow: the lessons are not known yet"
    )
    assert first_to_finish([("Lina", brief)], english) is None


@pytest.mark.usefixtures("english")
async def test_nothing_to_report_without_a_timetable(hass: HomeAssistant) -> None:
    french = get_phrases(hass, "fr")
    brief = replace(evening(), has_timetable=False)
    assert brief_text(brief, french) == "Demain\xa0: rien à signaler"
    speech = brief_speech(brief, french, "Lina")
    assert speech == "Rien à signaler pour Lina demain."


async def test_no_school_day_is_left(english: Phrases) -> None:
    last = (CALENDAR.last_day - MONDAY).days
    brief = evening(days=last)
    assert brief.day is None
    assert brief_title(brief, english, "Lina") == "Lina"
    assert brief_text(brief, english)
    no_holidays = replace(brief, vacation=None)
    assert brief_lines(no_holidays, english)["hours"] == "No lessons in the next days"


@pytest.mark.parametrize(
    ("subject", "with_what"), [("MATHS", " with MATHS,"), (None, "")]
)
async def test_a_lesson_without_a_subject(
    english: Phrases, subject: str | None, with_what: str
) -> None:
    brief = evening(replace(TUESDAY, subject=subject))
    speech = brief_speech(brief, english, "Lina")
    assert speech.startswith(
        f"Lina begins tomorrow at 8:00{with_what} and finishes at 9:00."
    )


async def test_a_school_that_has_not_responded_since_the_day_before(
    english: Phrases,
) -> None:
    since = at(17, MONDAY - DAY)
    brief = replace(evening(TUESDAY), silent_since=since)
    assert brief_lines(brief, english)["silent"] == (
        "The school has not responded since Sun, Nov 22 17:00: this may be out of date"
    )


async def test_lessons_that_are_not_known_yet_name_the_child(english: Phrases) -> None:
    known = evening(TUESDAY)
    unknown = replace(known, lessons=())
    assert brief_speech(unknown, english, "Lina").startswith(
        "For Lina, the lessons tomorrow are not known yet."
    )
    nothing = replace(unknown, day=None)
    speech = brief_speech(nothing, english, "Lina")
    assert speech.startswith("Lina has no lessons in the next days.")
    assert speech.count("lessons") == 1


async def test_what_a_bag_holds(english: Phrases) -> None:
    brief = evening(TUESDAY)
    assert bag_lines(replace(brief, bag=None), english) == []
    bring = (
        ToBring(key="one", subject=None, text="Signed form"),
        ToBring(key="two", subject="MATHS", text="Compasses"),
    )
    subjects = ("ART", "MATHS")
    bag = Bag(
        day=MONDAY + DAY, subjects=subjects, put_in=subjects, take_out=(), bring=bring
    )
    lines = bag_lines(replace(brief, bag=bag), english)
    assert lines[0].endswith("ART, MATHS")
    assert lines[1:] == ["Signed form", "MATHS: Compasses"]


@pytest.mark.parametrize(
    ("language", "told"), [("fr", "Prof. absent"), ("en", "Teacher absent")]
)
async def test_a_change_is_reported_in_the_language_of_the_brief(
    hass: HomeAssistant, english: Phrases, language: str, told: str
) -> None:
    """French readers see the words of the school."""
    canceled = replace(
        TUESDAY,
        subject="MATHS",
        status=LessonStatus.TEACHER_ABSENT,
        status_text="Prof. absent",
    )
    brief = replace(evening(TUESDAY), changes=(canceled,))
    lines = brief_lines(brief, get_phrases(hass, language))
    assert lines["changes"] == f"8:00 MATHS · {told}"


async def test_two_children_finish_at_the_same_time(english: Phrases) -> None:
    one, other = evening(TUESDAY), evening(lesson(8, 12, day=MONDAY + DAY))
    told = first_to_finish([("Lina", one), ("Hugo", one), ("Zoé", other)], english)
    assert told is not None
    assert told.startswith("Lina and Hugo ")
    assert told.endswith("tomorrow at 9:00.")
