"""The functions a template speaks with: figure, change, span, titles, parts. One `Voice` lives for one rendering."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from panshi.figures.definitions import Figure, Measure
from panshi.figures.values import Part, Value
from panshi.kernel.numbers import Form
from panshi.kernel.periods import Period
from panshi.org.choices import Level
from panshi.reviews.composing.examples import Example, example, growth
from panshi.reviews.composing.mistakes import BadOption, NoSuchFigure, TooMuch, nearby
from panshi.reviews.composing.near import near_figures
from panshi.reviews.composing.questions import Answers, By, Question, period_of
from panshi.reviews.composing.wording import Facts, Say, Saying, escaped

STEPS_MAX = 20_000
OPEN, CLOSE = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What a function gives back: stands in the text as a marked place, and compares as its value in conditions."""

    place: str
    value: Decimal | None

    def __str__(self) -> str:
        return self.place

    def __bool__(self) -> bool:
        return bool(self.value)

    def __len__(self) -> int:
        return int(self.value or 0)

    def __hash__(self) -> int:
        return hash(self.place)

    def __eq__(self, other: object) -> bool:
        return self._number() == _number(other)

    def __lt__(self, other: object) -> bool:
        return self._number() < _number(other)

    def __le__(self, other: object) -> bool:
        return self._number() <= _number(other)

    def __gt__(self, other: object) -> bool:
        return self._number() > _number(other)

    def __ge__(self, other: object) -> bool:
        return self._number() >= _number(other)

    def _number(self) -> Decimal:
        return self.value or Decimal(0)


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a figure in a loop: `{{ part.name }}{{ part.number }}`."""

    name: str
    code: str
    number: Said


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a marked place will say: becomes a claim once its offsets are known."""

    figure: Figure
    saying: Saying
    facts: Facts
    unit: str
    period: Period
    as_of: int
    alone: bool = False
    period_before: Period | None = None


