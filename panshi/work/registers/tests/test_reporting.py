"""A record is reported by those who may, and what the ledger would refuse is refused at once, in one sentence."""

from datetime import date

import pytest

from panshi.kernel.refusals import NotAllowed, Refusal
from panshi.ledger import kinds
from panshi.org.choices import Role
from panshi.org.models import Person, Unit
from panshi.work.registers import services
from panshi.work.registers.models import Evidence, Record, Step
from panshi.work.registers.tests.conftest import person, session, sheet

STUDY = {"form": "study", "title": "五月集中学习", "level": "local"}


def test_a_reporter_outside_the_unit_is_refused(county: Unit, elsewhere: Unit, clerk: Person) -> None:
    with pytest.raises(NotAllowed, match="您在“山南县局”没有“上报记录”的权限"):
        services.report(session(elsewhere), by=clerk)
    assert Record.objects.count() == 0


def test_a_member_does_not_report(county: Unit) -> None:
    with pytest.raises(NotAllowed):
        services.report(session(county), by=person("P9", "郑重", county, Role.MEMBER))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"dims": STUDY | {"form": "sport"}}, "“形式”不能是“sport”；可选：集中学习"),
        ({"dims": STUDY | {"colour": "red"}}, "“活动”没有“colour”这一项"),
        ({"dims": {"form": "study", "level": "local"}}, "“活动”缺少“主题”。"),
        ({"dims": STUDY | {"title": "a\nb"}}, "应为 1–300 个可显示的字"),
        ({"quantity": -1}, "数量不能是“-1”"),
        ({"quantity": 1.5}, "数量不能是“1.5”"),
        ({"quantity": 2}, "“活动”一条就是一，数量不能是 2。"),
        ({"occurred_on": date(2203, 1, 1)}, "发生日期不能是 2203-01-01"),
        ({"occurred_on": date(1999, 12, 31)}, "“滨江分局”在 1999-12-31 还没有设立"),
        ({"title": "题" * 301}, "“标题”太长"),
        ({"note": "注" * 2001}, "“备注”太长"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_with_nothing_saved(
    changed: dict[str, object], said: str, county: Unit, clerk: Person
) -> None:
    with pytest.raises(Refusal, match=said):
        services.report_many([session(county), session(county, **changed)], by=clerk)
    assert (Record.objects.count(), Step.objects.count()) == (0, 0)


def test_a_sheet_names_people_each_once_and_other_records_none(county: Unit, clerk: Person, squad: list[Person]) -> None:
    for wrong, said in (
        (sheet(county, []), "“参加活动”要写明是谁"),
        (sheet(county, [squad[0], *squad]), "高山 在这张名单上出现了两次"),
        (session(county, people=tuple(squad)), "“活动”不记在个人名下"),
    ):
        with pytest.raises(Refusal, match=said):
            services.report(wrong, by=clerk)
    assert services.report(sheet(county, squad), by=clerk).people == [member.pk for member in squad]


def test_dates_are_kept_in_iso_form(county: Unit, clerk: Person) -> None:
    room = {"type": "reading_room", "name": "一号书屋", "until": date(2024, 1, 1)}
    record = services.report(session(county, kind=kinds.kind("groups.group"), dims=room), by=clerk)
    record.refresh_from_db()
    assert record.dims == {"type": "reading_room", "name": "一号书屋", "until": "2024-01-01"}


def test_a_correction_keeps_the_kind(county: Unit, clerk: Person) -> None:
    record = services.report(session(county), by=clerk)
    room = session(county, kind=kinds.kind("groups.group"), dims={"type": "club", "name": "篮球"})
    with pytest.raises(services.OtherKind, match="更正不能把“活动”改成"):
        services.resubmit(record, room, by=clerk)


def test_checking_writes_nothing(county: Unit, clerk: Person) -> None:
    services.check(session(county), by=clerk)
    with pytest.raises(Refusal):
        services.check(session(county, quantity=2), by=clerk)
    assert Record.objects.count() == 0


def test_evidence_is_kept_once_under_its_digest(county: Unit, clerk: Person, verifier: Person) -> None:
    content = b"%PDF-1.7 " + b"x" * 100
    one = services.store(content, name="简报.docx", by=clerk)
    assert (one.name, one.content_type, one.file.read_bytes()) == ("简报.pdf", "application/pdf", content)
    assert services.store(content, name="又一份.pdf", by=verifier) == one
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00", b"<svg onload='x'>", b"<html>", b"PK\x03\x04 broken", b"GIF89a"])
def test_a_file_is_judged_by_what_it_holds(content: bytes, county: Unit, clerk: Person) -> None:
    with pytest.raises(services.WrongFile, match=r"“照片\.jpg”不能作为证据"):
        services.store(content, name="照片.jpg", by=clerk)


def test_a_file_beyond_20_mb_is_refused(county: Unit, clerk: Person) -> None:
    with pytest.raises(services.FileTooLarge, match="21 MB"):
        services.store(b"%PDF-" + bytes(20 * 1024**2), name="大.pdf", by=clerk)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://a/b", "https://", "文章"])
def test_a_link_is_a_web_address(address: str, county: Unit, clerk: Person) -> None:
    with pytest.raises(services.WrongAddress):
        services.link(address, by=clerk)


def test_evidence_is_added_until_the_record_is_verified(county: Unit, clerk: Person, verifier: Person) -> None:
    record = services.report(session(county), by=clerk)
    page = services.link("https://example.com/a", by=clerk)
    services.attach(record, [page], by=clerk)
    assert list(record.evidence.all()) == [page]
    services.verify(record, by=verifier)
    with pytest.raises(services.EvidenceFixed, match="证据不能再加"):
        services.attach(record, [page], by=clerk)
