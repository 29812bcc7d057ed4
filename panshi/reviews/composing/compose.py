"""From template to text: parse, check, render blind until every question is known, render, and find each claim's place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import translation
from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from panshi.figures.definitions import Figure
from panshi.org.scope import Scope
from panshi.reviews.composing.claims import Claim, Composed
from panshi.reviews.composing.grammar import instrument, mentions, mistakes_in
from panshi.reviews.composing.mistakes import Mistake, NoSuchFigure, NotATemplate, TooMuch, nearby
from panshi.reviews.composing.near import near_figures
from panshi.reviews.composing.questions import Answers, Question, Titles, Values
from panshi.reviews.composing.voice import CLOSE, OPEN, Said, Utterance, Voice
from panshi.reviews.composing.wording import chinese_year, escaped, words_for

TEMPLATE_MAX, TEXT_MAX, PASSES_MAX = 200_000, 2_000_000, 6
_MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
_BLANK = re.compile(r"\n{3,}")
_ALONE = re.compile(r"^[ \t]*(\{%(?:[^%\n]|%(?!\}))*?)(?<![-+])%\}[ \t]*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Named:
    """The unit a review is about, as `{{ unit.name }}`."""

    name: str
    code: str


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2 with nothing in it: no loaders, no globals, no tests, one filter; prints text and numbers only."""

    def __init__(self) -> None:
        super().__init__(keep_trailing_newline=True, undefined=StrictUndefined, finalize=_printable, optimized=False)
        self.globals.clear()
        self.filters = {"length": len}
        self.tests.clear()


def compose(
    text: str,
    scope: Scope,
    *,
    language: str = "zh",
    values: Values | None = None,
    titles: Titles | None = None,
    figures: Sequence[Figure] | None = None,
) -> Composed:
    """The text that the template gives in this scope, with its claims; refuses with the first mistake, by line.

    `values` and `titles` stand in for `panshi.figures.compute`, `figures` for the catalogue.
    """
    composed, mistakes = compose_or_mistakes(text, scope, language=language, values=values, titles=titles, figures=figures)
    if composed is None:
        raise mistakes[0]
    return composed


def compose_or_mistakes(
    text: str,
    scope: Scope,
    *,
    language: str = "zh",
    values: Values | None = None,
    titles: Titles | None = None,
    figures: Sequence[Figure] | None = None,
) -> tuple[Composed | None, tuple[Mistake, ...]]:
    """As `compose`, but all mistakes come back as values, so that an editor can show each beside its line."""
    known = {figure.key: figure for figure in (_catalogue() if figures is None else figures)}
    answers = Answers(scope, values or _values, titles or _titles)
    with translation.override("en" if language == "en" else "zh-hans"):
        try:
            environment = Sandbox()
            tree = _parsed(environment, text)
            mistakes = (*mistakes_in(tree), *_unknown_figures(tree, known))
            if mistakes:
                return None, tuple(sorted(mistakes, key=lambda mistake: mistake.line))
            return _rendered(environment, tree, answers, known, language), ()
        except Mistake as mistake:  # an editor shows mistakes beside their lines; everyone else calls `compose`
            return None, (mistake,)


def _parsed(environment: Sandbox, text: str) -> nodes.Template:
    if len(text) > TEMPLATE_MAX:
        raise TooMuch(line=text.count("\n", 0, TEMPLATE_MAX) + 1, limit=f"{TEMPLATE_MAX:,}")
    try:
        return environment.parse(_without_lone_tags(text.replace(OPEN, "").replace(CLOSE, "").replace("\r\n", "\n")))
    except TemplateSyntaxError as error:
        raise NotATemplate(line=error.lineno, why=error.message or "?") from None
    except RecursionError:
        raise NotATemplate(line=1, why="(((((((…") from None
    except ValueError as error:
        raise NotATemplate(line=1, why=error) from None


def _without_lone_tags(text: str) -> str:
    # A tag alone on its line takes its line end with it (moved inside the tag, so that lines keep their numbers), while a
    # blank line behind a tag stays: Markdown's paragraphs come out as they were written.
    return _ALONE.sub("\\1\n%}", text)


