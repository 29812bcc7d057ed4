"""The ledger for programs: its head and checkpoint, and an entry with the proof that it is sealed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

from django.utils.translation import gettext_noop as noop
from ninja import Path, Router, Schema
from pydantic import Field

from panshi.ledger import keys, selectors, sheets
from panshi.ledger.entries import Checkpoint, Entry
from panshi.org.asking import POSITION_MAX, ApiRequest, UnitOut, unit_out
from panshi.org.models import Person, Unit
from panshi.org.selectors import require, subtrees_with

router = Router(tags=["ledger"])
ROUTERS = (router,)


class CheckpointOut(Schema):
    """A signed note over the first `size` entries (C2SP tlog-checkpoint)."""

    size: int
    root: str = Field(description=noop("The Merkle root (RFC 6962, SHA-256) in hex."))
    note: str
    sealed_at: datetime


class LedgerOut(Schema):
    """How far the ledger reaches and how far it is sealed."""

    head: int = Field(description=noop("The last position."))
    sealed: int = Field(description=noop("The last position under a checkpoint."))
    checkpoint: CheckpointOut | None
    verifier: str = Field(description=noop("The key that signs checkpoints, as a verifier's line."))


class EntryOut(Schema):
    """One thing that counts (sign 1), or the taking back of one (sign -1, `reverses` names it)."""

    seq: int
    kind: str
    unit: UnitOut
    person: str | None = Field(description=noop("Staff number, where the entry names a person and the token lends seeing them."))
    occurred_on: date
    quantity: int
    sign: int
    dims: dict[str, str | int | bool]
    source: str
    reverses: int | None
    reason: str
    posted_at: datetime
    evidence: list[str]


class ProofOut(Schema):
    """The path from the entry's leaf to the root of the checkpoint (RFC 6962, section 2.1.1), hashes in hex."""

    leaf: str
    index: int
    path: list[str]
    checkpoint: CheckpointOut
    holds: bool = Field(description=noop("Whether we found it to hold; check it yourself."))


class EntrySheetOut(EntryOut):
    """An entry with its reversal and its proof; without one it is not sealed yet."""

    reversed_by: int | None
    proof: ProofOut | None


@router.get("/ledger", response=LedgerOut, summary=noop("The ledger's head and checkpoint"), operation_id="get_ledger")
def ledger(request: ApiRequest) -> dict[str, Any]:
    """Entries are sealed behind the writers; those beyond `sealed` have no proof yet."""
    require(person=request.person, permission="entries.view", unit=request.auth.unit)
    latest = selectors.latest_checkpoint()
    return {
        "head": selectors.head(),
        "sealed": latest.size if latest else 0,
        "checkpoint": _checkpoint(latest) if latest else None,
        "verifier": keys.verifier() if latest else "",
    }


@router.get("/entries/{seq}", response=EntrySheetOut, summary=noop("An entry with its proof"), operation_id="get_entry")
def entry(
    request: ApiRequest, seq: Annotated[int, Path(ge=1, le=POSITION_MAX, description=noop("Its position."))]
) -> dict[str, Any]:
    """One entry of a unit in sight, and the proof that it is under a signed checkpoint."""
    sheet = sheets.entry_sheet(seq, reader=request.person)
    [shown] = entries_out([sheet.entry], reader=request.person)
    return shown | {"reversed_by": sheet.reversal.seq if sheet.reversal else None, "proof": _proof(sheet)}


def entries_out(entries: Sequence[Entry], *, reader: Person) -> list[dict[str, Any]]:
    """The entries as answers hold them, in four queries; a person only where `reader` may see people of the entry's unit."""
    units = Unit.objects.in_bulk({entry.unit_id for entry in entries})
    seen = subtrees_with("org.view_people", person=reader)
    named = {entry.person_id for entry in entries if entry.person_id and units[entry.unit_id].path.startswith(seen)}
    people = Person.objects.in_bulk(named) if named else {}
    return [_entry(entry, units[entry.unit_id], people.get(entry.person_id or 0)) for entry in entries]


def _entry(entry: Entry, unit: Unit, person: Person | None) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "kind": entry.kind,
        "unit": unit_out(unit),
        "person": person.number if person else None,
        "occurred_on": entry.occurred_on,
        "quantity": entry.quantity,
        "sign": entry.sign,
        "dims": {key: value.isoformat() if isinstance(value, date) else value for key, value in entry.dims.items()},
        "source": str(entry.source),
        "reverses": entry.reverses,
        "reason": entry.reason,
        "posted_at": entry.posted_at,
        "evidence": list(entry.evidence),
    }


def _proof(sheet: sheets.EntrySheet) -> dict[str, Any] | None:
    if sheet.seal is None:
        return None
    return {
        "leaf": sheet.seal.leaf,
        "index": sheet.entry.seq - 1,
        "path": list(sheet.seal.path),
        "checkpoint": _checkpoint(sheet.seal.checkpoint),
        "holds": sheet.seal.holds,
    }


def _checkpoint(found: Checkpoint) -> dict[str, Any]:
    return {"size": found.size, "root": found.root.hex(), "note": found.note, "sealed_at": found.sealed_at}
