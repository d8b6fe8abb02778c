"""Test from which periods the files of a child are listed."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.files.listing import list_files
from custom_components.pronote.files.location import FileSource
from custom_components.pronote.targets import ChildTarget
from tests.helpers.home import refresh
from tests.school import Options, School
from tests.school.model.people import Pupil

PAGES = {FileSource.GRADES: "DernieresNotes", FileSource.SCHOOL_LIFE: "PagePresence"}


@pytest.fixture
def options() -> Options:
    """A school whose pages list three terms and no year."""
    return Options(irregular=False)


@pytest.fixture
def home_at() -> str:
    """In the second term."""
    return "2027-01-12T07:00:00+01:00"


def file_in_october(pupil: Pupil) -> None:
    """Let a punishment with files be of the first term."""
    index = next(n for n, one in enumerate(pupil.punishments) if one.homework_documents)
    moment = datetime(2026, 10, 5, 9, tzinfo=ZoneInfo("Europe/Paris"))
    pupil.punishments[index] = replace(pupil.punishments[index], moment=moment)


async def files(entry: MockConfigEntry, source: FileSource) -> list[tuple[str, str]]:
    """Return the days and names of the files of Lina's year."""
    account = entry.runtime_data.account
    child = ChildTarget(entry, account.pupils[0])
    year = account.calendar.first_day, account.calendar.last_day
    found = await list_files(child, source, *year)
    return sorted((str(item.day), item.file.name) for item in found)


@pytest.mark.parametrize("source", PAGES)
async def test_each_term_is_requested_once(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, source: FileSource
) -> None:
    lina = school.model.pupil("Lina")
    file_in_october(lina)
    await refresh(hass, entry)
    school.request_log.reset()
    found = await files(entry, source)
    assert found
    if source is FileSource.SCHOOL_LIFE:
        assert found == sorted(
            (str(one.moment.date()), file.name)
            for one in lina.punishments
            for file in (*one.circumstance_documents, *one.homework_documents)
        )
    # The present one is known.
    assert school.request_log.requests[PAGES[source]] == 2


@pytest.mark.parametrize("source", PAGES)
async def test_a_term_that_the_school_refuses_costs_that_term(
    hass: HomeAssistant, school: School, entry: MockConfigEntry, source: FileSource
) -> None:
    file_in_october(school.model.pupil("Lina"))
    await refresh(hass, entry)
    everything = await files(entry, source)
    school.fault("erreur", times=None, function=PAGES[source], G=99)
    found = await files(entry, source)
    assert set(found) < set(everything)
    assert all(day >= "2026-12-01" for day, _ in found)
