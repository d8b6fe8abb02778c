"""Absences, punishments and encouragements: what the school's office writes down."""

from dataclasses import replace
from datetime import timedelta

from tests.school.happenings import ImpossibleHappeningError, Scene, Told, happening
from tests.school.model.calendar import ONE_DAY, SLOTS_PER_HOUR
from tests.school.model.conduct import hours, missed_minutes, sitting_of
from tests.school.model.grids import SUPERVISOR
from tests.school.model.school_life import (
    Absence,
    Delay,
    Observation,
    ObservationKind,
    Punishment,
    PunishmentNature,
)
from tests.school.model.timetable import free_slots, lesson_at
from tests.school.model.types import Lesson

LABELS = {
    PunishmentNature.EXCLUSION: "Exclusion de cours",
    PunishmentNature.DETENTION: "Retenue",
    PunishmentNature.HOMEWORK: "Devoir supplémentaire",
    PunishmentNature.OTHER: "Punition",
}


@happening("absence")
def absence(scene: Scene) -> Told:
    """From the last lesson which began; `reason` justifies it at once."""
    begun = [
        lesson
        for lesson in scene.pupil.lessons_between(scene.today, scene.today)
        if lesson.start <= scene.now and not lesson.cancelled
    ]
    start = begun[-1].start if begun else scene.now - timedelta(hours=1)
    end = begun[-1].end if begun else scene.now
    reason = scene.details.get("reason")
    missed = missed_minutes(scene.pupil.lessons, start, end)
    made = Absence(
        scene.uid("absence"),
        start,
        end,
        reason,
        justified=reason is not None,
        hours=hours(missed) if missed else "1h00",
        ongoing=bool(scene.details.get("ongoing")),
        settled=reason is not None,
        to_justify=reason is None,
    )
    scene.pupil.absences.append(made)
    return {"pupil": scene.pupil, "absence": made}


@happening("absence_accepted")
def absence_accepted(scene: Scene) -> Told:
    """The office accepts the reason of the last absence which was open."""
    absences = scene.pupil.absences
    for index, one in reversed(list(enumerate(absences))):
        if not one.settled:
            absences[index] = replace(
                one,
                reason=scene.text("reason", "RAISON FAMILIALE"),
                justified=True,
                settled=True,
                to_justify=False,
                ongoing=False,
            )
            return {"pupil": scene.pupil, "absence": absences[index]}
    raise ImpossibleHappeningError("no open absence")


@happening("delay")
def delay(scene: Scene) -> Told:
    minutes = int(scene.number("minutes", "10"))
    reason = scene.details.get("reason")
    made = Delay(
        scene.uid("delay"),
        scene.now,
        minutes,
        reason,
        justified=reason is not None,
        settled=reason is not None,
        to_justify=reason is None,
    )
    scene.pupil.delays.append(made)
    return {"pupil": scene.pupil, "delay": made}


@happening("delay_accepted")
def delay_accepted(scene: Scene) -> Told:
    """The office accepts the reason of the last delay which was open."""
    delays = scene.pupil.delays
    for index, one in reversed(list(enumerate(delays))):
        if not one.settled:
            delays[index] = replace(
                one,
                reason=scene.text("reason", "PANNE DE BUS"),
                justified=True,
                settled=True,
                to_justify=False,
            )
            return {"pupil": scene.pupil, "delay": delays[index]}
    raise ImpossibleHappeningError("no open delay")


def _punishment(scene: Scene, nature: PunishmentNature) -> Punishment:
    return Punishment(
        scene.uid("punishment"),
        scene.now,
        nature,
        scene.text("label", LABELS[nature]),
        scene.text("reason", "Travail non fait"),
        SUPERVISOR,
        scene.asked_subject,
        int(scene.number("minutes", "60")),
        circumstances=scene.text("circumstances", ""),
        homework=scene.text("homework", ""),
        to_acknowledge=bool(scene.details.get("to_acknowledge", True)),
    )


@happening("punishment")
def punishment(scene: Scene) -> Told:
    """A detention which is not in the timetable yet, unless `nature` says other."""
    nature = PunishmentNature[scene.text("nature", "detention").upper()]
    made = _punishment(scene, nature)
    scene.pupil.punishments.append(made)
    return {"pupil": scene.pupil, "punishment": made}


@happening("punishment_changed")
def punishment_changed(scene: Scene) -> Told:
    """The last punishment given takes another time."""
    punishments = scene.pupil.punishments
    if not punishments:
        raise ImpossibleHappeningError("no punishment")
    last = max(range(len(punishments)), key=lambda index: punishments[index].moment)
    minutes = int(scene.number("minutes", "120"))
    punishments[last] = replace(punishments[last], minutes=minutes)
    return {"pupil": scene.pupil, "punishment": punishments[last]}


@happening("detention")
def detention(scene: Scene) -> Told:
    """A detention with its hour, which stands in the pupil's timetable too."""
    made = _punishment(scene, PunishmentNature.DETENTION)
    lesson = _free_hour(scene, f"detention-{made.uid}")
    made = replace(made, schedule=(sitting_of(f"sitting-{made.uid}", lesson),))
    scene.pupil.lessons.append(lesson)
    scene.pupil.punishments.append(made)
    return {"pupil": scene.pupil, "punishment": made, "lesson": lesson}


def _free_hour(scene: Scene, uid: str) -> Lesson:
    year = scene.world.year
    default = year.next_school_day(scene.today + ONE_DAY)
    for day in year.days_from(scene.day("date", default), 5):
        lessons = scene.pupil.lessons_between(day, day)
        if free := free_slots(lessons, day, SLOTS_PER_HOUR):
            return lesson_at(
                year,
                day,
                free[-1],
                SLOTS_PER_HOUR,
                uid,
                teachers=(SUPERVISOR,),
                rooms=("Permanence",),
                detention=True,
            )
    raise ImpossibleHappeningError("no free hour")


def _observed(scene: Scene, kind: ObservationKind, text: str) -> Told:
    made = Observation(
        scene.uid("observation"),
        scene.now,
        kind,
        scene.text("text", text),
        SUPERVISOR,
        scene.asked_subject,
        to_acknowledge=bool(scene.details.get("to_acknowledge")),
    )
    scene.pupil.observations.append(made)
    return {"pupil": scene.pupil, "observation": made}


@happening("observation")
def observation(scene: Scene) -> Told:
    kind = ObservationKind[scene.text("kind", "observation").upper()]
    return _observed(scene, kind, "Bavardages pendant la leçon.")


@happening("encouragement")
def encouragement(scene: Scene) -> Told:
    return _observed(scene, ObservationKind.ENCOURAGEMENT, "Participation remarquable.")
