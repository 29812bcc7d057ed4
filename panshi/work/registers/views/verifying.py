"""The verifier's desk: what waits, with its evidence; verifying one, a selection, or all that matches once a sample was seen."""

from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from panshi.kernel.clock import now
from panshi.kernel.numbers import grouped
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.access import Request, needs
from panshi.ui.address import address, on_to
from panshi.work.registers import selectors, services
from panshi.work.registers.choices import Fault
from panshi.work.registers.models import Record

ITEMS_ON_A_PAGE = 20


class NothingSelected(Refusal):
    """The form came without a record."""

    words = Words("还没有选中要核实的记录。", "No record was selected.")
    code = "nothing-selected"


class BadMoment(Refusal):
    """`at` in the address is no moment."""

    words = Words("“{text}”不是时刻；请回到核实台重新打开。", "“{text}” is no moment; go back to the desk and open it anew.")
    code = "bad-moment"


class Counted(Paginator):
    """Pages of a list whose length is known already: it is not counted once more."""

    def __init__(self, found: Any, size: int, number: int) -> None:
        super().__init__(found, size)
        self._number = number

    @cached_property
    def count(self) -> int:
        """How many there are."""
        return self._number


@needs("entries.view")
def verify_queue(request: Request) -> HttpResponse:
    """What waits to be verified, each with its evidence; the selected ones are verified."""
    if request.method == "POST":
        return _verify_selected(request)
    return render(request, "registers/verify_queue.html", _queue(request))


@needs("entries.view")
def sample(request: Request) -> HttpResponse:
    """A tenth of all that matches, to be looked at first; then the rest is verified with it."""
    kind, at = request.GET.get("kind", ""), _moment(request.GET.get("at", ""))
    found = selectors.matching(person=request.person, scope=request.scope, kind=kind, at=at)
    if request.method == "POST":
        return _sampled(request, found)
    shown = selectors.judged([each.pk for each in found.unseen[:ITEMS_ON_A_PAGE]])
    facts = {"kind": kind, "found": found, "items": selectors.desk(shown, viewer=request.person), "faults": Fault.choices}
    return render(request, "registers/sample.html", facts | {"label": selectors.named({kind: 0})[0][1]})


@require_POST
@needs("entries.view")
def verify(request: Request, pk: int) -> HttpResponse:
    """Verifies one record as it was looked at."""
    [seen] = selectors.as_seen([f"{pk}@{request.POST.get('revision', '')}"])
    entries = services.verify(seen, by=request.person)
    said = _posted(1, entries[0].seq, entries[-1].seq)
    return _done(request, seen, said)


@require_POST
@needs("entries.view")
def send_back(request: Request, pk: int) -> HttpResponse:
    """Sends one record back as it was looked at, with a usual reason, one in words, or both."""
    [seen] = selectors.as_seen([f"{pk}@{request.POST.get('revision', '')}"])
    services.send_back(seen, reason=_reason(request), by=request.person)
    return _done(request, seen, _("Sent back to whoever reported it."))


def _queue(request: Request) -> dict[str, object]:
    kind = request.GET.get("kind", "")
    everything = selectors.waiting(person=request.person, scope=request.scope)
    numbers, units = selectors.queue(everything, kind=kind)
    found = everything.filter(kind=kind) if kind else everything
    number = numbers.get(kind, 0) if kind else sum(numbers.values())
    page = Counted(found, ITEMS_ON_A_PAGE, number).get_page(request.GET.get("page"))
    return {
        "kind": kind,
        "narrowed": f"&{urlencode({'kind': kind})}",
        "page": page,
        "items": selectors.desk(list(page.object_list), viewer=request.person),
        "kinds": selectors.named(numbers),
        "units": units,
        "faults": Fault.choices,
        "rules": list(selectors.RULES.values()),
        "many": min(number, selectors.MANY),
        "at": now().isoformat(),
    }


def _reason(request: Request) -> str:
    usual = dict(Fault.choices).get(request.POST.get("usual", ""))
    typed = request.POST.get("reason", "").strip()
    return _(": ").join(part for part in (str(usual) if usual else "", typed) if part)


def _done(request: Request, record: Record, said: str) -> HttpResponse:
    """What was done in the record's place on the desk; without scripts, back where it was done from."""
    if request.htmx:
        return render(request, "registers/done.html", {"record": record, "said": said})
    messages.success(request, said)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(back)
    return on_to(request, "registers:record", record.pk)


def _verify_selected(request: Request) -> HttpResponse:
    marks = request.POST.getlist("shown" if "all" in request.POST else "selected")
    if not marks:
        raise NothingSelected
    seen = selectors.as_seen(marks)
    posted = services.verify_many(seen, by=request.person)
    messages.success(request, _posted(len(seen), posted.first, posted.last))
    return redirect(request.get_full_path())


def _sampled(request: Request, found: selectors.Matching) -> HttpResponseRedirect:
    if "rest" in request.POST:
        posted = services.verify_matching(found, by=request.person)
        messages.success(request, _posted(len(found.records), posted.first, posted.last))
        kind = request.GET.get("kind", "")
        return redirect(f"{address('registers:verify_queue', scope=request.scope)}{f'&kind={kind}' if kind else ''}")
    services.look_at(selectors.as_seen(request.POST.getlist("shown")), by=request.person)
    return redirect(request.get_full_path())


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text) if text else now()
    except ValueError:
        raise BadMoment(text=text) from None
    if moment.tzinfo is None:
        raise BadMoment(text=text)
    return moment


def _posted(records: int, first: int, last: int) -> str:
    said = ngettext("%(number)s record verified; ", "%(number)s records verified; ", records) % {"number": grouped(records)}
    if first == last:
        return said + _("entry %(first)s of the ledger.") % {"first": grouped(first)}
    return said + _("entries %(first)s to %(last)s of the ledger.") % {"first": grouped(first), "last": grouped(last)}
