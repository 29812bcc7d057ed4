"""What the template's own writer writes, the reader reads back equal; whatever the kind, and whatever stands in the cells."""

from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from panshi.ledger import kinds
from panshi.ledger.kinds import Dimension, DimensionType, Kind
from panshi.org.models import Person, Unit
from panshi.work.registers.selectors.books import fields, headers
from panshi.work.registers.selectors.books.directory import Directory
from panshi.work.registers.selectors.books.opening import Workbook
from panshi.work.registers.selectors.books.rows import Layout, RowReader
from panshi.work.registers.selectors.books.template import template, written

KEYS = ("coverage.placement", "newsroom.product", "channels.post", "ratings.rating")


def texts() -> st.SearchStrategy[str]:
    """What a cell of a spreadsheet can hold, as a record may hold it: one line that can be shown, without outer space."""
    signs = st.characters(exclude_categories=("C", "Z"), exclude_characters="_") | st.sampled_from(
        " ，。“”=+-@《》0123456789合计示例"
    )
    return st.text(signs, min_size=1, max_size=40).map(str.strip).filter(lambda text: text and text.isprintable())


def of_dimension(dimension: Dimension) -> st.SearchStrategy[object]:
    match dimension.type:
        case DimensionType.CHOICE:
            values: st.SearchStrategy[object] = st.sampled_from(sorted(dimension.choices))
        case DimensionType.BOOLEAN:
            values = st.booleans()
        case DimensionType.INTEGER:
            values = st.integers(-(2**40), 2**40)
        case DimensionType.DATE:
            values = st.dates(date(1950, 1, 1), date(2090, 1, 1))
        case _:
            values = texts()
    return values if dimension.required else st.none() | values


def rows_of(kind: Kind) -> st.SearchStrategy[list[tuple[object, ...]]]:
    """Rows of values in the order of the form's fields."""
    columns: list[st.SearchStrategy[object]] = [
        st.sampled_from(["C01", "滨江分局"]),
        st.dates(date(2000, 1, 1), date(2026, 11, 1)),
    ]
    columns += [of_dimension(each) for each in kind.dimensions]
    columns += [st.integers(0, 2**40)] * bool(kind.quantity)
    return st.lists(st.tuples(*columns, st.none() | texts()), min_size=1, max_size=8)


def read(content: bytes, form: fields.Form, unit: Unit, by: Person, year: int | None) -> list[dict[str, object]]:
    with NamedTemporaryFile(suffix=".xlsx") as file:
        Path(file.name).write_bytes(content)
        workbook = Workbook(Path(file.name), "a.xlsx")
        table = workbook.table(workbook.sheets[0][0])
        heads = headers.find(table, form, known={})
        assert heads.sure
        reader = RowReader(
            Layout(form, heads.row, heads.columns, {}, heads.texts), table, unit=unit, year=year, directory=Directory(by)
        )
        found = [row for row in reader.rows() if row.skipped is None]
    assert [row.troubles for row in found if not row.good] == []
    return [row.values for row in found]


@pytest.mark.parametrize("key", KEYS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_written_is_read_back_equal(key: str, county: Unit, clerk: Person, data: st.DataObject) -> None:
    form = fields.of_kind(kinds.kind(key))
    rows = data.draw(rows_of(form.kind))
    got = read(written(form, rows), form, county, clerk, None)
    names = [each.key for each in form.fields]
    assert got == [dict(zip(names, (county, *row[1:]), strict=True)) for row in rows]


@pytest.mark.parametrize("key", [*(kind.key for kind in kinds.kinds()), "people", "units"])
def test_a_template_is_understood_beyond_doubt_and_its_example_is_no_record(key: str, county: Unit, clerk: Person) -> None:
    form = fields.form(key)
    assert read(template(form, [county]), form, county, clerk, 2023) == []


def test_a_template_offers_the_choices_and_the_units(county: Unit) -> None:
    from io import BytesIO

    import openpyxl

    book = openpyxl.load_workbook(BytesIO(template(fields.form("activities.attendance"), [county])))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("参加活动", "visible"),
        ("单位", "hidden"),
        ("可选项", "hidden"),
        ("填写说明", "visible"),
    ]
    assert [cell.value for cell in book["参加活动"][1]] == [
        "序号", "单位", "日期*", "形式*", "专项或系列", "主题*", "人员类别*", "领导干部*", "人员", "警号", "备注",
    ]  # fmt: skip
    assert [(rule.formula1, str(rule.sqref)) for rule in book["参加活动"].data_validations.dataValidation] == [
        ("单位!$A$1:$A$1", "B2:B2000"),
        ("可选项!$A$1:$A$10", "D2:D2000"),
        ("可选项!$B$1:$B$3", "G2:G2000"),
        ('"是,否"', "H2:H2000"),
    ]
    assert [cell.value for cell in book["单位"][1]] == ["滨江分局", "C01"]
