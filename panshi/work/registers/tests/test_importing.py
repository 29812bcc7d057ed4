"""Books brought in: what is read out of them, what is said about the rest, and that nothing comes in twice."""

from datetime import date

import pytest

from panshi.kernel.refusals import NotAllowed
from panshi.ledger import selectors as ledger
from panshi.org.choices import Role
from panshi.org.models import Person, Unit
from panshi.work.registers import services
from panshi.work.registers.choices import ImportState, State
from panshi.work.registers.models import Import, Record
from panshi.work.registers.selectors import importing as shown
from panshi.work.registers.services import importing
from panshi.work.registers.tests.books import HEADS, csv, line, ods, xls, xlsx
from panshi.work.registers.tests.conftest import person


def brought(content: bytes, unit: Unit, by: Person, *, key: str = "activities.session", name: str = "活动.xlsx") -> Import:
    """Received and looked into; checked as well where its columns leave no doubt."""
    return importing.go_on(importing.receive(content, name=name, key=key, unit=unit, by=by, year=2023).pk)


def taken(book: Import, by: Person, **answers: importing.Answer) -> Import:
    importing.begin_accept(book, by=by, answers=answers)
    return importing.go_on(book.pk)


def said(book: Import) -> list[tuple[int, int, str]]:
    return [(each.row, each.column, each.said_zh) for each in book.problems.order_by("pk")]


def titles() -> list[str]:
    return list(Record.objects.order_by("pk").values_list("title", flat=True))


def test_a_book_becomes_records_that_wait_to_be_verified(county: Unit, clerk: Person) -> None:
    book = brought(xlsx(HEADS, line()), county, clerk)
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
    assert (record.book_id, record.row, record.reported_by, record.steps.count()) == (book.pk, 2, clerk, 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xls", xls(HEADS, line())),
        ("a.ods", ods(HEADS, line())),
        ("a.csv", csv(HEADS, line())),
        ("a.csv", csv(HEADS, line(), encoding="utf-8-sig")),
        ("a.csv", csv(HEADS, line(), encoding="gb18030")),
        ("a.csv", csv(HEADS, line(), encoding="utf-16")),
        ("粘贴", "\n".join("\t".join(map(str, row)) for row in (HEADS, line())).encode()),
    ],
)
def test_every_sort_of_file_is_read(name: str, content: bytes, county: Unit, clerk: Person) -> None:
    book = brought(content, county, clerk, name=name)
    assert (book.state, book.good, said(book)) == (ImportState.CHECKED, 1, [])
    taken(book, clerk)
    assert (titles(), Record.objects.get().occurred_on) == (["五月集中学习"], date(2023, 5, 3))


def test_the_same_file_sent_twice_counts_once(county: Unit, clerk: Person) -> None:
    content = xlsx(HEADS, line())
    first = taken(brought(content, county, clerk), clerk)
    second = taken(brought(content, county, clerk), clerk)
    assert (first.pk, Record.objects.count()) == (second.pk, 1)


def test_a_corrected_book_brings_in_only_what_was_not_taken_over(county: Unit, clerk: Person) -> None:
    rows = [line("一"), line("二"), line("三"), line("三")]
    first = taken(brought(xlsx(HEADS, *rows[:3], line("四", day="2月30日")), county, clerk), clerk)
    assert (first.accepted, first.bad) == (3, 1)
    other = importing.Answer(rows=None, because="三办了两场")
    second = taken(brought(xlsx(HEADS, *rows, line("四", day="2月28日")), county, clerk), clerk, twin=other)
    assert (second.accepted, shown.rows_left_out(second)) == (2, [("以前已接收", 3)])
    assert titles() == ["一", "二", "三", "三", "四"]


