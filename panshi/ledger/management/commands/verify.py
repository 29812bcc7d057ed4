"""`panshi verify`: recomputes the ledger from its rows; exit 0 when everything fits, 1 when something does not."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from panshi.ledger import selectors
from panshi.ledger.progress import bar
from panshi.ledger.verifying import verify


class Command(BaseCommand):
    help = "Checks every entry, stored hash, checkpoint and signature; names the first entry that does not fit (exit 1)."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        with bar(_("Verifying"), selectors.head()) as progress:
            verdict = verify(progress=progress)
        if verdict.fault:
            self.stderr.write(f"panshi: {verdict.fault}")
            sys.exit(1)
        self.stdout.write(
            _("%(entries)s entries fit; %(sealed)s are sealed under %(checkpoints)s checkpoints, %(unsealed)s not yet.")
            % {
                "entries": verdict.entries,
                "sealed": verdict.sealed,
                "checkpoints": verdict.checkpoints,
                "unsealed": verdict.unsealed,
            }
        )
