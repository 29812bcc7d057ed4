"""The demo built for real in a folder of its own: its figures, a second run, and runs killed on the way."""

import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

SCRIPT = Path(__file__).with_name("building.py")


def start(folder, *arguments):
    environment = {**os.environ, "PANSHI_DATA": str(folder)}
    environment.pop("DATABASE_URL", None)
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def finish(folder, *arguments):
    process = start(folder, *arguments)
    said, _ = process.communicate(timeout=300)
    assert process.returncode == 0, said
    return said


def sealed(said):
    return next(line for line in said.splitlines() if line.startswith("sealed"))


def test_a_small_demo_has_all_46_figures_and_a_second_run_adds_nothing(tmp_path):
    first = finish(tmp_path, "0.02", "2022", "2023")
    figures = [line.split() for line in first.splitlines() if line.startswith("figure")]
    assert len(figures) == 46
    assert [line for line in figures if line[-1] != "True"] == []
    assert "owed 4\n" in first
    second = finish(tmp_path, "0.02", "2022", "2023")
    assert sealed(second) == sealed(first)
    assert "owed 4\n" in second


@pytest.mark.killed
def test_a_run_killed_anywhere_and_repeated_ends_with_the_very_same_ledger(tmp_path):
    whole = finish(tmp_path / "whole", "0.01", "2022")
    draw = Random(46)
    for _ in range(4):
        process = start(tmp_path / "killed", "0.01", "2022")
        time.sleep(draw.uniform(1.0, 3.2))
        process.kill()
        process.wait()
        process.stdout.close()
    repeated = finish(tmp_path / "killed", "0.01", "2022")
    assert sealed(repeated) == sealed(whole)
