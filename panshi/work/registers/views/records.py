"""Pages of the registers: lists, the form of any kind, one record, the verifier's desk, and evidence."""

from hashlib import sha256

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from panshi.kernel.numbers import grouped
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger.kinds import kinds as all_kinds
from panshi.org.access import Request, needs
from panshi.org.selectors import allowed
from panshi.ui.address import address
from panshi.work.registers import selectors, services
from panshi.work.registers.choices import State
from panshi.work.registers.models import Record

RECORDS_ON_A_PAGE = 50
SANDBOX = "default-src 'none'; sandbox"


class EvidenceDamaged(Refusal):
    """The file is gone, or is no longer what was filed."""

    words = Words(
        "“{name}”的文件缺失或与登记时不同，不能显示；请告诉管理员。",
        "The file of “{name}” is missing or no longer what was filed; it is not shown. Tell an administrator.",
    )
    code = "evidence-damaged"
    status = 410


class NothingSelected(Refusal):
    """The form came without a record."""

    words = Words("还没有选中要核实的记录。", "No record was selected.")
    code = "nothing-selected"


@needs("entries.view")
def records(request: Request) -> HttpResponse:
    """The records of the scope's unit and days."""
    asked = request.GET
    sought = selectors.Sought(asked.get("kind", ""), asked.get("state", ""), "mine" in asked)
    everything = selectors.records(selectors.Sought(mine=sought.mine), person=request.person, scope=request.scope)
    found = selectors.records(sought, person=request.person, scope=request.scope)
    facts = {
        "sought": sought,
        "page": Paginator(found, RECORDS_ON_A_PAGE).get_page(asked.get("page")),
        "states": _tabs(selectors.numbers(everything.filter(kind=sought.kind) if sought.kind else everything, "state")),
        "kinds": _kinds(selectors.numbers(everything, "kind")),
        "reports": allowed(person=request.person, permission="records.report", unit=request.scope.unit),
    }
    return render(request, "registers/records.html", facts)


@needs("entries.view")
def record(request: Request, pk: int) -> HttpResponse:
    """One record: its facts, entries, evidence and history, and what may be done with it."""
    found = selectors.record(pk, person=request.person)
    return render(request, "registers/record.html", {"sheet": selectors.sheet(found, viewer=request.person)})


@needs("entries.view")
def verify_queue(request: Request) -> HttpResponse:
    """What waits to be verified; the selected ones are."""
    if request.method == "POST":
        return _verify_selected(request)
    kind = request.GET.get("kind", "")
    everything = selectors.waiting(person=request.person, scope=request.scope)
    found = everything.filter(kind=kind) if kind else everything
    page = Paginator(found, RECORDS_ON_A_PAGE).get_page(request.GET.get("page"))
    facts = {
        "kind": kind,
        "page": page,
        "own": selectors.own(page.object_list, person=request.person),
        "kinds": _kinds(selectors.numbers(everything, "kind")),
        "units": selectors.numbers_by_unit(found),
    }
    return render(request, "registers/verify_queue.html", facts)


@require_POST
@needs("entries.view")
def verify(request: Request, pk: int) -> HttpResponse:
    """Verifies one record as it was looked at."""
    [seen] = selectors.as_seen([f"{pk}@{request.POST.get('revision', '')}"])
    entries = services.verify(seen, by=request.person)
    _say_posted(request, 1, entries[0].seq, entries[-1].seq)
    return _to_record(request, seen)


@require_POST
@needs("entries.view")
def send_back(request: Request, pk: int) -> HttpResponse:
    """Sends one record back as it was looked at."""
    [seen] = selectors.as_seen([f"{pk}@{request.POST.get('revision', '')}"])
    services.send_back(seen, reason=request.POST.get("reason", ""), by=request.person)
    messages.success(request, _("Sent back to whoever reported it."))
    return _to_record(request, seen)


@require_POST
@needs("entries.view")
def reverse(request: Request, pk: int) -> HttpResponse:
    """Takes one record back as it was looked at."""
    [seen] = selectors.as_seen([f"{pk}@{request.POST.get('revision', '')}"])
    services.reverse_record(seen, reason=request.POST.get("reason", ""), by=request.person)
    messages.success(request, _("Reversed. Its entries no longer count; both stay in the ledger."))
    return _to_record(request, seen)


@needs("entries.view")
def evidence(request: Request, digest: str) -> HttpResponse:
    """A file as it was filed, or the page a link leads to; only for those who may see a record it belongs to."""
    found = selectors.evidence(digest, person=request.person)
    if found.address:
        return render(request, "registers/link.html", {"evidence": found})
    content = found.file.read_bytes() if found.file.exists() else b""
    if sha256(content).hexdigest() != found.digest:
        raise EvidenceDamaged(name=found.name)
    download = "download" in request.GET or not (found.is_picture or found.content_type == "application/pdf")
    disposition = content_disposition_header(download, found.name) or "inline"
    headers = {"Content-Disposition": disposition, "Content-Security-Policy": SANDBOX, "Cache-Control": "private, max-age=3600"}
    return HttpResponse(content, content_type=found.content_type, headers=headers)


def _to_record(request: Request, record: Record) -> HttpResponseRedirect:
    return redirect(address("registers:record", record.pk, scope=request.scope) or "/")


def _verify_selected(request: Request) -> HttpResponse:
    marks = request.POST.getlist("shown" if "all" in request.POST else "selected")
    if not marks:
        raise NothingSelected
    posted = services.verify_many(selectors.as_seen(marks), by=request.person)
    _say_posted(request, len(marks), posted.first, posted.last)
    return redirect(request.get_full_path())


def _say_posted(request: Request, records: int, first: int, last: int) -> None:
    said = ngettext("%(number)s record verified; ", "%(number)s records verified; ", records) % {"number": grouped(records)}
    if first == last:
        said += _("entry %(first)s of the ledger.") % {"first": grouped(first)}
    else:
        said += _("entries %(first)s to %(last)s of the ledger.") % {"first": grouped(first), "last": grouped(last)}
    messages.success(request, said)


def _tabs(numbers: dict[str, int]) -> list[tuple[str, str, int]]:
    every = ("", _("all"), sum(numbers.values()))
    return [every, *((state.value, str(state.label), numbers.get(state.value, 0)) for state in State)]


def _kinds(numbers: dict[str, int]) -> list[tuple[str, str, int]]:
    labels = {kind.key: str(kind.label) for kind in all_kinds()}
    return [(key, labels.get(key, key), number) for key, number in numbers.items()]
