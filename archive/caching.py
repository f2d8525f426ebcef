"""Results kept for as long as the record that they tell of: the preview reads it anew for each
change, and would hold on to every earlier one.

    @record_cache
    def of_everything(archive): ...
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])
_caches: list[Callable[[], None]] = []


def record_cache(function: Function) -> Function:
    """:func:`functools.cache`, until another record is opened."""
    cached: Any = cache(function)
    _caches.append(cached.cache_clear)
    return cached  # type: ignore[no-any-return]


def clear_caches() -> None:
    """Forget all that was kept."""
    for clear in _caches:
        clear()
