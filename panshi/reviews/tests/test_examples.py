"""A number said like last year's: the same words while they are true, the new number in the same form when they are not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panshi.reviews.composing.examples import change_like, example, growth, said_like, true_of


@pytest.mark.parametrize(
    ("like", "value", "said"),
    [
        ("3650场次", "3812", "3812场次"),
        ("3,650场", "13812", "13,812场"),
        ("60余场次", "64", "60余场次"),
        ("60余场次", "87", "80余场次"),
        ("60余场次", "80", "80场次"),
        ("60多场", "87", "80多场"),
        ("六十余场", "87", "八十余场"),
        ("26万余条", "313000", "31万余条"),
        ("26万余条", "8200", "8000余条"),
        ("20余万条", "313000", "30余万条"),
        ("二十余万条", "313000", "三十余万条"),
        ("2100余人次", "3480", "3400余人次"),
        ("近500人", "470", "近500人"),
        ("近500人", "770", "近800人"),
        ("近500人", "710", "710人"),
        ("突破2000万", "35000000", "突破3000万"),
        ("突破1500万", "20370000", "突破1500万"),
        ("突破2000万", "12000", "突破1万"),
        ("累计突破2000万", "35000000", "累计突破3000万"),
        ("超过1500件", "3480", "超过3400件"),
        ("不足500件", "480", "不足500件"),
        ("约26万条", "313000", "约31万条"),
        ("1.08万条", "13840", "1.38万条"),
        ("1.08万条", "9840", "9840条"),
        ("3000万元", "31234567", "3123.4567万元"),
        ("94.2%", "96.66", "96.7%"),
        ("98%", "99.99", "99.99%"),
        ("100%", "99.99", "99.99%"),
        ("98%以上", "99.3", "98%以上"),
        ("九成以上", "83", "八成以上"),
        ("九成", "83", "83%"),
        ("百分之九十六点五七", "96.57", "百分之九十六点五七"),
        ("百分之九十六点五七", "97.1", "百分之九十七点一"),
        ("超过百分之九十", "95.2", "超过百分之九十"),
        ("92.15亿千瓦时", "9315000000", "93.15亿千瓦时"),
        ("近３０００人次", "3620", "近４０００人次"),
        ("100人以上", "340", "300人以上"),
        ("十大", "8", "八大"),
        ("两部", "2", "两部"),
        ("三部", "2", "两部"),
        ("15次", "0", "0次"),
        ("60余场次", "0", "0场次"),
    ],
)
def test_a_number_is_said_like_the_example(like: str, value: str, said: str) -> None:
    shown = example(like)
    assert shown is not None
    assert said_like(Decimal(value), shown)[0] == said


@pytest.mark.parametrize("text", ["", "20—30人", "三分之二", "篇", "超过60余人", "九十到百", "3650场次和5人", "1亿2000万元"])
def test_what_cannot_be_said_by_example_is_none(text: str) -> None:
    assert example(text) is None


@pytest.mark.parametrize(
    ("like", "before", "value", "said"),
    [
        ("增长12%", "100", "112", "增长12%"),
        ("增长12%", "100", "112.4", "增长12%"),
        ("增长12%", "100", "150", "增长50%"),
        ("上升12.5%", "100", "80", "下降20%"),
        ("下降3%", "100", "110", "上升10%"),
        ("增加211篇", "1671", "1882", "增加211篇"),
        ("增加211篇", "1671", "1600", "减少71篇"),
        ("提高2.1个百分点", "97.89", "99.99", "提高2.1个百分点"),
        ("增长12%", "100", "100", "持平"),
        ("增长12%", "0", "100", None),
    ],
)
def test_a_change_is_said_like_the_example(like: str, before: str, value: str, said: str | None) -> None:
    shown = growth(like)
    assert shown is not None
    assert change_like(Decimal(value), Decimal(before), shown) == said


EXAMPLES = st.sampled_from(
    [
        "3650场次",
        "60余场次",
        "26万余条",
        "20余万条",
        "近500人",
        "突破2000万",
        "超过1500件",
        "约26万条",
        "不足500件",
        "三百余场",
        "一万余人",
        "1.2万余人次",
        "3,650余场",
        "不低于30场",
        "逾9亿次",
        "100人以上",
        "50件左右",
        "二十余万条",
    ]
)


@given(EXAMPLES, st.integers(0, 10**10))
def test_what_is_said_is_read_again_as_true(like: str, value: int) -> None:
    shown = example(like)
    assert shown is not None
    said, form = said_like(Decimal(value), shown)
    again = example(said)
    assert again is not None, said
    assert again.form is form
    assert true_of(again, Decimal(value)), said
