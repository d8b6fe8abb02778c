"""Events about parent-teacher meetings."""

from datetime import datetime, time, timedelta

from tests.school.event_registry import (
    EventContext,
    EventResult,
    ImpossibleEventError,
    school_event,
)
from tests.school.model.calendar import ONE_DAY
from tests.school.model.meetings import MEETINGS, Meeting, MeetingEvening, Wish


@school_event("meetings")
def meetings(context: EventContext) -> EventResult:
    """Add an evening in a week, or on `date`. Families may mark two meetings as essential."""
    model = context.model
    day = context.day("date", context.today + timedelta(days=7))
    made = MeetingEvening(
        context.uid("evening"),
        context.text("name", "Réunion parents-professeurs"),
        day,
        context.today,
        day - ONE_DAY,
        limits={Wish.ESSENTIAL: 2},
    )
    for pupil in model.pupils:
        subjects: dict[str, str] = {}
        for lesson in pupil.lessons:
            if lesson.subject and lesson.teachers:
                subjects.setdefault(lesson.subject.name, lesson.teachers[0])
        made.meetings[pupil.uid] = [
            Meeting(f"{made.uid}-{pupil.uid}-{number}", teacher, subject)
            for number, (subject, teacher) in enumerate(sorted(subjects.items())[:4])
        ]
    model.meetings.append(made)
    for account in model.accounts:
        account.missing_tabs -= {MEETINGS}
    return {"evening": made.name, "day": day}


@school_event("meetings_planned")
def meetings_planned(context: EventContext) -> EventResult:
    """Publish the schedule of the last evening, with one meeting by video."""
    if not context.model.meetings:
        raise ImpossibleEventError("no evening")
    made = context.model.meetings[-1]
    for listed in made.meetings.values():
        for number, meeting in enumerate(listed[:3]):
            begin = datetime.combine(made.day, made.start) + timedelta(
                minutes=15 * number
            )
            meeting.start = time(begin.hour, begin.minute)
            meeting.room = f"10{number}" if number != 1 else ""
            if number == 1:
                meeting.video_url = "https://visio.exemple.fr/salle-1"
    made.published = True
    return {"evening": made.name}
