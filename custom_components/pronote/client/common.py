"""What objects of several pages share: references, attachments, stable keys."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
import hashlib
import re
import unicodedata


@dataclass(frozen=True, slots=True)
class Reference:
    """The school's name for an object, good in the session `session` only."""

    id: str
    session: int


class AttachmentKind(StrEnum):
    """Where an attachment lives."""

    FILE = "file"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file on the school's server, or a link to elsewhere."""

    key: str = ""
    """Survives a re-login: made of what the file hangs on and its name."""
    name: str
    kind: AttachmentKind
    url: str | None = None
    """Address of a link; None for a file, which `PronoteClient.files` downloads."""
    source: str | None = field(default=None, repr=False)
    """Kind of special file (subject or correction of a grade…), in PRONOTE's words."""
    ref: Reference | None = field(default=None, repr=False, compare=False)


def stable_key(*parts: object) -> str:
    """Return a short key that only depends on the content of the parts.

    PRONOTE encrypts its ids anew at each login; content is all that lasts.
    Case, accents and blanks do not count.
    """
    text = "\x1f".join("" if part is None else _folded(str(part)) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@lru_cache(maxsize=512)
def _folded(text: str) -> str:
    """Return a text without case, accents and blanks: the same subjects, again and again."""
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text)
        text = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(text.casefold().split())


class KeyGenerator:
    """Gives each object of a list a key; the second of two identical ones is numbered."""

    def __init__(self) -> None:
        """Start with no key given."""
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
    """Return what the keys of identical objects have in common."""
    numbered = re.fullmatch(r"([0-9a-f]{16})-\d+", key)
    return numbered[1] if numbered else key
