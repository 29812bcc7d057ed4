"""People and units by workbook, and a folder of last year's books from the command line."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from panshi.kernel.refusals import NotAllowed
from panshi.org.choices import Role
from panshi.org.models import Person, Unit
from panshi.work.registers.models import Import, Record
from panshi.work.registers.selectors import importing as shown
from panshi.work.registers.services import importing
from panshi.work.registers.tests.books import HEADS, csv, line, xlsx
from panshi.work.registers.tests.conftest import person
from panshi.work.registers.tests.test_importing import brought, said, taken


@pytest.fixture
def administrator(city: Unit) -> Person:
    return person("A1", "陈管", city, Role.ADMINISTRATOR)


def test_people_come_in_by_workbook(county: Unit, administrator: Person) -> None:
    heads = ["警号", "姓名", "身份", "单位", "任职日期", "职务"]
    content = xlsx(
        heads,
        ["0100", "赵一", "民警", "滨江分局", "2021年3月1日", "教导员"],
        ["0101", "钱二", "辅警", "C01", "2022-01-01", ""],
        ["A1", "陈管", "民警", "滨江分局", "2022-01-01", ""],
        ["A1", "别人", "民警", "滨江分局", "2022-01-01", ""],
        ["0100", "孙三", "民警", "滨江分局", "2022-01-01", ""],
        ["0102", "李四", "民警", "滨江分局", "1999-01-01", ""],
    )
    book = taken(brought(content, county, administrator, key="people"), administrator)
    assert [(each.number, each.name, each.category) for each in Person.objects.filter(number__startswith="01")] == [
        ("0100", "赵一", "officer"),
        ("0101", "钱二", "auxiliary"),
    ]
    posting = Person.objects.get(number="0100").postings.get()
    assert (posting.unit, posting.since, posting.post) == (county, date(2021, 3, 1), "教导员")
    assert (book.accepted, shown.rows_left_out(book)) == (2, [("以前已接收", 1)])
    assert [each[2] for each in said(book) if "不在所选的" not in each[2]] == [
        "警号 A1 已经是 陈管 的。",
        "“0100”在第 2 行已经出现过。",
        "“滨江分局”在 1999-01-01 还没有设立或已经撤销。",
    ]


def test_units_come_in_by_workbook_one_under_another(city: Unit, county: Unit, administrator: Person) -> None:
    content = xlsx(
        ["编号", "单位名称", "级别", "上级单位", "成立时间"],
        ["C03", "石门分局", "county", "", "2001-01-01"],
        ["C03-1", "石门派出所", "所队", "石门分局", "2001-01-01"],
        ["C01", "滨江分局", "county", "", "2001-01-01"],
        ["C04", "无名局", "county", "没有的局", "2001-01-01"],
    )
    book = taken(brought(content, city, administrator, key="units"), administrator)
    station = Unit.objects.get(code="C03-1")
    above = Unit.objects.get_parent(station).code
    assert (station.name, station.level, above, book.accepted) == ("石门派出所", "station", "C03", 2)
    assert [row for row, column, _words in said(book) if column == 4] == [5]


def test_staff_lists_are_for_administrators(county: Unit, clerk: Person) -> None:
    with pytest.raises(NotAllowed, match="管理单位与人员"):
        importing.receive(xlsx(["警号"]), name="a.xlsx", key="people", unit=county, by=clerk)


def command(folder: Path, *args: str) -> list[str]:
    out = StringIO()
    call_command("import", str(folder), *args, stdout=out)
    return out.getvalue().splitlines()


def test_a_folder_of_books_comes_in_by_one_command_and_only_once(county: Unit, clerk: Person, tmp_path: Path) -> None:
    folder = tmp_path / "去年"
    (folder / "滨江分局").mkdir(parents=True)
    (folder / "滨江分局" / "教育活动.xlsx").write_bytes(xlsx(HEADS, line("一"), line("二", day="2月30日")))
    (folder / "刊登台账.csv").write_bytes(
        csv(
            ["刊发日期", "媒体层级", "媒体", "标题", "稿件编号", "位置", "首发或转载"],
            ["5月3日", "中央", "人民日报", "题", "1", "头条", "首发"],
            encoding="gb18030",
        )
    )
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "菜谱.xlsx").write_bytes(xlsx(["菜", "价"], ["鱼", 3]))
    (folder / "~$教育活动.xlsx").write_bytes(b"lock")
    args = ("--unit", "C01", "--year", "2023", "--accept", "--returned", str(tmp_path / "退回"))
    lines = command(folder, *args)
    one, two = Import.objects.order_by("pk")
    assert lines == [
        f"✓ 刊登台账.csv：媒体刊登，滨江分局，可接收 1 行，有错 0 行，跳过 0 行，已接收 1 行（#{one.pk}）",
        "✕ 坏.xlsx：“坏.xlsx”已损坏或没有传完；请在 Excel 里打开另存后再上传。",
        f"✓ 教育活动.xlsx · Sheet：活动，滨江分局，可接收 1 行，有错 1 行，跳过 0 行，已接收 1 行（#{two.pk}）",
        "✕ 菜谱.xlsx · Sheet：看不出是哪种台账，跳过。",
    ]
    assert [path.name for path in (tmp_path / "退回").iterdir()] == ["教育活动-Sheet.xlsx"]
    assert command(folder, *args) == lines
    assert (Record.objects.count(), Record.objects.first().reported_by) == (2, clerk)
