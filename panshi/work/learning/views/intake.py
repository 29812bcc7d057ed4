"""Questions brought in from files, looked at before they are taken over, and taken out."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from panshi.kernel.numbers import grouped
from panshi.org.access import Request, needs
from panshi.ui.address import on_to
from panshi.ui.files import UnknownForm, as_xlsx
from panshi.work.learning.forms.intake import FileForm
from panshi.work.learning.selectors.questions import listing as shown
from panshi.work.learning.selectors.questions.laying_out import laid_out
from panshi.work.learning.services.questions import excel, taking_out
from panshi.work.learning.services.questions.intake import KINDS, draft_of, take_over

ROWS_ON_A_PAGE = 20


@needs("learning.teach")
def bring_in(request: Request, pk: int) -> HttpResponse:
    """A file of questions for a bank."""
    bank = shown.bank(pk, person=request.person)
    form = FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()), bank=bank, person=request.person)
    if request.method == "POST" and form.is_valid():
        return on_to(request, "learning:intake", form.save().pk)
    return render(request, "learning/bring_in.html", {"form": form, "bank": bank})


@needs("learning.teach")
def intake(request: Request, pk: int) -> HttpResponse:
    """What was read in a file and what was refused; taken over by a button."""
    found = shown.intake(pk, person=request.person)
    page = Paginator(found.found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    drafts = [(said, draft_of(said)) for said in page]
    questions = [(said, laid_out(draft.content, place=at, review=True), draft) for at, (said, draft) in enumerate(drafts, 1)]
    facts = {"intake": found, "kind": KINDS[found.kind], "page": page, "questions": questions}
    return render(request, "learning/intake.html", facts)


@require_POST
@needs("learning.teach")
def accept(request: Request, pk: int) -> HttpResponse:
    """Takes the questions over into the bank."""
    found = shown.intake(pk, person=request.person)
    number = len(take_over(found, by=request.person))
    said = ngettext("%(number)s question is in the bank now.", "%(number)s questions are in the bank now.", number)
    messages.success(request, said % {"number": grouped(number)})
    return on_to(request, "learning:bank", found.bank.pk)


@needs("learning.teach")
def export(request: Request, pk: int, ending: str) -> HttpResponseBase:
    """The questions of a bank as a file."""
    bank = shown.bank(pk, person=request.person)
    drafts = taking_out.drafts_of(bank)
    if ending == "xlsx":
        return as_xlsx(bank.title, excel.HEADS, excel.lines(draft for draft in drafts if excel.carries(draft.content)))
    if ending not in taking_out.WRITERS:
        raise UnknownForm(form=ending)
    content, content_type, tail = taking_out.WRITERS[ending](drafts)
    headers = {"Content-Disposition": content_disposition_header(True, f"{bank.title}{tail}") or "attachment"}
    return HttpResponse(content, content_type=content_type, headers=headers)


@needs("learning.teach")
def template(request: Request) -> HttpResponseBase:
    """The Excel template for questions, with an example of every form."""
    return as_xlsx(_("Template for questions"), excel.HEADS, excel.EXAMPLES)


urls = [
    path("banks/<int:pk>/bring-in/", bring_in, name="bring_in"),
    path("banks/<int:pk>/export.<str:ending>", export, name="export"),
    path("banks/template.xlsx", template, name="question_template"),
    path("intakes/<int:pk>/", intake, name="intake"),
    path("intakes/<int:pk>/accept/", accept, name="accept_intake"),
]
