"""Test with canary values that the log names nobody, at debug level, whatever is read."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
import pytest

from custom_components.pronote.const import DOMAIN
from tests.helpers.home import NewEntry, SetUp, refresh
from tests.helpers.logs import captured_log
from tests.school import School

OURS = "custom_components.pronote"


def rename(school: School) -> set[str]:
    """Give the children and their teachers names that mean nothing else; return these."""
    names: set[str] = set()
    for number, pupil in enumerate(school.model.pupils):
        pupil.first_name, pupil.last_name = f"Serin{number}x", f"Canari{number}x"
        names |= {pupil.first_name, pupil.last_name}
    teachers = {
        teacher
        for pupil in school.model.pupils
        for lesson in pupil.lessons
        for teacher in lesson.teachers
    }
    return names | teachers


@pytest.mark.usefixtures("all_enabled")
async def test_pages_and_actions_log_no_names(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> None:
    names = rename(school)
    with captured_log((OURS,)) as log:
        entry = new_entry("parent")
        assert await set_up(entry)
        for event in ("grade", "homework", "lesson_canceled", "absence", "news"):
            school.trigger_event(event)
        await refresh(hass, entry)
        devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
        child = next(one.id for one in devices if one.via_device_id is not None)
        for action in hass.services.async_services()[DOMAIN]:
            if not action.startswith("get_") or action in ("get_file", "get_messages"):
                continue
            await hass.services.async_call(
                DOMAIN,
                action,
                {"device_id": child},
                blocking=True,
                return_response=True,
            )
        for fault in ("truncate", "html_instead_of_json"):
            school.fault(fault, times=3)
            await refresh(hass, entry)
        await hass.config_entries.async_unload(entry.entry_id)
    written = "\n".join(log).casefold()
    assert len(names) > 10 and len(log) > 20
    assert [name for name in names if name.casefold() in written] == []
