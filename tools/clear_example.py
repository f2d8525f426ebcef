"""Take the example out of a new record, once entries of one's own stand beside it.

    make clear

Out go the entries of ``data/`` that the example brought, their pages, their lines in the
navigation, and of other pages the macros and sections that print nothing else. Sentences that
still name them are left to whoever writes them: ``make check`` lists the lines.
"""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import click
import yaml

from archive.languages import LANGUAGES
from archive.loading.load import load
from archive.messages import say
from archive.model.collections import COLLECTIONS
from archive.model.records import Category, Unit
from archive.pages.configuration import CONFIGS
from archive.problems import ContentError
from tools.new_record import ROOT, SEED

# A live example in the guide, all on one line.
_EXAMPLE = re.compile(r"example\('(\w+)\(.*?\)'\)")


@click.command()
def main() -> None:
    """Take the example out of this record."""
    gone = clear_example(ROOT)
    lines = [say("Taken out: {name}", name=one) for one in gone]
    click.echo("\n".join(lines) or say("Nothing of the example is here."))
    if gone:
        click.echo(
            say("Now run make check: it lists the lines of pages that still name the example.")
        )


def clear_example(root: Path) -> list[str]:
    """Take out of the record at ``root`` what the example brought; say what that was.

    Units, categories and other labels stay if an entry that stays has use for them.
    """
    gone: dict[str, str] = {}
    labels = [name for name, one in COLLECTIONS.items() if issubclass(one.model, Category | Unit)]
    for name in [*(name for name in COLLECTIONS if name not in labels), *labels]:
        path = root / "data" / f"{name}.yml"
        text = path.read_text("utf-8")
        others = "".join(one.read_text("utf-8") for one in path.parent.glob("*.yml") if one != path)
        for key in yaml.safe_load((SEED / "data" / path.name).read_text("utf-8")):
            if name in labels and re.search(rf"[:,\[] *{key}\b", others):
                continue
            text, found = re.subn(rf"^{key}:.*\n(?:[ \n].*\n|\n)*", "", text, flags=re.M)
            if found:
                gone[f"{key} ({name})"] = key
                for side in LANGUAGES if COLLECTIONS[name].paged else ():
                    (root / "docs" / side / name / f"{key}.md").unlink(missing_ok=True)
        empty = "\n{}" if yaml.safe_load(text) is None else ""
        path.write_text(f"{text.rstrip()}{empty}\n", "utf-8")
    if gone:
        named = re.compile(rf'"(?:{"|".join(map(re.escape, gone.values()))})[".]')
        own = _first_of_own(root)
        for page in (root / "docs").rglob("*.md"):
            text = _EXAMPLE.sub(
                lambda call: (
                    f"example('{call[1]}(\"{own[call[1]]}\")')" if call[1] in own else call[0]
                ),
                page.read_text("utf-8"),
            )
            page.write_text(without(text, named), "utf-8")
    for config in CONFIGS.values():
        text = (root / config).read_text("utf-8")
        for line, page in re.findall(r"^( +- (?:.*: )?(\S+\.md)\n)", text, flags=re.M):
            if not any((root / "docs" / side / page).exists() for side in LANGUAGES):
                text = text.replace(line, "")
        (root / config).write_text(text, "utf-8")
    return list(gone)


def _first_of_own(root: Path) -> dict[str, str]:
    """What examples of a macro name once the example is gone; nothing while data has mistakes."""
    with suppress(ContentError):
        archive = load(root)
        figures = [address for address, one in archive.claims.items() if one.value is not None]
        candidates = {
            "fact": figures,
            "link": list(archive.records),
            "when": list(archive.events),
            "cite": [key for key, source in archive.sources.items() if not source.paragraphs],
        }
        return {macro: ids[0] for macro, ids in candidates.items() if ids}
    return {}


def without(text: str, named: re.Pattern[str]) -> str:
    """A page without the lines of its own on which a macro prints what is ``named``, and without
    the sections that this leaves empty."""
    blocks = text.rstrip("\n").split("\n\n")
    kept = [one for one in blocks if not (re.fullmatch(r"\{\{.*\}\}", one) and named.search(one))]
    if kept == blocks:
        return text
    filled = [
        one
        for one, following in pairwise([*kept, "## "])
        if not (one.startswith("## ") and following.startswith("## "))
    ]
    return "\n\n".join(filled) + "\n"


if __name__ == "__main__":
    main()
