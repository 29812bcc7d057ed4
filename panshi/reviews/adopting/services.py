"""What is done with an adopted text: begun as another period's review, and looked at sentence by sentence."""

from collections.abc import Mapping

from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.periods import Period
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import require
from panshi.reviews.adopting.adopt import Adopted
from panshi.reviews.adopting.bindings import template_of
from panshi.reviews.adopting.selectors import remembered_in
from panshi.reviews.checker.documents import Document
from panshi.reviews.models import Adoption, Review
from panshi.reviews.services import save_review, save_template

NAME_LONGEST = 100


@transaction.atomic
def begin_review(
    adopted: Adopted, *, document: Document, adopted_from: Scope, title: str, unit: Unit, period: Period, by: Person
) -> Review:
    """Keeps the adopted text as a template of `unit` and begins with it the review of `period`; `adopted_from` is what the
    old text was about."""
    text = template_of(document, adopted.bounds)
    name = (document.name.rpartition(".")[0] or document.name)[:NAME_LONGEST]
    template = save_template(template=None, name=name, text=text, language="zh", unit=unit, by=by)
    review = save_review(review=None, title=title, text=text, unit=unit, period=period, language="zh", by=by)
    notes = [
        {"passage": kept.passage, "reason": kept.doubt.reason.value, "facts": kept.doubt.facts}
        for kept in remembered_in(adopted, text)
    ]
    Adoption.objects.create(
        review=review, template=template, unit=adopted_from.unit, period=str(adopted_from.period), notes=notes
    )
    return review


@transaction.atomic
def look_at(*, review: Review, key: str, looked: bool, by: Person) -> None:
    """Marks a sentence pointed out as looked at, or as to be looked at again; a review of no old text has none."""
    require(person=by, permission="reviews.write", unit=review.unit)
    adoption = Adoption.objects.select_for_update().filter(review=review).first()
    if adoption is None or not key:
        return
    if looked:
        adoption.looked_at.setdefault(key[:64], {"by": by.name, "at": now().isoformat()})
    else:
        adoption.looked_at.pop(key, None)
    adoption.save(update_fields=["looked_at"])


def ticked(sent: Mapping[str, object], *, review: Review, by: Person) -> None:
    """Does what a tick that came with a form asks for: `looked` or `unlooked` names the sentence."""
    for name, looked in (("looked", True), ("unlooked", False)):
        if key := sent.get(name):
            look_at(review=review, key=str(key), looked=looked, by=by)
