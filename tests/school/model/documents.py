"""Documents which the school gives to download, or drops into a locker."""

from dataclasses import dataclass
from datetime import date

from .types import Attachment


@dataclass(frozen=True, slots=True)
class Document:
    attachment: Attachment
    category: str
    date: date
    comment: str = ""
    author: str = ""
    read: bool = False
