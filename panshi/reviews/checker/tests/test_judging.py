"""Sentences and how their numbers stand: verdicts.tsv says for each rule what the ledger of `catalogue` bears out."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import assume, given
from hypothesis import strategies as st

from panshi.figures.definitions import Condition, Figure, Measure, Operator
from panshi.kernel.numbers import Form, plain, written
from panshi.kernel.periods import Period
from panshi.kernel.words import Words
from panshi.org.models import Unit
from panshi.org.scope import Scope
from panshi.reviews.checker import scoping
from panshi.reviews.checker.checking import Answer, Checked, extract, hold
from panshi.reviews.checker.explaining import reason
from panshi.reviews.checker.judging import judge, judge_change
from panshi.reviews.checker.tests.catalogue import FIGURES, answers
from panshi.reviews.checker.titled import exchanged

SCOPE = Scope(Unit(pk=1, code="610900", name="云川市公安局", path="0001"), Period.year(2023))
MARK = re.compile(r"\{([^{}|]+)\|([a-z_]+)\}")
ROWS = [line.split("\t") for line in (Path(__file__).parent / "verdicts.tsv").read_text("utf-8").splitlines()[1:]]


@pytest.fixture(autouse=True)
def no_units_below(monkeypatch):
    monkeypatch.setattr(scoping, "rows", lambda root: ())


def checked(text: str) -> Checked:
    return hold(text, scope=SCOPE, figures=FIGURES, answers=answers)


@pytest.mark.parametrize(("rule", "marked"), ROWS, ids=[f"{rule}-{number}" for number, (rule, _) in enumerate(ROWS, 2)])
def test_each_number_stands_as_its_sentence_is_marked(rule, marked):
    found = checked(MARK.sub(lambda mark: mark[1], marked)).statistics
    assert [(one.claim.surface, str(one.verdict)) for one in found] == MARK.findall(marked)


COMPARISONS = [
    ("网上立案6934件，同比增长三成多", "6934", "5300", "rounded"),
    ("网上立案6934件，同比增长三成多", "6934", "5400", "contradicted"),
    ("网上立案6934件，同比增长超五成", "6934", "4600", "rounded"),
    ("网上立案6934件，同比增长30.8%", "6934", "5300", "rounded"),
    ("网上立案6934件，同比增长30.8%", "5300", "6934", "contradicted"),
    ("网上立案6934件，同比减少23.6%", "5300", "6934", "rounded"),
    ("网上立案6934件，是上年的1.3倍", "6934", "5300", "rounded"),
    ("网上立案6934件，是上年的1.4倍", "6934", "5300", "contradicted"),
    ("网上立案6934件，是上年的两倍", "10601", "5300", "rounded"),
    ("网上立案6934件，是上年的两倍多", "11600", "5300", "rounded"),
    ("网上立案6934件，比上年增长近两倍", "15000", "5300", "rounded"),
    ("网上立案6934件，比上年增长1倍", "10600", "5300", "verified"),
    ("网上立案6934件，比上年增长1倍", "6934", "5300", "contradicted"),
    ("网上立案6934件，比上年增长三分之一", "7066", "5300", "rounded"),
    ("网上立案6934件，比上年增长31%", "6934", "0", "None"),
    ("网上立案6934件，比上年多1634件", "6934", "5300", "verified"),
    ("网上立案6934件，比上年增加1600余件", "6934", "5300", "rounded"),
    ("网上立案6934件，比上年增加近1600件", "6934", "5300", "contradicted"),
]


@pytest.mark.parametrize(("text", "now", "then", "verdict"), COMPARISONS)
def test_a_comparison_is_held_to_both_years(text, now, then, verdict):
    claim = extract(text)[-1]
    stands = judge_change(claim, Decimal(now), Decimal(then)) if claim.change else None
    assert str(stands) == verdict


WORDED = {
    "在主流媒体刊登稿件1882篇。": "账本1,882篇（“主流媒体刊登稿件”，云川市公安局，2023），一致",
    "在主流媒体刊登稿件1800余篇。": "账本1,882篇（“主流媒体刊登稿件”，云川市公安局，2023），可以说成“1800余篇”",
    "在主流媒体刊登稿件1828篇。": "账本1,882篇（“主流媒体刊登稿件”，云川市公安局，2023），不是“1828篇”",
    "在主流媒体刊登稿件1882篇，同比增长24.1%。": "“主流媒体刊登稿件”2023 是 1,882篇，2022 是 1,517篇，增长 24.06%，相符于“24.1%”",
    "在主流媒体刊登稿件1882篇，比上年减少365篇。": (
        "“主流媒体刊登稿件”2023 是 1,882篇，2022 是 1,517篇，增加 365篇，不是减少“365篇”"
    ),
    "平安志愿者发展到2400名，是去年的三倍。": "“平安志愿者”2023 是 2,400名，2022 是 1,200名，是后者的 2 倍，不是“三倍”",
    "入户走访群众12万户，同比增长12%。": "“入户走访群众”没有可比的上一期记录",
    "在主流媒体刊登稿件1882篇，其中中央媒体刊登稿件214篇，占21.4%。": (
        "“中央媒体刊登稿件”214篇 占“主流媒体刊登稿件”1,882篇 的 11.37%，不是“21.4%”"
    ),
    "共组织公益集市25场（城区12场、乡镇14场）。": "各项合计 26，总数却是 25场",
    "捐赠衣物200件，其中棉衣220件。": "其中的 220 比总数 200件 还多",
    "组建羽毛球、乒乓球、足球、篮球5支兴趣小组。": "旁边列出 4 项，却说“5支”",
    "力争建成警营图书室20个。": "这是目标，不是已有的数字",
    "救助走失老人26名。": "账本里没有这个数字",
}


@pytest.mark.parametrize("text", WORDED)
def test_each_verdict_is_explained_in_one_sentence(text):
    said = [reason(one) for one in checked(text).statistics]
    wanted = WORDED[text]
    assert any(sentence.partition("；")[0] == wanted for sentence in said), said


def test_the_words_and_the_unit_that_made_the_link_are_named():
    (found,) = checked("在主流媒体刊登稿件1882篇。").statistics
    assert reason(found).partition("；")[2] == "凭“主流媒体刊登稿件”和单位“篇”对上"


@pytest.mark.parametrize("text", WORDED)
def test_every_explanation_stands_in_english_too(text):
    with override("en"):
        assert all(reason(one) and "账本" not in reason(one) for one in checked(text).statistics)


STYLE = [
    ("共举办讲座近100余场。", ["doubled"]),
    ("共举办讲座约100场左右。", ["doubled"]),
    ("共举办讲座超90场以上。", ["doubled"]),
    ("共举办讲座100余场左右。", ["doubled"]),
    ("共举办讲座近百场。", []),
    ("刊登稿件1882余篇。", ["not-round"]),
    ("刊登稿件近1882篇。", ["not-round"]),
    ("刊登稿件1800余篇。", []),
    ("刊登稿件１８８２篇。", ["full-width"]),
    ("阅读量达2037.1234万次。", ["too-fine"]),
    ("阅读量达20371万次。", ["in-yi"]),
    ("阅读量达2037.12万次。", []),
    ("培训比例为20—30%。", ["range"]),
    ("培训比例为20%—30%。", []),
    ("投入13～17万元。", ["range"]),
    ("慰问三名民警、5名辅警。", ["mixed"]),
    ("慰问三名民警、五名辅警。", []),
    ("受理案件二十六件，办结案件25件，回访群众310名。", ["chinese"]),
    ("受理案件二十六件，办结案件二十五件。", []),
    ("共组织公益集市25场，其中城区12场，占35%。", ["share"]),
    ("共组织公益集市25场，其中城区12场，占48%。", []),
    ("在主流媒体刊登稿件1882篇。年底盘点，在主流媒体刊登稿件1828篇。", ["two-numbers"]),
    ("在主流媒体刊登稿件1882篇。年底盘点，在主流媒体刊登稿件近1900篇。", []),
    ("在主流媒体刊登稿件1882篇。年底盘点，在主流媒体刊登稿件1900余篇。", ["two-numbers"]),
    ("在主流媒体刊登稿件1882篇。上年，在主流媒体刊登稿件1517篇。", []),
    ("救助走失老人26名。回望全年，救助走失老人28名。", ["two-numbers"]),
]


@pytest.mark.parametrize(("text", "codes"), STYLE)
def test_house_style_is_found_apart_from_verdicts(text, codes):
    assert [one.code for one in checked(text).style] == codes


def test_a_number_told_twice_names_both():
    (found,) = checked("在主流媒体刊登稿件1882篇。年底盘点，在主流媒体刊登稿件1828篇。").style
    assert (found.words.zh, found.words.en) == (
        "“主流媒体刊登稿件”前后说法不一：1882篇，1828篇",
        "two different numbers of “coverage.mainstream_stories” in one text: 1882篇 and 1828篇",
    )


TRUTHS = st.integers(11, 10**8)
SENTENCE = "共刊登稿件{}篇"


def stands(said: str, truth: int) -> str:
    (claim,) = extract(SENTENCE.format(said))
    return str(judge(claim, Decimal(truth)))


def right_forms(truth: int) -> dict[str, str]:
    """The number said truly in every form that can say it."""
    forms = {form: written(truth, form) for form in (Form.OVER, Form.NEAR, Form.ABOVE, Form.BREAKING, Form.ABOUT)}
    said = {form.value: text for form, text in forms.items() if text != plain(truth)}
    return {"exact": plain(truth), "grouped": f"{truth:,}", **said}


@given(truth=TRUTHS)
def test_whatever_is_said_truly_is_verified_or_true_as_rounded(truth):
    wrong = {form: said for form, said in right_forms(truth).items() if stands(said, truth) not in ("verified", "rounded")}
    assert wrong == {}


@given(truth=TRUTHS, form=st.sampled_from(("exact", "over", "near", "above", "about")), big=st.sampled_from("万亿"))
def test_no_number_with_a_slip_of_scale_is_borne_out(truth, form, big):
    said = right_forms(truth).get(form, plain(truth))
    slipped = (
        said.translate(str.maketrans("万亿", "亿万")) if re.search("[万亿]", said) else re.sub(r"(\d)(?=\D*$)", rf"\1{big}", said)
    )
    assume(slipped != said)
    assert stands(slipped, truth) == "contradicted"


@given(truth=TRUTHS, place=st.integers(0, 8))
def test_no_number_with_digits_swapped_is_borne_out(truth, place):
    digits = plain(truth)
    assume(place + 1 < len(digits) and digits[place] != digits[place + 1])
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    assume(not swapped.startswith("0"))
    assert stands(swapped, truth) == "contradicted"


@given(truth=TRUTHS)
def test_over_and_near_do_not_stand_for_one_another(truth):
    over, near = written(truth, Form.OVER), written(truth, Form.NEAR)
    assume("余" in over and "近" in near)
    assert stands("近" + over.replace("余", ""), truth) == "contradicted"
    assert stands(near.replace("近", "") + "余", truth) == "contradicted"


@given(truth=TRUTHS)
def test_over_and_near_are_not_said_of_the_very_number(truth):
    assert (stands(f"{truth}余", truth), stands(f"近{truth}", truth)) == ("contradicted", "contradicted")


@given(unit=st.sampled_from(("人次", "元", "%", "公里", "台次", "小时", "万人", "名")))
def test_no_number_in_another_unit_is_borne_out(unit):
    assert [one.verdict.value for one in checked(f"在主流媒体刊登稿件1882{unit}。").statistics if one.true] == []


@pytest.mark.parametrize(("said", "verdicts"), [("各2件", ["verified"]), ("均为3件", ["contradicted"])])
def test_a_number_said_of_two_things_is_true_only_of_both(said, verdicts):
    grades = [
        Figure(f"works.{key}", Words(name, key), Words(name, key), Words("件", "works"), Measure.COUNT)
        for key, name in (("films", "防火宣传短片"), ("songs", "防火宣传歌曲"))
    ]
    found = hold(
        f"防火宣传短片、防火宣传歌曲{said}。",
        scope=SCOPE,
        figures=grades,
        answers=lambda figures, scope: {one.key: Answer(Decimal(2), 1) for one in figures},
    )
    assert [str(one.verdict) for one in found.statistics] == verdicts


def test_a_number_said_of_two_things_is_contradicted_by_the_one_that_differs():
    grades = [
        Figure(f"works.{key}", Words(name, key), Words(name, key), Words("件", "works"), Measure.COUNT)
        for key, name in (("films", "防火宣传短片"), ("songs", "防火宣传歌曲"))
    ]
    truth = {"works.films": Decimal(2), "works.songs": Decimal(5)}
    found = hold(
        "防火宣传短片、防火宣传歌曲各2件。",
        scope=SCOPE,
        figures=grades,
        answers=lambda figures, scope: {one.key: Answer(truth[one.key], 1) for one in figures},
    ).statistics[0]
    assert (found.verdict.value, found.link.figure and found.link.figure.key, found.truth) == ("contradicted", "works.songs", 5)


def test_a_work_that_the_ledger_knows_under_another_grade_contradicts_the_prize():
    won = [
        replace(one, kind="films", where=(Condition("grade", Operator.IN, (one.key,)),))
        for one in FIGURES
        if one.key in ("honours.film_second", "honours.film_third")
    ]
    found = hold("影像力评选中，《甲》《乙》获三等奖。", scope=SCOPE, figures=won, answers=answers).findings
    works = {"honours.film_second": ["甲", "乙"], "honours.film_third": ["丙", "丁"]}
    named = {**works, "all": ["甲", "乙", "丙", "丁"]}
    held = exchanged(found, won, lambda figure, scope: named[figure.key] if figure in won else named["all"])
    kept = exchanged(found, won, lambda figure, scope: [])
    prizes = [one for one in held if one.claim.type == "rank"], [one for one in kept if one.claim.type == "rank"]
    assert [[(one.verdict.value, one.figure.key) for one in found] for found in prizes] == [
        [("contradicted", "honours.film_second")],
        [("verified", "honours.film_third")],
    ]


def test_in_english_a_number_stands_apart_from_its_unit():
    with override("en"):
        said = reason(checked("主流媒体刊登稿件1882篇。").statistics[0])
    assert said.startswith("the ledger has 1,882 篇 (“")
