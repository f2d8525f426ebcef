"""A file's text, or why there is none: links, pipes and files without end are not opened."""

from __future__ import annotations

from pathlib import Path

from archive.messages import say

_LARGEST_FILE = 1_000_000


def plain_text(path: Path) -> tuple[str, str]:
    """The text of the file at ``path``, and why it cannot be read, of which one is empty."""
    try:
        if path.parent.is_symlink() or path.is_symlink() or (path.exists() and not path.is_file()):
            return "", say("no plain file — put the file itself here")
        if path.stat().st_size > _LARGEST_FILE:
            return "", say(
                "more than {most} bytes — take out what is no data", most=f"{_LARGEST_FILE:,}"
            )
        return path.read_text(encoding="utf-8-sig"), ""
    except FileNotFoundError:
        return "", say("the file is missing — create it, holding {{}} if there is nothing to say")
    except OSError as error:
        return "", say("cannot be read ({reason}) — see who may read it", reason=error.strerror)
    except UnicodeDecodeError:
        return "", say("not UTF-8 text — save it as UTF-8")
