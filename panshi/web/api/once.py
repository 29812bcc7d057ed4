"""What is sent twice is done once: the Idempotency-Key header (IETF draft-ietf-httpapi-idempotency-key-header)."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from panshi.kernel.clock import now
from panshi.org.models import ApiToken
from panshi.web.api.refusals import BadKey, KeyMissing, KeyReused
from panshi.web.models import GivenAnswer

KEPT = timedelta(days=7)
REPLAYED = "Idempotency-Replayed"


def once(request: HttpRequest, *, token: ApiToken, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer to the request, asked for only if the token has not sent it under this key within seven days.

    The key, what is done and the answer are written in one transaction: whoever sends the same at the same moment waits for
    it, and a process killed halfway leaves neither. A refused request leaves no key behind, for nothing was done.
    """
    key, asked = _key(request), fingerprint(request)
    with transaction.atomic():
        GivenAnswer.objects.filter(given_at__lt=now() - KEPT).delete()
        kept, new = GivenAnswer.objects.get_or_create(token=token, key=key, defaults={"asked": asked, "given_at": now()})
        if not new:
            return _again(kept, asked)
        given = answer()
        if given.status_code >= 400:
            transaction.set_rollback(True)
            return given
        kept.status, kept.content_type, kept.body = given.status_code, given["Content-Type"], given.content.decode()
        kept.save(update_fields=["status", "content_type", "body"])
    return given


def fingerprint(request: HttpRequest) -> str:
    """The SHA-256 of method, address and content; of a form, of its parts, for each sending draws another boundary."""
    found = sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type != "multipart/form-data":
        found.update(request.body)
        return found.hexdigest()
    for name, values in sorted(request.POST.lists()):
        found.update(repr((name, values)).encode("utf-8", "replace"))
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            found.update(repr((name, file.name, _digest(file))).encode("utf-8", "replace"))
    return found.hexdigest()


def _digest(file: UploadedFile) -> str:
    content = sha256()
    for chunk in file.chunks():
        content.update(chunk)
    file.seek(0)
    return content.hexdigest()


def _key(request: HttpRequest) -> str:
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        raise KeyMissing
    if len(key) > 255 or not (key.isascii() and key.isprintable()):
        raise BadKey
    return key


def _again(kept: GivenAnswer, asked: str) -> HttpResponse:
    if kept.asked != asked:
        raise KeyReused
    given = HttpResponse(kept.body, status=kept.status, content_type=kept.content_type)
    given[REPLAYED] = "true"
    return given
