"""Reading one item: every kind of interaction becomes a question, or is refused by its name.

Tags and attributes of 3.0 (`qti-choice-interaction`, `max-choices`) are first written as those of 2.x.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from panshi.kernel.words import Words
from panshi.work.learning.choices import Markup
from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models.contents import WHOLE, Accepted, Choice, Content, Gap, Pair, Text
from panshi.work.learning.selectors.questions.showing import plain
from panshi.work.learning.services.questions.banking import Draft
from panshi.work.learning.services.questions.items import Unreadable
from panshi.work.learning.services.questions.pictures import WrongPicture, keep_picture
from panshi.work.learning.services.questions.qti import declarations
from panshi.work.learning.services.questions.qti.declarations import Declared, Rule
from panshi.work.learning.services.questions.qti.refused import LOST, REFUSED
from panshi.work.learning.services.questions.qti.versions import as_version_2
from panshi.work.learning.services.questions.xml import inner

NOT_TAKEN = Words("交互类型“{kind}”（{name}）不支持。", "The interaction “{kind}” ({name}) is not supported.")
TEMPLATED = Words("带模板变量的试题不支持。", "Items with template variables are not supported.")
ADAPTIVE = Words("自适应试题不支持。", "Adaptive items are not supported.")
SEVERAL = Words("一道试题里有几种交互：{names}。", "It has several interactions in one item: {names}.")
HOLDS = Words("题里有 <{element}>，不支持。", "It holds <{element}>, which is not supported.")
NO_RIGHT = Words("没有声明正确答案（{name}）。", "No right response is declared ({name}).")
SPREAD = Words("左项“{left}”对应几个右项，不支持。", "The left side “{left}” has several right ones, which is not supported.")
ALONE = Words("左项“{left}”没有右项。", "The left side “{left}” has no right one.")
NO_FILE = Words("图片“{path}”不在压缩包里。", "The picture “{path}” is not in the archive.")
NO_BODY = Words("没有 itemBody。", "There is no itemBody.")


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a package, and the folder the item lies in."""

    held: Mapping[str, bytes]
    folder: str = ""


@dataclass(slots=True)
class _Item:
    """An item while it is read."""

    root: Any
    body: Any
    files: Files
    responses: dict[str, Declared]
    rules: list[Rule]
    interactions: list[Any]
    modal: dict[str, Text] = field(default_factory=dict)

    def declared(self, interaction: Any) -> Declared:
        """What is right for the interaction; refuses where nothing is."""
        named = interaction.get("responseIdentifier", "RESPONSE")
        declared = self.responses.get(named)
        if declared is None or not (declared.correct or declared.mapped or any(rule.response == named for rule in self.rules)):
            raise Unreadable(NO_RIGHT.format(name=named[:40]))
        return declared

    def feedback(self, response: str, value: str) -> Text:
        """What is said to who gave the value."""
        for rule in self.rules:
            if (rule.response, rule.value) == (response, value):
                for told in rule.feedback:
                    if told in self.modal:
                        return self.modal[told]
        return Text()


def item_of(root: Any, files: Files) -> Draft:
    """The question the item is; refuses by name what cannot be kept."""
    as_version_2(root)
    if root.find("templateDeclaration") is not None or root.find("templateProcessing") is not None:
        raise Unreadable(TEMPLATED)
    if root.get("adaptive") == "true":
        raise Unreadable(ADAPTIVE)
    body = root.find("itemBody")
    if body is None:
        raise Unreadable(NO_BODY)
    _refuse_lost(body)
    _keep_pictures(root, files)
    interactions = [each for each in body.iter() if isinstance(each.tag, str) and each.tag.endswith("Interaction")]
    for each in interactions:
        if each.tag not in _KINDS:
            words = REFUSED.get(each.tag, Words("未知", "unknown"))
            raise Unreadable(NOT_TAKEN.format(kind=words, name=each.tag))
    declarations.refuse_custom(root)
    item = _Item(root, body, files, declarations.responses(root), declarations.rules(root), interactions)
    general = _modal(item)
    rubric = _rubric(body)
    content = replace(_content(item), feedback=general)
    if rubric:
        content = replace(content, rubric=rubric)
    called = (root.get("title") or "")[:200]
    gist = plain(content.text)[:200] or called
    return Draft(content, "" if called == gist else called, declarations.points(root))


