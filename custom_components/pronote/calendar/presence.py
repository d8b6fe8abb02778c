"""Calendar events of the school life page: sanctions, exemptions, announced absences, etc."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from homeassistant.components.calendar import CalendarEvent

from ..client import AbsenceStatus, SchoolLife, SubjectExemption
from ..school_day.days import DAY

HOUR: Final = timedelta(hours=1)

_ANNOUNCED: Final = {
    AbsenceStatus.ANNOUNCED: "announced_absence",
    AbsenceStatus.ACCEPTED: "accepted_absence",
}
"""Kind of event by what the office answered to an announcement. A refused one is left out."""

type Label = Callable[[str], str]
"""Translate the name of a kind of event."""


def decisions(life: SchoolLife, label: Label) -> Iterator[CalendarEvent]:
    """Yield sanctions that are served, precautionary measures and commissions."""
    for sanction in life.punishments:
        if sanction.served_on is not None:
            yield _days(
                sanction.key,
                *sanction.served_on,
                sanction.name or label("sanction"),
                sanction.reasons,
            )
    for measure in life.measures:
        yield _days(
            measure.key,
            measure.start,
            measure.end or measure.start,
            measure.name or label("measure"),
            measure.reasons,
        )
    for commission in life.commissions:
        yield _moment(
            commission.key,
            commission.start,
            None,
            commission.name or label("commission"),
            commission.responses,
        )


def presence(life: SchoolLife, label: Label) -> Iterator[CalendarEvent]:
    """Yield announced absences, missed meals, incidents, and what concerns the boarding school.

    An announcement that the office refused is no absence and is left out.
    """
    for absence in life.announced:
        if (kind := _ANNOUNCED.get(absence.status)) is not None:
            reasons = (absence.parent_reason,) if absence.parent_reason else ()
            yield _moment(absence.key, absence.start, absence.end, label(kind), reasons)
    for meal in life.missed_meals:
        name = "missed_dinner" if meal.evening else "missed_lunch"
        yield _days(meal.key, meal.day, meal.day, label(name))
    for night in life.nights_away:
        yield _moment(night.key, night.start, night.end, label("night_away"))
    for delay in life.boarding_delays:
        end = None
        if delay.duration is not None:
            end = delay.occurred_at + delay.duration
        yield _moment(delay.key, delay.occurred_at, end, label("boarding_delay"))
    for incident in life.incidents:
        yield _moment(
            incident.key,
            incident.occurred_at,
            None,
            label("incident"),
            incident.reasons,
        )


def exemptions(life: SchoolLife, label: Label) -> Iterator[CalendarEvent]:
    """Yield the exemptions that the office has not refused."""
    for exemption in life.exemptions:
        if exemption.status is not AbsenceStatus.REFUSED:
            yield _days(
                exemption.key,
                exemption.start,
                exemption.end,
                _exemption_summary(exemption, label),
                (exemption.kind,) if exemption.kind else (),
            )


def _exemption_summary(exemption: SubjectExemption, label: Label) -> str:
    # Parents may withdraw a request until the office answers.
    name = label("announced_exemption" if exemption.may_withdraw else "exemption")
    return f"{name} – {exemption.subject}" if exemption.subject else name


def _days(
    key: str, first: date, last: date, summary: str, lines: Iterable[str] = ()
) -> CalendarEvent:
    """Return an event of whole days, from the first to the last."""
    return CalendarEvent(
        start=first,
        end=max(first, last) + DAY,
        summary=summary,
        description="\n".join(lines) or None,
        uid=key,
    )


def _moment(
    key: str,
    start: datetime,
    end: datetime | None,
    summary: str,
    lines: Iterable[str] = (),
) -> CalendarEvent:
    """Return an event of an hour unless its end is known; of a day if it has no time."""
    last = end or start
    if start.time() == time.min and last.time() == time.min:
        return _days(key, start.date(), last.date(), summary, lines)
    return CalendarEvent(
        start=start,
        end=last if last > start else start + HOUR,
        summary=summary,
        description="\n".join(lines) or None,
        uid=key,
    )
