"""The text for a terminal: marked passages in colour, then the claims in a table."""

from panshi.kernel.words import Words
from panshi.reviews.checker.checking import Checked
from panshi.reviews.checker.explaining import mark, reason, totals
from panshi.reviews.checker.marking.lines import styled, table, wrapped

_STYLES = {"ok": "green", "near": "dim green", "no": "bold red", "ask": "yellow", "open": "dim"}
_HEADINGS = (
    Words("位置", "Place"),
    Words("数字", "Number"),
    Words("说的是", "Subject"),
    Words("结论", "Verdict"),
    Words("依据", "Why"),
)
_SUBJECT_SHOWN = 18
_STYLE = Words("文风　{passage}：{said}", "Style　{passage}: {said}")


def terminal(checked: Checked, *, colour: bool, width: int = 120) -> str:
    """The marked text, one line for each statistic, and the totals."""
    findings = checked.statistics
    marked = [(found.claim.start, found.claim.end, f"{_STYLES[mark(found).mark]} underline") for found in findings]
    lines = [*wrapped(_drawable(checked.text.rstrip()), marked if colour else (), width), ""]
    rows, styles = [[str(heading) for heading in _HEADINGS]], [["dim"] * len(_HEADINGS)]
    for found in findings:
        shown, claim = mark(found), found.claim
        rows.append(
            [f"{claim.start}", claim.surface, claim.subject[:_SUBJECT_SHOWN], f"{shown.sign} {shown.label}", reason(found)]
        )
        styles.append(["", "", "", _STYLES[shown.mark], ""])
    plain = [[""] * len(row) for row in rows]
    lines += table([[_drawable(cell) for cell in row] for row in rows], styles if colour else plain, width)
    for said in checked.style:
        told = _STYLE.format(passage=_drawable(checked.text[said.start : said.end]), said=said.words)
        lines += [styled(line, "dim" if colour else "") for line in wrapped(told, (), width)]
    lines.append("　".join(f"{shown.sign} {shown.label} {count}" for shown, count in totals(checked)))
    return "\n".join(lines) + "\n"


def _drawable(text: str) -> str:
    """The text sign for sign, with signs that command a terminal, and tabs, made spaces."""
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)
