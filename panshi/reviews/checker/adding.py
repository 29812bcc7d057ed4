"""Wholes and their parts: 共25件：A 12件、B 8件、C 5件; 1882篇，其中头版头条10篇; A 12件、B 8件，共20件.

Parts that claim to be all must add up to the whole; parts behind 其中 must each be no more than it. Numbers said with 余 or 近
stand for all they may mean, so only sums that cannot be true are called wrong.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from panshi.kernel.numbers import Form
from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.finding import Expression
from panshi.reviews.checker.measures import fit
from panshi.reviews.checker.patterns import compiled
from panshi.reviews.checker.sorting import Type

_STOP = compiled(r"[。！？!?\n]|[.] ")
_WEAK_STOP = compiled(r"[；;]")
_PART_STOP = compiled(r"[；;。！？!?\n]|[.] ")
_AMONG = compiled(r"其中")
_REST = compiled(r"其余|其他|剩余|余下|剩下")
_INTRODUCED = compiled(
    r"[^，,。.；;：:（()）\n、]{0,14}?(?P<lead>[：:]|\s?=|[，,]?(?:分别(?:是|为|有)|分为|即|由)|[（(](?![上去]年)|[，,（(]?(?P<weak>包括|包含|涵盖|含))(?!其中)"
)
_COMPOSED = compiled(r"(?:组成|构成|合计而成)")
_SUMMED = compiled(r"(?:共计|合计|总计|累计|一共|总共|总数为?|总数达|[三四五两]项合计|共|总计为|合计为|合计达)[：:]?$")
_SUMMING_SURFACE = compiled(r"^(?:累计|共计|合计|总计|共)")
_LISTED = compiled(r"^[、，,；;和及与\s]|^以及")
_OPEN = compiled(r"^[^，。；、]{0,8}等")
PARTS_MOST = 20
REACH = 40


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole and its parts, by their places. `all` says that the parts claim to be the whole; else each is only part of it.
    `loosely` marks parts brought in by 包括 or 含, which may name some only.
    """

    whole: int
    parts: tuple[int, ...]
    all: bool = True
    loosely: bool = False


Span = tuple[Decimal, Decimal]


def span(said: Expression) -> Span | None:
    """The least and the most that a number may mean; None when it says none."""
    if said.value is None:
        return None
    value, step = said.value, said.step
    if said.upper is not None or said.under:
        return (value, said.upper) if said.upper is not None else (Decimal(0), value)
    match said.form:
        case Form.OVER:
            most = value, value + step
        case Form.NEAR:
            most = value * 9 / 10, value
        case Form.ABOVE | Form.BREAKING:
            most = value, value * 2
        case Form.ABOUT:
            most = value * 9 / 10, value * 11 / 10
        case _:
            cut = value != value.to_integral() or (value >= 10_000 and step >= 100)
            most = (value - step / 2, value + step / 2) if cut else (value, value)
    return most


def sums(text: str, claims: Sequence[Claim]) -> list[Sum]:
    """Every whole with its parts."""
    found: list[Sum] = []
    for index, claim in enumerate(claims):
        if not _adds(claim):
            continue
        for read in (_introduced, _summed, _among):
            if said := read(text, claims, index):
                found.append(said)
                break
    return found


def wholes(text: str, claims: Sequence[Claim]) -> dict[int, int]:
    """For each part the place of its whole."""
    return {part: said.whole for said in sums(text, claims) for part in said.parts}


def contradiction(said: Sum, claims: Sequence[Claim]) -> tuple[Span, Span] | None:
    """The span of the whole and of the parts' sum (of the part that is too large) when both cannot be true; else None."""
    whole = span(claims[said.whole].expression)
    parts = [span(claims[part].expression) for part in said.parts]
    assert whole is not None, claims[said.whole].surface
    if not said.all:
        return next(((whole, part) for part in parts if part and part[0] > whole[1]), None)
    total = sum(part[0] for part in parts if part), sum(part[1] for part in parts if part)
    above, below = Decimal(total[0]) > whole[1], Decimal(total[1]) < whole[0]
    if above or (below and not (said.loosely and len(parts) < 3)):
        return whole, (Decimal(total[0]), Decimal(total[1]))
    return None


def _adds(claim: Claim) -> bool:
    return _quantity(claim) and bool(claim.unit)


def _quantity(claim: Claim) -> bool:
    quantity = claim.type in (Type.COUNT, Type.PEOPLE, Type.SUM) and claim.level and not claim.earlier
    return quantity and claim.expression.value is not None


