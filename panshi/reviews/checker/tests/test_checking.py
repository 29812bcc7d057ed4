"""True numbers are borne out, wrong ones contradicted with the ledger's number, and guesses never verified."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panshi.kernel.periods import Period
from panshi.org.models import Unit
from panshi.org.scope import Scope
from panshi.reviews.checker import scoping
from panshi.reviews.checker.checking import Checked, extract, hold
from panshi.reviews.checker.judging import Verdict, judge
from panshi.reviews.checker.tests.catalogue import FIGURES, HEAD, TEXT, answers

SCOPE = Scope(Unit(pk=1, code="610900", name="云川市公安局", path="0001"), Period.year(2023))


@pytest.fixture(autouse=True)
def no_units_below(monkeypatch):
    monkeypatch.setattr(scoping, "rows", lambda root: ())


def checked(text: str) -> Checked:
    return hold(text, scope=SCOPE, figures=FIGURES, answers=answers)


def standings(text: str) -> list[tuple[str, str, str | None]]:
    return [
        (found.claim.surface, str(found.verdict), found.figure.key if found.figure else None)
        for found in checked(text).statistics
    ]


def test_a_true_text_is_borne_out_number_by_number():
    assert standings(TEXT) == [
        ("3650场次", "verified", "activities.study_sessions"),
        ("60余场次", "rounded", "activities.warning_education"),
        ("50余场次", "rounded", "activities.heritage_education"),
        ("2000余人次", "rounded", "activities.heritage_attendance"),
        ("26万余条", "rounded", "learning.tasks_published"),
        ("100%", "verified", "learning.completion_rate"),
        ("350名", "verified", "ratings.officers_five_star"),
        ("260名", "verified", "ratings.auxiliaries_five_star"),
        ("8支", "verified", "groups.squads"),
        ("10部", "verified", "contests.microfilm_entries"),
        ("二等奖", "verified", "honours.film_second"),
        ("三等奖", "verified", "honours.film_third"),
        ("72期", "verified", "newsroom.poster_series"),
        ("500余张", "rounded", "newsroom.posters"),
        ("400余个", "rounded", "newsroom.short_videos"),
        ("11部", "verified", "newsroom.microfilms"),
        ("1882篇", "verified", "coverage.mainstream_stories"),
        ("突破2000万", "rounded", "coverage.series_reads"),
    ]
    assert (checked(TEXT).contradicted, checked(TEXT).as_of) == (False, HEAD)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("3650场次", "3560场次"),
        ("3650场次", "3650余场次"),
        ("60余场次", "70余场次"),
        ("60余场次", "近60场次"),
        ("2000余人次", "2000人次"),
        ("26万余条", "20万余条"),
        ("26万余条", "26亿余条"),
        ("26万余条", "26万条"),
        ("100%", "99%"),
        ("350名", "305名"),
        ("10部。", "10余部。"),
        ("400余个", "430余个"),
        ("1882篇", "1828篇"),
        ("突破2000万", "突破2000亿"),
        ("突破2000万", "突破1000万"),
        ("突破2000万", "近2000万"),
        ("《我们》《使命》获", "《我们》获"),
    ],
)
def test_a_wrong_number_is_contradicted_with_the_ledgers_number_beside_it(right, wrong):
    wrongs = [found for found in checked(TEXT.replace(right, wrong)).statistics if found.wrong]
    assert [found.verdict for found in wrongs] == [Verdict.CONTRADICTED]
    assert wrongs[0].truth is not None


def test_a_list_one_short_of_its_count_is_named():
    text = TEXT.replace("理论宣讲、", "")
    assert [found.claim.surface for found in checked(text).statistics if found.verdict is Verdict.LIST_MISMATCH] == ["8支"]


def test_an_open_list_far_shorter_than_its_count_is_no_slip():
    assert standings("开展了演讲比赛、微电影大赛、书画大赛等十大主题活动") == [("十大", "not_in_ledger", None)]


def test_two_figures_that_fit_alike_leave_the_claim_open():
    rivals = tuple(figure for figure in FIGURES if "五星级" in figure.label.zh)
    found = hold("评定五星级350名。", scope=SCOPE, figures=rivals, answers=answers).statistics
    assert [(item.verdict, item.figure) for item in found] == [(Verdict.AMBIGUOUS, None)]


def test_what_the_ledger_does_not_have_is_said_to_be_missing():
    assert standings("志愿服务860小时，救助走失老人12名。") == [
        ("860小时", "not_in_ledger", None),
        ("12名", "not_in_ledger", None),
    ]


@pytest.mark.parametrize(
    ("text", "truth", "verdict"),
    [
        ("有60余场", "61", "rounded"),
        ("有60余场", "69", "rounded"),
        ("有60余场", "60", "contradicted"),
        ("有60余场", "70", "contradicted"),
        ("有2000余人", "2999", "rounded"),
        ("有26万余条", "260001", "rounded"),
        ("有26万余条", "270000", "contradicted"),
        ("有20余万条", "261437", "rounded"),
        ("有近500人", "450", "rounded"),
        ("有近500人", "500", "contradicted"),
        ("有突破2000万次", "20000000", "rounded"),
        ("有突破2000万次", "19999999", "contradicted"),
        ("有1.084万条", "10840", "verified"),
        ("有1.08万条", "10840", "rounded"),
        ("有1.1万条", "10840", "rounded"),
        ("有1.2万条", "10840", "contradicted"),
        ("达94.2%", "94.17", "rounded"),
        ("达100%", "99.99", "contradicted"),
        ("达九成以上", "91.3", "rounded"),
        ("达三分之二", "66.67", "rounded"),
        ("有20—30人", "25", "rounded"),
        ("有20—30人", "31", "contradicted"),
    ],
)
def test_rounding_words_are_held_to_their_rules(text, truth, verdict):
    assert [str(judge(claim, Decimal(truth))) for claim in extract(text)] == [verdict]


STATED = [claim for claim in extract(TEXT) if claim.type.statistic and any(sign.isdigit() for sign in claim.surface)]
DIGITS = [
    place
    for claim in STATED
    for place in range(claim.expression.at, claim.end)
    # 410余 is true of 417, and 突破2010万 of 20,370,000: there only the first digit makes a number wrong
    if TEXT[place].isdigit() and (claim.expression.approx == "exact" or place == claim.expression.at)
]


@given(place=st.sampled_from(DIGITS), digit=st.sampled_from("123456789"))
def test_no_changed_digit_is_ever_borne_out(place, digit):
    changed = TEXT[:place] + digit + TEXT[place + 1 :]
    (hit,) = (found for found in checked(changed).statistics if found.claim.start <= place < found.claim.end)
    assert (hit.verdict in (Verdict.VERIFIED, Verdict.ROUNDED)) == (changed == TEXT)


@given(factor=st.sampled_from([10, 100, 1000, 10_000]), truth=st.integers(11, 10**9))
def test_no_number_off_by_a_power_of_ten_is_ever_verified(factor, truth):
    (claim,) = extract(f"共有{truth * factor}件")
    assert judge(claim, Decimal(truth)) is Verdict.CONTRADICTED


@given(truth=st.integers(11, 10**7))
def test_every_number_written_in_full_is_verified(truth):
    (claim,) = extract(f"共有{truth:,}件")
    assert judge(claim, Decimal(truth)) is Verdict.VERIFIED
