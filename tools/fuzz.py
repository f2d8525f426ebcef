"""Invented pages and data files, two thousand of them: none may hang, crash or come alive.

python -m tools.fuzz           # make fuzz
"""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.loading import yaml_file
from archive.pages.check import page_problems
from tests.conftest import fixture_project
from tests.loading.test_hostile_data import FILES, VALUES
from tests.pages.test_hostile_pages import FRONT, REFUSED, TEXT, alive, page, rendered

CASES = 1_000  # of each kind
_SETTINGS = settings(
    max_examples=CASES,
    deadline=timedelta(seconds=5),
    suppress_health_check=list(HealthCheck),
    database=None,
    print_blob=True,
)
_SIGNS = "[]()<>{}*_`#|~!:&;\\/'\"=%$@^-+. \n\t:?,0aé文\u200b\u202e\x00"
_PIECES = [
    text for texts in [*REFUSED.values(), *TEXT.values()] for text in texts if len(text) < 200
]
_YAML = [text for text in FILES.values() if len(text) < 300]
_YAML += [value for values in VALUES.values() for value in values if len(value) < 200]


def _made_of(pieces: list[str]) -> st.SearchStrategy[str]:
    """Pieces of the corpora, cut and joined with signs that mean something."""
    piece = st.sampled_from(pieces).flatmap(
        lambda text: st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
            lambda cut: text[min(cut) : max(cut)] or text
        )
    )
    return st.lists(piece | st.text(_SIGNS, max_size=12) | st.text(max_size=8), max_size=12).map(
        "".join
    )


@_SETTINGS
@given(_made_of(_PIECES), st.none() | _made_of(FRONT["front matter"]))
def fuzz_pages(text: str, front: str | None) -> None:
    """A page gets lines, or shows nothing that runs."""
    start = "" if front is None else f"---\n{front}\n---\n\n"
    document = page(f"{start}# A heading\n\n{text}\n")
    found = page_problems.__wrapped__(fixture_project(), document)
    for problem in found:
        if "\n" in str(problem) or problem.line < 1:
            raise AssertionError(problem)
    if not found and (living := alive(rendered(document))):
        raise AssertionError(living)


@_SETTINGS
@given(_made_of(_YAML))
def fuzz_yaml(text: str) -> None:
    """YAML is read or gets lines."""
    for problem in yaml_file.parse(text, "data/x.yml").problems:
        if "\n" in str(problem) or problem.line < 1:
            raise AssertionError(problem)


if __name__ == "__main__":
    fuzz_pages()
    fuzz_yaml()
    print(f"Read {2 * CASES:,} pages and files: none hung, crashed or came alive.")
