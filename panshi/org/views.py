"""Pages of units and people: the tree, one unit with its roster of a day, one person, and the changes to them."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panshi.kernel.clock import today
from panshi.kernel.periods import Period
from panshi.kernel.refusals import NotFound
from panshi.org import services
from panshi.org.access import Request, needs
from panshi.org.choices import Category
from panshi.org.forms import Change, LendRole
from panshi.org.models import Grant, Unit
from panshi.org.selectors import (
    allowed,
    excused,
    grants_in,
    grants_of,
    latest_posting,
    lent,
    people_named,
    person_by_number,
    require,
    roster,
    sees_person,
    unit_by_code,
    units_named,
    units_with,
)
from panshi.org.trees import tree_under, trees_for
from panshi.ui.address import on_to

PEOPLE_ON_A_PAGE = 50


@needs("figures.view")
def tree(request: Request) -> HttpResponse:
    """The units the person may see, with people on strength today; or what a search finds among units and people."""
    asked = request.GET.get("q", "").strip()[:100]
    found = (
        {"units": units_named(asked, viewer=request.person), "people": people_named(asked, viewer=request.person)}
        if asked
        else {}
    )
    trees = [] if asked else trees_for(request.person, on=today())
    return render(request, "org/tree.html", {"asked": asked, "trees": trees, "today": today(), **found})


@needs("figures.view")
def unit(request: Request, code: str) -> HttpResponse:
    """One unit: the units below, its roster of a day, who was excused, and the roles held here."""
    shown = unit_by_code(code)
    require(person=request.person, permission="figures.view", unit=shown)
    on = _day(request)
    facts = {
        "unit": shown,
        "above": Unit.objects.get_ancestors(shown),
        "tree": tree_under(shown, on=on, levels=1),
        "on": on,
        "names": allowed(person=request.person, permission="org.view_people", unit=shown),
        "manages": allowed(person=request.person, permission="org.manage", unit=shown),
        "programs": allowed(person=request.person, permission="api.tokens", unit=shown),
        "grants": grants_in(shown),
    }
    return render(request, "org/unit.html", facts | _roster(request, shown, on))


def _roster(request: Request, unit: Unit, on: date) -> dict[str, object]:
    postings = roster(unit=unit, on=on)
    away = {absence.person_id: absence for absence in excused(on=on).filter(person__postings__in=postings)}
    page = Paginator(postings.order_by("unit__path", "-leader", "person__number"), PEOPLE_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [(posting, away.get(posting.person_id)) for posting in page]
    held = dict(postings.order_by().values_list("person__category").annotate(Count("person", distinct=True)))
    counts = [(label, held.get(code, 0)) for code, label in Category.choices]
    return {"page": page, "rows": rows, "counts": counts, "away": len(away)}


@needs("figures.view")
def person(request: Request, number: str) -> HttpResponse:
    """One person: postings over time, absences, roles. Their own page is open to everybody."""
    shown = person_by_number(number)
    if not sees_person(viewer=request.person, person=shown):
        raise NotFound(what=number)
    posting = latest_posting(shown)
    manages = posting is not None and allowed(person=request.person, permission="org.manage", unit=posting.unit)
    facts = {
        "shown": shown,
        "posting": posting,
        "manages": manages,
        "managed": set(units_with("org.manage", person=request.person).values_list("pk", flat=True)),
        "postings": shown.postings.select_related("unit").order_by("-since", "-pk"),
        "absences": shown.absences.order_by("-since"),
        "grants": shown.grants.select_related("unit", "granted_by", "delegated_by").order_by("-since", "-pk"),
        "current": set(grants_of(shown).values_list("pk", flat=True)),
    }
    return render(request, "org/person.html", facts)


@needs("figures.view")
def lending(request: Request) -> HttpResponse:
    """The roles one may lend, a form to lend one for a time, and what is lent to and by whom."""
    form = LendRole(*_sent(request), lender=request.person)
    if form.is_valid():
        form.carry_out()
        messages.success(request, _("Lent. It holds on the days given and ends with your own role."))
        return on_to(request, "org:lending")
    mine, theirs = lent(request.person, on=today())
    return render(request, "org/lending.html", {"form": form, "mine": mine, "theirs": theirs, "today": today()})


@require_POST
@needs("figures.view")
def take_back(request: Request, pk: int) -> HttpResponse:
    """The end of a lent role, by who lent it or who borrowed it."""
    grant = Grant.objects.filter(Q(delegated_by=request.person) | Q(person=request.person), pk=pk).first()
    if grant is None:
        raise NotFound(what=pk)
    services.take_back(grant=grant, by=request.person)
    messages.success(request, _("The role is taken back."))
    return on_to(request, "org:lending")


@needs("figures.view")
def change_unit(request: Request, code: str, form_class: type[Change]) -> HttpResponse:
    """Any change to a unit, for who manages it."""
    shown = unit_by_code(code)
    require(person=request.person, permission="org.manage", unit=shown)
    return _change(request, form_class(*_sent(request), subject=shown), "org:unit", code)


@needs("figures.view")
def change_person(request: Request, number: str, form_class: type[Change]) -> HttpResponse:
    """Any change to a person, for who manages the unit they are in."""
    shown = person_by_number(number)
    posting = latest_posting(shown)
    if posting is None:
        raise NotFound(what=number)
    require(person=request.person, permission="org.manage", unit=posting.unit)
    return _change(request, form_class(*_sent(request), subject=shown), "org:person", number)


@needs("figures.view")
def change_role(request: Request, pk: int, form_class: type[Change]) -> HttpResponse:
    """The end of a role, for who manages the unit it holds in."""
    grant = Grant.objects.select_related("unit", "person").filter(pk=pk).first()
    if grant is None:
        raise NotFound(what=pk)
    require(person=request.person, permission="org.manage", unit=grant.unit)
    return _change(request, form_class(*_sent(request), subject=grant), "org:unit", grant.unit.code)


def _sent(request: Request) -> tuple[object, ...]:
    return (request.POST,) if request.method == "POST" else ()


def _change(request: Request, form: Change, back: str, key: str) -> HttpResponse:
    if form.is_valid():
        form.carry_out(by=request.person)
        messages.success(request, _("Done: %(what)s.") % {"what": form.title})
        return redirect(back, key)
    units = units_with("org.manage", person=request.person).only("code", "name").order_by("path")
    return render(request, "org/change.html", {"form": form, "back": back, "key": key, "units": units})


def _day(request: Request) -> date:
    asked = request.GET.get("on")
    return Period.parse(f"{asked}..{asked}").first if asked else today()