@dataclass
class Voice:
    """Speaks for one rendering; what it said stands in `utterances`, by the number in the mark."""

    answers: Answers
    figures: dict[str, Figure]
    language: str
    utterances: list[Utterance] = field(default_factory=list)
    steps: int = 0

    def functions(self) -> dict[str, Any]:
        """The names a template may call."""
        spoken = {"figure": self.figure, "change": self.change, "span": self.span}
        return spoken | {"titles": self.titles, "parts": self.parts, "_counted": self.counted}

    def figure(
        self,
        key: object,
        *,
        line: int,
        form: object = "exact",
        digits: object = None,
        numerals: object = "arabic",
        unit: object = True,
        year: object = 0,
        at: object = "",
        own: object = False,
        like: object = "",
    ) -> Said:
        """The number with its unit of count, or as the example in `like` says a number."""
        self.step(line)
        question = self._question(key, line, year=year, at=at, own=own)
        shown = _example("figure", like, line)
        saying = Saying(
            form=shown.form if shown else Form(_one_of("figure", "form", form, [form.value for form in Form], line)),
            digits=_digits("figure", digits, line),
            chinese=_one_of("figure", "numerals", numerals, ["arabic", "chinese"], line) == "chinese",
            unit=self._unit_word(question.figure) if unit else "",
            rate=question.figure.measure is Measure.RATIO,
            language=self.language,
            like=shown.text if shown else "",
        )
        value = self.answers.get(question, line=line)
        return self._say(question, saying, value, Facts(value.value if value else Decimal(1)))

    def change(
        self,
        key: object,
        *,
        line: int,
        digits: object = None,
        year: object = 0,
        at: object = "",
        own: object = False,
        like: object = "",
    ) -> Said:
        """The change against the same days a year earlier."""
        self.step(line)
        question = self._question(key, line, year=year, at=at, own=own)
        earlier = replace(question, year=question.year - 1)
        now, before = self.answers.get(question, line=line), self.answers.get(earlier, line=line)
        rate = question.figure.measure is Measure.RATIO
        if like and growth(str(like)) is None:
            raise BadOption(line=line, function="change", option="like", value=like, right='like="增长12.6%"')
        saying = Saying(say=Say.CHANGE, digits=_digits("change", digits, line), rate=rate, language=self.language, like=str(like))
        facts = Facts(now.value, before.value) if now and before else Facts(Decimal(1), Decimal(1))
        return self._say(question, saying, now, facts, period_before=self.answers.scope_of(earlier).period)

    def span(self, key: object, *, line: int, at: object = "") -> Said:
        """The years a plan covers."""
        self.step(line)
        question = self._question(key, line, at=at)
        if question.figure.measure is not Measure.PERIOD:
            raise BadOption(line=line, function="span", option="key", value=key, right=f"figure({str(key)!r})")
        value = self.answers.get(question, line=line)
        facts = Facts(value.value, span=value.span.replace("–", "—")) if value else Facts(Decimal(1))
        return self._say(question, Saying(say=Say.SPAN, language=self.language), value, facts)

    def titles(
        self,
        key: object,
        *,
        line: int,
        most: object = None,
        year: object = 0,
        at: object = "",
        own: object = False,
        like: object = "",
    ) -> Said:
        """The named works behind the figure; listed as in `like`, where that is given."""
        self.step(line)
        question = self._question(key, line, year=year, at=at, own=own, titles=True)
        if question.figure.measure is Measure.RATIO:
            raise BadOption(line=line, function="titles", option="key", value=key, right=f"figure({str(key)!r})")
        unit = self._unit_word(question.figure)
        if like and "》" not in str(like):
            raise BadOption(line=line, function="titles", option="like", value=like, right='like="《…》、《…》"')
        saying = Saying(
            say=Say.TITLES, most=_digits("titles", most, line), unit=unit, language=self.language, like=str(like or "")
        )
        titles = self.answers.titles(question, line=line)
        facts = Facts(Decimal(len(titles or "x")), titles=titles or ())
        return self._say(question, saying, None, facts)

    def parts(
        self,
        key: object,
        *,
        line: int,
        by: object = "unit",
        level: object = None,
        most: object = None,
        year: object = 0,
        at: object = "",
    ) -> list[Share]:
        """The figure's parts by unit or by month, to loop over; with `most`, the largest first."""
        self.step(line)
        chosen: By = "month" if _one_of("parts", "by", by, ["unit", "month"], line) == "month" else "unit"
        of_level = None if level is None else _one_of("parts", "level", level, [member.value for member in Level], line)
        question = self._question(key, line, year=year, at=at, by=chosen, level=of_level)
        value, limit = self.answers.get(question, line=line), _digits("parts", most, line)
        parts = list(value.parts) if value else []
        if limit is not None:
            parts = sorted(parts, key=lambda part: (-(part.value or 0), part.code))[:limit]
        alone = self._alone(question, parts) if chosen == "unit" else frozenset()
        return [self._share(question, value, part, part.code in alone, line) for part in parts if value]

    def counted(self, items: Iterable[object], line: int) -> Iterator[object]:
        """The items of a loop, each a step of the budget."""
        for item in items:
            self.step(line)
            yield item

    def step(self, line: int) -> None:
        """Takes one step of the budget; refuses when none is left."""
        self.steps += 1
        if self.steps > STEPS_MAX:
            raise TooMuch(line=line, limit=f"{STEPS_MAX} steps")

    def _question(
        self,
        key: object,
        line: int,
        *,
        year: object = 0,
        at: object = "",
        by: By = None,
        level: str | None = None,
        titles: bool = False,
        own: object = False,
    ) -> Question:
        figure = self.figures.get(str(key))
        if figure is None:
            raise NoSuchFigure(line=line, figure=key, near=nearby(near_figures(str(key), [*self.figures.values()])))
        if not isinstance(year, int) or not -20 <= year <= 0:
            raise BadOption(line=line, function=figure.key, option="year", value=year, right="0、-1、-2 …")
        return Question(figure, at=str(at), own=bool(own), year=year, by=by, level=level, titles=titles)

    def _alone(self, question: Question, parts: list[Part]) -> frozenset[str]:
        """The parts that are a unit's own entries: the scope's own unit, and units that lie below none of the level."""
        own = frozenset([self.answers.scope_of(question).unit.code])
        if question.level is None:
            return own
        self.answers.find_units(part.code for part in parts)
        units = (self.answers.units.get(part.code) for part in parts)
        return own | {unit.code for unit in units if unit and unit.level != question.level}

    def _share(self, question: Question, value: Value, part: Part, alone: bool, line: int) -> Share:
        self.step(line)
        scope = self.answers.scope_of(question)
        saying = Saying(
            unit=self._unit_word(question.figure), rate=question.figure.measure is Measure.RATIO, language=self.language
        )
        by_unit = question.by == "unit"
        utterance = Utterance(
            question.figure,
            saying,
            Facts(part.value),
            unit=part.code if by_unit else scope.unit.code,
            period=scope.period if by_unit else period_of(part.code, scope.period),
            as_of=value.as_of,
            alone=alone,
        )
        return Share(escaped(part.label), part.code, self._mark(utterance))

    def _say(
        self, question: Question, saying: Saying, value: Value | None, facts: Facts, *, period_before: Period | None = None
    ) -> Said:
        scope = self.answers.scope_of(question)
        as_of = value.as_of if value else scope.as_of or 0
        utterance = Utterance(
            question.figure,
            saying,
            facts,
            unit=scope.unit.code,
            period=scope.period,
            as_of=as_of,
            alone=scope.own,
            period_before=period_before,
        )
        return self._mark(utterance)

    def _mark(self, utterance: Utterance) -> Said:
        self.utterances.append(utterance)
        return Said(f"{OPEN}{len(self.utterances) - 1}{CLOSE}", utterance.facts.value)

    def _unit_word(self, figure: Figure) -> str:
        return figure.unit.en if self.language == "en" else figure.unit.zh


def _number(other: object) -> Decimal:
    value = other.value if isinstance(other, Said) else other
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)


def _example(function: str, like: object, line: int) -> Example | None:
    shown = example(str(like)) if like else None
    if like and shown is None:
        raise BadOption(line=line, function=function, option="like", value=like, right='like="26万余条"')
    return shown


def _digits(function: str, digits: object, line: int) -> int | None:
    if digits is None or (isinstance(digits, int) and 1 <= digits <= 1000):
        return digits
    raise BadOption(line=line, function=function, option="digits / most", value=digits, right="1, 2, 3 …")


def _one_of(function: str, option: str, value: object, options: list[str], line: int) -> str:
    if value in options:
        return str(value)
    raise BadOption(line=line, function=function, option=option, value=value, right="、".join(options))
