"""Whether a question can be asked at all: said in words, before anybody sits before it."""

from collections.abc import Iterator
from decimal import Decimal

from panshi.kernel.words import Words
from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models.contents import WHOLE, Content, Gap

CHOICES_MAX = 26
ROUNDING = Decimal("0.5")
"""Shares written with a few places, as 33.33333, add up to nearly 100."""

NO_TEXT = Words("没有题干。", "There is no question text.")
FEW_CHOICES = Words("至少要两个选项。", "It takes two choices at least.")
MANY_CHOICES = Words("选项最多 26 个。", "It takes 26 choices at most.")
EMPTY_CHOICE = Words("有空白的选项。", "A choice is empty.")
TWICE = Words("有两个相同的选项。", "Two choices are the same.")
NO_RIGHT = Words("没有正确答案。", "No answer is right.")
NOT_WHOLE = Words("选对所有正确选项得不到满分。", "Whoever chooses all that is right does not get all points.")
TRUE_OR_FALSE = Words("判断题要有对、错两项，其中一项正确。", "True or false has these two choices, and one of them is right.")
NO_GAP = Words("没有要填的空。", "There is no gap to fill.")
ONE_NUMBER = Words("数字题只填一个数。", "A number is asked for once.")
NOT_AMONG = Words("正确答案不在备选项里。", "What is right is not among what can be picked.")
NO_NUMBER = Words("“{text}”不是数。", "“{text}” is no number.")
FEW_PAIRS = Words("配对题至少要两对。", "Matching takes two pairs at least.")
FEW_RIGHTS = Words("配对题至少要两个不同的右项。", "Matching takes two different right sides at least.")
FEW_TO_ORDER = Words("排序题至少要两项。", "Putting in order takes two things at least.")


def problems(content: Content) -> list[Words]:
    """What keeps the question from being asked; empty when nothing does."""
    found = [] if content.text or content.pictures else [NO_TEXT]
    return [*found, *_OF_FORM[content.form](content)]


def _choices(content: Content) -> Iterator[Words]:
    if len(content.choices) < 2:
        yield FEW_CHOICES
    if len(content.choices) > CHOICES_MAX:
        yield MANY_CHOICES
    texts = [choice.text.said.strip() for choice in content.choices]
    if "" in texts:
        yield EMPTY_CHOICE
    elif len(set(texts)) < len(texts):
        yield TWICE


def _single(content: Content) -> Iterator[Words]:
    yield from _choices(content)
    if not any(choice.share == WHOLE for choice in content.choices):
        yield NO_RIGHT


def _multiple(content: Content) -> Iterator[Words]:
    yield from _choices(content)
    good = [choice.share for choice in content.choices if choice.share > 0]
    if not good:
        yield NO_RIGHT
    elif abs(sum(good) - WHOLE) > ROUNDING:
        yield NOT_WHOLE


def _true_false(content: Content) -> Iterator[Words]:
    if len(content.choices) != 2 or sorted(choice.share for choice in content.choices) != [0, WHOLE]:
        yield TRUE_OR_FALSE


def _gaps(content: Content) -> Iterator[Words]:
    if not content.gaps:
        yield NO_GAP
    for gap in content.gaps:
        yield from _gap(gap)


def _gap(gap: Gap) -> Iterator[Words]:
    whole = [each for each in gap.accepted if each.share == WHOLE and each.text.strip()]
    if not whole:
        yield NO_RIGHT
    if gap.options and any(each.text not in gap.options for each in whole):
        yield NOT_AMONG
    for each in gap.accepted:
        if each.tolerance is not None and not _is_number(each.text):
            yield Words(NO_NUMBER.zh.format(text=each.text), NO_NUMBER.en.format(text=each.text))


def _number(content: Content) -> Iterator[Words]:
    if len(content.gaps) != 1:
        yield ONE_NUMBER
    yield from (problem for gap in content.gaps for problem in _gap(gap))


def _matching(content: Content) -> Iterator[Words]:
    if len(content.lefts()) < 2:
        yield FEW_PAIRS
    elif len(content.rights()) < 2:
        yield FEW_RIGHTS
    if any(not pair.right.strip() for pair in content.pairs):
        yield EMPTY_CHOICE


def _ordering(content: Content) -> Iterator[Words]:
    if len(content.choices) < 2:
        yield FEW_TO_ORDER
    else:
        yield from _choices(content)


def _nothing(content: Content) -> Iterator[Words]:
    yield from ()


def _is_number(text: str) -> bool:
    return text == "*" or Decimal(text).is_finite() if _decimal(text) else False


def _decimal(text: str) -> bool:
    try:
        Decimal(text)
    except ArithmeticError:
        return text == "*"
    return True


_OF_FORM = {
    Form.SINGLE: _single,
    Form.MULTIPLE: _multiple,
    Form.TRUE_FALSE: _true_false,
    Form.FILL: _gaps,
    Form.NUMERICAL: _number,
    Form.MATCHING: _matching,
    Form.ORDERING: _ordering,
    Form.WRITTEN: _nothing,
    Form.NOTE: _nothing,
}
