"""Copies of a model that share its immutable objects."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta
from enum import Enum
import io
import pickle
from typing import Any, override
from zoneinfo import ZoneInfo

_CONSTANT = frozenset({str, bytes, int, bool, float, time, timedelta, type(None)})
_CONSTANT_BASES = (date, ZoneInfo, Enum)
"""Bases whose subclasses are immutable too."""


class _Pickler(pickle.Pickler):
    """Pickler that writes references in place of immutable objects."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.shared: list[Any] = []
        self._numbers: dict[int, int] = {}
        self._constant: dict[int, bool] = {}

    @override
    def persistent_id(self, obj: Any) -> int | None:
        if _frozen_fields(type(obj)) is None or not self._is_constant(obj):
            return None
        if id(obj) not in self._numbers:
            self._numbers[id(obj)] = len(self.shared)
            self.shared.append(obj)
        return self._numbers[id(obj)]

    def _is_constant(self, value: Any) -> bool:
        kind = type(value)
        if kind in _CONSTANT:
            return True
        if kind is tuple or kind is frozenset:
            return all(map(self._is_constant, value))
        if (names := _frozen_fields(kind)) is None:
            return isinstance(value, _CONSTANT_BASES)
        if (known := self._constant.get(id(value))) is None:
            known = all(self._is_constant(getattr(value, name)) for name in names)
            self._constant[id(value)] = known
        return known


_FIELDS: dict[type, tuple[str, ...] | None] = {}


def _frozen_fields(kind: type) -> tuple[str, ...] | None:
    """Return the fields of a frozen dataclass with slots, None for other classes.

    Without slots, objects can store the value of a cached property.
    """
    if kind not in _FIELDS:
        shared = (
            is_dataclass(kind)
            and not kind.__dictoffset__
            and kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
        )
        _FIELDS[kind] = tuple(one.name for one in fields(kind)) if shared else None
    return _FIELDS[kind]


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


def state_reader(model: object) -> Callable[[], bytes]:
    """Return a function that returns the state of a model, for comparisons with later ones.

    Immutable objects count as changed once others take their place.
    """
    file = io.BytesIO()
    pickler = _Pickler(file)

    def read() -> bytes:
        file.seek(0)
        file.truncate()
        pickler.clear_memo()
        pickler.dump(model)
        return file.getvalue()

    return read
