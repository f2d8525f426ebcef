"""The command line: ``archive --help``, or ``python -m archive``."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import click

from archive.building.build import DEFAULT_URL, build
from archive.building.check import check
from archive.building.compare import summary
from archive.building.field_list import describe_fields
from archive.building.mentions import EntryRef, mentioning_lines
from archive.building.new import kind_of, write_new
from archive.building.prompts import split_fields
from archive.building.release import release
from archive.building.rename import rename
from archive.building.scaffold import new_pages
from archive.help import Group
from archive.languages import LANGUAGES
from archive.loading.load import schemas
from archive.messages import say
from archive.pages import reviews
from archive.pages.advice import advice
from archive.problems import listed, refusal
from archive.project import open_project
from archive.publishing.meanings import Meanings
from archive.reporting import echo, fail_on, print_notice, print_reviews


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """A bilingual public record, built from data/ and docs/."""
    # As for Ctrl+C: what a command has begun is cleared away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    if not Path("mkdocs.yml").is_file():
        raise refusal("mkdocs.yml is not here — go to the project’s folder first")


@main.command("check")
def check_command() -> None:
    """Check data and pages; print every mistake with its file and line."""
    fail_on(check(Path.cwd()), writing=False)
    archive = open_project(Path.cwd()).archive
    for problem in advice(Path.cwd(), archive):
        print_notice(problem)
    print_reviews(reviews.reviews(Path.cwd()))
    echo(
        "All well: {records} records, {claims} claims, both languages.",
        records=len(archive.records),
        claims=len(archive.claims),
    )


_URL = click.option("--url", help="The site's public address [default: $SITE_URL].")
_PICTURES = click.option(
    "--pictures", is_flag=True, envvar="PICTURES", help="Draw each claim for link previews."
)


@main.command("build")
@click.option("--site", default="site", show_default=True, help="The folder to write.")
@_URL
@_PICTURES
def build_command(site: str, url: str | None, pictures: bool) -> None:
    """Write both languages, the data files and the sitemap to a folder."""
    root = Path.cwd()
    build(root, root / site, url, pictures=pictures)
    _written(f"{site}/", url, pictures)


@main.command("release")
@click.option("--site", default="site", show_default=True, help="The folder of the site.")
@click.option("--dist", default="dist", show_default=True, help="The folder to write.")
@_URL
@_PICTURES
@click.option("--printer", default=".release/bin/weasyprint", show_default=True, help="WeasyPrint.")
def release_command(site: str, dist: str, url: str | None, pictures: bool, printer: str) -> None:
    """Write what readers keep: a zip of the site, a PDF and an EPUB in each language."""
    root = Path.cwd()
    release(root, root / site, root / dist, url, root / printer, pictures=pictures)
    _written(listed([f"{site}/", f"{dist}/"]), url, pictures)


@main.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def serve_command(host: str, port: int) -> None:
    """Preview both languages; rebuild and reload when a file changes."""
    from archive.building.preview import serve  # MkDocs's server, which no other command needs

    try:
        serve(Path.cwd(), host, port)
    except OSError as error:
        raise refusal(
            "Cannot serve on {host}:{port}: {reason} — try: make serve PORT=8001",
            host=host,
            port=port,
            reason=error.strerror,
        ) from None


@main.command("new")
@click.option("--kind", help="fund, claim, source, …; asked for in a terminal.")
@click.option("--id", "entry_id", help="The id of the entry; of a claim, record.claim.")
@click.option("--ask/--no-ask", default=None, help="Ask for what is lacking [in a terminal].")
@click.option("--with", "line", default="", help="More fields, in one text.")
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]…")
def new_command(
    kind: str | None, entry_id: str | None, ask: bool | None, line: str, fields: tuple[str, ...]
) -> None:
    """Write a new entry to data/, with its pages, its navigation and its section.

    In a terminal, what is required and not given is asked for. With an --id that is in data/
    and no --kind: write the pages of that record.
    """
    root = Path.cwd()
    fields += tuple(split_fields(line))
    if kind or entry_id not in open_project(root).archive.records:
        asking = sys.stdin.isatty() if ask is None else ask
        written = write_new(root, kind, entry_id, fields, asking=asking)
    else:
        written = new_pages(open_project(root), str(entry_id))
    for path in written:
        echo("Written: {file}", file=path.relative_to(root))


@main.command("fields")
@click.argument("kind")
def fields_command(kind: str) -> None:
    """Say what each field of a KIND of entry holds and means; * marks what must be there."""
    chosen, project = kind_of(kind), open_project(Path.cwd())
    meanings = Meanings(project.templates)
    for field in describe_fields(chosen.model, chosen.collection, project.archive, meanings):
        click.echo(f"{'*' if field.required else ' '} {field.name}: {field.holds}")
        if field.meaning:
            click.echo(f"      {field.meaning}")


@main.command("mentions")
@click.argument("record")
def mentions_command(record: str) -> None:
    """Say where a RECORD is spoken of: what to change before it can be taken out."""
    lines = mentioning_lines(Path.cwd(), record)
    for line in lines:
        click.echo(str(line))
    echo("{count} places name {id}; nothing was changed.", count=len(lines), id=record)
    if not lines:  # it is taken out, or was misspelt
        EntryRef.of(Path.cwd(), record)


@main.command("compare")
@click.argument("base", type=click.Path(exists=True, file_okay=False, path_type=Path))
def compare_command(base: Path) -> None:
    """Say in Markdown what readers will see changed against another checkout, BASE."""
    click.echo(summary(base, Path.cwd()))


@main.command("rename")
@click.argument("old")
@click.argument("new")
def rename_command(old: str, new: str) -> None:
    """Call the entry or claim OLD by the id NEW everywhere; its old address leads to the new."""
    for path in rename(Path.cwd(), old, new):
        echo("Changed: {file}", file=path)


@main.command("reviewed")
@click.argument("pages", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Mark all pages and data.")
def reviewed_command(pages: tuple[str, ...], everything: bool) -> None:
    """Note that both languages of PAGES (funds/index.md, data/funds.yml) are in step."""
    root = Path.cwd()
    if not pages and not everything:
        not_in_step = sum(not review.in_step for review in reviews.reviews(root))
        ask = say(
            "{count} pages and entries are not in step. Have you compared them all?",
            count=not_in_step,
        )
        click.confirm(ask, abort=True)
    lines = [say("In step: {name}", name=src) for src in reviews.mark_reviewed(root, pages)]
    click.echo("\n".join(lines) or say("Nothing had changed."))


@main.command("schema")
def schema_command() -> None:
    """Write data/schema/*.json, which editors use to help with data/*.yml."""
    folder = Path.cwd() / "data" / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=2)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    echo("Written: {file}", file=f"{folder.relative_to(Path.cwd())}/")


def _written(made: str, url: str | None, pictures: bool) -> None:
    """Say that ``made`` is written, and what is still missing for publishing it."""
    echo("Written to {folder}", folder=made)
    if not (url or os.environ.get("SITE_URL")):
        echo(
            "Its sitemap, feeds and link previews lead to {url} — before you publish it, "
            "set SITE_URL to its public address.",
            url=DEFAULT_URL,
        )
    if not (os.environ.get("REPOSITORY_URL") or os.environ.get("CONTACT")):
        echo(
            "Readers who find a mistake get text to copy, and nowhere to send it — "
            "set REPOSITORY_URL or CONTACT (a mail address)."
        )
    if pictures:
        from archive.publishing.lettering import find_fonts

        if not all(map(find_fonts, LANGUAGES)):
            echo(
                "No claim was drawn; link previews show the record’s common picture — "
                "install Noto Sans CJK (on Debian: fonts-noto-cjk)."
            )
