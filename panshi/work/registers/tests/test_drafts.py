"""A draft keeps what was typed, right or wrong, with the evidence filed; a new record can begin as one's last one."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from panshi.kernel.clock import today
from panshi.kernel.periods import Period
from panshi.ledger import kinds
from panshi.org.choices import Role
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.work.registers import selectors, services
from panshi.work.registers.models import Draft, Record
from panshi.work.registers.tests.conftest import person, session
from panshi.work.registers.tests.test_pages import HERE, PHOTO, text, typed, upload

SignIn = Callable[[Person], Client]
FORM = reverse("registers:report", args=["activities.session"]) + HERE
ALL = reverse("registers:kinds") + HERE


def begun(client: Client, county: Unit, **changed: Any) -> Draft:
    client.post(FORM, typed(county, keep="1") | changed)
    return Draft.objects.get()


def test_a_draft_keeps_what_is_wrong_and_the_photo_filed(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    client = signed_in(clerk)
    draft = begun(client, county, occurred_on="2203-13-01", dim_title="", note="半句", files=[upload(PHOTO, "签到.jpg")])
    assert (draft.person, draft.kind, draft.typed["occurred_on"], draft.typed["note"]) == (
        clerk,
        "activities.session",
        ["2203-13-01"],
        ["半句"],
    )
    assert [each.name for each in draft.evidence.all()] == ["签到.jpg"]
    shown = text(client.get(f"{FORM}&draft={draft.pk}"))
    assert 'value="2203-13-01"' in shown
    assert "半句" in shown
    assert "签到.jpg" in shown
    assert Record.objects.count() == 0


def test_a_file_that_is_no_evidence_is_named_and_the_rest_is_kept(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    client = signed_in(clerk)
    answer = client.post(FORM, typed(county, keep="1", files=[upload(b"MZ", "病毒.jpg")]))
    assert "“病毒.jpg”不能作为证据" in text(client.get(answer.url))
    assert Draft.objects.get().typed["dim_title"] == ["五月集中学习"]


def test_a_draft_is_written_over_listed_and_gone_once_reported(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    client = signed_in(clerk)
    draft = begun(client, county, dim_title="六月集中学习", files=[upload(PHOTO, "签到.jpg")])
    place = f"{FORM}&draft={draft.pk}"
    kept = [each.digest for each in draft.evidence.all()]
    client.post(place, typed(county, keep="1", dim_title="七月集中学习", kept=kept))
    assert "七月集中学习" in text(client.get(ALL))
    assert [notice.count for notice in selectors.told(person=clerk, scope=Scope(county, Period.year(2023)))] == [0, 0, 1]
    client.post(place, typed(county, dim_title="七月集中学习", kept=kept))
    record = Record.objects.get()
    assert (record.title, [each.name for each in record.evidence.all()]) == ("七月集中学习", ["签到.jpg"])
    assert Draft.objects.count() == 0


def test_a_refused_report_leaves_the_draft(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    client = signed_in(clerk)
    draft = begun(client, county)
    text(client.post(f"{FORM}&draft={draft.pk}", typed(county, occurred_on="2203-01-01")))
    assert Draft.objects.count() == 1


def test_a_draft_is_its_owners_alone(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    draft = begun(signed_in(clerk), county, dim_title="我的草稿")
    other = signed_in(person("P9", "郑重", county, Role.CLERK))
    assert "我的草稿" not in text(other.get(ALL))
    assert "没有找到" in text(other.get(f"{FORM}&draft={draft.pk}"), 404)
    assert "没有找到" in text(other.post(reverse("registers:throw_draft", args=[draft.pk]) + HERE), 404)
    client = signed_in(clerk)
    elsewhere = reverse("registers:report", args=["groups.group"]) + HERE
    assert "没有找到" in text(client.get(f"{elsewhere}&draft={draft.pk}"), 404)
    client.post(reverse("registers:throw_draft", args=[draft.pk]) + HERE)
    assert Draft.objects.count() == 0


def test_nobody_hoards_drafts(clerk: Person, county: Unit) -> None:
    kind = kinds.kind("activities.session")
    for _ in range(100):
        services.save_draft(kind=kind, typed={}, evidence=(), by=clerk)
    with pytest.raises(services.TooManyDrafts, match="已有 100 份草稿"):
        services.save_draft(kind=kind, typed={}, evidence=(), by=clerk)
    with pytest.raises(services.DraftTooLong):
        services.save_draft(kind=kind, typed={"note": ["长" * 50_000]}, evidence=(), by=clerk, draft=Draft.objects.first())


def test_the_next_one_begins_as_ones_last_dated_today_without_its_evidence(
    county: Unit, clerk: Person, signed_in: SignIn
) -> None:
    client = signed_in(clerk)
    assert "照上一条填" not in text(client.get(FORM))
    photo = services.store(PHOTO, name="签到.jpg", by=clerk)
    services.report(session(county, evidence=(photo,), note="第一场"), by=clerk)
    services.report(session(county, occurred_on=date(2023, 6, 1)), by=person("P9", "郑重", county, Role.CLERK))
    assert "照上一条填" in text(client.get(FORM))
    shown = text(client.get(f"{FORM}&like=last"))
    assert 'value="五月集中学习"' in shown
    assert "第一场" in shown
    assert f'value="{today()}"' in shown
    assert "签到.jpg" not in shown


def test_pages_with_drafts_ask_the_database_as_often_for_3_as_for_1(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, counts = signed_in(clerk), []
    for more in (1, 2):
        for _ in range(more):
            services.save_draft(kind=kinds.kind("activities.session"), typed={}, evidence=(), by=clerk)
        client.get(ALL)
        with CaptureQueriesContext(connection) as asked:
            text(client.get(ALL))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def sent_back(county: Unit, clerk: Person, verifier: Person) -> Record:
    record = services.report(session(county), by=clerk)
    services.send_back(record, reason="缺照片", by=verifier)
    return record


def test_a_correction_half_written_is_kept_as_a_draft(county: Unit, clerk: Person, verifier: Person, signed_in: SignIn) -> None:
    record = sent_back(county, clerk, verifier)
    place = reverse("registers:correct", args=[record.pk]) + HERE
    client = signed_in(clerk)
    kept = client.post(place, typed(county, keep="1", dim_title="", note="还差照片", files=[upload(PHOTO, "签到.jpg")]))
    shown = text(client.get(kept.url))
    assert (kept.url, "还差照片" in shown, "签到.jpg" in shown) == (place, True, True)
    record.refresh_from_db()
    assert (record.title, record.revision, Draft.objects.get().record) == ("五月集中学习", 1, record)
    assert f'href="{place}"' in text(client.get(ALL))
    digest = Draft.objects.get().evidence.get().digest
    text(client.post(place, typed(county, dim_title="六月集中学习", kept=[digest]), follow=True))
    record.refresh_from_db()
    assert (record.title, record.revision, record.evidence.count(), Draft.objects.count()) == ("六月集中学习", 2, 1, 0)


def test_a_second_draft_of_a_correction_writes_over_the_first(
    county: Unit, clerk: Person, verifier: Person, signed_in: SignIn
) -> None:
    record = sent_back(county, clerk, verifier)
    place = reverse("registers:correct", args=[record.pk]) + HERE
    for note in ("一", "二"):
        signed_in(clerk).post(place, typed(county, keep="1", note=note))
    assert Draft.objects.get().typed["note"] == ["二"]


def test_a_draft_overtaken_by_somebody_elses_correction_says_so(
    county: Unit, clerk: Person, verifier: Person, signed_in: SignIn
) -> None:
    record = sent_back(county, clerk, verifier)
    place = reverse("registers:correct", args=[record.pk]) + HERE
    client = signed_in(clerk)
    client.post(place, typed(county, keep="1", note="一"))
    assert "已经有别人更正过这条记录" not in text(client.get(place))
    other = person("P7", "江河", county, Role.CLERK)
    services.resubmit(record, session(county, note="已补"), by=other)
    assert "已经有别人更正过这条记录" in text(client.get(place))


def test_a_draft_of_a_correction_is_nobody_elses_and_no_new_record(
    county: Unit, clerk: Person, verifier: Person, signed_in: SignIn
) -> None:
    record = sent_back(county, clerk, verifier)
    place = reverse("registers:correct", args=[record.pk]) + HERE
    signed_in(clerk).post(place, typed(county, keep="1", note="只有我看得到"))
    assert signed_in(clerk).get(f"{FORM}&draft={Draft.objects.get().pk}").status_code == 404
    assert "我的草稿" not in text(signed_in(clerk).get(FORM))
    other = person("P7", "江河", county, Role.CLERK)
    assert "只有我看得到" not in text(signed_in(other).get(place))
