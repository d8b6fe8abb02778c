"""Describe a command: its name, its arguments and its function."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from .context import Context
from .i18n import Text
from .output import Output, Result


def no_arguments(_: ArgumentParser) -> None:
    """Add no argument."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCommand:
    """Command that runs with an open account."""

    name: str
    help: Text
    run: Callable[[Context], Coroutine[None, None, Result]]
    arguments: Callable[[ArgumentParser], None] = no_arguments
    pupil: bool = True
    days: bool = False
    period: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StandaloneCommand:
    """Command that runs without an open account."""

    name: str
    help: Text
    run: Callable[[Namespace, Output], Coroutine[None, None, Result]]
    arguments: Callable[[ArgumentParser], None] = no_arguments
    account: Callable[[Namespace], str] | None = None
