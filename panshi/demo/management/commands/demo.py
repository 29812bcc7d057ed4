"""`panshi demo`: builds the demo organisation and its years, shows what they come to, and serves the site."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from panshi.demo.build import build, start_over
from panshi.demo.comparing import compared, show_compared
from panshi.demo.duties import set_up
from panshi.demo.plan import Plan
from panshi.demo.review import write_review
from panshi.demo.showing import Show
from panshi.demo.telling import tell_built, tell_serving, tell_sign_ins


class Command(BaseCommand):
    help = (
        "Builds an invented city bureau with its year 2023 (and 2022, smaller), then serves it. Run again, it uses what is there."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fresh", action="store_true", help="throw the demo's database away and start over")

    def handle(self, *args: Any, **options: Any) -> None:
        plan, show = Plan(), Show(sys.stdout)
        if options["fresh"]:
            start_over(show)
        built = build(plan, show)
        with show.stage("应报与对账 · what is owed, and sums") as stage:
            stage.step(f"{set_up(built.world)} 项 duties")
        files = write_review(show)
        rows = compared(plan)
        tell_built(built, files, show)
        show_compared(rows, show)
        tell_sign_ins(show)
        if not all(row.met for row in rows):
            sys.exit(1)
        tell_serving(show)
        if os.environ.get("PANSHI_DEMO_SERVE") != "0":
            call_command("serve")
