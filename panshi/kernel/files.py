"""Files kept by what they hold: written whole or not at all, known by their first bytes, called by a name that can be read."""

import os
from pathlib import Path, PurePath

STARTS = {
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
    b"%PDF-": ("pdf", "application/pdf"),
}


def write_whole(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Writes beside and renames: whoever looks finds the file whole or not at all, also when two write it at once.

    What is `lasting` is on the disk before it has its name; a copy that can be made again need not be.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.urandom(8).hex()}")
    try:
        with half.open("wb") as out:
            out.write(content)
            if lasting:
                out.flush()
                os.fsync(out.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def paper_type(content: bytes) -> tuple[str, str] | None:
    """(ending, content type) of a photo or a scan by its first bytes; None for anything else."""
    return next((kind for start, kind in STARTS.items() if content.startswith(start)), None)


def shown_stem(name: str, *, otherwise: str) -> str:
    """What a file is called, without its ending and what cannot be printed, at most 180 signs; else `otherwise`."""
    return "".join(sign for sign in PurePath(name).stem if sign.isprintable())[:180] or otherwise
