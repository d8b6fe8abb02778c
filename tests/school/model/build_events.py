"""Agenda events of the school year."""

from dataclasses import replace
from datetime import date, time, timedelta

from .agenda import AgendaEvent, EventFamily
from .calendar import SchoolYear
from .homework import link, worksheet
from .people import Pupil
from .timetable_grids import SECOND
from .types import LessonKind

MEETINGS = EventFamily("family-meetings", "Réunions", "#3B7DD8")
COUNCILS = EventFamily("family-councils", "Conseils de classe", "#8E44AD")
LIFE = EventFamily("family-life", "Vie de l'établissement", "#27AE60")
EXAMS = EventFamily("family-exams", "Examens", "#C0392B")
FAMILIES = (MEETINGS, COUNCILS, LIFE, EXAMS)
PRINCIPAL = "Mme ROCHEBRUNE"


def build_events(
    year: SchoolYear, today: date, pupils: list[Pupil]
) -> list[AgendaEvent]:
    """Return events around a day and the class councils of the year."""
    near = year.next_school_day(today)

    def on(offset: int) -> date:
        return year.next_school_day(year.clamp(near + timedelta(days=offset)))

    def event(
        name: str,
        title: str,
        day: date,
        hours: tuple[int, int],
        family: EventFamily,
        comment: str = "",
    ) -> AgendaEvent:
        first, last = hours
        return AgendaEvent(
            f"event-{name}",
            title,
            year.moment(day, time(first)),
            year.moment(day, time(last)),
            family,
            PRINCIPAL,
            comment,
        )

    photos = event("photos", "Photos de classe", on(3), (8, 12), LIFE)
    fair = event(
        "fair", "Journée portes ouvertes", on(20), (0, 0), LIFE, "De 9h à 16h."
    )
    parents = event(
        "parents", "Rencontre parents-professeurs", on(9), (17, 20), MEETINGS
    )
    past = event("welcome", "Réunion de rentrée", on(-60), (18, 20), MEETINGS)
    mock = event("mock", "Baccalauréat blanc", on(30), (8, 12), EXAMS)
    choir = event("choir", "Répétition de la chorale", on(5), (12, 13), LIFE)
    sheet = worksheet("event-parents-file", "Plan des salles")
    site = link("event-fair-link", "Programme", "https://quatre-vents.exemple.fr/jpo")
    events = [
        past,
        photos,
        replace(choir, periodic=True),
        replace(parents, attachments=(sheet,), comment="Prendre rendez-vous.\nMerci."),
        replace(fair, all_day=True, attachments=(site,)),
        replace(mock, classes=frozenset({SECOND.name})),
        *_councils(pupils),
    ]
    return sorted(events, key=lambda one: (one.start, one.uid))


def _councils(pupils: list[Pupil]) -> list[AgendaEvent]:
    """Return the class councils of the timetable, one for each class."""
    councils = {}
    for pupil in pupils:
        for lesson in pupil.lessons:
            if lesson.kind is LessonKind.CLASS_COUNCIL:
                name = pupil.school_class.name
                councils[lesson.uid] = AgendaEvent(
                    f"event-{lesson.uid}",
                    f"Conseil de classe {name}",
                    lesson.start,
                    lesson.end,
                    COUNCILS,
                    PRINCIPAL,
                    class_council=True,
                    chair=PRINCIPAL,
                    head_teachers=lesson.teachers[:1],
                    parent_delegates=("M. QUERSIN", "Mme ZELBOURG"),
                    pupil_delegates=("FANTOU Sohane",),
                    video_url="https://visio.exemple.fr/conseil",
                    classes=frozenset({name}),
                )
    return list(councils.values())
