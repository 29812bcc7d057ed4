"""The page of one figure, and its rows as a file."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from panshi.figures import rule_tables
from panshi.figures.compute import trail
from panshi.figures.definitions import Figure, Measure
from panshi.figures.selectors import figure as figure_called
from panshi.figures.values import Value
from panshi.figures.views import page
from panshi.figures.views.refining import added_conditions, refined, tags
from panshi.figures.views.rows import sheet
from panshi.figures.views.wording import MEASURES, conditions_in_words, room_label
from panshi.ledger import selectors as ledger
from panshi.ledger.kinds import kind
from panshi.org.access import Request, needs
from panshi.org.scope import Scope
from panshi.org.selectors import allowed
from panshi.org.taking import about
from panshi.ui.files import as_file, refuse_long

ROWS_ON_A_PAGE = 50
ROWS_AT_ONCE = 5_000


@needs("figures.view")
def figure(request: Request, key: str) -> HttpResponse:
    """One figure in the scope: definition, value, months, parts, and the rows behind the number."""
    whole = figure_called(key)
    asked = refined(whole, request.GET.dict())
    now, before = page.comparison(asked, request.scope)
    facts = {"now": now, "before": before, "figure": asked, "room": room_label(asked.room)}
    facts |= _parts(whole, asked, now) | _definition(asked) | _rows(request, asked, now)
    return render(request, "figures/figure.html", facts | _standing(now))


@needs("figures.view")
def rows(request: Request, key: str, form: str) -> HttpResponseBase:
    """All rows behind the number, as CSV or as a workbook."""
    asked = refined(figure_called(key), request.GET.dict())
    names = _names(request)
    first = trail(asked, request.scope, offset=0, limit=1)
    refuse_long(first.total, form=form)
    heads = sheet(first, names=names).heads()
    name = f"{asked.label} {request.scope.unit.name} {request.scope.period}"
    told = [(_("Figure"), str(asked.label)), (_("Question"), str(asked.question)), (_("Number of rows"), first.total)]
    said = about(_("Entries behind a figure"), scope=request.scope, by=request.person, as_of=first.as_of, also=told)
    # All of it by one state of the ledger, whatever is posted meanwhile.
    fixed = replace(request.scope, as_of=first.as_of or request.scope.as_of)
    return as_file(form, name, heads, _lines(asked, fixed, names=names), said)


def _lines(asked: Figure, scope: Scope, *, names: bool) -> Iterator[list[object]]:
    offset = 0
    while (found := trail(asked, scope, offset=offset, limit=ROWS_AT_ONCE)).rows:
        yield from sheet(found, names=names).lines()
        offset += len(found.rows)


def _names(request: Request) -> bool:
    return allowed(person=request.person, permission="org.view_people", unit=request.scope.unit)


def _parts(whole: Figure, asked: Figure, now: Value) -> dict[str, Any]:
    added = added_conditions(whole, asked)
    return {
        "units": page.by_unit(now, added),
        "divisions": page.by_dimension(whole, asked, now.scope),
        "months": page.months(asked, now.scope, added),
        "terms": page.terms(asked, now.scope),
        "made_of": page.made_of(asked, now.scope),
        "tags": tags(whole, asked, now.scope),
    }


def _definition(asked: Figure) -> dict[str, Any]:
    return {
        "measure": MEASURES[asked.measure],
        "kind": kind(asked.kind) if asked.kind else None,
        "conditions": conditions_in_words(asked),
        "tables": [(table, page.rule_lines(table, kind(asked.kind))) for table in rule_tables.versions(asked.rules)],
        "reference": '{{ figure("%s") }}' % asked.key,  # noqa: UP031 -- braces are the reference's own
    }


def _rows(request: Request, asked: Figure, now: Value) -> dict[str, Any]:
    if asked.measure is Measure.RATIO:
        return {"sheet": None}
    found = trail(asked, request.scope, offset=0, limit=ROWS_ON_A_PAGE)
    links = Paginator(range(found.total), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    if links.number > 1:
        found = trail(asked, request.scope, offset=links.start_index() - 1, limit=ROWS_ON_A_PAGE)
    agrees, sentence = page.claim(now, found.total, found.quantity)
    return {"sheet": sheet(found, names=_names(request)), "links": links, "agrees": agrees, "sentence": sentence}


def _standing(now: Value) -> dict[str, Any]:
    return {"checkpoint": ledger.checkpoint_covering(now.as_of) if now.as_of else None}
