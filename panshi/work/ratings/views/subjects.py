"""Pages of one subject in a round: its card, its own view, the assessor's sheet, appeals, decisions."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panshi.kernel.refusals import NotFound
from panshi.org.access import Request, needs
from panshi.org.selectors import allowed, require
from panshi.ui.address import address, on_to
from panshi.work.ratings.choices import Stage
from panshi.work.ratings.models import Appeal, Candidate, Criterion, Evidence
from panshi.work.ratings.selectors import cards
from panshi.work.ratings.selectors import rounds as shown
from panshi.work.ratings.selectors.noticing import held_by
from panshi.work.ratings.selectors.sheets import sheets
from panshi.work.ratings.services import appealing, checking, deliberating, giving, rounds
from panshi.work.ratings.services.filing import file_evidence, read


@needs("ratings.view")
def card(request: Request, pk: int) -> HttpResponse:
    """Why the subject has its stars, and what is missing for the next."""
    found = shown.shown_candidate(pk, person=request.person)
    round_ = found.round
    publishes = allowed(person=request.person, permission="ratings.publish", unit=round_.unit)
    runs = allowed(person=request.person, permission="ratings.run", unit=round_.unit)
    speaks = held_by(request.person).filter(pk=pk).exists()
    facts = {"card": cards.card(found, viewer=request.person), "candidate": found, "round": round_}
    facts |= {"publishes": publishes, "runs": runs, "speaks": speaks, "criteria": shown.criteria_of(round_)}
    return render(request, "ratings/card.html", facts)


@needs("ratings.view")
def say(request: Request, pk: int) -> HttpResponse:
    """The subject's own view, criterion by criterion."""
    found = shown.candidate(pk)
    checking.refuse_to_speak(found, request.person)
    if request.method == "POST" and "hand_in" in request.POST:
        checking.hand_in(found, by=request.person)
        messages.success(request, _("Handed in."))
        return on_to(request, "ratings:card", pk)
    if request.method == "POST":
        criterion = _criterion(request, found)
        said = request.POST.get("remark", "")
        checking.say(found, criterion, step=_step(request), said=said, by=request.person)
        _file(request, found, criterion, checking_it=False)
        return _saved(request, "ratings:say", found, criterion)
    open_now = found.round.stage == Stage.SELF
    return render(request, "ratings/sheet.html", {"candidate": found, "sheets": sheets(found), "own": True, "open": open_now})


@needs("ratings.assess")
def check(request: Request, pk: int) -> HttpResponse:
    """The assessor's sheet, for a phone: points, a remark, a photo; each criterion is saved by itself."""
    found = shown.shown_candidate(pk, person=request.person, permission="ratings.assess")
    checking.refuse_to_check(found, request.person)
    if request.method == "POST" and "hand_in" in request.POST:
        checking.finish_check(found, by=request.person)
        messages.success(request, _("The check is complete."))
        return on_to(request, "ratings:to_do")
    if request.method == "POST":
        criterion = _criterion(request, found)
        remark = request.POST.get("remark", "")
        checking.check(found, criterion, step=_step(request), remark=remark, key=_key(request), by=request.person)
        _file(request, found, criterion, checking_it=True)
        return _saved(request, "ratings:check", found, criterion)
    open_now = found.round.stage == Stage.CHECK
    return render(request, "ratings/sheet.html", {"candidate": found, "sheets": sheets(found), "own": False, "open": open_now})


@require_POST
@needs("ratings.run")
def leave_out(request: Request, pk: int) -> HttpResponse:
    """The subject is not rated in this round."""
    found = _kept(request, pk, "ratings.run")
    rounds.leave_out(found, reason=_reason(request), by=request.person)
    return on_to(request, "ratings:round", found.round_id)


@require_POST
@needs("ratings.publish")
def decide(request: Request, pk: int) -> HttpResponse:
    """So many stars, for a reason."""
    found = _kept(request, pk, "ratings.publish")
    stars = request.POST.get("stars", "")
    deliberating.decide(found, stars=int(stars) if stars.isdecimal() else -1, reason=_reason(request), by=request.person)
    return on_to(request, "ratings:card", pk)


