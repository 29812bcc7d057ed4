"""Links hold for rewordings, abstain where the catalogue has nothing, and depend on words alone."""

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panshi.figures.definitions import Figure, Measure, declared
from panshi.kernel.words import Words
from panshi.reviews.checker.assigning import assign
from panshi.reviews.checker.bundling import extract
from panshi.reviews.checker.lessons import Lesson
from panshi.reviews.checker.linking import link
from panshi.reviews.checker.units import fit

FIGURES = declared()
_MARK = re.compile(r"\{([^{}|]+)\|([^{}|]*)\}")


def tied(text: str, *, lessons=(), county=False) -> list[str]:
    """The keys that the statistics of a text are tied to, - for none and ? behind an unsure one."""
    claims = extract(text)
    links = link(claims, FIGURES, lessons=lessons, county=county)
    return [
        f"{found.figure.key}{'' if found.sure else '?'}" if found.figure else "-"
        for claim, found in zip(claims, links, strict=True)
        if claim.type.statistic
    ]


def rewordings():
    """The reworded texts with the places and figures of their numbers ("" for none)."""
    for part in re.split(r"(?m)^# ", (Path(__file__).parent / "rewordings.txt").read_text("utf-8"))[1:]:
        head, _, written = part.partition("\n")
        text, marks, position = "", {}, 0
        for found in _MARK.finditer(written):
            text += written[position : found.start()]
            marks[len(text)] = found[2].partition("@")[0]
            text, position = text + found[1], found.end()
        yield head.split("|")[0].strip(), "县" in head.split("|")[2], text + written[position:], marks


def measured() -> tuple[int, int, int, int, int]:
    """Numbers with a figure, those tied to it first, those surely tied to another; numbers without one, those surely tied."""
    known = right = wrong = strangers = lured = 0
    for _, county, text, marks in rewordings():
        claims = extract(text)
        for claim, found in zip(claims, link(claims, FIGURES, county=county), strict=True):
            key = marks.get(claim.start) if claim.type.statistic else None
            if key is None:
                continue
            figure = found.figure.key if found.figure else ""
            known, right = known + bool(key), right + bool(key and figure == key)
            wrong += bool(key and found.sure and figure != key)
            strangers, lured = strangers + (not key), lured + (not key and found.sure and bool(figure))
    return known, right, wrong, strangers, lured


def test_rewordings_of_one_year_by_six_hands_are_tied_to_their_figures():
    known, right, wrong, strangers, lured = measured()
    assert (known >= 155, right / known >= 0.95, wrong <= 3) == (True, True, True)
    assert (strangers >= 25, lured) == (True, 0)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("警营书屋13个投入使用。", ["groups.reading_rooms"]),
        ("全市有13个警营阅览室。", ["groups.reading_rooms"]),
        ("在中省市主流媒体登载新闻报道1882篇。", ["coverage.mainstream_stories"]),
        ("在中央媒体刊发稿件214篇。", ["coverage.central_stories"]),
        ("登上头版头条的有10篇。", ["coverage.front_page_leads"]),
        ("四星级民警、辅警分别为517名和482名。", ["ratings.officers_four_star", "ratings.auxiliaries_four_star"]),
        ("350名民警、260名辅警被评为五星级。", ["ratings.officers_five_star", "ratings.auxiliaries_five_star"]),
        ("制作海报、长图72期536张。", ["newsroom.poster_series", "newsroom.posters"]),
        ("革命传统教育54场次2186人次。", ["activities.heritage_education", "activities.heritage_attendance"]),
        ("警示教育64场次，上年为52场次。", ["activities.warning_education"] * 2),
        ("五星级培验中心由上年的4个增加到6个。", ["ratings.centres_five_star"] * 2),
        ("发放问卷15889份，收回14673份。", ["surveys.invited", "surveys.answered"]),
        ("260名：五星级辅警的人数。", ["ratings.auxiliaries_five_star"]),
        ("石门县公安局制作短视频82个，阳口县公安局66个。", ["newsroom.short_videos"] * 2),
    ],
)
def test_other_words_and_another_order_mean_the_same_figure(text, keys):
    assert tied(text) == keys


