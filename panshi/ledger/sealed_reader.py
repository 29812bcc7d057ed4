"""Reads and hashes runs of a SQLite ledger's rows and writes them to stdout, pickled: run as a process of its own.

python -m panshi.ledger.sealed_reader DATABASE STATEMENT LENGTH END READERS TURN
"""

import pickle
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import cast

from panshi.ledger.canonical import RawRow
from panshi.ledger.sealed_runs import Run, run_of


def main(file: str, statement: str, *numbers: str) -> None:
    """Writes every `READERS`-th run of `LENGTH` rows up to `END`, beginning with the `TURN`-th."""
    length, end, readers, turn = map(int, numbers)
    with closing(sqlite3.connect(f"{Path(file).as_uri()}?mode=ro", uri=True, timeout=30)) as database:
        database.text_factory = bytes
        for low in range(turn * length, end, readers * length):
            pickle.dump(_read(database, statement, low, min(low + length, end)), sys.stdout.buffer)
            sys.stdout.buffer.flush()


def _read(database: sqlite3.Connection, statement: str, low: int, high: int) -> Run | None:
    try:
        rows = cast(list[RawRow], database.execute(statement, (low, high)).fetchall())
    except sqlite3.Error:  # text that is none, a page that is damaged: for the closer look
        return None
    return run_of(rows) if rows else None


if __name__ == "__main__":
    main(*sys.argv[1:])