def _content(item: _Item) -> Content:
    names = {each.tag for each in item.interactions}
    if not names:
        return Content(Form.NOTE, _body_text(item.body))
    if names <= {"textEntryInteraction", "inlineChoiceInteraction"}:
        return _inline(item)
    if len(item.interactions) > 1:
        raise Unreadable(SEVERAL.format(names=", ".join(sorted(names))))
    [interaction] = item.interactions
    return _KINDS[interaction.tag](item, interaction)


def _choosing(item: _Item, interaction: Any) -> Content:
    declared = item.declared(interaction)
    response = interaction.get("responseIdentifier", "RESPONSE")
    shares = declared.shares() or _scored(item, response)
    single = declared.cardinality == "single"
    found = list(interaction.iter("simpleChoice", "hottext"))
    choices = tuple(_choice(item, each, shares, response) for each in found)
    fixed = interaction.get("shuffle", "false") != "true" or any(each.get("fixed") == "true" for each in found)
    text = _around(item, interaction)
    truth = "truefalse" in (interaction.get("class") or "").split() and len(choices) == 2
    form = Form.TRUE_FALSE if truth else Form.SINGLE if single else Form.MULTIPLE
    return Content(form, text, choices, fixed=fixed and not truth)


def _choice(item: _Item, element: Any, shares: Mapping[str, Decimal], response: str) -> Choice:
    said = Text()
    for told in [*element.iterchildren("feedbackInline"), *element.iterchildren("feedbackBlock")]:
        said = _text(told)
        element.remove(told)
    named = element.get("identifier", "")
    return Choice(_text(element), shares.get(named, Decimal(0)), said or item.feedback(response, named))


def _scored(item: _Item, response: str) -> dict[str, Decimal]:
    """What values are worth by the branches of the processing, in per cent of the best."""
    found = {rule.value: rule.score for rule in item.rules if rule.response == response and rule.score}
    most = max(found.values(), default=Decimal(0))
    return {value: declarations.tidy(score * 100 / most) for value, score in found.items() if score} if most else {}


def _ordering(item: _Item, interaction: Any) -> Content:
    held = {each.get("identifier"): each for each in interaction.iter("simpleChoice")}
    right = item.declared(interaction).correct
    if set(right) != set(held):
        raise Unreadable(NO_RIGHT.format(name=interaction.get("responseIdentifier", "RESPONSE")))
    return Content(Form.ORDERING, _around(item, interaction), tuple(Choice(_text(held[named])) for named in right))


def _matching(item: _Item, interaction: Any) -> Content:
    sets = [list(each.iter("simpleAssociableChoice")) for each in interaction.iter("simpleMatchSet")]
    lefts, rights = [*sets, [], []][:2]
    declared = item.declared(interaction)
    pairs = [pair.split() for pair in (declared.correct or [key for key, value in declared.mapped.items() if value > 0])]
    right_of: dict[str, str] = {}
    for left, right in (pair for pair in pairs if len(pair) == 2):
        if left in right_of:
            raise Unreadable(SPREAD.format(left=left))
        right_of[left] = right
    words = {each.get("identifier"): plain(_text(each)) for each in rights}
    found = []
    for each in lefts:
        named = each.get("identifier")
        if right_of.get(named) not in words:
            raise Unreadable(ALONE.format(left=plain(_text(each))[:40]))
        found.append(Pair(_text(each), words[right_of[named]]))
    used = set(right_of.values())
    found += [Pair(Text(), words[each.get("identifier")]) for each in rights if each.get("identifier") not in used]
    return Content(Form.MATCHING, _around(item, interaction), pairs=tuple(found))


def _inline(item: _Item) -> Content:
    """Text with fields in it; a field alone in a paragraph of the class `gap` stands below the text."""
    gaps: list[Gap] = []
    numeric = len(item.interactions) == 1 and item.interactions[0].tag == "textEntryInteraction"
    for each in item.interactions:
        gap = _gap(item, each)
        gaps.append(gap)
        parent = each.getparent()
        alone = parent is not None and parent.get("class") == "gap"
        _replace(parent if alone else each, "" if alone else f"[[{len(gaps)}]]")
    numeric = numeric and all(each.tolerance is not None or each.text == "*" for each in gaps[0].accepted)
    return Content(Form.NUMERICAL if numeric else Form.FILL, _body_text(item.body), gaps=tuple(gaps))


