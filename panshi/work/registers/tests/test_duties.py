"""What units owe: set, counted by the day things happened, said to be nothing, reminded of, ended; and what is refused."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from panshi.kernel.clock import CHINA, fixed
from panshi.kernel.periods import Period
from panshi.kernel.refusals import NotAllowed
from panshi.ledger import kinds
from panshi.org import services as org
from panshi.org.choices import Level, Role
from panshi.org.models import Account, Person, Unit
from panshi.org.scope import Scope
from panshi.work.registers import services
from panshi.work.registers.choices import Every, Standing
from panshi.work.registers.models import Duty, Nothing, Reminder
from panshi.work.registers.selectors import duties
from panshi.work.registers.services.reminding import is_due
from panshi.work.registers.tests.conftest import OPENED, person, session

YEAR = Period.year(2023)


def at(year: int, month: int, day: int) -> Any:
    return fixed(datetime(year, month, day, 9, tzinfo=CHINA))


@pytest.fixture
def station(county: Unit) -> Unit:
    return org.open_unit(code="C01-1", name="古镇派出所", level=Level.STATION, opened_on=OPENED, above=county)


@pytest.fixture
def leader(city: Unit) -> Person:
    return person("L1", "秦川", city, Role.LEADER)


def owed_by(unit: Unit, **changed: Any) -> services.NewDuty:
    facts = {
        "kind": kinds.kind("activities.session"),
        "unit": unit,
        "level": Level.COUNTY,
        "every": Every.MONTH,
        "since": date(2023, 1, 1),
    }
    return services.NewDuty(**facts | changed)


def standing(unit: Unit, within: Period = YEAR, on: date = date(2023, 6, 3)) -> dict[str, tuple[str, int, int, str]]:
    """By unit and span: state, reported, verified."""
    return {
        f"{each.unit.code} {each.span.period}": (each.standing.value, each.tally.reported, each.tally.verified)
        for each in duties.owed(unit, within_days=within, on=on)
    }


def test_a_record_counts_for_the_month_it_happened_in_reported_and_verified(
    city: Unit, county: Unit, clerk: Person, verifier: Person, leader: Person
) -> None:
    services.set_duty(owed_by(city, since=date(2023, 3, 1), at_least=2), by=leader)
    services.verify(services.report(session(county, occurred_on=date(2023, 3, 31)), by=clerk), by=verifier)
    services.report_many([session(county, occurred_on=date(2023, 4, day)) for day in (1, 30)], by=clerk)
    back = services.report(session(county, occurred_on=date(2023, 5, 31)), by=clerk)
    services.send_back(back, reason="缺照片", by=verifier)
    assert standing(county) == {
        "C01 2023-03": ("late", 1, 1),
        "C01 2023-04": ("done", 2, 0),
        "C01 2023-05": ("soon", 0, 0),
        "C01 2023-06": ("open", 0, 0),
    }
    assert [each.tally.back for each in duties.owed(county, within_days=YEAR, on=date(2023, 6, 3))] == [0, 0, 1, 0]


def test_days_left_and_over_are_counted_from_the_due_day(city: Unit, county: Unit, leader: Person) -> None:
    services.set_duty(owed_by(city, since=date(2023, 5, 1), until=date(2023, 5, 31), due_day=5), by=leader)
    left = {}
    for day in (date(2023, 6, 2), date(2023, 6, 5), date(2023, 6, 7)):
        [one] = duties.owed(county, within_days=YEAR, on=day)
        left[day.day] = (one.standing.value, one.days_left, one.days_over)
    assert left == {2: ("soon", 3, -3), 5: ("soon", 0, 0), 7: ("late", -2, 2)}


def test_units_below_count_for_the_nearest_unit_of_the_duty_s_level(
    city: Unit, county: Unit, station: Unit, clerk: Person, leader: Person
) -> None:
    services.set_duty(owed_by(city, since=date(2023, 5, 1), until=date(2023, 5, 31)), by=leader)
    services.set_duty(owed_by(city, since=date(2023, 5, 1), until=date(2023, 5, 31), level=Level.STATION), by=leader)
    services.report(session(station), by=clerk)
    assert standing(city) == {"C01 2023-05": ("done", 1, 0), "C01-1 2023-05": ("done", 1, 0)}
    services.report(session(county), by=clerk)
    assert standing(city) == {"C01 2023-05": ("done", 2, 0), "C01-1 2023-05": ("done", 1, 0)}


def test_quarters_and_years_are_owed_whole_and_only_by_who_was_there(city: Unit, county: Unit, leader: Person) -> None:
    services.set_duty(owed_by(city, every=Every.QUARTER, since=date(2023, 2, 1)), by=leader)
    late = org.open_unit(code="C09", name="新区分局", level=Level.COUNTY, opened_on=date(2023, 5, 1), above=city)
    org.close_unit(unit=late, on=date(2023, 9, 30), by=person("A1", "安然", city, Role.ADMINISTRATOR))
    assert set(standing(city, on=date(2023, 12, 31))) == {
        "C01 2023-04-01..2023-06-30",
        "C01 2023-07-01..2023-09-30",
        "C01 2023-10-01..2023-12-31",
        "C09 2023-07-01..2023-09-30",
    }


@pytest.mark.parametrize(
    ("changed", "refusal", "said"),
    [
        ({"level": Level.DIVISION}, services.NobodyOwes, "没有“科室”"),
        ({"until": date(2023, 1, 30)}, services.NoWholeSpan, "不含一个完整的期间"),
        ({"until": date(2022, 1, 30)}, services.NoWholeSpan, "不含一个完整的期间"),
        ({"at_least": 0}, services.BadDuty, "“至少”应在 1 到 10000 之间"),
        ({"since": date(9999, 12, 5)}, services.BadDuty, "“起始年份”应在 1949 到"),
        ({"due_day": 90}, services.BadDuty, "“期满后几天内”应在 1 到 60 之间"),
    ],
)
def test_what_nobody_could_owe_is_refused(
    changed: dict[str, Any], refusal: type[Exception], said: str, city: Unit, county: Unit, leader: Person
) -> None:
    with pytest.raises(refusal) as refused:
        services.set_duty(owed_by(city, **changed), by=leader)
    assert said in str(refused.value)
    assert Duty.objects.count() == 0


def test_two_rules_for_the_same_units_are_refused_until_the_first_is_ended(
    city: Unit, county: Unit, clerk: Person, leader: Person
) -> None:
    first = services.set_duty(owed_by(city), by=leader)
    for unit, by in ((city, leader), (county, clerk)):
        with pytest.raises(services.DutyStands, match=r"“云川市公安局”已定：2023-01-01起，.*两条规定不能并存"):
            services.set_duty(owed_by(unit, at_least=3), by=by)
    services.set_duty(owed_by(city, every=Every.QUARTER, at_least=4), by=leader)
    services.end_duty(first, on=date(2023, 6, 30), by=leader)
    services.set_duty(owed_by(county, at_least=3, since=date(2023, 7, 1)), by=clerk)
    monthly = [each for each in duties.owed(county, within_days=YEAR, on=date(2023, 9, 1)) if each.duty.every == Every.MONTH]
    assert [each.duty.at_least for each in monthly] == [1, 1, 1, 1, 1, 1, 3, 3, 3]
    with pytest.raises(services.EndsEarlier):
        services.end_duty(first, on=date(2023, 7, 31), by=leader)


def test_a_clerk_sets_duties_in_their_own_part_of_the_tree_only(city: Unit, county: Unit, clerk: Person) -> None:
    with pytest.raises(NotAllowed):
        services.set_duty(owed_by(city), by=clerk)
    set_here = services.set_duty(owed_by(county), by=clerk)
    with pytest.raises(NotAllowed):
        services.end_duty(set_here, on=date(2023, 6, 30), by=person("V9", "郑重", county, Role.VERIFIER))


def test_nothing_to_report_stands_until_a_record_comes(
    city: Unit, county: Unit, station: Unit, clerk: Person, leader: Person
) -> None:
    services.set_duty(owed_by(city, since=date(2023, 4, 1), until=date(2023, 5, 31)), by=leader)
    with at(2023, 6, 1):
        april, may = duties.owed(county, within_days=YEAR)
        for one in (april, may):
            services.say_nothing(one, said="当月集中备勤，没有活动", by=clerk)
        assert standing(county) == {"C01 2023-04": ("nothing", 0, 0), "C01 2023-05": ("nothing", 0, 0)}
        with pytest.raises(services.NotNothing, match="已经作过零报告"):
            services.say_nothing(duties.owed(county, within_days=YEAR)[0], said="再说一次", by=clerk)
        services.report(session(station, occurred_on=date(2023, 4, 9)), by=clerk)
    gone = Nothing.objects.get(span=date(2023, 4, 1))
    assert (gone.withdrawn_by, gone.said, gone.by) == (clerk, "当月集中备勤，没有活动", clerk)
    assert standing(county) == {"C01 2023-04": ("done", 1, 0), "C01 2023-05": ("nothing", 0, 0)}


def test_nothing_is_not_said_of_something_nor_too_early_nor_without_a_sentence(
    city: Unit, county: Unit, clerk: Person, leader: Person
) -> None:
    services.set_duty(owed_by(city, since=date(2023, 5, 1), until=date(2023, 5, 31)), by=leader)
    services.set_duty(owed_by(city, kind=kinds.kind("groups.group"), nothing_counts=False), by=leader)
    with at(2023, 5, 20):
        [one] = [each for each in duties.owed(county, within_days=Period.month(2023, 5)) if each.duty.nothing_counts]
        with pytest.raises(services.NotNothing, match="还没有到最后三天"):
            services.say_nothing(one, said="没有", by=clerk)
    with at(2023, 5, 30):
        strict, one = sorted(duties.owed(county, within_days=Period.month(2023, 5)), key=lambda each: each.duty.nothing_counts)
        with pytest.raises(services.NothingSaid):
            services.say_nothing(one, said="  ", by=clerk)
        with pytest.raises(services.NotNothing, match="这一项必须有内容"):
            services.say_nothing(strict, said="没有", by=clerk)
        services.report(session(county), by=clerk)
        [one] = [each for each in duties.owed(county, within_days=Period.month(2023, 5)) if each.duty.nothing_counts]
        with pytest.raises(services.NotNothing, match="这一期已经报了 1 条"):
            services.say_nothing(one, said="没有", by=clerk)


def test_a_correction_to_another_month_contradicts_the_word_too(city: Unit, county: Unit, clerk: Person, leader: Person) -> None:
    services.set_duty(owed_by(city, since=date(2023, 4, 1), until=date(2023, 5, 31)), by=leader)
    record = services.report(session(county), by=clerk)
    with at(2023, 6, 1):
        services.say_nothing(duties.owed(county, within_days=YEAR)[0], said="四月没有", by=clerk)
        services.resubmit(record, session(county, occurred_on=date(2023, 4, 5)), by=clerk)
    assert Nothing.objects.filter(withdrawn_at=None).count() == 0
    assert standing(county) == {"C01 2023-04": ("done", 1, 0), "C01 2023-05": ("soon", 0, 0)}


def test_nothing_is_withdrawn_by_hand_once(city: Unit, county: Unit, clerk: Person, leader: Person) -> None:
    services.set_duty(owed_by(city, since=date(2023, 4, 1), until=date(2023, 4, 30)), by=leader)
    nothing = services.say_nothing(duties.owed(county, within_days=YEAR)[0], said="没有", by=clerk)
    services.withdraw_nothing(nothing, by=clerk)
    with pytest.raises(services.NothingGone):
        services.withdraw_nothing(nothing, by=clerk)
    assert [each.short for each in duties.owed(county, within_days=YEAR)] == [True]


def test_who_lacks_something_is_reminded_once_a_day_and_who_has_reported_never(
    city: Unit, county: Unit, elsewhere: Unit, clerk: Person, leader: Person
) -> None:
    services.set_duty(owed_by(city, since=date(2023, 5, 1), until=date(2023, 5, 31)), by=leader)
    services.report(session(county), by=clerk)
    other = person("P8", "何方", elsewhere, Role.CLERK)
    with at(2023, 6, 4):
        sent = services.remind(duties.owed(city, within_days=YEAR), by=leader)
        assert ([each.unit for each in sent.reminders], sent.done, sent.told, sent.mails) == ([elsewhere], 1, 1, False)
        again = services.remind(duties.owed(city, within_days=YEAR), by=leader)
        assert (again.reminders, again.already) == ((), 1)
        assert [each.unit for each in duties.reminded(person=other, unit=city)] == [elsewhere]
        assert duties.reminded(person=clerk, unit=city) == []
        with pytest.raises(NotAllowed):
            services.remind(duties.owed(elsewhere, within_days=YEAR), by=clerk)
        services.report(session(elsewhere), by=other)
        assert duties.reminded(person=other, unit=city) == []
    with at(2023, 6, 5):
        assert services.remind(duties.owed(city, within_days=YEAR), by=leader).reminders == ()


def test_letters_go_to_reporters_with_an_address_where_the_installation_sends_any(
    city: Unit, county: Unit, clerk: Person, verifier: Person, leader: Person, settings: Any
) -> None:
    settings.MAIL_FROM = "panshi@example.org"
    clerk.account = Account.objects.create_user(username="zhou", email="zhou@example.org")
    clerk.save()
    services.set_duty(owed_by(city, since=date(2023, 4, 1), until=date(2023, 5, 31)), by=leader)
    with at(2023, 6, 4):
        sent = services.remind(duties.owed(city, within_days=YEAR), by=leader)
    assert (sent.units, len(sent.reminders), sent.told, sent.mailed) == (1, 2, 2, 2)
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["zhou@example.org"], "催报：还有 2 项未报")
    assert "滨江分局：2023年5月的“活动”还差 1 条，2023-06-05 截止。" in letter.body


def test_a_mail_server_that_is_away_takes_no_reminder_with_it(
    city: Unit, county: Unit, clerk: Person, leader: Person, settings: Any, monkeypatch: Any
) -> None:
    settings.MAIL_FROM = "panshi@example.org"
    clerk.account = Account.objects.create_user(username="zhou", email="zhou@example.org")
    clerk.save()

    def away(*_given: Any, **_named: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", away)
    services.set_duty(owed_by(city, since=date(2023, 5, 1), until=date(2023, 5, 31)), by=leader)
    with at(2023, 6, 4):
        sent = services.remind(duties.owed(city, within_days=YEAR), by=leader)
    assert (len(sent.reminders), sent.mailed, Reminder.objects.get().mailed) == (1, 0, 0)


def test_the_command_reminds_before_the_due_day_and_weekly_after_it_however_often_it_runs(
    city: Unit, county: Unit, leader: Person, capsys: Any
) -> None:
    services.set_duty(owed_by(city, since=date(2023, 5, 1), until=date(2023, 5, 31)), by=leader)
    days = []
    for day in [*[(5, each) for each in range(28, 32)], *[(6, each) for each in range(1, 31)], (7, 20), (8, 4), (8, 20)]:
        with at(2023, *day):
            call_command("remind")
            call_command("remind")
        days += [day for _each in Reminder.objects.filter(on=date(2023, *day))]
    assert days == [(6, 2), (6, 6), (6, 13), (6, 20), (6, 27), (7, 20), (8, 4)]
    said = capsys.readouterr().out
    assert "→ 滨江分局：活动 · 2023年5月" in said
    assert "催报 1 项，1 个单位；本系统不发信，只在页面提示。" in said


def test_a_missed_day_of_the_command_is_caught_up(city: Unit, county: Unit, leader: Person) -> None:
    services.set_duty(owed_by(city, since=date(2023, 5, 1), until=date(2023, 5, 31)), by=leader)
    due = {}
    for day in (date(2023, 6, 1), date(2023, 6, 5), date(2023, 6, 9), date(2023, 8, 10)):
        [one] = duties.owed(county, within_days=YEAR, on=day)
        due[day.day] = is_due(one)
    assert due == {1: False, 5: True, 9: True, 10: False}


def test_the_table_is_narrowed_and_sorted_the_worst_first(
    city: Unit, county: Unit, elsewhere: Unit, station: Unit, clerk: Person, leader: Person
) -> None:
    services.set_duty(owed_by(city, until=date(2023, 3, 31)), by=leader)
    services.set_duty(owed_by(city, level=Level.STATION, until=date(2023, 1, 31)), by=leader)
    services.report_many([session(county, occurred_on=date(2023, month, 3)) for month in (1, 2)], by=clerk)
    scope = Scope(city, YEAR)
    with at(2023, 6, 1):
        table = duties.table(duties.Asked(), scope=scope)
        assert [(each.duty.level, each.units, each.numbers["late"], each.settled) for each in table.summaries] == [
            ("county", 2, 4, 2),
            ("station", 1, 1, 0),
        ]
        assert [(row.unit.code, row.late) for row in table.rows] == [("C02", 3), ("C01", 1)]
        assert [cell.standing for cell in table.rows[1].cells if cell] == [Standing.DONE, Standing.DONE, Standing.LATE]
        narrowed = duties.table(duties.Asked(below="C01", missing=True), scope=scope)
        assert [(row.unit.code, len(row.lacking)) for row in narrowed.rows] == [("C01", 1)]
        station_duty = str(table.summaries[1].duty.pk)
        assert [row.unit.code for row in duties.table(duties.Asked(duty=station_duty), scope=scope).rows] == ["C01-1"]


def test_300_units_are_asked_for_in_as_many_queries_as_3(city: Unit, county: Unit, leader: Person) -> None:
    counts = []
    for low, high in ((0, 3), (3, 300)):
        Unit.objects.bulk_create(
            Unit(
                path=f"{county.path}{place:04}",
                depth=3,
                code=f"S{place}",
                name=f"第{place}派出所",
                level=Level.STATION,
                opened_on=OPENED,
            )
            for place in range(low, high)
        )
        if low == 0:
            services.set_duty(owed_by(city, level=Level.STATION), by=leader)
            groups = kinds.kind("groups.group")
            services.set_duty(owed_by(city, level=Level.STATION, kind=groups, every=Every.QUARTER), by=leader)
        with CaptureQueriesContext(connection) as asked:
            table = duties.table(duties.Asked(), scope=Scope(city, YEAR))
        counts.append(len(asked))
        assert (len(table.rows), len(table.spans), len(table.lacking)) == (high, 12, 12 * high)
    assert counts[0] == counts[1]
