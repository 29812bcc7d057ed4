"""Lists taken out as files, and the register of a kind as a book to print and sign."""

from django.http import HttpResponseBase

from panshi.org.access import Request, needs
from panshi.ui.files import as_file, refuse_long
from panshi.work.registers import selectors
from panshi.work.registers.selectors import taking_out
from panshi.work.registers.selectors.taking_out import Table


@needs("entries.view")
def take_records(request: Request, form: str) -> HttpResponseBase:
    """The list of records as it is narrowed, as a file."""
    asked = request.GET
    sought = selectors.Sought(asked.get("kind", ""), asked.get("state", ""), "mine" in asked)
    return _sent(taking_out.records_table(sought, person=request.person, scope=request.scope), form)


@needs("entries.view")
def take_waiting(request: Request, form: str) -> HttpResponseBase:
    """What waits to be verified, as a file."""
    kind = request.GET.get("kind", "")
    return _sent(taking_out.waiting_table(kind, person=request.person, scope=request.scope), form)


@needs("entries.view")
def take_imports(request: Request, form: str) -> HttpResponseBase:
    """The list of imports, as a file."""
    return _sent(taking_out.imports_table(person=request.person, scope=request.scope), form)


def _sent(table: Table, form: str) -> HttpResponseBase:
    refuse_long(table.number, form=form)
    return as_file(form, table.name, table.heads, table.lines, table.about)
