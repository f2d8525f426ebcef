"""Bring the catalogue of messages in step with the code: ``make messages``.

Messages that are new stand in it with an empty translation afterwards, to be filled in; those
that nothing says any more are gone.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from inspect import cleandoc
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from archive import messages
from archive.cli import main

_ENGINE = Path(messages.__file__).parent
# The functions whose first argument is a message.
SPEAKING = ("say", "deferred", "fail", "refused", "refusal", "echo")
_HEADER = """\
# What the commands say, in Chinese. Brought in step with the code by: make messages
msgid ""
msgstr ""
"Language: zh\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
CATALOGUE = messages.FOLDER / "zh" / "LC_MESSAGES" / "messages.po"


def spoken() -> set[str]:
    """Every sentence that the engine, or a tool beside it, may say."""
    paths = [*_ENGINE.rglob("*.py"), *Path(__file__).parent.glob("*.py")]
    trees = [ast.parse(path.read_text("utf-8")) for path in paths]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    found = {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id in SPEAKING
        and isinstance(call.args[0], ast.Constant)
    }
    return {str(text) for text in found} | set(_helps(main)) - {""}


def of_click() -> dict[str, str | tuple[str, ...]]:
    """What the library of the command line may say, by its first form."""
    folder = Path(click.__file__).parent
    found: dict[str, str | tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.py")):
        keywords = {"_": None, "ngettext": (1, 2)}
        for _, text, _, _ in extract("python", BytesIO(path.read_bytes()), keywords):
            found[text if isinstance(text, str) else text[0]] = text
    return found


def _helps(command: click.Command) -> Iterator[str]:
    """What a command, its options and the commands below it say of themselves."""
    yield cleandoc(command.help or "")
    yield from (text for one in command.params if (text := getattr(one, "help", None)))
    for inner in getattr(command, "commands", {}).values():
        yield from _helps(inner)


def read() -> Catalog:
    """The catalogue as it is."""
    with CATALOGUE.open("rb") as file:
        return read_po(file)


def update() -> list[str]:
    """Write the catalogue anew; the sentences that have no translation yet."""
    before, after, library = read(), Catalog(locale="zh", fuzzy=False), of_click()
    for text in spoken() | (ids(before) & library.keys()):
        known = before.get(text)
        after.add(library.get(text, text), known.string if known else "")
    with CATALOGUE.open("wb") as file:
        file.write(_HEADER.encode())
        write_po(file, after, width=0, omit_header=True, sort_output=True)
    return [str(one.id) for one in after if one.id and not one.string]


def ids(catalogue: Catalog) -> set[str]:
    """The first form of each message of a catalogue."""
    return {str(one.id[0] if one.pluralizable else one.id) for one in catalogue if one.id}


if __name__ == "__main__":
    for lacking in update():
        print(f"{CATALOGUE.name}: {lacking}", file=sys.stderr)
