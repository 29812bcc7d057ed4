"""Statements made ready to be written: checked, completed as the specification says, with their files and mentions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from panshi.kernel.words import Words
from panshi.work.learning.lrs.rules import mentions, places, signatures
from panshi.work.learning.lrs.rules.editions import Edition
from panshi.work.learning.lrs.rules.refusals import TWICE, Malformed
from panshi.work.learning.lrs.rules.statements import statement as check
from panshi.work.learning.lrs.rules.values import in_utc, packed

NO_FILE = Words("既无 fileUrl，也没有随请求送来这个文件", "has no fileUrl, and no part of the request holds the file")
NOT_DESCRIBED = Words("没有陈述提到这个文件", "is a file that no statement describes")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with statements, under the SHA-2 it was announced by."""

    sha2: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement ready to be written. `given` says that the client chose its id; `tail` is its JSON without id and stored."""

    statement_id: UUID
    given: bool
    said: dict[str, Any]
    tail: bytes
    timed: bool
    mentions: mentions.Mentions

    def body(self, seq: int) -> bytes:
        """The JSON text as stored at this place."""
        at = places.stored_text(seq)
        head = f'{{"id":"{self.statement_id}","stored":"{at}",' + ("" if self.timed else f'"timestamp":"{at}",')
        return head.encode() + self.tail[1:]


def prepare(
    statements: Sequence[Any], *, authority: dict[str, Any], edition: Edition, uploads: Mapping[str, Upload]
) -> list[Prepared]:
    """All statements checked and completed; the first thing wrong refuses them all."""
    several = len(statements) > 1
    ready = [
        _prepared(each, f"[{place}]" if several else "", authority=authority, edition=edition, uploads=uploads)
        for place, each in enumerate(statements)
    ]
    seen: set[UUID] = set()
    for place, each in enumerate(ready):
        if each.statement_id in seen:
            raise Malformed(where=f"[{place}].id", why=TWICE)
        seen.add(each.statement_id)
    if uploads:
        described = {file["sha2"].lower() for each in ready for _at, file in files_of(each.said, "")}
        for sha2 in uploads.keys() - described:
            raise Malformed(where=sha2, why=NOT_DESCRIBED)
    return ready


def _prepared(value: Any, at: str, *, authority: dict[str, Any], edition: Edition, uploads: Mapping[str, Upload]) -> Prepared:
    check(value, edition, at)
    said: dict[str, Any] = dict(value)
    for place, described in files_of(said, f"{at}." if at else ""):
        _have(said, described, place, edition, uploads)
    given = said.pop("id", None)
    said.pop("stored", None)
    said["authority"] = authority
    said.setdefault("version", edition.stamp)
    _completed(said, edition)
    if said["object"].get("objectType") == "SubStatement":
        said["object"] = _completed(dict(said["object"]), edition)
    return Prepared(
        statement_id=UUID(given) if given else uuid4(),
        given=given is not None,
        said=said,
        tail=packed(said, at or "statement"),
        timed="timestamp" in said,
        mentions=mentions.mentions(said),
    )


def _completed(told: dict[str, Any], edition: Edition) -> dict[str, Any]:
    """Context activities as arrays (both editions want them returned so); edition 2 wants times in UTC."""
    context = told.get("context")
    if context and any(type(some) is dict for some in context.get("contextActivities", {}).values()):
        listed = {name: [some] if type(some) is dict else some for name, some in context["contextActivities"].items()}
        told["context"] = {**context, "contextActivities": listed}
    if edition is Edition.TWO and "timestamp" in told:
        told["timestamp"] = in_utc(told["timestamp"], "timestamp")
    return told


def files_of(said: dict[str, Any], dot: str) -> list[tuple[str, dict[str, Any]]]:
    """Each file that a statement or its sub-statement describes, with its place."""
    found = [(f"{dot}attachments[{place}]", each) for place, each in enumerate(said.get("attachments", ()))]
    if said["object"].get("objectType") == "SubStatement":
        nested = said["object"].get("attachments", ())
        found += [(f"{dot}object.attachments[{place}]", each) for place, each in enumerate(nested)]
    return found


def _have(said: dict[str, Any], described: dict[str, Any], at: str, edition: Edition, uploads: Mapping[str, Upload]) -> None:
    """Refuses a description whose file neither came nor lies elsewhere; a signature must have come, and be right."""
    upload = uploads.get(described["sha2"].lower())
    signed = signatures.is_signature(described)
    if upload is None and (signed or "fileUrl" not in described):
        raise Malformed(where=at, why=NO_FILE)
    if signed and upload is not None:
        signatures.verify(said, described, upload.content, at, edition)
