"""What a statement says of files that come with it (xAPI 1.0.3 Data 2.4.11)."""

from typing import Any

from panshi.work.learning.lrs.rules import refusals as why
from panshi.work.learning.lrs.rules.refusals import Malformed
from panshi.work.learning.lrs.rules.values import array, formatted, iri, language_map, members, needed

SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"
_ATTACHMENT = frozenset({"usageType", "display", "description", "contentType", "length", "sha2", "fileUrl"})


def attachments(value: Any, at: str) -> None:
    """An array of descriptions of files."""
    for place, each in enumerate(array(value, at)):
        _attachment(each, f"{at}[{place}]")


def _attachment(value: Any, at: str) -> None:
    found = members(value, at, _ATTACHMENT)
    iri(needed(found, "usageType", at), f"{at}.usageType")
    language_map(needed(found, "display", at), f"{at}.display")
    if "description" in found:
        language_map(found["description"], f"{at}.description")
    formatted(needed(found, "contentType", at), f"{at}.contentType", "media type")
    length = needed(found, "length", at)
    if type(length) is not int or length < 0:
        raise Malformed(where=f"{at}.length", why=why.NOT_A_WHOLE_NUMBER)
    formatted(needed(found, "sha2", at), f"{at}.sha2", "sha2")
    if "fileUrl" in found:
        iri(found["fileUrl"], f"{at}.fileUrl")
