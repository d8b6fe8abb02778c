"""The averages since the first grade: long-term statistics of their sensors, by the dates of grades.

What the recorder compiles from now on continues the curve. It is never written twice:
days before the first look get one point each, and later ones are only written anew when a
grade of the past changes.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from functools import partial
from typing import TypedDict

from homeassistant.components.recorder.entity_options import is_entity_recorded
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
from .grades import GradesCoordinator
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


type _Stored = dict[str, dict[str, _StoredCurve]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """An average as it was written in the statistics."""

    since: date
    """The first day that the recorder compiled itself."""
    until: date
    """The last day written, or compiled."""
    steps: Steps

    def on(self, day: date) -> float | None:
        """Return what the average was at the end of a day."""
        known = [step for step in self.steps if step <= day]
        return self.steps[max(known)] if known else None


def subject_steps(book: GradeBook, period: Period | None) -> dict[str, Steps]:
    """Return the averages of a period by subject, and the overall one, by the dates of grades."""
    by_subject: dict[str, list[Grade]] = {}
    for grade in book.grades:
        if grade.subject is not None:
            by_subject.setdefault(grade.subject, []).append(grade)
    scales = {item.subject: item.out_of for item in book.subjects}

    def average(subject: str) -> Callable[[tuple[Grade, ...]], Decimal | None]:
        scale = scales.get(subject) or TWENTY
        return lambda grades: _scaled(compute_average(grades), scale)

    def overall(grades: tuple[Grade, ...]) -> Decimal | None:
        return _scaled(
            compute_overall_average(GradeBook(period=book.period, grades=grades)),
            book.out_of,
        )

    curves = {
        f"average_{slugify(subject)}": _steps(grades, average(subject), period)
        for subject, grades in by_subject.items()
    }
    return {OVERALL: _steps(list(book.grades), overall, period), **curves}


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


def corrected(
    former: Curve | None, steps: Steps, today: date
) -> tuple[Curve, dict[date, float | None]]:
    """Return the curve as it is now, and the days of the past to write."""
    yesterday = today - DAY
    if former is None:
        curve = Curve(since=today, until=yesterday, steps=steps)
        last = yesterday
    else:
        curve = replace(former, until=yesterday, steps=steps)
        last = former.until
    first = min([*steps, *(former.steps if former else ())], default=today)
    days = (first + n * DAY for n in range((last - first).days + 1))
    return curve, {
        day: curve.on(day)
        for day in days
        if curve.on(day) != (former.on(day) if former else None)
    }


class AverageStatistics:
    """Keeps the statistics of an account's averages."""

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, grades: GradesCoordinator
    ) -> None:
        """Prepare the store of one account."""
        self._hass = hass
        self._entry = entry
        self._grades = grades
        self._store = _store(hass, entry.entry_id)
        self._curves: dict[str, dict[str, Curve]] = {}
        self._writing = asyncio.Lock()
        self._waiting = False

    async def async_load(self) -> None:
        """Read what was written before."""
        stored = await self._store.async_load() or {}
        self._curves = {
            key: {name: _read_curve(curve) for name, curve in curves.items()}
            for key, curves in stored.items()
        }

    @callback
    def async_write_soon(self) -> None:
        """Write what the grades tell, without holding anything up."""
        self._entry.async_create_background_task(
            self._hass, self._async_write(), "pronote statistics"
        )

    @callback
    def async_try_again(self) -> None:
        """Write what had to wait for the school, if anything."""
        if self._waiting:
            self.async_write_soon()

    async def _async_write(self) -> None:
        async with self._writing:
            self._waiting = False
            for pupil in self._grades.gate.client.account.pupils:
                book = self._grades.data.get(pupil.key)
                if book is None or not book.grades:
                    continue
                try:
                    await self._async_write_pupil(pupil, book)
                except HomeAssistantError:
                    self._waiting = True
                    LOGGER.debug("The grades of former periods have to wait")

    async def _async_write_pupil(self, pupil: Pupil, book: GradeBook) -> None:
        """Write the curves of a child; at first, with those of the former periods."""
        period = next(
            (item for item in pupil.periods if item.name == book.period), None
        )
        curves = subject_steps(book, period)
        known = self._curves.get(pupil.key)
        if known is None:
            for former in _before(pupil.periods, period):
                old = await self._grades.gate.ask(partial(_read_grades, pupil, former))
                for name, steps in subject_steps(old, former).items():
                    curves[name] = steps | curves.get(name, {})
        else:
            for name, curve in known.items():
                curves[name] = _begun(curve.steps, period) | curves.get(name, {})
        written = self._curves.setdefault(pupil.key, {})
        today = self._grades.now.date()
        for name, steps in curves.items():
            curve, days = corrected(written.get(name), steps, today)
            if self._import(pupil, name, curve, days):
                written[name] = curve
        self._store.async_delay_save(self._data, 5)

    def _import(
        self, pupil: Pupil, name: str, curve: Curve, days: Mapping[date, float | None]
    ) -> bool:
        """Write days of a sensor's past. Tell whether there is such a sensor."""
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
    def _data(self) -> _Stored:
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


def _before(periods: tuple[Period, ...], current: Period | None) -> Iterator[Period]:
    """Return the periods that ended before the current one began, latest first."""
    begin = None if current is None else current.start
    for period in sorted(periods, key=lambda item: item.end or date.min, reverse=True):
        if begin and period.start and period.end and period.end < begin:
            yield period
            begin = period.start


def _begun(steps: Steps, period: Period | None) -> Steps:
    """Return what was written of the periods before this one."""
    if period is None or period.start is None:
        return {}
    return {day: value for day, value in steps.items() if day <= period.start}


def _hours(day: date, curve: Curve, timezone: tzinfo | None) -> Iterator[datetime]:
    """Return the hours to write of a day: each that the recorder may have compiled."""
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


def _read_curve(stored: _StoredCurve) -> Curve:
    return Curve(
        since=date.fromisoformat(stored["since"]),
        until=date.fromisoformat(stored["until"]),
        steps={date.fromisoformat(day): x for day, x in stored["steps"].items()},
    )


def _store(hass: HomeAssistant, entry_id: str) -> Store[_Stored]:
    return Store(
        hass, 1, f"{DOMAIN}.{entry_id}.statistics", private=True, atomic_writes=True
    )


async def async_write_statistics(
    hass: HomeAssistant,
    entry: ConfigEntry,
    grades: GradesCoordinator,
    timetable: TimetableCoordinator,
) -> None:
    """Keep the statistics of an account's averages, if this home records anything."""
    if "recorder" not in hass.config.components:
        return
    statistics = AverageStatistics(hass, entry, grades)
    await statistics.async_load()
    statistics.async_write_soon()
    entry.async_on_unload(grades.async_add_listener(statistics.async_write_soon))
    entry.async_on_unload(timetable.async_add_listener(statistics.async_try_again))


async def async_forget_statistics(hass: HomeAssistant, entry_id: str) -> None:
    """Forget what was written; the statistics stay with the recorder."""
    await _store(hass, entry_id).async_remove()
