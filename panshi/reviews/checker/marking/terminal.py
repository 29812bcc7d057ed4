"""The text for a terminal: marked passages in colour, then the claims in a table."""

from io import StringIO
from typing import TYPE_CHECKING

from panshi.kernel.words import Words
from panshi.reviews.checker.checking import Checked
from panshi.reviews.checker.explaining import mark, reason, totals

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {"ok": "green", "near": "green dim", "no": "bold red", "ask": "yellow", "open": "dim"}
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
    from rich.console import Console  # noqa: PLC0415 -- heavy: only the terminal needs it
    from rich.table import Table  # noqa: PLC0415 -- heavy: only the terminal needs it
    from rich.text import Text  # noqa: PLC0415 -- heavy: only the terminal needs it

    out = StringIO()
    console = Console(file=out, force_terminal=colour, no_color=not colour, width=width)
    console.print(_marked(checked))
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in _HEADINGS:
        table.add_column(str(heading), overflow="fold")
    for finding in checked.statistics:
        shown, claim = mark(finding), finding.claim
        words = (claim.surface, claim.subject[:_SUBJECT_SHOWN])  # as Text: brackets of the text are no commands to rich
        standing = Text(f"{shown.sign} {shown.label}", style=_STYLES[shown.mark])
        table.add_row(f"{claim.start}", *map(Text, words), standing, Text(reason(finding)))
    console.print(table)
    for found in checked.style:
        said = _STYLE.format(passage=checked.text[found.start : found.end], said=found.words)
        console.print(Text(said, style="dim"))
    console.print("　".join(f"{shown.sign} {shown.label} {count}" for shown, count in totals(checked)))
    return out.getvalue()


def _marked(checked: Checked) -> "Text":
    from rich.text import Text  # noqa: PLC0415 -- heavy: only the terminal needs it

    text = Text(checked.text.rstrip() + "\n")
    for finding in checked.statistics:
        text.stylize(f"{_STYLES[mark(finding).mark]} underline", finding.claim.start, finding.claim.end)
    return text
