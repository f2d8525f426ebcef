"""The ledger of pages whose two languages were last seen in step."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.building.build import build
from archive.pages import reviews

SRC = "about.md"


def state(root: Path) -> reviews.Review:
    return next(pair for pair in reviews.reviews(root) if pair.src == SRC)


def change(root: Path, language: str) -> None:
    page = root / "docs" / language / SRC
    words = page.read_text("utf-8").replace("{ .lead }", "More.\n{ .lead }")
    page.write_text(words, "utf-8")


def test_a_side_left_behind_is_known_until_both_are_confirmed(scratch: Path) -> None:
    (scratch / reviews.LEDGER).unlink(missing_ok=True)
    assert not state(scratch).confirmed
    assert SRC in reviews.confirm(scratch, [])
    assert state(scratch).in_step
    assert reviews.confirm(scratch, []) == []

    change(scratch, "zh")
    assert state(scratch).is_outdated("en")
    assert not state(scratch).is_outdated("zh")

    change(scratch, "en")
    assert not state(scratch).in_step
    assert not state(scratch).is_outdated("en")
    assert reviews.confirm(scratch, [SRC]) == [SRC]
    assert state(scratch).in_step
    with pytest.raises(KeyError):
        reviews.confirm(scratch, ["no-such-page.md"])


def test_white_space_at_line_ends_is_no_change() -> None:
    assert reviews.fingerprint("a  \nb\n\n") == reviews.fingerprint("a\nb")
    assert reviews.fingerprint("a\nb") != reviews.fingerprint("a b")


@pytest.mark.parametrize(("moved", "behind"), [("zh", "en"), ("en", "zh")])
def test_the_page_left_behind_says_so_and_points_to_the_other(
    scratch: Path, moved: str, behind: str
) -> None:
    reviews.confirm(scratch, [])
    change(scratch, moved)
    build(scratch, scratch / "site")
    notice = '<aside class="behind"'
    html = (scratch / "site" / behind / "about" / "index.html").read_text("utf-8")
    assert notice in html
    assert f'href="../../{moved}/about/"' in html.split(notice)[1].split("</aside>")[0]
    assert notice not in (scratch / "site" / moved / "about" / "index.html").read_text("utf-8")
    assert notice not in (scratch / "site" / behind / "timeline" / "index.html").read_text("utf-8")
