"""iCalendar feed of a family, at an address that contains a secret."""

from collections.abc import Iterator
from datetime import UTC, datetime
from enum import IntEnum
import hashlib

from tests.school.model.agenda import AgendaEvent
from tests.school.model.people import Account, Pupil
from tests.school.model.types import Lesson
from tests.school.school import School

LONGEST_LINE = 75


class Feed(IntEnum):
    TIMETABLE = 0
    AGENDA = 1


def secret_of(school: School, account: Account, pupil: Pupil, feed: Feed) -> str:
    """Return the secret part of the address, which is enough to read the feed."""
    text = f"{school.model.seed}-{account.key}-{pupil.uid}-{feed.name}"
    return hashlib.sha256(text.encode()).hexdigest().upper()


EVERY_LESSON = b"&o=2".hex()
"""Value of `param` in PRONOTE: options as hexadecimal digits of their text."""


def calendar(school: School, secret: str, options: str | None) -> str | None:
    """Return the calendar at an address, or None if there is none.

    `options` are not secret. The calendar is also served without them.
    """
    if options is not None and not _readable(options):
        return None
    for account in school.model.accounts:
        for pupil in account.pupils:
            for feed in Feed:
                if secret_of(school, account, pupil, feed) == secret:
                    return _calendar(school, pupil, feed)
    return None


def _readable(options: str) -> bool:
    try:
        return bytes.fromhex(options).decode().startswith("&")
    except ValueError:
        return False


def _calendar(school: School, pupil: Pupil, feed: Feed) -> str:
    if feed is Feed.TIMETABLE:
        year = school.model.year
        lessons = pupil.lessons_between(year.first_day, year.last_day)
        events = [_lesson(lesson) for lesson in lessons]
    else:
        events = [_event(one) for one in school.model.events_for(pupil)]
    stamp = _utc(school.clock())
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//INDEX-EDUCATION//PRONOTE {school.version.numbers[0]}//FR",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME;LANGUAGE=fr:{_escaped(pupil.name)}",
    ]
    for event in events:
        lines += ["BEGIN:VEVENT", f"DTSTAMP:{stamp}", *event, "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _lesson(lesson: Lesson) -> list[str]:
    subject = lesson.subject.name if lesson.subject else ""
    title = lesson.outing.title if lesson.outing else subject
    what = [lesson.status or "", title, ", ".join(lesson.teachers)]
    told = [
        f"UID:{lesson.uid}@quatre-vents.exemple.fr",
        f"DTSTART:{_utc(lesson.start)}",
        f"DTEND:{_utc(lesson.end)}",
        f"SUMMARY;LANGUAGE=fr:{_escaped(' - '.join(filter(None, what)))}",
    ]
    if lesson.rooms:
        told.append(f"LOCATION;LANGUAGE=fr:{_escaped(', '.join(lesson.rooms))}")
    if lesson.memo:
        told.append(f"DESCRIPTION;LANGUAGE=fr:{_escaped(lesson.memo)}")
    if lesson.canceled:
        told.append("STATUS:CANCELED")
    return told


def _event(event: AgendaEvent) -> list[str]:
    if event.all_day:
        when = [f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}"]
    else:
        when = [f"DTSTART:{_utc(event.start)}", f"DTEND:{_utc(event.end)}"]
    return [
        f"UID:{event.uid}@quatre-vents.exemple.fr",
        *when,
        f"SUMMARY;LANGUAGE=fr:{_escaped(event.title)}",
        f"DESCRIPTION;LANGUAGE=fr:{_escaped(event.comment)}",
    ]


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield lines of at most 75 bytes. Continuation lines start with a space."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > LONGEST_LINE:
            yield part
            part = " "
        part += letter
    yield part
