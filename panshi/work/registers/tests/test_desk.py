"""The verifier's desk: evidence beside each record, what changed, reasons at hand, a sample before all is verified at once."""

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panshi.kernel.clock import now, today
from panshi.kernel.periods import Period
from panshi.kernel.refusals import NotAllowed
from panshi.ledger import selectors as ledger
from panshi.org import services as org
from panshi.org.choices import Role
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.work.registers import selectors, services
from panshi.work.registers.choices import State
from panshi.work.registers.models import Record
from panshi.work.registers.tests.conftest import person, session
from panshi.work.registers.tests.pictures import picture
from panshi.work.registers.tests.test_doubts import bomb, titled
from panshi.work.registers.tests.test_pages import HERE, text

SignIn = Callable[[Person], Client]
DESK = reverse("registers:verify_queue") + HERE
SAMPLE = reverse("registers:sample") + HERE


def many(unit: Unit, by: Person, number: int) -> list[Record]:
    first = date(2022, 1, 1)
    days = [first + timedelta(days=20 * place % 700) for place in range(number)]
    return services.report_many(
        [session(unit, occurred_on=day, **titled(f"第{place}次")) for place, day in enumerate(days)], by=by
    )


def test_evidence_stands_beside_the_record_small(county: Unit, clerk: Person, verifier: Person, signed_in: SignIn) -> None:
    photo = services.store(picture(size=(1600, 1200)), name="签到.jpg", by=clerk)
    page = services.link("https://example.com/a", by=clerk)
    services.report(session(county, evidence=(photo, page)), by=clerk)
    client = signed_in(verifier)
    shown = text(client.get(DESK))
    small = reverse("registers:evidence", args=[photo.digest]) + HERE + "&small"
    assert small in shown
    assert "example.com/a" in shown
    answers = [client.get(small) for _ in range(2)]
    assert {answer["Content-Type"] for answer in answers} == {"image/webp"}
    assert answers[0].content == answers[1].content
    assert len(answers[0].content) < 20_000
    assert "sandbox" in answers[0]["Content-Security-Policy"]


def test_a_picture_that_cannot_be_drawn_is_still_opened(county: Unit, clerk: Person, verifier: Person, signed_in: SignIn) -> None:
    broken = services.store(b"\xff\xd8\xff\xe0" + b"photo" * 20, name="坏图.jpg", by=clerk)
    services.report(session(county, evidence=(broken,)), by=clerk)
    place = reverse("registers:evidence", args=[broken.digest]) + HERE
    client = signed_in(verifier)
    assert "不能显示缩略图" in text(client.get(f"{place}&small"), 404)
    assert client.get(place).status_code == 200
    assert services.thumbnail(broken, bomb(8_000)) == b""


def test_what_is_pointed_out_and_why_it_is_another_one_stand_beside_the_record(
    county: Unit, clerk: Person, verifier: Person, signed_in: SignIn
) -> None:
    services.report_many([session(county), session(county, distinct_because="下午场")], by=clerk)
    shown = text(signed_in(verifier).get(DESK))
    assert shown.count("与这条是同一件事") == 2
    assert "下午场" in shown
    assert "同一件事两次" in shown


def test_a_corrected_record_shows_what_changed_since_it_was_sent_back(
    county: Unit, clerk: Person, verifier: Person, signed_in: SignIn
) -> None:
    record = services.report(session(county), by=clerk)
    services.send_back(record, reason="日期不对", by=verifier)
    again = services.resubmit(record, session(county, occurred_on=date(2023, 5, 6)), by=clerk)
    services.resubmit(again, session(county, occurred_on=date(2023, 5, 7)), by=clerk)
    shown = text(signed_in(verifier).get(DESK))
    assert "<del>2023-05-05</del> → <ins>2023-05-07</ins>" in shown
    assert "日期不对" in shown


def test_evidence_filed_since_it_was_sent_back_is_marked_new(county: Unit, clerk: Person, verifier: Person) -> None:
    old = services.store(picture(), name="旧.jpg", by=clerk)
    record = services.report(session(county, evidence=(old,)), by=clerk)
    services.send_back(record, reason="缺照片", by=verifier)
    new = services.store(picture(2), name="新.jpg", by=clerk)
    again = services.resubmit(record, session(county, evidence=(old, new)), by=clerk)
    [item] = selectors.desk([again], viewer=verifier)
    assert (item.said, item.changes, item.fresh) == ("缺照片", (), frozenset({new.pk}))


