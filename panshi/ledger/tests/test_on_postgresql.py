"""The triggers as PostgreSQL takes them, in a server of the test's own from Debian's packages."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

never_changed = import_module("panshi.ledger.migrations.0002_never_changed")
BIN = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), Path("/usr/lib/postgresql"))
ACCOUNT = "postgres"


@pytest.fixture(scope="module")
def psql() -> Iterator[Callable[[str], subprocess.CompletedProcess[str]]]:
    if not (BIN / "initdb").exists() or os.getuid() != 0 or not shutil.which("runuser"):
        pytest.skip("needs Debian's postgresql package, and root to start a server under its account")
    folder = Path(tempfile.mkdtemp(prefix="panshi-postgresql-"))  # pytest's own folders are closed to other accounts
    shutil.chown(folder, ACCOUNT)

    def as_server(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["runuser", "-u", ACCOUNT, "--", *command], capture_output=True, text=True, check=False, cwd="/")

    data = str(folder / "data")
    made = as_server(str(BIN / "initdb"), "-D", data, "-A", "trust", "--no-sync")
    assert made.returncode == 0, made.stderr
    quietly = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    started = as_server(str(BIN / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"), "-o", quietly, "start")
    assert started.returncode == 0, started.stdout
    yield lambda sql: as_server(str(BIN / "psql"), "-h", str(folder), "-v", "ON_ERROR_STOP=1", "-qAt", "-c", sql)
    as_server(str(BIN / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(folder)


def test_update_delete_and_truncate_are_refused_in_words(psql: Callable[[str], subprocess.CompletedProcess[str]]) -> None:
    tables = "".join(f"CREATE TABLE {table} (seq bigint); INSERT INTO {table} VALUES (1);" for table in never_changed.SAID)
    made = psql(tables + ";".join(never_changed.statements("postgresql")))
    assert made.returncode == 0, made.stderr
    for table, said in never_changed.SAID.items():
        for change in (f"UPDATE {table} SET seq = 2", f"DELETE FROM {table}", f"TRUNCATE {table}"):
            assert said in psql(change).stderr
        assert psql(f"INSERT INTO {table} VALUES (2); SELECT count(*) FROM {table}").stdout == "2\n"


def test_days_and_moments_read_in_canonical_form(psql: Callable[[str], subprocess.CompletedProcess[str]]) -> None:
    from panshi.ledger.rows import SELECTED

    expressions = ", ".join(part for part in SELECTED["postgresql"].split(", ") if "to_char" in part or "YY" in part)
    row = "SELECT date '2023-05-04' AS occurred_on, timestamptz '2023-05-04 08:00:00.5+08' AS posted_at"
    assert psql(f"SELECT {expressions} FROM ({row}) AS row").stdout == "2023-05-04|2023-05-04 00:00:00.500000\n"
