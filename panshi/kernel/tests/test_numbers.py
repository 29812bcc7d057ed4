"""Numbers as reports write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panshi.kernel.numbers import Form, from_chinese, grouped, holds, percent, plain, said, to_chinese, written


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (1882, Form.EXACT, "1882"),
        (64, Form.OVER, "60余"),
        (261437, Form.OVER, "26万余"),
        (2131, Form.OVER, "2000余"),
        (512, Form.OVER, "500余"),
        (60, Form.OVER, "60"),
        (7, Form.OVER, "7"),
        (487, Form.NEAR, "近500"),
        (500, Form.NEAR, "500"),
        (430, Form.NEAR, "430"),
        (21_304_118, Form.BREAKING, "突破2000万"),
        (1038, Form.ABOVE, "超1000"),
        (261437, Form.ABOUT, "约26万"),
    ],
)
def test_a_number_is_written_only_in_a_form_that_is_true(value: int, form: Form, text: str) -> None:
    assert written(value, form) == text


@pytest.mark.parametrize(
    ("stated", "form", "lowest", "highest"),
    [(60, Form.OVER, 61, 69), (2000, Form.OVER, 2001, 2999), (260_000, Form.OVER, 260_001, 269_999), (500, Form.NEAR, 450, 499)],
)
def test_an_approximate_word_holds_for_exactly_its_span(stated: int, form: Form, lowest: int, highest: int) -> None:
    assert [holds(value, stated, form) for value in (lowest - 1, lowest, highest, highest + 1)] == [False, True, True, False]


def test_breaking_a_threshold_means_reaching_it() -> None:
    assert [holds(value, 20_000_000, Form.BREAKING) for value in (19_999_999, 20_000_000)] == [False, True]


@pytest.mark.parametrize(
    ("done", "due", "rate"),
    [
        (261025, 261025, "100"),
        (249990, 250000, "99.99"),
        (99996, 100000, "99.99"),
        (1, 1_000_000, "0.01"),
        (0, 10, "0"),
        (2, 3, "66.67"),
    ],
)
def test_a_rate_short_of_all_is_never_a_hundred(done: int, due: int, rate: str) -> None:
    assert plain(percent(done, due)) == rate


def test_there_is_no_rate_of_nothing() -> None:
    assert percent(0, 0) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二十六", 26),
        ("十", 10),
        ("两千", 2000),
        ("二〇二三", 2023),
        ("三万五", 35000),
        ("一百零五", 105),
        ("廿三", 23),
        ("两亿三千万", 230_000_000),
    ],
)
def test_chinese_numerals_are_read_as_they_are_said(text: str, value: int) -> None:
    assert from_chinese(text) == value


@given(st.integers(0, 10**12))
def test_every_number_survives_being_written_in_chinese(value: int) -> None:
    assert from_chinese(to_chinese(value)) == value


@given(st.integers(1, 10**9), st.sampled_from(list(Form)))
def test_what_is_written_always_holds(value: int, form: Form) -> None:
    stated = said(value, form)
    assert stated is None or holds(value, stated, form)


def test_digits_are_grouped_and_never_in_exponents() -> None:
    assert [grouped(1882), grouped(Decimal("1E+6")), plain(Decimal("12.60"))] == ["1,882", "1,000,000", "12.6"]


@pytest.mark.parametrize("text", ["", "甲", "一a"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_chinese(text)
