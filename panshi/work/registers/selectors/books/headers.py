"""Where a sheet's headers stand and what each column holds: by label, by what the unit called it before, by likeness."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from unicodedata import normalize

from panshi.work.registers.selectors.books.cells import Cell, text_of
from panshi.work.registers.selectors.books.fields import IGNORED, REASON, SERIAL, Field, FieldType, Form
from panshi.work.registers.selectors.books.opening import Table

LOOKED_AT = 30  # rows among which the headers are sought
COLUMNS_MAX = 200
SHOWN = 3
NEAR = 78  # of 100: “活动 主题” is like “活动主题”, “时长” is not like “时间”
_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]|[\s*＊:：/_·、.。]+")


@dataclass(frozen=True, slots=True)
class Heads:
    """`row` is the last row of the headers, from 1 (0: none found); `texts` what stands over each column; `columns` what
    each was matched to, by its place from 0; `sure`: nothing was guessed and nothing needed is missing; `shown`: what the
    first rows below say, by column.
    """

    row: int
    texts: tuple[str, ...]
    columns: Mapping[int, str]
    sure: bool
    shown: tuple[tuple[str, ...], ...] = ()


def find(table: Table, form: Form, *, known: Mapping[str, str]) -> Heads:
    """The best row of headers among the first: the one that names the most fields; of two rows merged, both together.

    `known` are the unit's own headers: header → field ("" for a column to be left out).
    """
    first = [(number, list(row[:COLUMNS_MAX])) for number, row in islice(table.rows, LOOKED_AT)]
    spread = _spread(first, table)
    best, best_score = Heads(0, (), {}, False), 1.5
    for place, (number, row) in enumerate(spread):
        candidates = [_texts(row)]
        if place:
            candidates.append(_joined(_texts(spread[place - 1][1]), _texts(row)))
        for texts in candidates:
            matched, score = match(texts, form, known=known)
            if score > best_score:
                best = Heads(number, tuple(texts), matched, _sure(matched, texts, form, known))
                best_score = score
    if not best.row:  # shown as it stands, so that somebody can point at the headers
        best = Heads(0, tuple("" for _cell in max((row for _number, row in spread), key=len, default=[])), {}, False)
    return replace(best, shown=_shown([row for number, row in spread if number > best.row], len(best.texts)))


def at(table: Table, form: Form, *, row: int, known: Mapping[str, str]) -> Heads:
    """The headers in the row somebody pointed at."""
    first = [(number, list(cells[:COLUMNS_MAX])) for number, cells in islice(table.rows, row + SHOWN)]
    spread = _spread(first, table)
    texts = next((_texts(cells) for number, cells in spread if number == row), [])
    matched, _score = match(texts, form, known=known)
    below = [cells for number, cells in spread if number > row]
    return Heads(row, tuple(texts), matched, _sure(matched, texts, form, known), _shown(below, len(texts)))


def match(texts: Sequence[str], form: Form, *, known: Mapping[str, str]) -> tuple[dict[int, str], float]:
    """(what each column holds, how well): sure names count 1, likenesses half; each field is given once."""
    found: dict[int, str] = {}
    score = 0.0
    names = _names(form)
    fields = {field.key for field in form.fields}
    for exactly in (known.get, lambda text: _single(names.get(bare(text), ()), found.values())):
        for place, text in enumerate(texts):
            key = exactly(text) if text and place not in found else None
            if key is not None and (key == IGNORED or (key in fields and key not in found.values())):
                found[place] = key
                score += 1 if key else 0
    for place, text in enumerate(texts):
        if text and place not in found and (key := _alike(text, form, set(found.values()))):
            found[place] = key
            score += 0.5
    return found, score


def missing(columns: Mapping[int, str], form: Form) -> list[Field]:
    """The fields a book of this form cannot do without and no column holds."""
    held = set(columns.values())
    lacking = [field for field in form.fields if field.required and field.key not in held]
    if form.kind and form.kind.people and not held & {"people", "numbers"}:
        lacking.append(form.field("people"))
    return lacking


def bare(text: str) -> str:
    """A header without stars, brackets, spaces and marks, half-width and in small letters: 活动主题*（必填） → 活动主题."""
    return _ASIDE.sub("", normalize("NFKC", text)).casefold()


def _shown(rows: list[list[Cell]], width: int) -> tuple[tuple[str, ...], ...]:
    """What the first rows with anything in them say, by column."""
    filled = [texts for texts in map(_texts, rows) if any(texts)][:SHOWN]
    return tuple(tuple(texts[place][:40] if place < len(texts) else "" for texts in filled) for place in range(width))


def _texts(row: Sequence[Cell]) -> list[str]:
    return [text_of(cell) for cell in row]


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two rows of headers as one: the lower where it says something, else the upper that reaches down to it."""
    width = max(len(upper), len(lower))
    pairs = zip([*upper, *[""] * (width - len(upper))], [*lower, *[""] * (width - len(lower))], strict=True)
    return [low or high for high, low in pairs]


def _spread(rows: list[tuple[int, list[Cell]]], table: Table) -> list[tuple[int, list[Cell]]]:
    """The rows with merged headers standing once, in their first column and lowest row."""
    for top, left, bottom, right in table.merged:
        if top < bottom < len(rows) and left == right and left < len(rows[bottom][1]):
            cells = rows[top][1]
            rows[bottom][1][left] = rows[bottom][1][left] or (cells[left] if left < len(cells) else "")
    return rows


def _names(form: Form) -> dict[str, tuple[str, ...]]:
    """Every name → the fields it may mean, labels before aliases; names of columns that are never read → ignored."""
    found: dict[str, tuple[str, ...]] = {bare(name): (IGNORED,) for name in (*SERIAL, REASON.zh, REASON.en)}
    for field in form.fields:
        for name in field.aliases:
            found[bare(name)] = (*(key for key in found.get(bare(name), ()) if key), field.key)
    for field in form.fields:
        for name in (field.label.zh, field.label.en, field.key, field.key.removeprefix("dim_")):
            found[bare(name)] = (field.key,)
    return found


def _single(keys: Sequence[str], taken: object) -> str | None:
    """The one field a name means, of those not given yet; None where it may mean several."""
    if not keys:
        return None
    free = [key for key in keys if key == IGNORED or key not in set(taken)]  # type: ignore[call-overload]  # values of a dict
    return free[0] if len(free) == 1 else None


def _alike(text: str, form: Form, taken: set[str]) -> str | None:
    from rapidfuzz import fuzz  # noqa: PLC0415 -- heavy: only where books are read

    asked = bare(text)
    if len(asked) < 2 or len(asked) > 20:
        return None
    best, best_score = None, float(NEAR)
    for field in form.fields:
        if field.key in taken:
            continue
        for name in (field.label.zh, field.label.en, *field.aliases):
            plain = bare(name)
            score = 90.0 if len(plain) > 1 and (plain in asked) else fuzz.ratio(asked, plain)
            if field.type is FieldType.DATE and score < 90 and "日期" not in asked and "时间" not in asked:
                continue
            if score > best_score:
                best, best_score = field.key, score
    return best


def _sure(matched: Mapping[int, str], texts: Sequence[str], form: Form, known: Mapping[str, str]) -> bool:
    """Whether every field needed was named outright, and no column was left over that might be something."""
    names = _names(form)
    outright = all(known.get(texts[place]) is not None or bare(texts[place]) in names for place in matched)
    return outright and not missing(matched, form)
