"""Long-term statistics of the average sensors, back to the first grade.

The recorder adds the values from now on. Each day before the first update gets one point. Later
days are written again only when a grade of the past changes.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from functools import partial
from typing import TypedDict

from homeassistant.components.recorder import is_entity_recorded
from homeassistant.components.recorder.models import (
    StatisticData,
    StatisticMeanType,
    StatisticMetaData,
)
from homeassistant.components.recorder.statistics import async_import_statistics
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.storage import Store
from homeassistant.util import slugify
from homeassistant.util.dt import as_utc

from ..client import (
    Grade,
    GradeBook,
    Period,
    PronoteClient,
    Pupil,
    compute_average,
    compute_overall_average,
)
from ..const import DOMAIN, LOGGER
from ..school_day.days import DAY
from ..storage import async_load_store
from .grades import GradesCoordinator, books_by_period, followed_terms
from .timetable import TimetableCoordinator

OVERALL = "overall_average"
NOON = time(12)
TWENTY = Decimal(20)

type Steps = dict[date, float | None]
"""What an average becomes, on the days on which it changes."""


class _StoredCurve(TypedDict):
    since: str
    until: str
    steps: dict[str, float | None]


type _StoredCurves = dict[str, dict[str, _StoredCurve]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """An average as it was written to the statistics."""

    since: date
    """The first day that the recorder compiled itself."""
    until: date
    """The last day written, or compiled."""
    steps: Steps

    def value_on(self, day: date) -> float | None:
        """Return the average at the end of a day."""
        known = [step for step in self.steps if step <= day]
        return self.steps[max(known)] if known else None


def subject_steps(book: GradeBook, period: Period | None) -> dict[str, Steps]:
    """Return the averages by subject and the overall average, by the dates of the grades of a period."""
    by_subject: dict[str, list[Grade]] = {}
    shown = [grade for grade in book.grades if not grade.upcoming]
    for grade in shown:
        if grade.subject is not None:
            by_subject.setdefault(slugify(grade.subject), []).append(grade)
    scales = {slugify(item.subject): item.out_of for item in book.subjects}

    def average(slug: str) -> Callable[[tuple[Grade, ...]], Decimal | None]:
        scale = scales.get(slug) or TWENTY
        return lambda grades: _scaled(compute_average(grades), scale)

    def overall(grades: tuple[Grade, ...]) -> Decimal | None:
        return _scaled(
            compute_overall_average(GradeBook(period=book.period, grades=grades)),
            book.out_of,
        )

    curves = {
        f"average_{slug}": _steps(grades, average(slug), period)
        for slug, grades in by_subject.items()
    }
    return {OVERALL: _steps(shown, overall, period), **curves}


def _scaled(value: Decimal | None, scale: Decimal) -> Decimal | None:
    return None if value is None else value * scale / TWENTY


def _steps(
    grades: list[Grade],
    average: Callable[[tuple[Grade, ...]], Decimal | None],
    period: Period | None,
) -> Steps:
    steps: Steps = {}
    for day in sorted({grade.date for grade in grades}):
        value = average(tuple(grade for grade in grades if grade.date <= day))
        steps[day] = None if value is None else float(value)
    if steps and period is not None and period.end is not None:
        steps.setdefault(period.end + DAY, None)
    return steps


def updated_curve(
    previous: Curve | None, steps: Steps, today: date
) -> tuple[Curve, dict[date, float | None]]:
    """Return the current curve, and the past days to write."""
    yesterday = today - DAY
    if previous is None:
        curve = Curve(since=today, until=yesterday, steps=steps)
        last = yesterday
    else:
        curve = replace(previous, until=yesterday, steps=steps)
        last = previous.until
    first = min([*steps, *(previous.steps if previous else ())], default=today)
    days = (first + n * DAY for n in range((last - first).days + 1))
    return curve, {
        day: curve.value_on(day)
        for day in days
        if curve.value_on(day) != (previous.value_on(day) if previous else None)
    }


class AverageStatistics:
    """Writes the statistics of the averages of an account."""

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, grades: GradesCoordinator
    ) -> None:
        """Initialize the store of an account."""
        self._hass = hass
        self._entry = entry
        self._grades = grades
        self._store = _store(hass, entry.entry_id)
        self._curves: dict[str, dict[str, Curve]] = {}
        self._write_lock = asyncio.Lock()
        self._retry_needed = False
        self._dirty = False

    async def async_save(self) -> None:
        """Save pending changes now, so that nothing is written after a removal."""
        if self._dirty:
            await self._store.async_save(self._data())

    async def async_load(self) -> None:
        """Load the stored curves."""
        self._curves = await async_load_store(self._store, _read_curves) or {}

    @callback
    def async_schedule_write(self) -> None:
        """Write the statistics in the background."""
        self._entry.async_create_background_task(
            self._hass, self._async_write(), "pronote statistics"
        )

    @callback
    def async_retry(self) -> None:
        """Write statistics that could not be written before, if any."""
        if self._retry_needed:
            self.async_schedule_write()

    async def _async_write(self) -> None:
        async with self._write_lock:
            self._retry_needed = False
            for pupil in self._grades.connection.account.pupils:
                book = self._grades.data.get(pupil.key)
                if book is None or not any(x.grades for x in followed_terms(book)):
                    continue
                try:
                    await self._async_write_pupil(pupil, book)
                except HomeAssistantError:
                    self._retry_needed = True
                    LOGGER.debug(
                        "Could not fetch the grades of previous periods; trying again later"
                    )

    async def _async_write_pupil(self, pupil: Pupil, book: GradeBook) -> None:
        """Write the curves of a child; the first time, with those of the previous periods."""
        (period, book), *others = books_by_period(pupil, book)
        earlier = {
            item: found
            for item, found in others
            if item is not None and found.grades and _ended_before(item, period)
        }
        curves = subject_steps(book, period)
        known = self._curves.get(pupil.key)
        if known is None:
            for previous in _previous_periods(pupil.periods, period):
                previous_book = earlier.get(previous)
                if previous_book is None:
                    previous_book = await self._grades.connection.call(
                        partial(_read_grades, pupil, previous)
                    )
                _prepend(curves, subject_steps(previous_book, previous))
        else:
            for item, found in earlier.items():
                _prepend(curves, subject_steps(found, item))
            for name, curve in known.items():
                steps = _steps_until_start(curve.steps, period)
                for item in earlier:
                    steps = _steps_outside(steps, item)
                _prepend(curves, {name: steps})
        written = self._curves.setdefault(pupil.key, {})
        today = self._grades.now.date()
        for name, steps in curves.items():
            curve, days = updated_curve(written.get(name), steps, today)
            if self._import(pupil, name, curve, days):
                written[name] = curve
        self._dirty = True
        self._store.async_delay_save(self._data, 5)

    def _import(
        self, pupil: Pupil, name: str, curve: Curve, days: Mapping[date, float | None]
    ) -> bool:
        """Import past days of a sensor. Return whether the sensor exists."""
        unique_id = f"{self._entry.unique_id}_{pupil.key}_{name}"
        entity_id = er.async_get(self._hass).async_get_entity_id(
            Platform.SENSOR, DOMAIN, unique_id
        )
        if entity_id is None or not is_entity_recorded(self._hass, entity_id):
            return False
        state = self._hass.states.get(entity_id)
        if (
            state is None
            or (unit := state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)) is None
        ):
            return False
        timezone = self._grades.now.tzinfo
        points = [
            _point(hour, value)
            for day, value in days.items()
            for hour in _hours(day, curve, timezone)
        ]
        if points:
            metadata = StatisticMetaData(
                mean_type=StatisticMeanType.ARITHMETIC,
                has_sum=False,
                name=None,
                source="recorder",
                statistic_id=entity_id,
                unit_class=None,
                unit_of_measurement=unit,
            )
            async_import_statistics(self._hass, metadata, points)
        return True

    @callback
    def _data(self) -> _StoredCurves:
        self._dirty = False
        return {
            key: {
                name: {
                    "since": curve.since.isoformat(),
                    "until": curve.until.isoformat(),
                    "steps": {day.isoformat(): x for day, x in curve.steps.items()},
                }
                for name, curve in curves.items()
            }
            for key, curves in self._curves.items()
        }


async def _read_grades(
    pupil: Pupil, period: Period, client: PronoteClient
) -> GradeBook:
    return await client.grades.get(pupil, period)


def _previous_periods(
    periods: tuple[Period, ...], current: Period | None
) -> Iterator[Period]:
    """Return the periods that ended before the current one began, latest first."""
    begin = None if current is None else current.start
    for period in sorted(periods, key=lambda item: item.end or date.min, reverse=True):
        if begin and period.start and period.end and period.end < begin:
            yield period
            begin = period.start


def _ended_before(period: Period, current: Period | None) -> bool:
    """Return whether a period ended before the current one began."""
    return (
        current is not None
        and current.start is not None
        and period.end is not None
        and period.end < current.start
    )


def _prepend(curves: dict[str, Steps], earlier: Mapping[str, Steps]) -> None:
    """Put the steps of an earlier period before those of the later ones."""
    for name, steps in earlier.items():
        curves[name] = steps | curves.get(name, {})


def _steps_outside(steps: Steps, period: Period) -> Steps:
    """Return the steps without those of a period that was read again."""
    return {day: value for day, value in steps.items() if not period.contains(day)}


def _steps_until_start(steps: Steps, period: Period | None) -> Steps:
    """Return the curve of the previous periods."""
    if period is None or period.start is None:
        return {}
    return {day: value for day, value in steps.items() if day <= period.start}


def _hours(day: date, curve: Curve, timezone: tzinfo | None) -> Iterator[datetime]:
    """Return the hours of a day to write: each hour that the recorder may have compiled."""
    midnight = datetime.combine(day, time.min, timezone)
    if day < curve.since:
        yield datetime.combine(day, NOON, timezone)
        return
    for hour in range(24):
        yield midnight + timedelta(hours=hour)


def _point(hour: datetime, value: float | None) -> StatisticData:
    # Statistics are kept by the full hours of universal time.
    start = as_utc(hour).replace(minute=0)
    if value is None:
        return StatisticData(start=start)
    return StatisticData(start=start, mean=value, min=value, max=value)


def _read_curves(stored: _StoredCurves) -> dict[str, dict[str, Curve]]:
    return {
        key: {name: _read_curve(curve) for name, curve in curves.items()}
        for key, curves in stored.items()
    }


def _read_curve(stored: _StoredCurve) -> Curve:
    return Curve(
        since=date.fromisoformat(stored["since"]),
        until=date.fromisoformat(stored["until"]),
        steps={date.fromisoformat(day): x for day, x in stored["steps"].items()},
    )


def _store(hass: HomeAssistant, entry_id: str) -> Store[_StoredCurves]:
    return Store(
        hass, 1, f"{DOMAIN}.{entry_id}.statistics", private=True, atomic_writes=True
    )


async def async_setup_statistics(
    hass: HomeAssistant,
    entry: ConfigEntry,
    grades: GradesCoordinator,
    timetable: TimetableCoordinator,
) -> None:
    """Keep the statistics of the averages of an account up to date, if the recorder is loaded."""
    if "recorder" not in hass.config.components:
        return
    statistics = AverageStatistics(hass, entry, grades)
    await statistics.async_load()
    statistics.async_schedule_write()
    entry.async_on_unload(statistics.async_save)
    entry.async_on_unload(grades.async_add_listener(statistics.async_schedule_write))
    entry.async_on_unload(timetable.async_add_listener(statistics.async_retry))


async def async_remove_statistics_store(hass: HomeAssistant, entry_id: str) -> None:
    """Remove the store; the statistics stay in the recorder."""
    await _store(hass, entry_id).async_remove()
