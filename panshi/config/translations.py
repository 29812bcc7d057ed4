"""Compiles the catalogues of translations (`locale/*/LC_MESSAGES/django.po`) that changed, without gettext's tools."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def compile_stale() -> list[Path]:
    """Writes the .mo beside each .po that is newer; gives the ones written."""
    written = []
    for source in PACKAGE.rglob("locale/*/LC_MESSAGES/*.po"):
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
