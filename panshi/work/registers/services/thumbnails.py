"""Small pictures of evidence for lists: made once, kept beside the evidence, never larger than a card."""

from io import BytesIO
from pathlib import Path

from django.conf import settings

from panshi.kernel.files import write_whole
from panshi.work.registers.models import Evidence
from panshi.work.registers.services.printing import PIXELS_MAX

SIDE_MAX = 360
QUALITY = 72


def thumbnail(picture: Evidence, content: bytes) -> bytes:
    """The picture as WebP, its longer side at most 360 pixels; b"" for one that cannot be drawn. What it shows is upright
    and carries nothing of where or by what it was taken."""
    from PIL import Image, ImageOps  # noqa: PLC0415 -- heavy: only where pictures are shown

    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > PIXELS_MAX:
                return b""
            opened.draft("RGB", (SIDE_MAX, SIDE_MAX))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((SIDE_MAX, SIDE_MAX))
            out = BytesIO()
            upright.convert("RGB").save(out, "WEBP", quality=QUALITY, exif=b"")
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return b""
    write_whole(place_of(picture), out.getvalue(), lasting=False)
    return out.getvalue()


def place_of(picture: Evidence) -> Path:
    """Where the small picture is kept once it was made."""
    return Path(settings.MEDIA_ROOT, "thumbnails", picture.digest[:2], f"{picture.digest}.webp")
