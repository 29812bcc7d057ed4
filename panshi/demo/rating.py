"""The demo's rounds of stars as its trainers hold them: standards, self-assessment, checks by others, objection, stars."""

from datetime import date
from decimal import Decimal
from random import Random

from panshi.demo.days import moment
from panshi.demo.papers import paper
from panshi.demo.rooms import ratings as plan
from panshi.demo.roster import World
from panshi.kernel.clock import fixed
from panshi.org.choices import Role
from panshi.org.models import Grant, Person, Unit
from panshi.work.ratings.choices import Method, Section, Subject
from panshi.work.ratings.models import Candidate, Criterion, Mark, Round, Standard
from panshi.work.ratings.selectors.rounds import NAMES, Eligible, criteria_of, designation
from panshi.work.ratings.services import deliberating, filing, giving, recording, rounds, standards
from panshi.work.ratings.services.standards import NewCriterion, Outline

STEPS = (("不符合", "0"), ("差距较大", "4"), ("基本符合", "6"), ("较好", "8"), ("好", "9"), ("优秀", "10"))
LOST = (0, 1, 2, 4, 6)
"""Points that a criterion can fall short by here: nothing is found wholly wanting."""
BANDS = {5: (90, 98), 4: (80, 88), 3: (70, 78), 0: (52, 68)}
BY_FIGURES = (("完成学习任务的比率", "learning.completion_rate"), ("应知应会测试合格率", "learning.exam_pass_rate"))
PLACES = {
    Section.PREMISES: ("场所设施达标", "标识标牌规范"),
    Section.CONTENT: ("课程内容合规", "教材题库更新"),
    Section.PROCESS: ("培育检验流程完整",),
    Section.MANAGEMENT: ("日常台账齐全", "值班巡查到位"),
    Section.INTEGRATION: ("与警务实战衔接", "与文化活动衔接"),
}
PEOPLE = {
    Section.PREMISES: ("参训到位", "装备携行规范"),
    Section.CONTENT: ("理论素养", "业务能力"),
    Section.PROCESS: ("岗位练兵",),
    Section.MANAGEMENT: ("遵规守纪", "内务养成"),
    Section.INTEGRATION: ("实战表现", "群众评价"),
}


def decide(world: World, first: date, last: date) -> None:
    """The year's rounds up to the publication of their results, when it falls on these days; figures are asked first of all."""
    if first <= date(first.year, *plan.DELIBERATED) <= last:
        for subject in Subject:
            _decide(world, first.year, subject)


def give(world: World, first: date, last: date) -> tuple[int, int]:
    """Stars given and taken back on these days: entries written, and of those reversals. They lie within one month."""
    entries = reversals = 0
    year = first.year
    if first <= date(year, *plan.GIVEN) <= last:
        with fixed(moment(date(year, *plan.GIVEN), hour=23)):
            for found in _rounds(year):
                giving.bring_into_force(found, by=_holder(world.root, Role.LEADER))
                entries += Candidate.objects.filter(round=found, stars__gt=0).count()
    if first <= date(year, *plan.TAKEN_BACK) <= last:
        reversals = _take_back(world, year)
    return entries + reversals, reversals


def _decide(world: World, year: int, subject: Subject) -> None:
    """Everything up to publication, each stage on its day. Nothing of it stands in the ledger."""
    trainer = _holder(world.root, Role.TRAINER)
    wanted = plan.subjects(world, year, subject)
    with fixed(moment(date(year, *plan.OPENED), hour=9)):
        found = _open(world, year, subject, trainer)
        rounds.take_part(found, [_eligible(each, subject) for each in wanted], by=trainer)
        candidates = list(Candidate.objects.filter(round=found).select_related("unit", "round__unit", "person").order_by("pk"))
        if subject is Subject.CENTRE:
            _file(world, found, candidates)
        _assign(world, candidates, trainer)
        rounds.begin_check(found, by=trainer)
    with fixed(moment(date(year, *plan.DELIBERATED), hour=8)):
        by_figures = _points_by_figures(found, candidates)
    with fixed(moment(date(year, *plan.CHECKED), hour=17)):
        draw = world.plan.draw("checks", year, str(subject))
        asked = [criterion for criterion in criteria_of(found) if criterion.method == Method.ASSESSED]
        pairs = zip(candidates, wanted, strict=True)
        checks = [_checked(each, goal.stars, by_figures.get(each.pk, Decimal(0)), asked, draw) for each, goal in pairs]
        recording.record_checks(found, checks, by=trainer)
    with fixed(moment(date(year, *plan.DELIBERATED), hour=8)):
        rounds.begin_deliberation(found, by=trainer)
    with fixed(moment(date(year, *plan.PUBLISHED), hour=8)):
        rounds.publish(found, by=_holder(world.root, Role.LEADER))


def _open(world: World, year: int, subject: Subject, trainer: Person) -> Round:
    kept = _standard(world, year, subject, trainer)
    quota = {5: sum(each.stars == 5 for each in plan.subjects(world, year, subject))}
    title = f"{year}年度{kept.get_subject_display()}星级评定"
    new = rounds.NewRound(title, date(year, 1, 1), date(year, 10, 31), quota, objection_days=7)
    return rounds.open_round(unit=world.root, standard=kept, new=new, by=trainer)


