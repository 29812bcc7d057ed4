"""A checked text becomes a template that says the text again, but for what the ledger contradicts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panshi.kernel.periods import Period
from panshi.org.models import Unit
from panshi.org.scope import Scope
from panshi.reviews.adopting.adopt import Adopted, adopt, changed
from panshi.reviews.adopting.bindings import as_composed, literal, template_of
from panshi.reviews.adopting.reasons import Reason
from panshi.reviews.adopting.references import place_of
from panshi.reviews.adopting.tests.books import BUREAU, FIGURES, SCOPE, adopted, checked, composed, titles, values
from panshi.reviews.checker.documents import read_text
from panshi.reviews.composing.compose import compose

pytestmark = pytest.mark.django_db


def referenced(text: str) -> list[str]:
    return [bound.reference for bound in adopted(text).bounds]


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("开展集中学习活动3650场次。", ['{{ figure("activities.study_sessions") }}']),
        ("开展集中学习活动3,650场次。", ['{{ figure("activities.study_sessions", like="3,650场次") }}']),
        ("开展集中学习活动3600余场次。", ['{{ figure("activities.study_sessions", like="3600余场次") }}']),
        ("开展集中学习活动近4000场次。", ['{{ figure("activities.study_sessions", form="near") }}']),
        ("开展警示教育60余场次。", ['{{ figure("activities.warning_education", form="over") }}']),
        ("开展警示教育六十余场次。", ['{{ figure("activities.warning_education", form="over", numerals="chinese") }}']),
        ("开展警示教育超60场次。", ['{{ figure("activities.warning_education", like="超60场次") }}']),
        ("发布政治、业务学习任务26万余条。", ['{{ figure("learning.tasks_published", form="over") }}']),
        ("发布政治、业务学习任务20余万条。", ['{{ figure("learning.tasks_published", like="20余万条") }}']),
        ("发布政治、业务学习任务约26万条。", ['{{ figure("learning.tasks_published", form="about") }}']),
        ("发布政治、业务学习任务26.14万条。", ['{{ figure("learning.tasks_published", like="26.14万条") }}']),
        ("民辅警学习率达99.4%。", ['{{ figure("learning.completion_rate") }}']),
        ("民辅警学习率达99%。", ['{{ figure("learning.completion_rate", like="99%") }}']),
        ("系列报道全网阅读量突破2000万。", ['{{ figure("coverage.series_reads", like="突破2000万") }}']),
        ("2023年，开展集中学习活动3650场次。", ["{{ year }}", '{{ figure("activities.study_sessions") }}']),
        ("集中学习活动开展3650场。", ['{{ figure("activities.study_sessions", like="3650场") }}']),
        ("二〇二三年，开展集中学习活动3650场次。", ["{{ year_chinese }}", '{{ figure("activities.study_sessions") }}']),
        ("2023年9月26日举办展演。", []),
        ("自2019年开展以来，成效明显。2024年，再出发。", ["{{ year + 1 }}"]),
        ("去年成绩不错。", []),
        ("2022年，开展集中学习活动3250场次。", ["{{ year - 1 }}", '{{ figure("activities.study_sessions", year=-1) }}']),
        ("在影像力评选中，《我们》《使命》获二等奖。", ['{{ titles("honours.film_second", like="《我们》《使命》") }}']),
        ("在影像力评选中，《使命》《我们》获二等奖。", ['{{ titles("honours.film_second") }}']),
        ("志愿服务860小时。", []),
    ],
)
def test_a_claim_becomes_a_reference_in_its_own_form(text, references):
    assert referenced(text) == references
    assert composed(adopted(text).text).text == text + "\n"


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("主流媒体刊登稿件1882篇，同比增长12.6%。", '{{ change("coverage.mainstream_stories", like="增长12.6%") }}'),
        ("主流媒体刊登稿件1882篇，比上年增加211篇。", '{{ change("coverage.mainstream_stories", like="增加211篇") }}'),
        ("民辅警学习率达99.4%，同比提高1.28个百分点。", '{{ change("learning.completion_rate", like="提高1.28个百分点") }}'),
    ],
)
def test_a_comparison_becomes_a_computed_one(text, reference):
    assert referenced(text)[-1] == reference
    assert composed(adopted(text).text).text == text + "\n"


def test_growth_becomes_a_fall_where_it_is_one_next_year():
    template = adopted("主流媒体刊登稿件1882篇，同比增长12.6%。").text
    assert composed(template, 2024).text == "主流媒体刊登稿件1540篇，同比下降18.2%。\n"


def test_a_contradicted_claim_says_the_ledgers_number_in_its_form_and_is_noted():
    made = adopted("开展集中学习活动3560场次，开展警示教育七十余场次。")
    assert composed(made.text).text == "开展集中学习活动3650场次，开展警示教育六十余场次。\n"
    assert [(note.reason, note.facts["surface"]) for note in made.notes] == [
        (Reason.CONTRADICTED, "3560场次"),
        (Reason.CONTRADICTED, "七十余场次"),
    ]
    assert str(made.notes[0]) == "原文写“3560场次”，账本是 3,650场次：按账本写"


def test_works_other_than_the_ledgers_stay_and_are_noted():
    made = adopted("在影像力评选中，《星火》《晨光》获二等奖。")
    assert (made.bounds, [note.reason for note in made.notes]) == ((), [Reason.TITLES])


def test_what_is_tied_to_nothing_stays_and_is_noted():
    made = adopted("志愿服务860小时。")
    assert (made.text, [str(note) for note in made.notes]) == ("志愿服务860小时。", ["账本里没有“860小时”，原样保留"])


def test_a_unit_below_and_an_earlier_year_are_named_in_the_reference():
    county = Unit(pk=2, code="C01", name="滨江分局", path="00010001")
    below = Scope(county, Period.year(2022))
    place = place_of(below, SCOPE, unit=BUREAU)
    assert place is not None
    assert place.options == ', at="C01", year=-1'
    assert place_of(replace(SCOPE, own=True), SCOPE, unit=BUREAU).options == ", own=true"
    assert place_of(below, SCOPE, unit=county).options == ', at="C01", year=-1'
    assert place_of(Scope(BUREAU, Period.month(2023, 5)), SCOPE, unit=BUREAU) is None
    beside = Unit(pk=3, code="C02", name="平溪县局", path="00010002")
    assert place_of(Scope(county, Period.year(2023)), SCOPE, unit=beside) is None


CLAUSES = st.sampled_from(
    """
    开展集中学习活动3650场次|开展集中学习活动3,650场|开展集中学习活动3600多场次|开展警示教育60余场次|开展警示教育64场次|开展警示教育超60场次
    发布政治、业务学习任务26万余条|发布政治、业务学习任务近30万条|发布政治、业务学习任务二十六万余条|发布政治、业务学习任务261437条
    革命传统教育参加人次2000余人次|革命传统教育参加人次2087人次|民辅警学习率达99.4%|民辅警学习率达99%以上|组建8支小分队|组建八支小分队
    制作短视频400余个|制作短视频约420个|刊登稿件1882篇|刊登稿件1882篇，同比增长12.6%|刊登稿件一千八百余篇|全网阅读量突破2000万
    全网阅读量超1500万次|全网阅读量累计突破2000万次|在影像力评选中，《我们》和《使命》获二等奖|2022年刊登稿件1671篇|开展集中学习活动3560场次
    民辅警学习率达98%|制作短视频500余个|志愿服务860小时|2023年{{ year }}9月26日|2023年|{% if x %}|{|{{|去年|第三届|五大主题
    """.replace("\n", "|").split("|")
).map(str.strip)
STOPS = st.sampled_from(["，", "。", "；", "\n", "\n\n\n", "{", "{#", " 2024年", "}}"])


def text_again(made: Adopted, text: str) -> str:
    """What the template says with each contradicted claim put back as the text had it."""
    said = composed(made.text)
    wrong = {(note.start, note.end) for note in changed(made)}
    bound = [one for one in made.bounds if one.figure]
    assert len(bound) == len(said.claims)
    out, done = [], 0
    for one, claim in zip(bound, said.claims, strict=True):
        noted = one.finding and (one.finding.claim.start, one.finding.claim.end) in wrong
        out += [said.text[done : claim.start], text[one.start : one.end] if noted else claim.surface]
        done = claim.end
    return "".join(out) + said.text[done:]


@given(st.lists(st.tuples(CLAUSES, STOPS), min_size=1, max_size=8))
def test_the_template_says_the_text_again_but_for_what_is_contradicted(parts):
    text = "".join(clause + stop for clause, stop in parts) + "完"
    assert text_again(adopted(text), text) == as_composed(text)


@given(st.text(st.sampled_from('{}%#-"\\ \n\r年23余万条学习任务《》') | st.characters(exclude_categories=("Cs",))))
def test_any_text_at_all_comes_back(text):
    text = "始" + text + "终"
    assert text_again(adopted(text), text) == as_composed(text)


@given(st.text("{}%#-x\n"))
def test_template_syntax_in_a_text_is_no_syntax(text):
    said = compose("始" + literal(text) + "终", replace(SCOPE, as_of=1), values=values, titles=titles, figures=FIGURES)
    assert said.text == as_composed("始" + text + "终")


def test_lines_of_a_plain_text_become_paragraphs_and_markdown_keeps_its_marks():
    plain = read_text("标题\n  开展集中学习活动3650场次。\n\n\n完", name="a.txt")
    assert template_of(plain, adopted(plain.plain).bounds) == (
        '标题\n\n开展集中学习活动{{ figure("activities.study_sessions") }}。\n\n完\n'
    )
    marked = read_text("# 标题\n\n开展集中学习活动**3650场次**。", name="a.md")
    assert template_of(marked, adopted(marked.plain).bounds) == (
        '# 标题\n\n开展集中学习活动**{{ figure("activities.study_sessions") }}**。'
    )


def test_adopting_needs_the_right_to_write():
    made = checked("开展集中学习活动3650场次。")
    assert isinstance(adopt(made, unit=BUREAU, by=None, values=values, titles=titles), Adopted)
