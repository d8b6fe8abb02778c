"""Copies of a model that share its immutable objects."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta
from enum import Enum
import io
import pickle
from typing import Any, override
from zoneinfo import ZoneInfo

_CONSTANT = (str, bytes, int, float, date, time, timedelta, ZoneInfo, Enum, type(None))


class _Pickler(pickle.Pickler):
    """Pickler that writes references in place of immutable objects."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.shared: list[Any] = []
        self._numbers: dict[int, int] = {}
        self._constant: dict[int, bool] = {}

    @override
    def persistent_id(self, obj: Any) -> int | None:
        if not is_dataclass(obj) or isinstance(obj, type) or not self._is_constant(obj):
            return None
        if id(obj) not in self._numbers:
            self._numbers[id(obj)] = len(self.shared)
            self.shared.append(obj)
        return self._numbers[id(obj)]

    def _is_constant(self, value: Any) -> bool:
        if isinstance(value, _CONSTANT):
            return True
        if isinstance(value, tuple | frozenset):
            return all(map(self._is_constant, value))
        if not is_dataclass(value) or isinstance(value, type):
            return False
        if id(value) not in self._constant:
            # Objects with slots cannot store the value of a cached property.
            self._constant[id(value)] = (
                value.__dataclass_params__.frozen  # type: ignore[attr-defined]
                and not hasattr(value, "__dict__")
                and all(
                    self._is_constant(getattr(value, field.name))
                    for field in fields(value)
                )
            )
        return self._constant[id(value)]


class _Unpickler(pickle.Unpickler):
    """Unpickler that restores the shared objects."""

    def __init__(self, file: io.BytesIO, shared: list[Any]) -> None:
        super().__init__(file)
        self._shared = shared

    @override
    def persistent_load(self, pid: int) -> Any:
        return self._shared[pid]


def copier[_ModelT](model: _ModelT) -> Callable[[], _ModelT]:
    """Return a function that returns copies of a model in its current state.

    All copies share the frozen dataclasses with slots whose fields are immutable too.
    """
    file = io.BytesIO()
    pickler = _Pickler(file)
    pickler.dump(model)
    pickled = file.getvalue()

    def copy() -> _ModelT:
        copied: _ModelT = _Unpickler(io.BytesIO(pickled), pickler.shared).load()
        return copied

    return copy
