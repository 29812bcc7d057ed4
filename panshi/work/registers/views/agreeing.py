"""The ledger beside what units below state: the table, one month down to its records, stating sums, explaining a difference."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panshi.ledger.kinds import kinds
from panshi.ledger.selectors import head
from panshi.org.access import Request, needs
from panshi.org.selectors import allowed
from panshi.org.taking import about
from panshi.ui.address import address, on_to
from panshi.ui.files import as_file
from panshi.work.registers import services
from panshi.work.registers.choices import Agreement
from panshi.work.registers.forms.agreeing import SumsForm
from panshi.work.registers.selectors import agreeing as selectors
from panshi.work.registers.selectors.agreeing import leaving
from panshi.work.registers.selectors.taking_out import NothingToTake


@needs("entries.view")
def agree(request: Request) -> HttpResponse:
    """Units below by months: what the ledger has and what they state."""
    asked = request.GET.get("kind", "")
    found = selectors.comparison(request.scope, kind=asked, differing="differing" in request.GET)
    facts = {
        "found": found,
        "asked": asked,
        "differing": "differing" in request.GET,
        "numbers": [(each, found.numbers[each]) for each in Agreement if found.numbers[each]],
        "narrowed": f"&{urlencode({'kind': asked} | ({'differing': 1} if 'differing' in request.GET else {}))}",
        "kinds": kinds(),
        "reports": allowed(person=request.person, permission="records.report", unit=request.scope.unit),
    }
    return render(request, "registers/agree.html", facts)


@needs("entries.view")
def take(request: Request) -> HttpResponseBase:
    """The comparison as it is narrowed, as a file: a line for each unit and month."""
    found = selectors.comparison(request.scope, kind=request.GET.get("kind", ""), differing="differing" in request.GET)
    if found.chosen is None or not found.lines:
        raise NothingToTake
    what = f"{_('Books compared')} {found.chosen.label}"
    said = about(what, scope=request.scope, by=request.person, as_of=head())
    name = f"{what} {request.scope.unit.name} {request.scope.period}"
    return as_file(request.GET.get("form", "xlsx"), name, leaving.heads(), leaving.lines(found), said)


@needs("entries.view")
def month(request: Request, key: str, code: str, month: str) -> HttpResponse:
    """One unit's month: the numbers, the records behind them, the rows of their book that are not here, what was said."""
    found = selectors.compared(key, code, month, person=request.person)
    facts = {
        "detail": selectors.detail(found, viewer=request.person),
        "reports": allowed(person=request.person, permission="records.report", unit=found.unit),
    }
    return render(request, "registers/agree_month.html", facts)


@require_POST
@needs("records.report")
def explain(request: Request, key: str, code: str, month: str) -> HttpResponse:
    """Keeps why one month differs."""
    found = selectors.compared(key, code, month, person=request.person)
    services.explain(found, said=request.POST.get("said", ""), by=request.person)
    messages.success(request, _("Kept. It stands until either number changes."))
    return on_to(request, "registers:agree_month", key, code, month)


@needs("records.report")
def state(request: Request) -> HttpResponse:
    """The form of stated sums."""
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SumsForm(*given, person=request.person, scope=request.scope)
    if request.method == "POST" and form.is_valid():
        kept = form.save()
        messages.success(request, _("Kept: %(new)s new, %(same)s as stated before.") % {"new": kept.new, "same": kept.same})
        return redirect(f"{address('registers:agree', scope=request.scope)}&kind={form.cleaned_data['kind']}")
    if request.method != "POST" and request.GET.get("kind"):
        form.initial["kind"] = request.GET["kind"]
    return render(request, "registers/agree_state.html", {"form": form})
