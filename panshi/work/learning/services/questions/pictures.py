"""Pictures of questions: known by what they hold, kept once."""

from hashlib import sha256

from panshi.kernel.clock import now
from panshi.kernel.files import write_whole
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.work.learning.models import Picture

BYTES_MAX = 5 * 2**20
PIXELS_MAX = 40_000_000
TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}


class WrongPicture(Refusal):
    """What was given as a picture is none that browsers show."""

    words = Words(
        "“{name}”不是能用的图片；可用 png、jpg、gif、webp，不超过 5 MB。",
        "“{name}” is no picture that can be used; take png, jpg, gif or webp, up to 5 MB.",
    )
    code = "wrong-picture"


def keep_picture(content: bytes, *, name: str) -> Picture:
    """Keeps the picture under the digest of its bytes; refuses what is no picture, whatever it is called."""
    kind = _kind(content) if len(content) <= BYTES_MAX else None
    if kind is None:
        raise WrongPicture(name=name)
    digest = sha256(content).hexdigest()
    picture, _made = Picture.objects.get_or_create(digest=digest, defaults={"content_type": kind, "made_at": now()})
    if not picture.file.exists():
        write_whole(picture.file, content)
    return picture


def _kind(content: bytes) -> str | None:
    from io import BytesIO  # noqa: PLC0415 -- with Pillow

    from PIL import Image  # noqa: PLC0415 -- heavy: only where a picture comes in

    try:
        with Image.open(BytesIO(content), formats=tuple(TYPES)) as image:
            if image.width * image.height > PIXELS_MAX:
                return None
            kind = TYPES[str(image.format)]
            image.load()
            return kind
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
