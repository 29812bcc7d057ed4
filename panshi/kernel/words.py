"""A term in both languages, side by side, so that neither can be forgotten."""

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Words:
    """One term in Chinese and English; as a string it is the active language's (Chinese when none is active)."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "zh").startswith("en") else self.zh

    def format(self, **facts: object) -> str:
        """The active language's text with `{names}` filled in."""
        return str(self).format(**facts)
