"""How fast a register of 100,000 rows is previewed and taken over, and what memory that takes.

`measure` runs this module as a process of its own, with a data folder that goes away. The work itself is done as pages have
it done: by `panshi import --continue` in another process, whose time and memory are taken.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from time import perf_counter
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from panshi.bench.apart import measured
from panshi.bench.rows import Row

ROWS = 100_000
UNITS = 300
HEADS = ("序号", "单位", "刊发日期", "媒体层级", "媒体名称", "标题", "稿件编号", "版次", "位置", "字数", "首发或转载", "备注")


def measure() -> list[Row]:
    """Preview and accept of one xlsx, each against its limit; processor time tells what a busy machine hides."""
    found = measured(__name__)
    return [
        _row("registers: preview 100,000 rows", found["preview_seconds"], 20, "s"),
        _row("registers: accept 100,000 rows", found["accept_seconds"], 30, "s"),
        _row("registers: preview, processor time", found["preview_cpu_seconds"], 20, "s"),
        _row("registers: accept, processor time", found["accept_cpu_seconds"], 30, "s"),
        _row("registers: memory", found["memory_mb"], 600, "MB"),
    ]


def _row(what: str, value: float, limit: float, unit: str) -> Row:
    return Row(what, f"{value:,.1f} {unit}", f"{limit:,.0f} {unit}", value / limit, "≤ 1.00")


def main() -> None:
    """Measures in the folder that PANSHI_DATA names, and prints what was found as JSON."""
    import django  # noqa: PLC0415 -- only in the process of its own

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- after setup

    from panshi.work.registers.models import Record  # noqa: PLC0415 -- after setup
    from panshi.work.registers.services import importing  # noqa: PLC0415 -- after setup

    call_command("migrate", verbosity=0)
    clerk, units = _organisation()
    content = xlsx(rows(units))
    started = perf_counter()
    book = importing.receive(content, name="刊登台账.xlsx", key="coverage.placement", unit=units[0], by=clerk, year=2023)
    preview_cpu = _in_a_process(book.pk)
    preview = perf_counter() - started
    book.refresh_from_db()
    assert (book.state, book.good, book.bad) == ("checked", ROWS - 3, 3), (book.state, book.good, book.bad, book.trouble_zh)
    started = perf_counter()
    importing.begin_accept(book, by=clerk)
    accept_cpu = _in_a_process(book.pk)
    accept = perf_counter() - started
    assert Record.objects.count() == ROWS - 3
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    cpu = {"preview_cpu_seconds": preview_cpu, "accept_cpu_seconds": accept_cpu}
    sys.stdout.write(json.dumps({"preview_seconds": preview, "accept_seconds": accept, "memory_mb": memory} | cpu))


def _in_a_process(pk: int) -> float:
    """Goes on with the book as a page would have it done; the processor time that took, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "panshi.config.cli", "import", "--continue", str(pk)], check=True)  # noqa: S603 -- ourselves
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _organisation() -> tuple[Any, list[Any]]:
    from panshi.org import services  # noqa: PLC0415 -- after setup
    from panshi.org.choices import Category, Level, Role  # noqa: PLC0415 -- after setup

    opened = date(2000, 1, 1)
    root = services.open_unit(code="B", name="测速市公安局", level=Level.CITY, opened_on=opened)
    units = [root]
    for n in range(UNITS):
        made = services.open_unit(code=f"B{n:03}", name=f"测速第{n}派出所", level=Level.STATION, opened_on=opened, above=root)
        units.append(made)
    clerk = services.employ(number="B1", name="测速", category=Category.OFFICER, unit=root, since=opened)
    services.grant_role(person=clerk, role=Role.CLERK, unit=root, since=opened, by=None)
    return clerk, units


def rows(units: list[Any]) -> Iterator[tuple[object, ...]]:
    """A year's placements as a bureau keeps them: dates in three ways, units by name, three rows with mistakes."""
    outlets = (("中央", "人民日报"), ("省级", "法治日报地方版"), ("市级", "云川日报"), ("市级", "云川晚报"), ("县级", "平溪报"))
    for n in range(ROWS):
        day = date(2023, 1, 1) + timedelta(days=n % 365)
        written = (f"{day.year}年{day.month}月{day.day}日", day.isoformat(), (day - date(1899, 12, 30)).days)[n % 3]
        tier, outlet = outlets[n % 5]
        page = n % 16 + 1 if n % 4 else ""
        place = ("头条", "报眼", "其他位置")[n % 3]
        title = f"第{n}篇：基层民警用脚步丈量平安，把服务送到群众家门口"
        origin = "首发" if n % 3 else "转载"
        unit = units[n % len(units)].name if n % 50_000 != 7 else "没有的所"
        written = "2月30日" if n == 60_000 else written
        yield n + 1, unit, written, tier, outlet, title, f"2023-{n}", page, place, 600 + n % 1500, origin, ""


def xlsx(given: Iterator[tuple[object, ...]]) -> bytes:
    """The rows as Excel itself would keep them: texts shared, numbers plain."""
    texts: dict[str, int] = {}

    def cell(place: int, row: int, value: object) -> str:
        name = f"{chr(65 + place)}{row}"
        if value == "":
            return ""
        if isinstance(value, str):
            return f'<c r="{name}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
        return f'<c r="{name}"><v>{value}</v></c>'

    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f"<worksheet {main}><sheetData>".encode())
            for number, row in enumerate([HEADS, *given], 1):
                cells = "".join(cell(place, number, value) for place, value in enumerate(row))
                sheet.write(f'<row r="{number}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
        archive.writestr("xl/sharedStrings.xml", f"<sst {main}>{shared}</sst>")
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="2023" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
    return out.getvalue()


if __name__ == "__main__":
    main()
