"""Shares: 94.2%, 百分之九十, 三分之一, 一半, 翻一番."""

import re
from dataclasses import replace
from decimal import Decimal

from panshi.kernel.numbers import Form, plain
from panshi.reviews.checker.finding.dressing import dressed
from panshi.reviews.checker.finding.expressions import Expression, Shape
from panshi.reviews.checker.numerals import CHINESE, GAP, MIXED, TO, D, read
from panshi.reviews.checker.patterns import compiled

_SHARE = compiled(
    rf"(?P<head>{MIXED})(?:{TO.pattern}(?P<second>{MIXED}))?{GAP}(?P<sign>[%％‰])(?:{TO.pattern}(?P<third>{MIXED})[%％‰])?(?P<more>[多余])?"
)
_OF_HUNDRED = compiled(
    rf"(?P<of>[百千万])分之(?P<head>{CHINESE}|{MIXED})(?:[至到](?P<second>{CHINESE}|{MIXED}))?(?P<more>[多余])?"
)
_FRACTION = compiled(rf"(?P<below>{CHINESE})分之(?P<above>{CHINESE})|(?P<n>{D}{{1,3}})/(?P<d>{D}{{1,3}})(?![/\d])")
_DOUBLED = compiled(r"翻(?:了|近|了近)?$")
_PER_MANY = compiled(rf"{D}{{1,4}}(?:\.{D}{{1,2}})?/(?:10{{0,2}})?[万千](?![元吨人户亩])")
_EVEN = compiled(r"一半(?![天年个小夜])|半数|半(?=[，。、；的])")
_WHOLLY = compiled(r"百分百")


def doubled(text: str, at: int, floor: int) -> Expression | None:
    """翻一番, 翻了两番."""
    found = _DOUBLED.search(text[max(floor, at - 3) : at]) if text[at + 1 : at + 2] == "番" else None
    reading = read(text[at]) if found else None
    if found is None or reading is None:
        return None
    chinese = not text[at].isdigit()
    return Expression(at - len(found[0]), at + 2, at, Shape.SHARE, "番", reading.value, chinese=chinese)


def share(text: str, at: int, floor: int) -> Expression | None:
    """A percentage, a fraction or 一半."""
    if wholly := _WHOLLY.match(text, at):
        return Expression(at, wholly.end(), at, Shape.SHARE, "%", Decimal(100), chinese=True)
    if even := _EVEN.match(text, at):
        return dressed(text, Expression(at, even.end(), at, Shape.SHARE, "%", Decimal(50), chinese=True), floor)
    found = _SHARE.match(text, at) or _OF_HUNDRED.match(text, at)
    if found is None:
        return _fraction(text, at, floor)
    first = read(found["head"])
    last = found.groupdict().get("third") or found["second"]
    if first is None:
        return None
    per_mille = found.groupdict().get("sign") == "‰" or found.groupdict().get("of") == "千"
    upper = read(last) if last else None
    share = Expression(
        at, found.end(), at, Shape.SHARE, "‰" if per_mille else "%", first.value, upper.value if upper else None, first.step
    )
    if first.value == first.value.to_integral() and "." not in found["head"]:
        share = replace(share, step=Decimal(1))
    if found["more"]:
        share = replace(share, form=Form.OVER, step=max(share.step, first.step))
    return dressed(text, share, floor)


def _alone_in_brackets(text: str, found: re.Match[str]) -> bool:
    return text[max(0, found.start() - 1) : found.start()] in ("(", "（") and text[found.end() : found.end() + 1] in (")", "）")


def _fraction(text: str, at: int, floor: int) -> Expression | None:
    if per := _PER_MANY.match(text, at):
        return Expression(at, per.end(), at, Shape.SHARE, "/万", text_value=per[0])
    found = _FRACTION.match(text, at)
    if found is None:
        return None
    if _alone_in_brackets(text, found) and found["d"] and 12 < int(found["d"]) <= 31 and 0 < int(found["n"]) <= 12:
        day = f"{int(found['n']):02}-{int(found['d']):02}"
        return Expression(at, found.end(), at, Shape.DATE, "日", text_value=day)
    above, below = read(found["above"] or found["n"]), read(found["below"] or found["d"])
    if above is None or below is None or not 0 < above.value < below.value:
        return None
    value = f"{plain(above.value)}/{plain(below.value)}"
    return dressed(text, Expression(at, found.end(), at, Shape.SHARE, "", text_value=value), floor)
