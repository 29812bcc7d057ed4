"""Tasks reach everybody they are for, once, and the ledger says the same."""

from datetime import date, timedelta

import pytest

from panshi.ledger import selectors as ledger
from panshi.org import services as org
from panshi.org.choices import AbsenceReason, Category
from panshi.org.models import Person, Posting, Unit
from panshi.work.learning.choices import Recurs, TaskState
from panshi.work.learning.models import Assignment, Task
from panshi.work.learning.selectors.audience import audience
from panshi.work.learning.selectors.burden import preview
from panshi.work.learning.selectors.tasks import numbered
from panshi.work.learning.services import changing, planning, publishing
from panshi.work.learning.services.daily import go_on, pass_day
from panshi.work.learning.services.entering import source_of, standing
from panshi.work.learning.services.planning import Line
from panshi.work.learning.tests.tasking import DAY, DUE, draft, given, on, published, station, text

pytestmark = pytest.mark.django_db


def numbers(task: Task, day: date = DAY) -> list[str]:
    found = audience(task.audience.select_related("unit", "circle"), within=task.unit, on=day)
    return sorted(Person.objects.filter(pk__in=[member.person_id for member in found]).values_list("number", flat=True))


def test_a_subtree_takes_in_everybody_below(county: Unit, trainer: Person) -> None:
    station(county, "S1")
    task = draft(county, trainer, [text(county, trainer)])
    assert numbers(task) == ["S1a0", "S1o0", "S1o1", "T1"]


def test_one_line_says_all_of_it_and_several_lines_add(county: Unit, trainer: Person) -> None:
    first, second = station(county, "S1"), station(county, "S2")
    lines = [Line(unit=first, category=Category.AUXILIARY), Line(unit=second, category=Category.OFFICER)]
    assert numbers(draft(county, trainer, [text(county, trainer)], lines=lines)) == ["S1a0", "S2o0", "S2o1"]


def test_who_is_left_out_stays_out_whatever_line_takes_them_in(county: Unit, trainer: Person) -> None:
    first = station(county, "S1")
    lines = [Line(unit=county), Line(unit=first, leaves_out=True), Line(unit=first, category=Category.AUXILIARY)]
    assert numbers(draft(county, trainer, [text(county, trainer)], lines=lines)) == ["T1"]


def test_posts_leaders_circles_and_lists(county: Unit, trainer: Person) -> None:
    first = station(county, "S1")
    people = {person.number: person for person in Person.objects.all()}
    Posting.objects.filter(person=people["S1o0"]).update(post="所长", leader=True)
    circle = planning.keep_circle(unit=county, name="教官", people=[people["S1o1"].pk], by=trainer)
    material = text(county, trainer)
    assert numbers(draft(county, trainer, [material], lines=[Line(post="所长")])) == ["S1o0"]
    assert numbers(draft(county, trainer, [material], lines=[Line(unit=first, leaders=True)])) == ["S1o0"]
    assert numbers(draft(county, trainer, [material], lines=[Line(circle=circle)])) == ["S1o1"]
    assert numbers(draft(county, trainer, [material], lines=[Line(people=(people["S1a0"].pk,))])) == ["S1a0"]


def test_nobody_outside_the_tasks_unit_is_reached(county: Unit, elsewhere: Unit, trainer: Person) -> None:
    stranger = org.employ(number="X1", name="外人", category=Category.OFFICER, unit=elsewhere, since=date(2020, 1, 1))
    assert numbers(draft(county, trainer, [text(county, trainer)], lines=[Line(people=(stranger.pk,))])) == []
    assert numbered(["T1", "X1", "Y9", "T1"], within=county) == ([trainer.pk], ["X1", "Y9"])


def test_publishing_gives_everybody_one_and_posts_it(county: Unit, trainer: Person, officer: Person) -> None:
    org.excuse(person=officer, reason=AbsenceReason.SICK, since=DAY, by=_manager(county), until=None)
    with on(DAY):
        task = published(draft(county, trainer, [text(county, trainer)]), by=trainer)
    assert (task.state, task.given, task.people) == (TaskState.PUBLISHED, 3, 3)
    entries = standing([source_of(each) for each in Assignment.objects.filter(task=task)])
    assert {entry.person_id: entry.dims.get("excused", "") for entry in entries} == {
        trainer.pk: "",
        officer.pk: "sick",
        Person.objects.get(number="M1").pk: "",
    }
    assert {(entry.occurred_on, entry.dims["due_on"], entry.dims["task"]) for entry in entries} == {(DAY, DUE, "三月学习")}


