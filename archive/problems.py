"""Mistakes in content, written for the person who made them, and gathered before they are told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from archive.messages import say

_MOST_LISTED = 20
_MOST_LIKE = 5
_MOST_COMPARED = 1_000


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: the file (relative to the project), its line from 1, and what to do.

    ``blocking`` is False for what must not be published but may be previewed, such as a
    page that says more in one language while somebody is writing it.
    """

    path: str
    line: int
    message: str
    blocking: bool = True

    def __str__(self) -> str:
        return printable(f"{self.path}:{self.line}: {self.message}")

    def annotation(self, kind: str = "error") -> str:
        """The command by which GitHub shows the message at its line of a pull request."""
        path = _escaped(self.path).replace(":", "%3A").replace(",", "%2C")
        return f"::{kind} file={path},line={self.line}::{_escaped(str(self))}"


def _escaped(text: str) -> str:
    return printable(text).replace("%", "%25")


class ContentError(Exception):
    """All the mistakes that one check found, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


class RefusedError(Exception):
    """What was asked for cannot be done; the message says why, one complaint a line."""


def refusal(sentence: str, **values: object) -> RefusedError:
    """The error that says ``sentence``, in the language of messages and on one line."""
    return RefusedError(printable(say(sentence, **values)))


def relative(path: Path, root: Path) -> str:
    """``path`` as a contributor types it: relative to the project, with slashes."""
    return path.relative_to(root).as_posix()


# Signs that fonts show as nothing, or that belong to no font; more marks on a letter than any
# language has; and signs that hide bytes in what looks like a word.
_HIDDEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ue000-\uf8ff\ufdd0-\ufdef"
    "\U000f0000-\U0010fffd]|[\ufe00-\ufe0f]{2,}|[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]{4,}"
    "|(?<=[^\u3400-\u9fff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"
)
# One look for all of these: few texts have any.
_SUSPECT = re.compile(
    "[\u0300-\u036f\u0400-\u04ff\u115f\u1160\u17b4\u17b5\u1ab0-\u1aff\u1dc0-\u1dff\u2800"
    "\u2e80-\u2fd5\u3164\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\uffa0\ufffc\ufffd"
    "\U000e0100-\U000e01ef\U000f0000-\U0010fffd]"
)
# Joiners of no width where writing needs them: between letters that change shape, and emoji.
_JOINING = "[\u0600-\u06ff\u0900-\u0dff\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]"
_JOINED = re.compile(f"(?<={_JOINING})[\u200c\u200d](?={_JOINING})")
_DAMAGED = re.compile("[\ufffc\ufffd]")
# As copied from some PDF files: radicals in the place of characters, ⼾ for 户.
_RADICAL = re.compile("[\u2e80-\u2fd5]")
_OF_ANOTHER_SCRIPT = re.compile("(?<=[A-Za-z])[\u0400-\u04ff]|[\u0400-\u04ff](?=[A-Za-z])")


def hidden_character(text: str, allowed: str = "") -> str | None:
    """The first character of ``text`` that is not what a reader sees, in words; None if there
    is none.

    Such are control characters, marks of no width, those that turn the direction of reading,
    what no file in XML may hold, and what only looks like another character. Those in
    ``allowed`` pass.
    """
    if text.isascii() and text.isprintable():
        return None
    if not text.isprintable():  # which says the same of all signs at once, but for some spaces
        for sign in _JOINED.sub("", text):
            strange = unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")
            if sign not in allowed and (strange or ord(sign) & 0xFFFE == 0xFFFE):
                return say("the invisible character {sign}", sign=_number(sign))
    if not _SUSPECT.search(text):
        return None
    if match := _HIDDEN.search(text):
        return say("the invisible character {sign}", sign=_number(match[0]))
    if match := _DAMAGED.search(text):
        return say("the sign {sign} of a damaged character", sign=_number(match[0]))
    for match in _RADICAL.finditer(text):
        if (meant := unicodedata.normalize("NFKC", match[0])) != match[0]:
            return say("{sign}, which only looks like {meant}", sign=_number(match[0]), meant=meant)
    if match := _OF_ANOTHER_SCRIPT.search(text):
        return say("a Cyrillic letter, {sign}, in a Latin word", sign=_number(match[0]))
    return None


def _number(sign: str) -> str:
    return f"U+{ord(sign[0]):04X}"


def printable(text: str) -> str:
    """``text`` on one line: a message neither forges other messages nor moves the cursor."""
    return "".join(
        f"\\u{{{ord(sign):x}}}" if hidden_character(sign) else sign
        for sign in text.replace("\n", " ")
    )


def suggestion(
    unknown: str, known: Iterable[str], former: Mapping[str, str] | None = None, new: str = ""
) -> str:
    """A hint at the nearest of ``known``; if there is none, the few that are most like it.

    ``former`` leads from names that were given up to what is called otherwise now; ``new`` is
    the command by which what is like none of them would be written.
    """
    known = sorted(set(known))
    if former and (now := former.get(unknown)) in known:
        return say('it is now called "{name}"', name=now)
    if near := get_close_matches(unknown, known, n=1, cutoff=0.6):
        return say('did you mean "{name}"?', name=near[0])
    hint = _few(unknown, known)
    return say("{hint}; if it is new: {command}", hint=hint, command=new) if new else hint


def _few(unknown: str, known: Sequence[str]) -> str:
    if not known:
        return say("none is defined yet")
    if len(known) <= _MOST_LISTED:
        return say("known are {names}", names=listed(known))
    # Likeness to thousands of names takes longer than a message is worth.
    few = known if len(known) <= _MOST_COMPARED else ()
    like = get_close_matches(unknown, few, n=_MOST_LIKE, cutoff=0.3)
    if like:
        return say("the nearest of {count} are {names}", count=len(known), names=listed(like))
    return say("none of the {count} known ones is like it", count=len(known))


def listed(words: Iterable[object]) -> str:
    """Words one after the other, as messages list them."""
    return say(", ").join(map(str, words))
