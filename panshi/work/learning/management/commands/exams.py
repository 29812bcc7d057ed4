"""`panshi exams`: hands in the papers whose time is up; for a timer, though the next look at them does it too."""

from typing import Any

from django.core.management.base import BaseCommand

from panshi.kernel.words import Words
from panshi.work.learning.services.sitting import hand_in_overdue


class Command(BaseCommand):
    help = "Hands in every paper whose time is up, with the answers that were saved."

    def handle(self, *args: Any, **options: Any) -> None:
        number = hand_in_overdue()
        self.stdout.write(Words("到时交卷 {number} 份", "{number} papers handed in").format(number=number))
