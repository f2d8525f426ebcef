"""Whole builds as processes: ours, stock Material's two, and Hugo's."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.pages.configuration import CONFIGS
from bench import ENVIRONMENT

_ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)
_LAYOUT = """<!doctype html><html lang="{{ .Site.Language.Lang }}"><meta charset="utf-8">
<title>{{ .Title }}</title><nav>{{ range site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}
</a>{{ end }}</nav><article>{{ .Content }}</article></html>
"""


@dataclass(frozen=True)
class Cost:
    """What processes took: seconds of the clock and of all cores, MiB of the largest one."""

    wall: float
    cpu: float
    memory: float


def run(commands: Sequence[Sequence[str | Path]], folder: Path, **environment: str) -> Cost:
    """Run ``commands`` in ``folder`` one after the other; CPU and memory include all children."""
    cpu = memory = 0.0
    begun = time.perf_counter()
    for command in commands:
        with subprocess.Popen(  # noqa: S603 — our own commands
            command,
            cwd=folder,
            env=ENVIRONMENT | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            assert process.stdout  # noqa: S101 — for the type checker
            said = process.stdout.read()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(map(str, command))} in {folder} failed:\n{said}")
        cpu += used.ru_utime + used.ru_stime
        memory = max(memory, used.ru_maxrss / 1024)
    return Cost(time.perf_counter() - begun, cpu, memory)


def output(command: Sequence[str | Path]) -> str:
    """What ``command`` says."""
    return subprocess.run(  # noqa: S603 — our own commands
        command, check=True, capture_output=True, text=True, env=ENVIRONMENT
    ).stdout.strip()


def ours(record: Path, site: Path, **environment: str) -> Cost:
    """The full build from nothing: checks, both languages, downloads, feeds, search."""
    shutil.rmtree(site, ignore_errors=True)
    for kept in record.glob(".*/"):  # whatever an earlier run may have left to save work
        shutil.rmtree(kept)
    build: list[str | Path] = [sys.executable, "-m", "archive", "build", "--site", site]
    return run([build], record, **environment)


def first(record: Path, site: Path) -> Cost:
    """The same on a machine that has never built it: no template is kept compiled."""
    with tempfile.TemporaryDirectory() as nothing:
        return ours(record, site, TMPDIR=nothing)


def stock(expanded: Path, site: Path) -> Cost:
    """Two builds of stock Material, one after the other, each with the theme's own search."""
    shutil.rmtree(site, ignore_errors=True)
    build = [sys.executable, "-m", "mkdocs", "build", "-q"]
    return run(
        [[*build, "-f", config, "-d", site / language] for language, config in CONFIGS.items()],
        expanded,
    )


def hugo(project: Path, site: Path) -> Cost:
    """Hugo with a layout of four lines."""
    shutil.rmtree(site, ignore_errors=True)
    return run([["hugo", "--quiet", "--destination", site]], project)


def prepare_hugo(expanded: Path, project: Path) -> None:
    """The expanded pages as a Hugo project: an index is there called ``_index.md``."""
    for language in CONFIGS:
        shutil.copytree(expanded / "docs" / language, project / "content" / language)
    for index in project.rglob("index.md"):
        index.rename(index.with_name("_index.md"))
    (project / "layouts" / "_default").mkdir(parents=True)
    for name in ("single", "list"):
        (project / "layouts" / "_default" / f"{name}.html").write_text(_LAYOUT, encoding="utf-8")
    languages = "".join(
        f'[languages.{language}]\ncontentDir = "content/{language}"\n' for language in CONFIGS
    )
    (project / "config.toml").write_text(
        'baseURL = "http://127.0.0.1/"\ndefaultContentLanguageInSubdir = true\n'
        f'defaultContentLanguage = "zh"\ndisableKinds = ["taxonomy", "term"]\n'
        f"[markup.goldmark.renderer]\nunsafe = true\n{languages}",
        encoding="utf-8",
    )


def pages_of(site: Path) -> set[Path]:
    """The pages of a site in both languages, below its folder."""
    return {
        path.relative_to(site)
        for language in CONFIGS
        for path in (site / language).rglob("index.html")
    }


def article_text(site: Path, pages: Iterable[Path]) -> int:
    """How many characters the articles of some ``pages`` of a site have."""
    found = [_ARTICLE.search((site / path).read_text(encoding="utf-8")) for path in pages]
    text = ("".join(_HIDDEN.sub("", match[0]).split()) for match in found if match)
    return sum(map(len, text))
