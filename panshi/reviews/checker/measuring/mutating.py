"""True numbers made wrong in the ways people get them wrong: each a text with one number changed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from panshi.kernel.numbers import plain
from panshi.reviews.checker.measuring.marked import Mark, Marked

_DIGITS = re.compile(r"[0-9]+")
_MORE = re.compile(r"[余多]")
_LIST = re.compile(r"[^，。；：、\n《》“”（）]{1,12}、(?=[^，。；：\n]{0,80}$)")
_LIST_ENDED = re.compile(r"等$")


@dataclass(frozen=True, slots=True)
class Mutation:
    """`text` is the original with the numeral at `start` now reading `surface`; `slip` names how it went wrong."""

    slip: str
    text: str
    start: int
    surface: str


def mutations(marked: Marked, mark: Mark, *, last_year: Decimal | None, elsewhere: Decimal | None) -> Iterator[Mutation]:
    """Every slip this number allows; `last_year` and `elsewhere` are what its figure was then, and is in another unit."""
    for slip, make in _SLIPS.items():
        said = make(mark.surface)
        if said and said != mark.surface:
            yield _changed(marked, mark, slip, said)
    for slip, other in (("wrong period", last_year), ("wrong unit", elsewhere)):
        said = _of(mark, other)
        if said:
            yield _changed(marked, mark, slip, said)
    if shorter := _short_list(marked.text, mark):
        cut = len(marked.text) - len(shorter)
        yield Mutation("short list", shorter, mark.start - cut, mark.surface)


def _changed(marked: Marked, mark: Mark, slip: str, said: str) -> Mutation:
    text = marked.text[: mark.start] + said + marked.text[mark.end :]
    return Mutation(slip, text, mark.start, said)


def _digit_changed(surface: str) -> str:
    """The first digit raised by two; past nine it falls, unless 超 or 突破 would make that true: 1882 → 3882, 9.1 → 3.1."""
    found = re.search(r"[0-9]", surface)
    if found is None or (found[0] in "789" and re.search("超|突破|逾|以上|至少", surface)):
        return ""
    raised = (int(found[0]) + 1) % 9 + 1
    return surface[: found.start()] + str(raised) + surface[found.end() :]


def _digits_swapped(surface: str) -> str:
    """Two neighbouring digits that differ change places: 1882 → 8182."""
    found = _DIGITS.search(surface)
    digits = found[0] if found else ""
    for place in range(len(digits) - 1):
        if digits[place] != digits[place + 1] and not (place == 0 and digits[1] == "0"):
            swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
            return surface.replace(digits, swapped, 1)
    return ""


def _scale_slipped(surface: str) -> str:
    """万 for 亿, 亿 for 万, or a 万 too many: 26万余 → 26亿余, 1882篇 → 1882万篇."""
    if "万" in surface or "亿" in surface:
        return surface.translate(str.maketrans("万亿", "亿万"))
    if re.search(r"[%％‰]", surface):
        return ""
    return _DIGITS.sub(lambda found: f"{found[0]}万", surface, count=1) if _DIGITS.search(surface) else ""


def _form_misused(surface: str) -> str:
    """余 becomes 近, and 近 becomes 余: 60余场 → 近60场, 近500 → 500余."""
    if surface.startswith("近") and (found := _DIGITS.search(surface)):
        return f"{surface[1 : found.end()]}余{surface[found.end() :]}"
    return f"近{_MORE.sub('', surface, count=1)}" if re.match(r"[0-9]+万?[余多]", surface) else ""


def _more_said(surface: str) -> str:
    """An exact round number said as 余: 150 → 150余."""
    found = re.fullmatch(r"([0-9]*0)(\D*)", surface)
    return f"{found[1]}余{found[2]}" if found and not re.search(r"[余多%％万亿+]", surface) else ""


_SLIPS: dict[str, Callable[[str], str]] = {
    "digit changed": _digit_changed,
    "digits swapped": _digits_swapped,
    "scale slipped": _scale_slipped,
    "余 and 近 confused": _form_misused,
    "余 of the exact number": _more_said,
}


def _of(mark: Mark, other: Decimal | None) -> str:
    """The number as it would be written of another period or unit; "" where that says nothing wrong."""
    digits = _DIGITS.fullmatch(mark.surface[: len(mark.value)])
    exact = digits is not None and digits[0] == mark.value and not re.search(r"[余多近约超万亿]", mark.surface)
    return (
        mark.surface.replace(mark.value, plain(other), 1) if exact and other is not None and other != Decimal(mark.value) else ""
    )


def _short_list(text: str, mark: Mark) -> str:
    """The text with the first member of the closed list before the number left out."""
    before = text[max(0, mark.start - 100) : mark.start]
    if not _LIST_ENDED.search(before):
        return ""
    listed = _LIST.search(before)
    if listed is None:
        return ""
    at = mark.start - len(before) + listed.start()
    return text[:at] + text[at + len(listed[0]) :]
