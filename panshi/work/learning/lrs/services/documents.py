"""Documents put, merged and deleted, under the conditions of HTTP (xAPI 1.0.3 Communication 2.2 and 3.1)."""

from dataclasses import dataclass
from hashlib import sha1
from typing import Any
from uuid import UUID

import orjson
from django.db import IntegrityError, transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.work.learning.lrs.models import Document
from panshi.work.learning.lrs.rules import merging
from panshi.work.learning.lrs.rules.refusals import NOT_JSON, Malformed
from panshi.work.learning.lrs.rules.subjects import named
from panshi.work.learning.lrs.rules.values import packed
from panshi.work.learning.lrs.selectors.documents import documents


class Changed(Refusal):
    """The document is not the one that the condition (If-Match, If-None-Match) names."""

    words = Words(
        "文档与 If-Match 或 If-None-Match 所写的不符，没有改动；请重新读取后再试。",
        "The document is not as If-Match or If-None-Match says, and was left as it is; read it again first.",
    )
    code = "xapi-changed"
    status = 412


class AlreadyThere(Refusal):
    """A document of that name exists, and nothing says that it was looked at."""

    words = Words(
        "同名文档已存在。请先读取它，再以 If-Match 带上它的 ETag 覆盖，或以 If-None-Match: * 只新建。",
        "A document of that name exists. Read it and send its ETag as If-Match to replace it; If-None-Match: * is for new ones.",
    )
    code = "xapi-already-there"
    status = 409


class NotMergeable(Refusal):
    """Only JSON objects can be merged."""

    words = Words("已有文档和新文档都应为 JSON 对象才能合并。", "Both documents must be JSON objects to be merged.")
    code = "xapi-not-mergeable"
    status = 400


@dataclass(frozen=True, slots=True)
class Where:
    """Which document is meant, and on what conditions it is changed."""

    about: bytes
    name: str
    registration: UUID | None = None
    if_match: str | None = None
    if_none_match: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A document as it arrived."""

    content: bytes
    content_type: str

    def is_json(self) -> bool:
        """Whether it says that it is JSON."""
        return _is_json(self.content_type)


@transaction.atomic
def put_document(where: Where, sent: Sent, *, careful: bool) -> None:
    """Writes the document; with `careful` an existing one only under a condition that names it."""
    known = _conditioned(where)
    if known and careful and where.if_match is None and where.if_none_match is None:
        raise AlreadyThere
    if sent.is_json():
        _loaded(sent.content)
    _write(known, where, sent)


@transaction.atomic
def post_document(where: Where, sent: Sent) -> None:
    """Merges the document into an existing one, or writes it where there is none."""
    known = _conditioned(where)
    new = _loaded(sent.content) if sent.is_json() else None
    if known:
        if not _is_json(known.content_type) or not sent.is_json():
            raise NotMergeable
        old = orjson.loads(known.content)
        if not isinstance(old, dict) or not isinstance(new, dict):
            raise NotMergeable
        sent = Sent(packed(merging.documents(old, new), "body"), sent.content_type)
    _write(known, where, sent)


@transaction.atomic
def delete_document(where: Where) -> None:
    """Deletes the document; none there is none left."""
    known = _conditioned(where)
    if known:
        known.delete()


def delete_documents(about: bytes, registration: UUID | None) -> None:
    """Deletes all documents about something; with a registration only those of it."""
    documents(about, registration).delete()


def _conditioned(where: Where) -> Document | None:
    """The document as it stands, locked; refused where the conditions do not hold."""
    found = Document.objects.select_for_update()
    known = found.filter(about=where.about, registration=where.registration, name_key=named(where.name)).first()
    if where.if_match is not None and (known is None or not matches(where.if_match, known.etag)):
        raise Changed
    if where.if_none_match is not None and known is not None and matches(where.if_none_match, known.etag):
        raise Changed
    return known


def matches(condition: str, etag: str) -> bool:
    """Whether a list of entity tags (RFC 9110) names this one; an asterisk names any."""
    return condition.strip() == "*" or f'"{etag}"' in [part.strip().removeprefix("W/") for part in condition.split(",")]


def _write(known: Document | None, where: Where, sent: Sent) -> None:
    document = known or Document(about=where.about, registration=where.registration, name=where.name, name_key=named(where.name))
    document.content, document.content_type = sent.content, sent.content_type
    document.etag = sha1(sent.content, usedforsecurity=False).hexdigest()
    document.updated_at = now()
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:  # written by somebody else since it was looked for
        raise AlreadyThere from None


def _loaded(content: bytes) -> Any:
    try:
        return orjson.loads(content)
    except ValueError:
        raise Malformed(where="body", why=NOT_JSON) from None


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "application/json"
