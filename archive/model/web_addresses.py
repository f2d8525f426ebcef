"""Addresses of other sites: which of them a reader may be sent to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from archive.messages import say
from archive.problems import hidden_character

_LONGEST = 2_000
_HOST = re.compile(r"[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)+")


def unsafe(address: str) -> str | None:
    """What is wrong with the full address of another site; None if it is sound.

    It must mean the same to every browser and to whoever reads it: browsers take a backslash
    for a slash, drop tabs and line ends, and go to what stands behind an @.
    """
    if len(address) > _LONGEST:
        return say("more than {most} characters", most=f"{_LONGEST:,}")
    if strange := hidden_character(address):
        return strange
    if re.search(r"\s", address):
        return say("a space")
    if match := re.search(r"[\\\\<>\"'`{}|^。，；）》]", address):
        return say("the character {sign}", sign=match[0])
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return say("brackets or a port that are none")
    if parts.scheme.lower() not in ("http", "https") or not re.match(r"https?://", address, re.I):
        return say("another beginning than https:// or http://")
    if "@" in parts.netloc:
        return say("a name before @")
    if not _HOST.fullmatch(parts.hostname or "") or port == 0:
        return say("a host that is none")
    return None
