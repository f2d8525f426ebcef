"""Where a record is spoken of, so that it can be taken out without leaving a loose end."""

from __future__ import annotations

from pathlib import Path

from archive.building.naming import Name, mentions, own_page
from archive.languages import LANGUAGES
from archive.messages import say
from archive.model.collections import COLLECTIONS
from archive.problems import Problem, RefusedError


def spoken_of(root: Path, written: str) -> list[Problem]:
    """Each line of data, pages and navigation that names ``written``, and its own pages.

    It works while the data has mistakes, such as half a removal: what is not in the data any more
    may have been anything.
    """
    try:
        names = [Name.of(root, written)]
    except RefusedError:
        names = [Name(collection, written) for collection in COLLECTIONS]
    pages = [own_page(name) for name in names if own_page(name)]
    own = {f"docs/{language}/{page}" for language in LANGUAGES for page in pages}
    found = {Problem(path, 1, say("its page")) for path in own if (root / path).is_file()}
    for mention in (one for name in names for one in mentions(root, name)):
        if mention.path not in own:
            text = (root / mention.path).read_text(encoding="utf-8")
            line = mention.line(text)
            found.add(Problem(mention.path, line, text.splitlines()[line - 1].strip()[:90]))
    return sorted(found)
