"""Each role finds what it does first on top of its first page, and every number opens to as many."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client

from panshi.kernel.periods import Period
from panshi.ledger import services as ledger
from panshi.ledger.kinds import kind
from panshi.org.choices import Role
from panshi.org.models import Person, Unit
from panshi.reviews import services as reviews
from panshi.web.tests.conftest import hired
from panshi.web.tests.test_mine import due
from panshi.work.registers import services as registers

Entering = Callable[[Role], Client]


@pytest.fixture
def entering(client: Client, county: Unit) -> Entering:
    """Signs somebody of the county in who holds this one role."""

    def entered(role: Role) -> Client:
        client.force_login(_holder(role, county).account)
        return client

    return entered


def _holder(role: Role, unit: Unit) -> Person:
    return Person.objects.filter(number=role).first() or hired(role, f"高{role}", role, unit, role)


def first_page(client: Client, **asked: str) -> str:
    response = client.get("/", {"period": "2023"} | asked)
    assert response.status_code == 200
    return unescape(response.content.decode())


def tally(shown: str, label: str) -> str:
    """The number beside the label on a desk."""
    return shown.partition(f'<span class="away"> {label}</span>')[0].rpartition(">")[2]


@pytest.fixture
def three_records(county: Unit) -> None:
    """One waits, one was sent back, one is verified; all reported by the clerk."""
    clerk, verifier = _holder(Role.CLERK, county), _holder(Role.VERIFIER, county)
    held = [
        registers.NewRecord(
            kind=kind("activities.session"),
            unit=county,
            occurred_on=date(2023, 5, day),
            dims={"form": "study", "title": f"读书会{day}", "level": "local"},
        )
        for day in (1, 2, 3)
    ]
    _waiting, back, verified = (registers.report(record, by=clerk) for record in held)
    registers.send_back(back, reason="请附签到表", by=verifier)
    registers.verify(verified, by=verifier)


def test_a_clerk_sees_what_was_sent_back_and_what_waits(entering: Entering, three_records: None) -> None:
    shown = first_page(entering(Role.CLERK))
    numbers = [tally(shown, label) for label in ("退回给我的", "等待核实的", "已核实的")]
    assert numbers == ["1", "1", "1"]
    assert shown.index("请附签到表") < shown.index("主流媒体刊登稿件")
    assert 'href="/registers/report/' in shown


def test_a_verifier_sees_the_queue_first(entering: Entering, three_records: None) -> None:
    shown = first_page(entering(Role.VERIFIER))
    assert tally(shown, "等待核实的记录") == "1"
    assert "读书会1" in shown
    assert "读书会2" not in shown


def test_a_number_on_a_desk_is_not_said_again_as_a_notice(entering: Entering, three_records: None) -> None:
    assert ">待核实的记录<" not in first_page(entering(Role.VERIFIER))


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER])
def test_who_writes_sees_reviews_being_written_and_frozen(
    role: Role, entering: Entering, county: Unit, three_records: None
) -> None:
    reviewer = _holder(Role.REVIEWER, county)
    for title in ("半年综述", "全年综述"):
        review = reviews.save_review(
            review=None, title=title, text="一。", unit=county, period=Period.year(2023), language="zh", by=reviewer
        )
    reviews.freeze(review, by=reviewer)
    shown = first_page(entering(role))
    assert [tally(shown, "正在写的"), tally(shown, "已定稿的")] == ["2", "1"]
    assert "半年综述" in shown


def test_a_leader_is_told_of_reviews_being_written(as_leader: Client, leader: Person, city: Unit) -> None:
    details = {"text": "一。", "unit": city, "period": Period.year(2023), "language": "zh", "by": leader}
    reviews.save_review(review=None, title="全年综述", **details)
    assert tally(first_page(as_leader), "正在写的综述") == "1"


def test_an_auditor_sees_what_is_unsealed_and_opens_the_months_reversals(
    entering: Entering, county: Unit, city: Unit, member: Person, leader: Person
) -> None:
    for unit in (county, county, city):
        ledger.reverse(due(member, unit, "2023-03-01", "重复", by=leader), reason="重复登记", by=leader)
    auditor = entering(Role.AUDITOR)
    today = {"period": "2100"}  # not over: this month is meant
    shown = first_page(auditor, **today)
    assert tally(shown, "未封存的条目") == "6"
    listed = unescape(auditor.get("/reversals/", {"unit": "C01"} | today).content.decode())
    assert listed.count("重复登记") == 2
    assert "这个月没有冲正" in unescape(auditor.get("/reversals/", {"period": "2023"}).content.decode())


def test_an_administrator_sees_units_and_people(entering: Entering, county: Unit, station: Unit) -> None:
    shown = first_page(entering(Role.ADMINISTRATOR))
    assert [tally(shown, "单位"), tally(shown, "今天在册的人")] == ["2", "1"]


def test_a_member_sees_no_desk(as_member: Client, member: Person, county: Unit, leader: Person) -> None:
    due(member, county, "2023-03-01", "第一课", by=leader)
    shown = first_page(as_member)
    assert "我的记录" in shown
    assert "我上报的记录" not in shown
    assert "核实台" not in shown


def test_desks_are_whole_in_english(entering: Entering, three_records: None) -> None:
    client = entering(Role.CLERK)
    client.cookies["django_language"] = "en"
    shown = first_page(client)
    assert tally(shown, "sent back to me") == "1"
    assert "To correct" in shown
