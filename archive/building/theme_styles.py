"""The theme's style sheets, without the rules for what no page of a record can hold.

Pages cannot ask for it (:mod:`archive.pages.html_policy`), and neither the theme's templates, as
they are set up here, nor ours nor a script makes it. Everything else stays as the theme has it.
"""

from __future__ import annotations

import re

# Components and extensions that are not used, colours other than our own, the other direction.
UNUSED = re.compile(
    r"\.(?:md-(?:annotation|author|banner|button|clipboard|code|consent|content--post|draft|feedback"
    r"|footer__\w+|header--lifted|header__source|input|meta|nav--integrated|nav__source"
    r"|pagination|path|pin|post|profile|progress|search__suggest|search-result__(?:icon|more|terms)"
    r"|select|sidebar--post|social|source|status|tags?|tooltip2?|version)"
    r"|arithmatex|critic|emojione|gemoji|giscus|grid|highlight|highlighttable"
    r"|hll|inline|katex-html|keys|linenodiv|linenos|mermaid|result|tabbed|task-list|twemoji"
    r"|bug|danger|failure|question|success)(?![a-z0-9])"
    r"|\[data-md-color-(?:primary|accent)=(?!custom)|\[dir=rtl\]"
)
_RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(?:[^,()]|\((?:[^()]|\([^()]*\))*\))+")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_PROPERTY = re.compile(r"(?<=[{;])(--[\w-]+):(?:[^;{}\"]|\"[^\"]*\")*;?")
_USED = re.compile(r"var\((--[\w-]+)")


def lean(styles: str, others: str) -> str:
    """``styles`` of the theme without what is not used; ``others`` is all else that uses them."""
    styles, before = _RULE.sub(_rule, styles), ""
    while styles != before:  # what only an unused property used is unused itself
        before = styles
        used = {*_USED.findall(styles), *_USED.findall(others)}
        styles = _PROPERTY.sub(lambda one: one[0] if one[1] in used else "", styles)  # noqa: B023
    while (end := styles.find("{}")) >= 0:
        start = max(styles.rfind(mark, 0, end) for mark in "{};") + 1
        styles = styles[:start] + styles[end + 2 :]
    return styles


def _rule(rule: re.Match[str]) -> str:
    if not UNUSED.search(rule[1]):
        return rule[0]
    # Of what stands in brackets one of several suffices, or none.
    selectors = _SELECTOR.findall(rule[1])
    kept = [one for one in selectors if not UNUSED.search(_IN_BRACKETS.sub("", one))]
    return f"{','.join(kept)}{{{rule[2]}}}" if kept else ""
