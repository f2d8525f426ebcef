"""What a file holds that is no YAML, or more YAML than data needs, and on which line.

Parsers notice a slip where the text stops making sense, often far behind the place to mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from archive.messages import deferred, say
from archive.problems import Problem

# libyaml's loader reads 2,000 records in about a third of the pure Python one's time.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What libyaml says most often.
_REASONS = (
    deferred("mapping values are not allowed in this context"),
    deferred("could not find expected ':'"),
    deferred("did not find expected key"),
    deferred("did not find expected ',' or ']'"),
    deferred("did not find expected ',' or '}}'"),
    deferred("did not find expected '-' indicator"),
    deferred("did not find expected node content"),
    deferred("did not find expected <document start>"),
    deferred("found unexpected end of stream"),
    deferred("found character that cannot start any token"),
    deferred("found unknown escape character"),
    deferred("block sequence entries are not allowed in this context"),
    deferred("expected a single document in the stream"),
    deferred("but found another document"),
)
# Far above what a record needs; without bounds a short file can hold up a build for good.
_DEEPEST = 20
_KEY = r"[\w-]+"
_BEGINS = re.compile(rf"[ \t]*(?:- +)?(?:{_KEY}:(?:[ \t]|$)|#|$)|- ")
# Quoted texts that end on their line, each behind the sign after which a text may begin.
_CLOSED = re.compile(
    r"""(?:(?<=[:,{\[-][ \t])|(?<=^)|(?<=[{\[]))[ \t]*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')"""
)
_OPEN = re.compile(r"""(?:[:,-][ \t]+|[{\[][ \t]*|^[ \t]*)(["'])""")
_WIDE = re.compile(
    rf"^[ \t]*(?:- +)?{_KEY}(?P<colon>：)|[{{,][ \t]*{_KEY}(?P<inner>：)"
    rf"|(?P<comma>，)[ \t]*{_KEY}:[ \t]|(?P<brace>[｛｝])"
)
_NO_SPACE = re.compile(rf"[ \t]*(?:- +)?(?P<key>{_KEY}):[^\s/]")
MERGE_MARK = re.compile(r"(<{7}|={7}|>{7}|\|{7})(\s|$)")
_STRAIGHT = {"：": ": ", "，": ", ", "｛": "{", "｝": "}"}


def explain(text: str, error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """The line to mend, from 1, and what is wrong with it."""
    lines = text.splitlines() or [""]
    mark = error.problem_mark or error.context_mark
    # libyaml may point behind the last line.
    at = min(mark.line, text.rstrip().count("\n")) if mark else 0
    for line, words in enumerate(lines, start=1):
        if MERGE_MARK.match(words):
            return line, say("a marker of a merge — decide which of the two texts stays")
    if "\t" in lines[at]:
        return at + 1, say("not valid YAML: there is a tab in this line — indent with spaces")
    for line in range(at + 1):
        if lines[line].strip() == "{}" and "".join(lines[line + 1 :]).strip():
            message = say("{{}} says that there are no entries — remove it, since entries follow")
            return line + 1, message
    for line in range(at + 1):
        rest = _CLOSED.sub("", lines[line])
        following = lines[line + 1] if line + 1 < len(lines) else ""
        opened = _OPEN.search(rest)
        if opened and ("{" in rest or _BEGINS.match(following)):
            message = say(
                "the quotation mark {sign} is opened here and not closed — close it where the "
                "text ends",
                sign=opened[1],
            )
            return line + 1, message
    for line in (at, at - 1):
        match = _WIDE.search(_CLOSED.sub("", lines[line])) if line >= 0 else None
        if match:
            return line + 1, full_width(match[match.lastgroup or 0])
    if match := _NO_SPACE.match(lines[at]):
        message = say("a space belongs behind the colon: {text}", text=f"{match['key']}: …")
        return at + 1, message
    # What is open begins there; what comes next is not to blame.
    if error.context_mark and re.search("'[]}]'", error.problem or ""):
        at = min(error.context_mark.line, at)
    reason = (error.problem or error.context or "").replace("{", "{{").replace("}", "}}")
    return at + 1, say(
        "not valid YAML: {reason} — check indentation, quotes and colons here and just above; "
        "a text with a colon and a space, or a brace, in it needs quotes",
        reason=say(reason),
    )


def full_width(sign: str) -> str:
    """What to say of a full-width sign where YAML needs its own."""
    return say(
        'got the full-width sign {sign} — write it half-width: "{straight}"',
        sign=sign,
        straight=_STRAIGHT[sign],
    )


def unsupported_features(text: str, shown: str, tags: Sequence[str]) -> Iterator[Problem]:
    """What YAML can do and data does not need; an alias of aliases grows without end.

    Read off the events, which are neither nested nor expanded.
    """
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        why = ""
        if isinstance(event, yaml.AliasEvent):
            why = say(
                "got the alias *{name} — write the value out; a text that begins with * needs quotes",
                name=event.anchor,
            )
        elif isinstance(event, yaml.NodeEvent) and event.anchor:
            why = say(
                "got the anchor &{name} — remove it; a text that begins with & needs quotes",
                name=event.anchor,
            )
        elif (tag := getattr(event, "tag", None)) not in (None, "!", *tags):
            why = say(
                "the tag {tag} is not used here — write plain text or numbers; "
                "a text that begins with ! needs quotes",
                tag=tag,
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            why = say("nested too deeply — data is a few levels deep")
        if why:
            yield Problem(shown, event.start_mark.line + 1, why)  # type: ignore[union-attr]
        if depth > _DEEPEST:
            return
