"""What was filed, as long as it is still what was filed."""

from hashlib import sha256

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.work.registers.models import Evidence


class EvidenceDamaged(Refusal):
    """The file is gone, or is no longer what was filed."""

    words = Words(
        "“{name}”的文件缺失或与登记时不同，不能显示；请告诉管理员。",
        "The file of “{name}” is missing or no longer what was filed; it is not shown. Tell an administrator.",
    )
    code = "evidence-damaged"
    status = 410


class WithEvidence:
    """Something shown with its evidence: pictures to look at, papers to open."""

    __slots__ = ()
    evidence: tuple[Evidence, ...]

    @property
    def pictures(self) -> list[Evidence]:
        """The evidence shown as images."""
        return [each for each in self.evidence if each.is_picture]

    @property
    def papers(self) -> list[Evidence]:
        """The evidence that is opened by its name."""
        return [each for each in self.evidence if not each.is_picture]


def content_of(found: Evidence) -> bytes:
    """The content of a file, checked against its digest."""
    content = found.file.read_bytes() if found.file.exists() else b""
    if sha256(content).hexdigest() != found.digest:
        raise EvidenceDamaged(name=found.name)
    return content
