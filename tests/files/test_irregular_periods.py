"""Test the files of pages whose periods are not those of other pages."""

from http import HTTPStatus

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.pronote.files.listing import list_files
from custom_components.pronote.files.location import FileSource, async_sign_url
from custom_components.pronote.targets import ChildTarget
from tests.school import Options, School


@pytest.fixture
def options() -> Options:
    return Options(irregular=True)


@pytest.mark.parametrize("source", [FileSource.GRADES, FileSource.SCHOOL_LIFE])
async def test_a_period_of_another_page_costs_no_file(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    school: School,
    entry: MockConfigEntry,
    source: FileSource,
) -> None:
    """The period outside of all terms is one of the grades, and none of school life."""
    account = entry.runtime_data.account
    child = ChildTarget(entry, account.pupils[0])
    school.request_log.reset()
    calendar = account.calendar
    found = await list_files(child, source, calendar.first_day, calendar.last_day)
    files = [item for item in found if item.file.url is None]
    assert files
    if source is FileSource.SCHOOL_LIFE:
        assert school.request_log.requests["PagePresence"] == 0
    location = files[0].collection.locate(files[0].file.key, files[0].file.name)
    client = await hass_client()
    answer = await client.get(async_sign_url(hass, location.path))
    assert answer.status == HTTPStatus.OK


async def test_report_cards_of_terms_only(
    school: School, entry: MockConfigEntry
) -> None:
    """On 24 November one term is awaited: one request per child."""
    assert school.request_log.requests["PageBulletins"] == 2
    for cards in entry.runtime_data.report_cards.data.values():
        assert [card.period for card in cards] == ["Trimestre 1"]
