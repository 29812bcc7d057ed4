"""Pages on which a task is written, step by step; every step keeps the draft."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panshi.kernel.clock import today
from panshi.org.access import Request, needs
from panshi.ui.address import on_to
from panshi.work.learning import tasks as work
from panshi.work.learning.choices import TaskState
from panshi.work.learning.forms.contents import keep_contents
from panshi.work.learning.forms.tasks import LineForm, OutlineForm
from panshi.work.learning.models import Task
from panshi.work.learning.selectors import burden
from panshi.work.learning.selectors import tasks as shown
from panshi.work.learning.services import planning, publishing


@needs("learning.teach")
def new_task(request: Request) -> HttpResponse:
    """A new task: what it is."""
    return _outline(request, None)


@needs("learning.teach")
def outline(request: Request, pk: int) -> HttpResponse:
    """What a draft is."""
    return _outline(request, _draft(request, pk))


@needs("learning.teach")
def contents(request: Request, pk: int) -> HttpResponse:
    """What is studied in a draft, in which order, and which tasks come before it."""
    task = _draft(request, pk)
    if request.method == "POST":
        keep_contents(task, request.POST, by=request.person)
        return on_to(request, "learning:task_audience" if "on" in request.POST else "learning:task_contents", pk)
    materials, before = shown.choosable(task, text=request.GET.get("q", ""))
    facts = {"materials": materials, "before": before, "held": shown.materials_of(task), "after": list(task.after.all())}
    return render(request, "learning/task_contents.html", {"task": task, "asked": request.GET.get("q", ""), **facts})


@needs("learning.teach")
def audience(request: Request, pk: int) -> HttpResponse:
    """Whom a draft is for."""
    task = _draft(request, pk)
    form = LineForm(*([request.POST] if request.method == "POST" else []), task=task, person=request.person)
    if request.method == "POST" and form.is_valid():
        form.save()
        return on_to(request, "learning:task_audience", pk)
    said = burden.preview(task, on=max(today(), task.opens_on))
    return render(
        request, "learning/task_audience.html", {"task": task, "form": form, "lines": shown.lines_of(task), "said": said}
    )


@require_POST
@needs("learning.teach")
def drop_line(request: Request, pk: int, line: int) -> HttpResponse:
    """Takes a line out of a draft's audience."""
    task = _draft(request, pk)
    planning.drop_line(shown.line_of(task, line), by=request.person)
    return on_to(request, "learning:task_audience", pk)


@needs("learning.teach")
def preview(request: Request, pk: int) -> HttpResponse:
    """What publishing the draft would come to: the last look before it is sent."""
    task = _draft(request, pk)
    facts = {
        "said": burden.preview(task, on=max(today(), task.opens_on)),
        "held": shown.materials_of(task),
        "lines": shown.lines_of(task),
        "later": task.opens_on > today(),
    }
    return render(request, "learning/task_preview.html", {"task": task, **facts})


@require_POST
@needs("learning.teach")
def publish(request: Request, pk: int) -> HttpResponse:
    """Publishes the draft; where it goes to many it is given in the background."""
    task = publishing.publish(shown.taught(pk, person=request.person), by=request.person)
    work.begin(task)
    return on_to(request, "learning:task_given", pk)


@require_POST
@needs("learning.teach")
def discard(request: Request, pk: int) -> HttpResponse:
    """Throws the draft away."""
    planning.discard(shown.taught(pk, person=request.person), by=request.person)
    messages.info(request, _("The draft was thrown away."))
    return on_to(request, "learning:tasks")


def _outline(request: Request, task: Task | None) -> HttpResponse:
    given = [request.POST] if request.method == "POST" else []
    form = OutlineForm(*given, person=request.person, scope=request.scope, task=task)
    if request.method == "POST" and form.is_valid():
        return on_to(request, "learning:task_contents", form.save().pk)
    return render(request, "learning/task_outline.html", {"form": form, "task": task})


def _draft(request: Request, pk: int) -> Task:
    task = shown.taught(pk, person=request.person)
    if task.state != TaskState.DRAFT:
        raise planning.TaskPublished(task=task.title)
    return task


urls = [
    path("tasks/new/", new_task, name="new_task"),
    path("tasks/<int:pk>/outline/", outline, name="task_outline"),
    path("tasks/<int:pk>/contents/", contents, name="task_contents"),
    path("tasks/<int:pk>/audience/", audience, name="task_audience"),
    path("tasks/<int:pk>/audience/<int:line>/drop/", drop_line, name="drop_line"),
    path("tasks/<int:pk>/preview/", preview, name="task_preview"),
    path("tasks/<int:pk>/publish/", publish, name="publish_task"),
    path("tasks/<int:pk>/discard/", discard, name="discard_task"),
]
