"""A record counts when a second person has verified it; what was wrong is sent back or taken back, with a reason."""

from datetime import date

import pytest

from panshi.kernel.refusals import NotAllowed, Refusal
from panshi.ledger import selectors as ledger
from panshi.org.choices import Role
from panshi.org.models import Person, Unit
from panshi.work.registers import selectors, services
from panshi.work.registers.choices import State
from panshi.work.registers.models import Record
from panshi.work.registers.tests.conftest import person, session, sheet


def acts(record: Record) -> list[tuple[str, str, str]]:
    return [(step.act, step.by.name, step.reason) for step in record.steps.order_by("pk")]


def test_a_reported_record_counts_only_when_verified(county: Unit, clerk: Person, verifier: Person) -> None:
    record = services.report(session(county), by=clerk)
    assert (record.state, record.title, ledger.head()) == (State.REPORTED, "五月集中学习", 0)
    [entry] = services.verify(record, by=verifier)
    assert str(entry.source) == f"registers.record:{record.pk}"
    assert (entry.seq, entry.kind, entry.unit_id, entry.occurred_on) == (1, "activities.session", county.pk, date(2023, 5, 5))
    assert entry.dims == {"form": "study", "title": "五月集中学习", "level": "local"}
    record.refresh_from_db()
    assert (record.state, record.verified_by) == (State.VERIFIED, verifier)
    assert acts(record) == [("reported", "周宁", ""), ("verified", "吴越", "")]


def test_nobody_verifies_what_they_reported(county: Unit, clerk: Person) -> None:
    from panshi.org import services as org

    org.grant_role(person=clerk, role=Role.VERIFIER, unit=county, since=date(2020, 1, 1), by=None)
    record = services.report(session(county), by=clerk)
    with pytest.raises(services.OwnReport, match="“五月集中学习”是您自己上报的，要由别人核实。"):
        services.verify(record, by=clerk)
    assert ledger.head() == 0


def test_nobody_verifies_what_they_reported_in_an_earlier_revision(county: Unit, clerk: Person, verifier: Person) -> None:
    from panshi.org import services as org

    both = person("P3", "郑重", county, Role.CLERK, Role.VERIFIER)
    record = services.report(session(county), by=both)
    org.grant_role(person=both, role=Role.REVIEWER, unit=county, since=date(2020, 1, 1), by=None)
    again = services.resubmit(record, session(county, occurred_on=date(2023, 5, 6)), by=clerk)
    with pytest.raises(services.OwnReport):
        services.verify(again, by=both)


def test_a_clerk_does_not_verify_for_others(county: Unit, clerk: Person) -> None:
    record = services.report(session(county), by=person("P3", "郑重", county, Role.CLERK))
    with pytest.raises(NotAllowed, match="“滨江分局”没有“核实记录”的权限"):
        services.verify(record, by=clerk)


def test_a_verifier_of_another_county_verifies_nothing_here(county: Unit, elsewhere: Unit, clerk: Person) -> None:
    record = services.report(session(county), by=clerk)
    stranger = person("P3", "郑重", elsewhere, Role.VERIFIER)
    for act in (
        lambda: services.verify(record, by=stranger),
        lambda: services.send_back(record, reason="日期不对", by=stranger),
        lambda: services.reverse_record(record, reason="日期不对", by=stranger),
    ):
        with pytest.raises(NotAllowed, match="滨江分局"):
            act()


def test_a_sheet_of_three_posts_three_entries_once(county: Unit, clerk: Person, verifier: Person, squad: list[Person]) -> None:
    record = services.report(sheet(county, squad), by=clerk)
    entries = services.verify(record, by=verifier)
    assert [entry.person_id for entry in entries] == [member.pk for member in squad]
    assert [entry.source.key for entry in entries] == [f"{record.pk}/p{member.pk}" for member in squad]
    assert services.verify(record, by=verifier) == entries
    assert services.verify_many([record], by=verifier).already == 3
    assert ledger.head() == 3
    assert [act for act, _, _ in acts(record)] == ["reported", "verified"]


def test_evidence_goes_along_with_every_entry(county: Unit, clerk: Person, verifier: Person, squad: list[Person]) -> None:
    page = services.link("https://example.com/a", by=clerk)
    photo = services.store(b"\x89PNG\r\n\x1a\n" + b"0" * 40, name="签到.png", by=clerk)
    record = services.report(sheet(county, squad, evidence=(page, photo)), by=clerk)
    assert {entry.evidence for entry in services.verify(record, by=verifier)} == {(page.digest, photo.digest)}