def _unknown_figures(tree: nodes.Template, known: Mapping[str, Figure]) -> list[Mistake]:
    return [
        NoSuchFigure(line=said.line, figure=said.key, near=nearby(near_figures(said.key, [*known.values()])))
        for said in mentions(tree)
        if said.key not in known
    ]


def _rendered(environment: Sandbox, tree: nodes.Template, answers: Answers, known: dict[str, Figure], language: str) -> Composed:
    _ask_ahead(tree, answers, known)
    instrument(tree)
    template = environment.from_string(tree)
    for _ in range(PASSES_MAX):
        voice = Voice(answers, known, language)
        marked = _run(template.generate(_names(answers.scope, language) | voice.functions()))
        if not answers.fetch():
            return _placed(marked, voice.utterances, answers.scope)
    raise TooMuch(line=1, limit=f"{PASSES_MAX} passes")


def _ask_ahead(tree: nodes.Template, answers: Answers, known: Mapping[str, Figure]) -> None:
    """Notes the plain figures of all branches, so that a first rendering need not choose among them to find them."""
    for said in mentions(tree):
        year, at, own = said.options.get("year", 0), said.options.get("at", ""), said.options.get("own", False)
        if said.function in ("figure", "change", "span") and isinstance(year, int) and -20 <= year <= 0:
            question = Question(known[said.key], at=str(at), own=own is True, year=year)
            answers.get(question, line=said.line)
            if said.function == "change":
                answers.get(replace(question, year=year - 1), line=said.line)


def _run(pieces: Any) -> str:
    length, out = 0, []
    for piece in pieces:
        length += len(piece)
        if length > TEXT_MAX:
            raise TooMuch(line=1, limit=f"{TEXT_MAX:,}")
        out.append(piece)
    return _BLANK.sub("\n\n", "".join(out)).strip() + "\n"


def _names(scope: Scope, language: str) -> dict[str, object]:
    year = scope.period.first.year
    whole = str(scope.period)
    period = whole if language == "en" else (f"{year}年" if whole == str(year) else whole)
    unit = Named(escaped(scope.unit.name), scope.unit.code)
    return {"year": year, "month": scope.period.last.month, "unit": unit, "period": period, "year_chinese": chinese_year(year)}


def _placed(marked: str, utterances: Sequence[Utterance], scope: Scope) -> Composed:
    out, claims, position, done = [], [], 0, 0
    for mark in _MARK.finditer(marked):
        said = utterances[int(mark[1])]
        surface, form = words_for(said.facts, said.saying)
        before = marked[done : mark.start()]
        start = position + len(before)
        position, done = start + len(surface), mark.end()
        out += [before, surface]
        claims.append(
            Claim(
                start=start,
                end=position,
                surface=surface,
                figure=said.figure.key,
                unit=said.unit,
                period=str(said.period),
                as_of=said.as_of,
                form=form.value,
                saying=said.saying,
                facts=said.facts,
                alone=said.alone,
                period_before=str(said.period_before) if said.period_before else "",
            )
        )
    as_of = max((claim.as_of for claim in claims), default=0) if scope.as_of is None else scope.as_of
    return Composed("".join(out) + marked[done:], tuple(claims), as_of)


def _printable(value: object) -> str:
    if isinstance(value, Said | str | int) and not isinstance(value, bool):
        return str(value)
    return ""


def _catalogue() -> Sequence[Figure]:
    from panshi.figures.selectors import catalogue  # noqa: PLC0415 -- a template can be checked against given figures

    return catalogue()


def _values(figures: Sequence[Figure], scope: Scope, *, by: Any = None, level: str | None = None) -> list[Any]:
    from panshi.figures.compute import values  # noqa: PLC0415 -- heavy: DuckDB, only when something is asked

    return values(figures, scope, by=by, level=level)


def _titles(figure: Figure, scope: Scope) -> list[str]:
    from panshi.figures.compute import titles  # noqa: PLC0415 -- heavy: DuckDB, only when something is asked

    return titles(figure, scope)
