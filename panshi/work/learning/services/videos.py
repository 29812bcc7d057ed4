"""Videos looked into: how long they run and what they are coded in, read from the boxes of the file itself.

MP4 by ISO/IEC 14496-12 (ftyp, moov/mvhd, trak/mdia/minf/stbl/stsd), WebM by Matroska (EBML, Segment/Info/Duration, Tracks).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

BOXES_MAX = 10_000
HEAD_MAX = 64 * 2**20
"""A file's own description larger than this is no description."""
PLAYED = {"avc1", "avc3", "hvc1", "hev1", "av01", "vp08", "vp09", "mp4v", "V_VP8", "V_VP9", "V_AV1", "V_MPEG4/ISO/AVC"}


@dataclass(frozen=True, slots=True)
class Video:
    """What a file says it is: its content type, the seconds it runs (0: it does not say), the codes of its pictures."""

    content_type: str
    seconds: int
    codecs: tuple[str, ...]

    @property
    def plays(self) -> bool:
        """Whether it has a picture that browsers know."""
        return any(codec in PLAYED for codec in self.codecs)


def video(file: BinaryIO) -> Video | None:
    """What the file holds, or None where it is no video in MP4 or WebM, or one cut off before it says what it is."""
    file.seek(0)
    head = file.read(12)
    try:
        if head[4:8] == b"ftyp":
            return _mp4(file)
        if head[:4] == b"\x1a\x45\xdf\xa3":
            return _webm(file)
    except (struct.error, ValueError, IndexError, OverflowError):
        return None
    return None


def _mp4(file: BinaryIO) -> Video | None:
    end = file.seek(0, 2)
    seconds, codecs, data = 0.0, [], False
    for kind, start, stop in _boxes(file, 0, end):
        data = data or kind == "mdat"
        if kind != "moov" or stop - start > HEAD_MAX:
            continue
        for name, at, until in _deep(file, start, stop):
            file.seek(at)
            body = file.read(min(until - at, 64))
            if name == "mvhd":
                scale, length = struct.unpack(">IQ", body[20:32]) if body[0] == 1 else struct.unpack(">II", body[12:20])
                seconds = length / scale if scale else 0
            elif name == "stsd":
                codecs.append(body[12:16].decode("latin-1"))
    return Video("video/mp4", round(seconds), tuple(codecs)) if codecs and data else None


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The boxes between two places: name, where its content begins and ends."""
    for _ in range(BOXES_MAX):
        if start + 8 > end:
            return
        file.seek(start)
        size, kind = struct.unpack(">I4s", file.read(8))
        inside = start + 8
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(8))
            inside += 8
        stop = end if size == 0 else start + size
        if stop <= start or stop < inside:
            raise ValueError(start)
        yield kind.decode("latin-1"), inside, min(stop, end)
        start = stop


def _deep(file: BinaryIO, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for kind, inside, stop in _boxes(file, start, end):
        if kind in ("trak", "mdia", "minf", "stbl"):
            yield from _deep(file, inside, stop)
        else:
            yield kind, inside, stop


_SEGMENT, _INFO, _SCALE, _DURATION, _TRACKS, _ENTRY, _CODEC, _CLUSTER = (
    0x18538067, 0x1549A966, 0x2AD7B1, 0x4489, 0x1654AE6B, 0xAE, 0x86, 0x1F43B675,
)  # fmt: skip


def _webm(file: BinaryIO) -> Video | None:
    end = file.seek(0, 2)
    scale, length, codecs, data = 1_000_000, 0.0, [], False
    for name, at, until in _elements(file, 0, end):
        file.seek(at)
        if name == _SCALE:
            scale = int.from_bytes(file.read(until - at))
        elif name == _DURATION:
            length = struct.unpack(">d" if until - at == 8 else ">f", file.read(until - at))[0]
        elif name == _CODEC:
            codecs.append(file.read(min(until - at, 40)).decode("latin-1").strip("\0"))
        elif name == _CLUSTER:
            data = True
            break
    return Video("video/webm", round(length * scale / 1e9), tuple(codecs)) if codecs and data else None


def _elements(file: BinaryIO, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    for _ in range(BOXES_MAX):
        if start >= end:
            return
        name, at = _number(file, start, keep=True)
        size, inside = _number(file, at, keep=False)
        unknown = size == (1 << (7 * (inside - at))) - 1
        stop = end if unknown else min(end, inside + size)
        if name in (_SEGMENT, _INFO, _TRACKS, _ENTRY):
            yield from _elements(file, inside, stop)
        else:
            yield name, inside, stop
        start = stop


def _number(file: BinaryIO, at: int, *, keep: bool) -> tuple[int, int]:
    """An EBML number of one to eight bytes (its marker kept in names), and where it ends."""
    file.seek(at)
    first = file.read(1)[0]
    length = 9 - first.bit_length()
    if length > 8:
        raise ValueError(at)
    value = first if keep else first & ((1 << (8 - length)) - 1)
    for byte in file.read(length - 1):
        value = value << 8 | byte
    return value, at + length
