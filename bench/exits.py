"""``make exits``: the ways out of MkDocs, tried on today's pages.

Builds both languages with MkDocs, ProperDocs and Zensical, the latter two in environments of
their own under ``.exits/``, and prints, article by article, what comes out differently. What
cannot be installed or fails is said in a line. Nothing depends on the outcome: the exit
status is 0.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from itertools import chain
from pathlib import Path

from archive.pages.configuration import CONFIGS
from bench.builds import output, run
from bench.multiply import multiply
from tests.built import PROJECT

ENVIRONMENTS = PROJECT / ".exits"
BUILDERS = ("properdocs", "zensical")
_READ = re.compile(r"<title>.*?</title>|<article.*?</article>", re.DOTALL)
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
        for builder in BUILDERS:
            print(f"\n{builder} {_install(builder)}")
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
    """The titles and articles of the site just built, by address; the site is moved away."""
    (record / "site").rename(target)
    pages = chain.from_iterable((target / each).rglob("index.html") for each in CONFIGS)
    return {
        f"{path.parent.relative_to(target).as_posix()}/": "".join(
            _READ.findall(path.read_text("utf-8"))
        )
        for path in sorted(pages)
    }


def _compare(today: dict[str, str], then: dict[str, str]) -> Iterator[str]:
    """A line for every article that is missing, new or different, and the sum of it."""
    same = 0
    for address in sorted({*today, *then}):
        if address not in then:
            yield f"{address}: missing"
        elif address not in today:
            yield f"{address}: new"
        elif today[address] == then[address]:
            same += 1
        else:
            yield f"{address}: {_differences(today[address], then[address])}"
    yield f"{same} of {len(today)} articles are the same, byte for byte."


def _differences(today: str, then: str) -> str:
    """How many texts and tags of an article are gone or new, and the first of them."""
    before, after = _PART.findall(today), _PART.findall(then)
    lines = list(unified_diff(before, after, n=0, lineterm=""))[2:]  # without names of files
    changed = [line[: _SHOWN + 1] for line in lines if not line.startswith("@@")]
    return f"{len(changed)} parts, {' · '.join(changed[:_FIRST])}"


if __name__ == "__main__":
    main()
