# ruff: noqa: E501 -- files read best as they are written
"""Files of questions: Moodle XML with its pictures and Cloze, Aiken, our workbook; looked at, refused by name, taken over once."""

from base64 import b64encode
from collections.abc import Callable
from decimal import Decimal
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from panshi.org.models import Person, Unit
from panshi.work.learning.choices import Difficulty, Markup
from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models import Bank, Intake, Question
from panshi.work.learning.models.contents import Accepted, Choice, Content, Gap, Pair, Text
from panshi.work.learning.services import questions
from panshi.work.learning.services.questions import Draft, aiken, excel, moodle
from panshi.work.learning.services.questions.intake import TakenAlready, kind_of, receive, take_over
from panshi.work.learning.services.questions.items import NoQuestions, Unreadable
from panshi.work.learning.tests import asking
from panshi.work.learning.tests.test_exam_pages import png

HERE = "?unit=C01&period=2023"
SignIn = Callable[[Person], Client]


@pytest.fixture
def bank(county: Unit, trainer: Person) -> Bank:
    return questions.make_bank(unit=county, title="应知应会", by=trainer)


def quiz(*parts: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><quiz>{"".join(parts)}</quiz>'.encode()


def asked(kind: str, rest: str, text: str = "<p>甲？</p>", extra: str = "") -> str:
    return (
        f'<question type="{kind}"><name><text>名</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text>{extra}</questiontext>{rest}</question>'
    )


def answer(text: str, fraction: str = "0", more: str = "") -> str:
    return f'<answer fraction="{fraction}" format="plain_text"><text>{text}</text>{more}</answer>'


def one(content: bytes) -> Content:
    [item] = moodle.read(content)
    assert item.why == ""
    assert item.draft is not None
    return item.draft.content


@pytest.mark.django_db
def test_choices_with_fractions_feedback_and_order() -> None:
    said = '<feedback format="html"><text><![CDATA[<p>对</p>]]></text></feedback>'
    rest = f"<single>false</single><shuffleanswers>0</shuffleanswers>{answer('甲', '33.33333', said)}{answer('乙', '66.66667')}{answer('丙', '-50')}"
    content = one(quiz(asked("multichoice", rest)))
    assert content == Content(
        Form.MULTIPLE,
        Text("<p>甲？</p>", Markup.HTML),
        (
            Choice(Text("甲"), Decimal("33.33333"), Text("<p>对</p>", Markup.HTML)),
            Choice(Text("乙"), Decimal("66.66667")),
            Choice(Text("丙"), Decimal(-50)),
        ),
        fixed=True,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "rest", "form", "facts"),
    [
        ("truefalse", answer("true", "0") + answer("false", "100"), Form.TRUE_FALSE, (0, 100)),
        ("shortanswer", "<usecase>1</usecase>" + answer("AED", "100") + answer("A*", "50"), Form.FILL, (100, 50)),
        ("numerical", answer("30", "100", "<tolerance>0.5</tolerance>") + answer("*", "0"), Form.NUMERICAL, (100, 0)),
        ("ordering", answer("乙", "2") + answer("甲", "1"), Form.ORDERING, (0, 0)),
        ("essay", "<graderinfo format='html'><text>三点</text></graderinfo>", Form.WRITTEN, ()),
        ("description", "", Form.NOTE, ()),
    ],
)
def test_every_kind_of_question_is_read(kind: str, rest: str, form: Form, facts: tuple[int, ...]) -> None:
    content = one(quiz(asked(kind, rest)))
    shares = tuple(choice.share for choice in content.choices) or tuple(
        each.share for gap in content.gaps for each in gap.accepted
    )
    assert (content.form, shares) == (form, facts)
    if form == Form.ORDERING:
        assert [choice.text.said for choice in content.choices] == ["甲", "乙"]


@pytest.mark.django_db
def test_matching_and_words_dragged_into_a_text() -> None:
    sub = '<subquestion format="plain_text"><text>{}</text><answer><text>{}</text></answer></subquestion>'
    pairs = one(quiz(asked("matching", sub.format("火警", "119") + sub.format("匪警", "110") + sub.format("", "120")))).pairs
    assert pairs == (Pair(Text("火警"), "119"), Pair(Text("匪警"), "110"), Pair(Text(), "120"))
    options = "".join(
        f"<selectoption><text>{word}</text><group>{group}</group></selectoption>"
        for word, group in (("按", 1), ("停", 1), ("30", 2))
    )
    content = one(quiz(asked("gapselect", options, text="先[[1]]压[[3]]次")))
    assert content.text.said == "先[[1]]压[[2]]次"
    assert content.gaps == (Gap((Accepted("按"),), ("按", "停")), Gap((Accepted("30"),), ("30",)))


