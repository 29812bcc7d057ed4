"""What no longer makes sense when an adopted text is read in another period, sentence by sentence."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from panshi.figures.definitions import Figure
from panshi.kernel.numbers import Form, grouped
from panshi.org.scope import Scope
from panshi.reviews.adopting.passages import Sentence, sentences, uncovered
from panshi.reviews.adopting.reasons import Reason, said
from panshi.reviews.adopting.trends import Trend, Values, trends
from panshi.reviews.checker.checking import extract
from panshi.reviews.checker.claims import Claim as Number
from panshi.reviews.checker.sorting import Type
from panshi.reviews.composing.claims import Claim, Composed
from panshi.reviews.composing.examples import example
from panshi.reviews.composing.wording import Say

_WORK = re.compile(r"《([^《》\n]{2,60})》")
_NO_WORK = re.compile(
    r"(?:报|杂志|周刊|网|台|规划|意见|办法|方案|条例|通知|纲要|规定|规则|制度|法|细则|决定|标准|指南|要点)(?:[（(].*)?$"
    r"|^[A-Za-z ]{1,6}$"
)
_MADE = re.compile(r"获|奖|刊发|刊登|推荐|选送|选报|创作|拍摄|制作|作品|稿件|入选|登上|报道|推介")
_CLAUSE = re.compile(r"[^，,：:；;]+")
_RISE = re.compile(r"增长|增加|上升|攀升|提升|提高|增多|新高|突飞猛进|翻番|跃升")
_DROP = re.compile(r"下降|减少|降低|回落|下滑")
_OF_A_DAY = re.compile(r"[月日号]|\d-\d")
_STATED = (Type.COUNT, Type.PEOPLE, Type.SUM, Type.PERCENT)
SHOWN = 4


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look at a sentence; `facts` fill its words."""

    reason: Reason
    facts: dict[str, str]

    def __str__(self) -> str:
        return said(self.reason, self.facts)


