"""Why a claim stands as it does, in a sentence a reader understands: for the page, the terminal and Word's comments."""

from collections import Counter
from decimal import Decimal

from panshi.kernel.numbers import grouped
from panshi.kernel.words import Words
from panshi.reviews.checker.adding import Span
from panshi.reviews.checker.checking import Checked, Compared, Finding
from panshi.reviews.checker.claims import Relation
from panshi.reviews.checker.judging import Verdict
from panshi.ui.verdicts import VERDICTS, Mark

_STANDS = {
    Verdict.VERIFIED: Words(
        "账本{truth}（“{label}”，{unit}，{period}），一致", "the ledger has {truth} (“{label}”, {unit}, {period}), the same"
    ),
    Verdict.ROUNDED: Words(
        "账本{truth}（“{label}”，{unit}，{period}），可以说成“{said}”",
        "the ledger has {truth} (“{label}”, {unit}, {period}), which may be said as “{said}”",
    ),
    Verdict.CONTRADICTED: Words(
        "账本{truth}（“{label}”，{unit}，{period}），不是“{said}”",
        "the ledger has {truth} (“{label}”, {unit}, {period}), not “{said}”",
    ),
}
_BY_WORDS = Words("；凭“{words}”和单位“{measure}”对上", "; tied by “{words}” and the unit “{measure}”")
_BY_WORDS_ALONE = Words("；凭“{words}”对上", "; tied by “{words}”")
_TAUGHT = Words("；按读者教过的对上", "; tied as a reader taught it")
_COUNTED = Words("；文中列出 {counted} 件", "; the text names {counted}")
_CHANGED = Words(
    "“{label}”{period} 是 {now}，{before} 是 {then}，{how}{truth}，{judged}“{said}”",
    "“{label}” was {then} in {before} and is {now} in {period}: {how}{truth}, {judged} “{said}”",
)
_HOW = {
    (Relation.GROWTH, True): Words("增长 ", "up by "),
    (Relation.GROWTH, False): Words("下降 ", "down by "),
    (Relation.DIFFERENCE, True): Words("增加 ", "more by "),
    (Relation.DIFFERENCE, False): Words("减少 ", "less by "),
    (Relation.MULTIPLE, True): Words("是后者的 ", "times as much: "),
}
_SHARE = Words(
    "“{label}”{now} 占“{whole}”{then} 的 {truth}，{judged}“{said}”",
    "“{label}” {now} of “{whole}” {then} is {truth}, {judged} “{said}”",
)
_JUDGED = {True: Words("相符于", "which bears out"), False: Words("不是", "not")}
_LIST = Words("旁边列出 {listed} 项，却说“{said}”", "{listed} are listed beside it, yet it says “{said}”")
_PARTS = Words("各项合计 {parts}，总数却是 {whole}", "the parts add up to {parts}, yet the whole is {whole}")
_APART = Words("其中的 {parts} 比总数 {whole} 还多", "a part of {parts} is more than the whole of {whole}")
_NOTHING = Words("账本里没有这个数字", "the ledger has no such figure")
_NO_RECORDS = Words("“{label}”（{unit}，{period}）没有记录", "“{label}” ({unit}, {period}) has no records")
_NOT_BEFORE = Words("“{label}”没有可比的上一期记录", "“{label}” has no earlier records to compare with")
_NO_NUMBER = Words("说不准这是哪个数字的变化", "it is not clear which number changed")
_GOAL = Words("这是目标，不是已有的数字", "this is a goal, not something recorded")
_CHOICES = Words("可能是：{labels}", "it may be: {labels}")


def mark(finding: Finding) -> Mark:
    """The sign, word and tone of its verdict."""
    return VERDICTS[finding.verdict.value if finding.verdict else ""]


def reason(finding: Finding) -> str:
    """The sentence; empty for numbers that are no statistics."""
    claim = finding.claim
    match finding.verdict:
        case None:
            return ""
        case Verdict.LIST_MISMATCH:
            return _LIST.format(listed=claim.listed, said=claim.surface)
        case Verdict.PARTS_MISMATCH:
            assert finding.added is not None, claim.surface
            words = _APART if finding.added.apart else _PARTS
            return words.format(parts=_span(finding.added.parts), whole=finding.added.surface)
        case Verdict.AMBIGUOUS:
            labels = "、".join(f"{candidate.figure.label}" for candidate in finding.link.candidates)
            return _CHOICES.format(labels=labels) if labels else str(_NOTHING)
        case Verdict.NOT_IN_LEDGER:
            return _missing(finding)
    return _comparison(finding, finding.compared) if finding.compared else _level(finding)