def test_titles_above_merged_headers_totals_notes_and_blanks_are_passed_over(county: Unit, clerk: Person) -> None:
    book = brought(
        xlsx(
            ["2023年教育活动台账"],
            ["填报单位：滨江分局"],
            ["序号", "单位", "日期", "活动情况", "", ""],
            ["", "", "", "形式", "主题", "级别"],
            line("一"),
            ["", "", "", "警示教育", "二", "本单位"],
            ["小计", "", "", "", "2"],
            [],
            [*HEADS[:3], "形式", "主题", "级别"],
            line("三"),
            ["合　计", "", "", "", "3场次"],
            ["填表人：周宁　审核人：吴越"],
            merged=("A1:F1", "D3:F3", "A3:A4", "B3:B4", "C3:C4", "B5:B6", "C5:C6"),
        ),
        county,
        clerk,
    )
    assert (book.state, book.header_row, book.good, said(book)) == (ImportState.CHECKED, 4, 3, [])
    assert shown.rows_left_out(book) == [("空行", 1), ("合计行", 2), ("说明行", 1), ("重复的表头", 1)]
    taken(book, clerk)
    assert list(Record.objects.order_by("pk").values_list("title", "occurred_on")) == [
        ("一", date(2023, 5, 3)),
        ("二", date(2023, 5, 3)),
        ("三", date(2023, 5, 3)),
    ]


def test_every_mistake_is_named_by_its_cell(county: Unit, elsewhere: Unit, clerk: Person) -> None:
    book = brought(
        xlsx(
            HEADS,
            line("一", day="2023年2月31日"),
            line("二", unit="滨讲分局"),
            line("三", unit="山南县局"),
            line("四", form="钓鱼"),
            line(""),
            line("六", day="1999年5月3日"),
            line("七", day=date(2022, 5, 3)),
            line("=NA()"),
        ),
        county,
        clerk,
    )
    assert (book.good, book.bad, book.pointed) == (1, 7, 1)
    assert said(book) == [
        (2, 3, "“2023年2月31日”这一天不存在：2023 年 2 月没有 31 日。"),
        (3, 2, "没有“滨讲分局”这个单位；是不是：滨江分局（C01）、山南县局（C02）、云川市公安局（C）？"),
        (4, 2, "您在“山南县局”没有“上报记录”的权限；请向该单位的管理员申请。"),
        (
            5,
            4,
            "“钓鱼”不在可选之列；可选：集中学习、警示教育、革命传统教育、主题党日、党课宣讲、走访慰问、承办会议、文艺演出、体育比赛、主题文化活动。",
        ),
        (6, 5, "没有填“主题”。"),
        (7, 3, "1999-05-03 不在所选的 2023 年；请看是不是写错了年份。"),
        (7, 3, "“滨江分局”在 1999-05-03 还没有设立或已经撤销。"),
        (8, 3, "2022-05-03 不在所选的 2023 年；请看是不是写错了年份。"),
        (9, 5, "这一格的公式还没有算出结果；请在 Excel 里打开、保存后再上传。"),
    ]
    assert str(book.problems.first().said_en) == "“2023年2月31日” does not exist: month 2 of 2023 has no day 31."


def test_people_are_told_by_number_or_name_and_namesakes_ask_for_the_number(
    county: Unit, clerk: Person, squad: list[Person]
) -> None:
    person("0007", "高山", county)
    heads = ["日期", "形式", "主题", "人员类别", "领导干部", "参加人员"]
    good = ["5月3日", "集中学习", "读书会", "民警", "否"]
    book = brought(
        xlsx(
            heads,
            [*good, "白　雪、S2"],
            [*good, "高山"],
            [*good, "高山（S0）"],
            [*good, 7],
            [*good, "李四"],
            [*good, ""],
            [*good[:2], "读书班", *good[3:], "方圆 方圆"],
        ),
        county,
        clerk,
        key="activities.attendance",
    )
    assert said(book) == [
        (3, 6, "叫“高山”的有 2 人，请写警号：0007、S0。"),
        (6, 6, "“李四”不在您能看到的人员里；请核对姓名或警号。"),
        (7, 6, "没有填“人员”。"),
    ]
    taken(book, clerk)
    names = {each.pk: each.number for each in Person.objects.all()}
    assert [[names[pk] for pk in people] for people in Record.objects.order_by("pk").values_list("people", flat=True)] == [
        ["S1", "S2"],
        ["S0"],
        ["0007"],
        ["S2"],
    ]


def test_names_and_numbers_in_two_columns_must_agree(county: Unit, clerk: Person, squad: list[Person]) -> None:
    person("0007", "高山", county)
    good = ["5月3日", "集中学习", "读书会", "民警", "否"]
    book = brought(
        xlsx(
            ["日期", "形式", "主题", "人员类别", "领导干部", "姓名", "警号"],
            [*good, "高山", "0007"],
            [*good, "白雪", "S0"],
            [*good, "", "S1"],
        ),
        county,
        clerk,
        key="activities.attendance",
    )
    assert said(book) == [(3, 6, "姓名和警号对不上：警号是 高山 的，姓名写的是 白雪。")]


