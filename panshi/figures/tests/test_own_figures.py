"""Users' own figures: the same powers, checked before they are kept, every version kept."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from panshi.figures import own
from panshi.figures.compute import value
from panshi.figures.definitions import Condition, Figure, Measure, Operator, Ratio, UnknownFigure, among
from panshi.figures.selectors import catalogue, figure, own_figures, versions
from panshi.figures.services import StillUsed, define_figure, redefine_figure, retire_figure
from panshi.figures.tests.conftest import EVENT
from panshi.figures.tests.trial import asked
from panshi.kernel.periods import Period
from panshi.kernel.refusals import NotAllowed
from panshi.kernel.words import Words
from panshi.ledger.kinds import BadDimension, UnknownDimension, UnknownKind
from panshi.org.choices import Role
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.services import grant_role

pytestmark = pytest.mark.django_db

LARGE_TALKS = replace(
    asked(
        "",
        Measure.COUNT,
        "trial.event",
        among("form", "talk"),
        Condition("size", Operator.AT_LEAST, (2,)),
        Condition("held_on", Operator.AT_MOST, (date(2023, 6, 30),)),
    ),
    label=Words("大型宣讲", "Large talks"),
    question=Words("问", "asks"),
    unit=Words("场", "talks"),
)


@pytest.fixture
def leader(clerk: Person, city: Unit, trial_kinds: None) -> Person:
    grant_role(person=clerk, role=Role.LEADER, unit=city, since=date(2000, 1, 1), by=None)
    return clerk


def test_an_own_figure_counts_like_any_other(posted, leader: Person, city: Unit) -> None:
    posted(EVENT, city, "2023-05-03", form="talk", size=2, held_on=date(2023, 5, 3))
    posted(EVENT, city, "2023-05-03", form="talk", size=1, held_on=date(2023, 5, 3))
    mine = define_figure(figure=LARGE_TALKS, unit=city, by=leader)
    assert mine.key == "own.large_talks"
    assert figure("own.large_talks") == mine
    assert mine in catalogue()
    assert own_figures() == (mine,)
    assert value(mine, Scope(city, Period.year(2023))).value == Decimal(1)


def test_the_same_name_twice_gives_two_keys(leader: Person, city: Unit) -> None:
    keys = [define_figure(figure=LARGE_TALKS, unit=city, by=leader).key for _ in range(2)]
    assert keys == ["own.large_talks", "own.large_talks_2"]


def test_a_change_is_a_new_version_beside_the_old(leader: Person, city: Unit) -> None:
    mine = define_figure(figure=LARGE_TALKS, unit=city, by=leader)
    changed = redefine_figure(key=mine.key, figure=replace(mine, where=()), by=leader)
    assert figure(mine.key) == changed
    assert [(row.version, found.where) for row, found in versions(mine.key)] == [(2, ()), (1, LARGE_TALKS.where)]


def test_a_retired_figure_is_gone_and_its_key_not_given_again(leader: Person, city: Unit) -> None:
    mine = define_figure(figure=LARGE_TALKS, unit=city, by=leader)
    retire_figure(key=mine.key, by=leader)
    with pytest.raises(UnknownFigure):
        figure(mine.key)
    assert define_figure(figure=LARGE_TALKS, unit=city, by=leader).key == "own.large_talks_2"


def test_a_figure_that_a_rate_is_made_of_is_not_retired(leader: Person, city: Unit) -> None:
    mine = define_figure(figure=LARGE_TALKS, unit=city, by=leader)
    other = define_figure(figure=replace(LARGE_TALKS, where=()), unit=city, by=leader)
    rate = replace(LARGE_TALKS, measure=Measure.RATIO, kind="", where=(), ratio=Ratio(mine.key, other.key))
    define_figure(figure=rate, unit=city, by=leader)
    with pytest.raises(StillUsed, match="还被“大型宣讲”用着"):
        retire_figure(key=mine.key, by=leader)


def test_a_member_may_not_define_figures(reader: Person, city: Unit, trial_kinds: None) -> None:
    with pytest.raises(NotAllowed, match="定义数字"):
        define_figure(figure=LARGE_TALKS, unit=city, by=reader)


@pytest.mark.parametrize(
    ("changed", "refusal", "said"),
    [
        ({"kind": "trial.thing"}, UnknownKind, "没有“trial.thing”这种记录。"),
        ({"where": (among("colour", "red"),)}, UnknownDimension, "“event”没有“colour”这一项"),
        ({"where": (among("form", "swim"),)}, BadDimension, "“form”不能是“swim”"),
        ({"where": (among("form"),)}, own.WrongCondition, "至少要选一个值"),
        ({"where": (Condition("form", Operator.AT_LEAST, ("talk",)),)}, own.WrongCondition, "只有整数和日期可以比大小"),
        ({"measure": Measure.PEOPLE}, own.WrongMeasure, "它的记录不指向人"),
        ({"measure": Measure.STOCK}, own.WrongMeasure, "它没有终止日期"),
        ({"measure": Measure.SCORE}, own.WrongMeasure, "没有适用的计分表"),
        ({"label": Words("名", " ")}, own.WordMissing, "请填写名称"),
        ({"measure": Measure.RATIO, "ratio": Ratio("own.a", "own.a")}, own.WrongRatio, "两个不同的"),
    ],
)
def test_what_the_kind_cannot_answer_is_refused(changed, refusal, said, leader: Person, city: Unit) -> None:
    with pytest.raises(refusal, match=said):
        define_figure(figure=replace(LARGE_TALKS, **changed), unit=city, by=leader)
    assert own_figures() == ()


def test_an_unknown_figure_is_refused_with_near_ones(db: None) -> None:
    with pytest.raises(UnknownFigure, match=r"没有“coverage.mainstream_storys”这个数字。相近的有：coverage.mainstream_stories"):
        figure("coverage.mainstream_storys")


def test_figures_that_outlive_their_kind_leave_the_catalogue(leader: Person, city: Unit) -> None:
    from panshi.ledger import kinds

    define_figure(figure=LARGE_TALKS, unit=city, by=leader)
    kept = kinds._kinds.pop("trial.event")
    assert own_figures() == ()
    kinds._kinds["trial.event"] = kept
    assert len(own_figures()) == 1


def test_a_figure_read_back_is_the_figure_written(leader: Person, city: Unit) -> None:
    mine: Figure = define_figure(figure=LARGE_TALKS, unit=city, by=leader)
    assert replace(figure(mine.key), key="trial.") == LARGE_TALKS
