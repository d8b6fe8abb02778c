"""Test that a file belongs to a child, a page and a day, and is served under no other address."""

from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.pronote.client import Attachment, Homework
from custom_components.pronote.files.location import (
    FileCollection,
    FileLocation,
    FileSource,
)
from custom_components.pronote.targets import ChildTarget
from tests.helpers.home import NewEntry, SetUp
from tests.school import School

DUE = date(2026, 11, 27)
PAPERS = {"Lina": b"Lina's own paper", "Hugo": b"Hugo's own paper"}


@dataclass
class Twins:
    """An account of two children who have the same homework, each with a paper of their own."""

    entry: MockConfigEntry

    def child(self, name: str) -> ChildTarget:
        pupils = self.entry.runtime_data.account.pupils
        return ChildTarget(self.entry, next(one for one in pupils if name in one.name))

    def location(self, name: str) -> FileLocation:
        """Return where the paper of a child is."""
        target = self.child(name)
        [file] = self._work(name).attachments
        return FileCollection.of(target, FileSource.HOMEWORK, DUE).locate(
            file.key, file.name
        )

    def file(self, name: str) -> Attachment:
        return self._work(name).attachments[0]

    def _work(self, name: str) -> Homework:
        target = self.child(name)
        found = target.data.homework.data[target.pupil.key]
        return next(work for work in found if "jumeaux" in work.text)


@pytest.fixture
async def twins(
    hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
) -> Twins:
    """Both children have the same homework, with a file of the same name and other content."""
    school.trigger_event("homework", pupil="Lina", file=True)
    work = school.model.pupil("Lina").homework[-1]
    for name, content in PAPERS.items():
        file = replace(
            work.attachments[0],
            uid=f"file-{name}",
            name="corrigé.pdf",
            content=content,
        )
        school.model.pupil(name).homework.append(
            replace(
                work,
                uid=f"twin-{name}",
                html="<div>Devoir des jumeaux</div>",
                due=DUE,
                attachments=(file,),
            )
        )
    entry = new_entry("parent")
    assert await set_up(entry)
    return Twins(entry)


async def test_twins_with_the_same_homework_each_get_their_own_paper(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    school: School,
    twins: Twins,
) -> None:
    """As listed, after the session ended, and after a restart."""
    client = await hass_client()
    paths = {name: twins.location(name).path for name in PAPERS}
    assert len({path.rpartition("/")[2] for path in paths.values()}) == 1

    async def served() -> dict[str, bytes]:
        return {
            name: await (await client.get(path)).read() for name, path in paths.items()
        }

    assert await served() == PAPERS
    school.fault("expire_sessions")
    assert await served() == PAPERS
    assert await hass.config_entries.async_reload(twins.entry.entry_id)
    assert await served() == PAPERS


async def test_a_file_read_in_an_earlier_session_is_the_childs_own(
    school: School, twins: Twins
) -> None:
    """A program that keeps the file of a child gets that child's, whoever was read last."""
    client = twins.entry.runtime_data.client
    files = {name: twins.file(name) for name in PAPERS}
    school.fault("expire_sessions")
    for name, content in PAPERS.items():
        assert await client.files.download(files[name]) == content


async def test_all_parts_of_an_address_must_fit(
    hass_client: ClientSessionGenerator,
    new_entry: NewEntry,
    set_up: SetUp,
    twins: Twins,
) -> None:
    """Another account, child, page or day than the file's own is not found, cached or not."""
    second = new_entry("pupil")
    assert await set_up(second)
    client = await hass_client()
    own = twins.location("Lina")
    collection = own.collection
    assert (await client.get(own.path)).status == HTTPStatus.OK
    for wrong in (
        replace(own, collection=replace(collection, entry_id=second.entry_id)),
        replace(own, collection=replace(collection, pupil="-")),
        replace(own, collection=replace(collection, pupil="0123")),
        replace(own, collection=replace(collection, source=FileSource.CONTENTS)),
        replace(own, collection=replace(collection, source=FileSource.AGENDA)),
        replace(own, collection=replace(collection, source=FileSource.GRADES)),
        replace(own, collection=replace(collection, source=FileSource.NEWS)),
        replace(own, collection=replace(collection, source=FileSource.TIMETABLES)),
        replace(own, collection=replace(collection, source=FileSource.PHOTO)),
        replace(own, collection=replace(collection, ref="2026-11-26")),
        replace(own, key="0" * 16),
    ):
        answer = await client.get(wrong.path)
        assert answer.status == HTTPStatus.NOT_FOUND, wrong
    assert (await client.get(own.path)).status == HTTPStatus.OK
