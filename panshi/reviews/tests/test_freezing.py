"""A frozen review keeps its numbers: at its position, for ever, whatever is posted, reversed or killed afterwards."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from panshi.kernel.periods import Period
from panshi.kernel.refusals import NotAllowed
from panshi.ledger.selectors import head
from panshi.ledger.services import post, reverse
from panshi.org.scope import Scope
from panshi.reviews.composing.mistakes import NoSuchUnit
from panshi.reviews.models import FrozenReview, Review
from panshi.reviews.selectors import composed_of
from panshi.reviews.services import NothingPosted, freeze, preview, recompute, save_review
from panshi.reviews.tests.small_year import TEMPLATE, SmallYear, entry_named, organisation, small_year, story

pytestmark = pytest.mark.django_db

TEXT = """# 云川市公安局2023年

刊登稿件8篇，增长60%。
头版头条2篇。

- 云川市公安局1篇
- 北川县局4篇
- 南川县局3篇

3月2篇，
4月2篇，
5月3篇，
6月1篇，

系列报道阅读量突破2000万次；图书室1个。
学习率90%。
任务20条，参加学习3名。
"""


@pytest.fixture
def year() -> SmallYear:
    return small_year()


def written(year: SmallYear, text: str = TEMPLATE) -> Review:
    return save_review(
        review=None, title="一年", text=text, unit=year.city, period=Period.year(2023), language="zh", by=year.editor
    )


def test_a_review_is_frozen_with_text_claims_position_and_checkpoint(year: SmallYear) -> None:
    frozen = freeze(written(year), by=year.editor)
    assert frozen.text == TEXT
    assert frozen.as_of == head()
    assert frozen.checkpoint_note.split("\n")[1] == str(head())
    assert all(frozen.text[claim.start : claim.end] == claim.surface for claim in composed_of(frozen).claims)


def test_frozen_numbers_stay_after_later_postings_and_reversals(year: SmallYear) -> None:
    frozen = freeze(written(year), by=year.editor)
    post(story(year.north, date(2023, 9, 1), "后来的稿子"), by=year.clerk)
    reverse(entry_named("市稿", date(2023, 6, 1)), reason="重复登记", by=year.clerk)
    reverse(entry_named("北稿0", date(2023, 3, 1)), reason="重复登记", by=year.clerk)
    assert recompute(frozen) == composed_of(frozen)
    now, _ = preview(TEMPLATE, Scope(year.city, Period.year(2023)))
    assert "刊登稿件7篇" in now.text


def test_frozen_again_at_the_same_position_is_the_same_frozen_review(year: SmallYear) -> None:
    review = written(year)
    assert freeze(review, by=year.editor) == freeze(review, by=year.editor)
    assert FrozenReview.objects.count() == 1


@pytest.mark.parametrize("sql", ["UPDATE reviews_frozenreview SET text = 'x'", "DELETE FROM reviews_frozenreview"])
def test_the_database_refuses_to_change_a_frozen_review(year: SmallYear, sql: str) -> None:
    from django.db import connection

    freeze(written(year), by=year.editor)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_only_who_may_freeze_freezes(year: SmallYear) -> None:
    with pytest.raises(NotAllowed):
        freeze(written(year), by=year.clerk)


def test_an_empty_ledger_freezes_nothing() -> None:
    year = organisation()
    with pytest.raises(NothingPosted):
        freeze(written(year), by=year.editor)


def test_a_unit_outside_the_review_is_refused_by_line(year: SmallYear) -> None:
    scope = Scope(year.north, Period.year(2023))
    _, mistakes = preview('好\n{{ figure("coverage.mainstream_stories", at="C02") }}', scope)
    assert [(type(mistake), mistake.line) for mistake in mistakes] == [(NoSuchUnit, 2)]
    composed, _ = preview('{{ figure("coverage.mainstream_stories", at="C02") }}', Scope(year.city, Period.year(2023)))
    assert composed.text == "3篇\n"


def test_a_save_over_somebody_elses_is_kept_beside_it(year: SmallYear) -> None:
    review = written(year)
    details = {"title": "一年", "unit": year.city, "period": Period.year(2023), "language": "zh", "by": year.editor}
    first = save_review(review=review, text="甲", revision=1, **details)
    second = save_review(review=review, text="乙", revision=1, **details)
    assert (first.pk, first.text, first.revision) == (review.pk, "甲", 2)
    assert (second.pk != review.pk, second.text) == (True, "乙")


BUILD = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from panshi.kernel.periods import Period
from panshi.reviews.services import save_review
from panshi.reviews.tests.small_year import TEMPLATE, small_year
year = small_year()
save_review(review=None, title="一年", text=TEMPLATE, unit=year.city, period=Period.year(2023), language="zh", by=year.editor)
"""
FREEZE = """
import django
django.setup()
from panshi.org.models import Person
from panshi.reviews.models import Review
from panshi.reviews.services import freeze
print("ready", flush=True)
freeze(Review.objects.get(), by=Person.objects.get(number="E1"))
"""
CHECK = """
import django
django.setup()
from panshi.reviews.models import FrozenReview
from panshi.reviews.selectors import composed_of
from panshi.reviews.services import recompute
assert all(recompute(frozen) == composed_of(frozen) for frozen in FrozenReview.objects.all())
print(FrozenReview.objects.count())
"""


@pytest.mark.killed
def test_killed_while_freezing_it_leaves_nothing_half_done(tmp_path: Path) -> None:
    def run(program: str) -> subprocess.Popen:
        told = os.environ | {"PANSHI_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "panshi.config.settings"}
        return subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=told)

    assert run(BUILD).wait() == 0
    for _ in range(5):
        process = run(FREEZE)
        process.stdout.readline()
        time.sleep(random.uniform(0, 0.8))
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert int(run(CHECK).communicate()[0]) in (0, 1)
    assert run(FREEZE).wait() == 0
    assert int(run(CHECK).communicate()[0]) == 1
