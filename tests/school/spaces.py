"""Spaces of PRONOTE with their pages, numbers and tabs."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from tests.school.model.people import Account, Role


@dataclass(frozen=True, slots=True)
class Space:
    role: Role
    name: str
    desktop: int
    mobile: int
    user_kind: int
    with_member: bool = False

    @property
    def page(self) -> str:
        return f"{self.role.value}.html"

    @property
    def mobile_page(self) -> str:
        return f"mobile.{self.page}"

    def number(self, mobile: bool, primary: bool = False) -> int:
        number = self.mobile if mobile else self.desktop
        return PRIMARY.get(number, number) if primary else number


PRIMARY = {1: 19, 8: 21, 2: 20, 7: 22, 3: 23, 6: 24}
"""Numbers of the same spaces in a primary school."""


SPACES = {
    Role.TEACHER: Space(Role.TEACHER, "Espace Professeurs", 1, 8, 3),
    Role.PARENT: Space(Role.PARENT, "Espace Parents", 2, 7, 5, with_member=True),
    Role.PUPIL: Space(Role.PUPIL, "Espace Élèves", 3, 6, 4),
    Role.SCHOOL_LIFE: Space(Role.SCHOOL_LIFE, "Espace Vie scolaire", 13, 14, 34),
}

NO_PRIMARY_TABS = frozenset({12, 13, 16, 198, 227})
"""Pages with a timetable or with grades, which primary schools do not have."""

type Tree = tuple[tuple[int, tuple[int, ...]], ...]

FAMILY_TABS: Tree = (
    (7, ()),
    (6, (49,)),
    (59, (16,)),
    (61, (88, 89, 99)),
    (3, (198, 12)),
    (4, (13, 227)),
    (55, (201, 100, 216, 45)),
    (5, (19,)),
    (2, (8, 9, 10, 37, 148)),
    (131, ()),
    (90, ()),
)
STAFF_TABS: Tree = ((7, ()), (6, (49,)), (128, (105,)), (2, (8, 9, 10)), (131, ()))
"""Groups of tabs. A group without members is a tab itself."""


def tree_of(role: Role) -> Tree:
    return FAMILY_TABS if role in (Role.PUPIL, Role.PARENT) else STAFF_TABS


def tabs_in(tree: Tree) -> frozenset[int]:
    return frozenset(tab for group, members in tree for tab in (members or (group,)))


def open_tabs(account: Account, closed_now: AbstractSet[int]) -> frozenset[int]:
    """Return the tabs available to an account now."""
    closed = account.closed_tabs | account.missing_tabs | closed_now
    return tabs_in(tree_of(account.role)) - closed


def wire_tree(tree: Tree, shown: frozenset[int]) -> list[dict[str, Any]]:
    """Return the tree of the visible tabs in the format of ParametresUtilisateur."""
    nodes: list[dict[str, Any]] = []
    for group, members in tree:
        kept = [{"G": tab} for tab in members if tab in shown]
        if kept:
            nodes.append({"G": group, "Onglet": kept})
        elif not members and group in shown:
            nodes.append({"G": group})
    return nodes
