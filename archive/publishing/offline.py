"""The whole site for a folder without a server: every link to a file, the search in one script.

From a folder, browsers run scripts but let them fetch nothing. Left out is what only servers and
robots read, and with it the pages' policy, for whose "self" a folder has no meaning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from archive.languages import LANGUAGES, Language
from archive.publishing import claim_pages

# What servers, robots and link previews read.
_FOR_SERVERS = (
    "_headers",
    "404.html",
    "sitemap.xml",
    "robots.txt",
    ".public-record",
    claim_pages.PICTURE,
)
_ADDRESSES = ("href", "src", "action", "data-report")
_POLICY = 'meta[http-equiv="Content-Security-Policy"]'
_EXPORT = re.compile(
    r"^export (?:((?:async )?function (\w+))|\{ (\w+) as default \};)", re.MULTILINE
)
_LEFT = re.compile(r"^(?:import|export)\b|\bimport\.meta\b", re.MULTILINE)


def offline_copy(site: Path, url: str) -> dict[str, bytes]:
    """The files of the copy of ``site``, whose public address is ``url``, by their paths."""
    files = {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.name not in _FOR_SERVERS
    }
    for path in files:
        if path.endswith(".html"):
            files[path] = page_of_copy(files, path, files[path].decode(), url).encode()
    for language in LANGUAGES:
        files[f"{language}/search/offline.js"] = _search(files, language).encode()
    return files


def page_of_copy(files: Mapping[str, bytes], path: str, html: str, url: str) -> str:
    """The page at ``path`` among the ``files`` of the copy, with each link to a file of them."""
    tree = LexborHTMLParser(html)
    for node in tree.css(_POLICY):
        node.decompose()
    for name in _ADDRESSES:
        for node in tree.css(f"[{name}]"):
            node.attrs[name] = _address(files, path, node.attributes[name] or "", url)
    for node in tree.css('meta[http-equiv="refresh"]'):
        delay, _, target = (node.attributes["content"] or "").partition("url=")
        node.attrs["content"] = f"{delay}url={_address(files, path, target, url)}"
    for node in tree.css("[data-search]"):
        records = node.attributes["data-records"] or ""
        node.attrs["data-offline"] = records.replace("records.json", "offline.js")
    return str(tree.html)


def _address(files: Mapping[str, bytes], page: str, target: str, url: str) -> str:
    """What ``target`` is called on ``page``: a file of the copy, or a public address."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path:
        return target
    place = normpath(join(dirname(page), unquote(parts.path)))
    if place in files:
        return target
    if normpath(f"{place}/index.html") in files:
        return parts._replace(path=f"{parts.path.rstrip('/')}/index.html").geturl()
    return urljoin(url + page, target)


def _search(files: Mapping[str, bytes], language: Language) -> str:
    """A script with what the search of ``language`` knows, and its modules as functions."""
    folder = r"assets/search\.\w+/"
    modules = {
        re.sub(folder, "", path): _as_function(path, content.decode())
        for path, content in files.items()
        if re.match(folder, path) and path.endswith(".js")
    }
    known = json.loads(files[f"{language}/search/records.json"])
    for document in known["documents"]:
        for key in document.keys() & {"u", "o"}:
            page, anchor, name = document[key].partition("#")
            document[key] = f"{page}index.html{anchor}{name}"
    listed = ",\n".join(f"{json.dumps(name)}: {code}" for name, code in modules.items())
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.offlineSearch = {{modules: {{{listed}}},\nknown: {text}}};\n"


def _as_function(path: str, module: str) -> str:
    """A module as a function that is called and returns what the module exports."""
    names: list[str] = []

    def plain(found: re.Match[str]) -> str:
        declaration, name, default = found.groups()
        names.append(name or f"default: {default}")
        return declaration or ""

    code = _EXPORT.sub(plain, module)
    if found := _LEFT.search(code):
        raise ValueError(f"{path}: {found[0]} cannot be written as part of one script")
    return f'(() => {{"use strict";\n{code}\nreturn {{{", ".join(names)}}};\n}})()'
