"""Evidence taken in: files by what they hold and not by what they are called, addresses of pages, both kept once."""

import zipfile
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from urllib.parse import urlsplit

from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.files import paper_type, shown_stem, write_whole
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.org.selectors import require
from panshi.work.registers.choices import Act, State
from panshi.work.registers.models import Evidence, Record, Step
from panshi.work.registers.services.printing import print_of

SIZE_MAX_BYTES = 20 * 1024 * 1024
OFFICE = {
    "xl/workbook.xml": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "word/document.xml": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


class WrongFile(Refusal):
    """The file holds something that is not kept as evidence."""

    words = Words(
        "“{name}”不能作为证据；可用的是：图片（jpg、png、webp）、pdf、xlsx、docx。",
        "“{name}” cannot be evidence; these can: pictures (jpg, png, webp), pdf, xlsx, docx.",
    )
    code = "wrong-file"


class FileTooLarge(Refusal):
    """The file is beyond the limit."""

    words = Words("“{name}”有 {size} MB，超过了 20 MB。", "“{name}” has {size} MB, more than the 20 MB allowed.")
    code = "file-too-large"
    status = 413


class WrongAddress(Refusal):
    """The text is no address of a page."""

    words = Words(
        "“{address}”不是网址；应以 http:// 或 https:// 开头。",
        "“{address}” is no web address; it starts with http:// or https://.",
    )
    code = "wrong-address"


class EvidenceFixed(Refusal):
    """A verified record keeps the evidence it was verified with."""

    words = Words(
        "“{record}”已经核实，证据不能再加；要补充请先冲正，再更正上报。",
        "“{record}” is verified and its evidence stands; to add some, reverse it and report it corrected.",
    )
    code = "evidence-fixed"


def store(content: bytes, *, name: str, by: Person) -> Evidence:
    """Keeps the file under its digest; the same content is kept once. Refuses what is too large or of another type."""
    if len(content) > SIZE_MAX_BYTES:
        raise FileTooLarge(name=name, size=-(-len(content) // 1024**2))
    found = sniffed(content)
    if found is None:
        raise WrongFile(name=name)
    ending, content_type = found
    digest = sha256(content).hexdigest()
    if known := Evidence.objects.filter(digest=digest).first():
        _keep(known, content)
        return known
    evidence, _ = Evidence.objects.get_or_create(
        digest=digest,
        defaults={
            "name": f"{shown_stem(name, otherwise=digest[:8])}.{ending}",
            "content_type": content_type,
            "size_bytes": len(content),
            "print": print_of(content, name=name) if content_type.startswith("image/") else "",
            "uploaded_by": by,
            "uploaded_at": now(),
        },
    )
    _keep(evidence, content)
    return evidence


def link(address: str, *, by: Person, name: str = "") -> Evidence:
    """Keeps the address of a page as evidence, named by the digest of the address."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or len(address) > 2000 or not address.isprintable():
        raise WrongAddress(address=address[:100])
    evidence, _ = Evidence.objects.get_or_create(
        digest=sha256(address.encode()).hexdigest(),
        defaults={
            "name": (name or f"{parts.netloc}{parts.path}")[:200],
            "address": address,
            "uploaded_by": by,
            "uploaded_at": now(),
        },
    )
    return evidence


@transaction.atomic
def attach(record: Record, evidence: Sequence[Evidence], *, by: Person) -> Record:
    """Adds evidence to a record that is not verified yet."""
    found = Record.objects.select_for_update(of=("self",)).select_related("unit").get(pk=record.pk)
    require(person=by, permission="records.report", unit=found.unit)
    if found.state == State.VERIFIED:
        raise EvidenceFixed(record=found)
    found.evidence.add(*evidence)
    named = "、".join(each.name for each in evidence)[:500]
    Step.objects.create(record=found, act=Act.ATTACHED, by=by, at=now(), revision=found.revision, reason=named)
    return found


def sniffed(content: bytes) -> tuple[str, str] | None:
    """(ending, content type) by what the content is, or None for what is not taken."""
    if kept := paper_type(content):
        return kept
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp", "image/webp"
    return _office(content) if content.startswith(b"PK\x03\x04") else None


def _office(content: bytes) -> tuple[str, str] | None:
    """Word and Excel by the parts they have; one with macros is not taken. Only the list of parts is read."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        return None
    return next((kept for part, kept in OFFICE.items() if part in names), None)


def _keep(evidence: Evidence, content: bytes) -> None:
    """One that is there whole is left as it is."""
    if not evidence.file.exists() or evidence.file.stat().st_size != len(content):
        write_whole(evidence.file, content)
