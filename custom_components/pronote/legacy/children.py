"""Migrate what hass-pronote knew of each child: whom the family followed, and with which options."""

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any, Final, TypedDict

from homeassistant.util import slugify

from ..client import Account, Pupil
from ..connection.followed_children import is_followed, with_followed
from ..const import CONF_CHILDREN, CONF_WAKE_UP

CONF_FORMER_CHILDREN: Final = "hass_pronote_children"
"""Children of hass-pronote, until a login returns their keys."""

CONF_LUNCH_BREAK: Final = "lunch_break"
"""When the legacy sensors of a child split a day in two."""

DEFAULT_LUNCH_BREAK: Final = time(13)

_MAX_OFFSET: Final = 240
"""Minutes: the longest time before the first lesson that the options offer."""


class FormerChild(TypedDict):
    """A child of hass-pronote, with its options."""

    name: str | None
    """None for an account of a pupil, who is its only child."""
    chosen: dict[str, Any]


def former_child(data: Mapping[str, Any], options: Mapping[str, Any]) -> FormerChild:
    """Return the child of an entry of hass-pronote."""
    chosen: dict[str, Any] = {}
    offset = options.get("alarm_offset")
    if isinstance(offset, int | float):
        chosen[CONF_WAKE_UP] = min(max(int(offset), 1), _MAX_OFFSET)
    if (lunch := _time(options.get("lunch_break_time"))) is not None:
        chosen[CONF_LUNCH_BREAK] = f"{lunch:%H:%M}"
    return {"name": data.get("child"), "chosen": chosen}


def lunch_break(options: Mapping[str, Any], pupil_key: str) -> time:
    """Return when the days of a child are split, from the options of its account."""
    chosen = options.get(CONF_CHILDREN, {}).get(pupil_key, {})
    return _time(chosen.get(CONF_LUNCH_BREAK)) or DEFAULT_LUNCH_BREAK


def with_former_children(
    options: Mapping[str, Any], others: Mapping[str, Any]
) -> dict[str, Any]:
    """Return options with the children of hass-pronote of other options too."""
    former = [
        child
        for one in (options, others)
        for child in one.get(CONF_FORMER_CHILDREN, ())
    ]
    return {**options, **({CONF_FORMER_CHILDREN: former} if former else {})}


def adopted_options(
    options: Mapping[str, Any], account: Account, *, first: bool
) -> dict[str, Any]:
    """Return options in which the children of hass-pronote are those of an account.

    The first time, the family follows only them, unless none of them is in the account.
    """
    known = {
        key: value for key, value in options.items() if key != CONF_FORMER_CHILDREN
    }
    children = {**known.get(CONF_CHILDREN, {})}
    adopted: set[str] = set()
    for former in options.get(CONF_FORMER_CHILDREN, ()):
        if (pupil := find_pupil(account.pupils, former["name"])) is not None:
            children[pupil.key] = {**former["chosen"], **children.get(pupil.key, {})}
            adopted.add(pupil.key)
    if not adopted:
        return known
    known[CONF_CHILDREN] = children
    before = {pupil.key for pupil in account.pupils if is_followed(known, pupil.key)}
    return with_followed(known, account, adopted if first else adopted | before)


def find_pupil(pupils: Iterable[Pupil], name: str | None) -> Pupil | None:
    """Return the child with a name; an only child needs no comparison."""
    known = [*pupils]
    if len(known) == 1:
        return known[0]
    wanted = slugify(name)
    return next((pupil for pupil in known if slugify(pupil.name) == wanted), None)


def _time(text: Any) -> time | None:
    try:
        return time.fromisoformat(text)
    except TypeError, ValueError:
        return None
