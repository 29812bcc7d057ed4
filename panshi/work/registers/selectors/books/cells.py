"""Cells as people write them, read as values: 2023年5月3日, 45049, “3,650场次”, 是, √; what cannot be meant is said in words."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from unicodedata import normalize

from panshi.kernel.numbers import from_chinese
from panshi.kernel.words import Words
from panshi.work.registers.selectors.books.fields import Field, FieldType
from panshi.work.registers.selectors.books.troubles import Guess, Trouble, trouble

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Read = Callable[[Cell], object]
"""A reader of one column's cells: a value, None for nothing written, a Guess or a Trouble."""

NOTHING = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "空", "n/a", "none"})
YES = frozenset({"是", "√", "✓", "✔", "☑", "对", "有", "y", "yes", "true", "1", "t"})
NO = frozenset({"否", "×", "✗", "✘", "x", "☐", "不是", "非", "没有", "无", "n", "no", "false", "0", "f"})
ROUGH = re.compile(r"[约余近超多几逾]|左右|以上|以下|不足|上下|突破|[~～≈<>≥≤+]|about|over|some", re.IGNORECASE)
_COUNTED = re.compile(r"第?\s*([+-]?\d[\d,]{0,24}(?:\.\d{1,9})?)\s*([^\d\s.,]{0,4})")
_DAY = re.compile(r"(?:(\d{4}|\d{2})\s*[年./\-]\s*)?(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*[日号]?")
_PLAIN_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CLOCK = re.compile(r"[\sT]*(?:上午|下午|晚上|早上|中午)?\s*\d{1,2}\s*[:时点]\s*(?:\d{1,2}分?)?(?::\d{1,2}(?:\.\d+)?)?\s*$")
_ASIDE = re.compile(
    r"(?:上午|下午|晚上|早上|中午|全天)(?!\s*\d)|[(（\[【].*?[)）\]】]|星期[一二三四五六日天]|周[一二三四五六日天]"
)
_NUMERAL = re.compile(r"[〇零一二三四五六七八九十百千两廿卅]+")
_SPAN = re.compile(r"\d\s*[日号月年]?\s*(?:至|到|~|～|—|–|－|-{2,})\s*\d")
EPOCH = date(1899, 12, 30)


def text_of(cell: Cell) -> str:
    """The cell as text in one line: 3.0 → 3, outer space and line breaks gone, everything else as written."""
    if isinstance(cell, str):
        return " ".join(cell.split()) if not cell.isprintable() else cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)


def plain(text: str) -> str:
    """Full-width digits and letters made half-width, case and outer space gone: for numbers, dates and choices."""
    return normalize("NFKC", text).strip().casefold()


def reader(field: Field, *, year: int | None) -> Read:
    """How cells of this field are read; units and people are looked up elsewhere."""
    match field.type:
        case FieldType.DATE:
            return lambda cell: read_day(cell, year=year)
        case FieldType.INTEGER:
            return lambda cell: read_integer(cell, negative=field.key != "quantity")
        case FieldType.BOOLEAN:
            return lambda cell: read_boolean(cell, field.label)
        case FieldType.CHOICE:
            return lambda cell: read_choice(cell, field.choices)
        case _:
            return lambda cell: read_text(cell, most=2000 if field.key == "note" else 300)


def read_text(cell: Cell, *, most: int) -> str | Trouble | None:
    """Text in one line; refuses a long one and what cannot be shown."""
    if cell.__class__ is str and len(cell) <= most and cell.isprintable():  # what nearly all are
        return cell.strip() or None
    text = text_of(cell)
    if len(text) > most:
        return trouble("有 {n} 字，最多 {most} 字。", "It has {n} characters, more than {most}.", n=len(text), most=most)
    if not text.isprintable():
        return trouble("含有不能显示的字符。", "It holds characters that cannot be shown.")
    return text or None


def read_integer(cell: Cell, *, negative: bool = False) -> int | Trouble | None:
    """A whole number, with a unit of count behind it or not; refuses rounded ones: a register takes exact numbers only."""
    if cell.__class__ is float and cell.is_integer() and 0 <= cell < 2**53:  # what nearly all are
        return int(cell)
    if isinstance(cell, bool | date | time | timedelta):
        return trouble(
            "“{text}”不是数；这一格要填整数。", "“{text}” is no number; a whole number belongs here.", text=text_of(cell)
        )
    text = plain(text_of(cell))
    return None if text in NOTHING else _counted(text, text_of(cell), negative)


def _counted(text: str, shown: str, negative: bool) -> int | Trouble:
    if ROUGH.search(text):
        return trouble(
            "“{text}”不是准确数字；台账只收准确数，请写出实际的数。",
            "“{text}” is not exact; a register takes exact numbers only.",
            text=shown,
        )
    if _NUMERAL.fullmatch(text):
        return from_chinese(text)
    found = _COUNTED.fullmatch(text.replace("，", ","))
    if not found or any(sign in found[2] for sign in "万亿千百%./:-"):
        return trouble(
            "“{text}”不是整数；请只写数字，如 3650。",
            "“{text}” is no whole number; write digits only, such as 3650.",
            text=shown,
        )
    return _whole(found[1].replace(",", ""), negative=negative, text=shown)


