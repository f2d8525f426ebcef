"""Pages made from data, beside those that MkDocs made: one for every claim, to be shared and cited,
and one for every address that was given up.
"""

from __future__ import annotations

import os
from pathlib import Path

from archive.languages import (
    HTML_LANGUAGES,
    LANGUAGES,
    LOCALES,
    PUNCTUATION,
    Language,
    other,
)
from archive.model import evidence
from archive.model.addresses import claim_page, former_pages, href
from archive.model.claims import Claim
from archive.model.history import corrections_of
from archive.project import Project
from archive.publishing import schema_org
from archive.publishing.citations import DAY, CitedPage, forms
from archive.publishing.content_security import with_policy
from archive.rendering import wording
from archive.rendering.breadcrumbs import Crumb
from archive.rendering.context import Context
from archive.rendering.markdown import other_language_marker

# The picture of a claim for link previews, beside its page, where pictures are drawn …
PICTURE = "picture.png"
# … and that of the record, from the folder of a language; a record need not have one.
_SHARED_PICTURE = "images/share.png"


def shared_picture(project: Project, language: Language) -> str:
    """The path of the record's picture in ``language``, if it has one."""
    there = (project.docs(language) / _SHARED_PICTURE).is_file()
    return _SHARED_PICTURE if there else ""


class Frame(Context):
    """What stands around the text of a page, be it written or made from data."""

    def sharing(self, page: schema_org.Page, picture: str, pictured: str) -> str:
        """What others see of ``page``, for its head; its ``picture``, if it has one, is below the
        language and shows what is ``pictured``."""
        sides = {HTML_LANGUAGES[side]: f"{page.site}{side}/{page.address}" for side in LANGUAGES}
        return self._render(
            "sharing.html",
            is_article=bool(page.address),
            site_name=page.site_name,
            title=page.title,
            url=page.url(page.address),
            picture=picture and page.url(picture),
            pictured=pictured,
            locales=[LOCALES[side] for side in (self._language, other(self._language))],
            # Who reads neither language chooses one at the root of the site.
            counterparts={**sides, "x-default": sides["en"] if page.address else page.site},
            graph=schema_org.described(page),
        )

    def report(self, page: schema_org.Page, heading: str) -> str:
        """How readers say that something is wrong on ``page``: with the repository's form, by
        mail, or by what they can copy. ``heading`` is its title, marked if in the other language."""
        return self._render(
            "report.html",
            page=page,
            heading=heading,
            repository=os.environ.get("REPOSITORY_URL", ""),
            contact=os.environ.get("CONTACT", ""),
        )

    def citations(self, page: schema_org.Page, key: str, version: str, opened: bool = False) -> str:
        """Every way to cite ``page`` of the record in this ``version``, if it has one, under the
        name ``key``, each ready to be copied."""
        edition = version and self._label("version").format(version=version)
        url = page.url(page.address)
        cited = CitedPage(key, page.title, page.site_name, edition, url, self._language)
        return self._render(
            "claim/citations.html", forms=forms(cited), url=url, day=DAY, opened=opened
        )


class _ClaimPage(Frame):
    """The page of one claim in one language."""

    def sentence(self, address: str, claim: Claim) -> str:
        """The claim, how it is supported and whose it is, in one line of text."""
        marks, source_of = PUNCTUATION[self._language], claim.author_citation
        said = self._said(address).rstrip("。.")
        about = [*self._as_of(claim), self._label(f"level-{evidence.assess(claim)}")]
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

    def html(
        self, page: schema_org.Page, address: str, version: str, picture: str, **head: object
    ) -> str:
        """The whole document; ``head`` is what else stands in its head and around it."""
        drawn = picture.startswith(page.address)
        return self._render(
            "claim/page.html",
            address=address,
            claim=self._archive.claims[address],
            page=page,
            corrections=corrections_of(self._archive, address),
            citations=self.citations(page, address, version, opened=True),
            sharing=self.sharing(page, picture, page.title if drawn else page.site_name),
            report=self.report(page, self._name(address)),
            **head,
        )


def write(
    project: Project,
    language: Language,
    site: Path,
    site_name: str,
    url: str,
    picture: str,
    *,
    draft: bool,
) -> None:
    """Write ``<language>/figures/<claim>/`` below ``site``, which is at ``url``.

    ``picture`` is that for link previews, below the language, if there is one, for claims that
    none was drawn of. A ``draft`` has no policy.
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
            archive=project.archive,
            site=url,
            site_name=site_name,
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
        )
        text = context.html(
            page,
            claim,
            project.version,
            shown,
            assets={
                kind: href(f"../assets/{path.name}", address) for kind, path in bundles.items()
            },
            counterpart=f"{href('', address)}../{other(language)}/{address}",
        )
        target.parent.mkdir(parents=True, exist_ok=True)
        text = mark(text)
        if known.label.missing == language:  # the texts to copy print it plain
            text = other_language_marker(language, (known.label.in_language(language),))(text)
        if not draft:
            text = with_policy(text)
        target.write_text(text + "\n", encoding="utf-8")


def write_former(project: Project, language: Language, site: Path, url: str) -> None:
    """Write below ``site``, which is at ``url``, a page at each address that an entry or a claim
    had before it was renamed; it leads to the new one."""
    template = project.templates.environment.get_template("site/moved.html")
    for old, new in former_pages(project.archive).items():
        text = template.render(
            labels=project.templates.words(language),
            html_language=HTML_LANGUAGES[language],
            way=href(new, old),
            url=f"{url}{language}/{new}",
        )
        target = site / language / old / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text + "\n", encoding="utf-8")
