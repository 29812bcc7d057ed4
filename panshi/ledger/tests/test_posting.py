"""One door in: what is posted, what is refused, and that the same source posts once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from django.db import connection

from panshi.kernel import clock
from panshi.kernel.references import Reference
from panshi.kernel.refusals import Refusal
from panshi.ledger import selectors, services
from panshi.ledger.entries import Posted
from panshi.ledger.kinds import Kind
from panshi.ledger.postings import Posting
from panshi.ledger.tests.conftest import ATTENDANCE, READS, SESSION
from panshi.org.models import Person, Unit

DAY = date(2023, 5, 4)


def session(city: Unit, key: str = "1", **facts: object) -> Posting:
    return replace(Posting(SESSION, city, DAY, Reference("drill.record", key), {"form": "night"}), **facts)


def test_an_entry_says_what_was_posted(city: Unit, clerk: Person) -> None:
    dims = {"title": "夜间疏散", "form": "night", "ends_on": "2023-05-05", "indoors": False}
    with clock.fixed(datetime(2023, 5, 6, 8, 0, tzinfo=timezone(timedelta(hours=8)))):
        entry = services.post(session(city, dims=dims, evidence=("ab" * 32,)), by=clerk)
    assert entry == selectors.entry(1)
    assert (entry.seq, entry.kind, entry.unit_id, entry.person_id) == (1, "drill.session", city.pk, None)
    assert entry.dims == {"title": "夜间疏散", "form": "night", "ends_on": date(2023, 5, 5), "indoors": False}
    assert (entry.occurred_on, entry.quantity, entry.sign, entry.reverses) == (DAY, 1, 1, None)
    assert str(entry.posted_at) == "2023-05-06 00:00:00+00:00"
    assert entry.evidence == ("ab" * 32,)
    assert entry.source == Reference("drill.record", "1")


def test_dimensions_are_stored_as_canonical_json(city: Unit, clerk: Person) -> None:
    services.post(session(city, dims={"title": "甲", "form": "day", "ends_on": DAY}), by=clerk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT dims FROM ledger_entry")
        assert cursor.fetchall() == [('{"ends_on":"2023-05-04","form":"day","title":"甲"}',)]


def test_posting_again_gives_what_is_there(city: Unit, clerk: Person) -> None:
    first = services.post(session(city), by=clerk)
    assert services.post(session(city), by=clerk) == first
    assert selectors.head() == 1


def test_the_same_source_with_other_content_is_refused(city: Unit, clerk: Person) -> None:
    services.post(session(city), by=clerk)
    with pytest.raises(services.AlreadyPosted, match=r"“drill\.record:1”已经入账（第 1 条），内容不同"):
        services.post(session(city, dims={"form": "day"}), by=clerk)
    with pytest.raises(services.AlreadyPosted):
        services.post(session(city, evidence=("ab" * 32,)), by=clerk)


def test_posting_many_skips_what_is_there_and_leaves_no_gap(city: Unit, clerk: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "CHUNK", 3)
    services.post(session(city, "4"), by=clerk)
    posted = services.post_many((session(city, str(number)) for number in (*range(10), 9, 2)), by=clerk)
    assert posted == Posted(first=2, last=10, written=9, already=3)
    assert services.post_many((session(city, str(number)) for number in range(10)), by=clerk) == Posted(0, 0, 0, 10)
    assert [entry.source.key for entry in selectors.entries(range(1, 11))] == list("4012356789")


def test_posting_many_leaves_nothing_when_one_is_refused(city: Unit, clerk: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "CHUNK", 3)
    postings = [session(city, str(number)) for number in range(8)] + [session(city, "9", dims={"form": "dusk"})]
    with pytest.raises(Refusal):
        services.post_many(postings, by=clerk)
    assert selectors.head() == 0


def test_a_mapping_changed_between_postings_is_posted_as_it_stood(city: Unit, clerk: Person) -> None:
    dims: dict[str, object] = {"form": "day"}

    def postings():
        for title in ("甲", "乙"):
            dims["title"] = title
            yield session(city, title, dims=dims)

    services.post_many(postings(), by=clerk)
    assert [entry.dims["title"] for entry in selectors.entries([1, 2])] == ["甲", "乙"]


def test_a_moment_of_posting_is_never_earlier_than_the_one_before(city: Unit, clerk: Person) -> None:
    later, earlier = datetime(2023, 6, 1, tzinfo=clock.CHINA), datetime(2023, 5, 9, tzinfo=clock.CHINA)
    with clock.fixed(later):
        services.post(session(city, "1"), by=clerk)
    with clock.fixed(earlier):
        second = services.post(session(city, "2"), by=clerk)
    assert second.posted_at == later


REFUSED: list[tuple[str, Callable[[Unit, Person], Posting], str]] = [
    ("bad-quantity", lambda unit, who: Posting(READS, unit, DAY, Reference("drill.record", "1"), quantity=-3), "数量不能是“-3”"),
    ("bad-quantity", lambda unit, who: Posting(READS, unit, DAY, Reference("drill.record", "1"), quantity=2**53), "数量不能是"),
    ("quantity-not-one", lambda unit, who: session(unit, quantity=2), "“演练”一条就是一，数量不能是 2"),
    ("impossible-day", lambda unit, who: session(unit, occurred_on=date(2203, 5, 4)), "发生日期不能是 2203-05-04"),
    ("unit-not-open", lambda unit, who: session(unit, occurred_on=date(1999, 5, 4)), "“云川市公安局”在 1999-05-04 还没有设立"),
    ("person-missing", lambda unit, who: session(unit, kind=ATTENDANCE, dims={}), "“参加演练”要写明是谁"),
    ("person-superfluous", lambda unit, who: session(unit, person=who), "“演练”不记在个人名下，不能写人员“周宁”"),
    ("unknown-dimension", lambda unit, who: session(unit, dims={"form": "day", "colour": "red"}), "“演练”没有“colour”这一项"),
    ("missing-dimension", lambda unit, who: session(unit, dims={}), "“演练”缺少“形式”"),
    ("bad-dimension", lambda unit, who: session(unit, dims={"form": "day", "title": "a\nb"}), "“名称”不能是"),
    ("bad-dimension", lambda unit, who: session(unit, dims={"form": "day", "title": object()}), "“名称”不能是"),
    ("bad-source", lambda unit, who: session(unit, "1\n2"), "来源“drill.record:1"),
    ("bad-source", lambda unit, who: session(unit, ""), "来源“drill.record:”"),
    ("bad-evidence", lambda unit, who: session(unit, evidence=("x",)), "证据“x”不是 SHA-256 摘要"),
    (
        "unknown-kind",
        lambda unit, who: session(unit, kind=Kind("drill.nothing", SESSION.label, SESSION.label)),
        "没有“drill.nothing”",
    ),
]


@pytest.mark.parametrize(("code", "make", "words"), REFUSED)
def test_what_cannot_be_is_refused_in_one_sentence(code: str, make: Callable, words: str, city: Unit, clerk: Person) -> None:
    with pytest.raises(Refusal) as refused:
        services.post(make(city, clerk), by=clerk)
    assert refused.value.code == code
    assert words in str(refused.value)
    assert "\n" not in str(refused.value).replace("a\nb", "").replace("1\n2", "")
    assert selectors.head() == 0


def test_a_day_before_1949_is_refused_even_of_an_old_unit(city: Unit, clerk: Person) -> None:
    city.opened_on = date(1900, 1, 1)
    with pytest.raises(Refusal, match="发生日期不能是 1948-12-31；应在 1949-01-01 到"):
        services.post(session(city, occurred_on=date(1948, 12, 31)), by=clerk)


def test_tomorrow_is_accepted_and_the_day_after_refused(city: Unit, clerk: Person) -> None:
    with clock.fixed(datetime(2023, 5, 3, 12, tzinfo=clock.CHINA)):
        services.post(session(city, occurred_on=date(2023, 5, 4)), by=clerk)
        with pytest.raises(Refusal, match="2023-05-05"):
            services.post(session(city, "2", occurred_on=date(2023, 5, 5)), by=clerk)


def test_a_unit_counts_until_the_day_it_closed(city: Unit, clerk: Person) -> None:
    city.closed_on = DAY
    services.post(session(city), by=clerk)
    with pytest.raises(Refusal, match="已经撤销"):
        services.post(session(city, "2", occurred_on=DAY + timedelta(days=1)), by=clerk)


def test_people_and_quantities_stand_where_the_kind_has_them(city: Unit, clerk: Person) -> None:
    attendance = services.post(session(city, "1", kind=ATTENDANCE, dims={}, person=clerk), by=clerk)
    reads = services.post(session(city, "2", kind=READS, dims={}, quantity=0), by=clerk)
    assert (attendance.person_id, attendance.quantity) == (clerk.pk, 1)
    assert (reads.person_id, reads.quantity) == (None, 0)
