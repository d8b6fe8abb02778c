"""Links whose address the school creates on request, and the three forms of compressed answers."""

from dataclasses import replace

import pytest

from custom_components.pronote.client import (
    Attachment as ReadAttachment,
    AttachmentKind,
    PronoteClient,
    RecipientKind,
)
from custom_components.pronote.client.errors import StaleObjectError
from tests.school import School
from tests.school.model.types import Attachment, AttachmentKind as RealKind
from tests.school.wire.session import Packing

from .conftest import Family, ManualClock, StartSchool

URL = "https://exemple.fr/lecture"


@pytest.fixture
async def client(school: School, family: Family) -> PronoteClient:
    """A parent's client; the first homework has a link without its address."""
    lina = school.model.pupil("Lina")
    link = Attachment("link", "Lecture", RealKind.LINK, URL, tells_address=False)
    lina.homework[0] = replace(lina.homework[0], attachments=(link,))
    client = family.client(family.password(school))
    await client.login()
    return client


async def homework_link(client: PronoteClient, school: School) -> ReadAttachment:
    day = school.model.pupil("Lina").homework[0].due
    works = await client.homework.get(client.account.pupils[0], day, day)
    return next(
        file for work in works for file in work.attachments if file.name == "Lecture"
    )


async def test_the_address_of_a_link_is_asked_for(
    client: PronoteClient, school: School
) -> None:
    link = await homework_link(client, school)
    assert (link.kind, link.url) == (AttachmentKind.LINK, None)
    assert await client.files.link_url(link) == URL
    with pytest.raises(ValueError, match="link"):
        await client.files.download(link)


async def test_a_link_of_an_earlier_session(
    client: PronoteClient, school: School, clock: ManualClock
) -> None:
    link = await homework_link(client, school)
    school.expire_sessions()
    assert await client.files.link_url(link) == URL


async def test_a_link_that_leads_nowhere(client: PronoteClient, school: School) -> None:
    link = await homework_link(client, school)
    lina = school.model.pupil("Lina")
    lina.homework[0] = replace(lina.homework[0], attachments=())
    with pytest.raises(StaleObjectError):
        await client.files.link_url(link)


async def test_an_address_that_is_known_costs_no_request(
    client: PronoteClient, school: School
) -> None:
    link = replace(await homework_link(client, school), url=URL)
    school.request_log.reset()
    assert await client.files.link_url(link) == URL
    assert not school.request_log.requests


async def test_a_document_of_a_cloud_is_opened_under_its_name(
    client: PronoteClient, school: School
) -> None:
    lina = school.model.pupil("Lina")
    document = Attachment(
        "cloud", "Exposé.odt", RealKind.CLOUD, URL, tells_address=False
    )
    lina.homework[0] = replace(lina.homework[0], attachments=(document,))
    day = lina.homework[0].due
    works = await client.homework.get(client.account.pupils[0], day, day)
    file = next(
        file for work in works for file in work.attachments if file.name == "Exposé.odt"
    )
    assert (file.kind, file.url) == (AttachmentKind.LINK, None)
    assert await client.files.link_url(file) == URL
    assert school.request_log.file_names == ["Exposé.odt"]


@pytest.mark.parametrize("expired", [False, True])
async def test_a_document_of_a_cloud_that_the_school_serves_itself(
    client: PronoteClient, school: School, expired: bool
) -> None:
    lina = school.model.pupil("Lina")
    document = Attachment(
        "cloud", "Exposé.odt", RealKind.CLOUD, content=b"odt", tells_address=False
    )
    lina.homework[0] = replace(lina.homework[0], attachments=(document,))
    day = lina.homework[0].due
    (work, *_) = await client.homework.get(client.account.pupils[0], day, day)
    (file,) = (one for one in work.attachments if one.name == "Exposé.odt")
    if expired:
        school.expire_sessions()
    assert await client.files.link_url(file) is None
    assert await client.files.download(file) == b"odt"


@pytest.mark.parametrize("version", ["2026.2.7", "2024.3.11"])
@pytest.mark.parametrize("names_kinds", [True, False])
async def test_files_of_punishments_cost_one_request_each(
    start_school: StartSchool, family: Family, version: str, names_kinds: bool
) -> None:
    """They are requested with their kind, as PRONOTE's page does; a school that does not serve them so is found out once."""
    school = await start_school(version=version, names_file_kinds=names_kinds)
    client = family.client(family.password(school))
    await client.login()
    life = await client.school_life.get(client.account.pupils[0])
    paper, report = life.files
    await client.files.download(paper)
    first = [paper.name] if names_kinds else [paper.name] * 2
    assert school.request_log.file_names == first
    assert await client.files.download(report)
    assert await client.files.download(paper)
    assert school.request_log.file_names == [*first, report.name, paper.name]


async def test_parents_who_may_be_written_to(
    client: PronoteClient, school: School
) -> None:
    """Only rows of teachers and staff have the mark of who may be written to."""
    school.fault(
        "answer",
        function="ListeRessourcesPourCommunication",
        times=None,
        data={
            "listeRessourcesPourCommunication": {
                "_T": 24,
                "V": [
                    {"L": "Mme MERLIN", "N": "5#a", "G": 5},
                    {"L": "M. SILENCE", "N": "3#a", "G": 3},
                    {"L": "M. PAROLE", "N": "3#b", "G": 3, "avecDiscussion": True},
                ],
            }
        },
    )
    found = await client.discussions.recipients(RecipientKind.PARENT)
    assert [one.name for one in found] == ["Mme MERLIN", "M. PAROLE"]


@pytest.mark.parametrize("packing", Packing)
@pytest.mark.parametrize("version", ["2026.2.7", "2024.3.11"])
async def test_compressed_answers_in_three_forms(
    start_school: StartSchool, family: Family, packing: Packing, version: str
) -> None:
    school = await start_school(
        version=version, encrypt=True, compress=True, packing=packing
    )
    client = family.client(family.password(school))
    await client.login()
    account = client.account
    assert account.school.name == school.model.name
    listed = [period.name for period in account.pupils[0].periods]
    assert "Hors période" in listed
    assert "Année continue" in listed
