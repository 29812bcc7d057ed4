"""Signing in, out, and never up."""

from django.test import Client

from panshi.org.models import Account, Person


def test_a_stranger_signs_in_and_returns_to_where_they_were(client: Client, leader: Person) -> None:
    response = client.get("/search?q=x&unit=C01")
    assert response["Location"] == "/account/login/?next=/search%3Fq%3Dx%26unit%3DC01"
    form = client.get(response["Location"]).content.decode()
    assert 'name="next" value="/search?q=x&amp;unit=C01"' in form
    typed = {"login": "leader", "password": "river-stone-42", "next": "/search?q=x&unit=C01"}
    assert client.post("/account/login/", typed)["Location"] == "/search?q=x&unit=C01"


def test_a_failed_sign_in_keeps_the_name_and_does_not_say_which_half_was_wrong(client: Client, leader: Person) -> None:
    text = client.post("/account/login/", {"login": "leader", "password": "wrong", "next": "/search?q=x"}).content.decode()
    assert "用户名或密码不对" in text
    assert 'value="leader"' in text
    assert 'name="next" value="/search?q=x"' in text


def test_signing_up_is_closed(client: Client, leader: Person) -> None:
    text = client.get("/account/signup/").content.decode()
    assert "这里不开放注册" in text
    client.post("/account/signup/", {"username": "intruder", "password1": "river-stone-42"})
    assert not Account.objects.filter(username="intruder").exists()


def test_the_language_of_the_account_comes_along(client: Client, leader: Person) -> None:
    leader.account.language = "en"
    leader.account.save()
    response = client.post("/account/login/", {"login": "leader", "password": "river-stone-42"})
    assert response.cookies["django_language"].value == "en"


def test_signing_out_asks_first(as_leader: Client) -> None:
    assert "退出登录？" in as_leader.get("/account/logout/").content.decode()
    as_leader.post("/account/logout/")
    assert as_leader.get("/").status_code == 302


def test_a_new_password_is_set_in_the_same_hand(as_leader: Client) -> None:
    assert "修改密码" in as_leader.get("/account/password/change/").content.decode()


def test_health_answers_strangers_and_says_nothing_secret(client: Client, db: None) -> None:
    response = client.get("/health")
    said = response.json()
    assert (response.status_code, said["ok"], said["ledger"]) == (200, True, 0)
    assert set(said) == {"ok", "version", "now", "ledger"}
