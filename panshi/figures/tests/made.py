"""A ledger made up on the spot: each entry follows from its position, so that any part of it can be made again."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pyarrow as pa

from panshi.figures.lake.manifest import Manifest
from panshi.ledger.feed import schema

NAMES = ("seq", "kind", "unit_id", "person_id", "occurred_on", "quantity", "sign", "dims", "reverses")


class Made:
    """A source of `length` entries of trial kinds over two years; every tenth takes back the one before it."""

    def __init__(self, length: int, *, salt: str = "", lacks: int = 0) -> None:
        self.length, self.salt, self.lacks = length, salt, lacks

    def head(self) -> int:
        return self.length

    def batches(self, lo: int, hi: int) -> Iterator[pa.RecordBatch]:
        for low in range(lo, hi, 4096):
            rows = [row(seq) for seq in range(low + 1, min(hi, low + 4096) + 1) if seq != self.lacks]
            columns = [pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), schema(NAMES), strict=True)]
            yield pa.RecordBatch.from_arrays(columns, schema=schema(NAMES))

    def witnesses(self, seqs: Sequence[int]) -> dict[int, str]:
        return {seq: f"{self.salt}{seq}" for seq in seqs}


def row(seq: int) -> tuple:
    if seq % 10 == 0:
        _, kind, unit, person, day, quantity, _, dims, _ = row(seq - 1)
        return (seq, kind, unit, person, day, quantity, -1, dims, seq - 1)
    day = date(2022, 1, 1) + timedelta(days=seq * 7 % 730)
    if seq % 3:
        dims = {"form": ("talk", "walk")[seq % 2], "size": seq % 4, "title": f"第{seq % 7}次"}
        return (seq, "trial.event", seq % 5, None, day, seq % 6, 1, json.dumps(dims, sort_keys=True), None)
    return (seq, "trial.visit", seq % 5, seq % 11, day, 1, 1, json.dumps({"form": "walk"}), None)


def seqs_in(folder, lake: Manifest) -> list[int]:
    """The positions that the lake's segments hold, in order."""
    import pyarrow.parquet as pq

    found = [seq for segment in lake.segments for seq in pq.read_table(folder / segment.path)["seq"].to_pylist()]
    return sorted(found)


def sums_in(folder, lake: Manifest) -> tuple[int, int]:
    """The signs and signed quantities that the lake's cells add up to."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    tables = [pq.read_table(folder / file.path) for file in lake.cells]
    tables = [
        table.filter(pc.invert(pc.is_in(table["kind"], pa.array(file.without, pa.string()))))
        for table, file in zip(tables, lake.cells, strict=True)
    ]
    return tuple(sum(pc.sum(table[name]).as_py() or 0 for table in tables) for name in ("n", "q"))


def sums_of(length: int) -> tuple[int, int]:
    """What they should add up to."""
    rows = [row(seq) for seq in range(1, length + 1)]
    return sum(found[6] for found in rows), sum(found[5] * found[6] for found in rows)
