"""Children of an account: what they are called, and which of them the family follows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ..client import Account, Pupil
from ..const import CONF_CHILDREN, CONF_FOLLOWED


def short_names(pupils: Iterable[Pupil]) -> dict[str, str]:
    """Return the first names of children by key; two alike keep their whole names."""
    names = {pupil.key: pupil.name for pupil in pupils}
    first_names = {key: _first_name(name) for key, name in names.items()}
    counts = Counter(name.casefold() for name in first_names.values())
    return {
        key: name if counts[name.casefold()] == 1 else names[key]
        for key, name in first_names.items()
    }


def _first_name(name: str) -> str:
    """Return what follows the surname, which PRONOTE writes first and in capitals."""
    words = name.split()
    while len(words) > 1 and words[0].isupper():
        words.pop(0)
    return name if words[0].isupper() else " ".join(words)


def is_followed(options: Mapping[str, Any], pupil_key: str) -> bool:
    """Return whether the family follows a child, which is the default."""
    chosen = options.get(CONF_CHILDREN, {}).get(pupil_key, {})
    return bool(chosen.get(CONF_FOLLOWED, True))


def followed_account(account: Account, options: Mapping[str, Any]) -> Account:
    """Return an account with the children to follow only."""
    pupils = tuple(pupil for pupil in account.pupils if is_followed(options, pupil.key))
    return account if pupils == account.pupils else replace(account, pupils=pupils)


def with_followed(
    options: Mapping[str, Any], account: Account, followed: set[str]
) -> dict[str, Any]:
    """Return options in which some children of an account are followed, and no others."""
    children = {**options.get(CONF_CHILDREN, {})}
    for pupil in account.pupils:
        chosen = {
            key: value
            for key, value in children.pop(pupil.key, {}).items()
            if key != CONF_FOLLOWED
        }
        if pupil.key not in followed:
            chosen[CONF_FOLLOWED] = False
        if chosen:
            children[pupil.key] = chosen
    others = {key: value for key, value in options.items() if key != CONF_CHILDREN}
    return others | ({CONF_CHILDREN: children} if children else {})
