"""The ledger of pages whose two languages were last seen in step."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.building.build import build
from archive.pages import reviews

TAIL = "about.md"


def state(root: Path) -> reviews.Pair:
    return next(pair for pair in reviews.pairs(root) if pair.tail == TAIL)


def change(root: Path, language: str) -> None:
    page = root / "docs" / language / TAIL
    page.write_text(page.read_text("utf-8").rstrip() + " More.\n", "utf-8")


def test_a_side_left_behind_is_known_until_both_are_confirmed(scratch: Path) -> None:
    (scratch / reviews.LEDGER).unlink(missing_ok=True)
    assert not state(scratch).confirmed
    assert TAIL in reviews.confirm(scratch, [])
    assert state(scratch).in_step
    assert reviews.confirm(scratch, []) == []

    change(scratch, "zh")
    assert state(scratch).may_be_behind("en")
    assert not state(scratch).may_be_behind("zh")

    change(scratch, "en")
    assert not state(scratch).in_step
    assert not state(scratch).may_be_behind("en")
    assert reviews.confirm(scratch, [TAIL]) == [TAIL]
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
