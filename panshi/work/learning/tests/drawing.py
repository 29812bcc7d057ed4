"""Any question that can be asked, drawn by hypothesis."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from panshi.work.learning.choices import Difficulty, Markup
from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models.contents import WHOLE, Accepted, Choice, Content, Gap, Pair, Text
from panshi.work.learning.services.questions.banking import Draft

SIGNS = "甲乙丙丁 ab9~=#{}:\\%[]<>&*/-.\"'，。$|"
WORDS = st.text(alphabet=SIGNS, min_size=1, max_size=12).map(str.strip).filter(lambda text: text and "[[" not in text)
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
PLAIN = (Markup.PLAIN,)
ALL = tuple(Markup)


def texts(markups: tuple[Markup, ...], *, maybe: bool = False) -> st.SearchStrategy[Text]:
    drawn = st.builds(Text, LINES, st.sampled_from(markups))
    return st.one_of(st.just(Text()), drawn) if maybe else drawn


def _distinct(markups: tuple[Markup, ...], least: int = 2) -> st.SearchStrategy[list[Text]]:
    return st.lists(texts(markups), min_size=least, max_size=4, unique_by=lambda text: text.said)


@st.composite
def _single(draw: Callable[..., Any], markups: tuple[Markup, ...], weights: bool) -> dict[str, Any]:
    choices = draw(_distinct(markups))
    right = draw(st.integers(0, len(choices) - 1))
    other = st.sampled_from((0, 50, 25, -10)) if weights else st.just(0)
    shares = [WHOLE if place == right else Decimal(draw(other)) for place in range(len(choices))]
    said = [draw(texts(markups, maybe=True)) for _ in choices]
    return {"choices": tuple(map(Choice, choices, shares, said)), "fixed": draw(st.booleans())}


@st.composite
def _multiple(draw: Callable[..., Any], markups: tuple[Markup, ...]) -> dict[str, Any]:
    choices = draw(_distinct(markups, 3))
    shares = [*draw(st.sampled_from(((50, 50), (100,), (75, 25)))), *draw(st.sampled_from(((-50, 0, 0), (0, 0, 0))))]
    said = [draw(texts(markups, maybe=True)) for _ in choices]
    kept = tuple(Choice(text, Decimal(share), word) for text, share, word in zip(choices, shares, said, strict=False))
    return {"choices": kept}


@st.composite
def _true_false(draw: Callable[..., Any], markups: tuple[Markup, ...]) -> dict[str, Any]:
    right = draw(st.booleans())
    said = [draw(texts(markups, maybe=True)) for _ in range(2)]
    return {
        "choices": (Choice(Text("对"), Decimal(100 * right), said[0]), Choice(Text("错"), Decimal(100 * (not right)), said[1]))
    }


@st.composite
def _gaps(draw: Callable[..., Any], markups: tuple[Markup, ...], options: bool) -> dict[str, Any]:
    number = draw(st.integers(1, 3))
    said = draw(WORDS)
    gaps = []
    for place in range(number):
        accepted = [Accepted(draw(WORDS), WHOLE, draw(texts(markups, maybe=True)))]
        if draw(st.booleans()):
            more = draw(WORDS.filter(lambda text, first=accepted[0].text: text != first))
            accepted.append(Accepted(more, Decimal(50), Text()))
        gaps.append(Gap(tuple(accepted)))
        said += f"[[{place + 1}]]{draw(WORDS)}"
    if options and number > 1:
        right = gaps[0].accepted[0]
        others = draw(st.lists(WORDS.filter(lambda text: text != right.text), min_size=1, max_size=2, unique=True))
        gaps[0] = Gap((right,), (right.text, *others))
    exact = draw(st.booleans())
    return {"gaps": tuple(Gap(gap.accepted, gap.options, exact and not gap.options) for gap in gaps), "text": said}


@st.composite
def _numbers(draw: Callable[..., Any], markups: tuple[Markup, ...]) -> dict[str, Any]:
    number = st.decimals(-1000, 1000, places=2).map(lambda value: f"{value:f}").filter(lambda text: text != "-0.00")
    first = Accepted(draw(number), WHOLE, draw(texts(markups, maybe=True)), Decimal(draw(st.sampled_from(("0", "0.5", "2")))))
    rest = [Accepted(draw(number), Decimal(50), Text(), Decimal(5))] if draw(st.booleans()) else []
    return {"gaps": (Gap((first, *rest)),)}


@st.composite
def _pairs(draw: Callable[..., Any], markups: tuple[Markup, ...]) -> dict[str, Any]:
    lefts = draw(_distinct(markups))
    rights = draw(st.lists(WORDS, min_size=len(lefts) + 1, max_size=len(lefts) + 1, unique=True))
    pairs = [Pair(left, right) for left, right in zip(lefts, rights, strict=False)]
    return {"pairs": (*pairs, Pair(Text(), rights[-1])) if draw(st.booleans()) else tuple(pairs)}


@st.composite
def drafts(
    draw: Callable[..., Any],
    *,
    markups: tuple[Markup, ...] = ALL,
    rubric: bool = True,
    ordering: bool = True,
    weights: bool = True,
    options: bool = True,
    notes: bool = True,
) -> Draft:
    """A question of any form; a format that cannot carry something leaves it out."""
    forms = [form for form in Form if (ordering or form != Form.ORDERING) and (notes or form != Form.NOTE)]
    form = draw(st.sampled_from(forms))
    markup = draw(st.sampled_from(markups))
    own = (markup,) if len(markups) == 1 else markups
    facts: dict[str, Any] = {
        Form.SINGLE: lambda: draw(_single(own, weights)),
        Form.MULTIPLE: lambda: draw(_multiple(own)),
        Form.TRUE_FALSE: lambda: draw(_true_false(own)),
        Form.FILL: lambda: draw(_gaps(own, options)),
        Form.NUMERICAL: lambda: draw(_numbers(own)),
        Form.MATCHING: lambda: draw(_pairs(own)),
        Form.ORDERING: lambda: {"choices": tuple(map(Choice, draw(_distinct(own))))},
        Form.WRITTEN: lambda: {"rubric": draw(texts(own, maybe=True))} if rubric else {},
        Form.NOTE: dict,
    }[form]()
    text = Text(facts.pop("text", None) or draw(LINES), markup)
    feedback = Text() if form == Form.NOTE else draw(texts(own, maybe=True))
    content = Content(form, text, feedback=feedback, **facts)
    labels = tuple(draw(st.lists(WORDS, max_size=2, unique=True)))
    points = Decimal(draw(st.sampled_from(("1", "2.5", "10"))))
    return Draft(content, draw(st.one_of(st.just(""), WORDS)), points, labels, draw(st.sampled_from(list(Difficulty))))
