"""The files that a client has listed, by key, and how to list them again."""

from collections.abc import Awaitable, Callable, Iterable

from .common import Attachment
from .errors import StaleObjectError

type Finder = Callable[[], Awaitable[Iterable[Attachment]]]
"""Lists files again, with references of the session in use."""


class FileIndex:
    """Stores the files listed in any session."""

    def __init__(self) -> None:
        """Start empty."""
        self._known: dict[str, tuple[Attachment, Finder]] = {}

    def add(self, files: Iterable[Attachment], find: Finder) -> None:
        """Store files, and a function that lists them again in a later session."""
        self._known.update((file.key, (file, find)) for file in files)

    def get(self, key: str) -> Attachment | None:
        """Return a file by its key, None if it was never listed. No request."""
        known = self._known.get(key)
        return known and known[0]

    async def find_again(self, attachment: Attachment) -> Attachment:
        """Return a file with a reference of the session in use.

        Raises StaleObjectError if the file was never listed, or is no longer listed.
        """
        if (known := self._known.get(attachment.key)) is None:
            raise StaleObjectError("The file was read in an earlier session")
        _, find = known
        for candidate in await find():
            if candidate.key == attachment.key:
                return candidate
        raise StaleObjectError("The file no longer exists")
