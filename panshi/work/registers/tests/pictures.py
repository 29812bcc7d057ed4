"""Pictures drawn for tests: one motif at any size and quality, and others that look different."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw


def picture(motif: int = 1, *, size: tuple[int, int] = (640, 480), quality: int = 90, kind: str = "JPEG") -> bytes:
    """The motif's blots, the same in every size."""
    chance = Random(motif)
    drawn = Image.new("RGB", (640, 480), (230, 226, 215))
    pen = ImageDraw.Draw(drawn)
    for _ in range(14):
        left, top = chance.randrange(560), chance.randrange(400)
        colour = tuple(chance.randrange(256) for _ in range(3))
        pen.ellipse((left, top, left + chance.randrange(40, 220), top + chance.randrange(40, 220)), fill=colour)
    out = BytesIO()
    drawn.resize(size).save(out, kind, quality=quality)
    return out.getvalue()
