"""The register of a kind as a book to print and sign: which there are, the pages, and the file for Word."""

from collections.abc import Iterator

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, override

from panshi.org.access import Request, needs
from panshi.org.models import Person
from panshi.ui.files import named
from panshi.work.registers.selectors import printed
from panshi.work.registers.selectors.printed import Book
from panshi.work.registers.services.printed_word import DOCX, write_word

HERE = "<!-- leaves -->"


@needs("entries.view")
def shelf(request: Request) -> HttpResponse:
    """The registers of the scope: every kind, with how much its book would hold."""
    return render(request, "registers/printed_shelf.html", {"shelf": printed.shelf(scope=request.scope)})


@needs("entries.view")
def book(request: Request, key: str) -> HttpResponseBase:
    """The register of a kind page by page, sent while it is being made."""
    made = printed.book(key, person=request.person, scope=request.scope)
    around = render_to_string("registers/printed.html", {"book": made, "here": HERE}, request)
    return StreamingHttpResponse(_pages(made, around, request.person, get_language() or "zh-hans"))


@needs("entries.view")
def book_file(request: Request, key: str) -> HttpResponseBase:
    """The register of a kind as a Word file."""
    made = printed.book(key, person=request.person, scope=request.scope)
    file = FileResponse(write_word(made, by=request.person), content_type=DOCX)
    return named(file, f"{made.title} {made.about.replace(' · ', ' ')}.docx")


def _pages(made: Book, around: str, by: Person, language: str) -> Iterator[str]:
    before, _here, after = around.partition(HERE)
    with override(language):  # it is sent when the request has been answered
        yield before
        for leaf in made.leaves():
            facts = {"book": made, "leaf": leaf, "sums": printed.sums(made, leaf)}
            signed = {"signers": printed.signers(), "colophon": printed.colophon(made, by)} if leaf.last else {}
            yield render_to_string("registers/printed_leaf.html", facts | signed)
        yield after
