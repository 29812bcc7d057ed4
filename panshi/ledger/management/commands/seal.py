"""`panshi seal`: signs a checkpoint over every entry posted so far."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from panshi.ledger import selectors, services
from panshi.ledger.progress import bar


class Command(BaseCommand):
    help = "Seals the ledger: grows its tree over new entries and signs a checkpoint. Safe to stop and to repeat."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        before = selectors.latest_checkpoint()
        size = before.size if before else 0
        with bar(_("Sealing"), selectors.head() - size) as progress:
            checkpoint = services.seal(progress=progress)
        if checkpoint is None:
            self.stdout.write(_("The ledger is empty; there is nothing to seal."))
        elif checkpoint.size == size:
            self.stdout.write(_("Nothing new since entry %(size)s; the checkpoint stands.") % {"size": size})
        else:
            self.stdout.write(_("Sealed entries %(first)s to %(last)s.") % {"first": size + 1, "last": checkpoint.size})
