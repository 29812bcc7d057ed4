"""What happened to an entry or a checkpoint that does not fit: told apart as far as the stored hashes allow."""

from collections.abc import Sequence
from dataclasses import dataclass

from panshi.kernel.words import Words
from panshi.ledger import rows, tiles
from panshi.ledger.canonical import Row, leaf_hashes
from panshi.ledger.merkle import WIDTH

SENTENCES = {
    "changed": Words("第 {seq} 条被改过：内容与封存时不同。", "Entry {seq} was changed: it is not what was sealed."),
    "backdated": Words(
        "第 {seq} 条的入账时间被提前：早于它前面的一条。", "Entry {seq} is back-dated: it was posted before the entry it follows."
    ),
    "missing": Words("缺少第 {seq} 条：它被删除了。", "Entry {seq} is missing: it was deleted."),
    "taken-out": Words(
        "原第 {seq} 条被删除，后面的条目都往前挪了一位。", "The former entry {seq} was deleted, and those after it were moved up."
    ),
    "inserted": Words(
        "第 {seq} 条是插进来的，后面的条目都往后挪了一位。", "Entry {seq} was inserted, and those after it were moved down."
    ),
    "swapped": Words("第 {seq} 条与第 {other} 条被对调了。", "Entries {seq} and {other} were swapped."),
    "moved": Words("第 {seq} 条的内容是封存时的第 {other} 条。", "Entry {seq} holds what was sealed as entry {other}."),
    "unreadable": Words("第 {seq} 条读不出来。", "Entry {seq} cannot be read."),
    "false-reversal": Words(
        "第 {seq} 条冲正第 {other} 条，却与它不一致。", "Entry {seq} takes back entry {other} but does not copy it."
    ),
    "tile-missing": Words("第 {seq} 条已封存，却没有存储的哈希。", "Entry {seq} is sealed, but its stored hash is missing."),
    "tile-beyond": Words("第 {seq} 条没有封存，却有存储的哈希。", "Entry {seq} is not sealed, but a hash is stored for it."),
    "tile-changed": Words(
        "第 {seq} 到 {other} 条之上的存储哈希被改过；条目本身与签署的根相符。",
        "The stored hash over entries {seq} to {other} was changed; the entries themselves fit the signed root.",
    ),
    "bad-signature": Words(
        "{size} 条时的检查点是伪造的：签名不是本账本的密钥所签。",
        "The checkpoint over {size} entries is forged: it is not signed by this ledger's key.",
    ),
    "other-statement": Words(
        "{size} 条时的检查点被改过：签署的内容与记录不同。",
        "The checkpoint over {size} entries was changed: what is signed differs from what is recorded.",
    ),
    "forged-root": Words(
        "{size} 条时的检查点是伪造的：签名虽对，根却不是这些条目的；别的检查点与条目相符。",
        "The checkpoint over {size} entries is forged: rightly signed, but its root is not that of the entries; others fit.",
    ),
    "changed-with-hashes": Words(
        "第 {seq} 到 {other} 条中有一条连同存储的哈希一起被改过：与 {size} 条时签署的根不符。",
        "One of entries {seq} to {other} was changed together with its hashes: they do not give the root signed at {size}.",
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that does not fit: what it is (a key of `SENTENCES`), at which entry, and one sentence that says so."""

    code: str
    seq: int
    said: str

    def __str__(self) -> str:
        return self.said


def fault(code: str, seq: int, **facts: int) -> Fault:
    """The fault in words of the active language."""
    return Fault(code=code, seq=seq, said=SENTENCES[code].format(seq=seq, **facts))


def misplaced(row: Row, before: str, sealed: int) -> Fault:
    """What happened to a sealed row whose hash is not the stored one; `before` is when the entry before it was posted."""
    seq = row[0]
    if row[12] < before:
        return fault("backdated", seq)
    other = _sealed_as(row, sealed)
    if other and _as(_row_at(other), seq) == tiles.stored(0, seq - 1, seq)[0]:
        return fault("swapped", seq, other=other)
    if _as(_row_at(seq + 1), seq) == tiles.stored(0, seq - 1, seq)[0]:
        return fault("inserted", seq)
    if other == seq + 1:
        return fault("taken-out", seq)
    if other:
        return fault("moved", seq, other=other)
    return fault("changed", seq)


def first_missing(run: Sequence[Row], low: int, high: int) -> Fault:
    """The first position after `low`, up to `high`, at which no row stands."""
    there = {row[0] for row in run}
    return fault("missing", next(seq for seq in range(low + 1, high + 1) if seq not in there))


def _row_at(seq: int) -> Row | None:
    return next(rows.among("seq", [seq]), None)


def _as(row: Row | None, seq: int) -> bytes:
    """The leaf hash the row would have at position `seq`."""
    return leaf_hashes([(seq, *row[1:])])[0] if row else b""


def _sealed_as(row: Row, sealed: int) -> int:
    """The position at which this very content was sealed; 0 when at none."""
    for low in range(0, sealed, WIDTH):
        high = min(low + WIDTH, sealed)
        here = leaf_hashes([(seq, *row[1:]) for seq in range(low + 1, high + 1)])
        for seq, (mine, stored) in enumerate(zip(here, tiles.stored(0, low, high), strict=True), low + 1):
            if mine == stored:
                return seq
    return 0
