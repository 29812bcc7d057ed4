"""A QTI package: its manifest says which items there are; every file is read from within the archive and nothing is unpacked."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath
from stat import S_ISLNK
from typing import Any
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile, ZipInfo

from panshi.kernel.words import Words
from panshi.work.learning.choices import Difficulty
from panshi.work.learning.services.questions.banking import Draft
from panshi.work.learning.services.questions.items import Item, Unreadable, checked, refused
from panshi.work.learning.services.questions.qti.items import Files, item_of
from panshi.work.learning.services.questions.xml import name, parsed

MANIFEST = "imsmanifest.xml"
FILES_MAX = 20_000
UNPACKED_MAX = 300 * 2**20
RATIO_MAX = 200

NO_ARCHIVE = Words("不是能打开的压缩包。", "It is no archive that can be opened.")
NO_MANIFEST = Words("压缩包里没有 imsmanifest.xml。", "The archive has no imsmanifest.xml.")
OUTSIDE = Words("压缩包里有指向包外的路径“{path}”。", "A path leads out of the archive: “{path}”.")
LINK = Words("压缩包里有链接“{path}”。", "The archive has a link in it: “{path}”.")
BOMB = Words("压缩包解开后过大，没有读。", "The archive unpacks to far too much and was not read.")
MISSING = Words("清单里的“{path}”不在压缩包里。", "“{path}” of the manifest is not in the archive.")
NO_ITEMS = Words("清单里没有 QTI 试题。", "The manifest names no QTI items.")
OLD = Words("这是 QTI 1.2，只读 2.1 以上的版本。", "This is QTI 1.2; versions from 2.1 on are read.")
NOT_AN_ITEM = Words("根元素是 <{root}>，不是试题。", "Its root is <{root}>, which is no item.")
_DIFFICULTIES = {"very easy": 1, "easy": 1, "medium": 2, "difficult": 3, "very difficult": 3}


def read(content: bytes) -> Iterator[Item]:
    """Every item of the package, or the one item of a single file."""
    if content[:2] != b"PK":
        yield _single("", content, Files({}))
        return
    files = _files(content)
    if MANIFEST not in files:
        raise Unreadable(NO_MANIFEST)
    manifest = parsed(files[MANIFEST])
    resources = [each for each in manifest.iter() if name(each) == "resource"]
    items = [each for each in resources if (each.get("type") or "").lower().startswith("imsqti_item")]
    if not items:
        old = any((each.get("type") or "").lower().startswith("imsqti_xmlv1") for each in resources)
        raise Unreadable(OLD if old else NO_ITEMS)
    for resource in items:
        yield _resource(resource, files)


def _resource(resource: Any, files: dict[str, bytes]) -> Item:
    href = unquote(resource.get("href") or next((each.get("href", "") for each in resource if name(each) == "file"), ""))
    path = _within(href)
    if path is None:
        return refused(href, href, OUTSIDE.format(path=href[:100]))
    if path not in files:
        return refused(href, href, MISSING.format(path=href[:100]))
    item = _single(path, files[path], Files(files, str(PurePosixPath(path).parent)))
    return replace(item, draft=_described(item.draft, resource)) if item.draft else item


def _single(path: str, content: bytes, files: Files) -> Item:
    try:
        root = parsed(content)
        named = name(root)
        if named == "questestinterop":
            return refused(path, path, OLD)
        if named not in ("assessmentItem", "qti-assessment-item"):
            return refused(path, path, NOT_AN_ITEM.format(root=named[:40]))
    except Unreadable as why:
        return refused(path, path, why)
    called = (root.get("title") or root.get("identifier") or path)[:200]
    try:
        return checked(Item(path, called, item_of(root, files)))
    except Unreadable as why:
        return refused(path, called, why)


def _described(draft: Draft, resource: Any) -> Draft:
    """The question with the labels and the difficulty that the manifest's metadata (LOM) say."""
    labels = tuple("".join(each.itertext()).strip() for each in resource.iter() if name(each) == "keyword")
    hard = next((" ".join(each.itertext()).split() for each in resource.iter() if name(each) == "difficulty"), [])
    said = " ".join(word for word in hard if not word.startswith("LOM")).lower()
    return replace(draft, labels=labels or draft.labels, difficulty=Difficulty(_DIFFICULTIES.get(said, draft.difficulty)))


def _files(content: bytes) -> dict[str, bytes]:
    """The files of the archive by path; refuses paths that lead out of it, links, and what unpacks to far too much."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _refuse_bad(infos)
            return {info.filename: archive.read(info) for info in infos}
    except (BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(NO_ARCHIVE) from error


def _refuse_bad(infos: list[ZipInfo]) -> None:
    for info in infos:
        if _within(info.filename) != info.filename:
            raise Unreadable(OUTSIDE.format(path=info.filename[:100]))
        if S_ISLNK(info.external_attr >> 16):
            raise Unreadable(LINK.format(path=info.filename[:100]))
    packed, whole = sum(info.compress_size for info in infos), sum(info.file_size for info in infos)
    if len(infos) > FILES_MAX or whole > UNPACKED_MAX or (whole > 2**20 and whole > packed * RATIO_MAX):
        raise Unreadable(BOMB)


def _within(path: str) -> str | None:
    """The path, tidied, or None where it leads out of the archive."""
    if not path or "\\" in path or path.startswith("/") or ":" in path.partition("/")[0] or "\0" in path:
        return None
    kept: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if not kept:
                return None
            kept.pop()
        elif part not in ("", "."):
            kept.append(part)
    return "/".join(kept) or None
