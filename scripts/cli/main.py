"""Run a command and report its failure in one sentence."""

from argparse import Namespace
import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import nullcontext
from functools import partial
import logging
import os
import sys

from aiopronote import PronoteError

from . import accounts
from .arguments import parse_arguments
from .commands import AccountCommand, StandaloneCommand
from .connect import next_credentials, open_client
from .context import Context
from .error_messages import error_message
from .i18n import Text, UsageError
from .login import NoTokenError
from .output import Output, Result

OK, REFUSED, USAGE, INTERRUPTED = 0, 1, 2, 130

_REQUESTING = Text("Waiting for PRONOTE", "En attente de PRONOTE")
_WAITING = Text(
    "Waiting for another command that uses this account.",
    "Attente d’une autre commande qui utilise ce compte.",
)


def main(typed: Sequence[str]) -> int:
    """Run the command that was typed and return its exit code."""
    output = Output(as_json=True)
    try:
        arguments = parse_arguments(typed)
        output = Output(as_json=_wants_json(arguments))
        output.show(_run(arguments.task, arguments, output))
    except UsageError as error:
        output.print_message(error)
        return USAGE
    except NoTokenError as error:
        output.print_message(error)
        return REFUSED
    except PronoteError as error:
        output.print_message(error_message(error))
        return REFUSED
    except BrokenPipeError:
        # The reader closed the pipe. Python must not write to it again when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        output.print_message(
            f"{error.filename or ''} : {error.strerror}".removeprefix(" : ")
        )
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    return OK


def _run(
    task: AccountCommand | StandaloneCommand, arguments: Namespace, output: Output
) -> Result:
    if arguments.verbose:
        logging.basicConfig(format="%(message)s", stream=sys.stderr)
        logging.getLogger("aiopronote").setLevel(logging.DEBUG)
    run: Callable[[], Coroutine[None, None, Result]]
    if isinstance(task, StandaloneCommand):
        name = task.account(arguments) if task.account is not None else None
        run = partial(task.run, arguments, output)
    else:
        name = accounts.choose(arguments.account)
        run = partial(_run_logged_in, task, name, arguments, output)
    with (
        accounts.lock_account(name, lambda: output.print_message(_WAITING))
        if name
        else nullcontext()
    ):
        return asyncio.run(run())


async def _run_logged_in(
    task: AccountCommand, name: str, arguments: Namespace, output: Output
) -> Result:
    known = accounts.load(name)
    credentials = next_credentials(known, arguments)
    opening = open_client(name, credentials, known.timezone, arguments, output)
    async with opening as client:
        with output.status(_REQUESTING):
            return await task.run(Context(client, arguments, output))


def _wants_json(arguments: Namespace) -> bool:
    return arguments.json or not (arguments.table or sys.stdout.isatty())
