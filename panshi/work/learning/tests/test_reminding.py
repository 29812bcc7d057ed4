"""People are reminded in time, once, never at night, and never of what they have done."""

import json
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core import mail
from django.core.management import call_command

from panshi.kernel.periods import Period
from panshi.org import services as org
from panshi.org.choices import Category
from panshi.org.models import Account, Person, Posting, Unit
from panshi.org.scope import Scope
from panshi.work.learning.choices import Chat, Recurs
from panshi.work.learning.models import Channel, Reminder, StudyRules
from panshi.work.learning.selectors import behind, noticing
from panshi.work.learning.selectors.today import waiting
from panshi.work.learning.services import channels, reminding
from panshi.work.learning.services.completing import settle
from panshi.work.learning.services.reminding import remind_of, remind_study
from panshi.work.learning.tests.tasking import DAY, DUE, draft, given, on, published, station, study, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def letters(settings) -> None:
    settings.MAIL_FROM = "panshi@example.org"


def addressed(person: Person) -> Person:
    person.account = Account.objects.create_user(username=person.number, email=f"{person.number}@example.org")
    person.save()
    return person


@contextmanager
def robot() -> Iterator[tuple[str, list[dict[str, object]]]]:
    """A chat's own server on this machine: where it listens, and what it was told."""
    heard: list[dict[str, object]] = []

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append({"path": self.path, **json.loads(body)})
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(b'{"errcode": 0, "errmsg": "ok", "code": 0, "msg": "success"}')

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Ear)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", heard
    finally:
        server.shutdown()
        server.server_close()


def test_people_are_told_three_days_before_on_the_day_and_after(county: Unit, trainer: Person, officer: Person) -> None:
    addressed(officer)
    with on(DAY):
        published(draft(county, trainer, [text(county, trainer)]), by=trainer)
    told = []
    for day in range((DUE - DAY).days + 20):
        with on(DAY + timedelta(days=day), hour=9):
            remind_study(county)
            remind_study(county)
        told += [(DAY + timedelta(days=day) - DUE).days] * len(mail.outbox)
        mail.outbox.clear()
    assert told == [-3, 0, 1, 8, 15]


def test_a_letter_says_counts_first(county: Unit, trainer: Person, officer: Person) -> None:
    addressed(officer)
    with on(DAY):
        published(draft(county, trainer, [text(county, trainer)]), by=trainer)
        published(draft(county, trainer, [text(county, trainer)], title="反诈轮训", due=DUE + timedelta(days=2)), by=trainer)
    with on(DUE + timedelta(days=1)):
        assert remind_study(county).letters == 1
    [letter] = mail.outbox
    assert letter.subject == "学习提醒：2 项待完成，其中 1 项已逾期"
    assert letter.body == "高山：\n\n· 三月学习：2026-03-16 截止，已逾期 1 天\n· 反诈轮训：2026-03-18 截止"


