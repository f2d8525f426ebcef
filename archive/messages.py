"""What people read in a terminal: written in English where it arises, in Chinese in ``locale/zh``.

As everywhere, the environment decides: the first of LANGUAGE, LC_ALL, LC_MESSAGES and LANG that is
set. ``--lang`` sets the first, so that whatever a command starts follows.
"""

from __future__ import annotations

import gettext
import os
import tempfile
from contextlib import suppress
from pathlib import Path

FOLDER = Path(__file__).with_name("locale")


def say(sentence: str, **values: object) -> str:
    """``sentence`` in the language of messages, its ``{names}`` replaced by ``values``."""
    return gettext.gettext(sentence).format(**values)


def spoken() -> str:
    """The code of the language of messages."""
    catalogue = gettext.find("messages", FOLDER)
    return Path(catalogue).parts[-3] if catalogue else "en"


def deferred(sentence: str) -> str:
    """Marks a sentence of a table, which is said later."""
    return sentence


def _compile(catalogue: Path) -> None:
    """Write the form that gettext reads beside a catalogue that has changed, as Python does."""
    compiled = catalogue.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime_ns > catalogue.stat().st_mtime_ns:
        return
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with suppress(OSError):  # not ours to write: messages are then in English
        handle, fresh = tempfile.mkstemp(dir=catalogue.parent)
        with os.fdopen(handle, "wb") as file, catalogue.open("rb") as source:
            write_mo(file, read_po(source))
        Path(fresh).replace(compiled)  # in one step: another command may be doing the same


for _catalogue in FOLDER.glob("*/LC_MESSAGES/messages.po"):
    _compile(_catalogue)
gettext.bindtextdomain("messages", FOLDER)
gettext.textdomain("messages")
