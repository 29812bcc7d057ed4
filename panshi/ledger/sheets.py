"""What the ledger's pages show: the ledger as a whole, and one entry with everything that bears on it."""

from dataclasses import dataclass
from datetime import date

from panshi.kernel.refusals import NotFound
from panshi.kernel.words import Words
from panshi.ledger import keys, kinds, merkle, notes, selectors
from panshi.ledger.canonical import entry_bytes
from panshi.ledger.entries import Checkpoint, Entry
from panshi.ledger.kinds import Dimension, DimensionValue, Kind, UnknownKind
from panshi.org.models import Person, Unit
from panshi.org.selectors import sees_person, units_with


@dataclass(frozen=True, slots=True)
class Seal:
    """The checkpoint an entry is under, its leaf hash, and whether the path from one leads to the other."""

    checkpoint: Checkpoint
    leaf: str
    path: tuple[str, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One dimension in words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class EntrySheet:
    """An entry as one of its readers sees it; `person` and `posted_by` are None where the reader may not see the name."""

    entry: Entry
    kind: Kind | None
    facts: tuple[Fact, ...]
    unit: Unit
    person: Person | None
    posted_by: Person | None
    address: str | None
    reversal: Entry | None
    original: Entry | None
    seal: Seal | None


@dataclass(frozen=True, slots=True)
class ReversalLine:
    """A reversal, what it took back in words, and whose it was."""

    entry: Entry
    label: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """The ledger as a whole; `reversals` are those of units the reader may see."""

    head: int
    sealed: int
    checkpoints: tuple[Checkpoint, ...]
    verifier: str
    reversals: tuple[ReversalLine, ...]

    @property
    def latest(self) -> Checkpoint | None:
        """The checkpoint over the most entries."""
        return self.checkpoints[0] if self.checkpoints else None

    @property
    def unsealed(self) -> int:
        """How many entries no checkpoint covers yet."""
        return self.head - self.sealed


def ledger_sheet(*, reader: Person) -> LedgerSheet:
    """The head, the newest checkpoints with the key that signs them, and the newest reversals."""
    units = {unit.pk: unit for unit in units_with("entries.view", person=reader)}
    checkpoints = tuple(selectors.checkpoints())
    return LedgerSheet(
        head=selectors.head(),
        sealed=checkpoints[0].size if checkpoints else 0,
        checkpoints=checkpoints,
        verifier=keys.verifier() if checkpoints else "",
        reversals=tuple(
            ReversalLine(entry, _label(entry.kind), units[entry.unit_id]) for entry in selectors.reversals(units=list(units))
        ),
    )


def entry_sheet(seq: int, *, reader: Person) -> EntrySheet:
    """The entry at this position; refuses one of a unit outside what `reader` may see as if it were not there."""
    entry = selectors.entry(seq)
    unit = units_with("entries.view", person=reader).filter(pk=entry.unit_id).first()
    if unit is None:
        raise NotFound(what=seq)
    people = Person.objects.in_bulk([found for found in (entry.person_id, entry.posted_by_id) if found])
    seen = {pk: person for pk, person in people.items() if sees_person(viewer=reader, person=person)}
    kind = _kind(entry.kind)
    return EntrySheet(
        entry=entry,
        kind=kind,
        facts=tuple(_facts(entry, kind)),
        unit=unit,
        person=seen.get(entry.person_id or 0),
        posted_by=seen.get(entry.posted_by_id),
        address=entry.source.address(),
        reversal=selectors.reversal_of(seq),
        original=selectors.entry(entry.reverses) if entry.reverses else None,
        seal=_seal(entry),
    )


def _seal(entry: Entry) -> Seal | None:
    """The proof is checked from the entry's own bytes to the signed root, so that an altered entry shows here too."""
    checkpoint = selectors.checkpoint_covering(entry.seq)
    if checkpoint is None:
        return None
    leaf, path = merkle.leaf_hash(entry_bytes(entry)), selectors.inclusion_proof(entry.seq, checkpoint.size)
    statement = notes.Statement.parse(notes.opened(checkpoint.note, by=keys.verifier()))
    holds = merkle.includes(leaf=leaf, index=entry.seq - 1, size=statement.size, proof=path, root=statement.root)
    return Seal(checkpoint=checkpoint, leaf=leaf.hex(), path=tuple(step.hex() for step in path), holds=holds)


def _kind(key: str) -> Kind | None:
    try:
        return kinds.kind(key)
    except UnknownKind:  # an entry outlives the room that posted it
        return None


def _label(key: str) -> str:
    kind = _kind(key)
    return str(kind.label) if kind else key


def _facts(entry: Entry, kind: Kind | None) -> list[Fact]:
    declared = {dimension.key: dimension for dimension in kind.dimensions} if kind else {}
    order = [*declared, *(key for key in entry.dims if key not in declared)]
    return [
        Fact(str(declared[key].label) if key in declared else key, _said(entry.dims[key], declared.get(key)))
        for key in order
        if key in entry.dims
    ]


def _said(value: DimensionValue, dimension: Dimension | None) -> str:
    if isinstance(value, bool):
        return str(Words("是", "yes") if value else Words("否", "no"))
    if isinstance(value, date):
        return value.isoformat()
    choice = dimension.choices.get(str(value)) if dimension else None
    return str(choice or value)
