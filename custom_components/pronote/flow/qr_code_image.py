"""Read QR codes in uploaded pictures, without any online service."""

from typing import Final

from homeassistant.components.file_upload import process_uploaded_file
from homeassistant.core import HomeAssistant
from homeassistant.requirements import RequirementsNotFound, async_process_requirements
from PIL import Image, UnidentifiedImageError

from ..const import DOMAIN, LOGGER
from .errors import (
    NoQrCodeInPictureError,
    PicturesUnsupportedError,
    PictureTooLargeError,
    PictureUnreadableError,
)

# Not in the manifest: some machines have no such package, and only pictures need it.
DECODER: Final = "pyrxing>=0.8.0"

MAX_BYTES: Final = 25_000_000
MAX_PIXELS: Final = 60_000_000
MAX_SIDE: Final = 4096
"""Longest side in pixels; larger pictures are reduced."""


async def async_read_qr_codes(hass: HomeAssistant, file_id: str) -> tuple[str, ...]:
    """Return the texts of the QR codes in an uploaded picture, which is deleted.

    Raises PicturesUnsupportedError, PictureTooLargeError, PictureUnreadableError,
    NoQrCodeInPictureError.
    """
    try:
        if not hass.config.skip_pip:
            await async_process_requirements(hass, DOMAIN, [DECODER], is_built_in=False)
        return await hass.async_add_executor_job(_read, hass, file_id)
    except (RequirementsNotFound, ImportError) as error:
        LOGGER.debug("No library for QR codes on this machine: %s", error)
        raise PicturesUnsupportedError from error


def _read(hass: HomeAssistant, file_id: str) -> tuple[str, ...]:
    from pyrxing import read_barcodes  # noqa: PLC0415 - installed only when needed

    try:
        with process_uploaded_file(hass, file_id) as path:
            if path.stat().st_size > MAX_BYTES:
                raise PictureTooLargeError
            with Image.open(path) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise PictureTooLargeError
                picture.draft("L", (MAX_SIDE, MAX_SIDE))
                gray = _on_white(picture).convert("L")
    except Image.DecompressionBombError as error:
        raise PictureTooLargeError from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise PictureUnreadableError from error
    gray.thumbnail((MAX_SIDE, MAX_SIDE))
    found = tuple(code.text for code in read_barcodes(gray, formats=["QRCode"]))
    if not found:
        raise NoQrCodeInPictureError
    return found


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a picture without transparency, on a white background."""
    if not picture.has_transparency_data:
        return picture
    background = Image.new("RGBA", picture.size, "white")
    background.alpha_composite(picture.convert("RGBA"))
    return background
