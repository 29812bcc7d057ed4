"""Evidence for programs: files and addresses of pages, filed before or after the record they speak for."""

from typing import Annotated, Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_noop as noop
from ninja import File, Path, Router, Schema
from ninja.files import UploadedFile

from panshi.kernel.refusals import NotFound, Refusal
from panshi.kernel.words import Words
from panshi.org.asking import ApiRequest
from panshi.org.selectors import require
from panshi.work.registers import selectors, services
from panshi.work.registers.api.answers import EvidenceOut, evidence_out
from panshi.work.registers.api.bodies import LinksIn
from panshi.work.registers.selectors.filed import content_of

router = Router(tags=["evidence"])
FILES_MAX = 20
Digest = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description=noop("Its SHA-256 in hex."))]


class TooManyFiles(Refusal):
    """More files than one call takes."""

    words = Words("一次最多 {most} 个文件。", "At most {most} files are taken at once.")
    code = "too-many-files"
    status = 413


class FiledOut(Schema):
    """The evidence in the order sent; name it by digest when reporting."""

    evidence: list[EvidenceOut]


@router.post("/evidence", response={201: FiledOut}, summary=noop("File evidence"), operation_id="file_evidence")
def file_evidence(request: ApiRequest, files: File[list[UploadedFile]]) -> dict[str, Any]:
    """Pictures (jpg, png, webp), pdf, xlsx and docx up to 20 MB each, judged by what they hold; the same content is kept once."""
    require(person=request.person, permission="records.report", unit=request.auth.unit)
    if len(files) > FILES_MAX:
        raise TooManyFiles(most=FILES_MAX)
    for upload in files:
        if (upload.size or 0) > services.SIZE_MAX_BYTES:
            raise services.FileTooLarge(name=upload.name, size=-(-(upload.size or 0) // 1024**2))
    filed = [services.store(upload.read(), name=upload.name or "", by=request.person) for upload in files]
    return {"evidence": [evidence_out(each) for each in filed]}


@router.post(
    "/evidence/links",
    response={201: FiledOut},
    summary=noop("File addresses as evidence"),
    operation_id="file_links",
    openapi_extra={
        "requestBody": {"content": {"application/json": {"example": {"links": [{"address": "https://news.example/2023/5"}]}}}}
    },
)
def file_links(request: ApiRequest, payload: LinksIn) -> dict[str, Any]:
    """Pages that show it, by their addresses; they are not fetched."""
    require(person=request.person, permission="records.report", unit=request.auth.unit)
    filed = [services.link(each.address, by=request.person, name=each.name) for each in payload.links]
    return {"evidence": [evidence_out(each) for each in filed]}


@router.get(
    "/evidence/{digest}/content",
    summary=noop("A file filed as evidence"),
    operation_id="get_evidence",
    openapi_extra={"responses": {200: {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}}},
)
def get_evidence(request: ApiRequest, digest: Digest) -> HttpResponse:
    """As it was filed, if a record it belongs to is in sight; the address of a page stands with the record itself."""
    require(person=request.person, permission="entries.view", unit=request.auth.unit)
    found = selectors.evidence(digest, person=request.person)
    if found.address:
        raise NotFound(what=digest[:12])
    disposition = content_disposition_header(True, found.name) or "attachment"
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, max-age=3600"}
    return HttpResponse(content_of(found), content_type=found.content_type, headers=headers)
