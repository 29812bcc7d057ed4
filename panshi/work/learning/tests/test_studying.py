"""Study of materials: what is noted, what counts once, what completes the task."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from panshi.ledger import selectors as ledger
from panshi.org.models import Person, Unit
from panshi.work.learning.lrs.models import Statement
from panshi.work.learning.models import Assignment, Material
from panshi.work.learning.selectors import today as shown
from panshi.work.learning.services import materials, studying
from panshi.work.learning.services.materials import About
from panshi.work.learning.services.studying import Note, NotOpen
from panshi.work.learning.tests import packing
from panshi.work.learning.tests.tasking import DAY, draft, given, on, published, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading(county: Unit, trainer: Person, officer: Person) -> Material:
    return text(county, trainer, minutes=10)


@pytest.fixture
def assigned(county: Unit, trainer: Person, officer: Person, reading: Material) -> Assignment:
    with on(DAY):
        return given(published(draft(county, trainer, [reading]), by=trainer), officer)


def at(minutes: int, seconds: int = 0):
    from panshi.kernel.clock import fixed, now

    with on(DAY):
        moment = now()
    return fixed(moment + timedelta(minutes=minutes, seconds=seconds))


def test_a_text_said_to_be_read_completes_the_task_at_once(assigned: Assignment, reading: Material, officer: Person) -> None:
    with at(0):
        progress = studying.begin(assigned, reading)
        sitting = studying.open_sitting(progress)
    with at(5):
        held = studying.note(progress, key=sitting.key, said=Note(seconds=300, part=80, place="0.8", turn=1))
        assert (held.part, held.place, held.seconds, held.completed_at) == (80, "0.8", 300, None)
        done = studying.note(progress, key=sitting.key, said=Note(seconds=300, said=True, turn=2))
        assert (done.part, done.assignment.completed_at is not None, done.assignment.swift) == (100, True, False)
        assert shown.todo(officer) == ()
    assert [entry.kind for entry in ledger.entries([1, 2, 3]) if entry.person_id == officer.pk] == [
        "learning.assignment",
        "learning.completion",
    ]


def test_seconds_sent_twice_or_late_count_once_and_never_run_ahead_of_the_clock(assigned: Assignment, reading: Material) -> None:
    with at(0):
        progress = studying.begin(assigned, reading)
        key = studying.open_sitting(progress).key
    with at(1):
        assert studying.note(progress, key=key, said=Note(seconds=50, turn=4)).seconds == 50
        assert studying.note(progress, key=key, said=Note(seconds=50, turn=4)).seconds == 50
        assert studying.note(progress, key=key, said=Note(seconds=30, turn=2, place="old")).seconds == 50
        assert studying.note(progress, key=key, said=Note(seconds=90_000, turn=5)).seconds == 60


def test_two_tabs_of_one_material_count_the_time_once_and_the_later_one_says_the_place(
    assigned: Assignment, reading: Material
) -> None:
    with at(0):
        progress = studying.begin(assigned, reading)
        first = studying.open_sitting(progress).key
    with at(0, 1):
        second = studying.open_sitting(progress).key
    with at(10):
        studying.note(progress, key=first, said=Note(seconds=590, turn=40, place="first"))
        held = studying.note(progress, key=second, said=Note(seconds=590, turn=3, place="second"))
        assert (held.seconds, held.place) == (600, "second")
        assert studying.note(progress, key=first, said=Note(seconds=600, turn=41, place="first")).place == "second"


def test_what_waited_for_the_line_counts_when_it_arrives(assigned: Assignment, reading: Material) -> None:
    with at(0):
        progress = studying.begin(assigned, reading)
        lost = studying.open_sitting(progress).key
    with at(24 * 60):
        now_open = studying.open_sitting(progress).key
    with at(24 * 60 + 1):
        studying.note(progress, key=now_open, said=Note(seconds=60, turn=1, place="now"))
        held = studying.note(progress, key=lost, said=Note(seconds=400, turn=9, place="then"))
        assert (held.seconds, held.place) == (460, "now")


def test_a_key_of_another_ones_opening_is_not_taken(
    assigned: Assignment, auxiliary: Person, reading: Material, county: Unit, trainer: Person
) -> None:
    with at(0):
        progress = studying.begin(assigned, reading)
        key = studying.open_sitting(progress).key
        other = given(published(draft(county, trainer, [reading], title="另一项"), by=trainer), auxiliary)
        with pytest.raises(studying.NotFound):
            studying.note(studying.begin(other, reading), key=key, said=Note(seconds=5))
        assert studying.note(progress, key=uuid4(), said=Note(seconds=500)).seconds == 0


def test_a_video_is_not_seen_in_less_than_half_the_time_it_runs(county: Unit, trainer: Person, officer: Person) -> None:
    film = materials.add_upload(About(county), packing.mp4(seconds=100), "影片.mp4", by=trainer)
    assert (film.title, film.minutes, film.carrier) == ("影片", 2, "video")
    with on(DAY):
        assignment = given(published(draft(county, trainer, [film]), by=trainer), officer)
    with at(0):
        progress = studying.begin(assignment, film)
        key = studying.open_sitting(progress).key
    with at(0, 10):
        assert studying.note(progress, key=key, said=Note(part=100, seconds=10, turn=1)).part == 20
    with at(0, 60):
        held = studying.note(progress, key=key, said=Note(part=97, seconds=60, turn=2))
        assert (held.part, held.assignment.completed_at is not None) == (100, True)


def test_a_task_not_open_yet_locked_or_withdrawn_is_not_studied(
    county: Unit, trainer: Person, officer: Person, reading: Material
) -> None:
    with on(DAY):
        early = published(draft(county, trainer, [reading], opens=DAY, title="先学"), by=trainer)
        from panshi.work.learning.services import changing, planning

        later = draft(county, trainer, [reading], title="后学")
        planning.set_prerequisites(later, [early], by=trainer)
        second = given(published(later, by=trainer), officer)
        with pytest.raises(NotOpen, match="先学"):
            studying.begin(second, reading)
        first = given(early, officer)
    with on(date(2026, 3, 1)), pytest.raises(NotOpen, match="2026-03-02"):
        studying.begin(first, reading)
    with on(DAY):
        changing.withdraw(early, reason="发错了", by=trainer)
        first.refresh_from_db()
        first.task.refresh_from_db()
        with pytest.raises(NotOpen, match="撤回"):
            studying.begin(first, reading)


def test_the_record_store_is_told_once_of_what_was_opened_and_completed(
    assigned: Assignment, reading: Material, django_capture_on_commit_callbacks
) -> None:
    import orjson

    with django_capture_on_commit_callbacks(execute=True), at(0):
        progress = studying.begin(assigned, reading)
        studying.begin(assigned, reading)
        key = studying.open_sitting(progress).key
        studying.note(progress, key=key, said=Note(part=40, turn=1))
        studying.note(progress, key=key, said=Note(said=True, turn=2))
        studying.note(progress, key=key, said=Note(said=True, turn=3))
    told = [orjson.loads(bytes(each.body)) for each in Statement.objects.order_by("seq")]
    assert [(each["verb"]["id"].rpartition("/")[2], each["actor"]["account"]["name"]) for each in told] == [
        ("launched", "O1"),
        ("progressed", "O1"),
        ("completed", "O1"),
    ]


def scorm(status: str, turn: int) -> dict[str, object]:
    return {"cmi": {"core": {"lesson_status": status, "score": {"raw": "88"}}}, "turn": turn}


def test_a_scorm_package_is_studied_when_all_its_parts_are(county: Unit, trainer: Person, officer: Person) -> None:
    package = materials.add_upload(About(county), packing.scorm_12(parts=2), "课件.zip", by=trainer)
    assert ([part["title"] for part in package.outline], package.title) == (["第1节", "第2节"], "反诈课")
    with on(DAY):
        assignment = given(published(draft(county, trainer, [package]), by=trainer), officer)
    with at(0):
        progress = studying.begin(assignment, package)
        key = studying.open_sitting(progress).key
        held = studying.note(progress, key=key, said=Note(items={"I1": scorm("passed", 3), "XX": scorm("passed", 1)}, turn=1))
        assert (held.part, held.score, sorted(held.state["items"])) == (50, 88, ["I1"])
        stale = studying.note(progress, key=key, said=Note(items={"I1": scorm("incomplete", 2)}, turn=2))
        assert stale.state["items"]["I1"]["cmi"]["core"]["lesson_status"] == "passed"
        assert studying.note(progress, key=key, said=Note(items={"I2": scorm("failed", 1)}, turn=3)).completed_at is None
        done = studying.note(progress, key=key, said=Note(items={"I2": scorm("completed", 2)}, turn=4))
        assert (done.part, done.assignment.completed_at is not None) == (100, True)
