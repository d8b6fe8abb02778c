"""The functions which the school answers, each with the tabs it belongs to.

A page is one file of this folder. Its function is declared with `page`, its tabs
then appear in the tab tree of every account whose space has them.
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
    """A call on its way through the school."""

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
        """A field which the request must have."""
        return values.field(self.call.data, name)

    @property
    def account(self) -> Account:
        assert self.session.account is not None
        return self.session.account

    @property
    def pupil(self) -> Pupil:
        """The pupil of whom the page speaks."""
        if self.member is None:
            raise access_denied()
        return self.member

    def id(self, kind: str, uid: str) -> str:
        """The id of an object in this session."""
        return self.session.ids.issue(kind, uid)

    def named(self, kind: str, uid: str, label: str) -> Json:
        return {"L": label, "N": self.id(kind, uid)}


type Handler = Callable[[RequestContext], Answer | Json]


@dataclass(frozen=True, slots=True)
class Function:
    """A function: a page with its tabs, or a step when it needs none."""

    name: str
    handler: Handler
    tabs: frozenset[int]
    stages: frozenset[Stage]
    any_tab: bool = False


FUNCTIONS: dict[str, Function] = {}


def page(name: str, *tabs: int) -> Callable[[Handler], Handler]:
    """Declare a function which is called from one of these tabs."""

    def declare(handler: Handler) -> Handler:
        opened = frozenset({Stage.OPEN})
        FUNCTIONS[name] = Function(name, handler, frozenset(tabs), opened)
        return handler

    return declare


def any_page(name: str) -> Callable[[Handler], Handler]:
    """Declare a function which is called from every tab of the account."""

    def declare(handler: Handler) -> Handler:
        opened = frozenset({Stage.OPEN})
        FUNCTIONS[name] = Function(name, handler, frozenset(), opened, any_tab=True)
        return handler

    return declare


def step(name: str, *stages: Stage) -> Callable[[Handler], Handler]:
    """Declare a function of the conversation itself, good at these stages."""

    def declare(handler: Handler) -> Handler:
        FUNCTIONS[name] = Function(name, handler, frozenset(), frozenset(stages))
        return handler

    return declare


def served_tabs() -> frozenset[int]:
    """The tabs for which there is a page."""
    return frozenset(tab for function in FUNCTIONS.values() for tab in function.tabs)
