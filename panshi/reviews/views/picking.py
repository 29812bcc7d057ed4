"""Figures a writer may put in: found by words, shown in each form in which they would stand in the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from panshi.figures.compute import values
from panshi.figures.definitions import Figure, Measure
from panshi.figures.selectors import catalogue
from panshi.figures.values import Value
from panshi.kernel.numbers import Form
from panshi.ledger import kinds
from panshi.org.scope import Scope
from panshi.reviews.composing.wording import Facts, Saying, words_for

FOUND_MAX = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """How the figure may be said, and the reference that says it so."""

    text: str
    reference: str


@dataclass(frozen=True, slots=True)
class Pick:
    """A figure with its value now and the ways to put it in."""

    value: Value
    choices: tuple[Choice, ...]


def picks(asked: str, scope: Scope) -> tuple[Pick, ...]:
    """The figures that fit the words best, computed together."""
    found = sorted((rank, figure.key, figure) for figure in catalogue() if (rank := _rank(figure, asked)) is not None)
    figures = [figure for _, _, figure in found[:FOUND_MAX]]
    return tuple(Pick(value, tuple(_choices(value))) for value in values(figures, scope)) if figures else ()


def _rank(figure: Figure, asked: str) -> int | None:
    """0 for a figure whose name begins with the words, 1 where it holds them, 2 where another name does; None: not at all."""
    words = asked.lower().split()
    label = f"{figure.label.zh} {figure.label.en}".lower()
    others = " ".join((figure.key, *figure.aliases)).lower()
    if not words or not all(word in label or word in others for word in words):
        return None
    if any(name.lower().startswith(words[0]) for name in (figure.label.zh, figure.label.en)):
        return 0
    return 1 if all(word in label for word in words) else 2


def _choices(value: Value) -> Iterator[Choice]:
    figure, language = value.figure, "en" if (get_language() or "").startswith("en") else "zh"
    rate = figure.measure is Measure.RATIO
    unit = figure.unit.en if language == "en" else figure.unit.zh
    seen: set[str] = set()
    for form in (Form.EXACT, Form.OVER, Form.NEAR, Form.BREAKING, Form.ABOUT):
        text, stands = words_for(Facts(value.value), Saying(form=form, unit=unit, rate=rate, language=language))
        if stands is form and text not in seen:
            seen.add(text)
            option = "" if form is Form.EXACT else f', form="{form.value}"'
            yield Choice(text, f'{{{{ figure("{figure.key}"{option}) }}}}')
    if figure.measure is Measure.PERIOD:
        yield Choice(value.span.replace("–", "—"), f'{{{{ span("{figure.key}") }}}}')
    else:
        yield Choice("", f'{{{{ change("{figure.key}") }}}}')
    if _has_titles(figure):
        yield Choice("《…》", f'{{{{ titles("{figure.key}", most=5) }}}}')


def _has_titles(figure: Figure) -> bool:
    return any(kind.key == figure.kind and kind.title for kind in kinds.kinds())
