"""Texts of a brief: its lines to read on a screen, and what to say aloud."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from textwrap import shorten
from typing import Final

from ..client import Absence, Delay, Homework, Lesson, LessonStatus
from ..school_day.bag import Bag
from ..school_day.brief import Brief
from ..school_day.titles import homework_title, lesson_title
from ..school_day.to_bring import ToBring
from .phrases import Language, Phrases

FIRST_WORDS: Final = 60
"""Maximum length of the text of a homework item."""


def brief_title(brief: Brief, phrases: Phrases, child: str) -> str:
    """Return the title: the child and the day."""
    if brief.day is None:
        return child
    day = phrases.day(brief.day, brief.today)
    return phrases("brief_title", child=child, day=day)


def brief_lines(brief: Brief, phrases: Phrases) -> dict[str, str]:
    """Return the lines of a brief by subject, in the order in which they matter."""
    lines = {
        key: phrases.sentence(text) for key, text in _lines(brief, phrases) if text
    }
    if lines or brief.day is None:
        return lines
    nothing = phrases("brief_nothing", day=phrases.day(brief.day, brief.today))
    return {"hours": phrases.sentence(nothing)}


def brief_text(brief: Brief, phrases: Phrases) -> str:
    """Return all lines, one below the other."""
    return "\n".join(brief_lines(brief, phrases).values())


def brief_speech(brief: Brief, phrases: Phrases, child: str) -> str:
    """Return sentences to say aloud, which name the child."""
    spoken = replace(phrases, spoken=True)
    lines = brief_lines(brief, spoken)
    lines.pop("morning", None)
    if brief.has_timetable:
        lines.pop("menu", None)
    if (hours := hours_speech(brief, spoken, child)) is not None:
        lines["hours"] = hours
    elif brief.day is None:
        lines.pop("hours", None)
        lines = {"hours": spoken("speech_none", child=child)} | lines
    elif not brief.has_timetable:
        nothing = lines.pop("hours", None)
        key = "speech_no_timetable" if nothing is None else "speech_nothing"
        hours = spoken(key, child=child, day=_on(brief, spoken))
        lines = {"hours": hours} | lines
    elif "hours" in lines:
        day = _on(brief, spoken)
        lines["hours"] = spoken("speech_no_hours", child=child, day=day)
    return " ".join(
        _ended(part.replace(" · ", ", "))
        for line in lines.values()
        for part in line.splitlines()
    )


def hours_speech(brief: Brief, phrases: Phrases, child: str) -> str | None:
    """Return a sentence with the hours of a child; None if they are not known."""
    if brief.day is None or brief.start is None or brief.end is None:
        return None
    blanks = {
        "child": child,
        "day": _on(brief, phrases),
        "start": phrases.clock(brief.start),
        "end": phrases.clock(brief.end),
    }
    if (first := lesson_title(brief.lessons[0])) is None:
        return phrases("speech_hours", **blanks)
    return phrases("speech_hours_with", first=first, **blanks)


def first_to_finish(
    briefs: Iterable[tuple[str, Brief]], phrases: Phrases
) -> str | None:
    """Return a sentence on who finishes first; None if nobody has school."""
    ends = [(brief.end, child, brief) for child, brief in briefs if brief.end]
    if not ends:
        return None
    spoken = replace(phrases, spoken=True)
    first = min(end for end, _, _ in ends)
    names = spoken.list(child for end, child, _ in ends if end == first)
    brief = next(brief for end, _, brief in ends if end == first)
    several = sum(end == first for end, _, _ in ends) > 1
    return spoken(
        "speech_finish_first" if several else "speech_finishes_first",
        child=names,
        day=_on(brief, spoken),
        end=spoken.clock(first),
    )


def change_lines(brief: Brief, phrases: Phrases) -> list[str]:
    """Return a line on the morning if it changes, and one for each changed lesson."""
    morning = _changed_morning(brief, phrases)
    lines = [] if morning is None else [phrases.sentence(morning)]
    return lines + [_change(lesson, phrases) for lesson in brief.changes]


def free_day_lines(brief: Brief, phrases: Phrases) -> list[str]:
    """Return a line for each day whose lessons do not take place."""
    return [
        phrases.sentence(phrases("brief_free_day", day=phrases.day(day, brief.today)))
        for day in brief.free_days
    ]


def homework_lines(homework: Iterable[Homework]) -> list[str]:
    """Return a line for each subject, with the first words of what is to do."""
    by_subject: dict[str, list[str]] = {}
    for work in homework:
        words = shorten(" ".join(work.text.split()), FIRST_WORDS, placeholder="…")
        found = by_subject.setdefault(homework_title(work), [])
        if words and work.subject:
            found.append(words)
    return [
        f"{subject}\N{NO-BREAK SPACE}: {' · '.join(words)}" if words else subject
        for subject, words in by_subject.items()
    ]


def bag_lines(brief: Brief, phrases: Phrases) -> list[str]:
    """Return what to put into the bag, what to take out, and what to bring."""
    if (bag := brief.bag) is None:
        return []
    lines = [
        phrases(key, subjects=", ".join(subjects))
        for key, subjects in (
            ("bag_put_in", bag.put_in),
            ("bag_take_out", bag.take_out),
        )
        if subjects
    ]
    return lines + [_to_bring(item, phrases) for item in bag.bring]


def bag_items(bag: Bag, phrases: Phrases) -> dict[str, str]:
    """Return the items of the bag by key; a key is the same for as long as its item is there."""
    return {
        **{f"put_in {subject}": subject for subject in bag.put_in},
        **{item.key: _to_bring(item, phrases) for item in bag.bring},
        **{
            f"take_out {subject}": phrases("bag_take_out", subjects=subject)
            for subject in bag.take_out
        },
    }


def _to_bring(item: ToBring, phrases: Phrases) -> str:
    if item.subject is None:
        return item.text
    return phrases("bag_bring", subject=item.subject, text=item.text)


def _lines(brief: Brief, phrases: Phrases) -> Iterator[tuple[str, str]]:
    today = brief.today
    yield "silent", _silent(brief, phrases) or ""
    yield "free_days", "\n".join(free_day_lines(brief, phrases))
    yield "holidays", _holidays(brief, phrases) or ""
    if brief.far:
        return
    if brief.start is not None and brief.end is not None:
        start, end = phrases.clock(brief.start), phrases.clock(brief.end)
        day = "" if brief.day is None else phrases.day(brief.day, today)
        yield "hours", phrases("brief_hours", day=day, start=start, end=end)
        yield "morning", _morning(brief, phrases) or ""
    elif brief.vacation is None and (brief.has_timetable or brief.day is None):
        yield (
            "hours",
            phrases("brief_none")
            if brief.day is None
            else phrases("brief_no_hours", day=phrases.day(brief.day, today)),
        )
    yield (
        "changes",
        "\n".join(
            _change(lesson, phrases)
            for lesson in brief.changes
            if lesson.end > brief.now
        ),
    )
    tests = [
        lesson_title(lesson) or "" for lesson in brief.tests if lesson.end > brief.now
    ]
    yield "tests", phrases("brief_tests", tests=phrases.list(tests)) if tests else ""
    yield (
        "detention",
        ""
        if brief.detention is None
        else phrases("brief_detention", when=phrases.moment(brief.detention, today)),
    )
    yield "bag", "\n".join(bag_lines(brief, phrases))
    homework = homework_lines(brief.homework)
    yield (
        "homework",
        phrases("brief_homework", homework="\n".join(homework)) if homework else "",
    )
    dishes = [dish.name for dish in brief.menu.dishes] if brief.menu else []
    yield "menu", phrases("brief_menu", dishes=", ".join(dishes)) if dishes else ""
    yield (
        "to_justify",
        phrases(
            "brief_to_justify",
            events=phrases.list(
                phrases(
                    "event_absence" if isinstance(event, Absence) else "event_delay",
                    day=phrases.short_day(_start(event).date(), today),
                )
                for event in brief.to_justify
            ),
        )
        if brief.to_justify
        else "",
    )
    yield (
        "to_sign",
        phrases("brief_to_sign", count=len(brief.to_sign)) if brief.to_sign else "",
    )
    if brief.to_read and not brief.has_timetable:
        yield "to_read", phrases("brief_to_read", count=brief.to_read)


def _start(event: Absence | Delay) -> datetime:
    return event.start if isinstance(event, Absence) else event.occurred_at


def _on(brief: Brief, phrases: Phrases) -> str:
    """Return the day of a brief as part of a sentence."""
    if brief.day is None:
        return ""
    day = phrases.day(brief.day, brief.today)
    relative = (phrases("day_today"), phrases("day_tomorrow"))
    return day if day in relative else phrases("day_on", day=day)


def _silent(brief: Brief, phrases: Phrases) -> str | None:
    """Return since when the school has not responded."""
    if (since := brief.silent_since) is None:
        return None
    same_day = since.date() == brief.today
    when = phrases.clock(since) if same_day else phrases.moment(since, brief.today)
    return phrases("brief_silent", when=when)


def _holidays(brief: Brief, phrases: Phrases) -> str | None:
    vacation = brief.vacation
    if vacation is None:
        return None
    name = vacation.name or phrases("holidays")
    if brief.day is None:
        return name
    back = phrases.day(brief.day, brief.today)
    if brief.start is not None:
        back = f"{back} {phrases.clock(brief.start)}"
    return phrases("brief_holidays", name=name, day=back)


def _morning(brief: Brief, phrases: Phrases) -> str | None:
    """Return when to get up and leave, while that is still ahead."""
    changed = _changed_morning(brief, phrases)
    if changed is not None:
        return changed
    if brief.wake_up is None or brief.leave is None or brief.leave < brief.now:
        return None
    wake_up, leave = phrases.clock(brief.wake_up), phrases.clock(brief.leave)
    return phrases("brief_morning", wake_up=wake_up, leave=leave)


def _changed_morning(brief: Brief, phrases: Phrases) -> str | None:
    """Return how the morning differs from an ordinary one; None once the child is up."""
    before, after = brief.planned_wake_up, brief.wake_up
    if before is None or after is None or brief.day is None or after < brief.now:
        return None
    first = brief.planned_first
    key = "morning_later" if after > before else "morning_earlier"
    subject = ""
    if first is not None and not first.attended and after > before:
        key, subject = "morning_first_canceled", lesson_title(first) or ""
    return phrases(
        key,
        subject=subject,
        day=phrases.day(brief.day, brief.today),
        after=phrases.clock(after),
        before=phrases.clock(before),
    )


def _change(lesson: Lesson, phrases: Phrases) -> str:
    name = " ".join(
        part for part in (phrases.clock(lesson.start), lesson_title(lesson)) if part
    )
    status = _status(lesson, phrases)
    return f"{name} · {status}" if status not in name else name


def _status(lesson: Lesson, phrases: Phrases) -> str:
    """Return what the school says of a lesson, in its own words where they are known."""
    known = phrases.choice("sensor.next_lesson", "status", lesson.status)
    own = phrases.language is Language.FRENCH or lesson.status is LessonStatus.NORMAL
    return (own and lesson.status_text) or known


def _ended(text: str) -> str:
    """Return a sentence with its full stop."""
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text}."
