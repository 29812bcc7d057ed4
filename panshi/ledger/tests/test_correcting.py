"""Nothing is edited: what was wrong is taken back by a reversal, and both stay."""

from datetime import date

import pytest
from django.db import Error, connection, transaction

from panshi.kernel.references import Reference
from panshi.kernel.refusals import Refusal
from panshi.ledger import selectors, services
from panshi.ledger.tests.test_posting import session
from panshi.org.models import Person, Unit


def test_a_reversal_copies_what_it_takes_back(city: Unit, clerk: Person) -> None:
    entry = services.post(session(city), by=clerk)
    reversal = services.reverse(entry, reason=" 重复登记 ", by=clerk)
    for same in ("kind", "unit_id", "person_id", "occurred_on", "quantity", "dims", "source"):
        assert getattr(reversal, same) == getattr(entry, same)
    assert (reversal.seq, reversal.sign, reversal.reverses, reversal.reason) == (2, -1, 1, "重复登记")
    assert selectors.reversal_of(1) == reversal
    assert selectors.by_source(Reference("drill.record", "1")) == [entry, reversal]
    assert selectors.reversals() == [reversal]
    assert selectors.reversals_of([1, 2]) == {1: reversal}


@pytest.mark.parametrize("reason", ["", "  ", "a\nb", "x" * 501, "a\x00b", "a\u2028b"])
def test_a_reversal_wants_one_line_of_reason(reason: str, city: Unit, clerk: Person) -> None:
    entry = services.post(session(city), by=clerk)
    with pytest.raises(Refusal, match="原因"):
        services.reverse(entry, reason=reason, by=clerk)
    assert selectors.head() == 1


def test_an_entry_is_taken_back_once_and_a_reversal_never(city: Unit, clerk: Person) -> None:
    entry = services.post(session(city), by=clerk)
    reversal = services.reverse(entry, reason="重复登记", by=clerk)
    with pytest.raises(services.AlreadyReversed, match="第 1 条已经冲正过（第 2 条）"):
        services.reverse(entry, reason="重复登记", by=clerk)
    with pytest.raises(services.ReversesReversal, match="第 2 条本身是冲正"):
        services.reverse(reversal, reason="重复登记", by=clerk)
    assert selectors.head() == 2


def test_many_are_taken_back_together_or_not_at_all(city: Unit, clerk: Person) -> None:
    services.post_many([session(city, str(number)) for number in range(4)], by=clerk)
    one, two, three, four = selectors.entries([1, 2, 3, 4])
    services.reverse(three, reason="重复登记", by=clerk)
    with pytest.raises(services.AlreadyReversed):
        services.reverse_many([one, three], reason="重复登记", by=clerk)
    with pytest.raises(services.AlreadyReversed):
        services.reverse_many([one, one], reason="重复登记", by=clerk)
    assert selectors.head() == 5
    assert [entry.reverses for entry in services.reverse_many([four, two], reason="重复登记", by=clerk)] == [4, 2]
    assert services.reverse_many([], reason="重复登记", by=clerk) == []


def test_a_correction_takes_back_and_posts_anew(city: Unit, clerk: Person) -> None:
    entry = services.post(session(city, "7"), by=clerk)
    revised = session(city, "7@2", occurred_on=date(2023, 5, 6))
    corrected = services.correct(entry, revised, reason="日期写错", by=clerk)
    assert (corrected.seq, corrected.occurred_on, selectors.head()) == (3, date(2023, 5, 6), 3)
    assert services.correct(entry, revised, reason="日期写错", by=clerk) == corrected
    assert selectors.head() == 3


def test_a_correction_needs_a_revision_of_its_own(city: Unit, clerk: Person) -> None:
    entry = services.post(session(city, "7"), by=clerk)
    with pytest.raises(services.SameRevision, match=r"如“drill\.record:7@2”"):
        services.correct(entry, session(city, "7"), reason="日期写错", by=clerk)


def test_a_correction_that_is_refused_takes_nothing_back(city: Unit, clerk: Person) -> None:
    entry = services.post(session(city, "7"), by=clerk)
    with pytest.raises(Refusal, match="2203"):
        services.correct(entry, session(city, "7@2", occurred_on=date(2203, 1, 1)), reason="日期写错", by=clerk)
    assert selectors.head() == 1


def test_a_position_beyond_the_end_is_refused_by_number(city: Unit, clerk: Person) -> None:
    with pytest.raises(selectors.NoEntry, match="账本里没有第 9 条"):
        selectors.entry(9)


@pytest.mark.parametrize("statement", ["UPDATE ledger_entry SET quantity = 2", "DELETE FROM ledger_entry WHERE seq = 1"])
def test_the_database_refuses_to_change_an_entry(statement: str, city: Unit, clerk: Person) -> None:
    services.post(session(city), by=clerk)
    with (
        pytest.raises(Error, match="entries are never changed; reverse them"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert selectors.entry(1).quantity == 1
