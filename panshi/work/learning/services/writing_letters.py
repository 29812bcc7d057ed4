"""What reminders say: counts first, then what it is about."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.work.learning.models import Assignment
from panshi.work.learning.selectors.behind import Renewal

NAMED = 60
"""So many are named in one message; the page has all of them."""


def due_letter(person: Person, tasks: Sequence[Assignment], *, on: date) -> tuple[str, str]:
    """Subject and text of a letter on what somebody has to do."""
    late = sum(each.due_on < on for each in tasks)
    subject = Words("学习提醒：{open} 项待完成，其中 {late} 项已逾期", "Study: {open} to do, {late} of them overdue")
    lines = [_due_line(each, on) for each in tasks]
    return subject.format(open=len(tasks), late=late), "\n".join([f"{person.name}{Words('：', ',')}", "", *lines])


def renewal_letter(person: Person, renewal: Renewal) -> tuple[str, str]:
    """Subject and text of a letter on what is to be done anew."""
    subject = Words("复训提醒：“{task}”", "To be done anew: “{task}”").format(task=renewal.task.title)
    text = Words(
        "“{task}”为定期培训，下一期须在 {due} 前完成。", "“{task}” comes again and is to be completed anew by {due}."
    ).format(task=renewal.task.title, due=renewal.due_on)
    return subject, f"{person.name}{Words('：', ',')}\n\n{text}"


def digest(unit: Unit, late: Sequence[Assignment], *, names: bool) -> tuple[str, str]:
    """Title and text of what heads and chats are told: how many are behind, in which units, and (with `names`) who."""
    people = {each.person_id for each in late}
    title = Words("“{unit}”学习逾期 {people} 人、{tasks} 项", "{unit}: {people} people behind in {tasks} tasks").format(
        unit=unit.name, people=len(people), tasks=len(late)
    )
    by_unit = Counter(each.unit.name for each in late)
    lines = [
        Words("{unit}：{tasks} 项", "{unit}: {tasks}").format(unit=name, tasks=tasks)
        for name, tasks in by_unit.most_common(NAMED)
    ]
    if names:
        lines += ["", *(_late_line(each) for each in late[:NAMED])]
        if len(late) > NAMED:
            lines.append(Words("……另有 {more} 项", "… and {more} more").format(more=len(late) - NAMED))
    return title, "\n".join([title, "", *lines])


def _due_line(each: Assignment, on: date) -> str:
    said = Words("· {task}：{due} 截止", "· {task}: due {due}").format(task=each.task.title, due=each.due_on)
    late = (on - each.due_on).days
    return said + Words("，已逾期 {days} 天", ", {days} days overdue").format(days=late) if late > 0 else said


def _late_line(each: Assignment) -> str:
    said = Words("· {unit} {name}：{task}（{due}）", "· {unit} {name}: {task} ({due})")
    return said.format(unit=each.unit.name, name=each.person.name, task=each.task.title, due=each.due_on)
