"""Chinese lines that were wrapped in the source are joined; everything else stays as it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import markdown
import pytest
from markupsafe import escape
from mkdocs.config import load_config

from archive.languages import Language
from archive.pages.configuration import CONFIGS
from archive.rendering.markdown import other_language_marker
from tests.conftest import fixture_project


@cache
def settings(language: Language) -> Any:
    return load_config(str(fixture_project().root / CONFIGS[language]))


def rendered(text: str, language: Language) -> str:
    """The HTML of ``text`` on a page in ``language``, with the site's own settings."""
    return re.sub(r"</?bdi[^>]*>", "", marked(text, language))


def marked(text: str, language: Language) -> str:
    """The same with the marks around words of the other language."""
    own = settings(language)
    return markdown.markdown(
        text, extensions=own["markdown_extensions"], extension_configs=own["mdx_configs"]
    )


def test_each_language_joins_in_its_own_way() -> None:
    assert rendered("甲\nA", "zh") == "<p>甲A</p>"
    assert rendered("甲\nA", "en") == "<p>甲\nA</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("基金会在演讲中\n说明了\n用途", "<p>基金会在演讲中说明了用途</p>"),
        ("演讲说，\n没有数额", "<p>演讲说，没有数额</p>"),
        ("没有数额\n（见来源）", "<p>没有数额（见来源）</p>"),
        ("题为\n《使命》。\n“自述”\n是说", "<p>题为《使命》。“自述”是说</p>"),
        ("用于COVID-19\n研究，记入CT\n（影像）", "<p>用于COVID-19研究，记入CT（影像）</p>"),
        ("在**加粗，**后文", "<p>在<strong>加粗，</strong>后文</p>"),
        ("前文\n**加粗，**\n后文", "<p>前文<strong>加粗，</strong>后文</p>"),
        ("见[基金](a.md)\n一页", '<p>见<a href="a.md">基金</a>一页</p>'),
        ("运行\n`make test`\n即可", "<p>运行<code>make test</code>即可</p>"),
        ("- 甲\n乙\n- 丙", "<ul>\n<li>甲乙</li>\n<li>丙</li>\n</ul>"),
        ("甲\n\n乙", "<p>甲</p>\n<p>乙</p>"),
    ],
)
def test_wrapped_chinese_lines_join_on_chinese_pages(text: str, html: str) -> None:
    assert rendered(text, "zh") == html


def test_wrapped_chinese_lines_join_around_what_a_macro_prints() -> None:
    fact = fixture_project().macros("zh", "").fact("flood-fund.total")
    assert rendered(f"总额是\n{fact}\n，其中", "zh") == f"<p>总额是{fact}，其中</p>"


@pytest.mark.parametrize(
    "text",
    [
        "The speech\nsays so.",
        "the name\n（全角）",
        "Yunze\n云泽",
        "云泽\nYunze",
        "the “first”\n“second”",
        "the organisations’\n‘own’ account …\n“quoted”",
        'in total\n<span class="fact">十五</span>\nof it',
    ],
)
def test_wrapped_english_lines_keep_their_space(text: str) -> None:
    assert rendered(text, "en") == f"<p>{text}</p>"


def test_chinese_within_an_english_page_is_joined() -> None:
    assert rendered("is 战疫\n资金 here", "en") == "<p>is 战疫资金 here</p>"


@pytest.mark.parametrize("language", CONFIGS)
@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("第一行  \n第二行", "<p>第一行<br />\n第二行</p>"),
        ("用`甲\n乙`表示", "<p>用<code>甲\n乙</code>表示</p>"),
        ("```\n甲\n乙\n```", "<pre><code>甲\n乙\n</code></pre>"),
        ("    甲\n    乙", "<pre><code>甲\n乙\n</code></pre>"),
        ("<pre>\n甲\n乙\n</pre>", "<pre>\n甲\n乙\n</pre>"),
    ],
)
def test_code_and_hard_line_breaks_stay(language: Language, text: str, html: str) -> None:
    assert rendered(text, language) == html


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Reading Boat", "reading-boat"),
        ("- x", "x"),
        ("Search results", "_1"),
        ("MD content", "_1"),
        ("__config", "config"),
        ("long " * 30, "long-" * 11 + "long"),
    ],
)
def test_a_heading_without_an_id_gets_none_of_the_themes(heading: str, expected: str) -> None:
    assert f'<h1 id="{expected}">' in rendered(f"# {heading}", "en")


@pytest.mark.parametrize("language", CONFIGS)
def test_a_heading_takes_the_id_written_after_it(language: Language) -> None:
    assert rendered("## 构成 { #make-up }", language).startswith('<h2 id="make-up">构成<')
    assert rendered("导语\n{ .lead }", language) == '<p class="lead">导语</p>'


@pytest.mark.parametrize(
    ("text", "language", "html"),
    [
        ("The 健康码 code", "en", '<p>The <bdi lang="zh-Hans">健康码</bdi> code</p>'),
        ("Not 云泽，图书馆.", "en", '<p>Not <bdi lang="zh-Hans">云泽，图书馆</bdi>.</p>'),
        ("`健康码`", "en", "<p><code>健康码</code></p>"),
        ('<b title="a > 码">x</b>', "en", '<p><b title="a > 码">x</b></p>'),
        ("<b title='\">码'>x</b>", "en", "<p><b title='\">码'>x</b></p>"),
        ('<i lang="zh-Hans">码</i>', "en", '<p><i lang="zh-Hans">码</i></p>'),
        ("由City Library发布", "zh", '<p>由<bdi lang="en">City Library</bdi>发布</p>'),
        (
            "由Arts & Crafts, 2031 Fund发",
            "zh",
            '<p>由<bdi lang="en">Arts &amp; Crafts, 2031 Fund</bdi>发</p>',
        ),
        ("由Café Équipe发布", "zh", '<p>由<bdi lang="en">Café Équipe</bdi>发布</p>'),
        ("用CT和CSV", "zh", "<p>用CT和CSV</p>"),
    ],
)
def test_words_of_the_other_language_are_marked(text: str, language: Language, html: str) -> None:
    assert marked(text, language) == html


@pytest.mark.parametrize(
    "name",
    ["Tom's & Ann's, and 3 \"Others\" Launch", "Wells", "A/B 5.0: what next?", "50 Boats (a plan)"],
)
def test_names_are_marked_whole_however_html_writes_them(name: str) -> None:
    mark = other_language_marker("zh", ("Wells", name))
    for written in (str(escape(name)), name.replace("&", "&amp;")):
        assert mark(f"由{written}发布") == f'由<bdi lang="en">{written}</bdi>发布'
