"""Upload files from this Home Assistant to PRONOTE."""

from pathlib import Path
from typing import Any, Final

from homeassistant.components.file_upload import process_uploaded_file
from homeassistant.components.media_source import Unresolvable, async_resolve_media
from homeassistant.core import HomeAssistant

from ..client import Upload
from ..connection.error_messages import validation_error
from .location import file_type

MAX_BYTES: Final = 50_000_000

_SUFFIXES: Final = frozenset(
    {
        *(".csv", ".doc", ".docx", ".ggb", ".odg", ".odp", ".ods", ".odt", ".pdf"),
        *(".ppt", ".pptx", ".py", ".rtf", ".sb3", ".txt", ".xls", ".xlsx", ".zip"),
        *(".bmp", ".gif", ".heic", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"),
        *(".m4a", ".mov", ".mp3", ".mp4", ".ogg", ".wav", ".webm"),
    }
)
"""Types of files that can be handed in. Other files of Home Assistant are never sent."""


async def async_upload(
    hass: HomeAssistant, data: dict[str, Any], max_bytes: int | None
) -> Upload:
    """Read the file that an action names: its path, its media content ID, or its upload.

    A file that was uploaded to Home Assistant is removed. Raises ServiceValidationError.
    """
    if "upload" in data:
        return await _async_read_uploaded(hass, data["upload"], max_bytes)
    if not _names_file(data):
        raise validation_error("no_file_named")
    paths = [data["path"]] if "path" in data else []
    media = [data["media"]] if "media" in data else []
    [upload] = await _async_read(hass, paths, media, max_bytes)
    return upload


async def async_optional_upload(
    hass: HomeAssistant, data: dict[str, Any], max_bytes: int | None
) -> Upload | None:
    """Read the file that an action names, if it names one. Raises ServiceValidationError."""
    return await async_upload(hass, data, max_bytes) if _names_file(data) else None


async def async_uploads(
    hass: HomeAssistant, data: dict[str, Any], max_bytes: int | None
) -> list[Upload]:
    """Read the files that an action names: paths, media content IDs and uploads, none if it names none.

    Files that were uploaded to Home Assistant are removed. Raises ServiceValidationError.
    """
    found = await _async_read(
        hass, data.get("path", []), data.get("media", []), max_bytes
    )
    return found + [
        await _async_read_uploaded(hass, file_id, max_bytes)
        for file_id in data.get("upload", [])
    ]


def _names_file(data: dict[str, Any]) -> bool:
    return not data.keys().isdisjoint(("path", "media", "upload"))


async def _async_read(
    hass: HomeAssistant,
    paths: list[str],
    media: list[dict[str, str]],
    max_bytes: int | None,
) -> list[Upload]:
    found = [Path(path) for path in paths]
    for item in media:
        try:
            resolved = await async_resolve_media(hass, item["media_content_id"], None)
        except Unresolvable as err:
            raise validation_error("no_such_file") from err
        if resolved.path is None:
            raise validation_error("no_such_file")
        found.append(resolved.path)
    limit = min(max_bytes or MAX_BYTES, MAX_BYTES)
    return [
        await hass.async_add_executor_job(_read, hass, path, limit) for path in found
    ]


async def _async_read_uploaded(
    hass: HomeAssistant, file_id: str, max_bytes: int | None
) -> Upload:
    return await hass.async_add_executor_job(
        _read_uploaded, hass, file_id, min(max_bytes or MAX_BYTES, MAX_BYTES)
    )


def _read_uploaded(hass: HomeAssistant, file_id: str, max_bytes: int) -> Upload:
    try:
        with process_uploaded_file(hass, file_id) as path:
            return _read_checked(path, max_bytes)
    except ValueError as err:
        raise validation_error("no_such_file") from err


def _read(hass: HomeAssistant, path: Path, max_bytes: int) -> Upload:
    if not hass.config.is_allowed_path(str(path)):
        raise validation_error("path_not_allowed")
    path = path.resolve()
    if not path.is_file():
        raise validation_error("no_such_file")
    return _read_checked(path, max_bytes)


def _read_checked(path: Path, max_bytes: int) -> Upload:
    if path.suffix.lower() not in _SUFFIXES:
        raise validation_error("file_type_refused")
    if path.stat().st_size > max_bytes:
        raise validation_error("answer_too_large")
    return Upload(
        name=path.name, content=path.read_bytes(), content_type=file_type(path.name)
    )
