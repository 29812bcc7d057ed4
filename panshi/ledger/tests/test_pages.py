"""The ledger's pages: what stands on them, and who may see which entry."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from panshi.ledger import keys, notes, selectors, services
from panshi.ledger.tests.test_posting import session
from panshi.org import services as organisation
from panshi.org.choices import Category, Level, Role
from panshi.org.models import Account, Person, Unit

DIMS = {"form": "night", "title": "夜间疏散", "ends_on": "2023-05-05", "indoors": False}


@pytest.fixture
def county(city: Unit) -> Unit:
    return organisation.open_unit(code="C01", name="滨江分局", level=Level.COUNTY, opened_on=date(2000, 1, 1), above=city)


def signed_in(person: Person, role: Role, unit: Unit) -> Client:
    organisation.grant_role(person=person, role=role, unit=unit, since=date(2020, 1, 1), by=None)
    person.account = Account.objects.create_user(person.number)
    person.save()
    client = Client()
    client.force_login(person.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def auditor(city: Unit, clerk: Person) -> Client:
    return signed_in(clerk, Role.AUDITOR, city)


@pytest.fixture
def countyman(county: Unit) -> Client:
    person = organisation.employ(number="P2", name="林夏", category=Category.OFFICER, unit=county, since=date(2020, 1, 1))
    return signed_in(person, Role.MEMBER, county)


def test_an_empty_ledger_says_what_to_do_first(auditor: Client) -> None:
    page = auditor.get("/ledger/").content.decode()
    assert "账本是空的" in page
    assert "还没有封存过" in page


def test_the_home_page_shows_head_seal_note_and_reversals(city: Unit, clerk: Person, auditor: Client) -> None:
    services.post_many([session(city, str(n)) for n in range(3)], by=clerk)
    services.reverse(selectors.entry(2), reason="重复登记", by=clerk)
    checkpoint = services.seal()
    services.post(session(city, "9"), by=clerk)
    page = auditor.get("/ledger/").content.decode()
    assert checkpoint is not None
    for said in (
        *checkpoint.note.split(),
        keys.verifier(),
        "重复登记",
        "上次封存后又有 1 条",
        "/ledger/entries/5/",
        "panshi verify",
    ):
        assert said in page


def test_an_entry_shows_dimensions_in_words_source_evidence_and_a_proof_that_holds(
    city: Unit, clerk: Person, auditor: Client
) -> None:
    services.post_many([session(city, "1", dims=DIMS, evidence=("ab" * 32,)), session(city, "2")], by=clerk)
    services.seal()
    page = auditor.get("/ledger/entries/1/").content.decode()
    for said in (
        "演练",
        "夜间",
        "夜间疏散",
        "2023-05-05",
        "否",
        "云川市公安局",
        "drill.record:1",
        "ab" * 8,
        "周宁",
        "1 步",
        "核实",
    ):
        assert said in page
    assert selectors.leaf_hash(1).hex() in page


def test_a_reversal_and_what_it_takes_back_lead_to_each_other(city: Unit, clerk: Person, auditor: Client) -> None:
    services.reverse(services.post(session(city), by=clerk), reason="重复登记", by=clerk)
    posted, reversal = (auditor.get(f"/ledger/entries/{seq}/").content.decode() for seq in (1, 2))
    assert "已收回：重复登记" in posted
    assert "/ledger/entries/2/" in posted
    assert "收回，原因：重复登记" in reversal
    assert "/ledger/entries/1/" in reversal


def test_an_altered_entry_shows_on_its_own_page(city: Unit, clerk: Person, auditor: Client) -> None:
    services.post(session(city), by=clerk)
    services.seal()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER ledger_entry_no_UPDATE")
        cursor.execute("UPDATE ledger_entry SET quantity = 7")
    assert "这个条目与封存时不同" in auditor.get("/ledger/entries/1/").content.decode()


def test_entries_and_reversals_outside_the_readers_units_are_not_there(
    city: Unit, county: Unit, clerk: Person, countyman: Client
) -> None:
    services.post_many([session(city, "1"), session(county, "2")], by=clerk)
    services.reverse(selectors.entry(1), reason="城里的原因", by=clerk)
    services.reverse(selectors.entry(2), reason="县里的原因", by=clerk)
    assert [countyman.get(f"/ledger/entries/{seq}/").status_code for seq in (1, 2, 99)] == [404, 200, 404]
    page = countyman.get("/ledger/").content.decode()
    assert "县里的原因" in page
    assert "城里的原因" not in page


def test_names_are_for_those_whose_role_needs_them(city: Unit, county: Unit, clerk: Person, countyman: Client) -> None:
    services.post(session(county), by=clerk)
    page = countyman.get("/ledger/entries/1/").content.decode()
    assert "核实人；姓名只对职责需要的人显示" in page
    assert "周宁" not in page


@pytest.mark.django_db
def test_pages_ask_a_stranger_to_sign_in() -> None:
    assert [Client().get(path).status_code for path in ("/ledger/", "/ledger/entries/1/")] == [302, 302]


def test_the_checkpoint_is_plain_text_for_anyone(city: Unit, clerk: Person) -> None:
    assert Client().get("/ledger/checkpoint").status_code == 404
    services.post(session(city), by=clerk)
    services.seal()
    answer = Client().get("/ledger/checkpoint")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert notes.Statement.parse(notes.opened(answer.content.decode(), by=keys.verifier())).size == 1


def test_one_reversal_or_three_cost_the_same_queries(city: Unit, clerk: Person, auditor: Client) -> None:
    services.post_many([session(city, str(n)) for n in range(3)], by=clerk)
    services.reverse(selectors.entry(1), reason="重复登记", by=clerk)
    auditor.get("/ledger/")
    with CaptureQueriesContext(connection) as one:
        auditor.get("/ledger/")
    services.reverse_many(selectors.entries([2, 3]), reason="重复登记", by=clerk)
    with CaptureQueriesContext(connection) as three:
        auditor.get("/ledger/")
    assert len(one) == len(three)
