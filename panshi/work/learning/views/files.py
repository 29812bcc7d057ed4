"""Files sent whole or in part (RFC 9110, section 14), never held in memory."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

PIECE = 256 * 1024


def sent(request: HttpRequest, path: Path, content_type: str) -> HttpResponseBase:
    """The file, or the one span of it that the request asks for; several spans at once are answered with all of it."""
    size = path.stat().st_size
    found = re.fullmatch(r"bytes=(\d*)-(\d*)", request.headers.get("Range", "").strip())
    if found is None or found.groups() == ("", ""):
        whole = FileResponse(path.open("rb"), content_type=content_type)
        whole["Accept-Ranges"] = "bytes"
        return whole
    first, last = _span(found[1], found[2], size)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    file = path.open("rb")
    part = StreamingHttpResponse(_pieces(file, first, last), status=206, content_type=content_type)
    part["Content-Range"], part["Content-Length"] = f"bytes {first}-{last}/{size}", str(last - first + 1)
    part["Accept-Ranges"] = "bytes"
    part["Content-Encoding"] = "identity"  # a span of the file is not to be compressed on the way
    return part


def _span(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) else (1, 0)
    return int(first), min(size - 1, int(last)) if last else size - 1


def _pieces(file: BinaryIO, first: int, last: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
