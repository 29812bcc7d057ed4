"""Files taken in: known by what they hold and not by what they are called, kept once under their SHA-256."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from django.conf import settings

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.work.learning.choices import Carrier
from panshi.work.learning.services.cleaning import CHARACTERS_A_MINUTE
from panshi.work.learning.services.videos import video

SIZE_MAX = 500 * 2**20
PIECE = 2**20
PIXELS_MAX = 60_000_000
PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
OFFICE = {
    "word/document.xml": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", r"word/document\.xml"),
    "ppt/presentation.xml": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        r"ppt/slides/slide\d+\.xml",
    ),
}
_NAMED = {".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi", ".wmv", ".flv", ".mpg", ".mpeg", ".ts"}


class TooLarge(Refusal):
    """No file larger than this is taken."""

    words = Words("“{name}”超过 {most} MB，不能上传。", "“{name}” is larger than {most} MB and was not taken.")
    code = "material-too-large"
    status = 413


class EmptyFile(Refusal):
    """A file holds something."""

    words = Words("“{name}”是空文件。", "“{name}” is empty.")
    code = "material-empty"


class NotAVideo(Refusal):
    """A file called a video holds none that browsers can play."""

    words = Words(
        "“{name}”不是浏览器能播放的视频；请转成 MP4（H.264）或 WebM。",
        "“{name}” is no video that browsers play; make it an MP4 (H.264) or WebM.",
    )
    code = "not-a-video"


class UnknownContent(Refusal):
    """What the file holds is none of the types that are taken, whatever it is called."""

    words = Words(
        "“{name}”的内容不是 PDF、Word（docx）、幻灯片（pptx）、图片、视频（MP4、WebM）或课件压缩包（zip）。",
        "“{name}” holds no PDF, Word document (docx), slides (pptx), picture, video (MP4, WebM) or package (zip).",
    )
    code = "unknown-content"


@dataclass(frozen=True, slots=True)
class Held:
    """What an upload turned out to be: `minutes` where it says how long it takes, else 0; `seconds` that a video runs."""

    carrier: Carrier
    content_type: str
    minutes: int = 0
    seconds: int = 0


def held(file: BinaryIO, name: str) -> Held | None:
    """What the file holds; None for a package, which has its own reading. Refuses whatever else there is."""
    file.seek(0)
    head = file.read(16)
    if not head:
        raise EmptyFile(name=name)
    if head.startswith(b"%PDF-"):
        return Held(Carrier.FILE, "application/pdf")
    if head.startswith(b"PK"):
        return _office(file)
    if (found := video(file)) is not None and found.plays:
        return Held(Carrier.VIDEO, found.content_type, ceil(found.seconds / 60), found.seconds)
    if found is not None or Path(name).suffix.lower() in _NAMED:
        raise NotAVideo(name=name)
    if (picture := _picture(file)) is not None:
        return Held(Carrier.FILE, picture, 1)
    raise UnknownContent(name=name)


def keep(file: BinaryIO, name: str, place: Callable[[str], Path]) -> tuple[str, int]:
    """Writes the file to `place(digest)` piece by piece; gives its digest and size. What is there already stays."""
    half = Path(settings.MEDIA_ROOT, "materials", f"half.{uuid4().hex}")
    half.parent.mkdir(parents=True, exist_ok=True)
    digest, size = sha256(), 0
    try:
        file.seek(0)
        with half.open("wb") as out:
            while piece := file.read(PIECE):
                size += len(piece)
                refuse_large(size, name)
                digest.update(piece)
                out.write(piece)
        kept = place(digest.hexdigest())
        kept.parent.mkdir(parents=True, exist_ok=True)
        half.replace(kept)
    finally:
        half.unlink(missing_ok=True)
    return digest.hexdigest(), size


def refuse_large(size: int, name: str) -> None:
    """Refuses what is larger than any material."""
    if size > SIZE_MAX:
        raise TooLarge(name=name, most=SIZE_MAX // 2**20)


def _office(file: BinaryIO) -> Held | None:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" not in names:
                return None
            for mark, (content_type, pages) in OFFICE.items():
                if mark in names:
                    texts = [archive.getinfo(each) for each in names if re.fullmatch(pages, each)]
                    return Held(Carrier.FILE, content_type, _minutes(archive, texts))
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return None
    return None


def _minutes(archive: zipfile.ZipFile, pages: list[zipfile.ZipInfo]) -> int:
    """How long its text takes to read; a text too long to be one is not counted."""
    if sum(page.file_size for page in pages) > 20 * PIECE:
        return 0
    texts = (part for page in pages for part in re.findall(rb"<[wa]:t(?: [^>]*)?>([^<]*)<", archive.read(page)))
    return ceil(sum(len(part.decode("utf-8", "replace").strip()) for part in texts) / CHARACTERS_A_MINUTE)


def _picture(file: BinaryIO) -> str | None:
    from PIL import Image  # noqa: PLC0415 -- heavy: only pictures need it

    try:
        file.seek(0)
        opened: Any
        with Image.open(file, formats=tuple(PICTURES)) as opened:
            if opened.width * opened.height > PIXELS_MAX:
                return None
            opened.verify()
            return PICTURES[opened.format]
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None