@require_POST
@needs("ratings.publish")
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Takes the stars away from today."""
    found = _kept(request, pk, "ratings.publish")
    giving.withdraw(found, reason=_reason(request), by=request.person)
    messages.success(request, _("Withdrawn; the ledger is corrected."))
    return on_to(request, "ratings:card", pk)


@require_POST
@needs("ratings.view")
def appeal(request: Request, pk: int) -> HttpResponse:
    """Objects to the result, or to one criterion."""
    found = shown.candidate(pk)
    checking.refuse_to_speak(found, request.person)
    criterion = _criterion(request, found) if request.POST.get("criterion") else None
    appealing.appeal(found, criterion=criterion, said=_reason(request), by=request.person)
    messages.success(request, _("Your appeal is made; somebody other than the assessor answers it."))
    return on_to(request, "ratings:card", pk)


@needs("ratings.publish")
def answer(request: Request, pk: int) -> HttpResponse:
    """An appeal and its answer."""
    made = Appeal.objects.select_related("candidate__round", "criterion", "made_by", "answered_by").filter(pk=pk).first()
    if made is None:
        raise NotFound(what=pk)
    found = _kept(request, made.candidate_id, "ratings.publish")
    if request.method == "POST":
        upheld = request.POST.get("verdict") == "upheld"
        appealing.answer(made, upheld=upheld, said=_reason(request), step=_step(request), by=request.person)
        return on_to(request, "ratings:card", found.pk)
    return render(request, "ratings/appeal.html", {"appeal": made, "candidate": found})


@needs("ratings.view")
def evidence(request: Request, pk: int) -> HttpResponse:
    """A photo or paper that was filed."""
    filed = Evidence.objects.select_related("mark").filter(pk=pk).first()
    if filed is None:
        raise NotFound(what=pk)
    shown.shown_candidate(filed.mark.candidate_id, person=request.person)
    sent = HttpResponse(read(filed), content_type=filed.content_type)
    sent["Content-Disposition"] = "inline"
    sent["Content-Security-Policy"] = "sandbox"
    sent["X-Content-Type-Options"] = "nosniff"
    return sent


def _kept(request: Request, pk: int, permission: str) -> Candidate:
    found = shown.candidate(pk)
    require(person=request.person, permission=permission, unit=found.round.unit)
    return found


def _criterion(request: Request, found: Candidate) -> Criterion:
    asked = request.POST.get("criterion", "")
    for criterion in shown.criteria_of(found.round):
        if str(criterion.pk) == asked:
            return criterion
    raise NotFound(what=asked[:20])


def _step(request: Request) -> int | None:
    step = request.POST.get("step", "")
    return int(step) if step.isdecimal() and len(step) < 4 else None


def _key(request: Request) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:  # a save without a key is a save of its own
        return uuid4()


def _reason(request: Request) -> str:
    return request.POST.get("reason", "")[:2000]


def _file(request: Request, found: Candidate, criterion: Criterion, *, checking_it: bool) -> None:
    for sent in request.FILES.getlist("photo"):
        file_evidence(found, criterion, sent.read(), name=sent.name or "photo", checking=checking_it, by=request.person)


def _saved(request: Request, name: str, found: Candidate, criterion: Criterion) -> HttpResponse:
    """Back to where one was on the sheet; a script that saves in the background gets no page."""
    if request.headers.get("X-Saved-By") == "script":
        return HttpResponse(status=204)
    return redirect(f"{address(name, found.pk, scope=request.scope)}#c{criterion.pk}")


urls = [
    path("subjects/<int:pk>/", card, name="card"),
    path("subjects/<int:pk>/say/", say, name="say"),
    path("subjects/<int:pk>/check/", check, name="check"),
    path("subjects/<int:pk>/leave-out/", leave_out, name="leave_out"),
    path("subjects/<int:pk>/decide/", decide, name="decide"),
    path("subjects/<int:pk>/withdraw/", withdraw, name="withdraw"),
    path("subjects/<int:pk>/appeal/", appeal, name="appeal"),
    path("appeals/<int:pk>/", answer, name="answer"),
    path("evidence/<int:pk>/", evidence, name="evidence"),
]
