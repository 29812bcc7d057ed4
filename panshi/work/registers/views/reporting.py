"""Reporting: choosing a kind, its form, one's drafts, and the form of a correction."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panshi.kernel.refusals import NotFound
from panshi.ledger.kinds import Kind
from panshi.ledger.kinds import kind as kind_called
from panshi.ledger.kinds import kinds as all_kinds
from panshi.org.access import Request, needs
from panshi.org.selectors import require
from panshi.ui.address import address, on_to
from panshi.work.registers import selectors, services
from panshi.work.registers.forms import RecordForm
from panshi.work.registers.models import Draft, Record


@needs("entries.view")
def kinds(request: Request) -> HttpResponse:
    """All kinds, to choose what to report, and one's drafts."""
    selectors.units_for("records.report", person=request.person, scope=request.scope)
    rooms: dict[str, list[object]] = {}
    for kind in all_kinds():
        rooms.setdefault(kind.room, []).append(kind)
    facts = {"rooms": list(rooms.values()), "drafts": selectors.drafts(request.person)}
    return render(request, "registers/kinds.html", facts)


@needs("entries.view")
def report(request: Request, key: str) -> HttpResponse:
    """The form of one kind: empty, from a draft (`?draft=`), or as one's last record (`?like=last`)."""
    kind = kind_called(key)
    selectors.units_for("records.report", person=request.person, scope=request.scope)
    last = selectors.last_record(kind, person=request.person)
    form = _form(request, kind=kind, begun=_begun(request, kind, last))
    if "keep" in request.POST:
        return _keep(request, form)
    if request.method == "POST" and form.is_valid():
        made = form.save()
        messages.success(request, _("Reported. It counts when somebody else has verified it."))
        return on_to(request, "registers:record", made.pk)
    facts = {"form": form, "kind": kind, "last": last, "drafts": selectors.drafts(request.person, kind=key)}
    return render(request, "registers/report.html", facts)


@require_POST
@needs("entries.view")
def throw_draft(request: Request, pk: int) -> HttpResponse:
    """Throws one of one's drafts away."""
    draft = selectors.draft(pk, person=request.person)
    services.throw_away(draft, by=request.person)
    messages.success(request, _("The draft is thrown away."))
    return on_to(request, "registers:kinds")


@needs("entries.view")
def correct(request: Request, pk: int) -> HttpResponse:
    """The form of a record that is not verified, to report it again corrected."""
    found = selectors.record(pk, person=request.person)
    require(person=request.person, permission="records.report", unit=found.unit)
    services.refuse_counting(found)
    form = _form(request, kind=found.declared, record=found, begun=selectors.correction(found, person=request.person))
    if "keep" in request.POST:
        return _keep(request, form)
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("Reported again as corrected."))
        return on_to(request, "registers:record", form.save().pk)
    return render(request, "registers/report.html", {"form": form, "kind": found.declared, "record": found})


def _form(request: Request, **facts: object) -> RecordForm:
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    return RecordForm(*given, person=request.person, scope=request.scope, **facts)  # type: ignore[arg-type]  # kind, record


def _begun(request: Request, kind: Kind, last: Record | None) -> Draft | Record | None:
    if pk := request.GET.get("draft"):
        draft = selectors.draft(pk, person=request.person)
        if draft.kind != kind.key or draft.record_id is not None:
            raise NotFound(what=pk)
        return draft
    return last if request.GET.get("like") == "last" else None


def _keep(request: Request, form: RecordForm) -> HttpResponse:
    """Keeps what was sent as a draft and shows the form from it; a file that is none of evidence is named."""
    draft = form.keep()
    for wrong in form.errors.get("files", ()):
        messages.warning(request, str(wrong))
    messages.success(request, _("The draft is kept; only you see it. It counts once it is reported and verified."))
    if draft.record_id is not None:
        return on_to(request, "registers:correct", draft.record_id)
    return redirect(f"{address('registers:report', draft.kind, scope=request.scope)}&draft={draft.pk}")
