"""Conversion between Python values and PRONOTE's typed values."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
import re
from typing import Any

type Json = dict[str, Any]

_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: \d{1,2}:\d{1,2}:\d{1,2})?")
_RANGE = re.compile(r"(-?\d+)(?:\.\.(-?\d+))?")


class UnreadableError(ValueError):
    """Error for a value that the server cannot read."""


def typed(kind: int, value: object) -> Json:
    return {"_T": kind, "V": value}


def element(value: Json | list[Json]) -> Json:
    return typed(24, value)


def day(value: date) -> Json:
    return typed(7, f"{value:%d/%m/%Y}")


def moment(value: datetime) -> Json:
    return typed(7, f"{value:%d/%m/%Y %H:%M:%S}")


def html(value: str) -> Json:
    return typed(21, value)


def raw(value: str) -> Json:
    return typed(23, value)


def decimal(value: Decimal) -> str:
    """Return a number with a comma and two decimals, the format of averages."""
    return f"{value:.2f}".replace(".", ",")


def scale(value: Decimal) -> Json:
    """Return the scale of a grade, without decimals if it is a whole number."""
    whole = value == value.to_integral_value()
    return typed(10, str(int(value)) if whole else decimal(value))


def grade(value: Decimal) -> Json:
    return typed(10, decimal(value))


def intervals(numbers: Iterable[int]) -> str:
    """Return a set of numbers as text: 1, 3, 4, 6 is `[1,3..4,6]`."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [str(run[0]) if len(run) == 1 else f"{run[0]}..{run[-1]}" for run in runs]
    return f"[{','.join(parts)}]"


def domain(numbers: Iterable[int]) -> Json:
    return typed(8, intervals(numbers))


def number_set(numbers: Iterable[int]) -> Json:
    return typed(26, intervals(numbers))


def plain(value: Any) -> Any:
    """Return the value, without its type tag if it has one."""
    if isinstance(value, dict) and "_T" in value and "V" in value:
        return value["V"]
    return value


def field(container: Any, name: str) -> Any:
    """Return a required field of a request."""
    value = plain(container)
    if not isinstance(value, dict) or name not in value:
        raise UnreadableError(f"no field {name}")
    return value[name]


def read_integer(value: Any) -> int:
    text = str(plain(value))
    if not text.lstrip("-").isdecimal():
        raise UnreadableError(f"not an integer: {value!r}")
    return int(text)


def read_day(value: Any) -> date:
    """Return the day of a typed date, without the time."""
    match = _DATE.fullmatch(str(plain(value)).strip())
    if match is None:
        raise UnreadableError(f"not a date: {value!r}")
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError as error:
        raise UnreadableError(f"not a date: {value!r}") from error


def read_numbers(value: Any) -> frozenset[int]:
    """Return the numbers of a domain such as `[1,3..4]`."""
    text = str(plain(value)).strip()
    if not (text.startswith("[") and text.endswith("]")):
        raise UnreadableError(f"not a set of numbers: {value!r}")
    numbers: set[int] = set()
    for part in filter(None, text[1:-1].split(",")):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            raise UnreadableError(f"not a set of numbers: {value!r}")
        numbers.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return frozenset(numbers)
