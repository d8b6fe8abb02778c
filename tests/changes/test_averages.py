"""Test what a new grade does to the average of its subject, and the averages that actions tell."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.changes.change_types import ChangeType
from custom_components.pronote.changes.diff import compare, merge_snapshots
from custom_components.pronote.changes.event_data import Topic, serialize_grades
from custom_components.pronote.changes.snapshot import Change, Snapshot
from custom_components.pronote.client import (
    Grade,
    GradeBook,
    GradeCode,
    SubjectAverage,
    compute_average,
    compute_needed_value,
)
from tests.helpers.home import refresh, state
from tests.school import School

NOW = datetime(2026, 11, 24, 7, tzinfo=ZoneInfo("Europe/Paris"))


def grade(value: str | None, day: int, subject: str = "MATHS", **changes: Any) -> Grade:
    fields: dict[str, Any] = {
        "key": f"{subject}-{day}",
        "subject": subject,
        "date": date(2026, 11, day),
        "value": value and Decimal(value),
        "out_of": Decimal(20),
    }
    return Grade(**fields | changes)


FIRST, SECOND = grade("12", 2), grade("15", 9)
NEW = grade("20", 20, coefficient=Decimal(2))


def look(*grades: Grade, average: str | None = None, period: str = "T1") -> Snapshot:
    """Return what is seen of grades; PRONOTE's average is the computed one by default."""
    own = compute_average(x for x in grades if x.subject == "MATHS")
    shown = own if average is None else Decimal(average)
    book = GradeBook(
        period=period,
        subjects=(SubjectAverage(subject="Maths", average=shown, out_of=Decimal(20)),),
        grades=tuple(reversed(grades)),
    )
    return Snapshot(at=NOW, partitions=serialize_grades(book, ())[Topic.GRADE])


def told(before: Snapshot, after: Snapshot) -> list[Change]:
    found = compare(Topic.GRADE, before, after)
    known = merge_snapshots(Topic.GRADE, before, after)
    assert compare(Topic.GRADE, known, after) == []
    assert not any("subject_average" in change.event_data for change in found)
    return found


def averages(change: Change) -> tuple[object, object]:
    assert change.type is ChangeType.NEW_GRADE
    return change.event_data["average_before"], change.event_data["average_after"]


class TestBeforeAndAfter:
    """The average of a subject before and after a new grade."""

    def test_one_grade(self) -> None:
        [change] = told(look(FIRST, SECOND), look(FIRST, SECOND, NEW))
        assert averages(change) == (13.5, 16.75)

    def test_two_grades_at_once(self) -> None:
        one, two = told(look(FIRST), look(FIRST, SECOND, NEW))
        assert averages(one) == (12, 13.5)
        assert averages(two) == (13.5, 16.75)

    def test_first_grade_of_a_subject(self) -> None:
        other = grade("8", 3, "ANGLAIS")
        [change] = told(look(other), look(other, FIRST))
        assert averages(change) == (None, 12)

    def test_a_grade_without_value(self) -> None:
        absent = grade(None, 20, code=GradeCode.ABSENT)
        [change] = told(look(FIRST), look(FIRST, absent))
        assert averages(change) == (12, 12)

    @pytest.mark.parametrize(
        ("before", "after"), [("13.52", None), (None, "16.73"), ("11", "17")]
    )
    def test_unknown_where_pronote_computes_otherwise(
        self, before: str | None, after: str | None
    ) -> None:
        [change] = told(
            look(FIRST, SECOND, average=before),
            look(FIRST, SECOND, NEW, average=after),
        )
        assert averages(change) == (None, None)

    def test_a_hundredth_is_rounding(self) -> None:
        [change] = told(
            look(FIRST, SECOND, average="13.51"),
            look(FIRST, SECOND, NEW, average="16.74"),
        )
        assert averages(change) == (13.5, 16.75)

    def test_unknown_if_another_grade_was_corrected_meanwhile(self) -> None:
        corrected = replace(FIRST, value=Decimal(14))
        _, new = sorted(
            told(look(FIRST, SECOND), look(corrected, SECOND, NEW)),
            key=lambda change: change.type is ChangeType.NEW_GRADE,
        )
        assert averages(new) == (None, None)

    def test_unknown_without_averages_of_the_school(self) -> None:
        book = GradeBook(period="T1", grades=(FIRST,))
        more = replace(book, grades=(NEW, FIRST))
        before, after = (
            Snapshot(at=NOW, partitions=serialize_grades(one, ())[Topic.GRADE])
            for one in (book, more)
        )
        [change] = told(before, after)
        assert averages(change) == (None, None)

    def test_unknown_after_an_earlier_version(self) -> None:
        """It did not store the averages."""
        before = look(FIRST, SECOND)
        for event_data in before.partitions["T1"].values():
            del event_data["subject_average"], event_data["subject_out_of"]
        [change] = told(before, look(FIRST, SECOND, NEW))
        assert averages(change) == (None, None)


