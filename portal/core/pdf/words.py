"""The fixed words of a document in Hindi, in English, or in both: paper speaks its own language, not the screen's."""

from collections.abc import Mapping
from gettext import NullTranslations
from typing import Any

from flask_babel import force_locale, get_domain
from markupsafe import Markup, escape

LANGUAGES = ("hi", "en", "both")


class Words:
    """Says an English msgid in the language of one document. In templates: `say("Token number")`.

    In a document of both languages the Hindi stands first: `टोकन संख्या / Token number`, each part with its `lang`.
    """

    def __init__(self, language: str):
        """*language* is one of LANGUAGES; ValueError otherwise. Needs an application context."""
        if language not in LANGUAGES:
            raise ValueError(f"a document is printed in one of {LANGUAGES}, not in {language!r}")
        self.language = language
        with force_locale("hi"):
            self._hindi: NullTranslations = get_domain().get_translations()

    @property
    def tag(self) -> str:
        """The `lang` of the document as a whole."""
        return "en" if self.language == "en" else "hi"

    def in_hindi(self, words: str | Mapping[str, str], **values: Any) -> str:
        """The Hindi of an msgid, or the "hi" part of a name that came in both languages."""
        sentence = words["hi"] if isinstance(words, Mapping) else self._hindi.gettext(words)
        return sentence % values if values else sentence

    def in_english(self, words: str | Mapping[str, str], **values: Any) -> str:
        """The msgid itself, or the "en" part of a name that came in both languages."""
        sentence = words["en"] if isinstance(words, Mapping) else words
        return sentence % values if values else sentence

    def plain(self, words: str | Mapping[str, str], **values: Any) -> str:
        """Without markup, for titles and attributes."""
        hindi, english = self.in_hindi(words, **values), self.in_english(words, **values)
        if self.language == "both":
            return hindi if hindi == english else f"{hindi} / {english}"
        return english if self.language == "en" else hindi

    def __call__(self, words: str | Mapping[str, str], **values: Any) -> Markup:
        hindi, english = self.in_hindi(words, **values), self.in_english(words, **values)
        if self.language != "both" or hindi == english:
            return escape(english if self.language == "en" else hindi)
        return Markup('<span lang="hi">{}</span> <span lang="en">/ {}</span>').format(hindi, english)


def bilingual(msgid: str, language: str, **values: Any) -> str:
    """One msgid in "hi", "en" or "both", as plain text. For more than a few, make one `Words`."""
    return Words(language).plain(msgid, **values)
