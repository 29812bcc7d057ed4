"""The table of who has not reported as it leaves: one line for each unit and span of the duty chosen."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from panshi.work.registers.selectors.duties.owing import Owed
from panshi.work.registers.selectors.duties.tabling import Table

Line = tuple[object, ...]


def heads() -> list[str]:
    """What the columns hold."""
    return [
        _("Unit"),
        _("Unit code"),
        _("Above"),
        _("Kind"),
        _("Span"),
        _("At least"),
        _("reported").capitalize(),
        _("of them verified").capitalize(),
        _("Sent back"),
        _("Lacking"),
        _("State"),
        _("Due on"),
        _("Nothing to report"),
        _("Reminded"),
    ]


def lines(table: Table) -> Iterator[Line]:
    """The lines, in the table's order."""
    for row in table.rows:
        for cell in row.cells:
            if cell is not None:
                yield _line(cell, row.above)


def _line(cell: Owed, above: str) -> Line:
    tally = cell.tally
    return (
        cell.unit.name,
        cell.unit.code,
        above,
        cell.label,
        cell.span.label,
        cell.duty.at_least,
        tally.reported,
        tally.verified,
        tally.back,
        cell.missing,
        str(cell.standing.label),
        cell.span.due_on,
        cell.nothing.said if cell.nothing else "",
        cell.reminded,
    )
