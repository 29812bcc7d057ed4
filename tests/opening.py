"""Opens every figure of a small demo in many scopes and prints those whose rows are not the number."""

import os
import sys
from random import Random


def main() -> None:
    """`python opening.py SEED`, in the folder that PANSHI_DATA names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "panshi.config.settings"
    import django

    django.setup()
    from panshi.demo.build import build
    from panshi.demo.plan import Plan
    from panshi.demo.showing import Show
    from panshi.figures.compute import trail, values
    from panshi.figures.definitions import Measure
    from panshi.figures.selectors import catalogue
    from panshi.kernel.periods import Period
    from panshi.ledger.selectors import head
    from panshi.org.models import Unit
    from panshi.org.scope import Scope
    from panshi.org.selectors import root

    build(Plan(scale=0.01, years=(2022, 2023)), Show(sys.stderr))
    draw = Random(int(sys.argv[1]))
    units = [root(), *draw.sample(list(Unit.objects.filter(depth=2)), 2), *draw.sample(list(Unit.objects.filter(depth=3)), 1)]
    scopes = [Scope(unit, Period.year(2023), as_of) for unit in units for as_of in (None, draw.randrange(1, head()))]
    scopes += [Scope(root(), Period.month(2023, 5), None), Scope(root(), Period.parse("2022-11-15..2023-02-03"), None)]
    opened = 0
    for scope in scopes:
        for answer in values(catalogue(), scope):
            figure = answer.figure
            if figure.measure in (Measure.SCORE, Measure.PERIOD):
                continue
            sides = [("numerator", answer.numerator), ("denominator", answer.denominator)]
            for side, number in sides if figure.ratio else [("numerator", answer.value)]:
                behind = trail(figure, scope, side=side, limit=1)
                if number not in (behind.total, behind.quantity):
                    print(f"differs {figure.key} {side} in {scope}: {number}, {behind.total} rows")
                opened += 1
    print(f"opened {opened}")


if __name__ == "__main__":
    main()