@pytest.mark.parametrize(
    "text",
    [
        "刑事案件破案2918起。",
        "全年接警36.2万起，出警31万起。",
        "反诈预警劝阻5.46万人次。",
        "办理户籍业务21万件。",
        "交通事故下降12%。",
        "集中学习场次同比增长50.95%。",
        "稿件比上年多了365篇。",
        "人均学习67条。",
        "单条最高阅读112万次。",
        "平均每条阅读3500次。",
        "禁毒宣传186场次。",
        "接待群众来访512人次。",
        "力争学习率达到100%。",
        "收到锦旗213面、感谢信96封。",
        "3个县局全年未在中央媒体发声。",
        "抽查26个派出所，发现问题43条。",
    ],
)
def test_what_no_figure_counts_is_tied_to_none(text):
    claims = extract(text)
    assert [found.figure.key for found in link(claims, FIGURES) if found.sure and found.figure] == []


def test_a_countys_own_messages_are_those_of_the_county_matrix():
    assert tied("新媒体发布信息236条。") == ["channels.matrix_posts"]
    assert tied("新媒体发布信息236条。", county=True) == ["channels.county_posts"]


def test_a_lesson_decides_and_may_say_that_no_figure_is_meant():
    text = "教官队伍送教下基层37场次。"
    claim = next(claim for claim in extract(text) if claim.type.statistic)
    assert tied(text, lessons=(Lesson.of(claim, "activities.lectures"),)) == ["activities.lectures"]
    told = Lesson.of(next(iter(extract("警示教育64场次。"))), None)
    (found,) = link(extract("警示教育64场次。"), FIGURES, lessons=(told,))
    assert (found.figure, found.sure, found.taught) == (None, True, True)


def test_a_lesson_about_other_words_changes_nothing():
    other = Lesson("走访慰问", "走访慰问", "场次", "activities.visits")
    assert tied("警示教育64场次。", lessons=(other,)) == ["activities.warning_education"]


def test_a_link_says_which_words_met_and_how_the_units_fit():
    (found,) = link(extract("警营书屋13处。"), FIGURES)
    assert (found.words, found.met, found.unit_fit) == ("警营图书室", ("警营图书室",), 0.85)


@settings(max_examples=25)
@given(numbers=st.lists(st.integers(11, 99_999), min_size=6, max_size=6))
def test_links_depend_on_no_value(numbers):
    text = "集中学习{}场次，警示教育{}场次，主流媒体刊登稿件{}篇，短视频{}个，五星级民警{}名，学习任务{}条。"
    assert tied(text.format(*numbers)) == tied(text.format(*range(21, 27)))


def test_the_same_text_is_linked_the_same_every_time():
    _, county, text, _ = next(iter(rewordings()))
    claims = extract(text)
    assert link(claims, FIGURES, county=county) == link(claims, FIGURES, county=county)


def test_no_figures_tie_nothing():
    assert {found.figure for found in link(extract("警示教育64场次。"), ())} == {None}


def test_figures_of_any_body_link_by_their_own_words():
    words = [("结案", "审执结案件", "件"), ("调解", "诉前调解成功案件", "件"), ("员额", "员额法官", "名")]
    figures = tuple(
        Figure(f"court.{key}", Words(label, key), Words(label, key), Words(unit, unit), Measure.COUNT)
        for key, label, unit in words
    )
    found = link(extract("41名员额法官审执结案件12538件，诉前调解成功4127件，最多的一名办结612件。"), figures)
    assert [one.figure.key if one.figure else "" for one in found if one.sure] == ["court.员额", "court.结案", "court.调解"]


@given(
    st.lists(st.dictionaries(st.integers(0, 3), st.sampled_from([0.1, 0.2, 0.25, 0.4, 0.7]), max_size=4), min_size=1, max_size=4)
)
def test_the_assignment_is_the_best_there_is(gains):
    chosen = assign(gains)
    taken = [place for place in chosen if place is not None]
    best = 0.0
    for places in product(*([None, *row] for row in gains)):
        used = [place for place in places if place is not None]
        if len(used) == len(set(used)):
            best = max(best, sum(row[place] for row, place in zip(gains, places, strict=True) if place is not None))
    assert len(taken) == len(set(taken))
    total = sum(row[place] for row, place in zip(gains, chosen, strict=True) if place is not None)
    assert total == pytest.approx(best)


@pytest.mark.parametrize(
    ("stated", "counted", "stock", "well"),
    [
        ("场", "场次", False, 0.85),
        ("人", "人次", False, 0.0),
        ("人", "人次", True, 0.8),
        ("篇", "篇", False, 1.0),
        ("起", "篇", False, 0.0),
    ],
)
def test_measure_words_stand_for_one_another_or_not(stated, counted, stock, well):
    assert fit(stated, counted, stock=stock) == well
