"""Test that the pages written from the code are those of the code."""

import builtins
import re

import griffe

from tests.repository import generated_pages
from tests.repository.source_files import CLIENT, INTEGRATION, python

COMMAND = "run: python -m tests.repository.generated_pages"
ERROR = re.compile(r"\b[A-Z][a-z]\w*Error(?=s?\b)")


def test_drawings_are_those_of_the_contracts() -> None:
    page = generated_pages.ARCHITECTURE.read_text(encoding="utf-8")
    assert page == generated_pages.architecture(), COMMAND
    assert page.count("```mermaid") == 2


def test_reference_is_that_of_the_client() -> None:
    page = generated_pages.REFERENCE.read_text(encoding="utf-8")
    assert page == generated_pages.reference(), COMMAND


def test_each_exported_name_is_in_the_reference() -> None:
    package = griffe.load("client", search_paths=[INTEGRATION])
    assert isinstance(package, griffe.Module)
    headings = set(
        re.findall(r"^### `(\w+)`$", generated_pages.reference(), re.MULTILINE)
    )
    missing = {
        str(name)
        for name in package.exports or ()
        if isinstance(
            package[str(name)].final_target
            if isinstance(package[str(name)], griffe.Alias)
            else package[str(name)],
            griffe.Class | griffe.Function,
        )
        and str(name) not in headings
    }
    assert not missing


def test_errors_named_in_docstrings_exist() -> None:
    """A docstring that names an exception by a former name misleads whoever catches it."""
    texts = [path.read_text(encoding="utf-8") for path in python(CLIENT)]
    defined = {
        name for text in texts for name in re.findall(r"\bclass (\w+Error)\b", text)
    }
    named = {
        name
        for text in texts
        for docstring in re.findall(r'"""(.*?)"""', text, re.DOTALL)
        for name in ERROR.findall(docstring)
    }
    assert len(named) > 30
    assert not {name for name in named - defined if not hasattr(builtins, name)}
