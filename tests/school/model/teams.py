"""Teaching team of a class: teachers with their hours, and staff."""

from .calendar import SLOTS_PER_HOUR
from .staff import StaffMember, TaughtSubject
from .timetable_grids import SUBJECTS, SUPERVISOR, TEACHERS, grid
from .types import SchoolClass

MINUTES_PER_SLOT = 30
NURSE = "BEAUREPAIRE L."
OTHERS = (
    ("ROCHEBRUNE E.", "Principale", "direction@quatre-vents.exemple.fr"),
    (SUPERVISOR, "Conseillère principale d'éducation", None),
    (NURSE, "Infirmière", None),
)
PARTS = {"EMC": "HG"}
"""Subjects that are part of another subject."""


def team_of(school_class: SchoolClass) -> list[StaffMember]:
    """Return the teachers in alphabetical order, then the staff."""
    minutes = _minutes_a_week(school_class)
    taught: dict[str, list[TaughtSubject]] = {}
    for code, name in TEACHERS[school_class.uid].items():
        parent = SUBJECTS[PARTS[code]] if code in PARTS else None
        subject = SUBJECTS[code]
        one = TaughtSubject(subject, minutes.get(code, 0), subject.name, parent)
        taught.setdefault(name, []).append(one)
    teachers = [
        StaffMember(f"teacher-{name}", name, True, subjects=tuple(taught[name]))
        for name in sorted(taught)
    ]
    return [
        *teachers,
        *(
            StaffMember(f"staff-{name}", name, False, role, email)
            for name, role, email in OTHERS
        ),
    ]


def _minutes_a_week(school_class: SchoolClass) -> dict[str, int]:
    """Return weekly minutes by subject. Fortnightly lessons count half."""
    minutes: dict[str, int] = {}
    groups = set()
    for entry in grid(school_class):
        place = (entry.weekday, entry.hour, entry.subject)
        if place in groups:
            continue
        groups.add(place)
        length = entry.hours * SLOTS_PER_HOUR * MINUTES_PER_SLOT
        share = length if entry.fortnight == 0 else length // 2
        minutes[entry.subject] = minutes.get(entry.subject, 0) + share
    return minutes
