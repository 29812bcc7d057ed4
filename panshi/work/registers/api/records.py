"""Records for programs: reported, listed, read, corrected. A token never verifies."""

from datetime import date
from typing import Annotated, Any, Literal

from django.db.models import Q
from django.utils.translation import gettext_noop as noop
from ninja import Path, Query, Router
from pydantic import Field

from panshi.kernel.refusals import NotFound
from panshi.org.asking import LINE, ApiRequest, Asked, BadCursor, Paged
from panshi.org.models import Person
from panshi.org.selectors import require, units_with
from panshi.work.registers import selectors, services
from panshi.work.registers.api.answers import (
    RecordOut,
    RecordSheetOut,
    RecordsOut,
    ReportedManyOut,
    ReportedOut,
    doubt_out,
    records_out,
    sheet_out,
)
from panshi.work.registers.api.bodies import EXAMPLE, AttachIn, CorrectionIn, RecordsIn
from panshi.work.registers.api.taking import evidence_named, taken
from panshi.work.registers.models import Record

router = Router(tags=["records"])
Number = Annotated[int, Path(ge=1, le=2**53 - 1, description=noop("The record's number."))]


def _example(body: dict[str, Any]) -> dict[str, Any]:
    return {"requestBody": {"content": {"application/json": {"example": body}}}}


@router.post(
    "/records",
    response={201: ReportedManyOut},
    summary=noop("Report records"),
    operation_id="report_records",
    openapi_extra=_example({"records": [EXAMPLE]}),
)
def report_records(request: ApiRequest, payload: RecordsIn) -> dict[str, Any]:
    """One to a thousand, all of them or none, in the name of the person the token stands for.

    They count once somebody else has verified them. What looks like a record already there is refused until
    distinct_because says why it is another one.
    """
    require(person=request.person, permission="records.report", unit=request.auth.unit)
    accepted = taken([(body.kind, body) for body in payload.records], by=request.person)
    made = services.report_many((each.record for each in accepted), by=request.person)
    shown = records_out(made, reader=request.person)
    for answer, each in zip(shown, accepted, strict=True):
        answer["doubts"] = [doubt_out(doubt) for doubt in each.doubts]
    return {"records": shown}


class Sought(Asked, Paged):
    """Which records are asked for."""

    kind: Annotated[str | None, Field(max_length=64, pattern=LINE)] = Field(None, description=noop("Only of this kind."))
    state: Literal["reported", "sent_back", "verified", "reversed", "withdrawn"] | None = Field(
        None, description=noop("Only in this state.")
    )
    mine: bool = Field(False, description=noop("Only those reported by the person the token stands for."))


@router.get("/records", response=RecordsOut, summary=noop("List records"), operation_id="list_records")
def list_records(request: ApiRequest, asked: Query[Sought]) -> dict[str, Any]:
    """Newest day first, page by page; what is added meanwhile moves nothing from one page to another."""
    sought = selectors.Sought(kind=asked.kind or "", state=asked.state or "", mine=asked.mine)
    found = selectors.records(sought, person=request.person, scope=asked.scope(request, "entries.view"))
    if asked.after:
        day, number = _cursor(asked.after)
        found = found.filter(Q(occurred_on__lt=day) | Q(occurred_on=day, id__lt=number), occurred_on__lte=day)
    page = list(found[: asked.limit + 1])
    shown, more = page[: asked.limit], len(page) > asked.limit
    last = f"{shown[-1].occurred_on}_{shown[-1].pk}" if more else None
    return {"records": records_out(shown, reader=request.person), "next": last}


@router.get("/records/{number}", response=RecordSheetOut, summary=noop("One record"), operation_id="get_record")
def get_record(request: ApiRequest, number: Number) -> dict[str, Any]:
    """With its history, its evidence and its entries in the ledger."""
    found = selectors.record(number, person=request.person)
    return sheet_out(selectors.sheet(found, viewer=request.person), reader=request.person)


@router.post(
    "/records/{number}/corrections",
    response=ReportedOut,
    summary=noop("Correct a record"),
    operation_id="correct_record",
    openapi_extra=_example({key: value for key, value in EXAMPLE.items() if key != "kind"} | {"revision": 1}),
)
def correct_record(request: ApiRequest, number: Number, payload: CorrectionIn) -> dict[str, Any]:
    """Reports it again as it should have been, under the next revision; what stood before stays in its history.

    A verified record counts: it is reversed by a person before it is corrected.
    """
    found = _reportable(number, request.person)
    services.refuse_counting(found)
    if found.revision != payload.revision:
        raise services.ChangedMeanwhile(record=found, revision=found.revision)
    [accepted] = taken([(found.kind, payload)], by=request.person, number=number)
    fresh = services.resubmit(found, accepted.record, by=request.person)
    [shown] = records_out([fresh], reader=request.person)
    return shown | {"doubts": [doubt_out(doubt) for doubt in accepted.doubts]}


@router.post(
    "/records/{number}/evidence",
    response=RecordOut,
    summary=noop("Add evidence to a record"),
    operation_id="attach_evidence",
    openapi_extra=_example({"digests": ["0" * 64]}),
)
def attach_evidence(request: ApiRequest, number: Number, payload: AttachIn) -> dict[str, Any]:
    """Evidence filed before is added; a verified record keeps what it was verified with."""
    found = _reportable(number, request.person)
    known = evidence_named(payload.digests, request.person)
    for digest in payload.digests:
        if digest not in known:
            raise NotFound(what=digest[:12])
    services.attach(found, list(known.values()), by=request.person)
    [shown] = records_out([found], reader=request.person)
    return shown


def _reportable(number: int, person: Person) -> Record:
    """The record, locked, if the person may report in its unit; otherwise it is not found."""
    units = units_with("records.report", person=person)
    found = Record.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=number, unit__in=units).first()
    if found is None:
        raise NotFound(what=number)
    return found


def _cursor(text: str) -> tuple[date, int]:
    day, _, number = text.partition("_")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise BadCursor
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        raise BadCursor from None
