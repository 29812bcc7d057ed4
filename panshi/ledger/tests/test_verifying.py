"""What verifying finds: every way of falsifying the ledger from below, each told apart, the first bad entry named."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from panshi.ledger import keys, notes, rows, selectors, services, tiles
from panshi.ledger.canonical import leaf_hashes
from panshi.ledger.diagnosis import SENTENCES
from panshi.ledger.merkle import Tree
from panshi.ledger.postings import Posting
from panshi.ledger.tests.test_posting import session
from panshi.ledger.verifying import Verdict, verify
from panshi.org.models import Person, Unit


@pytest.fixture
def sealed(city: Unit, clerk: Person) -> Iterator[None]:
    """600 entries, one of them a reversal, under checkpoints at 300 and 590, ten not sealed; triggers out of the way."""

    def some(low: int, high: int) -> list[Posting]:
        return [session(city, str(number)) for number in range(low, high)]

    services.post_many(some(1, 300), by=clerk)
    services.reverse(selectors.entry(7), reason="重复登记", by=clerk)
    services.seal()
    services.post_many(some(300, 590), by=clerk)
    services.seal()
    services.post_many(some(590, 600), by=clerk)
    for table in ("entry", "tile", "checkpoint"):
        sql(f"DROP TRIGGER ledger_{table}_no_UPDATE")
        sql(f"DROP TRIGGER ledger_{table}_no_DELETE")


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def found() -> tuple[str, int]:
    fault = verify().fault
    assert fault is not None
    assert "\n" not in fault.said
    return fault.code, fault.seq


def put(row: tuple, seq: int) -> None:
    rows.insert([(seq, *row[1:])])


def row(seq: int) -> tuple:
    return next(rows.among("seq", [seq]))


def take(seq: int) -> tuple:
    taken = row(seq)
    sql("DELETE FROM ledger_entry WHERE seq = %s", seq)
    return taken


def move(low: int, high: int, by: int) -> None:
    for seq in sorted(range(low, high + 1), reverse=by > 0):
        put(take(seq), seq + by)


def test_a_sound_ledger_fits(sealed: None) -> None:
    verdict = verify()
    assert verdict == Verdict(entries=600, sealed=590, checkpoints=2, fault=None)
    assert verdict.unsealed == 10


def test_an_empty_ledger_fits(db: None) -> None:
    assert verify() == Verdict(entries=0, sealed=0, checkpoints=0)


CHANGES = [
    "quantity = 2",
    "quantity = -0.5",
    "occurred_on = '2022-12-31'",
    "kind = 'drill.other'",
    "unit_id = unit_id + 1",
    "person_id = 1",
    "person_id = ''",
    'dims = \'{"form":"day"}\'',
    "source = source || x'0a'",
    "reason = 'x'",
    "posted_by_id = posted_by_id + 1",
    "posted_at = '2027-01-01 00:00:00.000000'",
    "evidence = 'ab'",
    "evidence = x''",
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_row_is_found_whatever_was_changed(change: str, sealed: None) -> None:
    sql("PRAGMA ignore_check_constraints = 1")
    sql(f"UPDATE ledger_entry SET {change} WHERE seq = 258")
    sql("PRAGMA ignore_check_constraints = 0")
    assert found() == ("changed", 258)


def test_a_replaced_row_is_found(sealed: None) -> None:
    changed = (*row(258)[:5], 2, *row(258)[6:])
    marks = ", ".join(["%s"] * 14)
    sql(f"INSERT OR REPLACE INTO ledger_entry ({rows.COLUMNS}) VALUES ({marks})", *changed)
    assert found() == ("changed", 258)


def test_the_first_of_two_changes_is_named(sealed: None) -> None:
    sql("UPDATE ledger_entry SET quantity = 2 WHERE seq IN (400, 31)")
    assert found() == ("changed", 31)


@pytest.mark.parametrize("seq", [1, 258, 590, 595])
def test_a_deleted_row_is_missed(seq: int, sealed: None) -> None:
    take(seq)
    assert found() == ("missing", seq)


def test_deleted_last_rows_are_missed_when_they_were_sealed(sealed: None) -> None:
    sql("DELETE FROM ledger_entry WHERE seq > 580")
    assert found() == ("missing", 581)


def test_a_row_deleted_with_those_after_it_moved_up_is_told_apart(sealed: None) -> None:
    take(31)
    move(32, 600, -1)
    assert found() == ("taken-out", 31)


def test_an_inserted_row_is_told_apart(sealed: None) -> None:
    move(31, 600, +1)
    new = row(30)
    put((*new[:8], "drill.record:new", *new[9:]), 31)
    assert found() == ("inserted", 31)


@pytest.mark.parametrize("other", [32, 33, 512])
def test_swapped_rows_are_both_named(other: int, sealed: None) -> None:
    one, two = take(31), take(other)
    put(one, other)
    put(two, 31)
    verdict = verify()
    assert found() == ("swapped", 31)
    assert verdict.fault is not None
    assert verdict.fault.said == f"第 31 条与第 {other} 条被对调了。"


@pytest.mark.parametrize("seq", [258, 595])
def test_a_back_dated_row_is_found_sealed_or_not(seq: int, sealed: None) -> None:
    sql("UPDATE ledger_entry SET posted_at = '2020-01-01 00:00:00.000000' WHERE seq = %s", seq)
    assert found() == ("backdated", seq)


def test_a_reversal_that_is_no_copy_is_found_before_it_is_sealed(sealed: None) -> None:
    reversal = services.reverse(selectors.entry(20), reason="重复登记", by=Person.objects.get())
    sql("UPDATE ledger_entry SET quantity = 5 WHERE seq = %s", reversal.seq)
    assert found() == ("false-reversal", 601)


def test_text_that_is_no_text_is_found(sealed: None) -> None:
    sql("UPDATE ledger_entry SET reason = CAST(x'ff' AS TEXT) WHERE seq = 595")
    assert found() == ("unreadable", 595)


def forge(size: int, root: bytes, note: str) -> None:
    sql("INSERT INTO ledger_checkpoint VALUES (%s, %s, %s, %s)", size, root, note, datetime.now(UTC).replace(tzinfo=None))


def signed(size: int, root: bytes) -> str:
    return notes.sign(notes.Statement(settings.ORIGIN, size, root).text(), name=settings.ORIGIN, key=keys.signing_key())


def root(size: int) -> bytes:
    tree = Tree()
    tree.extend(leaf_hashes(rows.read("WHERE seq <= %s ORDER BY seq", [size])))
    return tree.root()


@pytest.mark.parametrize("size", [450, 590, 595, 9000])
def test_a_checkpoint_with_a_bad_signature_is_forged(size: int, sealed: None) -> None:
    sql("DELETE FROM ledger_checkpoint WHERE size = %s", size)
    forge(size, root(size), re.sub("— .*", lambda line: line[0][:-8] + "AAAAAAA=", signed(size, root(size))))
    assert found() == ("bad-signature", 0)


def test_a_checkpoint_rightly_signed_over_a_wrong_root_is_forged(sealed: None) -> None:
    forge(450, b"\1" * 32, signed(450, b"\1" * 32))
    assert found() == ("forged-root", 0)


def test_a_checkpoint_whose_columns_differ_from_what_is_signed_was_changed(sealed: None) -> None:
    forge(450, root(450), signed(451, root(450)))
    assert found() == ("other-statement", 0)


def rehash(levels: range) -> None:
    """Stores the hashes that the rows as they are now give, at these levels, as a forger would."""
    tree = Tree()
    runs = tree.extend(leaf_hashes(rows.read("WHERE seq <= 590 ORDER BY seq")))
    for level in levels:
        sql("DELETE FROM ledger_tile WHERE level = %s", level)
    tiles.save(run for run in runs if run.level in levels)


def test_a_row_changed_with_its_own_hash_is_narrowed_down_to_its_tile(sealed: None) -> None:
    sql("UPDATE ledger_entry SET quantity = 2 WHERE seq = 258")
    rehash(range(1))
    verdict = verify()
    assert found() == ("changed-with-hashes", 257)
    assert verdict.fault is not None
    assert verdict.fault.said.startswith("第 257 到 512 条中有一条连同存储的哈希一起被改过")


def test_a_row_changed_with_all_hashes_above_it_does_not_give_the_signed_root(sealed: None) -> None:
    sql("UPDATE ledger_entry SET quantity = 2 WHERE seq = 400")
    rehash(range(3))
    verdict = verify()
    assert found() == ("changed-with-hashes", 301)
    assert verdict.fault is not None
    assert verdict.fault.said == "第 301 到 590 条中有一条连同存储的哈希一起被改过：与 590 条时签署的根不符。"


def test_stored_hashes_changed_alone_are_told_apart(sealed: None) -> None:
    sql("UPDATE ledger_tile SET hashes = zeroblob(length(hashes)) WHERE level = 1 AND first = 0")
    assert found() == ("tile-changed", 1)


def test_a_stored_leaf_hash_changed_alone_makes_its_entry_the_first_that_does_not_fit(sealed: None) -> None:
    sql("UPDATE ledger_tile SET hashes = zeroblob(length(hashes)) WHERE level = 0 AND first = 512")
    assert found() == ("changed", 513)


@pytest.mark.parametrize(("where", "first"), [("level = 0 AND first = 256", 257), ("level = 1 AND first = 0", 1)])
def test_missing_hashes_are_found(where: str, first: int, sealed: None) -> None:
    sql(f"DELETE FROM ledger_tile WHERE {where}")
    assert found() == ("tile-missing", first)


def test_hashes_of_what_is_not_sealed_are_found(sealed: None) -> None:
    sql("DELETE FROM ledger_checkpoint WHERE size = 590")
    assert found() == ("tile-beyond", 301)


def test_every_fault_has_words_in_both_languages() -> None:
    assert all(words.zh and words.en for words in SENTENCES.values())


def test_the_command_ends_with_0_when_all_fits(sealed: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify")
    assert "600" in capsys.readouterr().out


def test_the_command_names_the_first_bad_entry_and_ends_with_1(sealed: None, capsys: pytest.CaptureFixture[str]) -> None:
    sql("UPDATE ledger_entry SET quantity = 2 WHERE seq = 31")
    with pytest.raises(SystemExit) as ended:
        call_command("verify")
    assert ended.value.code == 1
    assert capsys.readouterr().err == "panshi: 第 31 条被改过：内容与封存时不同。\n"
