"""Test QR codes in pictures: screenshots, photos of a screen, and other uploads."""

from collections.abc import AsyncIterator, Callable
from io import BytesIO
import json
import sys
from unittest.mock import patch

from homeassistant.components.file_upload import FileUploadData
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.requirements import RequirementsNotFound
from homeassistant.setup import async_setup_component
from homeassistant.util.ulid import ulid_hex
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter
import pytest
import segno

from custom_components.pronote.flow import qr_code_image
from tests.school import School

from ..helpers.flows import (
    PIN,
    choose,
    fields,
    fill,
    qr_code_input,
    start,
    suggested_values,
    without_setup,
)

pytest.importorskip("pyrxing", reason="There is no such package for this machine")

ROOM = (150, 140, 130)
LARGE = (1600, 1200)


@pytest.fixture(autouse=True)
async def dialogs_alone(hass: HomeAssistant) -> AsyncIterator[None]:
    """Leave the entries alone: these tests are about the dialogs."""
    assert await async_setup_component(hass, "file_upload", {})
    async with without_setup(hass):
        yield


@pytest.fixture
async def uploads(hass: HomeAssistant) -> FileUploadData:
    """Where Home Assistant keeps the files of its forms for a moment."""
    files = await FileUploadData.create(hass)
    hass.data["file_upload"] = files
    return files


async def upload(hass: HomeAssistant, uploads: FileUploadData, content: bytes) -> str:
    """Upload a file, as the form does before it is sent."""
    file_id = ulid_hex()

    def write() -> None:
        uploads.file_dir(file_id).mkdir()
        (uploads.file_dir(file_id) / "code").write_bytes(content)

    await hass.async_add_executor_job(write)
    uploads.files[file_id] = "code"
    return file_id


def draw(text: str, dark: str | None = "black", light: str | None = "white") -> bytes:
    """Draw a QR code as PRONOTE does."""
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn, kind="png", scale=6, dark=dark, light=light
    )
    return drawn.getvalue()


def photo(code: bytes) -> Image.Image:
    """Photograph a screen: the code is a part of it, on a desk with a grain."""
    desk = Image.effect_noise(LARGE, 60).convert("RGB")
    screen = Image.open(BytesIO(code)).convert("RGB").resize((900, 900))
    desk.paste(screen, (350, 150))
    return desk


def from_the_side(picture: Image.Image) -> Image.Image:
    """Look at a picture from its side: what is far away is small."""
    # Each point shows (ax + by + c) / (gx + hy + 1) of the picture, (dx + ey + f) / … below.
    return picture.transform(
        picture.size,
        Image.Transform.PERSPECTIVE,
        (1.5, 0.1, -200.0, 0.3, 1.4, -300.0, 0.00025, 0.0001),
        Image.Resampling.BICUBIC,
        fillcolor=ROOM,
    )


def with_lines(picture: Image.Image) -> Image.Image:
    """Let the lines of a screen show."""
    pen = ImageDraw.Draw(picture)
    for y in range(0, picture.height, 8):
        pen.line((0, y, picture.width, y), fill=ROOM)
    return picture


def jpeg(picture: Image.Image, quality: int = 85) -> bytes:
    """Save as a telephone does."""
    saved = BytesIO()
    picture.save(saved, "JPEG", quality=quality)
    return saved.getvalue()


READABLE: dict[str, Callable[[str], bytes]] = {
    "screenshot": draw,
    "screenshot in the dark": lambda text: draw(text, "white", "black"),
    "seen through": lambda text: draw(text, light=None),
    "photo": lambda text: jpeg(photo(draw(text))),
    "upside down": lambda text: jpeg(photo(draw(text)).rotate(180)),
    "askew": lambda text: jpeg(photo(draw(text)).rotate(17, expand=True)),
    "blurred": lambda text: jpeg(photo(draw(text)).filter(ImageFilter.GaussianBlur(3))),
    "dark": lambda text: jpeg(ImageEnhance.Brightness(photo(draw(text))).enhance(0.2)),
    "from the side": lambda text: jpeg(from_the_side(photo(draw(text)))),
    "lines of the screen": lambda text: jpeg(with_lines(photo(draw(text)))),
    "badly compressed": lambda text: jpeg(photo(draw(text)), quality=8),
    "large": lambda text: jpeg(photo(draw(text)).resize((6400, 4800)), quality=60),
}


