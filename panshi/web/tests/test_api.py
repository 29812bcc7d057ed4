"""The door of the API: tokens, problems for every refusal, what is sent twice done once, the document and its page."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from panshi.kernel.clock import fixed, now
from panshi.org import services as org
from panshi.org.choices import Role
from panshi.org.models import ApiToken, Person, Unit
from panshi.org.services import tokens
from panshi.web.models import GivenAnswer
from panshi.work.registers.models import Record
from panshi.work.registers.tests.calling import Program, session

from .conftest import FOUNDED, hired


@pytest.fixture
def clerk(county: Unit) -> Person:
    return hired("P3", "白川", Role.CLERK, county, "clerk")


@pytest.fixture
def program(clerk: Person, county: Unit, tmp_path, settings) -> Program:
    settings.MEDIA_ROOT = tmp_path
    return Program(clerk, county)


@pytest.mark.django_db
def test_the_same_key_and_body_is_answered_as_before_and_done_once(program: Program) -> None:
    first, second = program.report(session(), key="a"), program.report(session(), key="a")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert ("Idempotency-Replayed" in first, second["Idempotency-Replayed"]) == (False, "true")
    assert Record.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_with_another_body_or_address_is_refused(program: Program) -> None:
    program.report(session(), key="a")
    other = program.report(session("夜读"), key="a")
    elsewhere = program.post("evidence/links", {"links": [{"address": "https://news.example/1"}]}, key="a")
    assert [(answer.status_code, answer.json()["code"]) for answer in (other, elsewhere)] == [(422, "key-reused")] * 2
    assert Record.objects.count() == 1


@pytest.mark.django_db
def test_the_same_file_sent_again_with_another_boundary_is_the_same_body(program: Program) -> None:
    pdf = b"%PDF-1.7 signed"
    answers = [program.send([("sheet.pdf", pdf)], key="a"), program.send([("sheet.pdf", pdf)], key="a")]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert "Idempotency-Replayed" in answers[1]
    assert program.send([("sheet.pdf", pdf + b".")], key="a").json()["code"] == "key-reused"


@pytest.mark.django_db
def test_what_was_refused_leaves_no_key_behind(program: Program, county: Unit) -> None:
    assert program.report(session(unit="C99"), key="a").status_code == 422
    assert GivenAnswer.objects.count() == 0
    assert program.report(session(), key="a").status_code == 201


@pytest.mark.django_db
def test_a_key_of_another_token_is_another_key(program: Program, clerk: Person, county: Unit) -> None:
    assert program.report(session(), key="a").status_code == 201
    assert Program(clerk, county).report(session("夜读"), key="a").status_code == 201


@pytest.mark.django_db
def test_keys_are_kept_for_seven_days(program: Program) -> None:
    tokens_kept = now() + timedelta(days=6, hours=23), now() + timedelta(days=7, minutes=1)
    ApiToken.objects.update(ends_on=now().date() + timedelta(days=30))
    program.report(session(), key="a")
    with fixed(tokens_kept[0]):
        assert "Idempotency-Replayed" in program.report(session(), key="a")
    with fixed(tokens_kept[1]):
        assert program.report(session(), key="a").json()["errors"][0]["code"] == "looks-the-same"


@pytest.mark.django_db
def test_every_post_wants_a_key(program: Program) -> None:
    headers = {"Authorization": f"Bearer {program.secret}"}
    answer = Client().post("/api/v1/records", {"records": [session()]}, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "key-missing")
    assert program.report(session(), key="字".encode().decode("latin-1")).json()["code"] == "bad-key"


@pytest.mark.django_db(transaction=True)
def test_eight_who_send_the_same_at_the_same_moment_are_answered_alike_and_it_is_done_once(program: Program) -> None:
    def send(_number: int) -> tuple[int, bytes]:
        try:
            answer = program.report(session(), key="a")
            return answer.status_code, answer.content
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(send, range(8)))
    assert {status for status, _ in answers} == {201}
    assert len(answers) == 1
    assert (Record.objects.count(), GivenAnswer.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_process_that_breaks_halfway_leaves_neither_record_nor_key(program: Program) -> None:
    client = Client(raise_request_exception=False)
    headers = {"Authorization": f"Bearer {program.secret}", "Idempotency-Key": "a"}
    with patch("panshi.work.registers.api.records.records_out", side_effect=RuntimeError("power cut")):
        answer = client.post("/api/v1/records", {"records": [session()]}, content_type="application/json", headers=headers)
    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (500, "application/problem+json", "broken")
    assert (Record.objects.count(), GivenAnswer.objects.count()) == (0, 0)
    assert program.report(session(), key="a").status_code == 201


def problems(program: Program, settings: object) -> Iterator[tuple[int, str, object]]:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    bearer = {"Authorization": f"Bearer {program.secret}", "Idempotency-Key": "k"}
    yield 400, "bad-json", program.post("records", "{")
    yield 400, "bad-json", program.post("records", '{"records": [{"kind": "\\ud800"}]}')
    yield 401, "no-token", Client().get("/api/v1/ledger")
    yield 401, "bad-token", Client().get("/api/v1/ledger", headers={"Authorization": "Bearer pnsh_no"})
    yield 403, "not-allowed", program.get("records?unit=C")
    yield 404, "no-such-address", program.get("nothing")
    yield 404, "not-found", program.get("records/99")
    yield 404, "no-entry", program.get("entries/99")
    yield 404, "unknown-figure", program.get("figures/nothing.such")
    yield 405, "wrong-method", Client().delete("/api/v1/records", headers=bearer)
    yield 413, "body-too-large", program.report(session(note="长" * 1000))
    yield 415, "wrong-type", Client().post("/api/v1/records", {"a": "b"}, headers=bearer)
    yield 415, "wrong-type", Client().post("/api/v1/evidence", "{}", content_type="application/json", headers=bearer)
    yield 422, "not-as-documented", program.get("records?limit=0")
    yield 422, "bad-cursor", program.get("records?unit=C01&after=first")
    yield 422, "bad-period", program.get("records?unit=C01&period=2023-13")
    yield 422, "not-as-documented", program.post("records", {"records": []})
    with patch.object(tokens, "CALLS_A_MINUTE", 1):
        yield 429, "too-many-calls", program.get("ledger")


@pytest.mark.django_db
def test_every_refusal_is_a_problem(program: Program, settings) -> None:
    for status, code, answer in problems(program, settings):
        said = answer.json()
        assert (answer.status_code, said["status"], said["code"]) == (status, status, code)
        assert answer["Content-Type"] == "application/problem+json"
        assert said["type"] == f"urn:panshi:refusal:{code}"
        assert {"title", "detail", "instance"} <= said.keys()
        assert ("WWW-Authenticate" in answer, "Retry-After" in answer, "Allow" in answer) == (
            status == 401,
            status == 429,
            status == 405,
        )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("zh-CN,zh;q=0.9", "没有找到“99”，或它不在您能看到的范围内。"),
        ("en-GB", "“99” was not found, or lies outside what you may see."),
    ],
)
def test_a_problem_is_said_in_the_language_asked_for(program: Program, asked: str, said: str) -> None:
    answer = program.get("records/99", Accept_Language=asked)
    assert answer.json()["detail"] == said
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.django_db
def test_the_601st_call_of_a_minute_is_told_how_long_to_wait(program: Program) -> None:
    with patch.object(tokens, "CALLS_A_MINUTE", 2):
        statuses = [program.get("ledger").status_code for _ in range(3)]
        refused = program.get("ledger")
    assert statuses == [200, 200, 429]
    assert 1 <= int(refused["Retry-After"]) <= 60


@pytest.mark.django_db
def test_the_document_describes_every_operation_in_both_languages(client: Client) -> None:
    zh = client.get("/api/v1/openapi.json", headers={"Accept-Language": "zh"}).json()
    en = client.get("/api/v1/openapi.json", headers={"Accept-Language": "en"}).json()
    assert (zh["openapi"], list(zh["paths"])) == ("3.1.0", list(en["paths"]))
    for path, methods in zh["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"] != en["paths"][path][method]["summary"], f"{method} {path} has no Chinese"
            assert operation["description"] != en["paths"][path][method]["description"], f"{method} {path} has no Chinese"
            keys = [each["name"] for each in operation["parameters"] if each["in"] == "header"]
            assert keys == (["Idempotency-Key"] if method == "post" else [])


@pytest.mark.django_db
def test_the_page_shows_every_operation_with_a_call_and_lets_no_script_in(client: Client, clerk: Person, city: Unit) -> None:
    client.force_login(clerk.account)
    page = client.get("/api/v1/docs")
    text = page.content.decode()
    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert [line for line in text.splitlines() if "<script" in line and "src=" not in line] == []
    for methods in client.get("/api/v1/openapi.json").json()["paths"].values():
        for operation in methods.values():
            assert operation["operationId"] in text
    assert "/api/v1/figures/activities.study_sessions?unit=C01&amp;period=2023" in text


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in_before_the_page(client: Client) -> None:
    assert client.get("/api/v1/docs")["Location"].startswith("/account/login/")


@pytest.mark.django_db
def test_a_token_says_nothing_of_the_county_beside(program: Program, city: Unit, clerk: Person) -> None:
    beside = org.open_unit(code="C02", name="平溪县局", level="county", opened_on=FOUNDED, above=city)
    org.grant_role(person=clerk, role=Role.CLERK, unit=beside, since=FOUNDED, by=None)
    with translation.override("zh-hans"):
        assert program.get(f"figures/activities.study_sessions?unit={beside.code}").status_code == 403
        assert program.get("figures/activities.study_sessions").json()["unit"] == "C01"