def test_who_finished_a_second_before_is_told_nothing(
    county: Unit, trainer: Person, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    addressed(officer)
    material = text(county, trainer)
    with on(DAY):
        task = published(draft(county, trainer, [material]), by=trainer)
    found = behind.to_remind

    def found_and_then_finished(top: Unit, *, on: date) -> object:
        waiting_for_letters = found(top, on=on)
        mine = given(task, officer)
        study(mine, material, at=datetime(2026, 3, 16, 1, tzinfo=UTC))
        settle(mine)
        return waiting_for_letters

    monkeypatch.setattr(behind, "to_remind", found_and_then_finished)
    with on(DUE):
        told = remind_study(county)
    assert (told.people, mail.outbox) == (1, [])  # the trainer alone, who has no address
    assert not Reminder.objects.filter(person=officer).exists()


def test_completion_is_gone_from_the_first_page_at_once(county: Unit, trainer: Person, officer: Person) -> None:
    material, scope = text(county, trainer), Scope(county, Period.year(2026))
    with on(DAY):
        mine = given(published(draft(county, trainer, [material]), by=trainer), officer)
        assert [(str(each.label), each.count) for each in noticing.told(person=officer, scope=scope)] == [("待完成的学习任务", 1)]
        study(mine, material, at=datetime(2026, 3, 2, 1, tzinfo=UTC))
        settle(mine)
        assert list(noticing.told(person=officer, scope=scope)) == []
        assert waiting(officer).open == 0


def test_nothing_is_said_in_quiet_hours_and_all_of_it_after(county: Unit, trainer: Person, officer: Person) -> None:
    addressed(officer)
    with on(DAY):
        task = published(draft(county, trainer, [text(county, trainer)]), by=trainer)
    with on(DUE, hour=7):
        assert remind_study(county).waiting == 2
        with pytest.raises(reminding.QuietHours):
            remind_of(task, by=trainer)
    assert (len(mail.outbox), Reminder.objects.count()) == (0, 0)
    with on(DUE, hour=8):
        assert remind_study(county).letters == 1


def test_quiet_hours_are_those_of_the_nearest_unit(city: Unit, county: Unit, trainer: Person) -> None:
    StudyRules.objects.create(unit=city, quiet_from=time(12), quiet_until=time(14))
    first = station(county, "S1")
    quiet = behind.Quiet()
    assert [quiet.at(first.path, time(hour)) for hour in (11, 12, 13, 14, 23)] == [False, True, True, False, False]
    StudyRules.objects.create(unit=first, quiet_from=time(20), quiet_until=time(6))
    quiet = behind.Quiet()
    assert [quiet.at(first.path, time(hour)) for hour in (13, 20, 23, 5, 6)] == [False, True, True, True, False]


def test_a_trainer_reminds_those_missing_once_a_day(county: Unit, trainer: Person, officer: Person) -> None:
    addressed(officer)
    with on(DAY):
        task = published(draft(county, trainer, [text(county, trainer)]), by=trainer)
        assert (remind_of(task, by=trainer).people, remind_of(task, by=trainer).people) == (2, 0)
    assert len(mail.outbox) == 1


def test_what_comes_every_year_is_told_at_90_60_30_and_7_days(county: Unit, trainer: Person, officer: Person) -> None:
    addressed(officer)
    material = text(county, trainer)
    with on(DAY):
        task = published(draft(county, trainer, [material], title="枪支复训", recurs=Recurs.YEARLY), by=trainer)
        mine = given(task, officer)
        study(mine, material, at=datetime(2026, 3, 3, tzinfo=UTC))
        settle(mine)
    again, days = date(2027, 3, 16), []
    for before in (91, 90, 89, 60, 30, 8):
        with on(again - timedelta(days=before)):
            remind_study(county)
            remind_study(county)
        days += [before] * sum(letter.subject == "复训提醒：“枪支复训”" for letter in mail.outbox)
        mail.outbox.clear()
    assert days == [90, 60, 30]


def test_heads_are_told_once_a_week_who_is_behind(county: Unit, trainer: Person, officer: Person) -> None:
    head = addressed(org.employ(number="H1", name="所长", category=Category.OFFICER, unit=county, since=date(2020, 1, 1)))
    Posting.objects.filter(person=head).update(leader=True)
    with on(DAY):
        published(draft(county, trainer, [text(county, trainer)]), by=trainer)
        Reminder.objects.all().delete()
    for days in (1, 2, 8):
        with on(DUE + timedelta(days=days)):
            remind_study(county)
    said = [letter for letter in mail.outbox if letter.subject.startswith("“")]
    assert [letter.subject for letter in said] == ["“滨江分局”学习逾期 3 人、3 项"] * 2
    assert "· 滨江分局 高山：三月学习（2026-03-16）" in said[0].body


@pytest.mark.parametrize(
    ("chat", "plugin", "key", "place"),
    [
        (Chat.WECOM, "wecombot", "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa", "/{key}"),
        (Chat.DINGTALK, "dingtalk", "a1b2c3d4e5f60718", "/{token}"),
        (Chat.FEISHU, "feishu", "6f1c2b7e-77d0-4d0e-9c1a-55b1e8a3d9f0", "/{token}"),
    ],
)
def test_a_chat_is_told_numbers_and_names_only_where_wanted(
    chat: Chat, plugin: str, key: str, place: str, county: Unit, trainer: Person, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    import apprise.plugins

    channel = channels.open_channel(unit=county, chat=chat, name="教育训练群", key=key, names=False, by=trainer)
    with on(DAY):
        published(draft(county, trainer, [text(county, trainer)]), by=trainer)
    with robot() as (where, heard):
        monkeypatch.setattr(apprise.plugins.N_MGR[plugin], "notify_url", where + place)
        monkeypatch.setattr(apprise.plugins.N_MGR[plugin], "request_rate_per_sec", 0)
        with on(DUE + timedelta(days=1)):
            assert (remind_study(county).chats, remind_study(county).chats) == (1, 0)
        Channel.objects.update(names=True)
        with on(DUE + timedelta(days=9)):
            assert remind_study(county).chats == 1
    said = [json.dumps(each, ensure_ascii=False) for each in heard]
    assert ["学习逾期 2 人、2 项" in each for each in said] == [True, True]
    assert ["高山" in each for each in said] == [False, True]
    assert {each["path"] for each in heard} == {f"/{key}"}
    channel.refresh_from_db()
    assert key.encode() not in bytes(channel.sealed)


def test_a_chat_that_does_not_answer_is_tried_again(county: Unit, trainer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    import apprise.plugins

    monkeypatch.setattr(apprise.plugins.N_MGR["feishu"], "notify_url", "http://127.0.0.1:9/{token}")
    channel = channels.open_channel(unit=county, chat=Chat.FEISHU, name="群", key="abcdefgh1234", names=False, by=trainer)
    with on(DAY):
        published(draft(county, trainer, [text(county, trainer)]), by=trainer)
    with on(DUE + timedelta(days=1)):
        assert remind_study(county).chats == 0
    assert not Reminder.objects.filter(channel=channel).exists()
    channel.refresh_from_db()
    assert channel.trouble.endswith("没有送达")


def test_a_post_office_that_is_away_stops_nothing(
    county: Unit, trainer: Person, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: object, **more: object) -> int:
        raise smtplib.SMTPServerDisconnected("away")

    addressed(officer)
    with on(DAY):
        published(draft(county, trainer, [text(county, trainer)]), by=trainer)
    monkeypatch.setattr("panshi.work.learning.services.reminding.EmailMessage.send", away)
    with on(DUE):
        told = remind_study(county)
    assert (told.people, told.letters) == (2, 0)


def test_only_addresses_of_the_chats_are_taken_and_a_closed_one_is_forgotten(county: Unit, trainer: Person) -> None:
    with pytest.raises(channels.BadKey):
        channels.open_channel(unit=county, chat=Chat.WECOM, name="群", key="http://10.0.0.1/x?key=abc", names=False, by=trainer)
    whole = "https://open.feishu.cn/open-apis/bot/v2/hook/6f1c2b7e-77d0-4d0e"
    channel = channels.open_channel(unit=county, chat=Chat.FEISHU, name="群", key=whole, names=False, by=trainer)
    assert channel.hint == "4d0e"
    channels.close_channel(channel, by=trainer)
    assert bytes(Channel.objects.get().sealed) == b""


def test_the_command_says_what_it_did(county: Unit, trainer: Person, officer: Person, capsys: pytest.CaptureFixture[str]) -> None:
    with on(DAY):
        published(draft(county, trainer, [text(county, trainer)]), by=trainer)
    with on(DUE):
        call_command("remind-study")
        call_command("remind-study")
    assert capsys.readouterr().out.splitlines() == [
        "提醒 2 人，发信 0 封；通报 0 位负责人、0 个群；0 个等静默时段过后再说。",
        "提醒 0 人，发信 0 封；通报 0 位负责人、0 个群；0 个等静默时段过后再说。",
    ]
