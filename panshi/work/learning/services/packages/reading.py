"""What a package is, what opens first, and what its manifest says of each part."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from panshi.kernel.words import Words
from panshi.work.learning.choices import Carrier
from panshi.work.learning.services.packages.archive import BadPackage
from panshi.work.learning.services.packages.cmi5 import course
from panshi.work.learning.services.packages.scorm import organised
from panshi.work.learning.services.packages.xml import Unusable, parsed

NO_MANIFEST = Words(
    "里面没有 imsmanifest.xml（SCORM）、cmi5.xml 或 index.html。", "it has no imsmanifest.xml (SCORM), cmi5.xml or index.html."
)


@dataclass(frozen=True, slots=True)
class Package:
    """A package read: `launch` opens first, `outline` are its parts in order, `title` what it calls itself."""

    carrier: Carrier
    title: str
    launch: str
    outline: list[dict[str, Any]]


def read(folder: Path, name: str) -> Package:
    """The package unpacked in `folder`; refused by name where something it points to is missing or lies outside."""
    try:
        if (folder / "cmi5.xml").exists():
            title, parts = course(parsed(folder / "cmi5.xml"), folder)
            return Package(Carrier.CMI5, title, parts[0]["href"], parts)
        if (folder / "imsmanifest.xml").exists():
            carrier, title, parts = organised(parsed(folder / "imsmanifest.xml"), folder)
            return Package(carrier, title, parts[0]["href"], parts)
    except Unusable as why:
        raise BadPackage(name=name, why=str(why)) from None
    for first in ("index.html", "index.htm"):
        if (folder / first).exists():
            return Package(Carrier.WEB, "", first, [])
    raise BadPackage(name=name, why=str(NO_MANIFEST))
