"""The units that annotated texts name, opened in an empty database, so that places are found as in use."""

from datetime import date

from panshi.org.choices import Level
from panshi.org.models import Unit
from panshi.org.services import open_unit
from panshi.reviews.checker.measuring.books import OWN, Book

_OPENED_ON = date(2000, 1, 1)


def open_units(root: str, book: Book) -> None:
    """Opens `root` and the units below it that the book has numbers of."""
    top = _opened(root, Level.CITY, None)
    for name in dict.fromkeys(unit for unit, _ in book.below if unit != OWN):
        level = Level.STATION if name.endswith("所") else Level.DIVISION if name.endswith("支队") else Level.COUNTY
        _opened(name, level, top)


def _opened(name: str, level: Level, above: Unit | None) -> Unit:
    return open_unit(code=f"B{Unit.objects.count()}", name=name, level=level, opened_on=_OPENED_ON, above=above)
