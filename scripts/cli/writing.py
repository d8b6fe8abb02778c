"""Files that a command brings home."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .desk import Desk
from .language import Text, UsageError
from .screen import Shown

_WRITTEN = Text("{path}: {size} bytes.", "{path} : {size} octets.")
_THERE = Text(
    "{path} is already there: choose another name.",
    "{path} existe déjà : choisissez un autre nom.",
)


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a file in no other's place; what was not written to its end does not stay."""
    try:
        file = path.open("xb")
    except FileExistsError as error:
        raise UsageError(_THERE, path=path) from error
    with file:
        try:
            yield file
        except BaseException:
            path.unlink()
            raise


async def write_file(
    desk: Desk, path: Path, ask: Callable[[], Awaitable[bytes]]
) -> Shown:
    """Write an answer of the school to a new file, if it may stand there, and tell so."""
    with new_file(path) as file:
        size = file.write(await ask())
    return written(desk, path, size)


def written(desk: Desk, path: Path, size: int) -> Shown:
    """Tell that a file was written."""
    desk.screen.say(_WRITTEN.format(path=path, size=size))
    return Shown({"file": str(path), "bytes": size}, ())
