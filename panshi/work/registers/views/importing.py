"""Pages of imports: a kind's template, sending a book in, its columns, what was found, progress, taking over, undoing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panshi.kernel.refusals import NotFound
from panshi.org.access import Request, needs
from panshi.org.selectors import allowed, units_with
from panshi.ui.address import on_to
from panshi.work.registers import tasks
from panshi.work.registers.forms.importing import AcceptForm, ColumnsForm, UploadForm
from panshi.work.registers.models import Import
from panshi.work.registers.selectors import importing as shown
from panshi.work.registers.selectors import units_for
from panshi.work.registers.selectors.books import fields
from panshi.work.registers.selectors.books.template import template as template_of
from panshi.work.registers.services import importing

ROWS_ON_A_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs("entries.view")
def upload(request: Request, key: str) -> HttpResponse:
    """A book of one kind, sent in as a file or pasted."""
    book_form = fields.form(key)
    units_for(book_form.permission, person=request.person, scope=request.scope)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*given, form=book_form, person=request.person, scope=request.scope)
    if request.method == "POST" and form.is_valid():
        book = form.save()
        tasks.begin(book)
        return _to(request, book)
    return render(request, "registers/import.html", {"form": form, "book_form": book_form})


@needs("entries.view")
def template(request: Request, key: str) -> HttpResponse:
    """The Excel template of one kind, for the units the person reports for."""
    book_form = fields.form(key)
    units = units_with(book_form.permission, person=request.person).filter(path__startswith=request.scope.unit.path)
    units_for(book_form.permission, person=request.person, scope=request.scope)
    return _file(template_of(book_form, list(units.order_by("path"))), _("%(kind)s template") % {"kind": book_form.label})


@needs("entries.view")
def books(request: Request) -> HttpResponse:
    """The imports of the scope's unit."""
    found = shown.books(person=request.person, scope=request.scope)
    manages = allowed(person=request.person, permission="org.manage", unit=request.scope.unit)
    page = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "registers/import_list.html", {"page": page, "labels": shown.labels(), "manages": manages})


@needs("entries.view")
def book(request: Request, book: int) -> HttpResponse:
    """One import: progress while it is worked on, else what was found, row by row."""
    found = _watched(request, book)
    return _book_page(request, found, AcceptForm(book=found))


@needs("entries.view")
def progress(request: Request, book: int) -> HttpResponse:
    """The bar of an import, fetched again and again; when the work is done the page is loaded anew."""
    found = _watched(request, book)
    answer = render(request, "registers/import_progress.html", _facts(found))
    if not shown.progress(found).working:
        answer.headers["HX-Refresh"] = "true"
    return answer


@needs("entries.view")
def columns(request: Request, book: int) -> HttpResponse:
    """What each column of a book holds; said again, the book is checked again."""
    found = shown.book(book, person=request.person)
    form = ColumnsForm(*([request.POST] if request.method == "POST" else []), book=found)
    if request.method == "POST" and request.POST.get("header_row", "").isdecimal() and "point" in request.POST:
        importing.point_at_heads(found, int(request.POST["header_row"][:7]), by=request.person)
        return on_to(request, "registers:import_columns", book)
    if request.method == "POST" and form.is_valid():
        tasks.begin(form.save(by=request.person))
        return _to(request, found)
    return render(request, "registers/import_columns.html", _facts(found) | {"form": form})


@require_POST
@needs("entries.view")
def accept(request: Request, book: int) -> HttpResponse:
    """Takes over the good rows, and of those that look like something twice the ones said to be others."""
    found = shown.book(book, person=request.person)
    form = AcceptForm(request.POST, book=found)
    if not form.is_valid():
        return _book_page(request, found, form)
    tasks.begin(form.save(by=request.person))
    return _to(request, found)


@require_POST
@needs("entries.view")
def stop(request: Request, book: int) -> HttpResponse:
    """Stops what is going on; it can be gone on with."""
    found = shown.book(book, person=request.person)
    importing.stop(found)
    messages.info(request, _("Stopped. What was taken over stays; you can go on with the rest."))
    return _to(request, found)


@require_POST
@needs("entries.view")
def undo(request: Request, book: int) -> HttpResponse:
    """Takes back everything the import brought in."""
    found = shown.book(book, person=request.person)
    tasks.begin(importing.begin_undo(found, reason=request.POST.get("reason", ""), by=request.person))
    return _to(request, found)


@needs("entries.view")
def returned(request: Request, book: int) -> HttpResponse:
    """The rows handed back as a file with a column of reasons, to be put right and sent again; very many in parts."""
    found = shown.book(book, person=request.person)
    parts, asked = shown.parts_returned(found), request.GET.get("part", "1")
    part = int(asked) if asked.isdecimal() else 0
    if part not in parts:
        raise NotFound(what=_("bad rows"))
    name = _("%(name)s returned") % {"name": found.name.rsplit(".", 1)[0]}
    return _file(shown.returned(found, part=part), f"{name} {part}-{len(parts)}" if len(parts) > 1 else name)


def _book_page(request: Request, found: Import, form: AcceptForm) -> HttpResponse:
    sort = request.GET.get("doubt", "")
    stopping = not sort and "pointed" not in request.GET
    rows = Paginator(shown.rows_with_problems(found, stopping=stopping, sort=sort), ROWS_ON_A_PAGE)
    page = rows.get_page(request.GET.get("page"))
    problems = found.problems.filter(row__in=list(page)).order_by("row", "pk")
    facts = {"stopping": stopping, "page": page, "bad_rows": shown.bad_rows(found, problems), "form": form}
    return render(request, "registers/import_book.html", _facts(found) | facts)


def _watched(request: Request, pk: int) -> Import:
    found = shown.book(pk, person=request.person)
    tasks.watch(found)
    return found


def _facts(found: Import) -> dict[str, object]:
    return {
        "book": found,
        "book_form": fields.form(found.kind),
        "sheets": shown.sheets(found),
        "progress": shown.progress(found),
        "parts": shown.parts_returned(found),
        "left_out": shown.rows_left_out(found),
        "sure": found.good - sum(map(len, found.doubtful.values())),
        "sample": shown.sample(found),
    }


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.xlsx") or "attachment"}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def _to(request: Request, found: Import) -> HttpResponseRedirect:
    return on_to(request, "registers:import_book", found.pk)
