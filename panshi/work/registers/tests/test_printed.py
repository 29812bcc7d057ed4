"""The printed register: its lines and sums are the ledger's, its leaves fit their pages, and it opens to who may see it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from panshi.kernel.periods import Period
from panshi.ledger import kinds
from panshi.ledger import selectors as ledger
from panshi.ledger import services as sealing
from panshi.org.choices import Role
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.work.registers import services
from panshi.work.registers.selectors import printed
from panshi.work.registers.selectors.printed import books, columns
from panshi.work.registers.selectors.taking_out.reading import Names
from panshi.work.registers.tests.conftest import person, session, sheet
from panshi.work.registers.tests.test_pages import HERE, SignIn, text

SESSIONS, SHEETS = "activities.session", "activities.attendance"


def titled(county: Unit, title: str, **changed: Any) -> Any:
    given = session(county, **changed)
    return replace(given, dims={**given.dims, "title": title})


def put(records: list[Any], *, by: Person, verifier: Person) -> list[Any]:
    """Reports the records and verifies them all."""
    made = services.report_many(records, by=by)
    services.verify_many(made, by=verifier)
    for each in made:
        each.refresh_from_db()
    return made


def bound(key: str, county: Unit, reader: Person, **scope: Any) -> printed.Book:
    return printed.book(key, person=reader, scope=Scope(county, Period.year(2023), **scope))


def rows(book: printed.Book) -> list[books.Row]:
    return [row for leaf in book.leaves() for row in leaf.rows]


def page(client: Any, key: str, **asked: str) -> str:
    response = client.get(reverse("registers:book", args=[key]) + HERE, asked | {"unit": "C01", "period": "2023"})
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()


def word(client: Any, key: str) -> Any:
    import docx

    response = client.get(reverse("registers:book_file", args=[key]) + HERE)
    assert response.status_code == 200
    return docx.Document(BytesIO(b"".join(response.streaming_content)))


def test_lines_go_by_day_and_are_numbered_and_what_is_taken_back_is_struck_and_does_not_count(
    county: Unit, clerk: Person, verifier: Person
) -> None:
    _late, early, _other = put(
        [titled(county, title, occurred_on=date(2023, month, 1)) for title, month in (("十月", 10), ("二月", 2), ("五月", 5))],
        by=clerk,
        verifier=verifier,
    )
    services.report(titled(county, "未核实"), by=clerk)
    services.reverse_record(early, reason="没有举办", by=verifier)
    book = bound(SESSIONS, county, clerk)
    told = [(row.line.number, row.line.first.dims["title"], row.line.reversal is None) for row in rows(book)]
    assert told == [(1, "二月", False), (2, "五月", True), (3, "十月", True)]
    [leaf] = book.leaves()
    assert printed.sums(book, leaf) == ["本页小计：2 场次 · 划去 1 行，不计", "合计：2 场次 · 划去 1 行，不计"]
    assert leaf.rows[0].line.why.endswith("冲正：没有举办")


def test_people_of_one_sheet_stand_together_with_all_its_entries(
    county: Unit, clerk: Person, verifier: Person, squad: list[Person]
) -> None:
    put([sheet(county, squad), sheet(county, squad[:1], occurred_on=date(2023, 6, 1))], by=clerk, verifier=verifier)
    told = [(row.line.people, row.line.count, row.line.positions) for row in rows(bound(SHEETS, county, clerk))]
    assert told == [(("高山", "白雪", "方圆"), 3, "1–3"), (("高山",), 1, "4")]


def test_people_are_named_only_to_who_may_see_them(
    county: Unit, clerk: Person, verifier: Person, squad: list[Person], signed_in: SignIn
) -> None:
    put([sheet(county, squad)], by=clerk, verifier=verifier)
    shown = page(signed_in(person("M1", "路人", county, Role.MEMBER)), SHEETS)
    assert [name for name in ("高山", "白雪", "方圆", "吴越") if name in shown] == []
    assert [name for name in ("高山", "白雪", "方圆", "吴越") if name not in page(signed_in(clerk), SHEETS)] == []


def test_a_book_by_an_earlier_state_of_the_ledger_is_the_book_that_was_printed_then(
    county: Unit, clerk: Person, verifier: Person
) -> None:
    first, _second = put([titled(county, "甲"), titled(county, "乙")], by=clerk, verifier=verifier)
    then = ledger.head()
    before = [row.cells[3].text for row in rows(bound(SESSIONS, county, clerk))]
    services.reverse_record(first, reason="没有举办", by=verifier)
    put([titled(county, "丙")], by=clerk, verifier=verifier)
    again = bound(SESSIONS, county, clerk, as_of=then)
    assert [(row.cells[3].text, row.line.reversal) for row in rows(again)] == [(title, None) for title in before]
    assert (again.position, len(rows(bound(SESSIONS, county, clerk)))) == (then, 3)


def test_the_head_of_every_page_names_unit_days_position_and_the_root_of_the_seal(
    county: Unit, clerk: Person, verifier: Person, signed_in: SignIn
) -> None:
    put([titled(county, f"第{number}次学习") for number in range(60)], by=clerk, verifier=verifier)
    seal = sealing.seal()
    assert seal is not None
    shown = page(signed_in(clerk), SESSIONS)
    leaves = shown.split('<section class="leaf"')[1:]
    assert len(leaves) == 3
    root = seal.root.hex()
    for number, leaf in enumerate(leaves, 1):
        wanted = ("活动台账", "滨江分局 · 2023", f"账本位置 60 · {root[:16]}", f"第 {number} 页 / 共 3 页", "本页小计：")
        assert [part for part in wanted if part not in leaf] == []
    assert ["填报人：" in leaf for leaf in leaves] == [False, False, True]
    signed = ("审核人：", "单位负责人：", "（单位盖章处）", f"检查点覆盖 60 条分录，根 {root}。", "周宁（P1）")
    assert [part for part in signed if part not in leaves[-1]] == []


def test_what_is_not_sealed_yet_is_said(county: Unit, clerk: Person, verifier: Person, signed_in: SignIn) -> None:
    put([titled(county, "甲")], by=clerk, verifier=verifier)
    assert "打印时账本尚未封存。" in page(signed_in(clerk), SESSIONS)
    sealing.seal()
    put([titled(county, "乙"), titled(county, "丙")], by=clerk, verifier=verifier)
    assert "其后的 2 条分录尚未封存。" in page(signed_in(clerk), SESSIONS)


def test_the_word_file_has_the_same_leaves_with_pages_numbered_by_word(
    county: Unit, clerk: Person, verifier: Person, signed_in: SignIn
) -> None:
    made = put([titled(county, f"学习<{number}>&") for number in range(30)], by=clerk, verifier=verifier)
    services.reverse_record(made[0], reason="重复", by=verifier)
    file, book = word(signed_in(clerk), SESSIONS), bound(SESSIONS, county, clerk)
    told = [[cell.text for cell in row.cells] for table in file.tables for row in table.rows]
    assert len(file.tables) == len(book.sizes) == 2
    assert [line[3] for line in told if line[3].startswith("学习")] == [f"学习<{number}>&" for number in range(30)]
    [struck] = [run.text for row in file.tables[0].rows for run in row.cells[3].paragraphs[0].runs if run.font.strike]
    assert struck == "学习<0>&"
    [section] = file.sections
    assert section.page_width > section.page_height
    assert [each.text.split("\t")[0] for each in section.header.paragraphs] == ["活动台账", "滨江分局 · 2023"]
    foot = section.footer._element.xml
    assert ['w:instr="PAGE"' in foot, 'w:instr="NUMPAGES"' in foot] == [True, True]
    said = "\n".join(each.text for each in file.paragraphs)
    assert [part for part in ("填报人：", "审核人：", "单位负责人：", "（单位盖章处）") if part not in said] == []
    assert file.core_properties.author == ""


def test_a_book_of_nothing_says_so_and_can_be_signed(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    shown = page(signed_in(clerk), SESSIONS)
    assert [part for part in ("本期没有登记。", "合计：0 场次", "第 1 页 / 共 1 页", "填报人：") if part not in shown] == []
    assert "本期没有登记。" in [row.cells[0].text for row in word(signed_in(clerk), SESSIONS).tables[0].rows]


def test_a_book_too_long_to_be_bound_is_refused_with_what_to_do(
    county: Unit, clerk: Person, verifier: Person, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    put([titled(county, "甲"), titled(county, "乙")], by=clerk, verifier=verifier)
    monkeypatch.setattr(books, "ENTRIES_MAX", 1)
    for name in ("book", "book_file"):
        said = text(signed_in(clerk).get(reverse(f"registers:{name}", args=[SESSIONS]) + HERE), 422)
        assert "这一册有 2 条分录，超过可装订的 1 条；请按下级单位，或按季、按月分册打印。" in said


def test_the_shelf_counts_what_each_book_holds_and_leads_there(
    county: Unit, clerk: Person, verifier: Person, signed_in: SignIn
) -> None:
    put([titled(county, "甲"), titled(county, "乙")], by=clerk, verifier=verifier)
    counted = {kind.key: number for kind, number in printed.shelf(scope=Scope(county, Period.year(2023)))}
    assert ({key: number for key, number in counted.items() if number}, len(counted)) == ({SESSIONS: 2}, len(kinds.kinds()))
    shown = text(signed_in(clerk).get(reverse("registers:printed") + HERE))
    assert reverse("registers:book", args=[SESSIONS]) + HERE in shown


def test_lists_and_figures_lead_to_the_book(county: Unit, clerk: Person, verifier: Person, signed_in: SignIn) -> None:
    put([titled(county, "甲")], by=clerk, verifier=verifier)
    book, shelf = reverse("registers:book", args=[SESSIONS]) + HERE, reverse("registers:printed") + HERE
    client = signed_in(clerk)
    asked = {"unit": "C01", "period": "2023"}
    assert shelf in text(client.get(reverse("registers:records"), asked))
    assert book in text(client.get(reverse("registers:records"), asked | {"kind": SESSIONS}))
    assert book in text(client.get(reverse("figures:figure", args=["activities.study_sessions"]), asked))


def test_what_belongs_to_others_is_in_nobodys_book(
    county: Unit, elsewhere: Unit, city: Unit, clerk: Person, verifier: Person, signed_in: SignIn
) -> None:
    put([titled(county, "甲")], by=clerk, verifier=verifier)
    stranger = person("X1", "外人", elsewhere, Role.CLERK)
    assert rows(bound(SESSIONS, elsewhere, stranger)) == []
    assert [row.cells[3].text for row in rows(bound(SESSIONS, city, clerk))] == ["甲"]
    assert rows(bound(SESSIONS, city, clerk, own=True)) == []
    for name, key in (("book", [SESSIONS]), ("book_file", [SESSIONS]), ("printed", [])):
        assert signed_in(stranger).get(reverse(f"registers:{name}", args=key) + HERE).status_code == 403


def test_many_lines_are_read_in_as_many_queries_as_few(
    county: Unit, clerk: Person, verifier: Person, squad: list[Person], signed_in: SignIn
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(signed_in(clerk), SHEETS)
        return len(queries)

    put([sheet(county, squad)], by=clerk, verifier=verifier)
    asked()
    one = asked()
    put([sheet(county, squad, note="二"), sheet(county, squad, note="三")], by=clerk, verifier=verifier)
    assert asked() == one


@pytest.mark.parametrize("kind", kinds.kinds(), ids=lambda kind: kind.key)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_columns_of_every_kind_fill_the_page_and_no_head_is_taller_than_four_lines(
    kind: kinds.Kind, language: str, clerk: Person
) -> None:
    from django.utils.translation import override

    with override(language):
        shown = columns.columns(kind, Names(clerk))
        assert sum(each.width for each in shown) == columns.EM_IN_ALL
        assert [each.head for each in shown if columns.lines_of(each.head, each.width) > 4] == []
        assert min(each.width for each in shown) >= columns.NARROWEST


@given(st.text(st.characters(exclude_categories=["C"]), max_size=600), st.integers(3, 40))
def test_no_text_is_taller_than_its_cell_may_be(said: str, width: int) -> None:
    short = columns.cut(said, width)
    assert columns.lines_of(short, width) <= columns.LINES_MAX + 1
    assert short == said or (said.startswith(short[:-1]) and short.endswith("…"))


def test_leaves_hold_what_they_have_room_for_whatever_the_length_of_titles(county: Unit, clerk: Person, verifier: Person) -> None:
    put([titled(county, f"{number}" + "长" * (number * 7 % 290)) for number in range(80)], by=clerk, verifier=verifier)
    book = bound(SESSIONS, county, clerk)

    def heights() -> Iterator[int]:
        for leaf in book.leaves():
            yield sum(books._height(row) for row in leaf.rows)

    assert sum(book.sizes) == 80
    assert max(heights()) <= books.LEAF_PT


def test_the_word_file_is_whole(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    response: Any = signed_in(clerk).get(reverse("registers:book_file", args=[SESSIONS]) + HERE)
    with ZipFile(BytesIO(b"".join(response.streaming_content))) as file:
        assert file.testzip() is None
        assert sorted(set(file.namelist())) == sorted(file.namelist())
