"""How the questions did, held against statistics libraries and against counts by hand."""

from datetime import UTC, datetime
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from panshi.kernel.periods import Period
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.work.learning.models import Answer, Attempt, Exam
from panshi.work.learning.models.contents import Content
from panshi.work.learning.selectors.analysis import analysis, correlation, reliability
from panshi.work.learning.services import examining, questions
from panshi.work.learning.services.examining import NewLine, Rules
from panshi.work.learning.services.questions import Draft
from panshi.work.learning.tests import asking
from panshi.work.learning.tests.conftest import person

T0 = datetime(2023, 6, 1, tzinfo=UTC)
RIGHT = [
    (1, 1, 1, 0, 1), (1, 0, 1, 1, 1), (0, 0, 1, 0, 0), (1, 1, 1, 1, 1), (0, 0, 0, 0, 1), (1, 1, 0, 0, 1),
    (0, 1, 1, 0, 0), (1, 1, 1, 1, 0), (0, 0, 0, 0, 0), (1, 0, 1, 0, 1), (1, 1, 1, 0, 1), (0, 0, 1, 0, 1),
]  # fmt: skip
WEIGHTED = (2, 1.5, 0, 2, 1, 0.5, 0, 1, 0, 1.5, 2, 0.5)


def points(weighted: bool = False) -> np.ndarray:
    found = np.array(RIGHT, float)
    if weighted:
        found[:, 4] = WEIGHTED
    return found


# The numbers that pingouin 0.7.0 gives: pingouin.cronbach_alpha(data) and pingouin.corr(item, rest).
@pytest.mark.parametrize(("weighted", "alpha"), [(False, 0.626984126984127), (True, 0.7542694497153699)])
def test_reliability_is_that_of_pingouin(weighted: bool, alpha: float) -> None:
    assert reliability(points(weighted)) == (pytest.approx(alpha, abs=1e-12), 5)


def test_corrected_correlations_are_those_of_pingouin() -> None:
    found = points(weighted=True)
    rest = [correlation(found[:, item], np.delete(found, item, axis=1).sum(axis=1)) for item in range(5)]
    assert rest == pytest.approx([0.7888106377, 0.4025236843, 0.3962969620, 0.4595879917, 0.6611419727])


@given(arrays(np.float64, (15, 4), elements=st.sampled_from([0.0, 0.5, 1.0])))
def test_any_paper_has_the_correlation_of_scipy_and_the_alpha_of_its_covariances(found: np.ndarray) -> None:
    whole = found.sum(axis=1)
    covariance = np.cov(found, rowvar=False)
    alpha, items = reliability(found)
    assert items == 4
    if whole.var() > 1e-12:
        assert alpha == pytest.approx(4 / 3 * (1 - np.trace(covariance) / covariance.sum()))
    else:
        assert alpha is None
    rest = whole - found[:, 0]
    if np.ptp(found[:, 0]) and np.ptp(rest):
        assert correlation(found[:, 0], rest) == pytest.approx(stats.pearsonr(found[:, 0], rest).statistic)
    else:
        assert correlation(found[:, 0], rest) is None


def test_for_right_or_wrong_it_is_the_point_biserial_and_kr_20() -> None:
    found = points()
    rest = found[:, 1:].sum(axis=1)
    assert correlation(found[:, 0], rest) == pytest.approx(stats.pointbiserialr(found[:, 0], rest).statistic)
    p = found.mean(axis=0)
    kr20 = 5 / 4 * (1 - (p * (1 - p)).sum() / found.sum(axis=1).var())
    assert reliability(found)[0] == pytest.approx(kr20)


def test_questions_not_on_every_paper_are_left_out_of_reliability() -> None:
    found = points()
    found[0, 4] = np.nan
    assert reliability(found) == (pytest.approx(reliability(points()[:, :4])[0]), 4)


@pytest.fixture
def exam(county: Unit, trainer: Person) -> Exam:
    """Twelve papers of five questions with three choices each; who is wrong chooses the second, the last of all the third."""
    bank = questions.make_bank(unit=county, title="题库", by=trainer)
    contents: list[Content] = [asking.single(f"第{number}题") for number in range(5)]
    kept = questions.keep_questions(bank, [Draft(content) for content in contents], by=trainer)
    exam = examining.make_exam(unit=county, rules=Rules("测验", "professional"), by=trainer)
    examining.set_lines(exam, [NewLine(question) for question in kept], by=trainer)
    for number, right in enumerate(RIGHT):
        sitter = person(f"S{number}", "考生", county)
        attempt = Attempt.objects.create(
            exam=exam, person=sitter, number=1, unit=county, category="officer", begun_at=T0, handed_in_at=T0, points_max=5,
            points=sum(right), passed=sum(right) >= 3,
        )  # fmt: skip
        for place, (question, good) in enumerate(zip(kept, right, strict=True), 1):
            wrong = [2] if number == 11 else [1]
            given = [0] if good else wrong
            Answer.objects.create(
                attempt=attempt, place=place, version=question.current, points=1, mark=Decimal(good), given=given, order=[0, 1, 2]
            )
    return exam


def test_difficulty_groups_and_distractors_are_counted(exam: Exam, county: Unit) -> None:
    found = analysis(exam, Scope(county, Period.year(2023)))
    assert (found.papers, found.common, found.dichotomous, round(found.alpha or 0, 6)) == (12, 5, True, 0.626984)
    items = {item.version.gist: item for item in found.items}
    assert [round(items[f"第{number}题"].difficulty, 4) for number in range(5)] == [0.5833, 0.5, 0.75, 0.25, 0.6667]
    assert [item.difficulty for item in found.items] == sorted(item.difficulty for item in found.items)
    first = items["第0题"]
    assert first.correlation == pytest.approx(stats.pearsonr(points()[:, 0], points()[:, 1:].sum(axis=1)).statistic)
    # Of twelve papers 27 % are three: the upper ones all chose rightly, of the lower ones (totals 1, 1 and 0) none did.
    assert first.upper_lower == 1.0
    assert [(each.letter, each.chosen, each.upper, each.lower, each.right) for each in first.distractors] == [
        ("A", 7, 3, 0, True), ("B", 4, 0, 3, False), ("C", 1, 0, 0, False),
    ]  # fmt: skip
    assert (first.verdict, first.distractors[2].idle, first.distractors[1].misleads) == ("good", False, False)


def test_with_few_papers_nothing_is_said_of_discrimination(exam: Exam, county: Unit) -> None:
    Attempt.objects.filter(pk__gt=Attempt.objects.order_by("pk")[8].pk).update(passed=None)
    found = analysis(exam, Scope(county, Period.year(2023)))
    assert (found.papers, {item.correlation for item in found.items}, {item.verdict for item in found.items}) == (9, {None}, {""})


def test_nobody_sat_it_yet(exam: Exam, county: Unit) -> None:
    Attempt.objects.all().update(passed=None)
    assert analysis(exam, Scope(county, Period.year(2023))).items == ()
