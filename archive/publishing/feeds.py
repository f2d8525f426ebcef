"""The Atom feed of this record's own corrections, one in each language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from archive.languages import HTML_LANGUAGES, LANGUAGES, PUNCTUATION, Language
from archive.model.collections import Archive
from archive.rendering import wording
from archive.rendering.templates import Templates


def write_feeds(
    archive: Archive, templates: Templates, site: Path, names: Mapping[Language, str], url: str
) -> None:
    """Write ``corrections/feed.xml`` for each language of ``site``, newest entry first.

    A feed without entries is dated like the newest source, so that equal data gives
    equal bytes.
    """
    corrections = sorted(
        archive.corrections.items(), key=lambda item: item[1].date.order(), reverse=True
    )
    days = [correction.date.start.first_day() for _, correction in corrections]
    days += [
        source.retrieved.start.first_day()
        for source in archive.sources.values()
        if source.retrieved
    ]
    for language in LANGUAGES:
        labels = {key: words[language] for key, words in templates.labels.items()}
        colon = PUNCTUATION[language].colon
        text = templates.environment.get_template("site/feed.xml").render(
            url=url,
            language=language,
            html_language=HTML_LANGUAGES[language],
            title=labels["corrections-of"].format(title=names[language]),
            name=names[language],
            updated=max(days, default=date(1970, 1, 1)).isoformat(),
            corrections=corrections,
            was=labels["was"] + colon,
            now=labels["now"] + colon,
            text=partial(wording.printed, archive=archive, language=language),
        )
        folder = site / language / "corrections"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "feed.xml").write_text(text, encoding="utf-8")