def test_a_merged_quantity_is_not_counted_for_every_row(county: Unit, clerk: Person) -> None:
    heads = ["日期", "形式", "标题", "张数"]
    rows = [["5月3日", "海报", "甲", 3], ["5月4日", "海报", "乙", ""]]
    book = brought(xlsx(heads, *rows, merged=("D2:D3",)), county, clerk, key="newsroom.product")
    assert (book.good, said(book)) == (1, [(3, 4, "数量是合并单元格，不知道这一行是多少；请拆开后逐行填写。")])


def test_columns_are_set_by_hand_once_and_known_the_next_time(county: Unit, clerk: Person) -> None:
    heads = ["何时", "干了什么", "怎么干的", "哪一级"]
    row = ["5月3日", "读书会", "集中学习", "本单位"]
    book = brought(xlsx(heads, row), county, clerk)
    assert (book.state, book.header_row) == (ImportState.READ, 0)
    book = importing.point_at_heads(book, 1, by=clerk)
    importing.set_columns(book, {0: "occurred_on", 1: "dim_title", 2: "dim_form", 3: "dim_level"}, {}, by=clerk)
    assert importing.go_on(book.pk).good == 1
    again = brought(xlsx(heads, row, ["5月4日", *row[1:]]), county, clerk, name="下月.xlsx")
    assert (again.state, again.good) == (ImportState.CHECKED, 2)


def test_what_no_column_says_can_be_said_for_all_rows(county: Unit, clerk: Person) -> None:
    book = brought(xlsx(["日期", "主题", "形式"], ["5月3日", "读书会", "集中学习"]), county, clerk)
    assert book.state == ImportState.READ
    importing.set_columns(book, {0: "occurred_on", 1: "dim_title", 2: "dim_form"}, {"dim_level": "municipal"}, by=clerk)
    taken(importing.go_on(book.pk), clerk)
    assert Record.objects.get().dims["level"] == "municipal"


def test_columns_that_lack_something_or_say_it_twice_are_refused(county: Unit, clerk: Person) -> None:
    book = brought(xlsx(["日期", "主题", "形式"], ["5月3日", "读书会", "集中学习"]), county, clerk)
    with pytest.raises(importing.ColumnsMissing, match="还没有指明哪一列是：活动层级。"):
        importing.set_columns(book, {0: "occurred_on", 1: "dim_title", 2: "dim_form"}, {}, by=clerk)
    with pytest.raises(importing.ColumnTwice, match="有两列都选成了“主题”"):
        importing.set_columns(book, {0: "occurred_on", 1: "dim_title", 2: "dim_title"}, {}, by=clerk)


def test_every_sheet_that_can_be_seen_is_a_book_and_hidden_ones_are_named(county: Unit, clerk: Person) -> None:
    from panshi.work.registers.tests.books import openpyxl, saved

    made = openpyxl.Workbook()
    made.active.title = "上半年"
    for row in (HEADS, line("一")):
        made.active.append(row)
    second = made.create_sheet("下半年")
    for row in (HEADS, line("二", day="2月30日")):
        second.append(row)
    made.create_sheet("草稿").sheet_state = "hidden"
    made.create_sheet("空的")
    book = brought(saved(made), county, clerk)
    assert [(each.sheet, each.state, each.good, each.bad) for each in shown.sheets(book)] == [
        ("上半年", "checked", 1, 0),
        ("下半年", "checked", 0, 1),
    ]
    assert book.hidden == ["草稿"]


