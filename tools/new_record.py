"""Start the record of another organisation, with this engine and nothing of this record.

    make record DIR=../some-record ZH=某某档案 EN="Some Record"

What git tracks is copied, but for :data:`OWN`. In its place comes the invented record that
the tests use, as an example to write over; ``NEW-RECORD.md`` says how.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path

import click

from archive.languages import LANGUAGES, Language
from archive.messages import say
from archive.pages import reviews
from archive.pages.configuration import CONFIGS, site_names
from archive.pages.macro_gate import plain_label
from archive.problems import ContentError

ROOT = Path(__file__).parent.parent
SEED = ROOT / "tests" / "fixture"
SEED_NAMES: dict[Language, str] = {"zh": "云泽水灾档案", "en": "Yunze Flood Record"}
# What belongs to a record; everything else belongs to the engine.
OWN = (
    "data/*.yml",
    "docs/*",
    "mkdocs*.yml",
    "tests/record/*",
    "README*.md",
    "CITATION.cff",
    "bench/README.md",
)
_READMES: dict[Language, str] = {"zh": "README.zh.md", "en": "README.md"}
_DESCRIPTIONS: dict[Language, str] = {
    "zh": "{}：基金、行动、机构、时间线，以及每个数字的依据。",
    "en": "{}: funds, initiatives, organisations, timeline, and what each figure rests on.",
}


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--zh", prompt="Name of the site in Chinese / 中文站名")
@click.option("--en", prompt="Name of the site in English / 英文站名")
def main(folder: Path, zh: str, en: str) -> None:
    """Write a new record to FOLDER."""
    if folder.exists() and any(folder.iterdir()):
        click.echo(
            say("{folder} is not empty — name a folder that does not exist yet", folder=folder),
            err=True,
        )
        sys.exit(1)
    for name in (zh, en):
        if why := plain_label(name):
            click.echo(f'"{name}": {why}', err=True)
            sys.exit(1)
    try:
        new_record(folder.resolve(), {"zh": zh, "en": en})
    except ContentError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(
        say(
            "Written: {folder} — next: cd {folder}, make serve, and read NEW-RECORD.md",
            folder=folder,
        )
    )


def new_record(target: Path, names: Mapping[Language, str]) -> None:
    """Write the engine and the example to ``target``, as a repository with nothing committed."""
    for name in engine_files():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target / name)
    write_content(target, names)
    quoted = json.dumps(names["en"], ensure_ascii=False)[1:-1]  # as it stands inside YAML's quotes
    cited = (ROOT / "CITATION.cff").read_text("utf-8").replace(site_names(ROOT)["en"], quoted)
    (target / "CITATION.cff").write_text(cited, "utf-8")
    for language, readme in _READMES.items():
        # Its sections are the engine's; what stands above them is about this record.
        head, *sections = re.split(r"^(?=## )", (ROOT / readme).read_text("utf-8"), flags=re.M)
        to_other = next(line for line in head.splitlines() if line.startswith("["))
        name = _in_markdown(names[language])
        about = [f"# {name}", to_other, _DESCRIPTIONS[language].format(name)]
        text = "".join(f"{block}\n\n" for block in about) + "".join(sections)
        (target / readme).write_text(text, "utf-8")
    reviews.mark_reviewed(target, [])
    # Not "init -b", which git learnt in 2020. The workflows publish "main".
    for command in (("init", "-q"), ("symbolic-ref", "HEAD", "refs/heads/main"), ("add", "-A")):
        subprocess.run(["git", *command], cwd=target, check=True)  # noqa: S603, S607


def _in_markdown(name: str) -> str:
    """A name whose signs Markdown and Jinja leave alone."""
    return re.sub(r"([\\`*_<{}\[\]])", r"\\\1", name)


def engine_files() -> list[str]:
    """The files that every record has, as git knows them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    return [
        name
        for name in listed
        if (ROOT / name).is_file() and not any(fnmatch(name, own) for own in OWN)
    ]


def write_content(target: Path, names: Mapping[Language, str]) -> None:
    """Write the example's data, pages and configurations to ``target``."""
    for folder in ("data", "docs"):
        shutil.copytree(SEED / folder, target / folder, dirs_exist_ok=True)
    tests = target / "tests" / "record"
    tests.mkdir(parents=True, exist_ok=True)
    (tests / "__init__.py").touch()
    shutil.copy(SEED / "own.py", tests / "test_own.py")
    for path in (target / "data").glob("*.yml"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"\$schema=\S*schema/", "$schema=schema/", text), "utf-8")
    for language in LANGUAGES:
        home = target / "docs" / language / "index.md"
        shown = _in_markdown(names[language])
        text = home.read_text("utf-8").replace(SEED_NAMES[language], shown)
        home.write_text(text, "utf-8")
        config = (ROOT / CONFIGS[language]).read_text("utf-8")
        settings = re.split(r"^nav:", config, flags=re.M)[0]
        stated = {
            "site_name": names[language],
            "site_description": _DESCRIPTIONS[language].format(names[language]),
        }
        for key, value in stated.items():
            line = f"{key}: {json.dumps(value, ensure_ascii=False)}"
            settings = re.sub(rf"^{key}:.*", lambda _, line=line: line, settings, flags=re.M)
        navigation = (SEED / CONFIGS[language].replace("mkdocs", "nav")).read_text("utf-8")
        (target / CONFIGS[language]).write_text(settings + navigation, "utf-8")


if __name__ == "__main__":
    main()
