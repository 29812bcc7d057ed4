"""Cells as people write them, and what is said of those that cannot be meant."""

from datetime import date, datetime

import pytest

from panshi.kernel.words import Words
from panshi.work.registers.selectors.books.cells import read_boolean, read_choice, read_day, read_integer, read_text
from panshi.work.registers.selectors.books.troubles import Guess, Trouble

MAY = date(2023, 5, 3)
TIERS = {"central": Words("中央", "central"), "provincial": Words("省级", "provincial"), "municipal": Words("市级", "municipal")}


@pytest.mark.parametrize(
    "cell",
    [
        "2023年5月3日", "2023.5.3", "2023-05-03", "2023/5/3", "２０２３年５月３日", "5月3日", "5月3号", "5.3", "05-03", "23.5.3",
        "20230503",
        20230503, 45049, 45049.0, "45049", date(2023, 5, 3),
        datetime(2023, 5, 3, 14, 30),  # noqa: DTZ001 -- a cell knows no zone
        "2023年5月3日 14:30", "2023-05-03 09:00:00",
        "2023年5月3日（星期三）", "5月3日上午", "二〇二三年五月三日",
        "五月三日", " 2023 年 5 月 3 日 ", "2023年5月3日下午3点",
    ],
)  # fmt: skip
def test_a_day_is_understood_however_it_is_written(cell: object) -> None:
    assert read_day(cell, year=2023) == MAY


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("2023年2月31日", "“2023年2月31日”这一天不存在：2023 年 2 月没有 31 日。"),
        ("2023年13月1日", "“2023年13月1日”这一天不存在：2023 年 13 月没有 1 日。"),
        ("2023年5月3日至5日", "“2023年5月3日至5日”是一段时间；请只写一天。"),
        ("5.3~5.5", "“5.3~5.5”是一段时间；请只写一天。"),
        ("明年", "“明年”看不出是哪一天；请写成 2023-05-03 或 5月3日。"),
        (5.3, "“5.3”看不出是哪一天；请写成 2023-05-03 或 5月3日。"),
        (float("nan"), "“nan”看不出是哪一天；请写成 2023-05-03 或 5月3日。"),
        ("1" * 400, f"“{'1' * 200}”看不出是哪一天；请写成 2023-05-03 或 5月3日。"),
        ("2023年5月", "“2023年5月”看不出是哪一天；请写成 2023-05-03 或 5月3日。"),
    ],
)
def test_a_day_that_cannot_be_meant_says_why(cell: object, words: str) -> None:
    assert read_day(cell, year=2023).zh == words


def test_a_day_without_a_year_takes_the_year_chosen_and_asks_where_none_was() -> None:
    assert read_day("5月3日", year=2022) == date(2022, 5, 3)
    assert read_day("5月3日", year=None).zh == "“5月3日”没有写年份。"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (3650, 3650), (3650.0, 3650), ("3,650", 3650), ("３，６５０", 3650), ("3650场次", 3650), ("第3届", 3), ("三十", 30),
        ("0", 0), ("12 人次", 12), ("", None), ("—", None), ("无", None), ("3.0", 3),
    ],
)  # fmt: skip
def test_a_number_is_read_with_its_separators_and_its_unit(cell: object, value: int | None) -> None:
    assert read_integer(cell) == value


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("约60", "“约60”不是准确数字；台账只收准确数，请写出实际的数。"),
        ("60余", "“60余”不是准确数字；台账只收准确数，请写出实际的数。"),
        ("近500人", "“近500人”不是准确数字；台账只收准确数，请写出实际的数。"),
        ("1.5万", "“1.5万”不是整数；请只写数字，如 3650。"),
        ("3.5", "“3.5”有小数；这里只收整数。"),
        (3.5, "“3.5”有小数；这里只收整数。"),
        (-3, "“-3”是负数；数量不能小于 0。"),
        ("-3", "“-3”是负数；数量不能小于 0。"),
        ("三场和两场", "“三场和两场”不是整数；请只写数字，如 3650。"),
        ("99999999999999999", "“99999999999999999”太大了。"),
        ("9" * 5000, f"“{'9' * 200}”不是整数；请只写数字，如 3650。"),
        (True, "“是”不是数；这一格要填整数。"),
    ],
)
def test_a_number_that_is_not_exact_and_whole_says_why(cell: object, words: str) -> None:
    assert read_integer(cell).zh == words


@pytest.mark.parametrize(
    ("cell", "value"),
    [("是", True), ("√", True), ("Y", True), (True, True), (1, True), ("原创", True),
     ("否", False), ("×", False), ("非原创", False), ("", None)],
)  # fmt: skip
def test_yes_and_no_are_ticked_in_many_ways(cell: object, value: bool | None) -> None:
    assert read_boolean(cell, Words("原创", "original")) is value


def test_what_is_neither_yes_nor_no_is_asked_back() -> None:
    assert read_boolean("也许", Words("原创", "original")).zh == "“也许”看不出是还是否；请写“是”或“否”。"


@pytest.mark.parametrize("cell", ["中央", "central", " 中央 ", "Central"])
def test_a_choice_is_known_by_its_label_in_either_language(cell: str) -> None:
    assert read_choice(cell, TIERS) == "central"


def test_a_choice_alike_is_taken_and_pointed_out_and_any_other_is_offered_the_nearest() -> None:
    assert read_choice("中央媒体", TIERS) == Guess(
        "central", Trouble("“中央媒体”按“中央”理解。", "“中央媒体” is taken as “central”.", stops=False)
    )
    assert read_choice("省極", TIERS).zh == "“省極”不在可选之列，是不是“省级”？可选：中央、省级、市级。"
    assert read_choice("海外", TIERS).en == "“海外” is none of the choices: central, provincial, municipal."


def test_text_keeps_its_punctuation_and_loses_only_outer_space_and_line_breaks() -> None:
    assert read_text(" “学习”，\n第一讲 ", most=300) == "“学习”， 第一讲"
    assert read_text(2023.0, most=300) == "2023"
    assert read_text("长" * 301, most=300).zh == "有 301 字，最多 300 字。"
