"""Test the statistics of an average, back to the first grade of the year."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
import logging
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from homeassistant.components.recorder.core import Recorder
from homeassistant.components.recorder.statistics import (
    list_statistic_ids,
    statistics_during_period,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.recorder import get_instance
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)

from custom_components.pronote.client import Grade, GradeBook, Period, SubjectAverage
from custom_components.pronote.coordinator.statistics import (
    Curve,
    Steps,
    subject_steps,
    updated_curve,
)
from tests.helpers.clock import Clock
from tests.helpers.home import NewEntry, SetUp, advance_until, refresh, settle, state
from tests.school import Options, School
from tests.school.model.averages import pupil_average

PARIS = ZoneInfo("Europe/Paris")
OVERALL = "sensor.pronote_1_overall_average"
MATHS = "sensor.pronote_1_average_mathematiques"

type Points = dict[datetime, float | None]


def grade(day: str, subject: str, value: str, coefficient: int = 1) -> Grade:
    return Grade(
        key=f"{day}-{subject}-{value}",
        subject=subject,
        date=date.fromisoformat(day),
        value=Decimal(value),
        out_of=Decimal(20),
        coefficient=Decimal(coefficient),
    )


class TestByHand:
    """Figures that can be checked by hand."""

    period = Period(key="1", name="T1", start=date(2026, 9, 1), end=date(2026, 11, 30))
    book = GradeBook(
        period="T1",
        grades=(
            grade("2026-09-20", "MATHS", "10"),
            grade("2026-10-05", "MATHS", "16", 2),
            grade("2026-10-05", "SVT", "8"),
            grade("2026-10-12", "MATHS", "6"),
        ),
    )
    maths: ClassVar[Steps] = {
        date(2026, 9, 20): 10,
        date(2026, 10, 5): 14,  # (10 + 2 × 16) / 3
        date(2026, 10, 12): 12,  # (10 + 2 × 16 + 6) / 4
        date(2026, 12, 1): None,
    }

    def test_weighted_by_coefficient_and_date(self) -> None:
        curves = subject_steps(self.book, self.period)
        assert curves["average_maths"] == self.maths
        assert curves["average_svt"] == {
            date(2026, 10, 5): 8,
            date(2026, 12, 1): None,
        }
        assert curves["overall_average"] == {
            date(2026, 9, 20): 10,
            date(2026, 10, 5): 11,
            date(2026, 10, 12): 10,
            date(2026, 12, 1): None,
        }

    def test_scale_of_the_subject(self) -> None:
        ten = SubjectAverage(subject="MATHS", out_of=Decimal(10))
        curves = subject_steps(replace(self.book, subjects=(ten,)), self.period)
        assert curves["average_maths"][date(2026, 10, 5)] == 7

    def test_without_bounds_it_does_not_end(self) -> None:
        assert None not in subject_steps(self.book, None)["average_maths"].values()

    def test_first_look_writes_each_day_until_yesterday(self) -> None:
        curve, days = updated_curve(None, self.maths, date(2026, 10, 14))
        assert len(days) == 24
        assert days[date(2026, 9, 20)] == days[date(2026, 10, 4)] == 10
        assert days[date(2026, 10, 5)] == 14
        assert days[date(2026, 10, 13)] == 12
        assert max(days) == date(2026, 10, 13)
        assert (curve.since, curve.until) == (date(2026, 10, 14), date(2026, 10, 13))

    def test_next_looks_write_what_is_otherwise(self) -> None:
        curve, _ = updated_curve(None, self.maths, date(2026, 10, 14))
        again, days = updated_curve(curve, self.maths, date(2026, 10, 20))
        assert days == {}
        assert again.until == date(2026, 10, 19)

        better = self.maths | {date(2026, 10, 12): 13.0}
        _, days = updated_curve(again, better, date(2026, 10, 21))
        assert set(days.values()) == {13}
        assert (min(days), max(days)) == (date(2026, 10, 12), date(2026, 10, 19))

        gone: Steps = {date(2026, 10, 5): 16.0}
        _, days = updated_curve(again, gone, date(2026, 10, 21))
        assert days[date(2026, 9, 20)] is days[date(2026, 10, 4)] is None
        assert days[date(2026, 10, 5)] == days[date(2026, 10, 19)] == 16

    def test_no_grade_no_curve(self) -> None:
        _, days = updated_curve(None, {}, date(2026, 10, 14))
        assert days == {}
        assert Curve(since=MAY, until=MAY, steps={}).value_on(MAY) is None


MAY = date(2027, 5, 1)


async def written(hass: HomeAssistant, entity_id: str) -> Points:
    """Return the points of a curve."""
    await hass.async_block_till_done(wait_background_tasks=True)
    await async_wait_recording_done(hass)
    found: dict[str, Any] = await get_instance(hass).async_add_executor_job(
        statistics_during_period,
        hass,
        datetime(2026, 8, 1, tzinfo=PARIS),
        None,
        {entity_id},
        "hour",
        None,
        {"mean"},
    )
    return {
        datetime.fromtimestamp(row["start"], PARIS): row["mean"]
        for row in found.get(entity_id, [])
    }


class TestRecorder:
    """With a recorder."""

    @pytest.fixture(autouse=True)
    async def home(
        self,
        recorder_mock: Recorder,
        hass: HomeAssistant,
        enable_custom_integrations: None,
        freezer: Clock,
        home_at: str,
    ) -> None:
        # Each statement would be written down.
        logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)
        freezer.move_to(home_at)
        await hass.config.async_set_time_zone("Europe/Paris")

    async def test_curve_since_september(
        self, hass: HomeAssistant, school: School, entry: MockConfigEntry
    ) -> None:
        points = await written(hass, MATHS)
        grades = [
            one
            for one in school.model.pupil("Lina").all_grades
            if one.subject.name == "MATHÉMATIQUES"
        ]
        by_hand = {
            hour: pupil_average(one for one in grades if one.date <= hour.date())
            for hour in points
        }
        assert {hour: float(x) for hour, x in by_hand.items() if x} == points
        assert max(points) == datetime(2026, 11, 23, 12, tzinfo=PARIS)
        assert len(points) == (max(points) - min(points)).days + 1
        assert not [one for one in grades if one.date < min(points).date()]
        unit = state(hass, MATHS).attributes["unit_of_measurement"]
        known = await get_instance(hass).async_add_executor_job(
            list_statistic_ids, hass, {MATHS, OVERALL}
        )
        assert {(one["statistic_id"], one["source"]) for one in known} == {
            (MATHS, "recorder"),
            (OVERALL, "recorder"),
        }
        assert {one["statistics_unit_of_measurement"] for one in known} == {unit}

    async def test_twice_is_once(
        self, hass: HomeAssistant, school: School, entry: MockConfigEntry
    ) -> None:
        before = {one: await written(hass, one) for one in (MATHS, OVERALL)}
        await refresh(hass, entry)
        assert await hass.config_entries.async_reload(entry.entry_id)
        await settle(hass)
        assert {one: await written(hass, one) for one in before} == before

    async def test_a_changed_grade_corrects(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        before = await written(hass, MATHS)
        pupil = school.model.pupil("Lina")
        last = max(
            (
                one
                for one in pupil.all_grades
                if one.subject.name == "MATHÉMATIQUES"
                and one.date <= date(2026, 11, 20)
            ),
            key=lambda one: one.date,
        )
        pupil.all_grades = [
            replace(one, value=Decimal(0)) if one is last else one
            for one in pupil.all_grades
        ]
        await advance_until(hass, freezer, "2026-11-26 07:00")
        await refresh(hass, entry)
        after = await written(hass, MATHS)
        changed = {hour.date() for hour in after if after[hour] != before.get(hour)}
        assert min(changed) == last.date
        lower = after[datetime(2026, 11, 23, 12, tzinfo=PARIS)]
        assert lower is not None and lower < min(x for x in before.values() if x)

    async def test_former_periods_once(
        self, hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
    ) -> None:
        """Their curves come too, at the first look."""
        school.trigger_event("period", last="2026-11-20")
        school.trigger_event("grade", pupil="Lina", value="12")
        entry = new_entry("parent")
        assert await set_up(entry)
        points = await written(hass, MATHS)
        assert min(points).date() < date(2026, 11, 1)
        assert max(points).date() == date(2026, 11, 20)
        asked = school.request_log.requests["DernieresNotes"]
        await refresh(hass, entry)
        assert await written(hass, MATHS) == points
        assert school.request_log.requests["DernieresNotes"] == asked + 2

    async def test_former_periods_wait_for_the_school(
        self,
        hass: HomeAssistant,
        school: School,
        new_entry: NewEntry,
        set_up: SetUp,
        freezer: Clock,
    ) -> None:
        """Without them there is no curve yet: it is written whole when the bell rings next."""
        school.trigger_event("period", last="2026-11-20")
        for pupil in ("Lina", "Hugo"):
            school.trigger_event("grade", pupil=pupil, value="12")
        school.fault("erreur", times=None, function="DernieresNotes", after=2, G=99)
        entry = new_entry("parent")
        assert await set_up(entry)
        assert await written(hass, MATHS) == {}
        school.fault("clear")
        await advance_until(hass, freezer, "2026-11-24 08:00:01")
        points = await written(hass, MATHS)
        assert min(points).date() < date(2026, 11, 1)

    async def test_a_disabled_sensor_catches_up(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        entity_registry: er.EntityRegistry,
    ) -> None:
        before = await written(hass, MATHS)
        entity_registry.async_update_entity(
            MATHS, disabled_by=er.RegistryEntryDisabler.USER
        )
        assert await hass.config_entries.async_reload(entry.entry_id)
        await settle(hass)
        pupil = school.model.pupil("Lina")
        pupil.all_grades = [replace(one, value=Decimal(1)) for one in pupil.all_grades]
        await refresh(hass, entry)
        assert await written(hass, MATHS) == before
        entity_registry.async_update_entity(MATHS, disabled_by=None)
        assert await hass.config_entries.async_reload(entry.entry_id)
        await settle(hass)
        await refresh(hass, entry)
        after = await written(hass, MATHS)
        assert after.keys() == before.keys()
        assert all(value and value < 2 for value in after.values())

    async def test_next_period_leaves_the_former_one(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        before = await written(hass, MATHS)
        school.trigger_event("period", last="2026-11-23")
        school.trigger_event("grade", pupil="Lina", value="12")
        school.expire_sessions()
        await refresh(hass, entry)
        assert await written(hass, MATHS) == before


async def test_home_without_recorder(
    hass: HomeAssistant, options: Options, entry: MockConfigEntry
) -> None:
    assert float(state(hass, OVERALL).state)
