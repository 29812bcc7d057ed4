"""What a sheet is a book of, told by its name, its file's name and its headers; and whose, told by the names on the way."""

from collections.abc import Iterable
from pathlib import Path

from panshi.ledger import kinds
from panshi.org.models import Unit
from panshi.work.registers.selectors.books import fields, headers
from panshi.work.registers.selectors.books.fields import PEOPLE, UNITS, Form
from panshi.work.registers.selectors.books.opening import Table

NAMED = 3.0  # what the name of the kind in the sheet's or file's name is worth, in columns matched outright
LEAST = 3.0


def guess(table: Table, name: str) -> str | None:
    """The key of the form the sheet fits best; None where none fits well. Its name counts, and how many headers match."""
    best, best_score = None, LEAST
    for form in forms():
        heads = headers.find(table, form, known={})
        _found, matched = headers.match(heads.texts, form, known={})
        score = matched - 2 * len(headers.missing(heads.columns, form))
        if matched >= 2:
            score += NAMED * _named(form, table.name) + NAMED * _named(form, Path(name).stem)
        if score > best_score:
            best, best_score = form.key, score
    return best


def forms() -> list[Form]:
    """All forms of books."""
    return [*(fields.of_kind(kind) for kind in kinds.kinds()), fields.form(PEOPLE), fields.form(UNITS)]


def unit_named(parts: Iterable[str]) -> Unit | None:
    """The unit whose whole name stands in the names of the file and its folders, nearest first; the longest where several do."""
    units = sorted(Unit.objects.all(), key=lambda unit: -len(unit.name))
    for part in parts:
        for unit in units:
            if unit.name in part:
                return unit
    return None


def _named(form: Form, name: str) -> bool:
    names = (form.label.zh, form.key, *(form.kind.aliases if form.kind else ()))
    return any(each in name for each in names if len(each) > 1)