def test_the_desk_asks_the_database_as_often_for_3_rows_as_for_1(
    county: Unit, clerk: Person, verifier: Person, signed_in: SignIn
) -> None:
    client, counts = signed_in(verifier), []
    photo = services.store(picture(), name="签到.jpg", by=clerk)
    for more in (1, 2):
        for _ in range(more):
            record = services.report(session(county, evidence=(photo,)), by=clerk)
            services.send_back(record, reason="日期不对", by=verifier)
            services.resubmit(record, session(county, evidence=(photo,), occurred_on=date(2023, 5, 6)), by=clerk)
        client.get(DESK)
        with CaptureQueriesContext(connection) as asked:
            text(client.get(DESK))
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"usual": "day"}, "日期不对"),
        ({"reason": "照片看不清"}, "照片看不清"),
        ({"usual": "day", "reason": "应为 6 日"}, "日期不对：应为 6 日"),
    ],
)
def test_a_record_is_sent_back_with_a_usual_reason_or_a_typed_one(
    sent: dict[str, str], said: str, county: Unit, clerk: Person, verifier: Person, signed_in: SignIn
) -> None:
    record = services.report(session(county), by=clerk)
    place = reverse("registers:send_back", args=[record.pk]) + HERE
    answer = signed_in(verifier).post(place, {"revision": 1, "next": DESK} | sent)
    assert answer.url == DESK
    assert Record.objects.get().reason == said


def test_back_to_where_it_was_done_from_is_never_elsewhere(
    county: Unit, clerk: Person, verifier: Person, signed_in: SignIn
) -> None:
    record = services.report(session(county), by=clerk)
    place = reverse("registers:verify", args=[record.pk]) + HERE
    answer = signed_in(verifier).post(place, {"revision": 1, "next": "https://example.com/"})
    assert answer.url == reverse("registers:record", args=[record.pk]) + HERE


def test_scripts_get_what_was_done_in_the_records_place(county: Unit, clerk: Person, verifier: Person, signed_in: SignIn) -> None:
    record = services.report(session(county), by=clerk)
    place = reverse("registers:verify", args=[record.pk]) + HERE
    shown = text(signed_in(verifier).post(place, {"revision": 1}, headers={"HX-Request": "true"}))
    assert shown.startswith('<li class="item done"')
    assert "核实了 1 条；账本第 1 条。" in shown


def test_a_sample_stays_the_same_all_day_whatever_is_verified_meanwhile() -> None:
    drawn = selectors.draw(range(1, 2001), on=date(2026, 11, 24))
    assert 120 < len(drawn) < 280
    assert selectors.draw(range(1, 2001), on=date(2026, 11, 24)) == drawn
    assert selectors.draw(range(1001, 2001), on=date(2026, 11, 24)) == {pk for pk in drawn if pk > 1000}
    assert selectors.draw(range(1, 2001), on=date(2026, 11, 25)) != drawn
    assert len(selectors.draw([7], on=date(2026, 11, 24))) == 1


def test_all_that_matches_is_verified_once_the_sample_was_looked_at(
    county: Unit, clerk: Person, verifier: Person, signed_in: SignIn
) -> None:
    many(county, clerk, 60)
    client = signed_in(verifier)
    place = f"{SAMPLE}&{urlencode({'at': now().isoformat(), 'kind': 'activities.session'})}"
    services.report(session(county), by=clerk)
    drawn = selectors.draw(Record.objects.exclude(title="五月集中学习").values_list("pk", flat=True), on=today())
    shown = text(client.get(place))
    assert f"抽查 {len(drawn)} 条，已看 0 条" in shown
    assert f"抽查的 {len(drawn)} 条里还有 {len(drawn)} 条没有看过" in text(client.post(place, {"rest": "1"}), 409)
    assert ledger.head() == 0
    client.post(place, {"looked": "1", "shown": [f"{pk}@1" for pk in drawn]})
    assert "核实全部 60 条" in text(client.get(place))
    client.post(place, {"rest": "1"})
    assert (ledger.head(), Record.objects.get(state=State.REPORTED).title) == (60, "五月集中学习")
    assert Record.objects.get(pk=min(drawn)).steps.filter(act="looked_at", by=verifier).count() == 1


