"""What the two configurations may hold: a record's names and navigation, the engine's settings.

MkDocs runs what a configuration names. So each setting has a form here, and whatever has none is
refused, read as plain YAML before MkDocs sees the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from archive.languages import HTML_LANGUAGES, LANGUAGES, Language
from archive.loading import yaml_file
from archive.loading.yaml_file import YamlFile
from archive.messages import say
from archive.model.fields import quoted
from archive.model.shapes import Place
from archive.model.web_addresses import unsafe
from archive.pages.html_policy import not_allowed
from archive.pages.macro_gate import plain_label
from archive.problems import Problem, hidden_character, suggestion

Form = Callable[[Any], bool]
_TAGS = ("!ENV",)
_DEEPEST_NAVIGATION = 4


def read_settings(text: str, file: str, language: Language) -> YamlFile:
    """The configuration ``file`` of ``language`` as it is written, with what in it is no setting
    of a record among its problems."""
    written = yaml_file.parse(text, file, tags=_TAGS, for_mkdocs=True)
    if not written.problems:
        for place, message in _wrong(written.data, language):
            written.problems.append(Problem(file, written.line(place), message))
    return written


def _wrong(settings: Any, language: Language) -> Iterator[tuple[Place, str]]:
    if not isinstance(settings, dict):
        yield (), say("expected settings — write one `name: value` a line")
        return
    whole = "INHERIT" not in settings or language == LANGUAGES[0]
    yield from _check(settings, _forms(language, whole=whole), (), whole=whole)
    needed = _REQUIRED if whole else ("site_name", "site_url", "docs_dir", "extra", "nav")
    yield from (((), _missing(key)) for key in needed if key not in settings)


def _check(
    value: Any, form: Any, place: Place, *, whole: bool, complete: bool = False
) -> Iterator[tuple[Place, str]]:
    """What of a setting has not the given form. What is ``complete``, such as a scheme of colours,
    has all its settings; of others only those that are ``whole`` need what is fixed."""
    name = yaml_file.place_name(place)
    if form is _navigation:
        yield from _navigation(value, place, set())
    elif isinstance(form, dict) and isinstance(value, dict):
        for key, inner in value.items():
            if key in form:
                at = (*place, key)
                yield from _check(inner, form[key], at, whole=whole, complete=complete)
            else:
                unknown, hint = yaml_file.place_name((*place, key)), suggestion(key, form)
                message = say("unknown setting {name} — {hint}", name=unknown, hint=hint)
                yield (*place, key), message
        for key, its in form.items() if place else ():
            if key not in value and (
                complete or (whole and not (callable(its) or isinstance(its, list)))
            ):
                yield place, f"{name}: {_missing(key)}"
    elif isinstance(form, list) and isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _check(inner, form[0], (*place, number), whole=whole, complete=True)
    elif isinstance(form, dict | list):
        if form or value is not None:  # an extension may be named without any
            message = say(
                "{name}: expected settings below it, got {value} — take them from the "
                "configuration as it was",
                name=name,
                value=quoted(value),
            )
            yield place, message
    elif not (form(value) if callable(form) else form == value):
        hint = say("see what the engine allows in archive/pages/settings.py")
        if not callable(form):
            hint = say("the engine needs {value}", value=form)
        elif form is _plain and isinstance(value, str):
            hint = plain_label(value) or hint
        yield place, say("{name}: got {value} — {hint}", name=name, value=quoted(value), hint=hint)


def _missing(key: str) -> str:
    return say("{name} is missing — take it from the configuration as it was", name=key)


def _plain(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and plain_label(value) is None


def _one_of(*values: Any) -> Form:
    return lambda value: value in values and type(value) in {type(one) for one in values}


def _matches(pattern: str) -> Form:
    return lambda value: isinstance(value, str) and bool(re.fullmatch(pattern, value))


def _html(value: Any) -> bool:
    return isinstance(value, str) and not list(not_allowed(value)) and "{" not in value


def _from_environment(name: str, form: Form) -> Form:
    return lambda value: isinstance(value, list) and value[:1] == [name] and all(
        map(form, value[1:])
    )  # fmt: skip


def _navigation(value: Any, place: Place, seen: set[str]) -> Iterator[tuple[Place, str]]:
    """What in a navigation is neither a page, nor a label with a page or with a list of such."""
    if isinstance(value, str) and len(place) > 1:
        if not _is_page_or_address(value):
            message = say(
                "got {value} — write the file of a page, with what is below its language’s "
                "folder, such as funds/index.md, or words, a colon, a space and that file",
                value=quoted(value),
            )
            yield place, f"nav: {message}"
        elif value in seen:
            message = say("{page} stands in the navigation already — take it out here", page=value)
            yield place, f"nav: {message}"
        seen.add(value)
    elif isinstance(value, dict) and len(value) == 1:
        for label, inner in value.items():
            if not _plain(label):
                reason = plain_label(label) or say("got an empty label — write plain words")
                yield (*place, label), f"nav: {reason}"
            yield from _navigation(inner, (*place, label), seen)
    elif isinstance(value, list) and value and len(place) <= 2 * _DEEPEST_NAVIGATION:
        for at, inner in enumerate(value):
            if isinstance(inner, list):
                yield (
                    (*place, at),
                    f"nav: {say('a list without a label — write words and a colon above it')}",
                )
            else:
                yield from _navigation(inner, (*place, at), seen)
    else:
        message = say(
            "got {value} — write pages here, one a line after a dash", value=quoted(value)
        )
        yield place, f"nav: {message}"


def _is_page_or_address(value: str) -> bool:
    """A page, or the address of another site."""
    if ":" in value:
        return unsafe(value) is None
    return bool(re.fullmatch(r"(?!/)[^\\:?#]+\.md", value)) and not (
        hidden_character(value) or ".." in value.split("/")
    )


_PATH = r"[a-z0-9-]+(/[a-z0-9-]+)*"
# Of the theme's, those that go with the policy of the pages and with the scripts of the engine.
_TOGGLES = ("material/moon-waning-crescent", "material/white-balance-sunny")
_FEATURES = (
    "content.action.edit navigation.expand navigation.footer navigation.indexes navigation.prune "
    "navigation.sections navigation.tabs navigation.top navigation.tracking toc.follow"
).split()
_REQUIRED = (
    "site_name site_url docs_dir strict validation theme extra hooks plugins markdown_extensions nav"
).split()


def _forms(language: Language, *, whole: bool) -> dict[str, Any]:
    """The form of each setting: a value that it must have, a test, or settings below it."""
    code = language.upper()
    palette = {
        "media": _matches(r"\(prefers-color-scheme: (light|dark)\)"),
        "scheme": _one_of("default", "slate"),
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": _one_of(*_TOGGLES), "name": _plain},
    }
    # For both languages the same. No "!": it would publish what nobody has looked at.
    of_both = {
        **dict.fromkeys(("exclude_docs", "draft_docs", "not_in_nav"), _matches(r"[\w/.*?\s-]*")),
        "extra_css": [_matches(rf"stylesheets/{_PATH}\.css")],
        "extra_javascript": [{"path": _matches(rf"javascripts/{_PATH}\.js"), "type": "module"}],
    }
    return {
        **({} if whole else {"INHERIT": "mkdocs.yml"}),
        "site_name": _plain,
        "site_description": _plain,
        "site_url": _from_environment(
            f"SITE_URL_{code}", _matches(rf"https?://[\w.:-]+/([\w.-]+/)*{language}/")
        ),
        "docs_dir": f"docs/{language}",
        "site_dir": f"site/{language}",
        "edit_uri": _from_environment(f"EDIT_URI_{code}", _one_of("")),
        "copyright": _html,
        "strict": True,
        "use_directory_urls": True,
        "validation": {
            "nav": dict.fromkeys(("omitted_files", "not_found", "absolute_links"), "warn"),
            "links": dict.fromkeys(
                ("not_found", "anchors", "absolute_links", "unrecognized_links"), "warn"
            ),
        },
        **(of_both if whole else {}),
        "theme": {
            "name": "material",
            "custom_dir": "overrides",
            "language": HTML_LANGUAGES[language],
            "font": False,
            "logo": _matches(rf"{_PATH}\.(svg|png)"),
            "favicon": _matches(rf"{_PATH}\.(svg|png)"),
            "icon": {"edit": "material/pencil"},
            "features": [_one_of(*_FEATURES)],
            "palette": [palette],
        },
        "extra": {
            "lang": language,
            "generator": False,
            "alternate": [
                {
                    "name": _plain,
                    "lang": _one_of(*HTML_LANGUAGES.values()),
                    "folder": _one_of(*LANGUAGES),
                }
            ],
            "not_in_book": [_is_page_or_address],
        },
        "hooks": _one_of(["overrides/hooks.py"]),
        "plugins": {
            "macros": {"module_name": "macros", "on_error_fail": True, "on_undefined": "strict"}
        },
        "markdown_extensions": {
            **{name: {} for name in ("admonition", "attr_list", "def_list", "footnotes")},
            "md_in_html": {},
            "tables": {"use_align_attribute": True},
            "toc": {
                "permalink": _plain,
                "permalink_title": _plain,
                "toc_depth": _one_of(2, 3, 4, 5, 6),
            },
            "archive.rendering.markdown": {"language": language},
        },
        "nav": _navigation,
    }