@pytest.mark.parametrize("show", READABLE.values(), ids=list(READABLE))
async def test_pictures(
    hass: HomeAssistant,
    school: School,
    uploads: FileUploadData,
    show: Callable[[str], bytes],
) -> None:
    code = qr_code_input(school, school.account("parent"))["qr_code"]
    picture = await hass.async_add_executor_job(show, code)
    form = await choose(hass, await start(hass), "qr_code")
    assert fields(form) == ["picture", "qr_code", "pin", "keep_backup_token"]
    result = await fill(
        hass, form, picture=await upload(hass, uploads, picture), pin=PIN
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert not uploads.files
    assert not [*uploads.temp_dir.iterdir()]


async def test_wrong_digits(
    hass: HomeAssistant, school: School, uploads: FileUploadData
) -> None:
    """The picture need not be given again: its text is in the form."""
    code = qr_code_input(school, school.account("parent"))["qr_code"]
    form = await choose(hass, await start(hass), "qr_code")
    picture = await upload(hass, uploads, draw(code))
    form = await fill(hass, form, picture=picture, pin="4321")
    assert form["errors"] == {"pin": "qr_code_pin"}
    assert suggested_values(form) == {"qr_code": code}
    result = await fill(hass, form, qr_code=code, pin=PIN)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_expired_code(
    hass: HomeAssistant, school: School, uploads: FileUploadData
) -> None:
    code = qr_code_input(school, school.account("parent"))["qr_code"]
    qr_code_input(school, school.account("parent"))
    form = await choose(hass, await start(hass), "qr_code")
    form = await fill(
        hass, form, picture=await upload(hass, uploads, draw(code)), pin=PIN
    )
    assert form["errors"] == {"qr_code": "qr_code_expired"}
    assert suggested_values(form) == {}


async def test_the_right_one_of_several_codes(
    hass: HomeAssistant, school: School, uploads: FileUploadData
) -> None:
    code = qr_code_input(school, school.account("parent"))["qr_code"]
    both = Image.new("RGB", LARGE, "white")
    for place, text in enumerate(("https://www.exemple.fr/", code)):
        one = Image.open(BytesIO(draw(text)))
        both.paste(one, (40 + 700 * place, 200))
    picture = await upload(hass, uploads, jpeg(both))
    form = await choose(hass, await start(hass), "qr_code")
    result = await fill(hass, form, picture=picture, pin=PIN)
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (jpeg(Image.new("RGB", LARGE, ROOM)), "picture_without_code"),
        (draw("https://www.exemple.fr/menu-de-la-semaine"), "picture_other_code"),
        (draw(json.dumps({"url": "https://exemple.fr"})), "picture_other_code"),
        (b"%PDF-1.7 not a picture at all", "picture_unreadable"),
        (jpeg(Image.new("RGB", LARGE, ROOM))[:900], "picture_unreadable"),
        (b"", "picture_unreadable"),
    ],
    ids=["no code", "other code", "other data", "document", "cut short", "empty"],
)
async def test_pictures_of_something_else(
    hass: HomeAssistant,
    school: School,
    uploads: FileUploadData,
    content: bytes,
    error: str,
) -> None:
    form = await choose(hass, await start(hass), "qr_code")
    picture = await upload(hass, uploads, content)
    form = await fill(hass, form, picture=picture, pin=PIN)
    assert form["errors"] == {"picture": error}
    assert suggested_values(form) == {"pin": PIN}
    result = await fill(hass, form, **qr_code_input(school, school.account("parent")))
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("limit", ["MAX_BYTES", "MAX_PIXELS"])
async def test_pictures_without_measure(
    hass: HomeAssistant,
    uploads: FileUploadData,
    limit: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(qr_code_image, limit, 100)
    form = await choose(hass, await start(hass), "qr_code")
    picture = await upload(hass, uploads, draw("https://www.exemple.fr/"))
    form = await fill(hass, form, picture=picture, pin=PIN)
    assert form["errors"] == {"picture": "picture_too_large"}


async def test_picture_that_would_burst_the_house(
    hass: HomeAssistant, uploads: FileUploadData, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    form = await choose(hass, await start(hass), "qr_code")
    picture = await upload(hass, uploads, draw("https://www.exemple.fr/"))
    form = await fill(hass, form, picture=picture, pin=PIN)
    assert form["errors"] == {"picture": "picture_too_large"}


async def test_picture_that_is_gone(
    hass: HomeAssistant, uploads: FileUploadData
) -> None:
    form = await choose(hass, await start(hass), "qr_code")
    form = await fill(
        hass, form, picture="01234567-89ab-cdef-0123-456789abcdef", pin=PIN
    )
    assert form["errors"] == {"picture": "picture_unreadable"}


async def test_neither_picture_nor_text(hass: HomeAssistant) -> None:
    form = await choose(hass, await start(hass), "qr_code")
    form = await fill(hass, form, qr_code="  ", pin=PIN)
    assert form["errors"] == {"base": "qr_code_missing"}


@pytest.mark.parametrize("skip_pip", [True, False])
async def test_machine_without_a_reader(
    hass: HomeAssistant, school: School, uploads: FileUploadData, skip_pip: bool
) -> None:
    """Text remains, and the form says so."""
    hass.config.skip_pip = skip_pip
    form = await choose(hass, await start(hass), "qr_code")
    code = qr_code_input(school, school.account("parent"))["qr_code"]
    picture = await upload(hass, uploads, draw(code))
    missing = RequirementsNotFound("pronote", [qr_code_image.DECODER])
    with (
        patch.dict(sys.modules, {"pyrxing": None}),
        patch(
            "custom_components.pronote.flow.qr_code_image.async_process_requirements",
            side_effect=missing,
        ) as install,
    ):
        form = await fill(hass, form, picture=picture, pin=PIN)
    assert install.called is not skip_pip
    assert form["errors"] == {"base": "pictures_unsupported"}
    assert fields(form) == ["qr_code", "pin", "keep_backup_token"]
    result = await fill(hass, form, qr_code=code, pin=PIN)
    assert result["type"] is FlowResultType.CREATE_ENTRY
