"""A cold command loads what it needs and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from panshi.config.translations import PACKAGE, catalogues

TEXT = "2023年，全市公安机关刊发新闻26万余条，举办各类文体活动1,882场次。\n"
MADE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "panshi.config.settings"
from panshi.bench.cold import prepare
prepare(30)
"""
RUN = """
import sys
sys.argv = ["panshi", *sys.argv[1:]]
from panshi.config.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


def _run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    own = {**os.environ, "PANSHI_DATA": str(folder), "DATABASE_URL": ""}
    own.pop("DJANGO_SETTINGS_MODULE", None)
    said = subprocess.run([sys.executable, "-c", *arguments], env=own, capture_output=True, text=True, check=False)
    assert said.returncode in (0, 1), said.stderr
    return said


def _loaded(folder: Path, *arguments: str) -> set[str]:
    """The modules and packages a command has loaded when it ends."""
    text = folder / "text.txt"
    text.write_text(TEXT, "utf-8")
    said = _run(folder, RUN, "check", str(text), *arguments)
    assert "26万余条" in said.stdout
    return set(said.stderr.splitlines()[-1].split())


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a small year."""
    folder = tmp_path_factory.mktemp("year")
    _run(folder, MADE)
    return folder


def test_finding_numbers_loads_no_app_no_model_no_engine(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, "--extract-only")
    assert "panshi.reviews.checker.bundling" in loaded
    assert not loaded & {"panshi.org.models", "panshi.figures.compute", "django.urls", "django.contrib.auth.models", "allauth"}
    assert not loaded & {"numpy", "duckdb", "pyarrow", "sqlglot", "rich", "babel", "docx", "openpyxl", "scipy", "altair"}


def test_checking_loads_neither_engine_nor_what_writes_files_nor_what_serves_pages(year: Path) -> None:
    _loaded(year, "--year", "2023", "--format", "json")  # keeps what the next one reads
    loaded = _loaded(year, "--year", "2023")
    assert "panshi.figures.compute" in loaded
    assert not loaded & {"duckdb", "pyarrow", "sqlglot", "adbc_driver_manager", "scipy", "cryptography", "rich", "babel"}
    assert not loaded & {"altair", "docx", "openpyxl", "PIL", "jinja2", "markdown_it", "ninja", "pydantic", "vl_convert", "lxml"}
    assert not loaded & {"panshi.config.urls", "django.contrib.auth.views", "allauth.account.views", "allauth.account.urls"}
    assert not {name for name in loaded if name.startswith(("panshi.work.", "panshi.web")) and name.endswith(".models")}
    assert not {name for name in loaded if name.startswith("panshi.") and name.rpartition(".")[2] in ("urls", "views", "forms")}


def test_a_command_that_reads_says_the_same_with_all_apps(year: Path) -> None:
    text = year / "text.txt"
    text.write_text(TEXT, "utf-8")
    for form in ("text", "json", "html"):
        checked = (RUN, "check", str(text), "--year", "2023", "--format", form)
        lean, whole = (_run(year, *checked, *more).stdout for more in ((), ("--settings", "panshi.config.settings")))
        assert lean == whole
        assert "26万余条" in lean


def test_every_catalogue_of_translations_is_found() -> None:
    assert sorted(catalogues()) == sorted(PACKAGE.rglob("locale/*/LC_MESSAGES/*.po"))
