"""Pages of ratings: saved without scripts and with them, told when they may be, and no slower for more rows."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panshi.org.models import Account, Person
from panshi.work.ratings.choices import Stage
from panshi.work.ratings.models import Candidate, Evidence, Round
from panshi.work.ratings.selectors.rounds import criteria_of
from panshi.work.ratings.services import rounds
from panshi.work.ratings.tests.world import World, at, build, checked, opened

pytestmark = pytest.mark.django_db
JPEG = b"\xff\xd8\xff\xe0 a photo"
SCOPE = "?unit={}&period=2023"


@pytest.fixture
def world(tmp_path, settings) -> World:
    settings.MEDIA_ROOT = tmp_path
    return build()


@pytest.fixture
def sign_in() -> Callable[[Person], Client]:
    def signed_in(person: Person) -> Client:
        account, _new = Account.objects.get_or_create(username=person.number)
        Person.objects.filter(pk=person.pk).update(account=account)
        client = Client()
        client.force_login(account)
        return client

    return signed_in


def sent(world: World) -> Candidate:
    """A station to which the assessor from the other county was sent."""
    made = opened(world)
    mine = Candidate.objects.get(round=made, unit=world.stations[0])
    rounds.assign([mine], assessor=world.assessor, by=world.trainer)
    rounds.begin_check(made, by=world.trainer)
    return mine


def test_an_assessor_saves_points_a_remark_and_a_photo_and_the_script_again_without_doubling(world, sign_in):
    with at("2023-11-01"):
        mine = sent(world)
        premises = criteria_of(mine.round)[1]
        page = reverse("ratings:check", args=[mine.pk]) + SCOPE.format("C02")
        client = sign_in(world.assessor)
        key = "5b1c2a54-0b0e-4b57-8f0e-2f6a4b1f0c11"
        said = lambda: {  # noqa: E731 -- a file is read once
            "criterion": premises.pk,
            "step": "1",
            "remark": "门牌旧",
            "key": key,
            "photo": SimpleUploadedFile("门牌.jpg", JPEG),
        }
        assert client.post(page, said()).status_code == 302
        assert client.post(page, said(), headers={"X-Saved-By": "script"}).status_code == 204
        mark = mine.marks.get()
        assert (mark.points, mark.remark, Evidence.objects.count()) == (8, "门牌旧", 1)
        shown = client.get(reverse("ratings:evidence", args=[Evidence.objects.get().pk]) + SCOPE.format("C02"))
        assert (shown.content, shown["Content-Security-Policy"]) == (JPEG, "sandbox")


def test_a_script_that_calls_itself_a_photo_is_not_filed_and_the_points_are_kept(world, sign_in):
    with at("2023-11-01"):
        mine = sent(world)
        page = reverse("ratings:check", args=[mine.pk]) + SCOPE.format("C02")
        given = {"criterion": criteria_of(mine.round)[1].pk, "step": "1", "photo": SimpleUploadedFile("a.jpg", b"<script>")}
        assert sign_in(world.assessor).post(page, given).status_code == 422
    assert (Evidence.objects.count(), mine.marks.get().points) == (0, 8)


def test_points_are_told_to_the_unit_only_once_they_are_published(world, sign_in):
    with at("2023-11-01"):
        made = opened(world)
        mine = checked(world, made, {"场所": 1})[0]
        rounds.begin_deliberation(made, by=world.trainer)
        client, card = sign_in(world.officers[0]), reverse("ratings:card", args=[mine.pk]) + SCOPE.format("C011")
        assert "8 / 20" not in client.get(card).content.decode()
        rounds.publish(Round.objects.get(pk=made.pk), by=world.leader)
        assert "8 / 20" in client.get(card).content.decode()


def test_a_standard_is_written_adopted_and_followed_on_pages(world, sign_in):
    client, scope = sign_in(world.trainer), SCOPE.format("C")
    outline = {
        "unit": world.city.pk,
        "subject": "station",
        "version": "2023版",
        "months": 12,
        "five": 90,
        "four": 80,
        "three": 70,
    }
    written = client.post(reverse("ratings:write_standard") + scope, outline)
    pk = int(written["Location"].split("/standards/")[1].split("/")[0])
    one = {"title": "场所", "points": "20", "method": "assessed", "steps": "不符合 = 0\n符合 = 20"}
    for section in ("premises", "content", "process", "management", "integration"):
        added = client.post(reverse("ratings:criterion", args=[pk, 0]) + scope, one | {"section": section})
        assert added.status_code == 302
    assert client.post(reverse("ratings:adopt_standard", args=[pk]) + scope, {"since": "2023-01-01"}).status_code == 302
    assert client.post(reverse("ratings:adopt_standard", args=[pk]) + scope, {"since": "2023-02-01"}).status_code == 409
    assert client.post(reverse("ratings:criterion", args=[pk, 1]) + scope, {"remove": "1"}).status_code == 409


def test_the_list_of_subjects_takes_as_many_queries_for_three_as_for_one(world, sign_in):
    with at("2023-11-01"):
        made = opened(world)
        checked(world, made)
        Round.objects.filter(pk=made.pk).update(stage=Stage.PUBLISHED)
        client, asked = sign_in(world.trainer), []
        page = reverse("ratings:round", args=[made.pk]) + SCOPE.format("C")
        client.get(page)
        for words in ("", "&q=2号"):
            with CaptureQueriesContext(connection) as queries:
                client.get(page + words)
            asked.append(len(queries))
        assert asked[0] == asked[1]
