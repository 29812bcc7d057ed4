"""Figures that users define themselves: what there is, and the builder with its live value."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from panshi.figures import selectors, services
from panshi.figures.compute import values
from panshi.figures.definitions import Figure, Measure
from panshi.figures.forms import FigureForm, RatioForm, WordsForm, initial_of, measures_of
from panshi.figures.views.page import comparison
from panshi.figures.views.wording import MEASURES, conditions_in_words, room_label
from panshi.kernel.refusals import NotFound
from panshi.ledger.kinds import Kind, kinds
from panshi.ledger.kinds import kind as kind_called
from panshi.org.access import Request, needs
from panshi.org.selectors import require, units_with


@needs("figures.view")
def own(request: Request) -> HttpResponse:
    """The figures users have defined, each with its value here, who keeps it, and what may be done with it."""
    found = {figure.key: figure for figure in selectors.own_figures()}
    rows = [row for row in selectors.current_rows() if row.key in found]
    answers = values([found[row.key] for row in rows], request.scope)
    defines = set(units_with("figures.define", person=request.person).values_list("pk", flat=True))
    lines = [(row, answer, row.unit_id in defines) for row, answer in zip(rows, answers, strict=True)]
    return render(request, "figures/own.html", {"lines": lines, "defines": request.scope.unit.pk in defines})


@needs("figures.define")
def define(request: Request) -> HttpResponse:
    """The first step: what is counted, and how."""
    rooms: dict[str, list[tuple[Kind, list[tuple[Measure, str]]]]] = {}
    for kind in kinds():
        ways = [(measure, str(MEASURES[measure])) for measure in measures_of(kind)]
        rooms.setdefault(room_label(kind.room), []).append((kind, ways))
    return render(request, "figures/define.html", {"rooms": rooms.items(), "ratio": MEASURES[Measure.RATIO]})


@needs("figures.define")
def define_over(request: Request, kind: str, measure: str) -> HttpResponse:
    """The builder over one kind, counted one way."""
    return _build(request, _form(request.POST or None, kind, measure))


@needs("figures.define")
def define_ratio(request: Request) -> HttpResponse:
    """The builder of a rate."""
    return _build(request, RatioForm(request.POST or None))


@needs("figures.define")
def edit(request: Request, key: str) -> HttpResponse:
    """The builder over a figure there is; saving makes a new version."""
    require(person=request.person, permission="figures.define", unit=selectors.own_row(key).unit)
    known = selectors.figure(key)
    initial = initial_of(known)
    ratio = known.measure is Measure.RATIO
    data = request.POST or None
    form = RatioForm(data, initial=initial) if ratio else _form(data, known.kind, known.measure, initial)
    return _build(request, form, known)


@needs("figures.define")
def retire(request: Request, key: str) -> HttpResponse:
    """Asks once, then takes the figure out of the catalogue."""
    require(person=request.person, permission="figures.define", unit=selectors.own_row(key).unit)
    known = selectors.figure(key)
    if request.method != "POST":
        return render(request, "figures/retire.html", {"figure": known})
    services.retire_figure(key=key, by=request.person)
    messages.success(request, _("Retired: %(figure)s.") % {"figure": known.label})
    return redirect("figures:own")


@needs("figures.define")
def preview(request: Request) -> HttpResponse:
    """What the conditions chosen so far come to in the scope."""
    kind, measure = request.POST.get("kind", ""), request.POST.get("measure", "")
    form = _form(request.POST, kind, measure) if kind else RatioForm(request.POST)
    return render(request, "figures/preview.html", _look(request, form))


def _form(data: Any, kind: str, measure: str, initial: dict[str, Any] | None = None) -> FigureForm:
    counted = kind_called(kind)
    if measure not in measures_of(counted):
        raise NotFound(what=f"{kind} {measure}")
    return FigureForm(data, kind=counted, measure=Measure(measure), initial=initial)


def _build(request: Request, form: FigureForm | RatioForm, known: Figure | None = None) -> HttpResponse:
    facts: dict[str, Any] = {}
    if "look" in request.POST:
        facts = _look(request, form)
        form.forgive()
    elif form.is_valid():
        saved = _save(request, form, known)
        messages.success(request, _("Defined: %(figure)s.") % {"figure": saved.label})
        return redirect("figures:figure", saved.key)
    measure = form.measure if isinstance(form, FigureForm) else Measure.RATIO
    kind = form.kind if isinstance(form, FigureForm) else None
    versions = selectors.versions(known.key) if known else []
    said = {"form": form, "kind": kind, "measure": MEASURES[measure], "known": known, "versions": versions}
    return render(request, "figures/define_form.html", said | facts)


def _save(request: Request, form: WordsForm, known: Figure | None) -> Figure:
    if known is not None:
        return services.redefine_figure(key=known.key, figure=form.figure(known.key), by=request.person)
    return services.define_figure(figure=form.figure(), unit=request.scope.unit, by=request.person)


def _look(request: Request, form: WordsForm) -> dict[str, Any]:
    form.is_valid()
    wrong = _first(form.errors[name] for name in form.errors if name not in WordsForm.base_fields)
    if wrong:
        return {"wrong": wrong}
    asked = form.figure("own.preview")
    now, before = comparison(asked, request.scope)
    return {"look": now, "look_before": before, "conditions": conditions_in_words(asked)}


def _first(errors: Iterable[Any]) -> str:
    return next((str(error) for listed in errors for error in listed), "")