class TestNeeded:
    """The lowest grade for an average."""

    def test_reached_exactly(self) -> None:
        needed = compute_needed_value((FIRST, SECOND), Decimal(14))
        assert needed is not None
        test = grade(str(needed), 30)
        less = grade(str(needed - Decimal("0.01")), 30)
        assert compute_average((FIRST, SECOND, test)) == 14
        assert (compute_average((FIRST, SECOND, less)) or 0) < 14

    @pytest.mark.parametrize(
        ("target", "options", "needed"),
        [
            ("13.5", {}, "13.5"),
            ("14.5", {"coefficient": Decimal(2)}, "15.49"),
            ("13.5", {"out_of": Decimal(10)}, "6.75"),
            ("8", {}, "0"),
            ("19", {}, None),
        ],
    )
    def test_coefficient_and_scale(
        self, target: str, options: dict[str, Decimal], needed: str | None
    ) -> None:
        found = compute_needed_value((FIRST, SECOND), Decimal(target), **options)
        if needed is None:
            assert found is None
        else:
            # PRONOTE rounds the average.
            assert found is not None
            assert abs(found - Decimal(needed)) <= Decimal("0.02")

    def test_without_grades(self) -> None:
        assert compute_needed_value((), Decimal(14)) == Decimal("14.00")


def test_out_of_20() -> None:
    assert grade("7", 2, out_of=Decimal(10)).value_out_of_20 == 14
    assert grade("10", 2, out_of=Decimal(30)).value_out_of_20 == Decimal("6.67")
    assert grade(None, 2).value_out_of_20 is None


async def test_event_and_sensor(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """The simulated school computes its averages by itself."""
    subject = "MATHÉMATIQUES"
    before = _shown(entry, subject)
    school.trigger_event("grade", pupil="Lina", value="8", out_of="10")
    await refresh(hass, entry)
    event = state(hass, "event.pronote_1_grade").attributes
    assert event["subject"] == subject
    assert event["value"] / event["out_of"] * 20 == event["value_out_of_20"]
    assert event["average_before"] == before
    assert event["average_after"] == _shown(entry, subject)
    last = state(hass, "sensor.pronote_1_last_grade").attributes
    assert last["value_out_of_20"] == event["value_out_of_20"]


def _shown(entry: MockConfigEntry, subject: str) -> float:
    data = entry.runtime_data
    book = data.grades.data[data.account.pupils[0].key]
    found = next(x for x in book.subjects if x.subject == subject)
    return float(found.average)


async def call(hass: HomeAssistant, action: str, **data: Any) -> dict[str, Any]:
    response = await hass.services.async_call(
        "pronote",
        action,
        {"entity_id": "event.pronote_1_grade", **data},
        blocking=True,
        return_response=True,
    )
    assert response is not None
    return dict(response)


class TestActions:
    """What the actions answer."""

    async def test_needed_grade(
        self, hass: HomeAssistant, school: School, entry: MockConfigEntry
    ) -> None:
        school.request_log.reset()
        now = _shown(entry, "MATHÉMATIQUES")
        found = await call(
            hass, "get_needed_grade", subject="mathématiques", average=now, out_of=20
        )
        assert found["possible"] and found["current_average"] == now
        assert found["needed"] == pytest.approx(now, abs=0.1)
        found = await call(
            hass, "get_needed_grade", subject="MATHÉMATIQUES", average=20
        )
        assert (found["needed"], found["possible"]) == (None, False)
        assert not school.request_log.calls

    async def test_unknown_subject(
        self, hass: HomeAssistant, entry: MockConfigEntry
    ) -> None:
        with pytest.raises(ServiceValidationError) as caught:
            await call(hass, "get_needed_grade", subject="Magie", average=12)
        assert caught.value.translation_key == "no_such_subject"

    async def test_average_of_another_kind(
        self, hass: HomeAssistant, entry: MockConfigEntry
    ) -> None:
        coordinator = entry.runtime_data.grades
        key = entry.runtime_data.account.pupils[0].key
        book = coordinator.data[key]
        weighed = tuple(replace(x, average=Decimal("19.5")) for x in book.subjects)
        coordinator.async_set_updated_data(
            {**coordinator.data, key: replace(book, subjects=weighed)}
        )
        with pytest.raises(ServiceValidationError) as caught:
            await call(hass, "get_needed_grade", subject="MATHÉMATIQUES", average=12)
        assert caught.value.translation_key == "average_not_computable"

    async def test_averages_of_each_period(
        self, hass: HomeAssistant, school: School, entry: MockConfigEntry
    ) -> None:
        found = (await call(hass, "get_averages"))["periods"]
        current = await call(hass, "get_grades")
        named = {period["period"]: period for period in found}
        same = named[current["period"]]
        assert same["overall_average"] == current["overall_average"]
        assert same["subjects"] == current["subjects"]
        assert all(period["start"] <= "2026-11-24" for period in found)

    @pytest.mark.parametrize("home_at", ["2027-03-16T07:00:00+01:00"])
    async def test_a_closed_period_is_read_once(
        self, hass: HomeAssistant, school: School, entry: MockConfigEntry
    ) -> None:
        names = [period.name for period in reversed(school.model.periods)]
        school.request_log.reset()
        found = (await call(hass, "get_averages"))["periods"]
        asked = school.request_log.requests["DernieresNotes"]
        assert [one["period"] for one in found if one["period"] in names] == names
        assert asked > 0
        assert (await call(hass, "get_averages"))["periods"] == found
        again = school.request_log.requests["DernieresNotes"] - asked
        assert again < asked

    async def test_grades_out_of_20(
        self, hass: HomeAssistant, school: School, entry: MockConfigEntry
    ) -> None:
        school.trigger_event("grade", pupil="Lina", value="7", out_of="10")
        await refresh(hass, entry)
        found = (await call(hass, "get_grades"))["grades"]
        (given,) = [one for one in found if one["title"] == "Contrôle surprise"]
        assert (given["value"], given["out_of"]) == (7, 10)
        assert given["value_out_of_20"] == 14
