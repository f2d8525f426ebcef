"""Results kept for as long as the record that they tell of: the preview reads it anew for each
change, and would hold on to every earlier one.

    @record_cache
    def of_everything(archive): ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, wraps
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])
Record = TypeVar("Record")
Key = TypeVar("Key")
Value = TypeVar("Value")
_caches: list[Callable[[], None]] = []


def record_cache(function: Function) -> Function:
    """:func:`functools.cache`, until another record is opened."""
    cached: Any = cache(function)
    _caches.append(cached.cache_clear)
    return cached  # type: ignore[no-any-return]


def lookup(
    pairs: Callable[[Record], Iterable[tuple[Key, Value]]],
) -> Callable[[Record, Key], Sequence[Value]]:
    """What stands second in ``pairs`` beside a given first, in their order, each once."""

    @record_cache
    def grouped(record: Record) -> Mapping[Key, Sequence[Value]]:
        values_of: dict[Key, dict[Value, None]] = {}
        for key, value in pairs(record):
            values_of.setdefault(key, {})[value] = None
        return {key: tuple(values) for key, values in values_of.items()}

    @wraps(pairs)
    def look_up(record: Record, key: Key) -> Sequence[Value]:
        return grouped(record).get(key, ())

    return look_up


def clear_caches() -> None:
    """Forget all that was kept."""
    for clear in _caches:
        clear()
