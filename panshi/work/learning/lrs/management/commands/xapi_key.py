"""`panshi xapi_key CODE NAME`: makes a key with which a learning program stores and reads statements."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from panshi.org.selectors import unit_by_code
from panshi.work.learning.lrs.choices import Power
from panshi.work.learning.lrs.services import make_key


class Command(BaseCommand):
    help = "Makes a key of the record store for a program of a unit; prints its user name and its secret, this once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("unit", help="the code of the unit whose program it is")
        parser.add_argument("name", help="which program uses it")
        parser.add_argument(
            "--may",
            nargs="+",
            choices=Power.values,
            default=[Power.WRITE, Power.READ_OWN],
            help="what it may do (write read_own); read is for keys of the topmost unit",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        powers = [Power(value) for value in options["may"]]
        made = make_key(unit=unit_by_code(options["unit"]), name=options["name"], powers=powers, by=None)
        self.stdout.write(f"user name: {made.key.login}\npassword: {made.secret}")
