"""`panshi figures`: every figure of a year in a unit, as a table, JSON or CSV."""

import csv
import json
from argparse import ArgumentParser
from collections.abc import Sequence
from decimal import Decimal
from io import StringIO
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.table import Table

from panshi.figures.compute import values
from panshi.figures.selectors import catalogue
from panshi.figures.values import Value
from panshi.kernel.numbers import grouped, plain
from panshi.kernel.periods import Period
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.access import BadPosition, default_period
from panshi.org.scope import Scope
from panshi.org.selectors import root, unit_by_code

FORMATS = ("text", "json", "csv")


class BadYear(Refusal):
    """A year outside what a record can be about."""

    words = Words(
        "“{year}”不是年份；应为 1950 至 2100 之间的年份，如 2023。",
        "“{year}” is no year; give one from 1950 to 2100, such as 2023.",
    )
    code = "bad-year"


class BadChoice(Refusal):
    """An option outside its list."""

    words = Words("{option} 不能是“{value}”；可选：{choices}。", "{option} cannot be “{value}”; choose one of: {choices}.")
    code = "bad-choice"


class Command(BaseCommand):
    help = "Computes every figure for a year and a unit, as of now or of a position in the ledger."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", help="the calendar year (the year of the newest record)")
        parser.add_argument("--unit", help="code of the unit; everything below it counts too (the whole tree)")
        parser.add_argument("--as-of", help="position in the ledger; later entries do not count (now)")
        parser.add_argument("--by", help="parts: unit or month")
        parser.add_argument("--format", default="text", help="text, json or csv")

    def handle(self, *args: Any, **options: Any) -> None:
        by, form = _among("--by", options["by"], ("unit", "month")), _among("--format", options["format"], FORMATS)
        scope = Scope(
            unit=unit_by_code(options["unit"]) if options["unit"] else root(),
            period=_year(options["year"]) if options["year"] else default_period(),
            as_of=_position(options["as_of"]) if options["as_of"] is not None else None,
        )
        answers = values(catalogue(), scope, by=by)  # type: ignore[arg-type]  # one of the two, just checked
        if form == "json":
            self.stdout.write(json.dumps([as_json(answer) for answer in answers], ensure_ascii=False, indent=1))
        elif form == "csv":
            writer = csv.writer(self.stdout, lineterminator="\n")
            writer.writerows(_lines(answers))
        else:
            self._print(answers, scope)

    def _print(self, answers: Sequence[Value], scope: Scope) -> None:
        as_of = answers[0].as_of if answers else 0
        title = Words("{unit} {period}，截至第 {as_of} 条", "{unit} {period}, as of entry {as_of}")
        table = Table(title=title.format(unit=scope.unit.name, period=scope.period, as_of=as_of), title_justify="left")
        for name, side in ((Words("数字", "figure"), "left"), (Words("名称", "name"), "left"), (Words("值", "value"), "right")):
            table.add_column(str(name), justify=side)  # type: ignore[arg-type]  # rich's own literal
        table.add_column(str(Words("单位", "unit")))
        for answer in answers:
            shown = answer.span or ("—" if answer.value is None else grouped(answer.value))
            table.add_row(answer.figure.key, str(answer.figure.label), shown, str(answer.figure.unit))
            for part in answer.parts:
                table.add_row("", f"  {part.label}", "—" if part.value is None else grouped(part.value), style="dim")
        page = StringIO()
        terminal = self.stdout.isatty()
        Console(file=page, force_terminal=terminal, width=None if terminal else 120).print(table)
        self.stdout.write(page.getvalue(), ending="")


def as_json(answer: Value) -> dict[str, object]:
    """The answer as the command's JSON has it: decimals as strings, rates in percent, a rate of nothing null."""
    return {
        "key": answer.figure.key,
        "label": str(answer.figure.label),
        "value": _plain(answer.value),
        "unit": str(answer.figure.unit),
        "measure": answer.figure.measure.value,
        "parts": [{"code": part.code, "label": part.label, "value": _plain(part.value)} for part in answer.parts],
        "as_of": answer.as_of,
    }


def _lines(answers: Sequence[Value]) -> list[list[object]]:
    head: list[object] = ["key", "label", "part", "part_label", "value", "unit", "measure", "as_of"]
    lines = [head]
    for answer in answers:
        said = [str(answer.figure.unit), answer.figure.measure.value, answer.as_of]
        key, label = answer.figure.key, str(answer.figure.label)
        lines.append([key, label, "", "", _plain(answer.value), *said])
        lines += [[key, label, part.code, part.label, _plain(part.value), *said] for part in answer.parts]
    return lines


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _among(option: str, value: str | None, choices: Sequence[str]) -> str | None:
    if value is not None and value not in choices:
        raise BadChoice(option=option, value=value, choices=", ".join(choices))
    return value


def _year(text: str) -> Period:
    if not (text.isascii() and text.isdigit() and 1950 <= int(text) <= 2100):
        raise BadYear(year=text)
    return Period.year(int(text))


def _position(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise BadPosition(text=text)
    return int(text)
