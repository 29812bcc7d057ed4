"""What stands in the ledger about one person: asked of the entries themselves, wherever the person served."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from panshi.figures.compute.asking import Question, question
from panshi.figures.compute.trails import Trail
from panshi.figures.definitions import Figure
from panshi.figures.statements import standing
from panshi.figures.statements.relation import Pattern, fact
from panshi.ledger import kinds, selectors
from panshi.ledger.entries import Entry
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.org.selectors import root

if TYPE_CHECKING:
    from sqlglot import exp


@dataclass(frozen=True, slots=True)
class Matter:
    """One sort of entries about a person: `figure` is a COUNT or a STOCK. Of a kind that counts people the entry names the
    person; of another kind its TEXT dimension `named_by` does, and only where it gives the staff number: a bare name may
    be anybody's.
    """

    figure: Figure
    named_by: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many entries of a matter stand about a person, and the newest of them (None where none does)."""

    matter: Matter
    total: int
    newest: Entry | None


def about(person: Person, scope: Scope, matters: Sequence[Matter]) -> list[Standing]:
    """What stands about the person in the scope's period as of its position, in every unit, in the order asked."""
    asked, facts = _asked(person, scope)
    found = []
    for matter in matters:
        segments = asked.segments([matter.figure])
        rows = asked.engine.run(_total(matter, asked.pattern(segments)), asked.tables(segments), facts) if segments else []
        found.append(rows[0] if rows else (0, None))
    newest = iter(selectors.entries([seq for _total_, seq in found if seq]))
    pairs = zip(matters, found, strict=True)
    return [Standing(matter, total, next(newest) if seq else None) for matter, (total, seq) in pairs]


def entries_about(person: Person, scope: Scope, matter: Matter, *, offset: int = 0, limit: int = 50) -> Trail:
    """A page of the entries that stand about the person, newest position first: as many as `about` says."""
    asked, facts = _asked(person, scope)
    segments = asked.segments([matter.figure])
    if not segments:
        return Trail(matter.figure, scope, asked.as_of, 0, 0, (), ())
    pattern, tables = asked.pattern(segments), asked.tables(segments)
    [(total, _newest)] = asked.engine.run(_total(matter, pattern), tables, facts)
    rows = asked.engine.run(_page(matter, pattern), tables, facts | {"limit": limit, "offset": offset})
    found = tuple(selectors.entries([seq for (seq,) in rows]))
    return Trail(matter.figure, scope, asked.as_of, total, total, found, (1,) * len(found))


def _asked(person: Person, scope: Scope) -> tuple[Question, dict[str, object]]:
    asked = question(Scope(root(), scope.period, scope.as_of))
    said = {f"named{place}": name for place, name in enumerate(_designations(person))}
    return asked, asked.facts | {"person": person.pk} | said


def _designations(person: Person) -> tuple[str, ...]:
    """How a text may name exactly this person, without spaces."""
    name, number = "".join(person.name.split()), person.number
    return (number, f"{name}（{number}）", f"{name}({number})", f"{name}{number}")


@lru_cache(maxsize=128)
def _total(matter: Matter, pattern: Pattern) -> "exp.Expression":
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    return _standing(matter, [exp.Count(this=exp.Star()), exp.Max(this=exp.column("seq"))], pattern)


@lru_cache(maxsize=128)
def _page(matter: Matter, pattern: Pattern) -> "exp.Expression":
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    return standing.paged(_standing(matter, [exp.column("seq")], pattern))


def _standing(matter: Matter, columns: "list[exp.Expression]", pattern: Pattern) -> "exp.Select":
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    kind = kinds.kind(matter.figure.kind)
    select = standing.standing(matter.figure, kind.until, columns, pattern)
    if kind.people:
        return select.where(exp.column("person").eq(fact("person")))
    kind.dimension(matter.named_by)  # without it the entries would be everybody's
    spaceless = exp.func("REPLACE", exp.column(f"d_{matter.named_by}"), exp.Literal.string(" "), exp.Literal.string(""))
    return select.where(exp.In(this=spaceless, expressions=[fact(f"named{place}") for place in range(4)]))
