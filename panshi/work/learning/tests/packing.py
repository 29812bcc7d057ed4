"""Packages, files and videos as tests send them."""

import struct
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

SAMPLES = Path(__file__).parent / "samples"


def sample(name: str) -> str:
    return (SAMPLES / name).read_text("utf-8")


def zipped(files: Mapping[str, str | bytes], name: str = "课件.zip") -> BytesIO:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    file.seek(0)
    file.name = name
    return file


def scorm_12(*, mastery: str = "", parts: int = 1) -> BytesIO:
    score = f"<adlcp:masteryscore>{mastery}</adlcp:masteryscore>" if mastery else ""
    items = "".join(
        f'<item identifier="I{n}" identifierref="R{n}"><title>第{n}节</title>{score}</item>' for n in range(1, parts + 1)
    )
    files = [(n, f"sco{n}.html") for n in range(1, parts + 1)]
    resources = "".join(
        f'<resource identifier="R{n}" type="webcontent" adlcp:scormtype="sco" href="{file}"><file href="{file}"/></resource>'
        for n, file in files
    )
    scos = {f"sco{n}.html": sample("sco12.html") for n in range(1, parts + 1)}
    return zipped({"imsmanifest.xml": sample("scorm12.xml").format(items=items, resources=resources), **scos})


def scorm_2004() -> BytesIO:
    return zipped({"imsmanifest.xml": sample("scorm2004.xml"), "sco.html": sample("sco2004.html")})


def cmi5(*, move_on: str = "CompletedAndPassed", url: str = "au.html") -> BytesIO:
    return zipped({"cmi5.xml": sample("cmi5.xml").format(move_on=move_on, url=url), "au.html": sample("au.html")})


def web() -> BytesIO:
    return zipped({"index.html": sample("web.html"), "a.js": "window.LOADED = 'loaded';"})


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def mp4(*, seconds: int = 90, codec: bytes = b"avc1", data: bool = True) -> BytesIO:
    """A file with the boxes of an MP4 that runs so long, and no pictures to be seen."""
    head = box(b"mvhd", bytes(12), struct.pack(">II", 1000, seconds * 1000), bytes(80))
    entry = box(codec, bytes(78))
    table = box(b"stbl", box(b"stsd", bytes(4), struct.pack(">I", 1), entry))
    track = box(b"trak", box(b"mdia", box(b"minf", table)))
    whole = box(b"ftyp", b"isom", bytes(4), b"isom") + box(b"moov", head, track) + (box(b"mdat", bytes(64)) if data else b"")
    file = BytesIO(whole)
    file.name = "影片.mp4"
    return file
