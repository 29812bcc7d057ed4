# ruff: noqa: E501 -- XML reads best as it is written
"""QTI: every kind of interaction works or is refused by its name; packages are read safely; what is written comes in again."""

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, assume, given, settings

from panshi.work.learning.choices import Markup
from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models.contents import Accepted, Choice, Content, Gap, Pair, Text
from panshi.work.learning.selectors.questions.scoring import share
from panshi.work.learning.selectors.questions.showing import plain
from panshi.work.learning.services.questions import qti
from panshi.work.learning.services.questions.banking import Draft
from panshi.work.learning.services.questions.items import Item, Unreadable
from panshi.work.learning.tests import asking
from panshi.work.learning.tests.drawing import drafts
from panshi.work.learning.tests.test_exam_pages import png

pytestmark = pytest.mark.django_db
HEAD = '<?xml version="1.0"?><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="{title}" adaptive="false" timeDependent="false">'
MATCH = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>'


def declared(
    *values: str, base: str = "identifier", cardinality: str = "single", named: str = "RESPONSE", mapping: str = ""
) -> str:
    correct = "".join(f"<value>{value}</value>" for value in values)
    return (
        f'<responseDeclaration identifier="{named}" cardinality="{cardinality}" baseType="{base}">'
        f"<correctResponse>{correct}</correctResponse>{mapping}</responseDeclaration>"
    )


def item(declarations: str, body: str, after: str = MATCH, title: str = "题") -> bytes:
    return f"{HEAD.format(title=title)}{declarations}<itemBody>{body}</itemBody>{after}</assessmentItem>".encode()


def one(content: bytes) -> Item:
    [found] = qti.read(content)
    return found


def taken(content: bytes) -> Content:
    found = one(content)
    assert found.why == ""
    assert found.draft is not None
    return found.draft.content


def package(files: dict[str, bytes | str], items: tuple[str, ...] = ("a.xml",), kind: str = "imsqti_item_xmlv2p1") -> bytes:
    rows = "".join(f'<resource identifier="r{n}" type="{kind}" href="{href}"/>' for n, href in enumerate(items))
    held = {"imsmanifest.xml": f"<manifest><resources>{rows}</resources></manifest>"} | files
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for path, content in held.items():
            archive.writestr(path, content)
    return file.getvalue()


CHOICES = '<simpleChoice identifier="A">110</simpleChoice><simpleChoice identifier="B" fixed="true">119<feedbackInline outcomeIdentifier="F" identifier="B" showHide="show">火警</feedbackInline></simpleChoice>'
SINGLE = item(
    declared("A"),
    f'<p>报警？</p><choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1"><prompt>选一个</prompt>{CHOICES}</choiceInteraction>',
)


def test_one_choice_with_a_prompt_and_feedback() -> None:
    content = taken(SINGLE)
    assert content.choices == (Choice(Text("110"), Decimal(100)), Choice(Text("119"), Decimal(0), Text("火警")))
    assert (content.form, content.text, content.fixed) == (Form.SINGLE, Text("<p>报警？</p><div>选一个</div>", Markup.HTML), True)


def test_several_choices_mapped_to_points() -> None:
    mapping = '<mapping defaultValue="0"><mapEntry mapKey="A" mappedValue="1.5"/><mapEntry mapKey="B" mappedValue="0.5"/><mapEntry mapKey="C" mappedValue="-1"/></mapping>'
    choices = "".join(f'<simpleChoice identifier="{key}">{key}</simpleChoice>' for key in "ABC")
    content = taken(
        item(
            declared("A", "B", cardinality="multiple", mapping=mapping),
            f'<choiceInteraction responseIdentifier="RESPONSE" maxChoices="0" shuffle="true"><prompt>？</prompt>{choices}</choiceInteraction>',
        )
    )
    assert (content.form, [choice.share for choice in content.choices]) == (Form.MULTIPLE, [75, 25, -50])


def test_putting_in_order_matching_and_gaps() -> None:
    choices = "".join(f'<simpleChoice identifier="{key}">{key}步</simpleChoice>' for key in "ABC")
    order = taken(
        item(
            declared("C", "A", "B", cardinality="ordered"),
            f'<orderInteraction responseIdentifier="RESPONSE"><prompt>排</prompt>{choices}</orderInteraction>',
        )
    )
    assert [choice.text.said for choice in order.choices] == ["C步", "A步", "B步"]
    sets = "".join(
        f"<simpleMatchSet>{''.join(f'<simpleAssociableChoice identifier={chr(34)}{key}{chr(34)} matchMax={chr(34)}1{chr(34)}>{key}</simpleAssociableChoice>' for key in keys)}</simpleMatchSet>"
        for keys in (("L1", "L2"), ("R1", "R2", "R3"))
    )
    match = taken(
        item(
            declared("L1 R2", "L2 R1", base="directedPair", cardinality="multiple"),
            f'<matchInteraction responseIdentifier="RESPONSE"><prompt>配</prompt>{sets}</matchInteraction>',
        )
    )
    assert match.pairs == (Pair(Text("L1"), "R2"), Pair(Text("L2"), "R1"), Pair(Text(), "R3"))
    gaps = taken(
        item(
            declared("W1 G2", "W2 G1", base="directedPair", cardinality="multiple"),
            '<gapMatchInteraction responseIdentifier="RESPONSE"><gapText identifier="W1" matchMax="1">三十</gapText><gapText identifier="W2" matchMax="1">按压</gapText>'
            '<p>先<gap identifier="G1"/><gap identifier="G2"/>次</p></gapMatchInteraction>',
        )
    )
    assert gaps.gaps == (Gap((Accepted("按压"),), ("三十", "按压")), Gap((Accepted("三十"),), ("三十", "按压")))
    assert "先[[1]][[2]]次" in gaps.text.said


