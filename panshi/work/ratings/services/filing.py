"""Photos and papers filed for a mark: taken for what they hold and not for what they are called, kept once by digest."""

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.files import paper_type, shown_stem, write_whole
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.work.ratings.choices import Stage
from panshi.work.ratings.models import Candidate, Criterion, Evidence, Mark
from panshi.work.ratings.services.checking import refuse_to_check, refuse_to_speak
from panshi.work.ratings.services.rounds import locked

SIZE_MAX_BYTES = 20 * 1024 * 1024


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
    found = paper_type(content)
    if found is None or len(content) > SIZE_MAX_BYTES:
        raise NoEvidence(name=name[:100])
    ending, content_type = found
    digest = sha256(content).hexdigest()
    if not _place(digest).exists():
        write_whole(_place(digest), content)
    mark, _made = Mark.objects.get_or_create(candidate=candidate, criterion=criterion)
    called = f"{shown_stem(name, otherwise=digest[:8])}.{ending}"
    kept = {"name": called, "content_type": content_type, "checking": checking, "filed_by": by, "filed_at": now()}
    return Evidence.objects.get_or_create(mark=mark, digest=digest, defaults=kept)[0]


def read(evidence: Evidence) -> bytes:
    """What was filed."""
    return _place(evidence.digest).read_bytes()


def _place(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT, "ratings", digest[:2], digest)
