"""A frozen review: prose in which every number opens, the checkpoint it stands on, and its files."""

from urllib.parse import quote

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render

from panshi.org.access import Request, needs
from panshi.org.selectors import allowed
from panshi.reviews import selectors, services
from panshi.reviews.exports import FORMATS, exported
from panshi.reviews.models import FrozenReview
from panshi.reviews.proofs.bundle import kept_bundle
from panshi.reviews.views.shown import figure_address, prose_of


@needs("reviews.view")
def frozen(request: Request, pk: int) -> HttpResponse:
    """The frozen text; with `?again=1` computed anew at its position and compared."""
    shown = selectors.frozen_review(pk, person=request.person)
    document = selectors.document_of(shown)
    facts = {
        "frozen": shown,
        "prose": prose_of(document.composed, shown.language),
        "claims": [(claim, document.label(claim), figure_address(claim)) for claim in document.composed.claims],
        "checkpoint": selectors.Checkpointed.of(shown.checkpoint_note),
        "again": services.recompute(shown) == document.composed if request.GET.get("again") else None,
        "writes": allowed(person=request.person, permission="reviews.write", unit=request.scope.unit),
    }
    return render(request, "reviews/frozen.html", facts)


@needs("reviews.view")
def export(request: Request, pk: int, ending: str) -> HttpResponseBase:
    """The frozen review as a file of this ending, or its proof bundle."""
    shown = selectors.frozen_review(pk, person=request.person)
    if ending == "panshi":
        return FileResponse(kept_bundle(shown).open("rb"), as_attachment=True, filename=_name(shown, ending))
    content = exported(selectors.document_of(shown), ending=ending, layout=request.GET.get("layout", "gbt9704"))
    response = HttpResponse(content, content_type=FORMATS[ending])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(_name(shown, ending))}"
    return response


def _name(shown: FrozenReview, ending: str) -> str:
    safe = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in shown.title)
    return f"{safe}.{ending}"
