"""Evaluations of a class during the year, and the levels of each pupil."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from .calendar import ONE_DAY, SchoolYear
from .grades import period_of
from .homework import worksheet
from .people import Pupil
from .skills import (
    ABSENT,
    LEVELS,
    NOT_EVALUATED,
    Acquisition,
    Evaluation,
    Level,
    Named,
    Pillar,
)
from .timetable_grids import FOURTH, SUBJECTS, TEACHERS
from .types import Period, SchoolClass

LANGUAGE = Pillar("pillar-D1.1", "Langue française à l'oral et à l'écrit", "D1.1")
FOREIGN = Pillar("pillar-D1.2", "Langues étrangères et régionales", "D1.2")
SCIENCE = Pillar(
    "pillar-D1.3", "Langages mathématiques, scientifiques et informatiques", "D1.3"
)
METHODS = Pillar("pillar-D2", "Les méthodes et outils pour apprendre", "D2")
SYSTEMS = Pillar("pillar-D4", "Les systèmes naturels et techniques", "D4")

type Skill = tuple[Pillar, str, str | None]

SKILLS: dict[str, tuple[Skill, ...]] = {
    "FRA": (
        (LANGUAGE, "Lire", "Comprendre et interpréter un texte"),
        (LANGUAGE, "Écrire", "Rédiger un texte cohérent"),
        (METHODS, "Organisation", None),
    ),
    "MATH": (
        (SCIENCE, "Calculer", "Calculer avec des nombres relatifs"),
        (SCIENCE, "Raisonner", "Mener une démonstration"),
    ),
    "ANG": (
        (FOREIGN, "Écouter et comprendre", "Suivre une conversation simple"),
        (FOREIGN, "Réagir et dialoguer", None),
    ),
    "SVT": (
        (SYSTEMS, "Pratiquer des démarches scientifiques", "Formuler une hypothèse"),
        (METHODS, "Coopération et projets", "Travailler en groupe"),
    ),
    "PC": (
        (SYSTEMS, "Pratiquer des démarches scientifiques", "Exploiter une mesure"),
        (SCIENCE, "Lire et exploiter des données", None),
    ),
}
OTHER_SKILLS: tuple[Skill, ...] = ((METHODS, "Organisation", "Tenir son cahier"),)
TITLES = ("Évaluation de chapitre", "Tâche complexe", "Bilan oral", "Projet")
CYCLES = {FOURTH.uid: (Named("cycle-4", "Cycle 4"),)}
DAYS_BETWEEN = 7


def class_evaluations(
    year: SchoolYear,
    school_class: SchoolClass,
    periods: list[Period],
    now: datetime,
    random: Random,
) -> list[Evaluation]:
    """Return about one evaluation a week, rotating subjects, without levels."""
    made: list[Evaluation] = []
    codes = tuple(SKILLS)
    day = year.first_day + timedelta(days=9)
    while day <= min(now.date(), year.last_day):
        if not year.is_school_day(day):
            day += ONE_DAY
            continue
        number = len(made)
        one = new_evaluation(
            f"evaluation-{school_class.name}-{day:%Y%m%d}",
            school_class,
            codes[number % len(codes)],
            period_of(day, periods),
            day,
            f"{random.choice(TITLES)} n° {number + 1}",
        )
        if number % 4 == 1:
            paper = worksheet(f"paper-{one.uid}", "Sujet d'évaluation")
            correction = worksheet(f"correction-{one.uid}", "Corrigé d'évaluation")
            one = replace(one, paper=paper, correction=correction)
        if number % 3 == 2:
            one = replace(one, coefficient=2, description="")
        made.append(one)
        day += timedelta(days=DAYS_BETWEEN)
    return made


def new_evaluation(
    uid: str,
    school_class: SchoolClass,
    code: str,
    period: Period,
    day: date,
    title: str,
) -> Evaluation:
    """Return an evaluation of the usual skills of a subject, without levels."""
    skills = SKILLS.get(code, OTHER_SKILLS)
    acquisitions = tuple(
        Acquisition(
            f"{uid}-{order}",
            order,
            NOT_EVALUATED,
            pillar,
            Named(f"domain-{domain}", domain),
            Named(f"item-{item}", item) if item else None,
            coefficient=order,
        )
        for order, (pillar, domain, item) in enumerate(skills, 1)
    )
    return Evaluation(
        uid,
        SUBJECTS[code],
        TEACHERS[school_class.uid].get(code, ""),
        period,
        day,
        title,
        "Compétences travaillées depuis le début du chapitre.",
        domain=acquisitions[0].domain if len(skills) > 2 else None,
        cycles=CYCLES.get(school_class.uid, ()),
        acquisitions=acquisitions,
    )


def pupil_evaluations(
    pupil: Pupil, evaluations: list[Evaluation], random: Random
) -> list[Evaluation]:
    """Return the evaluations with levels of a pupil, absent from one in nine."""
    told = []
    for number, one in enumerate(evaluations):
        absent = number % 9 == 5
        levels = [
            ABSENT if absent else _level(random) for _ in range(len(one.acquisitions))
        ]
        told.append(with_levels(pupil, one, levels))
    return told


def with_levels(pupil: Pupil, one: Evaluation, levels: list[Level]) -> Evaluation:
    """Return an evaluation with levels of a pupil. The last level fills remaining skills."""
    acquisitions = tuple(
        replace(
            acquisition,
            uid=f"{acquisition.uid}-{pupil.uid}",
            level=levels[min(rank, len(levels) - 1)],
        )
        for rank, acquisition in enumerate(one.acquisitions)
    )
    return replace(one, uid=f"{one.uid}-{pupil.uid}", acquisitions=acquisitions)


def _level(random: Random) -> Level:
    return random.choices((*LEVELS, NOT_EVALUATED), (4, 6, 3, 1, 1))[0]
