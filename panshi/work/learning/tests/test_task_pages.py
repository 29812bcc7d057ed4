"""Pages of tasks: as many queries for three rows as for one, nothing shown to who may not see it, files as shown."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from panshi.kernel.clock import today
from panshi.org.choices import Role
from panshi.org.models import Person, Unit
from panshi.work.learning.models import Assignment, Task
from panshi.work.learning.tests.conftest import person
from panshi.work.learning.tests.tasking import draft, published, station, text

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Any]


def task_of(county: Unit, trainer: Person) -> Task:
    made = draft(county, trainer, [text(county, trainer)], opens=today(), due=today())
    return published(made, by=trainer)


def queries(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", ["today", "tasks", "tasks/report/people", "tasks/circles"])
def test_a_list_asks_as_much_for_three_as_for_one(page: str, county: Unit, trainer: Person, signed_in: SignIn) -> None:
    client = signed_in(trainer)
    address = f"/learning/{page}/?unit=C01&period={today().year}&who=all"
    task_of(county, trainer)
    once = queries(client, address)
    for _ in range(2):
        task_of(county, trainer)
    assert queries(client, address) == once


def test_names_stand_only_where_they_may_be_seen(county: Unit, trainer: Person, officer: Person, signed_in: SignIn) -> None:
    task = task_of(county, trainer)
    assert "高山" in signed_in(trainer).get(f"/learning/tasks/report/people/?unit=C01&task={task.pk}").content.decode()
    assert signed_in(officer).get(f"/learning/tasks/report/people/?unit=C01&task={task.pk}").status_code == 403


def test_the_report_as_a_file_says_what_the_page_says(county: Unit, trainer: Person, officer: Person, signed_in: SignIn) -> None:
    station(county, "S1")
    task = task_of(county, trainer)
    answer = signed_in(trainer).get(f"/learning/tasks/report/units.csv?unit=C01&task={task.pk}&who=all")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert [line.split(",")[:3] for line in lines[1:]] == [["滨江分局", "C01", "2"], ["S1派出所", "S1", "3"], ["全部", "", "5"]]


def test_a_trainer_withdraws_through_the_page(county: Unit, trainer: Person, signed_in: SignIn) -> None:
    task = task_of(county, trainer)
    client = signed_in(trainer)
    refused = client.post(f"/learning/tasks/{task.pk}/withdraw/?unit=C01", {"reason": " "})
    assert refused.status_code == 422
    client.post(f"/learning/tasks/{task.pk}/withdraw/?unit=C01", {"reason": "发错对象"})
    assert "已撤回：发错对象" in client.get(f"/learning/tasks/{task.pk}/?unit=C01").content.decode()
    assert set(Assignment.objects.values_list("withdrawn", flat=True)) == {True}


def test_a_stranger_finds_no_task_of_the_county(county: Unit, elsewhere: Unit, trainer: Person, signed_in: SignIn) -> None:
    task = task_of(county, trainer)
    stranger = person("X1", "外人", elsewhere, Role.TRAINER)
    client = signed_in(stranger)
    asked = [f"/learning/tasks/{task.pk}/?unit=C02", f"/learning/today/{task.assignments.get().pk}/?unit=C02"]
    assert [client.get(address).status_code for address in asked] == [404, 404]
