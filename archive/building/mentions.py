"""Where a record is spoken of, so that it can be taken out without leaving a loose end."""

from __future__ import annotations

import re
from pathlib import Path

from archive.languages import LANGUAGES
from archive.model.collections import COLLECTIONS
from archive.pages.configuration import CONFIGS
from archive.pages.document import documents
from archive.problems import Problem, relative

_WHOLE = r"(?<![\w-]){}(?![\w-])"


def mentions(root: Path, record: str) -> list[Problem]:
    """Each line of data, pages and navigation that names ``record``, and its own pages.

    Read as text: it works while the data has mistakes, such as half a removal.
    """
    name = re.compile(_WHOLE.format(re.escape(record)))
    paths = [root / "data" / f"{collection}.yml" for collection in COLLECTIONS]
    paths += [root / config for config in CONFIGS.values()]
    pages = [root / page.shown for page in documents(root, LANGUAGES)[0] if not page.stand_in]
    found = [
        Problem(relative(path, root), number, line.strip()[:90])
        for path in [*paths, *pages]
        if path.is_file()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if path.stem != record and name.search(line)
    ]
    own = [Problem(relative(path, root), 1, "its page") for path in pages if path.stem == record]
    return sorted([*found, *own])
