"""Actions on results and conduct."""

from datetime import date

from homeassistant.core import ServiceResponse
from homeassistant.util.json import JsonObjectType

from ..client import Absence, Delay, Period, PronoteClient, Punishment, SchoolLife
from ..client.errors import PageNotAllowedError
from ..connection.translation import refused
from ..files.location import Drawer, Shelf, mark_of
from ..targets import Child
from .common import Data, period, tell, tell_all


async def get_grades(child: Child, data: Data) -> ServiceResponse:
    """Return the grades and averages of a period, and which periods there are."""
    book = await child.data.grades.async_book(child.pupil, period(child, data))
    mark = mark_of(child.pupil, book.period)
    periods = tell_all(child.pupil.periods)
    return tell(book, child, Drawer.of(child, Shelf.GRADES, mark)) | {
        "periods": periods
    }


async def get_evaluations(child: Child, data: Data) -> ServiceResponse:
    """Return the skills assessed in a period."""
    asked = period(child, data)
    found = await child.ask(lambda client: client.evaluations.get(child.pupil, asked))
    return {"evaluations": tell_all(found)}


async def get_report_card(child: Child, data: Data) -> ServiceResponse:
    """Return the report card of a period."""
    asked = period(child, data)
    return tell(
        await child.ask(lambda client: client.report_cards.get(child.pupil, asked))
    )


async def get_grade_record(child: Child, data: Data) -> ServiceResponse:
    """Return the grade record of a period."""
    asked = period(child, data)
    return tell(
        await child.ask(lambda client: client.grades.record(child.pupil, asked))
    )


async def get_school_life(child: Child, data: Data) -> ServiceResponse:
    """Return absences, delays, punishments, observations of a period."""
    asked = period(child, data)
    life = await child.ask(lambda client: client.school_life.get(child.pupil, asked))
    return _life(child, life, life)


def _life(child: Child, life: SchoolLife, item: object) -> JsonObjectType:
    mark = mark_of(child.pupil, life.period)
    return tell(item, child, Drawer.of(child, Shelf.SCHOOL_LIFE, mark))


async def justify_absence(child: Child, data: Data) -> ServiceResponse:
    """Explain an absence or a delay to the school."""
    life, when = await _find_life(child, data["absence"], data.get("date"))
    event = next(x for x in life.absences_and_delays if x.key == data["absence"])
    after = await child.ask(
        lambda client: client.school_life.justify(
            child.pupil, event, data["text"], when
        )
    )
    await child.data.school_life.async_refresh()
    return tell(after)


async def acknowledge_punishment(child: Child, data: Data) -> ServiceResponse:
    """Tell the school that a punishment was seen."""
    key = data["punishment"]
    life, when = await _find_life(child, key, data.get("date"))
    event = next(item for item in life.punishments if item.key == key)
    after = await child.ask(
        lambda client: client.school_life.acknowledge_punishment(
            child.pupil, event, when
        )
    )
    await child.data.school_life.async_refresh()
    return _life(child, life, after)


async def _find_life(
    child: Child, key: str, day: date | None
) -> tuple[SchoolLife, Period | None]:
    """Return the page and the period that hold an event: the current one, or any before."""
    at_hand = child.data.school_life.data.get(child.pupil.key)
    if at_hand is not None and _holds(at_hand, key):
        return at_hand, None
    today = child.data.timetable.now.date()

    async def search(
        client: PronoteClient,
    ) -> tuple[SchoolLife, Period | None] | None:
        for item in child.pupil.periods:
            start, end = item.start or today, item.end or today
            if start > today or (day is not None and not start <= day <= end):
                continue
            try:
                life = await client.school_life.get(child.pupil, item)
            except PageNotAllowedError:
                continue
            if _holds(life, key):
                return life, item
        return None

    if (found := await child.ask(search)) is None:
        raise refused("gone")
    return found


def _holds(life: SchoolLife, key: str) -> bool:
    events: tuple[Absence | Delay | Punishment, ...] = (
        *life.absences_and_delays,
        *life.punishments,
    )
    return any(event.key == key for event in events)
