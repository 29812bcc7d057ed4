"""All figures by room with their value now and a year before; and what a kind of record is."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from panshi.figures.compute import values
from panshi.figures.definitions import Figure
from panshi.figures.selectors import catalogue as all_figures
from panshi.figures.values import Value
from panshi.figures.views.page import year_before
from panshi.figures.views.wording import SHORT, room_label
from panshi.ledger.kinds import Kind, kinds
from panshi.ledger.kinds import kind as kind_called
from panshi.org.access import Request, needs
from panshi.org.scope import Scope
from panshi.org.selectors import allowed


@dataclass(frozen=True, slots=True)
class Line:
    """A figure with its value in the scope and in the same days of the year before."""

    now: Value
    before: Value
    kind: Kind | None
    how: str


@dataclass(frozen=True, slots=True)
class Room:
    """The figures of one room."""

    key: str
    label: str
    lines: tuple[Line, ...]


@needs("figures.view")
def catalogue(request: Request) -> HttpResponse:
    """All figures, or those of a room, or those a search finds."""
    every = all_figures()
    asked, room = request.GET.get("q", "").strip()[:100], request.GET.get("room", "")
    found = [figure for figure in every if _fits(figure, asked) and room in ("", figure.room)]
    facts = {
        "rooms": rooms_of(found, request.scope),
        "choices": [(key, room_label(key)) for key in dict.fromkeys(figure.room for figure in every)],
        "asked": asked,
        "room": room,
        "defines": allowed(person=request.person, permission="figures.define", unit=request.scope.unit),
    }
    return render(request, "figures/catalogue.html", facts)


@needs("figures.view")
def kind(request: Request, key: str) -> HttpResponse:
    """One kind of record: its dimensions, what it is counted in, and the figures made of it."""
    shown = kind_called(key)
    figures = [figure for figure in all_figures() if figure.kind == key]
    facts = {"kind": shown, "room": room_label(shown.room), "rooms": rooms_of(figures, request.scope), "others": kinds()}
    return render(request, "figures/kind.html", facts)


def rooms_of(figures: Sequence[Figure], scope: Scope) -> list[Room]:
    """The figures by room with their values, computed together: as many queries as there are kinds."""
    pairs = zip(values(figures, scope), values(figures, year_before(scope)), strict=True) if figures else ()
    lines: dict[str, list[Line]] = {}
    for now, before in pairs:
        lines.setdefault(now.figure.room, []).append(_line(now, before))
    return [Room(key, room_label(key), tuple(found)) for key, found in lines.items()]


def _line(now: Value, before: Value) -> Line:
    figure = now.figure
    return Line(now, before, kind_called(figure.kind) if figure.kind else None, str(SHORT[figure.measure]))


def _fits(figure: Figure, asked: str) -> bool:
    words = (figure.key, figure.label.zh, figure.label.en, *figure.aliases)
    return all(any(part in word.lower() for word in words) for part in asked.lower().split())
