"""Compiles the catalogues of translations (`locale/*/LC_MESSAGES/django.po`) that changed, without gettext's tools."""

from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def catalogues() -> Iterator[Path]:
    """The .po files of apps and of packages in them; looked for there only, as every command waits for it."""
    for depth in ("*", "*/*", "*/*/*"):
        yield from PACKAGE.glob(f"{depth}/locale/*/LC_MESSAGES/*.po")


def compile_stale() -> list[Path]:
    """Writes the .mo beside each .po that is newer; gives the ones written."""
    written = []
    for source in catalogues():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        from babel.messages import mofile, pofile  # noqa: PLC0415 -- heavy: only when something changed

        with source.open("rb") as text:
            catalogue = pofile.read_po(text)
        half = target.with_suffix(f".mo.{id(catalogue)}")
        with half.open("wb") as binary:
            mofile.write_mo(binary, catalogue)
        half.replace(target)
        written.append(target)
    return written
