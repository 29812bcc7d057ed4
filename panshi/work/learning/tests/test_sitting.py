"""Sitting an exam: what is drawn, saved, handed in, marked and posted; two tabs, wrong clocks and the end of the time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from panshi.kernel.clock import fixed
from panshi.kernel.periods import Period
from panshi.ledger import selectors as ledger
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.work.learning.choices import Difficulty
from panshi.work.learning.models import Answer, Assignment, Attempt, Bank, Exam, Task
from panshi.work.learning.models.contents import Choice, Content, Text
from panshi.work.learning.selectors import exams as shown
from panshi.work.learning.selectors.exam_noticing import told
from panshi.work.learning.selectors.questions.answers import as_given, as_shown
from panshi.work.learning.services import examining, questions, sitting
from panshi.work.learning.services.examining import NewLine, NotReady, Rules
from panshi.work.learning.services.questions import Draft
from panshi.work.learning.services.sitting.answering import HandedIn, NoAnswer, TakenOver, TimeIsUp
from panshi.work.learning.services.sitting.beginning import AlreadyPassed, ExamNotOpen, NoAttemptLeft, NotForYou, ResultWaits
from panshi.work.learning.services.sitting.elsewhere import Result, record_results
from panshi.work.learning.services.sitting.marking import MarkOutOfRange, OwnPaper
from panshi.work.learning.services.sitting.rescoring import Rescored
from panshi.work.learning.services.sitting.telling import FAILED
from panshi.work.learning.services.sitting.telling import said as told_of
from panshi.work.learning.tests import asking
from panshi.work.learning.tests.conftest import person

T0 = datetime(2023, 6, 1, 1, 0, tzinfo=UTC)
MakeExam = Callable[..., Exam]


@pytest.fixture
def bank(county: Unit, trainer: Person) -> Bank:
    return questions.make_bank(unit=county, title="应知应会", by=trainer)


@pytest.fixture
def make_exam(county: Unit, bank: Bank, trainer: Person) -> MakeExam:
    """A published exam of these questions, of one point each."""

    def made(*contents: Content, **rules: object) -> Exam:
        exam = examining.make_exam(unit=county, rules=Rules("六月测验", "professional", **rules), by=trainer)
        kept = questions.keep_questions(bank, [Draft(content) for content in contents], by=trainer)
        examining.set_lines(exam, [NewLine(question) for question in kept], by=trainer)
        return examining.publish_exam(exam, by=trainer)

    return made


def right(attempt: Attempt) -> None:
    """Answers everything rightly, as the page would send it."""
    for answer in attempt.answers.all():
        content = answer.version.read()
        given = {
            "single": [0], "truefalse": [0], "multiple": [0, 1], "fill": ["100至120"], "numerical": ["30"],
            "matching": [0, 1, 2], "ordering": [0, 1, 2, 3], "written": "要点", "note": None,
        }[content.form]  # fmt: skip
        say(attempt, answer, as_shown(content, answer.order, given))


def say(attempt: Attempt, answer: Answer, said: list[str], revision: int = 1) -> Answer:
    return sitting.answer(attempt, place=answer.place, given=said, revision=revision, tab=attempt.tab)


def sit(exam: Exam, by: Person) -> Attempt:
    return sitting.open_in_tab(sitting.begin(exam, by=by), by=by)


@pytest.mark.parametrize("content", asking.ALL, ids=lambda content: content.form)
def test_what_the_page_sends_comes_back_to_it(content: Content) -> None:
    size = len(content.rights()) if content.pairs else len(content.choices)
    order = list(reversed(range(size)))
    said = {
        "single": ["1"], "truefalse": ["0"], "multiple": ["0", "2"], "fill": ["甲"], "numerical": ["3"],
        "matching": ["", "3", "0"], "ordering": ["2", "", "1", "4"], "written": ["说明"], "note": [],
    }[content.form]  # fmt: skip
    assert sorted(as_shown(content, order, as_given(content, order, said))) == sorted(said)


def test_everything_right_passes_and_is_posted_once(make_exam: MakeExam, officer: Person, county: Unit) -> None:
    exam = make_exam(*(each for each in asking.ALL if each.form != "written"))
    with fixed(T0):
        attempt = sit(exam, officer)
        right(attempt)
        attempt = sitting.hand_in(attempt)
    assert (attempt.points, attempt.points_max, attempt.passed) == (7, 7, True)
    [entry] = ledger.entries([ledger.head()])
    assert (entry.kind, str(entry.source), entry.person_id, entry.unit_id) == (
        "learning.exam_result", f"learning.exam_result:{attempt.pk}", officer.pk, county.pk,
    )  # fmt: skip
    assert entry.dims == {
        "exam": "六月测验", "category": "professional", "person_category": "officer", "passed": True, "score": 100,
    }  # fmt: skip
    sitting.hand_in(attempt)
    assert ledger.head() == 1


def test_a_score_is_never_rounded_up_to_the_pass_mark(make_exam: MakeExam, officer: Person) -> None:
    exam = make_exam(asking.matching(), pass_percent=67)
    attempt = sit(exam, officer)
    answer = attempt.answers.get()
    say(attempt, answer, as_shown(answer.version.read(), answer.order, [0, 1, 3]))
    attempt = sitting.hand_in(attempt)
    assert (attempt.points, attempt.passed, ledger.entry(1).dims["score"]) == (Decimal("0.67"), True, 67)
    assert Decimal("66.9") * 100 < 67 * 100


def test_partial_answers_fail_below_the_mark(make_exam: MakeExam, officer: Person) -> None:
    exam = make_exam(asking.multiple(), asking.single())
    attempt = sit(exam, officer)
    answer = next(each for each in attempt.answers.all() if each.version.form == "multiple")
    say(attempt, answer, as_shown(answer.version.read(), answer.order, [0]))
    attempt = sitting.hand_in(attempt)
    assert (attempt.points, attempt.passed) == (Decimal("0.5"), False)


def test_what_is_sent_twice_late_or_out_of_order_counts_as_the_newest(make_exam: MakeExam, officer: Person) -> None:
    attempt = sit(make_exam(asking.fill()), officer)
    answer = attempt.answers.get()
    for revision, said in ((2, "乙"), (1, "甲"), (2, "丙"), (3, "丁"), (3, "丁")):
        say(attempt, answer, [said], revision)
    answer.refresh_from_db()
    assert (answer.given, answer.revision) == (["丁"], 3)


def test_the_later_of_two_tabs_takes_over_and_the_earlier_is_told(make_exam: MakeExam, officer: Person) -> None:
    exam = make_exam(asking.fill())
    first = sit(exam, officer)
    second = sit(exam, officer)
    assert first.pk == second.pk
    with pytest.raises(TakenOver):
        say(first, first.answers.get(), ["甲"])
    say(second, second.answers.get(), ["乙"])
    assert second.answers.get().given == ["乙"]
    with pytest.raises(TakenOver):
        sitting.answer(second, place=1, given=["丙"], revision=9, tab=uuid4())


def test_when_time_is_up_what_was_saved_is_handed_in_and_nothing_more_is_taken(make_exam: MakeExam, officer: Person) -> None:
    exam = make_exam(asking.fill(), asking.single(), minutes=10)
    with fixed(T0):
        attempt = sit(exam, officer)
        fill = next(each for each in attempt.answers.all() if each.version.form == "fill")
        say(attempt, fill, ["100至120"])
    with fixed(T0 + timedelta(minutes=10)), pytest.raises(TimeIsUp):
        say(attempt, fill, ["甲"], 2)
    attempt.refresh_from_db()
    assert (attempt.by_time, attempt.handed_in_at, attempt.points) == (True, T0 + timedelta(minutes=10), 1)
    with pytest.raises(TimeIsUp):
        say(attempt, fill, ["甲"], 3)


def test_an_attempt_left_alone_is_handed_in_at_the_next_look(make_exam: MakeExam, officer: Person, auxiliary: Person) -> None:
    exam = make_exam(asking.fill(), minutes=10)
    with fixed(T0):
        sit(exam, officer)
    with fixed(T0 + timedelta(minutes=9)):
        sit(exam, auxiliary)
        assert sitting.hand_in_overdue() == 0
    with fixed(T0 + timedelta(minutes=11)):
        assert sitting.hand_in_overdue() == 1
        assert sitting.hand_in_overdue() == 0
    assert Attempt.objects.get(handed_in_at__isnull=False).person == officer


def test_the_end_of_the_days_ends_an_attempt(make_exam: MakeExam, officer: Person) -> None:
    exam = make_exam(asking.fill(), minutes=60, opens_at=T0, closes_at=T0 + timedelta(minutes=60))
    with fixed(T0 + timedelta(minutes=45)):
        assert sit(exam, officer).ends_at == T0 + timedelta(minutes=60)


def test_after_handing_in_no_answer_is_taken(make_exam: MakeExam, officer: Person) -> None:
    attempt = sit(make_exam(asking.fill()), officer)
    sitting.hand_in(attempt)
    with pytest.raises(HandedIn):
        say(attempt, attempt.answers.get(), ["甲"])


def test_what_is_no_answer_is_refused_by_its_place(make_exam: MakeExam, officer: Person) -> None:
    attempt = sit(make_exam(asking.single()), officer)
    for said in (["7"], ["-1"], ["甲"]):
        with pytest.raises(NoAnswer, match="第 1 题"):
            say(attempt, attempt.answers.get(), said)


def test_who_may_not_begin_is_told_why(
    make_exam: MakeExam, officer: Person, elsewhere: Unit, trainer: Person, county: Unit
) -> None:
    exam = make_exam(asking.fill(), attempts=1, opens_at=T0, closes_at=T0 + timedelta(days=1))
    with fixed(T0 - timedelta(days=1)), pytest.raises(ExamNotOpen, match="2023-06-01 09:00 开放"):
        sitting.begin(exam, by=officer)
    with fixed(T0 + timedelta(days=1)), pytest.raises(ExamNotOpen, match="已经截止"):
        sitting.begin(exam, by=officer)
    with fixed(T0):
        with pytest.raises(NotForYou):
            sitting.begin(exam, by=person("X1", "外人", elsewhere))
        sitting.hand_in(sit(exam, officer))
        with pytest.raises(NoAttemptLeft, match="最多考 1 次"):
            sitting.begin(exam, by=officer)
    draft = examining.make_exam(unit=county, rules=Rules("草稿", "own"), by=trainer)
    with pytest.raises(ExamNotOpen, match="没有发布"):
        sitting.begin(draft, by=officer)


def test_who_has_passed_does_not_sit_again(make_exam: MakeExam, officer: Person) -> None:
    exam = make_exam(asking.fill("1"))
    attempt = sit(exam, officer)
    say(attempt, attempt.answers.get(), ["1"])
    sitting.hand_in(attempt)
    with pytest.raises(AlreadyPassed):
        sitting.begin(exam, by=officer)


def test_a_short_answer_waits_for_its_mark_and_marked_anew_corrects_the_entry(
    make_exam: MakeExam, officer: Person, trainer: Person
) -> None:
    exam = make_exam(asking.written(), asking.fill())
    attempt = sit(exam, officer)
    right_one = next(each for each in attempt.answers.all() if each.version.form == "written")
    say(attempt, right_one, ["保持距离"])
    attempt = sitting.hand_in(attempt)
    assert (attempt.passed, ledger.head()) == (None, 0)
    with pytest.raises(ResultWaits):
        sitting.begin(exam, by=officer)
    for wrong in (Decimal("1.5"), Decimal(-1)):
        with pytest.raises(MarkOutOfRange, match="0 到 1"):
            sitting.mark(right_one, points=wrong, by=trainer)
    Attempt.objects.filter(pk=attempt.pk).update(person=trainer)
    with pytest.raises(OwnPaper):
        sitting.mark(right_one, points=Decimal(1), by=trainer)
    Attempt.objects.filter(pk=attempt.pk).update(person=officer)
    attempt = sitting.mark(right_one, points=Decimal("0.5"), remark="缺记录", by=trainer)
    assert (attempt.points, attempt.passed, ledger.head()) == (Decimal("0.5"), False, 1)
    attempt = sitting.mark(right_one, points=Decimal(1), by=trainer)
    assert (attempt.passed, ledger.head()) == (False, 3)
    assert ledger.entry(3).dims["score"] == 50
    sitting.mark(right_one, points=Decimal(1), by=trainer)
    assert ledger.head() == 3


def test_a_draw_takes_what_its_label_and_difficulty_say_and_nothing_twice(
    county: Unit, bank: Bank, trainer: Person, officer: Person
) -> None:
    law = [Draft(asking.single(f"法律{n}"), labels=("法律",), difficulty=Difficulty(1 + n % 2)) for n in range(6)]
    aid = [Draft(asking.single(f"急救{n}"), labels=("急救",)) for n in range(3)]
    kept = questions.keep_questions(bank, [*law, *aid], by=trainer)
    exam = examining.make_exam(unit=county, rules=Rules("抽题", "professional", attempts=0), by=trainer)
    lines = [
        NewLine(bank=bank, label="法律", difficulty=Difficulty.EASY, count=2),
        NewLine(kept[6]),
        NewLine(bank=bank, label="急救", count=2),
    ]
    exam = examining.publish_exam(examining.set_lines(exam, lines, by=trainer), by=trainer)
    papers = set()
    for _ in range(8):
        attempt = sit(exam, officer)
        gists = sorted(attempt.answers.values_list("version__gist", flat=True))
        assert (gists[:3], len(gists), set(gists[3:]) < {"法律0", "法律2", "法律4"}) == (["急救0", "急救1", "急救2"], 5, True)
        papers.add(tuple(attempt.answers.values_list("version__gist", flat=True)))
        sitting.hand_in(attempt)
    assert len(papers) > 1


def test_an_exam_nobody_could_pass_or_sit_is_not_published(county: Unit, bank: Bank, trainer: Person) -> None:
    exam = examining.make_exam(unit=county, rules=Rules("空", "own", opens_at=T0, closes_at=T0 - timedelta(1)), by=trainer)
    with pytest.raises(NotReady, match="还没有题"):
        examining.publish_exam(exam, by=trainer)
    [question, *_] = questions.keep_questions(
        bank, [Draft(asking.single("甲"), labels=("法律",)), Draft(asking.note())], by=trainer
    )
    wrong = Content(question.current.read().form, Text("没有答案的题"), tuple(asking.multiple(一="0", 二="0").choices))
    from panshi.work.learning.models.contents import packed

    type(question.current).objects.filter(pk=question.current.pk).update(content=packed(wrong))
    examining.set_lines(exam, [NewLine(bank=bank, label="法律", count=2)], by=trainer)
    assert shown.what_is_missing(exam) == [
        "“甲”：没有正确答案。",
        "“应知应会 · 法律”要抽 2 道，只有 1 道可抽。",
        "开放时间在截止时间之后。",
    ]


def test_a_published_exam_keeps_its_questions_and_its_scoring(make_exam: MakeExam, trainer: Person) -> None:
    exam = make_exam(asking.fill())
    with pytest.raises(examining.ExamPublished):
        examining.set_lines(exam, [], by=trainer)
    with pytest.raises(examining.ExamPublished):
        examining.set_rules(exam, Rules("新名", "professional", pass_percent=10), by=trainer)
    assert examining.set_rules(exam, Rules("新名", "professional", attempts=5), by=trainer).title == "新名"
    copied = examining.copy_exam(exam, by=trainer)
    assert (copied.lines.count(), copied.published_at) == (1, None)


def test_the_record_store_is_told_of_attempts_and_results(
    make_exam: MakeExam, officer: Person, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    from panshi.work.learning.lrs.models import Statement

    exam = make_exam(asking.fill("1"), asking.single())
    with django_capture_on_commit_callbacks(execute=True):
        attempt = sit(exam, officer)
        say(attempt, next(each for each in attempt.answers.all() if each.version.form == "fill"), ["1"])
        attempt = sitting.hand_in(attempt)
    assert Statement.objects.count() == 2
    statement = told_of(attempt, FAILED)
    assert statement["result"] == {
        "success": False, "completion": True, "score": {"raw": 1.0, "min": 0, "max": 2.0, "scaled": 0.5},
    }  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        sitting.hand_in(attempt)
    assert Statement.objects.count() == 2


def test_results_sat_elsewhere_are_kept_and_posted(make_exam: MakeExam, officer: Person, trainer: Person, county: Unit) -> None:
    exam = make_exam(asking.single())
    results = [
        Result(officer, county, "officer", T0, Decimal("59.9"), Decimal(100)),
        Result(officer, county, "officer", T0 + timedelta(days=1), Decimal(60), Decimal(100), number=2),
    ]
    assert record_results(exam, results, by=trainer) == 2
    assert [(entry.dims["passed"], entry.dims["score"]) for entry in ledger.entries([1, 2])] == [(False, 59), (True, 60)]
    assert shown.standing(exam, officer).passed


def test_papers_to_mark_and_a_paper_left_open_are_pointed_out(
    make_exam: MakeExam, officer: Person, trainer: Person, county: Unit
) -> None:
    exam = make_exam(asking.written())
    scope = Scope(county, Period.year(2023))
    attempt = sit(exam, officer)
    assert [(str(each.label), each.count) for each in told(person=officer, scope=scope)] == [
        ("没有交的答卷", 1),
        ("待阅的答卷", 0),
    ]
    say(attempt, attempt.answers.get(), ["保持距离"])
    sitting.hand_in(attempt)
    assert [(str(each.label), each.count) for each in told(person=trainer, scope=scope)] == [("待阅的答卷", 1)]


def test_a_wrong_key_is_corrected_and_the_papers_are_scored_anew(
    make_exam: MakeExam, officer: Person, auxiliary: Person, trainer: Person, bank: Bank
) -> None:
    exam = make_exam(asking.single("几？", "乙", "丙", right="甲"), asking.fill("1"), pass_percent=50)
    for who, given in ((officer, [1]), (auxiliary, [0])):
        attempt = sit(exam, who)
        answer = next(each for each in attempt.answers.all() if each.version.form == "single")
        say(attempt, answer, as_shown(answer.version.read(), answer.order, given))
        sitting.hand_in(attempt)
    assert [entry.dims["passed"] for entry in ledger.entries([1, 2])] == [False, True]
    question = next(line.question for line in shown.lines_of(exam) if line.question and line.question.current.form == "single")
    right = asking.single("几？", "乙", "丙", right="甲")
    swapped = [Choice(choice.text, Decimal(share)) for choice, share in zip(right.choices, (0, 100, 0), strict=True)]
    draft = Draft(Content(right.form, right.text, tuple(swapped)))
    questions.save_question(bank=bank, question=question, draft=draft, by=trainer)
    assert sitting.rescore(exam, by=trainer) == Rescored(papers=2, changed=2)
    assert [(entry.sign, entry.dims["passed"]) for entry in ledger.entries([3, 4, 5, 6])] == [
        (-1, False),
        (1, True),
        (-1, True),
        (1, False),
    ]
    assert sitting.rescore(exam, by=trainer).changed == 0
    assert [attempt.answers.get(version__form="single").remark for attempt in Attempt.objects.all()] == [
        "按第 2 版答案重新判分"
    ] * 2


def test_another_text_is_another_question_and_scores_nothing_anew(
    make_exam: MakeExam, officer: Person, trainer: Person, bank: Bank
) -> None:
    exam = make_exam(asking.single())
    sitting.hand_in(sit(exam, officer))
    question = shown.lines_of(exam)[0].question
    questions.save_question(bank=bank, question=question, draft=Draft(asking.single("？", "1", "2", right="3")), by=trainer)
    assert sitting.rescore(exam, by=trainer) == Rescored(papers=0, changed=0)


def test_a_pass_completes_the_task_that_has_the_exam_and_an_older_pass_does_not(
    make_exam: MakeExam, officer: Person, trainer: Person, county: Unit
) -> None:
    exam = make_exam(asking.fill("1"), attempts=1)
    with fixed(T0 - timedelta(days=30)):
        attempt = sit(exam, officer)
        say(attempt, attempt.answers.get(), ["1"])
        sitting.hand_in(attempt)
    task = Task.objects.create(
        unit=county, title="六月课", category="professional", exam=exam, opens_on=T0.date(), due_on=T0.date() + timedelta(14),
        state="published", made_by=trainer, made_at=T0,
    )  # fmt: skip
    given = Assignment.objects.create(
        task=task, person=officer, unit=county, category="officer", given_on=T0.date(), due_on=task.due_on
    )
    with fixed(T0 + timedelta(days=1)):
        assert shown.standing(exam, officer).may_begin
        attempt = sit(exam, officer)
        say(attempt, attempt.answers.get(), ["1"])
        sitting.hand_in(attempt)
    given.refresh_from_db()
    assert (given.completed_at, given.late) == (T0 + timedelta(days=1), False)
    assert [entry.kind for entry in ledger.entries([1, 2, 3])] == [
        "learning.exam_result", "learning.exam_result", "learning.completion",
    ]  # fmt: skip
