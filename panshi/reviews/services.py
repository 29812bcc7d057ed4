"""What is done with reviews: saved, looked at before they are finished, frozen, recomputed."""

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import F

from panshi.kernel.clock import now
from panshi.kernel.periods import Period
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger.selectors import checkpoint_covering, head
from panshi.ledger.services import seal
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import require
from panshi.reviews.annual import annual_template, annual_title
from panshi.reviews.composing.claims import Composed
from panshi.reviews.composing.compose import compose, compose_or_mistakes
from panshi.reviews.composing.mistakes import Mistake
from panshi.reviews.models import FrozenReview, Review, Template, TemplateVersion


class NothingPosted(Refusal):
    """An empty ledger proves nothing."""

    words = Words("账本还是空的，没有可以定稿的数字。", "The ledger is empty: there is no number to freeze.")
    code = "nothing-posted"


@transaction.atomic
def save_template(*, template: Template | None, name: str, text: str, language: str, unit: Unit, by: Person) -> Template:
    """Saves a new template, or a new version of `template`; versions before it stay."""
    require(person=by, permission="reviews.write", unit=template.unit if template else unit)
    if template is None:
        template = Template(unit=unit, version=0)
    template.name, template.text, template.language = name, text, language
    template.version, template.saved_by, template.saved_at = template.version + 1, by, now()
    template.save()
    TemplateVersion.objects.create(template=template, number=template.version, text=text, saved_by=by, saved_at=now())
    return template


@transaction.atomic
def save_review(
    *,
    review: Review | None,
    title: str,
    text: str,
    unit: Unit,
    period: Period,
    language: str,
    by: Person,
    revision: int | None = None,
) -> Review:
    """Saves a new review or the next revision of `review`.

    Where somebody else has saved since `revision`, theirs stays and this text is saved beside it as a new review:
    nothing that was typed is lost.
    """
    require(person=by, permission="reviews.write", unit=unit)
    content: dict[str, Any] = {"title": title, "text": text, "unit": unit, "period": str(period), "language": language}
    content |= {"saved_by": by, "saved_at": now()}
    if review is None:
        return Review.objects.create(**content)
    require(person=by, permission="reviews.write", unit=review.unit)
    seen = review.revision if revision is None else revision
    if Review.objects.filter(pk=review.pk, revision=seen).update(**content, revision=F("revision") + 1):
        return Review.objects.get(pk=review.pk)
    return Review.objects.create(**content | {"title": f"{title[:80]}（{by.name}）"})


def preview(text: str, scope: Scope, *, language: str = "zh") -> tuple[Composed | None, tuple[Mistake, ...]]:
    """The text as it would stand now, or what is wrong with it, line by line; nothing is saved."""
    return compose_or_mistakes(text, replace(scope, as_of=head() if scope.as_of is None else scope.as_of), language=language)


def freeze(review: Review, *, by: Person) -> FrozenReview:
    """Seals the ledger, composes the review at that position and keeps text, claims and checkpoint for ever.

    Killed at any moment it leaves at most a seal more; frozen again at the same position it gives what is there.
    """
    scope = Scope(review.unit, Period.parse(review.period))
    return freeze_text(review.text, title=review.title, scope=scope, language=review.language, by=by, review=review)


def freeze_text(text: str, *, title: str, scope: Scope, language: str, by: Person, review: Review | None = None) -> FrozenReview:
    """As `freeze`, for a template text that need not be saved as a review; at `scope.as_of` where it is given."""
    require(person=by, permission="reviews.freeze", unit=scope.unit)
    frozen = sealed_review(text, title=title, scope=scope, language=language)
    frozen.review, frozen.frozen_by, frozen.frozen_at = review, by, now()
    with transaction.atomic():
        there = FrozenReview.objects.filter(unit=frozen.unit, period=frozen.period, digest=frozen.digest).first()
        if there is None:
            frozen.save(force_insert=True)
    return there or frozen


def sealed_review(text: str, *, title: str, scope: Scope, language: str) -> FrozenReview:
    """The review composed under a checkpoint, everything a frozen one holds but who froze it and when; not saved."""
    latest = seal()
    if latest is None:
        raise NothingPosted
    as_of = latest.size if scope.as_of is None else scope.as_of
    composed = compose(text, replace(scope, as_of=as_of), language=language)
    checkpoint = checkpoint_covering(as_of)
    assert checkpoint, f"{as_of} is sealed, or composing had refused it"
    return FrozenReview(
        title=title,
        unit=scope.unit,
        period=str(scope.period),
        language=language,
        template_text=text,
        text=composed.text,
        claims=[claim.as_json() for claim in composed.claims],
        as_of=as_of,
        checkpoint_note=checkpoint.note,
        digest=digest_of(title, composed),
    )


def compose_annual(*, unit: Unit, year: int, by: Person, language: str = "zh") -> FrozenReview:
    """The year's review of `unit` from the default template, frozen."""
    title = annual_title(unit, year, language)
    return freeze_text(annual_template(language), title=title, scope=Scope(unit, Period.year(year)), language=language, by=by)


def recompute(frozen: FrozenReview) -> Composed:
    """The frozen review composed anew, by the ledger's state at its position: equal to what was frozen."""
    scope = Scope(frozen.unit, Period.parse(frozen.period), frozen.as_of)
    return compose(frozen.template_text, scope, language=frozen.language)


def digest_of(title: str, composed: Composed) -> str:
    """The SHA-256, in hex, of the title, the text, its claims and its position."""
    content: Sequence[object] = [title, composed.text, [claim.as_json() for claim in composed.claims], composed.as_of]
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
