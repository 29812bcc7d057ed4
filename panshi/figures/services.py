"""What is done with users' own figures: defined, redefined, retired."""

from dataclasses import replace

from django.db import transaction
from django.utils.text import slugify

from panshi.figures import own
from panshi.figures.definitions import Figure, Measure
from panshi.figures.models import OwnFigure
from panshi.figures.selectors import catalogue, own_row
from panshi.figures.selectors import figure as figure_called
from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.selectors import require

KEY_LENGTH_MAX = 60


class StillUsed(Refusal):
    """Another figure is made of this one."""

    words = Words("“{figure}”还被“{user}”用着，不能停用。", "“{figure}” is still used by “{user}” and cannot be retired.")
    code = "still-used"
    status = 409


@transaction.atomic
def define_figure(*, figure: Figure, unit: Unit, by: Person) -> Figure:
    """Adds the figure to the catalogue under a key of its own, `own.` and its English name; gives it with that key.

    Refuses a person without “figures.define” in the unit, missing words, and whatever the kind cannot answer.
    """
    require(person=by, permission="figures.define", unit=unit)
    _check(figure)
    keyed = replace(figure, key=_free_key(figure.label.en))
    _write(keyed, version=1, owner=by, unit=unit, by=by)
    return keyed


@transaction.atomic
def redefine_figure(*, key: str, figure: Figure, by: Person) -> Figure:
    """Makes a new version of the user's figure; the older ones stay as they were. Refuses as `define_figure` does."""
    row = own_row(key)
    require(person=by, permission="figures.define", unit=row.unit)
    keyed = replace(figure, key=key)
    _check(keyed)
    if keyed != own.figure_of(row):
        _write(keyed, version=row.version + 1, owner=row.owner, unit=row.unit, by=by)
    return keyed


@transaction.atomic
def retire_figure(*, key: str, by: Person) -> None:
    """Takes the user's figure out of the catalogue; its key is never given again. Refuses while a rate is made of it."""
    row = own_row(key)
    require(person=by, permission="figures.define", unit=row.unit)
    for other in catalogue():
        if other.ratio and key in (other.ratio.numerator, other.ratio.denominator):
            raise StillUsed(figure=own.figure_of(row).label, user=other.label)
    row.retired_at = now()
    row.save(update_fields=["retired_at"])


def _check(figure: Figure) -> None:
    own.check(figure)
    if figure.ratio is not None:
        sides = [figure_called(side) for side in (figure.ratio.numerator, figure.ratio.denominator)]
        if any(side.measure in (Measure.RATIO, Measure.SCORE, Measure.PERIOD) or side.key == figure.key for side in sides):
            raise own.WrongRatio


def _free_key(name: str) -> str:
    slug = slugify(name).replace("-", "_")[:KEY_LENGTH_MAX].strip("_") or "figure"
    taken = set(OwnFigure.objects.filter(key__startswith=f"own.{slug}").values_list("key", flat=True))
    key, number = f"own.{slug}", 1
    while key in taken:
        number += 1
        key = f"own.{slug}_{number}"
    return key


def _write(figure: Figure, *, version: int, owner: Person, unit: Unit, by: Person) -> None:
    OwnFigure.objects.create(
        key=figure.key,
        version=version,
        owner=owner,
        unit=unit,
        label_zh=figure.label.zh,
        label_en=figure.label.en,
        question_zh=figure.question.zh,
        question_en=figure.question.en,
        counted_in_zh=figure.unit.zh,
        counted_in_en=figure.unit.en,
        measure=figure.measure.value,
        kind=figure.kind,
        definition=own.definition_of(figure),
        defined_at=now(),
        defined_by=by,
    )
