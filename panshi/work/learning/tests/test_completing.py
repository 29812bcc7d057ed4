"""Tasks are completed at once, counted once, and corrected by adding."""

from datetime import UTC, date, datetime, timedelta

import pytest

from panshi.ledger import selectors as ledger
from panshi.org import services as org
from panshi.org.choices import AbsenceReason, Role
from panshi.org.models import Person, Unit
from panshi.work.learning.choices import TaskState
from panshi.work.learning.models import Assignment, Attempt, Exam, Theme
from panshi.work.learning.selectors.standing import locked_by, whole
from panshi.work.learning.services import changing, planning
from panshi.work.learning.services.completing import Done, complete_many, settle
from panshi.work.learning.services.daily import go_on
from panshi.work.learning.services.entering import completion_source, source_of, standing
from panshi.work.learning.tests.conftest import person
from panshi.work.learning.tests.tasking import DAY, DUE, draft, given, on, published, study, text

pytestmark = pytest.mark.django_db

NEXT = datetime(2026, 3, 3, 2, tzinfo=UTC)


def entries(assignment: Assignment) -> list[tuple[str, int, dict[str, object]]]:
    assignment.refresh_from_db()
    found = standing([source_of(assignment), completion_source(assignment)])
    return [(entry.kind, entry.quantity, entry.dims) for entry in found]


def test_a_task_is_completed_when_all_of_it_is_studied(county: Unit, trainer: Person, officer: Person) -> None:
    first, second = text(county, trainer), text(county, trainer)
    with on(DAY):
        mine = given(published(draft(county, trainer, [first, second]), by=trainer), officer)
    study(mine, first, at=NEXT)
    assert settle(mine).completed_at is None
    study(mine, second, at=NEXT)
    with on(DAY + timedelta(days=1)):
        done, again = settle(mine), settle(mine)
    assert (done.completed_at, done.late, done.seconds, done.swift, again.completed_at) == (NEXT, False, 1200, False, NEXT)
    [entry] = standing([completion_source(mine)])
    assert (entry.quantity, entry.occurred_on, entry.person_id, entry.unit_id) == (2, date(2026, 3, 3), officer.pk, county.pk)
    assert entry.dims == {"category": "political", "task": "三月学习", "person_category": "officer", "timeliness": "on_time"}


def test_one_carrier_of_a_theme_suffices(county: Unit, trainer: Person, officer: Person) -> None:
    theme = Theme.objects.create(unit=county, title="接处警")
    film, script = text(county, trainer, theme=theme, minutes=30), text(county, trainer, theme=theme, minutes=10)
    with on(DAY):
        mine = given(published(draft(county, trainer, [film, script]), by=trainer), officer)
    study(mine, script, at=NEXT, seconds=100)
    done = settle(mine)
    assert (done.completed_at, done.swift) == (NEXT, True)
    assert [(step.done, step.enough) for step in whole(mine).steps] == [(False, True), (True, False)]


def test_an_exam_is_to_be_passed_since_the_task_was_given(county: Unit, trainer: Person, officer: Person) -> None:
    made = datetime(2026, 1, 1, tzinfo=UTC)
    exam = Exam.objects.create(unit=county, title="季度测试", made_by=trainer, made_at=made, published_at=made)
    with on(DAY):
        mine = given(published(draft(county, trainer, [], exam=exam), by=trainer), officer)

    def sit(number: int, at: datetime) -> None:
        Attempt.objects.create(
            exam=exam,
            person=officer,
            number=number,
            unit=county,
            category="officer",
            begun_at=at,
            handed_in_at=at + timedelta(minutes=20),
            passed=True,
        )

    sit(1, made)
    assert settle(mine).completed_at is None
    sit(2, NEXT)
    with on(DUE + timedelta(days=9)):  # a short answer was marked only now
        done = settle(mine)
    assert (done.completed_at, done.late) == (NEXT + timedelta(minutes=20), False)


def test_late_is_late_and_shown_apart(county: Unit, trainer: Person, officer: Person) -> None:
    material = text(county, trainer)
    with on(DAY):
        mine = given(published(draft(county, trainer, [material]), by=trainer), officer)
    study(mine, material, at=datetime(2026, 3, 16, 15, 59, 59, tzinfo=UTC))
    assert settle(mine).late is False  # a second before midnight in China
    theirs = given(mine.task, trainer)
    study(theirs, material, at=datetime(2026, 3, 16, 16, tzinfo=UTC))
    assert settle(theirs).late is True
    assert entries(theirs)[1][2]["timeliness"] == "late"


