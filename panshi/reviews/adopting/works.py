"""The works a text names beside a prize: where they stand, and the reference that lists the ledger's in their place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from panshi.figures.definitions import Figure
from panshi.reviews.adopting.references import Place, quoted
from panshi.reviews.checker.claims import Claim
from panshi.reviews.composing.wording import Facts, Say, Saying, words_for

AROUND = 300
_BETWEEN = r"(?:、|和|及|以及|与|，)?"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of titles in the text."""

    start: int
    end: int
    text: str


def run_of(text: str, claim: Claim) -> Run | None:
    """The titles of the claim's works, one after the other, right before the prize or right behind it."""
    if not claim.works:
        return None
    pattern = re.compile(_BETWEEN.join(re.escape(f"《{work}》") for work in claim.works))
    floor = max(0, claim.start - AROUND)
    before = list(pattern.finditer(text, floor, claim.start))
    found = before[-1] if before else pattern.search(text, claim.end, claim.end + AROUND)
    return Run(found.start(), found.end(), found[0]) if found else None


def titles_reference(run: Run, figure: Figure, titles: Sequence[str], place: Place, *, true: bool) -> str | None:
    """The reference that lists the works as the run does: of a true claim the very run; None where the ledger's are others."""
    named = re.findall(r"《([^《》]+)》", run.text)
    if not named or not set(named) <= set(titles):
        return None
    for option, like in (("", ""), (f", like={quoted(run.text)}", run.text)):
        said, _ = words_for(Facts(Decimal(len(titles)), titles=tuple(titles)), Saying(say=Say.TITLES, like=like))
        if said == run.text or (like and not true):
            return f"{{{{ titles({quoted(figure.key)}{option}{place.options}) }}}}"
    return None
