"""`panshi prints`: gives pictures filed before prints were kept theirs, so that look-alikes are found."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from panshi.work.registers.services import print_missing


class Command(BaseCommand):
    help = "Gives every picture without a print one. Safe to stop and to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        made = passed = 0
        for picture, done in print_missing():
            made, passed = made + done, passed + (not done)
            if not done:
                self.stderr.write(_("%(name)s: no print; it cannot be read, or shows next to nothing.") % {"name": picture.name})
        self.stdout.write(
            _("%(made)s pictures were given a print, %(passed)s were passed over.") % {"made": made, "passed": passed}
        )