def test_a_record_sent_back_says_why_and_is_not_verified(county: Unit, clerk: Person, verifier: Person) -> None:
    record = services.report(session(county), by=clerk)
    with pytest.raises(Refusal, match="原因"):
        services.send_back(record, reason=" ", by=verifier)
    back = services.send_back(record, reason="缺照片", by=verifier)
    assert (back.state, back.reason) == (State.SENT_BACK, "缺照片")
    with pytest.raises(services.NotWaiting, match="现在是“已退回”"):
        services.verify(record, by=verifier)
    with pytest.raises(services.NotWaiting):
        services.send_back(record, reason="缺照片", by=verifier)
    assert acts(record)[-1] == ("sent_back", "吴越", "缺照片")


def test_a_resubmitted_record_posts_under_the_next_revision(county: Unit, clerk: Person, verifier: Person) -> None:
    record = services.send_back(services.report(session(county), by=clerk), reason="日期不对", by=verifier)
    again = services.resubmit(record, session(county, occurred_on=date(2023, 5, 6)), by=clerk)
    assert (again.state, again.revision, again.reason) == (State.REPORTED, 2, "")
    [entry] = services.verify(again, by=verifier)
    assert (entry.source.key, entry.occurred_on) == (f"{record.pk}@2", date(2023, 5, 6))
    assert record.steps.get(act="resubmitted").was["occurred_on"] == "2023-05-05"


def test_a_record_changed_after_it_was_looked_at_is_looked_at_again(county: Unit, clerk: Person, verifier: Person) -> None:
    seen = services.report(session(county), by=clerk)
    services.resubmit(seen, session(county, occurred_on=date(2023, 5, 6)), by=clerk)
    with pytest.raises(services.ChangedMeanwhile, match="第 2 版"):
        services.verify(seen, by=verifier)
    assert ledger.head() == 0


def test_a_reversed_record_nets_to_zero(county: Unit, clerk: Person, verifier: Person, squad: list[Person]) -> None:
    record = services.report(sheet(county, squad), by=clerk)
    services.verify(record, by=verifier)
    back = services.reverse_record(record, reason="重复登记", by=verifier)
    assert (back.state, back.reason) == (State.REVERSED, "重复登记")
    assert [entry.sign for entry in ledger.by_sources(record.sources())] == [1, 1, 1, -1, -1, -1]
    assert selectors.standing(record) == []
    with pytest.raises(services.NotVerified, match="已冲正"):
        services.reverse_record(record, reason="重复登记", by=verifier)


def test_a_reversed_record_is_corrected_and_counts_again(
    county: Unit, clerk: Person, verifier: Person, squad: list[Person]
) -> None:
    record = services.report(sheet(county, squad), by=clerk)
    services.verify(record, by=verifier)
    with pytest.raises(services.StillCounts):
        services.resubmit(record, sheet(county, squad[:2]), by=clerk)
    services.reverse_record(record, reason="多写了一人", by=verifier)
    again = services.resubmit(record, sheet(county, squad[:2]), by=clerk)
    entries = services.verify(again, by=verifier)
    assert [entry.source.key for entry in entries] == [f"{record.pk}/p{member.pk}@2" for member in squad[:2]]
    assert sum(entry.sign for entry in ledger.entries(range(1, ledger.head() + 1))) == 2


def test_many_are_verified_together_or_not_at_all(county: Unit, clerk: Person, verifier: Person) -> None:
    records = services.report_many([session(county) for _ in range(4)], by=clerk)
    services.send_back(records[3], reason="缺照片", by=verifier)
    with pytest.raises(services.NotWaiting):
        services.verify_many(records, by=verifier)
    assert ledger.head() == 0
    posted = services.verify_many(iter(records[:3]), by=verifier)
    assert (posted.first, posted.last, posted.written, posted.already) == (1, 3, 3, 0)
    assert services.verify_many([], by=verifier).written == 0


def test_bulk_takes_the_same_statements_for_3_and_300(
    county: Unit, clerk: Person, verifier: Person, squad: list[Person], django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(40):
        records = services.report_many([sheet(county, squad) for _ in range(300)], by=clerk)
        assert services.verify_many(records, by=verifier).written == 900
