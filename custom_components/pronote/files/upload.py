"""Files of this home that go to the school."""

from pathlib import Path
from typing import Any, Final

from homeassistant.components.media_source import Unresolvable, async_resolve_media
from homeassistant.core import HomeAssistant

from ..client import Upload
from ..connection.translation import refused
from .location import file_type

MOST_BYTES: Final = 50_000_000

_SUFFIXES: Final = frozenset(
    {
        *(".csv", ".doc", ".docx", ".ggb", ".odg", ".odp", ".ods", ".odt", ".pdf"),
        *(".ppt", ".pptx", ".py", ".rtf", ".sb3", ".txt", ".xls", ".xlsx", ".zip"),
        *(".bmp", ".gif", ".heic", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"),
        *(".m4a", ".mov", ".mp3", ".mp4", ".ogg", ".wav", ".webm"),
    }
)
"""What children hand in. Whatever else lies in this home is none of the school's business."""


async def async_upload(
    hass: HomeAssistant, data: dict[str, Any], largest: int | None
) -> Upload:
    """Read the file that an action names, by its path or from the media browser.

    Raises ServiceValidationError.
    """
    if (media := data.get("media")) is None:
        if "path" not in data:
            raise refused("no_file_named")
        path = Path(data["path"])
    else:
        try:
            found = await async_resolve_media(hass, media["media_content_id"], None)
        except Unresolvable as err:
            raise refused("no_such_file") from err
        if found.path is None:
            raise refused("no_such_file")
        path = found.path
    return await hass.async_add_executor_job(
        _read, hass, path, min(largest or MOST_BYTES, MOST_BYTES)
    )


def _read(hass: HomeAssistant, path: Path, largest: int) -> Upload:
    if not hass.config.is_allowed_path(str(path)):
        raise refused("path_not_allowed")
    path = path.resolve()
    if not path.is_file():
        raise refused("no_such_file")
    if path.suffix.lower() not in _SUFFIXES:
        raise refused("file_type_refused")
    if path.stat().st_size > largest:
        raise refused("answer_too_large")
    return Upload(
        name=path.name, content=path.read_bytes(), content_type=file_type(path.name)
    )
