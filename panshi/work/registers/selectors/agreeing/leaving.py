"""The comparison as it leaves: one line for each unit and month."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from panshi.work.registers.selectors.agreeing.comparing import Compared, Comparison

Line = tuple[object, ...]


def heads() -> list[str]:
    """What the columns hold."""
    return [
        _("Unit"),
        _("Unit code"),
        _("Kind"),
        _("Month"),
        _("Verified, in the ledger"),
        _("Reported, not verified"),
        _("Sent back"),
        _("Stated by the unit"),
        _("Difference"),
        _("State"),
        _("What was said of the difference"),
    ]


def lines(found: Comparison) -> Iterator[Line]:
    """The lines, in the table's order; the difference is the ledger's number less the stated one."""
    for line in found.lines:
        for cell in line.cells:
            yield _line(cell)


def _line(cell: Compared) -> Line:
    return (
        cell.unit.name,
        cell.unit.code,
        str(cell.kind.label),
        cell.period,
        *cell.amount,
        cell.stated.stated if cell.stated else None,
        cell.difference if cell.stated else None,
        str(cell.agreement.label),
        cell.explanation.said if cell.explanation and cell.explains else "",
    )
