"""Which ids an entry or a claim may have."""

from __future__ import annotations

import re

from archive.messages import say

# An id becomes a file, an address, an anchor and a key in scripts: not ``index.md`` again, no
# name that Windows keeps to itself, none that the theme's own elements or any object has.
_RESERVED = frozenset(
    "index readme con prn aux nul constructor prototype search-query search-results".split()
)
_LONGEST_ID = 80


def bad_id(entry_id: str) -> str | None:
    """Why an entry may not have this id."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry_id):
        return say("ids are lower-case words joined by hyphens")
    if len(entry_id) > _LONGEST_ID:
        return say("an id has at most {most} characters", most=_LONGEST_ID)
    if entry_id in _RESERVED or re.fullmatch(r"(com|lpt)[0-9]", entry_id):
        return say("systems or browsers keep this word to themselves; choose another")
    return None
