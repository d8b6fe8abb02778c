"""Test the file view."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from aiohttp import ClientError
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from hypothesis import given, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from yarl import URL

from custom_components.pronote.const import DOMAIN
from custom_components.pronote.files import view
from custom_components.pronote.files.listing import ListedFile, list_files
from custom_components.pronote.files.location import (
    API_PATH,
    FileCollection,
    FileLocation,
    FileSource,
    InvalidLocationError,
    async_sign_url,
    file_type,
)
from custom_components.pronote.targets import ChildTarget
from tests.helpers.home import refresh, settle
from tests.school import School
from tests.school.model.types import AttachmentKind
from tests.school.pages import slow_answers

ON_PAGES = [
    source
    for source in FileSource
    if source
    not in (
        FileSource.REPORT_CARDS,
        FileSource.GRADE_RECORDS,
        FileSource.TIMETABLES,
        FileSource.DOCUMENTS,
        FileSource.PHOTO,
    )
]


def child(entry: MockConfigEntry) -> ChildTarget:
    return ChildTarget(entry, entry.runtime_data.account.pupils[0])


async def listed(entry: MockConfigEntry, source: FileSource) -> list[ListedFile]:
    """All the files of a shelf, of the whole year."""
    calendar = entry.runtime_data.account.calendar
    found = await list_files(
        child(entry), source, calendar.first_day, calendar.last_day
    )
    return [item for item in found if item.file.url is None]


def path_of(item: ListedFile) -> str:
    return item.collection.locate(item.file.key, item.file.name).path


@pytest.fixture
def hand_out(hass: HomeAssistant, school: School, entry: MockConfigEntry) -> Any:
    """Hang a file on a new piece of homework, and return its address."""

    async def hand_out(name: str = "fiche.pdf", **changes: Any) -> str:
        lina = school.model.pupil("Lina")
        school.trigger_event("homework", pupil="Lina", file=True)
        work = lina.homework[-1]
        file = replace(work.attachments[0], name=name, **changes)
        lina.homework[-1] = replace(work, attachments=(file,))
        await refresh(hass, entry)
        files = await listed(entry, FileSource.HOMEWORK)
        return next(path_of(item) for item in files if item.file.name == name.strip())

    return hand_out


@pytest.mark.parametrize("source", ON_PAGES)
async def test_a_place_is_enough(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    school: School,
    entry: MockConfigEntry,
    source: FileSource,
) -> None:
    """After a restart, when nothing was listed yet, and when the session ended."""
    while source is FileSource.SCHOOL_LIFE and not await listed(entry, source):
        school.trigger_event("punishment", pupil="Lina")
        await refresh(hass, entry)
    item = (await listed(entry, source))[0]
    client = await hass_client()
    first = await client.get(path_of(item))
    content = await first.read()
    assert first.status == HTTPStatus.OK and content
    assert await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    assert await (await client.get(path_of(item))).read() == content
    school.fault("expire_sessions")
    assert await (await client.get(path_of(item))).read() == content


async def test_what_pronote_prints(
    hass_client: ClientSessionGenerator,
    school: School,
    entry: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(slow_answers, "SECONDS", 0)
    client = await hass_client()
    lina = child(entry)
    school.trigger_event("report_card", pupil="Lina")
    for source, ref, name in (
        (FileSource.TIMETABLES, "2026-11-30", "2026-11-30.pdf"),
        (FileSource.REPORT_CARDS, lina.pupil.periods[0].key, "Trimestre 1.pdf"),
        (FileSource.REPORT_CARDS, "0", "bulletin.pdf"),
        (FileSource.TIMETABLES, "0-12", "0-12.pdf"),
        (FileSource.GRADE_RECORDS, lina.pupil.periods[0].key, "Trimestre 1.pdf"),
        (FileSource.GRADE_RECORDS, "0", "releve.pdf"),
    ):
        answer = await client.get(
            FileCollection.of(lina, source, ref).locate(ref, name).path
        )
        assert (await answer.read()).startswith(b"%PDF")
        assert quote(name) in answer.headers["Content-Disposition"]


async def test_nobody_reads_without_being_asked_in(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    hass_client_no_auth: ClientSessionGenerator,
    hand_out: Any,
) -> None:
    path = await hand_out()
    stranger = await hass_client_no_auth()
    assert (await stranger.get(path)).status == HTTPStatus.UNAUTHORIZED
    signed = async_sign_url(hass, path)
    assert (await stranger.get(signed)).status == HTTPStatus.OK
    other = signed.replace("/homework/", "/contents/")
    assert (await stranger.get(other)).status == HTTPStatus.UNAUTHORIZED


async def test_the_file_comes_as_it_is(
    hass_client: ClientSessionGenerator, hand_out: Any
) -> None:
    content = bytes(range(256)) * 3000
    path = await hand_out("Leçon n° 1 (é).png", content=content, mime="image/png")
    assert path.endswith(".png")
    assert "Le" not in path.rsplit("/", 1)[1]
    answer = await (await hass_client()).get(path)
    assert await answer.read() == content
    assert answer.content_length == len(content)
    assert answer.content_type == "image/png"
    assert answer.headers["Content-Disposition"] == (
        "inline; filename*=UTF-8''Le%C3%A7on%20n%C2%B0%201%20%28%C3%A9%29.png"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "private" in answer.headers["Cache-Control"]


async def test_link_without_address_is_opened_through_the_school(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    hand_out: Any,
    entity_registry: er.EntityRegistry,
) -> None:
    address = "https://exemple.fr/lecture"
    path = await hand_out(
        "Lecture", kind=AttachmentKind.LINK, url=address, tells_address=False
    )
    client = await hass_client()
    answer = await client.get(path, allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (HTTPStatus.FOUND, address)
    assert "no-store" in answer.headers["Cache-Control"]
    sensor = entity_registry.async_get("sensor.pronote_1_current_lesson")
    assert sensor is not None
    found: Any = await hass.services.async_call(
        DOMAIN,
        "get_files",
        {"pages": ["homework"], "device_id": sensor.device_id},
        blocking=True,
        return_response=True,
    )
    [link] = [item for item in found["files"] if item["name"] == "Lecture"]
    assert link["kind"] == "link" and link["url"].startswith(f"{path}?authSig=")


async def test_document_of_a_cloud_that_the_school_serves_itself(
    hass_client: ClientSessionGenerator, hand_out: Any
) -> None:
    path = await hand_out(
        "Exposé.pdf", kind=AttachmentKind.CLOUD, content=b"%PDF-", tells_address=False
    )
    client = await hass_client()
    answer = await client.get(path, allow_redirects=False)
    assert (answer.status, await answer.read()) == (HTTPStatus.OK, b"%PDF-")


ACTIVE = (
    ("page.html", "application/octet-stream"),
    ("dessin.svg", "image/svg+xml"),
    ("page.xhtml", "application/xhtml+xml"),
    ("code.js", "text/javascript"),
    ("archive.svg.gz", "image/svg+xml"),
    ("rien", "image/svg+xml"),
    ("devoir.docx", "application/msword"),
    ("\r\nSet-Cookie: x=1; .zip", "application/zip"),
)
"""Files that a browser could run, and names that could add a header."""


async def test_nothing_acts_in_the_name_of_this_home(
    hass_client: ClientSessionGenerator, hand_out: Any, subtests: pytest.Subtests
) -> None:
    client = await hass_client()
    for name, mime in ACTIVE:
        with subtests.test(name):
            path = await hand_out(name, content=b"<script>alert(1)</script>", mime=mime)
            answer = await client.get(path)
            assert answer.status == HTTPStatus.OK
            assert answer.headers["Content-Disposition"].startswith("attachment; ")
            assert "Set-Cookie" not in answer.headers
            assert not {"html", "svg", "javascript", "xml"} & set(
                answer.content_type.replace("+", "/").replace("-", "/").split("/")
            ) or answer.content_type.startswith("application/vnd")


async def test_files_that_are_too_large(
    hass_client: ClientSessionGenerator,
    school: School,
    hand_out: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Told beforehand, it is refused; found out on the way, it is broken off."""
    monkeypatch.setattr(view, "MAX_BYTES", 300_000)
    client = await hass_client()
    path = await hand_out(content=bytes(400_000))
    answer = await client.get(path)
    assert answer.status == HTTPStatus.BAD_GATEWAY
    assert "too large" in await answer.text()
    school.fault("told_length", function="file")
    with pytest.raises(ClientError):
        await (await client.get(path)).read()


