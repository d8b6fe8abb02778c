"""Prompt at the terminal, and read secrets from files."""

from collections.abc import Iterator
from contextlib import contextmanager
import getpass
import os
from pathlib import Path
import signal
import sys

from aiopronote import Secret

from .i18n import Text, UsageError
from .private_files import read_private

PASSWORD_VARIABLE = "PRONOTE_PASSWORD"

_PASSWORD = Text("Password", "Mot de passe")
_NOBODY = Text(
    "There is no terminal to enter “{question}”. Use an option that reads it from a file.",
    "Il n’y a pas de terminal pour saisir « {question} ». Utilisez une option qui lit un fichier.",
)
_EMPTY = Text("Nothing was entered.", "Rien n’a été saisi.")
_COLON = Text(": ", " : ")


def can_prompt() -> bool:
    """Return whether standard input is a terminal."""
    return sys.stdin.isatty()


def prompt(question: Text, default: str = "") -> str:
    """Prompt for something that is shown while it is typed."""
    with _terminal(question):
        proposed = f" [{default}]" if default else ""
        sys.stderr.write(f"{question}{proposed}{_COLON}")
        sys.stderr.flush()
        answer = sys.stdin.readline().strip()
    return _not_empty(answer or default)


def prompt_secret(question: Text, path: Path | None = None) -> Secret:
    """Read a secret from a file of mode 600, or prompt for it without showing it."""
    if path is not None:
        return Secret(_not_empty(read_private(path).strip()))
    with _terminal(question):
        return Secret(
            _not_empty(getpass.getpass(f"{question}{_COLON}", sys.stderr).strip())
        )


def prompt_password(path: Path | None = None) -> Secret:
    """Read a password from a file or from the environment, or prompt for it."""
    given = os.environ.get(PASSWORD_VARIABLE)
    if path is None and given:
        return Secret(given)
    return prompt_secret(_PASSWORD, path)


def _not_empty(answer: str) -> str:
    if not answer:
        raise UsageError(_EMPTY)
    return answer


@contextmanager
def _terminal(question: Text) -> Iterator[None]:
    """Let Ctrl-C end a prompt. Under asyncio it would only cancel the task afterwards."""
    if not can_prompt():
        raise UsageError(_NOBODY, question=question)
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    except EOFError as error:
        raise UsageError(_EMPTY) from error
    finally:
        signal.signal(signal.SIGINT, former)
