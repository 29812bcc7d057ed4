"""Pages of who studies: what is to be done today, one task, what is done."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from panshi.org.access import Request, needs
from panshi.ui.address import address
from panshi.work.learning.selectors import standing
from panshi.work.learning.selectors import today as shown

ROWS_ON_A_PAGE = 50


@needs("learning.study")
def today(request: Request) -> HttpResponse:
    """What the person is to study, what is overdue and due first coming first."""
    todo = shown.todo(request.person)
    facts = {
        "overdue": [each for each in todo if each.overdue_days and not each.locked_by],
        "due": [each for each in todo if not each.overdue_days and not each.locked_by],
        "locked": [each for each in todo if each.locked_by],
        "minutes": sum(each.minutes for each in todo),
        "excused": shown.excused_from(request.person),
    }
    return render(request, "learning/today.html", facts)


@needs("learning.study")
def task(request: Request, pk: int) -> HttpResponse:
    """One task of the person's: its materials, its exam, and what locks it. Who reports on somebody else's is led to the list."""
    assignment = shown.seen(pk, person=request.person)
    if assignment.person_id != request.person.pk:
        listed = address("learning:report_people", scope=request.scope, unit=assignment.unit)
        return redirect(f"{listed}&task={assignment.task_id}&who=all&which={shown.list_of(assignment)}")
    facts = {"due": shown.one(assignment), "whole": standing.whole(assignment), "assignment": assignment}
    return render(request, "learning/task.html", facts)


@needs("learning.study")
def done(request: Request) -> HttpResponse:
    """What the person has done, newest first."""
    page = Paginator(shown.done(request.person), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "learning/done.html", {"page": page})


urls = [
    path("today/", today, name="today"),
    path("today/done/", done, name="done"),
    path("today/<int:pk>/", task, name="task"),
]
