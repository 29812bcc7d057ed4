"""The pages of the registers: what they show, what they take, what they refuse, and to whom."""

from collections.abc import Callable
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panshi.ledger import selectors as ledger
from panshi.org.choices import Role
from panshi.org.models import Person, Unit
from panshi.work.registers import services
from panshi.work.registers.choices import State
from panshi.work.registers.models import Record
from panshi.work.registers.tests.conftest import person, session, sheet

HERE = "?unit=C01&period=2023"
PHOTO = b"\xff\xd8\xff\xe0" + b"photo" * 20
SignIn = Callable[[Person], Client]


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status, unescape(response.content.decode())
    return unescape(response.content.decode())


def typed(county: Unit, **changed: Any) -> dict[str, Any]:
    facts = {
        "unit": county.pk,
        "occurred_on": "2023-05-05",
        "dim_form": "study",
        "dim_title": "五月集中学习",
        "dim_level": "local",
    }
    return facts | {"dim_programme": "", "note": "", "link": ""} | changed


def upload(content: bytes, name: str) -> BytesIO:
    stream = BytesIO(content)
    stream.name = name
    return stream


@pytest.mark.parametrize("page", ["registers:records", "registers:verify_queue"])
def test_lists_ask_the_database_as_often_for_3_rows_as_for_1(
    page: str, county: Unit, clerk: Person, verifier: Person, signed_in: SignIn
) -> None:
    client = signed_in(verifier)
    services.report(session(county), by=clerk)
    client.get(reverse(page) + HERE)
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(page) + HERE)
    services.report_many([session(county), session(county)], by=clerk)
    with CaptureQueriesContext(connection) as three:
        assert text(client.get(reverse(page) + HERE)).count("五月集中学习</a>") == 3
    assert len(one) == len(three)


def test_the_list_is_narrowed_by_kind_state_and_days(county: Unit, clerk: Person, verifier: Person, signed_in: SignIn) -> None:
    client = signed_in(clerk)
    services.verify(services.report(session(county), by=clerk), by=verifier)
    shown = text(client.get(reverse("registers:records") + HERE))
    assert "五月集中学习" in shown
    for other in ("?unit=C01&period=2022", HERE + "&state=sent_back", HERE + "&kind=groups.group"):
        assert "五月集中学习" not in text(client.get(reverse("registers:records") + other))
    assert "上报第一条" in text(client.get(reverse("registers:records") + "?unit=C01&period=2022"))


