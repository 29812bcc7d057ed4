"""How a figure is put into words: 1882篇, 26万余条, 增长12.6%, 2020年—2024年, 《甲》《乙》. Pure functions of the facts.

The same functions write the text and prove it: what a claim says follows from its facts and its saying alone.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from panshi.kernel.numbers import Form, grouped, percent, plain, said, to_chinese, written
from panshi.reviews.composing.examples import change_like, example, growth, said_like

_MARKED = re.compile(r"([\\`*_\[\]<>&#|~])")
_ENGLISH_FORMS = {
    Form.OVER: "more than {}",
    Form.NEAR: "nearly {}",
    Form.ABOVE: "at least {}",
    Form.BREAKING: "at least {}",
    Form.ABOUT: "about {}",
}
_TITLE = re.compile(r"《([^《》]+)》")
_PLAIN = re.compile(r"-?\d{1,30}(\.\d{1,10})?")
_SINGLE = {"people": "person", "series": "series"}


class Say(StrEnum):
    """What is said about a figure."""

    NUMBER = "number"
    CHANGE = "change"
    SPAN = "span"
    TITLES = "titles"


@dataclass(frozen=True, slots=True)
class Saying:
    """The writer's wishes: `unit` is the word behind the number (empty: none), `rate` marks percentages (never rounded),
    `most` cuts a list of titles and states the whole count behind it, `like` is an example to say it by (empty: none)."""

    say: Say = Say.NUMBER
    form: Form = Form.EXACT
    digits: int | None = None
    chinese: bool = False
    unit: str = ""
    rate: bool = False
    most: int | None = None
    language: str = "zh"
    like: str = ""

    def as_json(self) -> dict[str, Any]:
        """In plain JSON types; `like` only where there is one, so that texts frozen before there was any keep their digests."""
        kept = {name: value.value if isinstance(value, StrEnum) else value for name, value in asdict(self).items()}
        return kept if self.like else {name: value for name, value in kept.items() if name != "like"}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The saying that `as_json` wrote; raises TypeError or ValueError for anything else."""
        return cls(**dict(data) | {"say": Say(data["say"]), "form": Form(data["form"])})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true: the value, last year's for a change, the years of a span, the titles of a list."""

    value: Decimal | None
    before: Decimal | None = None
    span: str = ""
    titles: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """In plain JSON types, numbers as decimal strings."""
        return {
            "value": None if self.value is None else plain(self.value),
            "before": None if self.before is None else plain(self.before),
            "span": self.span,
            "titles": list(self.titles),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The facts that `as_json` wrote; raises KeyError, TypeError or ValueError for anything else."""
        value, before = (_decimal(data[name]) for name in ("value", "before"))
        return cls(value, before, str(data["span"]), tuple(data["titles"]))


def _decimal(text: str | None) -> Decimal | None:
    if text is not None and not _PLAIN.fullmatch(text):
        raise ValueError(text)
    return None if text is None else Decimal(text)


def words_for(facts: Facts, saying: Saying) -> tuple[str, Form]:
    """The text for these facts and the form in which it really stands (exact where the wish would be untrue)."""
    match saying.say:
        case Say.TITLES:
            return _titles(facts, saying), Form.EXACT
        case Say.SPAN:
            return _span(facts, saying), Form.EXACT
    if facts.value is None:
        return _choose(saying, "暂无数据", "no data"), Form.EXACT
    if saying.say is Say.CHANGE:
        return _change(facts.value, facts.before, saying), Form.EXACT
    if shown := example(saying.like):
        return said_like(facts.value, shown)
    form = Form.EXACT if saying.rate or said(facts.value, saying.form, saying.digits) is None else saying.form
    number = _english(facts.value, form, saying) if saying.language == "en" else _chinese(facts.value, form, saying)
    return number + _unit(saying, single=form is Form.EXACT and facts.value == 1), form


def escaped(text: str) -> str:
    """A name from outside as literal Markdown: nothing in it marks up the text."""
    return _MARKED.sub(r"\\\1", text)


def _chinese(value: Decimal, form: Form, saying: Saying) -> str:
    if saying.chinese and form is Form.EXACT and value == 2 and saying.unit:
        return "两"  # 两部, yet 第二届: with a measure word behind it a lone 2 is 两
    return written(value, form, chinese=saying.chinese, digits=saying.digits)


def _english(value: Decimal, form: Form, saying: Saying) -> str:
    if form is Form.EXACT:
        return grouped(value)
    return _ENGLISH_FORMS[form].format(grouped(said(value, form, saying.digits) or 0))


def _unit(saying: Saying, *, single: bool) -> str:
    if saying.language != "en" or not saying.unit[:1].isalpha():
        return saying.unit
    if single:
        return " " + _SINGLE.get(saying.unit, re.sub(r"s$", "", re.sub(r"ies$", "y", saying.unit)))
    return " " + saying.unit


def _change(value: Decimal, before: Decimal | None, saying: Saying) -> str:
    if before is None:
        return _choose(saying, "上年无数据", "no data for the year before")
    if (shown := growth(saying.like)) and (told := change_like(value, before, shown)):
        return told
    if value == before:
        return _choose(saying, "与上年持平", "unchanged")
    up, size = value > before, abs(value - before)
    if saying.rate:
        points = plain(size)
        return _choose(saying, f"{'提高' if up else '下降'}{points}个百分点", f"{'up' if up else 'down'} {points} points")
    if before == 0:
        return _choose(saying, "上年为零", "from none the year before")
    share = plain(percent(size, before, saying.digits or 1) or 0)
    return _choose(saying, f"{'增长' if up else '下降'}{share}%", f"{'up' if up else 'down'} {share}%")


def _span(facts: Facts, saying: Saying) -> str:
    first, _, last = facts.span.replace("—", "–").partition("–")
    if not first:
        return _choose(saying, "暂无数据", "no data")
    if not last or first == last:
        return _choose(saying, f"{first}年", first)
    return _choose(saying, f"{first}年—{last}年", f"{first}–{last}")


def _titles(facts: Facts, saying: Saying) -> str:
    if not facts.titles:
        return _choose(saying, "暂无", "none")
    if saying.like:
        return _titles_like(facts.titles, saying.like)
    shown = facts.titles[: saying.most]
    left = len(facts.titles) - len(shown)
    if saying.language == "en":
        listed = ", ".join(f"“{escaped(title)}”" for title in shown)
        return f"{listed} and {left} more" if left else listed
    listed = "".join(f"《{escaped(title)}》" for title in shown)
    return f"{listed}等{len(facts.titles)}{saying.unit}" if left else listed


def _titles_like(titles: tuple[str, ...], like: str) -> str:
    """All titles with the example's signs between them; the same titles as in the example stand as they stand there."""
    named = _TITLE.findall(like)
    if set(named) == set(titles):
        return _TITLE.sub(lambda found: f"《{escaped(found[1])}》", like)
    signs = _TITLE.split(like)[2:-1:2] or [""]
    order = [title for title in dict.fromkeys(named) if title in titles] + [title for title in titles if title not in named]
    *rest, last = (f"《{escaped(title)}》" for title in order)
    return (signs[0].join(rest) + signs[-1] if rest else "") + last


def _choose(saying: Saying, chinese: str, english: str) -> str:
    return english if saying.language == "en" else chinese


def chinese_year(year: int) -> str:
    """2023 → 二〇二三."""
    return "".join("〇" if digit == "0" else to_chinese(int(digit)) for digit in str(year))
