"""The picture that link previews show of a claim: small enough, readable, with every word on it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from archive.languages import LANGUAGES, Language
from archive.model.addresses import claim_page
from archive.model.evidence import Level
from archive.publishing.claim_pages import PICTURE
from archive.publishing.lettering import find_fonts, fit
from archive.publishing.pictures import SIZE, Card, draw, read_look
from tests.built import PROJECT, Site

pytestmark = pytest.mark.skipif(
    not all(map(find_fonts, LANGUAGES)), reason="needs Noto Sans CJK (on Debian: fonts-noto-cjk)"
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_has_a_picture_that_its_page_names(
    invented_site: Site, language: Language
) -> None:
    drawn = set()
    for address in invented_site.archive.claims:
        path = invented_site.folder / language / claim_page(address) / PICTURE
        content = path.read_bytes()
        assert Image.open(io.BytesIO(content)).size == SIZE
        assert len(content) < 100_000
        drawn.add(content)
        page = invented_site.pages[f"{language}/{claim_page(address)}"]
        (named,) = page.select('meta[property="og:image"]')
        assert str(named["content"]).endswith(f"/{language}/{claim_page(address)}{PICTURE}")
    assert len(drawn) == len(invented_site.archive.claims)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "zh",
            "据市图书馆，晚报方面（原文作“Evening Post”）于4月22日移交旧书2万册、书架500个。" * 2,
        ),
        ("en", "According to the mayor, the islands were “not left out” of the drying. " * 3),
        ("en", "5"),
    ],
)
def test_words_are_whole_and_as_large_as_there_is_room(language: Language, text: str) -> None:
    fonts = find_fonts(language)
    assert fonts
    block = fit(text, fonts.bold_at, (170, 80, 44, 30), 300, 1040)
    assert block.is_within(1040)
    assert block.height <= 300
    assert "".join("".join(block.lines).split()) == "".join(text.split())
    assert not any(line[0] in "，。、）”" or line[-1] in "（“" for line in block.lines)
    assert len(text) > 1 or block.font.size == 170
    widths = [block.font.getlength(line) for line in block.lines[:-1]]
    assert not widths or min(widths) > 0.7 * max(widths)


def test_what_has_no_room_is_cut_behind_a_word() -> None:
    fonts = find_fonts("en")
    assert fonts
    block = fit("never so many words " * 40, fonts.bold_at, (60, 40), 150, 1040)
    assert block.height <= 150
    assert block.lines[-1].endswith(("never…", "so…", "many…", "words…"))


def test_each_level_has_its_shape_and_colour_from_the_styles() -> None:
    look, fonts = read_look(PROJECT), find_fonts("en")
    assert fonts
    assert {f"evidence--{level}" for level in Level} <= look.keys()
    cards = [Card("Record", "Fund", "Total", "5", level, "level", "") for level in Level]
    assert len({draw(card, fonts, look) for card in cards}) == len(Level)
