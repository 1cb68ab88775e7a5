"""Words for people, in both languages of the platform."""

import msgspec


class Text(msgspec.Struct, frozen=True):
    """One sentence in German and English."""

    de: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.de


NOTHING_SAID = Text("", "")