def test_a_form_is_made_from_the_kind_and_reports_it(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    client = signed_in(clerk)
    assert reverse("registers:report", args=["activities.session"]) in text(client.get(reverse("registers:kinds") + HERE))
    address = reverse("registers:report", args=["activities.session"]) + HERE
    form = text(client.get(address))
    assert "集中学习" in form
    assert "活动所属的专项、系列" in form
    files = [upload(PHOTO, "签到.jpg")]
    answer = client.post(address, typed(county, files=files, link="https://example.com/a"))
    record = Record.objects.get()
    assert answer.url == reverse("registers:record", args=[record.pk]) + HERE
    assert (record.title, record.reported_by, record.dims["form"]) == ("五月集中学习", clerk, "study")
    assert [each.name for each in record.evidence.order_by("pk")] == ["签到.jpg", "example.com/a"]
    assert "签到.jpg" in text(client.get(answer.url))


def test_nothing_typed_or_sent_is_lost_on_a_mistake(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    client = signed_in(clerk)
    address = reverse("registers:report", args=["activities.session"]) + HERE
    files = [upload(PHOTO, "签到.jpg"), upload(b"MZ", "病毒.jpg")]
    shown = text(client.post(address, typed(county, occurred_on="2203-01-01", dim_title="六月学习", files=files)))
    assert "“病毒.jpg”不能作为证据" in shown
    assert 'value="六月学习"' in shown
    kept = services.store(PHOTO, name="签到.jpg", by=clerk)
    assert f'value="{kept.digest}"' in shown
    shown = text(client.post(address, typed(county, occurred_on="2203-01-01", kept=[kept.digest])))
    assert "发生日期不能是 2203-01-01" in shown
    assert Record.objects.count() == 0
    client.post(address, typed(county, kept=[kept.digest]))
    assert list(Record.objects.get().evidence.all()) == [kept]


def test_a_sheet_takes_numbers_and_names_and_asks_for_a_namesakes_number(
    county: Unit, clerk: Person, squad: list[Person], signed_in: SignIn
) -> None:
    client = signed_in(clerk)
    address = reverse("registers:report", args=["activities.attendance"]) + HERE
    facts = typed(county, dim_person_category="officer", dim_leader="False")
    person("S9", "高山", county)
    shown = text(client.post(address, facts | {"people": "高山\nS1，张三"}))
    assert "有几位叫高山，请写警号：S0、S9。" in shown
    assert "您能看到的人员里没有“张三”" in shown
    client.post(address, facts | {"people": "S0 S1\n方圆"})
    assert Record.objects.get().people == [member.pk for member in squad]


def test_people_the_reporter_may_not_see_are_not_found(county: Unit, elsewhere: Unit, clerk: Person, signed_in: SignIn) -> None:
    person("X1", "郑重", elsewhere)
    facts = typed(county, dim_person_category="officer", dim_leader="False", people="郑重 X1")
    shown = text(signed_in(clerk).post(reverse("registers:report", args=["activities.attendance"]) + HERE, facts))
    assert "您能看到的人员里没有“郑重”" in shown
    assert "您能看到的人员里没有“X1”" in shown


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (reverse("registers:kinds"), "没有“上报记录”的权限"),
        (reverse("registers:report", args=["activities.session"]), "没有“上报记录”的权限"),
        (reverse("registers:verify_queue"), "没有“核实记录”的权限"),
    ],
)
def test_the_wrong_role_reads_which_permission_is_missing(page: str, said: str, county: Unit, signed_in: SignIn) -> None:
    assert said in text(signed_in(person("P9", "郑重", county, Role.MEMBER)).get(page + HERE), 403)


def test_a_kind_nobody_declares_is_refused_by_name(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    shown = text(signed_in(clerk).get(reverse("registers:report", args=["sport.game"]) + HERE), 422)
    assert "没有“sport.game”这种记录" in shown


def test_the_desk_verifies_the_selected_and_shows_ones_own_with_the_reason(
    county: Unit, clerk: Person, signed_in: SignIn
) -> None:
    both = person("P3", "郑重", county, Role.CLERK, Role.VERIFIER)
    one, two = services.report_many([session(county), session(county)], by=clerk)
    own = services.report(session(county), by=both)
    client = signed_in(both)
    desk = reverse("registers:verify_queue") + HERE
    shown = text(client.get(desk))
    assert f'value="{one.mark}"' in shown
    assert f'value="{own.mark}"' not in shown
    assert "您上报的，要由别人核实。" in shown
    assert "还没有选中" in text(client.post(desk), 422)
    assert client.post(desk, {"selected": [one.mark]}).url == desk
    assert "核实了 1 条；账本第 1 条。" in text(client.get(desk))
    client.post(desk, {"all": "1", "shown": [two.mark]})
    assert ledger.head() == 2
    assert "是您自己上报的" in text(client.post(desk, {"selected": [own.mark]}), 403)


def test_a_record_is_sent_back_corrected_verified_and_reversed_on_its_page(
    county: Unit, clerk: Person, verifier: Person, signed_in: SignIn
) -> None:
    pk = services.report(session(county), by=clerk).pk
    client = signed_in(verifier)
    seen = {"revision": 1, "reason": "日期不对"}
    client.post(reverse("registers:send_back", args=[pk]) + HERE, seen)
    signed_in(clerk)
    correct = reverse("registers:correct", args=[pk]) + HERE
    assert "日期不对" in text(client.get(correct))
    client.post(correct, typed(county, occurred_on="2023-05-06"))
    signed_in(verifier)
    assert "又改过（第 2 版）" in text(client.post(reverse("registers:verify", args=[pk]) + HERE, {"revision": 1}), 409)
    client.post(reverse("registers:verify", args=[pk]) + HERE, {"revision": 2})
    client.post(reverse("registers:reverse", args=[pk]) + HERE, {"revision": 2, "reason": "重复登记"})
    shown = text(client.get(reverse("registers:record", args=[pk]) + HERE))
    assert "<del>2023-05-05</del> → <ins>2023-05-06</ins>" in shown
    assert "冲正：重复登记" in shown
    assert (Record.objects.get().state, ledger.head()) == (State.REVERSED, 2)


def test_a_verified_record_is_not_corrected(county: Unit, clerk: Person, verifier: Person, signed_in: SignIn) -> None:
    record = services.report(session(county), by=clerk)
    services.verify(record, by=verifier)
    assert "先由核实人冲正" in text(signed_in(clerk).get(reverse("registers:correct", args=[record.pk]) + HERE), 409)


def test_names_on_a_sheet_are_shown_to_those_who_may_see_people(
    county: Unit, clerk: Person, verifier: Person, squad: list[Person], signed_in: SignIn
) -> None:
    record = services.report(sheet(county, squad), by=clerk)
    page = reverse("registers:record", args=[record.pk]) + HERE
    assert "高山" in text(signed_in(verifier).get(page))
    services.verify(record, by=verifier)
    assert "高山" in text(signed_in(clerk).get(page))
    shown = text(signed_in(person("P9", "郑重", county, Role.MEMBER)).get(page))
    assert "高山" not in shown
    assert "姓名只向" in shown


def test_a_record_of_another_county_is_not_found(county: Unit, elsewhere: Unit, clerk: Person, signed_in: SignIn) -> None:
    record = services.report(session(county), by=clerk)
    stranger = signed_in(person("P8", "郑重", elsewhere, Role.CLERK))
    assert "没有找到" in text(stranger.get(reverse("registers:record", args=[record.pk]) + "?unit=C02"), 404)


def test_evidence_is_seen_only_by_those_who_may_see_its_record(
    county: Unit, elsewhere: Unit, clerk: Person, signed_in: SignIn
) -> None:
    photo = services.store(PHOTO, name="签到.jpg", by=clerk)
    address = reverse("registers:evidence", args=[photo.digest])
    member = person("P9", "郑重", county, Role.MEMBER)
    assert "没有找到" in text(signed_in(member).get(address), 404)
    services.report(session(county, evidence=(photo,)), by=clerk)
    answer = signed_in(person("P7", "肖英", county, Role.MEMBER)).get(address)
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, PHOTO, "image/jpeg")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    stranger = signed_in(person("P8", "石川", elsewhere, Role.CLERK))
    assert "没有找到" in text(stranger.get(address), 404)


