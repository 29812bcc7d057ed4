"""The demo's study as its trainers and people do it: materials made, tasks published, completed, excused, withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from panshi.demo.days import moment
from panshi.demo.rooms import learning
from panshi.demo.rooms.learning import PROFESSIONAL, Task
from panshi.demo.roster import World
from panshi.kernel.clock import fixed
from panshi.org.choices import AbsenceReason, Category, Role
from panshi.org.models import Grant, Person, Unit
from panshi.work.learning import models
from panshi.work.learning.choices import Carrier
from panshi.work.learning.services import planning, publishing
from panshi.work.learning.services.changing import excuse_one, take_back, withdraw
from panshi.work.learning.services.completing import Done, complete_many
from panshi.work.learning.services.planning import Line, Outline

MINUTES = 12


@dataclass(slots=True)
class Studied:
    """What a span of days came to: entries written, and of those taken back."""

    entries: int = 0
    reversed: int = 0


def study(world: World, first: date, last: date) -> Studied:
    """Everything of these days, in their order; they lie within one year."""
    studied = Studied()
    running = [task for task in learning.tasks(world, first.year) if task.published_on <= last]
    running = [task for task in running if first <= task.due_on + timedelta(days=16)]
    by = _trainer(world)
    for day in (first + timedelta(days=place) for place in range((last - first).days + 1)):
        for task in running:
            if task.published_on == day:
                _give(world, task, by, studied)
            if task.published_on + timedelta(days=1) == day:
                _excuse(world, task, by, studied)
            if people := learning.finishing(world, task).get(day):
                _complete(task, people, day, by, studied)
    return studied


def _trainer(world: World) -> Person:
    return Grant.objects.select_related("person").filter(unit=world.root, role=Role.TRAINER).order_by("pk")[0].person


def _give(world: World, task: Task, by: Person, studied: Studied) -> None:
    """Publishes the task in the morning; where it was published twice, the second is withdrawn an hour later."""
    with fixed(moment(task.published_on, hour=9)):
        studied.entries += _publish(_draft(world.root, task, by), _lines(world, task), task.published_on, by)
    for pk in learning.given_twice(world, task):
        with fixed(moment(task.published_on, hour=10)):
            again = _draft(world.unit[pk], task, by)
            studied.entries += _publish(again, [Line(unit=world.unit[pk])], task.published_on, by)
        with fixed(moment(task.published_on, hour=11)):
            gone = take_back(withdraw(again, reason="同一任务重复发布", by=by))
            studied.reversed += gone
            studied.entries += gone


def _draft(unit: Unit, task: Task, by: Person) -> models.Task:
    outline = Outline(task.name, task.category, task.published_on, task.due_on, hours=task.hours, joins_later=False)
    made = planning.make_task(unit=unit, outline=outline, by=by)
    return planning.set_materials(made, [_material(task, by)], by=by)


def _lines(world: World, task: Task) -> list[Line]:
    if task.people:
        given = learning.audience(world, task)
        return [Line(people=tuple(place.person.id for places in given.values() for place in places))]
    if task.category == "political":
        return [Line(unit=world.root)]
    return [Line(unit=world.root, category=Category.OFFICER), Line(unit=world.root, category=Category.AUXILIARY)]


def _publish(task: models.Task, lines: list[Line], on: date, by: Person) -> int:
    for line in lines:
        planning.add_line(task, line, by=by)
    return publishing.give_out(publishing.publish(task, by=by), on=on)


def _material(task: Task, by: Person) -> models.Material:
    """The text of the task's subject, made when it is first needed."""
    subject = task.name.partition("（")[0]
    found = models.Material.objects.filter(title=subject).first()
    if found is not None:
        return found
    unit = Unit.objects.get(depth=1)
    theme = models.Theme.objects.create(unit=unit, title=subject)
    kind = "业务" if subject in PROFESSIONAL else "政治"
    return models.Material.objects.create(
        unit=unit,
        theme=theme,
        title=subject,
        carrier=Carrier.TEXT,
        minutes=MINUTES,
        body=f"<h2>{subject}</h2><p>本课为{kind}学习内容，请对照所在岗位逐条学习，学完后思考三个问题：为什么、怎么做、差在哪。</p>",
        made_by=by,
        made_at=moment(task.published_on, hour=8),
    )


def _given(task: Task) -> models.Task:
    return models.Task.objects.exclude(state="withdrawn").get(title=task.name)


def _excuse(world: World, task: Task, by: Person, studied: Studied) -> None:
    people = learning.excused_later(world, task)
    if not people:
        return
    with fixed(moment(task.published_on + timedelta(days=1), hour=15)):
        for assignment in models.Assignment.objects.filter(task=_given(task), person__in=people).order_by("pk"):
            excuse_one(assignment, reason=AbsenceReason.SICK, said="病假条后补，改为免学", by=by)
            studied.entries += 2
            studied.reversed += 1


def _complete(task: Task, people: list[int], day: date, by: Person, studied: Studied) -> None:
    """All who finish on the day; those of the platform's first tasks read a little faster than they should."""
    given = _given(task)
    found = models.Assignment.objects.filter(task=given, person__in=people)
    held = sorted(
        found, key=lambda each: (each.unit_id, each.category, each.pk)
    )  # sorted by the database it reads the whole task
    done = [Done(each, _at(each.person_id, day), *_seconds(each.person_id, task)) for each in held]
    with fixed(moment(day, hour=22, minute=30)):
        studied.entries += complete_many(given, done, by=by)


def _at(person: int, day: date) -> datetime:
    return moment(day, hour=8, minute=person * 37 % 840)


def _seconds(person: int, task: Task) -> tuple[int, bool]:
    draw = (person * 7919 + task.number * 104_729) % 1000
    swift = draw < 12
    return (40 + draw if swift else MINUTES * 60 * (600 + draw) // 1000), swift
