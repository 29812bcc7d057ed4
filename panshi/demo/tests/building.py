"""Builds a small demo in the folder that PANSHI_DATA names: what the tests start, kill and start again."""

import os
import sys


def main() -> None:
    """`python building.py SCALE YEAR…`: prints a line after each month; compares the figures when 2023 is among the years."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "panshi.config.settings"
    import django

    django.setup()
    from panshi.demo.build import build
    from panshi.demo.comparing import compared
    from panshi.demo.duties import set_up
    from panshi.demo.plan import Plan
    from panshi.demo.showing import Show
    from panshi.ledger.selectors import latest_checkpoint

    plan = Plan(scale=float(sys.argv[1]), years=tuple(int(year) for year in sys.argv[2:]))
    built = build(plan, Show(sys.stdout))
    if 2023 in plan.years:
        sys.stdout.write(f"owed {set_up(built.world)}\n")
        sys.stdout.writelines(f"figure {row.fact.key} {row.value} {row.wanted} {row.met}\n" for row in compared(plan))
    sealed = latest_checkpoint()
    sys.stdout.write(f"sealed {sealed.size} {sealed.root.hex()}\n")


if __name__ == "__main__":
    main()