async def test_a_length_that_is_a_lie(
    hass_client: ClientSessionGenerator, school: School, hand_out: Any
) -> None:
    """Less than told is broken off; more than told is not listened to."""
    client = await hass_client()
    path = await hand_out(content=bytes(100_000))
    school.fault("told_length", function="file", declared_length=150_000)
    with pytest.raises(ClientError):
        await (await client.get(path)).read()
    school.fault("told_length", function="file", declared_length=50_000)
    assert len(await (await client.get(path)).read()) == 50_000
    school.fault("told_length", function="file")
    assert len(await (await client.get(path)).read()) == 100_000


async def test_what_is_not_there(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    school: School,
    entry: MockConfigEntry,
) -> None:
    client = await hass_client()
    pupil = child(entry).pupil.key
    other = MockConfigEntry(domain="other")
    other.add_to_hass(hass)
    places = [
        FileCollection(*collection).locate("0" * 16, "x.pdf").path
        for collection in (
            (entry.entry_id, pupil, FileSource.HOMEWORK, "2026-11-26"),
            (entry.entry_id, pupil, FileSource.HOMEWORK, "2026-99-99"),
            (entry.entry_id, pupil, FileSource.GRADES, "abc"),
            (entry.entry_id, pupil, FileSource.NEWS, "abc"),
            (entry.entry_id, "-", FileSource.DISCUSSIONS, "abc"),
            (entry.entry_id, "-", FileSource.TIMETABLES, "2026-11-30"),
            (entry.entry_id, "abc", FileSource.HOMEWORK, "2026-11-26"),
            ("nobody", pupil, FileSource.HOMEWORK, "2026-11-26"),
            (other.entry_id, pupil, FileSource.HOMEWORK, "2026-11-26"),
        )
    ]
    for path in places:
        assert (await client.get(path)).status == HTTPStatus.NOT_FOUND, path


