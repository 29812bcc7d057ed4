"""Questions to the record store."""

from panshi.work.learning.lrs.selectors.agents import person_known_as
from panshi.work.learning.lrs.selectors.documents import document, document_names
from panshi.work.learning.lrs.selectors.statements import (
    Page,
    Sought,
    attachments_of,
    consistent_through,
    known_activities,
    latest,
    one,
    page,
    statements_of,
)

__all__ = [
    "Page",
    "Sought",
    "attachments_of",
    "consistent_through",
    "document",
    "document_names",
    "known_activities",
    "latest",
    "one",
    "page",
    "person_known_as",
    "statements_of",
]
