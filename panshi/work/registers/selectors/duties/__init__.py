"""What units owe: duties and their spans, how units stand with them, who was reminded."""

from panshi.work.registers.selectors.duties.answering import Answering, answering
from panshi.work.registers.selectors.duties.counting import Counted, Tally, counted
from panshi.work.registers.selectors.duties.finding import BadDay, day, duties, duty, ending_here
from panshi.work.registers.selectors.duties.owing import NotOwed, Owed, by_unit, marked, numbers, owed
from panshi.work.registers.selectors.duties.reminded import own, pressing, reminded, reminders, sent, told_of_duties
from panshi.work.registers.selectors.duties.spans import Span, first_span, span_from, spans
from panshi.work.registers.selectors.duties.tabling import Asked, Row, Summary, Table, table

__all__ = [
    "Answering",
    "Asked",
    "BadDay",
    "Counted",
    "NotOwed",
    "Owed",
    "Row",
    "Span",
    "Summary",
    "Table",
    "Tally",
    "answering",
    "by_unit",
    "counted",
    "day",
    "duties",
    "duty",
    "ending_here",
    "first_span",
    "marked",
    "numbers",
    "owed",
    "own",
    "pressing",
    "reminded",
    "reminders",
    "sent",
    "span_from",
    "spans",
    "table",
    "told_of_duties",
]
