"""A round from its standard to the ledger, and what is refused on the way."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from panshi.figures.asking import of_units
from panshi.kernel.periods import Period
from panshi.ledger import selectors as ledger
from panshi.org import services as org
from panshi.work.ratings.choices import Stage, Subject
from panshi.work.ratings.models import Candidate, Round
from panshi.work.ratings.selectors.cards import card
from panshi.work.ratings.selectors.rounds import criteria_of, eligible
from panshi.work.ratings.services import appealing, checking, deliberating, giving, rounds, standards
from panshi.work.ratings.tests.world import World, at, build, checked, criteria, opened, standard, studied

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build()


def given(made: Round) -> list[tuple[Decimal | None, int]]:
    return [(each.points, each.stars) for each in Candidate.objects.filter(round=made).order_by("pk")]


def counted(world: World, period: Period, *stars: str) -> list[Decimal | None]:
    """How many stations of the city have so many stars, by the figures."""
    keys = [f"ratings.stations_{count}_star" for count in stars]
    answers = of_units(keys, [world.city], period)
    return [answers.values[key][world.city.pk] for key in keys]


def test_a_round_runs_from_its_standard_to_stars_in_the_ledger(world):
    studied(world, 0, 3)
    studied(world, 1, 1)
    with at("2023-11-01"):
        made = opened(world)
        checked(world, made)
        made = rounds.begin_deliberation(made, by=world.trainer)
        made = rounds.publish(made, by=world.leader)
    assert given(made) == [(100, 5), (90, 5), (80, 4)]
    with at("2023-11-10"):
        made = giving.bring_into_force(made, by=world.leader)
    assert (made.stage, made.as_of, made.valid_until) == (Stage.IN_FORCE, 4, date(2024, 11, 10))
    assert counted(world, Period.year(2023), "five", "four") == [2, 1]


def test_the_card_links_the_figure_at_the_position_it_was_computed(world):
    studied(world, 0, 3)
    with at("2023-11-01"):
        made = opened(world)
        first = checked(world, made)[0]
        rounds.begin_deliberation(made, by=world.trainer)
        found = card(Candidate.objects.get(pk=first.pk), viewer=world.trainer)
    [line] = [line for part in found.parts for line in part.lines if line.value]
    assert (line.value.value, line.value.as_of, line.mark.points) == (3, 3, 20)
    scope = line.value.scope
    again = of_units([line.value.figure.key], [scope.unit], scope.period, as_of=scope.as_of)
    assert again.values[line.value.figure.key][scope.unit.pk] == 3


def test_people_are_rated_on_their_own_record(world):
    studied(world, 0, 3)
    with at("2023-11-01"):
        made = opened(world, Subject.OFFICER)
        rounds.leave_out(Candidate.objects.get(round=made, person=world.assessor), reason="考评员本人", by=world.trainer)
        checked(world, made)
        rounds.begin_deliberation(made, by=world.trainer)
    points = dict(Candidate.objects.filter(round=made, left_out="").values_list("person__number", "points"))
    assert points == {"o0": 100, "o1": 80, "o2": 80, "t": 80, "l": 80}


def test_an_essential_criterion_caps_the_stars(world):
    studied(world, 0, 3)
    with at("2023-11-01"):
        made = opened(world)
        checked(world, made, {"场所": 1})
        rounds.begin_deliberation(made, by=world.trainer)
    first = Candidate.objects.filter(round=made).order_by("pk")[0]
    assert (first.points, first.earned, first.stars) == (88, 3, 3)
    assert "场所" in first.why_fewer


def test_a_quota_takes_the_best_and_a_tie_is_left_to_people(world):
    for place in range(3):
        studied(world, place, 3)
    with at("2023-11-01"):
        made = opened(world, quota={5: 2})
        first, second, _third = checked(world, made)
        rounds.begin_deliberation(made, by=world.trainer)
        assert given(made) == [(100, 4), (100, 4), (100, 4)]
        assert "3" in Candidate.objects.get(pk=first.pk).why_fewer
        for each in Candidate.objects.filter(round=made):
            deliberating.decide(each, stars=5, reason="评议票数", by=world.leader)
        with pytest.raises(deliberating.OverQuota):
            rounds.publish(made, by=world.leader)
        deliberating.decide(Candidate.objects.get(pk=second.pk), stars=4, reason="评议票数", by=world.leader)
        assert rounds.publish(made, by=world.leader).stage == Stage.PUBLISHED


def test_nobody_assesses_their_own_unit_or_themselves(world):
    with at("2023-11-01"):
        made = opened(world)
        mine = Candidate.objects.get(round=made, unit=world.stations[0])
        with pytest.raises(rounds.NoAssessor):
            rounds.assign([mine], assessor=world.officers[0], by=world.trainer)
        org.grant_role(person=world.officers[0], role="trainer", unit=world.stations[0], since=date(2023, 1, 1), by=None)
        with pytest.raises(rounds.OwnUnit):
            rounds.assign([mine], assessor=world.officers[0], by=world.trainer)


def test_an_assessor_who_moves_to_the_unit_checks_it_no_more(world):
    with at("2023-11-01"):
        made = opened(world)
        mine = Candidate.objects.get(round=made, unit=world.stations[0])
        rounds.assign([mine], assessor=world.assessor, by=world.trainer)
        rounds.begin_check(made, by=world.trainer)
    org.transfer(person=world.assessor, unit=world.stations[0], since=date(2023, 11, 2), by=world.admin)
    with at("2023-11-03"), pytest.raises(rounds.OwnUnit):
        checking.check(mine, criteria_of(made)[1], step=2, remark="", key=uuid4(), by=world.assessor)


def test_a_save_sent_twice_counts_once(world):
    with at("2023-11-01"):
        made = opened(world)
        mine = Candidate.objects.get(round=made, unit=world.stations[0])
        rounds.assign([mine], assessor=world.assessor, by=world.trainer)
        rounds.begin_check(made, by=world.trainer)
        key, premises = uuid4(), criteria_of(made)[1]
        checking.check(mine, premises, step=1, remark="门牌旧", key=key, by=world.assessor)
    with at("2023-11-02"):
        again = checking.check(mine, premises, step=1, remark="门牌旧", key=key, by=world.assessor)
        assert (again.points, again.at.day, mine.marks.count()) == (8, 1, 1)
        with pytest.raises(checking.Unfinished, match="没有打分"):
            checking.finish_check(mine, by=world.assessor)
        with pytest.raises(checking.ByFigure):
            checking.check(mine, criteria_of(made)[0], step=1, remark="", key=uuid4(), by=world.assessor)
        with pytest.raises(checking.NotTheAssessor):
            checking.check(mine, premises, step=1, remark="", key=uuid4(), by=world.trainer)


def test_a_standard_in_force_never_changes_and_its_rounds_go_on(world):
    with at("2023-11-01"):
        made = opened(world)
        with pytest.raises(standards.StandardFixed):
            standards.remove_criterion(criteria_of(made)[0], by=world.trainer)
        later = standards.copy_standard(made.standard, version="2024版", by=world.trainer)
        standards.adopt(later, since=date(2023, 11, 1), by=world.trainer)
        checked(world, made)
        assert rounds.begin_deliberation(made, by=world.trainer).stage == Stage.DELIBERATION
        new = rounds.NewRound("又一轮", date(2023, 1, 1), date(2023, 10, 31))
        made.standard.refresh_from_db()
        with pytest.raises(rounds.NotInForce):
            rounds.open_round(unit=world.city, standard=made.standard, new=new, by=world.trainer)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"points": Decimal(30)}, "应为 100"),
        ({"figure": ""}, "没有选数字"),
        ({"figure": "learning.nothing"}, "没有“learning.nothing”"),
        ({"steps": (("3", "10"), ("1", "20"))}, "顺序不对"),
        ({"steps": (("1", "20"), ("3", "10"))}, "顺序不对"),
        ({"steps": (("1", "10"), ("3", "15"))}, "最高一档是 15 分"),
        ({"figure": "ratings.given"}, "不是按人记的"),
        ({"essential_from": Decimal(25)}, "否决分"),
    ],
)
def test_a_standard_that_could_rate_nothing_is_not_adopted(world, change, why):
    outline = standards.Outline("草稿")
    drafted = standards.draft_standard(unit=world.city, subject=Subject.OFFICER, outline=outline, by=world.trainer)
    first, *rest = criteria()
    standards.add_criteria(drafted, [replace(first, **change), *rest], by=world.trainer)
    with pytest.raises(standards.StandardNotReady, match=why):
        standards.adopt(drafted, since=date(2023, 1, 1), by=world.trainer)


def test_a_closed_station_is_left_out_and_who_moved_is_rated_where_they_are(world):
    with at("2023-11-01"):
        made = opened(world, Subject.OFFICER)
        rounds.leave_out(Candidate.objects.get(round=made, person=world.assessor), reason="考评员本人", by=world.trainer)
        checked(world, made)
    org.transfer(person=world.officers[0], unit=world.stations[1], since=date(2023, 11, 2), by=world.admin)
    org.discharge(person=world.officers[2], on=date(2023, 11, 2), by=world.admin)
    with at("2023-11-05"):
        rounds.begin_deliberation(made, by=world.trainer)
    moved = Candidate.objects.get(round=made, person=world.officers[0])
    gone = Candidate.objects.get(round=made, person=world.officers[2])
    assert (moved.unit, gone.left_out, gone.stars) == (world.stations[1], "已不在岗", 0)


def published(world, **more) -> Round:
    with at("2023-11-01"):
        made = opened(world, **more)
        checked(world, made, {"场所": 1})
        rounds.begin_deliberation(made, by=world.trainer)
        return rounds.publish(made, by=world.leader)


def test_an_appeal_is_answered_by_another_and_points_follow(world):
    made = published(world)
    mine = Candidate.objects.get(round=made, unit=world.stations[0])
    with at("2023-11-03"):
        asked = appealing.appeal(mine, criterion=criteria_of(made)[1], said="当日在装修", by=world.officers[0])
    with at("2023-11-10"):
        with pytest.raises(giving.AppealsOpen):
            giving.bring_into_force(made, by=world.leader)
        appealing.answer(asked, upheld=True, said="复查属实", step=2, by=world.leader)
        with pytest.raises(appealing.AppealAnswered):
            appealing.answer(asked, upheld=False, said="不再受理", by=world.leader)
    mine.refresh_from_db()
    assert (mine.points, mine.stars) == (80, 4)


def test_an_appeal_after_its_days_is_refused(world):
    made = published(world)
    mine = Candidate.objects.get(round=made, unit=world.stations[0])
    with at("2023-11-07"), pytest.raises(appealing.TooLate):
        appealing.appeal(mine, criterion=None, said="不服", by=world.officers[0])


def test_stars_are_not_given_before_the_days_for_objections_are_over(world):
    made = published(world)
    with at("2023-11-06"), pytest.raises(giving.StillOpen):
        giving.bring_into_force(made, by=world.leader)


def test_a_rating_withdrawn_ends_on_the_day_and_its_entry_is_corrected(world):
    made = published(world)
    with at("2023-11-01"):
        Candidate.objects.filter(round=made).update(stars=3)
    with at("2023-11-10"):
        giving.bring_into_force(made, by=world.leader)
    mine = Candidate.objects.get(round=made, unit=world.stations[0])
    with at("2024-03-01"):
        giving.withdraw(mine, reason="弄虚作假", by=world.leader)
    lasts = (date(2023, 12, 31), date(2024, 3, 31))
    assert [counted(world, Period(date(2023, 1, 1), last), "three") for last in lasts] == [[3], [2]]
    corrected = ledger.entry(ledger.head())
    assert (corrected.source.key, corrected.dims["until"]) == (f"{mine.pk}@2", date(2024, 3, 1))


def test_an_earlier_rating_ends_when_the_subject_is_rated_anew(world):
    first = published(world)
    Candidate.objects.filter(round=first).update(stars=3)
    with at("2023-11-10"):
        giving.bring_into_force(first, by=world.leader)
    with at("2024-02-01"):
        again = rounds.open_round(
            unit=world.city,
            standard=first.standard,
            new=rounds.NewRound("复评", date(2024, 1, 1), date(2024, 1, 31)),
            by=world.trainer,
        )
        rounds.take_part(again, eligible(again, on=date(2024, 2, 1)), by=world.trainer)
        checked(world, again)
        rounds.begin_deliberation(again, by=world.trainer)
        rounds.publish(again, by=world.leader)
    with at("2024-02-10"):
        giving.bring_into_force(again, by=world.leader)
    assert counted(world, Period(date(2024, 1, 1), date(2024, 2, 28)), "three", "four") == [0, 3]


def test_a_round_is_not_opened_by_a_draft(world):
    held = standard(world)
    draft = standards.copy_standard(held, version="草稿", by=world.trainer)
    new = rounds.NewRound("一轮", date(2023, 1, 1), date(2023, 10, 31))
    with at("2023-11-01"), pytest.raises(rounds.NotInForce):
        rounds.open_round(unit=world.city, standard=draft, new=new, by=world.trainer)
