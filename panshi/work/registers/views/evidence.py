"""Evidence as it was filed, or small, for who may see a record it belongs to."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.access import Request, needs
from panshi.work.registers import selectors, services
from panshi.work.registers.models import Evidence
from panshi.work.registers.selectors.filed import content_of

SANDBOX = "default-src 'none'; sandbox"
A_DAY = 24 * 3600


class NoThumbnail(Refusal):
    """The picture cannot be drawn small; it can still be opened."""

    words = Words("“{name}”不能显示缩略图；请打开原件。", "“{name}” cannot be shown small; open it instead.")
    code = "no-thumbnail"
    status = 404


@needs("entries.view")
def evidence(request: Request, digest: str) -> HttpResponse:
    """A file as it was filed (`?small`: a picture for lists), or the page a link leads to."""
    found = selectors.evidence(digest, person=request.person)
    if found.address:
        return render(request, "registers/link.html", {"evidence": found})
    if "small" in request.GET and found.is_picture:
        return _answer(_small(found), "image/webp", "inline", A_DAY)
    download = "download" in request.GET or not (found.is_picture or found.content_type == "application/pdf")
    disposition = content_disposition_header(download, found.name) or "inline"
    return _answer(content_of(found), found.content_type, disposition, 3600)


def _small(found: Evidence) -> bytes:
    place = services.place_of(found)
    content = place.read_bytes() if place.exists() else services.thumbnail(found, content_of(found))
    if not content:
        raise NoThumbnail(name=found.name)
    return content


def _answer(content: bytes, content_type: str, disposition: str, seconds: int) -> HttpResponse:
    cached = f"private, max-age={seconds}"
    headers = {"Content-Disposition": disposition, "Content-Security-Policy": SANDBOX, "Cache-Control": cached}
    return HttpResponse(content, content_type=content_type, headers=headers)
