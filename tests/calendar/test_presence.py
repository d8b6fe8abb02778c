"""Test when and how the events of the school life page appear in its calendar."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from homeassistant.components.calendar import CalendarEvent
import pytest

from custom_components.pronote.calendar.presence import decisions, exemptions, presence
from custom_components.pronote.client import (
    AbsenceStatus,
    BoardingDelay,
    Commission,
    Incident,
    MissedMeal,
    NightAway,
    PrecautionaryMeasure,
    SchoolLife,
    SubjectExemption,
)

type Events = Callable[[SchoolLife, Callable[[str], str]], Iterator[CalendarEvent]]

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2026, 11, 24)
NEXT = DAY + timedelta(days=1)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=PARIS)


def the_event(events: Events, life: SchoolLife) -> CalendarEvent:
    (event,) = events(life, "<{}>".format)
    return event


@pytest.mark.parametrize(
    ("events", "life", "summary", "start", "end"),
    [
        (
            presence,
            SchoolLife(period="T1", missed_meals=(MissedMeal(key="k", day=DAY),)),
            "<missed_lunch>",
            DAY,
            NEXT,
        ),
        (
            presence,
            SchoolLife(
                period="T1", missed_meals=(MissedMeal(key="k", day=DAY, evening=True),)
            ),
            "<missed_dinner>",
            DAY,
            NEXT,
        ),
        # A night without hours is of whole days, the last included.
        (
            presence,
            SchoolLife(
                period="T1",
                nights_away=(NightAway(key="k", start=at(0), end=at(0, day=NEXT)),),
            ),
            "<night_away>",
            DAY,
            NEXT + timedelta(days=1),
        ),
        (
            presence,
            SchoolLife(
                period="T1",
                boarding_delays=(
                    BoardingDelay(
                        key="k", occurred_at=at(20), duration=timedelta(minutes=25)
                    ),
                ),
            ),
            "<boarding_delay>",
            at(20),
            at(20, 25),
        ),
        # Without a duration, an hour.
        (
            presence,
            SchoolLife(
                period="T1",
                boarding_delays=(BoardingDelay(key="k", occurred_at=at(20)),),
            ),
            "<boarding_delay>",
            at(20),
            at(21),
        ),
        (
            presence,
            SchoolLife(
                period="T1", incidents=(Incident(key="k", occurred_at=at(10, 5)),)
            ),
            "<incident>",
            at(10, 5),
            at(11, 5),
        ),
        (
            decisions,
            SchoolLife(
                period="T1", measures=(PrecautionaryMeasure(key="k", start=DAY),)
            ),
            "<measure>",
            DAY,
            NEXT,
        ),
        (
            decisions,
            SchoolLife(
                period="T1",
                measures=(
                    PrecautionaryMeasure(
                        key="k", name="Mise à pied", start=DAY, end=NEXT
                    ),
                ),
            ),
            "Mise à pied",
            DAY,
            NEXT + timedelta(days=1),
        ),
        (
            decisions,
            SchoolLife(
                period="T1",
                commissions=(
                    Commission(key="k", start=at(17), responses=("Contrat",)),
                ),
            ),
            "<commission>",
            at(17),
            at(18),
        ),
        (
            exemptions,
            SchoolLife(
                period="T1",
                exemptions=(
                    SubjectExemption(key="k", start=DAY, end=NEXT, subject="EPS"),
                ),
            ),
            "<exemption> – EPS",
            DAY,
            NEXT + timedelta(days=1),
        ),
        (
            exemptions,
            SchoolLife(
                period="T1",
                exemptions=(
                    SubjectExemption(
                        key="k",
                        start=DAY,
                        end=DAY,
                        status=AbsenceStatus.ANNOUNCED,
                        announced=True,
                    ),
                ),
            ),
            "<announced_exemption>",
            DAY,
            NEXT,
        ),
    ],
)
def test_an_event(
    events: Events,
    life: SchoolLife,
    summary: str,
    start: date | datetime,
    end: date | datetime,
) -> None:
    event = the_event(events, life)
    assert (event.summary, event.start, event.end) == (summary, start, end)
    assert event.uid == "k"


def test_what_the_office_refused_is_left_out() -> None:
    refused = SubjectExemption(
        key="k", start=DAY, end=DAY, status=AbsenceStatus.REFUSED
    )
    life = SchoolLife(period="T1", exemptions=(refused,))
    assert not [*exemptions(life, str)]


def test_reasons_are_described() -> None:
    incident = Incident(key="k", occurred_at=at(10), reasons=("Bousculade", "Retard"))
    life = SchoolLife(period="T1", incidents=(incident,))
    assert the_event(presence, life).description == "Bousculade\nRetard"
