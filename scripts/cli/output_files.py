"""Write the files that a command downloads."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .context import Context
from .i18n import Text, UsageError
from .output import Result

_WRITTEN = Text("{path}: {size} bytes.", "{path} : {size} octets.")
_THERE = Text(
    "{path} already exists: choose another name.",
    "{path} existe déjà : choisissez un autre nom.",
)


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """Create a file, never in place of another, and delete it if writing fails."""
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
    context: Context, path: Path, fetch: Callable[[], Awaitable[bytes]]
) -> Result:
    """Create a file, fetch its content into it and report it.

    The file is created first: without it nothing is requested.
    """
    with new_file(path) as file:
        size = file.write(await fetch())
    return report_file(context, path, size)


def report_file(context: Context, path: Path, size: int) -> Result:
    """Report that a file was written."""
    context.output.print_message(_WRITTEN.format(path=path, size=size))
    return Result({"file": str(path), "bytes": size}, ())
