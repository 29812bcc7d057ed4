"""A cold command loads what it needs and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

from panshi.config.translations import PACKAGE, catalogues

TEXT = "2023年，全市公安机关刊发新闻26万余条，举办各类文体活动1,882场次。\n"
RUN = """
import sys
sys.argv = ["panshi", *sys.argv[1:]]
from panshi.config.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


def _loaded(folder: Path, *arguments: str) -> set[str]:
    """The modules and packages a command has loaded when it ends."""
    text = folder / "text.txt"
    text.write_text(TEXT, "utf-8")
    own = {**os.environ, "PANSHI_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "panshi.config.settings"}
    said = subprocess.run(
        [sys.executable, "-c", RUN, "check", text, *arguments], env=own, capture_output=True, text=True, check=True
    )
    assert "刊发新闻" in said.stdout or "26万余条" in said.stdout
    return set(said.stderr.splitlines()[-1].split())


def test_finding_numbers_loads_no_app_no_model_no_engine(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, "--extract-only")
    assert "panshi.reviews.checker.bundling" in loaded
    assert not loaded & {"panshi.org.models", "panshi.figures.compute", "django.urls", "django.contrib.auth.models", "allauth"}
    assert not loaded & {"numpy", "duckdb", "pyarrow", "sqlglot", "rich", "babel", "docx", "openpyxl", "scipy", "altair"}


def test_every_catalogue_of_translations_is_found() -> None:
    assert sorted(catalogues()) == sorted(PACKAGE.rglob("locale/*/LC_MESSAGES/*.po"))
