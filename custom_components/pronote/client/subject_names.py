"""Names that schools give to the hours without a lesson: study hours and lunch breaks.

Some schools enter them as ordinary lessons, with a subject of this name.
"""

from functools import lru_cache
import re

from .common import folded

_WORD = re.compile(r"[^\W\d_]+")

_STUDY = frozenset({"permanence", "permanences", "perm"})
"""Words that begin the name of a study hour, and of nothing else."""
_STUDY_ALONE = frozenset({"etude", "etudes", "pause", "recreation", "recre"})
"""Words that mean a study hour or a break, unless others follow ("ÉTUDE DE TEXTES")."""
_ALONG_STUDY = frozenset(
    {
        *("a", "d", "de", "du", "des", "en", "la", "le", "l", "apres"),
        *("heure", "heures", "salle", "temps", "matin", "midi", "soir"),
        *("surveille", "surveillee", "surveillees", "dirigee", "dirigees"),
        *("encadree", "encadrees", "libre", "libres", "obligatoire"),
        *("autonome", "silencieuse"),
    }
)
_LUNCH = frozenset({"meridienne", "dejeuner", "cantine", "repas", "self"})
_LUNCH_PAIRS = (
    frozenset({"pause", "midi"}),
    frozenset({"demi", "pension"}),
    frozenset({"interclasse", "midi"}),
)
_ALONG_LUNCH = frozenset(
    {
        *("a", "au", "d", "de", "du", "l", "la", "le", "temps", "heure"),
        *("pause", "coupure", "interclasse", "midi", "demi", "pension"),
    }
)


def _words(name: str | None) -> list[str]:
    return _WORD.findall(folded(name or ""))


@lru_cache(maxsize=512)
def is_lunch_break(name: str | None) -> bool:
    """Return whether a subject is a lunch break ("PAUSE MÉRIDIENNE"). Cached: subjects repeat."""
    words = frozenset(_words(name))
    return bool(words) and (
        (not _LUNCH.isdisjoint(words) and words <= _LUNCH | _ALONG_LUNCH)
        or any(pair <= words <= _ALONG_LUNCH for pair in _LUNCH_PAIRS)
    )


@lru_cache(maxsize=512)
def is_study_hour(name: str | None) -> bool:
    """Return whether a subject is a study hour ("PERMANENCE", "ÉTUDE 2") or a break. Cached."""
    words = _words(name)
    meaning = next((word for word in words if word not in _ALONG_STUDY), None)
    return meaning in _STUDY or (
        meaning in _STUDY_ALONE
        and all(word in _ALONG_STUDY | _STUDY_ALONE | _STUDY for word in words)
    )
