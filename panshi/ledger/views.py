"""The ledger's pages: the whole, one entry, and the latest checkpoint for anyone who asks."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import selectors, sheets
from panshi.org.access import Request, needs


class NotSealed(Refusal):
    """No checkpoint has been signed yet."""

    words = Words("账本还没有封存过。", "The ledger has not been sealed yet.")
    code = "not-sealed"
    status = 404


@require_safe
@needs("entries.view")
def home(request: Request) -> HttpResponse:
    """Head, checkpoints, how to verify, and the newest reversals of what the person may see."""
    return render(request, "ledger/home.html", {"sheet": sheets.ledger_sheet(reader=request.person)})


@require_safe
@needs("entries.view")
def entry(request: Request, seq: int) -> HttpResponse:
    """One entry, with its source, evidence, reversal and the proof that it is sealed."""
    return render(request, "ledger/entry.html", {"sheet": sheets.entry_sheet(seq, reader=request.person)})


@require_safe
def checkpoint(request: Request) -> HttpResponse:
    """The latest signed note as plain text; open to anyone, so that witnesses can follow the ledger."""
    latest = selectors.latest_checkpoint()
    if latest is None:
        raise NotSealed
    return HttpResponse(latest.note, content_type="text/plain; charset=utf-8")
