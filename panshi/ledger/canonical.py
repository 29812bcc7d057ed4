"""The canonical bytes of an entry: what its leaf hash is taken of, the same on every database.

    panshi-entry-1 LF seq LF kind LF unit LF person LF occurred_on LF quantity LF sign LF dims LF source LF reverses LF
    reason LF posted_by LF posted_at LF evidence

in UTF-8. Whole numbers are decimal, a person or reversal that is not there is the word None, days are ISO
(2023-05-03), the moment of posting is UTC to the microsecond (2023-05-03 08:00:00.000000), dims is JSON with sorted
keys and no spaces, evidence is SHA-256 digests in hex joined with commas.

It is injective: the number of fields is fixed and no field of an entry holds a line feed (postings with control
characters are refused, JSON escapes them), so a stored row that does hold one has more lines than any entry. Numbers are
written as Python writes them (`%r`), so that text put into a number's place is told from the number.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import TypeAlias

import orjson

from panshi.ledger.entries import Entry
from panshi.ledger.kinds import DimensionValue

Row: TypeAlias = tuple[int, str, int, int | None, str, int, int, str, str, int | None, str, int, str, str]
"""The stored columns in canonical order and form, as `rows.read` gives them."""

RawRow: TypeAlias = tuple[int, bytes, int, int | None, bytes, int, int, bytes, bytes, int | None, bytes, int, bytes, bytes]
"""The same with text in UTF-8, as `rows.read_raw` gives them."""

FORM = "panshi-entry-1\n%r\n%s\n%r\n%r\n%s\n%r\n%r\n%s\n%s\n%r\n%s\n%r\n%s\n%s"


def leaf_hashes(rows: Sequence[Row]) -> list[bytes]:
    """The RFC 6962 leaf hash of each row: SHA-256 of 0x00 and its canonical bytes. (In one tight loop: it runs per entry.)"""
    leaf = "\0" + FORM
    return [sha256((leaf % row).encode()).digest() for row in rows]


def raw_leaf_hashes(rows: Sequence[RawRow]) -> list[bytes]:
    """The same of rows whose text was left in UTF-8."""
    leaf = b"\0" + FORM.encode()
    return [sha256(leaf % row).digest() for row in rows]


def entry_bytes(entry: Entry) -> bytes:
    """The canonical bytes of an entry that has left the database."""
    return (FORM % row_of(entry)).encode()


def row_of(entry: Entry) -> Row:
    """The entry's columns in canonical form."""
    return (
        entry.seq,
        entry.kind,
        entry.unit_id,
        entry.person_id,
        entry.occurred_on.isoformat(),
        entry.quantity,
        entry.sign,
        dims_text(entry.dims),
        str(entry.source),
        entry.reverses,
        entry.reason,
        entry.posted_by_id,
        moment_text(entry.posted_at),
        ",".join(entry.evidence),
    )


def dims_text(dims: dict[str, DimensionValue]) -> str:
    """Checked dimensions as canonical JSON: sorted keys, no spaces, dates ISO."""
    return orjson.dumps(dims, option=orjson.OPT_SORT_KEYS).decode()


def moment_text(moment: datetime) -> str:
    """A moment in UTC to the microsecond; such texts sort as the moments do."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"


def moment_of(text: str) -> datetime:
    """The moment that `moment_text` wrote."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
