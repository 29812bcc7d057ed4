"""Study of materials: begun, noted as it goes on, completed. Whatever is sent twice, late or out of order counts once."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from panshi.kernel.clock import now, today
from panshi.kernel.refusals import NotFound, Refusal
from panshi.kernel.words import Words
from panshi.work.learning.choices import Carrier, TaskState
from panshi.work.learning.models import Assignment, Material, Progress, Sitting
from panshi.work.learning.selectors.packages import done_items, score_of
from panshi.work.learning.selectors.standing import locked_by
from panshi.work.learning.services import telling
from panshi.work.learning.services.completing import settle

FASTEST = 2
"""How many times as fast as it runs a video may be watched."""
STATE_MAX = 2**20
PLACE_MAX = 2000
SENT = ("cmi", "opened")
"""What a runtime may say of a part; what a part has passed by cmi5 comes in statements."""
VIDEO_SEEN = 95
"""A video is seen when this share of it was played; the last seconds are often black."""


class NotOpen(Refusal):
    """The task cannot be studied (yet, or any more)."""

    words = Words("“{task}”现在不能学：{why}", "“{task}” cannot be studied now: {why}")
    code = "task-not-open"
    status = 409


WITHDRAWN = Words("任务已撤回。", "it was withdrawn.")
EARLY = Words("{day} 才开始。", "it opens on {day}.")
LOCKED = Words("要先完成“{first}”。", "“{first}” comes first.")


class StateTooLarge(Refusal):
    """A package keeps no more than this."""

    words = Words("课件要保存的内容太多。", "The package wants to keep more than is kept for one.")
    code = "package-state-too-large"
    status = 413


@dataclass(frozen=True, slots=True)
class Note:
    """What one opening has to tell: `seconds` it has been looked at so far, `part` studied in per cent, `place` to go on from.

    `turn` counts what this opening has sent: of two notes the one of the later opening, and then the higher turn, says the
    place. `items` are states of a package's parts by their id, `said` whether the person says they have studied it.
    """

    seconds: int = 0
    part: int = 0
    place: str = ""
    turn: int = 0
    item: str = ""
    items: dict[str, Any] = field(default_factory=dict)
    said: bool = False


@transaction.atomic
def begin(assignment: Assignment, material: Material) -> Progress:
    """The person's progress in one material of the task, begun now if it was not; refused where the task is not to be studied."""
    refuse_closed(assignment)
    if not assignment.task.materials.filter(pk=material.pk).exists():
        raise NotFound(what=material.pk)
    progress, new = Progress.objects.get_or_create(assignment=assignment, material=material, defaults={"moved_at": now()})
    if assignment.begun_at is None:
        assignment.begun_at = now()
        assignment.save(update_fields=["begun_at"])
    if new:
        telling.tell(progress, telling.LAUNCHED)
    return progress


def open_sitting(progress: Progress) -> Sitting:
    """A new opening of the material, from now on."""
    return Sitting.objects.create(progress=progress, key=uuid4(), begun_at=now(), noted_at=now())


@transaction.atomic
def note(progress: Progress, *, key: UUID, said: Note) -> Progress:
    """Takes what an opening tells and completes the material where it is studied, and the task where all of it is.

    Seconds are running totals and never more than the server's clock has gone on; of two openings at the same time both
    together count no more than the time that passed. What comes too late to say the place still counts its seconds.
    """
    held = Progress.objects.select_for_update(of=("self",)).select_related("material", "assignment__task").get(pk=progress.pk)
    sitting, _new = Sitting.objects.get_or_create(key=key, defaults={"progress": held, "begun_at": now(), "noted_at": now()})
    if sitting.progress_id != held.pk:
        raise NotFound(what=key)
    _count(held, sitting, said)
    before = held.part
    _move(held, sitting, said)
    return _finish(held, studied=_studied(held, said), moved=held.part > before)


@transaction.atomic
def hear(progress: Progress, item: str, facts: dict[str, Any]) -> bool:
    """Takes what a unit of a cmi5 package says of itself in statements; True when that is the first time its part is done."""
    held = Progress.objects.select_for_update(of=("self",)).select_related("material", "assignment__task").get(pk=progress.pk)
    before = done_items(held.material, held.state)
    items = dict(held.state.get("items", {}))
    items[item] = items.get(item, {}) | facts
    held.state = held.state | {"items": items}
    held.score = score_of(held.material, held.state)
    _finish(held, studied=_studied(held, Note()), moved=False)
    return item in done_items(held.material, held.state) - before


