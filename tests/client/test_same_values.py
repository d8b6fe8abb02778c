"""The same values in other forms, in all answers of a page: the same is read.

Schools and versions of PRONOTE differ in these forms.
"""

from collections.abc import Callable
import json
import re
from typing import Any

import pytest

from custom_components.pronote.client import to_json
from custom_components.pronote.client.size_limits import read_json
from custom_components.pronote.client.wire import Record, Source

from .conftest import PARIS
from .test_fuzz import READERS, Answers, answers

__all__ = ["answers"]

type Change = Callable[[Any], Any]

_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: (\d{1,2}):(\d{2}):(\d{2}))?")
_RICH = frozenset({"content", "html"})
_ENTITIES = {"é": "&eacute;", "è": "&#232;", "à": "&#xE0;", "'": "&#39;"}


def everywhere(change: Change) -> Change:
    """Return a function that changes a value and what it holds, from the inside."""

    def changed(value: Any) -> Any:
        if isinstance(value, dict):
            value = {name: changed(one) for name, one in value.items()}
        elif isinstance(value, list):
            value = [changed(one) for one in value]
        return change(value)

    return changed


def without_type(value: Any) -> Any:
    return (
        value["V"] if isinstance(value, dict) and set(value) == {"_T", "V"} else value
    )


def number_as_text(value: Any) -> Any:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value).replace(".", ",") if is_number else value


def text_as_number(value: Any) -> Any:
    is_number = isinstance(value, str) and re.fullmatch(r"[1-9]\d{0,5}", value)
    return int(value) if is_number else value


def flag_as_text(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def flag_as_number(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


def one_without_list(value: Any) -> Any:
    only = isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict)
    return value[0] if only else value


def iso_date(value: Any) -> Any:
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return value
    day, month, year, *clock = match.groups()
    hour, minute, second = (int(part or 0) for part in clock)
    return f"{year}-{int(month):02}-{int(day):02}T{hour:02}:{minute:02}:{second:02}"


def nothing_as_null(value: Any) -> Any:
    return None if value in ("", []) else value


def with_other_rows(value: Any) -> Any:
    if isinstance(value, list) and value and all(isinstance(x, dict) for x in value):
        return [*value, None, {}, []]
    return value


def with_entities(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return "".join(_ENTITIES.get(letter, letter) for letter in value)


def typed_twice(value: Any) -> Any:
    if isinstance(value, dict) and set(value) == {"_T", "V"}:
        return {"_T": value["_T"], "V": value}
    return value


def with_spaces(value: Any) -> Any:
    return f" {value}\N{NO-BREAK SPACE}" if isinstance(value, str) else value


CHANGES = (
    typed_twice,
    with_spaces,
    without_type,
    number_as_text,
    text_as_number,
    flag_as_text,
    flag_as_number,
    one_without_list,
    iso_date,
    nothing_as_null,
    with_other_rows,
    with_entities,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("page", sorted(READERS))
def test_the_same_is_read(answers: Answers, page: str, change: Change) -> None:
    read, _ = READERS[page]

    # The spaces around rich text are kept in its HTML.
    without_html = everywhere(
        lambda value: (
            {name: one for name, one in value.items() if name not in _RICH}
            if isinstance(value, dict)
            else value
        )
    )

    def told(data: Any) -> Any:
        source = Source(page, PARIS, 1)
        record = Record(read_json(json.dumps(data)), source)
        return without_html(to_json(read(record, answers.account)))

    for data in answers.pages[page]:
        assert told(everywhere(change)(data)) == told(data)
