"""Runs of a SQLite ledger's rows, read and hashed: in this process, or by processes of their own at the rate of all processors.

What a run says about itself is all that verifying needs of rows that fit; rows that do not are read again for a closer look.
"""

import os
import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from typing import cast

from panshi.ledger.canonical import RawRow, raw_leaf_hashes

READERS_MAX = 4
AHEAD = 3  # runs asked for before they are needed, for each reader


@dataclass(frozen=True, slots=True)
class Run:
    """The rows' leaf hashes, when the first and the last were posted and whether all between came in that order, and the
    positions of those that are no plain postings.
    """

    hashes: list[bytes]
    posted: tuple[bytes, bytes]
    in_order: bool
    reversals: list[int]


def query(columns: str) -> str:
    """The statement behind a run; the last of the columns is `evidence`.

    A blob in a text column would look the same as the text: such a row's evidence reads "no text".
    """
    # Every text sorts before every blob; asking for the type by name costs five times as much.
    texts = " AND ".join(f"{name} < x''" for name in ("kind", "dims", "source", "reason", "evidence"))
    read = f"{columns.removesuffix('evidence')} CASE WHEN {texts} THEN evidence ELSE 'no text' END"
    return f"SELECT {read} FROM ledger_entry WHERE seq > ? AND seq <= ? ORDER BY seq"  # noqa: S608 -- fixed text only


def run_of(rows: Sequence[RawRow]) -> Run:
    """What verifying needs of these rows, at least one."""
    moments = [row[12] for row in rows]
    return Run(
        hashes=raw_leaf_hashes(rows),
        posted=(moments[0], moments[-1]),
        in_order=moments == sorted(moments),
        reversals=[row[0] for row in rows if row[6] != 1],
    )


class Readers:
    """Gives the runs between the bounds, in order, each read before it is asked for; use it as a context."""

    def __init__(self, file: str, statement: str, bounds: Iterator[tuple[int, int]]) -> None:
        self._file, self._statement, self._bounds = file, statement, bounds
        self._count = min(READERS_MAX, os.cpu_count() or 1)
        self._asked: deque[tuple[tuple[int, int], Future[Run | None]]] = deque()

    def __enter__(self) -> "Readers":
        self._pool = ProcessPoolExecutor(self._count, mp_context=get_context("spawn"))
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def run(self, low: int, high: int) -> Run | None:
        """The rows with low < seq <= high; None when there are none or a reader could not read them."""
        while len(self._asked) <= AHEAD * self._count and (bounds := next(self._bounds, None)):
            self._asked.append((bounds, self._pool.submit(_read, self._file, self._statement, *bounds)))
        bounds, asked = self._asked.popleft()
        assert bounds == (low, high), f"asked for {low}–{high} out of turn"
        try:
            return asked.result()
        except BrokenProcessPool:  # a reader was killed: the rows are read here
            return None


def _read(file: str, statement: str, low: int, high: int) -> Run | None:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=30)) as reader:
        reader.text_factory = bytes
        try:
            rows = cast(list[RawRow], reader.execute(statement, (low, high)).fetchall())
        except sqlite3.Error:
            return None
    return run_of(rows) if rows else None
