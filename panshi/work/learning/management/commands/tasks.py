"""`panshi tasks`: gives tasks that open today, those that come again, and those of people who joined; run daily from cron."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from panshi.kernel.words import Words
from panshi.org.selectors import root, unit_by_code
from panshi.work.learning.services.daily import go_on, pass_day


class Command(BaseCommand):
    help = (
        "Gives out tasks that open today, makes those that come again, and gives tasks to people who joined since. "
        "Safe to repeat: nothing is given twice."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", help="only the tasks of this unit and those below it, by its code (all)")
        parser.add_argument("--continue", type=int, dest="task", metavar="ID", help="go on with one task, as pages do")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["task"]:
            go_on(options["task"])
            return
        done = pass_day(unit_by_code(options["unit"]) if options["unit"] else root())
        said = Words(
            "再次发布 {again} 项；发给 {given} 人次；补发给新加入的 {joined} 人次。",
            "{again} came again; given to {given}; given to {joined} who joined since.",
        )
        self.stdout.write(said.format(again=done.again, given=done.given, joined=done.joined))
