"""``make exits``: the ways out of MkDocs, tried on today's pages.

Builds both languages with MkDocs, ProperDocs and Zensical, the latter two in environments of
their own under ``.exits/``, and prints, article by article, what comes out differently. ProperDocs
gets the record as it is, Zensical as bench/zensical.py hands it over. What cannot be installed or
fails is said in a line. Nothing depends on the outcome: the exit status is 0.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from functools import partial
from itertools import chain
from pathlib import Path
from urllib.parse import urljoin

from archive.pages.configuration import CONFIGS
from bench.builds import output, run
from bench.multiply import multiply
from bench.zensical import hand_over
from tests.built import PROJECT

ENVIRONMENTS = PROJECT / ".exits"
# In this order: what is handed over is no longer the record as it was.
BUILDERS = {"properdocs": lambda record: None, "zensical": hand_over}
_READ = re.compile(r"<title>.*?</title>|<article.*?</article>", re.DOTALL)
_LINK = re.compile(r'(?<= href=")[^"]+')
_PART = re.compile(r"<[^>]+>|[^<\s][^<]*")
# Characters of a part, and parts of an article.
_SHOWN, _FIRST = 60, 4


def main() -> None:
    """Build with all of them and print what differs."""
    with tempfile.TemporaryDirectory() as scratch:
        record = Path(scratch) / "record"
        multiply(PROJECT, record, 1)
        if why := _build([sys.executable, "-m", "mkdocs"], record):
            print(f"MkDocs itself does not build the pages: {why}")
            return
        today = _take(record, Path(scratch) / "today")
        for builder, prepare in BUILDERS.items():
            print(f"\n{builder} {_install(builder)}")
            prepare(record)
            python = ENVIRONMENTS / builder / "bin" / "python"
            if why := _build([python, "-m", builder], record):
                print(f"{builder} does not build the pages: {why}")
            if (record / "site").exists():
                print("\n".join(_compare(today, _take(record, Path(scratch) / builder))))


def _install(builder: str) -> str:
    """Put ``builder`` and what the record needs, as locked, into an environment; its version."""
    folder = ENVIRONMENTS / builder
    python = folder / "bin" / "python"
    uv = [sys.executable, "-m", "uv"]
    locked: list[str | Path] = [
        "-r",
        PROJECT / "pyproject.toml",
        "-c",
        PROJECT / "requirements" / "lock.txt",
    ]
    wanted = [*locked, "--upgrade-package", builder, builder]
    commands: list[list[str | Path]] = [
        [*uv, "venv", "-q", "--allow-existing", "--python", sys.executable, folder],
        [*uv, "pip", "install", "-q", "--python", python, *wanted],
    ]
    for command in commands:
        if why := _fails(command, PROJECT):
            return f"cannot be installed: {why}"
    version = f"from importlib.metadata import version; print(version({builder!r}))"
    return output([python, "-c", version])


def _build(builder: Sequence[str | Path], record: Path) -> str:
    """Build both languages into the folders that the configurations name; why not, if not."""
    return "; ".join(
        f"{config}: {why}"
        for config in CONFIGS.values()
        if (why := _fails([*builder, "build", "-f", config], record))
    )


def _fails(command: Sequence[str | Path], folder: Path) -> str:
    """The last line that ``command`` says if it fails, else nothing."""
    try:
        run([command], folder)
    except (OSError, SystemExit) as error:
        return str(error).strip().rpartition("\n")[2]
    return ""


def _take(record: Path, target: Path) -> dict[str, str]:
    """The titles and articles of the site just built, by address, each link written as the address
    to which it leads; the site is moved away."""
    (record / "site").rename(target)
    pages = chain.from_iterable((target / each).rglob("index.html") for each in CONFIGS)
    articles = {}
    for path in sorted(pages):
        address = f"{path.parent.relative_to(target).as_posix()}/"
        read = "".join(_READ.findall(path.read_text("utf-8")))
        articles[address] = _LINK.sub(partial(_led, address), read)
    return articles


def _led(address: str, link: re.Match[str]) -> str:
    return urljoin(f"/{address}", link[0])


def _compare(today: dict[str, str], then: dict[str, str]) -> Iterator[str]:
    """What differs in most articles, a line for each article with what else is different in it,
    missing or new, and the sum of it."""
    changed = {
        address: _changes(today.get(address, ""), then.get(address, ""))
        for address in sorted({*today, *then})
    }
    counts = Counter(chain.from_iterable(map(set, changed.values())))
    common = {part: count for part, count in counts.items() if count > len(today) / 2}
    for part, count in common.items():
        yield f"in {count} articles: {part}"
    for address, parts in changed.items():
        rest = [part for part in parts if part not in common]
        if address not in then:
            yield f"{address}: missing"
        elif address not in today:
            yield f"{address}: new"
        elif rest:
            yield f"{address}: {len(rest)} parts, {' · '.join(rest[:_FIRST])}"
    same = sum(not parts for parts in changed.values())
    yield f"{same} of {len(today)} articles are the same, byte for byte, and lead to the same."


def _changes(today: str, then: str) -> list[str]:
    """The texts and tags of an article that are gone or new."""
    lines = unified_diff(_PART.findall(today), _PART.findall(then), n=0, lineterm="")
    changed = (" ".join(line.split()) for line in [*lines][2:] if not line.startswith("@@"))
    return [line[: _SHOWN + 1] for line in changed]


if __name__ == "__main__":
    main()
