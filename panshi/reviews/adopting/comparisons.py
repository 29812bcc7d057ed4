"""A change the text states (同比增长12%) as the reference that computes it."""

import re
from decimal import Decimal

from panshi.figures.definitions import Figure, Measure
from panshi.reviews.adopting.bindings import Bound
from panshi.reviews.adopting.references import Place, quoted
from panshi.reviews.checker.checking import Finding
from panshi.reviews.checker.judging import Verdict
from panshi.reviews.composing.examples import growth
from panshi.reviews.composing.wording import Facts, Say, Saying, words_for

_VERB = re.compile("(?:增长|上升|上涨|提升|提高|增加|下降|下跌|降低|减少|增|升|降|减|多|少)了?$")


def change_reference(
    text: str, finding: Finding, figure: Figure, known: tuple[Decimal | None, Decimal | None], place: Place
) -> Bound | None:
    """The passage from its verb on, bound to the change; None where the language cannot say it, or would say otherwise
    what is not contradicted. `known` are the values of the year and the year before."""
    claim = finding.claim
    verb = _VERB.search(text[max(0, claim.start - 4) : claim.start])
    if verb is None or known[0] is None or known[1] is None:
        return None
    start = claim.start - len(verb[0])
    passage = text[start : claim.end]
    shown = growth(passage)
    points = "百分点" in claim.unit
    if shown is None or points != (figure.measure is Measure.RATIO and claim.unit not in ("%", "％")):
        return None
    saying = Saying(say=Say.CHANGE, rate=figure.measure is Measure.RATIO, like=passage)
    told, _ = words_for(Facts(known[0], known[1]), saying)
    if told != passage and finding.verdict is not Verdict.CONTRADICTED:
        return None
    return Bound(
        start, claim.end, f"{{{{ change({quoted(figure.key)}, like={quoted(passage)}{place.options}) }}}}", figure, finding
    )
