"""A file taken in: kept under its digest, and the same file for the same kind and unit is the same import."""

from hashlib import sha256
from pathlib import Path, PurePath

from django.conf import settings
from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.files import write_whole
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.selectors import require
from panshi.work.registers.choices import ImportState
from panshi.work.registers.models import Import
from panshi.work.registers.selectors.books import fields
from panshi.work.registers.selectors.books.opening import SIZE_MAX_BYTES, BookTooLarge, Workbook


class NothingPasted(Refusal):
    """The form came without a file and without text."""

    words = Words("还没有选文件，也没有粘贴内容。", "No file was chosen and nothing was pasted.")
    code = "nothing-pasted"


def receive(content: bytes, *, name: str, key: str, unit: Unit, by: Person, year: int | None = None) -> Import:
    """Keeps the file and opens an import of it; sent again, the one that is there, unless that was undone.

    `by` needs what the book takes in `unit`: records.report, or org.manage for people and units. Refuses what is no book.
    """
    form = fields.form(key)
    require(person=by, permission=form.permission, unit=unit)
    if len(content) > SIZE_MAX_BYTES:
        raise BookTooLarge(name=name, size=-(-len(content) // 1024**2))
    digest = sha256(content).hexdigest()
    kept = _keep(content, digest)
    shown = _shown(name)
    try:
        Workbook(kept, shown)
    except Refusal:  # goes on to whoever sent it; what is no book is not kept
        if not Import.objects.filter(digest=digest).exists():
            kept.unlink(missing_ok=True)
        raise
    return _opened(key, unit, digest, name=shown, by=by, year=year)


@transaction.atomic
def _opened(key: str, unit: Unit, digest: str, *, name: str, by: Person, year: int | None) -> Import:
    same = Import.objects.select_for_update().filter(kind=key, unit=unit, digest=digest)
    found = same.exclude(state=ImportState.UNDONE).order_by("pk").first()
    if found is None:
        return Import.objects.create(
            kind=key, unit=unit, digest=digest, name=name, state=ImportState.NEW, by=by, at=now(), year=year
        )
    if found.accepted == 0 and found.state in (ImportState.NEW, ImportState.READ, ImportState.CHECKED):
        same.exclude(state=ImportState.UNDONE).filter(accepted=0).update(by=by)
        found.by = by
        if found.state == ImportState.NEW:
            Import.objects.filter(pk=found.pk).update(name=name, year=year, tries=0, trouble_zh="", trouble_en="")
            found.refresh_from_db()
    return found


def _shown(name: str) -> str:
    shown = "".join(sign for sign in PurePath(name.replace("\\", "/")).name if sign.isprintable())
    return shown[-200:] or "book"


def _keep(content: bytes, digest: str) -> Path:
    """One that is there whole is left as it is."""
    path = Path(settings.MEDIA_ROOT, "imports", digest[:2], digest)
    if not path.exists() or path.stat().st_size != len(content):
        write_whole(path, content)
    return path