def test_texts_entered_and_words_picked_in_a_line() -> None:
    mapping = '<mapping defaultValue="0"><mapEntry mapKey="一百" mappedValue="1" caseSensitive="false"/><mapEntry mapKey="100" mappedValue="0.5" caseSensitive="false"/></mapping>'
    content = taken(
        item(
            declared("一百", base="string", named="R1", mapping=mapping) + declared("O2", named="R2"),
            '<p>每分钟<textEntryInteraction responseIdentifier="R1"/>次，<inlineChoiceInteraction responseIdentifier="R2" shuffle="false">'
            '<inlineChoice identifier="O1">停</inlineChoice><inlineChoice identifier="O2">按</inlineChoice></inlineChoiceInteraction>。</p>',
            after="",
        )
    )
    assert content.text == Text("<p>每分钟[[1]]次，[[2]]。</p>", Markup.HTML)
    assert content.gaps == (Gap((Accepted("一百"), Accepted("100", Decimal(50)))), Gap((Accepted("按"),), ("停", "按")))


def test_a_number_with_its_tolerance_in_the_processing() -> None:
    processing = (
        "<responseProcessing><responseCondition><responseIf>"
        '<equal toleranceMode="absolute" tolerance="0.5 0.5"><variable identifier="RESPONSE"/><baseValue baseType="float">30</baseValue></equal>'
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">2</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>'
    )
    content = taken(
        item(declared("30", base="float"), '<p>几次？<textEntryInteraction responseIdentifier="RESPONSE"/></p>', processing)
    )
    assert (content.form, share(content, ["30.5"]), share(content, ["31"])) == (Form.NUMERICAL, 1, 0)


def test_a_slider_an_essay_hot_text_and_a_note() -> None:
    slider = taken(
        item(
            declared("5", base="integer"),
            '<sliderInteraction responseIdentifier="RESPONSE" lowerBound="0" upperBound="10"><prompt>几？</prompt></sliderInteraction>',
        )
    )
    assert (slider.form, slider.gaps, slider.text.said.endswith("（0–10）")) == (
        Form.NUMERICAL, (Gap((Accepted("5", tolerance=Decimal(0)),)),), True,
    )  # fmt: skip
    essay = taken(
        item(
            "",
            '<rubricBlock view="scorer"><p>三点</p></rubricBlock><extendedTextInteraction responseIdentifier="RESPONSE"><prompt>写</prompt></extendedTextInteraction>',
        )
    )
    assert (essay.form, essay.rubric.said) == (Form.WRITTEN, "<p>三点</p>")
    hot = taken(
        item(
            declared("H2"),
            '<hottextInteraction responseIdentifier="RESPONSE" maxChoices="1"><p>哪个词错了：<hottext identifier="H1">出示</hottext><hottext identifier="H2">没收</hottext></p></hottextInteraction>',
        )
    )
    assert ([choice.text.said for choice in hot.choices], hot.choices[1].share, "没收" in hot.text.said) == (
        ["出示", "没收"],
        100,
        True,
    )
    assert taken(item("", "<p>看图</p>")).form == Form.NOTE


