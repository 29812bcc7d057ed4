"""What stands around every page."""

from datetime import UTC, date, datetime

from django.test import Client

from panshi.kernel import clock
from panshi.kernel.periods import Period
from panshi.org.models import Person, Unit
from panshi.web import periods


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_scope_follows_every_link_of_the_menu(as_leader: Client) -> None:
    assert 'href="/figures/?unit=C01&amp;period=2023-05"' in page(as_leader, "/?unit=C01&period=2023-05")


def test_a_ledger_position_follows_too_and_can_be_left(as_leader: Client) -> None:
    text = page(as_leader, "/settings?unit=C01&period=2023&as_of=7")
    assert 'href="/figures/?unit=C01&amp;period=2023&amp;as_of=7"' in text
    assert "按账本第 7 条时的状态" in text
    assert 'href="/settings?unit=C01&amp;period=2023"' in text


def test_another_period_keeps_the_rest_of_the_address_and_starts_at_page_one() -> None:
    assert periods.changed("/figures/x/?unit=C&page=3&period=2022&d.tier=a", period="2023") == (
        "/figures/x/?unit=C&d.tier=a&period=2023"
    )


def test_periods_in_words() -> None:
    assert periods.label(Period.year(2023)) == "2023 全年"
    assert periods.label(Period.month(2023, 5)) == "2023 年 5 月"
    assert periods.label(Period(date(2023, 1, 1), date(2023, 6, 30))) == "2023 年初至 6 月 30 日"
    assert periods.label(Period(date(2023, 2, 1), date(2023, 6, 30))) == "2023-02-01 – 2023-06-30"


def test_the_year_to_date_ends_on_the_same_day_in_each_year() -> None:
    with clock.fixed(datetime(2024, 2, 29, 8, tzinfo=UTC)):
        spans = [choice.url for choice in periods.to_date(Period.year(2023), "/")]
    assert spans == ["/?period=2024-01-01..2024-02-29", "/?period=2023-01-01..2023-02-28"]


def test_two_days_become_the_period(as_leader: Client) -> None:
    response = as_leader.get("/period?first=2023-02-01&last=2023-06-30&next=/search?q=x")
    assert response["Location"] == "/search?q=x&period=2023-02-01..2023-06-30"


def test_the_way_back_never_leaves_the_site(as_leader: Client) -> None:
    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        response = as_leader.get("/period", {"first": "2023-02-01", "last": "2023-06-30", "next": elsewhere})
        assert response["Location"] == "/?period=2023-02-01..2023-06-30"


def test_units_to_choose_from_are_those_the_person_may_see(as_member: Client, station: Unit) -> None:
    text = page(as_member, "/units?next=/figures/")
    assert "老城派出所" in text
    assert "云川市公安局" not in text
    assert 'href="/figures/?unit=C0101"' in text


def test_choosing_a_unit_costs_the_same_for_one_and_for_three(
    as_leader: Client, station: Unit, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(12) as few:
        as_leader.get("/units?q=老城")
    with django_assert_max_num_queries(len(few)):
        as_leader.get("/units")


def test_units_are_found_by_part_of_their_name(as_leader: Client, station: Unit) -> None:
    response = as_leader.get("/units?q=老城", headers={"HX-Request": "true", "HX-Target": "units-list"})
    text = response.content.decode()
    assert "老城派出所" in text
    assert "滨江分局" not in text
    assert "<html" not in text


def test_the_menu_shows_only_what_the_person_may_open(as_member: Client) -> None:
    text = page(as_member, "/")
    assert 'href="/registers/?unit=C01' in text
    assert 'href="/registers/verify/' not in text


def test_a_theme_is_remembered_without_scripts(client: Client, city: Unit) -> None:
    response = client.post("/ui/theme", {"theme": "dark", "next": "/account/login/"})
    assert response["Location"] == "/account/login/"
    assert '<html lang="zh-Hans" data-theme="dark">' in page(client, "/account/login/")
    client.post("/ui/theme", {"theme": "system"})
    assert "data-theme" not in page(client, "/account/login/").partition("<body")[0]


def test_the_language_changes_without_scripts(as_leader: Client, leader: Person) -> None:
    as_leader.post("/i18n/setlang/", {"language": "en", "next": "/"})
    text = page(as_leader, "/")
    assert '<html lang="en">' in text
    assert ">Figures</a>" in text
    assert "数字" not in text


def test_settings_remember_the_language_on_the_account(as_leader: Client, leader: Person) -> None:
    response = as_leader.post("/settings", {"language": "en", "theme": "dark"})
    leader.account.refresh_from_db()
    assert leader.account.language == "en"
    assert {name: response.cookies[name].value for name in ("django_language", "theme")} == {
        "django_language": "en",
        "theme": "dark",
    }


def test_settings_refuse_a_language_that_is_not_there(as_leader: Client) -> None:
    response = as_leader.post("/settings", {"language": "tlh", "theme": "dark"})
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
