"""The registers by program: reported, verified by people, read again; and what a token may not."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from panshi.ledger import services as ledger
from panshi.org import services as org
from panshi.org.choices import Power, Role
from panshi.org.models import Person, Unit
from panshi.work.registers import services
from panshi.work.registers.choices import State
from panshi.work.registers.models import Record, Step

from .calling import Program, session
from .conftest import person, sheet
from .pictures import picture

pytestmark = pytest.mark.django_db
FIGURE = "figures/activities.study_sessions?unit=C01&period=2023"


@pytest.fixture
def program(clerk: Person, county: Unit) -> Program:
    return Program(clerk, county)


def test_a_reported_record_moves_the_figure_once_somebody_has_verified_it(
    program: Program, clerk: Person, verifier: Person
) -> None:
    before = program.get(FIGURE).json()["value"]
    answer = program.report(session())
    [reported] = answer.json()["records"]
    assert (answer.status_code, reported["state"], reported["reported_by"]) == (201, "reported", clerk.number)
    assert program.get(FIGURE).json()["value"] == before == 0
    [entry] = services.verify(Record.objects.get(pk=reported["id"]), by=verifier)
    ledger.seal()
    found = program.get(FIGURE).json()
    assert (found["value"], found["as_of"]) == (1, entry.seq)
    rows = program.get("figures/activities.study_sessions/entries?unit=C01&period=2023").json()
    assert [row["source"] for row in rows["entries"]] == [f"registers.record:{reported['id']}"]
    shown = program.get(f"records/{reported['id']}").json()
    assert [step["act"] for step in shown["history"]] == ["verified", "reported"]
    assert shown["entries"] == [{"seq": entry.seq, "person": None, "reversed_by": None}]
    proven = program.get(f"entries/{entry.seq}").json()
    assert (proven["proof"]["holds"], proven["proof"]["checkpoint"]["size"]) == (True, 1)
    assert program.get("ledger").json()["sealed"] == 1


def test_all_of_a_thousand_are_reported_or_none(program: Program) -> None:
    good = [session(f"第{number}期读书会") for number in range(3)]
    wrong = [session("夜读", occurred_on="2199-01-01"), session("晨读", dims={"form": "sleep", "level": "local", "title": "x"})]
    answer = program.report(*good, *wrong)
    assert answer.status_code == 422
    said = answer.json()
    assert (said["code"], said["detail"]) == ("not-taken", "有 2 处不对，一条也没有登记；见 errors。")
    assert [(fault["index"], fault["field"], fault["code"]) for fault in said["errors"]] == [
        (3, "occurred_on", "impossible-day"),
        (4, "dims.form", "bad-dimension"),
    ]
    assert Record.objects.count() == 0
    assert len(program.report(*good).json()["records"]) == 3


def test_what_is_not_as_documented_is_named_by_index_and_field_in_the_language_asked_for(program: Program) -> None:
    bad = session(quantity="5", colour="red") | {"occurred_on": 20230505}
    answer = program.post("records", {"records": [session(), bad]}, Accept_Language="en")
    assert [(fault["index"], fault["field"], fault["detail"]) for fault in answer.json()["errors"]] == [
        (1, "occurred_on", "It takes a date such as 2023-05-03."),
        (1, "quantity", "It takes a whole number."),
        (1, "colour", "There is no such field."),
    ]


def test_units_people_kinds_and_evidence_that_are_not_there_are_all_named(program: Program) -> None:
    lost = session(unit="nowhere", people=["P404"], evidence=["0" * 64]) | {"kind": "sport.game"}
    faults = program.report(lost).json()["errors"]
    assert [(fault["field"], fault["code"]) for fault in faults] == [
        ("kind", "unknown-kind"),
        ("unit", "not-found"),
        ("people", "not-found"),
        ("evidence", "not-found"),
    ]


def test_the_same_thing_twice_is_refused_until_somebody_says_why(program: Program) -> None:
    assert program.report(session()).status_code == 201
    [fault] = program.report(session()).json()["errors"]
    assert (fault["field"], fault["code"]) == ("distinct_because", "looks-the-same")
    [again] = program.report(session(distinct_because="下午另有一场")).json()["records"]
    assert again["distinct_because"] == "下午另有一场"
    assert [doubt["sort"] for doubt in again["doubts"]] == ["twin"]


def test_the_same_thing_twice_in_one_call_is_refused_too(program: Program) -> None:
    [fault] = program.report(session("夜读"), session("夜读")).json()["errors"]
    assert (fault["index"], fault["code"], fault["detail"][:13]) == (1, "sent-twice", "与本次第 1 条是同一件事")


def test_a_sheet_names_people_by_staff_number(program: Program, squad: list[Person], verifier: Person) -> None:
    dims = {"form": "study", "title": "五月集中学习", "person_category": "officer", "leader": False}
    people = [each.number for each in squad]
    [made] = program.report(session(kind="activities.attendance", dims=dims, people=people)).json()["records"]
    assert (made["people"], made["people_number"]) == (people, 3)
    services.verify(Record.objects.get(pk=made["id"]), by=verifier)
    shown = program.get(f"records/{made['id']}").json()
    assert [line["person"] for line in shown["entries"]] == people


def test_evidence_is_filed_first_and_named_by_digest(program: Program) -> None:
    photo = picture()
    [filed] = program.send([("合影.jpg", photo)]).json()["evidence"]
    [link] = program.post("evidence/links", {"links": [{"address": "https://news.example/1"}]}).json()["evidence"]
    [made] = program.report(session(evidence=[filed["digest"]])).json()["records"]
    assert [each["name"] for each in made["evidence"]] == ["合影.jpg"]
    more = program.post(f"records/{made['id']}/evidence", {"digests": [link["digest"]]}).json()
    assert [each["digest"] for each in more["evidence"]] == [filed["digest"], link["digest"]]
    got = program.get(f"evidence/{filed['digest']}/content")
    assert (got.content, got["Content-Type"]) == (photo, "image/jpeg")
    assert program.get(f"evidence/{link['digest']}/content").status_code == 404
    refused = program.send([("x.exe", b"MZ")])
    assert (refused.status_code, refused.json()["code"]) == (422, "wrong-file")


def test_a_record_is_corrected_as_it_was_looked_at_and_never_while_it_counts(program: Program, verifier: Person) -> None:
    [made] = program.report(session()).json()["records"]
    place = f"records/{made['id']}/corrections"
    body = {key: value for key, value in session("六月集中学习").items() if key != "kind"} | {"revision": 1}
    [fixed] = [program.post(place, body).json()]
    assert (fixed["revision"], fixed["title"], fixed["doubts"]) == (2, "六月集中学习", [])
    stale = program.post(place, body)
    assert (stale.status_code, stale.json()["code"]) == (409, "changed-meanwhile")
    services.verify(Record.objects.get(pk=made["id"]), by=verifier)
    counting = program.post(place, body | {"revision": 2})
    assert (counting.status_code, counting.json()["code"]) == (409, "still-counts")
    [change] = program.get(f"records/{made['id']}").json()["history"][1]["changes"]
    assert change == {"label": "主题", "before": "五月集中学习", "after": "六月集中学习"}


def test_pages_stay_as_they_are_while_records_are_added(program: Program, clerk: Person) -> None:
    days = [f"2023-05-{day:02}" for day in range(1, 11)]
    first = [each["id"] for each in program.report(*(session(f"第{day}日", occurred_on=day) for day in days)).json()["records"]]
    seen, after = [], ""
    while True:
        page = program.get(f"records?unit=C01&period=2023&limit=3{after}").json()
        seen += [record["id"] for record in page["records"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
        program.report(session(f"加{len(seen)}", occurred_on="2023-05-10"), session(f"补{len(seen)}", occurred_on="2023-06-01"))
    assert seen == first[::-1]


def test_lists_are_narrowed_by_kind_state_and_reporter(
    program: Program, clerk: Person, county: Unit, squad: list[Person]
) -> None:
    other = person("P9", "白川", county, Role.CLERK)
    program.report(session())
    services.report(sheet(county, squad), by=other)

    def kinds(query: str) -> list[str]:
        return [record["kind"] for record in program.get(f"records?period=2023&{query}").json()["records"]]

    assert kinds("kind=activities.session") == ["activities.session"]
    assert kinds("mine=true") == ["activities.session"]
    assert kinds("state=verified") == []
    assert kinds("") == ["activities.attendance", "activities.session"]


def test_a_token_of_one_county_sees_and_reports_nothing_of_the_other(county: Unit, elsewhere: Unit, clerk: Person) -> None:
    org.grant_role(person=clerk, role=Role.CLERK, unit=elsewhere, since=date(2020, 1, 1), by=None)
    here, there = Program(clerk, county), Program(clerk, elsewhere)
    [photo] = there.send([("合影.jpg", picture())]).json()["evidence"]
    [theirs] = there.report(session(unit="C02", evidence=[photo["digest"]])).json()["records"]
    assert there.get(f"records/{theirs['id']}").status_code == 200
    asked = {
        "one": here.get(f"records/{theirs['id']}").status_code,
        "list": here.get("records?unit=C02&period=2023").status_code,
        "above": here.get("records?unit=C&period=2023").status_code,
        "figure": here.get("figures/activities.study_sessions?unit=C02").status_code,
        "entries": here.get("figures/activities.study_sessions/entries?unit=C02").status_code,
        "correct": here.post(f"records/{theirs['id']}/corrections", _correction()).status_code,
        "attach": here.post(f"records/{theirs['id']}/evidence", {"digests": ["0" * 64]}).status_code,
        "photo": here.get(f"evidence/{photo['digest']}/content").status_code,
        "report": here.report(session(unit="C02")).json()["errors"][0]["code"],
        "evidence": here.report(session(evidence=[photo["digest"]])).json()["errors"][0]["code"],
        "own list": [record["id"] for record in here.get("records?period=2023").json()["records"]],
    }
    refused = dict.fromkeys(("one", "correct", "attach", "photo"), 404) | dict.fromkeys(
        ("list", "above", "figure", "entries"), 403
    )
    assert asked == refused | dict.fromkeys(("report", "evidence"), "not-found") | {"own list": []}
    assert Record.objects.count() == 1


def _correction() -> dict[str, object]:
    return {key: value for key, value in session().items() if key != "kind"} | {"revision": 1}


def test_a_token_that_reads_reports_nothing_and_one_that_reports_reads_nothing(clerk: Person, county: Unit) -> None:
    reads, reports = Program(clerk, county, Power.READ), Program(clerk, county, Power.REPORT)
    assert reads.report(session()).json()["facts"] == {"unit": "滨江分局", "permission": "上报记录"}
    assert reads.send([("合影.jpg", picture())]).status_code == 403
    assert reports.report(session()).status_code == 201
    assert {reports.get(path).status_code for path in ("records?unit=C01", "ledger", FIGURE)} == {403}
    assert (reads.get("records?unit=C01").status_code, reads.get("kinds").status_code) == (200, 200)


def test_a_clerk_whose_role_has_ended_reports_no_more_through_a_token(program: Program, clerk: Person) -> None:
    clerk.grants.update(until=date(2026, 1, 1))
    assert program.report(session()).json()["code"] == "not-allowed"
    assert Record.objects.count() == 0


def test_the_verifier_of_what_a_program_reported_is_somebody_else(program: Program, clerk: Person, county: Unit) -> None:
    org.grant_role(person=clerk, role=Role.VERIFIER, unit=county, since=date(2020, 1, 1), by=None)
    [made] = program.report(session()).json()["records"]
    with pytest.raises(services.OwnReport):
        services.verify(Record.objects.get(pk=made["id"]), by=clerk)
    assert Step.objects.get().by == clerk


def test_a_kind_is_described_with_its_choices_and_as_json_schema(program: Program) -> None:
    kind = program.get("kinds/activities.session").json()
    schema = program.get("kinds/activities.session/schema").json()
    assert kind["label"] == {"zh": "活动", "en": "session"}
    assert [each["key"] for each in kind["dimensions"]] == list(schema["properties"]["dims"]["properties"])
    assert schema["properties"]["kind"] == {"const": "activities.session"}
    assert {"const": "study", "title": "集中学习"} in schema["properties"]["dims"]["properties"]["form"]["oneOf"]
    assert program.get("kinds/sport.game").json()["code"] == "unknown-kind"


@pytest.mark.parametrize(
    "path", ["records?unit=C01&period=2023", "figures/activities.study_sessions/entries?unit=C01&period=2023"]
)
def test_a_list_of_three_takes_as_many_queries_as_one(program: Program, verifier: Person, path: str) -> None:
    counted = []
    for number in (1, 2):
        made = program.report(*(session(f"第{number}{place}场") for place in range(number))).json()["records"]
        services.verify_many(list(Record.objects.filter(state=State.REPORTED)), by=verifier)
        program.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert program.get(path).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1], made


def test_reporting_ten_takes_as_many_queries_as_one(program: Program) -> None:
    counted = []
    for number in (1, 10):
        with CaptureQueriesContext(connection) as queries:
            answer = program.report(
                *(session(f"第{number}批之{place}", occurred_on=f"2023-0{place % 9 + 1}-05") for place in range(number))
            )
        assert answer.status_code == 201
        counted.append(len(queries))
    assert counted[0] == counted[1]