def test_rows_with_mistakes_come_back_as_a_file_that_can_be_put_right_and_sent_again(county: Unit, clerk: Person) -> None:
    from io import BytesIO

    import openpyxl

    book = taken(brought(xlsx(HEADS, line("一"), line("二", day="2月30日"), line("=1+1")), county, clerk), clerk)
    sheet = openpyxl.load_workbook(BytesIO(shown.returned(book))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [
        [*HEADS, "退回原因"],
        [1, "滨江分局", "2月30日", "集中学习", "二", "本单位", "日期：“2月30日”这一天不存在：2023 年 2 月没有 30 日。"],
        [
            1,
            "滨江分局",
            "2023年5月3日",
            "集中学习",
            None,
            "本单位",
            "主题：这一格的公式还没有算出结果；请在 Excel 里打开、保存后再上传。",
        ],
    ]
    sheet["C2"], sheet["E3"] = "2月28日", "三"
    out = BytesIO()
    sheet.parent.save(out)
    again = taken(brought(out.getvalue(), county, clerk, name="退回.xlsx"), clerk)
    assert (again.accepted, titles()) == (2, ["一", "二", "三"])


def test_what_was_typed_into_a_cell_never_becomes_a_formula_in_the_file_of_mistakes(county: Unit, clerk: Person) -> None:
    from io import BytesIO

    import openpyxl

    book = brought(csv(HEADS, line("=HYPERLINK(1)", day="2月30日")), county, clerk, name="a.csv")
    cell = openpyxl.load_workbook(BytesIO(shown.returned(book))).active["E2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_undoing_withdraws_what_waits_and_reverses_what_counts(county: Unit, clerk: Person, verifier: Person) -> None:
    content = xlsx(HEADS, line("一"), line("二"), line("三"))
    book = taken(brought(content, county, clerk), clerk)
    first, second, _third = Record.objects.order_by("pk")
    services.verify(first, by=verifier)
    services.send_back(second, reason="缺照片", by=verifier)
    with pytest.raises(NotAllowed, match="冲正记录"):
        importing.begin_undo(book, reason="表格弄错了", by=clerk)
    from panshi.org.services import grant_role

    grant_role(person=clerk, role=Role.VERIFIER, unit=county, since=date(2020, 1, 1), by=None)
    importing.begin_undo(book, reason="表格弄错了", by=clerk)
    assert importing.go_on(book.pk).state == ImportState.UNDONE
    assert list(Record.objects.order_by("pk").values_list("state", "reason")) == [
        ("reversed", "表格弄错了"),
        ("withdrawn", "表格弄错了"),
        ("withdrawn", "表格弄错了"),
    ]
    assert [entry.sign for entry in ledger.entries([1, 2])] == [1, -1]
    again = taken(brought(content, county, clerk), clerk)
    assert (again.pk != book.pk, again.accepted) == (True, 3)


def test_a_person_who_left_meanwhile_is_named_when_the_rows_are_taken_over(
    county: Unit, clerk: Person, squad: list[Person]
) -> None:
    heads = ["日期", "形式", "主题", "人员类别", "领导干部", "人员"]
    rows = [["5月3日", "集中学习", "读书会", "民警", "否", number] for number in ("S0", "S1")]
    book = brought(xlsx(heads, *rows), county, clerk, key="activities.attendance")
    assert book.good == 2
    squad[0].postings.all().delete()
    book = taken(book, clerk)
    assert (book.accepted, book.good, book.bad) == (1, 1, 1)
    assert said(book) == [(2, 6, "“S0”不在您能看到的人员里；请核对姓名或警号。")]


def test_who_may_not_report_there_brings_nothing_in(elsewhere: Unit, clerk: Person) -> None:
    with pytest.raises(NotAllowed, match="您在“山南县局”没有“上报记录”的权限"):
        importing.receive(xlsx(HEADS, line()), name="a.xlsx", key="activities.session", unit=elsewhere, by=clerk)


def test_a_book_stopped_while_it_is_taken_over_goes_on_where_it_was(county: Unit, clerk: Person, monkeypatch) -> None:
    from panshi.work.registers.services.importing import checking

    monkeypatch.setattr(checking, "CHUNK", 2)
    book = brought(xlsx(HEADS, *(line(f"第{n}期") for n in range(5))), county, clerk)
    importing.begin_accept(book, by=clerk)
    from panshi.work.registers.services.importing import accepting

    calls = []
    take = accepting._take
    monkeypatch.setattr(accepting, "_take", lambda *args: calls.append(1) or (len(calls) < 2 and take(*args)))
    importing.go_on(book.pk)
    book.refresh_from_db()
    assert (book.state, book.done_rows, Record.objects.count()) == (ImportState.ACCEPTING, 2, 2)
    importing.stop(book)
    book.refresh_from_db()
    assert book.state == ImportState.CHECKED
    monkeypatch.setattr(accepting, "_take", take)
    assert (taken(book, clerk).accepted, Record.objects.count()) == (5, 5)
