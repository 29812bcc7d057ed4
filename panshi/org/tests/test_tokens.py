"""Tokens by which programs act for a person: what they lend, and what they never do."""

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from panshi.kernel.clock import fixed, today
from panshi.kernel.refusals import NotAllowed, NotFound
from panshi.org import services
from panshi.org.choices import Power, Role
from panshi.org.models import ApiToken, Person, Unit
from panshi.org.selectors import allowed, top_units, units_with
from panshi.org.services import tokens
from panshi.org.token_selectors import token, tokens_in

from .conftest import employed, signed_in

pytestmark = pytest.mark.django_db
BOTH = (Power.READ, Power.REPORT)


@pytest.fixture
def clerk(county: Unit, other_county: Unit) -> Person:
    """A clerk of two counties."""
    person = employed("C1", "白川", county)
    for unit in (county, other_county):
        services.grant_role(person=person, role=Role.CLERK, unit=unit, since=date(2020, 1, 1), by=None)
    signed_in(person)
    return person


def made(clerk: Person, unit: Unit, *powers: Power, ends_on: date | None = None) -> tokens.Made:
    return tokens.make_token(unit=unit, name="值班系统", powers=powers or BOTH, ends_on=ends_on or today(), by=clerk)


def test_only_the_digest_of_a_secret_is_kept(county: Unit, clerk: Person) -> None:
    new = made(clerk, county)
    kept = ApiToken.objects.values().get()
    assert new.secret.startswith("pnsh_")
    assert kept["digest"] == sha256(new.secret.encode()).hexdigest()
    assert new.secret not in str(kept)


def test_a_token_stands_for_its_maker_in_one_unit_and_lends_no_more_than_it_says(
    county: Unit, other_county: Unit, station: Unit, clerk: Person
) -> None:
    person = tokens.enter(made(clerk, county).secret).person
    assert person == clerk
    assert set(units_with("records.report", person=person)) == {county, station}
    assert [unit.code for unit in top_units("figures.view", person=person)] == ["C01"]
    assert not allowed(person=person, permission="entries.view", unit=other_county)
    assert not allowed(person=person, permission="figures.define", unit=county)
    assert allowed(person=clerk, permission="figures.define", unit=other_county)


def test_a_token_for_a_station_lends_nothing_in_its_county(county: Unit, station: Unit, clerk: Person) -> None:
    person = tokens.enter(made(clerk, station).secret).person
    assert allowed(person=person, permission="records.report", unit=station)
    assert not allowed(person=person, permission="records.report", unit=county)


def test_a_token_never_verifies(county: Unit, clerk: Person) -> None:
    services.grant_role(person=clerk, role=Role.VERIFIER, unit=county, since=date(2020, 1, 1), by=None)
    person = tokens.enter(made(clerk, county).secret).person
    assert allowed(person=clerk, permission="records.verify", unit=county)
    assert not allowed(person=person, permission="records.verify", unit=county)


def test_a_token_that_reads_reports_nothing(county: Unit, clerk: Person) -> None:
    person = tokens.enter(made(clerk, county, Power.READ).secret).person
    assert allowed(person=person, permission="entries.view", unit=county)
    assert not allowed(person=person, permission="records.report", unit=county)


def test_a_role_that_ends_takes_the_token_along(county: Unit, clerk: Person) -> None:
    secret = made(clerk, county).secret
    clerk.grants.update(until=date(2026, 1, 1))
    assert not allowed(person=tokens.enter(secret).person, permission="records.report", unit=county)


def test_nobody_lends_what_they_may_not_do(county: Unit, administrator: Person) -> None:
    with pytest.raises(NotAllowed, match="上报记录"):
        made(administrator, county)
    assert made(administrator, county, Power.READ).token.powers == ["read"]


def test_a_token_ends_and_can_be_revoked_by_its_maker_or_the_administrator(
    county: Unit, other_county: Unit, clerk: Person, administrator: Person
) -> None:
    today_only, second = made(clerk, county), made(clerk, county)
    assert tokens.enter(today_only.secret).name == "值班系统"
    with fixed(datetime(2098, 1, 1, tzinfo=UTC)), pytest.raises(tokens.BadToken):
        tokens.enter(today_only.secret)
    tokens.revoke_token(second.token, by=administrator)
    with pytest.raises(tokens.BadToken):
        tokens.enter(second.secret)
    assert second.token.revoked_by == administrator
    elsewhere = made(clerk, other_county).token
    with pytest.raises(NotAllowed):
        tokens.revoke_token(elsewhere, by=administrator)
    with pytest.raises(NotFound):
        token(elsewhere.pk, person=administrator)
    assert list(tokens_in(county, person=administrator)) == [today_only.token, second.token]


def test_a_closed_account_closes_its_tokens(county: Unit, clerk: Person) -> None:
    secret = made(clerk, county).secret
    clerk.account.is_active = False
    clerk.account.save()
    with pytest.raises(tokens.BadToken):
        tokens.enter(secret)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"name": " "}, tokens.BadName),
        ({"powers": ()}, tokens.NoPowers),
        ({"ends_on": date(2020, 1, 1)}, tokens.BadEnd),
        ({"ends_on": date(2999, 1, 1)}, tokens.BadEnd),
    ],
)
def test_a_token_without_name_power_or_a_near_end_is_refused(
    county: Unit, clerk: Person, said: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        tokens.make_token(**{"unit": county, "name": "值班", "powers": BOTH, "ends_on": today(), "by": clerk} | said)


def test_the_601st_call_of_a_minute_waits_and_the_next_minute_begins_anew(county: Unit, clerk: Person) -> None:
    secret = made(clerk, county, ends_on=date(2026, 12, 1)).secret
    with fixed(datetime(2026, 11, 24, 3, 0, 20, tzinfo=UTC)):
        ApiToken.objects.update(minute=int(datetime(2026, 11, 24, 3, tzinfo=UTC).timestamp()) // 60, calls=599)
        assert tokens.enter(secret).calls == 600
        with pytest.raises(tokens.TooManyCalls) as refused:
            tokens.enter(secret)
    assert refused.value.facts == {"most": 600, "seconds": 40}
    with fixed(datetime(2026, 11, 24, 3, 1, tzinfo=UTC)):
        assert tokens.enter(secret).calls == 1


def test_the_page_shows_a_secret_once(county: Unit, clerk: Person) -> None:
    client = signed_in(clerk)
    page = client.post("/org/units/C01/tokens/", {"name": "值班系统", "powers": ["read"], "ends_on": today().isoformat()})
    secret = page.context["made"].secret
    assert secret in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    again = client.get("/org/units/C01/tokens/").content.decode()
    assert "值班系统" in again
    assert secret not in again
    assert tokens.enter(secret).unit == county


def test_the_page_revokes_a_token(county: Unit, clerk: Person) -> None:
    new = made(clerk, county)
    answer = signed_in(clerk).post(f"/org/tokens/{new.token.pk}/revoke/", follow=True)
    assert "“值班系统”已撤销" in answer.content.decode()
    with pytest.raises(tokens.BadToken):
        tokens.enter(new.secret)


def test_a_list_of_three_tokens_takes_as_many_queries_as_one(county: Unit, clerk: Person) -> None:
    client = signed_in(clerk)
    counted = []
    for _ in range(2):
        made(clerk, county)
        client.get("/org/units/C01/tokens/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/org/units/C01/tokens/")
        counted.append(len(queries))
        made(clerk, county)
    assert counted[0] == counted[1]
