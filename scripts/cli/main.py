"""Read what was typed, do it, and say in one sentence why not."""

from argparse import Namespace
import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import nullcontext
from functools import partial
import logging
import os
import sys

from aiopronote import PronoteError

from . import kept
from .actions import Action, Errand
from .desk import Desk
from .language import Text, UsageError
from .login import NoTokenError
from .opening import opened
from .screen import Screen, Shown
from .sentences import explain
from .typed import read

OK, REFUSED, USAGE, INTERRUPTED = 0, 1, 2, 130

_ASKING = Text("Asking the school", "Question à l’école")
_WAITING = Text(
    "Waiting for another command that uses this account.",
    "Attente d’une autre commande qui utilise ce compte.",
)


def main(typed: Sequence[str]) -> int:
    """Do what was typed and return how it ended."""
    screen = Screen(as_json=True)
    try:
        arguments = read(typed)
        screen = Screen(as_json=_wants_json(arguments))
        screen.show(_do(arguments.task, arguments, screen))
    except UsageError as error:
        screen.say(error)
        return USAGE
    except NoTokenError as error:
        screen.say(error)
        return REFUSED
    except PronoteError as error:
        screen.say(explain(error))
        return REFUSED
    except BrokenPipeError:
        # The reader has seen enough; Python must not find out again while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        screen.say(f"{error.filename or ''} : {error.strerror}".removeprefix(" : "))
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    return OK


def _do(task: Action | Errand, arguments: Namespace, screen: Screen) -> Shown:
    if arguments.verbose:
        logging.basicConfig(format="%(message)s", stream=sys.stderr)
        logging.getLogger("aiopronote").setLevel(logging.DEBUG)
    run: Callable[[], Coroutine[None, None, Shown]]
    if isinstance(task, Errand):
        name = task.account(arguments) if task.account is not None else None
        run = partial(task.run, arguments, screen)
    else:
        name = kept.pick(arguments.account)
        run = partial(_at_school, task, name, arguments, screen)
    with kept.alone_with(name, lambda: screen.say(_WAITING)) if name else nullcontext():
        return asyncio.run(run())


async def _at_school(
    task: Action, name: str, arguments: Namespace, screen: Screen
) -> Shown:
    known = kept.load(name)
    desk = opened(name, known.token, known.timezone, arguments, screen)
    async with desk as client:
        with screen.busy(_ASKING):
            return await task.run(Desk(client, arguments, screen))


def _wants_json(arguments: Namespace) -> bool:
    return arguments.json or not (arguments.table or sys.stdout.isatty())
