"""Writing GIFT. What it cannot say (putting in order, pictures) stands in a comment instead of a question."""

import re
from collections.abc import Iterable
from decimal import Decimal

from panshi.kernel.words import Words
from panshi.work.learning.choices import Markup
from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models.contents import WHOLE, Accepted, Choice, Content, Gap, Text
from panshi.work.learning.selectors.questions.showing import GAP, plain
from panshi.work.learning.services.questions.banking import Draft

LEFT_OUT = Words("GIFT 写不了，未导出", "GIFT cannot say it, left out")
_SIGNS = re.compile(r"[~=#{}:\\]")


def write(drafts: Iterable[Draft]) -> str:
    """The questions as a file of GIFT."""
    return "\n\n".join(_question(draft) for draft in drafts) + "\n"


def _question(draft: Draft) -> str:
    content = draft.content
    if content.form == Form.ORDERING:
        return f"// {LEFT_OUT}: {_escaped(plain(content.text))} ({Form.ORDERING.label})"
    meta = "".join(f"[tag:{_meta(label)}] " for label in draft.labels) + f"[points:{draft.points:f}]"
    meta += f" [difficulty:{int(draft.difficulty)}]" if draft.difficulty else ""
    meta += " [exact]" if any(gap.exact for gap in content.gaps) else ""
    meta += " [fixed]" if content.fixed else ""
    title = f"::{_escaped(draft.title)}::" if draft.title else ""
    return f"// {meta}\n{title}[{content.text.markup}] {_body(content)}"


def _body(content: Content) -> str:
    markup = content.text.markup
    general = f"####{_marked(content.feedback, markup)}" if content.feedback else ""
    if content.form in (Form.FILL, Form.NUMERICAL):
        return _gapped(content, general)
    text = _escaped(content.text.said)
    if content.form == Form.NOTE:
        return text
    return f"{text} {{{_answers(content, markup)}{general}}}"


def _answers(content: Content, markup: Markup) -> str:
    if content.form == Form.TRUE_FALSE:
        truth, untruth = content.choices
        right, wrong = (truth, untruth) if truth.share == WHOLE else (untruth, truth)
        said = [_marked(each.feedback, markup) for each in (wrong, right)]
        return ("T" if right is truth else "F") + (f"#{said[0]}" if any(said) else "") + (f"#{said[1]}" if said[1] else "")
    if content.form == Form.MATCHING:
        return " ".join(f"={_marked(pair.left, markup)} -> {_escaped(pair.right)}" for pair in content.pairs)
    if content.form == Form.WRITTEN:
        return ""
    return " ".join(_choice(choice, markup, single=content.form == Form.SINGLE) for choice in content.choices)


def _choice(choice: Choice, markup: Markup, *, single: bool) -> str:
    whole = single and choice.share == WHOLE
    sign = "=" if whole else "~"
    odd = choice.text.said.lstrip().startswith("%")
    weight = _weight(choice.share) if odd or (choice.share and not whole) else ""
    feedback = f"#{_marked(choice.feedback, markup)}" if choice.feedback else ""
    return f"{sign}{weight}{_marked(choice.text, markup)}{feedback}"


def _gapped(content: Content, general: str) -> str:
    """The text with each block of answers where its gap is; a gap without a place comes last, after a space."""
    markup = content.text.markup
    blocks = [_gap(gap, markup) for gap in content.gaps]
    blocks[-1] += general
    pieces = GAP.split(content.text.said)
    placed, written = set[int](), [_escaped(pieces[0])]
    for place, after in zip(pieces[1::2], pieces[2::2], strict=True):
        number = int(place) - 1
        if 0 <= number < len(blocks) and number not in placed:
            placed.add(number)
            written.append(f"{{{blocks[number]}}}")
        else:
            written.append("_____")
        written.append(_escaped(after))
    rest = "".join(f" {{{block}}}" for number, block in enumerate(blocks) if number not in placed)
    return "".join(written) + rest


def _gap(gap: Gap, markup: Markup) -> str:
    if any(each.tolerance is not None for each in gap.accepted):
        return "#" + " ".join(_number(each, markup) for each in gap.accepted)
    right = " ".join(_accepted(each, markup) for each in gap.accepted)
    taken = {each.text for each in gap.accepted}
    return right + "".join(f" ~{_escaped(option)}" for option in gap.options if option not in taken)


def _accepted(accepted: Accepted, markup: Markup) -> str:
    odd = accepted.text.lstrip().startswith("%")
    weight = _weight(accepted.share) if odd or accepted.share != WHOLE else ""
    feedback = f"#{_marked(accepted.feedback, markup)}" if accepted.feedback else ""
    return f"={weight}{_escaped(accepted.text)}{feedback}"


def _number(accepted: Accepted, markup: Markup) -> str:
    weight = _weight(accepted.share) if accepted.share != WHOLE else ""
    feedback = f"#{_marked(accepted.feedback, markup)}" if accepted.feedback else ""
    tolerance = "" if accepted.tolerance is None else f":{accepted.tolerance:f}"
    return f"={weight}{accepted.text}{tolerance}{feedback}"


def _marked(text: Text, markup: Markup) -> str:
    """The text, its format before it where it is another than the question's or looks like one."""
    if not text:
        return ""
    odd = text.said.lstrip().startswith("[")
    return (f"[{text.markup}]" if text.markup != markup or odd else "") + _escaped(text.said)


def _weight(share: Decimal) -> str:
    return f"%{share:f}%"


def _escaped(said: str) -> str:
    text = _SIGNS.sub(lambda found: "\\" + found[0], said.replace("\r\n", "\n"))
    return text.replace("->", "-\\>").replace("\n", "\\n")


def _meta(label: str) -> str:
    return _escaped(label).replace("[", "\\[").replace("]", "\\]")
