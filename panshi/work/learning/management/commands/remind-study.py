"""`panshi remind-study`: reminds people of study due or overdue, and heads and chats of who is behind; run from cron, as often as
one likes.
"""  # noqa: N999 -- the verb

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from panshi.kernel.words import Words
from panshi.org.selectors import root, unit_by_code
from panshi.work.learning.services.reminding import remind_study


class Command(BaseCommand):
    help = (
        "Reminds of study due within three days or overdue, and of what is to be done anew; tells unit heads and chats once a "
        "week who is behind. Safe to repeat: nothing is said twice a day, nothing in quiet hours, nothing to who has finished."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", help="only this unit and those below it, by its code (all)")

    def handle(self, *args: Any, **options: Any) -> None:
        told = remind_study(unit_by_code(options["unit"]) if options["unit"] else root())
        said = Words(
            "提醒 {people} 人，发信 {letters} 封；通报 {heads} 位负责人、{chats} 个群；{waiting} 个等静默时段过后再说。",
            "{people} reminded, {letters} letters; {heads} heads and {chats} chats told; {waiting} wait for quiet hours to end.",
        )
        self.stdout.write(
            said.format(people=told.people, letters=told.letters, heads=told.heads, chats=told.chats, waiting=told.waiting)
        )
