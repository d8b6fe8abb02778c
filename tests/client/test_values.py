"""Compare every value of every page with the model, for each child, space and generation.

What a page holds is written here twice as plain tuples: as the client read it, as it is true.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
import re

import pytest

from custom_components.pronote.client import (
    Absence,
    AbsenceStatus,
    Attachment,
    ContentKind,
    Delay,
    Difficulty,
    GradeCode,
    HandInMethod,
    IncidentOutcome,
    Meal,
    PronoteClient,
    Punishment,
    PunishmentKind,
    Pupil,
    Space,
)
from custom_components.pronote.client.values import parse_duration
from tests.school import KNOWN_VERSIONS, School
from tests.school.model import school_life, types as model
from tests.school.model.people import Pupil as RealPupil

from .conftest import Family, ManualClock, StartSchool


@dataclass(frozen=True, slots=True)
class Child:
    """A pupil as an account sees one, and as one is."""

    client: PronoteClient
    pupil: Pupil
    real: RealPupil


@pytest.fixture(params=sorted(KNOWN_VERSIONS))
async def school(request: pytest.FixtureRequest, start_school: StartSchool) -> School:
    """A school of each generation: results must not depend on it."""
    return await start_school(version=request.param)


@pytest.fixture(params=["parent", "pupil", "pupil_2nde"])
async def children(
    request: pytest.FixtureRequest, school: School, family: Family
) -> list[Child]:
    """The pupils of an account."""
    client = family.client(family.password(school, request.param))
    account = await client.login()
    return [
        Child(client, pupil, school.model.pupil(pupil.name)) for pupil in account.pupils
    ]


def same(read: Iterable[object], true: Iterable[object]) -> None:
    """Compare two lists of tuples, in any order; there must be something to compare."""
    found, expected = sorted(map(shown, read)), sorted(map(shown, true))
    assert found == expected
    assert expected


def shown(value: object) -> str:
    """Return a row as a text, in which 2.0 and 2 are the same number."""
    match value:
        case Decimal():
            return str(float(value))
        case tuple() | list():
            return f"({', '.join(map(shown, value))})"
        case _:
            return repr(value)


def letters(html: str) -> str:
    """Return what there is to read, whatever the layout."""
    return re.sub(r"\W+", "", unescape(re.sub(r"<[^>]*>", "", html)))


def minutes(duration: timedelta | None) -> int:
    return int(duration.total_seconds() // 60) if duration else 0


def links(files: Iterable[Attachment]) -> list[tuple[str, str | None]]:
    return sorted((file.name, file.url) for file in files)


def true_links(files: Iterable[model.Attachment]) -> list[tuple[str, str | None]]:
    return sorted(
        (file.name, None if file.kind is model.AttachmentKind.FILE else file.url)
        for file in files
    )


def around(clock: ManualClock) -> tuple[date, date]:
    today = clock.now.date()
    return today - timedelta(days=15), today + timedelta(days=20)


async def test_lessons(children: list[Child], clock: ManualClock) -> None:
    start, end = around(clock)
    given = {work.lesson_uid for child in children for work in child.real.homework}
    for child in children:
        timetable = await child.client.timetable.get(child.pupil, start, end)
        same(
            (
                (
                    *(x.start, x.end, x.status_text, x.priority, x.memo, x.color),
                    *(x.test, x.exempted, x.study_hour, x.has_contents),
                    *(x.has_homework, x.rooms, x.groups, x.teachers),
                    [(link.url, link.label) for link in x.links],
                )
                for x in timetable.lessons
            ),
            (
                lesson(t, t.uid in given, child.real.is_exempted(t))
                for t in child.real.lessons_between(start, end)
            ),
        )


def lesson(truth: model.Lesson, given: bool, exempted: bool) -> tuple[object, ...]:
    if truth.outing:
        return (
            *(truth.start, truth.end, None, truth.priority, truth.memo or None, None),
            *(False, exempted, False, False, False, (), (), truth.taught_by, []),
        )
    label = truth.exempted if isinstance(truth.exempted, str) else None
    words = truth.status or label or None
    return (
        *(truth.start, truth.end, words, truth.priority, truth.memo),
        *(truth.subject.color if truth.subject else None, truth.test),
        *(exempted, truth.study, truth.content is not None, given),
        *(truth.rooms, truth.groups, truth.taught_by),
        [(one.url, one.label) for one in truth.virtual_classes],
    )


async def test_contents(children: list[Child], clock: ManualClock) -> None:
    start, end = around(clock)
    for child in children:
        same(
            (
                (
                    *(x.start, x.end, x.subject, x.color, x.teachers, x.groups),
                    [
                        (part.title, letters(part.text), part.kind)
                        for part in x.contents
                    ],
                    [links(part.attachments) for part in x.contents],
                )
                for x in await child.client.timetable.contents(child.pupil, start, end)
            ),
            (
                (
                    *(t.start, t.end, t.subject.name, t.subject.color),
                    *(t.teachers, t.groups),
                    [
                        (part.title, letters(part.html), category(part))
                        for part in t.contents
                    ],
                    [true_links(part.attachments) for part in t.contents],
                )
                for t in child.real.lessons_between(start, end)
                if t.content and t.subject
            ),
        )


def category(part: model.Content) -> ContentKind | None:
    none = part.category is model.ContentCategory.NONE
    return None if none else ContentKind(part.category.name.lower())


async def test_homework(children: list[Child], clock: ManualClock) -> None:
    start, end = around(clock)
    for child in children:
        same(
            (
                (
                    *(x.due, x.given, x.subject, x.color, x.group, x.done),
                    *(letters(x.text), letters(x.html), x.difficulty, x.hand_in_method),
                    *(minutes(x.duration), links(x.attachments), x.handed_in_at),
                    *(x.handed_in and x.handed_in.name, x.correction_comment),
                    x.corrected and x.corrected.name,
                    x.quiz
                    and (x.quiz.name, x.quiz.questions, x.quiz.opens, x.quiz.closes),
                )
                for x in await child.client.homework.get(child.pupil, start, end)
            ),
            map(work, child.real.homework_between(start, end)),
        )


def work(truth: model.Homework) -> tuple[object, ...]:
    hard, back = truth.difficulty, truth.hand_in
    return (
        *(truth.due, truth.given, truth.subject.name, truth.subject.color),
        *(truth.recipients, truth.done, letters(truth.html), letters(truth.html)),
        Difficulty(hard.name.lower()) if hard else None,
        HandInMethod(back.name.lower()) if back else None,
        *(truth.duration, true_links(truth.attachments), truth.handed_in_at),
        truth.handed_in and truth.handed_in.name,
        truth.correction_comment or None,
        truth.corrected and truth.corrected.name,
        truth.quiz
        and (truth.quiz.title, truth.quiz.questions, truth.quiz.first, truth.quiz.last),
    )


async def test_grades(school: School, children: list[Child]) -> None:
    for child in children:
        for number, period in enumerate(school.model.periods[:2]):
            book = await child.client.grades.get(
                child.pupil, child.pupil.periods[number]
            )
            true = child.real.grades(period)
            if not true:
                assert book.grades == ()
                continue
            same(
                (
                    (
                        *(x.date, x.subject, x.title, x.value, x.code, x.out_of),
                        *(x.coefficient, x.class_average, x.lowest, x.highest),
                        *(x.comment, x.optional, x.bonus, x.scaled_to_20, x.in_group),
                        links(x.attachments),
                    )
                    for x in book.grades
                ),
                map(grade, true),
            )
            same(
                (
                    (x.subject, x.average, x.class_average, x.lowest, x.highest)
                    for x in book.subjects
                ),
                (
                    (t.subject.name, t.pupil, t.school_class, t.lowest, t.highest)
                    for t in child.real.averages(period)
                ),
            )


def full_marks(truth: model.Grade) -> Decimal | None:
    """Congratulations are full marks; other codes have no value."""
    congratulated = truth.value is model.GradeCode.CONGRATULATIONS
    return truth.out_of if congratulated else None


def grade(truth: model.Grade) -> tuple[object, ...]:
    code = truth.value if isinstance(truth.value, model.GradeCode) else None
    return (
        *(truth.date, truth.subject.name, truth.title),
        full_marks(truth) if isinstance(truth.value, model.GradeCode) else truth.value,
        GradeCode(code.name.lower()) if code else None,
        *(truth.out_of, truth.coefficient, truth.class_average, truth.worst),
        *(truth.best, truth.remark or None, truth.optional and not truth.bonus),
        *(truth.bonus, truth.scaled, truth.in_group),
        true_links(filter(None, (truth.paper, truth.correction))),
    )


async def test_evaluations(school: School, children: list[Child]) -> None:
    period = school.model.periods[0]
    for child in children:
        same(
            (
                (
                    *(x.date, x.subject, x.name, x.teacher, x.domain, x.cycles),
                    *(letters(x.description), int(x.coefficient)),
                    links(x.attachments),
                    [
                        (
                            *(a.skill, a.level, a.abbreviation, a.domain, a.pillar),
                            *(a.pillar_prefix, int(a.coefficient)),
                        )
                        for a in x.acquisitions
                    ],
                )
                for x in await child.client.evaluations.get(child.pupil)
            ),
            (
                (
                    *(t.date, t.subject.name, t.title, t.teacher),
                    t.domain.name if t.domain else None,
                    tuple(cycle.name for cycle in t.cycles),
                    *(letters(t.description), t.coefficient),
                    true_links(filter(None, (t.paper, t.correction))),
                    [
                        (
                            a.item.name if a.item else a.domain.name,
                            *(a.level.name, a.level.abbreviation, a.domain.name),
                            *(a.pillar.name, a.pillar.prefixes, a.coefficient),
                        )
                        for a in sorted(t.acquisitions, key=lambda a: a.order)
                    ],
                )
                for t in child.real.evaluations(period)
            ),
        )


async def test_school_life(school: School, children: list[Child]) -> None:
    for child in children:
        real, period = child.real, school.model.periods[0]
        life = await child.client.school_life.get(child.pupil)
        parent = child.client.account.space is Space.PARENT
        for found, true in (
            (absences(life.absences), true_absences(real, parent, happened=True)),
            (absences(life.announcements), true_absences(real, parent, happened=False)),
            (delays(life.delays), true_delays(real, parent)),
            (punishments(life.punishments), true_punishments(real)),
        ):
            assert sorted(map(shown, found)) == sorted(
                shown(row)
                for row in true
                if period.first <= _date(row[0]) <= period.last
            )
        assert sorted(
            (o.occurred_at, o.kind.value, o.text, o.author, o.subject, o.read)
            for o in life.observations
        ) == sorted(
            (
                *(t.moment, _OBSERVATIONS[t.kind], t.text, t.giver),
                *(t.subject.name if t.subject else None, t.read),
            )
            for t in real.observations
            if period.first <= t.moment.date() <= period.last
        )
        assert [
            (
                *(m.start, m.end, m.name, m.decided_by, m.circumstances),
                {place.value for place in m.forbidden},
            )
            for m in life.measures
        ] == [
            (
                *(t.first, t.last, t.label, t.decider, t.circumstances),
                {place.name.lower() for place in t.forbidden},
            )
            for t in sorted(real.measures, key=lambda one: one.first, reverse=True)
            if period.first <= t.asked <= period.last
        ]
        assert sorted(
            (v.start, v.end, v.comment, v.symptoms, v.care)
            for v in life.infirmary_visits
        ) == sorted(
            (t.start, t.end, t.comment or None, t.symptoms, t.care)
            for t in real.infirmary
            if period.first <= t.start.date() <= period.last
        )
        assert {(m.day, m.evening) for m in life.missed_meals} == {
            (t.day, t.meal is model.MealKind.DINNER) for t in real.missed_meals
        }
        assert [(x.start, x.end, x.subject, x.comment) for x in life.exemptions] == [
            (t.first, t.last, t.subject.name, t.comment) for t in real.exemptions
        ]
        assert [(x.start, x.end) for x in life.nights_away] == [
            (t.start, t.end) for t in real.nights_away
        ]
        assert [(x.occurred_at, minutes(x.duration)) for x in life.boarding_delays] == [
            (t.moment, t.minutes)
            for t in real.boarding_delays
            if school.version.lists_boarding_delays
        ]
        assert [(x.start, x.name, x.responses) for x in life.commissions] == [
            (t.start, t.label, t.responses) for t in real.commissions
        ]
        assert [
            (x.occurred_at, x.reported_by, x.severity, x.outcome, x.outcome_name)
            for x in life.incidents
        ] == [
            (
                *(t.moment, t.reporter, t.severity),
                *(IncidentOutcome.PUNISHMENT, t.measure),
            )
            for t in real.incidents
        ]


_OBSERVATIONS = {
    school_life.ObservationKind.NOTEBOOK_MISSING: "missing_notebook",
    school_life.ObservationKind.OBSERVATION: "observation",
    school_life.ObservationKind.ENCOURAGEMENT: "encouragement",
    school_life.ObservationKind.OTHER: "other",
}


def _date(moment: object) -> date:
    assert isinstance(moment, date)
    return date(moment.year, moment.month, moment.day)


type Row = tuple[object, ...]


def absences(found: Iterable[Absence]) -> Iterator[Row]:
    for x in found:
        yield (
            *(x.start, x.end, x.ongoing, x.justified, x.settled, x.to_justify),
            *(x.reasons, x.justification, x.missed, x.half_days),
            *(x.status.value, x.message, x.parent_reason),
        )


def true_absences(real: RealPupil, parent: bool, *, happened: bool) -> Iterator[Row]:
    for t in real.absences:
        if t.took_place is not happened:
            continue
        status = AbsenceStatus.RECORDED
        if t.announced_by:
            status = AbsenceStatus.REFUSED if t.refused else AbsenceStatus.ACCEPTED
        if t.waiting:
            status = AbsenceStatus.WAITING if t.confirmed else AbsenceStatus.ANNOUNCED
        to_justify = t.to_justify and parent
        yield (
            *(t.start, t.end, t.ongoing, t.justified, t.settled, to_justify),
            *((t.reason,) if t.reason else (), t.justification or None),
            *(parse_duration(t.hours), Decimal(t.half_days)),
            *(status.value, t.message, t.parent_reason),
        )


def delays(found: Iterable[Delay]) -> Iterator[Row]:
    for x in found:
        yield (
            *(x.occurred_at, minutes(x.duration), x.justified, x.settled, x.to_justify),
            *(x.reasons, x.justification),
        )


def true_delays(real: RealPupil, parent: bool) -> Iterator[Row]:
    for t in real.delays:
        yield (
            *(t.moment, t.minutes, t.justified, t.settled, t.to_justify and parent),
            *((t.reason,) if t.reason else (), t.justification or None),
        )


def punishments(found: Iterable[Punishment]) -> Iterator[Row]:
    for x in found:
        yield (
            *(x.given.date(), x.kind.value, x.name, x.given_by, x.subject),
            *(minutes(x.duration), x.reasons, x.circumstances, x.work),
            [(sitting.start, minutes(sitting.duration)) for sitting in x.schedule],
            *(x.acknowledged, links(x.attachments)),
            *(x.start, x.end, x.length and (int(x.length.value), x.length.unit.value)),
        )


def true_punishments(real: RealPupil) -> Iterator[Row]:
    for t in real.punishments:
        yield (
            *(t.moment.date(), _PUNISHMENTS[t.nature].value, t.label, t.giver),
            *(t.subject.name if t.subject else None, t.minutes or 0, (t.reason,)),
            *(t.circumstances, t.homework),
            [(sitting.start, sitting.minutes) for sitting in t.schedule],
            t.acknowledged,
            true_links((*t.circumstance_documents, *t.homework_documents)),
            *(None, None, None),
        )
    for s in real.sanctions:
        yield (
            *(s.asked, PunishmentKind.SANCTION.value, s.label, s.decider, None, 0),
            *((s.reason,), s.circumstances, "", [], False, []),
            *(s.first, s.last, s.length and (s.length, "days")),
        )


_PUNISHMENTS = {
    school_life.PunishmentNature.EXCLUSION: PunishmentKind.EXCLUSION_FROM_LESSON,
    school_life.PunishmentNature.DETENTION: PunishmentKind.DETENTION,
    school_life.PunishmentNature.HOMEWORK: PunishmentKind.EXTRA_WORK,
    school_life.PunishmentNature.OTHER: PunishmentKind.OTHER,
}


async def test_menus(children: list[Child], clock: ManualClock) -> None:
    start, end = around(clock)
    for child in children:
        same(
            (
                (
                    *(x.date, x.meal is Meal.DINNER, x.name),
                    sorted(
                        (
                            *(dish.course.value, dish.name),
                            [(label.name, label.color) for label in dish.labels],
                            [(one.name, one.color) for one in dish.allergens],
                        )
                        for dish in x.dishes
                    ),
                )
                for x in await child.client.menus.get(child.pupil, start, end)
            ),
            (
                (
                    *(t.date, t.meal is model.MealKind.DINNER, t.name or None),
                    sorted(
                        (
                            *(dish.course.name.lower(), food.name),
                            [(label.name, label.color) for label in food.labels],
                            [(one.name, one.color) for one in food.allergens],
                        )
                        for dish in t.dishes
                        for food in dish.foods
                    ),
                )
                for t in child.real.menus
                if start <= t.date <= end
            ),
        )
