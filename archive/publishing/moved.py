"""A page at each address that an entry or claim had before it was renamed; it leads to the new."""

from __future__ import annotations

from pathlib import Path

from archive.languages import HTML_LANGUAGES, Language
from archive.model.addresses import former_pages, href
from archive.project import Project


def write(project: Project, language: Language, site: Path, url: str) -> None:
    """Write the pages of ``language`` that lead elsewhere below ``site``, which is at ``url``."""
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
