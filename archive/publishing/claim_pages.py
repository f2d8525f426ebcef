"""A page for every claim, to be shared and cited: made from data, beside those that MkDocs made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from archive.languages import (
    HTML_LANGUAGES,
    LANGUAGES,
    LOCALES,
    PUNCTUATION,
    Language,
    other,
)
from archive.model import evidence
from archive.model.addresses import claim_page, href
from archive.model.claims import AsOfBasis, Claim
from archive.model.history import changes
from archive.project import Project
from archive.publishing import schema_org
from archive.publishing.citations import DAY, CitedPage, forms
from archive.publishing.package import package
from archive.rendering import wording
from archive.rendering.breadcrumbs import Crumb
from archive.rendering.context import Context
from archive.rendering.markdown import other_language_marker

# Beside a claim's page, where pictures are drawn.
PICTURE = "picture.png"


@dataclass(frozen=True)
class Reports:
    """Where readers say that something is wrong: the repository's form, else a mail address."""

    repository: str = ""
    contact: str = ""

    @property
    def by(self) -> str:
        """The label of that way."""
        return "report-form" if self.repository else "report-mail"

    def link(self, where: str) -> str:
        """A link that has ``where`` filled in; nothing if there is neither form nor address."""
        if self.repository:
            form = f"{self.repository.rstrip('/')}/issues/new"
            return f"{form}?template=mistake.yml&where={quote(where)}"
        return f"mailto:{quote(self.contact)}?body={quote(where)}" if self.contact else ""


class Citing(Context):
    """The block that tells how to cite a page."""

    def citations(self, page: CitedPage, *, opened: bool = False) -> str:
        """Every way to cite ``page``, each ready to be copied."""
        return self._render(
            "claim/citations.html", forms=forms(page), url=page.url, day=DAY, opened=opened
        )

    def version(self, number: str) -> str:
        """The version of the record in words, if it has one."""
        return self._label("version").format(version=number) if number else ""


class _ClaimPage(Citing):
    """The page of one claim in one language."""

    def sentence(self, address: str, claim: Claim) -> str:
        """The claim, how it is supported and whose it is, in one line of text."""
        marks, source_of = PUNCTUATION[self._language], claim.author_citation
        said = self._said(address).rstrip("。.")
        about = [self._label(f"level-{evidence.assess(claim)}")]
        if claim.as_of and claim.as_of_basis is AsOfBasis.STATED:
            about.insert(0, f"{self._label('as-of').lower()}{marks.gap}{self.date(claim.as_of)}")
        sentence = (
            f"{self._name(address)}{marks.colon}{said}{marks.bracketed(marks.comma.join(about))}"
        )
        if source_of is None:
            return sentence
        source = self._archive.sources[source_of.source]
        named = marks.titled(source.title) if source.title else self._text(source.description)
        publisher = self._text(self._archive.organizations[source.publisher].name)
        place = marks.gap + source_of.locator if source_of.locator else ""
        cited = marks.comma.join([named, publisher]) + place
        return f"{sentence}{marks.stop}{self._label('source-one')}{marks.colon}{cited}"

    def html(self, page: schema_org.Page, address: str, version: str, **head: object) -> str:
        """The whole document; ``head`` is what stands in its head and around it."""
        cited = CitedPage(
            address,
            page.title,
            page.site_name,
            self.version(version),
            page.url(page.address),
            self._language,
        )
        return self._render(
            "claim/page.html",
            address=address,
            claim=self._archive.claims[address],
            page=page,
            corrections=[
                change.correction
                for change in changes(self._archive)
                if change.correction and address in change.claims
            ],
            citations=self.citations(cited, opened=True),
            graph=schema_org.described(self._archive, page),
            **head,
        )


def write(
    project: Project,
    language: Language,
    site: Path,
    names: Mapping[Language, str],
    url: str,
    picture: str,
    reports: Reports,
) -> None:
    """Write ``<language>/figures/<claim>/`` below ``site``, which is at ``url``.

    ``picture`` is that for link previews, below the language, if there is one, for claims that
    none was drawn of; ``reports`` is where readers say that a claim is wrong.
    """
    mark = other_language_marker(language, wording.latin_names(project.archive))
    labels = project.templates.words(language)
    bundles = {kind: next(site.glob(f"assets/site.*.{kind}")) for kind in ("css", "js")}
    for claim, known in project.archive.claims.items():
        address = claim_page(claim)
        target = site / language / address / "index.html"
        shown = f"{address}{PICTURE}" if target.with_name(PICTURE).is_file() else picture
        context = _ClaimPage(project.archive, project.templates, language, address)
        title = context.name_of(claim)
        page = schema_org.Page(
            site=url,
            site_name=names[language],
            language=language,
            address=address,
            title=title,
            description=context.sentence(claim, known),
            breadcrumbs=[
                Crumb(labels["home"], ""),
                Crumb(labels["figures"], "figures/"),
                Crumb(title, address),
            ],
            words=context.words,
            downloads=lambda: package(project, names),
        )
        tongue = f"{labels['language']}{labels['colon']}{labels['language-name']}"
        text = context.html(
            page,
            claim,
            project.version,
            assets={
                kind: href(f"../assets/{path.name}", address) for kind, path in bundles.items()
            },
            picture=page.url(shown) if shown else "",
            alternates={HTML_LANGUAGES[side]: f"{url}{side}/{address}" for side in LANGUAGES},
            locales=[LOCALES[side] for side in (language, other(language))],
            counterpart=f"{href('', address)}../{other(language)}/{address}",
            report_by=reports.by,
            report=reports.link(f"{title}\n{page.url(address)}\n{tongue}"),
        )
        target.parent.mkdir(parents=True, exist_ok=True)
        text = mark(text)
        if known.label.missing == language:  # the texts to copy print it plain
            text = other_language_marker(language, (known.label.in_language(language),))(text)
        target.write_text(text + "\n", encoding="utf-8")
