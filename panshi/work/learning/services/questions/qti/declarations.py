"""What an item declares: which responses are right, what each is worth, and the little of response processing that says more."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from panshi.kernel.words import Words
from panshi.work.learning.services.questions.items import Unreadable

CUSTOM = Words("计分用了 <{element}>，不支持。", "It is scored by <{element}>, which is not supported.")
NO_NUMBER = Words("“{text}”不是数。", "“{text}” is no number.")
KNOWN = {
    "responseProcessing", "responseCondition", "responseIf", "responseElseIf", "responseElse", "match", "variable", "correct",
    "mapResponse", "setOutcomeValue", "baseValue", "sum", "isNull", "not", "and", "or", "equal", "stringMatch", "member",
    "multiple",
    "exitResponse", "default", "null",
}  # fmt: skip
TEMPLATES = (
    "match_correct", "map_response", "match_correct.xml", "map_response.xml", "cc2_match", "cc2_match_basic", "cc2_map_response",
)  # fmt: skip


@dataclass(slots=True)
class Declared:
    """One response: its right values, and what values are worth where they are mapped."""

    base: str
    cardinality: str
    correct: list[str] = field(default_factory=list)
    mapped: dict[str, Decimal] = field(default_factory=dict)
    exact: bool = True

    def shares(self) -> dict[str, Decimal]:
        """What each value is worth in per cent of all there is to have."""
        if self.mapped:
            good = [value for value in self.mapped.values() if value > 0]
            most = max(good, default=Decimal(0)) if self.cardinality == "single" else sum(good, Decimal(0))
            if not most:
                return {}
            return {key: tidy(value * 100 / most) for key, value in self.mapped.items()}
        each = Decimal(100) if self.cardinality == "single" else Decimal(100) / max(1, len(self.correct))
        return {value: tidy(each) for value in self.correct}


@dataclass(frozen=True, slots=True)
class Rule:
    """One branch of the processing: for a value of a response the score and the feedback it sets."""

    response: str
    value: str
    number: bool
    tolerance: Decimal
    exact: bool
    score: Decimal | None
    feedback: tuple[str, ...]


def responses(root: Any) -> dict[str, Declared]:
    """The declared responses by identifier."""
    found = {}
    for each in root.iterchildren("responseDeclaration"):
        declared = Declared(each.get("baseType", "identifier"), each.get("cardinality", "single"))
        declared.correct = [_words(value) for value in each.iterfind("correctResponse/value")]
        for entry in each.iterfind("mapping/mapEntry"):
            declared.mapped[entry.get("mapKey", "")] = number(entry.get("mappedValue", "0"))
            declared.exact = declared.exact and entry.get("caseSensitive", "true") in ("true", "1")
        found[each.get("identifier", "RESPONSE")] = declared
    return found


def points(root: Any) -> Decimal:
    """The most points the item says it brings; 1 where it does not say."""
    for each in root.iterchildren("outcomeDeclaration"):
        if each.get("identifier") == "MAXSCORE" and (value := each.find("defaultValue/value")) is not None:
            return number(_words(value))
        if each.get("identifier") == "SCORE" and each.get("normalMaximum"):
            return number(each.get("normalMaximum"))
    return Decimal(1)


def refuse_custom(root: Any) -> None:
    """Refuses by name what is scored in a way that cannot be kept."""
    for processing in root.iterchildren("responseProcessing"):
        template = (processing.get("template") or "").rstrip("/").rpartition("/")[2].lower()
        if template and template not in TEMPLATES:
            raise Unreadable(CUSTOM.format(element=template[:60]))
        for element in processing.iter():
            if element.tag not in KNOWN:
                raise Unreadable(CUSTOM.format(element=str(element.tag)[:60]))


def rules(root: Any) -> list[Rule]:
    """The branches that compare a response with a value."""
    found: list[Rule] = []
    for branch in root.iterfind("responseProcessing//responseIf"):
        found += _branch(branch)
    for branch in root.iterfind("responseProcessing//responseElseIf"):
        found += _branch(branch)
    return found


def tidy(value: Decimal) -> Decimal:
    """The number with five places at most and no needless ones."""
    rounded = value.quantize(Decimal("0.00001")).normalize()
    return Decimal(f"{rounded:f}")


def number(text: str) -> Decimal:
    """The number, or a refusal."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation as error:
        raise Unreadable(NO_NUMBER.format(text=text[:40])) from error
    if not value.is_finite():
        raise Unreadable(NO_NUMBER.format(text=text[:40]))
    return value


def _branch(branch: Any) -> Iterator[Rule]:
    tests = [each for each in branch.iter("match", "equal", "stringMatch", "member") if each.find("baseValue") is not None]
    sets = {each.get("identifier"): each for each in branch.iterchildren("setOutcomeValue")}
    score, told = (
        sets.get("SCORE"),
        [each for each in branch.iterchildren("setOutcomeValue") if each.get("identifier") != "SCORE"],
    )
    plain = score.find("baseValue") if score is not None else None
    feedback = tuple(_words(value) for each in told for value in each.iter("baseValue"))
    if len(tests) != 1:
        return
    [test] = tests
    variable, value = test.find("variable"), test.find("baseValue")
    if variable is None:
        return
    absolute = test.get("toleranceMode") == "absolute"
    yield Rule(
        response=variable.get("identifier", ""),
        value=_words(value),
        number=test.tag == "equal",
        tolerance=number((test.get("tolerance") or "0").split()[0]) if absolute else Decimal(0),
        exact=test.get("caseSensitive", "true") in ("true", "1"),
        score=number(_words(plain)) if plain is not None and _words(plain) else None,
        feedback=feedback,
    )


def _words(element: Any) -> str:
    return "".join(element.itertext()).strip()
