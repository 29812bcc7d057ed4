"""Documents: one by name, or the names of those about something."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from panshi.work.learning.lrs.models import Document
from panshi.work.learning.lrs.rules.subjects import named


def documents(about: bytes, registration: UUID | None) -> QuerySet[Document]:
    """All documents about something; with a registration only those of it."""
    found = Document.objects.filter(about=about)
    return found.filter(registration=registration) if registration else found


def document(about: bytes, registration: UUID | None, name: str) -> Document | None:
    """The document of this name and this registration, or of none."""
    return Document.objects.filter(about=about, registration=registration, name_key=named(name)).first()


def document_names(about: bytes, registration: UUID | None, since: datetime | None) -> list[str]:
    """The names of the documents about something, of those changed after `since`; oldest change first."""
    found = documents(about, registration)
    if since is not None:
        found = found.filter(updated_at__gt=since)
    return list(dict.fromkeys(found.order_by("updated_at", "pk").values_list("name", flat=True)))