def _gap(item: _Item, interaction: Any) -> Gap:
    declared = item.declared(interaction)
    response = interaction.get("responseIdentifier", "RESPONSE")
    if interaction.tag == "inlineChoiceInteraction":
        words = {each.get("identifier"): _text(each).said for each in interaction.iter("inlineChoice")}
        shares = declared.shares() or _scored(item, response)
        right = tuple(
            Accepted(words[key], share, item.feedback(response, key))
            for key, share in shares.items()
            if key in words and share > 0
        )
        return Gap(right, tuple(words.values()))
    ruled = [rule for rule in item.rules if rule.response == response and rule.number]
    if ruled or declared.base in ("float", "integer"):
        return Gap(tuple(_numbers(item, response, declared, ruled)))
    shares = declared.shares() or _scored(item, response)
    typed = [rule for rule in item.rules if rule.response == response]
    exact = declared.exact if declared.mapped else bool(typed) and all(rule.exact for rule in typed)
    return Gap(tuple(Accepted(key, share, item.feedback(response, key)) for key, share in shares.items()), exact=exact)


def _numbers(item: _Item, response: str, declared: Declared, ruled: list[Rule]) -> list[Accepted]:
    shares = declared.shares()
    if not ruled:
        return [
            Accepted(f"{declarations.number(key):f}", share, item.feedback(response, key), Decimal(0))
            for key, share in shares.items()
        ]
    most = max((rule.score for rule in ruled if rule.score is not None), default=Decimal(1)) or Decimal(1)
    return [
        Accepted(
            f"{declarations.number(rule.value):f}",
            WHOLE if rule.score is None else declarations.tidy(rule.score * 100 / most),
            next((item.modal[told] for told in rule.feedback if told in item.modal), Text()),
            rule.tolerance,
        )
        for rule in ruled
    ]


def _gap_match(item: _Item, interaction: Any) -> Content:
    """Words put into the gaps of a text."""
    words = {each.get("identifier"): plain(_text(each)) for each in interaction.iter("gapText")}
    if any(True for _each in interaction.iter("gapImg")):
        raise Unreadable(NOT_TAKEN.format(kind=Words("图片填放", "gap match with pictures"), name="gapImg"))
    declared = item.declared(interaction)
    pairs = [pair.split() for pair in (declared.correct or [key for key, value in declared.mapped.items() if value > 0])]
    right = {pair[1]: pair[0] for pair in pairs if len(pair) == 2}
    gaps = []
    for each in list(interaction.iter("gap")):
        named = each.get("identifier")
        if right.get(named) not in words:
            raise Unreadable(NO_RIGHT.format(name=named))
        gaps.append(Gap((Accepted(words[right[named]]),), tuple(dict.fromkeys(words.values()))))
        _replace(each, f"[[{len(gaps)}]]")
    for each in list(interaction.iter("gapText")):
        _replace(each, "")
    interaction.tag = "div"
    return Content(Form.FILL, _body_text(item.body), gaps=tuple(gaps))


def _hottext(item: _Item, interaction: Any) -> Content:
    """Pieces of a text to be chosen: the text stays whole, the pieces are the choices."""
    content = _choosing(item, interaction)
    return replace(content, fixed=True)


def _writing(item: _Item, interaction: Any) -> Content:
    return Content(Form.WRITTEN, _around(item, interaction))


def _slider(item: _Item, interaction: Any) -> Content:
    """A number on a scale, typed instead of slid."""
    declared = item.declared(interaction)
    response = interaction.get("responseIdentifier", "RESPONSE")
    accepted = _numbers(item, response, declared, [rule for rule in item.rules if rule.response == response and rule.number])
    bounds = f"（{interaction.get('lowerBound', '')}–{interaction.get('upperBound', '')}）"
    text = _around(item, interaction)
    return Content(Form.NUMERICAL, replace(text, said=f"{text.said}{bounds}"), gaps=(Gap(tuple(accepted)),))


