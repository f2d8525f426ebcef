"""Results kept for as long as the record that they tell of: the preview reads it anew for each
change, and would hold on to every earlier one.

    @record_cache
    def of_everything(archive): ...
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import ParamSpec, TypeVar, cast

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
_caches: list[Callable[[], None]] = []


def record_cache(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """:func:`functools.cache`, until another record is opened."""
    cached = cache(function)
    _caches.append(cached.cache_clear)
    return cast("Callable[Parameters, Result]", cached)


def clear_caches() -> None:
    """Forget all that was kept."""
    for clear in _caches:
        clear()
