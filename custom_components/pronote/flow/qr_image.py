"""Reading QR codes in pictures that users upload. Nothing leaves the house for that."""

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

# Not in the manifest: a machine for which there is no such package still pastes the text,
# and all the rest works.
DECODER: Final = "pyrxing>=0.8.0"

MOST_BYTES: Final = 25_000_000
MOST_PIXELS: Final = 60_000_000
LARGE: Final = 4096
"""Longest side that is still read as it is."""


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
        LOGGER.debug("No reader of QR codes for this machine: %s", error)
        raise PicturesUnsupportedError from error


def _read(hass: HomeAssistant, file_id: str) -> tuple[str, ...]:
    from pyrxing import read_barcodes  # noqa: PLC0415 - only there once it was asked for

    try:
        with process_uploaded_file(hass, file_id) as path:
            if path.stat().st_size > MOST_BYTES:
                raise PictureTooLargeError
            with Image.open(path) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise PictureTooLargeError
                picture.draft("L", (LARGE, LARGE))
                grey = _on_white(picture).convert("L")
    except Image.DecompressionBombError as error:
        raise PictureTooLargeError from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise PictureUnreadableError from error
    grey.thumbnail((LARGE, LARGE))
    found = tuple(code.text for code in read_barcodes(grey, formats=["QRCode"]))
    if not found:
        raise NoQrCodeInPictureError
    return found


def _on_white(picture: Image.Image) -> Image.Image:
    """Lay a picture that one sees through on paper."""
    if not picture.has_transparency_data:
        return picture
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture.convert("RGBA"))
    return paper