_KINDS: dict[str, Callable[[_Item, Any], Content]] = {
    "choiceInteraction": _choosing,
    "orderInteraction": _ordering,
    "matchInteraction": _matching,
    "gapMatchInteraction": _gap_match,
    "hottextInteraction": _hottext,
    "extendedTextInteraction": _writing,
    "sliderInteraction": _slider,
    "textEntryInteraction": lambda item, _interaction: _inline(item),
    "inlineChoiceInteraction": lambda item, _interaction: _inline(item),
}


def _around(item: _Item, interaction: Any) -> Text:
    """The text of the body with the prompt of the interaction where it stands, and of a hottext its words."""
    if interaction.tag == "hottextInteraction":
        for each in list(interaction.iter("hottext")):
            each.tag = "b"
        interaction.tag = "div"
        return _body_text(item.body)
    prompt = interaction.find("prompt")
    if prompt is not None:
        prompt.tag = "div"
        interaction.addprevious(prompt)
        prompt.tail = None
    _replace(interaction, "")
    return _body_text(item.body)


def _body_text(body: Any) -> Text:
    for each in list(body.iter("rubricBlock", "stylesheet")):
        _replace(each, "")
    return _text(body)


def _text(element: Any) -> Text:
    """What stands in the element: plain where our own writing says so, else HTML (or plain where there is no markup at all)."""
    while len(element) == 1 and element[0].tag in ("div", "span") and not _said_beside(element):
        if element.get("class") == "plain" or element[0].keys() not in ([], ["class"]):
            break
        element = element[0]
    if element.get("class") == "plain" and all(each.tag == "br" for each in element):
        marked = element
        said = (marked.text or "") + "".join("\n" + (each.tail or "") for each in marked)
        return Text(said.strip()) if said.strip() else Text()
    if not len(element):
        said = (element.text or "").strip()
        said = " ".join(said.split()) if "\n" in said else said  # broken over lines by whoever wrote it
        return Text(said) if said else Text()
    said = inner(element)
    return Text(re.sub(r"\s*\n\s*", "\n", said), Markup.HTML) if said else Text()


def _said_beside(element: Any) -> bool:
    """Whether words stand before or after the one child."""
    return bool((element.text or "").strip() or (element[0].tail or "").strip())


def _modal(item: _Item) -> Text:
    """Keeps the feedback that only some values bring; gives what everybody is told."""
    for each in item.root.iterchildren("modalFeedback"):
        item.modal[each.get("identifier", "")] = _text(each)
    told = {feedback for rule in item.rules for feedback in rule.feedback}
    return next((text for named, text in item.modal.items() if named not in told), Text())


def _rubric(body: Any) -> Text:
    for each in list(body.iter("rubricBlock")):
        if (each.get("view") or "") in ("scorer", "tutor", "author"):
            return _text(each)
        each.tag = "div"
    return Text()


def _refuse_lost(body: Any) -> None:
    for each in body.iter():
        if each.tag in LOST:
            raise Unreadable(HOLDS.format(element=each.tag))


def _keep_pictures(root: Any, files: Files) -> None:
    for image in root.iter("img"):
        source = unquote(image.get("src") or "")
        path = str(PurePosixPath(files.folder, source)) if files.folder not in ("", ".") else source
        content = files.held.get(_normal(path))
        if content is None:
            raise Unreadable(NO_FILE.format(path=source[:100]))
        try:
            image.set("src", f"picture:{keep_picture(content, name=source).digest}")
        except WrongPicture as why:
            raise Unreadable(str(why)) from why


def _normal(path: str) -> str:
    kept: list[str] = []
    for part in path.split("/"):
        if part == "..":
            kept = kept[:-1]
        elif part not in ("", "."):
            kept.append(part)
    return "/".join(kept)


def _replace(element: Any, said: str) -> None:
    """Puts words where the element stands, keeping what follows it."""
    parent, before = element.getparent(), element.getprevious()
    said += element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + said
    else:
        parent.text = (parent.text or "") + said
    parent.remove(element)
