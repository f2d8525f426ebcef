"""The first version of a record's pages, so that adding one needs no copying about."""

from __future__ import annotations

from pathlib import Path

from archive.languages import LANGUAGES
from archive.problems import suggestion
from archive.project import Workspace

_HEADINGS = {
    "account": {"zh": "经过", "en": "Account"},
    "open-questions": {"zh": "未知之处", "en": "What is not known"},
    "claims": {"zh": "主张与证据", "en": "Claims and evidence"},
    "related": {"zh": "相关记录", "en": "Related records"},
    "sources": {"zh": "来源", "en": "Sources"},
}


def new_pages(workspace: Workspace, record: str) -> list[Path]:
    """Write the missing pages of ``record`` in both languages and return them.

    Raises ValueError if there is no such record in the data, or if nothing is missing.
    """
    collection = next(
        (
            name
            for name in ("funds", "initiatives", "organizations")
            if record in getattr(workspace.archive, name)
        ),
        None,
    )
    if collection is None:
        hint = suggestion(record, workspace.archive.records())
        raise ValueError(f'"{record}" is not in data/ — add it there first; {hint}')
    written = []
    for language in LANGUAGES:
        path = workspace.docs(language) / collection / f"{record}.md"
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        blocks = [f'# {{{{ name("{record}") }}}}']
        if collection == "organizations":
            blocks.append(f'{{{{ organization("{record}") }}}}')
        else:
            blocks += [f'{{{{ lead("{record}") }}}}', f'{{{{ fact_box("{record}") }}}}']
            for heading, words in _HEADINGS.items():
                blocks.append(f"## {words[language]} {{ #{heading} }}")
                if heading in ("claims", "related", "sources"):
                    blocks.append(f'{{{{ {heading}("{record}") }}}}')
        path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
        written.append(path)
    if not written:
        raise ValueError(f'"{record}" has its pages in both languages already')
    return written