def test_version_3_is_the_same_in_other_words() -> None:
    content = (
        '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i" title="题" adaptive="false" time-dependent="false">'
        '<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>A</qti-value></qti-correct-response></qti-response-declaration>'
        '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" normal-maximum="3"/>'
        '<qti-item-body><qti-choice-interaction response-identifier="RESPONSE" max-choices="1" shuffle="true"><qti-prompt>几？</qti-prompt>'
        '<qti-simple-choice identifier="A">110</qti-simple-choice><qti-simple-choice identifier="B">119</qti-simple-choice></qti-choice-interaction></qti-item-body>'
        '<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct"/></qti-assessment-item>'
    )
    found = one(content.encode())
    assert found.draft is not None
    assert (found.draft.points, [choice.share for choice in found.draft.content.choices]) == (3, [100, 0])


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("associate", "任意两两连线"), ("hotspot", "图上选区"), ("selectPoint", "图上选点"), ("graphicOrder", "图上排序"),
        ("graphicAssociate", "图上连线"), ("graphicGapMatch", "图上填放"), ("positionObject", "图上放置"), ("drawing", "作图"),
        ("upload", "上传文件"), ("media", "音视频"), ("endAttempt", "提前结束"), ("custom", "自定义"), ("portableCustom", "可移植自定义"),
        ("telepathic", "未知"),
    ],
)  # fmt: skip
def test_every_other_interaction_is_refused_by_its_name(kind: str, said: str) -> None:
    found = one(item(declared("A"), f'<p>？</p><{kind}Interaction responseIdentifier="RESPONSE"/>'))
    assert found.why == f"交互类型“{said}”（{kind}Interaction）不支持。"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (item("", f'<choiceInteraction responseIdentifier="RESPONSE">{CHOICES}</choiceInteraction>'), "没有声明正确答案（RESPONSE）。"),
        (item(declared("A"), f'<choiceInteraction responseIdentifier="RESPONSE">{CHOICES}</choiceInteraction><extendedTextInteraction/>'), "一道试题里有几种交互：choiceInteraction, extendedTextInteraction。"),
        (item(declared("A"), "<p>看<math/></p>"), "题里有 <math>，不支持。"),
        (item(declared("A"), "<p>看</p>", "<responseProcessing><customOperator/></responseProcessing>"), "计分用了 <customOperator>，不支持。"),
        (item(declared("A"), '<p>看<img src="x.png" alt=""/></p>'), "图片“x.png”不在压缩包里。"),
        (item("<templateDeclaration/>", "<p>看</p>"), "带模板变量的试题不支持。"),
        (b"<assessmentTest/>", "根元素是 <assessmentTest>，不是试题。"),
        (b"<questestinterop/>", "这是 QTI 1.2，只读 2.1 以上的版本。"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><assessmentItem>&x;</assessmentItem>', "文件里有 DOCTYPE 或实体定义，出于安全不读。"),
        (b"<assessmentItem>", "不是能读的 XML"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_in_words(content: bytes, said: str) -> None:
    assert one(content).why.startswith(said)


def test_a_package_is_read_item_by_item_with_its_pictures() -> None:
    picture = png().getvalue()
    shown = item(
        declared("A"),
        f'<p><img src="../p.png" alt=""/></p><choiceInteraction responseIdentifier="RESPONSE">{CHOICES}</choiceInteraction>',
    )
    files = {"items/a.xml": shown, "p.png": picture, "items/b.xml": SINGLE}
    items = list(qti.read(package(files, ("items/a.xml", "items/b.xml", "items/none.xml", "../out.xml"))))
    assert [bool(each.draft) for each in items] == [True, True, False, False]
    assert items[0].draft is not None
    assert 'src="picture:' in items[0].draft.content.text.said
    assert [each.why for each in items[2:]] == [
        "清单里的“items/none.xml”不在压缩包里。",
        "压缩包里有指向包外的路径“../out.xml”。",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (package({"../a.xml": SINGLE}), "压缩包里有指向包外的路径“../a.xml”。"),
        (package({"/a.xml": SINGLE}), "压缩包里有指向包外的路径“/a.xml”。"),
        (package({"c:\\a.xml": SINGLE}), "压缩包里有指向包外的路径"),
        (package({"a.xml": SINGLE}, (), ""), "清单里没有 QTI 试题。"),
        (package({"a.xml": SINGLE}, kind="imsqti_xmlv1p2"), "这是 QTI 1.2，只读 2.1 以上的版本。"),
        (b"PK\x03\x04broken", "不是能打开的压缩包。"),
    ],
)
def test_a_package_that_is_none_or_leads_elsewhere_is_refused_whole(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said.replace("\\", ".")):
        list(qti.read(content))


def test_a_package_without_manifest_and_a_bomb_are_refused() -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("a.xml", SINGLE)
    with pytest.raises(Unreadable, match=r"没有 imsmanifest\.xml"):
        list(qti.read(file.getvalue()))
    with ZipFile(file, "w", 8) as archive:
        archive.writestr("imsmanifest.xml", b" " * (50 * 2**20))
    with pytest.raises(Unreadable, match="解开后过大"):
        list(qti.read(file.getvalue()))


def test_questions_of_every_form_come_in_again() -> None:
    kept = [Draft(content, labels=("急救", "法律")) for content in asking.ALL]
    assert [each.draft for each in qti.read(qti.write(kept))] == kept


def test_a_text_with_markup_and_a_picture_comes_in_again() -> None:
    from panshi.work.learning.services.questions.pictures import keep_picture

    digest = keep_picture(png().getvalue(), name="图.png").digest
    said = Text(f'<p>看<b>图</b> 1 &lt; 2<br>下<img src="picture:{digest}" alt="图"></p>', Markup.HTML)
    [found] = qti.read(qti.write([Draft(asking.single().with_text(said), title="看图")]))
    assert found.draft is not None
    assert found.draft.content.text == said


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts(markups=(Markup.PLAIN,)))
def test_what_is_written_comes_in_again_the_same(draft: Draft) -> None:
    assume(draft.title != plain(draft.content.text)[:200])  # a title that only repeats the text is none
    [found] = qti.read(qti.write([draft]))
    assert found.why == ""
    assert found.draft == draft
