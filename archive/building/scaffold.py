"""The first version of a record's pages, so that adding one needs no copying about."""

from __future__ import annotations

from pathlib import Path

from archive.languages import LANGUAGES
from archive.model.collections import COLLECTIONS
from archive.model.records import Work
from archive.problems import suggestion
from archive.project import Project

# The sections of a record's page, in their order; those below print a macro of their name.
_HEADINGS = {
    "claims": {"zh": "数字与说法", "en": "Figures and statements"},
    "account": {"zh": "经过", "en": "What happened"},
    "open-questions": {"zh": "未查到", "en": "Not found"},
    "related": {"zh": "相关记录", "en": "Related records"},
    "sources": {"zh": "来源", "en": "Sources"},
}


def new_pages(project: Project, record: str) -> list[Path]:
    """Write the missing pages of ``record`` in both languages and return them.

    Raises ValueError if there is no such record in the data, or if nothing is missing.
    """
    collection = project.archive.homes.get(record)
    if collection and not COLLECTIONS[collection].paged:
        raise ValueError(
            f'"{record}" needs no page: it is listed on {COLLECTIONS[collection].home}'
        )
    if collection is None:
        hint = suggestion(record, project.archive.records)
        raise ValueError(f'"{record}" is not in data/ — add it there first; {hint}')
    written = []
    for language in LANGUAGES:
        path = project.docs(language) / collection / f"{record}.md"
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        blocks = [f'# {{{{ name("{record}") }}}}']
        if "summary" in COLLECTIONS[collection].model.model_fields:
            blocks.append(f'{{{{ lead("{record}") }}}}')
        if issubclass(COLLECTIONS[collection].model, Work):
            blocks.append(f'{{{{ fact_box("{record}") }}}}')
        for heading, words in _HEADINGS.items():
            blocks.append(f"## {words[language]} {{ #{heading} }}")
            if heading in ("claims", "related", "sources"):
                blocks.append(f'{{{{ {heading}("{record}") }}}}')
        path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
        written.append(path)
    if not written:
        raise ValueError(f'"{record}" has its pages in both languages already')
    return written
