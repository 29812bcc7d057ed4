"""What templates may not do, and how each is refused in one sentence that names the line."""

import time

import pytest
from django.utils import translation

from panshi.reviews.composing.compose import compose, compose_or_mistakes
from panshi.reviews.composing.mistakes import BadOption, Forbidden, Mistake, NoSuchFigure, NotATemplate, TooMuch, UnknownName
from panshi.reviews.tests.catalogue import FIGURES, Engine, scope


def refused(template: str) -> Mistake:
    engine = Engine()
    with pytest.raises(Mistake) as caught:
        compose(template, scope(), values=engine.values, titles=engine.titles, figures=FIGURES)
    return caught.value


@pytest.mark.parametrize(
    ("template", "construct"),
    [
        ('{% include "x" %}', "include"),
        ('{% import "x" as x %}', "import"),
        ('{% from "x" import y %}', "from … import"),
        ('{% extends "x" %}', "extends"),
        ("{% macro m() %}x{% endmacro %}", "macro"),
        ("{% block b %}x{% endblock %}", "block"),
        ("{% call figure() %}x{% endcall %}", "call"),
        ("{% filter upper %}x{% endfilter %}", "filter"),
        ("{% set x %}a{% endset %}", "set … endset"),
        ("{% set figure = 1 %}", "set figure"),
        ("{{ unit.__class__ }}", ".__class__"),
        ("{{ unit.code.__class__.__mro__ }}", ".__mro__"),
        ('{{ "".__class__ }}', ".__class__"),
        ('{{ unit["__class__"] }}', "[…]"),
        ('{{ "a" * 1000000000 }}', "*"),
        ("{{ 10 ** 10 ** 10 }}", "**"),
        ('{{ "%1000000000d" % 1 }}', "%"),
        ('{{ "a" ~ "b" }}', "~"),
        ('{{ figure("coverage.front_page_leads") - 1 }}', "-"),
        ("{{ year + 51 }}", "+"),
        ("{{ 1 + year }}", "+"),
        ("{{ range(10) }}", "range()"),
        ("{{ unit.name.format(1) }}", "format()"),
        ('{{ "a"|replace("a", "b") }}', "|replace"),
        ("{{ {} }}", "{…}"),
        ("{{ _counted }}", "_counted"),
        ("{% for a in [1] recursive %}{{ loop([2]) }}{% endfor %}", "for … recursive"),
    ],
)
def test_a_forbidden_construct_is_named_with_its_line(template: str, construct: str) -> None:
    mistake = refused("第一行\n" + template)
    assert (type(mistake), mistake.line, mistake.facts["construct"]) == (Forbidden, 2, construct)


def test_an_unknown_figure_is_refused_with_the_near_ones() -> None:
    mistake = refused('一\n二\n{{ figure("coverage.mainstream_story") }}')
    assert type(mistake) is NoSuchFigure
    assert str(mistake) == "模板第3行：没有“coverage.mainstream_story”这个数字。相近的有：coverage.mainstream_stories。"


def test_a_mistake_is_said_in_the_reader_s_language_whatever_the_review_s() -> None:
    with translation.override("en"):
        said = str(refused('{{ figure("coverage.mainstream_story") }}'))
    near = "Near it: coverage.mainstream_stories."
    assert said == f"Line 1 of the template: there is no figure “coverage.mainstream_story”. {near}"


def test_a_figure_unknown_in_a_loop_is_refused_too() -> None:
    assert type(refused('{% for key in ["no.such"] %}{{ figure(key) }}{% endfor %}')) is NoSuchFigure


def test_broken_syntax_names_its_line() -> None:
    mistake = refused('好\n{% if figure("coverage.front_page_leads") %}')
    assert (type(mistake), mistake.line) == (NotATemplate, 2)


@pytest.mark.parametrize(
    "template",
    [
        '{{ figure("coverage.front_page_leads", form="roughly") }}',
        '{{ figure("coverage.front_page_leads", shape=1) }}',
        '{{ figure("coverage.front_page_leads", digits="x") }}',
        '{{ figure("coverage.front_page_leads", year=5) }}',
        '{{ figure("coverage.front_page_leads", line=5) }}',
        '{{ figure("coverage.front_page_leads", like="三分之一") }}',
        '{{ change("coverage.front_page_leads", like="12%") }}',
        '{{ titles("coverage.front_page_leads", like="甲、乙") }}',
        '{{ parts("coverage.front_page_leads", by="person") }}',
        '{{ span("coverage.front_page_leads") }}',
        '{{ titles("learning.completion_rate") }}',
        "{{ figure() }}",
    ],
)
def test_an_option_that_does_not_exist_is_refused(template: str) -> None:
    assert type(refused(template)) is BadOption


def test_an_unknown_name_is_refused_with_near_ones() -> None:
    mistake = refused("{{ yeer }}")
    assert (type(mistake), str(mistake)) == (UnknownName, "模板第1行的“yeer”没有定义。相近的有：year。")


LOOP = "{% for a in [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20] %}"


@pytest.mark.parametrize(
    "template",
    [
        LOOP * 4 + "{% endfor %}" * 4,
        LOOP * 4 + "{{ year }}" + "{% endfor %}" * 4,
        '{% for a in "' + "x" * 100_000 + '" %}{% for b in "' + "y" * 50_000 + '" %}{% endfor %}{% endfor %}',
        "x" * 300_000,
        LOOP * 3 + "z" * 20_000 + "{% endfor %}" * 3,
    ],
)
def test_an_endless_or_huge_loop_is_stopped_within_a_second(template: str) -> None:
    started = time.perf_counter()
    assert type(refused(template)) is TooMuch
    assert time.perf_counter() - started < 1


def test_deep_nesting_is_refused_and_does_not_overflow() -> None:
    assert isinstance(refused("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}"), Mistake)
    assert isinstance(refused("{{ " + "not " * 5000 + "1 }}"), Mistake)
    assert isinstance(refused("{% if 1 %}" * 500 + "{% endif %}" * 500), Mistake)
    assert type(refused(LOOP * 5 + "{% endfor %}" * 5)) is Forbidden


def test_all_mistakes_come_back_together_by_line() -> None:
    text = '{{ figure("no.one") }}\n{{ yeer }}\n{% include "x" %}'
    composed, mistakes = compose_or_mistakes(text, scope(), values=Engine().values, figures=FIGURES)
    assert (composed, [mistake.line for mistake in mistakes]) == (None, [1, 2, 3])


def test_marks_of_places_cannot_be_forged_by_a_template() -> None:
    engine = Engine()
    assert compose("a\ue0000\ue001b", scope(), values=engine.values, figures=FIGURES).text == "a0b\n"
