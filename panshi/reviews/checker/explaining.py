"""Why a claim stands as it does, in a sentence a reader understands: for the page, the terminal and Word's comments."""

from collections import Counter

from panshi.kernel.numbers import grouped
from panshi.kernel.words import Words
from panshi.reviews.checker.checking import Checked, Finding
from panshi.reviews.checker.judging import Verdict
from panshi.ui.verdicts import VERDICTS, Mark

_HELD = Words("对上“{label}”（{unit}，{period}），账本 {truth}", "tied to “{label}” ({unit}, {period}); the ledger has {truth}")
_COUNTED = Words("，文中列出 {counted} 件", "; the text names {counted}")
_LIST = Words("前面列出 {listed} 项，却说 {said}", "{listed} are listed before it, yet it says {said}")
_NOTHING = Words("账本里没有这个数字", "the ledger has no such figure")
_CHOICES = Words("可能是：{labels}", "it may be: {labels}")


def mark(finding: Finding) -> Mark:
    """The sign, word and tone of its verdict."""
    return VERDICTS[finding.verdict.value if finding.verdict else ""]


def reason(finding: Finding) -> str:
    """The sentence; empty for numbers that are no statistics."""
    claim, tied = finding.claim, finding.link
    match finding.verdict:
        case None:
            return ""
        case Verdict.LIST_MISMATCH:
            return _LIST.format(listed=claim.listed, said=claim.surface)
        case Verdict.AMBIGUOUS:
            labels = "、".join(f"{candidate.figure.label}" for candidate in tied.candidates)
            return _CHOICES.format(labels=labels) if labels else str(_NOTHING)
        case Verdict.NOT_IN_LEDGER:
            return str(_NOTHING)
    assert tied.figure is not None, claim.surface
    assert finding.truth is not None, claim.surface
    assert finding.scope is not None, claim.surface
    truth = f"{grouped(finding.truth)}{tied.figure.unit}"
    held = _HELD.format(label=tied.figure.label, unit=finding.scope.unit, period=finding.scope.period, truth=truth)
    return held + (_COUNTED.format(counted=claim.counted) if claim.works else "")


def comment(finding: Finding) -> str:
    """One comment: sign, word, reason."""
    shown = mark(finding)
    return f"{shown.sign} {shown.label}　{reason(finding)}".strip()


def totals(checked: Checked) -> list[tuple[Mark, int]]:
    """How many claims stand how, in the order of the verdicts."""
    counts = Counter(finding.verdict for finding in checked.statistics)
    return [(VERDICTS[verdict.value], counts[verdict]) for verdict in Verdict if counts[verdict]]
