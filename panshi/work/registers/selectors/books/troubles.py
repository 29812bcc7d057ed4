"""What is wrong with a cell, in both languages: kept with the row, so it is said in the reader's language later."""

from dataclasses import dataclass

from django.utils.translation import override

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Trouble:
    """`zh` and `en` say the same; one that does not stop the row is pointed out only."""

    zh: str
    en: str
    stops: bool = True


@dataclass(frozen=True, slots=True)
class Guess:
    """A value understood by likeness, and how: taken, and pointed out."""

    value: object
    trouble: Trouble


def trouble(zh: str, en: str, *, stops: bool = True, **facts: object) -> Trouble:
    """The two sentences with the `{facts}` filled in, each in its own language and not too long to keep."""
    return Trouble(_filled(zh, "zh-hans", facts), _filled(en, "en", facts), stops)


def _filled(text: str, language: str, facts: dict[str, object]) -> str:
    with override(language):
        return text.format(**{name: str(value)[:200] for name, value in facts.items()})[:500]


def of_refusal(refusal: Refusal) -> Trouble:
    """What a rule says, in both languages."""
    words: Words = refusal.words
    said = []
    for language, text in (("zh-hans", words.zh), ("en", words.en)):
        with override(language):
            said.append(text.format(**refusal.facts)[:500])
    return Trouble(said[0], said[1])
