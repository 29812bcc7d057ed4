"""The 46 figures of the year beside what they must come to."""

from dataclasses import dataclass
from decimal import Decimal

from panshi.demo.expected import FACTS, SPANS, YEAR, Expected
from panshi.demo.plan import Plan
from panshi.demo.showing import Show
from panshi.figures.compute import values
from panshi.figures.selectors import figure
from panshi.kernel.numbers import Form, grouped, written
from panshi.kernel.periods import Period
from panshi.org.scope import Scope
from panshi.org.selectors import root


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure's value beside the number it must be."""

    fact: Expected
    label: str
    value: Decimal | None
    span: str
    wanted: int

    @property
    def met(self) -> bool:
        """Whether they are equal, and so are the years of a span."""
        return self.value == self.wanted and self.span == SPANS.get(self.fact.key, self.span)


def compared(plan: Plan) -> list[Compared]:
    """Every expected figure, computed for the whole organisation and year."""
    figures = [figure(fact.key) for fact in FACTS]
    answers = values(figures, Scope(root(), Period.year(YEAR)))
    return [
        Compared(fact, answer.figure.label.zh, answer.value, answer.span, plan.target(YEAR, fact.key))
        for fact, answer in zip(FACTS, answers, strict=True)
    ]


def show_compared(rows: list[Compared], show: Show) -> None:
    """Prints them, one line each: the mark, the key, the value, what it must be, and how a review writes it."""
    for row in rows:
        value = "—" if row.value is None else grouped(row.value)
        form = Form.EXACT if row.fact.form is Form.ABOVE else row.fact.form
        said = f"{written(row.wanted, form)}{row.fact.unit}"
        mark = "✓" if row.met else "✕"
        span = f"  {row.span}" if row.span else ""
        show.line(f"  {mark} {row.fact.key:<38} {value:>12}  应为 {grouped(row.wanted):>12}  {row.label}：{said}{span}")
    met = sum(row.met for row in rows)
    show.line(f"  {met} / {len(rows)} 个数字与应有的一致 figures as they must be")
