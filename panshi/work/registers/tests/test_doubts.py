"""What would count twice, or looks odd, is pointed out before it counts: to who reports it and to who verifies it."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from struct import pack
from typing import Any
from zlib import compress, crc32

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panshi.ledger import kinds
from panshi.org import services as org
from panshi.org.choices import Level, Role
from panshi.org.models import Person, Unit
from panshi.work.registers import selectors, services
from panshi.work.registers.models import Evidence, Record
from panshi.work.registers.selectors import Sort
from panshi.work.registers.selectors.doubting.outliers import far
from panshi.work.registers.selectors.doubting.twins import near
from panshi.work.registers.tests.conftest import person, session, sheet
from panshi.work.registers.tests.pictures import picture
from panshi.work.registers.tests.test_pages import HERE, text, typed, upload

SignIn = Callable[[Person], Client]
FORM = reverse("registers:report", args=["activities.session"]) + HERE


def about(*records: Record, viewer: Person) -> list[list[tuple[Sort, int | None]]]:
    found = selectors.doubts(selectors.suspects_of(records), viewer=viewer)
    return [[(doubt.sort, doubt.record) for doubt in doubts] for doubts in found]


def reported(unit: Unit, by: Person, **changed: Any) -> Record:
    return services.report(session(unit, **changed), by=by)


def titled(title: str, **more: str) -> dict[str, dict[str, str]]:
    return {"dims": {"form": "study", "title": title, "level": "local"} | more}


def test_the_same_thing_on_the_same_day_in_the_same_unit_is_a_twin(county: Unit, clerk: Person) -> None:
    one, two = reported(county, clerk), reported(county, clerk, note="又报了一次")
    other = reported(county, clerk, occurred_on=date(2023, 8, 5))
    assert about(one, two, other, viewer=clerk) == [[(Sort.TWIN, two.pk)], [(Sort.TWIN, one.pk)], []]


def test_what_was_reversed_is_no_twin(county: Unit, clerk: Person, verifier: Person) -> None:
    one = reported(county, clerk)
    services.verify(one, by=verifier)
    services.reverse_record(one, reason="重复登记", by=verifier)
    assert about(reported(county, clerk), viewer=clerk) == [[]]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("五月集中学习（第一场）", "五月集中学习 第一场", True),
        ("警营开放日走进实验小学活动", "警营开放日走进实验小学的活动", True),
        ("Ｐanshi 开放日", "panshi开放日", True),
        ("五月集中学习会", "六月集中学习会", False),
        ("公安简报第3期发布", "公安简报第4期发布", False),
        ("警营开放日", "廉政警示教育", False),
    ],
)
def test_titles_are_near_by_nine_tenths_and_the_same_numbers(one: str, other: str, alike: bool) -> None:
    assert near(one, other) is alike


def test_a_near_title_within_a_week_is_found_above_below_and_nowhere_else(
    city: Unit, county: Unit, elsewhere: Unit, clerk: Person
) -> None:
    station = org.open_unit(code="C0101", name="老城派出所", level=Level.STATION, opened_on=date(2000, 1, 1), above=county)
    stranger = person("P8", "石川", elsewhere, Role.CLERK)
    here = reported(station, clerk, **titled("警营开放日走进实验小学活动"))
    above = reported(county, clerk, occurred_on=date(2023, 5, 12), **titled("警营开放日走进实验小学的活动"))
    reported(county, clerk, occurred_on=date(2023, 5, 13), **titled("警营开放日走进实验小学的活动"))
    reported(elsewhere, stranger, **titled("警营开放日走进实验小学的活动"))
    [found] = selectors.doubts(selectors.suspects_of([here]), viewer=clerk)
    assert [(doubt.sort, doubt.record, doubt.asks) for doubt in found] == [(Sort.NEAR, above.pk, False)]


def test_one_story_of_two_stations_of_a_county_is_pointed_out_to_who_may_see_both(
    city: Unit, county: Unit, elsewhere: Unit, clerk: Person
) -> None:
    opened = {"level": Level.STATION, "opened_on": date(2000, 1, 1)}
    stations = [org.open_unit(code=f"C010{n}", name=f"第{n}派出所", above=county, **opened) for n in (1, 2)]
    beyond = org.open_unit(code="C0201", name="第三派出所", above=elsewhere, **opened)
    stranger = person("P8", "石川", city, Role.CLERK)
    one, other, _far = [
        services.report(_poster(unit, title), by=stranger)
        for unit, title in ((stations[0], "反诈海报进校园"), (stations[1], "反诈海报进校园。"), (beyond, "反诈海报进校园"))
    ]
    [found] = selectors.doubts(selectors.suspects_of([one]), viewer=clerk)
    assert [(doubt.sort, doubt.record, doubt.asks) for doubt in found] == [(Sort.NEAR, other.pk, False)]
    alone = person("P9", "于海", stations[0], Role.CLERK)
    [found] = selectors.doubts(selectors.suspects_of([one]), viewer=alone)
    assert [(doubt.record, doubt.named) for doubt in found] == [(None, "您看不到的单位的记录 · 2023-05-05")]


def _poster(unit: Unit, title: str) -> services.NewRecord:
    return services.NewRecord(
        kind=kinds.kind("newsroom.product"), unit=unit, occurred_on=date(2023, 5, 5), dims={"form": "poster", "title": title}
    )


def test_another_form_of_the_same_title_is_another_thing(county: Unit, clerk: Person) -> None:
    reported(county, clerk)
    assert about(reported(county, clerk, **titled("五月集中学习", form="lecture")), viewer=clerk) == [[]]


def test_two_sheets_of_a_session_are_twins_only_with_somebody_on_both(county: Unit, clerk: Person, squad: list[Person]) -> None:
    first = services.report(sheet(county, squad[:2]), by=clerk)
    rest = services.report(sheet(county, squad[2:]), by=clerk)
    again = services.report(sheet(county, squad[1:2]), by=clerk)
    assert about(rest, again, viewer=clerk) == [[], [(Sort.TWIN, first.pk)]]


def test_a_picture_is_known_again_smaller_and_compressed(county: Unit, clerk: Person) -> None:
    photo = services.store(picture(), name="签到.jpg", by=clerk)
    first = reported(county, clerk, evidence=(photo,))
    copy = services.store(picture(size=(320, 240), quality=40), name="微信图片.jpg", by=clerk)
    other = services.store(picture(2), name="合影.png", by=clerk)
    looks = reported(county, clerk, occurred_on=date(2023, 9, 1), evidence=(copy,), **titled("警示教育"))
    fresh = reported(county, clerk, occurred_on=date(2023, 9, 20), evidence=(other,), **titled("革命传统教育"))
    same = reported(county, clerk, occurred_on=date(2023, 11, 1), evidence=(photo,), **titled("主题党日"))
    assert about(looks, fresh, viewer=clerk) == [[(Sort.PICTURE, first.pk), (Sort.PICTURE, same.pk)], []]
    [found] = selectors.doubts(selectors.suspects_of([same]), viewer=clerk)
    assert [(doubt.record, doubt.asks) for doubt in found] == [(first.pk, True), (looks.pk, False)]


def test_a_photo_of_the_sheet_serves_the_session_and_its_attendance(county: Unit, clerk: Person, squad: list[Person]) -> None:
    photo = services.store(picture(), name="签到.jpg", by=clerk)
    reported(county, clerk, evidence=(photo,))
    assert about(services.report(sheet(county, squad, evidence=(photo,)), by=clerk), viewer=clerk) == [[]]


def test_a_record_out_of_sight_is_named_by_its_day_alone(county: Unit, elsewhere: Unit, clerk: Person) -> None:
    stranger = person("P8", "石川", elsewhere, Role.CLERK)
    photo = services.store(picture(), name="签到.jpg", by=clerk)
    reported(elsewhere, stranger, evidence=(photo,), **titled("他们的活动"))
    mine = reported(county, clerk, occurred_on=date(2023, 9, 1), evidence=(photo,))
    [[doubt]] = selectors.doubts(selectors.suspects_of([mine]), viewer=clerk)
    assert (doubt.record, doubt.named) == (None, "您看不到的单位的记录 · 2023-05-05")


def test_the_same_address_for_two_of_a_kind_is_pointed_out(county: Unit, clerk: Person) -> None:
    page = services.link("https://example.com/a", by=clerk)
    first = reported(county, clerk, evidence=(page,))
    assert about(reported(county, clerk, evidence=(page,), **titled("换了题目")), viewer=clerk) == [[(Sort.PICTURE, first.pk)]]


def bomb(side: int) -> bytes:
    """A PNG whose head says it is `side` × `side`."""
    head = pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", compress(b"\0" * 1000)), (b"IEND", b"")
    made = b"".join(pack(">I", len(data)) + name + data + pack(">I", crc32(name + data)) for name, data in parts)
    return b"\x89PNG\r\n\x1a\n" + made


@pytest.mark.parametrize("side", [8_000, 20_000, 60_000])
def test_a_picture_that_would_fill_the_memory_is_refused_by_its_head(clerk: Person, side: int) -> None:
    with pytest.raises(services.TooManyPixels, match="超过了 6,000 万"):
        services.store(bomb(side), name="炸弹.png", by=clerk)
    assert Evidence.objects.count() == 0


def test_pictures_filed_before_get_their_prints(clerk: Person, capsys: Any) -> None:
    photo = services.store(picture(), name="签到.jpg", by=clerk)
    empty = services.store(picture_of_nothing(), name="白纸.png", by=clerk)
    Evidence.objects.update(print="")
    call_command("prints")
    known = dict(Evidence.objects.values_list("pk", "print"))
    assert known == {photo.pk: photo.print, empty.pk: ""}
    assert len(photo.print) == 16
    assert "给 1 张图片补了指纹，跳过 1 张。" in capsys.readouterr().out


def picture_of_nothing() -> bytes:
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (200, 100), "white").save(out, "PNG")
    return out.getvalue()


def test_a_milestone_outside_the_years_of_its_plan_is_pointed_out(county: Unit, clerk: Person) -> None:
    plan = {"area": "culture", "name": "五年规划", "from_year": 2020, "to_year": 2022}
    services.report(session(county, kind=kinds.kind("plans.plan"), occurred_on=date(2020, 3, 1), dims=plan), by=clerk)
    reached = {"programme": "五年规划", "title": "建成文化长廊", "timeliness": "on_time"}
    late = services.report(session(county, kind=kinds.kind("plans.milestone"), dims=reached), by=clerk)
    [[doubt]] = selectors.doubts(selectors.suspects_of([late]), viewer=clerk)
    assert str(doubt.said) == "2023-05-05 不在“五年规划”的 2020—2022 年内。"
    backwards = plan | {"name": "倒着的规划", "from_year": 2025}
    odd = services.report(session(county, kind=kinds.kind("plans.plan"), dims=backwards), by=clerk)
    assert about(odd, viewer=clerk) == [[(Sort.TERM, None)]]


def test_an_end_before_the_day_itself_is_pointed_out(county: Unit, clerk: Person) -> None:
    facts = {"type": "club", "name": "读书社", "until": "2023-01-01"}
    kind = kinds.kind("groups.group")
    facts["type"] = next(iter(kind.dimension("type").choices))
    record = services.report(session(county, kind=kind, dims=facts), by=clerk)
    assert about(record, viewer=clerk) == [[(Sort.TERM, None)]]


def test_far_is_five_deviations_from_the_median() -> None:
    assert far(100, [40, 42, 38, 41, 39, 40, 43, 37, 40, 41, 39, 40]) == (40, 4)
    assert far(59, [40, 42, 38, 41, 39, 40, 43, 37, 40, 41, 39, 40]) is None
    assert far(10, [1] * 20) == (1, 1)
    assert far(6, [1] * 20) is None


def test_an_unusual_quantity_is_pointed_out_with_what_is_usual(county: Unit, clerk: Person) -> None:
    kind = kinds.kind("coverage.reads")
    dims = {dimension.key: _some(dimension) for dimension in kind.dimensions if dimension.required}
    for month in range(1, 13):
        new = session(county, kind=kind, dims=dims, occurred_on=date(2022, month, 1), quantity=1000 + month)
        services.report(new, by=clerk)
    usual = services.report(session(county, kind=kind, dims=dims, quantity=1200), by=clerk)
    odd = services.report(session(county, kind=kind, dims=dims, quantity=10_200, occurred_on=date(2023, 6, 1)), by=clerk)
    assert about(usual, odd, viewer=clerk) == [[], [(Sort.SIZE, None)]]
    [[doubt]] = selectors.doubts(selectors.suspects_of([odd]), viewer=clerk)
    assert "此前 24 个月 13 条同类记录的中位数是 1,007" in str(doubt.said)


def _some(dimension: Any) -> Any:
    return next(iter(dimension.choices), "某个名称") if dimension.type != "integer" else 1


def test_a_months_unusual_number_is_said_once(county: Unit, clerk: Person) -> None:
    before = [session(county, occurred_on=date(2022, month, 10), **titled(f"第{month}次")) for month in range(1, 13)]
    services.report_many(before, by=clerk)
    many = [session(county, occurred_on=date(2023, 1, day), **titled(f"每日学习{day}")) for day in range(1, 13)]
    found = about(*services.report_many(many, by=clerk), viewer=clerk)
    assert [(Sort.NUMBER, None)] in found
    assert sum((Sort.NUMBER, None) in doubts for doubts in found) == 1


def test_any_number_is_asked_about_in_the_same_queries(county: Unit, clerk: Person, squad: list[Person]) -> None:
    photo = services.store(picture(), name="签到.jpg", by=clerk)
    new = [sheet(county, squad, evidence=(photo,)), session(county, evidence=(photo,))]
    few = services.report_many(new, by=clerk)
    many = services.report_many([*new, *new, *new], by=clerk)
    selectors.doubts(selectors.suspects_of(few), viewer=clerk)  # the prints of all pictures are read once
    counts = []
    for records in (few, many):
        with CaptureQueriesContext(connection) as asked:
            selectors.doubts(selectors.suspects_of(records), viewer=clerk)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 11


def test_the_form_points_out_a_twin_and_takes_it_with_an_answer(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    first = reported(county, clerk)
    client = signed_in(clerk)
    shown = text(client.post(FORM, typed(county)))
    assert "与这条是同一件事" in shown
    assert reverse("registers:record", args=[first.pk]) in shown
    assert Record.objects.count() == 1
    told = shown.partition('name="told" value="')[2][:16]
    shown = text(client.post(FORM, typed(county, told=told)))
    assert "请写明为什么不是同一条" in shown
    client.post(FORM, typed(county, told=told, distinct_because="下午场"))
    assert Record.objects.latest("id").distinct_because == "下午场"


def test_what_is_only_pointed_out_needs_no_answer(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    page = services.link("https://example.com/a", by=clerk)
    reported(county, clerk, evidence=(page,))
    client = signed_in(clerk)
    facts = typed(county, dim_title="警示教育大会", link="https://example.com/a")
    shown = text(client.post(FORM, facts))
    assert "已经是这条的证据" in shown
    assert 'name="distinct_because"' not in shown
    told = shown.partition('name="told" value="')[2][:16]
    client.post(FORM, facts | {"told": told})
    assert Record.objects.count() == 2


def test_a_correction_is_not_its_own_twin(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    record = reported(county, clerk)
    client = signed_in(clerk)
    client.post(reverse("registers:correct", args=[record.pk]) + HERE, typed(county, note="补一句"))
    assert Record.objects.get().note == "补一句"


def test_a_picture_is_pointed_out_in_the_form(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    photo = services.store(picture(), name="签到.jpg", by=clerk)
    reported(county, clerk, evidence=(photo,), occurred_on=date(2023, 5, 5) - timedelta(days=90))
    client = signed_in(clerk)
    file = upload(picture(size=(400, 300), quality=50), "新照片.jpg")
    shown = text(client.post(FORM, typed(county, dim_title="警示教育大会", files=[file])))
    assert "图片“新照片.jpg”与这条的证据几乎一样" in shown


def test_what_an_undone_import_withdrew_is_no_twin(county: Unit, clerk: Person) -> None:
    gone = reported(county, clerk)
    Record.objects.filter(pk=gone.pk).update(state="withdrawn")
    assert about(reported(county, clerk), viewer=clerk) == [[]]
