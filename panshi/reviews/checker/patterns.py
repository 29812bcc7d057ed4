"""Regular expressions that are compiled once, not anew in every process.

Python compiles a set of signs beyond Latin slowly, and the checker has thousands of them: compiling takes far longer than
checking a text. So what the compiler made of each pattern is kept in a file beside this one, as bytecode is. It is used only
for the very same pattern under the very same Python, and Python proves it before use; whatever else is found is compiled
anew, so the file may be deleted at any time and need not be writable.
"""

import atexit
import marshal
import re
import sys
import zlib
from array import array
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from panshi.kernel.files import write_whole

PLACE = Path(__file__).with_name(f"patterns.{sys.implementation.cache_tag}.kept")
FORM = 2
"""How the file is laid out; one of another form counts for nothing."""
KEPT_MAX = 1500
"""Beyond it only the patterns of this process are kept: those of older versions of the rules go."""
_CODE, _SIGNS = "I", 4

_Kept: TypeAlias = tuple[int, bytes | memoryview, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code, groups, names of groups: what a pattern is made of."""


def compiled(pattern: str) -> re.Pattern[str]:
    """The same as `re.compile(pattern)`."""
    kept = _store().get(pattern)
    if kept is not None:
        try:
            return _made(pattern, kept)
        except (RuntimeError, TypeError, ValueError, OverflowError):  # Python does not take it for code
            _store().clear()
    return _compiled(pattern)


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        kept = _taken_apart(pattern)
        made = _made(pattern, kept)
    except (ImportError, AttributeError, TypeError):  # a Python that compiles otherwise
        return re.compile(pattern)
    if not _new():
        atexit.register(keep)
    _new()[pattern] = kept
    return made


def _taken_apart(pattern: str) -> _Kept:
    """Does what `re.compile` does, and gives what it makes the pattern of."""
    parsed = import_module("re._parser").parse(pattern, 0)
    code, state = import_module("re._compiler")._code(parsed, 0), parsed.state
    names: dict[str, int] = dict(state.groupdict)
    of_group: list[str | None] = [None] * state.groups
    for name, number in names.items():
        of_group[number] = name
    return state.flags, array(_CODE, code).tobytes(), state.groups - 1, names, tuple(of_group)


def _made(pattern: str, kept: _Kept) -> re.Pattern[str]:
    flags, code, groups, names, of_group = kept
    words = array(_CODE)
    words.frombytes(code)
    made: re.Pattern[str] = import_module("_sre").compile(pattern, flags, words.tolist(), groups, names, of_group)
    return made


@cache
def _store() -> dict[str, _Kept]:
    return read(PLACE)


@cache
def _new() -> dict[str, _Kept]:
    return {}


def read(place: Path) -> dict[str, _Kept]:
    """What the file keeps; nothing when it is not whole or of another Python."""
    try:
        whole = memoryview(place.read_bytes())
    except OSError:
        return {}
    if whole[:_SIGNS] != _proof(whole[_SIGNS:]):
        return {}
    begin = 2 * _SIGNS + int.from_bytes(whole[_SIGNS : 2 * _SIGNS], "big")
    kept: dict[str, _Kept] = {}
    # Code is not copied out of the file: most of a large file may be of patterns that nobody asks for.
    for pattern, (flags, length, *more) in marshal.loads(whole[2 * _SIGNS : begin]).items():  # noqa: S302 -- to be trusted as bytecode is
        kept[pattern] = (flags, whole[begin : begin + length], *more)
        begin += length
    return kept


def _proof(kept: bytes | memoryview) -> bytes:
    """Signs that tell a file that is not whole, and one of another Python."""
    return zlib.crc32(kept, zlib.crc32(f"{FORM} {sys.version}".encode())).to_bytes(_SIGNS, "big")


def keep(place: Path = PLACE) -> None:
    """Writes what was compiled anew to what is kept."""
    together = {**read(place), **_new()}
    kept = together if len(together) <= KEPT_MAX else _new()
    said = marshal.dumps({pattern: (flags, len(code), *more) for pattern, (flags, code, *more) in kept.items()})
    content = b"".join((len(said).to_bytes(_SIGNS, "big"), said, *(code for _, code, *_ in kept.values())))
    with suppress(OSError):
        write_whole(place, _proof(content) + content, lasting=False)
