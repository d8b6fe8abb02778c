"""Generation of a pupil's school life: absences, delays, punishments and others."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from .calendar import ONE_DAY, SLOTS, SchoolYear
from .homework import worksheet
from .people import Pupil
from .school_life import (
    Absence,
    BoardingDelay,
    Commission,
    Delay,
    Exemption,
    ForbiddenPlace,
    Incident,
    InfirmaryVisit,
    Measure,
    MissedMeal,
    NightAway,
    Observation,
    ObservationKind,
    Punishment,
    PunishmentNature,
    Sanction,
    SanctionNature,
    Sitting,
)
from .timetable_grids import SECOND, SUBJECTS, SUPERVISOR
from .types import Exclusion, Lesson, Subject

PRINCIPAL = "ROCHEBRUNE E."
MINUTES_PER_SLOT = 30
LESSON_MINUTES = 55
QUIET_PUPIL_EVENTS = 6
BOARDING_LEVELS = {SECOND.level}


def hours(minutes: int) -> str:
    """Return a duration as the office writes it: `1h30` for 90 minutes."""
    return f"{minutes // 60}h{minutes % 60:02}"


def missed_minutes(lessons: list[Lesson], start: datetime, end: datetime) -> int:
    """Return the minutes of all lessons that overlap a range, counted in whole slots."""
    return sum(
        (lesson.slots or 0) * MINUTES_PER_SLOT
        for lesson in lessons
        if not lesson.canceled and lesson.start < end and lesson.end > start
    )


def exemption_subjects(pupil: Pupil) -> list[Subject]:
    """Return the subjects from which the school exempts."""
    taught = {lesson.subject for lesson in pupil.lessons}
    return [SUBJECTS[code] for code in ("EPS", "MUS") if SUBJECTS[code] in taught]


def sitting_of(uid: str, lesson: Lesson) -> Sitting:
    """Return the scheduled time of a detention in the timetable."""
    assert lesson.slot is not None
    minutes = (lesson.end - lesson.start).seconds // 60
    return Sitting(uid, lesson.start, lesson.slot, minutes)


class History:
    """Past days of one pupil, newest first, and their events."""

    def __init__(
        self, year: SchoolYear, pupil: Pupil, now: datetime, random: Random
    ) -> None:
        self.year = year
        self.pupil = pupil
        self.now = now
        self.random = random
        self.days: dict[date, list[Lesson]] = {}
        first = now.date() - timedelta(days=70)
        for lesson in reversed(pupil.lessons_between(first, now.date())):
            if lesson.end <= now and lesson.subject and not lesson.canceled:
                self.days.setdefault(lesson.day, []).insert(0, lesson)

    def write(self, full: bool) -> None:
        """Add every kind of record if `full`, otherwise only a few."""
        makers: tuple[tuple[int, Callable[[list[Lesson]], None]], ...] = (
            (0, self._absence_to_justify),
            (1, self._delay),
            (3, self._encouragement),
            (4, self._detention),
            (6, self._ill),
            (8, self._infirmary),
            (9, self._missed_meal),
            (10, self._observation),
            (12, self._notebook_missing),
            (13, self._late_bus),
            (14, self._extra_work),
            (16, self._sent_out),
            (18, self._sanction),
            (20, self._measure),
            (22, self._exemption),
            (24, self._exclusion),
            (26, self._commission),
            (2, self._refused_absence),
            (7, self._waiting_absence),
            (0, self._announced_absence),
            (5, self._boarding),
        )
        kept = set(range(len(makers)))
        if not full:
            kept = set(self.random.sample(sorted(kept)[:10], QUIET_PUPIL_EVENTS))
        days = list(self.days.values())
        for number, (back, make) in enumerate(makers):
            if number in kept and back < len(days):
                make(days[back])

    def _uid(self, kind: str, lesson: Lesson) -> str:
        return f"{kind}-{self.pupil.uid}-{lesson.start:%Y%m%d%H%M}"

    def _absence(self, first: Lesson, last: Lesson) -> Absence:
        minutes = missed_minutes(self.pupil.lessons, first.start, last.end)
        noon = time(13)
        both = first.start.time() < noon < last.start.time()
        return Absence(
            self._uid("absence", first),
            first.start,
            last.end,
            hours=hours(minutes),
            half_days=2 if both else 1,
        )

    def _absence_to_justify(self, lessons: list[Lesson]) -> None:
        absence = self._absence(lessons[0], lessons[0])
        self.pupil.absences.append(replace(absence, to_justify=True))

    def _ill(self, lessons: list[Lesson]) -> None:
        absence = self._absence(lessons[0], lessons[-1])
        self.pupil.absences.append(
            replace(
                absence,
                reason="MALADIE AVEC CERTIFICAT",
                justified=True,
                settled=True,
                justification="Grippe, certificat joint.",
                documents=(worksheet(f"document-{absence.uid}", "Certificat"),),
            )
        )

    def _delay(self, lessons: list[Lesson]) -> None:
        minutes = self.random.randint(3, 15)
        uid = self._uid("delay", lessons[0])
        delay = Delay(uid, lessons[0].start, minutes, to_justify=True)
        self.pupil.delays.append(delay)

    def _late_bus(self, lessons: list[Lesson]) -> None:
        self.pupil.delays.append(
            Delay(
                self._uid("delay", lessons[0]),
                lessons[0].start,
                self.random.randint(5, 25),
                "PROBLÈME DE TRANSPORT",
                justified=True,
                settled=True,
                justification="Bus en panne",
            )
        )

    def _observed(
        self, lesson: Lesson, kind: ObservationKind, text: str, read: bool = False
    ) -> None:
        self.pupil.observations.append(
            Observation(
                self._uid("observation", lesson),
                lesson.start,
                kind,
                text,
                lesson.teachers[0] if lesson.teachers else SUPERVISOR,
                lesson.subject,
                read=read,
                to_acknowledge=kind is ObservationKind.OBSERVATION,
            )
        )

    def _encouragement(self, lessons: list[Lesson]) -> None:
        text = "Belle participation à l'oral, à poursuivre !"
        self._observed(lessons[-1], ObservationKind.ENCOURAGEMENT, text)

    def _observation(self, lessons: list[Lesson]) -> None:
        text = "Bavardages pendant la leçon."
        self._observed(lessons[0], ObservationKind.OBSERVATION, text)

    def _notebook_missing(self, lessons: list[Lesson]) -> None:
        text = "Carnet oublié."
        self._observed(lessons[0], ObservationKind.NOTEBOOK_MISSING, text, read=True)

    def _detention(self, lessons: list[Lesson]) -> None:
        """Add the detention in the timetable of the coming days, if any."""
        lesson = lessons[0]
        uid = self._uid("punishment", lesson)
        served = [one for one in self.pupil.lessons if one.detention]
        sittings = tuple(sitting_of(f"{uid}-{one.day:%m%d}", one) for one in served)
        self.pupil.punishments.append(
            Punishment(
                uid,
                lesson.start,
                PunishmentNature.DETENTION,
                "Retenue",
                "Travail non fait",
                lesson.teachers[0] if lesson.teachers else SUPERVISOR,
                lesson.subject,
                LESSON_MINUTES,
                slot=lesson.slot,
                circumstances="Devoir non rendu malgré deux rappels.",
                homework="Refaire le devoir au propre.",
                homework_documents=(worksheet(f"work-{uid}", "Devoir à refaire"),),
                schedule=sittings,
                to_acknowledge=True,
            )
        )

    def _extra_work(self, lessons: list[Lesson]) -> None:
        lesson = lessons[0]
        uid = self._uid("punishment", lesson)
        self.pupil.punishments.append(
            Punishment(
                uid,
                self.year.moment(lesson.day, time(0)),
                PunishmentNature.HOMEWORK,
                "Devoir supplémentaire",
                "Bavardages répétés",
                SUPERVISOR,
                circumstances="Bruit dans le couloir pendant les cours.",
                circumstance_documents=(worksheet(f"report-{uid}", "Rapport"),),
                homework="Recopier le règlement intérieur, article 4.",
            )
        )

    def _sent_out(self, lessons: list[Lesson]) -> None:
        """Add an exclusion from a lesson, with its incident."""
        lesson = lessons[-1]
        teacher = lesson.teachers[0] if lesson.teachers else SUPERVISOR
        uid = self._uid("punishment", lesson)
        self.pupil.punishments.append(
            Punishment(
                uid,
                lesson.start,
                PunishmentNature.EXCLUSION,
                "Exclusion de cours",
                "Comportement perturbateur",
                teacher,
                lesson.subject,
                minutes=LESSON_MINUTES,
                slot=lesson.slot,
                circumstances="Refus de se mettre au travail.",
                incident=True,
            )
        )
        self.pupil.incidents.append(
            Incident(
                self._uid("incident", lesson),
                lesson.start,
                "Comportement perturbateur",
                teacher,
                "Refus de se mettre au travail.",
                "Exclusion de cours",
                measure_uid=uid,
                to_acknowledge=True,
            )
        )

    def _infirmary(self, lessons: list[Lesson]) -> None:
        start = lessons[-1].start
        self.pupil.infirmary.append(
            InfirmaryVisit(
                self._uid("infirmary", lessons[-1]),
                start,
                start + timedelta(minutes=25),
                "Retour en classe.",
                ("Mal de tête",),
                ("Repos",),
            )
        )

    def _missed_meal(self, lessons: list[Lesson]) -> None:
        uid = self._uid("meal", lessons[0])
        self.pupil.missed_meals.append(MissedMeal(uid, lessons[0].day))

    def _sanction(self, lessons: list[Lesson]) -> None:
        self.pupil.sanctions.append(
            Sanction(
                self._uid("sanction", lessons[0]),
                lessons[0].day,
                "Avertissement",
                "Manque de respect",
                PRINCIPAL,
                circumstances="Après trois rapports d'incident.",
            )
        )

    def _measure(self, lessons: list[Lesson]) -> None:
        day = lessons[0].day
        self.pupil.measures.append(
            Measure(
                self._uid("measure", lessons[0]),
                day,
                day + ONE_DAY,
                day + 2 * ONE_DAY,
                "Mesure conservatoire",
                PRINCIPAL,
                "Direction",
                frozenset({ForbiddenPlace.SCHOOL, ForbiddenPlace.CANTEEN}),
                "Dans l'attente du conseil de discipline.",
                "Les cours restent accessibles en ligne.",
            )
        )

    def _exemption(self, lessons: list[Lesson]) -> None:
        day = lessons[0].day
        self.pupil.exemptions.append(
            Exemption(
                self._uid("exemption", lessons[0]),
                day,
                day + timedelta(days=6),
                SUBJECTS["EPS"],
                "Entorse de la cheville.",
                must_be_present=True,
            )
        )

    def _exclusion(self, lessons: list[Lesson]) -> None:
        """Add an exclusion from school of three days, which the timetable shows too."""
        first = self.year.next_school_day(lessons[0].day)
        self.pupil.exclusions += [
            Exclusion(first + day * ONE_DAY, 0, len(SLOTS) - 1, from_school=True)
            for day in range(3)
        ]
        self.pupil.sanctions.append(
            Sanction(
                self._uid("sanction", lessons[0]),
                first - ONE_DAY,
                "Exclusion temporaire",
                "Violences",
                PRINCIPAL,
                first,
                first + 2 * ONE_DAY,
                nature=SanctionNature.EXCLUSION_FROM_SCHOOL,
                length=3,
            )
        )

    def _commission(self, lessons: list[Lesson]) -> None:
        self.pupil.commissions.append(
            Commission(
                self._uid("commission", lessons[0]),
                lessons[0].start,
                "Commission éducative",
                ("Contrat de vie scolaire",),
            )
        )

    def _announced(self, absence: Absence) -> Absence:
        return replace(
            absence, announced_by="Parents", parent_reason="RAISON FAMILIALE"
        )

    def _refused_absence(self, lessons: list[Lesson]) -> None:
        absence = self._announced(self._absence(lessons[0], lessons[-1]))
        self.pupil.absences.append(
            replace(
                absence,
                confirmed=False,
                refused=True,
                message="Départ en vacances refusé.",
                decided=lessons[0].day - ONE_DAY,
            )
        )

    def _waiting_absence(self, lessons: list[Lesson]) -> None:
        absence = self._announced(self._absence(lessons[0], lessons[0]))
        self.pupil.absences.append(replace(absence, waiting=True))

    def _announced_absence(self, lessons: list[Lesson]) -> None:
        """Add an announced absence of the next school day, still unanswered."""
        day = self.year.next_school_day(lessons[0].day + ONE_DAY)
        coming = [one for one in self.pupil.lessons_between(day, day) if one.subject]
        if coming:
            absence = self._announced(self._absence(coming[0], coming[-1]))
            self.pupil.absences.append(replace(absence, waiting=True, confirmed=False))

    def _boarding(self, lessons: list[Lesson]) -> None:
        """Add a night away from the boarding school, and a late return."""
        if self.pupil.school_class.level not in BOARDING_LEVELS:
            return
        evening = self.year.moment(lessons[-1].day, time(18))
        self.pupil.nights_away.append(
            NightAway(
                self._uid("night", lessons[-1]), evening, evening + timedelta(hours=14)
            )
        )
        self.pupil.boarding_delays.append(
            BoardingDelay(
                self._uid("return", lessons[-1]), evening - timedelta(days=1), 20
            )
        )
