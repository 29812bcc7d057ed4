"""Photos and papers filed for a mark: taken for what they hold and not for what they are called, kept once by digest."""

from hashlib import sha256
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.work.ratings.choices import Stage
from panshi.work.ratings.models import Candidate, Criterion, Evidence, Mark
from panshi.work.ratings.services.checking import refuse_to_check, refuse_to_speak
from panshi.work.ratings.services.rounds import locked

SIZE_MAX_BYTES = 20 * 1024 * 1024
STARTS = {
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
    b"%PDF-": ("pdf", "application/pdf"),
}


class NoEvidence(Refusal):
    """A file that is not kept as evidence."""

    words = Words(
        "“{name}”不能作为证据；可用照片（jpg、png）和 pdf，20 MB 以内。",
        "“{name}” cannot be evidence; photos (jpg, png) and pdf of up to 20 MB can.",
    )
    code = "no-evidence"


@transaction.atomic
def file_evidence(
    candidate: Candidate, criterion: Criterion, content: bytes, *, name: str, checking: bool, by: Person
) -> Evidence:
    """Files it for the criterion, by the assessor (`checking`) or by the subject; the same content is filed once."""
    (refuse_to_check if checking else refuse_to_speak)(candidate, by)
    locked(candidate.round, Stage.CHECK if checking else Stage.SELF)
    found = next((kind for start, kind in STARTS.items() if content.startswith(start)), None)
    if found is None or len(content) > SIZE_MAX_BYTES:
        raise NoEvidence(name=name[:100])
    ending, content_type = found
    digest = sha256(content).hexdigest()
    _keep(digest, content)
    mark, _made = Mark.objects.get_or_create(candidate=candidate, criterion=criterion)
    stem = "".join(sign for sign in PurePath(name).stem if sign.isprintable())[:180] or digest[:8]
    kept = {"name": f"{stem}.{ending}", "content_type": content_type, "checking": checking, "filed_by": by, "filed_at": now()}
    return Evidence.objects.get_or_create(mark=mark, digest=digest, defaults=kept)[0]


def read(evidence: Evidence) -> bytes:
    """What was filed."""
    with _files().open(_place(evidence.digest)) as file:
        return bytes(file.read())


def _keep(digest: str, content: bytes) -> None:
    if not _files().exists(_place(digest)):
        _files().save(_place(digest), ContentFile(content))


def _files() -> FileSystemStorage:
    return FileSystemStorage(location=Path(settings.MEDIA_ROOT) / "ratings")


def _place(digest: str) -> str:
    return f"{digest[:2]}/{digest}"