def test_a_record_corrected_after_it_was_looked_at_is_left_out_of_the_rest(county: Unit, clerk: Person, verifier: Person) -> None:
    records, scope, at = many(county, clerk, 30), Scope(county, Period.year(2023)), now()
    found = selectors.matching(person=verifier, scope=scope, at=at)
    services.look_at(found.unseen, by=verifier)
    changed = services.resubmit(records[3], session(county, **titled("改过的")), by=clerk)
    again = selectors.matching(person=verifier, scope=scope, at=at)
    assert (len(found.records), len(again.records), again.unseen) == (30, 29, ())
    assert changed.pk not in {record.pk for record in again.records}
    assert services.verify_matching(again, by=verifier).written == 29


def test_ones_own_are_never_among_all_that_matches(county: Unit, clerk: Person) -> None:
    both = person("P3", "郑重", county, Role.CLERK, Role.VERIFIER)
    others = many(county, clerk, 5)
    many(county, both, 5)
    found = selectors.matching(person=both, scope=Scope(county, Period.year(2023)), at=now())
    assert {record.pk for record in found.records} == {record.pk for record in others}


def test_a_sample_is_noted_by_a_verifier_only(county: Unit, clerk: Person) -> None:
    records = many(county, clerk, 3)
    with pytest.raises(NotAllowed):
        services.look_at(records, by=clerk)


def test_the_sample_page_when_nothing_waits_and_when_the_moment_is_none(
    county: Unit, verifier: Person, signed_in: SignIn
) -> None:
    client = signed_in(verifier)
    assert "没有待核实的记录" in text(client.get(SAMPLE))
    assert "不是时刻" in text(client.get(f"{SAMPLE}&at=gestern"), 422)
    assert "不是时刻" in text(client.get(f"{SAMPLE}&at=2023-05-05"), 422)


def test_nobody_verifies_their_own_even_with_a_lent_role(county: Unit, clerk: Person, verifier: Person) -> None:
    grant = verifier.grants.get()
    org.delegate(grant=grant, person=clerk, unit=county, since=today(), until=today(), by=verifier)
    own = services.report(session(county), by=clerk)
    other = services.report(session(county, **titled("别人的")), by=person("P3", "郑重", county, Role.CLERK))
    with pytest.raises(services.OwnReport):
        services.verify(own, by=clerk)
    assert services.verify(other, by=clerk)[0].posted_by_id == clerk.pk


def test_a_selection_may_come_as_one_long_field(county: Unit, clerk: Person, verifier: Person, signed_in: SignIn) -> None:
    records = many(county, clerk, 40)
    signed_in(verifier).post(DESK, {"selected": ",".join(record.mark for record in records)})
    assert ledger.head() == 40


def test_a_long_list_is_gone_through_by_its_places_both_ways(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    services.report_many(
        [session(county, occurred_on=date(2023, 5, 1 + place // 10), **titled(f"第{place:03}次")) for place in range(120)],
        by=clerk,
    )
    scope, sought = Scope(county, Period.year(2023)), selectors.Sought()
    first = selectors.page(sought, person=clerk, scope=scope)
    second = selectors.page(sought, person=clerk, scope=scope, after=first.older)
    third = selectors.page(sought, person=clerk, scope=scope, after=second.older)
    assert [len(page.records) for page in (first, second, third)] == [50, 50, 20]
    titles = [record.title for page in (first, second, third) for record in page.records]
    assert titles == [f"第{place:03}次" for place in range(119, -1, -1)]
    assert (first.newer, third.older, str(first.all)) == ("", "", "120")
    assert selectors.page(sought, person=clerk, scope=scope, before=third.newer).records == second.records
    client = signed_in(clerk)
    shown = text(client.get(f"{reverse('registers:records')}{HERE}&after={first.older}"))
    assert "第069次" in shown
    assert "第070次" not in shown
    assert "不是列表中的位置" in text(client.get(f"{reverse('registers:records')}{HERE}&after=x"), 422)


def test_counting_stops_at_ten_thousand() -> None:
    assert str(selectors.Number(10_000, more=True)) == "10,000+"
    assert not selectors.Number(0)
