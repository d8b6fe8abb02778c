"""What an action is: its name, what it takes, what it does."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from .desk import Desk
from .language import Text
from .screen import Screen, Shown


def nothing_more(_: ArgumentParser) -> None:
    """Declare no argument."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to do with an open account."""

    name: str
    help: Text
    run: Callable[[Desk], Coroutine[None, None, Shown]]
    arguments: Callable[[ArgumentParser], None] = nothing_more
    pupil: bool = True
    days: bool = False
    period: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Something to do without an open account, maybe to the file of one."""

    name: str
    help: Text
    run: Callable[[Namespace, Screen], Coroutine[None, None, Shown]]
    arguments: Callable[[ArgumentParser], None] = nothing_more
    account: Callable[[Namespace], str] | None = None
