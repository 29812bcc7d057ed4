"""The player: one material of one task, what it tells as it is studied, and its files."""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from panshi.kernel.refusals import NotFound, Refusal
from panshi.kernel.words import Words
from panshi.org.access import Request, needs
from panshi.ui.address import address
from panshi.work.learning.choices import Carrier
from panshi.work.learning.models import Assignment, Material, Progress, Sitting
from panshi.work.learning.selectors import materials as shown
from panshi.work.learning.selectors.packages import done_items
from panshi.work.learning.selectors.standing import whole
from panshi.work.learning.services import studying
from panshi.work.learning.services.launching import passed
from panshi.work.learning.services.studying import Note
from panshi.work.learning.views.files import sent

SANDBOX = "default-src 'none'; sandbox"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    "frame-src {frames}"
)
"""The site's own policy, and frames from where packages are served."""
OPAQUE = "allow-scripts allow-forms allow-popups allow-modals allow-downloads"
HOUR = 3600


class BadNote(Refusal):
    """What a page tells of study is numbers and JSON."""

    words = Words("学习进度的内容不对：{what}。", "What was told of the study makes no sense: {what}.")
    code = "bad-note"
    status = 400


@needs("learning.study")
def study(request: Request, assignment: int, material: int) -> HttpResponse:
    """The player. A POST says, where no script can, that the material is studied."""
    given, found = _own(request, assignment), shown.readable(material, person=request.person)
    progress = studying.begin(given, found)
    if request.method == "POST":
        key = UUID(request.POST["key"]) if _is_uuid(request.POST.get("key", "")) else studying.open_sitting(progress).key
        done = studying.note(progress, key=key, said=Note(said=True, turn=2**31))
        return redirect(_onward(request, done.assignment)[0])
    sitting = studying.open_sitting(progress)
    return framed(render(request, "learning/study.html", _facts(request, progress, sitting)))


@require_POST
@needs("learning.study")
def note(request: Request, assignment: int, material: int) -> HttpResponse:
    """Takes what an opening tells, and says how the material and the task stand."""
    progress = Progress.objects.select_related("assignment__task").filter(assignment=assignment, material=material).first()
    if progress is None or progress.assignment.person_id != request.person.pk:
        raise NotFound(what=assignment)
    key, said = _said(request.POST)
    held = studying.note(progress, key=key, said=said)
    url, words = _onward(request, held.assignment)
    told = {"part": held.part, "studied": held.completed_at is not None, "seconds": held.seconds, "next": url, "leads": words}
    told["done"] = sorted(done_items(held.material, held.state)) if held.material.carrier in SCORED else []
    return JsonResponse(told | {"completed": held.assignment.completed_at is not None})


@needs("learning.study")
def file(request: Request, pk: int) -> HttpResponseBase:
    """What was uploaded as a file or video, in spans where asked for, for who was given it or teaches with it."""
    found = shown.readable(pk, person=request.person)
    if not found.digest or found.carrier not in (Carrier.FILE, Carrier.VIDEO):
        raise NotFound(what=pk)
    answer = sent(request, found.file, found.content_type)
    inline = found.content_type.startswith(("image/", "video/")) or found.content_type == "application/pdf"
    answer["Content-Disposition"] = content_disposition_header(not inline or "download" in request.GET, found.name) or "inline"
    answer["Content-Security-Policy"], answer["Cache-Control"] = SANDBOX, f"private, max-age={HOUR}"
    return answer


SCORED = (Carrier.SCORM_12, Carrier.SCORM_2004, Carrier.CMI5)


def framed(page: HttpResponse) -> HttpResponse:
    """The page, allowed to frame packages and nothing else."""
    page["Content-Security-Policy"] = POLICY.format(frames=settings.PACKAGE_ORIGIN or "'self'")
    return page


def frame_facts(request: Request, material: Material, place: int, word: str) -> dict[str, Any]:
    """What a page says to frame a part of a package: its address, and how much it may do."""
    return {
        "frame": settings.PACKAGE_ORIGIN + reverse("learning:launch", args=[word]),
        "sandbox": OPAQUE + (" allow-same-origin" if settings.PACKAGE_ORIGIN else ""),
        "place": place,
        "part": material.outline[place] if material.outline else {"title": material.title, "id": ""},
    }


def _facts(request: Request, progress: Progress, sitting: Sitting) -> dict[str, Any]:
    material, assignment = progress.material, progress.assignment
    standing = whole(assignment)
    url, words = _onward(request, assignment)
    facts = {"assignment": assignment, "material": material, "progress": progress, "sitting": sitting, "steps": standing.steps}
    facts |= {"number": [step.material.pk for step in standing.steps].index(material.pk) + 1, "onward": url, "leads": words}
    if material.carrier in shown.PACKAGES:
        done = done_items(material, progress.state) if material.carrier in SCORED else set()
        ids = [part["id"] for part in material.outline]
        asked, last = request.GET.get("part", ""), progress.state.get("item", "")
        undone = next((place for place, key in enumerate(ids) if key not in done), 0)
        place = int(asked) if asked.isdecimal() and int(asked) < len(ids) else ids.index(last) if last in ids else undone
        facts |= frame_facts(request, material, place, passed(material, place, sitting))
        facts["parts"] = list(shown.parts(material, progress.state, done))
    return facts


def _onward(request: Request, assignment: Assignment) -> tuple[str, str]:
    """Where to go next, and the word for it: material, exam or today."""
    standing = whole(assignment)
    if standing.next is not None:
        return address("learning:study", assignment.pk, standing.next.pk, scope=request.scope) or "/", "material"
    if assignment.task.exam_id and not standing.passed:
        return address("learning:exam", assignment.task.exam_id, scope=request.scope) or "/", "exam"
    return address("learning:today", scope=request.scope) or "/", "today"


def _own(request: Request, pk: int) -> Assignment:
    found = Assignment.objects.select_related("task", "person").filter(pk=pk, person=request.person).first()
    if found is None:
        raise NotFound(what=pk)
    return found


def _said(given: Any) -> tuple[UUID, Note]:
    if not _is_uuid(given.get("key", "")):
        raise BadNote(what="key")
    numbers = {}
    for name, most in (("seconds", 10**7), ("part", 100), ("turn", 2**31)):
        text = given.get(name, "0")
        if not (text.isascii() and text.isdigit() and len(text) < 12):
            raise BadNote(what=name)
        numbers[name] = min(int(text), most)
    try:
        items = json.loads(given.get("items") or "{}")
    except ValueError:
        raise BadNote(what="items") from None
    if not isinstance(items, dict):
        raise BadNote(what="items")
    place, item = given.get("place", ""), given.get("item", "")[:500]
    return UUID(given["key"]), Note(**numbers, place=place, item=item, items=items, said=given.get("said") == "1")


def _is_uuid(text: str) -> bool:
    try:
        return UUID(text) is not None
    except ValueError:
        return False


urls = [
    path("today/<int:assignment>/<int:material>/", study, name="study"),
    path("today/<int:assignment>/<int:material>/note/", note, name="note"),
    path("materials/<int:pk>/file/", file, name="file"),
]
