"""The facts of 2023 and the rooms' declarations agree."""

from decimal import Decimal

import pytest

from panshi.demo.expected import EXPECTED, FACTS
from panshi.figures import rule_tables
from panshi.figures.definitions import Measure, declared
from panshi.kernel.numbers import holds
from panshi.ledger import kinds

DECLARED = {figure.key: figure for figure in declared()}


def test_there_are_forty_six_facts():
    assert len(FACTS) == len(EXPECTED) == 46


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.key)
def test_every_fact_has_a_figure_with_its_unit_and_measure(fact):
    figure = DECLARED[fact.key]
    assert (figure.unit.zh, figure.measure) == (fact.unit, fact.measure)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.key)
def test_the_demo_number_fits_what_was_stated(fact):
    assert holds(Decimal(fact.value), Decimal(fact.stated), fact.form)


def test_every_figure_asks_about_dimensions_its_kind_has():
    for figure in DECLARED.values():
        if figure.measure is Measure.RATIO:
            assert {figure.ratio.numerator, figure.ratio.denominator} <= DECLARED.keys()
            continue
        kind = kinds.kind(figure.kind)
        for condition in figure.where:
            dimension = kind.dimension(condition.dimension)
            assert dimension.grouped, f"{figure.key}: {dimension.key} is not in the cells"
            for value in condition.values:
                assert dimension.check(value) == value


def test_stocks_have_an_end_and_people_are_named():
    for figure in DECLARED.values():
        if figure.measure is Measure.STOCK:
            assert kinds.kind(figure.kind).until, figure.key
        if figure.measure is Measure.PEOPLE:
            assert kinds.kind(figure.kind).people, figure.key
        if figure.measure is Measure.SCORE:
            assert rule_tables.versions(figure.rules), figure.key


def test_labels_questions_and_units_stand_in_both_languages():
    for figure in DECLARED.values():
        for words in (figure.label, figure.question, figure.unit):
            assert words.zh, figure.key
            assert words.en, figure.key
        assert figure.question.zh.endswith(("？", "。")), figure.key
        assert figure.question.en.endswith(("?", ".")), figure.key


def test_no_two_figures_share_label_and_unit():
    named = [(figure.label.zh, figure.unit.zh) for figure in DECLARED.values()]
    assert len(named) == len(set(named))


def test_kinds_name_their_title_identity_and_end_among_their_dimensions():
    for kind in kinds.kinds():
        for key in (*kind.identity, *filter(None, (kind.title, kind.until))):
            kind.dimension(key)


def test_points_have_two_versions_one_after_the_other():
    older, newer = rule_tables.versions("coverage.points")
    assert (older.version, newer.version) == ("2021", "2023")
    assert (newer.since - older.until).days == 1