def test_who_was_excused_and_does_it_all_the_same_owed_it(county: Unit, trainer: Person, officer: Person) -> None:
    manager, material = person("M1", "管人", county, Role.ADMINISTRATOR), text(county, trainer)
    org.excuse(person=officer, reason=AbsenceReason.LEAVE, since=DAY, until=DUE, by=manager)
    with on(DAY):
        mine = given(published(draft(county, trainer, [material]), by=trainer), officer)
    assert mine.excused == "leave"
    study(mine, material, at=datetime(2026, 3, 20, tzinfo=UTC))
    with on(DUE + timedelta(days=5)):
        done = settle(mine)
    assert (done.excused, done.late, done.revision) == ("", False, 2)
    assert ["excused" in dims for _kind, _quantity, dims in entries(mine)] == [False, False]


def test_somebody_is_excused_by_a_correction(county: Unit, trainer: Person, officer: Person) -> None:
    material = text(county, trainer)
    with on(DAY):
        task = published(draft(county, trainer, [material]), by=trainer)
        mine = given(task, officer)
        changing.excuse_one(mine, reason=AbsenceReason.SICK, said="住院，假条后补", by=trainer)
        assert [dims.get("excused") for _kind, _quantity, dims in entries(mine)] == ["sick"]
        with pytest.raises(changing.FinishedAlready):
            changing.excuse_one(mine, reason=AbsenceReason.SICK, said="再来一次", by=trainer)
    [reversal] = ledger.reversals()
    assert (reversal.reason, reversal.person_id, reversal.posted_by_id) == ("住院，假条后补", officer.pk, trainer.pk)


def test_a_withdrawn_task_counts_no_more_done_or_not(county: Unit, trainer: Person, officer: Person) -> None:
    material = text(county, trainer)
    with on(DAY):
        task = published(draft(county, trainer, [material]), by=trainer)
        mine = given(task, officer)
        study(mine, material, at=NEXT)
    with on(DAY + timedelta(days=1)):
        settle(mine)
        changing.withdraw(task, reason="发错对象", by=trainer)
        go_on(task.pk)
        go_on(task.pk)
    assert [entries(each) for each in Assignment.objects.filter(task=task)] == [[], []]
    assert {entry.reason for entry in ledger.reversals()} == {"发错对象"}
    theirs = given(task, trainer)
    study(theirs, material, at=NEXT)
    assert settle(theirs).completed_at is None
    task.refresh_from_db()
    assert task.state == TaskState.WITHDRAWN


def test_an_extension_is_for_those_who_have_not_finished(county: Unit, trainer: Person, officer: Person) -> None:
    material = text(county, trainer)
    with on(DAY):
        task = published(draft(county, trainer, [material]), by=trainer)
    mine, theirs = given(task, officer), given(task, trainer)
    study(mine, material, at=datetime(2026, 3, 17, 1, tzinfo=UTC))
    with on(DUE + timedelta(days=1)):
        settle(mine)
        with pytest.raises(changing.NotLater):
            changing.extend(task, due_on=DUE, by=trainer)
        changing.extend(task, due_on=DUE + timedelta(days=7), by=trainer)
        go_on(task.pk)
        go_on(task.pk)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.due_on, mine.late, mine.revision) == (DUE, True, 1)
    assert (theirs.due_on, theirs.revision) == (DUE + timedelta(days=7), 2)
    assert [dims["due_on"] for _kind, _quantity, dims in entries(theirs)] == [DUE + timedelta(days=7)]
    assert len(ledger.reversals()) == 1


def test_what_was_done_elsewhere_is_completed_together(county: Unit, trainer: Person, officer: Person) -> None:
    with on(DAY):
        task = published(draft(county, trainer, [text(county, trainer)]), by=trainer)
    done = [Done(each, NEXT, seconds=500) for each in Assignment.objects.filter(task=task).select_related("task")]
    with on(DAY + timedelta(days=1)):
        assert complete_many(task, done, by=trainer) == 2
        assert complete_many(task, [Done(given(task, officer), NEXT)], by=trainer) == 0
    mine = given(task, officer)
    assert (mine.completed_at, mine.seconds, mine.late) == (NEXT, 500, False)
    assert [kind for kind, _quantity, _dims in entries(mine)] == ["learning.assignment", "learning.completion"]


def test_a_task_after_another_is_locked_until_that_is_done(county: Unit, trainer: Person, officer: Person) -> None:
    material = text(county, trainer)
    with on(DAY):
        first = published(draft(county, trainer, [material], title="第一课"), by=trainer)
        second = draft(county, trainer, [material], title="第二课")
        planning.set_prerequisites(second, [first], by=trainer)
        mine = given(published(second, by=trainer), officer)
        assert locked_by(mine) == (first,)
        before = given(first, officer)
        study(before, material, at=NEXT)
    with on(DAY + timedelta(days=1)):
        settle(before)
    assert locked_by(mine) == ()
