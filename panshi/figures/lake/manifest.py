"""The manifest says which files count; replacing it is the one step that makes a sync happen."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from panshi.figures.lake.refusals import BrokenManifest, NewerLake

FORM = 1
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Segment:
    """Entries of one kind and year with lo < seq <= hi, in `path` below the lake's folder."""

    kind: str
    year: int
    lo: int
    hi: int
    rows: int
    path: str


@dataclass(frozen=True, slots=True)
class CellFile:
    """Sums of the entries with lo < seq <= hi; rows of the kinds in `without` no longer count."""

    lo: int
    hi: int
    rows: int
    path: str
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """All entries up to `mark` are in `segments`, and summed up in `cells` and `people`.

    `ledger` names the run of entries it was written from: another name, other entries at the same positions.
    `schemas` fingerprints each kind's columns, `witnesses` some entries' hashes by position: by them a lake knows its
    own ledger. `retired` files are no longer read and may be deleted from the moment given (seconds) on.
    """

    mark: int = 0
    ledger: str = ""
    schemas: dict[str, str] = field(default_factory=dict)
    witnesses: dict[int, str] = field(default_factory=dict)
    segments: tuple[Segment, ...] = ()
    cells: tuple[CellFile, ...] = ()
    people: tuple[CellFile, ...] = ()
    retired: dict[str, float] = field(default_factory=dict)

    def of(self, kind: str, years: Iterable[int] | None = None) -> list[Segment]:
        """The segments of a kind, of these years only when given, oldest entries first."""
        wanted = None if years is None else set(years)
        return [s for s in self.segments if s.kind == kind and (wanted is None or s.year in wanted)]

    def without(self, kinds: Iterable[str]) -> "Manifest":
        """The manifest with everything of these kinds taken out."""
        gone = set(kinds)
        return replace(
            self,
            segments=tuple(s for s in self.segments if s.kind not in gone),
            cells=tuple(replace(c, without=tuple(sorted({*c.without, *gone}))) for c in self.cells),
            people=tuple(replace(c, without=tuple(sorted({*c.without, *gone}))) for c in self.people),
            schemas={kind: schema for kind, schema in self.schemas.items() if kind not in gone},
        )

    def files(self) -> set[str]:
        """Every path that counts."""
        return {item.path for group in (self.segments, self.cells, self.people) for item in group}


_read: dict[Path, tuple[tuple[int, int, int], Manifest]] = {}


def read(folder: Path) -> Manifest:
    """The manifest of the lake in `folder`, an empty one when there is none; refuses an unreadable and a newer one."""
    path = folder / NAME
    try:
        found = path.stat()
    except FileNotFoundError:
        return Manifest()
    stamp = (found.st_ino, found.st_mtime_ns, found.st_size)
    known = _read.get(folder)
    if known is None or known[0] != stamp:
        known = _read[folder] = (stamp, _parsed(path.read_bytes()))
    return known[1]


def replace_with(folder: Path, manifest: Manifest) -> None:
    """Makes `manifest` the one that counts, all at once and on the disk for good."""
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f"{NAME}.new"
    with new.open("wb") as file:
        file.write(json.dumps({"form": FORM, **asdict(manifest)}, ensure_ascii=False, separators=(",", ":")).encode())
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / NAME)
    settle(folder)


def settle(folder: Path) -> None:
    """Sees to it that names just made in `folder` outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _parsed(text: bytes) -> Manifest:
    try:
        found = json.loads(text)
        form = found.pop("form")
        if form > FORM:
            raise NewerLake(found=form, known=FORM)
        return Manifest(
            mark=found["mark"],
            ledger=found["ledger"],
            schemas=found["schemas"],
            witnesses={int(seq): digest for seq, digest in found["witnesses"].items()},
            segments=tuple(Segment(**item) for item in found["segments"]),
            cells=tuple(CellFile(**{**item, "without": tuple(item["without"])}) for item in found["cells"]),
            people=tuple(CellFile(**{**item, "without": tuple(item["without"])}) for item in found["people"]),
            retired=found["retired"],
        )
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise BrokenManifest from problem
