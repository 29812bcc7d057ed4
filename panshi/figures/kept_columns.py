"""Columns read from the lake's sums, kept as they lie in memory: a process that asks one question starts no engine for it.

What is kept says of which files it is the content; it counts only while they are the lake's and nobody wrote them anew.
It may be deleted at any time, and need not be writable.
"""

import json
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from panshi.figures.lake.manifest import CellFile
from panshi.kernel.files import write_whole

FORM, _PROOF = 1, 8
FOLDER = "columns"
BYTES_MAX = 64 * 2**20
"""What is larger is read from the lake's files each time: reading it takes longer than starting the engine."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Columns of one length of all rows of `files`; the first numbers the (kind, key) pairs of `keys` from 0."""

    files: frozenset[CellFile]
    keys: tuple[tuple[str, str], ...]
    columns: "tuple[np.ndarray[Any, np.dtype[np.int64]], ...]"


def read(folder: Path, name: str, ledger: str, files: Iterable[CellFile]) -> Kept | None:
    """What is kept as `name` of some of these files and no others; None when there is nothing, or it is not whole."""
    try:
        content = (folder / FOLDER / name).read_bytes()
        proof, said = content[: content.find(b"\n", _PROOF + 1)].split(b"\n")
        numbers = memoryview(content)[_PROOF + len(said) + 2 :]  # not copied: there may be millions
        if proof != _proof(said, numbers):
            return None
        head = json.loads(said)
        there = {(file.path, file.without): file for file in files}
        of = frozenset(there[path, tuple(without)] for path, without, *_ in head["files"])
        if (head["form"], head["ledger"], head["files"]) != (FORM, ledger, _stamped(folder, of)):
            return None
    except (OSError, ValueError, KeyError):
        return None
    columns = np.frombuffer(numbers, dtype=np.int64).reshape(head["columns"], -1)
    return Kept(of, tuple((kind, key) for kind, key in head["keys"]), tuple(columns))


def write(folder: Path, name: str, ledger: str, kept: Kept) -> None:
    """Keeps it, unless it is large or the folder cannot be written."""
    if sum(column.nbytes for column in kept.columns) > BYTES_MAX:
        return
    place = folder / FOLDER / name
    with suppress(OSError):
        head = {"form": FORM, "ledger": ledger, "columns": len(kept.columns), "keys": kept.keys}
        said = json.dumps(head | {"files": _stamped(folder, kept.files)}, ensure_ascii=False).encode()
        said += b" " * (-(_PROOF + len(said) + 2) % 8)  # numbers begin where the machine reads them fast
        numbers = b"".join(column.tobytes() for column in kept.columns)
        place.parent.mkdir(exist_ok=True)  # its own folder only: a lake that is gone is not made again
        write_whole(place, b"\n".join((_proof(said, numbers), said, numbers)), lasting=False)


def _stamped(folder: Path, files: Iterable[CellFile]) -> list[list[object]]:
    """The files with what tells a file from another written in its place."""
    stamps = [(file, (folder / file.path).stat()) for file in sorted(files, key=lambda file: file.path)]
    return [[file.path, list(file.without), stat.st_size, stat.st_mtime_ns] for file, stat in stamps]


def _proof(said: bytes, numbers: bytes | memoryview) -> bytes:
    return b"%08x" % zlib.crc32(numbers, zlib.crc32(said))
