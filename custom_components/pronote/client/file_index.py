"""The files that a client has listed, and how to list them again.

Keys are made from content: two children with the same homework have files with the same key. A
file is therefore stored with the child on whose page it was.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .common import Attachment
from .errors import StaleObjectError
from .pages.account import Pupil

type Finder = Callable[[], Awaitable[Iterable[Attachment]]]
"""Lists files again, with references of the session in use."""


class FilePage(StrEnum):
    """A page that lists files."""

    HOMEWORK = "homework"
    CONTENTS = "contents"
    GRADES = "grades"
    EVALUATIONS = "evaluations"
    SCHOOL_LIFE = "school_life"
    AGENDA = "agenda"
    NEWS = "news"
    DISCUSSIONS = "discussions"


@dataclass(frozen=True, slots=True)
class FilePlace:
    """Where a file is listed."""

    page: FilePage
    pupil: str | None
    """The key of the pupil; None for the whole account."""
    item: date | str
    """The day, the name of the period, or the key of the news or the discussion."""

    @classmethod
    def of(cls, page: FilePage, pupil: Pupil | None, item: date | str) -> FilePlace:
        """Return a place on a page of a pupil, or of the account."""
        return cls(page, None if pupil is None else pupil.key, item)


@dataclass(frozen=True, slots=True)
class _Known:
    """A file, and where it was listed last."""

    place: FilePlace
    file: Attachment
    find: Finder


class FileIndex:
    """Stores the files listed in any session."""

    def __init__(self) -> None:
        """Start empty."""
        self._known: dict[tuple[str | None, str], _Known] = {}

    def add(self, place: FilePlace, files: Iterable[Attachment], find: Finder) -> None:
        """Store the files of a place, and a function that lists them again in a later session."""
        self._known.update(
            ((place.pupil, file.key), _Known(place, file, find)) for file in files
        )

    def get(self, place: FilePlace, key: str) -> Attachment | None:
        """Return a file by its place and its key, None if it was not listed there. No request."""
        known = self._known.get((place.pupil, key))
        return known.file if known is not None and known.place == place else None

    async def find_again(self, attachment: Attachment) -> Attachment:
        """Return a file with a reference of the session in use.

        Raises StaleObjectError if the file was never listed, or is no longer listed.
        """
        pupil = None if attachment.ref is None else attachment.ref.pupil
        if (known := self._known.get((pupil, attachment.key))) is None:
            raise StaleObjectError("The file was read in an earlier session")
        for candidate in await known.find():
            if candidate.key == attachment.key:
                return candidate
        raise StaleObjectError("The file no longer exists")