def _standard(world: World, year: int, subject: Subject, trainer: Person) -> Standard:
    said = "按照双品培验“五化”标准制定，满分一百分；五星九十分以上，四星八十分以上，三星七十分以上。"
    names = {"centre": "培验中心", "station": "培验站室", "officer": "民警", "auxiliary": "辅警"}
    outline = Outline(f"{year}版", said=f"{names[subject]}星级标准。{said}")
    drafted = standards.draft_standard(unit=world.root, subject=subject, outline=outline, by=trainer)
    standards.add_criteria(drafted, _criteria(subject), by=trainer)
    return standards.adopt(drafted, since=date(year, 1, 1), by=trainer)


def _criteria(subject: Subject) -> list[NewCriterion]:
    """Nine criteria of ten points for assessors and two of five for figures; the first is essential."""
    asked: list[NewCriterion] = []
    for section, titles in (PEOPLE if subject.personal else PLACES).items():
        for title in titles:
            first = not asked
            least = Decimal(4) if first else None
            asked.append(NewCriterion(section, title, Decimal(10), STEPS, essential_from=least, cap=3 if first else 0))
    for title, key in BY_FIGURES:
        steps = (("60", "2"), ("90", "4"), ("98", "5"))
        asked.append(NewCriterion(Section.PROCESS, title, Decimal(5), steps, Method.AUTOMATIC, key))
    return asked


def _eligible(each: plan.Subject, subject: Subject) -> Eligible:
    name = designation(each.person) if each.person else f"{each.unit.name}{NAMES[subject]}"
    return Eligible(each.unit, name, each.person)


def _file(world: World, found: Round, candidates: list[Candidate]) -> None:
    """The centres file what bears out their premises."""
    [first, *_rest] = criteria_of(found)
    for each in candidates:
        leader = _holder(each.unit, Role.LEADER) if each.unit in world.counties else _holder(world.root, Role.LEADER)
        text = paper(f"{each.name}场所设施自查表（{found.title}）")
        filing.file_evidence(each, first, text, name="场所设施自查表.pdf", checking=False, by=leader)


def _assign(world: World, candidates: list[Candidate], trainer: Person) -> None:
    """Each county's subjects are checked by the trainer of the next county."""
    order = [world.root, *world.counties]
    for place, county in enumerate(order):
        mine = [each for each in candidates if world.desk_of[each.unit_id] == county.pk]
        if mine:
            other = order[1 + place % len(world.counties)]
            rounds.assign(mine, assessor=_holder(other, Role.TRAINER), by=trainer)


def _points_by_figures(found: Round, candidates: list[Candidate]) -> dict[int, Decimal]:
    """What the figures will bring each, so that the assessors' points make up the rest."""
    deliberating.mark_automatic(found, candidates, criteria_of(found))
    sums: dict[int, Decimal] = {}
    for mark in Mark.objects.filter(candidate__round=found, value__isnull=False):
        sums[mark.candidate_id] = sums.get(mark.candidate_id, Decimal(0)) + (mark.points or Decimal(0))
    return sums


def _checked(candidate: Candidate, stars: int, by_figures: Decimal, asked: list[Criterion], draw: Random) -> recording.Checked:
    """Steps that with the figures' points come to a total in the band of the stars."""
    low, high = BANDS[stars]
    goal = draw.randint(low, min(high, 88 + int(by_figures))) if stars < 5 else draw.randint(90, 90 + int(by_figures))
    short = max(0, 10 * len(asked) + int(by_figures) - goal)
    lost = dict.fromkeys((criterion.pk for criterion in asked), 0)
    for left, pk in zip(range(len(asked), 0, -1), draw.sample(list(lost), len(lost)), strict=True):
        must = max(0, short - (left - 1) * LOST[-1])
        lost[pk] = draw.choice(
            [points for points in LOST if must <= points <= max(short, must)] or [max(p for p in LOST if p <= short)]
        )
        short -= lost[pk]
    places = {int(points): place for place, (_said, points) in enumerate(STEPS)}
    steps = {pk: places[10 - points] for pk, points in lost.items()}
    own = {pk: min(len(STEPS) - 1, step + draw.randrange(2)) for pk, step in steps.items()}
    return recording.Checked(candidate, steps, own)


def _take_back(world: World, year: int) -> int:
    """Those who lose their stars never held them: their entries are reversed."""
    leader, day = _holder(world.root, Role.LEADER), date(year, *plan.GIVEN)
    taken = 0
    with fixed(moment(date(year, *plan.TAKEN_BACK), hour=23)):
        for found in _rounds(year):
            candidates = Candidate.objects.filter(round=found).order_by("pk")
            wanted = plan.subjects(world, year, found.standard.subject)
            for each, goal in zip(candidates, wanted, strict=True):
                if goal.loses_them:
                    giving.withdraw(each, reason=goal.loses_them, on=day, by=leader)
                    taken += 1
    return taken


def _rounds(year: int) -> list[Round]:
    return list(Round.objects.filter(first=date(year, 1, 1)).select_related("standard", "unit").order_by("pk"))


def _holder(unit: Unit, role: Role) -> Person:
    return Grant.objects.select_related("person").filter(unit=unit, role=role).order_by("pk")[0].person
