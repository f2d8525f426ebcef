"""The search beside the theme's own, on the same queries, in the same browser.

    make bench-search

Both are asked through the box that readers use. Printed are, for each class of queries, how
often the right page came first (R@1) and among the first five (R@5) and the mean reciprocal
rank (MRR); below, what is loaded for the first results, how long a keystroke takes, and the longest
stretch of work on a machine four times slower: 50 ms is what nobody feels.
"""

from __future__ import annotations

import gzip
import json
import statistics
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from archive.languages import LANGUAGES, Language
from archive.project import open_project
from bench import builds
from bench.expand import expand
from bench.multiply import multiply
from tests.built import PROJECT, launched, served

# What readers may ask of this record; lists of what is absent name no right page.
_SETS = sorted((PROJECT / "tests" / "record" / "search").glob("[!a]*.json"))


def main() -> None:
    """Build both, ask both, print the table."""
    with tempfile.TemporaryDirectory() as scratch, launched() as browser:
        folder = Path(scratch)
        record, pages, ours, stock = (
            folder / name for name in ("record", "pages", "ours", "stock")
        )
        multiply(PROJECT, record, 1)
        expand(record, pages)
        builds.ours(record, ours)
        builds.stock(pages, stock)
        page = browser.new_page()
        with served(ours) as ours_at, served(stock) as stock_at:
            for path in _SETS:
                queries = json.loads(path.read_text("utf-8"))
                _print(path.stem, _ranks(page, ours_at, queries), _ranks(page, stock_at, queries))
            _print_cost(page, ours_at, ours)
            print("\nlongest stretch of work at a quarter of the speed, from the first key on")
            for language in LANGUAGES:
                print(f"{language}: {_longest_stretch(browser, ours_at, language):.0f} ms")


def _ranks(page: Page, base: str, queries: list[dict[str, Any]]) -> dict[str, list[int]]:
    ranks: dict[str, list[int]] = defaultdict(list)
    for language in LANGUAGES:
        page.goto(f"{base}{language}/", wait_until="networkidle")
        box = page.locator(".md-search__input")
        box.focus()
        box.fill("a")
        page.wait_for_timeout(1500)  # until the index is there
        for query in queries:
            if query["lang"] != language:
                continue
            box.fill(query["query"])
            box.press("End")  # the theme's own search hears keys only
            page.wait_for_timeout(250)
            paths = page.locator("a.md-search-result__link").evaluate_all(
                "links => links.map((link) => link.pathname)"
            )
            found = [path.removeprefix(f"/{language}/") for path in dict.fromkeys(paths)]
            right = (at for at, tail in enumerate(found, 1) if tail in query["relevant"])
            ranks[query["class"]].append(next(right, 0))
    return ranks


def _scores(ranks: list[int]) -> str:
    first = sum(rank == 1 for rank in ranks) / len(ranks)
    five = sum(1 <= rank <= 5 for rank in ranks) / len(ranks)
    reciprocal = statistics.mean(1 / rank if rank else 0 for rank in ranks)
    return f"{first:5.2f} {five:5.2f} {reciprocal:5.2f}"


def _print(name: str, ours: dict[str, list[int]], stock: dict[str, list[int]]) -> None:
    print(f"\n{name:14}    n   ours:  R@1   R@5   MRR   stock: R@1   R@5   MRR")
    for kind in sorted(ours):
        print(
            f"{kind:14} {len(ours[kind]):4}        {_scores(ours[kind])}         {_scores(stock[kind])}"
        )
    every = [[rank for of_class in one.values() for rank in of_class] for one in (ours, stock)]
    print(f"{'all':14} {len(every[0]):4}        {_scores(every[0])}         {_scores(every[1])}")


def _typed() -> tuple[str, str]:
    """A name of the record in both languages, to be typed key by key."""
    name = next(iter(open_project(PROJECT).archive.records.values())).name
    return name.zh, name.en


def _print_cost(page: Page, base: str, site: Path) -> None:
    print("\nfirst results, gzip, and the time of a keystroke (median and worst, warm)")
    for language in LANGUAGES:
        modules = next((site / "assets").glob("search.*"))
        files = [site / language / "search" / "records.json", *modules.rglob("*.js")]
        size = sum(len(gzip.compress(file.read_bytes())) for file in files)
        page.goto(f"{base}{language}/")
        times = page.evaluate(
            """async (typed) => {
              const { finder: module } = document.querySelector("[data-search]").dataset;
              const { finder } = await import(new URL(module, document.baseURI).href);
              const { find } = await finder(await (await fetch("search/records.json")).json());
              return typed.map((text) => {
                const from = performance.now();
                find(text);
                return performance.now() - from;
              });
            }""",
            [name[: length + 1] for name in _typed() for length in range(len(name))] * 2,
        )
        print(
            f"{language}: {size / 1024:.0f} KiB, "
            f"{statistics.median(times[5:]):.1f} ms, {max(times[5:]):.1f} ms"
        )


def _longest_stretch(browser: Browser, base: str, language: Language) -> float:
    """Milliseconds of the page's own thread, so that other work on this machine counts less."""
    page = browser.new_page()
    page.goto(f"{base}{language}/", wait_until="networkidle")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    browser.start_tracing(page=page, categories=["devtools.timeline", "v8"])
    typed = next(name for side, name in zip(LANGUAGES, _typed(), strict=True) if side == language)
    box = page.locator(".md-search__input")
    box.focus()
    for query in [
        *(typed[: length + 1] for length in range(len(typed))),
        "15亿",
        "qwertyuiop asdf",
    ]:
        box.fill(query)
        page.wait_for_timeout(300)
    page.wait_for_timeout(1500)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    page.close()
    ours = {"FunctionCall", "TimerFire", "RunMicrotasks", "v8.evaluateModule", "v8.compileModule"}
    return max(float(one["tdur"]) / 1000 for one in events if one["name"] in ours and "tdur" in one)


if __name__ == "__main__":
    main()
