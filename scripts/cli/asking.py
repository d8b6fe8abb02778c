"""Questions to the person at the terminal, and secrets from files."""

from collections.abc import Iterator
from contextlib import contextmanager
import getpass
from pathlib import Path
import signal
import sys

from aiopronote import Secret

from .language import Text, UsageError
from .private import read_private

_NOBODY = Text(
    "Nobody to ask “{question}”: there is no terminal. Options tell what a file may say.",
    "Personne à qui demander « {question} » : il n’y a pas de terminal. Des options lisent un fichier à la place.",
)
_EMPTY = Text("Nothing was typed.", "Rien n’a été tapé.")
_COLON = Text(": ", " : ")


def may_ask() -> bool:
    """Tell whether somebody is there to answer."""
    return sys.stdin.isatty()


def ask(question: Text, default: str = "") -> str:
    """Ask something that anybody may see."""
    with _somebody(question):
        proposed = f" [{default}]" if default else ""
        sys.stderr.write(f"{question}{proposed}{_COLON}")
        sys.stderr.flush()
        answer = sys.stdin.readline().strip()
    return _told(answer or default)


def ask_secret(question: Text, path: Path | None = None) -> Secret:
    """Take a secret from a file of mode 600, else ask for it without showing it."""
    if path is not None:
        return Secret(_told(read_private(path).strip()))
    with _somebody(question):
        return Secret(_told(getpass.getpass(f"{question}{_COLON}", sys.stderr).strip()))


def _told(answer: str) -> str:
    if not answer:
        raise UsageError(_EMPTY)
    return answer


@contextmanager
def _somebody(question: Text) -> Iterator[None]:
    """Let Ctrl-C end a question, which asyncio would only note."""
    if not may_ask():
        raise UsageError(_NOBODY, question=question)
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    except EOFError as error:
        raise UsageError(_EMPTY) from error
    finally:
        signal.signal(signal.SIGINT, former)