def test_a_form_takes_no_evidence_the_reporter_may_not_see(
    county: Unit, elsewhere: Unit, clerk: Person, signed_in: SignIn
) -> None:
    theirs = services.store(PHOTO, name="签到.jpg", by=person("P8", "石川", elsewhere, Role.CLERK))
    address = reverse("registers:report", args=["activities.session"]) + HERE
    text(signed_in(clerk).post(address, typed(county, kept=[theirs.digest])))
    assert Record.objects.count() == 0


def test_a_changed_file_is_not_shown(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    photo = services.store(PHOTO, name="签到.jpg", by=clerk)
    photo.file.write_bytes(PHOTO + b"!")
    assert "与登记时不同" in text(signed_in(clerk).get(reverse("registers:evidence", args=[photo.digest])), 410)


def test_the_first_page_is_told_what_waits_and_what_came_back(county: Unit, clerk: Person, verifier: Person) -> None:
    from panshi.kernel.periods import Period
    from panshi.org.scope import Scope
    from panshi.work.registers.selectors import told

    scope = Scope(county, Period.year(2023))
    record, _ = services.report_many([session(county), session(county)], by=clerk)
    assert [notice.count for notice in told(person=verifier, scope=scope)] == [2, 0, 0]
    services.send_back(record, reason="缺照片", by=verifier)
    assert [notice.count for notice in told(person=clerk, scope=scope)] == [0, 1, 0]


def test_an_entry_leads_back_to_its_record(county: Unit, clerk: Person, verifier: Person, squad: list[Person]) -> None:
    record = services.resubmit(services.report(sheet(county, squad), by=clerk), sheet(county, squad, note="补"), by=clerk)
    [entry, *_] = services.verify(record, by=verifier)
    assert entry.source.address() == reverse("registers:record", args=[record.pk])
    assert entry.occurred_on == date(2023, 5, 5)
