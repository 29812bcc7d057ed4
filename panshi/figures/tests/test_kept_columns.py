"""What is kept of the lake's sums is what the lake's files say, and nothing else is ever believed."""

from pathlib import Path

import numpy as np
import pytest

from panshi.figures import kept_columns
from panshi.figures.cells import Cells
from panshi.figures.lake.manifest import Manifest
from panshi.figures.lake.sync import sync
from panshi.figures.tests.made import Made
from panshi.figures.tests.trial import VISITORS

pytestmark = pytest.mark.usefixtures("trial_kinds")


def _sums(folder: Path, lake: Manifest) -> list[tuple[object, ...]]:
    """The months' rows in words, in an order of their own, out of a store that has read nothing yet."""
    store = Cells(folder)
    sums = store.sums(lake, by_month=True)
    keys = list(store._keys)
    columns = (sums.unit, sums.day, sums.month, sums.until, sums.n, sums.q)
    rows = zip(sums.key.tolist(), *(column.tolist() for column in columns), strict=True)
    return sorted((keys[key], *row) for key, *row in rows)


def _persons(folder: Path, lake: Manifest) -> list[tuple[int, ...]]:
    found = Cells(folder).persons(lake, VISITORS)
    return sorted(zip(found.unit.tolist(), found.person.tolist(), found.month.tolist(), strict=True))


@pytest.fixture
def files_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many files were read by the engine, at each reading."""
    read, counts = Cells._read, []

    def counted(self: Cells, files: list, *more: object) -> tuple:
        counts.append(len(files))
        return read(self, files, *more)

    monkeypatch.setattr(Cells, "_read", counted)
    return counts


def test_a_second_process_reads_no_file_and_knows_the_same(tmp_path: Path, files_read: list[int]) -> None:
    lake = sync(tmp_path, Made(900))
    first = (_sums(tmp_path, lake), _persons(tmp_path, lake))
    assert files_read == [1, 1]
    assert (_sums(tmp_path, lake), _persons(tmp_path, lake)) == first
    assert files_read == [1, 1]


def test_only_files_that_came_since_are_read(tmp_path: Path, files_read: list[int]) -> None:
    _sums(tmp_path, sync(tmp_path, Made(500)))
    lake = sync(tmp_path, Made(900))
    grown = _sums(tmp_path, lake)
    assert files_read == [1, 1]
    assert _sums(tmp_path, lake) == grown
    sync(tmp_path / "other", Made(900))
    added: dict[tuple[object, ...], int] = {}
    for *place, n, _ in grown:
        added[tuple(place)] = added.get(tuple(place), 0) + n
    straight: dict[tuple[object, ...], int] = {}
    for *place, n, _ in _sums(tmp_path / "other", sync(tmp_path / "other", Made(900))):
        straight[tuple(place)] = n
    assert {place: n for place, n in added.items() if n} == {place: n for place, n in straight.items() if n}


def test_files_written_anew_are_read_anew(tmp_path: Path, files_read: list[int]) -> None:
    lake = sync(tmp_path, Made(900))
    before = _sums(tmp_path, lake)
    assert _sums(tmp_path, sync(tmp_path, Made(900), rebuild=True)) == before
    assert files_read == [1, 1]


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "gone"])
def test_what_is_not_whole_is_not_believed(damage: str, tmp_path: Path, files_read: list[int]) -> None:
    lake = sync(tmp_path, Made(900))
    before = _sums(tmp_path, lake)
    place = tmp_path / kept_columns.FOLDER / "months"
    content = place.read_bytes()
    match damage:
        case "cut":
            place.write_bytes(content[:-8])
        case "changed":
            place.write_bytes(content[:-8] + np.int64(7).tobytes())
        case "empty":
            place.write_bytes(b"")
        case "gone":
            place.unlink()
    assert _sums(tmp_path, lake) == before
    assert files_read == [1, 1]


def test_a_folder_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    lake = sync(tmp_path, Made(900))
    (tmp_path / kept_columns.FOLDER).write_text("in the way", "utf-8")
    assert _sums(tmp_path, lake) == _sums(tmp_path, lake)