OUTSIDE = (
    "..%2f..%2f..%2f..%2fsecrets.yaml",
    "../../../../secrets.yaml",
    "%2e%2e/%2e%2e/x/y/z.pdf",
    "a/b/homework/2026-11-26/x%00.pdf",
    "a/ab/secrets/2026-11-26/abc.pdf",
    "a/ab/homework/2026-11-26/abc.pdf%0a",
    "a/ab/homework/..%5c..%5cx/abc.pdf",
)


async def test_no_way_out_of_the_house(
    hass_client: ClientSessionGenerator,
    entry: MockConfigEntry,
    subtests: pytest.Subtests,
) -> None:
    client = await hass_client()
    for tail in OUTSIDE:
        with subtests.test(tail):
            url = URL(f"{API_PATH}/{tail}", encoded=True)
            assert (await client.get(url)).status in (400, 404)


async def test_a_school_that_is_down_says_so(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    school: School,
    entry: MockConfigEntry,
    hand_out: Any,
) -> None:
    """In the language of the house."""
    hass.config.language = "fr"
    client = await hass_client()
    path = await hand_out()
    school.fault("http_503", function="file")
    answer = await client.get(path)
    assert answer.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert "redémarre" in await answer.text()
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert entry.state is ConfigEntryState.NOT_LOADED
    answer = await client.get(path)
    assert answer.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert "n’est pas chargé" in await answer.text()


HEX = st.text("0123456789abcdef", min_size=2, max_size=16)


@given(
    entry_id=st.from_regex(r"[0-9A-Za-z]{1,26}", fullmatch=True),
    pupil=HEX | st.just("-"),
    source=st.sampled_from(FileSource),
    ref=HEX | st.dates().map(str),
    key=HEX,
    name=st.text(max_size=40),
)
def test_places_are_read_back(
    entry_id: str, pupil: str, source: FileSource, ref: str, key: str, name: str
) -> None:
    place = FileCollection(entry_id, pupil, source, ref).locate(key, name)
    for text in (str(place), place.path, place.media_content_id):
        assert FileLocation.parse(text) == place
    assert str(place).isascii() and str(place).count("/") == 4
    assert ".." not in str(place)
    file_type(name)


@given(st.text() | st.text("0123456789abcdef-./%homewrk", max_size=60))
def test_anything_else_is_no_place(text: str) -> None:
    try:
        place = FileLocation.parse(text)
    except InvalidLocationError:
        return
    assert text.endswith(str(place))
