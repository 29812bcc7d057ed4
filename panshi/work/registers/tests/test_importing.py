"""Books brought in: what is read out of them, what is said about the rest, and that nothing comes in twice."""

from datetime import date
from io import BytesIO

import openpyxl

from panshi.org.models import Person, Unit
from panshi.work.registers.choices import ImportState, State
from panshi.work.registers.models import Import, Record
from panshi.work.registers.services import importing

HEADS = ["序号", "单位", "日期", "形式", "主题", "活动层级"]
GOOD = [1, "滨江分局", "2023年5月3日", "集中学习", "五月集中学习", "本单位"]


def xlsx(*rows: list[object], name: str = "Sheet") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def brought(content: bytes, unit: Unit, by: Person, *, key: str = "activities.session", name: str = "活动.xlsx") -> Import:
    """Received and looked into; checked as well where its columns leave no doubt."""
    return importing.go_on(importing.receive(content, name=name, key=key, unit=unit, by=by, year=2023).pk)


def taken(book: Import, by: Person) -> Import:
    importing.begin_accept(book, by=by)
    return importing.go_on(book.pk)


def said(book: Import) -> list[tuple[int, int, str]]:
    return [(each.row, each.column, each.said_zh) for each in book.problems.order_by("pk")]


def test_a_book_becomes_records_that_wait_to_be_verified(county: Unit, clerk: Person) -> None:
    book = brought(xlsx(HEADS, GOOD), county, clerk)
    assert (book.state, book.good, book.bad, said(book)) == (ImportState.CHECKED, 1, 0, [])
    book = taken(book, clerk)
    assert (book.state, book.accepted) == (ImportState.ACCEPTED, 1)
    record = Record.objects.get()
    assert (record.kind, record.unit, record.occurred_on, record.state) == (
        "activities.session",
        county,
        date(2023, 5, 3),
        State.REPORTED,
    )
    assert record.dims == {"form": "study", "title": "五月集中学习", "level": "local"}
    assert (record.book_id, record.row, record.reported_by) == (book.pk, 2, clerk)
    assert record.steps.count() == 1


def test_the_same_file_sent_twice_counts_once(county: Unit, clerk: Person) -> None:
    content = xlsx(HEADS, GOOD)
    first = taken(brought(content, county, clerk), clerk)
    second = taken(brought(content, county, clerk), clerk)
    assert (first.pk, Record.objects.count()) == (second.pk, 1)
