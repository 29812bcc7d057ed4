"""Pages on who has completed their study: by unit down to people, of one task or of many; excusing somebody."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from panshi.org.access import Request, needs
from panshi.org.selectors import allowed
from panshi.ui.address import address
from panshi.ui.files import as_file, refuse_long
from panshi.work.learning.choices import Subject
from panshi.work.learning.forms.tasks import ExcuseForm
from panshi.work.learning.models import Task
from panshi.work.learning.selectors import reports as shown
from panshi.work.learning.selectors import tasks, telling
from panshi.work.learning.selectors.reports import Asked
from panshi.work.learning.services import changing

ROWS_ON_A_PAGE = 50


@needs("learning.report")
def report(request: Request) -> HttpResponse:
    """What tasks given in the scope's unit come to, by the units below, and who it is that is missing."""
    asked = _asked(request)
    facts = {
        "asked": asked,
        "report": shown.report(asked, unit=request.scope.unit),
        "names": allowed(person=request.person, permission="org.view_people", unit=request.scope.unit),
        "rest": _rest(request),
        "subjects": Subject.choices,
        "figures": telling.figures(asked),
    }
    return render(request, "learning/report.html", facts)


@needs("learning.report")
def people(request: Request) -> HttpResponse:
    """Those who are missing (or late, excused, swift, done) in the scope's unit, by name where names may be seen."""
    asked, which = _asked(request), request.GET.get("which", "missing")
    found = telling.people(asked, which, unit=request.scope.unit, person=request.person)
    facts = {
        "asked": asked,
        "which": which,
        "page": Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page")),
        "rest": _rest(request),
        "teaches": allowed(person=request.person, permission="learning.teach", unit=request.scope.unit),
        "lists": telling.LISTS,
    }
    return render(request, "learning/report_people.html", facts)


@needs("learning.report")
def take_report(request: Request, form: str) -> HttpResponseBase:
    """The report by unit, as a file."""
    table = telling.report_table(_asked(request), scope=request.scope, by=request.person)
    return as_file(form, table.name, table.heads, table.lines, table.about)


@needs("learning.report")
def take_people(request: Request, form: str) -> HttpResponseBase:
    """The list of people, as a file."""
    which = request.GET.get("which", "missing")
    table = telling.people_table(_asked(request), which, scope=request.scope, by=request.person)
    refuse_long(table.number, form=form)
    return as_file(form, table.name, table.heads, table.lines, table.about)


@needs("learning.teach")
def excuse(request: Request, pk: int) -> HttpResponse:
    """Excuses somebody from a task, and why."""
    given = tasks.given_to(pk, person=request.person)
    form = ExcuseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        changing.excuse_one(given, reason=said["reason"], said=said["said"], by=request.person)
        messages.success(request, _("Excused. The entry in the ledger was corrected."))
        return redirect(f"{address('learning:report_people', scope=request.scope)}&task={given.task_id}")
    return render(request, "learning/excuse.html", {"form": form, "given": given})


def _asked(request: Request) -> Asked:
    said = request.GET
    task: Task | None = None
    if said.get("task", "").isdecimal():
        task = tasks.reported(int(said["task"][:9]), person=request.person, unit=request.scope.unit)
    who = said.get("who", "police")
    subject = said.get("subject", "")
    return Asked(request.scope.period, task, who if who in shown.WHO else "police", subject if subject in Subject.values else "")


def _rest(request: Request) -> str:
    """What else the address says, to be kept from page to page."""
    kept = {name: request.GET[name] for name in ("task", "who", "subject") if request.GET.get(name, "").isalnum()}
    return "".join(f"&{name}={value}" for name, value in kept.items())


urls = [
    path("tasks/report/", report, name="report"),
    path("tasks/report/people/", people, name="report_people"),
    path("tasks/report/units.<str:form>", take_report, name="take_report"),
    path("tasks/report/people.<str:form>", take_people, name="take_people"),
    path("tasks/given/<int:pk>/excuse/", excuse, name="excuse"),
]
