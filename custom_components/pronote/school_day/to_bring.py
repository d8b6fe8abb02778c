"""Things that homework and the memos of lessons ask to bring to school."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
import re
from typing import Final

from ..client import Homework, Lesson

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…;])\s+|\n")
_ASKS: Final = re.compile(
    r"""
    \b(?:r?apport|r?am[eè]n)(?:er|ez)\b            # apporter, à rapporter, ramenez
    | (?:^|[:,\-–•*(]\s*|\b(?:et|puis|pensez\ à|merci\ de)\s+)
      (?:r?apporte|r?amène)s?\b                     # apporte ta flûte
    | \bse\ munir\b | \bmunissez[\s\-‑]vous\b | \bmuni(?:e|s|es|\(e\)s?)?\ d[eu'’]
    | \bprévo(?:ir|yez)\ (?!du\ temps|\S+\s+(?:heures?|minutes?|h|min|temps)\b)
    | \bbring\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DOES_NOT_ASK: Final = re.compile(
    r"""
    \?$
    | \b(?:inutile|pas\ besoin|pas\ nécessaire)\ d
    | \bne\ (?:pas|rien)\ (?:r?apporter|r?amener)\b
    | \bn['’](?:apport|amen|amèn)\S+\ (?:pas|rien)\b | \bne\ r\S+\ (?:pas|rien)\b
    # Not a thing: apporter une réponse, des précisions, ramener à l'unité.
    | \b(?:apport|rapport)\S+\ (?:\w+['’\s]+){0,2}(?:réponse|correction|précision|modification
      |amélioration|preuve|solution|aide|soin|attention|nuance|argument|élément|justification)s?\b
    | \bramen\S+\ à\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToBring:
    """A sentence of a teacher that asks to bring something."""

    key: str
    """Stays the same until the teacher edits the text."""
    subject: str | None
    text: str


def things_to_bring(
    lessons: Iterable[Lesson], homework: Iterable[Homework]
) -> tuple[ToBring, ...]:
    """Return what some homework and the memos of some lessons ask to bring, each thing once."""
    asked = [
        *(
            (work.key, work.subject, text)
            for work in homework
            for text in _sentences(work.text)
        ),
        *(
            (lesson.key, lesson.subject, text)
            for lesson in lessons
            for text in _sentences(lesson.memo or "")
        ),
    ]
    found: dict[tuple[str | None, str], ToBring] = {}
    for key, subject, text in asked:
        item = ToBring(key=f"{key} {text}", subject=subject, text=text)
        found.setdefault((subject, text.casefold()), item)
    return tuple(found.values())


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text that ask to bring something."""
    for part in _SENTENCE_END.split(text):
        sentence = " ".join(part.split())
        if _ASKS.search(sentence) and not _DOES_NOT_ASK.search(sentence):
            yield sentence
