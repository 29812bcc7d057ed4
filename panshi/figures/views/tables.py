"""Several figures side by side over units: sortable, exportable, every cell a link. The league table."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from panshi.figures.compute import values
from panshi.figures.definitions import Figure
from panshi.figures.selectors import catalogue, figure
from panshi.figures.values import Part, Value
from panshi.figures.views.page import unit_label, unit_link
from panshi.figures.views.wording import room_label
from panshi.org.access import Request, needs
from panshi.org.choices import Level
from panshi.org.taking import about
from panshi.ui.files import as_file

FIGURES_MAX = 12
LEVELS = (Level.COUNTY, Level.STATION)


@dataclass(frozen=True, slots=True)
class Column:
    """A figure, the address that sorts by it, and whether it is what the table is sorted by."""

    value: Value
    sort: str
    sorted: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A unit and its number in each column, each with its address; None where the unit has no such number."""

    code: str
    label: str
    cells: tuple[tuple[Part | None, str], ...]


@needs("figures.view")
def table(request: Request) -> HttpResponse:
    """The chosen figures over units at a level, the largest first."""
    chosen, level, by = _chosen(request), _level(request), request.GET.get("sort", "")
    answers = values(chosen, request.scope, by="unit", level=level) if chosen else []
    facts = {
        "columns": [_column(request, answer, by or chosen[0].key) for answer in answers],
        "lines": lines_of(answers, by),
        "rooms": _choices([figure.key for figure in chosen]),
        "level": level,
        "levels": LEVELS,
        "kept": urlencode([("f", figure.key) for figure in chosen] + [("level", level or ""), ("sort", by)]),
    }
    return render(request, "figures/table.html", facts | {"most": FIGURES_MAX})


@needs("figures.view")
def download(request: Request, form: str) -> HttpResponseBase:
    """The table as a file."""
    chosen, by = _chosen(request), request.GET.get("sort", "")
    answers = values(chosen, request.scope, by="unit", level=_level(request)) if chosen else []
    heads = [_("Code"), _("Unit"), *(f"{figure.label} ({figure.unit})" for figure in chosen)]
    rows = [
        [line.code, line.label, *(part.value if part else None for part, _address in line.cells)]
        for line in lines_of(answers, by)
    ]
    total = ["", _("The whole"), *(answer.value for answer in answers)]
    name = f"{_('Units compared')} {request.scope.unit.name} {request.scope.period}"
    position = max((answer.as_of for answer in answers), default=0)
    said = about(_("Units compared"), scope=request.scope, by=request.person, as_of=position)
    return as_file(form, name, heads, [*rows, total], said)


def lines_of(answers: Sequence[Value], by: str) -> list[Line]:
    """One line a unit, sorted by the figure `by` (the first), the largest first."""
    parts = [{part.code: part for part in answer.parts} for answer in answers]
    labels = {part.code: unit_label(part, answer) for answer in answers for part in answer.parts}
    keys = [answer.figure.key for answer in answers]
    column = keys.index(by) if by in keys else 0
    lines = [
        Line(
            code,
            label,
            tuple(
                (found.get(code), unit_link(Part(code, label, None), answer))
                for answer, found in zip(answers, parts, strict=True)
            ),
        )
        for code, label in labels.items()
    ]
    return sorted(lines, key=lambda line: (-_number(line.cells[column][0]), line.code))


def _number(part: Part | None) -> Decimal:
    return part.value if part is not None and part.value is not None else Decimal(-1)


def _chosen(request: Request) -> list[Figure]:
    return [figure(key) for key in dict.fromkeys(request.GET.getlist("f"))][:FIGURES_MAX]


def _level(request: Request) -> str | None:
    return request.GET.get("level") or None


def _choices(chosen: Sequence[str]) -> list[tuple[str, list[tuple[Figure, bool]]]]:
    rooms: dict[str, list[tuple[Figure, bool]]] = {}
    for one in catalogue():
        rooms.setdefault(room_label(one.room), []).append((one, one.key in chosen))
    return list(rooms.items())


def _column(request: Request, answer: Value, by: str) -> Column:
    asked = request.GET.copy()
    asked["sort"] = answer.figure.key
    return Column(answer, f"?{asked.urlencode()}", answer.figure.key == by)
