"""Actions on results and school life."""

from datetime import date
from decimal import Decimal
from typing import cast

from homeassistant.core import ServiceResponse
from homeassistant.util.json import JsonArrayType, JsonObjectType

from ..client import (
    Absence,
    Acknowledgeable,
    Delay,
    Period,
    PeriodPage,
    PronoteClient,
    SchoolLife,
    SubjectExemption,
    compute_average,
    compute_needed_value,
    folded,
    to_json,
)
from ..client.errors import PageNotAllowedError
from ..connection.error_messages import validation_error
from ..coordinator.school_life import terms_of
from ..files.location import FileCollection, FileSource, period_ref
from ..files.upload import async_optional_upload
from ..targets import ChildTarget
from .common import ActionData, find_by_key, requested_period, serialize, serialize_all


async def get_grades(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return the grades and averages of a period, and the available periods."""
    book = await child.data.grades.async_get_grades(
        child.pupil, requested_period(child, data, PeriodPage.GRADES)
    )
    ref = period_ref(child.pupil, book.period)
    found = serialize(book, child, FileCollection.of(child, FileSource.GRADES, ref))
    grades = cast(JsonArrayType, found["grades"])
    return found | {
        "grades": [
            {
                **cast(JsonObjectType, serialized),
                "value_out_of_20": to_json(grade.value_out_of_20),
            }
            for grade, serialized in zip(book.grades, grades, strict=True)
        ],
        "periods": serialize_all(child.pupil.periods),
    }


async def get_averages(child: ChildTarget, _: ActionData) -> ServiceResponse:
    """Return the averages of each period that has begun, the last one first."""
    books = await child.data.grades.async_get_books(child.pupil)
    return {
        "periods": [
            {
                "period": period.name,
                "start": to_json(period.start),
                "end": to_json(period.end),
                **{name: to_json(getattr(book, name)) for name in _AVERAGES},
                "subjects": serialize_all(book.subjects),
            }
            for period, book in books
        ]
    }


_AVERAGES = ("overall_average", "class_overall_average", "out_of")


async def get_needed_grade(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return the grade that the next test of a subject needs for an average."""
    book = await child.data.grades.async_get_grades(child.pupil, None)
    wanted = folded(data["subject"])
    subject = next((x for x in book.subjects if folded(x.subject) == wanted), None)
    if subject is None:
        known = ", ".join(item.subject for item in book.subjects)
        raise validation_error(
            "no_such_subject", subject=data["subject"], subjects=known
        )
    scale = subject.out_of or _TWENTY
    grades = [x for x in book.grades if folded(x.subject or "") == wanted]
    average = compute_average(grades)
    computed = None if average is None else average * scale / _TWENTY
    shown = subject.average
    if shown is not None and (computed is None or abs(computed - shown) > _TOLERANCE):
        raise validation_error(
            "average_not_computable", subject=subject.subject, average=str(shown)
        )
    coefficient, out_of = Decimal(data["coefficient"]), Decimal(data["out_of"])
    target = Decimal(data["average"]) * _TWENTY / scale
    needed = compute_needed_value(
        grades, target, coefficient=coefficient, out_of=out_of
    )
    return {
        "subject": subject.subject,
        "period": book.period,
        "current_average": to_json(computed if shown is None else shown),
        "average": to_json(Decimal(data["average"])),
        "average_out_of": to_json(scale),
        "coefficient": to_json(coefficient),
        "out_of": to_json(out_of),
        "needed": to_json(needed),
        "possible": needed is not None,
    }


_TOLERANCE = Decimal("0.01")
_TWENTY = Decimal(20)


async def get_evaluations(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return the skills assessed in a period, and the available periods."""
    period = requested_period(child, data, PeriodPage.EVALUATIONS)
    found = await child.data.evaluations.async_get_evaluations(child.pupil, period)
    shown = period or child.pupil.find_period(PeriodPage.EVALUATIONS, None)
    return {
        "period": shown.name,
        "periods": serialize_all(child.pupil.periods_of(PeriodPage.EVALUATIONS)),
        "evaluations": serialize_all(found),
    }


async def get_report_card(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return the report card of a period, and the available periods."""
    card = await child.data.report_cards.async_get_report_card(
        child.pupil, requested_period(child, data, PeriodPage.REPORT_CARD)
    )
    return serialize(card) | {
        "periods": serialize_all(child.pupil.periods_of(PeriodPage.REPORT_CARD))
    }


async def acknowledge_report_card(
    child: ChildTarget, data: ActionData
) -> ServiceResponse:
    """Acknowledge the report card of a period."""
    period = requested_period(child, data, PeriodPage.REPORT_CARD)
    card = await child.call(
        lambda client: client.report_cards.acknowledge(child.pupil, period)
    )
    await child.data.report_cards.async_refresh()
    return serialize(card)


async def get_grade_record(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return the grade record of a period."""
    period = requested_period(child, data, PeriodPage.GRADE_RECORD)
    return serialize(
        await child.call(lambda client: client.grades.record(child.pupil, period))
    )


async def get_school_life(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return absences, delays, punishments, observations of a period or of the whole year."""
    life = await child.data.school_life.async_get_school_life(
        child.pupil,
        requested_period(child, data, PeriodPage.SCHOOL_LIFE),
        whole_year=data.get("whole_year", False),
    )
    return _serialize_event(child, life, life)


def _serialize_event(
    child: ChildTarget, life: SchoolLife, item: object
) -> JsonObjectType:
    ref = period_ref(child.pupil, life.period)
    return serialize(item, child, FileCollection.of(child, FileSource.SCHOOL_LIFE, ref))


async def justify_absence(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Send the justification of an absence or a delay."""
    key = data["absence"]
    life, period = await find_school_life(child, key, data.get("date"))
    event = find_by_key(life.absences_and_delays, key)
    max_bytes = child.data.account.rights.max_attachment_bytes
    file = await async_optional_upload(child.hass, data, max_bytes)
    after = await child.call(
        lambda client: client.school_life.justify(
            child.pupil,
            event,
            data.get("text", ""),
            period,
            reason=data.get("reason"),
            file=file,
        )
    )
    await child.data.school_life.async_refresh()
    return serialize(after)


async def acknowledge(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Acknowledge a punishment, a sanction, an observation or an incident."""
    key = data["event"]
    life, period = await find_school_life(child, key, data.get("date"))
    return await _acknowledge(
        child, life, find_by_key(life.acknowledgeable, key), period
    )


async def acknowledge_punishment(
    child: ChildTarget, data: ActionData
) -> ServiceResponse:
    """Acknowledge a punishment or a sanction."""
    key = data["punishment"]
    life, period = await find_school_life(child, key, data.get("date"))
    return await _acknowledge(child, life, find_by_key(life.punishments, key), period)


async def _acknowledge(
    child: ChildTarget, life: SchoolLife, event: Acknowledgeable, period: Period | None
) -> ServiceResponse:
    after = await child.call(
        lambda client: client.school_life.acknowledge(child.pupil, event, period)
    )
    await child.data.school_life.async_refresh()
    return _serialize_event(child, life, after)


async def find_school_life(
    child: ChildTarget, key: str, day: date | None
) -> tuple[SchoolLife, Period | None]:
    """Return the page and the period that contain an event: the longest period, or another one."""
    cached = child.data.school_life.data.get(child.pupil.key)
    known = () if cached is None else terms_of(cached)
    for life in known:
        if _contains(life, key):
            earlier = (
                item
                for item in child.pupil.periods_of(PeriodPage.SCHOOL_LIFE)
                if life is not known[-1] and item.name == life.period
            )
            return life, next(earlier, None)
    today = child.data.timetable.now.date()

    async def search(
        client: PronoteClient,
    ) -> tuple[SchoolLife, Period | None] | None:
        for item in child.pupil.periods_of(PeriodPage.SCHOOL_LIFE):
            start, end = item.start or today, item.end or today
            if start > today or (day is not None and not start <= day <= end):
                continue
            try:
                life = await client.school_life.get(child.pupil, item)
            except PageNotAllowedError:
                continue
            if _contains(life, key):
                return life, item
        return None

    if (found := await child.call(search)) is None:
        raise validation_error("gone")
    return found


def _contains(life: SchoolLife, key: str) -> bool:
    events: tuple[Absence | Delay | Acknowledgeable | SubjectExemption, ...] = (
        *life.absences_and_delays,
        *life.announcements,
        *life.acknowledgeable,
        *life.exemptions,
    )
    return any(event.key == key for event in events)
