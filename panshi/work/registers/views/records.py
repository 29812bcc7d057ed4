"""Lists of records, one record, and taking one back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panshi.ledger.kinds import kinds as all_kinds
from panshi.org.access import Request, needs
from panshi.org.selectors import allowed
from panshi.ui.address import on_to
from panshi.work.registers import selectors, services
from panshi.work.registers.choices import State
from panshi.work.registers.models import Record
from panshi.work.registers.selectors import duties


@needs("entries.view")
def records(request: Request) -> HttpResponse:
    """The records of the scope's unit and days."""
    asked = request.GET
    sought = selectors.Sought(asked.get("kind", ""), asked.get("state", ""), "mine" in asked)
    place = {"after": asked.get("after", ""), "before": asked.get("before", "")}
    page = selectors.page(sought, person=request.person, scope=request.scope, **place)
    facts = {
        "sought": sought,
        "page": page,
        "narrowed": "&" + urlencode({"state": sought.state, "kind": sought.kind} | ({"mine": ""} if sought.mine else {})),
        "states": [("", _("all"), page.all), *((key, label, page.numbers[key]) for key, label in State.choices)],
        "kinds": all_kinds(),
        "reports": allowed(person=request.person, permission="records.report", unit=request.scope.unit),
        "pressing": duties.pressing(request.scope),
        "reminded": duties.reminded(person=request.person, unit=request.scope.unit),
    }
    return render(request, "registers/records.html", facts)


@needs("entries.view")
def record(request: Request, pk: int) -> HttpResponse:
    """One record: its facts, entries, evidence and history, and what may be done with it."""
    found = selectors.record(pk, person=request.person)
    return render(request, "registers/record.html", {"sheet": selectors.sheet(found, viewer=request.person)})


@require_POST
@needs("entries.view")
def reverse(request: Request, pk: int) -> HttpResponse:
    """Takes one record back as it was looked at."""
    [seen] = selectors.as_seen([f"{pk}@{request.POST.get('revision', '')}"])
    services.reverse_record(seen, reason=request.POST.get("reason", ""), by=request.person)
    messages.success(request, _("Reversed. Its entries no longer count; both stay in the ledger."))
    return _to_record(request, seen)


def _to_record(request: Request, record: Record) -> HttpResponseRedirect:
    return on_to(request, "registers:record", record.pk)
