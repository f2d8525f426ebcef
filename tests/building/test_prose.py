"""What the prose checkers find: advice, and the few slips that are certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.built import PROJECT
from tools import prose

PAGE = """---
title: 甲
---

# 甲

图书馆说,{{ fact("a.b") }}已付。共１５本。
他说"好"，共 15 本。代码`甲,乙`和[甲,乙](https://example.org/甲,乙)不同。

    缩进
```
代码,代码
```
"""
DATA = """some-fund:
  name: {zh: 某基金, en: 'Some fund, some colour'}
  note:
    zh: 甲说：好!乙说：不好。
    en: It recieved the color of an organization.
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A record with slips in a page and in the data, and the word list of this one."""
    page = tmp_path / "docs" / "zh" / "a.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, "utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "funds.yml").write_text(DATA, "utf-8")
    settings = (PROJECT / "pyproject.toml").read_text("utf-8")
    (tmp_path / "pyproject.toml").write_text(settings, "utf-8")
    return tmp_path


def run(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *options: str
) -> tuple[int, list[str]]:
    monkeypatch.chdir(root)
    monkeypatch.setattr("sys.argv", ["prose", *options])
    return prose.main(), capsys.readouterr().out.splitlines()


def test_slips_get_lines_and_the_certain_ones_fail(
    written: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failed, found = run(written, monkeypatch, capsys)
    assert failed
    assert [line.replace(" — 是否应为 · better: ", " → ") for line in found] == [
        "data/funds.yml:4: 甲说：好!乙说：不好。 → 甲说：好！乙说：不好。",
        "data/funds.yml:5: color → colour",
        "data/funds.yml:5: recieved → received",
        "docs/zh/a.md:7: ,1已付。共１５本。 → ，1已付。共15本。",
        "docs/zh/a.md:7: 图书馆说,1已付。共１ → 图书馆说，1已付。共1",
        "docs/zh/a.md:8: 5 本 → 5本",
        "docs/zh/a.md:8: 。代码和[甲,乙不同。 → 。代码和[甲，乙不同。",
        "docs/zh/a.md:8: 共 1 → 共1",
        'docs/zh/a.md:8: 好" → “ ”',
        'docs/zh/a.md:8: 说" → “ ”',
    ]
    failed, certain = run(written, monkeypatch, capsys, "--certain")
    assert failed
    advice = {found[at] for at in (1, 5, 7, 8, 9)}
    assert certain == [line for line in found if line not in advice]


def test_sound_prose_passes_and_a_word_of_the_list_is_none(
    written: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (written / "docs" / "zh" / "a.md").write_text("# 甲\n\n图书馆说，共15本。\n", "utf-8")
    (written / "data" / "funds.yml").write_text(
        "a:\n  owner: womens-federation\n  note: {zh: 甲, en: The World Health Organization}\n"
    )
    assert run(written, monkeypatch, capsys) == (0, [])
