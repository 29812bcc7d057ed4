"""A book: the lines of a kind in a unit and its days by one state of the ledger, divided into leaves before any is written.

Leaves are divided here and not by whoever prints, so that each has its sum, and its number among all, whatever prints it.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from panshi.kernel.numbers import grouped
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import finding, kinds
from panshi.ledger import selectors as ledger
from panshi.ledger.entries import Checkpoint
from panshi.ledger.kinds import Kind
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.work.registers.selectors.printed.columns import EM_IN_ALL, Column, columns, cut, lines_of
from panshi.work.registers.selectors.printed.lines import Line, Sum, lines
from panshi.work.registers.selectors.taking_out.reading import Names

ENTRIES_MAX = 60_000
LINE_PT, ROW_PT = 12, 4
"""The height of a line of text, and what a row takes beside its lines."""
LEAF_PT = 424
"""What a leaf has for rows and their head: A4 across less margins, running head, sums and foot, and some to spare."""
SIGNING_PT = 150


class TooLongToPrint(Refusal):
    """Nobody could sign a book that long, and it would be minutes in the making."""

    words = Words(
        "这一册有 {entries} 条分录，超过可装订的 {most} 条；请按下级单位，或按季、按月分册打印。",
        "This book has {entries} entries and takes {most}; print it by unit below, by quarter or by month.",
    )
    code = "too-long-to-print"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column of a row."""

    text: str
    column: Column

    @property
    def number(self) -> bool:
        """Whether it stands to the right."""
        return self.column.number


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is printed: its cells; under them stands why it is struck."""

    line: Line
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its rows, what they come to, and what all rows up to its end come to. The last one is signed."""

    number: int
    rows: tuple[Row, ...]
    sum: Sum
    so_far: Sum
    last: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A register ready to print. `sizes` is how many rows each leaf has; `position` is the state of the ledger it stands on.

    `checkpoint` is the seal over that position, or where there is none yet the newest seal before it.
    """

    kind: Kind
    scope: Scope
    position: int
    checkpoint: Checkpoint | None
    columns: tuple[Column, ...]
    positions: "array[int]"
    sizes: "array[int]"
    names: Names

    @property
    def title(self) -> str:
        """What it is called."""
        return _("Register: %(kind)s") % {"kind": self.kind.label}

    @property
    def about(self) -> str:
        """Of what unit and days it is."""
        alone = _("%(unit)s itself") % {"unit": self.scope.unit.name}
        return f"{alone if self.scope.own else self.scope.unit.name} · {self.scope.period}"

    @property
    def mark(self) -> str:
        """Its fingerprint in short, for the head of each page: the ledger's position, and the seal's root."""
        told = _("Ledger position %(n)s") % {"n": grouped(self.position)}
        return f"{told} · {self.checkpoint.root.hex()[:16]}" if self.checkpoint else told

    @property
    def sealed(self) -> bool:
        """Whether all of it is under the seal."""
        return self.checkpoint is not None and self.checkpoint.size >= self.position

    def total(self) -> str:
        """How many leaves there are."""
        return grouped(len(self.sizes))

    def leaves(self) -> Iterator[Leaf]:
        """The leaves one by one; they are read as they are asked for."""
        rest, so_far = self._rows(), Sum()
        for number, size in enumerate(self.sizes, 1):
            rows, here = tuple(islice(rest, size)), Sum()
            for row in rows:
                here, so_far = here.with_line(row.line), so_far.with_line(row.line)
            yield Leaf(number, rows, here, so_far, number == len(self.sizes))

    def _rows(self) -> Iterator[Row]:
        for line in lines(self.positions, up_to=self.position, names=self.names):
            yield Row(line, tuple(Cell(cut(column.said(line), column.width), column) for column in self.columns))


def book(key: str, *, person: Person, scope: Scope) -> Book:
    """The register of a kind in the scope, by its state of the ledger or the newest; refuses one too long to be bound."""
    kind, position = kinds.kind(key), _position(scope)
    positions = finding.positions(key, unit=scope.unit, period=scope.period, up_to=position, own=scope.own)
    if len(positions) > ENTRIES_MAX:
        raise TooLongToPrint(entries=f"{len(positions):,}", most=f"{ENTRIES_MAX:,}")
    names = Names(person)
    shown = columns(kind, names)
    seal = (ledger.checkpoint_covering(position) or ledger.latest_checkpoint()) if position else None
    made = Book(kind, scope, position, seal, shown, positions, array("q"), names)
    made.sizes.extend(_divided(made))
    return made


def shelf(*, scope: Scope) -> list[tuple[Kind, int]]:
    """Every kind with how many entries its register would hold in the scope."""
    held = finding.numbers(unit=scope.unit, period=scope.period, up_to=_position(scope), own=scope.own)
    return [(kind, held.get(kind.key, 0)) for kind in kinds.kinds()]


def _position(scope: Scope) -> int:
    return min(scope.as_of or ledger.head(), ledger.head())


def _divided(made: Book) -> Iterator[int]:
    """How many rows each leaf takes; the last leaves room to sign, or is one for signing alone."""
    head = ROW_PT + LINE_PT * max(lines_of(column.head, column.width) for column in made.columns)
    size, room = 0, LEAF_PT - head
    for row in made._rows():
        height = _height(row)
        if size and height > room:
            yield size
            size, room = 0, LEAF_PT - head
        size, room = size + 1, room - height
    if room < SIGNING_PT and size:
        yield size
        size = 0
    yield size


def _height(row: Row) -> int:
    cells = max(lines_of(cell.text, cell.column.width) for cell in row.cells)
    return ROW_PT + LINE_PT * cells + (ROW_PT + LINE_PT * lines_of(row.line.why, EM_IN_ALL) if row.line.reversal else 0)