@pytest.mark.django_db
def test_cloze_becomes_gaps() -> None:
    text = "按压{1:NUMERICAL:=30:0#好}次，{1:SHORTANSWER:=吹气~%50%呼吸#近}，{1:MC:=停~走}。"
    content = one(quiz(asked("cloze", "", text=text)))
    assert content.text.said == "按压[[1]]次，[[2]]，[[3]]。"
    assert content.gaps == (
        Gap((Accepted("30", feedback=Text("好"), tolerance=Decimal(0)),)),
        Gap((Accepted("吹气"), Accepted("呼吸", Decimal(50), Text("近")))),
        Gap((Accepted("停"),), ("停", "走")),
    )


@pytest.mark.django_db
def test_files_in_the_text_are_kept_as_pictures() -> None:
    held = b64encode(png().getvalue()).decode()
    file = f'<file name="图 1.png" path="/" encoding="base64">{held}</file>'
    rest = answer("甲", "100") + answer("乙")
    content = one(quiz(asked("multichoice", rest, text='看<img src="@@PLUGINFILE@@/%E5%9B%BE%201.png">', extra=file)))
    assert 'src="picture:' in content.text.said
    [bad] = moodle.read(quiz(asked("multichoice", rest, text='<img src="@@PLUGINFILE@@/x.png">')))
    assert bad.why.startswith("“x.png”不是能用的图片")


@pytest.mark.django_db
def test_categories_become_labels_and_strange_types_are_refused_by_name() -> None:
    category = '<question type="category"><category><text>$course$/top/法律</text></category></question>'
    items = list(moodle.read(quiz(category, asked("calculated", ""), asked("multichoice", answer("甲", "100") + answer("乙")))))
    assert [(item.place, item.why) for item in items] == [("第 1 题", "题型“calculated”不支持。"), ("第 2 题", "")]
    assert items[1].draft is not None
    assert items[1].draft.labels == ("法律",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'<!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><quiz>&b;</quiz>', "DOCTYPE"),
        (b'<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>', "DOCTYPE"),
        ('<!DOCTYPE quiz SYSTEM "http://127.0.0.1:1/x.dtd"><quiz/>'.encode("utf-16"), "DOCTYPE"),
        (b"<html/>", "不是 <quiz>"),
        (b"<quiz><question>", "不是能读的 XML"),
    ],
)
def test_entities_and_what_is_no_quiz_are_refused(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        list(moodle.read(content))


def test_aiken_with_one_and_with_several_right_letters() -> None:
    text = "报警电话？\n多行题干\nA. 110\nB) 119\nANSWER: A\n\n选几个？\nA、甲\nB、乙\nC、丙\n答案：AB\n"
    one_right, two_right = (item.draft for item in aiken.read(text))
    assert one_right is not None
    assert two_right is not None
    assert (one_right.content.text.said, one_right.content.form) == ("报警电话？\n多行题干", Form.SINGLE)
    assert [choice.share for choice in two_right.content.choices] == [50, 50, 0]


def test_aiken_says_what_is_missing() -> None:
    items = list(aiken.read("甲？\nA. 1\nB. 2\n乙？\nA. 1\nB. 2\nANSWER: D\n丙？\nANSWER: A\n"))
    assert [(item.place, item.why) for item in items] == [
        ("第 1 行", "没有 ANSWER: 一行。"),
        ("第 4 行", "答案 D 不在选项里。"),
        ("第 8 行", "ANSWER: 前面没有选项。"),
    ]


def book(*rows: tuple[object, ...]) -> bytes:
    from openpyxl import Workbook

    made = Workbook()
    for row in (excel.HEADS, *rows):
        made.active.append(row)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def test_the_examples_of_the_template_are_good_questions_and_are_written_as_they_were() -> None:
    items = list(excel.read(book(*excel.EXAMPLES)))
    assert [item.why for item in items] == [""] * len(excel.EXAMPLES)
    drafts = [item.draft for item in items if item.draft]
    assert [item.draft for item in excel.read(book(*excel.lines(drafts)))] == drafts
    assert {draft.content.form for draft in drafts} == {*Form} - {Form.NOTE}


def test_every_form_that_a_row_carries_comes_in_again() -> None:
    kept = [Draft(content, labels=("急救",), difficulty=Difficulty.HARD) for content in asking.ALL if excel.carries(content)]
    assert [item.draft for item in excel.read(book(*excel.lines(kept)))] == kept
    assert len(kept) == 9


def test_a_row_that_cannot_be_read_says_where_and_why() -> None:
    rows = (
        ("天问", "甲？", "A", "1", "2"), ("单选", "甲？", "E", "1", "2"), ("判断", "甲？", "也许"), ("配对", "甲？", "", "火警119"),
        ("数值", "甲？", "三十"), ("单选", "", "A", "1", "2"), ("填空", "甲____乙（ ）", "一；二"),
    )  # fmt: skip
    items = list(excel.read(book(*rows)))
    assert [(item.place, item.why) for item in items] == [
        ("第 2 行", "题型“天问”不认识。"), ("第 3 行", "正确答案“E”不是选项的字母。"), ("第 4 行", "判断题的正确答案应写“对”或“错”。"),
        ("第 5 行", "配对题的选项应写成“左→右”。"), ("第 6 行", "“三十”不是数。"), ("第 7 行", "没有题干。"), ("第 8 行", ""),
    ]  # fmt: skip
    assert items[-1].draft is not None
    assert items[-1].draft.content.text.said == "甲[[1]]乙[[2]]"


def test_what_a_file_is_is_seen_from_what_it_holds() -> None:
    said = {
        "moodle": b"\xef\xbb\xbf<?xml version='1.0'?>\n<quiz/>", "qti": b"<assessmentItem/>", "excel": book(), "aiken": b"Q\nA. 1\nANSWER: A",
        "gift": "甲？{T}".encode("gb18030"),
    }  # fmt: skip
    assert {kind: kind_of(content) for kind, content in said.items()} == {kind: kind for kind in said}


def test_a_file_is_looked_at_and_taken_over_once(bank: Bank, trainer: Person) -> None:
    intake = receive(bank, "甲？{=1 ~2}\n\n乙？{=1 ~2\n".encode("utf-16"), name="题.txt", by=trainer)
    assert (Question.objects.count(), len(intake.found), intake.refused) == (
        0,
        1,
        [["第 3 行", "乙？{=1 ~2", "“{”没有配上“}”。"]],
    )
    assert [question.current.gist for question in take_over(intake, by=trainer)] == ["甲？"]
    with pytest.raises(TakenAlready):
        take_over(intake, by=trainer)


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + b"\0" * 18, b"<quiz/>", b"\xd0\xcf\x11\xe0broken"])
def test_a_file_with_nothing_in_it_is_refused_whole(content: bytes, bank: Bank, trainer: Person) -> None:
    with pytest.raises(NoQuestions):
        receive(bank, content, name="空", by=trainer)


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status, unescape(response.content.decode())
    return unescape(response.content.decode())


