"""Every number of the demo year opens: the rows behind it are the number, in every scope and at every position."""

import os
import subprocess
import sys
from pathlib import Path


def test_the_rows_behind_every_figure_are_the_number(tmp_path: Path) -> None:
    environment = {**os.environ, "PANSHI_DATA": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    script = Path(__file__).with_name("opening.py")
    ran = subprocess.run([sys.executable, str(script), "1882"], env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    said = ran.stdout.splitlines()
    assert [line for line in said if line.startswith("differs")] == []
    assert int(said[-1].removeprefix("opened ")) > 1000