def _finish(held: Progress, *, studied: bool, moved: bool) -> Progress:
    """Keeps the progress, completes it where it is studied, and the task where that was the last of it."""
    if held.completed_at is None and studied:
        held.completed_at, held.part = now(), 100
        telling.tell(held, telling.COMPLETED)
    elif moved:
        telling.tell(held, telling.PROGRESSED)
    held.moved_at = now()
    held.save()
    if held.completed_at is not None and held.assignment.completed_at is None:
        held.assignment = settle(held.assignment)
    return held


def refuse_closed(assignment: Assignment) -> None:
    """Refuses a task that is withdrawn, opens later, or comes after another."""
    task = assignment.task
    if assignment.withdrawn or task.state == TaskState.WITHDRAWN:
        raise NotOpen(task=task.title, why=str(WITHDRAWN))
    if task.opens_on > today():
        raise NotOpen(task=task.title, why=EARLY.format(day=task.opens_on))
    if assignment.completed_at is None and (first := locked_by(assignment)):
        raise NotOpen(task=task.title, why=LOCKED.format(first=first[0].title))


def _count(held: Progress, sitting: Sitting, said: Note) -> None:
    most = int((now() - sitting.begun_at).total_seconds())
    sitting.seconds = max(sitting.seconds, min(said.seconds, most))
    sitting.noted_at = now()
    sitting.save(update_fields=["seconds", "noted_at"])
    several = list(Sitting.objects.filter(progress=held))
    passed = _together((each.begun_at, each.noted_at) for each in several)
    held.seconds = max(held.seconds, min(sum(each.seconds for each in several), int(passed.total_seconds())))


def _together(spans: Iterable[tuple[datetime, datetime]]) -> timedelta:
    """How long at least one of the spans lasted."""
    whole, until = timedelta(0), None
    for begun, ended in sorted(spans):
        start = begun if until is None else max(begun, until)
        whole += max(timedelta(0), ended - start)
        until = ended if until is None else max(until, ended)
    return whole


def _move(held: Progress, sitting: Sitting, said: Note) -> None:
    """The part grows only; place and state are those of the latest opening's latest turn."""
    held.part = max(held.part, min(said.part, _most(held)))
    begun = sitting.begun_at.astimezone(UTC).isoformat(timespec="microseconds")
    ours, state = [begun, said.turn], dict(held.state)
    items = _known(held.material, state.get("items", {}), said.items, begun)
    if ours >= state.get("from", ours):
        held.place = said.place[:PLACE_MAX]
        state |= {"from": ours, "item": said.item or state.get("item", "")}
    held.state = state | {"items": items}
    if len(json.dumps(held.state)) > STATE_MAX:
        raise StateTooLarge
    score = score_of(held.material, held.state)
    held.score = held.score if score is None else max(score, held.score or Decimal(0))


def _known(material: Material, kept: dict[str, Any], sent: dict[str, Any], begun: str) -> dict[str, Any]:
    """The states of the package's own parts, each as the latest turn of the latest opening left it."""
    known = {part["id"] for part in material.outline if "id" in part}
    found = dict(kept)
    for key, state in sent.items():
        turn = state.get("turn") if isinstance(state, dict) else None
        if key in known and type(turn) is int and [begun, turn] >= kept.get(key, {}).get("at", ["", 0]):
            found[key] = kept.get(key, {}) | {word: state[word] for word in SENT if word in state} | {"at": [begun, turn]}
    return found


def _most(held: Progress) -> int:
    """How much of a video can have been seen since it was first opened; of anything else all of it, short of saying so."""
    if held.material.carrier != Carrier.VIDEO:
        return 99 if held.completed_at is None else 100
    length = next((part["seconds"] for part in held.material.outline if part.get("seconds")), 0)
    begun = min(Sitting.objects.filter(progress=held).values_list("begun_at", flat=True))
    passed = (now() - begun).total_seconds()
    return 100 if not length else min(100, int(passed * FASTEST * 100 / length))


def _studied(held: Progress, said: Note) -> bool:
    carrier = held.material.carrier
    if carrier == Carrier.VIDEO:
        return held.part >= VIDEO_SEEN
    if carrier in (Carrier.SCORM_12, Carrier.SCORM_2004, Carrier.CMI5):
        done = done_items(held.material, held.state)
        held.part = max(held.part, 100 * len(done) // len(held.material.outline))
        return len(done) == len(held.material.outline)
    return said.said
