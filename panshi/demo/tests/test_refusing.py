"""The demo leaves other organisations alone."""

from datetime import date

import pytest

from panshi.demo.build import NotTheDemo, build, start_over
from panshi.demo.plan import Plan
from panshi.demo.showing import Show
from panshi.org.choices import Level
from panshi.org.models import Unit
from panshi.org.services import open_unit


class Silent:
    """Takes what is said."""

    def write(self, text):
        return len(text)

    def flush(self):
        pass


@pytest.fixture
def real(db):
    return open_unit(code="REAL", name="东城市公安局", level=Level.CITY, opened_on=date(2001, 1, 1))


@pytest.mark.parametrize("start", [start_over, lambda show: build(Plan(scale=0.01), show)], ids=["fresh", "build"])
def test_a_database_of_another_organisation_is_refused_and_left_as_it_is(real, start):
    with pytest.raises(NotTheDemo, match="东城市公安局"):
        start(Show(Silent()))
    assert list(Unit.objects.values_list("name", flat=True)) == ["东城市公安局"]
