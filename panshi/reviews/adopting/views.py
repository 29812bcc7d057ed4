"""Pages of adopting: the template with its notes, from which next year's review begins, and its sentences ticked off."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panshi.org.access import Request, needs
from panshi.org.scope import Scope
from panshi.reviews import selectors as reviews
from panshi.reviews.adopting import selectors, services
from panshi.reviews.adopting.adopt import Adopted
from panshi.reviews.adopting.adopt import adopt as adopt_text
from panshi.reviews.adopting.bindings import template_of
from panshi.reviews.adopting.forms import NextText
from panshi.reviews.adopting.showing import lines
from panshi.reviews.checker.checking import Checked
from panshi.reviews.checker.checking import check as check_text
from panshi.reviews.checker.documents import Document
from panshi.reviews.checker.forms import TextToCheck, carried
from panshi.ui.address import address


@needs("reviews.write")
def adopt(request: Request) -> HttpResponse:
    """The text sent, as a template with its notes; with a unit and period, begun as their review in the editor."""
    sent = TextToCheck(request.POST) if request.method == "POST" else None
    if sent is None or not sent.is_valid() or not sent.document().plain.strip():
        return render(request, "reviews/adopt.html", {"nothing": True}, status=422 if sent else 200)
    document = sent.document()
    checked = check_text(document.plain, scope=request.scope)
    form = NextText(request.POST if "begin" in request.POST else None, person=request.person, scope=request.scope)
    if "begin" in request.POST and form.is_valid():
        return _begun(request, document, checked, form.cleaned_data)
    shown = _shown(document, checked, adopt_text(checked, unit=request.scope.unit, by=request.person))
    return render(request, "reviews/adopt.html", shown | {"form": form}, status=422 if form.errors else 200)


def _shown(document: Document, checked: Checked, adopted: Adopted) -> dict[str, Any]:
    tied = [bound for bound in adopted.bounds if bound.figure]
    return {
        "document": document,
        "checked": checked,
        "adopted": adopted,
        "tied": len(tied),
        "left": len(checked.statistics) - len({bound.finding.claim.start for bound in tied if bound.finding}),
        "lines": lines(checked.text, adopted),
        "template": template_of(document, adopted.bounds),
        "again": carried(document),
    }


def _begun(request: Request, document: Document, checked: Checked, asked: dict[str, Any]) -> HttpResponse:
    unit, period = asked["unit"], asked["for_period"]
    adopted = adopt_text(checked, unit=unit, by=request.person)
    review = services.begin_review(
        adopted, document=document, adopted_from=checked.scope, title=asked["title"], unit=unit, period=period, by=request.person
    )
    messages.success(request, _("Kept as a template, and begun as a review."))
    return redirect(address("reviews:edit", review.pk, scope=Scope(unit, period)) or "/")


@needs("reviews.write")
@require_POST
def look_at(request: Request, pk: int) -> HttpResponse:
    """Ticks a sentence off, or back on; gives the list as it stands then, for the text as it is typed."""
    review = reviews.review(pk, person=request.person)
    services.ticked(request.POST, review=review, by=request.person)
    sentences = selectors.sentences_of(review, text=request.POST.get("text"))
    return render(request, "reviews/adopt_sentences.html", {"sentences": sentences, "review": review})
