"""Test that what the client can do is reached, by an action, an entity or the command line."""

from collections.abc import Iterator
import inspect
import re
from zoneinfo import ZoneInfo

from custom_components.pronote.client import Password, PronoteClient, Secret, Space
from tests.repository.source_files import CLIENT, INTEGRATION, ROOT, python

NOT_CALLED = {
    "files.download": "for other programs: a whole file at once",
    "discussions.mark_all_read": "called by inbox.mark_read",
    "news.mark_all_read": "called by inbox.mark_read",
}


def methods() -> Iterator[str]:
    """Yield the public methods of the endpoints, as a program calls them."""
    password = Password(
        url="https://0000000a.index-education.net/pronote",
        space=Space.PARENT,
        username="c.verselin",
        password=Secret("-"),
        device="-",
    )
    client = PronoteClient(password, timezone=ZoneInfo("Europe/Paris"))
    for name, endpoint in vars(client).items():
        if not name.startswith("_"):
            for method, _ in inspect.getmembers(endpoint, inspect.ismethod):
                if not method.startswith("_"):
                    yield f"{name}.{method}"


def test_each_method_is_reached() -> None:
    callers = [
        *(path for path in python(INTEGRATION) if not path.is_relative_to(CLIENT)),
        *python(ROOT / "scripts" / "cli"),
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in callers)
    known = set(methods())
    assert len(known) > 50
    left = {name for name in known if not re.search(rf"\b{re.escape(name)}\b", text)}
    assert left == NOT_CALLED.keys()
