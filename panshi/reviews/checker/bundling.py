"""Gives each statistic its surroundings: subject, section, the works and lists it sums up, the year it speaks of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.finding import Expression, find
from panshi.reviews.checker.layout import Layout
from panshi.reviews.checker.lexicon import COMPARING, VERBS, either, words
from panshi.reviews.checker.sorting import Type, sort

_AFTER_END = re.compile(r"[，,。；;：:、！？!?\n（）()\t]")
_WORK = re.compile(r"《([^《》\n]{1,80})》")
_NEXT_WORK = re.compile(r"[、和]?《([^《》\n]{1,80})》")
_WORKS_LEAD = re.compile(r"的?(?:作品)?(?:分别是|分别为|有|为|是)?[：:]?")
_VERB = re.compile(rf"(?:{either(VERBS)})+")
_COMPARED = re.compile(rf"(?:{either(COMPARING)})[^，。；,;]{{0,8}}$")
_LEADING = re.compile(r"^[了的\s个余]+")
_HAN_OR_LATIN = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_NOUN = re.compile(r"[\u4e00-\u9fff]{2}")
_ENCLOSED = re.compile(r"“[^”]*”|《[^》]*》|（[^）]*）|\([^)]*\)")
_JOINED = re.compile(r"[\u4e00-\u9fff名](?:和|及|以及|与)[\u4e00-\u9fff名]")
_ETC = re.compile(r"等(?:共|共计)?$")
_OF_LISTS = words("支 个 项 家 大 类 种 部 所 座 部门 单位 方面")
_OF_LISTS_WITH_ETC = (*_OF_LISTS, *words("名 人 位 件 篇 场"))
_DAY = re.compile(r"\d\d-\d\d")
_YEAR = re.compile(r"\d{4}(?:-\d\d){0,2}")
_WINDOW = 240


@dataclass(frozen=True, slots=True)
class _Part:
    """A sorted expression and the year its sentence names before it."""

    expression: Expression
    type: Type
    year: int | None = None


def extract(text: str) -> tuple[Claim, ...]:
    """Every number of the text, typed, with its surroundings, in order."""
    layout = Layout(text)
    parts = []
    for found in find(text):
        expression, kind = sort(text, found, in_title=layout.in_title(found.start))
        parts.append(_Part(expression, kind))
    parts = _with_years(layout, parts)
    claims: list[Claim] = []
    for index in range(len(parts)):
        claims.append(_claim(text, layout, parts, index, claims[-1] if claims else None))
    return tuple(claims)


def _with_years(layout: Layout, parts: list[_Part]) -> list[_Part]:
    """Months and days without a year take the year named last; statistics the one named before them in their sentence."""
    year, said_until, dated = "", 0, []
    for part in parts:
        value, expression = part.expression.stated, part.expression
        if part.type is not Type.DATE:
            speaks = part.type.statistic and year and expression.start < said_until
            dated.append(replace(part, year=int(year)) if speaks else part)
            continue
        if _DAY.match(value) and year:
            expression = replace(expression, text_value="/".join(f"{year}-{day}" for day in value.split("/")))
        elif _YEAR.fullmatch(value) and not layout.enclosed(expression.start):
            year, said_until = value[:4], layout.sentence(expression.start, expression.end)[1]
        dated.append(_Part(expression, part.type))
    return dated


def _claim(text: str, layout: Layout, parts: Sequence[_Part], index: int, previous: Claim | None) -> Claim:
    expression, kind, year = parts[index].expression, parts[index].type, parts[index].year
    claim = Claim(expression, text[expression.start : expression.end], kind)
    if not kind.statistic:
        return claim
    before, after = _before(text, layout, parts, index), _after(text, parts, index)
    if previous is not None and previous.type.statistic and previous.end >= expression.start - 1:
        before = previous.before
    begin, stop = layout.sentence(expression.start, expression.end)
    claim = replace(
        claim,
        before=before,
        after=after,
        subject=_subject(before, after, expression),
        sentence=text[max(begin, expression.start - _WINDOW) : min(stop, expression.end + _WINDOW)].strip(),
        section=layout.section(expression.start),
        lead=text[max(begin, expression.start - _WINDOW) : expression.start],
        year=year,
        compared=bool(_COMPARED.search(text[max(0, expression.start - 14) : expression.start])),
    )
    if kind is Type.RANK:
        return _awarded(text, layout, parts, index, claim)
    return replace(claim, listed=_listed(text, layout, parts, index, after)) if kind in (Type.COUNT, Type.PEOPLE) else claim


def _before(text: str, layout: Layout, parts: Sequence[_Part], index: int) -> str:
    """The words between the last boundary or statistic and the number; the clause before that when there are none."""
    start = parts[index].expression.start
    floor = max(0, start - _WINDOW)
    for part in reversed(parts[max(0, index - 12) : index]):
        if part.type.statistic:
            floor = max(floor, part.expression.end)
            break
    begin = layout.clause(start, floor)
    if not _HAN_OR_LATIN.search(text, begin, start) and begin > floor:
        begin = layout.clause(begin - 1, floor)
    return text[begin:start].strip("、 ")


def _after(text: str, parts: Sequence[_Part], index: int) -> str:
    end = parts[index].expression.end
    limit = min(len(text), end + 30)
    for part in parts[index + 1 : index + 6]:
        if part.type.statistic:
            limit = min(limit, part.expression.start)
            break
    stop = _AFTER_END.search(text, end, limit)
    return text[end : stop.start() if stop else max(end, limit)]


def _subject(before: str, after: str, expression: Expression) -> str:
    behind = _LEADING.sub("", after)
    if behind and _HAN_OR_LATIN.match(behind) and expression.unit:
        return behind
    pieces = _VERB.split(before)
    return next((piece for piece in reversed(pieces) if len(piece.strip("“”《》、 ")) > 1), before).strip("“”、 的")


def _awarded(text: str, layout: Layout, parts: Sequence[_Part], index: int, claim: Claim) -> Claim:
    """A prize with the works that won it: the titles of its clause, or the number written beside it."""
    floor = parts[index - 1].expression.end if index and parts[index - 1].type is Type.RANK else max(0, claim.start - _WINDOW)
    begin = layout.titled_clause(claim.start, floor)
    works = tuple(work[1] for work in _WORK.finditer(text, begin, claim.start)) or tuple(_titles_behind(text, claim.end))
    if works:
        return replace(claim, works=works, counted=Decimal(len(works)))
    for part in (*parts[index + 1 : index + 2], *parts[max(0, index - 1) : index]):
        near = claim.end <= part.expression.start <= claim.end + 2 or begin <= part.expression.start < claim.start
        if near and part.type in (Type.COUNT, Type.PEOPLE) and part.expression.upper is None:
            return replace(claim, counted=part.expression.value)
    return claim


def _titles_behind(text: str, end: int) -> Iterator[str]:
    """The titles that follow a prize at once: 二等奖：《甲》《乙》; 获三等奖的有《丙》."""
    lead = _WORKS_LEAD.match(text, end)
    position = lead.end() if lead else end
    while work := _NEXT_WORK.match(text, position):
        yield work[1]
        position = work.end()


def _listed(text: str, layout: Layout, parts: Sequence[_Part], index: int, after: str) -> int | None:
    """How many things the list right before the number names: 文艺、书画、宣讲等8支小分队 names three."""
    expression = parts[index].expression
    floor = max(0, expression.start - _WINDOW)
    if index and parts[index - 1].type.statistic:
        floor = max(floor, parts[index - 1].expression.end)
    segment = text[layout.enumeration(expression.start, floor) : expression.start]
    ended = _ETC.search(segment)
    appositive = expression.unit in _OF_LISTS and _NOUN.match(after)
    if "、" not in segment or not (appositive or (ended and expression.unit in _OF_LISTS_WITH_ETC)):
        return None
    flat = _ENCLOSED.sub("名", _ETC.sub("", segment))
    return flat.count("、") + 1 + bool(_JOINED.search(flat.rpartition("、")[2])) if "、" in flat else None
