"""References, attachments and stable keys, used by several pages."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
import hashlib
import re
import unicodedata


@dataclass(frozen=True, slots=True)
class Reference:
    """Id of an object at the school. It is valid in session number `session` only."""

    id: str
    session: int
    pupil: str | None = field(default=None, repr=False, compare=False)
    """Key of the pupil on whose page it was; None for the whole account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VirtualLink:
    """A link to an online lesson or meeting."""

    url: str
    label: str | None = None


LINK_KIND = 0
"""PRONOTE's number of the attachments that are links."""


class AttachmentKind(StrEnum):
    """Kind of an attachment."""

    FILE = "file"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file on the school's server, or a link."""

    key: str = ""
    """Does not change between sessions. Made from the key of the owner and the file name."""
    name: str
    kind: AttachmentKind
    url: str | None = None
    """Address of a link. None for a file, which `PronoteClient.files` downloads, and for a link
    whose address `PronoteClient.files.link_url` finds.
    """
    source: str | None = field(default=None, repr=False)
    """PRONOTE's kind of a special file, such as the subject or the correction of a test."""
    resource_kind: int | None = field(default=None, repr=False, compare=False)
    """PRONOTE's kind of the files of this page, as of 2025, where a download has to name it."""
    wire_kind: int | None = field(default=None, repr=False, compare=False)
    """PRONOTE's kind of the file or link itself."""
    ref: Reference | None = field(default=None, repr=False, compare=False)

    @property
    def on_server(self) -> bool:
        """Whether the school may serve it: a file, or a document of a cloud without an address."""
        if self.kind is AttachmentKind.FILE:
            return True
        return self.url is None and self.wire_kind != LINK_KIND


def stable_key(*parts: object) -> str:
    """Return a short key made from the content of the parts.

    PRONOTE changes its ids at each login, so keys are made from content. Case, accents and
    whitespace are ignored.
    """
    text = "\x1f".join(["" if part is None else folded(str(part)) for part in parts])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@lru_cache(maxsize=2048)
def folded(text: str) -> str:
    """Return a text without case, accents and whitespace. Cached: subjects repeat."""
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text)
        text = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(text.casefold().split())


class KeyGenerator:
    """Generates the keys of the objects of a list. Identical objects are numbered."""

    def __init__(self) -> None:
        """Start with no keys."""
        self._seen: dict[str, int] = {}

    def __call__(self, *parts: object) -> str:
        """Return the key of the next object."""
        key = stable_key(*parts)
        number = self._seen[key] = self._seen.get(key, 0) + 1
        return numbered_key(key, number)


def numbered_key(key: str, number: int) -> str:
    """Return the key of one of several identical objects, counted from 1."""
    return key if number == 1 else f"{key}-{number}"


def unnumbered_key(key: str) -> str:
    """Return a key without the number of identical objects."""
    if "-" not in key:
        return key
    numbered = re.fullmatch(r"([0-9a-f]{16})-\d+", key)
    return numbered[1] if numbered else key