@dataclass(frozen=True, slots=True)
class Pointed:
    """A sentence pointed out. `key` stays the same while its template passage and its reasons do."""

    sentence: Sentence
    doubts: tuple[Doubt, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """A doubt of the adoption itself, that goes along with the passage of the template it is about."""

    passage: str
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class Reading:
    """An adopted template and its text, composed in `scope`; `adopted_from` is that of the text it was made from."""

    composed: Composed
    template: str
    scope: Scope
    adopted_from: Scope
    figures: dict[str, Figure]


def pointed_out(reading: Reading, *, remembered: Sequence[Remembered] = (), values: Values | None = None) -> list[Pointed]:
    """The sentences that want a look; of the unit and period of the old text itself only what was remembered is. `values`
    stands in for the engine."""
    parts = sentences(reading.composed, reading.template)
    then, now = reading.adopted_from, reading.scope
    looking = None if (then.unit, then.period) == (now.unit, now.period) else _Looking.over(reading, parts, values)
    found = []
    for sentence in parts:
        own = reading.template[sentence.begin : sentence.stop]
        told = {str(known.doubt): known.doubt for known in remembered if own and known.passage == own}
        told |= {str(doubt): doubt for doubt in looking.doubts(sentence)} if looking else {}
        if told:
            found.append(Pointed(sentence, tuple(told.values()), _key(own or sentence.text, tuple(told.values()))))
    return found


def _key(passage: str, doubts: Sequence[Doubt]) -> str:
    told = "\n".join([passage, *sorted({doubt.reason.value for doubt in doubts})])
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True)
class _Looking:
    """One text being looked at: its numbers, which of them no figure says, and how its figures changed."""

    reading: Reading
    numbers: Sequence[Number]
    free: Sequence[bool]
    trends: dict[int, Trend]
    starts: Sequence[int]

    @classmethod
    def over(cls, reading: Reading, parts: Sequence[Sentence], values: Values | None) -> "_Looking":
        """The text's numbers found, and its trends asked for."""
        numbers = extract(reading.composed.text)
        free = uncovered(reading.composed, [(number.start, number.end) for number in numbers])
        trendy = [claim for part in parts if _RISE.search(part.text) or _DROP.search(part.text) for claim in part.claims]
        plain = [claim for claim in trendy if claim.says() is Say.NUMBER]
        known = trends(plain, unit=reading.scope.unit, figures=reading.figures, values=values)
        return cls(reading, numbers, free, known, [number.start for number in numbers])

    def doubts(self, sentence: Sentence) -> Iterator[Doubt]:
        """All that is doubtful in the sentence."""
        for claim in sentence.claims:
            yield from self._said(claim)
        within = slice(bisect_left(self.starts, sentence.start), bisect_left(self.starts, sentence.end))
        inside = list(zip(self.numbers[within], self.free[within], strict=True))
        for number, free in inside:
            yield from self._left(number, sentence) if free else self._named(number, sentence)
        works = list(self._works(sentence))
        awards = [number.surface for number, free in inside if free and number.type is Type.RANK]
        if awards and not works and not any(claim.says() is Say.TITLES for claim in sentence.claims):
            works = [Doubt(Reason.AWARD, {"surface": "、".join(awards)})]
        yield from works
        yield from self._trends(sentence)

    def _said(self, claim: Claim) -> Iterator[Doubt]:
        """A figure that says nothing, or can no longer be said in its form."""
        if not claim.value:
            yield Doubt(Reason.EMPTY, {"label": self._label(claim), "period": claim.period})
            return
        shown = example(claim.saying.like) if claim.says() is Say.NUMBER else None
        missed = shown is not None and shown.form in (Form.ABOVE, Form.BREAKING) and claim.value < shown.value
        if claim.fallen_back or missed:
            like = shown.text if shown else _of_form(claim)
            yield Doubt(Reason.FORM, {"like": like, "value": claim.surface if claim.fallen_back else grouped(claim.value)})

    def _left(self, number: Number, sentence: Sentence) -> Iterator[Doubt]:
        """A number that no figure says."""
        surface = {"surface": number.surface}
        if number.type in _STATED:
            yield Doubt(Reason.STALE, surface)
        elif number.type in (Type.ORDINAL, Type.ISSUE_NO):
            yield Doubt(Reason.ORDINAL, surface)
        elif number.type is Type.DATE and _OF_A_DAY.search(number.surface) and self._of_that_year(number.value):
            yield Doubt(Reason.DATE, surface)
        elif self._year_left(number, sentence):
            yield Doubt(Reason.YEAR, surface)

    def _year_left(self, number: Number, sentence: Sentence) -> bool:
        """Whether the text's own year stands there in digits of the template, and not as its {{ year }}."""
        year = str(self.reading.adopted_from.period.first.year)
        return year in number.surface and year in self.reading.template[sentence.begin : sentence.stop]

    def _of_that_year(self, value: str) -> bool:
        """Whether a date may be one of the text's own year: years of history stay what they are."""
        year = re.match(r"\d{4}", value)
        return year is None or int(year[0]) in (self.reading.adopted_from.period.first.year, self.reading.scope.period.first.year)

    def _named(self, number: Number, sentence: Sentence) -> Iterator[Doubt]:
        """A list of names before a figure that may count others now; figures one after the other are no such list."""
        before = sentence.text[: number.start - sentence.start]
        begin = sentence.start + max((found.start() for found in _CLAUSE.finditer(before)), default=0)
        figures = any(begin <= claim.start < number.start for claim in sentence.claims)
        if number.listed is not None and not figures:
            yield Doubt(Reason.NAMED, {"listed": str(number.listed), "value": number.surface})

    def _works(self, sentence: Sentence) -> Iterator[Doubt]:
        found = list(_WORK.finditer(sentence.text)) if _MADE.search(sentence.text) else []
        places = [(sentence.start + work.start(), sentence.start + work.end()) for work in found]
        free = uncovered(self.reading.composed, places)
        named = [work[0] for work, left in zip(found, free, strict=True) if left and not _NO_WORK.search(work[1])]
        if named:
            more = "…" if len(named) > SHOWN else ""
            yield Doubt(Reason.WORKS, {"works": "".join(named[:SHOWN]) + more})

    def _trends(self, sentence: Sentence) -> Iterator[Doubt]:
        """Growth said of a fall, or a fall of growth: in the clause of a figure, or one beside it that has no figure."""
        clauses = [found.span() for found in _CLAUSE.finditer(sentence.text)]
        places = [bisect_left(clauses, (claim.start - sentence.start + 1, 0)) - 1 for claim in sentence.claims]
        for claim, at in zip(sentence.claims, places, strict=True):
            trend = self.trends.get(claim.start)
            if trend is None:
                continue
            beside = (other for other in (at - 1, at, at + 1) if other == at or other not in places)
            words = "，".join(sentence.text[slice(*clauses[other])] for other in beside if 0 <= other < len(clauses))
            facts = {"label": str(trend.figure.label), "before": grouped(trend.before), "value": grouped(trend.value)}
            if _RISE.search(words) and trend.value < trend.before:
                yield Doubt(Reason.GROWTH, facts)
            elif _DROP.search(words) and trend.value > trend.before:
                yield Doubt(Reason.FALL, facts)

    def _label(self, claim: Claim) -> str:
        figure = self.reading.figures.get(claim.figure)
        return str(figure.label) if figure else claim.figure


def _of_form(claim: Claim) -> str:
    return {"over": "…余", "near": "近…", "about": "约…", "above": "超…", "breaking": "突破…"}.get(claim.saying.form.value, "")
