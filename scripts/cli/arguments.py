"""Parse the arguments of the command line."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from .commands import AccountCommand, StandaloneCommand
from .dates import parse_day
from .i18n import Text
from .login import STANDALONE_COMMANDS
from .login_methods import add_password_file
from .pages import (
    account,
    communication,
    documents,
    files,
    parent_requests,
    results,
    school_day,
)
from .record import COMMANDS as RECORD_COMMANDS

COMMANDS: tuple[AccountCommand, ...] = (
    *school_day.COMMANDS,
    *results.COMMANDS,
    *communication.COMMANDS,
    *documents.COMMANDS,
    *parent_requests.COMMANDS,
    *account.COMMANDS,
    *files.COMMANDS,
)
_GROUPS = {"files": files.ABOUT}

_ABOUT = Text(
    "Read and write a school’s PRONOTE from a terminal. Prints tables, or JSON in a pipe.",
    "Lire et écrire dans le PRONOTE d’une école depuis un terminal. Affiche des tableaux, ou du JSON dans un tube.",
)


def parse_arguments(typed: Sequence[str]) -> Namespace:
    """Parse the arguments. Exits with 2 when they are invalid."""
    parser = ArgumentParser(prog="pronote", description=str(_ABOUT))
    groups = {"": parser.add_subparsers(required=True, metavar="COMMAND")}
    for name, text in _GROUPS.items():
        group = groups[""].add_parser(name, help=str(text), description=str(text))
        groups[name] = group.add_subparsers(required=True, metavar="COMMAND")
    tasks: tuple[AccountCommand | StandaloneCommand, ...] = (
        *STANDALONE_COMMANDS,
        *COMMANDS,
        *RECORD_COMMANDS,
    )
    for task in tasks:
        group_name, _, name = task.name.rpartition(" ")
        command = groups[group_name].add_parser(
            name, help=str(task.help), description=str(task.help)
        )
        command.set_defaults(
            task=task, account=None, pupil=None, pin_file=None, device_name=None
        )
        _declare(command, task)
    return parser.parse_args(typed)


def _declare(command: ArgumentParser, task: AccountCommand | StandaloneCommand) -> None:
    """Add the arguments of a command and those of all commands."""
    task.arguments(command)
    if isinstance(task, AccountCommand):
        add_password_file(command)
        if task.pupil:
            _option(
                command,
                "--pupil",
                Text("child, by name or number", "élève, par nom ou numéro"),
            )
        if task.days:
            day = Text("2026-11-17, today, +7, -3", "2026-11-17, aujourd’hui, +7, -3")
            for name, place in (("--from", "start"), ("--to", "end")):
                command.add_argument(
                    name, dest=place, type=parse_day, metavar="DAY", help=str(day)
                )
        if task.period:
            _option(
                command,
                "--period",
                Text("period, by name or number", "période, par nom ou numéro"),
            )
    if isinstance(task, AccountCommand) or task.account is not None:
        _option(
            command,
            "--account",
            Text("name of a saved account", "nom d’un compte enregistré"),
        )
    formats = command.add_mutually_exclusive_group()
    formats.add_argument(
        "--json",
        action="store_true",
        help=str(Text("JSON, as in a pipe", "du JSON, comme dans un tube")),
    )
    formats.add_argument(
        "--table",
        action="store_true",
        help=str(
            Text("tables, as on a terminal", "des tableaux, comme sur un terminal")
        ),
    )
    command.add_argument(
        "--verbose",
        action="store_true",
        help=str(Text("show each step", "afficher chaque étape")),
    )


def _option(command: ArgumentParser, name: str, text: Text) -> None:
    command.add_argument(name, metavar="NAME", help=str(text))
