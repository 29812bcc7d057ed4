"""Changes to the record store. `record` is the door for the platform's own statements."""

from panshi.work.learning.lrs.services.documents import delete_document, delete_documents, post_document, put_document
from panshi.work.learning.lrs.services.keys import enter, make_key, revoke_key
from panshi.work.learning.lrs.services.recording import Recorded, Upload, record, store

__all__ = [
    "Recorded",
    "Upload",
    "delete_document",
    "delete_documents",
    "enter",
    "make_key",
    "post_document",
    "put_document",
    "record",
    "revoke_key",
    "store",
]
