"""The checker's pages: texts in; the text marked up, the panel of claims, another figure chosen, and what was learnt."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panshi.org.access import Request, needs
from panshi.reviews import selectors
from panshi.reviews.checker.checking import Checked
from panshi.reviews.checker.checking import check as check_text
from panshi.reviews.checker.choosing import learn
from panshi.reviews.checker.corrections import unteach
from panshi.reviews.checker.documents import Document
from panshi.reviews.checker.forms import TextToCheck
from panshi.reviews.checker.given import Given
from panshi.reviews.checker.marking import machine, word_file
from panshi.reviews.checker.showing import Taught, shown, taught
from panshi.reviews.views.picking import picks
from panshi.ui.address import on_to

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ON_A_PAGE = 30


@needs("reviews.check")
def check(request: Request) -> HttpResponse:
    """The form; with texts, how each of their numbers stands; with a format, the same as a file."""
    form = TextToCheck(request.POST, request.FILES) if request.method == "POST" else TextToCheck()
    if form.is_valid():
        return _checked(request, form.given)
    return render(request, "reviews/check.html", {"form": form}, status=422 if form.errors else 200)


@needs("reviews.check")
def figures(request: Request) -> HttpResponse:
    """Figures found by words, to choose from for one claim, as a fragment."""
    asked = request.GET.get("asked", "").strip()[:100]
    facts = {"number": request.GET.get("open", ""), "start": request.GET.get("start", ""), "asked": asked}
    return render(request, "reviews/check_found.html", facts | {"picks": picks(asked, request.scope)})


@needs("reviews.check")
def lessons(request: Request) -> HttpResponse:
    """What readers taught the checker for the unit and those above it, and what was taken back."""
    standing = Paginator(selectors.lessons_in_force(request.scope.unit), ON_A_PAGE).get_page(request.GET.get("page"))
    undone = Paginator(selectors.lessons_undone(request.scope.unit), ON_A_PAGE).get_page(request.GET.get("undone"))
    facts = {"page": standing, "undone_page": undone}
    rows: dict[str, list[Taught]] = {"standing": taught(standing, request.person), "undone": taught(undone, request.person)}
    return render(request, "reviews/check_lessons.html", facts | rows)


@require_POST
@needs("reviews.teach")
def undo(request: Request, pk: int) -> HttpResponse:
    """Takes a lesson back."""
    lesson = unteach(pk=pk, by=request.person)
    messages.success(request, _("Taken back: “%(claim)s”.") % {"claim": lesson})
    return on_to(request, "reviews:lessons")


def _checked(request: Request, given: Given) -> HttpResponse:
    """The text looked at with what was chosen just now, as a page or a file."""
    if "choose" in request.POST:
        learn(given.document, request.POST["choose"], scope=request.scope, by=request.person)
    if request.POST.get("format") in ("json", "docx"):
        return _file(given.document, check_text(given.document.plain, scope=request.scope), request.POST["format"])
    page = shown(given, scope=request.scope, sent=request.POST, person=request.person)
    facts = {"page": page, "given": given, "document": given.document, "again": given.again}
    return render(request, "reviews/checked.html", facts)


def _file(document: Document, checked: Checked, form: str) -> HttpResponse:
    content = machine(document, checked) if form == "json" else word_file(document, checked)
    response = HttpResponse(content, content_type="application/json" if form == "json" else WORD)
    name = f"{document.name.rpartition('.')[0] or document.name}.{form}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
