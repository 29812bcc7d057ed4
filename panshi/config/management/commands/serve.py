"""`panshi serve`: the site by granian, static files by whitenoise."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Serves the site (granian). Static files are gathered first; the database must be migrated."
    requires_system_checks = ()  # they load all that the server loads again; other commands and the tests run them

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("collectstatic", interactive=False, verbosity=0)
        granian = os.path.join(os.path.dirname(sys.executable), "granian")
        os.environ["DJANGO_SETTINGS_MODULE"] = "panshi.config.settings"
        os.execv(  # noqa: S606 -- our own server in place of this process, so that signals reach it
            granian,
            [
                granian,
                "--interface",
                "wsgi",
                "--host",
                options["host"],
                "--port",
                str(options["port"]),
                "--workers",
                str(options["workers"]),
                "--blocking-threads",
                "4",
                "--no-ws",
                "panshi.config.wsgi:application",
            ],
        )
