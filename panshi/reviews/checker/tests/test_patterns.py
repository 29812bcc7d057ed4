"""Patterns that are kept are the patterns they were, and a file that is no good changes nothing."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from panshi.reviews.checker import patterns

FORM = r"(?P<much>\d{1,3}(?:[,，]\d{3})*+)(?:余|多)?(?P<of>[万亿])?(?<!零)[条篇则件]"
OTHER = "第[一二三四五六七八九十]+届"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of this test's own."""
    place = tmp_path / "patterns.kept"
    monkeypatch.setattr(patterns, "PLACE", place)
    monkeypatch.setattr(patterns, "_new", lambda made={}: made)
    _read_anew(monkeypatch, place)
    return place


def _read_anew(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    kept = patterns.read(place)
    monkeypatch.setattr(patterns, "_store", lambda: kept)


@pytest.mark.parametrize("form", [FORM, OTHER, "", r"^\s*$", "(?i:abc)|(?s:.)"])
def test_a_kept_pattern_equals_one_compiled_anew(form: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    patterns.compiled(form)
    patterns.keep(place)
    _read_anew(monkeypatch, place)
    assert form in patterns.read(place)
    kept, compiled = patterns.compiled(form), re.compile(form)
    assert (kept, kept.flags, kept.groups, dict(kept.groupindex)) == (
        compiled,
        compiled.flags,
        compiled.groups,
        dict(compiled.groupindex),
    )


@pytest.mark.parametrize("content", [b"", b"abc", b"\0\0\0\0", b"\xff" * 4000])
def test_a_file_that_is_not_whole_is_as_none(content: bytes, place: Path) -> None:
    place.write_bytes(content)
    assert patterns.read(place) == {}


def test_what_another_python_kept_is_left_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    patterns.compiled(FORM)
    with monkeypatch.context() as other:
        other.setattr(sys, "version", "3.99.0")
        patterns.keep(place)
    assert patterns.read(place) == {}


def test_code_that_python_does_not_prove_is_compiled_anew(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = {FORM: (32, b"\xff\xff\xff\xff" * 8, 2, {"much": 1, "of": 2}, (None, "much", "of"))}
    monkeypatch.setattr(patterns, "_store", lambda: store)
    assert patterns.compiled(FORM) == re.compile(FORM)


def test_a_pattern_that_is_wrong_says_so_as_ever(place: Path) -> None:
    with pytest.raises(re.error, match="unterminated"):
        patterns.compiled("(?:一")


def test_the_checker_compiles_nothing_a_second_time() -> None:
    said = "import panshi.reviews.checker.bundling, panshi.reviews.checker.patterns as p; print(len(p._new()))"
    runs = [
        subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout.strip() for _ in range(2)
    ]
    assert runs[1] == "0"
