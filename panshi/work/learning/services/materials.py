"""Materials made, changed while nothing uses them, and taken out of use."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.selectors import require
from panshi.work.learning.choices import Carrier, TaskState
from panshi.work.learning.models import Material, Theme
from panshi.work.learning.services import packages
from panshi.work.learning.services.cleaning import clean, minutes_to_read
from panshi.work.learning.services.uploading import held, keep, refuse_large

MINUTES_UNKNOWN = 10
MINUTES_MAX = 600


class NothingToRead(Refusal):
    """A text says something."""

    words = Words("正文是空的。", "The text is empty.")
    code = "nothing-to-read"


class NoWebAddress(Refusal):
    """A link leads to the web."""

    words = Words("“{address}”不是 http 或 https 网址。", "“{address}” is no address of the web (http or https).")
    code = "no-web-address"


class MaterialInUse(Refusal):
    """What somebody was given to study stays as it was."""

    words = Words(
        "“{material}”已有任务在用，不能再改；请停用它，另建一份。",
        "“{material}” is used by a task and stays as it is; take it out of use and make another.",
    )
    code = "material-in-use"
    status = 409


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a material: `theme` by its title ("": it stands for itself), `minutes` None to have them reckoned."""

    unit: Unit
    title: str = ""
    theme: str = ""
    minutes: int | None = None


@transaction.atomic
def write_text(about: About, body: str, *, by: Person) -> Material:
    """A text, cleaned; its minutes are reckoned from its length unless said."""
    return _made(about, Carrier.TEXT, by=by, **_text(body))


@transaction.atomic
def add_link(about: About, address: str, *, by: Person) -> Material:
    """A page elsewhere on the web."""
    return _made(about, Carrier.LINK, by=by, address=_web(address))


def add_upload(about: About, file: BinaryIO, name: str, *, by: Person) -> Material:
    """A file, a video or a package, as its content says; kept once however often it is sent."""
    require(person=by, permission="learning.teach", unit=about.unit)
    refuse_large(file.seek(0, 2), name)
    found = held(file, name)
    if found is None:
        return _package(about, file, name, by=by)
    digest, size = keep(file, name, lambda digest: Material(digest=digest).file)
    facts: dict[str, Any] = {"digest": digest, "name": name[-200:], "size_bytes": size, "content_type": found.content_type}
    outline = [{"seconds": found.seconds}] if found.seconds else []
    return _made(about, found.carrier, by=by, reckoned=found.minutes, outline=outline, called=Path(name).stem, **facts)


@transaction.atomic
def change_material(material: Material, about: About, *, body: str | None = None, by: Person) -> Material:
    """Another title, theme, minutes or text, as long as no task that went out uses it."""
    require(person=by, permission="learning.teach", unit=material.unit)
    refuse_in_use(material)
    said: dict[str, Any] = _text(body) if body is not None else {"reckoned": material.minutes}
    material.minutes = min(about.minutes or said["reckoned"], MINUTES_MAX)
    material.title, material.theme = about.title.strip()[:200] or material.title, _theme(about.theme, material.unit)
    material.body = str(said.get("body", material.body))
    material.save(update_fields=["title", "theme", "minutes", "body"])
    return material


def retire_material(material: Material, *, by: Person, back: bool = False) -> Material:
    """Takes it out of the choice, or `back` into it; tasks that have it keep it."""
    require(person=by, permission="learning.teach", unit=material.unit)
    material.retired_at = None if back else material.retired_at or now()
    material.save(update_fields=["retired_at"])
    return material


def refuse_in_use(material: Material) -> None:
    """Refuses where a task that went out uses it."""
    if material.tasks.exclude(state=TaskState.DRAFT).exists():
        raise MaterialInUse(material=material.title)


def _package(about: About, file: BinaryIO, name: str, *, by: Person) -> Material:
    digest, size = keep(file, name, lambda digest: Material(digest=digest).file)
    folder = Material(digest=digest).folder
    Path(settings.MEDIA_ROOT, "packages").mkdir(parents=True, exist_ok=True)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        packages.unpack(file, name, folder)
        read = packages.read(folder, name)
    finally:
        Material(digest=digest).file.unlink(missing_ok=True)  # unpacked or refused, the archive is needed no more
    facts: dict[str, Any] = {"digest": digest, "name": name[-200:], "size_bytes": size, "content_type": "application/zip"}
    facts |= {"launch": read.launch[:1000], "outline": read.outline, "called": read.title or Path(name).stem}
    return _made(about, read.carrier, by=by, **facts)


@transaction.atomic
def _made(about: About, carrier: Carrier, *, by: Person, reckoned: int = 0, called: str = "", **facts: Any) -> Material:
    require(person=by, permission="learning.teach", unit=about.unit)
    return Material.objects.create(
        unit=about.unit,
        theme=_theme(about.theme, about.unit),
        title=(about.title.strip() or called or facts.get("address", ""))[:200],
        carrier=carrier,
        minutes=min(about.minutes or reckoned or MINUTES_UNKNOWN, MINUTES_MAX),
        made_by=by,
        made_at=now(),
        **facts,
    )


def _theme(title: str, unit: Unit) -> Theme | None:
    wanted = title.strip()[:200]
    return (
        Theme.objects.filter(unit=unit, title=wanted).first() or Theme.objects.create(unit=unit, title=wanted) if wanted else None
    )


def _text(body: str) -> dict[str, Any]:
    kept = clean(body)
    if not kept:
        raise NothingToRead
    return {"body": kept, "reckoned": minutes_to_read(kept)}


def _web(address: str) -> str:
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or len(address) > 2000:
        raise NoWebAddress(address=address[:100])
    return address.strip()
