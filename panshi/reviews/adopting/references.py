"""How a claim of a text is asked for in a template: the reference that says it in the same words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from panshi.figures.definitions import Figure, Measure
from panshi.kernel.numbers import Form
from panshi.kernel.periods import Period
from panshi.org.models import Unit
from panshi.org.scope import Scope
from panshi.reviews.checker.claims import Claim
from panshi.reviews.composing.examples import Example, example
from panshi.reviews.composing.wording import Facts, Saying, words_for

YEARS_BACK = 20
_ROUNDED = {Form.OVER: "over", Form.NEAR: "near", Form.ABOUT: "about"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure is asked, seen from the template's own unit and period."""

    at: str = ""
    own: bool = False
    year: int = 0

    @property
    def options(self) -> str:
        """As a reference writes it."""
        said = [f"at={quoted(self.at)}"] if self.at else []
        said += ["own=true"] if self.own else []
        said += [f"year={self.year}"] if self.year else []
        return "".join(f", {option}" for option in said)


def place_of(scope: Scope, whole: Scope, *, unit: Unit) -> Place | None:
    """Where `scope` lies seen from `whole`, for a template of `unit`; None where no reference can name it."""
    period: Period = whole.period
    year = 0
    while period != scope.period and -year < YEARS_BACK:
        period, year = period.year_before(), year - 1
    if period != scope.period:
        return None
    own = scope.own and not (whole.own and scope.unit == whole.unit)
    if scope.unit == whole.unit:
        return Place(own=own, year=year)
    return Place(scope.unit.code, own, year) if scope.unit.path.startswith(unit.path) else None


def quoted(text: str) -> str:
    """The text as a string of the template language."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def number_reference(claim: Claim, figure: Figure, truth: Decimal, place: Place, *, true: bool) -> str | None:
    """The simplest reference that says the figure as the claim did: of a true claim the very words, of an untrue one the
    same form; None where there is none."""
    shown = example(claim.surface)
    if shown is not None and not _reads_alike(shown, claim):
        shown = None
    value = truth if true else _would_be_true(shown)
    if value is None:
        return None
    for reference, said in _ways(claim, figure, value, place, shown):
        if said == claim.surface:
            return reference
    return None


def _reads_alike(shown: Example, claim: Claim) -> bool:
    """Whether the example is read as the checker read the claim: a number read otherwise would be said otherwise."""
    told = claim.expression
    value = told.value is not None and told.value * shown.factor == shown.value
    return value and told.upper is None and told.form is shown.form and told.under == shown.under


def _would_be_true(shown: Example | None) -> Decimal | None:
    if shown is None:
        return None
    return {Form.OVER: shown.value + 1, Form.NEAR: shown.value - 1}.get(shown.form, shown.value)


def _ways(claim: Claim, figure: Figure, value: Decimal, place: Place, shown: Example | None) -> Iterator[tuple[str, str]]:
    """References, simplest first, each with what it says of the value."""
    rate, unit, form = figure.measure is Measure.RATIO, figure.unit.zh, claim.expression.form
    plain = Saying(unit=unit, rate=rate, form=form)
    option = f', form="{_ROUNDED[form]}"' if form in _ROUNDED else ""
    ways = [(option, plain), (f'{option}, numerals="chinese"', replace(plain, chinese=True))]
    if form is not Form.EXACT and (rate or form not in _ROUNDED):
        ways = []
    if shown is not None:
        ways.append((f", like={quoted(shown.text)}", replace(plain, like=shown.text)))
    for options, saying in ways:
        said, _ = words_for(Facts(value), saying)
        yield f"{{{{ figure({quoted(figure.key)}{options}{place.options}) }}}}", said
