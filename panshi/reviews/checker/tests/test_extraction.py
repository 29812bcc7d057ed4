"""Every number of a text is found at its exact place and told for what it is."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panshi.reviews.checker.bundling import extract
from panshi.reviews.checker.measuring.marked import sentences
from panshi.reviews.checker.measuring.scoring import Extraction, extraction

SENTENCES = list(sentences(Path(__file__).parent / "sentences.tsv"))


def numbers(text: str) -> list[tuple[str, str, str, str]]:
    return [(claim.surface, str(claim.type), claim.value, claim.expression.approx) for claim in extract(text)]


def test_all_numbers_of_the_invented_sentences_are_found_placed_and_typed():
    assert extraction(SENTENCES) == Extraction(annotated=2951, found=2951, exact=2951, typed=2951, valued=2951, extra=0)


@pytest.mark.parametrize(
    ("text", "surface", "value", "approx"),
    [
        ("发布任务26万余条", "26万余条", "260000", "over"),
        ("收到作品20余万件", "20余万件", "200000", "over"),
        ("总投资3亿2千万元", "3亿2千万元", "320000000", "exact"),
        ("参与群众近500人", "近500人", "500", "under"),
        ("播放量突破2000万次", "突破2000万次", "20000000", "over"),
        ("发放资料约3万份", "约3万份", "30000", "about"),
        ("走访群众1,200户以上", "1,200户以上", "1200", "over"),
        ("走访群众１２００户左右", "１２００户左右", "1200", "about"),
        ("抓获两百三十余人", "两百三十余人", "230", "over"),
        ("开展检查不足30次", "不足30次", "30", "under"),
        ("培训20—30人", "20—30人", "20/30", "exact"),
        ("满意率百分之九十五点六", "百分之九十五点六", "95.6", "exact"),
        ("阅读量10万+", "10万+", "100000", "over"),
        ("减税降费三成五", "三成五", "3.5", "exact"),
        ("耗时两年半", "两年半", "2.5", "exact"),
        ("历时两年零三个月", "两年零三个月", "两年零三个月", "exact"),
        ("日均接待三五百人", "三五百人", "300/500", "exact"),
        ("走访群众几十户", "几十户", "20/90", "exact"),
        ("网格员十七八名", "十七八名", "17/18", "exact"),
        ("近半数群众受益", "近半数", "50", "under"),
        ("产值翻了两番", "翻了两番", "2", "exact"),
        ("师生比1∶13.6", "1∶13.6", "1:13.6", "exact"),
        ("受理案件3 650件", "3 650件", "3650", "exact"),
        ("浓度31微克/立方米", "31微克/立方米", "31", "exact"),
        ("用电百亿千瓦时以上", "百亿千瓦时以上", "10000000000", "over"),
        ("阅读量10w+", "10w+", "100000", "over"),
        ("累计开展活动，累计300场次", "累计300场次", "300", "exact"),
    ],
)
def test_a_number_is_read_with_prefix_numeral_big_unit_and_measure(text, surface, value, approx):
    assert [(found[0], found[2], found[3]) for found in numbers(text)] == [(surface, value, approx)]


def test_numbers_listed_with_one_measure_share_it():
    assert [(claim.surface, str(claim.type)) for claim in extract("分别下降1.2和0.35个百分点，调来12、15和18名民警")] == [
        ("1.2", "percent"),
        ("0.35个百分点", "percent"),
        ("12", "people"),
        ("15", "people"),
        ("18名", "people"),
    ]


def test_idioms_and_names_of_persons_are_no_numbers():
    assert numbers("王三元同志举一反三、再三叮嘱，张三李四不三不四，大家千方百计、一心一意，五湖四海一家亲") == []


def test_dates_without_a_year_take_the_year_of_the_text():
    claims = extract("2023年，全省会议多次召开。9月25—27日，推进会在我市召开。")
    assert [claim.value for claim in claims] == ["2023", "2023-09-25/2023-09-27"]


def test_a_prize_counts_the_works_listed_with_it():
    second, third = extract("《春风》《夏雨》获二等奖，选送的作品《秋收》获三等奖。")
    assert (second.value, second.works, second.counted) == ("2", ("春风", "夏雨"), 2)
    assert (third.value, third.works, third.counted) == ("3", ("秋收",), 1)


def test_a_prize_counts_the_number_beside_it_when_no_works_are_named():
    assert [claim.counted for claim in extract("师生获一等奖3项、二等奖5项") if claim.type == "rank"] == [3, 5]


def test_a_list_before_its_count_is_counted():
    assert [claim.listed for claim in extract("组建了文艺、书画摄影、理论宣讲、新媒体编辑及心理咨询师等5支小分队。")] == [5]


def test_two_measures_of_one_object_share_their_subject():
    issues, pieces = extract("宣传部门共制作海报、长图72期500余张。")
    assert (issues.subject, pieces.subject) == ("海报、长图", "海报、长图")


def test_a_text_of_200000_characters_is_read_within_five_seconds():
    text = "".join(sentence.text for sentence in SENTENCES)
    text = (text * (200_000 // len(text) + 1))[:200_000]
    began = time.process_time()
    assert len(extract(text)) > 10_000
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "sign",
    ["1", "一", "1,", "1.", "1-", "1万", "第1", "《", "（2023）", "2023年", "1/", "a1", "百分之", "、1", "1:", "“", "十一月"],
)
def test_a_long_run_of_one_sign_does_not_hang(sign):
    began = time.process_time()
    extract(sign * (20_000 // len(sign)))
    assert time.process_time() - began < 5


@given(
    st.text(
        alphabet="0123456789０５一二三十百万亿两廿余多近约超第年月日号个名人次%/.-—至到,，、。《》“”（）〔〕 \n"
        "Aa条奖等级点时分之",
        max_size=60,
    )
)
def test_any_text_is_read_without_error_and_spans_follow_one_another(text):
    claims = extract(text)
    assert all(text[claim.start : claim.end] == claim.surface != "" for claim in claims)
    assert all(one.end <= other.start for one, other in pairwise(claims))
