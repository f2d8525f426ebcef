"""Pages as an attacker or bad luck would write them.

Each ends in a line with file and number, or in text that a browser shows as text, within
seconds. The judge here is not the engine's: :func:`alive` looks for what would run, load or
mislead in the finished HTML, by rules of its own.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Comment

from archive.building.check import macros_of, page_problems
from archive.pages.configuration import configuration
from archive.pages.document import Document, gated
from archive.project import Project
from archive.rendering.calls import expand
from archive.rendering.macros import run
from tests.conftest import fixture_project

PAGE = "docs/en/page.md"
TOP = "# A heading\n\nA paragraph.\n\n"
SECONDS = 5

# By kind. Each page of `refused` gets a line; each of `text` is shown as text.
REFUSED: dict[str, list[str]] = {
    "elements that run or load": [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<script\n>alert(1)</script>",
        "<script/x>alert(1)</script>",
        "<<script>alert(1)//<</script>",
        "<svg/onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
        "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
        "<iframe src=about.html></iframe>",
        '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
        "<object data=x.swf></object>",
        "<embed src=x.swf>",
        "<applet code=x></applet>",
        "<link rel=stylesheet href=//evil.example/x.css>",
        "<style>@import '//evil.example/x.css'</style>",
        "<base href='//evil.example/'>",
        "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
        "<form action=https://evil.example><button>Go</button></form>",
        "<input autofocus onfocus=alert(1)>",
        "<textarea>x</textarea>",
        "<select><option>x</select>",
        "<video src=x><track default src=y></video>",
        "<audio src=x autoplay></audio>",
        "<picture><source srcset=//evil.example/x></picture>",
        "<template><script>alert(1)</script></template>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<title>Another title</title>",
        "<plaintext>",
        "<xmp><script>alert(1)</script></xmp>",
        "<noembed><img src=x></noembed>",
        "<frameset><frame src=x></frameset>",
        "<marquee onstart=alert(1)>x</marquee>",
        "<portal src=x></portal>",
        "<dialog open>x</dialog>",
        "<custom-element>x</custom-element>",
        "<keygen autofocus>",
        "<isindex type=image src=1>",
        "<menu><li>x</menu>",
        "<image src=x>",
        "<font color=red>x</font>",
        "<center>x</center>",
        "<slot name=x></slot>",
        "<canvas></canvas>",
    ],
    "attributes that run, load or style": [
        '<a href="x.md" onclick="alert(1)">x</a>',
        "<p ONMOUSEOVER=alert(1)>x</p>",
        '[x](about.md){:onclick="alert(1)"}',
        '<img src="https://evil.example/p.png">',
        "<p onclick\n=alert(1)>x</p>",
        "<img src=x.png onerror=alert(1)>",
        "<img/src=x.png/onerror=alert(1)>",
        "<details open ontoggle=alert(1)><summary>x</summary></details>",
        "<p style='background:url(//evil.example/x)'>x</p>",
        "<p contenteditable>x</p>",
        "<p tabindex=1 autofocus>x</p>",
        "<a href=x.md target=_blank>x</a>",
        "<a href=x.md ping=https://evil.example>x</a>",
        "<a href=x.md download>x</a>",
        "<a href=x.md rel=opener>x</a>",
        "<img srcset='//evil.example/x 1x' src=x.png>",
        "<img src=x.png lowsrc=//evil.example/x>",
        "<table background=//evil.example/x><tr><td>x</table>",
        "<button formaction=javascript:alert(1)>x</button>",
        "<p slot=x>x</p>",
        "<p is=x-y>x</p>",
        "<p data-md-component=palette>x</p>",
        "<p data-block=0123456789abcdef></p>",
        "<p accesskey=x>x</p>",
        "<td colspan=99999999>x</td>\n<table><tr><td colspan=99999999>x</table>",
        "<ol start=99999999999><li>x</ol>",
        "<bdo dir=rtl>x</bdo>",
        "<p dir=rtl>x</p>",
        '[x](about.md){ onclick="alert(1)" }',
        "[x](about.md){: onclick=alert(1) }",
        '**x**{: style="color:red" }',
        "A paragraph\n{: onmouseover=alert(1) }",
        "{: contenteditable }\nA paragraph\n{: contenteditable }",
        "## Heading { onclick=alert(1) }",
        "- item\n{: onclick=alert(1) }",
        "```{ .python onclick=alert(1) }\nx\n```\n\n*x*{ onclick=alert(1) }",
        "> quote\n{: style=x }",
        "![x](a.png){ onerror=alert(1) }",
        "| a |\n|---|\n| *b*{ onclick=alert(1) } |",
        "term\n:   meaning *x*{: onclick=alert(1) }",
        "!!! note\n    *x*{: onclick=alert(1) }",
        "text[^1]\n\n[^1]: note *x*{: onclick=alert(1) }",
        '<div markdown="1" onclick="alert(1)">x</div>',
        "<details markdown><summary>x</summary>\n\n*y*{: onclick=alert(1) }\n\n</details>",
    ],
    "ids and classes of the theme or of scripts": [
        '<div id="__config">{"base": "//evil.example"}</div>',
        "## Notes { #__config }",
        "A paragraph\n{: #__search }",
        "*x*{ #__palette }",
        "## A { #search-query }",
        "## A { #search-results }",
        "<p id='x y'>x</p>",
        "<p id=''>x</p>",
        f"<p id='{'x' * 300}'>x</p>",
        "<p id='-x'>x</p>",
        "<p id='a&quot;b'>x</p>",
        "<pre class=mermaid>graph LR</pre>",
        "x\n{: .mermaid }",
        "<div class='md-overlay'>x</div>",
        "x\n{: .md-search }",
        "<div class='tabbed-set'>x</div>",
        "<div class='mark--confirmed'>x</div>",
        "<img name=currentScript src=x.png>",
        "<a id=__md_scope href=x.md>x</a>",
    ],
    "addresses": [
        "[x](javascript:alert(1))",
        "[x]( javascript:alert(1))",
        "[x](\tjavascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](java&#x0A;script:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](&#1;javascript:alert(1))",
        "[x](<javascript:alert(1)>)",
        '<a href="java\nscript:alert(1)">x</a>',
        '<a href=" &#14; javascript:alert(1)">x</a>',
        "<a href='vbscript:x'>x</a>",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](blob:https://example.org/1)",
        "[x](file:///etc/passwd)",
        "[x](ftp://example.org/)",
        "[x](tel:1)",
        "[x](view-source:https://example.org/)",
        "[x](//evil.example/)",
        "[x](/\\evil.example/)",
        "[x](\\\\evil.example)",
        "[x](/\t/evil.example/)",
        "[x](https:evil.example)",
        "[x](https:/evil.example)",
        "[x](https:///evil.example)",
        "[x](https:\\\\evil.example)",
        "[x](https://example.org\\@evil.example/)",
        "[x](https://example.org@evil.example/)",
        "[x](https://user:word@evil.example/)",
        "[x](https://[::1/)",
        "[x](https://evil.example:99999/)",
        "[x](https://evil.example:x/)",
        "[x](https://)",
        "[x](https://.../)",
        "[x](mailto:a@b.example?bcc=c@evil.example&body=x)",
        "[x](mailto:)",
        "<javascript:alert(1)>",
        "<JavaScript:alert(1)>",
        "[x][r]\n\n[r]: javascript:alert(1)",
        "> [x][r]\n>\n> [r]: javascript:alert(1)",
        "- [x][r]\n\n    [r]: javascript:alert(1)",
        "[x][r]\n\n[r]: <javascript:alert(1)>",
        "text[^1]\n\n[^1]: [x](javascript:alert(1))",
        "![x](https://evil.example/p.png)",
        "![x](//evil.example/p.png)",
        "![x](data:image/png;base64,AAAA)",
        "![x](\\\\evil.example\\p.png)",
        "![x](javascript:alert(1))",
        "![x](p.svg)",
        "![x](/p.png)",
        "![x][r]\n\n[r]: https://evil.example/p.png",
        "[![x](https://evil.example/p.png)](about.md)",
        "[x](https://example.org/\u202egpj.exe)",
        "[x](https://exa\u200bmple.org/)",
        "[x](https://exa&#x200b;mple.org/)",
        f"[x](https://example.org/{'a' * 4000})",
        "[x](?\\evil)",
        "[x](about.md\\a)",
    ],
    "macros as a way in": [
        '[x]({{ verbatim("javascript:alert(1)", "a reason of some length") }})',
        '[x]({{ verbatim("//evil.example", "a reason of some length") }})',
        '![x]({{ verbatim("https://evil.example/p.png", "a reason of some length") }})',
        '<a href="{{ verbatim("javascript:alert(1)", "a reason of some length") }}">x</a>',
        '[x][r]\n\n[r]: {{ verbatim("javascript:alert(1)", "a reason of some length") }}',
        '{{- verbatim("x", "a reason of some length") }}',
        '{{ verbatim("x", "a reason of some length") -}}',
        '{{+ verbatim("x", "a reason of some length") +}}',
        '<{{ verbatim("script", "a reason of some length") }}>alert(1)</script>',
        '<p {{ verbatim("onclick", "a reason of some length") }}=alert(1)>x</p>',
        '*x*{: {{ verbatim("onclick", "a reason of some length") }}=alert(1) }',
        '## A { #{{ verbatim("__config", "a reason of some length") }} }',
        "{{ verbatim('\\u202ex', 'a reason of some length') }}",
        "{{ config }}",
        "{{ cycler.__init__.__globals__.os.system('x') }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ name.__globals__ }}",
        "{{ self }}",
        "{{ request }}",
        "{{ lipsum.__globals__ }}",
        "{{ name(lipsum) }}",
        "{{ [name('x')] }}",
        "{{ {'a': 1} }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ " + "9" * 5000 + " }}",
        "{{ 'x' * 999999999 }}",
        "{{ range(999999999)|list }}",
        "{{ " + "(" * 3000 + ")" * 3000 + " }}",
        "{{ " + "[" * 3000 + " }}",
        "{{ name('x', *[1]) }}",
        "{% for x in range(999999999) %}x{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import 'x' as x %}",
        "{%- set x = 1 -%}",
        "{% macro x() %}{% endmacro %}",
        "{% raw %}{{ x }}{% endraw %}",
        "{% raw",
        "{# hidden #}",
        "{{",
        '{{ name("report"',
        "{% block content %}x{% endblock %}",
        "{% extends 'main.html' %}",
        "{% autoescape false %}{% endautoescape %}",
        '{{ cite("report", "¶' + "9" * 5000 + '") }}',
        '{{ example("config") }}',
        "{{ example('example(\"x\")') }}",
        '{{ table("__class__") }}',
        '{{ fact("") }}',
    ],
    "what HTML parsers disagree on": [
        "\\<script>alert(1)\\</script>",
        "<!--><script>alert(1)</script>-->",
        "<!---><script>alert(1)</script>-->",
        "<!-- a comment -->",
        "<!-- --!><img src=x onerror=alert(1)> -->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?php system('x') ?>",
        "<?xml version='1.0'?>",
        "<!DOCTYPE html>",
        "</p><script>alert(1)</script>",
        "<div>\n`<script>alert(1)</script>`\n</div>",
        "~~~ two words\n<script>alert(1)</script>\n~~~",
        "\\`<script>alert(1)</script>\\`",
        "<a title='a>b' onclick=alert(1)>x</a>",
        '<a title="</a><script>alert(1)</script>">x</a><script>',
        "<div\n\n><script>alert(1)</script></div>",
        "<p/onclick=alert(1)>x",
        "<a href=x.md\x0conclick=alert(1)>x</a>",
        "<body onload=alert(1)>",
        "<html hidden>",
        "<head><script>alert(1)</script></head>",
        "<table><script>alert(1)</script></table>",
        "</article></div></main>",
        "</div></div>",
        "<div>never closed",
        "<b>never closed",
        "<details><summary>never closed",
    ],
    "characters that nobody sees": [
        "a\u202eb",
        "a\u2066b\u2069",
        "a\u200bb",
        "a\u200db",
        "a\u200eb",
        "a\ufeffb",
        "a\x00b",
        "a\x07b",
        "a\x1b[31mb",
        "a\x85b",
        "a\u2028b",
        "a\x0cb",
        "a&#8238;b",
        "a&#x202e;b",
        "a&rlm;b",
        "a&ZeroWidthSpace;b",
        "a\ufffeb",
        "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other",
    ],
    "marks that only macros write": [
        "<p class='fact evidence--confirmed'>Independently confirmed</p>",
        "<p data-claim='flood-fund.total'>x</p>",
        '<p class="&#101;vidence evidence--confirmed">x</p>',
        "*x*{ .evidence--confirmed }",
        "*x*{: class=cite }",
        '!!! evidence "Independently confirmed"\n    x',
        "*x*{ .lead&Tab;fact }",
        '*x*{ title="}" .fact }',
        '``` { .python title="}" .ground }\nx\n```',
        "*{{ name('flood-fund') }}*{ title=\"}\" .evidence }",
        "<p class=evidence title={{ fact('flood-fund.total') }}>x</p>",
    ],
    "what is not what it looks like": [
        "[x](https://tenc\u0435nt.example/)",
        "a\u3164b",
        "a\u2800b",
        "a\U000e0141\U000e0142b",
        "Z" + "\u0316\u0317\u0318\u0319" * 9,
        "a\ufffdb",
        "a&#xFFFD;b",
        "a\ue001b",
        "\u2f64\u6237",
    ],
    "elements and attributes of today": [
        "<button popovertarget=p command=show-popover>x</button>",
        "<details name=a><summary>x</summary>y</details>",
        "<p inert>x</p>",
        "<p itemscope itemtype='https://schema.org/Claim'>x</p>",
        "<fencedframe></fencedframe>",
        "<selectedcontent></selectedcontent>",
    ],
    "links and pictures that say nothing or lead nowhere": [
        "[x]()",
        "[](about.md)",
        "![](a.png)",
        "<img src=a.png alt=' '>",
        "[x](https://example.org/《x》)",
    ],
    "printed as typed": [
        "a ** bold ** word",
        "this **never ends",
        "** 注意：**后文",
        "这是__要紧__的话",
        "<details><summary>More</summary>\n\nThis is **bold**.\n\n</details>",
        "<div>\n\n- a\n- b\n\n</div>",
        '![a boat](a.png "A boat"',
        "*[CSV]: comma-separated values",
        '--8<-- "about.md"',
        "[[about]]",
        "Look :smile: there",
        "one\\\ntwo",
        "see https://example.org/ there",
        "A note[^x].\n\n[^x]: words\n{: onclick=alert(1) }",
    ],
    "macros in code": [
        '`{{ fact("flood-fund.total") }}`',
        '    {{ table("funds") }}',
        '```\n{{ table("funds") }}\n```',
    ],
    "size and depth": [
        "[" * 50_000,
        "[x](" * 8_000,
        "![" * 9_000,
        "[^a" * 5_000,
        "<a " * 5_000,
        "a" * 90_000,
        "*a " * 9_000,
        "\n".join("[" * 100 for _ in range(400)),
        "\n\n".join("[" * 150 for _ in range(300)),
        "a\n: b\n" * 2_000,
    ],
}
FRONT = {
    "front matter": [
        'title: "{\\u007b cycler }}"',
        'title: "{\\x25 set x %}"',
        "title: 2020_",
        "title: No",
        "title: {a: b}",
        "title: 2020-02-07",
        "title: !!python/object/apply:os.system [x]",
        "title: !!python/name:os.system",
        "title: !ENV PATH",
        "title: &a x",
        "title: *a",
        "title: 'a\u202eb'",
        'title: "a\\u202eb"',
        'title: "a\\0b"',
        'title: "a\\nb"',
        'title: "\\ud800"',
        "title: " + "x" * 4_000,
        "title: " + "9" * 5_000,
        "title: 1.0e+9999999",
        "title: " + "[" * 3_000,
        "<<: {title: x}",
        "template: evil.html",
        "hide: [everything]",
        "hide: {a: b}",
        "description: 'x\"><script>alert(1)</script>'",
        "description: '{{ config }}'",
        "search: {boost: 9}",
        "page: x",
        "config: x",
        "graph: '</script><script>alert(1)</script>'",
        "icon: ../../x",
        "status: x",
        "tags: [x]",
        "? [a]\n: b",
        "title: 'a",
        "\ttitle: a",
        "__proto__: x",
    ]
}
TEXT: dict[str, list[str]] = {
    "code stays code": [
        "`<script>alert(1)</script>`",
        "    <script>alert(1)</script>",
        "```\n<script>alert(1)</script>\n```",
        "``` html\n<img src=x onerror=alert(1)>\n```",
        "`` `<svg/onload=alert(1)>` ``",
    ],
    "escapes and entities stay text": [
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "## &lt;script&gt;alert(1)&lt;/script&gt; { #a }",
        "&amp;lt;script&amp;gt;",
        "< script>alert(1)",
        "a < b > c",
        "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
        "\\[x](javascript:alert(1))",
        "[x] (javascript:alert(1))",
        "javascript:alert(1)",
        "\\{\\{ config \\}\\}",
        "{ { config } }",
        "[x](about.md 'a \"title\" onclick=alert(1)')",
    ],
    "what macros print is text": [
        '{{ verbatim("[x](javascript:alert(1))", "a reason of some length") }}',
        '{{ verbatim("![x](//evil.example/p.png)", "a reason of some length") }}',
        '{{ verbatim("<script>alert(1)</script>", "a reason of some length") }}',
        '{{ verbatim("*x* `y` **z**", "a reason of some length") }}',
        '{{ verbatim("# no heading", "a reason of some length") }}',
        '{{ verbatim("- no list", "a reason of some length") }}',
        '{{ verbatim("1. no list", "a reason of some length") }}',
        '{{ verbatim("> no quotation", "a reason of some length") }}',
        '*x*{{ verbatim("{: onclick=alert(1) }", "a reason of some length") }}',
        '{{ verbatim("&lt;script&gt;", "a reason of some length") }}',
        '{{ verbatim("a\\\\", "a reason of some length") }}*b*',
        '{{ verbatim("{{ config }}", "a reason of some length") }}',
        '{{ verbatim("<!--", "a reason of some length") }}',
        '{{ term("interleaving", "[x](javascript:alert(1))") }}',
        '{{ term("interleaving", "<b onclick=alert(1)>x</b>") }}',
        '{{ term("interleaving", "a`b") }} and `c`',
        '{{ term("interleaving", "![x](//evil.example/p.png)") }}',
        '| a | b |\n|---|---|\n| {{ term("interleaving", "c|d") }} | e |',
        '[{{ verbatim("](javascript:alert(1))[", "a reason of some length") }}](about.md)',
    ],
    "Markdown in code is shown": [
        "``[x](no.md)`` and `` `**y` `` and `over\n**two** lines`",
        "As code:\n\n    [x](no.md)\n    **x\n    https://example.org/",
        "<pre>[x](no.md) **a</pre>",
        "\\*\\* and 2 * 3, \\[x](y)",
    ],
    "what other scripts need": [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "a family \U0001f468\u200d\U0001f469 and \u845b\U000e0100\u57ce",
        "\U00020bb7 and μm, Ægir, Việt",
    ],
    "links that are sound": [
        "[x](about.md#a) <https://example.org/a?b=c&d=%20#e> [y](mailto:a@example.org)",
        "[x](https://例子.example/路径) [y](funds/index.md?a=b:c)",
        "text[^1]\n\n[^1]: a note",
        "[x][r]\n\n[r]: https://example.org/a",
    ],
}


def page(text: str) -> Document:
    return gated(text, "en", "page.md")


def alive(html: str) -> list[str]:
    """What in finished HTML would run, load from elsewhere or mislead."""
    soup = BeautifulSoup(html, "html.parser")
    found = ["comment" for _ in soup.find_all(string=lambda text: isinstance(text, Comment))]
    for tag in soup.find_all(True):
        if tag.name in "script style iframe object embed link meta base form svg math".split():
            found.append(tag.name)
        for name, value in tag.attrs.items():
            plain = re.sub(r"[\x00-\x20]", "", str(value)).lower()
            if name.startswith("on") or name in ("style", "srcset", "target"):
                found.append(name)
            if name == "href" and re.match(r"(?!https?:|mailto:)[a-z-]+:|//|.*\\", plain):
                found.append(f"{name}={plain}")
            if name == "src" and (":" in plain or plain.startswith("/")):
                found.append(f"{name}={plain}")
    return found


def rendered(document: Document, project: Project | None = None) -> str:
    project = project or fixture_project()
    macros = macros_of(project, document)
    text = expand(document.text, [run(macros, call) for call in document.calls])
    html_of = configuration(project.root, document.language).html_of
    return html_of(text)


def cases(corpus: dict[str, list[str]]) -> Iterator[object]:
    for kind, texts in corpus.items():
        for number, text in enumerate(texts):
            yield pytest.param(text, id=f"{kind} {number}")


@pytest.mark.parametrize("text", list(cases(REFUSED)))
def test_a_hostile_page_gets_a_line(text: str) -> None:
    started = time.process_time()
    found = [str(problem) for problem in page_problems(fixture_project(), page(f"{TOP}{text}\n"))]
    assert time.process_time() - started < SECONDS
    assert found
    assert all(
        re.fullmatch(rf"{re.escape(PAGE)}:\d+: [^\x00-\x1f\u202e\u2028]+", one) for one in found
    )


@pytest.mark.parametrize("text", list(cases(FRONT)))
def test_hostile_front_matter_gets_a_line(text: str) -> None:
    started = time.process_time()
    found = list(page_problems(fixture_project(), page(f"---\n{text}\n---\n\n# A\n")))
    assert time.process_time() - started < SECONDS
    assert found


@pytest.mark.parametrize("text", list(cases(TEXT)))
def test_what_is_no_markup_is_shown_as_text(text: str) -> None:
    document = page(f"{TOP}{text}\n")
    assert not page_problems(fixture_project(), document)
    assert not alive(rendered(document))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("This is prose.\n\n<p is=x-y>x</p>", 7),
        ("`<script>` is code.\n\n<script>alert(1)</script>", 7),
        ("A shape.\n\na&rlm;b", 7),
        ('{{\n  name(\n"flood-fund"\n)\n}}\n\n<p inert>x</p>', 11),
        ("```\n<b inert>\n```\n\nname\n\n<details name=a><summary>x</summary></details>", 11),
    ],
)
def test_what_is_refused_is_told_at_its_line(text: str, line: int) -> None:
    found = page_problems(fixture_project(), page(f"{TOP}{text}\n"))
    assert [problem.line for problem in found] == [line]


def test_the_corpus_is_large() -> None:
    assert sum(map(len, [*REFUSED.values(), *FRONT.values(), *TEXT.values()])) >= 250
