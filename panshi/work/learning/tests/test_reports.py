"""Reports count what the tables hold, whatever was done to them."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from panshi.kernel.periods import Period
from panshi.org.choices import AbsenceReason, Category
from panshi.org.models import Person, Unit
from panshi.work.learning.models import Assignment, Task
from panshi.work.learning.selectors.reports import WHO, Asked, Tally, _counted, report
from panshi.work.learning.selectors.reports import given as of_report
from panshi.work.learning.tests.tasking import DAY, DUE, draft, on, published, station, text

pytestmark = pytest.mark.django_db
TODAY = DUE + timedelta(days=3)
SPAN = Period(date(2026, 3, 1), date(2026, 3, 31))

facts = st.tuples(
    st.sampled_from(["", "", "", *AbsenceReason.values]),
    st.one_of(st.none(), st.integers(0, 20)),
    st.booleans(),
    st.sampled_from([*Category.values]),
    st.integers(-2, 2),
    st.booleans(),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(facts, max_size=40), who=st.sampled_from(list(WHO)), data=st.data())
def test_the_report_equals_an_independent_count(drawn, who, data, county: Unit, elsewhere: Unit, trainer: Person) -> None:
    Assignment.objects.all().delete()
    Task.objects.all().delete()
    places = [county, elsewhere, *Unit.objects.filter(code__startswith="S")]
    if len(places) == 2:
        places += [station(county, "S1", officers=0, auxiliaries=0), station(county, "S2", officers=0, auxiliaries=0)]
    tasks = [draft(county, trainer, [text(county, trainer)]) for _ in range(2)]
    Task.objects.update(state="published", published_at=datetime(2026, 3, 1, tzinfo=UTC))
    for number, (excused, done, withdrawn, category, shift, swift) in enumerate(drawn):
        who_is = Person.objects.get_or_create(number=f"p{number}", defaults={"name": "某人", "category": category})[0]
        completed = done is not None and not excused
        Assignment.objects.create(
            task=data.draw(st.sampled_from(tasks)),
            person=who_is,
            unit=data.draw(st.sampled_from(places)),
            category=category,
            given_on=DAY + timedelta(days=20 * shift),
            due_on=DUE + timedelta(days=shift),
            excused=excused,
            completed_at=datetime(2026, 3, 10, tzinfo=UTC) + timedelta(days=done) if completed else None,
            late=completed and done > 6,
            swift=completed and swift,
            withdrawn=withdrawn,
        )
    top = Unit.objects.get(depth=1)
    assert report(Asked(SPAN, who=who), unit=top, on=TODAY).total == plainly(who, None, top)
    assert report(Asked(SPAN, task=tasks[0], who=who), unit=county, on=TODAY).total == plainly(who, tasks[0], county)
    assert {row.unit.code: row.tally for row in report(Asked(SPAN, who=who), unit=county, on=TODAY).rows} == {
        unit.code: found
        for unit in Unit.objects.filter(path__startswith=county.path)
        if (found := plainly(who, None, unit, own=unit == county)) != Tally()
    }


def plainly(who: str, task: Task | None, top: Unit, *, own: bool = False) -> Tally:
    """The same by the plainest SQL and a loop."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.task_id, u.path, a.category, a.given_on, a.due_on, a.excused, a.completed_at, a.late, a.swift "
            "FROM learning_assignment a JOIN org_unit u ON u.id = a.unit_id WHERE a.withdrawn = FALSE"
        )
        rows = cursor.fetchall()
    count = Counter()
    for task_id, path, category, given_on, due_on, excused, completed_at, late, swift in rows:
        inside = path == top.path if own else path.startswith(top.path)
        in_time = str(SPAN.first) <= str(given_on) <= str(SPAN.last) if task is None else task_id == task.pk
        if not inside or not in_time or category not in WHO[who]:
            continue
        count["published"] += 1
        count[excused or "nothing"] += 1
        count["completed"] += completed_at is not None
        count["late"] += bool(late)
        count["swift"] += bool(swift)
        count["overdue"] += not excused and completed_at is None and str(due_on) < str(TODAY)
    return Tally(**{name: count[name] for name in Tally.__dataclass_fields__})


def test_short_of_all_is_never_all() -> None:
    assert Tally(published=25_000, completed=24_999).rate == Decimal("99.99")
    assert Tally(published=2, sick=1, completed=1).rate == 100
    assert Tally(published=1, leave=1).rate is None


def test_a_report_reads_one_index_in_its_order(county: Unit, trainer: Person) -> None:
    with on(DAY):
        task = published(draft(county, trainer, [text(county, trainer)]), by=trainer)
    pairs = (
        of_report(Asked(SPAN), unit=Unit.objects.get(depth=1)).order_by("task_id", "unit_id").values_list("task_id", "unit_id")
    )
    plan = _counted(pairs, TODAY).explain()
    assert "COVERING INDEX learning_given_counted" in plan
    assert "TEMP B-TREE" not in plan
    assert report(replace(Asked(SPAN), task=task), unit=county, on=DAY).total == Tally(published=1)
