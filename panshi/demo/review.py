"""The year's review of the demo: composed from the figures, frozen, and written to files beside the database."""

from pathlib import Path

from django.conf import settings

from panshi.demo.build import WRITTEN, holder
from panshi.demo.days import moment
from panshi.demo.expected import YEAR
from panshi.demo.showing import Show
from panshi.kernel.clock import fixed
from panshi.org.choices import Role
from panshi.org.selectors import root
from panshi.reviews.exports import exported
from panshi.reviews.selectors import document_of
from panshi.reviews.services import compose_annual

ENDINGS = ("md", "docx")


def write_review(show: Show) -> list[Path]:
    """Freezes the review of the year as of the ledger's head and gives the files it was written to."""
    with show.stage("综述 · the year's review", len(ENDINGS)) as stage:
        with fixed(moment(WRITTEN, hour=10)):
            frozen = compose_annual(unit=root(), year=YEAR, by=holder(Role.REVIEWER))
        folder = Path(settings.DATA) / "reviews"
        folder.mkdir(parents=True, exist_ok=True)
        files = []
        for ending in ENDINGS:
            file = folder / f"{frozen.title}.{ending}"
            file.write_bytes(exported(document_of(frozen), ending=ending))
            files.append(file)
            stage.step(file.name)
    return files
