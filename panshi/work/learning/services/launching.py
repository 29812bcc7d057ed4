"""Signed addresses under which one opening of a package is served: they say whose it is, so that no cookie has to."""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.work.learning.models import Material, Sitting

SALT = "learning.package"
HOURS = 12


class PassEnded(Refusal):
    """The address of a package holds for some hours from its opening."""

    words = Words(
        "这次打开的课件已过期；请回到学习页面重新打开。", "This opening of the package has ended; open it again from its page."
    )
    code = "package-pass-ended"
    status = 404


@dataclass(frozen=True, slots=True)
class Pass:
    """What an address opens: one part of a package, for one opening (None: a look without progress)."""

    material: Material
    part: int
    sitting: Sitting | None


def passed(material: Material, part: int = 0, sitting: Sitting | None = None) -> str:
    """The word that stands for it in addresses."""
    return signing.dumps([material.pk, part, sitting.key.hex if sitting else ""], salt=SALT)


def opened(word: str) -> Pass:
    """What the word stands for; refused when it was never given or is too old."""
    try:
        pk, part, key = signing.loads(word, salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        raise PassEnded from None
    material = Material.objects.filter(pk=pk).first()
    sitting = None
    if key:
        rows = Sitting.objects.select_related("progress__assignment__person", "progress__assignment__task", "progress__material")
        sitting = rows.filter(key=UUID(key), progress__material=pk).first()
    if material is None or (key and sitting is None):
        raise PassEnded
    return Pass(material, part, sitting)
