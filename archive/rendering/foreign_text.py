"""Words in the other language than the page's, where nobody has translated them yet."""

from __future__ import annotations

from markupsafe import Markup

from archive.languages import HTML_LANGUAGES, Language


class ForeignText(str):
    """Words that are plain text anywhere but in HTML, where their language is marked.

    ``lang`` is that language, as HTML writes it.
    """

    lang: str
    html: Markup

    @classmethod
    def of(cls, words: str, language: Language) -> ForeignText:
        """``words``, which are in ``language``."""
        lang = HTML_LANGUAGES[language]
        return cls._of(words, Markup('<span lang="{}">{}</span>').format(lang, words), lang)

    @classmethod
    def _of(cls, words: str, html: Markup, lang: str) -> ForeignText:
        text = cls(words)
        text.html, text.lang = html, lang
        return text

    def __html__(self) -> Markup:
        """For templates and for markupsafe."""
        return self.html

    @classmethod
    def joined(cls, joint: str, *parts: str) -> str:
        """Words one after the other, each as marked as it was."""
        lang = next((part.lang for part in parts if isinstance(part, cls)), "")
        words = joint.join(parts)
        return cls._of(words, Markup.escape(joint).join(parts), lang) if lang else words


def translated(words: str) -> str | None:
    """``words``, unless some are in the other language."""
    return None if isinstance(words, ForeignText) else words


def lang(*words: str) -> Markup:
    """The attribute for an element in whose other attributes ``words`` stand; none if they are
    in the page's language."""
    code = next((one.lang for one in words if isinstance(one, ForeignText)), "")
    return Markup(' lang="{}"').format(code) if code else Markup()
