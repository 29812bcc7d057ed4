"""The checker's page: a text in; the text marked up, the panel of claims, and downloads out. Nothing is stored."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from panshi.org.access import Request, needs
from panshi.reviews.checker.checking import Checked
from panshi.reviews.checker.checking import check as check_text
from panshi.reviews.checker.documents import Document
from panshi.reviews.checker.forms import TextToCheck, carried
from panshi.reviews.checker.marking import machine, word_file
from panshi.reviews.checker.marking.pages import panel

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@needs("reviews.check")
def check(request: Request) -> HttpResponse:
    """The form; with a text, how each of its numbers stands; with a format, the same as a file."""
    sent = request.method == "POST"
    form = TextToCheck(request.POST, request.FILES) if sent else TextToCheck()
    if not sent or not form.is_valid():
        return render(request, "reviews/check.html", {"form": form}, status=422 if form.errors else 200)
    document = form.document()
    checked = check_text(document.plain, scope=request.scope)
    if request.POST.get("format") in ("json", "docx"):
        return _file(document, checked, request.POST["format"])
    facts = {"document": document, "panel": panel(checked), "again": carried(document)}
    return render(request, "reviews/checked.html", facts)


def _file(document: Document, checked: Checked, form: str) -> HttpResponse:
    content = machine(document, checked) if form == "json" else word_file(document, checked)
    response = HttpResponse(content, content_type="application/json" if form == "json" else WORD)
    name = f"{document.name.rpartition('.')[0] or document.name}.{form}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
