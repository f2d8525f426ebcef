"""``make bench``: builds, changes and first views measured, and the table written anew.

    python -m bench                                  # everything; takes a while
    python -m bench --rounds 1 --large-rounds 1      # a rough look

What is compared is measured in turn (A B A B …) in one run, so that a busy spell of the
machine hits all alike. The results replace what stands below the line in bench/README.md.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import click
from playwright.sync_api import Browser

from bench import builds
from bench.builds import Cost, output
from bench.expand import expand
from bench.multiply import multiply
from bench.preview import first_fund, save_to_reload
from bench.views import first_view
from tests.built import PROJECT, launched

SIZES = (1, 10)
_README = Path(__file__).parent / "README.md"
_LINE = "<!-- Below this line everything is written by `make bench`. -->\n"
_OURS, _FIRST, _STOCK, _HUGO = (
    "this project",
    "this project, for the first time",
    "stock Material",
    "Hugo",
)


@click.command()
@click.option("--rounds", default=5, show_default=True, help="Rounds at the record's own size.")
@click.option("--large-rounds", default=3, show_default=True, help="Rounds at ten times the size.")
@click.option("--scratch", type=click.Path(path_type=Path), help="Keep what is built in a folder.")
def main(rounds: int, large_rounds: int, scratch: Path | None) -> None:
    """Measure everything and write bench/README.md."""
    with tempfile.TemporaryDirectory() as temporary, launched() as browser:
        folder = scratch or Path(temporary)
        parts = [*_machine(browser.version, rounds, large_rounds)]
        turns = dict(zip(SIZES, (rounds, large_rounds), strict=True))
        costs = {}
        for times in SIZES:
            home = folder / f"x{times}"
            _prepare(home, times)
            costs[times] = _measure_builds(home, turns[times])
            _say(f"builds at {times}×", costs[times])
        parts += _build_table(folder, costs)
        parts += _preview_table(browser, folder, turns)
        parts += _view_table(browser, folder)
    head = _README.read_text(encoding="utf-8").partition(_LINE)[0]
    _README.write_text(head + _LINE + "\n" + "\n".join(parts) + "\n", encoding="utf-8")
    click.echo("\n".join(parts))


def _prepare(home: Path, times: int) -> None:
    """The record ``times`` over, its pages expanded, and a Hugo project of those."""
    click.echo(f"Preparing the record {times}× …")
    multiply(PROJECT, home / "record", times)
    # As in the record itself, no page waits for somebody to compare its languages.
    builds.run([[sys.executable, "-m", "archive", "reviewed", "--all"]], home / "record")
    expand(home / "record", home / "expanded")
    builds.prepare_hugo(home / "expanded", home / "hugo")


def _measure_builds(home: Path, rounds: int) -> dict[str, list[Cost]]:
    builders: dict[str, Callable[[], Cost]] = {
        _OURS: lambda: builds.ours(home / "record", home / "ours"),
        _FIRST: lambda: builds.first(home / "record", home / "first"),
        _STOCK: lambda: builds.stock(home / "expanded", home / "stock"),
    }
    if shutil.which("hugo"):
        builders[_HUGO] = lambda: builds.hugo(home / "hugo", home / "by-hugo")
    costs: dict[str, list[Cost]] = {name: [] for name in builders}
    for number in range(rounds + 1):
        for name, build in builders.items():
            cost = build()
            if number:  # the first is for the caches of all
                costs[name].append(cost)
    return costs


def _build_table(folder: Path, costs: Mapping[int, Mapping[str, Sequence[Cost]]]) -> Iterator[str]:
    yield "## Whole builds\n"
    yield "| record | builder | pages | wall, s | CPU, s | memory, MiB | wall to stock | CPU to stock |"
    yield "|---|---|---|---|---|---|---|---|"
    sites = {_OURS: "ours", _FIRST: "first", _STOCK: "stock", _HUGO: "by-hugo"}
    count: dict[tuple[int, str], int] = {}
    for times, found in costs.items():
        for name, runs in found.items():
            count[times, name] = len(builds.pages_of(folder / f"x{times}" / sites[name]))
            ratios = [
                _median(
                    getattr(run, what) / getattr(base, what)
                    for run, base in zip(runs, found[_STOCK], strict=True)
                )
                for what in ("wall", "cpu")
            ]
            yield (
                f"| {times}× | {name} | {count[times, name]} | {_spread([run.wall for run in runs])} "
                f"| {_spread([run.cpu for run in runs])} | {max(run.memory for run in runs):.0f} "
                f"| {ratios[0]:.2f} | {ratios[1]:.2f} |"
            )
    yield ""
    if _HUGO not in costs[SIZES[0]]:
        yield "Hugo is not installed, so it is left out.\n"
    small, large = SIZES
    pages = count[large, _STOCK] / count[small, _STOCK]
    grown = {
        name: _median(run.wall for run in costs[large][name])
        / _median(run.wall for run in costs[small][name])
        for name in costs[large]
    }
    listed = ", ".join(f"{name} {factor:.1f}×" for name, factor in grown.items())
    yield f"For {pages:.1f}× the pages the clock shows: {listed}."
    shares = []
    for home in (folder / f"x{times}" for times in SIZES):
        both = builds.pages_of(home / "stock")  # ours has a page for each claim besides
        ours, stock = (builds.article_text(home / name, both) for name in ("ours", "stock"))
        shares.append(stock / ours)
    yield (
        f"The articles that stock Material builds hold {shares[0]:.0%} and {shares[1]:.0%} of the "
        "text of ours; were it much less, the comparison would not be fair.\n"
    )


def _preview_table(browser: Browser, folder: Path, rounds: Mapping[int, int]) -> Iterator[str]:
    yield "## The preview: seconds from saving to seeing it in the browser\n"
    yield "| record | a page | a datum | a template |"
    yield "|---|---|---|---|"
    for times in SIZES:
        seen = save_to_reload(browser, folder / f"x{times}" / "record", rounds[times])
        _say(f"preview at {times}×", seen)
        yield f"| {times}× | {' | '.join(_spread(found) for found in seen.values())} |"
    yield ""


def _view_table(browser: Browser, folder: Path) -> Iterator[str]:
    yield "## A cold first view: requests, and KiB as sent (gzip)\n"
    kinds = ("HTML", "CSS", "script", "image", "other")
    yield f"| record | builder | page | requests | KiB | {' | '.join(kinds)} |"
    yield "|---" * (5 + len(kinds)) + "|"
    for times in SIZES:
        fund = first_fund(folder / f"x{times}" / "record")
        for name, site in ((_OURS, "ours"), (_STOCK, "stock")):
            for what, address in (
                ("home", "zh/"),
                ("a record", f"zh/funds/{fund}/"),
                ("/figures/", "zh/figures/"),
            ):
                view = first_view(browser, folder / f"x{times}" / site, address)
                sizes = " | ".join(f"{view.kib[kind]:.1f}" for kind in kinds)
                total = sum(view.kib.values())
                yield f"| {times}× | {name} | {what} | {view.requests} | {total:.1f} | {sizes} |"


def _machine(chromium: str, rounds: int, large_rounds: int) -> Iterator[str]:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    commit = output(["git", "-C", PROJECT, "log", "-1", "--format=%h of %cs"])
    packages = ("mkdocs", "mkdocs-material", "mkdocs-macros-plugin", "Markdown", "jieba")
    versions = [f"{name} {version(name)}" for name in packages]
    versions += [f"Chromium {chromium}"]
    if shutil.which("hugo"):
        versions.append(output(["hugo", "version"]).split("+")[0].replace(" v", " "))
    yield (
        f"Measured on {os.cpu_count()} cores ({models[0] if models else platform.machine()}), "
        f"{memory:.0f} GiB, {platform.system()} {platform.release()}; load before the start (the higher, the rougher) "
        f"{os.getloadavg()[0]:.1f}. Commit {commit}. "
        f"Python {platform.python_version()}, {', '.join(versions)}. "
        f"Median (least–most) of {rounds} rounds at 1× and {large_rounds} at 10×.\n"
    )


def _spread(values: Sequence[float]) -> str:
    return f"{_median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def _median(values: Iterable[float]) -> float:
    return statistics.median(list(values))


def _say(what: str, found: Mapping[str, object]) -> None:
    click.echo(f"{what}: {found}", err=True)


if __name__ == "__main__":
    main()
