"""Children to follow: those of an account whom the family has not left out."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..client import Account
from ..const import CONF_CHILDREN, CONF_FOLLOWED


def is_followed(options: Mapping[str, Any], pupil_key: str) -> bool:
    """Return whether the family follows a child; it does unless it said no."""
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
