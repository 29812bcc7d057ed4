"""What a question holds: its text, what may be answered, what is right. Kept as JSON in one version of a question."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from panshi.work.learning.choices import Markup, QuestionForm

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Text:
    """Words and how they are written. Pictures stand in them as `picture:<digest>`."""

    said: str = ""
    markup: Markup = Markup.PLAIN

    def __bool__(self) -> bool:
        return bool(self.said.strip())


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose or to put in order; `share` is what it is worth in per cent of the points, −100 to 100."""

    text: Text
    share: Decimal = Decimal(0)
    feedback: Text = Text()


@dataclass(frozen=True, slots=True)
class Accepted:
    """An answer that is taken, worth `share` per cent. With a `tolerance` it is a number and takes all within it.

    In a text an asterisk stands for anything, `\\*` for an asterisk.
    """

    text: str
    share: Decimal = WHOLE
    feedback: Text = Text()
    tolerance: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A place to fill in, `[[1]]` and so on in the text; with `options` one of them is picked. `exact`: capitals matter."""

    accepted: tuple[Accepted, ...]
    options: tuple[str, ...] = ()
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """What belongs together; with no left side `right` is there to mislead."""

    left: Text
    right: str


@dataclass(frozen=True, slots=True)
class Content:
    """One question whole. `choices` are in the right order where they are to be put in order; `fixed`: never shuffled.

    `feedback` is shown to everybody afterwards, `rubric` tells who marks how; `pictures` (digests) stand below the text.
    """

    form: QuestionForm
    text: Text
    choices: tuple[Choice, ...] = ()
    gaps: tuple[Gap, ...] = ()
    pairs: tuple[Pair, ...] = ()
    feedback: Text = Text()
    rubric: Text = Text()
    fixed: bool = False
    pictures: tuple[str, ...] = ()

    def lefts(self) -> tuple[Pair, ...]:
        """The pairs that ask something."""
        return tuple(pair for pair in self.pairs if pair.left)

    def rights(self) -> tuple[str, ...]:
        """The right sides to pick from, each once, in the order of the pairs."""
        return tuple(dict.fromkeys(pair.right for pair in self.pairs))

    def with_text(self, text: Text) -> "Content":
        """The same question asked in other words."""
        return replace(self, text=text)


def packed(content: Content) -> dict[str, Any]:
    """The content as JSON has it; what is empty is left out."""
    said: dict[str, Any] = {"form": str(content.form), "text": _text(content.text)}
    if content.choices:
        said["choices"] = [_worth(each, _text(each.text)) for each in content.choices]
    if content.gaps:
        said["gaps"] = [_gap(gap) for gap in content.gaps]
    if content.pairs:
        said["pairs"] = [[_text(pair.left), pair.right] for pair in content.pairs]
    for name in ("feedback", "rubric"):
        if text := getattr(content, name):
            said[name] = _text(text)
    if content.fixed:
        said["fixed"] = True
    if content.pictures:
        said["pictures"] = list(content.pictures)
    return said


def unpacked(said: Mapping[str, Any]) -> Content:
    """The content that `packed` gave."""
    return Content(
        form=QuestionForm(said["form"]),
        text=_read(said["text"]),
        choices=tuple(
            Choice(_read(each["text"]), Decimal(each["share"]), _read(each.get("feedback", "")))
            for each in said.get("choices", ())
        ),
        gaps=tuple(_read_gap(each) for each in said.get("gaps", ())),
        pairs=tuple(Pair(_read(left), right) for left, right in said.get("pairs", ())),
        feedback=_read(said.get("feedback", "")),
        rubric=_read(said.get("rubric", "")),
        fixed=bool(said.get("fixed")),
        pictures=tuple(said.get("pictures", ())),
    )


def _text(text: Text) -> Any:
    return text.said if text.markup == Markup.PLAIN else [text.said, str(text.markup)]


def _read(said: Any) -> Text:
    return Text(said) if isinstance(said, str) else Text(said[0], Markup(said[1]))


def _worth(each: Choice | Accepted, text: Any) -> dict[str, Any]:
    said = {"text": text, "share": str(each.share)}
    return said | {"feedback": _text(each.feedback)} if each.feedback else said


def _gap(gap: Gap) -> dict[str, Any]:
    accepted = [
        _worth(each, each.text) | ({} if each.tolerance is None else {"tolerance": str(each.tolerance)}) for each in gap.accepted
    ]
    said: dict[str, Any] = {"accepted": accepted}
    if gap.options:
        said["options"] = list(gap.options)
    return said | {"exact": True} if gap.exact else said


def _read_gap(said: Mapping[str, Any]) -> Gap:
    return Gap(
        tuple(
            Accepted(
                each["text"],
                Decimal(each["share"]),
                _read(each.get("feedback", "")),
                Decimal(each["tolerance"]) if "tolerance" in each else None,
            )
            for each in said["accepted"]
        ),
        tuple(said.get("options", ())),
        bool(said.get("exact")),
    )
