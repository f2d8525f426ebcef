"""The ledger of pages whose two languages were last seen in step."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.building.build import build
from archive.building.check import check
from archive.languages import Language, other
from archive.pages import reviews
from archive.pages.ledger import LEDGER
from archive.problems import RefusedError
from archive.reporting import print_reviews

SRC = "about.md"


def state(root: Path) -> reviews.Review:
    return next(pair for pair in reviews.reviews(root) if pair.src == SRC)


def change(root: Path, language: str, src: str = SRC) -> None:
    page = root / "docs" / language / src
    words = page.read_text("utf-8").replace("{ .lead }", "More.\n{ .lead }")
    page.write_text(words, "utf-8")


def test_an_outdated_side_is_known_until_both_are_confirmed(scratch: Path) -> None:
    (scratch / LEDGER).unlink(missing_ok=True)
    assert not state(scratch).confirmed
    assert SRC in reviews.mark_reviewed(scratch, [])
    assert state(scratch).in_step
    assert reviews.mark_reviewed(scratch, []) == []

    change(scratch, "zh")
    assert state(scratch).is_outdated("en")
    assert not state(scratch).is_outdated("zh")

    change(scratch, "en")
    assert not state(scratch).in_step
    assert not state(scratch).is_outdated("en")
    assert reviews.mark_reviewed(scratch, [SRC]) == [SRC]
    assert state(scratch).in_step
    with pytest.raises(RefusedError):
        reviews.mark_reviewed(scratch, ["no-such-page.md"])


def test_wrapping_lines_is_no_change() -> None:
    assert reviews.fingerprint("a  \nb\n\n") == reviews.fingerprint("a b")
    assert reviews.fingerprint("一句\n话") == reviews.fingerprint("一句话")
    assert reviews.fingerprint("a\n\nb") != reviews.fingerprint("a b")


def test_a_text_changed_in_one_language_of_the_data_is_known(scratch: Path) -> None:
    reviews.mark_reviewed(scratch, [])
    file = scratch / "data" / "people.yml"
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"(en: '?[^,}\n']+)", r"\1 indeed", text, count=1), "utf-8")
    assert file.read_text("utf-8") != text
    (one,) = [one for one in reviews.reviews(scratch) if not one.in_step]
    assert (one.src, one.outdated, one.entry) == ("data/people.yml", "zh", "lin-yue")
    assert reviews.mark_reviewed(scratch, ["data/people.yml"]) == ["data/people.yml#lin-yue"]


def test_a_page_in_one_language_has_a_stand_in_in_the_other(scratch: Path) -> None:
    reviews.mark_reviewed(scratch, [])
    text = "# 新页\n\n正文。\n\n## 一节 { #part }\n\n正文。\n"
    (scratch / "docs" / "zh" / "new.md").write_text(text, "utf-8")
    config = scratch / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "  - new.md\n", "utf-8")
    about = scratch / "docs" / "en" / "about.md"
    about.write_text(about.read_text("utf-8") + "\nSee [it](new.md#part).\n", "utf-8")
    assert check(scratch) == []
    assert reviews.review(scratch, "new.md").outdated == "en"
    build(scratch, scratch / "site")
    html = (scratch / "site" / "en" / "new" / "index.html").read_text("utf-8")
    assert "So far this page exists in Chinese only" in html
    assert 'href="../../zh/new/"' in html
    assert "/en/new/" in (scratch / "site" / "sitemap.xml").read_text("utf-8")


def test_a_page_renamed_on_one_side_is_told_so(
    scratch: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = scratch / "docs" / "en" / SRC
    page.rename(page.with_name("method.md"))
    monkeypatch.chdir(scratch)
    print_reviews(reviews.reviews(scratch))
    said = capsys.readouterr().out
    assert (
        "docs/en/about.md:1: worth a look: the other language has this page, and lacks method.md"
        in said
    )
    assert (
        "docs/zh/method.md:1: worth a look: the other language has this page, and lacks about.md"
        in said
    )


def test_a_page_is_confirmed_under_the_name_that_the_check_prints(scratch: Path) -> None:
    assert reviews.mark_reviewed(scratch, ["docs/en/about.md"]) == ["about.md"]


def test_pages_that_call_different_macros_are_not_confirmed(scratch: Path) -> None:
    page = scratch / "docs" / "en" / SRC
    page.write_text(page.read_text("utf-8") + '\n{{ name("lin-yue") }}\n', "utf-8")
    with pytest.raises(RefusedError, match="different macros"):
        reviews.mark_reviewed(scratch, [SRC])


def test_the_outdated_page_says_so_and_points_to_the_other(scratch: Path) -> None:
    reviews.mark_reviewed(scratch, [])
    moved: dict[str, Language] = {"about": "zh", "glossary": "en"}
    for page, language in moved.items():
        change(scratch, language, f"{page}.md")
    build(scratch, scratch / "site")
    notices = {
        path.parent.relative_to(scratch / "site").as_posix(): notice.group()
        for path in (scratch / "site").rglob("index.html")
        if (notice := re.search('<aside class="notice.*?</aside>', path.read_text("utf-8"), re.S))
    }
    assert notices.keys() == {f"{other(language)}/{page}" for page, language in moved.items()}
    for page, language in moved.items():
        assert f'href="../../{language}/{page}/"' in notices[f"{other(language)}/{page}"]
