"""A ledger of the shape of a real year, made by SQL into a SQLite file: for measuring only, sealed and checked by nobody."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from panshi.figures.engine import duck
from panshi.ledger import kinds
from panshi.ledger.kinds import Dimension, DimensionType, Kind

if TYPE_CHECKING:
    import pyarrow

COUNTIES, UNITS, PEOPLE = 10, 261, 4000
SHARES = {
    "learning.assignment": 440,
    "learning.completion": 430,
    "learning.exam_result": 30,
    "activities.attendance": 50,
    "channels.post": 18,
    "activities.session": 6,
    "coverage.placement": 6,
}  # thousandths of all entries; every other kind has one
COLUMNS = "seq, kind, unit_id, person_id, occurred_on, quantity, sign, dims, reverses"
FEW, MANY, TASKS = 6, 130, 450
POSTED = "CREATE OR REPLACE TEMP TABLE posted AS SELECT row_number() OVER (ORDER BY day, h) AS seq, * FROM ({parts})"
MADE = """
CREATE OR REPLACE TEMP TABLE made AS
SELECT seq, kind, unit, person, day, quantity, 1 AS sign, dims, NULL::BIGINT AS reverses FROM posted
UNION ALL
SELECT (SELECT COUNT(*) FROM posted) + row_number() OVER (ORDER BY seq), kind, unit, person, day, quantity, -1, dims, seq
FROM posted WHERE seq % 50 = 0
"""


def county(unit: int) -> int:
    """The county bureau a unit belongs to; 0 is the city's own."""
    return 0 if unit == 1 else (unit - 2) % COUNTIES + 1


class Sqlite:
    """The made ledger as the lake's source, read by ADBC as the real one is."""

    def __init__(self, path: Path, length: int) -> None:
        self._path, self._length = path, length

    def head(self) -> int:
        """The last position."""
        return self._length

    def batches(self, lo: int, hi: int) -> "Iterator[pyarrow.RecordBatch]":
        """The entries with lo < seq <= hi."""
        from adbc_driver_sqlite import dbapi  # noqa: PLC0415 -- heavy: only measuring needs it

        with dbapi.connect(str(self._path)) as reader, reader.cursor() as cursor:
            cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": "65536"})
            cursor.execute(f"SELECT {COLUMNS} FROM ledger_entry WHERE seq > {lo} AND seq <= {hi} ORDER BY seq")  # noqa: S608 -- two numbers
            yield from (batch for batch in cursor.fetch_record_batch() if batch.num_rows)

    def witnesses(self, seqs: Sequence[int]) -> dict[int, str]:
        """Nothing is asked of them here."""
        return {seq: str(seq) for seq in seqs}

    def fused(self, texts: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """For comparison: figures that add up, fused per kind by unit and month, on the SQLite file itself."""
        with sqlite3.connect(self._path) as database:
            for kind, figures in texts.items():
                dims = ", ".join(f"json_extract(dims, '$.{d.key}') AS d_{d.key}" for d in kinds.kind(kind).dimensions)
                sums = ", ".join(f"SUM(CASE WHEN {condition} THEN {amount} ELSE 0 END)" for condition, amount in figures)
                database.execute(
                    f"SELECT unit_id, m, {sums} FROM (SELECT unit_id, substr(occurred_on, 1, 7) AS m, quantity, sign, {dims} "  # noqa: S608 -- our own names
                    "FROM ledger_entry WHERE kind = ? AND occurred_on BETWEEN '2023-01-01' AND '2023-12-31') GROUP BY unit_id, m",
                    [kind],
                ).fetchall()


def write(path: Path, entries: int) -> Sqlite:
    """Makes about so many entries of every declared kind over 2022 and 2023, two in a hundred taken back."""
    with duck().cursor() as cursor:
        parts = " UNION ALL ".join(_kind(kind, max(200, entries * SHARES.get(kind.key, 1) // 1000)) for kind in kinds.kinds())
        cursor.execute(POSTED.format(parts=parts))
        cursor.execute(MADE)
        with sqlite3.connect(path) as database:
            database.execute(f"CREATE TABLE ledger_entry ({COLUMNS.replace('seq,', 'seq INTEGER PRIMARY KEY,')})")
            rows = cursor.execute("SELECT * REPLACE (strftime(day, '%Y-%m-%d') AS day) FROM made ORDER BY seq")
            length = 0
            while some := rows.fetchmany(20_000):
                database.executemany("INSERT INTO ledger_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", some)
                length += len(some)
        cursor.execute("DROP TABLE posted")
        cursor.execute("DROP TABLE made")
    return Sqlite(path, length)


def _kind(kind: Kind, entries: int) -> str:
    # A task given to everyone has one name, one category and one date: its entries differ by person only.
    thing = f"h % {TASKS}" if kind.key.startswith("learning.") else "i"
    dims = ", ".join(f'"{d.key}": {_value(d, f"hash({thing}, {salt})")}' for salt, d in enumerate(kind.dimensions, 10))
    person = f"(h % {PEOPLE} + 1)::BIGINT" if kind.people else "NULL::BIGINT"
    unit = f"(h % {PEOPLE} % {UNITS} + 1)::BIGINT"
    day = f"DATE '2023-12-31' - (hash({thing}, 1) % CASE WHEN {thing} % 7 = 0 THEN 730 ELSE 365 END)::INTEGER"
    quantity = "(hash(i, 2) % 9 + 1)::BIGINT" if kind.quantity else "1::BIGINT"
    return (
        f"SELECT '{kind.key}' AS kind, {unit} AS unit, {person} AS person, {day} AS day, {quantity} AS quantity, "  # noqa: S608 -- declared names
        f"to_json({{{dims}}})::VARCHAR AS dims, h FROM (SELECT i, hash(i, '{kind.key}') AS h FROM range({entries}) AS r(i))"
    )


def _value(dimension: Dimension, pick: str) -> str:
    match dimension.type:
        case DimensionType.CHOICE:
            names = ", ".join(f"'{name}'" for name in dimension.choices)
            said = f"[{names}][1 + ({pick} % {len(dimension.choices)})::INTEGER]"
        case DimensionType.TEXT:
            said = f"'{dimension.label.zh}' || ({pick} % {FEW if dimension.grouped else MANY})"
        case DimensionType.INTEGER:
            said = f"({pick} % 5 + 1)::BIGINT" if dimension.grouped else f"({pick} % 3000)::BIGINT"
        case DimensionType.BOOLEAN:
            said = f"{pick} % 2 = 0"
        case DimensionType.DATE:
            said = f"strftime(DATE '2023-01-01' + ({pick} % 700)::INTEGER, '%Y-%m-%d')"
    return said if dimension.required else f"CASE WHEN {pick} % 3 = 0 THEN {said} END"
