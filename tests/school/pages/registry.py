"""Registry of the functions of the server, with the tabs of each.

A page is one module of this package. `page` registers its function. The tabs of the
page then appear in the tab tree of every account whose space has them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.school.model.people import Account, Pupil
from tests.school.wire import values
from tests.school.wire.errors import access_denied
from tests.school.wire.session import Answer, Call, Session, Stage
from tests.school.wire.values import Json

if TYPE_CHECKING:
    from tests.school.school import School


@dataclass(frozen=True, slots=True)
class RequestContext:
    """Call with the data needed to answer it."""

    school: School
    session: Session
    call: Call
    tab: int
    member: Pupil | None
    address: str

    @property
    def data(self) -> Json:
        return self.call.data

    def required(self, name: str) -> Any:
        """Return a required field of the request."""
        return values.field(self.call.data, name)

    @property
    def account(self) -> Account:
        assert self.session.account is not None
        return self.session.account

    @property
    def pupil(self) -> Pupil:
        """Return the pupil of the page."""
        if self.member is None:
            raise access_denied()
        return self.member

    def id(self, kind: str, uid: str) -> str:
        """Return the id of an object in this session."""
        return self.session.ids.issue(kind, uid)

    def named(self, kind: str, uid: str, label: str) -> Json:
        return {"L": label, "N": self.id(kind, uid)}


type Handler = Callable[[RequestContext], Answer | Json]


@dataclass(frozen=True, slots=True)
class Function:
    """Function of a page with its tabs, or a step of the protocol without tabs."""

    name: str
    handler: Handler
    tabs: frozenset[int]
    stages: frozenset[Stage]
    any_tab: bool = False


FUNCTIONS: dict[str, Function] = {}


def page(name: str, *tabs: int) -> Callable[[Handler], Handler]:
    """Register a function that is called from one of these tabs."""

    def declare(handler: Handler) -> Handler:
        opened = frozenset({Stage.OPEN})
        FUNCTIONS[name] = Function(name, handler, frozenset(tabs), opened)
        return handler

    return declare


def any_page(name: str) -> Callable[[Handler], Handler]:
    """Register a function that is called from every tab of the account."""

    def declare(handler: Handler) -> Handler:
        opened = frozenset({Stage.OPEN})
        FUNCTIONS[name] = Function(name, handler, frozenset(), opened, any_tab=True)
        return handler

    return declare


def step(name: str, *stages: Stage) -> Callable[[Handler], Handler]:
    """Register a function of the protocol itself, allowed in these stages."""

    def declare(handler: Handler) -> Handler:
        FUNCTIONS[name] = Function(name, handler, frozenset(), frozenset(stages))
        return handler

    return declare


def served_tabs() -> frozenset[int]:
    """Return the tabs that have a page."""
    return frozenset(tab for function in FUNCTIONS.values() for tab in function.tabs)
