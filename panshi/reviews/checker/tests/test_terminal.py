"""What is written to a terminal: no line wider than it, nothing lost, colours only where they are wanted."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panshi.reviews.checker.marking.lines import folded, styled, table, width, wrapped

signs = st.text(st.sampled_from("公安民警，。ab9% \n—“”"), max_size=60)


def bare(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize(("text", "places"), [("", 0), ("abc", 3), ("民警", 4), ("“5”", 3), ("e\u0301", 1), ("≈ 约数", 6)])
def test_signs_of_chinese_take_two_places(text, places):
    assert width(text) == places


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("民警民警民警", ["民警民警", "民警"]),
        ("全警Panshi二零", ["全警", "Panshi二", "零"]),
        ("abcdefghijkl", ["abcdefghi", "jkl"]),
        ("一\n\n二", ["一", "", "二"]),
        ("word word word", ["word word", "word"]),
        ("", []),
    ],
)
def test_lines_break_between_signs_but_not_in_a_latin_word(text, lines):
    assert [text[start:stop].rstrip(" ") for start, stop in folded(text, 9)] == lines


@given(signs, st.integers(2, 12))
def test_folding_loses_nothing_and_no_line_is_too_wide(text, columns):
    lines = [text[start:stop] for start, stop in folded(text, columns)]
    assert "".join(lines) == text.replace("\n", "")
    assert all(width(line.rstrip(" ")) <= columns for line in lines)


@given(signs, st.lists(st.integers(0, 60), unique=True, max_size=6), st.integers(2, 12))
def test_styles_change_no_word(text, cuts, columns):
    edges = sorted(cut for cut in cuts if cut <= len(text))
    stretches = [(start, stop, "bold red") for start, stop in zip(edges[::2], edges[1::2], strict=False)]
    assert [bare(line).rstrip(" ") for line in wrapped(text, stretches, columns)] == list(wrapped(text, (), columns))


def test_a_stretch_across_lines_is_styled_in_each():
    red = "\x1b[31m{}\x1b[0m"
    assert list(wrapped("民警民警民警", [(1, 4, "red")], 4)) == ["民" + red.format("警"), red.format("民警"), "民警"]


def test_a_style_of_nothing_is_no_style():
    assert (styled("警", ""), styled("", "red"), styled("警", "bold red")) == ("警", "", "\x1b[1;31m警\x1b[0m")


def test_the_last_column_of_a_table_folds():
    rows = [["数", "依据"], ["9篇", "账本里是八篇，文中写成了九篇，两者对不上，请核对一下原始记录"]]
    plain = [["", ""], ["", ""]]
    assert list(table(rows, plain, 32)) == [
        "数   依据",
        "9篇  账本里是八篇，文中写成了九",
        "     篇，两者对不上，请核对一下",
        "     原始记录",
    ]
