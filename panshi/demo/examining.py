"""The demo's exams as its trainers give them and its people sit them: a bank, a paper each quarter, answers, resits, marking."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from panshi.demo.days import moment
from panshi.demo.rooms.exams import Held, Sat, held
from panshi.demo.rooms.questions import GIFT
from panshi.demo.roster import Place, World
from panshi.kernel.clock import fixed
from panshi.org.choices import Role
from panshi.org.models import Grant, Person
from panshi.work.learning.choices import QuestionForm
from panshi.work.learning.models import Answer, Attempt, Bank, Exam, Question
from panshi.work.learning.services import examining, questions, sitting
from panshi.work.learning.services.examining import NewLine, Rules
from panshi.work.learning.services.questions.intake import receive, take_over
from panshi.work.learning.services.sitting.elsewhere import Result, record_results

TITLE = "应知应会题库"
ALWAYS, DRAWN = 15, 5
OPEN = "应知应会自测"
HUNDRED = Decimal(100)


def examine(world: World, first: date, last: date) -> int:
    """Everything of these days; gives how many entries were written. They lie within one month."""
    quarter = held(world, first.year, (first.month + 2) // 3) if first.month % 3 == 0 else None
    if quarter is None:
        return 0
    entries = 0
    if first <= quarter.on <= last:
        entries += _first_attempts(world, quarter)
    if first <= quarter.resit_on <= last:
        entries += _resits(world, quarter)
        if quarter.number == 4:
            _leave_open(world, quarter)
    return entries


def _first_attempts(world: World, quarter: Held) -> int:
    trainer = _trainer(world)
    with fixed(moment(quarter.on, hour=8)):
        exam = _exam(world, quarter, trainer)
    papers = [each for each in quarter.sat if each.answered]
    for at, each in enumerate(papers):
        _sit(exam, each, moment(quarter.on, hour=9, minute=at))
    rest = [_result(world, each.place, each.score, quarter.on) for each in quarter.sat if not each.answered]
    with fixed(moment(quarter.on, hour=18)):
        return len(papers) + record_results(exam, rest, by=trainer)


def _resits(world: World, quarter: Held) -> int:
    exam = Exam.objects.get(title=quarter.name)
    again = [_result(world, each.place, each.resit, quarter.resit_on, number=2) for each in quarter.sat if each.resit]
    with fixed(moment(quarter.resit_on, hour=18)):
        return record_results(exam, again, by=_trainer(world))


def _trainer(world: World) -> Person:
    return Grant.objects.select_related("person").filter(unit=world.root, role=Role.TRAINER).order_by("pk")[0].person


def _bank(world: World, trainer: Person) -> Bank:
    """The bank, brought in from its file when it is first needed."""
    bank = Bank.objects.filter(title=TITLE).first()
    if bank is None:
        bank = questions.make_bank(unit=world.root, title=TITLE, practised=True, by=trainer)
        take_over(receive(bank, GIFT.encode(), name="应知应会.gift.txt", by=trainer), by=trainer)
    return bank


def _exam(world: World, quarter: Held, trainer: Person) -> Exam:
    """Fifteen questions that change with the quarter, and five drawn from the rest of those on first aid."""
    bank = _bank(world, trainer)
    rules = Rules(
        quarter.name, "professional", said="闭卷，独立完成。", opens_at=moment(quarter.on, hour=8),
        closes_at=moment(quarter.resit_on, hour=20), minutes=30, attempts=2,
    )  # fmt: skip
    exam = examining.make_exam(unit=world.root, rules=rules, by=trainer)
    asked = list(Question.objects.filter(bank=bank).exclude(current__form=QuestionForm.WRITTEN).order_by("pk"))
    others = [each for each in asked if not each.labels.filter(text="急救").exists()]
    first = quarter.number * 5
    fixed_ones = [others[(first + place) % len(others)] for place in range(ALWAYS)]
    lines = [NewLine(question) for question in fixed_ones] + [NewLine(bank=bank, label="急救", count=DRAWN)]
    return examining.publish_exam(examining.set_lines(exam, lines, by=trainer), by=trainer)


def _sit(exam: Exam, sat: Sat, begun: datetime) -> None:
    """A paper with answers: as many right as the score says, the hard questions wrong first."""
    person = sat.place.person
    with fixed(begun):
        attempt = sitting.open_in_tab(sitting.begin(exam, by=person), by=person)
        answers = list(attempt.answers.select_related("version__question"))
        draw = Random(f"{exam.title}/{person.pk}")  # noqa: S311 -- invented answers, not secrets
        by_ease = sorted(answers, key=lambda answer: answer.version.question.difficulty + 2 * draw.random())
        right = {answer.pk for answer in by_ease[: sat.score // 5]}
        for answer in answers:
            answer.given = _given(answer, draw, right=answer.pk in right)
            answer.revision, answer.answered_at = 1, begun
        Answer.objects.bulk_update(answers, ["given", "revision", "answered_at"])
    with fixed(begun + timedelta(minutes=8 + person.pk % 20)):
        sitting.hand_in(attempt)


def _given(answer: Answer, draw: Random, *, right: bool) -> object:
    """A right answer, or a wrong one such as people give."""
    content = answer.version.read()
    if content.form in (QuestionForm.SINGLE, QuestionForm.TRUE_FALSE, QuestionForm.MULTIPLE):
        good = [place for place, choice in enumerate(content.choices) if choice.share > 0]
        bad = [place for place, choice in enumerate(content.choices) if choice.share <= 0]
        return good if right else [draw.choice(bad)]
    if content.form == QuestionForm.MATCHING:
        rights = content.rights()
        places = [rights.index(pair.right) for pair in content.lefts()]
        return places if right else [*places[1:], places[0]]
    if content.form == QuestionForm.WRITTEN:
        return "先表明身份，保持距离，一人盘问一人警戒，全程记录。" if right else "看情况处理。"
    return [gap.accepted[0].text if right else "不清楚" for gap in content.gaps]


def _result(world: World, place: Place, score: int, day: date, *, number: int = 1) -> Result:
    at = moment(day, hour=9, minute=place.person.pk * 37 % 480)
    unit = world.unit[place.unit_id]
    return Result(place.person, unit, place.category, at, Decimal(score), HUNDRED, number=number)


def _leave_open(world: World, quarter: Held) -> None:
    """An exam that stays open to everybody, with a short answer; a few papers of it wait to be marked."""
    trainer = _trainer(world)
    with fixed(moment(quarter.resit_on, hour=19)):
        if Exam.objects.filter(title=OPEN).exists():
            return
        bank = _bank(world, trainer)
        exam = examining.make_exam(unit=world.root, rules=Rules(OPEN, "professional", minutes=20, attempts=0), by=trainer)
        lines = [NewLine(bank=bank, label=label, count=2) for label in ("应知应会", "法律", "急救")]
        lines.append(NewLine(bank=bank, label="简答"))
        exam = examining.publish_exam(examining.set_lines(exam, lines, by=trainer), by=trainer)
    for at, each in enumerate([sat for sat in quarter.sat if sat.answered][:6]):
        _sit(exam, Sat(each.place, 100 if at % 2 else 20), moment(quarter.resit_on, hour=20, minute=at))
    assert not Attempt.objects.filter(exam=exam, passed__isnull=False).exists(), "a short answer waits to be marked"
