"""A month of work as the clerks and verifiers do it: reported, verified by others, now and then taken back."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from panshi.demo.days import moment, reporting_days
from panshi.demo.examining import examine
from panshi.demo.papers import paper
from panshi.demo.rating import decide, give
from panshi.demo.reports import Fate, Report
from panshi.demo.rooms import MAKERS
from panshi.demo.roster import Desk, World
from panshi.demo.studying import study
from panshi.kernel.clock import CHINA, fixed
from panshi.ledger.selectors import entry, head
from panshi.org.models import Person
from panshi.work.registers.models import Evidence, Record
from panshi.work.registers.services import NewRecord, report_many, reverse_record, send_back, store, verify_many


@dataclass(slots=True)
class Worked:
    """What a month came to."""

    records: int = 0
    entries: int = 0
    reversed: int = 0
    waiting: int = 0


def months_done() -> tuple[int, int]:
    """The last month (year, month) in which anything was posted; (0, 0) of an empty ledger.

    A month is posted in one transaction, so a month that is there at all is there whole.
    """
    position = head()
    if not position:
        return 0, 0
    posted = entry(position).posted_at.astimezone(CHINA)
    return posted.year, posted.month


@transaction.atomic
def post_month(world: World, year: int, month: int) -> Worked:
    """Reports, verifies and takes back everything of the month, or nothing of it when stopped on the way."""
    by_day: dict[date, dict[int, list[Report]]] = defaultdict(lambda: defaultdict(list))
    for report in _made(world, year, month):
        by_day[report.reported_on][world.desk_of[report.unit.pk]].append(report)
    worked, papers = Worked(), dict[str, Evidence]()
    first = date(year, month, 1)
    for number, day in enumerate(reporting_days(year, month)):
        decide(world, first, day)
        studied = study(world, first, day)
        worked.entries += studied.entries
        worked.reversed += studied.reversed
        worked.entries += examine(world, first, day)
        given, withdrawn = give(world, first, day)
        worked.entries += given
        worked.reversed += withdrawn
        first = day + timedelta(days=1)
        filed: list[tuple[Desk, list[Report], list[Record]]] = []
        for minute, (pk, reports) in enumerate(sorted(by_day[day].items())):
            desk = world.desks[pk]
            clerk = desk.clerks[number % len(desk.clerks)]
            with fixed(moment(day, hour=9, minute=5 * minute)):
                new = [_new(report, clerk, papers) for report in reports]
                filed.append((desk, reports, report_many(new, by=clerk)))
            worked.records += len(reports)
        for minute, (desk, reports, records) in enumerate(filed):
            with fixed(moment(day, hour=14, minute=5 * minute)):
                _decide(desk, reports, records, worked)
        for minute, (desk, reports, records) in enumerate(filed):
            with fixed(moment(day, hour=16, minute=5 * minute)):
                _take_back(desk, reports, records, worked)
    return worked


def _made(world: World, year: int, month: int) -> Iterator[Report]:
    for maker in MAKERS:
        yield from maker.records(world, year, month)


def _new(report: Report, clerk: Person, filed: dict[str, Evidence]) -> NewRecord:
    """The report as its clerk hands it in; a paper that several share is `filed` once."""
    if report.paper and report.paper not in filed:
        filed[report.paper] = store(paper(report.paper), name=f"{report.paper[:60]}.pdf", by=clerk)
    return NewRecord(
        kind=report.kind,
        unit=report.unit,
        occurred_on=report.occurred_on,
        dims=report.dims,
        quantity=report.quantity,
        people=report.people,
        note=report.note,
        evidence=(filed[report.paper],) if report.paper else (),
    )


def _decide(desk: Desk, reports: list[Report], records: list[Record], worked: Worked) -> None:
    """The verifier goes through the desk's records: most are confirmed, some sent back, some still wait."""
    pairs = list(zip(reports, records, strict=True))
    confirmed = [record for report, record in pairs if report.fate in {Fate.VERIFIED, Fate.REVERSED}]
    worked.entries += verify_many(confirmed, by=desk.verifier).written
    for report, record in pairs:
        if report.fate is Fate.SENT_BACK:
            send_back(record, reason=report.reason, by=desk.verifier)
    worked.waiting += len(pairs) - len(confirmed)


def _take_back(desk: Desk, reports: list[Report], records: list[Record], worked: Worked) -> None:
    for report, record in zip(reports, records, strict=True):
        if report.fate is Fate.REVERSED:
            reverse_record(record, reason=report.reason, by=desk.verifier)
            worked.reversed += 1
            worked.entries += max(1, len(report.people))
