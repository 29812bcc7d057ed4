"""Prints of pictures: a perceptual hash by which pictures that look alike are found, whatever their size or compression."""

import warnings
from collections.abc import Iterator
from io import BytesIO

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.work.registers.models import Evidence

PIXELS_MAX = 60_000_000
SIDE = 64
CONTRAST_MIN = 4  # of 255: an empty sheet looks like every other


class TooManyPixels(Refusal):
    """A picture that would fill the memory when it is opened."""

    words = Words(
        "“{name}”有 {pixels} 万像素，超过了 6,000 万；请缩小后再传。",
        "“{name}” has {pixels}0,000 pixels, more than the 60 million allowed; make it smaller first.",
    )
    code = "too-many-pixels"
    status = 413


def print_of(content: bytes, *, name: str) -> str:
    """The picture's print, 64 bits in hex; "" for one that cannot be read or shows next to nothing.

    Refuses one of too many pixels by what its head says, before it is unpacked.
    """
    from imagehash import phash  # noqa: PLC0415 -- heavy: only where pictures come in
    from PIL import Image, ImageOps, ImageStat  # noqa: PLC0415 -- heavy: only where pictures come in

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as picture:
                pixels = picture.width * picture.height
                if pixels > PIXELS_MAX:
                    raise TooManyPixels(name=name, pixels=f"{pixels // 10_000:,}")
                picture.draft("L", (SIDE * 4, SIDE * 4))
                grey = ImageOps.exif_transpose(picture).convert("L")
                grey.thumbnail((SIDE * 4, SIDE * 4))
    except Image.DecompressionBombError:
        raise TooManyPixels(name=name, pixels=">18,000") from None
    except (OSError, ValueError, SyntaxError, EOFError):  # what Pillow raises for a file cut short or made up
        return ""
    return "" if ImageStat.Stat(grey).stddev[0] < CONTRAST_MIN else str(phash(grey))


def print_missing() -> Iterator[tuple[Evidence, bool]]:
    """Gives every picture without a print one, and says for each whether it could; a file that is gone is passed over."""
    for picture in Evidence.objects.filter(content_type__startswith="image/", print="").order_by("pk").iterator():
        try:
            picture.print = print_of(picture.file.read_bytes(), name=picture.name) if picture.file.exists() else ""
        except TooManyPixels:
            picture.print = ""
        if picture.print:
            picture.save(update_fields=["print"])
        yield picture, bool(picture.print)
