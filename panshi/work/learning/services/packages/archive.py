"""Archives unpacked where they can do no harm: nothing outside its folder, no links, no more than was said."""

import shutil
from collections.abc import Callable
from pathlib import Path
from stat import S_IFMT, S_ISLNK, S_ISREG
from typing import BinaryIO
from uuid import uuid4
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as BadStream  # noqa: N812 -- zlib names its exception in lower case

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words

FILES_MAX = 20_000
UNPACKED_MAX = 2 * 2**30
RATIO_MAX = 200
SMALL = 16 * 2**20
"""What unpacks to less than this may be packed as tightly as it likes."""
PIECE = 2**20
MARKS = ("imsmanifest.xml", "cmi5.xml", "index.html", "index.htm")


class BadPackage(Refusal):
    """A package that cannot be used, and why."""

    words = Words("课件“{name}”不能用：{why}", "The package “{name}” cannot be used: {why}")
    code = "bad-package"


NO_ARCHIVE = Words("它不是能打开的 zip 压缩包。", "it is no zip archive that can be opened.")
OUTSIDE = Words("包里的路径“{path}”指向包外。", "the path “{path}” in it leads outside.")
LINK = Words("包里的“{path}”是链接，不是文件。", "“{path}” in it is a link and no file.")
LOCKED = Words("包里的“{path}”加了密码。", "“{path}” in it is locked with a password.")
TWICE = Words("包里有两个“{path}”。", "it holds “{path}” twice.")
MANY = Words("它有 {files} 个文件，最多 {most} 个。", "it holds {files} files; {most} at most are taken.")
BOMB = Words(
    "它解开后过大（超过 {most} MB 或压缩比高得反常）。", "it unpacks to far too much (over {most} MB, or packed beyond belief)."
)
BROKEN = Words("包里的“{path}”已损坏。", "“{path}” in it is damaged.")


def unpack(file: BinaryIO, name: str, place: Path) -> None:
    """Unpacks the archive at `place`, where nothing was; a package lying in one folder of the archive is taken out of it."""
    if place.exists():
        return
    half = place.with_name(f"{place.name}.{uuid4().hex}")

    def refuse(why: Words, **facts: object) -> BadPackage:
        return BadPackage(name=name, why=why.format(**facts))

    try:
        file.seek(0)
        with ZipFile(file) as archive:
            _write(archive, _members(archive, refuse), half, refuse)
        place.parent.mkdir(parents=True, exist_ok=True)
        half.rename(place)
    except (BadZipFile, NotImplementedError, EOFError, UnicodeDecodeError):
        raise refuse(NO_ARCHIVE) from None
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _members(archive: ZipFile, refuse: Callable[..., BadPackage]) -> list[tuple[str, ZipInfo]]:
    """The files with their paths, once none of them is amiss."""
    found: dict[str, tuple[str, ZipInfo]] = {}
    infos = [info for info in archive.infolist() if not info.is_dir() and not info.filename.startswith("__MACOSX/")]
    if len(infos) > FILES_MAX:
        raise refuse(MANY, files=len(infos), most=FILES_MAX)
    for info in infos:
        path = _called(info)
        shown = path[:100]
        mode = info.external_attr >> 16
        if S_ISLNK(mode) or (S_IFMT(mode) and not S_ISREG(mode)):
            raise refuse(LINK, path=shown)
        if not _inside(path):
            raise refuse(OUTSIDE, path=shown)
        if info.flag_bits & 1:
            raise refuse(LOCKED, path=shown)
        if path.casefold() in found:
            raise refuse(TWICE, path=shown)
        found[path.casefold()] = (path, info)
    whole, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if whole > UNPACKED_MAX or (whole > SMALL and whole > packed * RATIO_MAX):
        raise refuse(BOMB, most=UNPACKED_MAX // 2**20)
    return _taken_out(list(found.values()))


def _taken_out(members: list[tuple[str, ZipInfo]]) -> list[tuple[str, ZipInfo]]:
    """The same without the one folder that all of them lie in, where what makes it a package lies in there too."""
    tops = {path.partition("/")[0] for path, _info in members}
    names = {path for path, _info in members}
    while len(tops) == 1 and not names & set(MARKS) and all("/" in name for name in names):
        members = [(path.partition("/")[2], info) for path, info in members]
        names = {path for path, _info in members}
        tops = {path.partition("/")[0] for path in names}
    return members


def _write(archive: ZipFile, members: list[tuple[str, ZipInfo]], folder: Path, refuse: Callable[..., BadPackage]) -> None:
    written = 0
    for path, info in members:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with archive.open(info) as source, target.open("xb") as out:
                while piece := source.read(PIECE):
                    written += len(piece)
                    if written > UNPACKED_MAX:  # an archive may say less than it holds
                        raise refuse(BOMB, most=UNPACKED_MAX // 2**20)
                    out.write(piece)
        except (BadStream, BadZipFile, EOFError, RuntimeError, OSError):
            raise refuse(BROKEN, path=path[:100]) from None


def _called(info: ZipInfo) -> str:
    """The member's path; names that Windows packed in GBK and that nothing says so of are read as such."""
    if not info.flag_bits & 0x800 and not info.filename.isascii():
        try:
            return info.filename.encode("cp437").decode("gbk")
        except UnicodeError:
            return info.filename
    return info.filename


def _inside(path: str) -> bool:
    parts = path.split("/")
    odd = "\\" in path or "\0" in path or ":" in parts[0] or len(path) > 500 or not path.isprintable()
    return not odd and all(part not in ("", ".", "..") and len(part.encode()) <= 250 for part in parts)
