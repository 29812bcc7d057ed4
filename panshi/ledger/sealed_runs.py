"""Runs of a SQLite ledger's rows, read and hashed: in this process, or by processes of their own at the rate of all processors.

What a run says about itself is all that verifying needs of rows that fit; rows that do not are read again for a closer look.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from panshi.ledger.canonical import RawRow, raw_leaf_hashes

READERS_MAX = 4


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
    """Gives the runs of `length` rows up to `end` in order, read ahead by processes that take turns; use it as a context."""

    def __init__(self, file: str, statement: str, *, length: int, end: int) -> None:
        self._length, self._count = length, min(READERS_MAX, os.cpu_count() or 1)
        self._command = [
            sys.executable,
            "-m",
            "panshi.ledger.sealed_reader",
            file,
            statement,
            str(length),
            str(end),
            str(self._count),
        ]
        self._readers: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Readers":
        for turn in range(self._count):
            self._readers.append(subprocess.Popen([*self._command, str(turn)], stdout=subprocess.PIPE))  # noqa: S603 -- ourselves
        return self

    def __exit__(self, *_: object) -> None:
        for reader in self._readers:
            reader.kill()
            reader.communicate()

    def run(self, low: int) -> Run | None:
        """The rows with low < seq <= low + length, each run asked for once; None when its reader could not give it."""
        reader = self._readers[low // self._length % self._count]
        assert reader.stdout is not None
        try:
            return cast(Run | None, pickle.load(reader.stdout))  # noqa: S301 -- our own process wrote it
        except (EOFError, pickle.UnpicklingError):  # it was killed
            return None