def _whole(digits: str, *, negative: bool, text: str) -> int | Trouble:
    value = float(digits) if "." in digits else int(digits)
    if value != int(value):
        return trouble("“{text}”有小数；这里只收整数。", "“{text}” has a fraction; whole numbers only.", text=text)
    if value < 0 and not negative:
        return trouble("“{text}”是负数；数量不能小于 0。", "“{text}” is negative; it cannot be under 0.", text=text)
    if abs(value) >= 2**53:
        return trouble("“{text}”太大了。", "“{text}” is too large.", text=text)
    return int(value)


def read_boolean(cell: Cell, label: Words) -> bool | Trouble | None:
    """是 or 否 in the ways people tick; the label itself means yes, “非” before it no."""
    text = plain(text_of(cell))
    if not text:
        return None
    if text in YES or text in (label.zh, label.en):
        return True
    if text in NO or text in NOTHING or text in ("非" + label.zh, "不" + label.zh, "未" + label.zh):
        return False
    return trouble(
        "“{text}”看不出是还是否；请写“是”或“否”。", "“{text}” is neither yes nor no; write 是 or 否.", text=text_of(cell)
    )


def read_choice(cell: Cell, choices: Mapping[str, Words]) -> object:
    """The key of the choice meant: by label or key, or by the only label that holds the text or stands in it."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 -- heavy: only where books are read

    text = plain(text_of(cell))
    if text in NOTHING:
        return None
    names = {plain(name): key for key, label in choices.items() for name in (label.zh, label.en, key)}
    if text in names:
        return names[text]
    held = {key for name, key in names.items() if len(text) > 1 and (name in text or text in name)}
    if len(held) == 1:
        [key] = held
        return Guess(
            key,
            trouble("“{text}”按“{meant}”理解。", "“{text}” is taken as “{meant}”.", stops=False, text=text, meant=choices[key]),
        )
    near = process.extract(text, list(names), scorer=fuzz.ratio, limit=1, score_cutoff=45)
    options = Words("、".join(each.zh for each in choices.values()), ", ".join(each.en for each in choices.values()))
    if near:
        return trouble(
            "“{text}”不在可选之列，是不是“{near}”？可选：{options}。",
            "“{text}” is none of the choices; is it “{near}”? Choose one of: {options}.",
            text=text_of(cell),
            near=choices[names[near[0][0]]],
            options=options,
        )
    return trouble(
        "“{text}”不在可选之列；可选：{options}。",
        "“{text}” is none of the choices: {options}.",
        text=text_of(cell),
        options=options,
    )


def read_day(cell: Cell, *, year: int | None) -> date | Trouble | None:
    """A day: a date cell, its Excel number, or text in the ways people write it; `year` stands in where none is written."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _numbered_day(cell)
    text = _ASIDE.sub("", plain(text_of(cell))).strip(" ,，。.")
    if text in NOTHING:
        return None
    if _SPAN.search(_CLOCK.sub("", text)):
        return trouble("“{text}”是一段时间；请只写一天。", "“{text}” is a span of days; write a single day.", text=text_of(cell))
    text = _CLOCK.sub("", text).strip()
    return _written_day(text, text_of(cell), year)


def _numbered_day(number: float) -> date | Trouble:
    """45049 → 2023-05-03 as Excel counts; 20230503 as it stands."""
    if 20_000 <= number < 80_000:
        return EPOCH + timedelta(days=int(number))
    if 10_000_000 <= number < 100_000_000 and number == int(number):
        whole = str(int(number))
        return _day(int(whole[:4]), int(whole[4:6]), int(whole[6:]), whole)
    return trouble(
        "“{text}”看不出是哪一天；请写成 2023-05-03 或 5月3日。",
        "“{text}” is no day; write 2023-05-03 or 5月3日.",
        text=text_of(number),
    )


def _written_day(text: str, shown: str, year: int | None) -> date | Trouble:
    digits = _NUMERAL.sub(lambda found: str(from_chinese(found[0])), text)
    found = _PLAIN_DAY.fullmatch(digits)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]), shown)
    if len(digits) < 12 and digits.replace(".", "").isdecimal() and digits.count(".") < 2 and "." not in digits[:3]:
        return _numbered_day(float(digits))
    found = _DAY.fullmatch(digits)
    if not found:
        return trouble(
            "“{text}”看不出是哪一天；请写成 2023-05-03 或 5月3日。", "“{text}” is no day; write 2023-05-03 or 5月3日.", text=shown
        )
    if found[1] is None and year is None:
        return trouble("“{text}”没有写年份。", "“{text}” says no year.", text=shown)
    in_year = int(found[1]) if found[1] else int(year or 0)
    return _day(in_year if in_year > 99 else 2000 + in_year, int(found[2]), int(found[3]), shown)


def _day(year: int, month: int, day: int, shown: str) -> date | Trouble:
    try:
        return date(year, month, day)
    except ValueError:
        return trouble(
            "“{text}”这一天不存在：{year} 年 {month} 月没有 {day} 日。",
            "“{text}” does not exist: month {month} of {year} has no day {day}.",
            text=shown,
            year=year,
            month=month,
            day=day,
        )
