"""Read and write files that hold secrets, with mode 600."""

from contextlib import suppress
import os
from pathlib import Path
import stat
import tempfile

from .i18n import Text, UsageError

_OPEN_TO_OTHERS = Text(
    "Other users can read {path}: run “chmod 600 {path}” first.",
    "D’autres utilisateurs peuvent lire {path} : lancez d’abord « chmod 600 {path} ».",
)
_NOT_YOURS = Text(
    "{path} belongs to another user.", "{path} appartient à un autre utilisateur."
)


def read_private(path: Path) -> str:
    """Return the text of a file that only its owner may read. Raises UsageError for others."""
    with path.open(encoding="utf-8") as file:
        found = os.fstat(file.fileno())
        if stat.S_IMODE(found.st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
            raise UsageError(_OPEN_TO_OTHERS, path=path)
        if found.st_uid != os.geteuid():
            raise UsageError(_NOT_YOURS, path=path)
        return file.read()


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, completely or not at all."""
    make_private_folder(path.parent)
    number, temporary = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def make_private_folder(folder: Path) -> None:
    """Create a folder that only its owner may read."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
