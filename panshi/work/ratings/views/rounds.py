"""Pages of rounds: results and league, a round with its subjects, leading it from stage to stage."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from panshi.kernel.clock import today
from panshi.org.access import Request, needs
from panshi.org.selectors import allowed
from panshi.ui.address import on_to
from panshi.work.ratings.choices import Stage
from panshi.work.ratings.forms.rounds import AssignForm, RoundForm
from panshi.work.ratings.models import Appeal, Round
from panshi.work.ratings.selectors import noticing
from panshi.work.ratings.selectors import rounds as shown
from panshi.work.ratings.selectors.league import league
from panshi.work.ratings.services import giving, rounds

ROWS_ON_A_PAGE = 50


@needs("ratings.view")
def results(request: Request) -> HttpResponse:
    """How many stars there are, by unit, and the rounds that gave them."""
    facts = {"league": league(request.scope), "rounds": shown.rounds(request.scope)[:20], "mine": request.person.pk}
    runs = allowed(person=request.person, permission="ratings.run", unit=request.scope.unit)
    return render(request, "ratings/results.html", facts | {"runs": runs})


@needs("ratings.view")
def to_do(request: Request) -> HttpResponse:
    """What one has to check or to say, and which of one's stars there are."""
    person = request.person
    facts = {"checks": noticing.to_check(person), "sayings": noticing.to_say(person), "expiring": noticing.expiring(person)}
    held = noticing.held_by(person).exclude(stars=0).filter(until__gt=today()).select_related("unit", "round__standard")
    return render(request, "ratings/to_do.html", facts | {"held": held.order_by("until", "pk")[:50]})


@needs("ratings.run")
def open_round(request: Request) -> HttpResponse:
    """A new round."""
    form = RoundForm(*([request.POST] if request.method == "POST" else []), person=request.person)
    if request.method == "POST" and form.is_valid():
        return _to(request, form.save())
    return render(request, "ratings/open_round.html", {"form": form})


@needs("ratings.view")
def round_(request: Request, pk: int) -> HttpResponse:
    """A round and its subjects."""
    found = shown.round_(pk, person=request.person)
    asked = {"stars": request.GET.get("stars", ""), "words": request.GET.get("q", "")[:60]}
    may = {name: allowed(person=request.person, permission=f"ratings.{name}", unit=found.unit) for name in ("run", "publish")}
    told = found.stage in shown.KNOWN or (found.stage == Stage.DELIBERATION and any(may.values()))
    page = Paginator(shown.candidates(found, request.scope, **asked), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    form = AssignForm(person=request.person, found=found) if may["run"] and found.stage in (Stage.SELF, Stage.CHECK) else None
    facts = {"round": found, "page": page, "told": told, "stages": _stages(found), "asked": asked, "form": form}
    appeals = Appeal.objects.filter(candidate__round=found).select_related("candidate", "criterion").order_by("answered_at", "pk")
    return render(request, "ratings/round.html", facts | may | {"appeals": appeals if may["publish"] else []})


@require_POST
@needs("ratings.run")
def move(request: Request, pk: int) -> HttpResponse:
    """Adds everybody eligible, or leads the round to checks or deliberation."""
    found = shown.run_by(pk, person=request.person)
    step = request.POST.get("step")
    if step == "everybody":
        number = rounds.take_part(found, shown.eligible(found, on=today()), by=request.person)
        said = ngettext("%(n)s subject added.", "%(n)s subjects added.", number) % {"n": number}
        messages.success(request, said)
    elif step == "check":
        rounds.begin_check(found, by=request.person)
    else:
        rounds.begin_deliberation(found, by=request.person)
    return _to(request, found)


@require_POST
@needs("ratings.run")
def assign(request: Request, pk: int) -> HttpResponse:
    """Sends an assessor to the subjects of a unit."""
    found = shown.run_by(pk, person=request.person)
    form = AssignForm(request.POST, person=request.person, found=found)
    if form.is_valid():
        number = form.save()
        messages.success(request, ngettext("Sent to %(n)s subject.", "Sent to %(n)s subjects.", number) % {"n": number})
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return _to(request, found)


@require_POST
@needs("ratings.publish")
def give(request: Request, pk: int) -> HttpResponse:
    """Publishes results for objection, or brings them into force."""
    found = shown.run_by(pk, person=request.person, permission="ratings.publish")
    if request.POST.get("step") == "force":
        giving.bring_into_force(found, by=request.person)
        messages.success(request, _("In force: the stars stand in the ledger."))
    else:
        rounds.publish(found, by=request.person)
        messages.success(request, _("Published. Objections are taken from now on."))
    return _to(request, found)


def _stages(found: Round) -> list[tuple[str, str]]:
    """The stages in words, each done, now or to come."""
    order = list(Stage)
    here = order.index(Stage(found.stage))
    return [(str(each.label), "done" if place < here else "now" if place == here else "") for place, each in enumerate(order)]


def _to(request: Request, found: Round) -> HttpResponseRedirect:
    return on_to(request, "ratings:round", found.pk)


urls = [
    path("", results, name="results"),
    path("to-do/", to_do, name="to_do"),
    path("rounds/new/", open_round, name="open_round"),
    path("rounds/<int:pk>/", round_, name="round"),
    path("rounds/<int:pk>/move/", move, name="move"),
    path("rounds/<int:pk>/assign/", assign, name="assign"),
    path("rounds/<int:pk>/give/", give, name="give"),
]
