"""``make exits``: the ways out of MkDocs, tried on today's pages.

Builds both languages with MkDocs, ProperDocs and Zensical, the latter two in environments of
their own under ``.exits/``, and prints, article by article, what comes out differently. What
cannot be installed or fails is said in a line. Nothing depends on the outcome: the exit
status is 0.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from bench import CONFIGS, ENVIRONMENT, PROJECT
from bench.multiply import multiply

ENVIRONMENTS = PROJECT / ".exits"
BUILDERS = ("properdocs", "zensical")
_READ = re.compile(r"<title>.*?</title>|<article.*?</article>", re.DOTALL)
_LINK = re.compile(r'\b(?:href|src)="([^"]*)"')
_TAG = re.compile(r"<[^>]+>")
_SHOWN = 60


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
    wanted: list[str | Path] = [
        "-r",
        PROJECT / "pyproject.toml",
        "-c",
        PROJECT / "requirements" / "lock.txt",
    ]
    commands: list[list[str | Path]] = [
        [*uv, "venv", "-q", "--allow-existing", "--python", sys.executable, folder],
        [
            *uv,
            "pip",
            "install",
            "-q",
            "--python",
            python,
            *wanted,
            "--upgrade-package",
            builder,
            builder,
        ],
    ]
    for command in commands:
        if why := _fails(command, PROJECT):
            return f"cannot be installed: {why}"
    found = subprocess.run(  # noqa: S603 — our own command
        [python, "-c", f"from importlib.metadata import version; print(version({builder!r}))"],
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.strip()


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
        ended = subprocess.run(  # noqa: S603 — our own commands
            command,
            cwd=folder,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    except OSError as error:
        return str(error)
    said = ended.stdout.strip().splitlines() or [f"exit status {ended.returncode}"]
    return said[-1] if ended.returncode else ""


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
            yield f"{address}: {'; '.join(_differences(today[address], then[address]))}"
    yield f"{same} of {len(today)} articles are the same, byte for byte."


def _differences(today: str, then: str) -> Iterator[str]:
    """What is gone and what is new in the text, the links and the other markup of an article."""
    kinds: dict[str, Callable[[str], list[str]]] = {
        "text": lambda html: [
            found for part in _TAG.split(html) if (found := " ".join(part.split()))
        ],
        "links": _LINK.findall,
        "tags": lambda html: _TAG.findall(_LINK.sub("", html)),
    }
    different = False
    for kind, parts in kinds.items():
        before, after = Counter(parts(today)), Counter(parts(then))
        changes = [
            f"{count.total()} {what} ({_examples(count)})"
            for what, count in (("gone", before - after), ("new", after - before))
            if count
        ]
        if changes:
            different = True
            yield f"{kind}: {', '.join(changes)}"
    if not different:
        yield "the same parts, in other order or spacing"


def _examples(count: Counter[str]) -> str:
    """The commonest of the parts that differ."""
    return " · ".join(part[:_SHOWN] for part, _ in count.most_common(2))


if __name__ == "__main__":
    main()
