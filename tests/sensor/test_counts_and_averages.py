"""Test the sensors of counts, of the next test, and of the average of each subject."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.client import GradeBook
from tests.helpers.home import refresh, settle, state, value
from tests.school import School


async def test_what_the_office_noted(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    absences = "sensor.pronote_1_unjustified_absences"
    before = int(value(hass, absences))
    late = int(value(hass, "sensor.pronote_1_delays"))
    school.trigger_event("absence", pupil="Lina")
    school.trigger_event("delay", pupil="Lina")
    await refresh(hass, entry)
    assert int(value(hass, absences)) == before + 1
    assert int(value(hass, "sensor.pronote_1_delays")) == late + 1
    period = school.model.period_of(school.clock().date())
    assert state(hass, absences).attributes["period"] == period.name

    for _ in range(before + 1):
        school.trigger_event("absence_accepted", pupil="Lina")
    await refresh(hass, entry)
    assert int(value(hass, absences)) < before + 1
    assert hass.states.get("sensor.pronote_1_punishments") is None


async def test_what_parents_have_to_acknowledge(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    sensor = "sensor.pronote_1_to_acknowledge"
    before = int(value(hass, sensor))
    school.trigger_event("incident", pupil="Lina")
    school.trigger_event("observation", pupil="Lina", to_acknowledge=True)
    school.trigger_event("punishment", pupil="Lina")
    school.trigger_event("encouragement", pupil="Lina")
    await refresh(hass, entry)
    assert int(value(hass, sensor)) == before + 3


async def test_what_waits_for_the_parents(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    names = ("1_unread_news", "1_surveys_to_answer", "2_unread_news", "unread_messages")
    sensors = [f"sensor.pronote_{name}" for name in names]
    before = [int(value(hass, sensor)) for sensor in sensors]
    school.trigger_event("survey", pupil="Lina")
    school.trigger_event("news", pupil="Lina")
    school.trigger_event("message", account="parent")
    await refresh(hass, entry)
    after = [int(value(hass, sensor)) for sensor in sensors]
    assert [new - old for old, new in zip(before, after, strict=True)] == [2, 1, 0, 1]


async def test_mailbox_closes_and_opens(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    school.fault("close_tab", tab=131)
    school.expire_sessions()
    await refresh(hass, entry)
    assert value(hass, "sensor.pronote_unread_messages") == STATE_UNAVAILABLE
    school.fault("clear")
    school.expire_sessions()
    await refresh(hass, entry)
    assert value(hass, "sensor.pronote_unread_messages") != STATE_UNAVAILABLE


async def test_next_test(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    lina = school.model.pupil("Lina")
    lina.lessons = [replace(lesson, test=False) for lesson in lina.lessons]
    await refresh(hass, entry)
    assert value(hass, "sensor.pronote_1_next_test") == STATE_UNKNOWN

    happening = school.trigger_event("test", pupil="Lina", date="2026-11-26")
    await refresh(hass, entry)
    test = state(hass, "sensor.pronote_1_next_test")
    start = dt_util.parse_datetime(happening["lesson"]["start"])
    assert dt_util.parse_datetime(test.state) == start
    assert test.attributes["subject"] == happening["lesson"]["subject"]


async def test_average_of_each_subject(
    hass: HomeAssistant,
    school: School,
    entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
) -> None:
    pupil = school.model.pupil("Lina")
    period = school.model.period_of(school.clock().date())
    average = "sensor.pronote_1_average_mathematiques"
    before = state(hass, average)
    assert before.attributes["unit_of_measurement"] == "/20"
    assert before.attributes["friendly_name"].endswith("MATHÉMATIQUES")
    assert before.attributes["period"] == period.name
    school.trigger_event("grade", pupil="Lina", value="0", coefficient="5")
    await refresh(hass, entry)
    assert Decimal(value(hass, average)) < Decimal(before.state)

    shown = {
        subject.subject
        for subject in entry.runtime_data.grades.data[
            entry.runtime_data.account.pupils[0].key
        ].subjects
    }
    sensors = [
        entity
        for entity in er.async_entries_for_config_entry(entity_registry, entry.entry_id)
        if entity.entity_id.startswith("sensor.pronote_1_average_")
    ]
    assert len(sensors) == len(shown) > 3
    assert pupil.all_grades


async def test_subject_appears_and_goes(
    hass: HomeAssistant, school: School, entry: MockConfigEntry
) -> None:
    """A new period begins without any grade: the averages are unknown, not gone."""
    grades = entry.runtime_data.grades
    [lina, tom] = entry.runtime_data.account.pupils
    book = grades.data[lina.key]
    new = type(book)(
        period="Trimestre 2",
        subjects=(type(book.subjects[0])(subject="Grec ancien", average=Decimal(14)),),
    )
    grades.async_set_updated_data({**grades.data, lina.key: new})
    await hass.async_block_till_done()
    assert value(hass, "sensor.pronote_1_average_grec_ancien") == "14"
    assert value(hass, "sensor.pronote_1_average_mathematiques") == STATE_UNKNOWN
    assert value(hass, "sensor.pronote_2_average_mathematiques") != STATE_UNKNOWN
    assert tom.key in grades.data


def rename_in(book: GradeBook, old: str, new: str) -> GradeBook:
    """Return a book in which a subject has another name."""
    return replace(
        book,
        subjects=tuple(
            replace(item, subject=new) if item.subject == old else item
            for item in book.subjects
        ),
        grades=tuple(
            replace(item, subject=new) if item.subject == old else item
            for item in book.grades
        ),
    )


MATHS = "sensor.pronote_1_average_mathematiques"


async def show(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    change: Callable[[GradeBook], GradeBook],
) -> None:
    """Let the grades of the first child change."""
    grades = entry.runtime_data.grades
    lina = entry.runtime_data.account.pupils[0].key
    grades.async_set_updated_data({**grades.data, lina: change(grades.data[lina])})
    await hass.async_block_till_done()


async def test_renamed_subject_keeps_its_history(
    hass: HomeAssistant, entry: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    before = state(hass, MATHS)
    await show(hass, entry, lambda book: rename_in(book, "MATHÉMATIQUES", "MATHS SPÉ"))
    renamed = state(hass, MATHS)
    assert renamed.state == before.state
    assert renamed.attributes["subject"] == "MATHS SPÉ"
    assert hass.states.get("sensor.pronote_1_average_maths_spe") is None
    entity = entity_registry.async_get(MATHS)
    assert entity is not None and entity.unique_id.endswith("_average_maths_spe")


async def test_subject_renamed_while_home_assistant_was_off(
    hass: HomeAssistant, entry: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(hass, MATHS)
    grades = type(entry.runtime_data.client.grades)
    get = grades.get

    async def renamed(self: object, *args: Any, **options: Any) -> GradeBook:
        book = await get(self, *args, **options)
        return rename_in(book, "MATHÉMATIQUES", "MATHS SPÉ")

    assert await hass.config_entries.async_unload(entry.entry_id)
    monkeypatch.setattr(grades, "get", renamed)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle(hass)
    assert state(hass, MATHS).state == before.state
    assert state(hass, MATHS).attributes["subject"] == "MATHS SPÉ"
    assert hass.states.get("sensor.pronote_1_average_maths_spe") is None


async def test_subject_with_other_grades_is_another_subject(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    def change(book: GradeBook) -> GradeBook:
        book = rename_in(book, "MATHÉMATIQUES", "LATIN")
        return replace(
            book,
            grades=tuple(
                replace(grade, value=Decimal(1)) if grade.subject == "LATIN" else grade
                for grade in book.grades
            ),
        )

    await show(hass, entry, change)
    assert value(hass, MATHS) == STATE_UNKNOWN
    assert value(hass, "sensor.pronote_1_average_latin") != STATE_UNKNOWN


async def test_two_renamed_subjects_are_not_guessed(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    await show(
        hass,
        entry,
        lambda book: rename_in(
            rename_in(book, "MATHÉMATIQUES", "MATHS SPÉ"), "FRANÇAIS", "LETTRES"
        ),
    )
    assert value(hass, MATHS) == STATE_UNKNOWN
    assert value(hass, "sensor.pronote_1_average_maths_spe") != STATE_UNKNOWN
    assert value(hass, "sensor.pronote_1_average_lettres") != STATE_UNKNOWN