def _missing(finding: Finding) -> str:
    """Why the ledger cannot say."""
    claim, figure = finding.claim, finding.lacking or finding.figure
    if claim.planned:
        return str(_GOAL)
    if claim.change is not None and claim.change.relation is not Relation.SHARE:
        return _NOT_BEFORE.format(label=figure.label) if figure else str(_NO_NUMBER)
    if figure is None or finding.scope is None:
        return str(_NOTHING)
    return _NO_RECORDS.format(label=figure.label, unit=finding.scope.unit, period=finding.scope.period)


def _level(finding: Finding) -> str:
    claim, tied = finding.claim, finding.link
    assert tied.figure is not None, claim.surface
    assert finding.truth is not None, claim.surface
    assert finding.scope is not None, claim.surface
    assert finding.verdict is not None, claim.surface
    truth = _with_unit(finding.truth, _base(str(tied.figure.unit)))
    said = _STANDS[finding.verdict].format(
        label=tied.figure.label, unit=finding.scope.unit, period=finding.scope.period, truth=truth, said=claim.surface
    )
    return said + _how_tied(finding) + (_COUNTED.format(counted=claim.counted) if claim.works else "")


def _how_tied(finding: Finding) -> str:
    """The words and the unit that made the link."""
    tied, claim = finding.link, finding.claim
    if tied.taught:
        return str(_TAUGHT)
    met = "、".join(tied.met) or tied.words
    if not met:
        return ""
    return (_BY_WORDS if claim.unit else _BY_WORDS_ALONE).format(words=met, measure=claim.unit)


def _comparison(finding: Finding, sides: Compared) -> str:
    """Both numbers, what lies between them, and whether that is what the text says."""
    claim, figure = finding.claim, finding.link.figure
    assert figure is not None, claim.surface
    assert finding.truth is not None, claim.surface
    assert finding.scope is not None, claim.surface
    assert claim.change is not None, claim.surface
    relation, truth = claim.change.relation, finding.truth * claim.change.direction
    unit = _base(str(figure.unit))
    facts = {
        "label": figure.label,
        "now": _with_unit(sides.now, unit),
        "then": _with_unit(sides.then, unit),
        "said": claim.surface,
        "judged": _JUDGED[finding.true],
        "truth": _with_unit(abs(truth), _measure(finding)),
    }
    if relation is Relation.SHARE:
        assert sides.whole is not None, claim.surface
        return _SHARE.format(whole=sides.whole.label, **facts)
    up = truth >= 0 or relation is Relation.MULTIPLE
    if finding.truth < 0:
        facts["judged"] = f"{facts['judged']}{str(_HOW[relation, not up]).strip()}"
    return _CHANGED.format(how=_HOW[relation, up], period=finding.scope.period, before=sides.before.period, **facts)


def _measure(finding: Finding) -> str:
    """What the change is said in: % for 成 and fractions, 倍 for 番."""
    relation = finding.claim.change.relation if finding.claim.change else None
    if relation is Relation.DIFFERENCE:
        points = "百分点" in finding.claim.unit
        figure = finding.link.figure
        english = "percentage points" if points or figure is None else figure.unit.en
        return str(Words(finding.claim.unit, english))
    if relation is Relation.MULTIPLE or finding.claim.unit == "倍":
        return str(Words(" 倍", ""))
    return "‰" if finding.claim.unit == "‰" else "%"


def _with_unit(number: Decimal, unit: str) -> str:
    """1,882篇, and in English 1,882 stories."""
    gap = "" if unit in ("", "%", "‰") else Words("", " ")
    return f"{grouped(number)}{gap}{unit}"


def _base(unit: str) -> str:
    """The unit a truth is given in: 元 where the figure counts in 万元."""
    return unit[1:] if len(unit) > 1 and unit[0] in "万亿" else unit


def _span(span: Span) -> str:
    low, high = span
    return grouped(Decimal(low)) if low == high else f"{grouped(low)}–{grouped(high)}"


def comment(finding: Finding) -> str:
    """One comment: sign, word, reason."""
    shown = mark(finding)
    return f"{shown.sign} {shown.label}　{reason(finding)}".strip()


def totals(checked: Checked) -> list[tuple[Mark, int]]:
    """How many claims stand how, in the order of the verdicts."""
    counts = Counter(finding.verdict for finding in checked.statistics)
    return [(VERDICTS[verdict.value], counts[verdict]) for verdict in Verdict if counts[verdict]]
