"""A refusal is said in the form the asker understands."""

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from panshi.kernel.refusals import NotAllowed
from panshi.web.middleware import RefusalMiddleware, answer

OUTSIDE = "/?unit=C"
SAID = "您在“云川市公安局”没有“看数字”的权限；请向该单位的管理员申请。"


def test_a_refusal_is_a_page_with_its_status(as_member: Client) -> None:
    response = as_member.get(OUTSIDE)
    assert response.status_code == 403
    assert SAID in response.content.decode()
    assert "<html" in response.content.decode()


def test_a_refusal_of_a_fragment_lands_among_the_messages(as_member: Client) -> None:
    response = as_member.get(OUTSIDE, headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Retarget"]) == (403, "#messages")
    assert SAID in response.content.decode()
    assert "<html" not in response.content.decode()


def test_a_refusal_is_a_problem_for_programs(as_member: Client) -> None:
    response = as_member.get(OUTSIDE, headers={"Accept": "application/json"})
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "urn:panshi:refusal:not-allowed",
        "title": "The person lacks the permission in this part of the tree.",
        "status": 403,
        "detail": SAID,
        "instance": "/",
        "code": "not-allowed",
        "facts": {"unit": "云川市公安局", "permission": "看数字"},
    }


def test_everything_under_api_answers_with_problems(rf: RequestFactory) -> None:
    response = answer(rf.get("/api/figures", headers={"Accept": "text/html"}), NotAllowed(unit="C", permission="p"))
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("query", ["period=2023-13", "unit=nowhere", "as_of=-1", "period=x&unit=C"])
def test_an_address_that_makes_no_sense_is_said_inside_a_page_that_works(as_leader: Client, query: str) -> None:
    response = as_leader.get(f"/?{query}")
    assert response.status_code in (404, 422)
    assert 'class="sheet refused"' in response.content.decode()


def test_a_person_without_a_role_reads_what_to_do(client: Client, member: object) -> None:
    member.grants.all().delete()
    client.force_login(member.account)
    response = client.get("/")
    assert response.status_code == 403
    assert "您今天没有任何角色" in response.content.decode()


def test_a_busy_database_is_said_without_asking_the_database(rf: RequestFactory) -> None:
    response = RefusalMiddleware(lambda _request: None).process_exception(rf.get("/"), OperationalError("database is locked"))
    assert response.status_code == 503
    assert "数据库正忙" in response.content.decode()


def test_a_bug_is_left_to_be_a_bug(rf: RequestFactory) -> None:
    assert RefusalMiddleware(lambda _request: None).process_exception(rf.get("/"), KeyError("x")) is None


def test_an_expired_fragment_sends_the_whole_page_to_sign_in_and_back(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/search?q=x"}
    response = client.get("/search?q=x", headers=headers)
    assert (response.status_code, response["HX-Redirect"]) == (204, "/account/login/?next=/search%3Fq%3Dx")


def test_pages_let_no_foreign_script_or_style_in(client: Client) -> None:
    policy = client.get("/account/login/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_missing_page_is_in_the_same_hand(as_leader: Client) -> None:
    response = as_leader.get("/no/such/page")
    assert response.status_code == 404
    assert "没有这个页面" in response.content.decode()
    assert "云川市公安局" in response.content.decode()


def test_a_missing_page_shows_nothing_to_strangers(client: Client, city: object) -> None:
    response = client.get("/no/such/page")
    assert response.status_code == 404
    assert "云川市公安局" not in response.content.decode()
