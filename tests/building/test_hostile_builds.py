"""Builds that are killed, refused or given files and configurations that do not belong."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.building import site_folder
from archive.building.build import build
from archive.building.check import check
from archive.building.site_folder import MARK, new_site
from archive.languages import LANGUAGES
from archive.pages.configuration import configuration
from archive.pages.files import page_files
from archive.problems import ContentError, Problem, RefusedError
from tests.built import PROJECT
from tests.conftest import lay_out

KILLS = 12


def whole(site: Path) -> bool:
    """Whether a site holds its first and its last file."""
    ends = ("index.html", "zh/index.html", "en/index.html", "sitemap.xml", "_headers", MARK)
    return all((site / name).is_file() for name in ends)


def left_over(root: Path) -> list[str]:
    return [path.name for path in root.glob(".site-*")]


def children(of: int) -> set[int]:
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == of:
            found.add(int(status.parent.name))
    return found


def run(root: Path, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "archive", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        command, cwd=root, env=environment, text=True, capture_output=True, check=False, **options
    )


@pytest.mark.skipif(sys.platform != "linux", reason="processes are read from /proc")
def test_a_killed_build_leaves_a_whole_site_and_nothing_that_the_next_does_not_clear(
    scratch: Path,
) -> None:
    site = scratch / "site"
    started = time.monotonic()
    build(scratch, site)
    lasts = time.monotonic() - started
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    for number in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-m", "archive", "build"],
            cwd=scratch,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(lasts * 1.2 * (number + 1) / KILLS)
        workers = children(process.pid)
        process.kill()
        process.wait()
        assert whole(site), f"killed at {number + 1} of {KILLS}"
        deadline = time.monotonic() + 5
        while any(Path(f"/proc/{worker}").exists() for worker in workers):
            assert time.monotonic() < deadline, "a worker outlives its parent"
            time.sleep(0.1)
    build(scratch, site)
    assert whole(site)
    assert left_over(scratch) == []


def test_an_interrupted_build_says_one_line_and_leaves_nothing(scratch: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "archive", "build"],
        cwd=scratch,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not left_over(scratch):
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=20)[1]
    assert process.returncode != 0
    assert "Traceback" not in said
    assert left_over(scratch) == []
    assert not (scratch / "site").exists()


def test_a_site_moved_aside_by_a_killed_build_comes_back(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    old = tmp_path / f".site-{gone.pid}-abc-old"
    old.mkdir()
    (old / MARK).touch()
    (tmp_path / f".site-{gone.pid}-abc").mkdir()
    (tmp_path / f".site-{os.getpid()}-abc").mkdir()  # of a build that is still at work
    with pytest.raises(ZeroDivisionError), new_site(tmp_path / "site"):
        _ = 1 / 0
    assert (tmp_path / "site" / MARK).exists()
    assert left_over(tmp_path) == [f".site-{os.getpid()}-abc"]


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_new_site_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(site_folder, "_exchanged", lambda one, other: False)
    for words in ("first", "second"):
        with new_site(tmp_path / "site") as fresh:
            (fresh / MARK).touch()
            (fresh / f"{words}.html").touch()
            (fresh / "index.html").write_text(words)
        assert (tmp_path / "site" / "index.html").read_text() == words
        assert [path.name for path in tmp_path.iterdir()] == ["site"]
        assert len(list((tmp_path / "site").glob("*.html"))) == 2, "nothing is left over"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full — make room"),
        (errno.EDQUOT, "the disk is full — make room"),
        (errno.EACCES, "may not be written — see who owns"),
        (errno.EROFS, "may not be written — see who owns"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_what_the_system_refuses_is_said_in_a_line(tmp_path: Path, number: int, words: str) -> None:
    with pytest.raises(RefusedError, match=words) as caught, new_site(tmp_path / "site"):
        raise OSError(number, os.strerror(number), "a.html")
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_mount_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    monkeypatch.setattr("os.path.ismount", lambda path: True)
    with pytest.raises(RefusedError, match="another disk"), new_site(tmp_path / "site"):
        pass


def test_a_web_server_can_read_what_a_careful_user_built(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        with new_site(tmp_path / "site") as fresh:
            (fresh / "en").mkdir()
            (fresh / "en" / "index.html").touch()
    finally:
        os.umask(before)
    site = tmp_path / "site"
    modes = [
        oct(path.stat().st_mode & 0o777) for path in (site, site / "en", site / "en/index.html")
    ]
    assert modes == ["0o755", "0o755", "0o644"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["serve", "--port", "99999"], "99999 is not in the range"),
        (["serve", "--port", "x"], "not a valid integer"),
        (["build", "--site", "/proc/nowhere"], "/proc/nowhere"),
        (["build", "--url", "javascript:alert(1)"], "SITE_URL"),
    ],
)
def test_a_wrong_argument_is_answered_in_a_line(
    scratch: Path, arguments: list[str], words: str
) -> None:
    found = run(scratch, *arguments, timeout=60)
    assert found.returncode != 0
    assert words in found.stderr
    assert "Traceback" not in found.stderr


@pytest.mark.parametrize("command", ["check", "build", "reviewed", "new"])
def test_another_folder_is_answered_in_a_line(tmp_path: Path, command: str) -> None:
    found = run(tmp_path, command, *(["x"] if command == "new" else []), timeout=60)
    assert found.returncode != 0
    assert "Traceback" not in found.stderr
    assert "mkdocs.yml" in found.stderr


# Files that may not stand among the pages.
FILES = [
    *(f"page{ending}" for ending in (".markdown", ".mdown", ".mkd", ".mkdn", ".MD", ".Md", ".txt")),
    *(
        f"x{ending}"
        for ending in (".html", ".htm", ".xhtml", ".js", ".mjs", ".css", ".svg", ".xml")
    ),
    *(f"x{ending}" for ending in (".php", ".py", ".json", ".yml", ".wasm", ".pdf", ".zip", ".ico")),
    *("CNAME", "_headers", "_redirects", "robots.txt", "noending", "x.md.html", "x.png.js"),
    *("a/b/x.html", "x.md~", "x.jpg.svg", "关于.md", "图/x.md", "图.png"),
    *("con.md", "Nul.png", "README.md", "n" * 120 + ".md", "x.gif", "x.PNG"),
    *("c#.md", "a b.md", "x%41.md", "a?b.md", "a&b.md", "a\\b.md", "a\u202eb.md", "a\nb.md"),
]
ODD = ["folder x.md", "pipe", "large page", "large picture"]


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_page_and_no_picture_gets_a_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / "docs" / "en" / name
    path.parent.mkdir(parents=True)
    path.write_text("# A\n", "utf-8")
    pages, problems = page_files(tmp_path, "en")
    assert [problem.path for problem in problems] == [f"docs/en/{name}"]
    assert "\n" not in str(problems[0])
    assert not pages


@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_plain_file_of_a_fair_size_gets_a_line(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "docs" / "en"
    folder.mkdir(parents=True)
    if kind == "folder x.md":
        (folder / "x.md").mkdir()
    elif kind == "pipe":
        os.mkfifo(folder / "x.md")
    elif kind == "large page":
        (folder / "x.md").write_text("# A\n" + "a\n" * 200_000)
    else:
        (folder / "x.png").write_bytes(bytes(3_000_000))
    pages, problems = page_files(tmp_path, "en")
    assert len(problems) == 1
    assert not pages


# What a pull request might put into mkdocs.yml, each named before anything runs.
SETTINGS = [
    "hooks: [evil.py]",
    "hooks:\n  - overrides/hooks.py\n  - evil.py",
    "extra_javascript: [https://evil.example/x.js]",
    "extra_javascript: [{path: //evil.example/x.js, type: module}]",
    "extra_javascript: [javascripts/../../evil.js]",
    "extra_css: [https://evil.example/x.css]",
    "extra_templates: [evil.html]",
    "plugins: {macros: {module_name: evil}}",
    "plugins: {macros: {module_name: macros, on_error_fail: false}}",
    "plugins: {macros: {module_name: macros, j2_variable_start_string: '[['}}",
    "plugins: {macros: {module_name: macros, include_dir: /etc}}",
    "plugins: {macros: {module_name: macros, modules: [evil]}}",
    "plugins: {evil: {}}",
    "plugins: [macros, search]",
    "plugins:",
    "theme:",
    "validation:",
    "extra_css:",
    "markdown_extensions: {evil.module: {}}",
    "markdown_extensions: {pymdownx.snippets: {base_path: /etc}}",
    "markdown_extensions: [evil]",
    "theme: {name: evil}",
    "theme: {name: material, custom_dir: /tmp/evil}",
    "theme: {name: material, custom_dir: overrides, favicon: //evil.example/x}",
    "docs_dir: /etc",
    "docs_dir: docs",
    "site_dir: /",
    "site_url: https://evil.example/",
    "repo_url: https://github.com/evil/evil",
    "edit_uri: https://evil.example/",
    "strict: false",
    "validation: {links: {anchors: ignore}}",
    "INHERIT: /tmp/evil.yml",
    "remote_branch: x",
    "dev_addr: 0.0.0.0:80",
    "watch: [/]",
    "exclude_docs: '*'",
    "exclude_docs: '!.x.md'",
    "draft_docs: [a.md]",
    "not_in_nav: {a: b}",
    "copyright: <script>alert(1)</script>",
    "copyright: <a href=" + "javascript:alert(1)>x</a>",
    "site_name: '{{ config }}'",
    "site_name: <script>alert(1)</script>",
    "site_name: [a]",
    "site_name: 2020-13-45",
    "site_name: 2020-02-07",
    "site_name: 1:30",
    "site_description: 某机构在某事中的\n  应对",
    "site_description: '\"><script>alert(1)</script>'",
    "site_author: <b>x</b>",
    "extra: {lang: zh, analytics: {provider: google, property: x}}",
    "extra: {lang: zh, alternate: [{name: <b>x</b>, lang: en, folder: en}]}",
    "extra: {lang: xx}",
    "extra: {lang: zh, labels: {home: <b>}}",
    "x: !!python/object/apply:os.system ['touch ran']",
    "x: !!python/name:os.system",
    "x: !ENV SECRET",
    "site_name: !ENV [SECRET, x]",
    "x: &a [*a]",
    "x: &a {b: 1}\ny: {<<: *a}",
    "nav: [{'<b>x</b>': index.md}]",
    "nav: [{'{{ config }}': index.md}]",
    "nav: [{No: index.md}]",
    "nav: [{2020-02-07: index.md}]",
    "nav: [{New: }]",
    "nav: [[index.md]]",
    "nav: [5]",
    "nav: index.md",
    "nav: [{x: javascript:alert(1)}]",
    "nav: [{x: //evil.example/}]",
    "nav: [../../etc/passwd.md]",
    'nav: [{"": index.md}]',
    "nav: [{x: 'about.md#y'}]",
    "nav: [{x: /about/}]",
    "nav: [{x: index.md}, {y: index.md}]",
    "# \u202e hidden",
    "theme: {name: material, custom_dir: overrides, language: xx, features: [navigation.instant]}",
]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("configured") / "record")


def named(record: Path) -> list[Problem]:
    """What the check says, which reads on where a configuration is no more than odd."""
    try:
        for language in LANGUAGES:
            configuration(record, language)
    except ContentError as error:
        return list(error.problems)
    return check(record)


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("file", ["mkdocs.yml", "mkdocs.en.yml"])
def test_a_setting_of_no_record_is_named(record: Path, file: str, settings: str) -> None:
    path = record / file
    good = path.read_text("utf-8")
    key = settings.partition(":")[0]
    lines = good.splitlines(keepends=True)
    kept, dropping = [], False
    for line in lines:
        if line[:1].strip() and not line.startswith("#"):
            dropping = line.startswith(f"{key}:")
        if not dropping:
            kept.append(line)
    try:
        path.write_text("".join(kept) + settings + "\n", "utf-8")
        found = [problem for problem in named(record) if problem.path == file]
    finally:
        path.write_text(good, "utf-8")
    assert found, settings
    assert not (record / "ran").exists()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("material/pencil", "material/no-such"),
        ("toggle:\n        icon: ", "toggle:\n        icon: no-such/"),
        ("stylesheets/print.css", "stylesheets/none.css"),
        ("javascripts/copy.js", "javascripts/none.js"),
        ("logo: images/mark.svg", "logo: images/none.svg"),
        ("language: zh-Hans", "language: zh-Hanz"),
        ("[contribute.md,", "[nowhere.md,"),
        ("  - 时间线: timeline.md", "  - 时间线:timeline.md"),
        ("  - 时间线: timeline.md", "  - 时间线: timeline.md#x"),
    ],
)
def test_what_a_configuration_names_in_vain_is_told_at_its_line(
    record: Path, before: str, after: str
) -> None:
    path = record / "mkdocs.yml"
    good = path.read_text("utf-8")
    line = good.count("\n", 0, good.index(before) + len(before)) + 1
    try:
        path.write_text(good.replace(before, after, 1), "utf-8")
        found = [problem for problem in named(record) if problem.path == "mkdocs.yml"]
    finally:
        path.write_text(good, "utf-8")
    assert [problem.line for problem in found] == [line]


def test_what_the_other_language_has_does_not_stand_in(scratch: Path) -> None:
    """A logo in its folder of pages; nor does a style there, which only the theme can hold."""
    for name in ("en/images/own.svg", "zh/stylesheets/own.css"):
        (scratch / "docs" / name).parent.mkdir(exist_ok=True)
        (scratch / "docs" / name).touch()
    config = scratch / "mkdocs.yml"
    text = config.read_text("utf-8").replace("logo: images/mark.svg", "logo: images/own.svg")
    config.write_text(text.replace("stylesheets/print.css", "stylesheets/own.css"), "utf-8")
    found = [problem.message for problem in check(scratch) if problem.path == "mkdocs.yml"]
    assert [message.split()[0] for message in found] == ["images/own.svg", "stylesheets/own.css"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/pairs.json", "[]"),
        ("docs/pairs.json", "null"),
        ("docs/pairs.json", '{"about.md": 1}'),
        ("docs/pairs.json", '{"about.md": {"zh": 1, "en": [], "calls": {}}}'),
        ("docs/pairs.json", "[" * 100_000),
        ("docs/pairs.json", '{"about.md": {}, "about.md": {}}'),
        ("pyproject.toml", "<<<<<<< HEAD"),
    ],
)
def test_a_damaged_file_of_the_record_gets_a_line(record: Path, path: str, text: str) -> None:
    file = record / path
    try:
        file.write_text(f"{text}\n", "utf-8")
        found = [problem for problem in check(record) if problem.path == path]
    finally:
        file.unlink()
    assert [problem.line for problem in found] == [1]


def test_a_pipe_and_a_link_without_end_are_not_opened(record: Path) -> None:
    ledger = record / "docs" / "pairs.json"
    for make in (os.mkfifo, lambda path: path.symlink_to("/dev/zero"), Path.mkdir):
        make(ledger)
        found = [problem for problem in check(record) if problem.path == "docs/pairs.json"]
        assert len(found) == 1
        ledger.rmdir() if ledger.is_dir() else ledger.unlink()


@pytest.mark.parametrize("part", ["templates", "overrides", "macros.py", "docs/en"])
def test_a_record_without_one_of_its_parts_is_told_so(scratch: Path, part: str) -> None:
    (scratch / part).rename(scratch / "aside")
    assert [problem.path for problem in check(scratch)] == [part]


@pytest.mark.parametrize(
    "command",
    [
        "rename OLD='x; touch ran' NEW='$(shell touch ran)'",
        "remove ID='$$(touch ran)'",
        "fields KIND='claim`touch ran`'",
        "reviewed PAGES='x; touch ran'",
        "new KIND='term; touch ran' ID=x",
        "new KIND=term ID=x WITH='name.zh=a; touch ran'",
        "serve PORT='8000; touch ran'",
        "record DIR='$$(touch ran)' ZH=x EN=y",
        "compare BASE='--output=ran'",
    ],
)
def test_what_is_typed_after_make_stays_a_word(tmp_path: Path, command: str) -> None:
    (tmp_path / "Makefile").write_text((PROJECT / "Makefile").read_text("utf-8"), "utf-8")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nprintf '<%s>' \"$@\" >> said\n", "utf-8")
    python.chmod(0o755)
    subprocess.run(
        f"make -s -o .venv/.ready {command}", shell=True, cwd=tmp_path, check=False, timeout=60
    )  # fmt: skip
    assert not (tmp_path / "ran").exists()
    assert command.startswith("compare") or (tmp_path / "said").exists()


def test_a_setting_that_is_left_out_is_named(record: Path) -> None:
    path = record / "mkdocs.yml"
    good = path.read_text("utf-8")
    try:
        path.write_text(good.replace("    anchors: warn\n", ""), "utf-8")
        found = [str(problem) for problem in check(record)]
    finally:
        path.write_text(good, "utf-8")
    assert [line for line in found if "validation.links: anchors is missing" in line]


def test_what_a_record_can_do_without_may_be_left_out(record: Path) -> None:
    path = record / "mkdocs.yml"
    good = path.read_text("utf-8")
    kept = re.sub(
        r"^( +)(not_in_book|features):.*\n(\1 .*\n|\1- .*\n)*", "", good, flags=re.MULTILINE
    )
    assert good.count("\n") - kept.count("\n") > 2
    try:
        path.write_text(kept, "utf-8")
        assert not [problem for problem in named(record) if problem.path == "mkdocs.yml"]
    finally:
        path.write_text(good, "utf-8")


def test_the_corpus_is_large() -> None:
    assert len(FILES) + len(ODD) + len(SETTINGS) >= 90
    assert len(LANGUAGES) == 2
