"""multipart/mixed (RFC 2046) as xAPI uses it: statements in JSON first, then each file under its hash."""

import re
from collections.abc import Iterable
from secrets import token_hex

from django.http import HttpResponse

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.work.learning.lrs.models import Attachment
from panshi.work.learning.lrs.services import Upload

HASH = "X-Experience-API-Hash"
_BOUNDARY = re.compile(r";\s*boundary=(?:\"([^\"]{1,70})\"|([^\s;\"]{1,70}))", re.IGNORECASE)


class NotMultipart(Refusal):
    """A multipart body is built as the specification says."""

    words = Words("multipart/mixed 正文不合规范：{why}。", "The multipart/mixed body is not as the specification has it: {why}.")
    code = "xapi-not-multipart"
    status = 400


NO_BOUNDARY = Words(
    "Content-Type 中没有 boundary，或正文不以它分隔", "its boundary is not in the Content-Type, or not in the body"
)
FIRST_IS_JSON = Words("第一部分应为 application/json", "the first part must be application/json")
NOT_BINARY = Words("文件的 Content-Transfer-Encoding 应为 binary", "a file's Content-Transfer-Encoding must be binary")
NO_HASH = Words("文件没有 X-Experience-API-Hash", "a file has no X-Experience-API-Hash")


def parted(body: bytes, content_type: str) -> tuple[bytes, dict[str, Upload]]:
    """The first part's JSON, and the files of the others by hash."""
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise NotMultipart(why=NO_BOUNDARY)
    parts = _parts(body, (found[1] or found[2]).encode())
    headers, first = parts[0]
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise NotMultipart(why=FIRST_IS_JSON)
    uploads = [_upload(headers, content) for headers, content in parts[1:]]
    return first, {each.sha2: each for each in uploads}


def mixed(content: bytes, attachments: Iterable[Attachment]) -> HttpResponse:
    """An answer of JSON and files."""
    boundary = f"panshi{token_hex(16)}"
    parts = [b"Content-Type: application/json\r\n\r\n" + content]
    for each in attachments:
        head = f"Content-Type: {each.content_type}\r\nContent-Transfer-Encoding: binary\r\n{HASH}: {each.sha2}\r\n\r\n"
        parts.append(head.encode() + bytes(each.content))
    line = f"--{boundary}".encode()
    body = b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"
    return HttpResponse(body, content_type=f"multipart/mixed; boundary={boundary}")


def _parts(body: bytes, boundary: bytes) -> list[tuple[dict[str, str], bytes]]:
    """Headers (names in lower case) and content of each part; what stands before the first boundary must be empty.

    Lines end as the first boundary's does: by RFC 2046 with CR and LF, but some clients send LF alone.
    """
    end = b"\r\n" if b"--" + boundary + b"\r\n" in body else b"\n"
    pieces = (end + body).split(end + b"--" + boundary)
    closed = len(pieces) > 2 and pieces[-1].startswith(b"--")
    if not closed or pieces[0].strip():
        raise NotMultipart(why=NO_BOUNDARY)
    return [_part(piece, end) for piece in pieces[1:-1]]


def _part(piece: bytes, end: bytes) -> tuple[dict[str, str], bytes]:
    head, _, content = piece.lstrip(b" \t").removeprefix(end).partition(end + end)
    lines = [line.partition(":") for line in head.decode("utf-8", "replace").splitlines()]
    return {name.strip().lower(): value.strip() for name, _, value in lines}, content


def _upload(headers: dict[str, str], content: bytes) -> Upload:
    if headers.get("content-transfer-encoding", "").lower() != "binary":
        raise NotMultipart(why=NOT_BINARY)
    sha2 = headers.get(HASH.lower(), "").lower()
    if not sha2:
        raise NotMultipart(why=NO_HASH)
    return Upload(sha2, headers.get("content-type", "application/octet-stream")[:255].replace("\0", ""), content)
