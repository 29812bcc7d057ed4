"""Pages of banks, exams, papers and practice: what they show, take and refuse."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from panshi.kernel.clock import fixed
from panshi.ledger import selectors as ledger
from panshi.org.models import Person, Unit
from panshi.work.learning.choices import QuestionForm
from panshi.work.learning.models import Attempt, Bank, Exam, Question
from panshi.work.learning.services import examining, questions, sitting
from panshi.work.learning.services.examining import NewLine, Rules
from panshi.work.learning.services.questions import Draft
from panshi.work.learning.tests import asking
from panshi.work.learning.tests.conftest import person

HERE = "?unit=C01&period=2023"
T0 = datetime(2023, 6, 1, 1, 0, tzinfo=UTC)
SignIn = Callable[[Person], Client]


@pytest.fixture
def bank(county: Unit, trainer: Person) -> Bank:
    return questions.make_bank(unit=county, title="应知应会", practised=True, by=trainer)


@pytest.fixture
def exam(county: Unit, bank: Bank, trainer: Person) -> Exam:
    """A published exam of one question of every form."""
    made = examining.make_exam(unit=county, rules=Rules("六月测验", "professional", minutes=30), by=trainer)
    kept = questions.keep_questions(bank, [Draft(content) for content in asking.ALL], by=trainer)
    examining.set_lines(made, [NewLine(question) for question in kept], by=trainer)
    return examining.publish_exam(made, by=trainer)


def at(name: str, *args: object) -> str:
    return reverse(f"learning:{name}", args=args) + HERE


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status, unescape(response.content.decode())
    return unescape(response.content.decode())


def png(name: str = "图.png") -> BytesIO:
    file = BytesIO()
    Image.new("RGB", (4, 3), "red").save(file, "PNG")
    file.seek(0)
    file.name = name
    return file


BASE = {
    "title": "",
    "text": "报警打几？",
    "markup": "plain",
    "points": "2",
    "difficulty": "1",
    "labels": "法律，急救",
    "feedback": "",
    "rows": "4",
}
TYPED: dict[str, dict[str, str]] = {
    "single": {"choice0": "110", "right0": "on", "choice1": "119", "said1": "那是火警"},
    "multiple": {
        "choice0": "甲", "right0": "on", "choice1": "乙", "right1": "on", "choice2": "丙", "right2": "on",
        "choice3": "丁", "share3": "-50",
    },
    "truefalse": {"truth": "0", "said_true": "", "said_false": "对了"},
    "fill": {"gap0": "一百\n%50%100 // 用汉字", "options0": "", "gap1": "甲", "options1": "甲|乙"},
    "numerical": {"gap0": "30 ± 0.5"},
    "matching": {"left0": "火警", "right_side0": "119", "left1": "匪警", "right_side1": "110", "right_side2": "120"},
    "ordering": {"choice0": "一", "choice1": "二", "choice2": "三"},
    "written": {"rubric": "三点各一分"},
    "note": {},
}  # fmt: skip


@pytest.mark.parametrize("form", QuestionForm.values)
def test_a_question_of_every_form_is_written_and_written_again_unchanged(
    form: str, bank: Bank, trainer: Person, signed_in: SignIn
) -> None:
    client = signed_in(trainer)
    text(client.get(at("new_question", bank.pk, form)))
    assert text(client.post(at("new_question", bank.pk, form), BASE | TYPED[form] | {"preview": "1"})).count("报警打几？") >= 2
    text(client.post(at("new_question", bank.pk, form), BASE | TYPED[form]), 302)
    question = Question.objects.get()
    first = question.current.content
    shown = client.get(at("edit_question", question.pk)).context["form"]
    again = {name: value for name in shown.fields if (value := shown[name].value()) not in (None, False)}
    text(client.post(at("edit_question", question.pk), again | {"seen": "1", "rows": str(shown.rows)}), 302)
    question.refresh_from_db()
    assert (question.current.content, question.current.points) == (first, Decimal(2))
    assert [label.text for label in question.labels.all()] == ["急救", "法律"]
    text(client.get(at("question", question.pk)))


def test_thirds_of_three_right_choices_and_what_a_wrong_one_costs(bank: Bank, trainer: Person, signed_in: SignIn) -> None:
    signed_in(trainer).post(at("new_question", bank.pk, "multiple"), BASE | TYPED["multiple"])
    assert [str(choice.share) for choice in Question.objects.get().current.read().choices] == ["33.33333"] * 3 + ["-50"]


def test_a_question_with_nothing_right_is_sent_back_with_what_was_typed(bank: Bank, trainer: Person, signed_in: SignIn) -> None:
    answer = signed_in(trainer).post(at("new_question", bank.pk, "single"), BASE | {"choice0": "一一〇", "choice1": "119"})
    said = text(answer)
    assert "没有正确答案。" in said
    assert "一一〇" in said


def test_a_picture_stands_below_the_text_for_those_who_are_asked_and_nobody_else(
    bank: Bank, trainer: Person, officer: Person, elsewhere: Unit, signed_in: SignIn
) -> None:
    client = signed_in(trainer)
    text(client.post(at("new_question", bank.pk, "single"), BASE | TYPED["single"] | {"picture": png()}), 302)
    [digest] = Question.objects.get().current.read().pictures
    assert client.get(at("picture", digest)).headers["Content-Type"] == "image/png"
    assert client.get(at("picture", "0" * 64)).status_code == 404
    assert signed_in(officer).get(at("picture", digest)).status_code == 200
    stranger = person("X1", "外人", elsewhere)
    from panshi.org.choices import Role
    from panshi.org.services import grant_role

    grant_role(person=stranger, role=Role.TRAINER, unit=elsewhere, since=T0.date(), by=None)
    assert signed_in(stranger).get(reverse("learning:picture", args=[digest]) + "?unit=C02&period=2023").status_code == 404
    fake = BytesIO(b"<svg onload=alert(1)>")
    fake.name = "假.png"
    refused = signed_in(trainer).post(at("new_question", bank.pk, "single"), BASE | TYPED["single"] | {"picture": fake})
    assert "“假.png”不是能用的图片" in text(refused, 422)


def test_an_exam_is_put_together_published_and_copied(bank: Bank, trainer: Person, signed_in: SignIn) -> None:
    client = signed_in(trainer)
    kept = questions.keep_questions(bank, [Draft(asking.single(f"第{n}题"), labels=("法律",)) for n in range(5)], by=trainer)
    rules = {"title": "七月测验", "category": "professional", "said": "", "minutes": 20, "attempts": 2, "pass_percent": 60}
    text(client.post(at("make_exam"), rules | {"unit": bank.unit.pk, "shuffled": "on", "review": "on"}), 302)
    exam = Exam.objects.get()
    assert "还没有题。" in text(client.get(at("edit_exam", exam.pk)))
    text(client.post(at("publish_exam", exam.pk)), 422)
    text(client.post(at("edit_exam", exam.pk), {"pick": "1", "question": [kept[0].pk, kept[1].pk]}), 302)
    text(
        client.post(at("edit_exam", exam.pk), {"draw": "1", "bank": bank.pk, "label": "法律", "difficulty": "0", "count": "9"}),
        302,
    )
    assert "要抽 9 道，只有 3 道可抽" in text(client.get(at("edit_exam", exam.pk)))
    one, two, draw = exam.lines.all()
    table = {"keep": "1", f"place{one.pk}": "9", f"remove{two.pk}": "1", f"count{draw.pk}": "3", f"points{draw.pk}": "2.5"}
    text(client.post(at("edit_exam", exam.pk), table), 302)
    assert [(line.question_id, line.count, line.points) for line in exam.lines.all()] == [
        (None, 3, Decimal("2.5")),
        (kept[0].pk, 1, None),
    ]
    text(client.post(at("publish_exam", exam.pk)), 302)
    assert "8.5" in text(client.get(at("edit_exam", exam.pk)))
    text(client.post(at("edit_exam", exam.pk), table), 409)
    text(client.post(at("copy_exam", exam.pk)), 302)
    text(client.post(at("retire_exam", exam.pk)), 302)
    assert Exam.objects.filter(published_at__isnull=True).get().title == "七月测验（2）"


def test_a_paper_is_sat_saved_and_handed_in_without_scripts(exam: Exam, officer: Person, signed_in: SignIn) -> None:
    client = signed_in(officer)
    assert "六月测验" in text(client.get(at("to_sit")))
    assert "30 分钟" in text(client.get(at("exam", exam.pk)))
    text(client.post(at("begin", exam.pk)), 302)
    attempt = Attempt.objects.get()
    page = client.get(at("attempt", attempt.pk))
    assert text(page).count("<fieldset") == 9
    sent: dict[str, Any] = {"tab": str(page.context["attempt"].tab)}
    for answer, asked in page.context["answers"]:
        sent[f"r{answer.place}"] = "0"
        if asked.form in ("fill", "numerical", "written"):
            sent[asked.name] = "30"
        elif asked.options:
            sent[asked.name] = asked.options[0].value if asked.form != "ordering" else "1"
    text(client.post(at("attempt", attempt.pk), sent), 302)
    assert 'value="30"' in text(client.get(at("attempt", attempt.pk)))
    text(client.post(at("hand_in", attempt.pk), {"tab": str(Attempt.objects.get().tab)}), 302)
    attempt.refresh_from_db()
    assert (attempt.handed_in_at is not None, attempt.passed) == (True, None)
    assert "等待阅卷" in text(client.get(at("attempt", attempt.pk)))


def test_an_answer_is_taken_as_it_is_given_and_an_old_tab_is_told_in_json(exam: Exam, officer: Person, signed_in: SignIn) -> None:
    client = signed_in(officer)
    attempt = sitting.begin(exam, by=officer)
    old = client.get(at("attempt", attempt.pk)).context["attempt"].tab
    new = client.get(at("attempt", attempt.pk)).context["attempt"].tab
    place = attempt.answers.get(version__form="numerical").place
    body = {f"q{place}": "30", f"r{place}": "0"}
    taken = client.post(at("answer", attempt.pk, place), body | {"tab": str(new)}, headers={"Accept": "application/json"})
    assert (taken.json()["revision"], 1790 < taken.json()["left"] <= 1800) == (1, True)
    told = client.post(at("answer", attempt.pk, place), body | {"tab": str(old)}, headers={"Accept": "application/json"})
    assert (told.status_code, told.json()["code"]) == (409, "taken-over")
    assert attempt.answers.get(place=place).given == ["30"]


def test_time_that_ran_out_shows_the_result_at_the_next_look(exam: Exam, officer: Person, signed_in: SignIn) -> None:
    with fixed(T0):
        attempt = sitting.begin(exam, by=officer)
    with fixed(T0 + timedelta(hours=1)):
        assert "时间已到" in text(signed_in(officer).get(at("attempt", attempt.pk)))
    assert ledger.head() == 1


def test_nobody_sees_another_ones_paper_but_who_gave_the_exam(
    exam: Exam, officer: Person, auxiliary: Person, trainer: Person, signed_in: SignIn
) -> None:
    attempt = sitting.hand_in(sitting.begin(exam, by=officer))
    assert signed_in(auxiliary).get(at("attempt", attempt.pk)).status_code == 404
    assert signed_in(auxiliary).get(at("paper", attempt.pk)).status_code == 403
    assert officer.name in text(signed_in(trainer).get(at("paper", attempt.pk)))
    address = ledger.entry(1).source.address() or ""
    assert address == reverse("learning:result", args=[attempt.pk])
    assert [signed_in(who).get(address + HERE).status_code for who in (officer, trainer, auxiliary)] == [200, 200, 404]


def test_what_was_right_is_not_shown_where_the_exam_says_so(exam: Exam, officer: Person, signed_in: SignIn) -> None:
    Exam.objects.filter(pk=exam.pk).update(review=False)
    attempt = sitting.hand_in(sitting.begin(exam, by=officer))
    assert "不公布答案" in text(signed_in(officer).get(at("attempt", attempt.pk)))


def test_short_answers_are_marked_without_names_and_the_results_go_to_excel(
    exam: Exam, officer: Person, trainer: Person, signed_in: SignIn
) -> None:
    attempt = sitting.open_in_tab(sitting.begin(exam, by=officer), by=officer)
    written = attempt.answers.get(version__form="written")
    sitting.answer(attempt, place=written.place, given=["保持距离"], revision=1, tab=attempt.tab)
    sitting.hand_in(attempt)
    client = signed_in(trainer)
    page = text(client.get(at("marking", exam.pk)))
    assert ("保持距离" in page, officer.name in page) == (True, False)
    text(client.post(at("marking", exam.pk), {"answer": written.pk, "points": "9"}), 422)
    text(client.post(at("marking", exam.pk), {"answer": written.pk, "points": "1", "remark": "好"}), 302)
    assert "没有待阅的答卷" in text(client.get(at("marking", exam.pk)))
    assert "高山" in text(client.get(at("results", exam.pk)))
    text(client.post(at("paper", attempt.pk), {"answer": written.pk, "points": "0.5", "remark": ""}), 302)
    book = b"".join(client.get(at("take_results", exam.pk, "csv")).streaming_content).decode()
    assert book.splitlines()[1].startswith("O1,高山,滨江分局,1,")
    assert b"".join(client.get(at("take_results", exam.pk, "xlsx")).streaming_content)[:2] == b"PK"


@pytest.mark.parametrize("name", ["banks", "exams", "to_sit"])
def test_lists_ask_the_database_as_often_for_3_rows_as_for_1(
    name: str, exam: Exam, county: Unit, trainer: Person, signed_in: SignIn
) -> None:
    client = signed_in(trainer)
    client.get(at(name))
    with CaptureQueriesContext(connection) as one:
        client.get(at(name))
    for number in range(2):
        questions.make_bank(unit=county, title=f"题库{number}", by=trainer)
        examining.publish_exam(examining.copy_exam(exam, by=trainer), by=trainer)
    with CaptureQueriesContext(connection) as three:
        client.get(at(name))
    assert len(three) == len(one)


def test_results_ask_the_database_as_often_for_3_rows_as_for_1(
    exam: Exam, county: Unit, officer: Person, trainer: Person, signed_in: SignIn
) -> None:
    client = signed_in(trainer)
    sitting.hand_in(sitting.begin(exam, by=officer))
    client.get(at("results", exam.pk))
    with CaptureQueriesContext(connection) as one:
        client.get(at("results", exam.pk))
    for number in range(2):
        sitting.hand_in(sitting.begin(exam, by=person(f"N{number}", "新人", county)))
    with CaptureQueriesContext(connection) as three:
        assert text(client.get(at("results", exam.pk))).count("新人") == 2
    assert len(three) == len(one)


def test_a_card_is_rated_with_one_tap_and_a_second_tap_counts_once(
    bank: Bank, officer: Person, trainer: Person, signed_in: SignIn
) -> None:
    [question] = questions.keep_questions(bank, [Draft(asking.single())], by=trainer)
    client = signed_in(officer)
    assert "忘了" in text(client.get(at("practice")))
    for _ in range(2):
        text(client.post(at("recall", question.pk), {"rating": "4", "seen": "0"}), 302)
    from panshi.work.learning.models import Flashcard

    card = Flashcard.objects.get()
    assert (card.recalls, card.person_id, (card.due_at - card.recalled_at) > timedelta(days=3)) == (1, officer.pk, True)
    assert "今天的练完了" in text(client.get(at("practice")))
    text(client.post(at("recall", question.pk), {"rating": "7", "seen": "1"}), 422)
    Bank.objects.update(practised=False)
    text(client.post(at("recall", question.pk), {"rating": "3", "seen": "1"}), 404)


def test_the_analysis_says_which_keys_were_corrected_and_scores_anew(
    exam: Exam, bank: Bank, officer: Person, trainer: Person, signed_in: SignIn
) -> None:
    client = signed_in(trainer)
    sitting.hand_in(sitting.begin(exam, by=officer))
    question = next(each for each in bank.questions.all() if each.current and each.current.form == "truefalse")
    assert "更正了答案" not in text(client.get(at("analysis", exam.pk)))
    questions.save_question(bank=bank, question=question, draft=Draft(asking.true_false(right=False)), by=trainer)
    assert "更正了答案" in text(client.get(at("analysis", exam.pk)))
    assert "重新判分 1 份" in text(client.post(at("rescore", exam.pk), follow=True))
