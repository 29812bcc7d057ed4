"""`panshi sync` and `panshi figures`: what they print, and what they refuse."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import call_command

from panshi.figures import definitions
from panshi.figures.compute import BeyondHead
from panshi.figures.management.commands.figures import BadChoice, BadYear
from panshi.figures.tests.conftest import EVENT, VISIT
from panshi.figures.tests.trial import PIECES, TALK_SHARE, TALKS
from panshi.kernel.refusals import NotFound
from panshi.org.access import BadPosition
from panshi.org.models import Person, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def few_figures(monkeypatch: pytest.MonkeyPatch, trial_kinds: None) -> None:
    from panshi.figures.tests.trial import EVENTS

    few = {figure.key: figure for figure in (PIECES, TALKS, EVENTS, TALK_SHARE)}
    monkeypatch.setattr(definitions, "_figures", few)


def printed(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_json_is_a_list_of_figures_with_decimal_strings(posted, few_figures, city: Unit, east: Unit) -> None:
    posted(EVENT, east, "2023-05-03", form="talk", quantity=1200)
    assert json.loads(printed("figures", "--year", "2023", "--format", "json", "--by", "unit")) == [
        {"key": key, "label": key[6:], "value": value, "unit": key[6:], "measure": measure, "as_of": 1,
         "parts": [{"code": "C01", "label": "东县局", "value": value}]}
        for key, value, measure in (
            ("trial.events", "1", "count"), ("trial.pieces", "1200", "sum"),
            ("trial.talk_share", "100", "ratio"), ("trial.talks", "1", "count"),
        )
    ]  # fmt: skip


def test_a_rate_of_nothing_is_null_and_csv_leaves_it_empty(few_figures, city: Unit) -> None:
    found = {row["key"]: row["value"] for row in json.loads(printed("figures", "--year", "2023", "--format", "json"))}
    assert found == {"trial.events": "0", "trial.pieces": "0", "trial.talk_share": None, "trial.talks": "0"}
    rows = list(csv.DictReader(StringIO(printed("figures", "--year", "2023", "--format", "csv"))))
    assert [row["value"] for row in rows if row["key"] == "trial.talk_share"] == [""]


def test_the_table_names_unit_year_and_position(posted, few_figures, city: Unit) -> None:
    posted(EVENT, city, "2023-05-03", quantity=1882)
    text = printed("figures", "--year", "2023")
    assert "市局 2023，截至第 1 条" in text
    assert "1,882" in text


@pytest.mark.parametrize(
    ("words", "refusal", "said"),
    [
        (("--year", "twenty"), BadYear, "“twenty”不是年份"),
        (("--year", "2203"), BadYear, "“2203”不是年份"),
        (("--unit", "X9"), NotFound, "没有找到“X9”"),
        (("--as-of", "99"), BeyondHead, "账本只到第 0 条，不能按第 99 条计算"),
        (("--as-of=-1",), BadPosition, "“-1”不是账本位置"),
        (("--by", "week"), BadChoice, "--by 不能是“week”；可选：unit, month"),
        (("--format", "xml"), BadChoice, "--format 不能是“xml”"),
    ],
)
def test_bad_options_are_refused_in_one_sentence(words, refusal, said, few_figures, city: Unit) -> None:
    with pytest.raises(refusal, match=said):
        printed("figures", *words)


def test_sync_says_how_far_it_came_and_rebuild_starts_over(posted, city: Unit, reader: Person) -> None:
    posted(EVENT, city, "2023-05-03")
    posted(VISIT, city, "2023-05-03", person=reader)
    assert printed("sync").startswith("数字库已同步到第 2 条")
    assert printed("sync", "--rebuild").startswith("数字库已同步到第 2 条")
