"""Questions: what an answer is worth, which cannot be asked, and that one somebody answered never changes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panshi.kernel.refusals import NotAllowed
from panshi.org.models import Person, Unit
from panshi.work.learning.choices import Difficulty, Markup
from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models import Answer, Attempt, Bank, Exam, Question
from panshi.work.learning.models.contents import Accepted, Choice, Content, Gap, Pair, Text, packed, unpacked
from panshi.work.learning.selectors.questions.checking import problems
from panshi.work.learning.selectors.questions.scoring import normal, number, share
from panshi.work.learning.selectors.questions.showing import cleaned, plain, shown
from panshi.work.learning.services import questions
from panshi.work.learning.services.questions import Draft
from panshi.work.learning.services.questions.banking import BadQuestion, ChangedMeanwhile
from panshi.work.learning.tests import asking


@pytest.fixture
def bank(county: Unit, trainer: Person) -> Bank:
    return questions.make_bank(unit=county, title="应知应会", by=trainer)


@pytest.mark.parametrize("content", asking.ALL, ids=lambda content: content.form)
def test_what_is_kept_is_what_was_written(content: Content) -> None:
    assert unpacked(packed(content)) == content
    assert problems(content) == []


@pytest.mark.parametrize(
    ("content", "answer", "worth"),
    [
        (asking.single(), [0], 1),
        (asking.single(), [1], 0),
        (asking.single(), None, 0),
        (asking.multiple(), [0, 1], 1),
        (asking.multiple(), [0], "0.5"),
        (asking.multiple(), [0, 1, 2], 0),
        (asking.multiple(甲="100", 乙="-100"), [0, 1], 0),
        (asking.multiple(甲="50", 乙="50", 丙="-25"), [0, 1, 2], "0.75"),
        (asking.true_false(right=False), [1], 1),
        (asking.fill("100至120", "100-120"), [" １００至１２０ "], 1),
        (asking.fill("AED"), ["ａｅｄ"], 1),
        (asking.fill("first  aid"), ["First aid"], 1),
        (asking.fill("急救 电话"), ["急救电话"], 1),
        (asking.fill("110*"), ["110报警台"], 1),
        (asking.fill("a*b"), ["ab"], 1),
        (asking.fill(r"a\*b"), ["a*b"], 1),
        (asking.fill(r"a\*b"), ["axb"], 0),
        (asking.numerical("30"), ["３０"], 1),
        (asking.numerical("1500", "10"), ["1,509.9"], 1),
        (asking.numerical("1500", "10"), ["1510.1"], 0),
        (asking.numerical("0.3", "0.1"), ["0.2"], 1),
        (asking.numerical(), ["三十"], 0),
        (asking.matching(), [0, 1, 2], 1),
        (asking.matching(), [0, 1, 3], Decimal(2) / 3),
        (asking.matching(), [None, None, 2], Decimal(1) / 3),
        (asking.ordering(), [0, 1, 2, 3], 1),
        (asking.ordering(), [1, 0, 2, 3], "0.5"),
        (asking.written(), "保持距离", None),
        (asking.written(), "  ", 0),
    ],
)
def test_an_answer_is_worth_its_share(content: Content, answer: object, worth: object) -> None:
    assert share(content, answer) == (None if worth is None else Decimal(worth))


def test_the_best_of_several_accepted_answers_counts() -> None:
    gap = Gap((Accepted("3.14", Decimal(100), tolerance=Decimal("0.005")), Accepted("3", Decimal(50), tolerance=Decimal("0.2"))))
    content = Content(Form.NUMERICAL, Text("圆周率？"), gaps=(gap,))
    assert [share(content, [said]) for said in ("3.14", "3.1", "4")] == [1, Decimal("0.5"), 0]


def test_capitals_matter_where_they_are_said_to() -> None:
    content = Content(Form.FILL, Text("[[1]]"), gaps=(Gap((Accepted("AED"),), exact=True),))
    assert [share(content, [said]) for said in ("AED", "ＡＥＤ", "aed")] == [1, 1, 0]


@given(st.text())
def test_a_text_made_normal_stays_so(text: str) -> None:
    assert normal(normal(text)) == normal(text)


def test_numbers_are_read_as_people_write_them() -> None:
    said = ("１２．５", "-3", "−3", "1,234", "12,34", "1e3", "NaN", "inf", "")
    assert [number(text) for text in said] == [Decimal("12.5"), -3, -3, 1234, None, 1000, None, None, None]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (Content(Form.SINGLE, Text("？"), (Choice(Text("甲")), Choice(Text("乙")))), "没有正确答案。"),
        (Content(Form.SINGLE, Text(" "), asking.single().choices), "没有题干。"),
        (Content(Form.SINGLE, Text("？"), (Choice(Text("甲"), Decimal(100)),)), "至少要两个选项。"),
        (asking.multiple(甲="50", 乙="0"), "选对所有正确选项得不到满分。"),
        (asking.multiple(甲="-50", 乙="0"), "没有正确答案。"),
        (Content(Form.SINGLE, Text("？"), (Choice(Text("甲"), Decimal(100)), Choice(Text("甲")))), "有两个相同的选项。"),
        (Content(Form.FILL, Text("？"), gaps=(Gap((Accepted("甲", Decimal(50)),)),)), "没有正确答案。"),
        (Content(Form.FILL, Text("？"), gaps=(Gap((Accepted("甲"),), options=("乙",)),)), "正确答案不在备选项里。"),
        (Content(Form.FILL, Text("？")), "没有要填的空。"),
        (asking.numerical("三十"), "“三十”不是数。"),
        (
            Content(Form.MATCHING, Text("？"), pairs=(Pair(Text("甲"), "一"), Pair(Text("乙"), "一"))),
            "配对题至少要两个不同的右项。",
        ),
    ],
)
def test_what_cannot_be_asked_says_why(content: Content, said: str) -> None:
    assert [str(each) for each in problems(content)] == [said]


def test_a_question_nobody_answered_is_changed_in_place_and_one_somebody_answered_gets_a_new_version(
    bank: Bank, trainer: Person, officer: Person, county: Unit
) -> None:
    question = questions.save_question(bank=bank, question=None, draft=Draft(asking.single()), by=trainer)
    first = question.current
    question = questions.save_question(bank=bank, question=question, draft=Draft(asking.single("报警打几？")), by=trainer)
    assert (question.current.pk, question.current.gist) == (first.pk, "报警打几？")
    exam = Exam.objects.create(unit=county, title="测验", made_by=trainer, made_at=first.made_at)
    attempt = Attempt.objects.create(exam=exam, person=officer, number=1, unit=county, category="officer", begun_at=first.made_at)
    Answer.objects.create(attempt=attempt, place=1, version=first, points=1)
    question = questions.save_question(
        bank=bank, question=question, draft=Draft(asking.single("火警打几？", "110", "120", right="119")), by=trainer
    )
    assert [(version.number, version.gist) for version in question.versions.order_by("number")] == [
        (1, "报警打几？"),
        (2, "火警打几？"),
    ]


def test_saving_over_somebody_elses_change_is_refused(bank: Bank, trainer: Person, officer: Person, county: Unit) -> None:
    question = questions.save_question(bank=bank, question=None, draft=Draft(asking.single()), by=trainer)
    with pytest.raises(ChangedMeanwhile):
        questions.save_question(bank=bank, question=question, draft=Draft(asking.single("？")), seen=7, by=trainer)


def test_labels_follow_what_is_said_last(bank: Bank, trainer: Person) -> None:
    draft = Draft(asking.single(), labels=("法律", "急救", "急救 "), difficulty=Difficulty.HARD)
    question = questions.save_question(bank=bank, question=None, draft=draft, by=trainer)
    assert [label.text for label in question.labels.all()] == ["急救", "法律"]
    questions.save_question(bank=bank, question=question, draft=Draft(asking.single(), labels=("法律",)), by=trainer)
    assert [label.text for label in question.labels.all()] == ["法律"]


def test_all_questions_are_kept_or_none(bank: Bank, trainer: Person) -> None:
    bad = Content(Form.FILL, Text("？"))
    with pytest.raises(BadQuestion):
        questions.keep_questions(bank, [Draft(asking.single()), Draft(bad)], by=trainer)
    assert Question.objects.count() == 0


def test_only_who_teaches_in_the_unit_makes_questions(bank: Bank, officer: Person) -> None:
    with pytest.raises(NotAllowed):
        questions.save_question(bank=bank, question=None, draft=Draft(asking.single()), by=officer)


def test_texts_are_shown_without_anything_that_acts() -> None:
    evil = '<p onclick="x()">甲<script>alert(1)</script><img src="https://x/y.png"><a href="javascript:x()">乙</a></p>'
    assert cleaned(evil) == '<p>甲<a rel="noopener noreferrer">乙</a></p>'
    assert shown(Text("1 < 2 & <b>", Markup.PLAIN)) == "<p>1 &lt; 2 &amp; &lt;b&gt;</p>"
    assert shown(Text("甲\n乙\n\n丙", Markup.MOODLE)) == "<p>甲<br>乙</p><p>丙</p>"
    assert shown(Text("**要**点", Markup.MARKDOWN), inline=True) == "<strong>要</strong>点"
    picture = "a" * 64
    assert shown(Text(f'<img src="picture:{picture}">', Markup.HTML)) == f'<img src="/learning/pictures/{picture}/">'
    assert plain(Text("每分钟[[1]]次 <i>左右</i>", Markup.HTML)) == "每分钟____次 左右"