def _introduced(text: str, claims: Sequence[Claim], index: int) -> Sum | None:
    """25件：A 12件、B 13件; 25件（A 12件、B 13件）; 25件，分别为…; 25件，包括…."""
    whole = claims[index]
    lead = _INTRODUCED.match(text, whole.end, whole.end + REACH)
    if lead is None or index + 1 >= len(claims) or claims[index + 1].start < lead.end():
        return None
    bracket = lead["lead"].strip("，,") in ("（", "(")
    end = _end(text, lead.end(), bracket=bracket or text[lead.start("lead")] in "（(")
    composed = lead["lead"].endswith("由")
    if composed and not _COMPOSED.search(text, lead.end(), end):
        return None
    parts, closed = _gathered(text, claims, index, lead.end(), end)
    exact = all(claims[part].unit == whole.unit for part in parts)
    bare = not any(claims[part].unit for part in parts) and lead["lead"].strip() in ("：", ":", "=")
    if not bare and not all(claims[part].unit for part in parts):
        return None
    if any(claims[part].unit != whole.unit and not _holds(whole, claims[part]) for part in parts):
        return None
    if len(parts) < 2 or not closed or (lead["weak"] and not exact):
        return None
    return Sum(index, parts, loosely=bool(lead["weak"]))


def _holds(whole: Claim, part: Claim) -> bool:
    """Whether the whole is no less than the part: of more in another measure it is no whole."""
    values = whole.expression.value, part.expression.value
    return values[0] is not None and values[1] is not None and values[1] <= values[0]


def _end(text: str, begin: int, *, bracket: bool) -> int:
    found = re.compile(r"[）)]" if bracket else r"[。！？\n]").search(text, begin, begin + 400)
    return found.start() if found else min(len(text), begin + 400)


def _gathered(text: str, claims: Sequence[Claim], index: int, begin: int, end: int) -> tuple[tuple[int, ...], bool]:
    """The parts between `begin` and `end`, and whether they are told as all: no 其中, 等 or other matter among them."""
    parts: list[int] = []
    position, whole = begin, claims[index]
    for other in range(index + 1, min(len(claims), index + 1 + PARTS_MOST * 2)):
        claim = claims[other]
        if claim.start >= end:
            break
        between = text[position : claim.start]
        if len(parts) > 1 and _WEAK_STOP.search(between) and not _WEAK_STOP.search(text, begin, position):
            break
        if _AMONG.search(between) or _SUMMED.search(between):
            break
        bare = not claim.unit and _quantity(claim)
        if not _adds(claim) and not bare:
            continue
        if (not bare and fit(claim.unit, whole.unit) == 0) or (parts and not _LISTED.match(between)):
            if parts and not between.strip("（( "):
                continue
            if parts and claim.unit != whole.unit and not _WEAK_STOP.search(between):
                continue
            break
        parts.append(other)
        position = claim.end + len(claim.after)
        if _OPEN.match(claim.after):
            return (), False
    return tuple(parts), True


def _summed(text: str, claims: Sequence[Claim], index: int) -> Sum | None:
    """A 12件、B 8件、C 5件，共25件: what stands before in the sentence in the very same measure."""
    whole = claims[index]
    if not (_SUMMED.search(text[max(0, whole.start - 8) : whole.start]) or _SUMMING_SURFACE.match(whole.surface)):
        return None
    own = re.split(r"[，,：:]", whole.before)[-1]
    if len(re.sub(r"[^\u4e00-\u9fff]", "", _SUMMED.sub("", own))) > 0:
        return None
    parts: list[int] = []
    position = whole.start
    for other in range(index - 1, max(-1, index - 1 - PARTS_MOST), -1):
        claim = claims[other]
        if claim.unit != whole.unit or not _adds(claim) or _STOP.search(text, claim.end, position):
            break
        if len(re.split(r"[，,；;、]", text[claim.end : position])) > 2:
            break
        parts.insert(0, other)
        position = claim.start
    return Sum(index, tuple(parts)) if len(parts) > 1 else None


def _among(text: str, claims: Sequence[Claim], index: int) -> Sum | None:
    """1882篇，其中头版头条10篇、中央媒体214篇: each is part of it; with 其余 they are all."""
    whole = claims[index]
    among = _AMONG.search(text, whole.end, whole.end + REACH)
    if among is None or _STOP.search(text, whole.end, among.start()):
        return None
    if any(
        _adds(other) and other.start < among.start() and fit(other.unit, whole.unit) for other in claims[index + 1 : index + 3]
    ):
        return None
    parts: list[int] = []
    end = _PART_STOP.search(text, among.end(), among.end() + 200)
    stop = end.start() if end else min(len(text), among.end() + 200)
    rest = False
    for other in range(index + 1, min(len(claims), index + PARTS_MOST)):
        claim = claims[other]
        if claim.start >= stop:
            break
        if claim.start < among.end() or not _adds(claim) or claim.unit != whole.unit:
            continue
        parts.append(other)
        rest = rest or bool(_REST.search(claim.before))
    return Sum(index, tuple(parts), all=rest and len(parts) > 1) if parts else None