def test_publishing_goes_on_where_it_was_killed(county: Unit, trainer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    station(county, "S1", officers=4, auxiliaries=4)
    monkeypatch.setattr(publishing, "CHUNK", 3)
    with on(DAY):
        task = publishing.publish(draft(county, trainer, [text(county, trainer)]), by=trainer)

        def die(given: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            publishing.give_out(task, on=DAY, after_chunk=die)
        assert (Assignment.objects.count(), ledger.head()) == (3, 3)
    with on(DAY + timedelta(days=1)):
        go_on(task.pk)
    assert (Assignment.objects.count(), ledger.head()) == (9, 9)
    assert set(Assignment.objects.values_list("given_on", flat=True)) == {DAY}


def test_a_stopped_task_gives_nothing_until_it_is_gone_on_with(county: Unit, trainer: Person) -> None:
    with on(DAY):
        task = publishing.publish(draft(county, trainer, [text(county, trainer)]), by=trainer)
        publishing.stop(task, by=trainer)
        assert go_on(task.pk) == 0
        publishing.resume(task, by=trainer)
        assert go_on(task.pk) == 1


def test_a_task_that_opens_later_is_given_by_the_roster_of_that_day(county: Unit, trainer: Person) -> None:
    opens = DAY + timedelta(days=7)
    with on(DAY):
        task = published(draft(county, trainer, [text(county, trainer)], opens=opens), by=trainer)
        assert (task.state, task.given) == (TaskState.PUBLISHING, 0)
    org.employ(number="N1", name="新人", category=Category.OFFICER, unit=county, since=opens)
    with on(opens):
        assert pass_day(county).given == 2
    assert given(task, Person.objects.get(number="N1")).given_on == opens


def test_who_joins_later_is_given_it_once_and_has_a_week(county: Unit, trainer: Person) -> None:
    with on(DAY):
        task = published(draft(county, trainer, [text(county, trainer)]), by=trainer)
        closed = published(draft(county, trainer, [text(county, trainer)], joins_later=False), by=trainer)
    joined = DUE - timedelta(days=2)
    newcomer = org.employ(number="N1", name="新人", category=Category.OFFICER, unit=county, since=joined)
    with on(joined):
        assert pass_day(county).joined == 1
        assert pass_day(county).joined == 0
    assert (given(task, newcomer).given_on, given(task, newcomer).due_on) == (joined, joined + timedelta(days=7))
    assert not Assignment.objects.filter(task=closed, person=newcomer).exists()


def test_a_task_comes_again_every_month_once(county: Unit, trainer: Person) -> None:
    with on(DAY):
        task = published(draft(county, trainer, [text(county, trainer)], recurs=Recurs.MONTHLY), by=trainer)
    with on(date(2026, 5, 3)):
        assert (pass_day(county).again, pass_day(county).again) == (2, 0)
    titles = list(Task.objects.order_by("pk").values_list("title", "opens_on", "due_on", "given"))
    assert titles == [
        ("三月学习", DAY, DUE, 1),
        ("三月学习（2026-04）", date(2026, 4, 2), date(2026, 4, 16), 1),
        ("三月学习（2026-05）", date(2026, 5, 2), date(2026, 5, 16), 1),
    ]
    changing.end_recurrence(Task.objects.get(title__endswith="05）"), by=trainer)
    with on(date(2026, 6, 3)):
        assert pass_day(county).again == 0
    assert task.next.previous_id == task.pk


def test_what_cannot_be_done_is_not_published(county: Unit, trainer: Person) -> None:
    with on(DAY):
        with pytest.raises(publishing.NothingToStudy):
            publishing.publish(draft(county, trainer, []), by=trainer)
        with pytest.raises(publishing.NobodyToStudy):
            publishing.publish(draft(county, trainer, [text(county, trainer)], lines=[Line(post="无此岗位")]), by=trainer)
    with on(DUE + timedelta(days=1)), pytest.raises(publishing.DueAlready):
        publishing.publish(draft(county, trainer, [text(county, trainer)]), by=trainer)


def test_a_published_task_is_not_rewritten(county: Unit, trainer: Person) -> None:
    with on(DAY):
        task = published(draft(county, trainer, [text(county, trainer)]), by=trainer)
    with pytest.raises(planning.TaskPublished):
        planning.set_materials(task, [], by=trainer)


def test_the_preview_says_how_many_how_long_and_who_is_excused(county: Unit, trainer: Person, officer: Person) -> None:
    org.excuse(person=officer, reason=AbsenceReason.LEAVE, since=DAY, by=_manager(county), until=None)
    materials = [text(county, trainer, minutes=8), text(county, trainer, minutes=4)]
    said = preview(draft(county, trainer, materials), on=DAY)
    assert (said.people, said.due, said.minutes, said.hours) == (3, 2, 12, 0)
    assert [(away.unit, away.reason, away.people) for away in said.away] == [(county, "leave", 1)]
    assert said.overfull.people == 0


def test_a_month_that_becomes_too_full_is_warned_of(county: Unit, trainer: Person) -> None:
    with on(DAY):
        published(draft(county, trainer, [text(county, trainer, minutes=200)]), by=trainer)
    more = preview(draft(county, trainer, [text(county, trainer, minutes=50)]), on=DAY)
    assert (more.overfull.people, more.overfull.most, more.overfull.by) == (1, 250, 10)
    next_month = draft(county, trainer, [text(county, trainer, minutes=50)], due=date(2026, 4, 2))
    assert preview(next_month, on=DAY).overfull.people == 0


def _manager(unit: Unit) -> Person:
    from panshi.org.choices import Role
    from panshi.work.learning.tests.conftest import person

    return person("M1", "管人", unit, Role.ADMINISTRATOR)