def test_the_pages_bring_a_file_in_and_take_the_bank_out(bank: Bank, trainer: Person, signed_in: SignIn) -> None:
    client = signed_in(trainer)
    address = reverse("learning:bring_in", args=[bank.pk]) + HERE
    text(client.get(address))
    assert "请选择文件或粘贴文本。" in text(client.post(address, {"pasted": " ", "kind": ""}))
    assert "没有找到试题" in text(client.post(address, {"pasted": "<quiz/>", "kind": ""}), 422)
    text(client.post(address, {"pasted": "甲？{=1 ~2}\n\n乙？{=1 ~2", "kind": ""}), 302)
    intake = Intake.objects.get()
    page = text(client.get(reverse("learning:intake", args=[intake.pk]) + HERE))
    assert ("“{”没有配上“}”。" in page, "收下 1 道题" in page) == (True, True)
    text(client.post(reverse("learning:accept_intake", args=[intake.pk]) + HERE), 302)
    text(client.post(reverse("learning:accept_intake", args=[intake.pk]) + HERE), 409)
    for ending, start in (("gift", b"// [points:1"), ("qti", b"PK")):
        assert client.get(reverse("learning:export", args=[bank.pk, ending]) + HERE).content.startswith(start)
    sheet = b"".join(client.get(reverse("learning:export", args=[bank.pk, "xlsx"]) + HERE).streaming_content)
    assert [item.why for item in excel.read(sheet)] == [""]
    assert client.get(reverse("learning:export", args=[bank.pk, "exe"]) + HERE).status_code == 404
    template = b"".join(client.get(reverse("learning:question_template") + HERE).streaming_content)
    assert len(list(excel.read(template))) == len(excel.EXAMPLES)
