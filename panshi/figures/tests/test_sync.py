"""The lake follows the ledger: step by step, after any kill, and says in one sentence what is wrong with it."""

import errno
import json
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from panshi.figures.engine import duck
from panshi.figures.lake import compaction, manifest, refusals
from panshi.figures.lake.sync import sync
from panshi.figures.statements import additive
from panshi.figures.statements.relation import SEGMENTS
from panshi.figures.tests.made import Made, seqs_in, sums_in, sums_of
from panshi.figures.tests.trial import EVENTS
from panshi.kernel.mishaps import DiskFull
from panshi.ledger import kinds

pytestmark = pytest.mark.usefixtures("trial_kinds")


def test_steps_and_one_stride_give_the_same_lake(tmp_path: Path) -> None:
    for length in (1, 2, 500, 501, 9000):
        stepped = sync(tmp_path / "steps", Made(length))
    strode = sync(tmp_path / "stride", Made(9000))
    for folder, lake in (("steps", stepped), ("stride", strode)):
        assert seqs_in(tmp_path / folder, lake) == list(range(1, 9001))
        assert sums_in(tmp_path / folder, lake) == sums_of(9000)


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    sync(tmp_path, Made(50))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    sync(tmp_path, Made(50))
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == before


def test_columns_are_typed_and_folders_say_kind_and_year(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    lake = sync(tmp_path, Made(900))
    paths = sorted(segment.path for segment in lake.segments)
    assert paths[:2] == ["kind=trial.event/year=2022/s-0-900.parquet", "kind=trial.event/year=2023/s-0-900.parquet"]
    types = {field.name: str(field.type) for field in pq.read_schema(tmp_path / paths[0])}
    assert types == {
        "seq": "int64", "unit": "int64", "person": "int64", "occurred_on": "date32[day]", "quantity": "int64", "sign": "int8",
        "reverses": "int64", "d_form": "string", "d_title": "string", "d_size": "int64", "d_held_on": "date32[day]",
        "d_open": "bool",
    }  # fmt: skip


def test_many_small_files_become_one(tmp_path: Path) -> None:
    for length in range(100, 2100, 100):
        lake = sync(tmp_path, Made(length))
    assert max(len([s for s in lake.segments if (s.kind, s.year) == ("trial.event", year)]) for year in (2022, 2023)) <= 8
    assert len(lake.cells) <= compaction.FILES_MAX
    assert seqs_in(tmp_path, lake) == list(range(1, 2001))
    assert sums_in(tmp_path, lake) == sums_of(2000)


def test_retired_files_and_those_a_kill_left_go_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compaction, "GRACE_SECONDS", -1)
    left_behind = tmp_path / "kind=trial.event/year=2022/s-0-77.new"
    left_behind.parent.mkdir(parents=True)
    left_behind.write_bytes(b"half a file")
    for length in range(100, 2200, 100):
        lake = sync(tmp_path, Made(length))
    there = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.parquet")}
    assert lake.files() <= there <= lake.files() | set(lake.retired)
    assert not left_behind.exists()


def test_another_ledger_starts_the_lake_over(tmp_path: Path) -> None:
    first = sync(tmp_path, Made(500))
    other = sync(tmp_path, Made(600, salt="other"))
    assert other.ledger != first.ledger
    assert seqs_in(tmp_path, other) == list(range(1, 601))
    shorter = sync(tmp_path, Made(40, salt="other"))
    assert seqs_in(tmp_path, shorter) == list(range(1, 41))


def test_a_kind_whose_dimensions_change_is_written_anew_and_no_other(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    before = sync(tmp_path, Made(600))
    kinds._kinds["trial.visit"] = replace(kinds.kind("trial.visit"), dimensions=kinds.kind("trial.event").dimensions)
    after = sync(tmp_path, Made(600))
    assert [s for s in after.segments if s.kind == "trial.event"] == [s for s in before.segments if s.kind == "trial.event"]
    assert "d_size" in pq.read_schema(tmp_path / after.of("trial.visit")[0].path).names
    assert seqs_in(tmp_path, after) == list(range(1, 601))
    assert sums_in(tmp_path, after) == sums_of(600)


def test_a_feed_with_a_gap_is_refused_and_nothing_counts(tmp_path: Path) -> None:
    with pytest.raises(refusals.FeedShort, match="账本第 1 至 500 条应有 500 条，只读到 499 条"):
        sync(tmp_path, Made(500, lacks=77))
    assert manifest.read(tmp_path).mark == 0


@pytest.mark.parametrize("harm", ["missing", "cut short"])
def test_a_damaged_segment_is_named_and_rebuilding_repairs_it(tmp_path: Path, harm: str) -> None:
    lake = sync(tmp_path, Made(900))
    files = [tmp_path / segment.path for segment in lake.of("trial.event")]
    if harm == "missing":
        files[0].unlink()
    else:
        files[0].write_bytes(files[0].read_bytes()[:-200])
    pattern = (False, 0, False, False)
    facts = {"first": "2022-01-01", "last": "2023-12-31"}

    def count(paths: list[Path]) -> int:
        return duck().run(additive.statement((EVENTS,), None, pattern), {SEGMENTS: paths}, facts)[0][0]

    with pytest.raises(refusals.BrokenSegment, match=r"数字库的文件“s-0-900.parquet”缺失或残缺；请运行 panshi sync --rebuild"):
        count(files)
    rebuilt = sync(tmp_path, Made(900), rebuild=True)
    assert count([tmp_path / segment.path for segment in rebuilt.of("trial.event")]) == 480


def test_a_newer_or_unreadable_manifest_is_refused_and_rebuilding_repairs_it(tmp_path: Path) -> None:
    sync(tmp_path, Made(50))
    path = tmp_path / manifest.NAME
    path.write_text(json.dumps(json.loads(path.read_text()) | {"form": 99, "new": "thing"}))
    with pytest.raises(refusals.NewerLake, match="格式 99，这里只认到 1"):
        sync(tmp_path, Made(50))
    path.write_text('{"form": 1, "mark"')
    with pytest.raises(refusals.BrokenManifest, match="清单读不出来"):
        sync(tmp_path, Made(50))
    assert seqs_in(tmp_path, sync(tmp_path, Made(50), rebuild=True)) == list(range(1, 51))


def test_a_full_disk_is_said_so_and_the_lake_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync(tmp_path, Made(50))

    def full(path: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        with pytest.raises(DiskFull, match="磁盘满了"):
            sync(tmp_path, Made(90))
    assert manifest.read(tmp_path).mark == 50
    assert seqs_in(tmp_path, sync(tmp_path, Made(90))) == list(range(1, 91))


@pytest.mark.killed
def test_killed_at_any_moment_it_goes_on_where_it_was(tmp_path: Path) -> None:
    chance = random.Random()
    marks = [0]
    for _ in range(6):
        child = subprocess.Popen(
            [sys.executable, "-m", "panshi.figures.tests.synced_until_killed", str(tmp_path)], stdout=subprocess.PIPE
        )
        assert child.stdout.readline() == b"ready\n"
        time.sleep(chance.random() * 0.8)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        lake = manifest.read(tmp_path)
        assert seqs_in(tmp_path, lake) == list(range(1, lake.mark + 1))
        assert sums_in(tmp_path, lake) == sums_of(lake.mark)
        marks.append(lake.mark)
    assert marks == sorted(set(marks)), marks
    done = sync(tmp_path, Made(marks[-1] + 10))
    assert seqs_in(tmp_path, done) == list(range(1, marks[-1] + 11))
