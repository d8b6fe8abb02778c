"""Read files to upload."""

from mimetypes import guess_type
from pathlib import Path

from aiopronote import Upload

from .i18n import Text, UsageError

_UNREADABLE = Text("{path} cannot be read.", "{path} est illisible.")


def read_upload(path: Path) -> Upload:
    """Read a file. Raises UsageError."""
    kind = guess_type(path.name)[0] or "application/octet-stream"
    try:
        return Upload(name=path.name, content=path.read_bytes(), content_type=kind)
    except OSError as error:
        raise UsageError(_UNREADABLE, path=path) from error
