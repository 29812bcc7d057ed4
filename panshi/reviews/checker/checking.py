"""Checks a text: finds its numbers, ties them to figures, holds each against the ledger."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from panshi.figures.definitions import Figure
from panshi.kernel.periods import Period
from panshi.org.scope import Scope
from panshi.reviews.checker.bundling import extract
from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.judging import Verdict, judge, list_agrees
from panshi.reviews.checker.linking import Link, link
from panshi.reviews.checker.places import units_named

__all__ = ["Answer", "Checked", "Finding", "check", "digest", "extract", "hold", "ledger_answers", "main_year"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the ledger says: the figure's value and the position it was asked at."""

    value: Decimal | None
    as_of: int


Answers = Callable[[Sequence[Figure], Scope], dict[str, Answer]]
"""Asks for figures in one scope; gives answers by key."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim and how it stands. `scope` is the one it was held against; numbers that are no statistics have no verdict."""

    claim: Claim
    link: Link
    verdict: Verdict | None = None
    truth: Decimal | None = None
    scope: Scope | None = None

    @property
    def wrong(self) -> bool:
        """Whether the text says something untrue here."""
        return self.verdict is not None and self.verdict.wrong

    @property
    def figure(self) -> Figure | None:
        """The figure it is tied to, when the link is sure."""
        return self.link.figure if self.link.sure else None


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with all its numbers held against the ledger at position `as_of`."""

    text: str
    scope: Scope
    as_of: int
    findings: tuple[Finding, ...]

    @property
    def digest(self) -> str:
        """The text's SHA-256 (of its UTF-8 bytes), in hexadecimal."""
        return digest(self.text)

    @property
    def statistics(self) -> tuple[Finding, ...]:
        """The findings that claim something."""
        return tuple(finding for finding in self.findings if finding.verdict is not None)

    @property
    def contradicted(self) -> bool:
        """Whether anything is untrue."""
        return any(finding.wrong for finding in self.findings)


def digest(text: str) -> str:
    """The text's SHA-256 in hexadecimal; unpaired surrogates are written as they are."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def check(text: str, *, scope: Scope) -> Checked:
    """Holds every number of the text against the ledger, in `scope` unless a sentence names another year or a unit below."""
    from panshi.figures.selectors import catalogue  # noqa: PLC0415 -- heavy: finding numbers alone needs no figures

    return hold(text, scope=scope, figures=catalogue(), answers=ledger_answers)


def ledger_answers(figures: Sequence[Figure], scope: Scope) -> dict[str, Answer]:
    """The figures' values from the engine, all in one question."""
    from panshi.figures.compute import values  # noqa: PLC0415 -- heavy: the engine

    return {value.figure.key: Answer(value.value, value.as_of) for value in values(figures, scope)}


def hold(text: str, *, scope: Scope, figures: Sequence[Figure], answers: Answers) -> Checked:
    """The same with a given catalogue and source of answers."""
    claims = extract(text)
    links = link(claims, figures)
    scopes = _scopes(claims, scope)
    asked: dict[Scope, dict[str, Figure]] = {scope: {}}
    for tied, where in zip(links, scopes, strict=True):
        for candidate in tied.candidates:
            asked.setdefault(where, {})[candidate.figure.key] = candidate.figure
    known = {where: answers(tuple(wanted.values()), where) for where, wanted in asked.items() if wanted}
    as_of = max((answer.as_of for said in known.values() for answer in said.values()), default=scope.as_of or 0)
    findings = (
        _finding(claim, tied, where, known.get(where, {})) for claim, tied, where in zip(claims, links, scopes, strict=True)
    )
    return Checked(text, scope, as_of, tuple(findings))


def _finding(claim: Claim, tied: Link, scope: Scope, known: dict[str, Answer]) -> Finding:
    if not claim.type.statistic:
        return Finding(claim, tied)
    if not list_agrees(claim):
        return Finding(claim, tied, Verdict.LIST_MISMATCH, _truth(tied, known), scope)
    truth = _truth(tied, known)
    if tied.figure is None or (tied.sure and truth is None):
        return Finding(claim, tied, Verdict.NOT_IN_LEDGER, None, scope)
    if not tied.sure or truth is None:
        return Finding(claim, tied, Verdict.AMBIGUOUS, None, scope)
    return Finding(claim, tied, judge(claim, truth), truth, scope)


def _truth(tied: Link, known: dict[str, Answer]) -> Decimal | None:
    answer = known.get(tied.figure.key) if tied.figure and tied.sure else None
    return answer.value if answer else None


def _scopes(claims: Sequence[Claim], scope: Scope) -> list[Scope]:
    """The scope of each claim: the year its sentence names, the unit below that its clause names."""
    named = units_named([claim.before if claim.type.statistic else "" for claim in claims], below=scope.unit)
    return [
        Scope(unit or scope.unit, _period(claim, scope.period), scope.as_of) for claim, unit in zip(claims, named, strict=True)
    ]


def _period(claim: Claim, period: Period) -> Period:
    if claim.year is None or claim.year == period.last.year or not 1950 <= claim.year <= 2100:
        return period
    whole = Period.year(claim.year)
    return whole if period == Period.year(period.last.year) else period


def main_year(text: str) -> int | None:
    """The year the text speaks of most, None when it names none."""
    years = Counter(claim.value[:4] for claim in extract(text) if claim.type == "date" and claim.value[:2] in ("19", "20"))
    return int(years.most_common(1)[0][0]) if years else None
