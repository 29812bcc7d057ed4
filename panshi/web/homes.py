"""The first page by role: one's own desk, the year beside the year before, units compared, what needs a word, the seals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from panshi.figures.compute import values
from panshi.figures.definitions import Figure
from panshi.figures.selectors import catalogue
from panshi.figures.values import Part, Value
from panshi.kernel.clock import today
from panshi.ledger import selectors as ledger
from panshi.ledger.entries import Checkpoint, Entry
from panshi.org.choices import Role
from panshi.org.models import Grant, Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import units_with
from panshi.ui.address import address
from panshi.ui.notices import Notice, notices
from panshi.web.desks import Desk, desks_of
from panshi.web.mine import Line, record_of
from panshi.web.navigation import holds

CARDS = ("coverage.mainstream_stories", "learning.tasks_published", "activities.study_sessions", "channels.matrix_posts")
COMPARED = ("coverage.mainstream_stories", "coverage.front_page_leads", "activities.study_sessions", "newsroom.short_videos")
STUDY = ("learning.completion_rate", "learning.tasks_due", "learning.tasks_completed", "learning.late_completions")
REVERSALS = 6


@dataclass(frozen=True, slots=True)
class Card:
    """A big number: now, the same days a year before, and its months as a line."""

    now: Value
    before: Value

    @property
    def months(self) -> tuple[Part, ...]:
        """The points of the line: the months that have begun."""
        last = max((place for place, part in enumerate(self.now.parts) if part.value), default=-1)
        return self.now.parts[: last + 1]


@dataclass(frozen=True, slots=True)
class Row:
    """A unit with its part of each compared figure, in the order of the heads; None where it has none."""

    code: str
    name: str
    url: str
    parts: tuple[Part | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Units compared: the figures on top, the rows from the largest first figure down, the largest for the bars, and how
    many units have nothing to compare."""

    heads: tuple[Value, ...]
    rows: tuple[Row, ...]
    most: Decimal
    silent: int


@dataclass(frozen=True, slots=True)
class Trust:
    """How much of the ledger is sealed, and the newest reversals."""

    head: int
    checkpoint: Checkpoint | None
    reversals: tuple[Entry, ...]

    @property
    def unsealed(self) -> int:
        """How many entries came after the last seal."""
        return self.head - (self.checkpoint.size if self.checkpoint else 0)


@dataclass(frozen=True, slots=True)
class Home:
    """What the first page shows: desks and one's own record come first, unless the person `leads`; a part that does not
    concern the person is empty or None.
    """

    unit_counts: tuple[int, int]
    leads: bool
    desks: tuple[Desk, ...]
    cards: tuple[Card, ...]
    table: Table | None
    study: tuple[Value, ...]
    record: tuple[Line, ...]
    notices: tuple[Notice, ...]
    trust: Trust | None
    writes: bool
    reports: bool
    running: bool
    empty: bool


def home_of(*, person: Person, scope: Scope, grants: Sequence[Grant]) -> Home:
    """The page for the roles the person holds; `grants` are those of today."""
    roles = {Role(grant.role) for grant in grants}
    head = ledger.head()
    desks = desks_of(person=person, scope=scope, grants=grants)
    known = {figure.key: figure for figure in catalogue()} if head else {}
    return Home(
        unit_counts=_counts(scope.unit),
        leads=Role.LEADER in roles,
        desks=desks,
        cards=cards([known[key] for key in CARDS if key in known], scope),
        table=table([known[key] for key in COMPARED if key in known], scope),
        study=tuple(values([known[key] for key in STUDY if key in known], scope)) if head else (),
        record=record_of(person, scope=scope) if head else (),
        notices=_unsaid(notices(person=person, scope=scope), desks),
        trust=_trust(head, person) if roles & {Role.LEADER, Role.ADMINISTRATOR} else None,
        writes=holds("reviews.write", grants=grants, scope=scope),
        reports=holds("records.report", grants=grants, scope=scope),
        running=today() in scope.period,
        empty=head == 0,
    )


def cards(figures: Sequence[Figure], scope: Scope) -> tuple[Card, ...]:
    """Each figure with its months, beside the same days of the year before: of a running year, up to today only."""
    if not figures:
        return ()
    days = scope.period.until(today()) if today() in scope.period else scope.period
    now = values(figures, scope, by="month")
    before = values(figures, replace(scope, period=days.year_before()))
    return tuple(Card(*pair) for pair in zip(now, before, strict=True))


def table(figures: Sequence[Figure], scope: Scope) -> Table | None:
    """The units directly below the scope's, compared; None where there are fewer than two."""
    if not figures:
        return None
    heads = tuple(values(figures, scope, by="unit"))
    found: dict[str, list[Part | None]] = {}
    names: dict[str, str] = {}
    for place, head in enumerate(heads):
        for part in head.parts:
            names[part.code] = part.label
            found.setdefault(part.code, [None] * len(heads))[place] = part
    if len(found) < 2:
        return None
    rows = [_row(code, names[code], parts, scope) for code, parts in found.items() if any(part and part.value for part in parts)]
    rows.sort(key=lambda row: (-_leading(row), row.code))
    return Table(heads, tuple(rows), max((_leading(row) for row in rows), default=Decimal(0)), len(found) - len(rows))


def _row(code: str, name: str, parts: Sequence[Part | None], scope: Scope) -> Row:
    return Row(code, name, address("web:home", scope=scope, unit=code) or "", tuple(parts))


def _leading(row: Row) -> Decimal:
    first = row.parts[0]
    return first.value if first and first.value else Decimal(0)


def _counts(unit: Unit) -> tuple[int, int]:
    """How many units stand directly below, and how many in all."""
    return unit.numchild, Unit.objects.get_descendant_count(unit)


def _unsaid(told: Sequence[Notice], desks: Sequence[Desk]) -> tuple[Notice, ...]:
    """The notices whose page no desk opens already: a number is said once."""
    said = {tally.url for desk in desks for tally in desk.tallies}
    return tuple(notice for notice in told if notice.url not in said)


def _trust(head: int, person: Person) -> Trust:
    units = list(units_with("entries.view", person=person).values_list("pk", flat=True))
    return Trust(head, ledger.latest_checkpoint(), tuple(ledger.reversals(limit=REVERSALS, units=units)) if units else ())
