"""Pages of tasks for trainers: the list, one task and what may be done with it, circles of people."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panshi.kernel.clock import today
from panshi.org.access import Request, needs
from panshi.org.selectors import allowed
from panshi.ui.address import on_to
from panshi.work.learning import tasks as work
from panshi.work.learning.choices import TaskState
from panshi.work.learning.forms.tasks import CircleForm, ExtendForm
from panshi.work.learning.models import Task
from panshi.work.learning.selectors import burden, reports
from panshi.work.learning.selectors import tasks as shown
from panshi.work.learning.selectors.reports import Asked
from panshi.work.learning.selectors.standing import SWIFT_PERCENT
from panshi.work.learning.services import changing, planning, publishing

ROWS_ON_A_PAGE = 30


@needs("learning.report")
def tasks(request: Request) -> HttpResponse:
    """The tasks of the scope's unit and below, with how they stand."""
    which, text = request.GET.get("which", "running"), request.GET.get("q", "").strip()
    found = shown.tasks_in(request.scope, person=request.person, which=which, text=text)
    page = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    asked = Asked(request.scope.period, who="all")
    tallies = reports.by_task(asked, unit=request.scope.unit, tasks=page.object_list)
    rows = [(task, tallies.get(task.pk, reports.Tally())) for task in page]
    teaches = allowed(person=request.person, permission="learning.teach", unit=request.scope.unit)
    facts = {"page": page, "rows": rows, "which": which, "text": text, "teaches": teaches, "today": today()}
    return render(request, "learning/tasks.html", facts)


@needs("learning.teach")
def task_given(request: Request, pk: int) -> HttpResponse:
    """One task: how far it is given out, how it stands, what may be done with it."""
    task = shown.taught(pk, person=request.person)
    if task.state == TaskState.DRAFT:
        return on_to(request, "learning:task_outline", pk)
    asked = Asked(request.scope.period, task=task, who="all")
    facts = _watched(task) | {
        "tally": reports.report(asked, unit=task.unit).total,
        "held": shown.materials_of(task),
        "lines": shown.lines_of(task),
        "minutes": burden.minutes_of([task])[task.pk],
        "swift_percent": SWIFT_PERCENT,
        "open": task.state in (TaskState.PUBLISHED, TaskState.PUBLISHING, TaskState.STOPPED),
    }
    return render(request, "learning/task_given.html", facts)


@needs("learning.teach")
def progress(request: Request, pk: int) -> HttpResponse:
    """The bar of a task, fetched again and again; when the work is done the page is loaded anew."""
    facts = _watched(shown.taught(pk, person=request.person))
    answer = render(request, "learning/task_progress.html", facts)
    if not facts["working"]:
        answer.headers["HX-Refresh"] = "true"
    return answer


@require_POST
@needs("learning.teach")
def stop(request: Request, pk: int) -> HttpResponse:
    """Stops giving it out."""
    publishing.stop(shown.taught(pk, person=request.person), by=request.person)
    messages.info(request, _("Stopped. Who was given it keeps it; you can go on with the rest, or withdraw it."))
    return on_to(request, "learning:task_given", pk)


@require_POST
@needs("learning.teach")
def resume(request: Request, pk: int) -> HttpResponse:
    """Goes on giving it out."""
    work.begin(publishing.resume(shown.taught(pk, person=request.person), by=request.person))
    return on_to(request, "learning:task_given", pk)


@require_POST
@needs("learning.teach")
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Withdraws it: it counts no more, done or not."""
    task = shown.taught(pk, person=request.person)
    work.begin(changing.withdraw(task, reason=request.POST.get("reason", ""), by=request.person))
    messages.success(request, _("Withdrawn. It counts no more, done or not."))
    return on_to(request, "learning:task_given", pk)


@require_POST
@needs("learning.teach")
def extend(request: Request, pk: int) -> HttpResponse:
    """Makes it due later for those who have not finished."""
    task, form = shown.taught(pk, person=request.person), ExtendForm(request.POST)
    if form.is_valid():
        work.begin(changing.extend(task, due_on=form.cleaned_data["due_on"], by=request.person))
        messages.success(request, _("It is due later now for all who have not finished."))
    else:
        messages.error(request, _("Say a day."))
    return on_to(request, "learning:task_given", pk)


@require_POST
@needs("learning.teach")
def end_recurrence(request: Request, pk: int) -> HttpResponse:
    """It comes no more."""
    changing.end_recurrence(shown.taught(pk, person=request.person), by=request.person)
    messages.success(request, _("It will not come again."))
    return on_to(request, "learning:task_given", pk)


@needs("learning.teach")
def circles(request: Request) -> HttpResponse:
    """The circles of people that tasks of the scope's unit may be given to."""
    page = Paginator(shown.counted_circles(request.scope.unit), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "learning/circles.html", {"page": page})


@needs("learning.teach")
def new_circle(request: Request) -> HttpResponse:
    """A new circle of the scope's unit."""
    form = CircleForm(*([request.POST] if request.method == "POST" else []), person=request.person, unit=request.scope.unit)
    if request.method == "POST" and form.is_valid():
        form.save()
        return on_to(request, "learning:circles")
    return render(request, "learning/circle.html", {"form": form})


@needs("learning.teach")
def circle(request: Request, pk: int) -> HttpResponse:
    """Who is in a circle."""
    found = shown.circle(pk, person=request.person)
    given = [request.POST] if request.method == "POST" else []
    form = CircleForm(*given, person=request.person, unit=found.unit, circle=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        return on_to(request, "learning:circles")
    return render(request, "learning/circle.html", {"form": form, "circle": found})


@require_POST
@needs("learning.teach")
def drop_circle(request: Request, pk: int) -> HttpResponse:
    """Removes a circle that no task was given to."""
    planning.drop_circle(shown.circle(pk, person=request.person), by=request.person)
    messages.success(request, _("Removed."))
    return on_to(request, "learning:circles")


def _watched(task: Task) -> dict[str, object]:
    working = work.watch(task)
    waits = task.state == TaskState.PUBLISHING and not working
    return {"task": task, "working": working, "waits": waits}


urls = [
    path("tasks/", tasks, name="tasks"),
    path("tasks/<int:pk>/", task_given, name="task_given"),
    path("tasks/<int:pk>/progress/", progress, name="task_progress"),
    path("tasks/<int:pk>/stop/", stop, name="stop_task"),
    path("tasks/<int:pk>/resume/", resume, name="resume_task"),
    path("tasks/<int:pk>/withdraw/", withdraw, name="withdraw_task"),
    path("tasks/<int:pk>/extend/", extend, name="extend_task"),
    path("tasks/<int:pk>/end/", end_recurrence, name="end_recurrence"),
    path("tasks/circles/", circles, name="circles"),
    path("tasks/circles/new/", new_circle, name="new_circle"),
    path("tasks/circles/<int:pk>/", circle, name="circle"),
    path("tasks/circles/<int:pk>/drop/", drop_circle, name="drop_circle"),
]
