"""`panshi remind`: reminds units of what is due soon or overdue; run daily from cron, or as often as one likes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from panshi.kernel.words import Words
from panshi.org.selectors import root, unit_by_code
from panshi.work.registers.selectors.duties import sent as lines
from panshi.work.registers.services import remind_due


class Command(BaseCommand):
    help = (
        "Reminds units of what they owe: once within three days before it is due, then once a week for sixty days after. "
        "Safe to repeat: what was sent is not sent again."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", help="only this unit and those below it, by its code (all)")

    def handle(self, *args: Any, **options: Any) -> None:
        sent = remind_due(unit_by_code(options["unit"]) if options["unit"] else root())
        for line in lines(sent.reminders):
            self.stdout.write(f"→ {line.reminder.unit.name}{Words('：', ': ')}{line.label} · {line.span}")
        said = Words("催报 {number} 项，{units} 个单位；{letters}。", "Reminded of {number}, {units} units; {letters}.")
        letters = (
            Words("发信 {number} 封次", "{number} letters")
            if sent.mails
            else Words("本系统不发信，只在页面提示", "no letters, on pages only")
        )
        self.stdout.write(said.format(number=len(sent.reminders), units=sent.units, letters=letters.format(number=sent.mailed)))
