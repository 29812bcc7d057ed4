"""What units owe: setting it, what one's own unit owes, who has not reported, reminding, and nothing to report."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from panshi.kernel.clock import today
from panshi.ledger.selectors import head
from panshi.org.access import Request, needs
from panshi.org.selectors import allowed
from panshi.org.taking import about
from panshi.ui.address import address, on_to
from panshi.ui.files import as_file
from panshi.work.registers import services
from panshi.work.registers.choices import Standing
from panshi.work.registers.forms.duties import DutyForm
from panshi.work.registers.selectors import duties as selectors
from panshi.work.registers.selectors.duties import leaving
from panshi.work.registers.selectors.taking_out import NothingToTake

UNITS_ON_A_PAGE = 50


@needs("entries.view")
def duties(request: Request) -> HttpResponse:
    """What was set for the scope's unit, from above and below, running and ended."""
    found = list(selectors.duties(request.scope.unit))
    facts = {
        "running": [each for each in found if each.until is None or each.until >= today()],
        "ended": [each for each in found if each.until is not None and each.until < today()],
        "sets": allowed(person=request.person, permission="records.set_duties", unit=request.scope.unit),
        "here": selectors.ending_here(found, person=request.person),
    }
    return render(request, "registers/duties.html", facts)


@needs("records.set_duties")
def set_duty(request: Request) -> HttpResponse:
    """The form of a new duty."""
    form = DutyForm(*([request.POST] if request.method == "POST" else []), person=request.person, scope=request.scope)
    if request.method == "POST" and form.is_valid():
        made = form.save()
        first = selectors.first_span(made)
        assert first is not None, "a duty without a span is refused"
        messages.success(request, _("Set. First owed for %(span)s, due %(day)s.") % {"span": first.label, "day": first.due_on})
        return on_to(request, "registers:duties")
    return render(request, "registers/duty_form.html", {"form": form})


@require_POST
@needs("records.set_duties")
def end_duty(request: Request, duty: int) -> HttpResponse:
    """Ends a duty with the day given, else today."""
    found = selectors.duty(duty, person=request.person)
    services.end_duty(found, on=selectors.day(request.POST.get("on", "")), by=request.person)
    messages.success(request, _("Ended. What was owed before stays as it was."))
    return on_to(request, "registers:duties")


@needs("entries.view")
def owed(request: Request) -> HttpResponse:
    """What the scope's unit owes in its days; with `?reminded` what it or a unit below was reminded of and still lacks."""
    reminded = selectors.reminded(person=request.person, unit=request.scope.unit)
    found = reminded if "reminded" in request.GET else selectors.own(request.scope)
    facts = {
        "asked": "reminded" in request.GET,
        "reminded": reminded,
        "lacking": [each for each in found if each.short],
        "settled": [each for each in found if not each.short],
        "numbers": [(each, selectors.numbers(found)[each]) for each in Standing],
        "reports": allowed(person=request.person, permission="records.report", unit=request.scope.unit),
    }
    return render(request, "registers/duty_owed.html", facts)


@require_POST
@needs("records.report")
def say_nothing(request: Request) -> HttpResponse:
    """Keeps the word that there is nothing to report for one span."""
    [one] = selectors.marked([request.POST.get("owed", "")], person=request.person)
    services.say_nothing(one, said=request.POST.get("said", ""), by=request.person)
    messages.success(request, _("Kept: nothing to report. It is withdrawn by itself when a record comes after all."))
    return on_to(request, "registers:owed")


@require_POST
@needs("records.report")
def withdraw_nothing(request: Request) -> HttpResponse:
    """Takes back the word that there was nothing."""
    [one] = selectors.marked([request.POST.get("owed", "")], person=request.person)
    if one.nothing is None:
        raise services.NothingGone
    services.withdraw_nothing(one.nothing, by=request.person)
    messages.success(request, _("Withdrawn; it is owed again."))
    return on_to(request, "registers:owed")


@needs("entries.view")
def owing(request: Request) -> HttpResponse:
    """Who has not reported: units by spans."""
    asked = _asked(request)
    table = selectors.table(asked, scope=request.scope)
    facts = {
        "asked": asked,
        "table": table,
        "page": Paginator(table.rows, UNITS_ON_A_PAGE).get_page(request.GET.get("page")),
        "narrowed": f"&{urlencode({'duty': asked.duty, 'below': asked.below} | ({'missing': 1} if asked.missing else {}))}",
        "reminds": allowed(person=request.person, permission="records.set_duties", unit=request.scope.unit),
    }
    return render(request, "registers/duty_table.html", facts)


@needs("entries.view")
def take_owing(request: Request) -> HttpResponseBase:
    """The table as it is narrowed, as a file: a line for each unit and span."""
    table = selectors.table(_asked(request), scope=request.scope)
    if table.chosen is None or not table.rows:
        raise NothingToTake
    what = f"{_('Who has not reported')} {table.chosen.label}"
    said = about(what, scope=request.scope, by=request.person, as_of=head())
    name = f"{what} {request.scope.unit.name} {request.scope.period}"
    return as_file(request.GET.get("form", "xlsx"), name, leaving.heads(), leaving.lines(table), said)


@require_POST
@needs("records.set_duties")
def remind(request: Request) -> HttpResponse:
    """Reminds one unit (`only`), or all units the table shows, of what is overdue or due soon."""
    lacking = selectors.table(_asked(request), scope=request.scope).lacking
    only = request.POST.get("only", "")
    sent = services.remind([each for each in lacking if only in ("", each.unit.code)], by=request.person)
    messages.success(request, _said(sent)) if sent.reminders else messages.info(request, _said(sent))
    narrowed = urlencode({name: request.GET.get(name, "") for name in ("duty", "below")})
    return redirect(f"{address('registers:owing', scope=request.scope)}&{narrowed}")


@needs("entries.view")
def reminders(request: Request) -> HttpResponse:
    """What was sent, to whom, how."""
    page = Paginator(selectors.reminders(request.scope.unit), UNITS_ON_A_PAGE).get_page(request.GET.get("page"))
    facts = {"page": page, "lines": selectors.sent(page.object_list), "mails": services.mails()}
    return render(request, "registers/duty_reminders.html", facts)


def _asked(request: Request) -> selectors.Asked:
    given = request.GET
    return selectors.Asked(given.get("duty", ""), given.get("below", ""), "missing" in given)


def _said(sent: services.Sent) -> str:
    """What was sent, and what was not."""
    if not sent.reminders:
        return _("Nothing was sent: nothing is lacking, or all were reminded today already.")
    told = ngettext(
        "%(units)s unit reminded of %(number)s; %(people)s people see it on their pages.",
        "%(units)s units reminded of %(number)s; %(people)s people see it on their pages.",
        sent.units,
    ) % {"units": sent.units, "number": len(sent.reminders), "people": sent.told}
    if not sent.mails:
        return f"{told} {_('No letters: this installation sends none.')}"
    return f"{told} {_('Letters sent: %(number)s.') % {'number': sent.mailed}}"
