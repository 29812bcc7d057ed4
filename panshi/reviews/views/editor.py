"""The editor: a template at the left, its text as it stands now at the right, figures to put in below."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from panshi.kernel.refusals import Refusal
from panshi.org.access import Request, needs
from panshi.org.selectors import allowed, require
from panshi.reviews import selectors, services
from panshi.reviews.adopting.selectors import sentences_of
from panshi.reviews.adopting.services import ticked
from panshi.reviews.forms import ReviewForm
from panshi.reviews.models import Review
from panshi.reviews.views.picking import picks
from panshi.reviews.views.shown import Preview, preview_of
from panshi.reviews.views.starting import begun
from panshi.ui.address import on_to


@needs("reviews.write")
def new(request: Request) -> HttpResponse:
    """A review not yet saved: the annual template, an empty page, a template or a frozen review to begin with."""
    return _editor(request, None)


@needs("reviews.write")
def edit(request: Request, pk: int) -> HttpResponse:
    """A saved review."""
    return _editor(request, selectors.review(pk, person=request.person))


@needs("reviews.write")
def preview(request: Request) -> HttpResponse:
    """The text as it would stand now, as a fragment beside the editor."""
    return render(request, "reviews/preview.html", {"preview": _preview(request, ReviewForm(request.POST))})


@needs("reviews.write")
def picker(request: Request) -> HttpResponse:
    """Figures found by words, each in the forms it can be said in, as a fragment below the editor."""
    asked = request.GET.get("q", "").strip()[:100]
    return render(request, "reviews/picker.html", {"picks": picks(asked, request.scope), "asked": asked})


def _editor(request: Request, review: Review | None) -> HttpResponse:
    sent = request.method == "POST"
    form = ReviewForm(_with_insert(request) if sent else None, initial=begun(request, review))
    if sent and form.is_valid() and (done := _act(request, form, review)):
        return done
    if sent and review:
        ticked(request.POST, review=review, by=request.person)
    unit = review.unit if review else request.scope.unit
    asked = request.POST.get("q", "").strip()[:100]
    facts = {
        "form": form,
        "review": review,
        "preview": _preview(request, form if sent else ReviewForm(form.initial)),
        "picks": picks(asked, request.scope) if asked else (),
        "sentences": sentences_of(review, text=request.POST.get("text")) if review else None,
        "asked": asked,
        "freezes": allowed(person=request.person, permission="reviews.freeze", unit=unit),
    }
    return render(request, "reviews/editor.html", facts)


def _act(request: Request, form: ReviewForm, review: Review | None) -> HttpResponse | None:
    """Saves, keeps as a template or freezes; None where only a look was asked for or a mistake is in the way."""
    if "save" in request.POST:
        saved = _save(request, form, review)
        messages.success(request, _("Saved."))
        return on_to(request, "reviews:edit", saved.pk)
    if "keep" in request.POST:
        kept = {name: form.cleaned_data[name] for name in ("text", "language")}
        title = form.cleaned_data["title"]
        services.save_template(template=None, name=title, unit=form.scope().unit, by=request.person, **kept)
        messages.success(request, _("Kept as a template."))
    if "freeze" in request.POST and not _preview(request, form).mistakes:
        frozen = services.freeze(_save(request, form, review), by=request.person)
        messages.success(request, _("Frozen. The text and its numbers will never change."))
        return on_to(request, "reviews:frozen", frozen.pk)
    return None


def _save(request: Request, form: ReviewForm, review: Review | None) -> Review:
    saved = services.save_review(review=review, by=request.person, **form.content())
    if review and saved.pk != review.pk:
        messages.warning(request, _("Somebody else saved meanwhile: theirs stays, and yours is saved beside it."))
    return saved


def _preview(request: Request, form: ReviewForm) -> Preview:
    if not form.is_valid():
        return Preview()
    scope = form.scope()
    require(person=request.person, permission="reviews.write", unit=scope.unit)
    try:
        composed, mistakes = services.preview(form.cleaned_data["text"], scope, language=form.cleaned_data["language"])
    except Refusal as refusal:  # a figure that cannot be computed now must not cost the writer the page with the text
        return Preview(refused=str(refusal))
    return preview_of(composed, mistakes, form.cleaned_data["text"], form.cleaned_data["language"])


def _with_insert(request: Request) -> dict[str, str]:
    """What was sent; a figure chosen without scripts is added at the end of the text."""
    sent = {name: str(request.POST[name]) for name in request.POST}
    if sent.get("insert"):
        sent["text"] = sent.get("text", "") + sent["insert"]
    return sent
